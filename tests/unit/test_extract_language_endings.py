"""The language of 8-K items and releases on mergers, sales of royalties, and deals that end."""

from __future__ import annotations

import pytest

from dealgraph.extract import RuleExtractor
from dealgraph.extract.companies.find import tidy
from dealgraph.filing import Document, Filer, Filing

from .releases import read, roles

PLACE = "BOSTON, May 4, 2011 - "


def told(text: str, kind: str = "EX-99.1") -> list[tuple[tuple[str, ...], str, str | None]]:
    return [(a.types, a.status, a.date) for a in read(text, kind).agreements]


@pytest.mark.parametrize(
    "text",
    [
        "On January 9, 2014, Arbor Therapeutics, Inc., a Delaware corporation (the \"Company\"), Kelvane AG, a Swiss "
        "corporation (\"Parent\"), and KV Acquisition Corp., a wholly owned subsidiary of Parent (\"Purchaser\"), "
        "signed an Agreement and Plan of Merger. Purchaser will launch a tender offer to buy all of the Company's "
        "outstanding stock.",
        "As told before, on January 9, 2014 Arbor Therapeutics, Inc. (the \"Company\") and Kelvane AG, a Swiss "
        "corporation (\"Parent\"), signed a Merger Agreement, as amended by Amendment No. 1 to the Merger Agreement, "
        "with KV Merger Sub, Inc. (\"Merger Sub\"), for the Company's cancer drugs.",
    ],
)  # fmt: skip
def test_the_parties_of_a_merger_agreement_are_who_buys_and_who_is_bought(text: str) -> None:
    facts = read("Item 1.01. " + text, "8-K")
    assert [a.date for a in facts.agreements] == ["2014-01-09"]
    assert roles(facts) == {"Kelvane AG": "acquirer", "Arbor Therapeutics, Inc.": "target"}


def test_whose_subsidiary_a_company_becomes_has_bought_it() -> None:
    text = (
        "On January 9, 2014, Arbor Therapeutics, Inc. (the \"Company\") signed an Agreement and Plan of Merger with "
        "Dahl Biologics, Inc. (\"Dahl\"), under which a unit will merge with and into Dahl, with Dahl surviving as a "
        "wholly owned subsidiary of the Company."
    )  # fmt: skip
    assert roles(read("Item 1.01. " + text, "8-K")) == {
        "Arbor Therapeutics, Inc.": "acquirer",
        "Dahl Biologics, Inc.": "target",
    }


@pytest.mark.parametrize(
    ("text", "buyer"),
    [
        ("Royalty Pharma and Arbor announced that Arbor will sell its tiered, capped royalty rights to "
         "tarilimab to Royalty Pharma for $110 million.", "Royalty Pharma"),
        ("Arbor announced that it monetized its royalty on Dahl Biologics' Zolvera through a sale to HealthCare "
         "Royalty Partners for $110 million.", "HealthCare Royalty Partners"),
        ("Arbor announced a $110 million royalty-based financing with DRI Capital to launch tarilimab.", "DRI Capital"),
        ("Royalty Pharma will provide Arbor with an upfront cash payment of $110 million and will receive 7% of net "
         "sales of tarilimab.", "Royalty Pharma"),
        ("Blackstone Life Sciences will invest up to $110 million in the trials of Arbor's tarilimab in exchange for "
         "royalties.", "Blackstone Life Sciences"),
    ],
)  # fmt: skip
def test_who_pays_for_royalties_buys_them(text: str, buyer: str) -> None:
    facts = read(PLACE + text)
    assert [a.types for a in facts.agreements] == [("other",)]
    assert roles(facts) == {"Arbor Therapeutics, Inc.": "seller", buyer: "buyer"}
    assert {int(t.amount or 0) for t in facts.agreements[0].terms} <= {110_000_000, 0}


