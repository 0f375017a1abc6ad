"""Payments and definitions of contracts: schedules told in one paragraph, targets, and products in lists."""

from __future__ import annotations

import datetime as dt

import pytest

from dealgraph.extract import RuleExtractor
from dealgraph.facts import FilingFacts
from dealgraph.filing import Document, Filer, Filing

_OPENING = (
    "LICENSE AGREEMENT\n\nThis License Agreement is dated May 4, 2009 by and between Orvane AG, a Swiss company"
    ' ("Orvane"), and Tessaly Operations Limited, an Irish company ("Tessaly").\n\nOrvane hereby grants to Tessaly'
    " an exclusive license to develop, make and sell the Product.\n\n"
)


def read(text: str) -> FilingFacts:
    document = Document(1, "EX-10.1", "a.txt", _OPENING + text)
    filer = Filer("Quarrie Therapeutics, Inc.", None, sic_code="2834")
    filing = Filing("a.txt", "8-K", (document,), filers=(filer,), filed_on=dt.date(2009, 5, 8))
    return RuleExtractor().extract(filing)


def paid(facts: FilingFacts) -> list[tuple[int, str | None]]:
    return [(int(m.amount or 0), m.trigger) for m in facts.milestones]


_FOUR = [
    (200_000, "first IND filing"),
    (600_000, "start of Phase II"),
    (900_000, "start of Phase III"),
    (3_000_000, "NDA approval in Japan"),
]


@pytest.mark.parametrize(
    "text",
    [
        "6.2 Milestones. Tessaly shall pay Orvane upon each event: first IND filing US$200,000; start of Phase II"
        " US$600,000; start of Phase III US$900,000; NDA approval in Japan US$3,000,000.",
        "6.2 Milestone Payments. $200,000 upon first IND filing; $600,000 at start of Phase II; $900,000 at start of"
        " Phase III; $3,000,000 upon NDA approval in Japan.",
        "6.2 Tessaly shall pay Orvane in respect of each milestone the amount shown below:\n\nEvent / Amount\n\n"
        "first IND filing / $200,000\n\nstart of Phase II / $600,000\n\nstart of Phase III / $900,000\n\n"
        "NDA approval in Japan / $3,000,000",
    ],
)
def test_milestones_in_a_paragraph_or_by_strokes(text: str) -> None:
    facts = read(text)
    assert paid(facts) == _FOUR
    names = {c.id: c.name for c in facts.companies}
    assert {names[m.payer or ""] for m in facts.milestones} == {"Tessaly Operations Limited"}


def test_sales_to_be_reached_above_their_payment() -> None:
    facts = read(
        "6.6 Sales Milestones.\n\nAggregate Net Sales in a year exceed $90,000,000\n\n$8,000,000\n\n"
        "Aggregate Net Sales in a year reach $270,000,000\n\n$17,000,000\n\n"
    )
    assert paid(facts) == [
        (8_000_000, "Aggregate Net Sales in a year exceed $90,000,000"),
        (17_000_000, "Aggregate Net Sales in a year reach $270,000,000"),
    ]


def test_a_country_before_a_redaction_stays_in_the_event() -> None:
    facts = read(
        "6.2 Milestones. Tessaly shall pay to Orvane the following:\n\nEvent    Payment\n\n"
        "BLA approval in US    $[***]\n\nBLA approval in Japan    $[***]"
    )
    assert paid(facts) == [(0, "BLA approval in US"), (0, "BLA approval in Japan")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"TARGETS" means PD-1 and CTLA-4.', {"PD-1", "CTLA-4"}),
        ('1.4 "Initial Target" shall mean the LFA-1/ICAM-1 interaction.', {"LFA-1", "ICAM-1"}),
        ('1.4 "Antigen" means the human IgE.', {"IgE"}),
        ('1.4 "Licensed Antibody" means an antibody that binds to CD37.', {"CD37"}),
    ],
)
def test_targets_that_a_contract_defines(text: str, expected: set[str]) -> None:
    assert {a.name for a in read(text).antigens} == expected


