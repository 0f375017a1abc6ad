"""The language of notes of reports, third part: whose licence, when, over which assets; sentences of our own."""

from __future__ import annotations

import pytest

from .reports import companies, drugs, rates, read, roles

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
