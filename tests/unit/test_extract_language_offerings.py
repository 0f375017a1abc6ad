"""Offerings, advisers and holders of shares: passages of whole reports and prospectuses that tell of no deal."""

from __future__ import annotations

import pytest

from .reports import companies, read, roles, terms

ABOUT = "Orvane Therapeutics develops OVT-12, an anti-CD19 antibody, for the treatment of lupus. "


@pytest.mark.parametrize(
    "text",
    [
        "The underwriters, for whom Tarn Hill Securities LLC and Kestrel Ridge & Co. are acting as representatives,"
        " have agreed to buy the shares. We granted Tarn Hill Securities LLC a first right to lead an offering"
        " or license of our assets.",
        "In May 2022 we entered into a placement agency agreement with Tarn Hill Securities LLC (“Tarn Hill”). Under"
        " our agreement with Tarn Hill we pay it 7.0% of the gross proceeds.",
        "We have entered into an equity distribution agreement with Cowen and Company, LLC, or Cowen, as sales agent."
        " We granted Cowen a right of first refusal for a license of our securities.",
        "We entered into a rights agreement with Dunmore Trust Company, N.A., as rights agent. Dunmore will be paid"
        " under our agreement with Dunmore.",
        "Calder Partners LLC is acting as financial advisor to us. Under our agreement with Calder Partners LLC it is"
        " paid $6.0 million.",
        "Our transfer agent and registrar is Dunmore Ledger, Inc. We have a services agreement with"
        " Dunmore Ledger, Inc.",
        "Arrangements among DTC and its participants govern notices. The agreement with DTC lets them move the notes.",
        "A commission of 3.0% of the gross sales price of shares sold under the sales agreement is paid to the"
        " Placement Agent, in compliance with FINRA Rule 2121.",
        "On May 1, 2020 we entered into a cooperation agreement with Quill Ventures LLC, under which we appointed"
        " Mr. Roe to the board and Quill agreed to a standstill.",
    ],
)
def test_who_serves_an_offering_or_holds_shares_is_no_party(text: str) -> None:
    facts = read(ABOUT + text, form="10-K")
    assert not facts.agreements
    assert companies(facts) == {"Orvane Therapeutics, Inc."}


def test_what_an_offering_brings_belongs_to_no_deal() -> None:
    facts = read(
        ABOUT
        + "In 2021 we entered into a license agreement with Lindwell Pharma AG and received $3.0 million upfront."
        " In May 2022 the placement agent also received warrants to purchase 102,500 shares at an exercise price of"
        " $1.25. We sold shares in a registered direct offering for $20.0 million.",
        form="10-K",
    )
    assert {(kind, int(amount or 0)) for kind, amount in terms(facts)} == {("upfront", 3_000_000)}


def test_a_partner_that_is_advised_stays_a_party() -> None:
    facts = read(
        ABOUT
        + "In 2021 we entered into a license agreement with Lindwell Pharma AG, granting it OVT-12 in Europe."
        " Calder Partners LLC acted as our financial advisor and Kestrel Ridge & Co. as that of Lindwell Pharma AG.",
        form="10-K",
    )
    assert roles(facts) == {"Orvane Therapeutics, Inc.": "licensor", "Lindwell Pharma AG": "licensee"}


@pytest.mark.parametrize(
    "text",
    ["Trefol was acquired by Pfizer in 2021.", "In 2021 Orvanda was bought by Novartis for $400 million."],
)
def test_who_is_not_known_to_be_a_company_is_not_the_filer(text: str) -> None:
    assert not read(ABOUT + text, form="10-K").agreements


@pytest.mark.parametrize(
    "name",
    [
        "Lindwell Biologics (Shanghai FX) Co., Ltd.",
        "Kangwon (New Taipei) Pharma Co., Ltd.",
        "Meridian Biotech (Suzhou Industrial Park) Co., Ltd.",
        "Larkhill Acquisition Corporation",
    ],
)
def test_names_with_a_place_in_brackets_and_vehicles(name: str) -> None:
    facts = read(ABOUT + f"We entered into a license agreement with {name} for OVT-12 in China.", form="10-K")
    assert name in companies(facts)


def test_shares_bought_back_belong_to_no_deal() -> None:
    facts = read(
        ABOUT
        + "In March 2023 we signed an exclusive license agreement with Lindwell Pharma AG for OVT-12.\n\n"
        "In October 2025 we entered into a repurchase agreement with the Norwick Parties. They sold all of the"
        " shares that they beneficially owned to us for an aggregate purchase price of $80.6 million.",
        form="10-K",
    )
    assert [len(a.terms) for a in facts.agreements] == [0]


def test_what_grew_or_is_owed_to_lenders_was_paid_by_no_partner() -> None:
    facts = read(
        ABOUT
        + "We license OVT-12 to Lindwell Pharma AG under a license agreement signed in 2019. Revenue rose due to an"
        " increase of $85.0 million in sales milestones and a $9.7 million increase in royalties from Lindwell."
        " Lindwell royalties and milestones will pay the remaining $325 million of non-recourse debt.",
        form="10-K",
    )
    assert not facts.milestones
    assert {(kind, amount) for kind, amount in terms(facts) if amount} == set()


def test_a_paragraph_about_another_drug_leaves_the_deal() -> None:
    facts = read(
        ABOUT + "In 2021 we entered into a license agreement with Lindwell Pharma AG for OVT-12.\n\n"
        "The other program in our pipeline is OVT-77, a dry powder for the treatment of asthma.\n\n"
        "OVT-77 was well tolerated in a clinical trial.",
        form="10-K",
    )
    names = {d.id: d.name for d in facts.drugs}
    assert "OVT-77" in names.values()
    assert [{names[d] for d in a.drugs} for a in facts.agreements] == [{"OVT-12"}]
