"""Deals told in lists and tables: one partner an item or a row.

A list is led by a sentence such as "We have signed license agreements with several partners, including:", and each
item begins with the partner's name. A table has a column of partners beside columns of money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.deals.event import Event
from dealgraph.extract.deals.names import agreement_names
from dealgraph.extract.mentions import Mention
from dealgraph.extract.payments.money import Money, find_money
from dealgraph.extract.reading import Reading, TermDraft
from dealgraph.extract.text import Block, Page

_LEAD = re.compile(r"(?:\bincluding|\bfollow(?:s|ing)|\bbelow|\bwith)?[^.]{0,40}:\s*$")
_PARTNER_COLUMN = re.compile(
    r"^\W*(?:partner|collaborator|licensee|licensor|counterparty|collaboration partner|company"
    r"|strategic partner|customer)s?\b",
    re.IGNORECASE,
)
_MONEY_COLUMNS = (
    ("upfront", re.compile(r"\bup-?front|initial payment|signing", re.IGNORECASE)),
    ("milestones total", re.compile(r"\bmilestone", re.IGNORECASE)),
    ("royalty", re.compile(r"\broyalt", re.IGNORECASE)),
    ("other", re.compile(r"\b(?:collected|received|paid|to date|earned)\b", re.IGNORECASE)),
)
_RATE = re.compile(
    r"\d+(?:\.\d+)?\s?%(?:\s?(?:to|-)\s?\d+(?:\.\d+)?\s?%)?|(?:low|mid|high)[- ](?:single|double)[ -]digits?",
    re.IGNORECASE,
)
#: How far a list reaches after its leading sentence, in blocks.
_LIST_BLOCKS = 40


def list_events(reading: Reading, index: int) -> Iterator[tuple[Event, list[TermDraft]]]:
    """Give the deals that the lists and tables of a page tell, each with the terms of its row."""
    page = reading.pages[index]
    for position, block in enumerate(page.blocks):
        if block.row:
            yield from _table(reading, index, page, position)
        elif page.flat[block.end - 1] == ":":
            yield from _list(reading, index, page, block)


def _list(reading: Reading, index: int, page: Page, lead: Block) -> Iterator[tuple[Event, list[TermDraft]]]:
    we = reading.companies.we
    names = [
        n for n in agreement_names(page.flat, lead.start, lead.end) if n.types and page.flat[n.end - 1] == "s"
    ]
    if not names or we is None or not _LEAD.search(page.flat[lead.start : lead.end]):
        return
    misses = 0
    for block in page.blocks[lead.index + 1 : lead.index + _LIST_BLOCKS]:
        first = _leading(reading, index, block)
        if (
            first is None
            or first.entity == we
            or not re.match(r"\s*(?:\([^)]*\))?\s*[-:,]", page.flat[first.end : first.end + 60])
        ):
            misses += 1
            if misses > 1:
                return
            continue
        misses = 0
        yield _event(reading, index, page, block, list(names[0].types), first), []


def _leading(reading: Reading, index: int, block: Block) -> Mention | None:
    """Give the company that a block begins with, after its bullet."""
    for mention in reading.companies_in(index, block.start, block.start + 8):
        return None if mention.generic else mention
    return None


def _event(
    reading: Reading, index: int, page: Page, block: Block, types: list[str], partner: Mention
) -> Event:
    sentence = page.sentence_at(partner.start)
    we = reading.companies.we
    return Event(
        kind="refer",
        page=index,
        sentence=0 if sentence is None else sentence.index,
        start=block.start,
        end=block.end,
        at=partner.start,
        types=types,
        parties=[(c, "partner") for c in (we, partner.entity) if c is not None],
        others=[partner.entity],
    )


def _table(
    reading: Reading, index: int, page: Page, position: int
) -> Iterator[tuple[Event, list[TermDraft]]]:
    header = page.blocks[position]
    cells = page.flat[header.start : header.end].split("\t")
    if not _PARTNER_COLUMN.match(cells[0]) or len(cells[0]) > 40:
        return
    columns = [next((kind for kind, pattern in _MONEY_COLUMNS if pattern.search(c)), None) for c in cells]
    if not any(columns):
        return
    around = page.flat[max(0, header.start - 600) : header.start].lower()
    kind = "license" if "licens" in around or "licens" in " ".join(cells).lower() else "collaboration"
    money = find_money(page)
    for block in page.blocks[position + 1 :]:
        if not block.row:
            return
        first = _leading(reading, index, block)
        if first is None or first.entity == reading.companies.we:
            continue
        yield _event(reading, index, page, block, [kind], first), list(_terms(page, block, columns, money))


def _terms(page: Page, block: Block, columns: list[str | None], amounts: list[Money]) -> Iterator[TermDraft]:
    """Read the money cells of a row."""
    at = block.start
    for kind, cell in zip(columns, page.flat[block.start : block.end].split("\t"), strict=False):
        end = at + len(cell)
        if kind == "royalty":
            rate = _RATE.search(cell)
            if rate is not None:
                yield TermDraft(kind, None, None, None, rate.group(), page.span(at, end))
        elif kind is not None:
            for money in [m for m in amounts if at <= m.start < end][:1]:
                qualifier = "up to" if kind == "milestones total" else "exactly"
                yield TermDraft(kind, money.amount, money.currency, qualifier, None, page.span(at, end))
        at = end + 1
