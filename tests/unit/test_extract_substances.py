"""Drugs, antigens and targets, on sentences of our own around real facts."""

from __future__ import annotations

import pytest

from dealgraph.extract.companies.find import find_companies
from dealgraph.extract.reading import CompanyEntity, Deal, Reading, Substances
from dealgraph.extract.substances.antigen_table import exact_match, norm
from dealgraph.extract.substances.antigens import find_antigens
from dealgraph.extract.substances.drug_codes import is_code
from dealgraph.extract.substances.find import add_deal_developers, find_substances, of_the_field
from dealgraph.extract.substances.nomenclature import brands, is_english, is_inn, rows
from dealgraph.extract.text import Page
from dealgraph.filing import Document, Filer, Filing


def read(text: str, filer: str = "Acme Therapeutics, Inc.") -> Reading:
    filing = Filing(
        "a.txt", "8-K", (Document(1, "EX-99.1", "a.txt", text),), filers=(Filer(filer, "0000000001"),)
    )
    reading = Reading(filing, tuple(Page.of(d) for d in filing.documents))
    find_companies(reading)
    find_substances(reading)
    return reading


def found(text: str) -> Substances:
    return read(text).substances


def names(text: str) -> list[list[str]]:
    return [drug.names for drug in found(text).drugs]


def targets(text: str) -> set[tuple[str, str]]:
    substances = found(text)
    return {(substances.drugs[t.drug].name, substances.antigens[t.antigen].name) for t in substances.targets}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We granted Novartis rights to vibecotamab (XmAb14045).", [["vibecotamab", "XmAb14045"]]),
        ("Taiho took an option on AB122 (zimberelimab), an antibody.", [["zimberelimab", "AB122"]]),
        ("In China, BRUKINSA (zanubrutinib) is approved.", [["zanubrutinib", "BRUKINSA"]]),
        (
            "We are developing eplontersen, formerly known as IONIS-TTR-LRx.",
            [["eplontersen", "IONIS-TTR-LRx"]],
        ),
        ("PRS-060/AZD1402 is an inhaled antagonist.", [["PRS-060", "AZD1402"]]),
        ("Lilly has rights to LY333531 under the license.", [["LY333531"]]),
        ("The collaboration covers AMG 890 (olpasiran), an siRNA.", [["olpasiran", "AMG 890"]]),
        ("The license covers voretigene neparvovec outside the U.S.", [["voretigene neparvovec"]]),
        ("We licensed luveltamab tazevibulin, an antibody-drug conjugate.", [["luveltamab tazevibulin"]]),
        ("Our product candidate Zorbexa is in a Phase 2 trial.", [["Zorbexa"]]),
        ("Royalties on net sales of QUVENZI fell in the quarter.", [["QUVENZI"]]),
    ],
)
def test_names(sentence: str, expected: list[list[str]]) -> None:
    assert names("Acme develops therapeutics for patients. " + sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Exhibit EX-10.1 is filed with this Form 8-K under Section 13 of the Exchange Act of 1934.",
        "The Company adopted ASU 2016-13 and ASC 606 during the clinical trial.",
        "The trial NCT01234567 was funded by grant R01 CA123456 of the NIH.",
        "Our offices are at 4224 Campus Point Court, San Diego, CA 92121, and in CH-8005 Zurich.",
        "Our ATLAS platform and TAP technology support antibody discovery for our partners.",
        "Patients in the KEYNOTE-189 trial and the LOTIS-7 study were treated for cancer.",
        "The vaccine platform was tested against COVID-19 and SARS-CoV-2 in animal models.",
        "Tumors that express HER2, CD20 and KRAS G12C are common in patients with cancer.",
        "TearScope® diagnostic tests aid in the diagnosis of dry eye disease in patients.",
        "We hold rights in Vietnam, Macau and Taiwan, where Medicare doesn't pay for therapies.",
        "Dr. Johnson joined from Genentech, where she led oncology clinical development.",
    ],
)
def test_look_alikes_are_no_drugs(sentence: str) -> None:
    assert names("Acme develops therapeutics. " + sentence) == []


