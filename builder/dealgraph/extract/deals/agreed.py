"""Events read from what companies have agreed to do together, where no agreement is named: "we and X agreed to"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.parties import group_before
from dealgraph.extract.deals.reality import supposed
from dealgraph.extract.prefilter import Prefiltered

_AGREED = Prefiltered(
    r"\bagreed (?:in principle )?to (?:also |jointly |exclusively |together |each )*"
    r"(?P<what>co-?promot|co-?market|co-?develop|co-?commerciali|develop|collaborat|commerciali[sz]e|market|promot"
    r"|distribut|licen[sc]e|manufactur|provide(?= (?:[\w,/-]+ ){0,6}?(?:services|capacity|support)\b))\w*"
)
#: Whom it is done for, or whose the product is that it is done to.
_FOR_WHOM = re.compile(r"[^.;]{0,100}?\b(?:with|for|on behalf of|from|to)\s+(?:the\s+)?$|\s+$")
_TYPES = {
    "comarket": "commercialization",
    "copromot": "commercialization",
    "cocommerciali": "collaboration",
    "codevelop": "collaboration",
    "develop": "collaboration",
    "collaborat": "collaboration",
    "licen": "license",
    "manufactur": "manufacturing",
    "provid": "services",
}


def agreed_events(place: Place) -> Iterator[Event]:
    """Read at most one event from "X and Y agreed to develop"; it counts where nothing else tells of their deal."""
    for verb in _AGREED.finditer(place.flat, place.sentence.start, place.sentence.end):
        if supposed(place.before(verb.start(), 60)):
            continue
        companies = [m.entity for m in group_before(place, verb.start())]
        if len(set(companies)) == 1:
            behind = place.companies(verb.end(), verb.end() + 130)
            companies += [
                m.entity for m in behind[:1] if _FOR_WHOM.fullmatch(place.flat, verb.end(), m.start)
            ]
        companies = list(dict.fromkeys(companies))
        if len(companies) < 2:
            continue
        what = verb["what"].lower().replace("-", "")
        kind = next((kind for stem, kind in _TYPES.items() if what.startswith(stem)), "commercialization")
        event = place.event("weak", verb.start(), [kind], [(c, "partner") for c in companies])
        event.told = event.spare = True
        yield event
        return
