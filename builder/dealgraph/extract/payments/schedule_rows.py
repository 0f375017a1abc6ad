"""Rows of milestone tables: the cell that names the event, and the cell or cells that hold its payment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from dealgraph.extract.payments.money import Money, MoneyIndex
from dealgraph.extract.payments.schedule_items import HEADER, REDACTION, Item, event_of
from dealgraph.extract.text import Page

TOTAL = re.compile(r"^\W*(?:the )?(?:total|aggregate|subtotal|maximum)\b", re.IGNORECASE)
BARE = re.compile(r"\$? ?\d{1,3}(?:,\d{3}){0,4}(?:\.\d{1,2})?")
_NO_EVENT = re.compile(r"^[\W\d]*$")
#: The currency in the head of a table, and a row below it whose figure has none.
_CURRENCY = re.compile(
    r"\((?:in )?(?:US ?\$|U\.S\. ?\$|\$|USD|US [Dd]ollars|U\.S\. [Dd]ollars|EUR|Euros?|\u20ac|GBP|\u00a3|CHF)\)"
    r"|\b(?:in|In|\() ?(?:U\.?S\.? ?(?:\$|[Dd]ollars)|USD|EUR\b|Euros?\b)"
)
#: A column of such a head holds what must be reached, or by when, and no payment.
_NO_PAYMENT = re.compile(
    r"\b(?:sales|threshold|date|deadline|level|from|revenue|year|section)\b", re.IGNORECASE
)


_PAYS_FIRST = re.compile(r"(?:milestone )?(?:amount|payment|fee)s?\b", re.IGNORECASE)
_SALES = re.compile(r"\b(?:sales|revenues?)\b", re.IGNORECASE)
#: By what a head tells the currency; all others are dollars.
_CODES = (("E", "EUR"), ("\u20ac", "EUR"), ("GBP", "GBP"), ("\u00a3", "GBP"), ("CHF", "CHF"))


@dataclass(slots=True)
class Table:
    """What the rows above tell of a table: the currency of bare figures, and the heads of its columns."""

    currency: str | None = None
    heads: list[str] = field(default_factory=list)

    def head_of(self, text: str, row: bool) -> None:
        """Take in a line: it may name the currency, and a row without figures names the columns."""
        self.currency = self.currency or in_currency(text)
        if row and not re.search(r"\d,\d{3}|[$\u20ac]|\d ?million", text) and not REDACTION.search(text):
            self.heads = [c.strip() for c in re.split(r"[\t|]", text) if c.strip(" -:")]


def in_currency(text: str) -> str | None:
    """Give the currency that a table's head names once for all its bare figures ("Amount (US$)")."""
    head = _CURRENCY.search(text) if len(text) < 300 else None
    if head is None:
        return None
    return next((code for mark, code in _CODES if mark in head[0]), "USD")


def rows_items(
    page: Page, money: MoneyIndex, start: int, end: int, about_sales: bool, table: Table
) -> Iterator[Item]:
    """The item of a row, or its items where each column is of another product or indication."""
    cells = _cells(page.flat[start:end], start)
    paying = [i for i, (s, e, c) in enumerate(cells) if i and _is_payment(money, s, e, c)]
    if table.heads and _PAYS_FIRST.match(table.heads[0]) and len(cells) == 2 and not paying:
        cells, paying = cells[::-1], [1] if _is_payment(money, *cells[0]) else []
    if len(cells) < 2 or not paying:
        return
    several = len(paying) > 1 and len(cells) == len(table.heads) and not _told_by(table, paying)
    first = cells[paying[0] if several else paying[-1]]
    words = [
        c
        for s, e, c in cells
        if (s, e) != first[:2]
        and (e <= first[0] or len(cells) == 2)
        and not _NO_EVENT.match(c)
        and not _is_number(c)
    ]
    before = money.within(cells[0][0], cells[0][1])
    event = event_of(" ".join(words).replace("<br>", " ")) if words else None
    if event is None and before and about_sales:
        event = f"Net Sales exceed {page.flat[before[0].start : before[0].end]}"
    elif event is None and not any(REDACTION.search(c) for _, e, c in cells if e <= first[0]):
        return
    if event is not None and (HEADER.fullmatch(event) or TOTAL.match(event)):
        return
    if event and table.heads and _SALES.search(table.heads[0]) and not _SALES.search(event):
        event = f"{table.heads[0]} {event[0].lower()}{event[1:]}"
    for column in paying if several else paying[-1:]:
        low, high, _ = cells[column]
        paid = _paid(page, money, low, high, table, "$" in page.flat[start:end])
        if paid is None:
            continue
        told = f"{event} ({table.heads[column]})" if several and event else event
        yield Item(low if several and column != paying[0] else start, high if several else end, told, paid[0])


def in_columns(flat: str, hits: list[tuple[int, int, Money | None]]) -> bool:
    """Tell whether the payments of a line stand side by side, apart from its words."""
    gaps = [flat[before[1] : after[0]] for before, after in pairwise(hits)]
    return (
        bool(gaps) and not any(g.strip() or len(g) < 2 for g in gaps) and flat.endswith("  ", 0, hits[0][0])
    )


def of_columns(flat: str, start: int, hits: list[tuple[int, int, Money | None]]) -> Iterator[Item]:
    """Give the items of a line with a payment for each product or indication."""
    event = event_of(flat[start : hits[0][0]])
    for i, (low, high, paid) in enumerate(hits if event else []):
        yield Item(low if i else start, high, event, paid)


def _cells(text: str, offset: int) -> list[tuple[int, int, str]]:
    """Give the cells of a row that aren't empty, with their offsets in the page."""
    cells = []
    for cell in text.split("|" if text.startswith("|") else "\t"):
        if cell.strip(" -:"):
            cells.append((offset, offset + len(cell), cell.strip()))
        offset += len(cell) + 1
    return cells


def _is_payment(money: MoneyIndex, start: int, end: int, cell: str) -> bool:
    return bool(
        money.within(start, end)
        or REDACTION.fullmatch(cell.strip(" $\u20ac\u00a3%USD"))
        or BARE.fullmatch(cell)
    )


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"[\d.()a-z]{1,5}", cell) is not None


def _told_by(table: Table, paying: list[int]) -> bool:
    """Tell whether the head says that a column among those with figures holds no payment."""
    return any(_NO_PAYMENT.search(table.heads[i]) for i in paying)


def _paid(
    page: Page, money: MoneyIndex, start: int, end: int, table: Table, signed: bool
) -> tuple[Money | None] | None:
    """Give the payment of a cell, None in it where it is redacted; None where the cell is no payment."""
    amounts = money.within(start, end)
    if amounts:
        return (amounts[-1],)
    bare = page.flat[start:end].strip()
    if not BARE.fullmatch(bare):
        return (None,)
    if not signed and money.scale(start) == 1 and table.currency is None:
        return None
    amount = Decimal(bare.strip("$ ").replace(",", "")) * money.scale(start)
    return (Money(start, end, amount, table.currency or "USD"),)
