"""What a drug is directed to: by lists that share a word, in clauses behind it, before its code in parentheses."""

from __future__ import annotations

import pytest
from tests.unit.releases import drugs, read

LEAD = "Arbor Therapeutics, Inc. has licensed to Kelvane Pharma AG "


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (
            "zorvagliflozin, a dual inhibitor of sodium-glucose cotransporters 1 and 2 (SGLT-1 and SGLT-2).",
            {"sodium-glucose cotransporters 1", "sodium-glucose cotransporter 2"},
        ),
        (
            "the oligonucleotide ARB-31, an antagonist of toll-like receptors 7 and 9.",
            {"toll-like receptors 7", "toll-like receptor 9"},
        ),
        ("its oral antagonist of PD-L1/VISTA (ARB-32).", {"PD-L1", "VISTA"}),
        ("its inhibitor of IRAK4 kinase (ARB-33).", {"IRAK4"}),
        ("ARB-34, an antibody that binds to a unique epitope on CD47.", {"CD47"}),
        ("ARB-35, Arbor's CD122-biased agonist.", {"CD122"}),
        ("the antibody ARB-36 against the neonatal Fc receptor.", {"neonatal Fc receptor"}),
        ("ARB-37, whose targets are LAG3 and TIM-3.", {"LAG3", "TIM-3"}),
        ("ARB-38, a drug whose mechanism is to inhibit LRRK2.", {"LRRK2"}),
        ("ARB-39, a cell therapy aimed at BCMA.", {"BCMA"}),
        ("ARB-40, an antibody that redirects T cells to GPRC5D.", {"GPRC5D"}),
        ("ARB-41, a small molecule that disrupts the interaction between menin and MLL.", {"menin", "MLL"}),
        (
            "ARB-44. ARB-44 pairs an anti-folate receptor alpha antibody with a toxin.",
            {"folate receptor alpha"},
        ),
        ("orvolizumab, and it reports good results with the CD6-targeting agent.", {"CD6"}),
    ],
)
def test_what_a_drug_is_directed_to(text: str, targets: set[str]) -> None:
    assert list(drugs(LEAD + text).values()) == [targets]


def test_a_list_of_genes_has_each_its_own_drug() -> None:
    text = (
        LEAD
        + "gene therapies with the genes NR1D1, NR2E3 (ARB-42) and RORA (ARB-43) for diseases of the eye."
    )
    assert drugs(text) == {"ARB-42": {"NR2E3"}, "ARB-43": {"RORA"}}


def test_a_brand_that_ends_like_a_substance_stands_before_one() -> None:
    facts = read(LEAD + "Zolvaxine (rifaximin) tablets and C-CAR039, a CAR-T therapy.")
    assert [(d.name, d.aliases) for d in facts.drugs] == [("rifaximin", ("Zolvaxine",)), ("C-CAR039", ())]