def test_royalties_that_are_bought_back_are_sold_by_the_financier() -> None:
    facts = read(
        PLACE + "Arbor has bought back from Royalty Pharma the royalty on tarilimab for $40 million."
    )
    assert roles(facts) == {"Arbor Therapeutics, Inc.": "buyer", "Royalty Pharma": "seller"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arbor said that Kelvane AG has terminated the companies' agreement for the development of ABR-7.",
         [(("collaboration",), "terminated", None)]),
        ("Arbor and Kelvane AG have ended the companies' five-year alliance in asthma.",
         [(("collaboration",), "terminated", None)]),
        ("Arbor said Kelvane AG and Dahl Biologics have both ended their respective research collaborations with it.",
         [(("research", "collaboration"), "terminated", None)] * 2),
        ("Kelvane AG notified Arbor of its termination for convenience of the July 2009 collaboration and license "
         "agreement, and Dahl Biologics notified Arbor of its termination for convenience of the February 2008 "
         "license agreement.",
         [(("collaboration", "license"), "terminated", "2009-07"), (("license",), "terminated", "2008-02")]),
        ("Arbor licensed ABR-7 to Dahl Biologics. As a result of Arbor's termination of its May 2, 2008 License "
         "Agreement with Kelvane AG, it holds the rights in Japan.",
         [(("license",), "in force", "2011-05-04"), (("license",), "terminated", "2008-05-02")]),
    ],
)  # fmt: skip
def test_deals_that_ended(text: str, expected: list[tuple[tuple[str, ...], str, str | None]]) -> None:
    assert told(PLACE + text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Arbor entered into an option agreement with Kelvane AG for a license to ABR-7. On exercise Kelvane would "
        "obtain an exclusive license.",
        "Arbor granted Kelvane AG an exclusive option to obtain a license to ABR-7 in Japan.",
    ],
)  # fmt: skip
def test_the_licence_that_an_option_would_bring_is_no_deal_of_its_own(text: str) -> None:
    assert told(PLACE + text) == [(("option",), "in force", "2011-05-04")]


def test_a_voucher_is_sold_though_nobody_says_to_whom() -> None:
    facts = read(
        PLACE
        + "Arbor signed a definitive agreement to sell its Rare Pediatric Disease Priority Review Voucher."
    )
    assert told(PLACE + "Arbor completed the sale of its Zolvera franchise to Kelvane AG for $40 million.")
    assert [(a.types, len(a.parties)) for a in facts.agreements] == [(("asset purchase",), 1)]


def test_a_partner_is_told_behind_its_name() -> None:
    facts = read(
        PLACE
        + "Kelvane AG, a partner of Arbor, has begun a Phase 1 trial, for which Arbor received $3 million."
    )
    assert roles(facts) == {"Kelvane AG": "partner", "Arbor Therapeutics, Inc.": "partner"}
    assert [(int(m.amount or 0), m.status) for m in facts.milestones] == [(3_000_000, "achieved")]


def test_a_unit_that_signs_is_the_party_and_not_whose_business_it_is() -> None:
    facts = read(
        PLACE
        + "Dahl Biologics, the diagnostics business of Dahl Group plc, of London, signed an agreement with the "
        "Denholm Research Institute to develop an assay for breast cancer."
    )
    assert set(roles(facts)) == {"Dahl Biologics", "Denholm Research Institute"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("NORDANE A S", "Nordane A/S"), ("KELVANE S A", "Kelvane S.A."), ("VITA S INC", "Vita S Inc.")],
)
def test_blanks_of_a_headers_legal_form_are_stops_or_strokes(name: str, expected: str) -> None:
    assert tidy(name) == expected


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Arbor said it has settled its disputes with French biotech firm Kelvane AG over royalties on "
         "tarilimab.", {"Arbor Therapeutics, Inc.", "Kelvane AG"}),
        ("Arbor announced that it, along with Dahl Biologics, has entered into a settlement agreement with Kelvane AG "
         "on the patents of tarilimab.", {"Arbor Therapeutics, Inc.", "Dahl Biologics", "Kelvane AG"}),
    ],
)  # fmt: skip
def test_who_settles_a_dispute(text: str, parties: set[str]) -> None:
    facts = read(PLACE + text)
    assert [a.types for a in facts.agreements] == [("other",)]
    assert set(roles(facts)) == parties