def test_background_medicines_are_left_out() -> None:
    text = "We will test ABC-101, our antibody, in combination with carboplatin versus standard of care "
    "docetaxel."
    assert names(text) == [["ABC-101"]]


def test_a_partner_medicine_under_its_brand_is_listed() -> None:
    text = "The deal covers ABC-101 in combination with Merck's PD-1 inhibitor, KEYTRUDA® (pembrolizumab)."
    assert ["pembrolizumab", "KEYTRUDA"] in names(text)
    assert ("pembrolizumab", "PD-1") in targets(text)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("STRO-001 is directed against CD74 in patients.", {("STRO-001", "CD74")}),
        (
            "Plamotamab, our CD20 x CD3 bispecific antibody, was licensed.",
            {("plamotamab", "CD20"), ("plamotamab", "CD3")},
        ),
        (
            "We hold CA-170, an oral molecule targeting VISTA and PDL1.",
            {("CA-170", "VISTA"), ("CA-170", "PDL1")},
        ),
        ("Our MET inhibitor compound capmatinib was licensed.", {("capmatinib", "MET")}),
        ("ABC-12 is a JAK1/JAK2 inhibitor for arthritis.", {("ABC-12", "JAK1"), ("ABC-12", "JAK2")}),
        ("The trial tests FG-3175 (anti-CCR8) in solid tumors.", {("FG-3175", "CCR8")}),
        ("KTE-C19 is a therapy. It targets CD19 on malignant cells.", {("KTE-C19", "CD19")}),
        (
            "ABC-77, currently in trials, is an antibody that blocks the CSF-1R receptor.",
            {("ABC-77", "CSF-1R")},
        ),
    ],
)
def test_targets(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert targets("Acme develops drugs. " + sentence) == expected


def test_evidence_holds_drug_and_target() -> None:
    reading = read("Acme develops drugs. ABC-12 is a small molecule inhibitor of EZH2 that we own.")
    (link,) = reading.substances.targets
    assert "ABC-12" in link.evidence.text
    assert "EZH2" in link.evidence.text
    assert reading.pages[0].document.text[link.evidence.start : link.evidence.end] == link.evidence.text
    assert link.mechanism == "inhibitor of"
    assert reading.substances.drugs[0].kind == "small molecule"


def test_antigens_of_an_agreement_without_a_drug() -> None:
    substances = found(
        "We entered into a license agreement with the NCI for anti-CD33 and FLT3-targeted CAR therapies."
    )
    assert {a.name for a in substances.antigens} == {"CD33", "FLT3"}
    assert substances.targets == []


def test_no_antigen_from_words_in_capitals() -> None:
    text = "Under the license, clinical sites MET their targets. The symbol is CAT. We SET the REST aside "
    "for patients."
    assert found(text).antigens == []


def test_a_disease_marker_is_no_target() -> None:
    assert targets("We licensed ABC-101 for patients with HER2-positive breast cancer.") == set()


def test_conjugates_have_parts() -> None:
    substances = found(
        "SmithKline licensed huC242-DM1, a tumor activated prodrug. It links the antibody huC242 with DM1, "
        "a drug."
    )
    by_name = {d.name: d for d in substances.drugs}
    assert set(by_name) == {"huC242-DM1", "huC242", "DM1"}
    parts = {substances.drugs[i].name for i, _ in by_name["huC242-DM1"].components}
    assert parts == {"huC242", "DM1"}
    assert by_name["huC242-DM1"].kind == "antibody-drug conjugate"


def test_kind_is_shared_by_a_list() -> None:
    kinds = {
        d.name: d.kind
        for d in found("We develop our gene therapy candidates, ABC-400, ABC-410 and ABC-420.").drugs
    }
    assert kinds == {"ABC-400": "gene therapy", "ABC-410": "gene therapy", "ABC-420": "gene therapy"}


def test_indications() -> None:
    (drug,) = found("ABC-101 is a drug candidate for the treatment of idiopathic pulmonary fibrosis.").drugs
    assert drug.indications == ["idiopathic pulmonary fibrosis"]


def test_our_drug_is_ours_and_licensees_develop_it() -> None:
    reading = read("We announced today that we licensed ABC-101, our antibody, to Roche.")
    we = reading.companies.we
    assert we is not None
    roche, duke, maker = (len(reading.companies.entities) + i for i in range(3))
    reading.companies.entities += [
        CompanyEntity("Roche"),
        CompanyEntity("Duke University"),
        CompanyEntity("Lonza AG"),
    ]
    (drug,) = reading.substances.drugs
    assert [c for c, _ in drug.developers] == [we]
    span = reading.pages[0].span(0, 20)
    reading.deals += [
        Deal(["license"], [(we, "licensor"), (roche, "licensee")], [span], drugs=[0]),
        Deal(["license"], [(we, "licensee"), (duke, "licensor")], [span], drugs=[0]),
        Deal(["supply"], [(we, "customer"), (maker, "supplier")], [span], drugs=[0]),
    ]
    add_deal_developers(reading)
    assert [c for c, _ in drug.developers] == [we, roche]


def test_silent_outside_the_field() -> None:
    assert not of_the_field("The Company opened a new store. " * 300)
    filing = Filing("a.txt", "8-K", (Document(1, "8-K", "a.txt", "We sold BX-200 and GT-500 cars. " * 200),))
    reading = Reading(filing, tuple(Page.of(d) for d in filing.documents))
    find_substances(reading)
    assert (reading.substances.drugs, reading.substances.antigens) == ([], [])


@pytest.mark.parametrize("row", rows("antigens.tsv"), ids=lambda row: row[0])
def test_every_antigen_of_the_table_is_found(row: list[str]) -> None:
    for name in row[1].split("|"):
        page = Page.of(Document(1, "8-K", "a.txt", f"ABC-1 is an inhibitor of {name}."))
        assert norm(name) in {norm(hit.text) for hit in find_antigens(page)}, name
    if row[0] != "-":
        assert len(exact_match(row[0])) == len(row[0].split("+"))


@pytest.mark.parametrize("row", rows("inn_stems.tsv"), ids=lambda row: row[0])
def test_every_stem_makes_a_name(row: list[str]) -> None:
    assert is_inn("zyxo" + row[0])


def test_tables_of_names_agree() -> None:
    assert brands()["keytruda"] == "pembrolizumab"
    for name in ("concept", "peptide", "celgene", "nucleotide", "license"):
        assert is_english(name) or not is_inn(name)
    assert not is_inn("concept")


@pytest.mark.parametrize(
    "token", ["EX-10", "8-K", "COVID-19", "CD137", "IL-23", "PD-1", "HER2", "ASC606", "F-10"]
)
def test_what_is_no_code(token: str) -> None:
    assert not is_code(token)


def test_conjugate_has_parts_a_kind_and_the_target_of_its_antibody() -> None:
    text = (
        "ABCmab is not in trials. HuX242-DM1 joins the humanized antibody huX242 to DM1, a cytotoxic agent. "
        "The antibody binds CD56, a protein of tumor cells."
    )
    substances = found(text)
    kinds = {drug.name: drug.kind for drug in substances.drugs}
    assert kinds["HuX242-DM1"] == "antibody-drug conjugate"
    assert kinds["huX242"] == "antibody"
    assert targets(text) == {("huX242", "CD56"), ("HuX242-DM1", "CD56")}


def test_conjugate_of_a_known_antibody_is_a_drug_of_its_own() -> None:
    listed = names(
        "Trastuzumab-DM1 comprises the HER2-binding antibody trastuzumab and the cell-killing agent DM1."
    )
    assert [group[0] for group in listed] == ["Trastuzumab-DM1", "trastuzumab", "DM1"]


def test_antigen_is_no_company() -> None:
    reading = read(
        "The antibody was licensed from CanAg, an antigen company it is not. It is in a clinical trial."
    )
    assert "CanAg" not in {company.name for company in reading.companies.entities}
