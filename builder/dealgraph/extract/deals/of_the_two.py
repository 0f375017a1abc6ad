"""Who is meant where a deal is said to be "the companies'", "between the parties" or "their"."""

from __future__ import annotations

import re

from dealgraph.extract.deals.event import Place
from dealgraph.extract.deals.names import AgreementName

#: "The licence agreement between the parties": those named last.
_OF_THE_TWO = re.compile(
    r"(?: (?:signed|entered into|concluded))? (?:between|by|among|of|with) (?:the|both|these) (?:two )?"
    r"(?:parties|companies|partners)\b(?!')"
)
_THE_TWO = re.compile(r"\W*(?:The|Both|These)(?: two)? (?:companies|parties|partners)\b(?!')")
#: "The License Agreement, signed January 1, 2018, ends".
_SIGNED_THEN = re.compile(
    r",? (?:signed|dated|executed|entered into)(?: as of| on| in)? (?:[A-Z][a-z]{2,8} )?\d"
)


def says_companies(place: Place, name: AgreementName) -> bool:
    """Tell whether the words at an agreement's name call its parties the companies: "the companies' agreement"."""
    return name.before.rstrip("'") in ("companies", "parties") or bool(
        _OF_THE_TWO.match(place.flat, name.end)
    )


def is_of_the_two(place: Place, name: AgreementName, subject: bool, after: bool, *, signing: bool) -> bool:
    """Tell whether a deal is said to be that of the companies spoken of: "their alliance", "The parties signed".

    Args:
        place: The sentence.
        name: The deal's name.
        subject: Whether a company is the subject of the sentence.
        after: Whether a company is named behind the name as a party.
        signing: Whether the sentence tells the signing.
    """
    if not place.page.document.type.startswith(("EX-99", "8-K")):
        return False
    if not signing:
        alone = name.proper and not (subject or after) and _SIGNED_THEN.match(place.flat, name.end)
        return name.before == "their" or (name.before == "the" and bool(alone))
    if _THE_TWO.match(place.sentence.text):
        return name.before in ("the", "this", "their", "a", "an")
    return name.before in ("the", "this", "their") and not subject


#: Bodies that approve drugs are not one of "the companies", though a deal of their own may name them.
_REGULATOR = re.compile(r"\b(?:Ministry|Medicines Agency|Administration)\b")


def last_named(place: Place, at: int) -> list[tuple[int, str]]:
    """Give the two companies named last before "the companies' collaboration agreement"."""
    entities = place.reading.companies.entities
    before = [
        m.entity
        for m in place.reading.companies_in(place.index, 0, at)
        if not (m.generic or _REGULATOR.search(entities[m.entity].name))
    ]
    last = list(dict.fromkeys(reversed(before)))[:2]
    return [(company, "partner") for company in reversed(last)] if len(last) == 2 else []
