"""Amounts of money: forms, currencies, scales, qualifiers, redactions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dealgraph.extract.payments.money import _before_figures, _coded_pattern, find_money, read_words
from dealgraph.extract.text import Page
from dealgraph.filing import Document


def amounts(text: str) -> list[tuple[str, str | None, str, str]]:
    page = Page.of(Document(1, "8-K", "a.txt", text))
    return [
        (text[m.start : m.end], None if m.amount is None else str(m.amount), m.currency, m.qualifier)
        for m in find_money(page)
    ]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$7.7 million", "7700000", "USD"),
        ("$ 3 million", "3000000", "USD"),
        ("$30 Million", "30000000", "USD"),
        ("$1,250,000.50", "1250000.5", "USD"),
        ("US$25 million", "25000000", "USD"),
        ("US$ 10M", "10000000", "USD"),
        ("$150K", "150000", "USD"),
        ("$2.5bn", "2500000000", "USD"),
        ("A$5 million", "5000000", "AUD"),
        ("AUS$1M", "1000000", "AUD"),
        ("C$12 million", "12000000", "CAD"),
        ("€10M", "10000000", "EUR"),
        ("EUR 1.5 million", "1500000", "EUR"),
        ("£250,000", "250000", "GBP"),
        ("¥500 million", "500000000", "JPY"),
        ("CNY 5 million", "5000000", "CNY"),
        ("RMB70.0 million", "70000000", "CNY"),
        ("CHF 10.5 million", "10500000", "CHF"),
        ("10 million euros", "10000000", "EUR"),
        ("5 billion yen", "5000000000", "JPY"),
        ("3.5 million Swiss francs", "3500000", "CHF"),
        ("20 million U.S. dollars", "20000000", "USD"),
        ("2 million Canadian dollars", "2000000", "CAD"),
        ("twenty million dollars", "20000000", "USD"),
        ("two hundred fifty thousand dollars", "250000", "USD"),
        ("$[***]", None, "USD"),
        ("US$[*]", None, "USD"),
        ("EUR [***]", None, "EUR"),
    ],
)
def test_each_form_is_read(text: str, amount: str | None, currency: str) -> None:
    found = amounts(f"The company paid {text} then.")
    assert [(f[1], f[2]) for f in found] == [(amount, currency)]
    assert found[0][0] == text


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("up to $5 million", "up to"),
        ("up to an additional $5 million", "up to"),
        ("up to an aggregate of approximately $5 million", "up to"),
        ("a maximum of $5 million", "up to"),
        ("not to exceed $5 million", "up to"),
        ("at least $5 million", "at least"),
        ("more than $5 million", "more than"),
        ("in excess of $5 million", "more than"),
        ("approximately $5 million", "approximately"),
        ("about $5 million", "approximately"),
        ("a fee of $5 million", "exactly"),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert [f[3] for f in amounts(f"It may pay {text} now.")] == [qualifier]


def test_words_and_figures_are_one_amount() -> None:
    found = amounts("equal to Thirty Million Dollars ($30,000,000) within ten days")
    assert found == [("Thirty Million Dollars ($30,000,000)", "30000000", "USD", "exactly")]


def test_an_equivalent_in_another_currency_is_one_amount() -> None:
    assert [f[1:3] for f in amounts("up to CNY 205 million (approximately $32 million) in all")] == [
        ("205000000", "CNY")
    ]
    assert [f[2] for f in amounts("A$5 million, US$3 million and €2 million")] == ["AUD", "USD", "EUR"]


def test_a_unit_said_once_holds_for_both() -> None:
    assert [f[1] for f in amounts("the $1.0 and $2.3 million payments")] == ["1000000", "2300000"]


def test_a_range_gives_its_upper_end() -> None:
    page = Page.of(Document(1, "8-K", "a.txt", "payments ranging from $1.0 million to $20.0 million each"))
    (money,) = find_money(page)
    assert (money.low, money.amount) == (Decimal(1000000), Decimal(20000000))
    assert [f[1] for f in amounts("approach USD $25-30 million by then")] == ["30000000"]


@pytest.mark.parametrize(
    "text", ["$12.34 per share", "$6.00 a share", "$0.001 per Share", "$500 per vial", "a 46M loss"]
)
def test_prices_of_units_are_no_payments(text: str) -> None:
    assert amounts(f"It was sold at {text} in 2020.") == []


def test_a_table_in_thousands_scales_only_itself() -> None:
    text = (
        "(in thousands)\tDue\nPhase I\t$25\nPhase II\t$1,000\n\nWe then paid $25,000 to them and $5.0 "
        "million to others."
    )
    assert [f[1] for f in amounts(text)] == ["25000", "1000000", "25000", "5000000"]


def test_a_statement_in_thousands_scales_bare_figures() -> None:
    text = (
        "NOTES TO STATEMENTS (In thousands, except share amounts)\n\nThe Company paid $11,500 and later "
        "$500 to it."
    )
    assert [f[1] for f in amounts(text)] == ["11500000", "500000"]


def test_a_statement_that_writes_millions_out_is_not_scaled() -> None:
    text = (
        "NOTES (In thousands)\n\nWe paid $5.0 million, $2.5 million and $1.0 million, and a fee of $25,000."
    )
    assert [f[1] for f in amounts(text)] == ["5000000", "2500000", "1000000", "25000"]


def test_read_words_stops_at_other_words() -> None:
    assert read_words("the seven parties agreed", 24) == (None, 24)


@pytest.mark.parametrize(
    "text",
    [
        "MUSD 5 and TEUR 750 000",
        "A.USD 5",
        "2 euros 5, euro 6, 3 Euros 7",
        "xUSD 5 USD5 USD  [*]",
        "Rs.5, Rs. 5",
        "US 5M",
    ],
)
def test_codes_are_looked_for_where_they_may_stand(text: str) -> None:
    assert [m.span() for m in _before_figures(text)] == [m.span() for m in _coded_pattern().finditer(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It paid 25 MSEK in cash.", [("25 MSEK", "25000000", "SEK", "exactly")]),
        ("It paid 25 million SEK in cash.", [("25 million SEK", "25000000", "SEK", "exactly")]),
        ("It paid 25 million XSEKS in cash.", []),
    ],
)
def test_codes_behind_figures(text: str, found: list[tuple[str, str, str, str]]) -> None:
    assert amounts(text) == found


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Bolt owes an option fee OF xxx on the day.", ["xxx"]),
        ("Annual fees in the amount of [●] and a sum of [***] fall due.", ["[●]"]),
        ("It is due [***] million dollars, of which [***] % is held.", ["[***] million dollars"]),
        ("A milestone payment of [***] days, and a license fee of [*]%.", []),
    ],
)
def test_what_is_kept_back_without_a_sign(text: str, kept: list[str]) -> None:
    assert [(found, amount) for found, amount, *_ in amounts(text)] == [(words, None) for words in kept]
