"""A party of a contract, and what the words behind its name call it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealgraph.extract.contracts.names import LegalName, bare
from dealgraph.extract.contracts.tables import parts

PARENS = re.compile(r"\(([^()]{1,220})\)")
_QUOTED = re.compile(r"\"\s*([^\"\n]{1,60}?)\s*,?\"")
_UNQUOTED = re.compile(
    r"^(?:the |each |hereinafter(?:,)? |hereafter |referred to as |called |together |with "
    r"|its |affiliates,? |collectively,? ){0,6}"
    r"([A-Z][\w&'-]*(?:[ .][A-Z][\w&'-]*){0,3})$"
)
_CALLED = re.compile(
    r"\b(?:referred to(?: herein)? as|called|known as|hereinafter|hereafter|defined as),?\s+(?:the\s+)?\"?\s*"
    r"([A-Z][\w&'-]*(?: [A-Z][\w&'-]*){0,2})"
)
_LETTERED = re.compile(r"party (?:[a-d]|[1-4]|one|two|three)")
_NO_DEFINITION = re.compile(
    r"part(?:y|ies)\b|agreement|date|contract|state|act\b|commission|territory|product|affiliate",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\btogether with (?:the )?(?P<whom>[A-Z][\w&.' -]{1,40}?),? (?:the )?\"(?P<called>[^\"\n]{2,40}?),?\""
)


@dataclass(slots=True)
class PartyDraft:
    """A party: its legal name, and what the contract calls it by name (`short`) or by its part (`parts`).

    `ally` is the party that it stands together with, under one name.
    """

    name: LegalName
    short: list[str]
    parts: list[str]
    ally: PartyDraft | None = None


def define(tail: str, party: PartyDraft) -> None:
    """Take defined names from the words that follow a party's legal name.

    Args:
        tail: The words, up to the next party.
        party: The party; its names and parts are added to.
    """
    found: list[str] = []
    unquoted: list[str] = []
    for match in PARENS.finditer(tail):
        inside = match[1]
        quoted = _QUOTED.findall(inside)
        plain = _UNQUOTED.match(inside.strip())
        found += quoted
        unquoted += [plain[1]] if plain else []
    found = found or unquoted
    if not found:
        found = [m[1] for m in _CALLED.finditer(tail)] or (_QUOTED.findall(tail)[:1])
    for written in found:
        name = re.sub(r"^(?:the|The) ", "", written.strip(" ,.;"))
        low = name.lower()
        if _LETTERED.fullmatch(low):
            party.parts.append(name)
        elif low in parts():
            if low not in ("party", "parties") and name not in party.parts:
                party.parts.append(name)
        elif _may_be_short(name, party):
            party.short.append(name)


def ally(tail: str, party: PartyDraft, others: list[PartyDraft]) -> None:
    """Take the name that two parties share: ("Orvane Basel"; together with OTI, "Orvane").

    Args:
        tail: The words behind the party's name.
        party: The party.
        others: Those named before it; the one that it stands together with is told to be its ally.
    """
    both = _TOGETHER.search(tail)
    if both is None:
        return
    for other in others:
        if both["whom"] in (other.name.text, *other.short, *other.parts):
            party.ally = other
            if _akin(both["called"], other.name.text):
                other.short.append(both["called"])


def _may_be_short(name: str, party: PartyDraft) -> bool:
    if len(name) < 2 or _NO_DEFINITION.search(name) or name in (*party.short, party.name.text):
        return False
    return not party.short or _akin(name, party.name.text)


def _akin(short: str, full: str) -> bool:
    """Tell whether a short name could be one of this party: it shares a word, or is made of the initials."""
    words = re.findall(r"[\w&]+", full.lower())
    first = bare(re.split(r"[ -]", short)[0])
    initials = "".join(w[0] for w in words)
    return (
        any(w.startswith(first[:4]) for w in words if len(first) > 2)
        or initials.startswith(first)
        or first in initials
    )
