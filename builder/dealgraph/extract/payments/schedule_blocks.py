"""The items of one block of a schedule: a line, a list item, a row, or pairs that stand in one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.payments.money import Money, MoneyIndex
from dealgraph.extract.payments.schedule_items import (
    ENUMERATOR,
    HEADER,
    REDACTION,
    Item,
    event_of,
    promise_only,
)
from dealgraph.extract.payments.schedule_rows import TOTAL, Table, in_columns, of_columns, rows_items
from dealgraph.extract.text import Page

_CUT = re.compile(
    r";? provided(?:,? however)?,? that|; provided|; it being|(?<!\.)\. (?=[A-Z])|; (?:and|or)\s*$"
)
_AFTER = re.compile(
    r"(?:upon|for|on|following|after|at|if|when|once|within|with respect to|in the event|the first (?:time|occasion)"
    r"|(?:is |shall be |will be )?(?:due|payable|paid|owed) (?:up)?on)\b",
    re.IGNORECASE,
)
#: The event behind a payment that begins a line: "$1,000,000 Dosing of the first patient".
_EVENT_BEHIND = re.compile(r"[ :-]{1,4}(?:[A-Z][a-z]|[A-Z]{2,5} [a-z])(?!ollars|illion|uros?\b)")
#: What may stand before a payment that comes before its event, and what ends the words of that event.
_PAYMENT_FIRST = re.compile(
    r"[\s:;]*(?:\(?[a-z\d]{1,3}[.)] ?)?(?:an? |the )?(?:(?:one-time |milestone )?payment of |fee of )?", re.I
)
_SO_FAR = re.compile(
    r"; |\. (?=[A-Z]|\d{1,2}\.\d|\(?[a-z\d]{1,3}\) [A-Z])|[,;]?(?: and)?(?: \(?[a-z\d]{1,4}[.)])\s*$|,? and\s*$"
)
_COUNTRY = re.compile(r"U\.S\.?(?= )|US(?= )")
#: Between the words and the figures of one amount ("[*] US Dollars (US$[*])").
_WORDS_AND_FIGURES = re.compile(
    r" ?(?:US|U\.S\.|United States)? ?(?:[Dd]ollars|[Ee]uros?|DOLLARS|Yen) ?\((?:US|USD|EUR|U\.S\.)? ?[$\u20ac]?"
)
_NUMBERED = re.compile(r"\b(?:Milestone|Event) (?:(?:No\. ?)?\d{1,2} ?[:.)-]|# ?\d{1,2}[:.)-]?) ?(?=[A-Z])")
_ROYALTIES = re.compile(r"[\d.()a-z ]{0,8}(?:(?:tiered|running|earned) )?royalt", re.IGNORECASE)
_LEGEND = re.compile(r"^(?:\*\*\* ?=|\[\*\*\*\] ?=|source:|certain )", re.IGNORECASE)
#: "$[***] - ($[***] X 30 days / 365 days) =" is an example of a sum.
SUM = re.compile(r"= ?[$\[]| X \[?[\d*]| - \([$\[]")


_OF_SALES = re.compile(r"\b(?:sales|revenues?|exceed\w*|reach\w*)\b", re.IGNORECASE)
_PROMISES = re.compile(r"\b(?:shall|will|must|may|is|are|pays?|paid|up to|exceed)\b")
#: Before an amount of sales.
_REACHES = re.compile(
    r"\b(?:exceed\w*|reach\w*|equal\w*(?: to)?|over|above|than|of|surpass\w*|at least|between|from|to) ?$",
    re.IGNORECASE,
)


def of_block(
    page: Page, money: MoneyIndex, start: int, end: int, about_sales: bool, table: Table
) -> Iterator[Item]:
    """Items of a row, a list item or a line."""
    text = page.flat[start:end]
    if (
        len(text) > 900
        or _LEGEND.match(text)
        or TOTAL.match(text)
        or SUM.search(text)
        or _ROYALTIES.match(text)
    ):
        return
    if "\t" in text or text.startswith("|"):
        yield from rows_items(page, money, start, end, about_sales, table)
        return
    if len(_NUMBERED.findall(text)) > 1 and len(money.within(start, end)) > 1:
        yield from run_in(page, money, start, end)
        return
    listed = ENUMERATOR.match(text)
    header = HEADER.match(text) or HEADER.match(text[30:]) if "ilestone" in text[:90] else None
    if header and not re.search("milestone|event", header[0], re.IGNORECASE):
        header = None
    if header and header.string is not text:
        yield from run_in(page, money, start + 30 + header.end(), end)
        return
    if header and header.end() < len(text):
        yield from run_in(page, money, start + header.end(), end)
        return
    if re.match(r"\d{1,2}\.\d{1,2}\s+[A-Z][\w-]+(?: [A-Z][\w-]+| and| of| for){0,5}\.", text):
        return
    cut = _CUT.search(text, 8)
    stop = start + cut.start() if cut else end
    body = start + (listed.end() if listed else 0)
    hits = _hits(page, money, body, stop)
    if not hits:
        return
    if not about_sales and in_columns(page.flat, hits):
        yield from of_columns(page.flat, body, hits)
    elif behind := _event_behind(page, body, stop, hits):
        yield Item(start, end, event_of(behind), hits[0][2])
    elif not listed and _in_pairs(page, start, stop, hits):
        yield from run_in(page, money, start, end)
    elif before := _event_before(page, body, stop, hits, about_sales, listed is not None):
        yield Item(start, end, before[0], hits[-1][2])


def _event_behind(page: Page, body: int, stop: int, hits: list[tuple[int, int, Money | None]]) -> str | None:
    """Give the words of an event that stands behind its payment, which begins the line; None where none does."""
    low, high, _ = hits[0]
    led = REDACTION.sub("", page.flat[body:low])
    rest = page.flat[high:stop].lstrip(" )]").rstrip(" .;,")
    apart = page.flat[high : high + 3] == "   " and re.search("[a-z]{3}", page.flat[high:stop]) is not None
    if low - body < 60 and (_AFTER.match(rest) or apart) and not re.search(r"[a-z]{3}", led):
        return rest
    tail = page.flat[high:stop].strip(" .;,)")
    alone = len(hits) == 1 and not page.flat[body:low].strip() and len(tail) > 8
    return tail.lstrip(":- ") if alone and _EVENT_BEHIND.match(page.flat, high, stop) else None


def _event_before(
    page: Page,
    body: int,
    stop: int,
    hits: list[tuple[int, int, Money | None]],
    about_sales: bool,
    listed: bool,
) -> tuple[str | None] | None:
    """Give the event that stands before the last payment of a line, None in it where it is kept back; else None."""
    low, high, paid = hits[-1]
    words, tail = page.flat[body : _from_currency(page, low)], page.flat[high:stop].strip(" .;,)")
    if about_sales and len(hits) > 1 and not re.search(r"[a-z]{3}", words.replace("illion", "")):
        words = ""  # what must be sold, told by its figure alone
    if page.flat[low - 3 : low] == page.flat[high : high + 3] == "   " and len(hits) == 1:
        words, tail = f"{words} {tail}", ""  # an event of two lines beside its payment
    event = event_of(words)
    if not listed and (len(tail) > 12 or (event is not None and len(event) > 250)):
        return None
    if event is None and not listed and (paid is None or len(hits) < 2):
        return None
    if promise_only(event):
        return None
    sold = hits[0][2]
    if event is None and len(hits) > 1 and about_sales and sold is not None and sold.amount is not None:
        event = f"Net Sales exceed {page.flat[hits[0][0] : hits[0][1]]}"
    return (event,)


def _in_pairs(page: Page, start: int, stop: int, hits: list[tuple[int, int, Money | None]]) -> bool:
    """Tell a paragraph of events each with its payment behind it, the lines of which have been lost."""
    last = start
    for low, high, _ in hits:
        words = page.flat[last:low].lstrip(" .;,)")
        if not (words[:1].isupper() or ENUMERATOR.match(words)) or not re.search(r"[a-z]{3}", words):
            return False
        if re.search(r"[.;] [A-Z]", ENUMERATOR.sub("", words, count=1)) or _REACHES.search(words[-40:]):
            return False
        last = high
    return len(hits) > 1 and not page.flat[last:stop].strip(" .;,)")


def run_in(page: Page, money: MoneyIndex, start: int, end: int) -> Iterator[Item]:
    """Items of a table that has been run together: event, payment, event, payment ..."""
    header = HEADER.match(page.flat[start:end])
    at = start + (header.end() if header else 0)
    hits = [] if SUM.search(page.flat, at, end) else _hits(page, money, at, end)
    if any(h[2] is not None for h in hits):
        hits = [h for h in hits if h[2] is not None]
    if (
        hits
        and _PAYMENT_FIRST.fullmatch(page.flat[at : hits[0][0]])
        and _AFTER.match(page.flat[hits[0][1] + 1 : end])
    ):
        # The others are sums to be reached.
        yield from _payment_first(page, [h for h in hits if _AFTER.match(page.flat, h[1] + 1, end)], end)
        return
    if (
        len(hits) > 1
        and _PAYMENT_FIRST.fullmatch(page.flat[at : hits[0][0]])
        and all(_EVENT_BEHIND.match(page.flat, high, end) for _, high, _ in hits)
        and not _OF_SALES.search(page.flat, at, end)
    ):
        yield from _payment_first(page, hits, end)
        return
    if columns := _columns(page, at, hits):
        yield from columns
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
        words = page.flat[at : _from_currency(page, low)].lstrip(" .;,)")
        event = event_of(ENUMERATOR.sub("", words, count=1))
        if event is not None and (len(event) > 300 or TOTAL.match(event)):
            return
        yield Item(at, high, event, paid)
        at = high


def pairs_behind(page: Page, money: MoneyIndex, start: int, end: int) -> list[Item]:
    """Give the items of a table that follows the sentences which open it in one paragraph, if there is one."""
    hits: list[tuple[int, int, Money | None]] = [(m.start, m.end, m) for m in money.within(start, end)]
    if len(hits) < 2:
        return []
    at = max(page.flat.rfind(stop, start, hits[0][0]) + len(stop) for stop in (". ", ": "))
    if at <= start + 2 or _PROMISES.search(page.flat, at, hits[-1][0]):
        return []
    if columns := _columns(page, at, hits):
        return columns
    return list(run_in(page, money, at, hits[-1][1])) if _in_pairs(page, at, hits[-1][1], hits) else []


def pairs_alone(page: Page, money: MoneyIndex, start: int, end: int) -> list[Item]:
    """Give the items of a paragraph that is nothing but a table of three rows or more."""
    hits: list[tuple[int, int, Money | None]] = [(m.start, m.end, m) for m in money.within(start, end)]
    if len(hits) < 3 or not _in_pairs(page, start, end, hits):
        return []
    return list(run_in(page, money, start, end))


def _columns(page: Page, at: int, hits: list[tuple[int, int, Money | None]]) -> list[Item]:
    """Give the items where each event has as many payments side by side; none where any has but one."""
    groups: list[tuple[str, list[tuple[int, int, Money | None]]]] = []
    for hit in hits:
        words = page.flat[at : _from_currency(page, hit[0])].strip(" ;,")
        if words.strip("."):
            groups.append((words, []))
        elif not groups:
            return []
        groups[-1][1].append(hit)
        at = hit[1]
    several = {len(payments) for _, payments in groups}
    if len(several) != 1 or several == {1} or any(_OF_SALES.search(words) for words, _ in groups):
        return []
    return [
        Item(low, high, event_of(ENUMERATOR.sub("", words, count=1)), paid)
        for words, payments in groups
        for low, high, paid in payments
    ]


def _from_currency(page: Page, low: int) -> int:
    """Give where the words before an amount end: those of "approval in the U.S. $1,000" end behind the country."""
    country = _COUNTRY.match(page.flat, low)
    return country.end() if country and page.flat[max(0, low - 4) : low].endswith((" in ", "the ")) else low


def _payment_first(page: Page, hits: list[tuple[int, int, Money | None]], end: int) -> Iterator[Item]:
    """Items that give the payment first: "$50,000 on enrolment; $200,000 on approval"."""
    for i, (low, high, paid) in enumerate(hits):
        following = hits[i + 1][0] if i + 1 < len(hits) else end
        words = _SO_FAR.split(page.flat[high:following])[0]
        yield Item(low, following, event_of(words.strip(" .;,:-")), paid)


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
