"""Licences from universities as notes of reports tell them: who gives, who pays, and what their short names are."""

from __future__ import annotations

from .reports import read, roles

US = "Orvane Therapeutics, Inc."


def test_rights_to_anothers_patents_are_taken() -> None:
    facts = read(
        'In February 2019, we entered into a license agreement with the Torvia Research Foundation ("TRF"). Under the '
        "agreement, we licensed the exclusive, worldwide, royalty-bearing, sublicensable rights to certain TRF patents."
    )
    assert roles(facts) == {"Torvia Research Foundation": "licensor", US: "licensee"}


def test_what_is_due_is_paid_by_who_agreed_to_pay() -> None:
    facts = read(
        'In 2015, we entered into a license agreement with Kelvane, Inc. ("Kelvane"). We agreed to pay Kelvane '
        "development milestones of up to $1.25 million, of which $0.25 million is due upon the start of a trial."
    )
    names = {c.id: c.name for c in facts.companies}
    assert {(names[m.payer or ""], names[m.payee or ""]) for m in facts.milestones} == {(US, "Kelvane, Inc.")}


def test_a_reduction_is_no_rate() -> None:
    facts = read(
        "In 2015, we entered into a license agreement with Kelvane, Inc. We will pay Kelvane royalties on net sales in "
        "the low single digits with a 50% reduction in royalties for products without patents."
    )
    (deal,) = facts.agreements
    assert [t.rate for t in deal.terms] == ["in the low single digits"]


def test_a_university_is_called_by_its_campus() -> None:
    facts = read(
        "In 2015, we entered into a license agreement with The Board of Trustees of the University of Illinois "
        '("UIC"), whereby UIC granted us an exclusive license.'
    )
    aliases = {c.name: c.aliases for c in facts.companies}
    assert aliases["Board of Trustees of the University of Illinois"] == ("UIC",)
    assert roles(facts) == {"Board of Trustees of the University of Illinois": "licensor", US: "licensee"}
