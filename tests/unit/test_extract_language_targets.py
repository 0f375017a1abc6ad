"""The language of press releases on what drugs are directed to: genes and receptors; sentences of our own."""

from __future__ import annotations

import pytest

from dealgraph.facts import FilingFacts

from .releases import drugs, read

PLACE = "BOSTON, May 4, 2011 - "


def targets(facts: FilingFacts, drug: str) -> set[str]:
    names = {a.id: a.name for a in facts.antigens}
    return {names[t.antigen] for d in facts.drugs if d.name == drug for t in d.targets}


@pytest.mark.parametrize("gene", ["PTPN22", "RNF43", "SLC34A2", "ZAP70", "ALPP", "TPBG"])
def test_a_gene_by_its_symbol_is_a_target_and_no_drug(gene: str) -> None:
    facts = read(
        f"Arbor Therapeutics, Inc. announced that it has licensed ARB-101, a first-in-class {gene} inhibitor, from"
        " Birch Pharma AG."
    )
    assert [d.name for d in facts.drugs] == ["ARB-101"]
    assert targets(facts, "ARB-101") == {gene}


@pytest.mark.parametrize(
    "target", ["ghrelin", "interferon alpha", "IL-3", "oxytocin receptor", "kappa opioid receptor"]
)
def test_a_hormone_or_receptor_that_an_antibody_targets(target: str) -> None:
    facts = read(
        f"Arbor Therapeutics, Inc. announced that it has licensed ARB-101, an antibody targeting {target}, from Birch"
        " Pharma AG."
    )
    assert [d.name for d in facts.drugs] == ["ARB-101"]
    assert targets(facts, "ARB-101") == {target}


def test_capitals_that_are_a_word_are_no_gene() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. and Birch Pharma AG announced a collaboration in their REST program and a study"
        " called IMPACT of ARB-101."
    )
    assert not facts.antigens


@pytest.mark.parametrize(
    "told",
    [
        "in development",
        "now developed in the U.S.",
        "which is sold in the United States",
        "currently marketed",
    ],
)
def test_a_trade_name_of_a_substance(told: str) -> None:
    facts = read(
        f"Arbor licensed ferric citrate, {told} under the trade name Ferralto, to Birch Pharma AG for Korea."
    )
    assert [(d.name, d.aliases) for d in facts.drugs] == [("ferric citrate", ("Ferralto",))]


@pytest.mark.parametrize("name", ["lornoxicam", "lefamulin", "zileuton", "obeticholic acid", "levosimendan"])
def test_substances_by_their_international_names(name: str) -> None:
    facts = read(
        "Arbor Therapeutics, Inc. and Birch Pharma AG announced that they signed an option agreement for rights related"
        f" to {name}, which is sold in Europe."
    )
    assert name in {d.name for d in facts.drugs}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("VY-FXN01", "VY-FXN01 for Friedreich's ataxia"),
        ("VY-AADC", "gene therapy programs, including VY-AADC for Parkinson's disease"),
        ("AT-GTX-501", "AT-GTX-501, a gene therapy for Batten disease"),
        ("S-649266", "S-649266, a cephalosporin antibiotic candidate"),
        ("177Lu-PSMA-617", "177Lu-PSMA-617, a radioligand for prostate cancer"),
        ("4SC-202", "4SC-202, an HDAC inhibitor"),
        ("HuMax-CD4", "HuMax-CD4, a human antibody in Phase III"),
        ("BAY 94-9027", "BAY 94-9027 for hemophilia"),
        ("Org 25935", "Org 25935 for depression"),
    ],
)
def test_codes_of_many_houses(name: str, told: str) -> None:
    facts = read(f"Arbor Therapeutics, Inc. announced that it has licensed {told} from Birch Pharma AG.")
    assert [d.name for d in facts.drugs] == [name]


def test_a_kinase_named_after_a_receptor_is_not_the_receptor() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. licensed ARB-101, an inhibitor of interleukin-1 receptor-associated kinase 4 (IRAK4),"
        " from Birch Pharma AG."
    )
    assert [a.exact_match for a in facts.antigens] == [("HGNC:17967",)]


