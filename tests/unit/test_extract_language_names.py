"""The language that tells names of medicines and what they act on; companies, codes and sentences of our own."""

from __future__ import annotations

import pytest

from dealgraph.facts import FilingFacts

from .releases import read


def told(sentence: str) -> dict[str, set[str]]:
    """Give the targets of each drug that a sentence tells."""
    facts: FilingFacts = read(sentence)
    names = {a.id: a.name for a in facts.antigens}
    return {drug.name: {names[t.antigen] for t in drug.targets} for drug in facts.drugs}


@pytest.mark.parametrize(
    "sentence",
    [
        "Arbor's zolvaran (ARB-422) is in Phase 2 for impetigo.",
        "Arbor licensed zolvaran (formerly ARB-422), a once-daily tablet, to Birch Pharma AG.",
        "Arbor licensed ARB-422 (zolvaran), a once-daily tablet, to Birch Pharma AG.",
    ],
)
def test_a_name_without_a_stem_is_told_by_its_code(sentence: str) -> None:
    facts = read(sentence)
    assert [(d.name, d.aliases) for d in facts.drugs] in (
        [("ARB-422", ("zolvaran",))],
        [("zolvaran", ("ARB-422",))],
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Arbor's ARB-QELO targets CD25 in lymphoma.", {"ARB-QELO": {"CD25"}}),
        ("Arbor's AR42 is a biparatopic HER2-directed ADC.", {"AR42": {"HER2"}}),
        ("Arbor in-licensed 177Lu-ABR-617, which binds CD45 in leukemia.", {"177Lu-ABR-617": {"CD45"}}),
        ("Arbor's Orvelo is an egg-free influenza vaccine.", {"Orvelo": set()}),
    ],
)
def test_what_a_name_does_shows_it_to_be_a_medicine(sentence: str, expected: dict[str, set[str]]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("does", "targets"),
    [
        ("a CD123 \u00d7 CD3 bispecific molecule", {"CD123", "CD3"}),
        ("an engager that binds CD19 on B cells and CD3 on T cells", {"CD19", "CD3"}),
        ("an antibody against the phosphaturic hormone FGF23", {"FGF23"}),
        ("an oligonucleotide designed to reduce the production of all forms of huntingtin", {"huntingtin"}),
        ("an antibody to the bone protein periostin", {"periostin"}),
        ("a JAK1 inhibitor that was shown to reduce IL-13 and IL-4 signaling", {"JAK1"}),
    ],
)
def test_targets_as_releases_tell_them(does: str, targets: set[str]) -> None:
    assert told(f"Arbor Therapeutics, Inc. licensed ARB-101, {does}, to Birch Pharma AG.") == {
        "ARB-101": targets
    }


def test_classes_and_enzymes_are_no_medicines_by_their_endings() -> None:
    assert told("Arbor licensed ARB-101, a fluorocycline that spares glucosidase, to Birch Pharma AG.") == {
        "ARB-101": set()
    }


def test_a_kind_is_told_behind_a_target_in_parentheses() -> None:
    facts = read("Arbor's ARB-101 is a delta-like protein 3 (DLL3)-targeted antibody-drug conjugate.")
    assert [d.kind for d in facts.drugs] == ["antibody-drug conjugate"]
