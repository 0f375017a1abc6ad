"""Milestones, on sentences of our own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .paid import PARTNER, US, milestone, read, terms


@pytest.mark.parametrize(
    ("text", "amount", "status", "kind", "trigger", "date", "payer"),
    [
        (
            "In January 2019, we earned a $35 million milestone payment from Borealis when Borealis "
            "initiated a Phase 2 study.",
            35,
            "achieved",
            "clinical",
            "Borealis initiated a Phase 2 study",
            "2019-01",
            PARTNER,
        ),
        (
            "In connection with the dosing of the first patient, we received a milestone payment of "
            "$12.5 million in May 2018.",
            12.5,
            "achieved",
            "clinical",
            "dosing of the first patient",
            "2018-05",
            PARTNER,
        ),
        (
            "In May 2019, the approval of the product in Japan triggered a $20.0 million milestone "
            "payment to Borealis.",
            20,
            "achieved",
            "regulatory",
            "approval of the product in Japan",
            "2019-05",
            US,
        ),
        (
            "On July 25, 2022 Borealis dosed the first patient in its Phase 3 trial, triggering an $8.0 "
            "million milestone payment recognized as revenue for the year ended December 31, 2022.",
            8,
            "achieved",
            "clinical",
            "Borealis dosed the first patient in its Phase 3 trial",
            "2022-07-25",
            PARTNER,
        ),
        (
            "In the first quarter of 2023, following the last delivery of drug supplies, Borealis "
            "became obligated to make a cash payment of $20.0 million.",
            20,
            "achieved",
            "manufacturing",
            "last delivery of drug supplies",
            "2023",
            PARTNER,
        ),
        (
            "Acme paid Borealis $1.5 million upon the first commercial sale of the product in the "
            "European Union in July 2015.",
            1.5,
            "achieved",
            "commercial",
            "first commercial sale of the product in the European Union",
            "2015-07",
            US,
        ),
        (
            "The Company recorded a charge of $4.0 million for a milestone payable to Borealis upon FDA "
            "approval of the device in June 2014.",
            4,
            "achieved",
            "regulatory",
            "FDA approval of the device",
            "2014-06",
            US,
        ),
        (
            "We expect to receive a $25.0 million milestone payment from Borealis following approval in "
            "Japan.",
            25,
            "expected",
            "regulatory",
            "approval in Japan",
            None,
            PARTNER,
        ),
        (
            "We agreed to pay Borealis $10.0 million within 30 days after the first commercial sale of "
            "the product in Canada.",
            10,
            "potential",
            "commercial",
            "first commercial sale of the product in Canada",
            None,
            US,
        ),
        (
            "We are entitled to a one-time payment of $15 million if annual net sales exceed $500 million.",
            15,
            "potential",
            "commercial",
            "annual net sales exceed $500 million",
            None,
            PARTNER,
        ),
    ],
)
def test_milestones(
    text: str, amount: float, status: str, kind: str, trigger: str, date: str | None, payer: int
) -> None:
    found = milestone(text)
    assert found.amount is not None
    assert (float(found.amount) / 1e6, found.status, found.kind, found.trigger, found.date) == (
        amount,
        status,
        kind,
        trigger,
        date,
    )
    assert (found.payer, found.payee) == (payer, 1 - payer)
    assert found.evidence[0].text == text


def test_a_release_dates_its_milestone() -> None:
    text = (
        "CAMBRIDGE, Mass., March 3, 2022 -- Acme Therapeutics, Inc. today announced that it has "
        "achieved a $15 million development "
        "milestone under its collaboration with Borealis Pharma AG. The milestone was triggered by the "
        "initiation of a Phase 1 trial of ABC-123."
    )
    found = milestone(text, form="EX-99.1")
    assert (found.status, found.date, found.trigger, found.kind) == (
        "achieved",
        "2022-03-03",
        "initiation of a Phase 1 trial of ABC-123",
        "clinical",
    )
    assert (found.payer, found.payee) == (PARTNER, US)
    assert len(found.evidence) == 2


def test_a_headline_without_dateline_gives_no_date() -> None:
    assert milestone("Acme Receives $5 Million Milestone Payment From Borealis").date is None


def test_events_respectively() -> None:
    text = (
        "We are required to pay Borealis $0.25 million, $0.5 million and $2.0 million upon IND filing, "
        "start of Phase 2 and NDA approval, respectively."
    )
    assert [(m.trigger, m.kind) for m in read(text).milestones] == [
        ("IND filing", "regulatory"),
        ("start of Phase 2", "clinical"),
        ("NDA approval", "regulatory"),
    ]


def test_repeated_mentions_are_one_milestone() -> None:
    text = (
        "In April 2020, we received a $5.0 million milestone payment from Borealis upon initiation of a "
        "Phase 2 trial. "
        "The $5.0 million milestone payment was received in April 2020."
    )
    found = milestone(text)
    assert len(found.evidence) == 2


def test_equal_payments_for_different_events_are_two() -> None:
    text = (
        "In May 2019, the approval in Japan triggered a $20.0 million milestone payment to Borealis. "
        "In March 2022, the launch in Brazil triggered an additional $20.0 million milestone payment to "
        "Borealis."
    )
    assert [m.date for m in read(text).milestones] == ["2019-05", "2022-03"]


def test_an_undisclosed_payment_exists_without_amount() -> None:
    found = milestone(
        "Acme received its first milestone payment from Borealis in connection with the start of a "
        "Phase 2 trial."
    )
    assert (found.amount, found.currency, found.status, found.trigger) == (
        None,
        None,
        "achieved",
        "start of a Phase 2 trial",
    )


def test_drugs_are_those_named_else_the_deals_only_one() -> None:
    assert milestone(
        "We received a $5 million milestone payment upon initiation of a Phase 2 trial of ABC-123."
    ).drugs == [0]
    reading = read("We are here.")
    assert reading.milestones == []


SCHEDULE = """5.2 Milestone Payments. Borealis shall make the following milestone payments to Acme:

