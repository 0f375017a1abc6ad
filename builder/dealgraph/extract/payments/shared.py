"""What the parties share without an amount: profits, costs, proceeds, what sublicensees pay, a transfer price."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.prefilter import Prefiltered, holds_any

#: Words that a sentence holds in small letters, with the pattern that they let be tried, under a name.
_SHARED = (
    ("share", ("profit", "loss", "proceeds", "revenue"), Prefiltered(
        r"\b(?:shar(?:e[sd]?|ing) (?:\w+ ){0,4}(?:operating |net |pre-tax )*(?:profits?|losses)"
        r"|profit[- ](?:and[- ]loss[- ])?shar\w+|(?:profits?|losses)(?: and losses"
        r"| or losses)? (?:\w+ ){0,10}(?:shared|split)|split(?:s|ting)? (?:[\w.-]+ ){0,4}profits|profits? split"
        r"|share of (?:the )?(?:net |operating )?profits?|split (?:\w+ ){0,4}(?:proceeds|revenues?)"
        r"|(?:half|portion|percentage|\d+%|\d+ per ?cent) of (?:the |any |all |its |their )?(?:\w+ ){0,2}?profits"
        r"|revenues?[^;]{0,80}shared equally|share (?:equally )?(?:in )?(?:any |the )?revenues?)\b", re.I)),
    ("share", ("cost",), Prefiltered(
        r"\b(?:co-?fund(?:ing)? \d+%|cost[- ]shar\w+|shar(?:e[sd]?|ing) (?:\w+ ){0,5}(?:development"
        r"|commercialization|research)? ?costs|costs? (?:\w+ ){0,6}shared"
        r"|responsible for (?:funding )?\d+% of|reimburse \w+ for \d+%)\b", re.I)),
    ("share", ("benefit", "return", "reward", "income", "proceeds"), Prefiltered(
        r"\b(?:financial|commercial|any|the|all|future|resulting) (?:financial |commercial |future )?"
        r"(?:benefits?|returns?|rewards?|income|proceeds)\b[^;.$]{0,60}?\b(?:(?:will|shall|would|to) be|are|is) "
        r"(?:shared|split|divided)\b|\bshar(?:e|es|ing) (?:equally )?(?:in )?(?:the |any |all )?(?:financial "
        r"|commercial "
        r"|future )(?:benefits?|returns?|rewards?|income|proceeds)\b", re.I)),
    ("sublicense", ("sublicens",), Prefiltered(
        r"\b(?:portion|percentage|percent|share|\d+%) of (?:[\w-]+,? ){0,9}?sublicens\w+"
        r"|(?<!a )\bsublicens(?:e|ing) (?:fees?|payments?|income|revenue|royalt\w+|consideration|amounts)\b"
        r"|(?:portion|percentage|percent|share|\d+%) of (?:[\w-]+,? ){1,9}?(?:from|by) (?:an?|any|our"
        r"|its) sublicensee|sublicensee[^;]{0,20}shall be shared", re.I)),
    ("transfer price", ("transfer price",), Prefiltered(r"transfer price", re.I)),
    ("share of revenues", ("revenue",), Prefiltered(
        r"\b(?:future |annual |contingent |quarterly )?payments? (?:representing|equal to|based on|of|amounting to) "
        r"(?:an? )?(?:[\w-]+ ){0,4}?percent(?:age)? of (?:[\w-]+ ){0,4}?revenues\b", re.I)),
)  # fmt: skip
#: What was shared or earned in the past is no term.
BOOKED = Prefiltered(r"\b(?:recogni[sz]ed|recorded|(?<!expenses )(?<!costs )incurred|included in)\b")


def shared(text: str, contract: bool) -> Iterator[str]:
    """Give a name for each way of sharing that a sentence tells; a contract's costs are left out.

    >>> list(shared("Acme and Bolt will share profits equally.", False))
    ['share']
    """
    text = text.replace("ub-licen", "ublicen").replace("ublicenc", "ublicens")
    low = text.lower()
    if BOOKED.search(text):
        return
    for name, words, pattern in _SHARED:
        if contract and words == ("cost",):
            continue
        if holds_any(low, words) and pattern.search(text):
            yield name
