"""The language of press releases and of news texts: sentences of our own."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from dealgraph.extract import RuleExtractor
from dealgraph.extract.payments.money import find_money
from dealgraph.extract.text import Page
from dealgraph.facts import FilingFacts
from dealgraph.filing import Document, Filer, Filing


def read(text: str, filer: str = "Orvane, Inc.") -> FilingFacts:
    document = Document(1, "EX-99.1", "a.txt", text)
    filing = Filing(
        "a.txt",
        "8-K",
        (document,),
        "0000000000-23-000001",
        filers=(Filer(filer, None),),
        filed_on=dt.date(2023, 3, 14),
    )
    return RuleExtractor().extract(filing)


def roles(facts: FilingFacts, number: int = 0) -> dict[str, str]:
    names = {c.id: c.name for c in facts.companies}
    return {names[p.company]: p.role for p in facts.agreements[number].parties}


def terms(facts: FilingFacts, number: int = 0) -> set[tuple[str, int | None]]:
    return {(t.kind, None if t.amount is None else int(t.amount)) for t in facts.agreements[number].terms}


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("Kelvane pays $12m at signing", 12_000_000, "USD"),
        ("Kelvane pays £3.5m at signing", 3_500_000, "GBP"),
        ("worth USD18m in all", 18_000_000, "USD"),
        ("a payment of SEK 250 000 is due", 250_000, "SEK"),
        ("a payment of EUR 1 450 000 is due", 1_450_000, "EUR"),
        ("a payment of EUR 7,5 million is due", 7_500_000, "EUR"),
        ("a payment of 7,5 million euros is due", 7_500_000, "EUR"),
        ("receives MSEK 40 for it", 40_000_000, "SEK"),
        ("receives 40 MSEK for it", 40_000_000, "SEK"),
        ("receives 6 million USD for it", 6_000_000, "USD"),
        ("receives 90 000 DKK for it", 90_000, "DKK"),
        ("receives Rs 12 crore for it", 120_000_000, "INR"),
    ],
)
def test_amounts_as_european_nordic_and_indian_releases_write_them(
    text: str, amount: int, currency: str
) -> None:
    found = find_money(Page.of(Document(1, "8-K", "a", text)))
    assert [(m.amount, m.currency) for m in found] == [(Decimal(amount), currency)]


def test_a_year_before_a_currency_is_no_amount() -> None:
    found = find_money(
        Page.of(Document(1, "8-K", "a", "in 2019 EUR 5 million were paid, in 2020 EUR 6 million"))
    )
    assert [int(m.amount or 0) for m in found] == [5_000_000, 6_000_000]
