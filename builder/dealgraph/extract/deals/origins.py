"""Where a drug comes from: "ABC-1, a compound that it bought from Acme", "ABC-1, acquired from Acme in 2015"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.reality import conditional, supposed
from dealgraph.extract.prefilter import Prefiltered

_BOUGHT = Prefiltered(
    r"\b(?:acquired|bought|purchased)(?P<by> by (?:[^;.]|\b(?:Inc|Ltd|Corp|Co)\.){3,60}?)?"
    r"(?: (?:(?:the|all|its|global|worldwide|exclusive|full) )*rights (?:to )?)?"
    r"(?: in (?:[A-Z][a-z]+ )?(?:19|20)\d\d| last year| recently)? from (?:the )?(?:[\w-]+-based )?"
)
#: From a drug to the verb: ", an oral FXR agonist that the company recently".
_SAID_OF_DRUG = re.compile(
    r"(?: \([^()]{2,60}\))?(?:,? which|,? that|, (?:an?|the|its|our|formerly)? ?(?!\b(?:and|but|while)\b)"
    r"[\w+-]+(?: (?!and\b|but\b|while\b|for\b|with\b)[\w/+-]+){0,9}?(?: (?:that|which))?|,"
    r"|(?: was (?:\w+ly )?(?:discovered|developed|invented) by [^,;]{3,50} and)?(?= (?:was|were|has been|had been)\b))"
    r"(?P<who> (?:it|we|they|the [Cc]ompany|[A-Z][\w&-]+(?: [A-Z][\w&.-]+){0,3}))?"
    r"(?P<been> (?:was|were|had been|has been))?"
    r" (?:has |had |have )?(?:originally |recently |previously |first |earlier )?"
)
#: How far before the verb its drug may be named.
_REACH = 130


def origin_events(place: Place) -> Iterator[Event]:
    """Read from whom a drug was bought, told beside the drug and not as the sentence's own news."""
    for verb in _BOUGHT.finditer(place.flat, place.sentence.start, place.sentence.end):
        seller = next((m for m in place.companies(verb.end(), verb.end() + 40) if not m.generic), None)
        if seller is None or seller.start != verb.end():
            continue
        start = max(place.sentence.start, verb.start() - _REACH)
        drugs = [d for d in place.reading.drugs_in(place.index, start, verb.start()) if d.end < verb.start()]
        said = _SAID_OF_DRUG.fullmatch(place.flat, drugs[-1].end, verb.start()) if drugs else None
        if (
            said is None
            or supposed(place.before(verb.start(), 60))
            or conditional(place.before(verb.start(), 60))
        ):
            continue
        buyer = _buyer(place, said, verb, drugs[-1].start)
        if buyer is None or buyer == seller.entity:
            continue
        parties = [(buyer, "buyer"), (seller.entity, "seller")]
        event = place.event("weak", verb.start(), ["asset purchase"], parties)
        event.told = True
        yield event
        return


def _buyer(place: Place, said: re.Match[str], verb: re.Match[str], drug: int) -> int | None:
    """Give who bought: who is named beside the verb, else whose drug the sentence speaks of, else who speaks."""
    if verb["by"]:
        return next((m.entity for m in place.companies(*verb.span("by"))), None) if said["been"] else None
    if said["who"] and not said["been"]:
        named = [m for m in place.companies(*said.span("who")) if not m.generic]
        if named:
            return named[-1].entity
        if said["who"].strip()[0].isupper():
            return None  # somebody who is not known to be a company
    if said["who"] == " we":
        return place.we
    tellers = [m for m in place.companies(place.sentence.start, drug) if not m.generic]
    return tellers[0].entity if tellers else place.we
