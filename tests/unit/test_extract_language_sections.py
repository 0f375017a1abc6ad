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
