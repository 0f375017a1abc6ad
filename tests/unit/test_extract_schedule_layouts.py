"""Milestone schedules in the layouts of contracts, and clauses that tell an event before its payment."""

from __future__ import annotations

import pytest

from .schedules import milestones, read, read_contract


def test_table_set_with_blanks() -> None:
    text = (
        "6.3 Milestones. Tessaly shall make the following payments to Orvane upon the first occurrence of the events"
        " listed:\n\n"
        "    Event                                                Payment\n"
        "    -----                                                -------\n"
        "    Treatment of the first subject in a Phase II         $ 1,000,000\n"
        "      study of the Product in asthma\n"
        "    Filing of the first NDA                              $ 4,000,000\n"
        "    First MAA approval                                   $[*]\n"
    )
    assert milestones(text) == [
        ("1000000", "Treatment of the first subject in a Phase II study of the Product in asthma"),
        ("4000000", "Filing of the first NDA"),
        ("None", "First MAA approval"),
    ]


def test_list_that_never_says_milestone() -> None:
    text = (
        "7.1 For the license Tessaly shall pay to Orvane the following sums:\n"
        "a) Three Hundred Thousand US Dollars (US$300,000) within thirty (30) days after the Effective Date;\n"
        "b) Two Hundred Thousand US Dollars (US$200,000) upon clearance of the IND;\n"
        "c) [*] US Dollars (US$[*]) upon the start of Phase III;\n"
        "d) [*] US Dollars (US$[*]) upon approval of the NDA.\n"
    )
    assert milestones(text) == [
        ("200000", "clearance of the IND"),
        ("None", "start of Phase III"),
        ("None", "approval of the NDA"),
    ]
    assert {(t.kind, str(t.amount)) for t in read(text).agreements[0].terms} == {("upfront", "300000")}


def test_list_of_other_matters_is_no_schedule() -> None:
    text = (
        "7.1 Tessaly shall pay to Orvane the following charges:\n"
        "a) $5,000 upon delivery of each report;\nb) $7,000 upon renewal of the lease.\n"
    )
    assert [trigger for _, trigger in milestones(text) if trigger and "lease" in trigger] == []


def test_column_for_each_product() -> None:
    text = (
        "9.2 Tessaly shall pay to Orvane the amounts of the table upon each of the milestones.\n\n"
        "Milestone\tAsthma\tOther indication\n"
        "Filing of the NDA\t$2,000,000\t$1,000,000\n"
        "Regulatory approval in Japan\t$[***]\t$3,000,000\n"
    )
    assert milestones(text) == [
        ("2000000", "Filing of the NDA (Asthma)"),
        ("1000000", "Filing of the NDA (Other indication)"),
        ("None", "Regulatory approval in Japan (Asthma)"),
        ("3000000", "Regulatory approval in Japan (Other indication)"),
    ]


def test_currency_of_the_head_and_thresholds() -> None:
    text = (
        "6.2 Milestone Payments. Tessaly shall pay Orvane for the first product to achieve each event:\n\n"
        "No.\tMilestone Event\tMilestone Payment (US $)\n"
        "1\tSelection of a development candidate\t1,000,000\n2\tApproval in Japan\t15,000,000\n\n"
        "6.3 Sales Milestones.\n\nAnnual Net Sales in the Territory\tPayment\nExceeding $50,000,000\t$[***]\n"
        "Exceeding $90,000,000\t$[***]\n"
    )
    assert milestones(text) == [
        ("1000000", "Selection of a development candidate"),
        ("15000000", "Approval in Japan"),
        ("None", "Annual Net Sales in the Territory exceeding $50,000,000"),
        ("None", "Annual Net Sales in the Territory exceeding $90,000,000"),
    ]


def test_events_above_their_payments() -> None:
    text = (
        "SCHEDULE 4 MILESTONES\n\nTessaly shall pay to Orvane the following:\n\nFor the treatment of asthma:\n\n"
        "Completion of a Phase IIa study\n\nUS$ 1,000,000\n\nNDA approval\n\nUS$ [*]\n\nFor acne:\n\n"
        "Clearance of the IND\n\n$1.5 million\n"
    )
    assert milestones(text) == [
        ("1000000", "Completion of a Phase IIa study"),
        ("None", "NDA approval"),
        ("1500000", "Clearance of the IND"),
    ]


