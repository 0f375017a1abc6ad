"""Items of milestone schedules: an event and its payment, on a line, on two, or under a table's currency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dealgraph.extract.payments.money import Money, MoneyIndex
from dealgraph.extract.payments.redacted import REDACTED
from dealgraph.extract.text import Block, Page

REDACTION = re.compile(REDACTED)
ENUMERATOR = re.compile(
    r"^[\s\"']{0,3}(?:(?:section )?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?(?=[^\d.%])(?! ?(?:million|billion"
    r"|thousand|%))|\(?[a-zA-Z]\)|[a-hA-H]\.(?= )|\(?[ivx]{1,4}[.)]|\(\d{1,2}\)|[•·▪●*-](?!\*)"
    r"|(?:milestone|event) (?:(?:no\. ?)?\d{1,2} ?[:.)-]|# ?\d{1,2}[:.)-]?))\s*",
    re.IGNORECASE,
)
HEADER = re.compile(
    r"^\W*(?:(?:(?:development|clinical|regulatory|sales|commercial|net sales|milestone|event|payment"
    r"|payments|amount|amounts|events|milestones|and|of|the|in|usd|us|description|no|number|dollars)\b"
    r"|\(in thousands\)|\(in millions\)|#|\$)[\s|:;,/()&.-]*){1,12}(?=\d{1,2}\.|\[|(?<!US)\$|$|[A-Z(|])",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:milestone )?event: |within [\w() \[\]*-]{1,40}? (?:days|months) (?:of|after|following) (?:the )?"
    r"|(?:upon|for|on|following|after|at|if|when)\s+(?:the )?)",
    re.IGNORECASE,
)
#: "and (iii) upon approval".
_JOINED = re.compile(r"^(?:and|or),? (?=\(?[a-z\d]{1,4}[.)])")
#: "Annual Net Sales exceed $100,000,000": what must be reached, and no payment.
_REACHED = re.compile(
    r"\bsales\b[^$]{0,60}\b(?:exceed\w*|reach\w*|equal\w*|greater|over|above|more|surpass\w*|at least|of)\b",
    re.IGNORECASE,
)
_ROW = re.compile(
    r"(?P<event>[^\n]{6,160}?(?:[a-zA-Z)]|\d(?=  ))) {1,4}(?P<amount>\d{1,3}(?:,\d{3}){1,3})(?!\S)(?! {2,}\d)"
)
#: A line that holds a payment and nothing else.
ONLY_PAID = re.compile(
    rf"\W{{0,2}}(?:(?:Milestone )?(?:Payment|Amount|Fee): ?)?"
    rf"(?:(?:[A-Z][a-z]+[ -]){{1,6}}\(?)?(?:US|U\.S\.|USD|EUR|GBP|CHF|JPY)? ?[$\u20ac\u00a3\u00a5]? ?"
    rf"(?:{REDACTED}|\d{{1,3}}(?:,\d{{3}})+(?:\.\d\d)?|\d{{1,4}}(?:\.\d{{1,3}})?(?= ?(?:[Mm]illion|MM|M\b)))"
    r"(?: ?(?:[Mm]illion|MM|M\b|US|U\.S\.|[Dd]ollars|Euros?|USD|EUR|JPY|Yen)){0,3}\W{0,2}"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One event of a schedule; `event` is None where it is redacted, `money` where the payment is."""

    start: int
    end: int
    event: str | None
    money: Money | None


def event_of(words: str) -> str | None:
    """The words of an event without what leads to it or from it; None where only redactions are left."""
    text = _LEAD.sub("", ENUMERATOR.sub("", _JOINED.sub("", words.strip()), count=1).strip())
    text = re.sub(
        r"[\s:,;(-]*(?:\b(?:a|an|one-time|payment of|the sum of|amount of|equal to|(?<!in )(?<!the )US|EUR"
        r"|in the amount of)[\s:,(-]*)*$",
        "",
        text,
    )
    text = " ".join(text.split()).strip(";/| ")
    text = text.rstrip(" .") if "...." in text[-40:] else text
    rest = REDACTION.sub("", text)
    return text if re.search(r"[A-Za-z]{3}", rest) and not HEADER.fullmatch(rest.strip()) else None


def promise_only(event: str | None) -> bool:
    """Tell words that only promise a payment."""
    return event is not None and bool(
        re.search(
            r"\b(?:shall|will) (?:pay|make|be (?:due|payable|paid))\b|\bmilestones? (?:payments? )?of up to$",
            event,
        )
    )


def text_of(page: Page, block: Block) -> str:
    """Give the text of a block."""
    return page.flat[block.start : block.end]


def is_pair(page: Page, text: str, below: Block) -> bool:
    """Tell whether a line names an event and the line below it is its payment."""
    return (
        len(text) <= 160
        and ONLY_PAID.fullmatch(page.flat, below.start, below.end) is not None
        and ONLY_PAID.fullmatch(text) is None
        and not REDACTION.search(text)
        and ("$" not in text or _REACHED.search(text) is not None)
        and event_of(text) is not None
    )


def paid_in(money: MoneyIndex, block: Block) -> Money | None:
    """Give the last amount of a block, if it has one."""
    amounts = money.within(block.start, block.end)
    return amounts[-1] if amounts else None


def bare_rows(page: Page, money: MoneyIndex, start: int, end: int, currency: str | None) -> Iterator[Item]:
    """The items of lines that end in a bare figure ("2 NDA approved by the FDA 10,000,000")."""
    rows = list(_ROW.finditer(page.flat, start, end)) if currency else []
    if not rows or rows[-1].end() != end:
        return
    for row in rows:
        event = event_of(row["event"])
        if event and currency:
            amount = Decimal(row["amount"].replace(",", "")) * money.scale(row.start("amount"))
            yield Item(row.start(), row.end(), event, Money(row.start("amount"), row.end(), amount, currency))
