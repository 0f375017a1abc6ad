"""The language of notes of reports, sixth part: who makes what for whom, and payments that are none of a milestone."""

from __future__ import annotations

import pytest

from .reports import companies, read, roles, terms

ORVANE = "Orvane Therapeutics, Inc."
KELVANE = "Kelvane Chemie AG"


@pytest.mark.parametrize(
    "told",
    [
        'with Kelvane Chemie AG ("KC") whereby KC has agreed to supply us with what we need of ORV-204.',
        "with Kelvane Chemie AG. We are obligated to purchase at least 50% of our requirements of ORV-204 from "
        "Kelvane.",
        "with Kelvane Chemie AG for the active ingredient in ORV-204.",
        "with Kelvane Chemie AG, our sole supplier of ORV-204.",
        "with Kelvane Chemie AG. Kelvane is our exclusive manufacturer of ORV-204 and we pay a price per unit.",
    ],
)
def test_the_other_supplies_the_company(told: str) -> None:
    facts = read(f"In November 2009, we entered into a supply agreement {told}")
    assert roles(facts) == {ORVANE: "customer", KELVANE: "supplier"}


@pytest.mark.parametrize(
    "told",
    [
        "under which we agreed to supply Kelvane with ORV-204",
        "pursuant to which Kelvane will purchase ORV-204 exclusively from the Company",
        "whereby the Company supplies ORV-204 to Kelvane for resale",
    ],
)
def test_the_company_supplies_the_other(told: str) -> None:
    facts = read(f"In November 2009, we entered into a supply agreement with Kelvane Chemie AG {told}.")
    assert roles(facts) == {ORVANE: "supplier", KELVANE: "customer"}


def test_moving_where_a_drug_is_made_sells_nothing() -> None:
    text = "In 2015, the Company transferred {} ORV-204 to Kelvane Chemie AG."
    assert not read(text.format("the manufacturing of the tablets for")).agreements
    assert [list(a.types) for a in read(text.format("all rights to")).agreements] == [["asset purchase"]]


@pytest.mark.parametrize(
    ("told", "kind", "amount"),
    [
        (
            "The Company paid $75,000 in consideration for these licenses.",
            "upfront",
            75_000,
        ),
        (
            "The Company issued 379,474 shares of its stock to Kelvane, valued at $1.3 million.",
            "equity",
            1_300_000,
        ),
        ("The Company paid Kelvane $10,000 to extend a diligence milestone.", "other", 10_000),
        (
            "If all goes well, total milestone payments could approximate $20 million.",
            "milestones total",
            20_000_000,
        ),
        ("We agreed to pay $0.3 million over two years, which ends upon written notice.", "other", 300_000),
    ],
)
def test_payments_for_what_they_are(told: str, kind: str, amount: int) -> None:
    facts = read(f"In May 2018, the Company entered into a license agreement with Kelvane Chemie AG. {told}")
    assert (kind, amount) in {(k, int(a or 0)) for k, a in terms(facts)}
    assert not facts.milestones


def test_what_a_product_may_achieve_is_no_payment() -> None:
    facts = read(
        "In May 2018, the Company entered into a license agreement with Kelvane Chemie AG. Payments fall by a "
        "quarter for the next product that achieves a milestone."
    )
    assert not facts.milestones


def test_a_short_name_of_beginnings_of_words() -> None:
    facts = read(
        "UMass\n\nIn 2015, we signed a license agreement with the University of Massachusetts, or UMass. "
        "The Company pays UMass $10,000 a year."
    )
    assert companies(facts) == {ORVANE, "University of Massachusetts"}


def test_one_agreement_of_many_kinds() -> None:
    facts = read(
        "In March 2002, we signed a joint development, license and clinical trial and commercial "
        "supply agreement with Kelvane Chemie AG for ORV-204. Kelvane agreed to grant an exclusive license to the "
        "Company."
    )
    assert [list(a.types) for a in facts.agreements] == [["development", "license", "supply"]]


def test_a_limited_partnership_is_a_form_of_company() -> None:
    facts = read(
        "Kelvane license and supply agreement:\n\nIn May 2016, the Company, along with Kelvane Pharma, an Ontario "
        'limited partnership ("Kelvane"), announced that they had signed an exclusive agreement granting to Kelvane '
        "the marketing and sale rights related to ORV-204 in Canada."
    )
    assert [list(a.types) for a in facts.agreements] == [["license", "supply"]]
    assert roles(facts) == {ORVANE: "licensor", "Kelvane Pharma": "licensee"}


def test_countries_that_another_deal_covers() -> None:
    facts = read(
        "In September 2016, the Company and Kelvane Chemie AG entered into a collaboration agreement to develop "
        "ORV-204 globally, excluding places that are subject to a collaboration agreement with Torvia Corporation."
    )
    assert [set(roles(facts, n)) for n in (0, 1)] == [{ORVANE, KELVANE}, {ORVANE, "Torvia Corporation"}]


def test_the_target_of_an_antibody_candidate() -> None:
    facts = read(
        "In 2014, we entered into a license agreement with Kelvane Chemie AG for an antibody product candidate to Ang2."
    )
    assert {a.name for a in facts.antigens} == {"Ang2"}