def test_lines_that_end_in_their_payments() -> None:
    text = (
        "7.2 Milestone Payments. Tessaly shall pay Orvane the following milestone payments:\n\n"
        "(a) Development milestones:\n"
        "Start of the Phase 3 study in the Territory: [***]\n"
        "Submission of the first NDA in Japan: [***]\n"
        "Sales in the Territory first exceed [***] Yen: [***]\n"
    )
    assert [trigger for _, trigger in milestones(text)] == [
        "Start of the Phase 3 study in the Territory",
        "Submission of the first NDA in Japan",
        "Sales in the Territory first exceed [***] Yen",
    ]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "3.2 Upon approval of the first NDA, Tessaly shall pay to Orvane ten million dollars ($10,000,000).",
            ("10000000", "approval of the first NDA"),
        ),
        (
            "Within ten days of the first dosing of a patient in a Phase II trial Tessaly shall pay"
            " Orvane $2,000,000.",
            ("2000000", "first dosing of a patient in a Phase II trial"),
        ),
        (
            "Tessaly shall pay Orvane $500,000 within 30 days of the start of a Phase III trial.",
            ("500000", "start of a Phase III trial"),
        ),
        (
            "(b) Within thirty (30) days after FDA approval of an NDA, a payment of $4,000,000 shall be due.",
            ("4000000", "FDA approval of an NDA"),
        ),
    ],
)
def test_event_told_around_its_payment(clause: str, expected: tuple[str, str]) -> None:
    assert milestones(clause) == [expected]


@pytest.mark.parametrize(
    "clause",
    [
        "Upon the Effective Date, Tessaly shall pay to Orvane a non-refundable amount of $600,000.",
        "No later than ten (10) days after the Effective Date, Tessaly will pay Orvane $600,000.",
        "At Closing, Tessaly shall pay Orvane $600,000.",
    ],
)
def test_payment_on_signing(clause: str) -> None:
    facts = read(clause)
    assert [(t.kind, str(t.amount)) for t in facts.agreements[0].terms] == [("upfront", "600000")]
    assert facts.milestones == ()


def test_who_has_the_duty_pays() -> None:
    text = (
        "5.2 Milestone Payments. Tessaly shall notify Orvane within thirty (30) days of the first"
        " occurrence of each of"
        " the events below and shall thereafter pay the amount beside it:\n\n(i) Dosing in a Phase 3 trial:"
        " $5,000,000;\n\n"
        "(ii) Acceptance of the first NDA: $[*].\n"
    )
    assert milestones(text) == [
        ("5000000", "Dosing in a Phase 3 trial"),
        ("None", "Acceptance of the first NDA"),
    ]


def test_leaders_of_dots() -> None:
    text = (
        "6.1.2 Milestones. The following amounts shall become due from Tessaly to Orvane:\n\n"
        "   Milestone                                                   Amount\n"
        "   a. Database lock of the Phase 3 trials .......... US$10 million\n"
        "   b. Filing of an MAA ............................ US$5 million\n"
    )
    assert milestones(text) == [
        ("10000000", "Database lock of the Phase 3 trials"),
        ("5000000", "Filing of an MAA"),
    ]


def test_title_above_a_list() -> None:
    text = (
        "6.2 Approval Milestones. \n(a) Upon the final scheduling decision: $40,000,000\n"
        "(b) Marketing approval in Mexico: $1,000,000\n\n6.3 Tessaly shall pay Orvane royalties.\n"
    )
    assert milestones(text) == [
        ("40000000", "final scheduling decision"),
        ("1000000", "Marketing approval in Mexico"),
    ]


