"""Events read from what one company calls another: "our collaborator X", "licensee X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.parties import group_before

_CALLED = re.compile(
    r"\b(?:(?P<word>collaborators?|(?:collaboration|commercial|development|strategic|licensing"
    r"|commercialization"
    r"|distribution|marketing|manufacturing) partners?|licensees?|licensors?),?\s+)$",
    re.IGNORECASE,
)
#: The type of deal that a partner's name stands for, by its beginning; "collaboration" for any other.
_TYPES = {
    "licens": "license",
    "manuf": "manufacturing",
    "commerc": "commercialization",
    "distr": "commercialization",
    "marke": "commercialization",
}


def partner_events(place: Place) -> Iterator[Event]:
    """Read what a sentence calls the companies it names."""
    for mention in place.companies(place.sentence.start, place.sentence.end):
        called = None if mention.generic else _CALLED.search(place.before(mention.start, 40))
        if called is None:
            continue
        subject = group_before(place, mention.start - len(called.group()))[-1:]
        who = subject[0].entity if subject else place.we
        if who is None or who == mention.entity:
            continue
        word = called.group("word").lower()
        role = word.rstrip("s") if word.startswith(("licensee", "licensor")) else "partner"
        kind = next(
            (t for start, t in _TYPES.items() if word.startswith(start) and not word.startswith("licensing")),
            "collaboration",
        )
        yield place.event("weak", mention.start, [kind], [(who, "partner"), (mention.entity, role)])
