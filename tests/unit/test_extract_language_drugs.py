"""The language of press releases on drugs and what they act on: sentences of our own."""

from __future__ import annotations

import pytest

from .releases import drugs, read


def test_a_code_with_a_word_of_medicine_is_no_company() -> None:
    assert list(
        drugs(
            "Arbor Therapeutics, Inc. today announced results of a Phase II study of ABR37217 Respiratory in patients"
            " with cystic fibrosis. ABR37217 Respiratory was given three times daily by nebulizer."
        )
    ) == ["ABR37217"]


def test_vaccines_on_vectors_have_names() -> None:
    assert "rVSV-MARV" in drugs(
        "Arbor Therapeutics, Inc. licensed the rVSV-MARV (Marburg) vaccine candidate. The rVSV-MARV vaccine candidate"
        " is in a clinical trial, and further development of the rVSV-MARV vaccine is planned."
    )


def test_a_salt_makes_a_substance() -> None:
    found = drugs(
        "Arbor Therapeutics, Inc. entered into a license agreement with Birch Pharma AG for the development and"
        " commercialization of Zolantrel dimaleate (ZOLUVRA®) in cancer."
    )
    assert any(name.startswith("Zolantrel") for name in found)


def test_marked_names_in_a_list_of_products_are_drugs() -> None:
    found = drugs(
        "Arbor Therapeutics, Inc. sold its pain medicine. We now put all effort into our growth products, "
        "Cambrelo® and"
        " Zipselo®, and on patients."
    )
    assert {"Cambrelo", "Zipselo"} <= set(found)


@pytest.mark.parametrize("word", ["fluoroquinolone", "carbapenem", "anthracycline"])
def test_a_class_of_medicines_is_no_drug(word: str) -> None:
    assert word not in drugs(
        f"ARB-101 is a {word} approved for the treatment of infection. Any {word} may be used."
    )


def test_a_technology_that_ends_like_an_antibody_is_no_drug() -> None:
    assert not drugs(
        "Birch Pharma AG uses Arbor Therapeutics, Inc.'s MaxiMAb Human Antibody Development System for new antibodies."
    )


def test_a_code_behind_its_kind_of_medicine_is_a_drug() -> None:
    assert "KX-07" in drugs(
        "The license of Arbor Therapeutics, Inc. covers our kinase inhibitor, KX-07, in cancer."
    )


def test_a_ligands_receptor_is_the_target() -> None:
    found = drugs(
        "ARB-101 is a human antibody against the interleukin-13 receptor alpha for asthma in clinical trials."
    )
    assert found == {"ARB-101": {"interleukin-13 receptor alpha"}}


def test_a_deal_on_a_family_of_receptors_names_it() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. has a collaboration and license agreement with Birch Pharma AG to discover compounds"
        " that target melanocortin receptors."
    )
    assert [a.name for a in facts.antigens] == ["melanocortin receptors"]


def test_a_possessive_without_s_describes_a_drug() -> None:
    found = drugs(
        "A trial combines ARB-101 with balstorimab, Arborus' investigational PD-1 inhibitor, in cancer."
    )
    assert found["balstorimab"] == {"PD-1"}


def test_a_brand_of_two_substances_is_one_drug() -> None:
    found = drugs(
        "Arbor Therapeutics, Inc. promotes its ZELVERID® (omeprazole/sodium bicarbonate) Capsules. ZELVERID"
        " products are"
        " approved by the FDA."
    )
    assert len(found) == 1


def test_a_medicine_that_a_party_supplies_is_a_drug_of_the_deal() -> None:
    assert "durvalumab" in drugs(
        "Arbor Therapeutics, Inc. entered into a clinical research agreement with Birch University. It will supply"
        " ARB-101 and AstraZeneca will supply the durvalumab for the clinical study in cancer."
    )


def test_trials_and_isotopes_are_no_drugs() -> None:
    assert list(
        drugs(
            "Results From Two Cohorts of the ORION-021 Trial of ARB-101\n\nData from the ORION-021 trial of "
            "ARB-101, an"
            " Iodine-123 radiolabeled antibody, were presented. He leads the ORION-021 study."
        )
    ) == ["ARB-101"]


def test_a_family_is_not_its_member() -> None:
    assert drugs(
        "ARB-101 is an antibody targeting LEFTY1, a member of the TGF-beta superfamily, in trials."
    ) == {"ARB-101": {"LEFTY1"}}


def test_receptor_antagonists_name_their_receptor() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. entered into a license agreement with Birch Pharma AG for PGE2 receptor"
        " antagonists in"
        " cancer."
    )
    assert [a.name for a in facts.antigens] == ["PGE2 receptor"]


def test_a_brand_before_its_substance_is_no_drug_of_its_own() -> None:
    assert len(drugs("We sell Zolaxine (rifaximin) 550 mg tablets, approved by the FDA for patients.")) == 1


def test_programmes_of_the_company_that_speaks_are_its_own() -> None:
    facts = read(
        "AUSTIN, Texas, Dec. 29, 2006 - Arbor Therapeutics, Inc. reported the completion of a financing. The funds"
        " will be"
        " used for its clinical programs, among them a Phase 2 trial of ARB-101 in endometriosis."
    )
    names = {c.id: c.name for c in facts.companies}
    assert [[names[x] for x in d.developers] for d in facts.drugs] == [["Arbor Therapeutics, Inc."]]
    assert not facts.agreements