def test_a_code_that_begins_with_its_target() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. announced a license of PSMA-617 from Birch Pharma AG. PSMA-617 targets the"
        " prostate-specific membrane antigen (PSMA)."
    )
    assert [d.name for d in facts.drugs] == ["PSMA-617"]
    assert targets(facts, "PSMA-617") == {"prostate-specific membrane antigen"}


def test_a_company_without_the_place_that_begins_its_name() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. and Shanghai Kelvane Biosciences Co., Ltd. today announced an agreement to in-license"
        " ARB-101. Arbor will pay Kelvane Biosciences $50 million upfront for exclusive rights to ARB-101."
    )
    assert [c.name for c in facts.companies] == [
        "Arbor Therapeutics, Inc.",
        "Shanghai Kelvane Biosciences Co., Ltd.",
    ]
    assert len(facts.agreements) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arbor said ABR-101 and ABR-102, targeting PCSK9, and ABR-201, targeting ANGPTL3, are in the agreement.",
         {"ABR-101": {"PCSK9"}, "ABR-102": {"PCSK9"}, "ABR-201": {"ANGPTL3"}}),
        ("Arbor develops ABR-101 and ABR-102, which target CD19.", {"ABR-101": {"CD19"}, "ABR-102": {"CD19"}}),
        ("Arbor licensed KLV-505 and ABR-102, targeting CD19.", {"KLV-505": set(), "ABR-102": {"CD19"}}),
        ("In combination with ruzasvir, an NS5A inhibitor licensed from Merck, ABR-505 is in Phase 2.",
         {"ruzasvir": {"NS5A"}, "ABR-505": set()}),
        ("Arbor's antibody ABR-44 targets PDGF-D, which makes cells grow.", {"ABR-44": {"PDGF-D"}}),
    ],
)  # fmt: skip
def test_what_is_said_of_a_list_is_said_of_its_series(text: str, expected: dict[str, set[str]]) -> None:
    assert drugs(PLACE + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arbor licensed IONIS-FXI-LRx, IONIS-HTT Rx and ALN-TTRsc02 from Kelvane AG.",
         {"IONIS-FXI-LRx", "IONIS-HTT Rx", "ALN-TTRsc02"}),
        ("Arbor licensed tenofovir alafenamide and gabapentin enacarbil from Kelvane AG.",
         {"tenofovir alafenamide", "gabapentin enacarbil"}),
        ("Arbor sells SANCTURA XR. The approval of SANCTURA XR in Canada followed.", {"SANCTURA XR"}),
    ],
)  # fmt: skip
def test_names_of_several_words(text: str, expected: set[str]) -> None:
    assert set(drugs(PLACE + text)) == expected


def test_targets_of_an_agreement_that_are_listed() -> None:
    facts = read(
        PLACE + "Under its alliance with Arbor, Kelvane AG selected four targets, including CTLA-4 and OX40."
    )
    assert {a.name for a in facts.antigens} == {"CTLA-4", "OX40"}


def test_a_code_behind_the_target_of_a_drug_and_a_makers_old_numbers() -> None:
    assert drugs(PLACE + "Arbor and Kelvane AG develop rosivamab (anti-CD38, ABR-77) in cancer.") == {
        "rosivamab": {"CD38"}
    }
    assert set(drugs(PLACE + "Arbor licensed PD-0456789, a MEK inhibitor, from Pfizer.")) == {"PD-0456789"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "inhibits TGF-ß ligands, including myostatin (GDF8) and activin A",
            {"TGF-ß", "myostatin", "activin A"},
        ),
        ("inhibits myostatin (also known as GDF8) and activin A", {"myostatin", "activin A"}),
        ("inhibits growth factors, such as VEGF and PDGF", {"VEGF", "PDGF"}),
        ("blocks members of the TNF superfamily, including TL1A and LIGHT", {"TL1A", "LIGHT"}),
        ("inhibits several tyrosine kinases, including MET, AXL and RET", {"MET", "AXL", "RET"}),
    ],
)
def test_targets_named_as_those_of_a_family(text: str, expected: set[str]) -> None:
    facts = read(
        f"Arbor Therapeutics, Inc. develops OV-110, an antibody that {text}, for patients with cancer."
    )
    assert {a.name for a in facts.antigens} == expected


