"""The language of sections and notes of annual and quarterly reports: sentences of our own."""

from __future__ import annotations

import datetime as dt

from dealgraph.extract import RuleExtractor
from dealgraph.facts import FilingFacts
from dealgraph.filing import Document, Filer, Filing


def read(text: str, filer: str = "Orvane, Inc.", sic: str | None = "2836") -> FilingFacts:
    document = Document(1, "10-K", "a.txt", text)
    filers = (Filer(filer, None, sic_code=sic),)
    filing = Filing(
        "a.txt", "10-K", (document,), "0000000000-22-000001", filers=filers, filed_on=dt.date(2022, 2, 21)
    )
    return RuleExtractor().extract(filing)


def roles(facts: FilingFacts, number: int = 0) -> dict[str, str]:
    names = {c.id: c.name for c in facts.companies}
    return {names[p.company]: p.role for p in facts.agreements[number].parties}


def targets(facts: FilingFacts) -> set[tuple[str, str]]:
    antigens = {a.id: a.name for a in facts.antigens}
    return {(d.name, antigens[t.antigen]) for d in facts.drugs for t in d.targets}


NOTE = (
    "In May 2021, the Company entered into a license agreement with Kelvane AG. Kelvane will pay royalties "
    "and milestone payments upon regulatory approvals. "
)


def test_a_note_of_the_field_is_told_by_its_industry_code_or_the_words_of_licences() -> None:
    filler = (
        "The amounts are presented in the accompanying statements for all of the periods shown here. " * 25
    )
    assert len(read(NOTE + filler, sic="2834").agreements) == 1
    assert len(read(NOTE + filler, sic=None).agreements) == 1
    assert not read(
        "In May 2021, the Company entered into a license agreement with Kelvane AG. " + filler, sic="7372"
    ).agreements


def test_targets_in_sentences_that_call_the_filer_the_company() -> None:
    facts = read(
        "In May 2021, the Company entered into a license agreement with Kelvane AG, under which the Company "
        "obtained patents to use an anti-CD19 CAR in its products."
    )
    assert [a.name for a in facts.antigens] == ["CD19"]


def test_a_drug_introduced_by_which_includes_and_refer_to_as() -> None:
    facts = read(
        "In May 2021, we licensed an anti-CD71 ADC, which includes OV-2029, to Kelvane AG. We also develop a "
        "CSF1R antibody that we refer to as orvalizumab."
    )
    assert targets(facts) == {("OV-2029", "CD71"), ("orvalizumab", "CSF1R")}


def test_an_isoform_is_its_target_and_sharp_s_is_beta() -> None:
    facts = read("OV-101 is an anti-FGFR2b antibody. OV-102 is an inhibitor of αvß6 integrin.")
    assert {a.exact_match for a in facts.antigens} >= {("HGNC:3689",)}
    assert {name for name, _ in targets(facts)} == {"OV-101", "OV-102"}


def test_a_renamed_drug_is_one_drug() -> None:
    facts = read(
        "We granted Kelvane AG a license to OV7195, which was renamed KEL7195, for the treatment of asthma."
    )
    assert [(d.name, d.aliases) for d in facts.drugs] == [("OV7195", ("KEL7195",))]
