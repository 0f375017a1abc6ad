"""Contracts: which documents are one, and what their title, preamble and clauses tell."""

from __future__ import annotations

import time

import pytest

from dealgraph.extract.contracts.called import PartyDraft
from dealgraph.extract.contracts.entities import short_forms
from dealgraph.extract.contracts.find import find_contracts
from dealgraph.extract.contracts.names import LegalName, name_at
from dealgraph.extract.contracts.parties import find_preamble, parties_of
from dealgraph.extract.contracts.signatures import signatories
from dealgraph.extract.contracts.tables import parts, title_stems, type_of, word_set
from dealgraph.extract.contracts.title import read_title, title_above
from dealgraph.extract.mentions import Mention, MentionIndex
from dealgraph.extract.reading import CompanyEntity, Deal, DrugEntity, Reading
from dealgraph.extract.text import Page
from dealgraph.facts import ROLES, SCHEMES
from dealgraph.filing import Document, Filing

FIELD = " Products are pharmaceutical products for patients; clinical trials and FDA approval are planned."


def read(text: str, kind: str = "EX-10.1", filer: str = "") -> Reading:
    document = Document(1, kind, "a.txt", text)
    reading = Reading(Filing("a.txt", "8-K", (document,)), (Page.of(document),))
    if filer:
        reading.companies.entities.append(CompanyEntity(filer, filer=True))
        reading.companies.we = 0
    find_contracts(reading)
    return reading


def only(reading: Reading) -> Deal:
    assert len(reading.deals) == 1
    return reading.deals[0]


def parties(reading: Reading) -> list[tuple[str, str]]:
    return [(reading.companies.entities[c].name, role) for c, role in only(reading).parties]


LICENSE = (
    "LICENSE AND COLLABORATION AGREEMENT\n\nThis License and Collaboration Agreement"
    ' (this "Agreement") is made as of '
    'March 3, 2015 (the "Effective Date") by and between Alpha Bio, Inc., a Delaware'
    " corporation with offices at 1 Road, "
    'Boston ("Alpha"), and Beta Pharma GmbH, having its seat in Berlin'
    ' ("Licensee").\n\nWHEREAS, Alpha owns AB-123;\n\n'
    'NOW, THEREFORE, the parties agree as follows:\n\n1.1 "Territory" means all countries of Europe.\n\n'
    "2.1 Alpha hereby grants to Licensee an exclusive license under its patents to"
    " sell Products in the Territory.\n\n"
    "2.2 Licensee hereby grants to Alpha a non-exclusive license under its improvements to make Products."
    + FIELD
)


def test_a_contract_is_one_deal_with_all_that_its_head_and_clauses_tell() -> None:
    reading = read(LICENSE)
    deal = only(reading)
    assert deal.types == ["license", "collaboration"]
    assert parties(reading) == [("Alpha Bio, Inc.", "licensor"), ("Beta Pharma GmbH", "licensee")]
    assert (deal.date, deal.status, deal.exclusivity) == ("2015-03-03", "in force", "exclusive")
    assert deal.territory == "all countries of Europe"
    assert deal.names == ["License and Collaboration Agreement"]
    assert (deal.contract, deal.page) == (True, 0)
    assert deal.sentences == [(0, s.index) for s in reading.pages[0].sentences]
    assert deal.evidence[0].text.startswith("This License and Collaboration Agreement")
    span = deal.evidence[0]
    assert reading.pages[0].document.text[span.start : span.end] == span.text


def test_parts_of_the_parties_are_mentions_of_them() -> None:
    reading = read(LICENSE)
    flat = reading.pages[0].flat
    found = {(flat[m.start : m.end], m.entity, m.generic) for m in reading.companies.mentions}
    assert ("Licensee", 1, True) in found
    assert ("Alpha", 0, False) in found
    assert ("Beta Pharma GmbH", 1, False) in found


def test_a_defined_part_outweighs_the_filers_we() -> None:
    text = LICENSE.replace("Licensee", "Company")
    document = Document(1, "EX-10.1", "a.txt", text)
    reading = Reading(Filing("a.txt", "8-K", (document,)), (Page.of(document),))
    reading.companies.entities.append(CompanyEntity("ALPHA BIO INC", filer=True))
    reading.companies.we = 0
    at = text.index('("Company")') + 2
    reading.companies.mentions = MentionIndex([Mention(0, at, at + 7, 0, True)])
    find_contracts(reading)
    assert {m.entity for m in reading.companies.mentions if m.start == at} == {1}
    assert parties(reading)[0] == ("Alpha Bio, Inc.", "licensor")
    assert "ALPHA BIO INC" in reading.companies.entities[0].aliases


