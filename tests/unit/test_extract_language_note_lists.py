"""The language of notes: lists behind a class, names in capitals, partners without a name; sentences of our own."""

from __future__ import annotations

import pytest

from .reports import companies, drugs, read, roles, terms


def _targets(text: str) -> dict[str, list[str]]:
    facts = read(text)
    antigens = {a.id: a.name for a in facts.antigens}
    return {d.name: [antigens[t.antigen] for t in d.targets] for d in facts.drugs}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("three of our MEK inhibitors for oncology, including zolvatinib", {"zolvatinib": ["MEK"]}),
        (
            "certain BTK inhibitors in the field of lymphoma, including OV-112 and OV-113",
            {"OV-112": ["BTK"], "OV-113": ["BTK"]},
        ),
        (
            "our respective anti-CTLA-4 antibody programs, including ovilizumab (OVX-010) and Kelvane's "
            "keltelizumab (KP-675,206)",
            {"ovilizumab": ["CTLA-4"], "keltelizumab": ["CTLA-4"]},
        ),
        ("the IRAK4 program, from which it selected OV-498 as candidate", {"OV-498": ["IRAK4"]}),
        ("OV-509, a STEAP1 x CD3 2+1 bispecific antibody", {"OV-509": ["STEAP1", "CD3"]}),
        ("velbursen, our anti-miR-17 oligonucleotide for kidney disease", {"velbursen": ["miR-17"]}),
        ("velbursen, an inhibitor of miR-221/222", {"velbursen": ["miR-221/222"]}),
    ],
)
def test_what_a_class_is_directed_to_is_said_of_its_examples(
    told: str, expected: dict[str, list[str]]
) -> None:
    found = _targets(f"In May 2013, we signed a license agreement with Kelvane AG for {told}.")
    assert found == expected


def test_a_candidate_renamed_in_brackets_is_one_drug_with_all_its_names() -> None:
    facts = read(
        "In June 2010, the Company licensed to Kelvane AG its OVX5574 product candidate (subsequently renamed "
        "KLV208 and tafalizumab) under a license agreement."
    )
    assert [d.name for d in facts.drugs] == ["tafalizumab"]
    assert set(facts.drugs[0].aliases) == {"OVX5574", "KLV208"}


def test_what_payments_are_related_to_is_a_brand_and_no_company() -> None:
    facts = read(
        "In May 2021, we signed a license agreement with Kelvane AG. Kelvane AG paid the Company "
        "$10 million on the regulatory approval of ZELQURIS, and further milestone payments related to ZELQURIS are "
        "possible."
    )
    assert drugs(facts) == {"ZELQURIS"}
    assert companies(facts) == {"Orvane Therapeutics, Inc.", "Kelvane AG"}


def test_a_medicine_long_known_that_is_to_be_marketed_and_sold_is_the_subject() -> None:
    facts = read(
        "In May 2019, we signed an exclusive U.S. licensing agreement with Kelvane AG to market, "
        "sell and distribute Docetaxel Injection for breast cancer."
    )
    assert drugs(facts) == {"docetaxel"}
    assert (facts.agreements[0].exclusivity, facts.agreements[0].territory) == ("exclusive", "U.S.")


def test_a_town_in_brackets_behind_a_university_is_no_party() -> None:
    facts = read(
        "In December 2011, the Company signed a license agreement with Norwold University (College Grove, TX) for "
        "OV-1140."
    )
    assert companies(facts) == {"Orvane Therapeutics, Inc.", "Norwold University"}


def test_an_agreement_with_a_company_that_has_no_name_is_not_the_section_partner_s() -> None:
    facts = read(
        "Kelvane\n\nIn May 2018, we signed a collaboration agreement with Kelvane AG for OV-11.\n\n"
        "Other Agreements\n\nIn 2004, we signed a license agreement with a charitable institution "
        "for patents. In 2014 the Company signed a supply agreement with a "
        "pharmaceutical company to test OV-12."
    )
    assert [a.types for a in facts.agreements] == [("collaboration",)]


def test_the_name_of_an_agreement_in_brackets_without_quotes_defines_it() -> None:
    facts = read(
        "In June 2016, we signed a Collaboration and License Agreement (Kelvane Agreement) with "
        "Kelvane Institutes for Research, Inc. (Kelvane). Pursuant to the Kelvane Agreement the Company granted "
        "Kelvane exclusive rights to OV-112."
    )
    assert [a.types for a in facts.agreements] == [("collaboration", "license")]


