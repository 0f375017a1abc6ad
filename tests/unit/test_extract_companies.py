"""Companies, their names and mentions, on sentences of our own."""

from __future__ import annotations

import pytest

from dealgraph.extract.companies.aliases import related
from dealgraph.extract.companies.find import find_companies, tidy
from dealgraph.extract.companies.match import NameTable
from dealgraph.extract.companies.tables import core_key, known, words
from dealgraph.extract.reading import Companies, CompanyEntity, Reading
from dealgraph.extract.text import Page
from dealgraph.filing import Document, Filer, Filing

FILER = "ACME THERAPEUTICS INC"


def read(*texts: str, form: str = "10-K", kind: str = "", filer: str | None = FILER) -> Reading:
    """Read documents of one filing as far as its companies."""
    documents = tuple(Document(i, kind or form, f"{i}.txt", t) for i, t in enumerate(texts, 1))
    filers = (Filer(filer, "0000000001"),) if filer else ()
    filing = Filing("x.txt", form, documents, filers=filers)
    reading = Reading(filing, tuple(Page.of(d) for d in documents))
    find_companies(reading)
    return reading


def names(companies: Companies) -> set[str]:
    return {e.name for e in companies.entities}


def entity(reading: Reading, name: str) -> CompanyEntity:
    found = [e for e in reading.companies.entities if name in e.names]
    assert len(found) == 1, (name, [e.names for e in reading.companies.entities])
    return found[0]


def named(reading: Reading, name: str) -> list[str]:
    """Give the texts of the named mentions of the entity that bears a name."""
    index = reading.companies.entities.index(entity(reading, name))
    return [
        reading.pages[m.page].flat[m.start : m.end]
        for m in reading.companies.mentions.of(index)
        if not m.generic
    ]


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ('In May 2019 we paid Jounce Bio, Inc. ("Jounce") $1 million.', "Jounce Bio, Inc.", "Jounce"),
        ('We license it from Zenyx Bio AG (the "Licensor" or "Zenyx").', "Zenyx Bio AG", "Zenyx"),
        ("We merged with Orbis Vaccines Ltd., or Orbis, in 2010.", "Orbis Vaccines Ltd.", "Orbis"),
        (
            "Beth Israel Deaconess Medical Center, Inc. (BIDMC) granted us rights.",
            "Beth Israel Deaconess Medical Center, Inc.",
            "BIDMC",
        ),
        ("Under an agreement with SmithKline Beecham Plc (SB) we act.", "SmithKline Beecham Plc", "SB"),
        ("Talaris Bio, Inc. (formerly Regenerex LLC) owes us fees.", "Talaris Bio, Inc.", "Regenerex LLC"),
        ("ImmunoGen, Inc. (Nasdaq: IMGN) today announced a drug.", "ImmunoGen, Inc.", "IMGN"),
        ("Nordvax A/S (Nasdaq Copenhagen: NVAX) today announced a drug.", "Nordvax A/S", "NVAX"),
        (
            'Hangzhou Zhongmei Huadong Pharmaceutical Co., Ltd. ("Huadong") pays us royalties.',
            "Hangzhou Zhongmei Huadong Pharmaceutical Co., Ltd.",
            "Huadong",
        ),
        (
            "We act with the National Cancer Institute, or the NCI, on vaccines.",
            "National Cancer Institute",
            "NCI",
        ),
        ("Purpo Bio S.p.A. (which we refer to as Purpo) develops a drug.", "Purpo Bio S.p.A.", "Purpo"),
    ],
)
def test_defined_names_belong_to_whom_they_were_defined_for(text: str, name: str, alias: str) -> None:
    found = entity(read(text), name)
    assert found.name == name
    assert alias in found.aliases


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In 2020 we entered into a license agreement with Primatope for a drug.", "Primatope"),
        ("The compound was licensed from Hexagen in 2018.", "Hexagen"),
        ("Under the agreement we and Torvia share profits on the drug.", "Torvia"),
        ("Quentra granted us an exclusive license. Quentra will pay us royalties.", "Quentra"),
        ("We received a milestone payment from Ostrova in 2011 for the drug.", "Ostrova"),
        (
            "The amendment to our collaboration with Blood Centers of Ohio took effect.",
            "Blood Centers of Ohio",
        ),
        (
            "Neuvera is a privately held biotechnology company. We may pay Neuvera fees for the drug.",
            "Neuvera",
        ),
        (
            "We signed a sponsored research agreement with Cardiff University for a vaccine.",
            "Cardiff University",
        ),
        (
            "The research was funded by the Bill & Melinda Gates Foundation and NIH.",
            "Bill & Melinda Gates Foundation",
        ),
        ("We sublicensed the vaccine to MSD and to Eli Lilly.", "MSD"),
        ("We sell the drug to argenx SE in Belgium.", "argenx SE"),
        ("We bought Zai Lab (Shanghai) Co., Ltd. for its drug.", "Zai Lab (Shanghai) Co., Ltd."),
        ("We hired Waisman Biomanufacturing to make the drug.", "Waisman Biomanufacturing"),
        (
            "We have a license from The Regents of the University of California for a drug.",
            "Regents of the University of California",
        ),
        (
            "The drug is licensed from Memorial Sloan Kettering Cancer Center.",
            "Memorial Sloan Kettering Cancer Center",
        ),
        ("MorphoSys US Inc. sells the drug.", "MorphoSys US Inc."),
        ("We agreed with Kavora to co-develop the drug.", "Kavora"),
        (
            "The University of California, San Diego licensed us the drug.",
            "University of California, San Diego",
        ),
        (
            "The Hartwell Foundation for Eye Research licensed us a drug.",
            "Hartwell Foundation for Eye Research",
        ),
        ("We licensed it to Mitsubishi Tanabe Pharma Corporation.", "Mitsubishi Tanabe Pharma Corporation"),
        (
            "Asia-Pacific Biotech Developing Inc. paid us for the drug.",
            "Asia-Pacific Biotech Developing Inc.",
        ),
        ("ACME ENTERS AGREEMENT WITH BOREAL PHARMA, INC. FOR ITS DRUG", "BOREAL PHARMA, INC."),
    ],
)
def test_names_are_found_by_form_knowledge_or_context(text: str, name: str) -> None:
    assert named(read(text), name)