def test_the_filer_under_a_longer_name_is_the_party() -> None:
    reading = read(LICENSE, filer="ALPHA THERAPEUTICS, INC.")
    assert only(reading).parties[0][0] == 0
    assert "Alpha Bio, Inc." in reading.companies.entities[0].names


def test_drugs_of_the_recitals_are_covered() -> None:
    document = Document(1, "EX-10.1", "a.txt", LICENSE)
    reading = Reading(Filing("a.txt", "8-K", (document,)), (Page.of(document),))
    reading.substances.drugs = [DrugEntity("AB-123"), DrugEntity("othermab")]
    at = LICENSE.index("AB-123")
    reading.substances.drug_mentions = MentionIndex([Mention(0, at, at + 6, 0)])
    find_contracts(reading)
    assert only(reading).drugs == [0]


def test_three_parties_by_and_among() -> None:
    reading = read(
        "RESEARCH COLLABORATION AGREEMENT\n\nThis Research Collaboration Agreement (the"
        ' "Agreement") is made this 5th day '
        'of May, 2016 by and among Alpha Bio, Inc., a Delaware corporation ("Alpha"),'
        " Beta Pharma GmbH, a German company "
        '("Beta"), and the Regents of Gamma University, a public body ("University").\n\nWHEREAS, x.' + FIELD
    )
    assert [n for n, _ in parties(reading)] == [
        "Alpha Bio, Inc.",
        "Beta Pharma GmbH",
        "Regents of Gamma University",
    ]
    assert only(reading).types == ["research", "collaboration"]
    assert only(reading).date == "2016-05-05"


def test_title_spread_over_lines_with_a_partial_date() -> None:
    reading = read(
        "EXHIBIT 10.7\n\nLICENSE\n\nAND\n\nCOLLABORATION AGREEMENT\n\nbetween\n\nDELTA"
        " PHARMA S.P.A.\n\nand\n\nEPSILON, INC."
        "\n\nDated as of March __, 2004\n\nCONTENTS\n\n1. Definitions" + FIELD
    )
    assert only(reading).types == ["license", "collaboration"]
    assert [n for n, _ in parties(reading)] == ["DELTA PHARMA S.P.A.", "EPSILON, INC."]
    assert only(reading).date == "2004-03"


def test_spaced_letters_and_a_company_with_and_in_its_name() -> None:
    reading = read(
        "L I C E N S E  A G R E E M E N T\n\nTHIS AGREEMENT, effective as of March 1,"
        " 1998, between Zeta Corporation, a New "
        'Jersey corporation ("Zeta"), and Eli Lilly and Company, an Indiana corporation'
        ' ("Lilly"). Zeta hereby grants to '
        "Lilly an exclusive, worldwide license to make and sell Products." + FIELD
    )
    assert parties(reading) == [("Zeta Corporation", "licensor"), ("Eli Lilly and Company", "licensee")]
    assert (only(reading).exclusivity, only(reading).territory) == ("exclusive", "worldwide")


def test_page_marks_of_a_scan_do_not_part_the_preamble() -> None:
    reading = read(
        "<PAGE>\n\n  -1-\n\nSUPPLY AGREEMENT\n\nThis Supply Agreement is entered into"
        " this 3rd day of June, 2003, by and "
        'between Eta\nPharmaceuticals, Inc., a Delaware corporation\n\n 2 \n\n("Buyer"),'
        ' and Theta Chemicals AG ("Seller").'
        "\n\nWITNESSETH" + FIELD
    )
    assert parties(reading) == [("Eta Pharmaceuticals, Inc.", "customer"), ("Theta Chemicals AG", "supplier")]


def test_signatures_stand_in_for_a_missing_preamble() -> None:
    text = (
        "OPTION AGREEMENT\n\nThe parties agree to the option set out below."
        + FIELD
        + "\n\nIN WITNESS WHEREOF, they sign on "
        "July 7, 2011.\n\nLAMBDA BIO, INC.\n\nBy: /s/ A. B.\nName: A. B.\n\nMU PHARMA"
        " LIMITED\n\nBy: /s/ C. D.\n"
    )
    reading = read(text)
    assert [n for n, _ in parties(reading)] == ["LAMBDA BIO, INC.", "MU PHARMA LIMITED"]
    assert only(reading).date == "2011-07-07"
    assert len(signatories(text)) == 2


def test_an_amendment_is_the_agreement_that_it_amends() -> None:
    reading = read(
        'AMENDMENT NO. 2 TO LICENSE AGREEMENT\n\nThis Amendment No. 2 (this "Amendment"),'
        " dated as of May 1, 2010, is by and "
        'between Iota, Inc. ("Iota") and Kappa Ltd. ("Kappa").\n\nWHEREAS, Iota and Kappa'
        " are parties to that certain License "
        "Agreement, dated as of June 1, 2005;" + FIELD
    )
    assert (only(reading).types, only(reading).date, only(reading).status) == (
        ["license"],
        "2005-06-01",
        "in force",
    )