def test_an_amendment_is_of_the_agreement_that_it_names_and_dates() -> None:
    facts = read(
        "Item 1.01. On March 31, 2016, the Company and Kelvane Global Ventures, a Bermuda company, entered into the "
        "Second Amendment to Amended and Restated License Agreement (the \"Second Amendment\") to amend the Amended "
        "and Restated License Agreement, by and between the Company and Dahl Biologics, Inc. (\"Dahl\"), dated as of "
        "August 31, 2011, for the Company's vaccine.", "8-K",
    )  # fmt: skip
    assert [(a.types, a.date) for a in facts.agreements] == [(("license",), "2011-08-31")]
    assert "Dahl Biologics, Inc." in roles(facts)


def test_the_companies_of_one_group_stand_on_one_side() -> None:
    text = (
        "On May 12, 2020, Arbor Therapeutics, Inc. (\"Arbor\") entered into an amendment to that certain License "
        "Agreement, dated December 13, 2014, by and among Arbor, Arbor Ireland Ltd. and Kelvane AG (\"Kelvane\") for "
        "its growth hormone. Under it, Arbor granted Kelvane an exclusive license and received an upfront payment."
    )  # fmt: skip
    facts = read("Item 1.01. " + text, "8-K")
    assert [a.date for a in facts.agreements] == ["2014-12-13"]
    assert roles(facts) == {
        "Arbor Therapeutics, Inc.": "licensor",
        "Arbor Ireland Ltd.": "licensor",
        "Kelvane AG": "licensee",
    }


def test_who_licensed_marketing_rights_to_a_product_took_them() -> None:
    facts = read(
        PLACE
        + "Arbor received $8 million from Kelvane AG, which licensed marketing rights to its vaccine in May."
    )
    assert roles(facts) == {"Arbor Therapeutics, Inc.": "licensor", "Kelvane AG": "licensee"}


def test_a_plan_to_acquire_is_news_where_it_is_announced() -> None:
    facts = read(
        "In March 2015 we announced that we plan to acquire Kelvane Pharmaceuticals, Inc. for its drug.",
        "8-K",
    )
    assert [(a.types, a.date) for a in facts.agreements] == [(("acquisition",), "2015-03")]
    assert not read(
        "We may acquire Kelvane Pharmaceuticals, Inc., as we plan to acquire companies.", "8-K"
    ).agreements


@pytest.mark.parametrize(
    "text",
    [
        "The talks of Arbor and Pfizer have ended without an agreement.",
        "Arbor and Pfizer failed to reach a settlement agreement over tarilimab.",
    ],
)
def test_talks_that_come_to_nothing_are_no_deal(text: str) -> None:
    assert not read(PLACE + text).agreements


def test_a_short_release_is_of_the_field_where_it_names_a_company_of_it() -> None:
    text = "Hartwell Corp. and Merck have mutually agreed to terminate their collaboration agreement."
    document = Document(1, "EX-99.1", "a.txt", PLACE + text)
    facts = RuleExtractor().extract(
        Filing("a.txt", "8-K", (document,), filers=(Filer("HARTWELL CORP", "0009999998"),))
    )
    assert [(a.types, a.status) for a in facts.agreements] == [(("collaboration",), "terminated")]


def test_a_drug_is_licensed_to_one_company_here_and_to_another_there() -> None:
    facts = read(
        PLACE
        + "Arbor licensed ABR-73 to Kelvane AG for Japan and Korea in 1995 and to Dahl Biologics elsewhere in 1996."
    )
    names = {c.id: c.name for c in facts.companies}
    assert [
        sorted(names[p.company] for p in a.parties if p.role == "licensee") for a in facts.agreements
    ] == [
        ["Kelvane AG"],
        ["Dahl Biologics"],
    ]


def test_one_approval_brings_a_milestone_and_costs_another() -> None:
    text = (
        "Arbor announced that the approval of ABR-73 triggers a $35 million milestone from Kelvane AG and a $5 million "
        "milestone payable by Arbor to Dahl Biologics."
    )
    facts = read(PLACE + text)
    assert [int(m.amount or 0) for m in facts.milestones] == [35_000_000, 5_000_000]
    assert len(facts.agreements) == 2