def test_a_licence_among_the_words_of_a_name_is_no_act() -> None:
    facts = read(
        "In May 2008, we signed a collaboration, license, and option agreement with Kelvane AG on "
        "OV-11. Kelvane AG made a $45 million upfront payment to the Company."
    )
    assert roles(facts) == {"Orvane Therapeutics, Inc.": "licensor", "Kelvane AG": "licensee"}


@pytest.mark.parametrize(
    "told",
    [
        "Kelvane AG will also make a payment of up to $25 million upon the achievement of certain regulatory goals.",
        "If all regulatory milestones are met, the Company will receive up to $25 million from Kelvane AG.",
        "An amendment raised the future regulatory and sales milestone payments by Kelvane AG to $25 million.",
    ],
)
def test_what_several_events_bring_together_is_a_total(told: str) -> None:
    facts = read(f"In May 2019, we signed a license agreement with Kelvane AG for OV-11. {told}")
    assert {(kind, int(amount or 0)) for kind, amount in terms(facts)} == {("milestones total", 25_000_000)}
    assert not facts.milestones


def test_what_was_paid_to_date_is_no_milestone_by_the_dates_of_its_parts() -> None:
    facts = read(
        "In May 2019, we signed a license agreement with Kelvane AG for OV-11. To date, the Company "
        "has paid $16.5 million development and sales-based milestones, including a $4 million milestone paid in 2022."
    )
    assert [int(m.amount or 0) for m in facts.milestones] == [4_000_000]
    assert ("other", 16_500_000) in {(kind, int(amount or 0)) for kind, amount in terms(facts)}


def test_who_is_entitled_to_a_payment_upon_an_event_has_it_for_that_event() -> None:
    facts = read(
        "In May 2018, we signed a license agreement with Kelvane AG for OV-11. Kelvane AG received a "
        "one-time payment of $25 million and is entitled to another payment of $30 million upon "
        "the approval of OV-11 by the FDA."
    )
    assert [(int(m.amount or 0), m.trigger) for m in facts.milestones] == [
        (30_000_000, "approval of OV-11 by the FDA")
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("drugs which interact with the GABA receptor", {"GABA receptor"}),
        ("drugs that work through the neuropeptide Y mechanism", {"neuropeptide Y"}),
        ("vaccines made with TLR7, 8 and 9 agonists", {"TLR7", "TLR8", "TLR9"}),
        ("intravitreal anti-complement factor 3 products", {"complement factor 3"}),
        ("small molecules acting on the NMDA receptor", {"NMDA receptor"}),
    ],
)
def test_what_products_without_a_name_are_directed_to(told: str, expected: set[str]) -> None:
    facts = read(f"In May 1994, we signed a collaboration agreement with Kelvane AG for {told}.")
    assert {a.name for a in facts.antigens} == expected
    assert set(facts.agreements[0].antigens) == {a.id for a in facts.antigens}


def test_a_kinase_inhibitor_by_its_abbreviation() -> None:
    assert _targets(
        "In July 2012, the Company licensed zolvanib, a VEGFR-TKI, and OV-112, an EGFR-TKI, to Kelvane AG."
    ) == {"zolvanib": ["VEGFR"], "OV-112": ["EGFR"]}


def test_two_companies_of_one_short_name_are_two() -> None:
    facts = read(
        "In December 2006, we signed a license agreement with Merck & Co., Inc. for OV-11. In December "
        "2007, we signed a license agreement with Merck KGaA for OV-12."
    )
    assert companies(facts) == {"Orvane Therapeutics, Inc.", "Merck & Co., Inc.", "Merck KGaA"}
    alone = read("In December 2007, the Company licensed OV-12 to Merck KGaA. Merck paid $5 million upfront.")
    assert companies(alone) == {"Orvane Therapeutics, Inc.", "Merck KGaA"}


def test_each_company_of_a_phrase_has_what_stands_behind_it() -> None:
    facts = read(
        "The Company is a party to collaboration agreements with Dorvane AS for the development of AXL inhibitors, "
        "and with Kelvane AG to pursue research on MDM2 inhibitors."
    )
    names = {a.id: a.name for a in facts.antigens}
    assert [[names[a] for a in g.antigens] for g in facts.agreements] == [["AXL"], ["MDM2"]]


def test_companies_that_buy_shares_together_are_investors() -> None:
    facts = read(
        "In February 2020, we signed a collaboration agreement with Kelvane MA, Inc. and Kelvane GmbH "
        '(together, "Kelvane") for OV-11. At the same time, we signed a stock purchase agreement with '
        "Kelvane, pursuant to which Kelvane agreed to purchase 24,420 shares of its common stock for $225 million."
    )
    equity = next(i for i, a in enumerate(facts.agreements) if a.types == ("equity",))
    assert roles(facts, equity) == {
        "Kelvane MA, Inc.": "investor",
        "Kelvane GmbH": "investor",
        "Orvane Therapeutics, Inc.": "investee",
    }


