"""The language of notes of reports, third part: what ended, who is partnered with whom, what was paid."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .reports import read, roles

US = "Orvane Therapeutics, Inc."


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("In 2017 Kelvane returned the program to us and the agreement ended.", "terminated"),
        ("In 2017 Kelvane returned ABR-77 to the Company.", "terminated"),
        ("Kelvane returned the questionnaire to its auditors.", "in force"),
    ],
)
def test_what_is_given_back_has_ended(text: str, status: str) -> None:
    facts = read(
        f"In May 2014, we entered into a license agreement with Kelvane AG for ABR-77, an antibody. {text}"
    )
    assert [a.status for a in facts.agreements] == [status]


def test_partners_of_two_countries() -> None:
    facts = read(
        "Our antibody ABR-77 is partnered with Kelvane AG in Japan and with Birch Pharma, Inc. in China."
    )
    names = {c.id: c.name for c in facts.companies}
    others = {names[p.company] for a in facts.agreements for p in a.parties} - {US}
    assert len(facts.agreements) == 2
    assert others == {"Kelvane AG", "Birch Pharma, Inc."}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We paid Kelvane $12.5 million in cash and recorded the amount as research expense.", {12_500_000}),
        ("We also loaned Kelvane $5.0 million.", set()),
    ],
)
def test_cash_that_was_booked_and_loans(text: str, expected: set[int]) -> None:
    facts = read(f"In May 2014, we purchased the rights to ABR-77, an antibody, from Kelvane AG. {text}")
    assert {int(t.amount) for a in facts.agreements for t in a.terms if t.amount is not None} == expected


def test_a_customer_commits_to_purchase() -> None:
    facts = read(
        "In 2020 we entered into a commercial supply agreement with Kelvane AG for our antibody ABR-77, under which we "
        "committed to purchase a minimum of $6 million of drug substance annually."
    )
    assert roles(facts) == {US: "customer", "Kelvane AG": "supplier"}


def test_an_award_has_its_amount_as_funding() -> None:
    facts = read("In May 2021, we were awarded up to $24.6 million by CARB-X to develop ABR-77, an antibody.")
    assert [(t.kind, t.amount) for a in facts.agreements for t in a.terms] == [
        ("funding", Decimal(24_600_000))
    ]