def test_who_owes_royalties_that_are_sold_is_no_party() -> None:
    text = (
        "On September 20, 2018, Arbor Therapeutics, Inc. and its subsidiary Dahl Biologics, LLC entered into a Royalty "
        "Purchase Agreement with XOMA (US) LLC (\"XOMA\"). Arbor sold to XOMA, for $15.0 million, 33% of the royalties "
        "on tarilimab that it is entitled to receive from Kelvane AG, and 10% of the future milestones from Kelvane."
    )  # fmt: skip
    facts = read("Item 1.01. " + text, "8-K")
    assert roles(facts) == {
        "Arbor Therapeutics, Inc.": "seller",
        "Dahl Biologics, LLC": "seller",
        "XOMA (US) LLC": "buyer",
    }
    assert len(facts.agreements) == 1


def test_an_amended_agreement_on_a_drug_is_one_though_nothing_names_its_kind() -> None:
    facts = read(PLACE + "Arbor and Kelvane AG have amended their agreement for tarilimab.")
    assert [(a.types, len(a.parties), len(a.drugs)) for a in facts.agreements] == [(("collaboration",), 2, 1)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kelvane AG is giving back the rights to Arbor's ABR-29.", "terminated"),
        ("Kelvane AG said it would hand back all rights to Arbor's ABR-29.", "terminated"),
        ("Kelvane AG hands back rights to its heart drug to Arbor.", "terminated"),
        ("Kelvane AG has paid Arbor $4 million upfront to collaborate on ABR-29 for angioedema.", "in force"),
        ("Arbor received $4 million from Kelvane AG. The companies signed a development and licensing agreement for "
         "ABR-29.", "in force"),
    ],
)  # fmt: skip
def test_who_owns_a_drug_and_who_had_it(text: str, status: str) -> None:
    facts = read(PLACE + text)
    assert [a.status for a in facts.agreements] == [status]
    assert set(roles(facts)) == {"Arbor Therapeutics, Inc.", "Kelvane AG"}
    assert {roles(facts)["Kelvane AG"]} <= {"licensee", "partner"}


def test_a_drug_that_had_been_licensed_was_licensed_by_its_owner() -> None:
    facts = read(
        PLACE
        + "Pfizer is giving back the rights to Arbor's ABR-29, which had been licensed to Kelvane AG in 2007."
    )
    parties = {c.id: c.name for c in facts.companies}
    told = [{parties[p.company]: p.role for p in a.parties} for a in facts.agreements if a.date == "2007"]
    assert told == [{"Arbor Therapeutics, Inc.": "licensor", "Kelvane AG": "licensee"}]


def test_another_company_of_the_partners_group_has_no_deal_of_its_own() -> None:
    text = (
        "Arbor earned a milestone of $20 million under its alliance with Kelvane Biotech Inc. on the filing of an "
        "application, which its strategic partner Kelvane International NV made."
    )
    assert len(read(PLACE + text).agreements) == 1


def test_what_a_company_expects_to_get_is_told_before_its_deal() -> None:
    text = (
        "Arbor said it expects to get $25 million from Kelvane PLC for meeting a milestone of its research.\n\n"
        "The money is due under a 1993 licensing deal of the two companies."
    )
    facts = read(PLACE + text)
    assert [(int(m.amount or 0), m.status) for m in facts.milestones] == [(25_000_000, "expected")]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("The trial was funded in part by the Cystic Fibrosis Foundation under a $15.9 million award agreement.",
         "Cystic Fibrosis Foundation"),
        ("Arbor received contract modifications valued at over $400 million for its vaccine from the Administration "
         "for Strategic Preparedness and Response.", "Administration for Strategic Preparedness and Response"),
    ],
)  # fmt: skip
def test_an_agency_that_pays_for_research_has_a_deal(text: str, agency: str) -> None:
    facts = read(PLACE + "Arbor announced results. " + text)
    assert set(roles(facts)) == {"Arbor Therapeutics, Inc.", agency}


def test_what_an_owner_s_asset_was_licensed_from_is_the_owner_s_licence() -> None:
    text = (
        "Arbor announced an agreement under which it will acquire Kelvane Therapeutics Ltd. Kelvane's lead drug is "
        "tarilimab, in-licensed from Daiichi Sankyo."
    )
    facts = read(PLACE + text)
    names = {c.id: c.name for c in facts.companies}
    licence = next(a for a in facts.agreements if a.types == ("license",))
    assert {names[p.company]: p.role for p in licence.parties} == {
        "Kelvane Therapeutics Ltd.": "licensee",
        "Daiichi Sankyo": "licensor",
    }
