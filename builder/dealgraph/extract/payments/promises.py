"""Openings of milestone schedules that don't call them so: "Licensee shall pay the following amounts:"."""

from __future__ import annotations

import re

from dealgraph.extract.payments.milestone_cues import milestone_kind
from dealgraph.extract.payments.schedule_items import Item
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.text import Page

_PROMISE = Prefiltered(
    r"\b(?:shall|will|must|agrees? to|(?:is|are) (?:required|obligated) to|undertakes? to|shall be|be|become)"
    r" (?:\w+ ){0,3}(?:eligible|pay|remit|make|receive|paid|payable|due|made|entitled)\b",
    re.IGNORECASE,
)
#: A list in the same paragraph: "the following: (i) upon acceptance of an NDA, $[**]; and (ii)".
_LIST = Prefiltered(
    r"\b(?:following|as follows|(?:shall|will) pay)(?: [\w-]+){0,4}: \(?(?:i|a|1)[).] ", re.IGNORECASE
)
#: What is owed for the deal itself.
_SIGNING = re.compile(
    r"\b(?:effective date|execution|signing|signature|closing(?: date)?|date hereof|this agreement|anniversary"
    r"|each (?:calendar )?year|annual(?:ly)?(?! (?:net |gross |aggregate |worldwide )*(?:sales|revenues?))|invoice)\b",
    re.IGNORECASE,
)


def promises(page: Page) -> list[int]:
    """Give the blocks that promise payments and end in a colon, stand right above a table, or hold a list."""
    found = []
    for match in _LIST.finditer(page.flat):
        sentence = page.sentence_at(match.start())
        if sentence and _PROMISE.search(page.flat, max(sentence.start, match.start() - 300), match.end()):
            found.append(sentence.block)
    for block in page.blocks[:-1]:
        if (page.flat[block.end - 1] == ":" or page.blocks[block.index + 1].row) and not block.row:
            if _PROMISE.search(page.flat, max(block.start, block.end - 700), block.end):
                found.append(block.index)
    return found


def those_of_milestones(items: list[Item]) -> list[Item]:
    """Keep the items of a list of payments that are owed for events; none where most tell of no such event."""
    kept = [i for i in items if i.event is None or not _SIGNING.search(i.event)]
    known = sum(i.event is not None and milestone_kind(i.event) != "other" for i in kept)
    return kept if len(kept) > 1 and known * 2 > len(kept) else []
