"""The language of notes of reports, sixth part: deals told together, headings, forms of names, ranges of payments."""

from __future__ import annotations

import pytest

from dealgraph.extract.text import Page
from dealgraph.facts import FilingFacts
from dealgraph.filing import Document

from .reports import companies, drugs, read, roles, terms

ORVANE = "Orvane Therapeutics, Inc."
KELVANE = "Kelvane Pharma AG"


def sides(facts: FilingFacts) -> list[set[str]]:
    return [set(roles(facts, number)) - {ORVANE} for number in range(len(facts.agreements))]


def test_each_partner_of_a_phrase_has_an_agreement_of_its_own() -> None:
    facts = read(
        "During 2018 the Company had collaboration agreements for zolvaran with Kelvane Pharma AG for the Nordic "
        "countries and Tarnow Pharma Co., Ltd. for Japan, as well as license agreements with Belgrave S.p.a. for Italy."
    )
    assert sides(facts) == [{KELVANE}, {"Tarnow Pharma Co., Ltd."}, {"Belgrave S.p.a."}]
    assert [a.types for a in facts.agreements] == [("collaboration",), ("collaboration",), ("license",)]


def test_a_list_with_semicolons_goes_on() -> None:
    facts = read(
        "We are a party to collaboration agreements with Kelvane Pharma AG to sell ORV-552, a RIPK1 inhibitor, "
        "abroad; with Tarnow Bio to sell zolvaran in its territory, which includes Peru; and with Belgrave Bio to sell "
        "zolvaran in Chile."
    )
    assert sides(facts) == [{KELVANE}, {"Tarnow Bio"}, {"Belgrave Bio"}]


def test_what_a_heading_names_in_brackets_is_the_deals_drug() -> None:
    facts = read(
        "License Agreement with Tarnow (Zolvatinib)\n\nUnder the terms of the Company's license agreement with Kelvane "
        'Pharma AG, a company subsequently acquired by Tarnow Biotech, Inc. ("Tarnow"), the Company recorded $5.0 '
        "million for regulatory milestones in the third quarter of 2023."
    )
    assert sides(facts) == [{KELVANE}]
    assert drugs(facts) == {"zolvatinib"}
    assert facts.agreements[0].drugs
    assert [(int(m.amount or 0), m.date) for m in facts.milestones] == [(5_000_000, "2023")]


def test_an_amendment_belongs_to_the_agreement_that_it_names() -> None:
    facts = read(
        'In May 2009, Tarnow Bio, Inc. ("Tarnow"), which the Company acquired in 2011, entered into a license '
        'agreement (the "Kelvane Agreement") with Kelvane Pharma AG. In June 2012, the Company and Kelvane entered '
        "into a second amendment to the Kelvane Agreement, under which the Company received $3.0 million."
    )
    assert sides(facts) == [{"Tarnow Bio, Inc.", KELVANE}]


def test_a_subsidiary_of_the_company_signs_for_it() -> None:
    facts = read(
        "In May 2018, the Company's wholly owned subsidiary TARNOX and Kelvane Bio entered into a license agreement "
        "which granted TARNOX a license to KB001. In May 2021, TARNOX and Kelvane Bio terminated license agreements to "
        "several early compounds."
    )
    assert roles(facts) == {"TARNOX": "licensee", "Kelvane Bio": "licensor", ORVANE: "licensee"}
    assert facts.agreements[0].status == "in force"


def test_the_name_of_the_agreement_tells_its_types() -> None:
    facts = read(
        "Under an option and license agreement dated as of May 10, 2020, both sides agreed to terminate the 2019 "
        "MTA and Kelvane Pharma AG granted the Company a research license to study certain anti-VISTA antibodies."
    )
    assert [(a.types, a.date, a.status) for a in facts.agreements] == [
        (("option", "license"), "2020-05-10", "in force")
    ]


def test_a_licence_received_makes_a_licensee() -> None:
    facts = read(
        'In May 2016 we signed a license agreement with Kelvane Pharma AG ("Kelvane"), pursuant to '
        "which the Company received from Kelvane an exclusive, royalty-bearing, sublicensable (subject to its terms) "
        "license to certain know-how relating to the Company's ORV-200 product candidates."
    )
    assert roles(facts) == {ORVANE: "licensee", KELVANE: "licensor"}


def test_who_has_agreements_takes_nothing_by_that() -> None:
    facts = read(
        "We have license agreements covering ORV-101 with Kelvane Pharma AG for Japan and Tarnow Bio for Peru."
    )
    assert set(roles(facts).values()) == {"partner"}


@pytest.mark.parametrize(
    ("told", "amount"),
    [
        (
            "development milestones of EUR 5.8 million to EUR 13.8 million ($6.6 million to $15.8 million)",
            13_800_000,
        ),
        ("sales milestones ranging from $40 million to $240 million by sales", 240_000_000),
        ("regulatory milestone payments of between $1 million and $3 million for each product", 3_000_000),
    ],
)
def test_a_range_of_milestones_is_a_total(told: str, amount: int) -> None:
    facts = read(f"In May 2016 it signed a license agreement with {KELVANE}. The Company may receive {told}.")
    assert not facts.milestones
    assert {(kind, int(a or 0)) for kind, a in terms(facts)} == {("milestones total", amount)}


