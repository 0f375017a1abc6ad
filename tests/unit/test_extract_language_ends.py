"""The language of notes of reports, fourth part: what comes to an end, who is given rights, when and for what."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .reports import read, roles

US = "Orvane Therapeutics, Inc."
SIGNED = "In 2012 we entered into a license agreement with Kelvane AG for the antibody ABR-77. "


@pytest.mark.parametrize(
    "text",
    [
        "On 14 June 2013 Kelvane informed us of its election not to continue.",
        "In 2014 we received notice from Kelvane that it would end the agreement.",
        "The agreement was wound down during 2016.",
        "Kelvane elected to discontinue the collaboration in 2014.",
        "The Company gave notice to end the agreement on May 2, 2018.",
        "In 2015 Kelvane cancelled the license agreement.",
    ],
)
def test_ends_of_agreements(text: str) -> None:
    assert [a.status for a in read(SIGNED + text).agreements] == ["terminated"]


@pytest.mark.parametrize(
    "text",
    [
        "Either party may end the agreement on notice.",
        "If Kelvane elected to discontinue the collaboration, all rights would return to us.",
        "In 2014 Kelvane informed us of its decision to continue.",
        "In 2014 Kelvane elected to extend the license agreement.",
    ],
)
def test_what_may_end_has_not(text: str) -> None:
    assert [a.status for a in read(SIGNED + text).agreements] == ["in force"]


def test_an_agreement_that_came_with_a_company_ends_and_not_its_purchase() -> None:
    facts = read(
        "In connection with our acquisition of Birch Pharma, Inc. in 2006, we assumed a license agreement "
        "between Birch Pharma, Inc. and Kelvane AG for ABR-77, an antibody. We terminated this agreement "
        "effective December 31, 2008."
    )
    assert {a.types: a.status for a in facts.agreements} == {
        ("license",): "terminated",
        ("acquisition",): "in force",
    }


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("In May 2015, Kelvane AG granted us an exclusive license to ABR-77, an antibody.", "2015-05"),
        ("Kelvane AG has granted the Company exclusive rights to ABR-77, an antibody.", None),
    ],
)
def test_who_is_given_rights_may_be_who_speaks(text: str, date: str | None) -> None:
    facts = read(text)
    assert roles(facts) == {US: "licensee", "Kelvane AG": "licensor"}
    assert [a.date for a in facts.agreements] == [date]


def test_a_distributor_is_appointed() -> None:
    facts = read("In fiscal 2004 we appointed Kelvane AG our exclusive distributor of ABR-77, an antibody.")
    assert roles(facts) == {US: "licensor", "Kelvane AG": "licensee"}
    assert [(a.types, a.date) for a in facts.agreements] == [(("commercialization",), "2004")]


@pytest.mark.parametrize(
    "when",
    [
        "In the third quarter of 2019",
        "In the spring of 2019",
        "During fiscal 2019",
        "In our fiscal year 2019",
    ],
)
def test_dates_told_loosely(when: str) -> None:
    facts = read(f"{when}, we licensed our antibody ABR-77 to Kelvane AG.")
    assert [a.date for a in facts.agreements] == ["2019"]


def test_money_is_awarded() -> None:
    facts = read(
        "In 2011 the Kelvane Foundation awarded us $9.0 million toward trials of ABR-77, an antibody."
    )
    assert [(t.kind, t.amount) for a in facts.agreements for t in a.terms] == [
        ("funding", Decimal(9_000_000))
    ]


def test_an_option_is_paid_for_when_exercised() -> None:
    facts = read(
        "In May 2015 we granted Kelvane AG an option to license ABR-77, an antibody. Kelvane may exercise its option "
        "for $10.0 million. In 2017 Kelvane exercised its option and paid us $12.0 million."
    )
    assert [(t.kind, t.amount) for a in facts.agreements for t in a.terms] == [
        ("option fee", Decimal(10_000_000)),
        ("option fee", Decimal(12_000_000)),
    ]


def test_shares_beside_cash() -> None:
    facts = read(SIGNED + "We paid $15.0 million in cash and 1,100,000 shares of our common stock.")
    assert {t.kind for a in facts.agreements for t in a.terms} == {"other", "equity"}


@pytest.mark.parametrize(
    "end",
    [
        "In November 2018, we and Kelvane AG entered into an Early Termination Agreement to terminate "
        "the license "
        "agreement between the Company and Kelvane AG effective immediately.",
        "The Company and Kelvane AG executed a mutual termination and release agreement on November 8, 2018.",
    ],
)
def test_an_agreement_to_terminate_is_no_agreement_of_its_own(end: str) -> None:
    facts = read(
        f"In May 2018, the Company entered into a license agreement with Kelvane AG for OV-101. {end}"
    )
    assert [(a.date, a.status) for a in facts.agreements] == [("2018-05", "terminated")]


def test_rights_that_a_collaboration_brings_are_no_license_beside_it() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. and Birch Pharma AG today announced a strategic collaboration under which Birch "
        "will gain "
        "exclusive rights to develop and commercialize Arbor's anti-PD-1 inhibitor, ARB-101, in Europe.",
        filer="Arbor Therapeutics, Inc.",
        form="EX-99.1",
    )
    assert [a.types for a in facts.agreements] == [("collaboration",)]
