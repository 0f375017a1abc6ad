"""Milestone schedules: lists and tables that give an event and its payment in each item.

A schedule is opened by a sentence that promises "the following milestone payments"; its items are the rows,
list items or short lines after it, or the pairs that follow in the same paragraph where a table has lost its
lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dealgraph.extract.payments.money import Money, MoneyIndex
from dealgraph.extract.payments.promises import promises, those_of_milestones
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
    promise_only,
    text_of,
)
from dealgraph.extract.payments.schedule_rows import (
    TOTAL,
    Table,
    in_columns,
    in_currency,
    of_columns,
    rows_items,
)
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.text import Page

_OPENING = Prefiltered(
    r"\bmilestones?\b[^\n]{0,700}?\b(?:following|below|as follows|listed|set (?:forth|out)|each of"
    r"|table|in accordance with this section|this section|schedule \w+)\b"
    r"|\bmilestones?(?: events?)?[\t /|&]{1,3}(?:and )?(?:corresponding |applicable )?(?:milestone )?"
    r"(?:payments?|amounts?|fees?)\b"
    r"|\b(?:following|below|table|listed|schedule \d)\b[^\n]{0,200}?\bmilestones?\b"
    r"|\bmilestones?\b[^\n]{0,300}?\beach (?:such )?(?:milestone |event)[^\n.:]{0,40}:"
    r"|\bmilestone payments?\b[^\n.:]{0,60}\bupon:"
    r"|\bmilestones?(?: payments?| fees?)?[.:] (?=(?:US|EUR|U\.S\.)? ?[$\u20ac\u00a3\[])",
    re.IGNORECASE,
)
_MARKS = (
    *("below", "follow", "each", "listed", "set forth", "set out", "table", "this section", "schedule"),
    *(
        "milestones. ",
        "milestones: ",
        "payments. ",
        "payments: ",
        "upon:",
        "fees. ",
        "fees: ",
        "milestone event",
    ),
)
#: How much of the end of a block is read as the opening of what follows it.
_LONGEST = 1800
_SIGN = 7  # how far behind "Milestones:" the sign of its first payment may end
#: How long the title of a table is at most ("6.3 Sales Milestones.").
_HEADING = 90
_PROMISE = re.compile(r"\b(?:pay|paid|payable|payments?|receive|owe|due|eligible|entitled)\b", re.IGNORECASE)
_SALES = Prefiltered(r"\b(?:net |annual |gross )?(?:sales|revenues?)\b", re.IGNORECASE)
_CUT = re.compile(
    r";? provided(?:,? however)?,? that|; provided|; it being|(?<!\.)\. (?=[A-Z])|; (?:and|or)\s*$"
)
_AFTER = re.compile(r"(?:upon|for|on|following|after|at|if|when|within)\b", re.IGNORECASE)
#: What may stand before a payment that comes before its event, and what ends the words of that event.
_PAYMENT_FIRST = re.compile(
    r"[\s:;]*(?:\(?[a-z\d]{1,3}[.)] ?)?(?:an? |the )?(?:(?:one-time |milestone )?payment of |fee of )?", re.I
)
_SO_FAR = re.compile(r"; |\. (?=[A-Z])|,? and(?: \([a-z\d]{1,3}\))?\s*$")
#: "$[***] - ($[***] X 30 days / 365 days) =" is an example of a sum.
_SUM = re.compile(r"= ?[$\[]| X \[?[\d*]| - \([$\[]")
_COUNTRY = re.compile(r"U\.S\.?(?= )|US(?= )")
#: Between the words and the figures of one amount ("[*] US Dollars (US$[*])").
_WORDS_AND_FIGURES = re.compile(
    r" ?(?:US|U\.S\.|United States)? ?(?:[Dd]ollars|[Ee]uros?|DOLLARS|Yen) ?\((?:US|USD|EUR|U\.S\.)? ?[$\u20ac]?"
)
_NUMBERED = re.compile(r"\b(?:Milestone|Event) (?:(?:No\. ?)?\d{1,2} ?[:.)-]|# ?\d{1,2}[:.)-]?) ?(?=[A-Z])")
_ROYALTIES = re.compile(r"[\d.()a-z ]{0,8}(?:(?:tiered|running|earned) )?royalt", re.IGNORECASE)
_PRICED = re.compile(r"[^$\u20ac\u00a3\[]{0,7}[$\u20ac\u00a3\[]")
_LEGEND = re.compile(r"^(?:\*\*\* ?=|\[\*\*\*\] ?=|source:|certain )", re.IGNORECASE)
_FURNITURE = re.compile(
    r"^(?:source:|confidential|exhibit|\W*\d*\W*$|\*\*\* ?=|\[\*\*\*\] ?=|execution version|certain |\S+$)",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\bwithin [\w() \[\]*…-]{1,60}? days (?:of|after|following) (?:an? |the )?([^,;.]{5,120}),",
    re.IGNORECASE,
)
_LIST_MARK = Prefiltered(
    r"(?:as follows|set forth below|following|below|table)\b[^:.]{0,160}:"
    r"|milestone event[s]? (?:and )?(?:milestone )?payments?(?= )"
    r"|\beach (?:such )?(?:milestone |event)[^.:]{0,40}:|\bmilestone payments?\b[^.:]{0,60}\bupon:"
    r"|\bmilestones?(?: payments?| fees?)?[.:](?= (?:US|EUR|U\.S\.)? ?[$\u20ac\u00a3\[])",
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
        items = _collapse(page, text, list(_items(page, money, number)))
        if not named:
            items = those_of_milestones(items)
        if items:
            last = max(items[-1].end, block.end)
            out.append(Schedule(block.start, block.end, _title(page, number), tuple(items)))
    return out


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
            and not _SUM.search(text)
            and (_PROMISE.search(text) or len(money.within(start, block.end)) > 1)
        ):
            found[block.index] = True
    return sorted(found.items())


def _lists(page: Page, money: MoneyIndex, first: int) -> bool:
    """Tell whether a table or a list of payments begins with a block."""
    blocks = page.blocks[first : first + 2]
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


def _items(page: Page, money: MoneyIndex, opening: int) -> Iterator[Item]:
    block = page.blocks[opening]
    text = page.flat[block.start : block.end]
    mark = max((m.end() for m in _LIST_MARK.finditer(text)), default=len(text))
    if mark < len(text) and _OPENING.search(text, 0, mark + _SIGN):
        yield from _run_in(page, money, block.start + mark, block.end)
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
        table.head_of(text, following.row)
        found = list(_of_block(page, money, following.start, following.end, about_sales, table)) or list(
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


def _of_block(
    page: Page, money: MoneyIndex, start: int, end: int, about_sales: bool, table: Table
) -> Iterator[Item]:
    """Items of a row, a list item or a line."""
    text = page.flat[start:end]
    if (
        len(text) > 900
        or _LEGEND.match(text)
        or TOTAL.match(text)
        or _SUM.search(text)
        or _ROYALTIES.match(text)
    ):
        return
    if "\t" in text or text.startswith("|"):
        yield from rows_items(page, money, start, end, about_sales, table)
        return
    if len(_NUMBERED.findall(text)) > 1 and len(money.within(start, end)) > 1:
        yield from _run_in(page, money, start, end)
        return
    listed = ENUMERATOR.match(text)
    header = HEADER.match(text) or HEADER.match(text[30:]) if "ilestone" in text[:90] else None
    if header and header.string is not text:
        yield from _run_in(page, money, start + 30 + header.end(), end)
        return
    if header and re.search("milestone|event", header[0], re.I) and header.end() < len(text):
        yield from _run_in(page, money, start + header.end(), end)
        return
    if re.match(r"\d{1,2}\.\d{1,2}\s+[A-Z][\w-]+(?: [A-Z][\w-]+| and| of| for){0,5}\.", text):
        return
    cut = _CUT.search(text, 8)
    stop = start + cut.start() if cut else end
    hits = _hits(page, money, start + (listed.end() if listed else 0), stop)
    if not hits:
        return
    if not about_sales and in_columns(page.flat, hits):
        yield from of_columns(page.flat, start + (listed.end() if listed else 0), hits)
        return
    low, high, paid = hits[-1]
    tail = page.flat[high:stop].strip(" .;,)")
    first = hits[0]
    if (
        first[0] - start < 60
        and (
            _AFTER.match(page.flat[first[1] : stop].lstrip(" )]"))
            or page.flat[first[1] : first[1] + 3] == "   "
        )
        and not re.search(
            r"[a-z]{3}", REDACTION.sub("", page.flat[start + (listed.end() if listed else 0) : first[0]])
        )
    ):
        yield Item(start, end, event_of(page.flat[first[1] : stop].lstrip(" )]").rstrip(" .;,")), first[2])
        return
    words = page.flat[start + (listed.end() if listed else 0) : _from_currency(page, low)]
    if page.flat[low - 3 : low] == page.flat[high : high + 3] == "   " and len(hits) == 1:
        words, tail = f"{words} {tail}", ""  # an event of two lines beside its payment
    if not listed and len(tail) > 12:
        return
    event = event_of(words)
    if event is None and not listed and (paid is None or len(hits) < 2):
        return
    if event is not None and not listed and len(event) > 250:
        return
    if promise_only(event):
        return
    if (
        event is None
        and len(hits) > 1
        and about_sales
        and hits[0][2] is not None
        and hits[0][2].amount is not None
    ):
        event = f"Net Sales exceed {page.flat[hits[0][0] : hits[0][1]]}"
    yield Item(start, end, event, paid)


def _run_in(page: Page, money: MoneyIndex, start: int, end: int) -> Iterator[Item]:
    """Items of a table that has been run together: event, payment, event, payment ..."""
    header = HEADER.match(page.flat[start:end])
    at = start + (header.end() if header else 0)
    hits = [] if _SUM.search(page.flat, at, end) else _hits(page, money, at, end)
    if any(h[2] is not None for h in hits):
        hits = [h for h in hits if h[2] is not None]
    if (
        hits
        and _PAYMENT_FIRST.fullmatch(page.flat[at : hits[0][0]])
        and _AFTER.match(page.flat[hits[0][1] + 1 : end])
    ):
        yield from _payment_first(page, hits, end)
        return
    for i, (low, high, paid) in enumerate(hits):
        following = hits[i + 1][0] if i + 1 < len(hits) else end
        between = page.flat[high:following].strip(" .;,)")
        if not between and i + 1 < len(hits):
            continue
        if (
            i + 1 < len(hits)
            and page.flat[high] != ";"
            and between[:1].islower()
            and not re.match(r"\(?[a-z0-9]{1,3}[.)]", between)
        ):
            return
        words = page.flat[at : _from_currency(page, low)]
        event = event_of(ENUMERATOR.sub("", words, count=1))
        if event is not None and len(event) > 300:
            return
        yield Item(at, high, event, paid)
        at = high


def _from_currency(page: Page, low: int) -> int:
    """Give where the words before an amount end: those of "approval in the U.S. $1,000" end behind the country."""
    country = _COUNTRY.match(page.flat, low)
    return country.end() if country and page.flat[max(0, low - 4) : low].endswith((" in ", "the ")) else low


def _payment_first(page: Page, hits: list[tuple[int, int, Money | None]], end: int) -> Iterator[Item]:
    """Items that give the payment first: "$50,000 on enrolment; $200,000 on approval"."""
    hits = [h for h in hits if _AFTER.match(page.flat, h[1] + 1, end)]  # others are sums to be reached
    for i, (low, high, paid) in enumerate(hits):
        following = hits[i + 1][0] if i + 1 < len(hits) else end
        words = _SO_FAR.split(page.flat[high:following])[0]
        yield Item(low, following, event_of(words.strip(" .;,")), paid)


def _hits(page: Page, money: MoneyIndex, start: int, end: int) -> list[tuple[int, int, Money | None]]:
    """Amounts and bare redactions of a passage, in order."""
    amounts = money.within(start, end)
    out: list[tuple[int, int, Money | None]] = [(m.start, m.end, m) for m in amounts]
    for match in REDACTION.finditer(page.flat, start, end):
        if not any(s <= match.start() < e for s, e, _ in out):
            out.append((match.start(), match.end(), None))
    joined: list[tuple[int, int, Money | None]] = []
    for low, high, paid in sorted(out, key=lambda h: h[0]):
        if joined and _WORDS_AND_FIGURES.fullmatch(page.flat, joined[-1][1], low):
            joined[-1] = (joined[-1][0], high, joined[-1][2] or paid)
        else:
            joined.append((low, high, paid))
    return joined
