"""Purchases told by their price, deals told a second time without their other side, and other words of news items."""

from __future__ import annotations

import pytest

from dealgraph.facts import FilingFacts

from .releases import read

ABOUT = " Lindwell Pharma AG develops drugs for the treatment of cancer."


def deals(facts: FilingFacts) -> list[tuple[tuple[str, ...], dict[str, str], str | None]]:
    names = {c.id: c.name for c in facts.companies}
    return [(a.types, {names[p.company]: p.role for p in a.parties}, a.date) for a in facts.agreements]


@pytest.mark.parametrize(
    "text",
    [
        "Orvane Therapeutics, Inc. agreed to pay $280 million to buy the dermatology biotech Lindwell Pharma AG.",
        "Orvane Therapeutics, Inc. will pay $150 million upfront and $300 million later for Lindwell Pharma AG.",
        "Orvane Therapeutics, Inc. has forked over $120 million for the German vaccine maker Lindwell Pharma AG.",
        "Orvane Therapeutics, Inc. spent $95 million to snap up Lindwell Pharma AG.",
    ],
)
def test_a_price_tells_who_is_bought(text: str) -> None:
    assert [(t, r) for t, r, _ in deals(read(text + ABOUT))] == [
        (("acquisition",), {"Orvane Therapeutics, Inc.": "acquirer", "Lindwell Pharma AG": "target"})
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Orvane Therapeutics, Inc. paid $20 million for Lindwell Pharma AG's patents.",
        "Orvane Therapeutics, Inc. may pay $20 million for Lindwell Pharma AG.",
        "Orvane Therapeutics, Inc. paid $20 million for shares of Lindwell Pharma AG.",
    ],
)
def test_what_is_paid_for_something_of_a_company_buys_it_not(text: str) -> None:
    assert not any("acquisition" in types for types, _, _ in deals(read(text + ABOUT)))


PAID = "Orvane Therapeutics, Inc. has received a $3.0 million milestone payment from Lindwell Pharma AG for its drug. "


@pytest.mark.parametrize(
    ("text", "types", "date"),
    [
        ("Orvane got $40 million when the licensing deal was signed in 2007.", ("license",), "2007"),
        (
            "It is the first under the $390 million deal inked by the firms in May 2007. At signing of the"
            " licensing and collaboration deal Orvane got $40 million.",
            ("license", "collaboration"),
            "2007-05",
        ),
    ],
)
def test_a_deal_told_again_without_its_other_side_is_the_same(
    text: str, types: tuple[str, ...], date: str
) -> None:
    found = deals(read(PAID + text + ABOUT))
    assert [(t, set(r), d) for t, r, d in found] == [
        (types, {"Orvane Therapeutics, Inc.", "Lindwell Pharma AG"}, date)
    ]


def test_who_expects_a_milestone_has_a_deal() -> None:
    facts = read(
        "Orvane Therapeutics, Inc. expects to receive €3.0 million as a milestone from Lindwell Pharma AG under their"
        " license agreement." + ABOUT
    )
    assert [(m.status, int(m.amount or 0)) for m in facts.milestones] == [("expected", 3_000_000)]


def test_datelines_in_figures() -> None:
    facts = read(
        "FOSTER CITY, CA -- (INTERNET WIRE) -- 09/24/99 -- Orvane Therapeutics, Inc. today announced a research"
        " collaboration with Lindwell Pharma AG in gene therapy."
    )
    assert [d for _, _, d in deals(facts)] == ["1999-09-24"]


def test_marked_medicines_that_are_only_combined_are_no_drugs_of_a_deal() -> None:
    facts = read(
        "Orvane Therapeutics, Inc. will test ORV-101 in combination with Erbitux® and Camptosar® under its license"
        " agreement with Lindwell Pharma AG. The drug competes for patients with Merck's rival treatment Keytruda."
    )
    assert [d.name for d in facts.drugs] == ["ORV-101"]


@pytest.mark.parametrize(
    ("text", "kind", "trigger"),
    [
        ("as a first volunteer has been dosed in a study of its drug.", "clinical", "first volunteer"),
        ("now that it has started the Phase 3 trial of the drug.", "clinical", "started the Phase 3"),
        ("after its drug candidate was nominated for development.", "preclinical", "nominated"),
        ("when Lindwell filed a Clinical Trial Authorisation for the drug.", "regulatory", "filed"),
    ],
)
def test_what_a_milestone_is_paid_for(text: str, kind: str, trigger: str) -> None:
    facts = read(
        "Orvane Therapeutics, Inc. earned a $2 million milestone payment from Lindwell Pharma AG under their license"
        f" agreement {text}" + ABOUT
    )
    assert [(m.kind, trigger in (m.trigger or "")) for m in facts.milestones] == [(kind, True)]
