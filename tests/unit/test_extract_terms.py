"""Payment terms, on sentences of our own."""

from __future__ import annotations

import re

import pytest

from dealgraph.extract.payments.find import find_payments
from dealgraph.extract.payments.milestone_cues import milestone_kind
from dealgraph.extract.reading import CompanyEntity, Deal

from .paid import PARTNER, read, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Upon signing, Borealis paid us an upfront fee of $75 million.", [("upfront", 75000000)]),
        ("We received a $12 million initial payment from Borealis.", [("upfront", 12000000)]),
        ("The Company paid a non-refundable license issue fee of $150,000.", [("upfront", 150000)]),
        (
            "In exchange for the license we paid twenty million dollars ($20,000,000) in cash.",
            [("upfront", 20000000)],
        ),
        (
            "We received an upfront payment of ¥500 million ($4.6 million) from Borealis.",
            [("upfront", 500000000)],
        ),
        (
            "Borealis exercised its option and paid the option exercise fee of $30.0 million.",
            [("option fee", 30000000)],
        ),
        ("We paid $0.8 million to extend the option period to May 2019.", [("option fee", 800000)]),
        (
            "Borealis made an equity investment of $25 million in our common stock at $12.34 per share.",
            [("equity", 25000000)],
        ),
        ("We are required to pay annual maintenance fees of $25,000.", [("annual fee", 25000)]),
        ("We are obligated to pay an insignificant annual maintenance fee.", [("annual fee", None)]),
        (
            "We received $6 million in research funding over three years from Borealis.",
            [("funding", 6000000)],
        ),
        ("Borealis will fund up to $30 million of research and development costs.", [("funding", 30000000)]),
        (
            "We are eligible to receive up to $57.5 million in milestone payments.",
            [("milestones total", 57500000)],
        ),
        (
            "We could receive up to an additional $388 million in milestones.",
            [("milestones total", 388000000)],
        ),
        (
            "We may receive up to $600 million in contingent payments, including specified sales milestones.",
            [("milestones total", 600000000)],
        ),
        (
            "Acme may receive upfront and milestone payments totaling more than $40 million.",
            [("potential total", 40000000)],
        ),
        ("The deal has a total potential value of $667 million.", [("potential total", 667000000)]),
        (
            "As of June 30, 2022, we have paid Borealis milestones totaling $14.3 million.",
            [("other", 14300000)],
        ),
        (
            "To date, we have generated over $320 million in payments from this collaboration.",
            [("other", 320000000)],
        ),
        ("We paid a technology transfer payment of $0.5 million to Borealis.", [("other", 500000)]),
        ("The parties evenly split profits on sales of the product.", [("other", None)]),
        ("We will pay Borealis a percentage of sublicense income.", [("other", None)]),
        (
            "Borealis will pay undisclosed milestones and an undisclosed upfront payment.",
            [("milestones total", None), ("upfront", None)],
        ),
    ],
)
def test_terms(text: str, expected: list[tuple[str, int | None]]) -> None:
    reading = read(text)
    assert terms(reading) == expected
    assert reading.milestones == []


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        (
            "We must pay royalties in the mid-single digits to low teens on net sales.",
            ["in the mid-single digits to low teens"],
        ),
        ("Acme will be eligible to receive 15% royalties on net sales.", ["15%"]),
        (
            "We will receive a single-digit royalty on sales and a 50% share of sublicense revenue.",
            ["a single-digit"],
        ),
        ("Borealis shall pay a royalty of [***] percent of Net Sales.", ["[***] percent"]),
        ("We are eligible for royalties on net sales.", [None]),
        ("We granted Borealis a royalty-free licence.", []),
        ("Royalties of $3.2 million were recorded in 2020 and 2021.", []),
    ],
)
def test_royalties_keep_their_rate_as_stated(text: str, rates: list[str | None]) -> None:
    assert [t.rate for t in read(text).deals[0].terms if t.kind == "royalty"] == rates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We acquired all shares of Borealis for total consideration of $45.0 million, consisting of "
            "$20.0 million in cash.",
            [("purchase price", 45000000)],
        ),
        (
            "Acme will acquire Borealis for $12.00 per share in cash, or approximately $1.3 billion.",
            [("purchase price", 1300000000)],
        ),
    ],
)
def test_purchase_price(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert terms(read(text, types=("acquisition",), roles=("acquirer", "target"))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "As of December 31, 2022, none of the milestones had been achieved and no milestone payments "
        "had been received.",
        "We did not achieve the $5 million milestone.",
        "We have no obligation to make any further milestone payments of $3 million.",
        "We recognized $5.4 million in revenue under the agreement for the year ended December 31, 2021.",
        "Research and development expense increased by $4.0 million.",
        "The Company incurred $0.03 million and $0.02 million in license maintenance fees in 2023 and "
        "2022, respectively.",
        "Rent under the lease is $1.2 million a year.",
        "In March 2020 we sold 5,000,000 shares in a public offering with net proceeds of $56.3 million.",
        "The fair market value of our investment was $29.0 million.",
        "If annual net sales exceed $500 million, the parties will meet.",
    ],
)
def test_what_is_no_payment_of_the_deal(text: str) -> None:
    reading = read(text)
    assert reading.milestones == []
    assert terms(reading) == []


