"""Sentences that tell the deals of several companies, each with a drug and a place of its own."""

from __future__ import annotations

import pytest

from dealgraph.facts import FilingFacts

from .reports import read

ABOUT = "Orvane Therapeutics develops antibodies for the treatment of patients with cancer. "


def deals(facts: FilingFacts) -> dict[str, tuple[str, set[str], str | None]]:
    """Give role, drugs and territory by the company on the other side."""
    names = {c.id: c.name for c in facts.companies}
    drugs = {d.id: d.name for d in facts.drugs}
    return {
        names[p.company]: (p.role, {drugs[d] for d in a.drugs}, a.territory)
        for a in facts.agreements
        for p in a.parties
        if not names[p.company].startswith("Orvane")
    }


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("In 2019 we licensed OVT-101 from Kelvane AG and OVT-202 from Lindwell Pharma Ltd.", "licensor"),
        (
            "We out-licensed antibodies, including OVT-101 to Kelvane AG and OVT-202 to Lindwell Pharma Ltd.",
            "licensee",
        ),
        ("OVT-101 is licensed to Kelvane AG, and OVT-202 is licensed to Lindwell Pharma Ltd.", "licensee"),
        (
            "We have license agreements with Kelvane AG for OVT-101 and Lindwell Pharma Ltd. for OVT-202.",
            "partner",
        ),
    ],
)
def test_each_company_has_its_own_drug(text: str, role: str) -> None:
    assert deals(read(ABOUT + text, form="10-K")) == {
        "Kelvane AG": (role, {"OVT-101"}, None),
        "Lindwell Pharma Ltd.": (role, {"OVT-202"}, None),
    }


def test_each_company_has_its_own_place() -> None:
    text = "OVT-101 is licensed to Kelvane AG in Japan, and OVT-202 is licensed to Lindwell Pharma Ltd. in Europe."
    assert deals(read(ABOUT + text, form="10-K")) == {
        "Kelvane AG": ("licensee", {"OVT-101"}, "Japan"),
        "Lindwell Pharma Ltd.": ("licensee", {"OVT-202"}, "Europe"),
    }


def test_rights_to_one_drug_go_to_two_companies() -> None:
    text = "We licensed Japanese rights to OVT-101 to Kelvane AG and European rights to OVT-101 to Lindwell Pharma Ltd."
    found = deals(read(ABOUT + text, form="10-K"))
    assert {name: drugs for name, (_, drugs, _) in found.items()} == {
        "Kelvane AG": {"OVT-101"},
        "Lindwell Pharma Ltd.": {"OVT-101"},
    }


def test_both_drugs_go_to_both_companies() -> None:
    text = "In 2020 we licensed OVT-101 and OVT-202 to Kelvane AG and Lindwell Pharma Ltd."
    assert {n: d for n, (_, d, _) in deals(read(ABOUT + text, form="10-K")).items()} == {
        "Kelvane AG": {"OVT-101", "OVT-202"},
        "Lindwell Pharma Ltd.": {"OVT-101", "OVT-202"},
    }


def test_several_collaborations_are_one_with_each() -> None:
    text = "We have entered into collaborations with Kelvane AG, Lindwell Pharma Ltd. and Norwick Inc. on antibodies."
    assert len(read(ABOUT + text, form="10-K").agreements) == 3
