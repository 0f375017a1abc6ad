"""Milestone schedules as conversions leave them, redacted ones above all, and single payments under a title."""

from __future__ import annotations

import pytest

from dealgraph.extract.contracts.title import read_title
from dealgraph.extract.rules import RuleExtractor
from dealgraph.facts import FilingFacts
from dealgraph.filing import Document, Filing

OPENING = (
    "LICENSE AGREEMENT\n\nThis License Agreement dates from June 7, 2012 and is made by and between Orvane Bio, Inc."
    ' ("Orvane") and Tessaly Pharma AG ("Tessaly").\n\n'
)


def read(clauses: str) -> FilingFacts:
    document = Document(1, "EX-10.1", "a.txt", OPENING + clauses)
    return RuleExtractor().extract(Filing("a.txt", "8-K", (document,)))


def milestones(clauses: str) -> list[tuple[str, str | None]]:
    return [(str(m.amount), m.trigger) for m in read(clauses).milestones]


def test_heads_and_rows_behind_the_sentence_that_opens_them() -> None:
    text = (
        'Tessaly shall pay to Orvane the following payments (each, an "Approval Milestone Payment"). Approval Milestone'
        " Event Approval Milestone Payment First NDA approval for any Product [***] in the United States $[***]"
        " First MAA approval in at least [***] of the following countries: [***] or by the European Commission $[***]"
    )
    assert milestones(text) == [
        ("None", "First NDA approval for any Product [***] in the United States"),
        (
            "None",
            "First MAA approval in at least [***] of the following countries: [***] or by the European Commission",
        ),
    ]


def test_columns_behind_a_sentence_without_a_mark() -> None:
    text = (
        "7.4 Tessaly shall pay to Orvane the following milestones. Filing of an NDA with the FDA $[**] $[**]"
        " Approval by the FDA $[**] $[**] The filing milestones shall be payable only once."
    )
    assert [trigger for _, trigger in milestones(text)] == [
        "Filing of an NDA with the FDA",
        "Filing of an NDA with the FDA",
        "Approval by the FDA",
        "Approval by the FDA",
    ]


def test_prose_is_no_table() -> None:
    text = (
        "7.4 Tessaly shall pay to Orvane the milestones of this section. Upon approval in Japan Tessaly shall pay"
        " $5,000,000. Upon approval in China Tessaly shall pay $6,000,000."
    )
    assert [amount for amount, _ in milestones(text)] == ["5000000", "6000000"]


def test_redacted_rows_with_a_sentence_behind_them() -> None:
    text = (
        "6.3 Tessaly will pay to Orvane each of the milestone payments set forth in the table below. 1 [***] $[***] 2"
        " [***] $[***] 3 [***] $[***] Tessaly will give notice of each development milestone event."
    )
    assert milestones(text) == [("None", None)]


def test_table_that_no_sentence_opens() -> None:
    text = (
        "First dosing in a Phase I trial $1,000,000 First dosing in a Phase II trial $3,000,000 First dosing in a Phase"
        " III trial $10,000,000\n\n5.2 Tessaly shall pay Orvane what is listed above."
    )
    assert [amount for amount, _ in milestones(text)] == ["1000000", "3000000", "10000000"]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "Regulatory Milestone Payment. Within [***] days following [***] in the Territory, Tessaly shall pay"
            " Orvane a one-time, non-creditable payment of [***].",
            [("None", None)],
        ),
        (
            "Within thirty (30) days following the first Patent Issuance, Tessaly shall pay to Orvane a payment of"
            " fifty thousand dollars ($50,000).",
            [("50000", "first Patent Issuance")],
        ),
        (
            "Sales-Based Milestone. In partial consideration of the rights granted hereunder, the first time that the"
            " aggregate Net Sales in any year exceed [***], Tessaly shall pay to Orvane a non-refundable milestone"
            " payment in the amount of [***].",
            [("None", "aggregate Net Sales in any year exceed [***]")],
        ),
    ],
)
def test_single_payments(clause: str, expected: list[tuple[str, str | None]]) -> None:
    assert milestones(clause) == expected


@pytest.mark.parametrize(
    ("title", "types"),
    [
        ("CO-BRANDING AGREEMENT", ("commercialization",)),
        ("ENDORSEMENT AGREEMENT", ("commercialization",)),
        ("COMMERCIAL RIGHTS AGREEMENT", ("commercialization",)),
        ("COMMERCIAL SUPPLY AGREEMENT", ("supply",)),
        ("MAINTENANCE AGREEMENT", ("services",)),
        ("INTELLECTUAL PROPERTY AGREEMENT", ("license",)),
        ("CO-DEVELOPMENT AND PROFIT SHARE AGREEMENT", ("development",)),
        ("REVENUE INTEREST PURCHASE AGREEMENT", ("other",)),
        ("TECHNOLOGY TRANSFER AGREEMENT", ()),
    ],
)
def test_titles(title: str, types: tuple[str, ...]) -> None:
    assert read_title(title).types == types


def test_title_that_shares_the_right() -> None:
    document = Document(1, "EX-10.1", "a.txt", OPENING.replace("LICENSE", "CO-EXCLUSIVE LICENSE", 1))
    facts = RuleExtractor().extract(Filing("a.txt", "8-K", (document,)))
    assert facts.agreements[0].exclusivity == "co-exclusive"