def test_consideration_is_told_in_a_list() -> None:
    facts = read(
        f"In May 2016 it signed a license agreement with {KELVANE}. Consideration in the agreement "
        "consists of (i) an $8.0 million upfront fee, (ii) $7.0 million paid upon the selection of the second target, "
        "(iii) research funding, and (iv) royalty payments."
    )
    assert [(int(m.amount or 0), m.trigger) for m in facts.milestones] == [
        (7_000_000, "selection of the second target")
    ]


def test_a_day_of_the_calendar_is_no_event() -> None:
    facts = read(
        f"In May 2016 it signed a license agreement with {KELVANE}. It agreed to pay an upfront "
        "fee of $10.0 million, of which $5.5 million falls due on the first day of the 13th month."
    )
    assert not facts.milestones


def test_forms_of_names() -> None:
    facts = read(
        'We signed supply agreements with A.B.T. Kelvane S.p.a. ("Kelvane"), Tarnow Pharma Limited ("Tarnow") and '
        "Belgrave, an international drug company. The Company sells ZolvestTM in Peru."
    )
    assert sides(facts) == [{"A.B.T. Kelvane S.p.a."}, {"Tarnow Pharma Limited"}, {"Belgrave"}]
    assert drugs(facts) == {"Zolvest"}


def test_a_developer_is_a_company() -> None:
    facts = read("In June 2021 we completed our acquisition of Kelvet, a developer of gene therapies.")
    assert companies(facts) == {ORVANE, "Kelvet"}
    assert roles(facts) == {ORVANE: "acquirer", "Kelvet": "target"}


def test_a_sharp_s_is_written_for_a_beta() -> None:
    facts = read(f"In May 2015, it signed a license agreement with {KELVANE} for TGF-ß antibodies.")
    assert [a.name for a in facts.antigens] == ["TGF-ß"]


def test_the_word_before_a_title_in_another_block_is_no_part_of_its_name() -> None:
    facts = read(
        "Acquired Research and Development\n\nExclusive License Agreement with Kelvane\n\nIn May 2022 "
        "we signed an exclusive license agreement with Kelvane Pharma AG, pursuant to which Kelvane "
        "granted to the Company a license to sell KFH009."
    )
    assert [a.types for a in facts.agreements] == [("license",)]


def test_a_long_line_that_a_full_stop_ends_is_a_paragraph() -> None:
    told = "The Company pays fees to its licensors in each year in which a product is sold. " * 3
    text = f"{told.strip()}\nLicense Agreement with Kelvane\nUnder the terms of the agreement it pays a fee."
    page = Page.of(Document(1, "10-Q", "a.txt", text))
    assert [b.heading for b in page.blocks] == [False, True, False]


def test_a_parent_goes_on_for_the_subsidiary_that_signed() -> None:
    facts = read(
        'In May 2018 we signed a license agreement (the "Kelvane Agreement") with KB Holdings, Inc., '
        'a wholly owned subsidiary of Kelvane Bio, Inc. ("Kelvane"). Under the Kelvane Agreement, the Company granted '
        "Kelvane an exclusive license to ORV-204. In May 2020, Kelvane paid $15.0 million."
    )
    assert sides(facts) == [{"KB Holdings, Inc."}]


def test_an_agreement_is_known_by_its_title_in_anothers_section() -> None:
    facts = read(
        "Kelvane Agreement\n\nIn May 2020, the Company signed a Collaboration Agreement with Kelvane Bio, Inc. "
        "(Kelvane). The Company also signed a Stock Purchase Agreement with Tarnow Ventures, Inc. Under the terms "
        "of the Collaboration Agreement and the Stock Purchase Agreement, the Company got $9.0 "
        "million."
    )
    assert sides(facts) == [{"Kelvane Bio, Inc."}, {"Tarnow Ventures, Inc."}]


def test_what_an_expanded_agreement_covers_tells_its_kind() -> None:
    facts = read(
        "In May 1997, the Company and Kelvane Bio, Inc. expanded an agreement signed in March 1996 covering the "
        "development of inhibitors of the NS3-4A protease."
    )
    assert [(a.types, a.date) for a in facts.agreements] == [(("collaboration",), "1996-03")]
    assert [a.name for a in facts.antigens] == ["NS3-4A protease"]


def test_a_drug_is_one_of_the_others() -> None:
    facts = read(
        "The license agreement with Kelvane Pharma AG covers ORV-016 in any field and all other CD37-directed "
        "proteins."
    )
    assert [len(d.targets) for d in facts.drugs] == [1]


def test_a_partnership_that_is_defined_is_a_party() -> None:
    facts = read(
        'In May 2008, the Company entered into a License Agreement with KD Partners, LLP ("KDP"), under which KDP '
        "granted the Company a license for its drug."
    )
    assert roles(facts) == {ORVANE: "licensee", "KD Partners, LLP": "licensor"}
    assert companies(
        read("Our auditors are Tarnow & Bell LLP. We licensed ORV-1 from Kelvane Bio, Inc.")
    ) == {
        ORVANE,
        "Kelvane Bio, Inc.",
    }
