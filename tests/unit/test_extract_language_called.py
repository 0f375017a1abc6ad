"""Companies called by what they are, and who gives and takes in a release's deal: sentences of our own."""

from __future__ import annotations

import pytest

from dealgraph.facts import FilingFacts

from .reports import companies, roles
from .reports import read as read_report


def read(news: str) -> FilingFacts:
    return read_report(f"{news} Both make drugs.", "Orvane AG", form="EX-99.1")


@pytest.mark.parametrize(
    "news",
    [
        "Orvane AG and Lundora Inc. announced a deal in which the latter will pay $30 million for the former's drug.",
        "Swiss biotech Orvane AG and US drugmaker Lundora Inc. have agreed on a collaboration that gives the US firm"
        " worldwide rights to a cancer drug.",
        "Orvane AG, a Swiss antibody maker, has signed a licence agreement with Pfizer Inc. The US giant will pay "
        "royalties.",
        "Basel-based Orvane AG has a licensing agreement with Lundora Inc. The Basel-based group will receive an"
        " upfront payment of $3 million.",
    ],
)
def test_a_company_is_called_by_what_it_is(news: str) -> None:
    facts = read(news)
    assert len(facts.agreements) == 1
    parties = roles(facts)
    assert parties.pop("Orvane AG") == "licensor"
    assert list(parties.values()) == ["licensee"]


def test_nobody_is_meant_where_two_may_be() -> None:
    facts = read("Orvane AG and Lundora Inc. have a licensing agreement. The Tokyo-based group likes it.")
    assert set(roles(facts).values()) == {"partner"}


def test_what_a_company_is_called_shows_that_it_is_one() -> None:
    facts = read("Danish drugmaker Lundora has signed a licence agreement with Orvane AG.")
    assert companies(facts) == {"Orvane AG", "Lundora"}


@pytest.mark.parametrize(
    ("ours", "news"),
    [
        ("licensee", "Orvane AG said it has signed a licence agreement with Lundora Inc. for the worldwide rights to"
         " a vaccine."),
        ("licensor", "Orvane AG and Lundora Inc. signed an alliance. Lundora will be granted an exclusive license."),
        ("licensor", "Orvane AG and Lundora Inc. signed a licence deal\n\nOrvane to receive $4 million upfront\n\n"
         "BASEL, May 3, 2011 -- Orvane AG and Lundora Inc. today announced a licence deal for a vaccine."),
        ("licensee", "Orvane AG to acquire rights to a vaccine from Lundora Inc.\n\nBASEL, May 3, 2011 -- Orvane AG"
         " today announced that it has signed a license agreement with Lundora Inc. for a vaccine."),
        ("customer", "Orvane AG signed a manufacturing agreement with Lundora Inc. Lundora will perform the cGMP"
         " manufacturing of the vaccine."),
        ("customer", "Orvane AG signed a manufacturing agreement with Lundora Inc., at which it has reserved capacity."
         " Orvane has reserved two suites."),
        ("customer", "Orvane AG and Lonza signed a manufacturing agreement for a vaccine."),
    ],
)  # fmt: skip
def test_who_gives_and_who_takes(ours: str, news: str) -> None:
    facts = read(news)
    assert len(facts.agreements) == 1
    assert roles(facts)["Orvane AG"] == ours


def test_what_somebody_says_is_no_deal_beside_the_one_told() -> None:
    facts = read(
        'Orvane AG bought a vaccine from Lundora Inc.\n\n"Orvane is happy to partner with Lundora," he said.'
    )
    assert [a.types for a in facts.agreements] == [("asset purchase",)]


def test_royalties_for_rights_are_paid_to_who_gives_them() -> None:
    facts = read("Orvane AG and Lundora Inc. signed a licence deal to co-market a vaccine. Orvane will receive an"
                 " upfront payment and royalties for the rights from Lundora.")  # fmt: skip
    assert [a.types for a in facts.agreements] == [("license",)]
    assert roles(facts)["Orvane AG"] == "licensor"


def test_a_short_name_is_that_of_the_subsidiary_that_signs() -> None:
    facts = read("Orvane AG signed a joint venture for a vaccine with Baxter Healthcare Corporation, a unit of Baxter"
                 " International Inc. (NYSE: BAX). Baxter will pay Orvane $4 million upfront.")  # fmt: skip
    assert [set(roles(facts, n)) for n in range(len(facts.agreements))] == [
        {"Orvane AG", "Baxter Healthcare Corporation"}
    ]


def test_what_was_made_by_one_and_bought_by_another_is_no_company() -> None:
    facts = read("Orvane AG has an exclusive license for a vaccine from Lundora Inc. It was developed by Orvane"
                 " and acquired by Lundora in 2010.")  # fmt: skip
    assert [a.types for a in facts.agreements] == [("license",)]


def test_a_patent_rights_agreement_gives_rights() -> None:
    facts = read("Orvane AG and Lundora Inc. signed a four-year patent rights agreement, by which the"
                 " latter will pay an upfront fee for a non-exclusive license to make antibodies.")  # fmt: skip
    assert roles(facts) == {"Orvane AG": "licensor", "Lundora Inc.": "licensee"}


@pytest.mark.parametrize(
    ("exclusivity", "news"),
    [
        ("exclusive", "Orvane AG licensed a vaccine exclusively to Lundora Inc."),
        ("exclusive", "Orvane AG and Lundora Inc. announced an exclusive U.S. license agreement for a vaccine."),
        ("non-exclusive", "Orvane AG and Lundora Inc. signed a non exclusive licence agreement for a vaccine."),
        (None, "Orvane AG signed a license agreement with Lundora Inc., with an option to negotiate an exclusive"
         " license to its vaccines."),
        (None, "Orvane AG, the exclusive licensee of a vaccine, signed a supply agreement with Lundora Inc."),
    ],
)  # fmt: skip
def test_what_is_exclusive(exclusivity: str | None, news: str) -> None:
    assert [a.exclusivity for a in read(news).agreements] == [exclusivity]


def test_an_agreement_on_a_drug_is_one_of_the_field() -> None:
    facts = read("Orvane AG and Lundora Inc. announced an agreement on ORV-101. They will say more.")
    assert [a.types for a in facts.agreements] == [("collaboration",)]
