"""What holds of amounts whatever their size and whatever stands around them."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dealgraph.extract.payments.money import find_money
from dealgraph.extract.text import Page
from dealgraph.filing import Document


def page(text: str) -> Page:
    return Page.of(Document(1, "8-K", "a.txt", text))


@given(
    st.integers(1, 10**12),
    st.sampled_from([("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("CHF ", "CHF"), ("US$", "USD")]),
)
def test_figures_round_trip(value: int, currency: tuple[str, str]) -> None:
    sign, code = currency
    found = find_money(page(f"It paid {sign}{value:,} in cash."))
    assert [(m.amount, m.currency) for m in found] == [(Decimal(value), code)]


@given(
    st.decimals("0.01", "999.9", places=1), st.sampled_from([("thousand", 3), ("million", 6), ("billion", 9)])
)
def test_units_scale_exactly(value: Decimal, unit: tuple[str, int]) -> None:
    (money,) = find_money(page(f"It paid ${value} {unit[0]} in cash."))
    assert money.amount == value.scaleb(unit[1])


@given(st.text(alphabet="$€ 0123456789.,[]*()-toandmilionhusUSEURxX\n\t", max_size=300))
def test_offsets_stay_in_the_page_and_in_order(text: str) -> None:
    found = find_money(page(text))
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(max_examples=8, deadline=None)
@given(
    st.sampled_from(
        [
            "$1,",
            "$[",
            "one million ",
            "$1 to ",
            "up to an aggregate ",
            "$5 and ",
            "million dollars (",
            "(in thousands) ",
        ]
    )
)
def test_time_grows_in_line_with_length(piece: str) -> None:
    def spent(times: int) -> float:
        one = page(piece * times)
        start = time.process_time()
        find_money(one)
        return time.process_time() - start

    spent(100)
    small, large = min(spent(2000) for _ in range(3)), spent(16000)
    assert large < 0.05 + small * 40
