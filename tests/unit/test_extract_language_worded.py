"""Targets told by what a medicine does to them, and who owns a medicine that others license: sentences of our own."""

from __future__ import annotations

import pytest

from .releases import drugs, read


@pytest.mark.parametrize(
    ("text", "drug", "targets"),
    [
        (
            "ARB-103 is a small interfering RNA designed to reduce the levels of ANGPTL3 protein.",
            "ARB-103",
            {"ANGPTL3"},
        ),
        ("Arbosiran reduces the liver expression of angiotensinogen.", "arbosiran", {"angiotensinogen"}),
        ("ARB-21 is an allosteric inhibitor with high selectivity for TYK2.", "ARB-21", {"TYK2"}),
        ("ARB-22 shows high affinity for the sigma-1 receptor in a study.", "ARB-22", {"sigma-1 receptor"}),
        (
            "ARB-31, an antisense drug complementary to the mRNA of survivin, is in Phase 2.",
            "ARB-31",
            {"survivin"},
        ),
        (
            "We designed ARB-2787 to target Class II and Class III mutations of the BRAF kinase.",
            "ARB-2787",
            {"BRAF"},
        ),
        ("ARB-11 knocks down PCSK9 in liver cells.", "ARB-11", {"PCSK9"}),
        (
            "Our PSMA-targeted radioligand, 177Lu-ARB2002, is in Phase 3 for prostate cancer.",
            "177Lu-ARB2002",
            {"PSMA"},
        ),
    ],
)
def test_a_target_is_told_by_what_is_done_to_it(text: str, drug: str, targets: set[str]) -> None:
    assert drugs(text)[drug] == targets


@pytest.mark.parametrize(
    ("text", "drug", "targets"),
    [
        (
            "ARB-51 is a conjugate directed against EpCAM, armed with a topoisomerase-1 inhibitor payload.",
            "ARB-51",
            {"EpCAM"},
        ),
        (
            "Arbocogene roxaparvovec is an AAV vector expressing human factor VIII under a promoter of the liver.",
            "arbocogene roxaparvovec",
            set(),
        ),
        (
            "We pursue a research program against CDK12, and a brain-penetrant c-MET inhibitor program, ARB-7136.",
            "ARB-7136",
            {"c-MET"},
        ),
    ],
)
def test_what_is_carried_made_or_of_another_program_is_no_target(
    text: str, drug: str, targets: set[str]
) -> None:
    assert drugs(text)[drug] == targets


def _owners(text: str) -> dict[str, set[str]]:
    facts = read(text)
    names = {c.id: c.name for c in facts.companies}
    return {d.name: {names[c] for c in d.developers} for d in facts.drugs}


def test_who_lends_patents_without_exclusivity_owns_no_product() -> None:
    assert _owners(
        "Arbor Therapeutics, Inc. today announced a non-exclusive license agreement with Birch Pharma AG under which"
        " Birch Pharma AG licenses patents for zolvatinib to Arbor. Zolvatinib is Arbor's lead candidate."
    )["zolvatinib"] == {"Arbor Therapeutics, Inc."}


def test_who_sells_the_royalties_of_a_medicine_develops_none() -> None:
    assert (
        _owners(
            "Arbor Therapeutics, Inc. today announced that it sold a part of its Orvexa (zolvamab) royalties to Birch"
            " Royalty Fund LP for $50 million."
        )["zolvamab"]
        == set()
    )


def test_a_disease_stands_without_whom_it_befalls() -> None:
    facts = read(
        "ARB-101 is a monoclonal antibody against GD2 for high-risk neuroblastoma. ARB-102 is a small molecule for the"
        " treatment of patients with lung cancer."
    )
    assert {d.name: d.indications for d in facts.drugs} == {
        "ARB-101": ("high-risk neuroblastoma",),
        "ARB-102": ("lung cancer",),
    }


@pytest.mark.parametrize(
    ("text", "drug", "targets"),
    [
        (
            "ARB-0022 is an oral multi-targeted kinase inhibitor (MET, CSF1R, and SRC).",
            "ARB-0022",
            {"MET", "CSF1R", "SRC"},
        ),
        ("ARB-76, a triple kinase inhibitor (FLT3/JAK2), is in Phase 1.", "ARB-76", {"FLT3", "JAK2"}),
        ("ARB-77, a dual agonist (GLP-1/GIP), is in Phase 1.", "ARB-77", {"GLP-1", "GIP"}),
        (
            "ARB-88 is a degrader of the neosubstrate G1 to S phase transition 1.",
            "ARB-88",
            {"G1 to S phase transition 1"},
        ),
    ],
)
def test_targets_stand_in_parentheses_behind_how_a_medicine_works(
    text: str, drug: str, targets: set[str]
) -> None:
    assert drugs(text)[drug] == targets


def test_an_enzyme_that_replaces_one_is_the_medicine_and_no_target() -> None:
    assert drugs(
        "Orvazym (arylsulfatase-A) is an enzyme replacement therapy in Phase II clinical trials."
    ) == {"arylsulfatase-A": set()}
    assert list(
        drugs(
            "Arbor Therapeutics, Inc. will develop Birch Pharma AG's lead product candidate, alpha-L-iduronidase, a"
            " recombinant enzyme to treat a rare disease."
        )
    ) == ["alpha-L-iduronidase"]
    assert drugs("ARB-101 is an activator of glucocerebrosidase, an enzyme of the lysosome.") == {
        "ARB-101": {"glucocerebrosidase"}
    }


@pytest.mark.parametrize(
    ("text", "drug", "targets"),
    [
        (
            "Arbor Therapeutics, Inc. acquired rights to develop a dual inhibitor of tyrosine kinase 2 (TYK2) and JAK1,"
            " ARB-8000.",
            "ARB-8000",
            {"tyrosine kinase 2", "JAK1"},
        ),
        (
            "Arbor Therapeutics licensed its monoclonal antibody against TIGIT, ARB-44, to Birch.",
            "ARB-44",
            {"TIGIT"},
        ),
        ("We will develop an oral degrader of BTK, called ARB-46, in lymphoma.", "ARB-46", {"BTK"}),
        ("Unlike an inhibitor of PD-1, ARB-45 is given by mouth in a trial.", "ARB-45", set()),
        (
            "ARB-47 is an aryl hydrocarbon receptor modulating agent for psoriasis.",
            "ARB-47",
            {"aryl hydrocarbon receptor"},
        ),
    ],
)
def test_what_stands_before_a_name_may_end_in_its_target(text: str, drug: str, targets: set[str]) -> None:
    assert drugs(text)[drug] == targets
