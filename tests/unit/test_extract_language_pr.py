"""The language of press releases on deals: sentences of our own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .releases import read, roles


@pytest.mark.parametrize(
    ("dateline", "date"),
    [
        ("Feb. 20 /PRNewswire-FirstCall/ --", "2007-02-20"),
        ("Dec. 11 /PRNewswire/ --", "2006-12-11"),
        ("January 9--(BUSINESS WIRE)--", "2007-01-09"),
    ],
)
def test_a_dateline_without_a_year_has_that_of_the_filing(dateline: str, date: str) -> None:
    facts = read(
        f"AUSTIN, Texas, {dateline} Arbor Therapeutics, Inc. announced today that it has entered into a license"
        " agreement with Birch Pharma AG for its antibody program in cancer."
    )
    assert [a.date for a in facts.agreements] == [date]


def test_the_verb_may_follow_the_name_of_an_agreement() -> None:
    facts = read(
        "AUSTIN, Texas, Aug. 20, 2006 /PRNewswire/ -- Arbor Therapeutics, Inc. today announces that a license"
        " agreement has been reached with Birch Pharma AG on its antibody ARB-101 for cancer."
    )
    assert [(a.types, a.date) for a in facts.agreements] == [(("license",), "2006-08-20")]


def test_a_partnership_may_be_reported() -> None:
    facts = read(
        "On September 7, 2006 Arbor Therapeutics, Inc. reported a partnership with Birch Cancer Center for the"
        " development of T-cell therapies."
    )
    assert [(a.types, a.date) for a in facts.agreements] == [(("collaboration",), "2006-09-07")]


def test_an_agreement_that_raises_money_is_no_deal() -> None:
    facts = read(
        "AUSTIN, Texas, June 28, 2006 -- Arbor Therapeutics, Inc. today announced that it has entered into a definitive"
        " agreement with Birch Equities Fund, Ltd. for a line of equity under which it may sell as much as $60"
        " million of its common stock. The funds will be used for clinical trials of its gene therapy."
    )
    assert not facts.agreements
    assert not facts.milestones


def test_an_option_to_license_under_an_agreement_gives_it_that_type() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. dosed the first patient with its antibody ARB-101. Birch Pharma AG has an exclusive"
        " option to license ARB-101 as part of their December 2005 collaboration agreement with the company."
    )
    assert [(set(a.types), a.date) for a in facts.agreements] == [({"collaboration", "option"}, "2005-12")]


def test_notice_of_termination_ends_the_agreement_it_names_only() -> None:
    facts = read(
        "On December 8, 2006, Arbor Therapeutics, Inc., in connection with its execution of a license agreement with"
        ' Cedar Pharma, provided written notice to Birch Pharmaceuticals, Inc. ("Birch") of termination of the License'
        ' and Development Agreement dated June 3, 2004 (the "License Agreement"). Upon such termination of the License'
        " Agreement, the rights to develop and commercialize"
        " the antibody ARB-101 will revert to Birch.",
        "8-K",
    )
    status = {names: a.status for a in facts.agreements for names in [frozenset(a.types)]}
    assert status[frozenset({"license", "development"})] == "terminated"
    assert status[frozenset({"license"})] == "in force"
    ended = next(i for i, a in enumerate(facts.agreements) if a.status == "terminated")
    assert roles(facts, ended)["Birch Pharmaceuticals, Inc."] == "licensor"
    assert [a.date for a in facts.agreements if a.status == "in force"] == [None]


def test_rights_bought_from_a_company_are_assets() -> None:
    facts = read(
        "AUSTIN, Texas, Dec. 11, 2006 /PRNewswire/ -- Arbor Therapeutics, Inc. today announced it has acquired from"
        " Birch"
        " Biotherapeutics, Inc. full therapeutic development and commercialization rights to ARB-070, a human antibody."
    )
    assert [a.types for a in facts.agreements] == [("asset purchase",)]
    assert roles(facts) == {"Arbor Therapeutics, Inc.": "buyer", "Birch Biotherapeutics, Inc.": "seller"}


def test_who_signs_for_the_sale_of_its_own_assets_sells() -> None:
    facts = read(
        "AUSTIN, Texas (May 14, 2006) - Arbor Therapeutics, Inc. has entered into an asset purchase agreement with"
        " Birch Pharma, Inc. for the sale of substantially all of its assets for approximately $17.1 million."
    )
    assert roles(facts) == {"Arbor Therapeutics, Inc.": "seller", "Birch Pharma, Inc.": "buyer"}


def test_cross_licences_are_even() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. has entered into a royalty-free, non-exclusive cross-license agreement with Birch"
        " Pharmaceuticals, Inc. for certain patents relating to antibodies.",
    )
    assert set(roles(facts).values()) == {"partner"}


def test_several_buyers_of_one_company_share_a_deal() -> None:
    facts = read(
        "AUSTIN, Texas - December 15, 2006 - Arbor Therapeutics, Inc. (Nasdaq:\nARBR) announced today that it has"
        " entered"
        " into a definitive merger agreement with Birch Acquisition LLC, providing for the acquisition of Arbor"
        " Therapeutics, Inc. by Birch Acquisition LLC and Cedar Royalty. The price is a premium over the unsolicited"
        " proposal to acquire Arbor Therapeutics, Inc. on July 16, 2006."
    )
    assert [a.date for a in facts.agreements] == ["2006-12-15"]


def test_companies_of_one_name_are_joint_parties() -> None:
    facts = read(
        'On September 25, 2006, Birch Laboratories S.A. and Birch Pharma Limited (collectively, "Birch")'
        " and Arbor"
        " Therapeutics, Inc. announced that they have ended their collaboration on the antibody ARB-101. Birch"
        " terminated"
        " its Collaboration Agreement dated April 9, 2004 with Arbor Therapeutics, Inc.",
        "8-K",
    )
    assert {"Birch Laboratories S.A.", "Birch Pharma Limited"} <= set(roles(facts))


def test_a_subsidiary_defined_together_with_its_parent_signs_too() -> None:
    facts = read(
        "On September 16, 2006, Arbor Therapeutics, Inc. and its wholly-owned subsidiary, Arbor Life Sciences Limited"
        " (collectively, the Company), entered into a License Agreement with Birch Pharma AG for the antibody ARB-101.",
        "8-K",
    )
    assert "Arbor Life Sciences Limited" in roles(facts)


def test_retained_rights_are_not_granted_exclusively() -> None:
    facts = read(
        "On February 5, 2006, Arbor Therapeutics, Inc. entered into a collaboration agreement with Birch Antibody"
        " Technology, Ltd. for cancer therapy. Arbor Therapeutics, Inc. would retain exclusive manufacturing rights.",
        "8-K",
    )
    assert [a.exclusivity for a in facts.agreements] == [None]


def test_money_for_an_extension_or_after_some_months_is_no_milestone() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. has received $4.1 million from Birch Pharma AG relating to an extension of its"
        " research"
        " collaboration and license agreement on its antibody ARB-101. Under the license agreement with Birch"
        " Pharma AG,"
        " Arbor Therapeutics, Inc. receives $0.5 million after six months of evaluation."
    )
    assert not facts.milestones


def test_a_short_name_may_end_a_sentence() -> None:
    facts = read(
        "We entered into a license agreement with Chestnut Jade Pharmaceutical Co., Ltd., or CJ. It covers the antibody"
        " ARB-101. CJ agrees to pay us an upfront payment of $14.5 million.",
        "8-K",
    )
    names = {c.name: c.aliases for c in facts.companies}
    assert "CJ" in names["Chestnut Jade Pharmaceutical Co., Ltd."]
    assert [(t.kind, int(t.amount or 0)) for a in facts.agreements for t in a.terms] == [
        ("upfront", 14_500_000)
    ]


def test_a_milestone_said_to_be_reached_is_achieved_when_its_payment_follows() -> None:
    facts = read(
        "AUSTIN, Texas, Feb. 19, 2006 (GLOBE NEWSWIRE) -- Arbor Therapeutics, Inc. today announced that the milestone"
        " event specified in its license agreement with Birch Pharma AG on the vaccine ARB-101 had been achieved."
        " Under the"
        " license agreement, Arbor Therapeutics, Inc. will receive a milestone payment of $20 million from Birch"
        " Pharma AG."
    )
    assert [(m.amount, m.status, m.date) for m in facts.milestones] == [
        (Decimal(20_000_000), "achieved", "2006-02-19")
    ]


def test_money_from_other_sales_is_no_term() -> None:
    facts = read(
        "AUSTIN, Texas, Feb. 20 /PRNewswire/ -- Arbor Therapeutics, Inc. announced that it has earned a milestone"
        " payment"
        " of $2.5 million under its license agreement with Birch Pharma AG. It also received $700,000 from the sale of"
        " non-core fixed assets. Its antibody is in a clinical trial."
    )
    assert [(m.amount, m.date) for m in facts.milestones] == [(Decimal(2_500_000), "2007-02-20")]
    assert not any(t.amount for a in facts.agreements for t in a.terms)


def test_a_licence_acquired_far_from_its_licensor_is_signed_in_the_release() -> None:
    facts = read(
        "AUSTIN, Texas, Oct. 31, 2006 /PRNewswire/ - Arbor Therapeutics, Inc. today announced that it has acquired an"
        " exclusive license to sell and market its oral solution ARB-101 in the United States and its territories from"
        " Birch Biosciences, Inc. It has acquired the license for an upfront payment of $100,000, with an"
        " additional $400,000 payable on final"
        " FDA approval."
    )
    assert [a.date for a in facts.agreements] == ["2006-10-31"]
    assert roles(facts) == {"Birch Biosciences, Inc.": "licensor", "Arbor Therapeutics, Inc.": "licensee"}
    assert [(m.amount, m.kind) for m in facts.milestones] == [(Decimal(400_000), "regulatory")]


def test_who_enters_an_agreement_to_license_takes() -> None:
    facts = read(
        "AUSTIN, Texas, July 31, 2006 - Arbor Therapeutics, Inc. today announced that it has entered into an agreement"
        " with Birch Pharmaceuticals, Inc. (Birch) to license ARB-101, an imaging agent for Parkinson's disease."
    )
    assert roles(facts) == {"Birch Pharmaceuticals, Inc.": "licensor", "Arbor Therapeutics, Inc.": "licensee"}


def test_the_companies_agreement_is_that_of_the_two_named_last() -> None:
    facts = read(
        "AUSTIN, Texas, Sept. 1, 2006 -- Arbor Therapeutics, Inc. announced it has received a $250 million milestone"
        " payment from Birch Pharma AG after treating the first patient in its Phase 3 study. The payment was triggered"
        " under the companies' collaboration and license agreement for the antibody ARB-101."
    )
    assert set(roles(facts)) == {"Arbor Therapeutics, Inc.", "Birch Pharma AG"}
    assert [(m.amount, m.status, m.kind) for m in facts.milestones] == [
        (Decimal(250_000_000), "achieved", "clinical")
    ]


def test_the_year_a_company_was_founded_is_no_date_of_signing() -> None:
    facts = read(
        "AUSTIN, Texas December 9, 2006 - Arbor Therapeutics, Inc. today reported signing a licensing agreement for its"
        ' drug ARB-101 with Birch Limited ("Birch"), a privately owned pharmaceutical company established in 1968.'
    )
    assert [a.date for a in facts.agreements] == ["2006-12-09"]


def test_a_headline_in_capitals_tells_no_second_deal() -> None:
    facts = read(
        "ARBOR THERAPEUTICS, INC. SIGNS LICENSING AGREEMENT\nFOR DISTRIBUTION AND SALE OF ARB-101 IN IRELAND\n"
        "AUSTIN, Texas December 9, 2006 - Arbor Therapeutics, Inc. today reported signing a licensing agreement for the"
        " distribution and sale of ARB-101 in Ireland with Birch Limited, a pharmaceutical company."
    )
    assert len(facts.agreements) == 1


def test_an_amendment_tells_the_parties_and_date_of_what_it_amends() -> None:
    facts = read(
        'On February 12, 2007, Arbor Therapeutics, Inc. ("Arbor") entered into an amendment (the "Amendment") to that'
        ' certain Development and License Agreement, dated December 13, 2004 (the "Original Agreement"), by and among'
        ' Arbor, Arbor Ireland Ltd. ("Arbor Ireland", and together with Arbor, the "Company"), and Birch Pharma, Inc.'
        ' ("Birch") for a growth hormone.',
        "8-K",
    )
    assert [a.date for a in facts.agreements] == ["2004-12-13"]
    assert set(roles(facts)) == {"Arbor Therapeutics, Inc.", "Arbor Ireland Ltd.", "Birch Pharma, Inc."}


def test_an_agreements_name_says_more_than_a_partner() -> None:
    facts = read(
        "AUSTIN, Texas, September 24, 2006 - Arbor Therapeutics, Inc. announced that it has received a $10 million"
        " milestone"
        " payment from its partner, Birch Pharma AG. To date, Arbor Therapeutics, Inc. has received a total of $97"
        " million"
        " from Birch Pharma AG, based on the licensing and development agreement for ARB-101."
    )
    assert [set(a.types) for a in facts.agreements] == [{"license", "development"}]
    assert [m.amount for m in facts.milestones] == [Decimal(10_000_000)]


def test_an_agreement_granting_rights_has_its_grantor_behind_them() -> None:
    facts = read(
        'AUSTIN, Texas -- (MARKET WIRE) -- August 23, 2006 -- Arbor Therapeutics, Inc. ("Arbor") today announced'
        " that it has"
        " signed an agreement granting Arbor the exclusive Canadian promotional rights for Zelfoam® from Birch"
        " Canada Inc."
        " The product is used by surgeons in clinical practice."
    )
    assert roles(facts) == {"Birch Canada Inc.": "licensor", "Arbor Therapeutics, Inc.": "licensee"}
    assert [a.date for a in facts.agreements] == ["2006-08-23"]
