"""Events read from the purchase of shares under an agreement of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.deals.acquisitions import PRICED
from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.parties import group_before
from dealgraph.extract.prefilter import Prefiltered

_SHARES_BOUGHT = Prefiltered(
    r"\b(?:purchased|acquired|bought|agreed to (?:purchase|acquire|buy)|invested)\b(?:[^.;]|\.\d){0,60}?"
    r"\b(?:shares?|American Depositary Shares|ADSs|units)\b(?P<rest>(?:[^.;]|\.\d){0,140})"
)
_AGREEMENT = Prefiltered(r"\bagree(?:d|ment)\b", re.IGNORECASE)


def share_purchase_events(place: Place) -> Iterator[Event]:
    """Read "under a stock purchase agreement, we purchased 10.0 million shares of X for an aggregate of $60.0 million".

    A purchase without an agreement of its own is a term of the deal around it.
    """
    flat, sentence = place.flat, place.sentence
    if not _AGREEMENT.search(sentence.text):
        return
    for match in _SHARES_BOUGHT.finditer(flat, sentence.start, sentence.end):
        if re.search(r"\b(?:all|outstanding)\b", match.group()[:60]) or not PRICED.search(
            flat, match.start(), sentence.end
        ):
            continue
        subject = group_before(place, match.start())[-1:]
        issuer = next(
            (
                m
                for m in place.companies(*match.span("rest"))
                if re.search(r"\b(?:of\s+(?:the\s+)?|in\s+)$", flat[match.start() : m.start])
            ),
            None,
        )
        if subject and issuer is not None and subject[0].entity != issuer.entity:
            yield place.event(
                "sign",
                match.start(),
                ["equity"],
                [(subject[0].entity, "investor"), (issuer.entity, "investee")],
            )
            return