@pytest.mark.parametrize(
    "text",
    [
        "We filed with the FDA and the European Medicines Agency; the SEC and Nasdaq were told of the drug.",
        "In January 2020 we entered into an agreement with John Smith, our former chief, on the drug.",
        "The drug was licensed in Japan and China, and paid for from Germany.",
        "In accordance with ASC 606 we recorded the License Agreement and the Supply Agreement for the drug.",
        "We studied the drug in combination with Keytruda and pembrolizumab in Phase 3.",
        "Our auditors are Ernst & Young LLP and our counsel is Cooley LLP; the drug is in trials.",
        "The Company, the Licensee and the Parties signed the Collaboration Agreement for the drug.",
        "Documents Incorporated by Reference. Exclusive License. Clinical Sciences. Gene Therapies.",
        "We acquired Ruxilora® and pay royalties on Ruxilora® to no one. Patients like the drug.",
        "The receptor CD123 is bound by ABC-101, says our agreement with the Data Safety Monitoring Board.",
        "Mr. Dahlen resigned. We signed an agreement with Patrik Dahlen on the drug.",
    ],
)
def test_what_is_no_party_is_no_company(text: str) -> None:
    reading = read(text)
    others = [e.name for e in reading.companies.entities if not e.filer]
    assert others == []


def test_subsidiaries_stay_apart_from_their_parents() -> None:
    reading = read(
        'Scilo Holding Company ("Scilo") and its subsidiary, Scilo Pharmaceuticals Inc. ("Scilo Pharma"),'
        " sold the drug. Scilo Pharma was paid. Scilo was not.",
        filer="SCILO HOLDING CO",
    )
    assert named(reading, "Scilo Holding Company") == ["Scilo Holding Company", "Scilo", "Scilo"]
    assert named(reading, "Scilo Pharmaceuticals Inc.") == [
        "Scilo Pharmaceuticals Inc.",
        "Scilo Pharma",
        "Scilo Pharma",
    ]


def test_a_short_form_goes_to_the_signing_subsidiary_it_was_defined_for() -> None:
    reading = read(
        'We signed with Vexa Biotechnology Ltd, a subsidiary of Vexa Inc. (collectively, "Vexa"), on a drug.'
        " Vexa paid us."
    )
    assert named(reading, "Vexa Biotechnology Ltd") == ["Vexa Biotechnology Ltd", "Vexa", "Vexa"]
    assert named(reading, "Vexa Inc.") == ["Vexa Inc."]


def test_prefixes_stand_for_names_that_no_one_defined() -> None:
    reading = read(
        "We act with Innovenda Biologics, Inc. on a drug. Innovenda's payment came. Innovenda Biologics grew."
    )
    assert named(reading, "Innovenda Biologics, Inc.") == [
        "Innovenda Biologics, Inc.",
        "Innovenda",
        "Innovenda Biologics",
    ]