def test_a_termination_agreement_ends_the_agreement_that_it_names() -> None:
    reading = read(
        "TERMINATION AGREEMENT\n\nThis Termination Agreement is made as of May 1, 2015 by"
        " and between Psi, Inc. "
        '("Psi") and Omega AG ("Omega"). WHEREAS the parties entered into that certain'
        " License Agreement dated as of "
        "June 2, 2010." + FIELD
    )
    assert (only(reading).types, only(reading).date, only(reading).status) == (
        ["license"],
        "2010-06-02",
        "terminated",
    )


def test_merger_with_parent_and_its_subsidiary() -> None:
    reading = read(
        "AGREEMENT AND PLAN OF MERGER\n\nAGREEMENT AND PLAN OF MERGER, dated as of May 9,"
        " 2019, by and among Big Pharma Inc., "
        'a Delaware corporation ("Parent"), Small Sub Inc., a Delaware corporation'
        ' ("Merger Sub"), and Tiny Bio, Inc., a '
        'Delaware corporation (the "Company").' + FIELD
    )
    assert [r for _, r in parties(reading)] == ["acquirer", "acquirer", "target"]
    assert only(reading).types == ["merger"]


def test_individuals_are_no_companies() -> None:
    reading = read(
        "LICENSE AGREEMENT\n\nThis License Agreement is made as of May 4, 2012 by and"
        " between Nu Medicines LLC, on behalf of "
        'itself and its Affiliates ("Nu"), and Xi General Hospital, a not-for-profit'
        ' corporation ("Hospital"), and Dr. Jane '
        "Roe, an individual. Hospital hereby grants Nu a non-exclusive license to make Products." + FIELD
    )
    assert parties(reading) == [("Nu Medicines LLC", "licensee"), ("Xi General Hospital", "licensor")]
    assert only(reading).exclusivity == "non-exclusive"


@pytest.mark.parametrize(
    "title",
    [
        "EMPLOYMENT AGREEMENT",
        "LEASE AGREEMENT",
        "CREDIT AGREEMENT",
        "LOAN AND SECURITY AGREEMENT",
        "UNDERWRITING AGREEMENT",
        "CONFIDENTIALITY AGREEMENT",
        "INDEMNIFICATION AGREEMENT",
        "Stock Option Agreement",
        "SECURITIES PURCHASE AGREEMENT",
        "CONSULTING AGREEMENT",
        "SALES AGENCY FINANCING AGREEMENT",
    ],
)
def test_contracts_out_of_scope_stay_silent(title: str) -> None:
    made = 'is made May 1, 2010 between Rho Pharma, Inc., a company ("Rho"), and Sigma LLC ("Sigma").'
    assert read(f"{title}\n\nThis {title.title()} {made}{FIELD}").deals == []
    assert read(f"{title}\n\nThis Agreement {made}{FIELD}").deals == []


def test_other_fields_reports_and_releases_stay_silent() -> None:
    coal = "SUPPLY AGREEMENT\n\nThis Agreement is made May 1, 2010 between Rho Coal, Inc. and Sigma LLC."
    assert read(coal + " Coal is to be delivered by rail.").deals == []
    assert read(LICENSE, kind="10-K").deals == []
    release = (
        "Phi Pharma and Chi Bio today announced a license agreement between Phi Pharma, Inc. and Chi Bio AG."
    )
    assert read(release + FIELD, kind="EX-99.1").deals == []
    wire = "Phi approved the settlement agreement between Phi's subsidiary, Phi Pharma, Inc. and Chi Bio AG."
    assert read(wire + FIELD, kind="EX-99.1").deals == []
    assert len(read(LICENSE, kind="EX-99.2").deals) == 1


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("SPONSORED RESEARCH AND LICENSE AGREEMENT", ("research", "license")),
        ("CO-DEVELOPMENT AGREEMENT", ("development",)),
        ("DISTRIBUTORSHIP AGREEMENT", ("commercialization",)),
        ("CO-PROMOTION AGREEMENT", ("commercialization",)),
        ("Sales, Marketing, Distribution, and Supply Agreement", ("commercialization", "supply")),
        ("JOINT VENTURE AGREEMENT", ("collaboration",)),
        ("ASSET PURCHASE AGREEMENT", ("asset purchase",)),
        ("ROYALTY PURCHASE AGREEMENT", ("other",)),
        ("STOCK PURCHASE AGREEMENT", ("equity",)),
        ("MASTER SERVICES AGREEMENT", ("services",)),
        ("Research and Commercial Rights Agreement", ("research",)),
        ("Clinical Trial Collaboration and Supply Agreement", ("collaboration", "supply")),
    ],
)
def test_titles_give_types(text: str, types: tuple[str, ...]) -> None:
    assert read_title(text).types == types
    assert not read_title(text).foreign
    above = title_above(f"Exhibit 10.3\n\n{text}\n\nThis", 0, len(text) + 20)
    assert above is not None
    assert above.types == types


