"""Payments told together with how they were booked, and amounts in lists."""

from __future__ import annotations

import pytest

from .releases import read

LICENCE = "In June 2018, the Company entered into a license agreement with Kelvane Pharma AG."


def told(text: str) -> list[tuple[str, str]]:
    """Give the amount and the kind, or "milestone", of the payments of a licence."""
    facts = read(f"{LICENCE} {text}", "10-K")
    terms = [(str(t.amount), t.kind) for a in facts.agreements for t in a.terms]
    return terms + [(str(m.amount), "milestone") for m in facts.milestones]


@pytest.mark.parametrize(
    ("text", "payments"),
    [
        (
            "The Company has received a $10.0 million upfront payment of which $0.9 million was recorded as revenue in "
            "2019 and $6.1 million was included as a liability in deferred revenues.",
            [("10000000", "upfront")],
        ),
        (
            "The $10.0 million upfront payment received in 2018 and a $4.0 million milestone payment received in 2020 "
            "were initially recorded as deferred revenue.",
            [("10000000", "upfront"), ("4000000", "milestone")],
        ),
        (
            "The Company recognized revenues of approximately $0.8 million related to the achievement of a development "
            "milestone under this agreement in 2019.",
            [("800000", "milestone")],
        ),
        (
            "The Company paid a licensing fee upon execution of the agreement of $100,000, and will pay minimum "
            "royalties starting after the initial sale of each product.",
            [("100000", "upfront")],
        ),
        (
            "The development milestones amount to $140.0 million for the first program, and up to $172.5 million for "
            "the second.",
            [("140000000", "milestones total"), ("172500000", "milestones total")],
        ),
        (
            "Kelvane is obligated to make additional aggregate payments of $62.9 million to $75.0 million, depending "
            "on the indication, and the achievement of certain development milestones.",
            [("75000000", "milestones total")],
        ),
        (
            "Kelvane paid the Company $10.0 million in connection with the entry into the amendment as a result of the "
            "regulatory approval of rosivexine in Japan.",
            [("10000000", "milestone")],
        ),
        (
            "The Company will pay Kelvane an issue royalty of $25,000 upon signing the agreement.",
            [("25000", "upfront")],
        ),
        (
            "The Company will issue to Kelvane shares of non-voting common stock of the Company having an aggregate "
            "fair market value of $0.3 million.",
            [("300000", "equity")],
        ),
        (
            "The Company will pay additional amounts aggregating up to either $7.4 million or $16.0 million per "
            "product "
            "upon the achievement of specified development and regulatory milestones.",
            [("7400000", "milestones total"), ("16000000", "milestones total")],
        ),
        (
            "Kelvane paid an upfront payment of $12.0 million. Such revenue was comprised of $8.1 million "
            "associated with "
            "development funding and $4.1 million associated with the amortization of the upfront payment.",
            [("12000000", "upfront")],
        ),
        (
            "The Company is entitled to receive funding for the conduct of research under a joint plan, which "
            "fees were "
            "estimated to be $20.0 million in aggregate.",
            [("20000000", "funding")],
        ),
        (
            "The agreement includes an upfront payment of $170 million plus additional milestone payments, for a "
            "total of "
            "up to $190 million.",
            [("170000000", "upfront"), ("190000000", "potential total")],
        ),
    ],
)
def test_payments_beside_their_booking(text: str, payments: list[tuple[str, str]]) -> None:
    assert [p for p in told(text) if p[0] != "None"] == payments


def test_a_payment_named_once_needs_no_second_name() -> None:
    assert told(
        "The Company will receive initial payments totaling $38 million. The Company will receive cash payments "
        "totaling, "
        "before fees, $38 million over the next ten days."
    ) == [("38000000", "upfront")]


def test_milestones_of_no_amount_beside_a_payment() -> None:
    assert told(
        "The Company paid an upfront payment of $3.0 million to Kelvane, in addition to further contractual "
        "payments upon "
        "our achievement of certain regulatory and sales milestones."
    ) == [("3000000", "upfront"), ("None", "milestones total")]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("paying $405 million in cash for the Oxford-based firm.", [("405000000", "purchase price")]),
        (
            "with upfront payments of $300 million and potential additional consideration of up to $1.7 billion "
            "upon the "
            "achievement of certain milestones.",
            [("300000000", "upfront"), ("1700000000", "milestones total")],
        ),
    ],
)
def test_what_a_company_costs(text: str, terms: list[tuple[str, str]]) -> None:
    facts = read(f"Arbor Therapeutics, Inc. has acquired the drug developer Kelvane Pharma AG, {text}")
    assert [(str(t.amount), t.kind) for a in facts.agreements for t in a.terms] == terms


def test_a_rate_in_one_of_two_ranges() -> None:
    facts = read(
        f"{LICENCE} The Company will pay either low or mid-single-digit royalties on net sales.", "10-K"
    )
    assert [t.rate for a in facts.agreements for t in a.terms] == ["either low or mid-single-digit"]


@pytest.mark.parametrize(
    "event",
    [
        "dosing of the first patient in a phase 2 trial of ARB-211",
        "exercise by Kelvane of its option to a second target",
    ],
)
def test_a_sentence_tells_what_triggered_the_payment_before_it(event: str) -> None:
    facts = read(
        "Arbor Therapeutics, Inc. received a $1.5 million milestone payment from Kelvane Pharma AG under their "
        f"collaboration. The {event} triggered the fee."
    )
    assert [(str(m.amount), m.trigger) for m in facts.milestones] == [("1500000", event)]


def test_a_fee_that_will_be_booked_is_told_elsewhere() -> None:
    assert told(
        "Kelvane will pay $20.0 million up front. The firm will report the $80.0 million license fee for the "
        "first four "
        "years as an R&D expense."
    ) == [("20000000", "upfront")]


def test_what_a_collaboration_could_bring_if_it_succeeds() -> None:
    assert told("The Company could collect up to $500 million if the programs reach the market.") == [
        ("500000000", "potential total")
    ]