def test_numbered_milestones_in_one_line() -> None:
    text = (
        "4.2 Milestone Events. Tessaly shall pay to Orvane the following milestone payments:\n\nMilestone"
        " #1 End of the"
        " first Phase 2 trial $[***] Milestone #2 Acceptance of the NDA $[***] Milestone #3 NDA approval"
        " in the U.S. $[***]\n"
    )
    assert [trigger for _, trigger in milestones(text)] == [
        "End of the first Phase 2 trial",
        "Acceptance of the NDA",
        "NDA approval in the U.S.",
    ]


@pytest.mark.parametrize(
    ("clause", "kinds"),
    [
        ("5.1. Initial Payment. Tessaly shall pay Orvane a non-refundable fee of $7,000,000.", {"upfront"}),
        ("7.1 Upfront: Tessaly shall pay Orvane sixteen million dollars ($16,000,000).", {"upfront"}),
        ("(e) Royalty: three percent (3%) of Net Sales.", {"royalty"}),
        ("(f) Sublicense income: fifteen percent (15%).", {"other"}),
        (
            "As partial consideration for the license, Tessaly shall pay Orvane a fee of $2,000,000.",
            {"upfront"},
        ),
    ],
)
def test_kinds_of_terms(clause: str, kinds: set[str]) -> None:
    assert {t.kind for t in read(clause).agreements[0].terms} == kinds


def test_payments_on_the_left() -> None:
    text = (
        "3.1 Tessaly shall pay milestone payments in the amounts payable according to the following schedule:\n\n"
        "Amount        Date or Event\n"
        "$250,000      Completion of a Phase II trial for cystinosis in children\n"
        "$750,000      Approval of an NDA\n"
    )
    assert milestones(text) == [
        ("250000", "Completion of a Phase II trial for cystinosis in children"),
        ("750000", "Approval of an NDA"),
    ]
    rows = "3.1 Tessaly shall pay Orvane milestones as in this table:\n\nAmount\tEvent\n$250,000\tApproval of an NDA\n"
    assert milestones(rows) == [("250000", "Approval of an NDA")]


def test_labelled_events_and_payments() -> None:
    text = (
        "7.2 Milestones. The following one-time payments are payable by Tessaly to Orvane:\n\n"
        "Event: Submission of the IND\nPayment: US $7,500,000\n\nEvent: Approval by the FDA\nPayment: US $[*]\n"
    )
    assert milestones(text) == [("7500000", "Submission of the IND"), ("None", "Approval by the FDA")]


@pytest.mark.parametrize("kept", ["[***] dollars ($[***])", "[*] Dollars ($[*])", "$[***]"])
def test_payments_kept_back_in_words_and_figures(kept: str) -> None:
    events = (
        "the dosing of the first subject in a Phase I trial",
        "filing of an NDA",
        "the FIRST SALE of a PRODUCT",
    )
    listed = "; ".join(f"({letter}) {kept} upon {event}" for letter, event in zip("abc", events, strict=True))
    text = (
        'LICENSE AGREEMENT\nThis License Agreement is made as of May 1, 2012 by and between Alder University ("ALDER") '
        'and Birch Pharma, Inc. ("BIRCH").\n3.2 BIRCH shall make the following one-time milestone payments to ALDER: '
        f"{listed}."
    )
    assert [(m.kind, m.amount) for m in read(text).milestones] == [
        ("clinical", None),
        ("regulatory", None),
        ("commercial", None),
    ]


def test_who_pays_is_told_once_before_a_long_list() -> None:
    text = (
        "LICENSE AGREEMENT\nThis License Agreement is made as of May 1, 2012 by and between Alder University "
        '("Licensor") and Birch Pharma, Inc. ("Licensee").\n4.1 Licensee shall pay Licensor these sums: (a) an '
        "initiation fee of [*] within ten days of signing, which covers what was spent on patents so far; (b) $10,000 "
        "on each first of March as a minimum royalty; (c) [*] of Net Sales as a royalty; and (d) a milestone payment "
        "of [*] when the first IND is filed."
    )
    facts = read_contract(text)
    names = {c.id: c.name for c in facts.companies}
    assert [(names[m.payer or ""], names[m.payee or ""]) for m in facts.milestones] == [
        ("Birch Pharma, Inc.", "Alder University")
    ]
