"""The language of openings that announce deals: names, wholes and parts of payments, parties; sentences of our own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dealgraph.facts import FilingFacts

from .releases import drugs, read, roles

SIGNED = (
    "Arbor Therapeutics, Inc. announced that it signed a license agreement with Birch Pharma AG for ARB-101. "
)


def terms(text: str) -> list[tuple[str, Decimal | None, str | None]]:
    facts = read(SIGNED + text)
    return [(t.kind, t.amount, t.currency) for t in facts.agreements[0].terms]


def aliases(facts: FilingFacts) -> dict[str, tuple[str, ...]]:
    return {d.name: d.aliases for d in facts.drugs}


def test_a_short_code_beside_one_of_its_series_is_a_drug() -> None:
    text = "Arbor Therapeutics, Inc. licensed the drug candidate AQ17 and its bispecific ADC AQ38 to Birch Pharma AG."
    assert set(drugs(text)) == {"AQ17", "AQ38"}


def test_a_code_with_a_platforms_mark_in_it() -> None:
    text = "Arbor Therapeutics, Inc. licensed LiMab®4471, an anti-CD19 antibody, to Birch Pharma AG."
    assert drugs(text) == {"LiMab4471": {"CD19"}}


@pytest.mark.parametrize(
    "renamed",
    [
        "Birch plans a first trial of the compound, now called BPH-550.",
        "The molecule will be known as BPH-550.",
        "Birch has renamed the compound BPH-550.",
        "The drug candidate has been redesignated as BPH-550.",
    ],
)
def test_the_name_that_a_buyer_gives_a_drug(renamed: str) -> None:
    assert aliases(read(SIGNED + renamed)) == {"ARB-101": ("BPH-550",)}


def test_a_medicine_and_the_code_of_its_research() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. licensed tavorecabtagene autoleucel (R&D code: AR053) to Birch Pharma AG."
    )
    assert aliases(facts) == {"tavorecabtagene autoleucel": ("AR053",)}


def test_what_a_biosimilar_copies_is_no_drug_of_the_deal() -> None:
    text = (
        "Arbor Therapeutics, Inc. licensed the biosimilar candidate AB11 referencing LUCENTIS® (ranibizumab)"
        " to Birch Pharma AG."
    )
    assert set(drugs(text)) == {"AB11"}


@pytest.mark.parametrize(
    ("told", "targets"),
    [
        ("an oral small molecule designed to inhibit EGFR exon 20 insertions", {"EGFR"}),
        ("a BCMA and CD19 dual-targeting CAR-T therapy", {"BCMA", "CD19"}),
        ("an innovative PD-1 immuno-oncology medicine", {"PD-1"}),
        ("a CD38xBCMAxCD3 trispecific antibody", {"CD38", "BCMA", "CD3"}),
        ("a JAK inhibitor shown to inhibit IL-13 signaling", {"JAK"}),
        ("a RAF inhibitor, in combination with taverolib, a FAK inhibitor", {"RAF"}),
    ],
)
def test_what_a_drug_is_directed_to(told: str, targets: set[str]) -> None:
    text = f"Arbor Therapeutics, Inc. licensed ARB-101, {told}, to Birch Pharma AG."
    assert drugs(text)["ARB-101"] == targets


def test_what_is_said_of_both_drugs_of_a_list() -> None:
    text = "Arbor Therapeutics, Inc. licensed ARB-101 and ARB-202, both E-selectin antagonists, to Birch Pharma AG."
    assert drugs(text) == {"ARB-101": {"E-selectin"}, "ARB-202": {"E-selectin"}}


@pytest.mark.parametrize(
    "parts",
    [
        "comprising a $70 million upfront payment and $830 million in milestones.",
        "made up of an immediate payment of $70 million and up to $830 million in milestones.",
        "consisting of an initial payment of $70 million and milestone payments of up to $830 million.",
    ],
)
def test_a_whole_and_its_parts(parts: str) -> None:
    found = terms(f"Birch will pay Arbor up to $900 million, {parts}")
    assert found == [
        ("potential total", Decimal(900_000_000), "USD"),
        ("upfront", Decimal(70_000_000), "USD"),
        ("milestones total", Decimal(830_000_000), "USD"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Arbor will receive an upfront payment of USD 13 million (approx. EUR 10.5 million) from Birch.",
        "Arbor will receive USD 13 million upfront (EUR 10.5 million) from Birch.",
    ],
)
def test_a_payment_told_again_in_another_currency(text: str) -> None:
    assert terms(text) == [("upfront", Decimal(13_000_000), "USD")]


def test_milestones_that_are_still_to_be_met() -> None:
    found = terms(
        "Arbor gets additional milestones of up to $432 million and, once they have been met, royalties."
    )
    assert ("milestones total", Decimal(432_000_000), "USD") in found


def test_a_payment_for_each_target_at_its_nomination() -> None:
    facts = read(
        SIGNED + "Birch will pay Arbor $10 million for each target at the point of candidate nomination."
    )
    assert [(m.amount, m.status, m.kind) for m in facts.milestones] == [
        (Decimal(10_000_000), "potential", "preclinical")
    ]


def test_a_company_named_as_the_owner_of_a_party_is_none() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. announced a license agreement with Birch Biotech, Inc., a Johnson & Johnson company,"
        " for ARB-101. Arbor will receive an upfront payment of $5 million."
    )
    assert roles(facts) == {"Arbor Therapeutics, Inc.": "licensor", "Birch Biotech, Inc.": "licensee"}


def test_the_subsidiary_of_a_company_from_somewhere_signs() -> None:
    facts = read(
        "AIC Medicines SA, a wholly owned subsidiary of New York-based Alder Innovation Corp. (AIC), and Birch "
        "Pharma AG"
        " today announced an exclusive license agreement for ARB-101."
    )
    assert set(roles(facts)) == {"AIC Medicines SA", "Birch Pharma AG"}


@pytest.mark.parametrize(
    "owned", ["a portfolio company of Torvane Therapeutics", "a subsidiary of Japan's Torvane"]
)
def test_an_owner_does_not_sign(owned: str) -> None:
    facts = read(
        f"Arbor Therapeutics and Birch Biologics, {owned}, today announced a license agreement for an antibody "
        "against PSMA."
    )
    assert set(roles(facts)) == {"Arbor Therapeutics, Inc.", "Birch Biologics"}


def test_a_legal_form_behind_an_institutes_name() -> None:
    facts = read(
        'Arbor Therapeutics, Inc. signed a license agreement with Dune Institute of India Pvt. Ltd. ("DII") for '
        "ARB-101."
    )
    assert "Dune Institute of India Pvt. Ltd." in [c.name for c in facts.companies]


def test_an_exception_told_after_a_headline_of_the_whole_world() -> None:
    facts = read(
        "Arbor Therapeutics and Birch Pharma Announce Global License Agreement for ARB-101\n\n"
        + SIGNED
        + "Birch gets exclusive rights to commercialize ARB-101 worldwide, except in Japan."
    )
    assert facts.agreements[0].territory == "worldwide, except in Japan"
