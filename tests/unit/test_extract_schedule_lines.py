"""Milestone schedules whose rows have lost their columns: lines, pairs and paragraphs of events and payments."""

from __future__ import annotations

import pytest

from dealgraph.extract.text import Page
from dealgraph.filing import Document

from .schedules import milestones, read


@pytest.mark.parametrize("between", ["\n", " "])
def test_rows_without_columns(between: str) -> None:
    rows = (
        "Dosing of the first patient in a Phase II trial $150,000",
        "Filing of an NDA with the FDA or an equivalent application elsewhere $500,000",
        "First NDA approval in the United States $2,000,000",
    )
    text = (
        "4.2 Tessaly shall pay Orvane these milestone payments upon each event listed below:\n\n"
        + between.join(rows)
    )
    assert milestones(text) == [
        ("150000", "Dosing of the first patient in a Phase II trial"),
        ("500000", "Filing of an NDA with the FDA or an equivalent application elsewhere"),
        ("2000000", "First NDA approval in the United States"),
    ]


def test_rows_of_redacted_payments_below_a_colon() -> None:
    text = (
        "4.2 Tessaly shall pay Orvane each of the following milestone payments upon the first event:\n"
        "Start of a Phase 1 study (the third patient) [***]\n"
        "Start of a Phase 3 study (the fifth patient) [***]\n"
        "Approval of a second BLA [***]"
    )
    assert milestones(text) == [
        ("None", "Start of a Phase 1 study (the third patient)"),
        ("None", "Start of a Phase 3 study (the fifth patient)"),
        ("None", "Approval of a second BLA"),
    ]


def test_rows_that_begin_with_their_payment() -> None:
    text = (
        '4.2 Tessaly will pay Orvane the following (each a "Milestone Payment"):\n\n'
        "Milestone Payment Milestone Event\n"
        "$1,000,000 Dosing of the first patient\n"
        "$9,000,000 Approval of an MAA\n"
    )
    assert milestones(text) == [("1000000", "Dosing of the first patient"), ("9000000", "Approval of an MAA")]


def test_pairs_below_the_heads_of_a_table() -> None:
    text = (
        "3.2 Milestones\n\nMilestone Event\n\nMilestone Payment\n\nFiling of the IND\n\n$100,000\n\n"
        "NDA Approval\n\n$[***]\n\n3.3 Tessaly shall pay Orvane a royalty of four percent (4%) of Net Sales."
    )
    assert milestones(text) == [("100000", "Filing of the IND"), ("None", "NDA Approval")]


def test_rows_between_bars_name_their_columns() -> None:
    text = (
        "3.2 Milestones. Tessaly shall pay Orvane the amounts below for each milestone:\n\n"
        "|Milestone|First Indication|Second Indication|\n|Start of Phase II|$1,000,000|$500,000|\n"
    )
    assert milestones(text) == [
        ("1000000", "Start of Phase II (First Indication)"),
        ("500000", "Start of Phase II (Second Indication)"),
    ]


def test_bare_figures_behind_figures() -> None:
    text = (
        "5.2 Tessaly will pay Orvane the milestone payments set forth in the table.\n\n"
        "Event   Payment (in US$)\n1. First patient dosed in Phase 2   1,000,000\n"
        "2. First year in which Net Sales exceed 100,000,000   10,000,000\n"
    )
    assert milestones(text) == [
        ("1000000", "First patient dosed in Phase 2"),
        ("10000000", "First year in which Net Sales exceed 100,000,000"),
    ]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "6.3 Tessaly shall pay Orvane:\n\n(i) Twenty Million Dollars ($20,000,000) the first time that annual Net"
            " Sales exceed $250,000,000;\n\n(ii) Fifty Million Dollars ($50,000,000) the first time that annual Net"
            " Sales exceed $500,000,000.",
            [
                ("20000000", "the first time that annual Net Sales exceed $250,000,000"),
                ("50000000", "the first time that annual Net Sales exceed $500,000,000"),
            ],
        ),
        (
            "6.3 Tessaly shall pay Orvane the sales milestones below:\n\nAnnual Net Sales Milestone Payment\n"
            "$100 million $5 million\n$250 million $15 million\n",
            [("5000000", "Net Sales exceed $100 million"), ("15000000", "Net Sales exceed $250 million")],
        ),
        (
            "4.4 Tessaly shall pay Orvane milestone payments of One Million Euros (\u20ac1,000,000) on commencement of"
            " a Phase III study, and Four Million Euros (\u20ac4,000,000) on grant of a marketing authorisation.",
            [
                ("1000000", "commencement of a Phase III study"),
                ("4000000", "grant of a marketing authorisation"),
            ],
        ),
        (
            "Section 4.2 Further Payments. (a) Within thirty days of dosing the first patient in a Phase I trial,"
            " Tessaly shall pay Orvane $250,000.",
            [("250000", "dosing the first patient in a Phase I trial")],
        ),
        (
            "Within thirty days of receipt of marketing authorization in Japan, Tessaly shall pay Orvane $3,000,000",
            [("3000000", "receipt of marketing authorization in Japan")],
        ),
        (
            "4.2 Tessaly shall pay Orvane the following: (i) upon acceptance of an NDA, $[**]; and (ii) upon approval"
            " of that NDA, $[**].",
            [("None", "acceptance of an NDA"), ("None", "approval of that NDA")],
        ),
    ],
)
def test_clauses(clause: str, expected: list[tuple[str, str]]) -> None:
    assert milestones(clause) == expected