Milestone Event\tMilestone Payment
1. Dosing of the first patient in a Phase 2 Clinical Trial\t$5,000,000
2. Acceptance of an NDA by the FDA\t[***]
3. First Calendar Year in which Annual Net Sales exceed $500,000,000\tUS$50 million
Total\t$90,000,000

5.3 Royalties. Borealis shall pay Acme royalties on Net Sales:
Up to $100 million\t8%
"""


def test_a_table_gives_a_milestone_a_row() -> None:
    reading = read(SCHEDULE, form="EX-10.1")
    assert [(None if m.amount is None else int(m.amount), m.kind, m.trigger) for m in reading.milestones] == [
        (5000000, "clinical", "Dosing of the first patient in a Phase 2 Clinical Trial"),
        (None, "regulatory", "Acceptance of an NDA by the FDA"),
        (50000000, "commercial", "First Calendar Year in which Annual Net Sales exceed $500,000,000"),
    ]
    assert {(m.payer, m.payee, m.status) for m in reading.milestones} == {(PARTNER, US, "potential")}


def test_list_items_may_give_the_payment_first() -> None:
    text = (
        "4.3 Milestones. Borealis shall pay to Acme the following milestone payments:\n\n"
        "(a) Two Million Dollars ($2,000,000) upon the filing of an IND for the first Licensed Product;\n\n"
        "(b) upon initiation of the first Phase III Clinical Trial, Five Million Dollars ($5,000,000); "
        "provided that [***]; and\n\n"
        "(c) $[*] upon Regulatory Approval in the United States.\n\n"
        "4.4 Reports. Borealis shall report."
    )
    assert [
        (None if m.amount is None else int(m.amount), m.trigger)
        for m in read(text, form="EX-10.1").milestones
    ] == [
        (2000000, "filing of an IND for the first Licensed Product"),
        (5000000, "initiation of the first Phase III Clinical Trial"),
        (None, "Regulatory Approval in the United States"),
    ]


def test_a_table_that_lost_its_lines_is_read_pair_by_pair() -> None:
    text = (
        "5.3 Milestones. Borealis shall pay Acme the milestone payments set forth in the table below.\n\n"
        "Milestone Event Milestone Payment Upon the first occasion that Net Sales exceed US$[***] US$[***] "
        "Upon the second occasion that Net Sales exceed US$[***] US$[***]"
    )
    assert [m.trigger for m in read(text, form="EX-10.1").milestones] == [
        "first occasion that Net Sales exceed US$[***]",
        "second occasion that Net Sales exceed US$[***]",
    ]


def test_rows_of_redactions_only_are_one_milestone() -> None:
    text = (
        "6.3 Regulatory Milestones. Borealis shall pay Acme the milestone payments set forth below.\n\n"
        "Regulatory Milestone Event Milestone Payment [***] [***] [***] [***] [***] [***]"
    )
    found = milestone(text, form="EX-10.1")
    assert (found.amount, found.trigger, found.kind) == (None, None, "regulatory")


def test_a_table_in_thousands() -> None:
    text = (
        "Under the agreement, we may be required to make milestone payments as follows:\n\n(in "
        "thousands)\nIND filing\t$ 250\nApproval\t1,000\n"
    )
    assert [int(m.amount or 0) for m in read(text).milestones] == [250000, 1000000]


def test_part_of_a_total_is_a_milestone() -> None:
    found = milestone("Twenty million dollars of the milestones is payable upon dosing of the first patient.")
    assert (found.amount, found.status, found.kind) == (Decimal(20_000_000), "potential", "clinical")


def test_what_was_paid_at_signing_achieves_no_later_payment() -> None:
    text = "The agreement calls for $5 million: $2 million paid at signing and $3 million upon approval in Europe."
    found = [(int(m.amount or 0), m.status) for m in read(text).milestones]
    assert (3_000_000, "potential") in found
    assert "achieved" not in {status for _, status in found}


def test_payment_kept_undisclosed_on_an_event_is_a_milestone() -> None:
    kept = "Acme may receive further payments upon approval in Japan; the amount has not been disclosed."
    found = milestone(kept)
    assert (found.amount, found.status, found.kind) == (None, "potential", "regulatory")
    assert not read("Acme may receive further payments upon approval in Japan.").milestones


def test_event_of_a_payment_is_told_by_the_next_sentence() -> None:
    reading = read(
        "Acme was paid $2.0 million by Borealis. The payment became due under the license agreement when Acme "
        "showed that it can manufacture ABC-123."
    )
    (found,) = reading.milestones
    assert (found.kind, found.payer, found.payee) == ("manufacturing", PARTNER, US)
    assert terms(reading) == []


def test_date_of_the_agreement_is_not_the_milestone_s() -> None:
    found = milestone(
        "The start of a trial triggers a milestone payment of $2 million under the agreement of July 2003."
    )
    assert found.date is None


@pytest.mark.parametrize(
    "told",
    [
        "In 2011, Acme achieved the first of the sales milestones, with net sales of ABC-123 above $50.0 million. As "
        "past "
        "work was paid with it, the entire $3.0 million was recognized as milestone revenue.",
        "Acme earned the first of its two milestone payments from Borealis for the dosing of a patient. The two "
        "payments "
        "are of $3.0 million each.",
    ],
)
def test_amount_of_a_milestone_is_told_by_the_next_sentence(told: str) -> None:
    found = milestone(told)
    assert (found.amount, found.status, found.payee) == (Decimal(3_000_000), "achieved", US)


def test_event_that_triggered_a_milestone_is_told_before_its_amount() -> None:
    found = milestone(
        "In March 2017, the first patient was dosed in a Phase 2 trial, which triggered a milestone. Acme received the "
        "$5.0 million milestone payment in April 2017."
    )
    assert (found.kind, found.trigger) == ("clinical", "first patient was dosed in a Phase 2 trial")
