"""Who a page speaks for, and the words by which it means a company without naming it."""

from __future__ import annotations

import re

from dealgraph.extract.mentions import Mention
from dealgraph.extract.text import Page

_PRONOUN = re.compile(r"(?:we|We|ours?|Ours?|us)\b")
_ANNOUNCE = re.compile(
    r"\b(?:announc(?:es|ed|ing)|report(?:s|ed)|provid(?:es|ed)|disclosed|issued|confirm(?:s|ed)|unveil(?:s|ed)|said)\b",
    re.IGNORECASE,
)
#: A parent is named to say whose the issuer is: "GigaBio Inc., a subsidiary of Acme".
_PARENT = re.compile(r"\b(?:subsidiary|affiliate|unit|division|member|part|arm) of (?:the )?$")
#: A sentence up to this many characters may be a heading.
_HEADING = 80
_RELEASE = re.compile(
    r"\((?:GLOBE ?NEWSWIRE|BUSINESS WIRE|PR ?NEWSWIRE|NEWMEDIAWIRE|ACCESSWIRE)"
    r"|/PRNewswire|FOR IMMEDIATE RELEASE",
    re.IGNORECASE,
)


def is_contract(page: Page) -> bool:
    """Tell whether a document is a contract (exhibit 10, or 2 for mergers), in which nobody says "we"."""
    return page.document.type.upper().startswith(("EX-10", "EX-2.", "EX-2-", "EX-4."))


def is_release(page: Page) -> bool:
    """Tell whether a document is a press release."""
    return page.document.type.upper().startswith("EX-99") or (
        not page.document.type.upper().startswith(("10-", "8-K", "20-", "S-", "424", "6-K", "EX"))
        and bool(_RELEASE.search(page.flat, 0, 4000))
    )


def pronouns(flat: str) -> list[tuple[int, int]]:
    """Give the places of "we", "us", "our" and "ours" ("US" is a country)."""
    return [
        m.span()
        for m in _PRONOUN.finditer(flat)
        if not m.start() or not (flat[m.start() - 1].isalnum() or flat[m.start() - 1] in "'-.")
    ]


def role_words(flat: str, roles: tuple[str, ...], *, bare: bool) -> list[tuple[str, int, int]]:
    """Give (role, start, end) of the role words of a page.

    Args:
        flat: The page.
        roles: Defined roles in lower case ("company", "licensee").
        bare: Whether a role stands without "the" too, as in contracts.
    """
    out: list[tuple[str, int, int]] = []
    for role in roles:
        for word in (role.title(), role.upper()):
            at = flat.find(word)
            while at >= 0:
                end = at + len(word)
                whole = (end >= len(flat) or not flat[end].isalnum()) and (
                    not at or not flat[at - 1].isalnum()
                )
                if whole:
                    article = flat[max(0, at - 4) : at].lower() == "the "
                    if article or (bare and flat[max(0, at - 1) : at] in (" ", "", "\n")):
                        out.append((role, at - 4 if article else at, end))
                at = flat.find(word, end)
    return out


def subject(page: Page, named: list[Mention], filer: int | None) -> int | None:
    """Give the company that a press release speaks for: the filer if named before the verb.

    Args:
        page: The release.
        named: Mentions by name in it, in order.
        filer: The filer of the submission, or None.
    """
    for sentence in page.sentences[:14]:
        verb = _ANNOUNCE.search(sentence.text)
        if not verb:
            continue
        head = [m for m in named if sentence.start <= m.start < sentence.start + verb.start()]
        before = [m.entity for m in head if not _PARENT.search(page.flat, max(0, m.start - 30), m.start)]
        if before:
            return filer if filer is not None and filer in before else before[0]
    if filer is None:
        return named[0].entity if named else None
    if not named or any(m.entity == filer for m in named):
        return filer
    # A section of a report as an exhibit names its partners and calls the filer "we"; a release names who speaks first.
    first = next((s.start for s in page.sentences if len(s.text) > _HEADING), 0)
    if pronouns(page.flat) or "the Company" in page.flat:
        return next((m.entity for m in named if m.start == first), filer)
    return named[0].entity
