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
    ],
)
def test_payments_beside_their_booking(text: str, payments: list[tuple[str, str]]) -> None:
    assert [p for p in told(text) if p[0] != "None"] == payments
