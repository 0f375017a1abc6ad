"""Agreements told beside each other: whether a name is of another one than was told before."""

from __future__ import annotations

import re

from dealgraph.extract.deals.event import Event
from dealgraph.extract.reading import Reading

#: "And *a co-promotion agreement with* Acme", "as well as *license agreements with*": named for the first time.
_FIRST_NAMED = re.compile(
    r"(?:,? and an?|,? as well as(?: an?)?|\b(?:has|have|had) (?:also )?an?) (?:[\w-]+ ){0,3}$"
)
_WITH_WHOM = re.compile(r"[\w-]+(?: [\w-]+){0,4}? agreements? with\b")


def is_another(reading: Reading, event: Event) -> bool:
    """Tell whether a report names an agreement for the first time, beside one of another kind."""
    page = reading.pages[event.page]
    if page.document.type.startswith("EX-99") or not _WITH_WHOM.match(page.flat, event.at, event.end):
        return False
    return _FIRST_NAMED.search(page.flat, max(event.start, event.at - 60), event.at) is not None


#: "A research agreement, a license agreement and an option agreement with": each name is one of its own.
_BESIDE = re.compile(
    r"[\w&' -]{3,60}\bagreements?(?: \([^()]{1,80}\))?(?:,| and|, and| as well as) (?:an? |separate )(?:[\w-]+ ){0,2}",
    re.IGNORECASE,
)


#: "A license and collaboration agreement, or the Acme Agreement, and a platform license": two, as one is named.
_DEFINED_BESIDE = re.compile(
    r"[\w&', -]{3,60}\bagreements?(?:, or (?:the )?[A-Z][\w ]{2,60}|,? \([^()]{2,80}\)),? and (?:also )?(?:an? )?"
    r"(?:[\w-]+ ){0,4}",
    re.IGNORECASE,
)


def listed_beside(reading: Reading, one: Event, other: Event) -> bool:
    """Tell whether a sentence lists two agreements of different types beside each other."""
    if (one.page, one.sentence, one.kind) != (other.page, other.sentence, "sign") or one.at >= other.at:
        return False
    if not one.types or not other.types or set(one.types) == set(other.types):
        return False
    if set(one.types) & set(other.types):
        return _DEFINED_BESIDE.fullmatch(reading.pages[one.page].flat, one.at, other.at) is not None
    return _BESIDE.fullmatch(reading.pages[one.page].flat, one.at, other.at) is not None
