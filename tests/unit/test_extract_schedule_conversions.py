"""Milestone schedules as conversions leave them, redacted ones above all, and single payments under a title."""

from __future__ import annotations

import pytest

from dealgraph.extract.contracts.title import read_title

from .schedules import OPENING, milestones, read, read_contract


def test_heads_and_rows_behind_the_sentence_that_opens_them() -> None:
    text = (
        'Tessaly shall pay to Orvane the following payments (each, an "Approval Milestone Payment"). Approval Milestone'
        " Event Approval Milestone Payment First NDA approval of a Product [***] in the US $[***]"
        " First MAA approval in at least [***] of the following countries: [***] or by the European Commission $[***]"
    )
    assert milestones(text) == [
        ("None", "First NDA approval of a Product [***] in the US"),
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
            "Regulatory Milestone Payment. Within [***] days after [***] in Japan, Tessaly shall pay"
            " Orvane a one-time, non-creditable payment of [***].",
            [("None", None)],
        ),
        (
            "Within ten (10) days following the first Patent Issuance, Tessaly shall pay to Orvane a payment of"
            " fifty thousand dollars ($50,000).",
            [("50000", "first Patent Issuance")],
        ),
        (
            "Sales-Based Milestone. In partial consideration of the rights granted hereunder, the first time that the"
            " aggregate Net Sales in any year exceed [***], Tessaly shall pay to Orvane a single milestone"
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
    opening = OPENING.replace("LICENSE", "CO-EXCLUSIVE LICENSE", 1).replace(
        "an exclusive license", "a license"
    )
    facts = read_contract(opening)
    assert facts.agreements[0].exclusivity == "co-exclusive"


def test_sections_whose_lines_are_lost() -> None:
    text = (
        "5.1 License Fee. Tessaly shall pay Orvane a license fee of $500,000. 5.2 Milestones. Tessaly shall pay to"
        " Orvane: a. [*] upon completion of a Phase II trial; b. [*] upon approval of an NDA. 5.3 Sales Milestones."
        " Tessaly shall pay Orvane: (i) $2,000,000 the first time that annual Net Sales exceed $25,000,000. 5.4"
        " Royalty. Tessaly shall pay Orvane a royalty of 5% of Net Sales."
    )
    facts = read(text)
    assert [(str(m.amount), m.trigger) for m in facts.milestones] == [
        ("None", "completion of a Phase II trial"),
        ("None", "approval of an NDA"),
        ("2000000", "first time that annual Net Sales exceed $25,000,000"),
    ]
    assert [(t.kind, str(t.amount), t.rate) for t in facts.agreements[0].terms] == [
        ("upfront", "500000", None),
        ("royalty", "None", "5%"),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Milestone Payment Milestone Event $1,000,000 Dosing of the first patient $3,000,000 Approval of an MAA",
            [("1000000", "Dosing of the first patient"), ("3000000", "Approval of an MAA")],
        ),
        (
            "(1) Two Million Dollars ($2,000,000) - NDA approval (2) Four Million Dollars ($4,000,000) - MAA approval",
            [("2000000", "NDA approval"), ("4000000", "MAA approval")],
        ),
        (
            "Event Milestone Payment 1. Phase 2 start $1,000,000 2. NDA filing $4,000,000 Total $5,000,000",
            [("1000000", "Phase 2 start"), ("4000000", "NDA filing")],
        ),
        (
            "(a) $25,000 upon IND filing (b) $50,000 upon completion of Phase I (c) $500,000 upon NDA approval",
            [("25000", "IND filing"), ("50000", "completion of Phase I"), ("500000", "NDA approval")],
        ),
    ],
)
def test_tables_and_lists_in_one_paragraph(rows: str, expected: list[tuple[str, str]]) -> None:
    assert milestones("4.2 Tessaly shall pay Orvane the following milestone payments: " + rows) == expected


def test_clauses_in_one_paragraph_have_their_own_events() -> None:
    text = (
        "4.2 Milestones. (a) Within ten days of dosing of the first patient in a Phase I trial, Tessaly shall pay"
        " Orvane $250,000. (b) Upon receipt of marketing authorization in Japan, Tessaly shall pay Orvane $300,000."
    )
    assert milestones(text) == [
        ("250000", "dosing of the first patient in a Phase I trial"),
        ("300000", "receipt of marketing authorization in Japan"),
    ]
