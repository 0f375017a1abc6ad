"""Purchases told by their price: "agreed to pay $1.05 billion upfront and $1.15 billion in milestones for Acme"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.parties import group_before
from dealgraph.extract.deals.reality import proposed, supposed
from dealgraph.extract.prefilter import Prefiltered

_MUCH = (
    r" (?:out |over |down |up |another |as much as |up to |about |around |approximately |nearly |more than |some )*"
    r"(?:US)?[$\u20ac\u00a3]\s?\d"
)
#: A sum that is paid, and who or what it is paid for.
_PAYS = Prefiltered(
    r"\b(?:pays?|paid|paying|spends?|spent|spending|shells? out|shelled out|forks? (?:out|over)|forked (?:out|over)"
    rf"|hands? over|handed over|puts? up|plunks? down|splashes out|drops|dropped)(?={_MUCH})"
)
#: Right before a verb that tells of a purchase: it is preceded by its price.
PRICED_BEFORE = re.compile(rf"{_PAYS.pattern}[^;]{{1,110}}? $")
#: From the sum to the company: what it is, and nothing that would be bought of it.
_FOR = re.compile(
    r"[^;]{1,130}? for (?:the |an? )?(?:(?!(?:rights?|licen[sc]es?|options?|access|shares?|stake|use|each|every)\b)"
    r"[\w'-]+,? ){0,6}?\Z"
)
_OF_IT = re.compile(r"(?:'s?|\u2019s?)(?!\w)| (?:shares?|stock|rights?|securities|notes)\b")


def priced_events(place: Place) -> Iterator[Event]:
    """Read at most one purchase of a company that a sum is paid for."""
    for pays in _PAYS.finditer(place.flat, place.sentence.start, place.sentence.end):
        if supposed(place.before(pays.start(), 60)):
            continue
        for target in place.companies(pays.end(), pays.end() + 170):
            bought = not target.generic and _FOR.match(place.flat, pays.end(), target.start)
            if not bought or _OF_IT.match(place.flat, target.end):
                continue
            subject = [m.entity for m in group_before(place, pays.start()) if m.entity != target.entity][-1:]
            who = subject[0] if subject else place.we
            if who is None or who == target.entity:
                continue
            parties = [(who, "acquirer"), (target.entity, "target")]
            event = place.event("sign", pays.start(), ["acquisition"], parties)
            event.proposed = proposed(place.sentence.text)
            yield event
            return