def test_items_behind_an_upfront_fee_have_events_of_their_own() -> None:
    facts = read(
        "6.1 Tessaly shall pay Orvane: an upfront fee of $250,000 on the Effective Date; $100,000 upon the issuance of"
        " the first patent; and $2,000,000 upon NDA approval."
    )
    assert [(t.kind, str(t.amount)) for t in facts.agreements[0].terms] == [("upfront", "250000")]
    assert [str(m.amount) for m in facts.milestones] == ["100000", "2000000"]


def test_columns_set_with_blanks() -> None:
    text = (
        "(b) For each Product, Tessaly shall pay to Orvane:\n\n"
        "     Milestone Event                    United States      Europe\n"
        "     ---------------                    -------------      ------\n"
        "     Acceptance of filing               $ 2,000,000     $1,000,000\n"
        "     Regulatory approval                $10,000,000     $  500,000\n"
    )
    assert milestones(text) == [
        ("2000000", "Acceptance of filing"),
        ("1000000", "Acceptance of filing"),
        ("10000000", "Regulatory approval"),
        ("500000", "Regulatory approval"),
    ]


def test_columns_in_one_paragraph() -> None:
    text = (
        "8.2 Tessaly shall pay to Orvane the following milestone payments: Start of a Phase 3 trial $4,000,000"
        " $2,000,000 Approval in the U.S. $10,000,000 $5,000,000"
    )
    assert milestones(text) == [
        ("4000000", "Start of a Phase 3 trial"),
        ("2000000", "Start of a Phase 3 trial"),
        ("10000000", "Approval in the U.S."),
        ("5000000", "Approval in the U.S."),
    ]


def test_thresholds_beside_payments() -> None:
    text = (
        "Upon the first time aggregate Net Sales in a year exceed:     Tessaly will pay Orvane:\n"
        "$100,000,000     $3,000,000\n$300,000,000     $10,000,000\n"
    )
    assert milestones(text) == [
        ("3000000", "Net Sales exceed $100,000,000"),
        ("10000000", "Net Sales exceed $300,000,000"),
    ]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "6.2 Tessaly shall pay to Orvane [*] upon acceptance of the first NDA by the FDA.",
            [("None", "acceptance of the first NDA by the FDA")],
        ),
        (
            "4.1 Tessaly shall pay to Orvane: (d) a milestone fee of [*] when the first IND is filed; plus (e) a"
            " milestone fee of [*] when an NDA is first accepted.",
            [("None", "first IND is filed"), ("None", "NDA is first accepted")],
        ),
        (
            "4.2 Tessaly shall pay Orvane the following milestone fees:\n\n(1) Two Million Dollars ($2,000,000) - NDA"
            " approval\n(2) Four Million Dollars ($4,000,000) - MAA approval\n",
            [("2000000", "NDA approval"), ("4000000", "MAA approval")],
        ),
        (
            "Tessaly shall pay to Orvane the following amounts: (i) $2,000,000 within thirty days after FDA approval"
            " of the first NDA; and (ii) $5,000,000 upon approval in Japan.",
            [("2000000", "FDA approval of the first NDA"), ("5000000", "approval in Japan")],
        ),
    ],
)
def test_more_clauses(clause: str, expected: list[tuple[str, str]]) -> None:
    assert milestones(clause) == expected


def test_a_wrapped_sentence_stays_one() -> None:
    text = (
        "Under the agreement we may be paid up to $72 million, of which\n$5 million relates to studies,\n"
        "$7 million relates to approvals in Japan and\n$5 million relates to sales.\n"
    )
    assert len(Page.of(Document(1, "10-K", "a.txt", text)).blocks) == 1
