"""The language of notes of reports, seventh part: two agreements side by side, drugs told together, parts of deals."""

from __future__ import annotations

import pytest

from dealgraph.facts import FilingFacts

from .reports import drugs, read, roles, terms

ORVANE = "Orvane Therapeutics, Inc."
KELVANE = "Kelvane Pharma AG"


def types_of(facts: FilingFacts) -> list[tuple[str, ...]]:
    return [a.types for a in facts.agreements]


def targets_of(facts: FilingFacts) -> dict[str, set[str]]:
    names = {a.id: a.name for a in facts.antigens}
    return {d.name: {names[t.antigen] for t in d.targets} for d in facts.drugs}


@pytest.mark.parametrize(
    "told",
    [
        "a license and collaboration agreement, or the Kelvane Agreement, and a non-exclusive platform license "
        "agreement, or the Platform License, with Kelvane Pharma AG",
        'a license and collaboration agreement (the "Kelvane Agreement") and a platform license agreement '
        "with Kelvane Pharma AG",
    ],
)
def test_two_agreements_of_which_one_has_been_named(told: str) -> None:
    facts = read(f"On May 8, 2018 we entered into {told}, under which both will work on proteins.")
    assert types_of(facts) == [("license", "collaboration"), ("license",)]
    assert {a.date for a in facts.agreements} == {"2018-05-08"}


def test_whom_an_agreement_was_entered_into_with_stands_behind_it() -> None:
    facts = read(
        'In May 2016 we signed a collaboration agreement with Tarnow Bio, Inc. (the "Tarnow Collaboration"). An '
        "amendment brought it in line with the development and option agreement the Company entered into with Kelvane "
        "Pharma AG in June."
    )
    assert [set(roles(facts, n)) - {ORVANE} for n in range(len(facts.agreements))] == [
        {"Tarnow Bio, Inc."},
        {KELVANE},
    ]
    assert types_of(facts) == [("collaboration",), ("development", "option")]


@pytest.mark.parametrize(
    "told", ["ORV-747 (KB-60) and ORV-758 (KB-22) are", "ORV-747 and ORV-758 are both oral"]
)
def test_each_of_two_drugs_is_what_both_are(told: str) -> None:
    facts = read(f"In May 2016, we licensed two compounds from Kelvane Pharma AG. {told} RIPK1 inhibitors.")
    assert targets_of(facts) == {"ORV-747": {"RIPK1"}, "ORV-758": {"RIPK1"}}


def test_products_that_contain_a_drug_are_of_the_deal() -> None:
    facts = read(
        "In 2015 we licensed our inhibitor ORV-616 from Tarnow Bio, Inc. In May 2023 we granted Kelvane Pharma AG an "
        "exclusive license to develop and sell products containing zolvatinib in Peru."
    )
    assert drugs(facts) == {"ORV-616", "zolvatinib"}


def test_a_deal_that_ends_in_part_goes_on() -> None:
    facts = read(
        "In May 2016, we signed a license agreement with Kelvane Pharma AG. In 2020, both sides mutually agreed to "
        "terminate the agreement as to the target EGFR."
    )
    assert [a.status for a in facts.agreements] == ["in force"]


def test_who_lets_another_use_its_own_platform_takes_no_licence() -> None:
    facts = read(
        "In May 2018, we signed a license agreement with Kelvane Pharma AG to use our EDGE platform for it."
    )
    assert roles(facts)[KELVANE] != "licensor"


def test_labelled_totals_of_milestones() -> None:
    facts = read(
        "In May 2000 we granted Kelvane Pharma AG an exclusive license. We may receive development milestones - $13.5 "
        "million."
    )
    assert not facts.milestones
    assert {(kind, int(a or 0)) for kind, a in terms(facts)} == {("milestones total", 13_500_000)}