def test_the_products_of_a_definition_have_its_target() -> None:
    facts = read(
        '1.4 "Licensed Product" means any antibody that binds to CD37, including without limitation QRX-215.'
    )
    assert [(d.name, len(d.targets)) for d in facts.drugs] == [("QRX-215", 1)]


def test_products_are_listed_in_a_definition() -> None:
    facts = read('"Product" means ZELVANTA(R), Morquila(R) and such further brands as Schedule A names.')
    assert {d.name for d in facts.drugs} == {"ZELVANTA", "Morquila"}


@pytest.mark.parametrize("verb", ["owns rights to", "has developed", "controls patents on"])
def test_a_common_medicine_is_the_matter_of_its_contract(verb: str) -> None:
    facts = read(f"WHEREAS, Orvane {verb} an intranasal naloxone for overdose;")
    assert {d.name for d in facts.drugs} == {"naloxone"}


def test_a_party_has_its_whole_name() -> None:
    facts = read("WHEREAS, Orvane has developed a vaccine, and Tessaly has agreed to sell it to patients;")
    assert {c.name for c in facts.companies} == {
        "Orvane AG",
        "Quarrie Therapeutics, Inc.",
        "Tessaly Operations Limited",
    }


@pytest.mark.parametrize(
    ("told", "aliases"),
    [
        ("known as rosivertinib or QRX215.", {"QRX215"}),
        ("rosivertinib (formerly MRX-275 or QRX-275).", {"MRX-275", "QRX-275"}),
        ("rosivertinib metered-dose inhaler known as ZELVANTA(R).", {"ZELVANTA"}),
    ],
)
def test_several_names_are_of_one_drug(told: str, aliases: set[str]) -> None:
    facts = read(f'"Compound" means the kinase inhibitor {told}')
    assert [(d.name, set(d.aliases)) for d in facts.drugs] == [("rosivertinib", aliases)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("AGREEMENT\n\nFor Services Relating to the Cell Line", ("services",)),
        ("PRODUCT ACQUISITION AGREEMENT", ("asset purchase",)),
        ("Product Line Transfer Agreement", ("asset purchase",)),
    ],
)
def test_titles(title: str, expected: tuple[str, ...]) -> None:
    text = (
        f"{title}\n\nTHIS AGREEMENT is dated the 9 day of March, 1999\n\nBETWEEN\n\n1. ORVANE BIOLOGICS PLC, the"
        ' seat of which lies at 1 Mill Road, Leeds ("OB"), and\n\n2. TESSALY, INC., of Boston ("Customer")'
        ".\n\nWHEREAS OB makes antibodies for patients and Customer has a vaccine."
    )
    document = Document(1, "EX-10.1", "a.txt", text)
    facts = RuleExtractor().extract(Filing("a.txt", "8-K", (document,)))
    assert [a.types for a in facts.agreements] == [expected]


def test_a_payment_for_each_indication_in_a_column() -> None:
    facts = read(
        "6.3 Milestones. Tessaly shall pay Orvane the following:\n\nMilestone                 Gastric         "
        "Pancreatic\n\n                          Cancer          Cancer\n\nFirst patient treated in Phase III      "
        "$[*]         $4,000,000\n\n"
        "Approval of NDA in Japan      $30,000,000         $12,000,000\n\n8.6 Royalty rates: Net Sales up to $90 "
        "million, 5%; over $200 million, 7%."
    )
    assert paid(facts) == [
        (0, "First patient treated in Phase III"),
        (4_000_000, "First patient treated in Phase III"),
        (30_000_000, "Approval of NDA in Japan"),
        (12_000_000, "Approval of NDA in Japan"),
    ]


def test_payments_behind_commas() -> None:
    facts = read(
        "Tessaly shall make milestone payments upon: selection of a lead, $2,000,000; start of Phase I,"
        " $4,000,000; start of"
        " Phase III, $9,000,000."
    )
    assert [int(m.amount or 0) for m in facts.milestones] == [2_000_000, 4_000_000, 9_000_000]


