"""The language of notes of reports, third part: whose licence, when, over which assets; sentences of our own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .reports import companies, drugs, rates, read, roles, terms

ORVANE = "Orvane Therapeutics, Inc."


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("We obtained an exclusive license to ORV-101 from Kelvane Pharma, Inc. in October 1996.", "1996-10"),
        ("We licensed ORV-101 to Kelvane Pharma Inc. in May 2016.", "2016-05"),
        ("ORV-101, which we in-licensed in 1996 from Kelvane Pharma, Inc., is in Phase 2.", "1996"),
    ],
)
def test_a_date_behind_the_verb_or_behind_the_other_side(text: str, date: str) -> None:
    assert [a.date for a in read(text).agreements] == [date]


def test_all_assets_of_a_company_are_bought_from_it() -> None:
    facts = read("In April 2006, we acquired all of the oncology drug product assets of Kelvane, Inc.")
    assert [a.types for a in facts.agreements] == [("asset purchase",)]
    assert roles(facts) == {ORVANE: "buyer", "Kelvane, Inc.": "seller"}


def test_a_sublicense_acquired_is_a_license() -> None:
    facts = read("We acquired the exclusive sublicense to ORV-101 from Kelvane Pharma, Inc.")
    assert [a.types for a in facts.agreements] == [("license",)]


@pytest.mark.parametrize(("way", "role"), [("out", "licensee"), ("in", "licensor")])
def test_an_out_licensing_agreement_tells_who_gives(way: str, role: str) -> None:
    facts = read(
        f"The Company entered into an {way}-licensing agreement with Kelvane, Inc., covering ORV-101."
    )
    assert roles(facts)["Kelvane, Inc."] == role


def test_each_grants_the_other() -> None:
    facts = read(
        "In June 2010, the Company and Kelvane AB entered into a license agreement pursuant to which each granted "
        "the other rights to ORV-101."
    )
    assert set(roles(facts).values()) == {"partner"}


def test_a_rate_of_several_words_goes_on() -> None:
    facts = read(
        "In June 2010, the Company licensed ORV-101 to Kelvane AB. The Company is entitled to royalties that range "
        "from a mid-single digit percentage rate to up to a low double-digit percentage rate on net sales."
    )
    assert rates(facts) == ["from a mid-single digit percentage rate to up to a low double-digit percentage"]


@pytest.mark.parametrize(
    "name",
    [
        "Canadian Spinal Research Organization",
        "Laboratorios del Dr. Kelvane, S.A.",
        "Northumbria Blood Organisation",
    ],
)
def test_organisations_and_families_that_give_their_name(name: str) -> None:
    assert name in companies(
        read(f"In May 2001, we entered into a license agreement with {name} for ORV-101.")
    )


def test_who_stands_between_two_known_names_is_one_of_the_list() -> None:
    facts = read(
        "We entered into a license agreement with Memorial Sloan-Kettering Cancer Center, Torvia and Kelvane, Inc., "
        "under which we obtained exclusive rights to ORV-101."
    )
    assert {"Torvia", "Kelvane, Inc."} <= set(roles(facts))


def test_an_agreement_called_by_a_brand_makes_no_company_of_it() -> None:
    facts = read(
        "In June 2009, we licensed Ampyra to Kelvane AG. Under the Ampyra Collaboration Agreement, Ampyra was "
        "entitled to protection."
    )
    assert set(roles(facts)) == {ORVANE, "Kelvane AG"}


def test_what_is_said_of_a_class_is_said_of_its_example() -> None:
    facts = read(
        "We and Kelvane AG agreed to develop and commercialize certain antibodies that target CD38, including "
        "zolvarimab (ORV-101)."
    )
    names = {a.id: a.name for a in facts.antigens}
    assert [(d.name, [names[t.antigen] for t in d.targets]) for d in facts.drugs] == [
        ("zolvarimab", ["CD38"])
    ]


def test_a_renamed_code_is_the_same_drug() -> None:
    facts = read("In October 2016, we licensed KV-7986 (renamed zolvanib) from Kelvane AB.")
    assert drugs(facts) == {"zolvanib"}


def test_a_known_medicine_is_listed_where_it_is_the_companys_own() -> None:
    text = "The products are {} currently under development, ipilimumab, an antibody to CTLA-4, and KV-1379."
    assert "ipilimumab" in drugs(read(text.format("the Company's antibody product")))
    assert "ipilimumab" not in drugs(read(text.format("to be given beside a medicine not")))


def test_a_title_within_a_paragraph_belongs_to_what_follows() -> None:
    facts = read(
        "In May 2014 we entered into a license agreement with Kelvane AG for tomosertib. We paid $3.0 million.\n\n"
        "Cholbam (cholic acid). In January 2015, we acquired from Torvia Pharmaceuticals LLC all rights to Cholbam."
    )
    names = {d.id: d.name for d in facts.drugs}
    assert [[names[d] for d in a.drugs] for a in facts.agreements] == [["tomosertib"], ["cholic acid"]]


def test_each_of_two_licensors_gives() -> None:
    facts = read(
        'The Company licensed rights to tomosertib from Norwold University ("Norwold") and Kelvane Pharma, Inc. '
        '("KPI") in August 1998.'
    )
    assert roles(facts) == {
        ORVANE: "licensee",
        "Norwold University": "licensor",
        "Kelvane Pharma, Inc.": "licensor",
    }
    assert facts.agreements[0].date == "1998-08"


def test_two_owners_of_a_licensor_are_no_parties() -> None:
    facts = read(
        "The Company licensed tomosertib from KPC, LLC, a licensing subsidiary of Torvia, Ltd. and Kelvane, Inc."
    )
    assert roles(facts) == {ORVANE: "licensee", "KPC, LLC": "licensor"}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (
            "In June 2012, we entered into an agreement with Kelvane, Inc. to study tomosertib in stroke.",
            "collaboration",
        ),
        (
            "In June 2012, we announced an agreement with Kelvane, Inc. under which we would obtain the exclusive "
            "U.S. rights to tomosertib.",
            "license",
        ),
    ],
)
def test_an_agreement_without_a_word_of_kind_is_what_it_is_for(text: str, types: str) -> None:
    assert [a.types for a in read(text).agreements] == [(types,)]


def test_the_companys_own_business_is_bought() -> None:
    facts = read(
        "In January 2010, Kelvane S.A. purchased the Company's specialty business for $300.0 million."
    )
    assert roles(facts) == {"Kelvane S.A.": "buyer", ORVANE: "seller"}


def test_a_voucher_that_was_sold() -> None:
    facts = read("The Priority Review Voucher was sold to Sanofi in May 2015 for $245.0 million.")
    assert roles(facts) == {"Sanofi": "buyer", ORVANE: "seller"}
    assert not read("In 2015, our tablets were sold to Kelvane, Inc. and other wholesalers.").agreements


def test_a_former_code_at_the_end_of_a_parenthesis() -> None:
    facts = read("We granted Kelvane, Inc. a license to KV5211 (a selective modulator, formerly ORV-4033).")
    assert [(d.name, d.aliases) for d in facts.drugs] == [("KV5211", ("ORV-4033",))]


def test_the_date_of_signing_behind_an_amendments() -> None:
    facts = read(
        "The Company entered into a license agreement, which was subsequently amended in March 2015, with Kelvane "
        "SAS in October 2014 for tomosertib."
    )
    assert facts.agreements[0].date == "2014-10"


def test_a_brand_before_its_substance_is_no_company() -> None:
    facts = read(
        "Orvane has licensed worldwide rights to Gencaro (bucindolol hydrochloride) from KPC, LLC, of Norwold. "
        "Rights to Gencaro are exclusive, and from Gencaro we expect much."
    )
    assert "Gencaro" not in companies(facts)


def test_the_short_name_in_a_parenthesis_is_that_of_the_name_before_it() -> None:
    facts = read(
        'Torvia Norwold. In May 2013, we entered into an option agreement with Aranel Trading SA ("Torvia"), a wholly '
        "owned subsidiary of Torvia Norwold S.A. Torvia paid us $5.0 million. If the option is exercised Torvia would "
        "pay $25.0 million."
    )
    assert set(roles(facts)) == {"Aranel Trading SA", ORVANE}
    assert ("option fee", Decimal(25_000_000)) in terms(facts)


@pytest.mark.parametrize(
    "text",
    [
        "Upon exercise of its option in June 2015 Kelvane paid us $25 million.",
        "Kelvane exercised its option with a one-time payment of $25 million.",
    ],
)
def test_what_an_option_was_exercised_for_is_its_fee(text: str) -> None:
    facts = read(f"In 2013, we entered into an option agreement with Kelvane, Inc. for ORV-101. {text}")
    assert terms(facts) == {("option fee", Decimal(25_000_000))}
    assert not facts.milestones


def test_a_second_with_is_a_second_agreement() -> None:
    facts = read(
        "In April 2008 we entered into a license agreement with Kelvane Pharma AG for tomosertib and with Torvia "
        "Corporation for zolvanib."
    )
    assert [sorted(roles(facts, n)) for n in (0, 1)] == [
        ["Kelvane Pharma AG", ORVANE],
        [ORVANE, "Torvia Corporation"],
    ]


def test_several_agreements_each_for_a_country() -> None:
    facts = read(
        "We have license agreements with Kelvane Pharma, Inc. for ORV-101 in Canada and Torvia Co., Ltd. for ORV-101 "
        "in China."
    )
    assert len(facts.agreements) == 2
    assert not read(
        "We have a license agreement with Kelvane Pharma, Inc. for use in trials and Torvia Co., Ltd. data."
    ).agreements[1:]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "In April 2017 the Company and Kelvane Pharma agreed to co-promote tomosertib.",
            "commercialization",
        ),
        ("In June 2009 Kelvane, Inc. and we agreed to jointly develop tomosertib.", "collaboration"),
        ("In June 2009 Kelvane, Inc. agreed to distribute tomosertib for us in Japan.", "commercialization"),
    ],
)
def test_what_two_companies_agreed_to_do(text: str, kind: str) -> None:
    facts = read(text)
    assert [a.types for a in facts.agreements] == [(kind,)]
    again = read(
        f"In May 2009 we entered into a supply agreement with Kelvane, Inc. {text}".replace(
            "Kelvane Pharma", "Kelvane, Inc."
        )
    )
    assert [a.types for a in again.agreements] == [("supply",)]


def test_a_company_is_licensed_rights() -> None:
    facts = read("In September 2004 we licensed Kelvane AG the rights to ORV-101 for Japan.")
    assert roles(facts) == {ORVANE: "licensor", "Kelvane AG": "licensee"}


@pytest.mark.parametrize("dash", [" \N{EM DASH}", ":", " --"])
def test_a_name_before_a_dash_is_the_paragraphs_title(dash: str) -> None:
    facts = read(
        "In May 2004 we licensed ORV-202 to Torvia AG.\n\n"
        f"Kelvane, Inc.{dash} In July 2007 the Company entered into a collaboration agreement for tomosertib."
    )
    assert set(roles(facts, 1)) == {ORVANE, "Kelvane, Inc."}


def test_a_hormone_that_is_the_drug_is_no_target() -> None:
    facts = read(
        "We collaborate with Kelvane AG to develop an oral salmon calcitonin (ORV-021) for osteoporosis."
    )
    assert drugs(facts) == {"calcitonin"}
    assert not facts.antigens
