"""Companies that took the place of a party: "with Orvane, now a wholly-owned subsidiary of Kelvane"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from dealgraph.extract.deals.event import Event
from dealgraph.extract.prefilter import holds_any
from dealgraph.extract.reading import Reading

#: Between a company and the one that has taken its place.
_SUCCEEDED_BY = re.compile(
    r"(?: \([^()]{1,60}\))?,? \(?(?:(?:which|that) )?(?:(?:was|is|has(?: since)? been) )?"
    r"(?:(?:since|later|subsequently|then|now|recently) )?"
    r"(?:(?:acquired|bought|purchased|owned) by"
    r"|(?:(?:now|presently|currently) )?(?:an? )?(?:(?:wholly|majority)[- ]owned |indirect |direct )*"
    r"(?:subsidiary|part|unit|division|affiliate|member) of)(?: the)? ",
)
_TELLING = (
    "acquired by",
    "bought by",
    "purchased by",
    "owned by",
    "subsidiary of",
    "part of",
    "unit of",
    "ision of",
    "iate of",
)
#: A release's first sentences tell a purchase as their news: "Orvane has been bought by Kelvane".
_NEWS = re.compile(
    r"(?: \([^()]{1,60}\))? (?:has (?:now |just )?been|was|is) (?:acquired|bought|purchased) by"
)
_OPENING = 3
#: Without one of these, a parent is told that was there before ("Acme, a subsidiary of Kelvane").
_NOW = re.compile(r"\b(?:now|since|later|subsequently|then|has been|have been|was|were|recently)\b")


def successors(reading: Reading, page: int) -> dict[int, int]:
    """Give the companies of a page that took another's place, each with the one that it succeeded."""
    found: dict[int, int] = {}
    flat = reading.pages[page].flat
    release = reading.pages[page].document.type.startswith("EX-99")
    for sentence in reading.pages[page].sentences:
        if not holds_any(sentence.text, _TELLING):
            continue
        news = release and sentence.index < _OPENING
        mentions = reading.companies_in(page, sentence.start, sentence.end)
        for one, other in pairwise(m for m in mentions if not m.generic):
            between = flat[one.end : other.start]
            if news and _NEWS.match(between):
                continue
            if one.entity != other.entity and _SUCCEEDED_BY.fullmatch(between) and _NOW.search(between):
                found.setdefault(other.entity, one.entity)
    return found


#: "GB Holdings, Inc., a wholly owned subsidiary of Kelvane, Inc. ("Kelvane")": the text goes on with the parent.
_PARENT = re.compile(
    r"(?: \([^()]{1,60}\))?,? an? (?:(?:wholly|majority)[- ]owned |indirect |direct )*"
    r"(?:subsidiary|affiliate) of (?:the )?"
)


def parents(reading: Reading, page: int) -> dict[int, int]:
    """Give the companies of a report's page that are named as a signer's parent, each with its subsidiary."""
    found: dict[int, int] = {}
    flat = reading.pages[page].flat
    for sentence in reading.pages[page].sentences:
        if "subsidiary of" in sentence.text or "affiliate of" in sentence.text:
            mentions = [m for m in reading.companies_in(page, sentence.start, sentence.end) if not m.generic]
            for one, other in pairwise(mentions):
                if one.entity != other.entity and _PARENT.fullmatch(flat, one.end, other.start):
                    found.setdefault(other.entity, one.entity)
    return found


def by_signers(
    events: Iterable[Event], succeeded: dict[int, int], owned: dict[int, int], known: set[int]
) -> list[Event]:
    """Name who signed in the events of a sentence that name a successor or a parent.

    Args:
        events: What a sentence tells.
        succeeded: As `successors` gives it.
        owned: As `parents` gives it.
        known: The parties of the deals known so far.
    """
    events = list(events)
    if succeeded:
        signed = {c for e in events if e.kind == "sign" for c, _ in e.parties}
        events = as_signed(events, succeeded, known | signed)
    return [_of_subsidiary(e, owned, known) for e in events] if owned else events


def _of_subsidiary(event: Event, owned: dict[int, int], parties: set[int]) -> Event:
    """Name the subsidiary that signed, where verbs go on with its parent, which has signed nothing by itself."""
    told = {c for c, _ in event.parties}
    meant = {c for c in told & owned.keys() - parties if owned[c] in parties and owned[c] not in told}
    if not meant or (event.kind == "sign" and event.title) or event.types == ["acquisition"]:
        return event
    return replace(
        event,
        parties=[(owned[c] if c in meant else c, role) for c, role in event.parties],
        others=[owned[c] if c in meant else c for c in event.others],
    )


def as_signed(events: Iterable[Event], succeeded: dict[int, int], parties: set[int]) -> list[Event]:
    """Name the party that signed where a later sentence names its successor, and drop what only tells who that is.

    Args:
        events: What a sentence tells.
        succeeded: As `successors` gives it.
        parties: The parties of the deals known so far.
    """
    out = []
    for event in events:
        told = dict(event.parties)
        if any(told.get(new) == "acquirer" and told.get(old) == "target" for new, old in succeeded.items()):
            continue
        if event.kind != "sign" and not parties & told.keys() & succeeded.keys():
            event = replace(
                event,
                parties=[(_signer(c, succeeded, parties), role) for c, role in event.parties],
                others=[_signer(c, succeeded, parties) for c in event.others],
            )
        out.append(event)
    return out


def _signer(company: int, succeeded: dict[int, int], parties: set[int]) -> int:
    before = succeeded.get(company)
    return before if before is not None and before in parties else company
