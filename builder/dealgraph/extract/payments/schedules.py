"""Milestone schedules: lists and tables that give an event and its payment in each item.

A schedule is opened by a sentence that promises "the following milestone payments"; its items are the rows,
list items or short lines after it, or the pairs that follow in the same paragraph where a table has lost its
lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dealgraph.extract.payments.money import MoneyIndex
from dealgraph.extract.payments.promises import promises, those_of_milestones
from dealgraph.extract.payments.redacted import REDACTED
from dealgraph.extract.payments.schedule_blocks import SUM, of_block, pairs_alone, pairs_behind, run_in
from dealgraph.extract.payments.schedule_items import (
    ENUMERATOR,
    HEADER,
    ONLY_PAID,
    REDACTION,
    Item,
    bare_rows,
    event_of,
    is_pair,
    paid_in,
    text_of,
)
from dealgraph.extract.payments.schedule_rows import (
    Table,
    in_currency,
)
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.text import Page

_OPENING = Prefiltered(
    r"\bmilestones?\b[^\n]{0,700}?\b(?:following|below|as follows|listed|set (?:forth|out)|each of"
    r"|table|in accordance with this section|this section|schedule \w+)\b"
    r"|\bmilestones?(?: events?)?[\t /|&]{1,3}(?:and )?(?:corresponding |applicable )?(?:(?:[a-z]+ ){0,3}milestone )?"
    r"(?:payments?|amounts?|fees?)\b"
    r"|\b(?:following|below|table|listed|schedule \d)\b[^\n]{0,200}?\bmilestones?\b"
    r"|\bmilestones?\b[^\n]{0,300}?\beach (?:such )?(?:milestone |event)[^\n.:]{0,40}:"
    r"|\bmilestone payments?\b[^\n.:]{0,60}\bupon:"
    r"|\bmilestones?(?: payments?| fees?)?[.:] (?=(?:\(?[a1i][).] )?(?:US|EUR|U\.S\.)? ?[$\u20ac\u00a3\[])",
    re.IGNORECASE,
)
_MARKS = (
    "below", "follow", "each", "listed", "set forth", "set out", "table", "this section", "schedule",
    "milestones. ", "milestones: ", "payments. ", "payments: ", "upon:", "fees. ", "fees: ", "milestone event",
)  # fmt: skip
#: How much of the end of a block is read as the opening of what follows it.
_LONGEST = 1800
_SIGN = 11  # how far behind "Milestones:" the sign of its first payment may end
#: How long the title of a table is at most ("6.3 Sales Milestones.").
_HEADING = 90
_PROMISE = re.compile(r"\b(?:pay|paid|payable|payments?|receive|owe|due|eligible|entitled)\b", re.IGNORECASE)
_SALES = Prefiltered(r"\b(?:net |annual |gross )?(?:sales|revenues?)\b", re.IGNORECASE)
_PRICED = re.compile(r"[^$\u20ac\u00a3\[]{0,7}[$\u20ac\u00a3\[]")
_FURNITURE = re.compile(
    r"^(?:source:|confidential|exhibit|\W*\d*\W*$|\*\*\* ?=|\[\*\*\*\] ?=|execution version|certain |\S+$)",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\bwithin [\w() \[\]*…-]{1,60}? days (?:of|after|following) (?:an? |the )?([^,;.]{5,120}),",
    re.IGNORECASE,
)
#: A table of which nothing but what is kept back has been left, behind the sentences that open it.
_BLACKED = re.compile(rf"(?:(?:\d{{1,2}}\.? )?\$? ?(?:{REDACTED}) ){{4,60}}(?:\$? ?(?:{REDACTED}))?")
_LIST_MARK = Prefiltered(
    r"(?:as follows|set forth below|following(?! (?:countries|territor|indications))|below|table)\b[^:.]{0,160}:"
    r"|milestone events? (?:(?:[a-z]+ ){0,4}milestone )?payments? (?=[A-Z(\d])"
    r"|milestone event[s]? (?:and )?(?:milestone )?payments?(?= )"
    r"|\beach (?:such )?(?:milestone |event)[^.:]{0,40}:|\bmilestone payments?\b[^.:]{0,60}\bupon:"
    r"|\bmilestones?(?: payments?| fees?)?[.:](?= (?:\(?[a1i][).] )?(?:US|EUR|U\.S\.)? ?[$\u20ac\u00a3\[])"
    r"|\b(?:shall|will) pay (?:to )?(?:[a-z][\w.-]* ?){1,4}:(?= \(?[a1i][).] )",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\(?(?:(?:dollars|amounts|all amounts) )?\(?(?:in|u\.?s\.?) [\w ,$'.]{1,40}\)?", re.IGNORECASE
)
#: What may be owed in all, as the accounts value it, is told behind a schedule.
_VALUED = re.compile(r"\bundiscounted\b|\bbetween (?:zero|nil|\$0) and\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule: the opening sentence's offsets, the words that title it, its items."""

    start: int
    end: int
    title: str
    items: tuple[Item, ...]