def test_short_names_behind_a_title_that_names_the_parties() -> None:
    text = (
        "LICENSE AGREEMENT dated May 4, 2009 between OV PHARMCO IRELAND INC. and TESSALY PHARMACEUTICALS\n\n"
        'OV PHARMCO IRELAND, INC., a corporation of Ohio (hereinafter referred to as "OV") and TESSALY'
        " PHARMACEUTICALS, a"
        ' California corporation (hereinafter "TESSALY"), agree:\n\n1. TESSALY hereby grants to OV the sole and'
        " exclusive license to sell the PRODUCT.\n\n5. OV shall pay TESSALY $3,000,000 once the FDA approves the NDA."
    )
    document = Document(1, "EX-10.1", "a.txt", text)
    facts = RuleExtractor().extract(Filing("a.txt", "8-K", (document,)))
    names = {c.id: c.name for c in facts.companies}
    assert {names[p.company]: p.role for p in facts.agreements[0].parties} == {
        "OV PHARMCO IRELAND, INC.": "licensee",
        "TESSALY PHARMACEUTICALS": "licensor",
    }


def test_a_person_is_no_party() -> None:
    text = (
        "PATENT ASSIGNMENT AGREEMENT\n\nThis Patent Assignment Agreement is made May 4, 2009 by and among Orvane,"
        " Inc., a Delaware"
        ' corporation ("Orvane"), Tessaly Limited, an Irish company ("Tessaly"), and Helena T. Marsh'
        ' ("Marsh").\n\nTessaly'
        " assigns to Orvane its patents on a vaccine for patients with cancer."
    )
    document = Document(1, "EX-10.1", "a.txt", text)
    facts = RuleExtractor().extract(Filing("a.txt", "8-K", (document,)))
    assert {c.name for c in facts.companies} == {"Orvane, Inc.", "Tessaly Limited"}


def test_terms_in_the_sentence_that_opens_a_schedule() -> None:
    facts = read(
        "Tessaly shall pay an issue fee of $35,000 upon signing, an annual maintenance fee of $15,000, a royalty of "
        "3% on Net Sales, and the following milestones: $60,000 on IND approval; $200,000 on first patient in Phase "
        "III."
    )
    assert {(t.kind, int(t.amount or 0), t.rate) for t in facts.agreements[0].terms} == {
        ("upfront", 35_000, None),
        ("annual fee", 15_000, None),
        ("royalty", 0, "3%"),
    }
    assert paid(facts) == [(60_000, "IND approval"), (200_000, "first patient in Phase III")]


def test_sums_to_be_reached_behind_the_payment() -> None:
    facts = read(
        "8.3 Tessaly shall make the following milestone payments:\n\nApproval in Japan for cancer   "
        " $7,000,000\n\n8.4 Sales milestones:"
        " US$12 million when annual Net Sales exceed US$90 million; US$23 million when they exceed US$270 million."
    )
    assert paid(facts) == [
        (7_000_000, "Approval in Japan for cancer"),
        (12_000_000, "annual Net Sales exceed US$90 million"),
        (23_000_000, "they exceed US$270 million"),
    ]


def test_a_contract_is_of_the_field_by_its_medicine() -> None:
    text = (
        "DEVELOPMENT AND SUPPLY AGREEMENT\n\nThis Agreement is dated 14 May 2004, by and between Orvane"
        ' Incorporated, a Delaware corporation ("Orvane") and Tessaly B.V., a Dutch company ("Tessaly").\n\nOrvane'
        " has made a tretinoin cream, which Tessaly wishes to buy."
    )
    document = Document(1, "EX-10.1", "a.txt", text)
    filer = Filer("Orvane Incorporated", None, sic_code="2834")
    facts = RuleExtractor().extract(Filing("a.txt", "8-K", (document,), filers=(filer,)))
    assert [a.types for a in facts.agreements] == [("development", "supply")]