def test_we_is_the_filer_and_us_is_not_a_country() -> None:
    reading = read("We sell our drug in the US. Lilly paid us $5 million. The Company thanked Lilly.")
    assert reading.companies.we is not None
    assert reading.companies.entities[reading.companies.we].filer
    flat = reading.pages[0].flat
    generic = [flat[m.start : m.end] for m in reading.companies.mentions if m.generic]
    assert generic == ["We", "our", "us", "The Company"]


def test_a_release_of_another_company_speaks_for_that_company() -> None:
    reading = read(
        "BASEL, May 1, 2020 (GLOBE NEWSWIRE) -- GigaBio Inc., a biotech company, today announced a drug."
        " We are glad.",
        form="8-K",
        kind="EX-99.1",
    )
    assert reading.companies.we is not None
    assert reading.companies.entities[reading.companies.we].name == "GigaBio Inc."
    assert entity(reading, "Acme Therapeutics Inc.").filer


def test_an_issuer_is_told_from_its_parent() -> None:
    reading = read(
        "BASEL, May 1, 2020 (GLOBE NEWSWIRE) -- GigaBio Inc., a subsidiary of Acme, announced a drug."
        " We are glad.",
        form="8-K",
        kind="EX-99.1",
    )
    assert reading.companies.we is not None
    assert reading.companies.entities[reading.companies.we].name == "GigaBio Inc."


def test_in_a_joint_release_the_filer_speaks() -> None:
    reading = read(
        "Betax Pharma AG and Acme Therapeutics Inc. today announced a license for a drug. We are glad.",
        form="8-K",
        kind="EX-99.1",
    )
    assert reading.companies.we is not None
    assert reading.companies.entities[reading.companies.we].name == "Acme Therapeutics Inc."


def test_contracts_have_roles_and_no_we() -> None:
    reading = read(
        'This License Agreement is made by and between Bioquell AG, having offices at Basel ("Licensor"), and'
        ' Acme Therapeutics, Inc., having offices in Ohio ("Licensee"). Licensee pays Licensor. We agree.',
        form="10-K",
        kind="EX-10.1",
    )
    flat = reading.pages[0].flat
    found = {
        (flat[m.start : m.end], reading.companies.entities[m.entity].name)
        for m in reading.companies.mentions
        if m.generic
    }
    assert ("Licensee", "Acme Therapeutics, Inc.") in found
    assert ("Licensor", "Bioquell AG") in found
    assert not any(word == "We" for word, _ in found)


def test_the_filer_is_one_with_its_name_in_the_text() -> None:
    reading = read(
        "ACME THERAPEUTICS, INC. licensed the drug. AcMe is glad, says Acme.",
        filer="ACME THERAPEUTICS INC /DE/",
    )
    found = [e for e in reading.companies.entities if e.filer]
    assert len(found) == 1
    assert found[0].cik == "0000000001"
    assert found[0].name == "Acme Therapeutics Inc."


def test_a_filing_of_another_industry_gives_its_filer_only() -> None:
    text = "We lease ships from Harbor Lines Inc. and sold Dockside Corp. to Pier Holdings Ltd. " * 60
    reading = read(text, filer="QUAY CORP")
    assert names(reading.companies) == {"Quay Corp."}


def test_mentions_are_where_they_say() -> None:
    reading = read("Novartis paid us.\nUnder our license, Novartis Pharma AG pays.")
    for mention in reading.companies.mentions:
        piece = reading.pages[mention.page].flat[mention.start : mention.end]
        assert piece == piece.strip()
        assert piece


def test_tidy_keeps_mixed_case() -> None:
    assert tidy("ImmunoGen, Inc.") == "ImmunoGen, Inc."
    assert tidy("VAXIA,INC") == "Vaxia, Inc."


def test_related() -> None:
    assert related("WARF", "Wisconsin Alumni Research Foundation")
    assert related("CFF", "Cystic Fibrosis Foundation")
    assert not related("Roche", "Genentech, Inc.")


def test_name_table_refuses_parts_of_words() -> None:
    assert NameTable([("Ono", 0)]).find("Onoda and Ono-sponsored and Kimono Ono.") == [
        (10, 13, 0),
        (35, 38, 0),
    ]


def test_tables_are_clean() -> None:
    seen: dict[str, str] = {}
    for row in known():
        for name in row:
            assert name == name.strip()
            assert seen.setdefault(name, row[0]) == row[0], f"{name} stands in two rows"
    assert not words().stop & {"pharma", "therapeutics"}
    assert core_key("Merck & Co., Inc.") == core_key("Merck")