@pytest.mark.parametrize(
    "target",
    [
        "leucyl-tRNA synthetase",
        "ephrin A4",
        "PKC beta",
        "sigma-1",
        "mGlu2/3",
        "O-GlcNAcase",
        "MPS1",
        "steryl sulfohydrolase",
    ],
)
def test_a_target_by_its_table_or_the_form_of_its_name(target: str) -> None:
    facts = read(
        f"Arbor Therapeutics, Inc. announced that it has licensed ARB-101, a first-in-class {target} inhibitor, from"
        " Birch Pharma AG."
    )
    named = {name for a in facts.antigens for name in (a.name, *a.aliases)}
    assert named
    assert all(name.split("/")[0] in target for name in named)
    assert len(targets(facts, "ARB-101")) == len(facts.antigens)


@pytest.mark.parametrize(
    "sort", ["tyrosine kinase", "serine protease", "oral hydrolase", "non-nucleoside transferase"]
)
def test_a_sort_of_enzymes_is_no_target(sort: str) -> None:
    facts = read(
        f"Arbor Therapeutics, Inc. announced that it has licensed ARB-101, a novel {sort} inhibitor, from Birch"
        " Pharma AG."
    )
    assert not facts.antigens


@pytest.mark.parametrize(
    ("phrase", "target"),
    [
        ("anti-\u03b1v\u03b28 antibody", "\u03b1v\u03b28"),
        ("antibody against the glycan Globo H", "Globo H"),
        ("antibody targeting latent TGF\u03b21", "TGF\u03b21"),
        ("antibody that targets pan-KRAS", "KRAS"),
    ],
)
def test_a_target_behind_what_it_is_or_in_greek(phrase: str, target: str) -> None:
    facts = read(
        f"{PLACE}Arbor Therapeutics, Inc. has licensed ARB-101, a human {phrase}, from Birch Pharma AG."
    )
    assert targets(facts, "ARB-101") == {target}


def test_what_a_drug_leaves_alone_is_no_target() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. announced that it has licensed ARB-101, a selective TYK2 inhibitor that does not"
        " inhibit JAK1 and spares JAK2, from Birch Pharma AG. It has no hERG or CYP3A4 inhibition."
    )
    assert [a.name for a in facts.antigens] == ["TYK2"]


@pytest.mark.parametrize(
    "listed",
    [
        "anti-SIRP\u03b1 antibody ARB-104, PD-L1/LILRB2 bispecific antibody ARB-119 and anti-CD39 antibody ARB-109",
        "its SIRP\u03b1 antibody ARB-104, its bispecific PD-L1/LILRB2 antibody ARB-119, and the CD39 antibody ARB-109",
        "ARB-104 (SIRP\u03b1), ARB-119 (PD-L1 x LILRB2) and ARB-109 (anti-CD39)",
        "ARB-104, an antibody against SIRP\u03b1, the PD-L1/LILRB2 antibody ARB-119 and ARB-109, an anti-CD39 antibody",
        "ARB-104, a SIRP\u03b1 antibody, and the PD-L1/LILRB2 antibody named ARB-119, and the CD39 antibody ARB-109",
    ],
)
def test_each_drug_of_a_list_has_its_own_target(listed: str) -> None:
    facts = read(
        f"{PLACE}Arbor Therapeutics, Inc. has licensed three drug candidates from Birch Pharma AG: {listed}."
    )
    assert targets(facts, "ARB-104") == {"SIRP\u03b1"}
    assert targets(facts, "ARB-119") == {"PD-L1", "LILRB2"}
    assert targets(facts, "ARB-109") == {"CD39"}


def test_a_decoy_is_directed_to_what_it_catches() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. bought Kelvane AG. Its lead asset is KV-46, a recombinant fibroblast growth factor"
        " receptor 3 (FGFR3) decoy for short stature. Kelvane finds inhibitors of other serine hydrolases."
    )
    assert [(d.name, d.kind) for d in facts.drugs] == [("KV-46", "protein")]
    assert {a.name for a in facts.antigens} == {"fibroblast growth factor receptor 3"}


@pytest.mark.parametrize("name", ["IL 17A", "MAGE A3", "HER 2", "PD L1"])
def test_a_short_name_written_apart(name: str) -> None:
    facts = read(
        f"Arbor Therapeutics, Inc. licensed ARB-101, an antibody directed against {name}, to Birch Pharma AG."
    )
    assert targets(facts, "ARB-101") == {name}