def test_legends_and_contents_are_no_title() -> None:
    above = title_above("UNDER RULE 24B-2, AS AMENDED.\n\nManufacturing Agreement", 0, 60)
    assert above is not None
    assert above.text == "Manufacturing Agreement"
    assert title_above("3.8 Quality Agreement 16\nportions of this agreement", 0, 60) == read_title(
        "Quality Agreement"
    )


def test_each_row_of_the_tables_is_a_known_word() -> None:
    assert {kind.rstrip("?") for _, kind in title_stems()} <= {"-", "~", *SCHEMES["agreement-type"]}
    assert {role for role in parts().values() if role} <= set(ROLES)
    for stem, kind in title_stems():
        # A row that an earlier, shorter one hides must at least agree with it.
        assert type_of(stem) == kind
        assert read_title(f"{stem} agreement").foreign == (kind in "-~")
    for name in ("suffixes", "institutions", "not_names", "everyday", "title_glue", "title_ends"):
        assert all(w == w.lower() for w in word_set(name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nippon Shinyaku Company, Ltd., having", "Nippon Shinyaku Company, Ltd."),
        ("Eli Lilly and Company and others", "Eli Lilly and Company"),
        ("Merck & Co., Inc., a", "Merck & Co., Inc."),
        ("F. Hoffmann-La Roche Ltd, with", "F. Hoffmann-La Roche Ltd"),
        ("H. Lundbeck A/S, a", "H. Lundbeck A/S"),
        (
            "A. Menarini Industrie Farmaceutiche Riunite S.r.l., a",
            "A. Menarini Industrie Farmaceutiche Riunite S.r.l.",
        ),
        ("President and Fellows of Harvard College, a", "President and Fellows of Harvard College"),
        (
            "National Institute of Allergy and Infectious Diseases, a",
            "National Institute of Allergy and Infectious Diseases",
        ),
        ("Takeda Pharmaceutical Company Limited, a", "Takeda Pharmaceutical Company Limited"),
        ("Beijing CC-Pharming Ltd. of Beijing", "Beijing CC-Pharming Ltd."),
        ("iBio Inc., a", "iBio Inc."),
        ("Ablynx NV. It", "Ablynx NV"),
    ],
)
def test_legal_names_end_where_they_end(text: str, name: str) -> None:
    found = name_at(text, 0, len(text))
    assert found is not None
    assert found.text == name


@pytest.mark.parametrize(
    "text", ["Wales (the", "Dr. Jane Roe, of", "John Roe, an individual", "WHEREAS X", "its Affiliates"]
)
def test_what_is_no_organisation_is_no_name(text: str) -> None:
    assert name_at(text, 0, len(text)) is None


def test_numbered_parties_and_the_laws_of_england_and_wales() -> None:
    text = (
        'BETWEEN:\n\n(1) CANTAB RESEARCH LIMITED, of England and Wales (number 123) ("the Licensor"); '
        'and\n\n(2) OMEGA THERAPEUTICS PLC, a company registered in Scotland ("the Licensee").\n\nWHEREAS'
    )
    found = parties_of(text, text.index("\n"))
    assert [(p.name.text, p.parts) for p in found] == [
        ("CANTAB RESEARCH LIMITED", ["Licensor"]),
        ("OMEGA THERAPEUTICS PLC", ["Licensee"]),
    ]


def test_short_names_are_taken_as_the_text_writes_them() -> None:
    party = PartyDraft(LegalName(0, 0, "ABBVIE BIOTECHNOLOGY LTD", True, True), [], [])
    assert short_forms("AbbVie shall pay. Rights of AbbVie end.", party) == ["AbbVie"]
    assert short_forms("Nobody is named.", party) == []


@pytest.mark.parametrize(
    "unit",
    ["This ", "THIS AGREEMENT ", "between ", "A and ", "(", '"A" ', "Agreement dated ", "AND\n", "grants "],
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    text = "THIS AGREEMENT between " + unit * (200_000 // len(unit)) + FIELD
    start = time.process_time()
    find_preamble(text)
    read_title(text[:2000])
    assert time.process_time() - start < 3
