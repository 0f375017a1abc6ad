"""Targets that a list names by their last part, and those told with the family they belong to; sentences of our own."""

from __future__ import annotations

import pytest

from .releases import drugs, read


@pytest.mark.parametrize(
    ("told", "targets"),
    [
        ("an oral JAK1/2 inhibitor", {"JAK1", "JAK2"}),
        ("a PPAR alpha/delta agonist", {"PPAR alpha", "PPAR delta"}),
        ("an inhibitor of VEGFR-1, -2 and -3", {"VEGFR-1", "VEGFR-2", "VEGFR-3"}),
        ("an inhibitor of FGFR1, 2 and 3", {"FGFR1", "FGFR2", "FGFR3"}),
        ("a Nav1.7 sodium channel blocker", {"Nav1.7"}),
        ("a KCNQ2 potassium channel opener", {"KCNQ2"}),
        ("an antibody against B cell activating factor", {"B cell activating factor"}),
        ("an IL-2 superagonist", {"IL-2"}),
        ("a pan-IDH inhibitor", {"IDH"}),
        ("a selective adrenergic alpha-2 receptor antagonist", {"adrenergic alpha-2 receptor"}),
    ],
)
def test_targets_of_a_list_and_of_a_family(told: str, targets: set[str]) -> None:
    found = drugs(
        f"Arbor Therapeutics, Inc. announced that it has licensed ARB-101, {told}, from Birch Pharma AG."
    )
    assert found == {"ARB-101": targets}


@pytest.mark.parametrize(
    "told", ["in 1, 2 and 3 doses", "in phases 1/2", "for $1, 2 and 3 million", "on days 2/3"]
)
def test_figures_behind_a_target_are_not_always_targets(told: str) -> None:
    found = drugs(
        f"Arbor Therapeutics, Inc. licensed ARB-101, an FGFR1 inhibitor, from Birch Pharma AG {told}."
    )
    assert found == {"ARB-101": {"FGFR1"}}


def test_a_strain_is_no_drug() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. licensed ARB-101, an antioxidant analog from its KV-APD11 strain, to Birch Pharma AG."
    )
    assert [d.name for d in facts.drugs] == ["ARB-101"]


@pytest.mark.parametrize(
    ("told", "target"),
    [
        ("an antibody that neutralises the receptor for interleukin-6", "interleukin-6 receptor"),
        ("an antibody neutralising GM-CSF receptor activity", "GM-CSF receptor"),
        ("a blocker of the receptor for VEGF", "VEGF receptor"),
    ],
)
def test_the_receptor_for_a_ligand_is_the_target(told: str, target: str) -> None:
    found = drugs(
        f"Arbor Therapeutics, Inc. announced that it has licensed ARB-101, {told}, from Birch Pharma AG."
    )
    assert found == {"ARB-101": {target}}


def test_a_long_symbol_of_a_gene_is_no_drug() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. licensed the patents on stimulation of TNFRSF25 with fusion proteins to Birch "
        "Pharma AG."
    )
    assert facts.drugs == ()


def test_initials_stand_for_the_company_though_it_is_written_in_two_ways() -> None:
    facts = read(
        "ATG and Birch Form Collaboration\nArbor Tech Group, Inc. today announced news. Arbor Technology Group Inc. "
        "and "
        "Birch Pharma AG have signed a research collaboration. ATG and Birch will evaluate a protein."
    )
    assert "ATG" not in {c.name for c in facts.companies}
