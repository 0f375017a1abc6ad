"""Who gives, takes, pays and makes in notes of reports; sentences of our own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .reports import drugs, read, roles, terms


def test_the_second_agreement_of_a_phrase_is_the_signers() -> None:
    facts = read(
        "We have entered into a license agreement with Tarvo Ltd. for its delivery technology and a supply agreement "
        "with Kelvane, Inc. for tomosertib."
    )
    assert set(roles(facts, 1)) == {"Kelvane, Inc.", "Orvane Therapeutics, Inc."}


def test_who_makes_a_product_by_an_agreement_for_its_manufacture() -> None:
    facts = read("We have a manufacturing agreement with Tarvo Ltd. for the production of OV-224.")
    assert roles(facts) == {"Tarvo Ltd.": "supplier", "Orvane Therapeutics, Inc.": "customer"}


def test_rights_assigned_for_payments_and_royalties_are_sold() -> None:
    facts = read(
        "In 2018, the Company assigned to Kelvane AG all of its right, title and interest in OV-224 in exchange for "
        "an upfront payment of $5.0 million and royalties of 4% on net sales."
    )
    assert facts.agreements[0].types == ("asset purchase",)
    assert roles(facts) == {"Orvane Therapeutics, Inc.": "seller", "Kelvane AG": "buyer"}


def test_what_is_held_from_or_paid_to_another_says_nothing_of_a_sublicense() -> None:
    facts = read(
        "On May 3, 2020 we entered into a sublicense agreement with Tarvo Pharma Ltd. under the license that we hold "
        "from Norwold University. We paid Norwold University 15% of the upfront payment of $8.0 million received from "
        "Tarvo Pharma Ltd."
    )
    assert roles(facts)["Tarvo Pharma Ltd."] == "licensee"


def test_a_license_from_the_company_told_by_its_verb() -> None:
    facts = read("In April 2019, Kelvane AG licensed OV-224 from the Company.")
    assert roles(facts) == {"Kelvane AG": "licensee", "Orvane Therapeutics, Inc.": "licensor"}
    assert drugs(facts) == {"OV-224"}


def test_the_year_in_which_a_license_was_granted() -> None:
    facts = read("In 2007 we granted Tarvo Pharma Inc. a non-exclusive license under our delivery patents.")
    assert [a.date for a in facts.agreements] == ["2007"]


def test_both_who_amended_an_agreement_are_its_parties() -> None:
    facts = read("In October 2019, Kelvane AG and we amended our collaboration agreement to add two targets.")
    assert set(roles(facts)) == {"Kelvane AG", "Orvane Therapeutics, Inc."}


def test_each_of_several_milestone_payments_has_its_event_and_us_as_payer() -> None:
    facts = read(
        "Our license from the Norwold Research Institute requires us to pay milestone payments of $250,000 on dosing "
        "of the first patient and $1.0 million on the first regulatory approval."
    )
    assert [(m.amount, m.kind) for m in facts.milestones] == [
        (Decimal(250_000), "clinical"),
        (Decimal(1_000_000), "regulatory"),
    ]
    names = {c.id: c.name for c in facts.companies}
    assert {names[m.payer] for m in facts.milestones if m.payer} == {"Orvane Therapeutics, Inc."}


def test_who_has_paid_one_milestone_will_owe_the_next() -> None:
    facts = read(
        "The Company paid Tarvo Bio Inc. $500,000 upon the filing of an IND and will owe Tarvo Bio Inc. $750,000 upon "
        "completion of a Phase 1 trial pursuant to the License Agreement dated May 2, 2010."
    )
    names = {c.id: c.name for c in facts.companies}
    assert [names[m.payer] for m in facts.milestones if m.payer] == ["Orvane Therapeutics, Inc."] * 2


def test_the_share_purchase_agreement_is_the_acquisitions() -> None:
    facts = read(
        "On August 9, 2016, the Company completed its acquisition of Tarvo Bio Inc. pursuant to a Share Purchase "
        "Agreement dated June 30, 2016. The purchase price was $18.0 million in cash."
    )
    assert [(a.types, a.date) for a in facts.agreements] == [(("acquisition",), "2016-06-30")]
    assert terms(facts) == {("purchase price", Decimal(18_000_000))}


def test_who_sells_by_an_asset_purchase_agreement() -> None:
    facts = read(
        "In May 2023, we entered into an asset purchase agreement with Tarvo Bio Inc. under which we sold our priority "
        "review voucher for $103.0 million."
    )
    assert roles(facts) == {"Orvane Therapeutics, Inc.": "seller", "Tarvo Bio Inc.": "buyer"}


def test_a_licence_from_each_of_two_institutions() -> None:
    facts = read(
        "In March 2006, we entered into a license agreement with each of Norwold University and the Tarvo Research "
        "Institute for antibodies against CD44."
    )
    assert [set(roles(facts, n)) for n in (0, 1)] == [
        {"Norwold University", "Orvane Therapeutics, Inc."},
        {"Tarvo Research Institute", "Orvane Therapeutics, Inc."},
    ]


def test_the_year_that_a_name_begins_with() -> None:
    facts = read(
        "The Company is a party to a 2004 license agreement with Norwold University, pursuant to which the Company "
        "licenses patents relating to OV-224."
    )
    assert facts.agreements[0].date == "2004"
    assert roles(facts)["Norwold University"] == "licensor"


def test_an_option_granted_without_the_name_of_an_agreement() -> None:
    facts = read(
        "We have granted Kelvane Pharma Inc. an option to obtain exclusive rights to OV-224 in Latin America."
    )
    assert [a.types for a in facts.agreements] == [("option",)]
    assert roles(facts)["Kelvane Pharma Inc."] == "licensee"


def test_who_pays_by_an_asset_purchase_agreement_buys() -> None:
    facts = read(
        "The Company will pay Tarvo Bio Inc. a royalty on sales of OV-224 under the asset purchase agreement signed in "
        "2017."
    )
    assert roles(facts) == {"Orvane Therapeutics, Inc.": "buyer", "Tarvo Bio Inc.": "seller"}


def test_research_that_a_partner_funded() -> None:
    facts = read("Under its collaboration agreement with us, Kelvane AG funded $8.5 million of research.")
    assert ("funding", Decimal(8_500_000)) in terms(facts)


def test_who_is_granted_rights_by_an_agreement_with_it() -> None:
    facts = read(
        "REPORTS ON ARRANGEMENTS WITH OTHERS\nKelvane, Inc.\n\nIn March 2006, the Company entered into a promotion "
        "agreement with Kelvane, Inc. (Kelvane) granting Kelvane exclusive rights to promote VELTRAX in Canada."
    )
    assert roles(facts) == {"Kelvane, Inc.": "licensee", "Orvane Therapeutics, Inc.": "licensor"}


def test_agreements_with_three_companies_are_three() -> None:
    facts = read(
        "We have entered into development, marketing, and supply agreements with Kelvane S.p.A., Tarvo Limited and "
        "Belmira AG."
    )
    assert len(facts.agreements) == 3
    assert {len(a.parties) for a in facts.agreements} == {2}


def test_a_note_on_promotion_to_physicians_is_of_the_field() -> None:
    facts = read(
        "In March 2006, the Company entered into a promotion agreement with Kelvane, Inc. granting Kelvane, Inc. "
        "rights to promote VELTRAX to physicians.",
        filer="Orvamed Inc",
        sic=None,
    )
    assert roles(facts)["Kelvane, Inc."] == "licensee"


def test_a_company_called_by_its_town_and_its_trade() -> None:
    facts = read("We have entered into a license agreement with Lexington Bio for our drug OV-224.")
    assert set(roles(facts)) == {"Lexington Bio", "Orvane Therapeutics, Inc."}


@pytest.mark.parametrize(
    "told",
    [
        "Arbor Therapeutics, Inc. has signed a license agreement with Anglo-Swedish drug major Kelvane to develop "
        "ARB-101.",
        "Arbor Therapeutics, Inc. has signed a license agreement with its long-time partner Kelvane to develop "
        "ARB-101.",
        "Kelvane and privately held Arbor Therapeutics, Inc. announced that they have signed a license agreement for "
        "ARB-101.",
        "Kelvane, a leader in oncology, and Arbor Therapeutics, Inc., a biotech company, announced that they have "
        "signed a "
        "license agreement for ARB-101.",
    ],
)
def test_what_a_company_is_called_before_or_behind_its_name(told: str) -> None:
    found = read(told, filer="Arbor Therapeutics, Inc.", form="EX-99.1")
    assert set(roles(found)) == {"Arbor Therapeutics, Inc.", "Kelvane"}


def test_the_short_name_that_a_parent_shares_is_the_signing_subsidiary() -> None:
    facts = read(
        "In July 2015, we entered into a collaboration and license agreement with Kelvane MA Inc., a wholly-owned "
        "subsidiary "
        "of Kelvane Inc., to develop gene therapies. We granted Kelvane an exclusive license, and received $94.0 "
        "million "
        "upfront. In December 2018, Kelvane terminated the collaboration agreement."
    )
    assert set(roles(facts)) == {"Orvane Therapeutics, Inc.", "Kelvane MA Inc."}
    assert [a.status for a in facts.agreements] == ["terminated"]
