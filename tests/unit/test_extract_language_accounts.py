"""The language of notes of reports, fourth part: milestones among the accounts, and what stands beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .reports import companies, drugs, rates, read, roles, terms

ORVANE = "Orvane Therapeutics, Inc."


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "During the year ended December 31, 2014, we recognized as revenue a $5.0 million milestone when Kelvane "
            "dosed the first patient.",
            "2014",
        ),
        (
            "License revenue for 2014 included a $5.0 million milestone earned upon approval of ORV-101 in Japan.",
            "2014",
        ),
        (
            "In June 2014 we recorded the $5.0 million milestone payment from Kelvane upon approval of ORV-101.",
            "2014-06",
        ),
    ],
)
def test_a_milestone_told_among_the_accounts(text: str, date: str) -> None:
    facts = read(f"In 2011, we licensed ORV-101 to Kelvane, Inc. {text}")
    assert [(m.status, m.amount, m.date) for m in facts.milestones] == [
        ("achieved", Decimal(5_000_000), date)
    ]


def test_an_expense_that_includes_a_milestone() -> None:
    facts = read(
        "In 2011, we licensed ORV-101 from Kelvane, Inc. Research and development expense in 2014 includes a $5.0 "
        "million milestone payment made to Kelvane upon the initiation of a Phase 3 trial."
    )
    assert [(m.status, m.kind) for m in facts.milestones] == [("achieved", "clinical")]


def test_milestones_listed_singly() -> None:
    facts = read(
        "In 2011, we licensed ORV-101 from Kelvane, Inc. To date we have paid Kelvane three milestones: $0.5 million "
        "for IND clearance, $1.5 million for first Phase 2 dosing and $3.0 million for first Phase 3 dosing."
    )
    assert [m.trigger for m in facts.milestones] == [
        "IND clearance",
        "first Phase 2 dosing",
        "first Phase 3 dosing",
    ]


def test_milestone_payments_that_were_each_for_an_event() -> None:
    facts = read(
        "In 2011, we licensed ORV-101 from Kelvane, Inc. Milestone payments to Kelvane were $1.0 million on filing of "
        "the IND in 2012 and $2.0 million on start of Phase 2 in 2013."
    )
    assert [(m.trigger, m.status, m.date) for m in facts.milestones] == [
        ("filing of the IND", "achieved", "2012"),
        ("start of Phase 2", "achieved", "2013"),
    ]


def test_a_royalty_that_one_pays() -> None:
    facts = read(
        "In 2001, we licensed ORV-101 from Norwold University. In consideration Orvane pays a 2% royalty."
    )
    assert rates(facts) == ["2%"]


def test_a_therapy_named_by_its_apposition_is_no_company() -> None:
    facts = read(
        "In June 1998 the Company entered into an agreement with Kelvane, Inc. granting Kelvane exclusive rights to "
        "REMUVEL, an immune-based therapy for HIV, in Europe. In 1995 the Company reacquired rights to REMUVEL."
    )
    assert drugs(facts) == {"REMUVEL"}
    assert companies(facts) == {ORVANE, "Kelvane, Inc."}


def test_what_a_university_licenses_is_no_part_of_its_name() -> None:
    facts = read(
        "In May 1990, we signed a license with the University of Norwold for T cell receptor peptides."
    )
    assert "University of Norwold" in companies(facts)


def test_a_payment_that_was_made_upon_an_event() -> None:
    facts = read(
        "In May 2007, we in-licensed ORV-101 from Kelvane Pharma Limited. A $0.8 million payment was made upon the "
        "filing of the NDA in May 2012."
    )
    assert [(m.trigger, m.status, m.date) for m in facts.milestones] == [
        ("filing of the NDA", "achieved", "2012-05")
    ]


def test_a_part_of_a_fee_that_was_received_and_more_milestones_to_come() -> None:
    facts = read(
        "In May 2010, we licensed tomosertib to Kelvane, Inc. for a license fee of $450.0 million, of which $400.0 "
        "million was received in 2010. We have received $15.0 million in milestones and could earn up to an additional "
        "$82.0 million."
    )
    assert terms(facts) == {
        ("upfront", Decimal(450_000_000)),
        ("other", Decimal(15_000_000)),
        ("milestones total", Decimal(82_000_000)),
    }
    assert not facts.milestones


@pytest.mark.parametrize("way", ["for it to use our technology", "allowing it to use our technology"])
def test_who_may_use_our_technology_is_the_licensee(way: str) -> None:
    facts = read(
        f"We have a license agreement with Kelvane Corporation {way} in a formulation of tomosertib."
    )
    assert roles(facts) == {"Kelvane Corporation": "licensee", ORVANE: "licensor"}


def test_an_agreement_with_somebody_to_manufacture() -> None:
    facts = read(
        "In May 2006 we signed a long-term agreement with Kelvane Solutions LLC, to manufacture ancrod."
    )
    assert roles(facts) == {"Kelvane Solutions LLC": "supplier", ORVANE: "customer"}


def test_brands_whose_rights_are_bought() -> None:
    facts = read(
        "We acquired U.S. rights to CAMBRIL from Kelvane, Inc. We granted Torvia AG exclusive rights to commercialize "
        "Sumaveq Pro in Europe."
    )
    assert {"CAMBRIL", "Sumaveq"} <= drugs(facts)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("In May 1999 we obtained an exclusive license to ORV-101, for which we pay royalties.", "licensor"),
        ("Our license, originally dated May 1999, gives us exclusive rights to ORV-101.", "licensor"),
        ("In May 1999 we granted an exclusive license to ORV-101 for Japan.", "licensee"),
    ],
)
def test_a_license_whose_other_side_is_the_title(text: str, role: str) -> None:
    facts = read(f"Yale University. {text}")
    assert roles(facts)["Yale University"] == role
    assert facts.agreements[0].date == "1999-05"


def test_a_title_gives_no_license_that_is_another_companys() -> None:
    facts = read(
        "Yale University. In May 1999 we obtained an exclusive license to ORV-101 from Kelvane, Inc."
    )
    assert set(roles(facts)) == {ORVANE, "Kelvane, Inc."}
    assert len(facts.agreements) == 1


def test_a_university_licensed_us_a_patent() -> None:
    facts = read("Yale University licensed us a use patent for ORV-101.")
    assert roles(facts) == {"Yale University": "licensor", ORVANE: "licensee"}


def test_the_first_of_two_on_the_other_side_pays_what_the_filer_earns() -> None:
    facts = read(
        "In July 2007 we entered into a development and commercialization agreement with Kelvane Corporation and "
        "Torvia Group Limited. A $6.0 million milestone was achieved upon the start of a Phase 1 trial."
    )
    names = {c.id: c.name for c in facts.companies}
    paid = [(names[m.payer], names[m.payee]) for m in facts.milestones if m.payer and m.payee]
    assert paid == [("Kelvane Corporation", ORVANE)]