def find_schedules(page: Page, money: MoneyIndex) -> list[Schedule]:
    """Find the milestone schedules of a page, in order."""
    out: list[Schedule] = []
    last = -1
    for number, named in _openings(page, money):
        block = page.blocks[number]
        if block.start < last:
            continue
        text = page.flat[max(block.start, block.end - _LONGEST) : block.end]
        items = _collapse(page, text, list(_items(page, money, number, named)))
        if not named:
            items = those_of_milestones(items)
        if items:
            last = max(items[-1].end, block.end)
            out.append(Schedule(block.start, block.end, _title(page, number), tuple(items)))
    return sorted(out + _unopened(page, money, out), key=lambda s: s.start)


def _unopened(page: Page, money: MoneyIndex, known: list[Schedule]) -> list[Schedule]:
    """Find tables of a contract that no sentence opens: an excerpt may begin with one."""
    if not page.document.type.startswith("EX-10"):
        return []
    found = []
    for block in page.blocks:
        if page.flat.count("$", block.start, block.end) < 3 or any(
            s.start < block.end and block.start < s.items[-1].end for s in known
        ):
            continue
        items = those_of_milestones(pairs_alone(page, money, block.start, block.end))
        if items:
            found.append(Schedule(block.start, block.end, _title(page, block.index), tuple(items)))
    return found


def _openings(page: Page, money: MoneyIndex) -> list[tuple[int, bool]]:
    """Give the blocks that may open a schedule, and whether they speak of milestones by that word."""
    lowered = page.flat.lower()
    found = dict.fromkeys(promises(page), False)
    at = lowered.find("milestone")
    while at >= 0:
        sentence = page.sentence_at(at)
        if sentence is None:
            break
        block = page.blocks[sentence.block]
        at = lowered.find("milestone", max(at + 1, block.end))
        start = max(block.start, block.end - _LONGEST)
        text = page.flat[start : block.end]
        titles = len(text) < _HEADING and _lists(page, money, block.index + 1)
        if titles or (
            any(mark in lowered[start : block.end] for mark in _MARKS)
            and _OPENING.search(text)
            and not SUM.search(text)
            and (_PROMISE.search(text) or len(money.within(start, block.end)) > 1)
        ):
            found[block.index] = True
    return sorted(found.items())


def _lists(page: Page, money: MoneyIndex, first: int) -> bool:
    """Tell whether a table or a list of payments begins with a block."""
    blocks = page.blocks[first : first + 4]
    while blocks and HEADER.fullmatch(page.flat, blocks[0].start, blocks[0].end):
        blocks = blocks[1:]
    if len(blocks) > 1 and is_pair(page, text_of(page, blocks[0]), blocks[1]):
        return True
    blocks = blocks[:2]
    return bool(blocks and blocks[0].row) or (
        len(blocks) > 1 and all(_priced_line(page, money, b.start, b.end) for b in blocks)
    )


