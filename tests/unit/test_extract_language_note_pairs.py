"""The language of notes of reports, seventh part: two agreements side by side, drugs told together, parts of deals."""

from __future__ import annotations

import pytest

from dealgraph.facts import FilingFacts

from .reports import companies, drugs, read, roles, terms

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
        "amendment brought it in line with the discovery and option agreement the Company entered into with Kelvane "
        "Pharma AG in June."
    )
    assert [set(roles(facts, n)) - {ORVANE} for n in range(len(facts.agreements))] == [
        {"Tarnow Bio, Inc."},
        {KELVANE},
    ]
    assert types_of(facts) == [("collaboration",), ("research", "option")]


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


def test_an_apposition_is_of_the_drug_before_it() -> None:
    facts = read(
        "In May 2021 we licensed zolvimab, an anti-TIGIT antibody, orvatenant, an adenosine A2a receptor antagonist, "
        "and KEL-1, a CD73 inhibitor, from Kelvane Pharma AG."
    )
    assert "TIGIT" in targets_of(facts)["zolvimab"]
    assert "TIGIT" not in targets_of(facts)["orvatenant"]


def test_selected_targets_are_listed() -> None:
    facts = read(
        "In May 2022 we signed a discovery and option agreement with Kelvane Pharma AG. The agreement first had two "
        "selected targets, IL-13 and OX40L."
    )
    assert {a.name for a in facts.antigens} == {"IL-13", "OX40L"}


def test_a_subsidiary_described_behind_its_name_signs_for_the_company() -> None:
    facts = read(
        "On May 8, 2022, Orvane Malta Limited, an indirect subsidiary of the Company, and Kelvane Bio, Inc., a "
        "subsidiary of Kelvane Group plc, signed a license agreement for zolvaran."
    )
    assert set(roles(facts)) == {"Orvane Malta Limited", "Kelvane Bio, Inc.", ORVANE}


def test_a_parent_with_a_short_name_is_no_party_beside_its_subsidiary() -> None:
    facts = read(
        "In May 2020 we signed a license agreement with Kelvane Bio 3 Limited, a subsidiary of Kelvane Bio Group plc, "
        "or Kelvane, for zolvaran."
    )
    assert set(roles(facts)) == {"Kelvane Bio 3 Limited", ORVANE}


def test_what_is_signed_follows_what_ends() -> None:
    facts = read(
        "In May 2005 we signed a license agreement with Kelvane Pharma AG for ORV-1. In May 2015 we "
        "terminated this agreement and signed an asset purchase agreement with Kelvane Pharma AG to get back ORV-1."
    )
    assert [a.status for a in facts.agreements if "asset purchase" in a.types] == ["in force"]


def test_who_is_paid_does_not_pay_next() -> None:
    facts = read(
        "In May 2010 we signed a license agreement with Tarn University. The Company paid Tarn University an initial "
        "fee of $0.1 million and made a payment of $0.2 million upon approval of Zolvest."
    )
    names = {c.id: c.name for c in facts.companies}
    assert [(names[m.payer or ""], names[m.payee or ""]) for m in facts.milestones] == [
        (ORVANE, "Tarn University")
    ]


def test_a_payment_earned_beside_another_has_its_own_event() -> None:
    facts = read(
        "In May 2021 we signed a license agreement with Kelvane Pharma AG. We received a $20 million upfront payment "
        "and in 2023 earned a $5 million milestone when the FDA accepted the NDA."
    )
    assert [(int(m.amount or 0), m.kind, m.date) for m in facts.milestones] == [
        (5_000_000, "regulatory", "2023")
    ]


def test_the_partner_of_one_deal_does_not_sign_the_next() -> None:
    facts = read(
        "In May 2021 we formed Orvane China Inc., a joint venture with Tarnow Partners, in China and signed "
        "a license agreement with Kelvane Pharma AG."
    )
    licence = next(n for n, a in enumerate(facts.agreements) if a.types == ("license",))
    assert set(roles(facts, licence)) == {ORVANE, KELVANE}


def test_what_two_are_called_together_is_the_first_ones_name() -> None:
    facts = read(
        "In May 2018 we signed an agreement with Kelvane, Inc. and F. Tarnow Bio Ltd, collectively referred to as "
        "Kelvane, to develop zolvaran jointly."
    )
    assert set(roles(facts)) == {ORVANE, "Kelvane, Inc.", "F. Tarnow Bio Ltd"}


def test_agreements_of_several_kinds_with_one_partner() -> None:
    facts = read(
        "In 2016 we had zolvaran collaboration agreements with Kelvane Pharma AG for North America and Tarnow Bio for "
        "China, as well as zolvaran license agreements with Kelvane Pharma AG for Europe and Belgrave Bio for Japan. "
        "We had a co-promotion agreement with Kelvane Pharma AG to co-promote Zolvest in Peru."
    )
    told = [(a.types[0], *sorted(set(roles(facts, n)) - {ORVANE})) for n, a in enumerate(facts.agreements)]
    assert told == [
        ("collaboration", KELVANE),
        ("collaboration", "Tarnow Bio"),
        ("license", KELVANE),
        ("license", "Belgrave Bio"),
        ("commercialization", KELVANE),
    ]


def test_whose_stock_is_bought_is_a_company() -> None:
    facts = read(
        "In May 2013 we signed a license agreement for ORV-1 with Tarnow Bio, Inc. In May 2015 we closed the "
        "acquisition of all capital stock of Kelvet."
    )
    assert companies(facts) == {ORVANE, "Tarnow Bio, Inc.", "Kelvet"}


def test_a_range_behind_a_schedule_is_no_item_of_it() -> None:
    facts = read(
        "In May 2009, we acquired Kelvane, Inc. and may owe its owners for its drug zolvaran. The earn-out falls due "
        "in three steps as follows:\n\nThe range of what we may pay as earn-out is between zero and $495.0 million."
    )
    assert not facts.milestones


def test_what_an_agreement_assigns_is_no_sale_beside_it() -> None:
    facts = read(
        "In May 2012 we signed an exclusive license agreement with Kelvane Pharma AG, pursuant to which Kelvane Pharma "
        "AG assigned to the Company all of its patents and records on zolvaran."
    )
    assert types_of(facts) == [("license",)]


def test_a_plural_in_commas_is_of_the_drugs_before_it() -> None:
    facts = read(
        "In May 2014 we licensed ORV-2809 and ORV-214, selective RIPK1 inhibitors, ORV-612 for gout, and the CD47 "
        "program from Kelvane Pharma AG."
    )
    assert targets_of(facts) == {"ORV-2809": {"RIPK1"}, "ORV-214": {"RIPK1"}, "ORV-612": set()}


def test_whose_portfolio_is_bought_sells_it() -> None:
    facts = read(
        "In May 2023, the Company completed the acquisition of Kelvane Therapeutics' skin care product portfolio for "
        "$20.0 million."
    )
    assert roles(facts) == {ORVANE: "buyer", "Kelvane Therapeutics": "seller"}
