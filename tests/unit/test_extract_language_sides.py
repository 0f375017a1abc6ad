"""The language of releases that announce deals, who gives and who takes, and when: sentences of our own."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from dealgraph.extract import RuleExtractor
from dealgraph.extract.payments.listed import listed_kinds
from dealgraph.facts import FilingFacts
from dealgraph.filing import Document, Filer, Filing

DATELINE = "BOSTON, March 14, 2023 (GLOBE NEWSWIRE) -- "
ABOUT = "\n\nThe company develops medicines for patients with cancer and rare diseases in clinical trials."


def read(text: str, filer: str = "Orvane, Inc.") -> FilingFacts:
    document = Document(1, "EX-99.1", "a.txt", text + ABOUT)
    filed = dt.date(2023, 3, 14)
    filing = Filing(
        "a.txt", "8-K", (document,), "0000000000-23-000001", filers=(Filer(filer, None),), filed_on=filed
    )
    return RuleExtractor().extract(filing)


def sides(facts: FilingFacts) -> list[dict[str, str]]:
    names = {c.id: c.name for c in facts.companies}
    return [{names[p.company]: p.role for p in a.parties} for a in facts.agreements]


GIVES = {"Orvane, Inc.": "licensor", "Kelvane Pharma": "licensee"}


@pytest.mark.parametrize(
    "text",
    [
        "Orvane, Inc. today announced a licensing agreement with Kelvane Pharma, a leader in generics, "
        "granting exclusive "
        "rights for its biosimilar OR-112 in Canada.",
        "Orvane, Inc. and Kelvane Pharma announced an out-licensing agreement under which Kelvane Pharma "
        "will market and "
        "distribute VERAMAX in Canada.",
        "Orvane, Inc. today announced an exclusive license agreement with Kelvane Pharma for the rights to "
        "OR-112 in Japan. "
        "Kelvane will be responsible for development and commercialization there, and Orvane is eligible for "
        "royalties.",
        "Orvane, Inc. and Kelvane Pharma today announced a license agreement that will provide Kelvane with certain "
        "exclusive rights to technology controlled by Orvane.",
        "Orvane, Inc. and Kelvane Pharma announced a three-year agreement to co-promote Orvane's Niatrol in the US.",
        "Orvane, Inc. and Kelvane Pharma have signed a letter of intent under which Orvane would license "
        "rights to its "
        "vaccine candidate OR-9 in Europe.",
        "Kelvane Pharma has signed a pact with Boston-based Orvane, Inc. under which it gains the right to "
        "sell Orvane's "
        "epilepsy drug in Korea.",
        "Orvane, Inc. said it transferred the rights to develop and market its drug OR-112 to Kelvane Pharma.",
    ],
)
def test_who_gives_rights_and_who_takes_them(text: str) -> None:
    assert sides(read(DATELINE + text)) == [GIVES]


def test_a_headline_tells_who_licenses_from_whom() -> None:
    facts = read(
        "Kelvane Pharma In-Licenses OR-5 From Orvane\n\n"
        + DATELINE
        + "Kelvane Pharma announces that it has entered "
        "into a license agreement with Orvane, Inc. for OR-5."
    )
    assert sides(facts) == [GIVES]


def test_licensed_rights_without_a_taker_come_from_the_other_side() -> None:
    facts = read(
        DATELINE
        + "Orvane, Inc. and Kelvane Pharma have executed an exclusive license agreement. Orvane has exclusively "
        "licensed worldwide rights, but for China, to uses of the XIAP gene."
    )
    assert sides(facts) == [{"Orvane, Inc.": "licensee", "Kelvane Pharma": "licensor"}]


@pytest.mark.parametrize(
    "text",
    [
        "Orvane, Inc. today announced that Kelvane Pharma, a unit of Medora GmbH, has licensed exclusive European "
        "rights to OR-201, an antibody against IL-31.",
        "Orvane, Inc. has granted Kelvane Pharma exclusive marketing rights for Dermavant in Japan and Taiwan.",
        "Under a deal announced today, Kelvane Pharma gets exclusive rights to Orvane, Inc.'s asthma drug OR-22.",
        "Kelvane Pharma has been appointed the exclusive distributor of Bexotril in Mexico by Orvane, Inc. today.",
        "Orvane, Inc. has signed a technology transfer contract with Kelvane Pharma for its drug candidate OR-8.",
        "Orvane, Inc. announced an exclusive licence with Kelvane Pharma for its antibiotic in Japan.",
    ],
)
def test_deals_told_by_other_verbs_and_names(text: str) -> None:
    assert sides(read(DATELINE + text))[:1] == [GIVES]


@pytest.mark.parametrize(
    ("text", "company"),
    [
        (
            "Tessaly Health has acquired the marketing rights to Kerritol from Orvane, Inc. for $12 million.",
            "Tessaly Health",
        ),
        (
            "Orvane, Inc. and the Tessaly Serum Group (TSG) have agreed to jointly develop vaccines.",
            "Tessaly Serum Group",
        ),
        (
            "Orvane, Inc. has appointed Tessaly Health as its exclusive distributor in Mexico.",
            "Tessaly Health",
        ),
        ("Tessaly and Orvane, Inc. today announced a collaboration to develop vaccines.", "Tessaly"),
    ],
)
def test_companies_that_only_their_place_in_a_release_shows(text: str, company: str) -> None:
    assert company in {c.name for c in read(DATELINE + text).companies}


def test_the_first_words_of_a_release_are_no_company_where_nobody_speaks() -> None:
    facts = read(
        DATELINE + "Positive data on orvalizumab were presented today. Patients with asthma gained from it."
    )
    assert [c.name for c in facts.companies] in ([], ["Orvane, Inc."])


def test_a_payment_due_on_an_approval_is_a_milestone() -> None:
    facts = read(
        DATELINE
        + "Orvane, Inc. announced a licensing deal with Kelvane Pharma for its spray. Orvane will receive "
        "$4 million upfront and $6 million on Japanese approval."
    )
    assert [(m.amount, m.kind) for m in facts.milestones] == [(Decimal(6_000_000), "regulatory")]


def test_a_sum_of_an_upfront_payment_and_shares_is_a_total() -> None:
    facts = read(
        DATELINE
        + "Orvane, Inc. and Kelvane Pharma announced a collaboration to find drugs. Orvane will receive $60 "
        "million, including an upfront cash payment and an equity investment, and royalties."
    )
    told = {t.kind: int(t.amount) for t in facts.agreements[0].terms if t.amount is not None}
    assert told == {"potential total": 60_000_000}


def test_rights_that_another_company_holds_come_from_it() -> None:
    facts = read(
        DATELINE
        + "Kelvane Pharma will receive exclusive marketing rights in Japan to saxavastin, which are currently "
        "held by Orvane, Inc. today."
    )
    assert sides(facts) == [GIVES]


def test_who_receives_rights_is_the_licensee_and_who_regains_them_the_licensor() -> None:
    received = read(
        DATELINE + "Kelvane Pharma today receives the rights to OR-5 in Japan from Orvane, Inc. for good."
    )
    regained = read(
        DATELINE + "Orvane, Inc. today regained the rights to OR-5 in Japan from Kelvane Pharma in full."
    )
    assert sides(received) == sides(regained) == [GIVES]


def test_a_licence_also_signed_is_a_deal_beside_the_joint_venture() -> None:
    facts = read(
        DATELINE
        + "Orvane, Inc. and Kelvane Pharma have entered into a joint venture agreement. Kelvane has taken a 10% "
        "stake in Orvane for a total consideration of $2 million. Orvane has also signed a licensing agreement with "
        "Kelvane Pharma for a vaccine."
    )
    told = [(a.types, [(t.kind, t.amount) for t in a.terms]) for a in facts.agreements]
    assert told == [(("collaboration",), [("equity", Decimal(2_000_000))]), (("license",), [])]


def test_an_agreement_entered_into_by_several_has_them_as_parties() -> None:
    facts = read(
        DATELINE
        + "The new plan replaces a collaboration agreement entered into by Orvane, Inc. and Kelvane Pharma in 2015."
    )
    assert sides(facts) == [{"Orvane, Inc.": "partner", "Kelvane Pharma": "partner"}]


def test_an_agreement_that_is_transferred_is_no_asset_sold() -> None:
    facts = read(
        DATELINE
        + "The research agreement with Kelvane Pharma on its antibody program will be transferred to Orvane, Inc."
    )
    assert all("asset purchase" not in a.types for a in facts.agreements)


def test_a_place_that_a_company_is_based_in_is_no_company() -> None:
    facts = read(
        "(Martigny, Switzerland) March 14, 2023 - Orvane R.P., based in Martigny, today announced an agreement with "
        "Kelvane Corporation to develop and commercialize a hydrogel for drugs."
    )
    assert {c.name for c in facts.companies} == {"Orvane, Inc.", "Kelvane Corporation"}


def test_territories_of_several_countries_with_articles() -> None:
    facts = read(
        DATELINE
        + "Orvane, Inc. today announced a licensing agreement with Kelvane Pharma for the marketing of OR-22, its "
        "inhaled steroid, in the United States, Canada and Mexico."
    )
    assert (sides(facts), facts.agreements[0].territory) == ([GIVES], "the United States, Canada and Mexico")


@pytest.mark.parametrize(
    "text",
    [
        "Orvane, Inc. has closed a deal with Korea's Kelvane Pharma granting it the rights to sell its drug Osteval.",
        "Orvane, Inc. and Kelvane Pharma announced that Kelvane Pharma has obtained an exclusive option to acquire "
        "rights to its drug OR-12.",
        "Kelvane Pharma announced today an agreement with Orvane, Inc. on exclusive rights for the development of "
        "OR-88 in Japan. Kelvane will pay Orvane an upfront payment.",
        "Orvane, Inc. announced a partnership with Kelvane Pharma for the commercialisation of its product in Brazil.",
    ],
)
def test_deals_that_no_agreement_names(text: str) -> None:
    assert sides(read(DATELINE + text)) == [GIVES]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Orvane will be eligible for up to $375 million, comprised of upfront and milestone payments.", 375),
        ("The total contract size is $320 million including the non-refundable payment at signing.", 320),
    ],
)
def test_totals_of_payments_of_several_kinds(text: str, amount: int) -> None:
    facts = read(
        DATELINE + "Orvane, Inc. signed a license agreement with Kelvane Pharma for its drug OR-8. " + text
    )
    told = {(t.kind, int(t.amount)) for t in facts.agreements[0].terms if t.amount}
    assert told == {("potential total", amount * 1_000_000)}


@pytest.mark.parametrize(
    "text",
    [
        "Orvane, Inc. may enter into licensing agreements with Kelvane Pharma or others in the future.",
        "Orvane, Inc. will market OR-12 itself and sell it to patients; it has appointed Kelvane Pharma its auditor.",
    ],
)
def test_releases_without_a_deal_stay_silent(text: str) -> None:
    assert read(DATELINE + text).agreements == ()


def test_working_together_gives_no_licence() -> None:
    facts = read(
        DATELINE
        + "Orvane, Inc. today announced a collaboration with Kelvane Pharma. Kelvane will be responsible for "
        "clinical development and commercialization in Asia."
    )
    assert sides(facts) == [{"Orvane, Inc.": "partner", "Kelvane Pharma": "partner"}]


def test_each_partner_has_its_own_deal_and_place() -> None:
    facts = read(
        DATELINE
        + "Orvane, Inc. has signed licensing agreements with Kelvane Pharma for Japan and Medora GmbH for Europe "
        "covering its antibiotic torvacillin."
    )
    assert [a.territory for a in facts.agreements] == ["Japan", "Europe"]
    assert [{*parties} - {"Orvane, Inc."} for parties in sides(facts)] == [
        {"Kelvane Pharma"},
        {"Medora GmbH"},
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Orvane will receive upfront and annual payments.", ["upfront", "annual fee"]),
        (
            "Orvane will receive an initial fee, research funding and royalties on sales.",
            ["upfront", "funding"],
        ),
        ("In return, Orvane will receive R&D support, milestones and royalties.", ["funding"]),
        (
            "Orvane will receive an equity stake as well as an upfront payment and royalties.",
            ["upfront", "equity"],
        ),
        ("Financial terms include an undisclosed signing fee and tiered royalties.", ["upfront"]),
        ("Orvane will receive an upfront payment of $5 million and royalties.", []),
        ("We are required to pay 10% of any upfront payment and royalties received.", []),
        ("We recognized revenue from research funding and will receive royalties.", []),
        ("Orvane will receive funding for its research.", []),
    ],
)
def test_payments_listed_without_amounts(text: str, kinds: list[str]) -> None:
    assert listed_kinds(text) == kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in a deal worth up to $450 million, including an upfront payment of $25 million.", {450, 25}),
        (
            "and will receive up to $284 million in total, including $29 million upfront and milestone payments.",
            {284, 29},
        ),
    ],
)
def test_what_a_deal_is_worth(text: str, expected: set[int]) -> None:
    facts = read(DATELINE + "Orvane, Inc. has licensed its drug candidate OR-301 to Kelvane Pharma " + text)
    told = {t.kind: int(t.amount) // 1_000_000 for t in facts.agreements[0].terms if t.amount}
    assert set(told) == {"potential total", "upfront"}
    assert set(told.values()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "March 14, 2023, Boston, MA and Mannheim, Germany. Orvane, Inc. and Kelvane Pharma today announced "
        "that they have "
        "entered into a supply agreement.",
        "14 March 2023 - Rockville, Maryland - Orvane, Inc. and Kelvane Pharma have agreed to jointly "
        "develop vaccines.",
        "MILAN, 14 March 2023 - Orvane S.p.A. announces that it has in-licensed from Kelvane Pharma the rights to the "
        "migraine drug Migrelax in Italy.",
        "LUND, Sweden - March 14, 2023 (NEWSWEAVE) - Orvane AB has granted Kelvane Pharma an exclusive license to its "
        "migraine drug Migrelax.",
        "Our Alliance Grows\n\nMarch 14, 2023\n\nOrvane Pharma thanks its partners.\n\nWe have concluded a license "
        "agreement with Kelvane AG for a vaccine.",
        "Orvane Signs License\n\nMarch 14, 2023\n\nOrvane, Inc. is pleased to announce that it has concluded "
        "a license "
        "agreement with Kelvane Pharma.",
    ],
)
def test_datelines_that_begin_with_their_date(text: str) -> None:
    assert [a.date for a in read(text).agreements] == ["2023-03-14"]


def test_an_agency_awards_a_contract_to_a_company_with_a_legal_form() -> None:
    facts = read(
        DATELINE
        + "The National Institutes of Health (NIH) has awarded Orvane, Inc. a multi-year contract to set up a "
        "compound repository."
    )
    assert [a.types for a in facts.agreements] == [("research",)]