def _priced_line(page: Page, money: MoneyIndex, start: int, end: int) -> bool:
    text = page.flat[start:end]
    return len(text) < 250 and bool(
        (ENUMERATOR.match(text) or text.rstrip(" .;").endswith(tuple("0123456789])*n")))
        and (money.within(start, end) or REDACTION.search(text))
    )


def _collapse(page: Page, opening: str, items: list[Item]) -> list[Item]:
    """One item where a run-together table shows redactions only, since its rows can't be told apart."""
    if not items:
        return []
    same = len({(page.sentence_at(i.start) or page.sentences[0]).block for i in items}) == 1
    blank = sum(i.event is None for i in items)
    if same and blank * 2 > len(items) and all(i.money is None or i.money.amount is None for i in items):
        event = _WITHIN.search(opening)
        return [Item(items[0].start, items[-1].end, event[1] if event else None, None)]
    if len(items) == 1 and items[0].event is None:
        return []
    return items


def _title(page: Page, index: int) -> str:
    """The heading or the first words of the section ("6.4 Sales-Based Milestones.")."""
    block = page.blocks[index]
    head = page.flat[block.start : block.end][:100]
    if index and page.blocks[index - 1].heading:
        head = page.flat[page.blocks[index - 1].start : page.blocks[index - 1].end][:100] + " " + head
    return head


def _items(page: Page, money: MoneyIndex, opening: int, named: bool) -> Iterator[Item]:
    block = page.blocks[opening]
    text = page.flat[block.start : block.end]
    mark = max((m.end() for m in _LIST_MARK.finditer(text)), default=len(text))
    blacked = _BLACKED.search(text)
    if blacked and mark == len(text):
        kept_back = REDACTION.finditer(page.flat, block.start + blacked.start(), block.start + blacked.end())
        yield from (Item(k.start(), k.end(), None, None) for k in kept_back)
    elif mark == len(text):
        yield from pairs_behind(page, money, block.start, block.end)
    if mark < len(text) and (not named or _OPENING.search(text, 0, mark + _SIGN)):
        yield from run_in(page, money, block.start + mark, block.end)
    misses = 0
    about_sales = bool(_SALES.search(text))
    table = Table(in_currency(text))
    blocks = page.blocks[opening + 1 : opening + 80]
    for i, following in enumerate(blocks):
        text = page.flat[following.start : following.end]
        titled = _LIST_MARK.search(text) if "ilestone" in text[:60] else None
        if titled and _PRICED.match(text, titled.end()):
            return  # it opens a schedule of its own
        below = blocks[i + 1] if i + 1 < len(blocks) else None
        if below and is_pair(page, text, below):
            misses = 0
            yield Item(following.start, below.end, event_of(text), paid_in(money, below))
            continue
        if ONLY_PAID.fullmatch(text) and i and is_pair(page, text_of(page, blocks[i - 1]), following):
            continue
        table.head_of(text, following.row or text[0] == "|")
        found = list(of_block(page, money, following.start, following.end, about_sales, table)) or list(
            bare_rows(page, money, following.start, following.end, table.currency)
        )
        if found:
            misses = 0
            yield from found
            continue
        about_sales = about_sales or bool(_SALES.search(text[:120]))
        head = HEADER.match(text)
        if (
            (head and head.end() == len(text))
            or _FURNITURE.match(text)
            or following.row
            or text[0] == "|"
            or ("   " in text and len(text) < 160)
            or _NOTE.fullmatch(text)
        ):
            continue
        misses += 1
        if (
            misses > 1
            or len(text) > 160
            or re.match(r"\d{1,2}\.\d{1,2}\s", text)
            or (following.heading and _ends_schedule(text))
        ):
            return


def _ends_schedule(text: str) -> bool:
    if text.endswith(":"):
        return False
    return _VALUED.search(text) is not None or not re.search(
        r"milestone|event|payment|phase|sales|\bfirst\b|indication|product", text, re.IGNORECASE
    )