def test_what_patients_take_besides_is_no_target() -> None:
    assert drugs(
        "The trial tests the ARB-200 drug candidate in patients with failing kidneys who are receiving a steady dose"
        " of an"
        " angiotensin II receptor blocker."
    ) == {"ARB-200": set()}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Arbor has acquired the marketing rights to the antifungal Mycoterra for patients in Chile.",
            "Mycoterra",
        ),
        ("Arbor today bought all rights to Ferrilux, an intravenous iron product for patients.", "Ferrilux"),
        ("Arbor gains BW-5, a monoclonal antibody to CGRP in a clinical trial for migraine.", "BW-5"),
    ],
)
def test_a_class_of_medicine_introduces_a_name(text: str, name: str) -> None:
    assert set(drugs(text)) == {name}


def test_what_a_brand_is_made_of_is_no_drug_by_itself() -> None:
    text = "Arbor sells Rhinavel(TM) (azelastine 137 mcg and fluticasone 50 mcg), a nasal spray for allergic patients."
    assert set(drugs(text)) == {"Rhinavel"}


def test_a_month_is_no_target() -> None:
    text = "Arbor has amended its April 2014 license agreement for ARB-44, an antibody in clinical trials."
    assert drugs(text) == {"ARB-44": set()}


def test_an_owner_told_behind_the_brand_in_a_parenthesis() -> None:
    facts = read(
        "Arbor Therapeutics dosed the first patient with ARB-44 and pembrolizumab (KEYTRUDA(R)), Merck's anti-PD-1 "
        "therapy, in a clinical trial."
    )
    names = {c.id: c.name for c in facts.companies}
    assert {d.name: [names[c] for c in d.developers] for d in facts.drugs}["pembrolizumab"] == ["Merck"]


@pytest.mark.parametrize(
    ("text", "drug", "target"),
    [
        (
            "Arbor sells VELMIRA(TM) (arbotinib) capsules, an oral Bruton's tyrosine kinase (BTK) inhibitor.",
            "arbotinib",
            "Bruton's tyrosine kinase",
        ),
        ("Arbor advances ARB-301, a peptide targeting integrin αvβ6 in cancer.", "ARB-301", "αvβ6"),
        (
            "Arbor's opalicept is a recombinant fusion protein that traps VEGF-A in patients.",
            "opalicept",
            "VEGF-A",
        ),
        (
            "Arbor's ARB-90 is a drug that inhibits soluble epoxide hydrolase in patients.",
            "ARB-90",
            "soluble epoxide hydrolase",
        ),
        ("Arbor's ARB-91 is a drug candidate that inhibits FAK in patients.", "ARB-91", "FAK"),
    ],
)
def test_targets_told_in_other_ways(text: str, drug: str, target: str) -> None:
    assert target in drugs(text)[drug]


def test_met_is_a_verb() -> None:
    text = "Arbor said ARB-901, a peptide agonist of the somatostatin receptor 2, met its goal in a trial of patients."
    assert drugs(text) == {"ARB-901": {"somatostatin receptor 2"}}


def test_a_medicine_that_another_is_tested_against_is_not_listed() -> None:
    text = "Arbor said its drug ARB-901 met its goal in a clinical study against octreotide in patients."
    assert set(drugs(text)) == {"ARB-901"}


@pytest.mark.parametrize("brand", ["Elestrin", "Micardis", "Zenpep", "Nevanac", "Onsolis", "Treximet"])
def test_a_brand_without_any_word_of_medicine(brand: str) -> None:
    facts = read(
        f"Arbor Therapeutics, Inc. granted Birch Pharma AG an exclusive license to sell {brand} in Japan."
    )
    assert [brand in (d.name, *d.aliases) for d in facts.drugs] == [True]


def test_a_brand_in_capitals_ends_before_what_is_done_with_it() -> None:
    facts = read(
        "ARBOR THERAPEUTICS SIGNS ELESTRIN CO-PROMOTION AGREEMENT\n\nArbor Therapeutics, Inc. and Birch Pharma AG have"
        " signed an agreement to promote Elestrin together."
    )
    assert [d.name.casefold() for d in facts.drugs] == ["elestrin"]


@pytest.mark.parametrize(
    ("named", "names"),
    [
        ("pegsiticase, also known as pegadricase", {"pegsiticase", "pegadricase"}),
        ("izalontamab brengitecan (iza-bren)", {"izalontamab brengitecan", "iza-bren"}),
        ("S-oxprenolol", {"S-oxprenolol"}),
    ],
)
def test_other_forms_of_a_nonproprietary_name(named: str, names: set[str]) -> None:
    facts = read(f"Arbor Therapeutics, Inc. licensed {named}, a treatment of wasting, from Birch Pharma AG.")
    assert [{d.name, *d.aliases} for d in facts.drugs] == [names]


def test_what_a_drug_is_in_development_for() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. licensed ARB-101, an inhibitor in late-stage development for renal cell carcinoma, "
        "from Birch Pharma AG."
    )
    assert [d.indications for d in facts.drugs] == [("renal cell carcinoma",)]