def test_money_for_shares_goes_to_the_deal_about_shares() -> None:
    reading = read(
        "Borealis paid us an upfront fee of $10 million and purchased shares of our common stock for $5 "
        "million."
    )
    reading.deals.append(
        Deal(
            ["equity"],
            list(reading.deals[0].parties),
            reading.deals[0].evidence,
            sentences=list(reading.deals[0].sentences),
        )
    )
    for deal in reading.deals:
        deal.terms = []
    find_payments(reading)
    assert [[(t.kind, int(t.amount or 0)) for t in d.terms] for d in reading.deals] == [
        [("upfront", 10000000)],
        [("equity", 5000000)],
    ]


def test_the_filers_own_deal_goes_before_one_between_others() -> None:
    reading = read(
        "Borealis has a licence from Cassini. Borealis is eligible to receive up to $220.0 million in "
        "milestone payments."
    )
    reading.companies.entities.append(CompanyEntity("Cassini"))
    page = reading.pages[0]
    first, second = page.sentences
    reading.deals[0].terms = []
    reading.deals.append(
        Deal(
            ["license"],
            [(PARTNER, "licensee"), (2, "licensor")],
            [page.span(first.start, first.end)],
            sentences=[(0, first.index), (0, second.index)],
        )
    )
    reading.deals[0].sentences = []
    find_payments(reading)
    assert [len(d.terms) for d in reading.deals] == [1, 0]


def test_every_row_of_the_kinds_table_is_used() -> None:
    from importlib.resources import files

    table = files("dealgraph.extract").joinpath("tables", "milestone_kinds.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    assert len(rows) > 40
    for kind, cue in rows:
        assert kind in ("manufacturing", "commercial", "regulatory", "clinical", "preclinical")
        assert re.compile(cue)
    assert milestone_kind("technology transfer") == "manufacturing"
    assert milestone_kind("selection of a development candidate") == "preclinical"
    assert milestone_kind("something else") == "other"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme may receive up to $90 million in option fees and clinical and regulatory milestone payments.",
         [("potential total", 90_000_000)]),
        ("Acme could receive more than $40 million in fees and milestone payments.",
         [("potential total", 40_000_000)]),
        ("Acme is eligible to receive up to $40 million in clinical milestone payments.",
         [("milestones total", 40_000_000)]),
        ("Acme will receive $60 million upfront, potential milestone payments exceeding $800 million, and more.",
         [("upfront", 60_000_000), ("milestones total", 800_000_000)]),
        ("Upfront payment, due on signing\t$1.0 million", [("upfront", 1_000_000)]),
        ("Under the agreement, Borealis will fund Acme's research.", [("funding", None)]),
        ("Under the agreement, Borealis will fund its own research.", []),
        ("Acme owes no termination fee, and will receive no further milestone payments.", []),
    ],
)  # fmt: skip
def test_kinds_told_together_and_parts_of_rows(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert terms(read(text)) == expected


def test_upfront_fees_beside_other_promises_are_upfront() -> None:
    reading = read(
        "Borealis will pay Acme $25 million in upfront fees, make an equity investment of $50 million and reimburse "
        "costs, and Acme may receive up to $900 million in milestone payments."
    )
    assert set(terms(reading)) >= {
        ("upfront", 25_000_000),
        ("equity", 50_000_000),
        ("milestones total", 900_000_000),
    }