@pytest.mark.parametrize(
    ("told", "territory"),
    [
        ("the territories of Europe and Africa", "the territories of Europe and Africa"),
        (
            "all countries except for the U.S., Canada and Japan",
            "all countries except for the U.S., Canada and Japan",
        ),
        ("the People's Republic of China", "the People's Republic of China"),
        ("Japan and the Republic of Korea", "Japan and the Republic of Korea"),
    ],
)
def test_territories_as_reports_tell_them(told: str, territory: str) -> None:
    facts = read(f"In May 2015, the Company granted Kelvane AG an exclusive license to sell OV-11 in {told}.")
    assert facts.agreements[0].territory in (territory, f"in {territory}")


def test_an_agreement_that_ends_another_is_no_new_one() -> None:
    facts = read(
        "In December 2007, we signed a license agreement with Kelvane AG for OV-12. In November 2011 "
        "the Company and Kelvane AG entered into an agreement terminating the license agreement."
    )
    assert [(a.date, a.status) for a in facts.agreements] == [("2007-12", "terminated")]


def test_who_agreed_to_the_end_of_its_rights_had_taken_them() -> None:
    facts = read(
        "In March 2009, we signed a license agreement with Kelvane GmbH for OV-203 and received an "
        "upfront payment of $5 million. In March 2014, Kelvane GmbH agreed to the termination of its rights and "
        "obligations. As a result, we hold all rights to OV-203."
    )
    assert roles(facts)["Kelvane GmbH"] == "licensee"
    assert facts.agreements[0].status == "terminated"


def test_the_end_of_one_program_is_not_the_end_of_the_agreement() -> None:
    facts = read(
        "In June 2016, we signed a collaboration agreement with Kelvane AG for OV-112 and OV-113. In "
        "2018, Kelvane AG notified the Company that it was terminating its rights in the OV-113 Program."
    )
    assert facts.agreements[0].status == "in force"


def test_a_share_of_what_others_pay_is_no_milestone() -> None:
    facts = read(
        "In March 2009, we signed a license agreement with Kelvane GmbH for OV-203. The Company owes "
        "Kelvane GmbH a percentage of milestone payments received from future partners up to a maximum of $50 million."
    )
    assert not facts.milestones


def test_a_place_of_two_words_in_brackets_stands_inside_a_name() -> None:
    facts = read(
        "In June 2021, we signed a supply agreement with Zhejiang Kelvane Bio, Inc. and Kelvane Bio "
        '(Hong Kong) Co., Limited (collectively, "Kelvane"), for OV-1018. Kelvane committed to purchase specified '
        "quantities."
    )
    assert roles(facts) == {
        "Zhejiang Kelvane Bio, Inc.": "customer",
        "Kelvane Bio (Hong Kong) Co., Limited": "customer",
        "Orvane Therapeutics, Inc.": "supplier",
    }


def test_whose_arm_a_company_is_makes_no_party_of_the_owner() -> None:
    facts = read(
        "In October 2018, we signed a license agreement with KVC, Inc., Dorvane & Co.'s research arm, for OV-11."
    )
    assert companies(facts) == {"Orvane Therapeutics, Inc.", "KVC, Inc."}


def test_a_university_and_its_collaborator_license_together() -> None:
    facts = read(
        "In April 2010, we signed a license agreement with the University of Norwold and its "
        "collaborator, Kelvane Research Institute, for MASP-2 antibodies."
    )
    assert [len(a.parties) for a in facts.agreements] == [3]


def test_what_a_target_brings_about_is_no_target() -> None:
    facts = read(
        "In March 2011, we signed a license agreement with Kelvane ApS for MASP-2 antibodies for the "
        "inhibition of mannan-binding lectin-mediated activation."
    )
    assert {a.name for a in facts.antigens} == {"MASP-2"}


def test_each_of_several_licenses_relates_to_a_target() -> None:
    facts = read(
        "In February 2017, the Company and Kelvane Medical Center entered into two exclusive license agreements, one "
        "relating to CD123 and one relating to IL-13."
    )
    assert {a.name for a in facts.antigens} == {"CD123", "IL-13"}


def test_what_a_contract_cost_is_no_milestone() -> None:
    facts = read(
        "In September 2015, we signed a licensing agreement with Kelvane AG for cell lines. The Company "
        "paid $225,000 during 2015 related to this contract."
    )
    assert not facts.milestones
