"""First sentences of releases that announce deals without naming an agreement: sentences of our own."""

from __future__ import annotations

import pytest

from dealgraph.facts import FilingFacts

from .reports import companies, drugs, roles
from .reports import read as read_report

OURS = "Orvane Therapeutics, Inc."


def read(news: str, day: str = "May 9, 1997") -> FilingFacts:
    return read_report(f"SEATTLE, {day} -- {OURS} {news}", form="EX-99.1")


@pytest.mark.parametrize(
    "news",
    [
        "and Kelvane Company, Ltd. have begun a collaborative research program on drugs for influenza.",
        "and Kelvane Company, Ltd. said that they will start a joint research project on vaccines.",
        "has initiated a two-year collaborative program with Kelvane Company, Ltd. to find antibiotics.",
        "and Kelvane Company, Ltd. have embarked on a joint program to develop a generic inhaler.",
        "and Kelvane Company, Ltd. will pool their efforts to discover drugs against hepatitis C.",
        "and Kelvane Company, Ltd. are joining in a venture to develop gene therapies.",
    ],
)
def test_what_two_companies_begin_together_is_a_collaboration(news: str) -> None:
    facts = read(news)
    assert [(a.types, a.date) for a in facts.agreements] == [(("collaboration",), "1997-05-09")]
    assert roles(facts) == {OURS: "partner", "Kelvane Company, Ltd.": "partner"}


def test_a_program_of_one_company_is_no_collaboration() -> None:
    assert not read(
        "has begun a joint replacement program for patients with arthritis. Kelvane AG sells beds."
    ).agreements


@pytest.mark.parametrize(
    ("news", "date"),
    [
        ("and Kelvane Neurosciences, Inc. have agreed to merge. Kelvane makes antibiotics.", "1997-05-09"),
        ("and Kelvane Neurosciences, Inc. today completed their previously announced merger.", None),
        ("and Kelvane Neurosciences, Inc. have completed the merger of the two companies.", None),
    ],
)
def test_two_companies_merge(news: str, date: str | None) -> None:
    facts = read(news)
    assert [(a.types, a.date) for a in facts.agreements] == [(("merger",), date)]
    assert set(roles(facts)) == {OURS, "Kelvane Neurosciences, Inc."}


@pytest.mark.parametrize(
    ("news", "kind"),
    [
        ("has arranged for Kelvane Labs, Inc. to manufacture its hepatitis B vaccine.", "manufacturing"),
        ("has picked Kelvane Labs, Inc. to supply the ingredient of its cancer drug.", "supply"),
        ("has hired Kelvane Labs, Inc. to conduct a Phase III trial of its asthma drug.", "services"),
        (
            "and Kelvane Labs, Inc. reached an agreement under which Kelvane will make Orvane's vaccine.",
            "manufacturing",
        ),
    ],
)
def test_who_is_chosen_to_make_supply_or_test(news: str, kind: str) -> None:
    facts = read(news)
    assert [a.types for a in facts.agreements] == [(kind,)]
    assert roles(facts) == {OURS: "customer", "Kelvane Labs, Inc.": "supplier"}


@pytest.mark.parametrize(
    "news",
    [
        "has licensed Kelvane Labs, Inc.'s patents on a cancer antigen. Kelvane makes vaccines.",
        "said it gained from Kelvane Labs, Inc. a semi-exclusive license to patents on a hormone.",
        "said that it received worldwide marketing rights to Kelvane Labs, Inc.'s ulcer drug.",
    ],
)
def test_who_takes_what_another_owns_is_the_licensee(news: str) -> None:
    facts = read(news)
    assert [a.date for a in facts.agreements] == ["1997-05-09"]
    assert roles(facts) == {OURS: "licensee", "Kelvane Labs, Inc.": "licensor"}


def test_the_division_that_will_sell_is_no_party_beside_its_company() -> None:
    facts = read(
        "announced today that it has entered into a license agreement with Kelvane Home Products Corp. under "
        "which Kelvane's Zolbrand Laboratories division will market its gel."
    )
    assert len(facts.agreements) == 1
    assert companies(facts) == {OURS, "Kelvane Home Products Corp."}


def test_brands_in_a_list_and_told_by_what_they_are() -> None:
    facts = read("has acquired from Kelvane Labs, Inc. the brands Dyclovar, Panitrol and Rhelaxin for cash.")
    assert drugs(facts) == {"Dyclovar", "Panitrol", "Rhelaxin"}
    facts = read(
        "has granted Kelvane Labs, Inc. the right to sell Ceptomax, an influenza vaccine, and Zelvorix, a treatment "
        "for gout, in Germany."
    )
    assert drugs(facts) == {"Ceptomax", "Zelvorix"}
    facts = read("has licensed to Kelvane Labs, Inc. the rights for its Leuprovel prostate cancer products.")
    assert drugs(facts) == {"Leuprovel"}


def test_a_company_that_is_called_one_of_vaccines_is_no_drug() -> None:
    assert not drugs(read("has bought from Kelvane Labs, Inc. a stake in Zelbiron, a vaccine maker."))


def test_a_pact_without_a_kind_is_a_collaboration_where_it_is_about_a_medicine() -> None:
    facts = read(
        "and Kelvane N.V. have entered a worldwide pact for Avizelin, Orvane's pretargeted cancer therapy. Orvane "
        "receives an initial $4.5 million."
    )
    assert [(a.types, a.date) for a in facts.agreements] == [(("collaboration",), "1997-05-09")]
    assert {(t.kind, int(t.amount or 0)) for t in facts.agreements[0].terms} == {("upfront", 4_500_000)}
    assert drugs(facts) == {"Avizelin"}
    assert not read("and Kelvane N.V. have entered a pact on the lease of a building in Utrecht.").agreements


def test_shares_bought_by_another_make_no_acquisition() -> None:
    facts = read(
        "has licensed its influenza drugs to Kelvane, Inc. Orvane receives an initial $6 million from Kelvane and an "
        "additional $7 million in common stock purchased by Zolbrand Development Corporation."
    )
    assert [a.types for a in facts.agreements] == [("license",)]
    assert {(t.kind, int(t.amount or 0)) for t in facts.agreements[0].terms} == {
        ("upfront", 6_000_000),
        ("equity", 7_000_000),
    }


def test_rights_in_the_us_are_granted_and_what_is_paid_now_is_upfront() -> None:
    facts = read(
        "has granted to The Kelvane Pharmaceutical Company co-exclusive U.S. marketing rights to its hormone. Kelvane "
        "will pay Orvane $3 million now and $9 million when the FDA approves the first drug."
    )
    assert roles(facts) == {OURS: "licensor", "Kelvane Pharmaceutical Company": "licensee"}
    assert [(t.kind, int(t.amount or 0)) for t in facts.agreements[0].terms] == [("upfront", 3_000_000)]
    assert [m.amount for m in facts.milestones] == [9_000_000]


def test_a_substance_that_an_agreement_covers() -> None:
    facts = read(
        "and Kelvane, Inc. have signed a license agreement covering zolvagedine, its lead inhibitor."
    )
    assert drugs(facts) == {"zolvagedine"}


def test_an_agreement_on_royalties_is_no_collaboration() -> None:
    facts = read(
        "has entered an agreement with Kelvane N.V. for the royalties on its antibody therapy Avizelin."
    )
    assert "collaboration" not in {kind for a in facts.agreements for kind in a.types}
