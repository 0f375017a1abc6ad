"""The language of press releases and of news texts: sentences of our own."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from dealgraph.extract import RuleExtractor
from dealgraph.extract.payments.money import find_money
from dealgraph.extract.text import Page
from dealgraph.facts import FilingFacts
from dealgraph.filing import Document, Filer, Filing


def read(text: str, filer: str = "Orvane, Inc.") -> FilingFacts:
    document = Document(1, "EX-99.1", "a.txt", text)
    filing = Filing(
        "a.txt",
        "8-K",
        (document,),
        "0000000000-23-000001",
        filers=(Filer(filer, None),),
        filed_on=dt.date(2023, 3, 14),
    )
    return RuleExtractor().extract(filing)


SIGNED = (
    "Orvane, Inc., a clinical-stage biotechnology company, today announced that it has entered into a license "
    "agreement with Kelvane AG for the antibody orvalizumab in patients with asthma. "
)


def roles(facts: FilingFacts, number: int = 0) -> dict[str, str]:
    names = {c.id: c.name for c in facts.companies}
    return {names[p.company]: p.role for p in facts.agreements[number].parties}


def terms(facts: FilingFacts, number: int = 0) -> set[tuple[str, int | None]]:
    return {(t.kind, None if t.amount is None else int(t.amount)) for t in facts.agreements[number].terms}


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("Kelvane pays $12m at signing", 12_000_000, "USD"),
        ("Kelvane pays £3.5m at signing", 3_500_000, "GBP"),
        ("worth USD18m in all", 18_000_000, "USD"),
        ("a payment of SEK 250 000 is due", 250_000, "SEK"),
        ("a payment of EUR 1 450 000 is due", 1_450_000, "EUR"),
        ("a payment of EUR 7,5 million is due", 7_500_000, "EUR"),
        ("a payment of 7,5 million euros is due", 7_500_000, "EUR"),
        ("receives MSEK 40 for it", 40_000_000, "SEK"),
        ("receives 40 MSEK for it", 40_000_000, "SEK"),
        ("receives 6 million USD for it", 6_000_000, "USD"),
        ("receives 90 000 DKK for it", 90_000, "DKK"),
        ("receives Rs 12 crore for it", 120_000_000, "INR"),
    ],
)
def test_amounts_as_european_nordic_and_indian_releases_write_them(
    text: str, amount: int, currency: str
) -> None:
    found = find_money(Page.of(Document(1, "8-K", "a", text)))
    assert [(m.amount, m.currency) for m in found] == [(Decimal(amount), currency)]


def test_a_year_before_a_currency_is_no_amount() -> None:
    found = find_money(
        Page.of(Document(1, "8-K", "a", "in 2019 EUR 5 million were paid, in 2020 EUR 6 million"))
    )
    assert [int(m.amount or 0) for m in found] == [5_000_000, 6_000_000]


def test_who_pays_in_a_collaboration_is_no_licensee() -> None:
    facts = read(
        "Orvane, Inc. today announced a discovery collaboration with Kelvane AG on kinases. Kelvane will pay Orvane "
        "an upfront payment of $4 million and milestone payments."
    )
    assert roles(facts) == {"Orvane, Inc.": "partner", "Kelvane AG": "partner"}


def test_a_licence_for_the_use_of_a_technology_tells_who_lends_it() -> None:
    facts = read(
        "Orvane, Inc., a biopharmaceutical company, has signed a license agreement with Kelvane AG for the use of its "
        "linker technology in drug discovery."
    )
    assert roles(facts) == {"Orvane, Inc.": "licensee", "Kelvane AG": "licensor"}


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("Kelvane will pay Orvane a lump sum of $9 million and milestone payments.", ("upfront", 9_000_000)),
        ("Orvane will receive an undisclosed upfront payment from Kelvane.", ("upfront", None)),
        ("Kelvane will also make an equity investment in Orvane.", ("equity", None)),
        ("Kelvane will pay Orvane an option exercise fee.", ("option fee", None)),
        (
            "Orvane receives $3 million upfront, plus potential milestone payments.",
            ("milestones total", None),
        ),
        (
            "The potential total consideration to Orvane is up to $700 million.",
            ("potential total", 700_000_000),
        ),
        (
            "The sum of upfront payment, option fee and milestones adds up to $300 million for Orvane.",
            ("potential total", 300_000_000),
        ),
        (
            "Orvane is eligible for sales milestone payments not exceeding $80 million.",
            ("milestones total", 80_000_000),
        ),
        ("Research funding by Kelvane in the first year will total $2 million.", ("funding", 2_000_000)),
    ],
)
def test_terms_as_releases_tell_them(sentence: str, term: tuple[str, int | None]) -> None:
    facts = read(SIGNED + sentence)
    assert term in terms(facts)


def test_what_an_upfront_payment_may_grow_to_is_no_payment() -> None:
    facts = read(
        SIGNED
        + "Orvane receives an upfront payment of $20 million, which may increase to $26 million after delivery."
    )
    assert terms(facts) == {("upfront", 20_000_000)}
    assert not facts.milestones


def test_an_acronym_of_the_field_is_no_short_form_of_a_company() -> None:
    facts = read(
        "Orvane, Inc. announced that the antibody OV-110 was out-licensed for ADC development to ADC Kelvane SA. "
        "ADC Kelvane is testing an antibody drug conjugate (ADC) in patients."
    )
    assert roles(facts) == {"Orvane, Inc.": "licensor", "ADC Kelvane SA": "licensee"}


def test_a_family_name_with_particles_stays_whole() -> None:
    facts = read(
        "Orvane, Inc., a biopharmaceutical company, today announced that it has entered into a license agreement with "
        "Laboratorios Del Dr. Kelvane S.A for orvalizumab."
    )
    assert "Laboratorios Del Dr. Kelvane S.A" in {c.name for c in facts.companies}


def test_a_purchase_of_stock_buys_no_company() -> None:
    facts = read(SIGNED + "It provides for a purchase by Kelvane of $6 million of Orvane's common stock.")
    assert [a.types for a in facts.agreements] == [("license",)]


def test_a_report_that_opens_with_its_day_dates_the_signing() -> None:
    facts = read(
        "On March 13, 2023 Orvane, Inc. (Nasdaq: ORVN), a clinical-stage company that has dedicated itself to finding, "
        "testing and bringing to patients new antibodies against diseases of the lungs and of the airways that have no "
        "treatment today, reported that it has entered into a license agreement with Kelvane AG."
    )
    assert facts.agreements[0].date == "2023-03-13"


@pytest.mark.parametrize(
    "sentence",
    [
        "Kelvane has returned all rights to orvalizumab.",
        "Orvane has regained global rights to orvalizumab.",
        "As of today the license agreement will no longer be active.",
    ],
)
def test_rights_that_come_back_end_the_deal(sentence: str) -> None:
    facts = read(
        "In May 2019, Orvane, Inc. entered into a license agreement with Kelvane AG for the antibody orvalizumab in "
        "patients with asthma. " + sentence
    )
    assert [a.status for a in facts.agreements] == ["terminated"]


def test_a_payment_received_from_a_partner_tells_its_milestone() -> None:
    facts = read(
        "Orvane, Inc., a biotechnology company, announces today that it received from Kelvane AG (now Torvia AG) a "
        "milestone payment of $2 million under their collaboration agreement upon IND submission for OV-110."
    )
    assert [(m.amount, m.status) for m in facts.milestones] == [(Decimal(2_000_000), "achieved")]


def test_crossed_targets_with_small_letters() -> None:
    facts = read(
        "Orvane, Inc. presents data on its FcRH5xCD3 bispecific antibody, orvatamab, in patients with myeloma."
    )
    assert {a.name for a in facts.antigens} == {"FcRH5", "CD3"}


def test_a_word_behind_an_antibody_is_no_part_of_its_name() -> None:
    facts = read("Orvane, Inc. will develop the antibody orvatamab worldwide, in patients with myeloma.")
    assert [d.name for d in facts.drugs] == ["orvatamab"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Orvane, Inc. teams up with Kelvane AG to find antibodies against asthma, the companies said.",
        "Orvane, Inc. has partnered with Kelvane AG to develop vaccines for patients with asthma.",
        "Orvane, Inc. and Kelvane AG will jointly discover antibodies for patients with asthma.",
        "Kelvane AG has sealed a broad pact with Orvane, Inc., which develops antibodies for patients.",
    ],
)
def test_collaborations_told_by_verbs(sentence: str) -> None:
    facts = read(sentence)
    assert [(a.types, len(a.parties)) for a in facts.agreements] == [(("collaboration",), 2)]


def test_an_application_for_a_biologics_license_is_no_agreement() -> None:
    facts = read(
        "Orvane, Inc. and Kelvane AG today announced that the FDA approved the Biologics License Application for the "
        "antibody orvatamab in patients with asthma."
    )
    assert not facts.agreements


def test_a_contract_manufacturer_supplies() -> None:
    facts = read(
        "Kelvane AG, a contract development and manufacturing organisation, has entered into an agreement with "
        "Orvane, Inc. to support the manufacture of OV-110, Orvane's vaccine candidate in a clinical trial."
    )
    assert facts.agreements[0].types == ("manufacturing",)
    assert roles(facts) == {"Kelvane AG": "supplier", "Orvane, Inc.": "customer"}
    names = {c.id: c.name for c in facts.companies}
    assert [[names[c] for c in d.developers] for d in facts.drugs] == [["Orvane, Inc."]]


def test_a_holder_of_an_option_develops_nothing_yet() -> None:
    facts = read(
        "Orvane, Inc. today announced that it has granted Kelvane AG an option under an option agreement for OV-110, "
        "its antibody in a clinical trial for asthma."
    )
    names = {c.id: c.name for c in facts.companies}
    assert [[names[c] for c in d.developers] for d in facts.drugs] == [["Orvane, Inc."]]


def test_a_licence_dated_behind_its_party() -> None:
    facts = read(
        "The antibody OV-110 of Orvane, Inc. was licensed to Kelvane AG in 2017 exclusively to treat patients."
    )
    assert [(a.date, a.exclusivity) for a in facts.agreements] == [("2017", "exclusive")]


def test_an_offer_to_buy_all_shares_is_an_acquisition() -> None:
    facts = read(
        "Kelvane AG, a drug maker, said that it had completed its tender offer to buy all shares of "
        "Orvane, Inc., whose antibody is in clinical trials, for a total value of $640 million."
    )
    assert roles(facts) == {"Kelvane AG": "acquirer", "Orvane, Inc.": "target"}
    assert terms(facts) == {("purchase price", 640_000_000)}


def test_a_headline_and_its_text_tell_one_deal() -> None:
    facts = read(
        "Orvane and Kelvane Announce Strategic Collaboration for Orvatamab in Japan\n\n"
        "• Orvane receives $7 million upfront from Kelvane\n\n"
        "Boston, March 14, 2023 - Orvane, Inc. (Nasdaq: ORVN), a biotechnology company, and Kelvane AG today announced "
        "an exclusive license agreement for the antibody orvatamab in Japan."
    )
    assert [set(a.types) for a in facts.agreements] == [{"license", "collaboration"}]


def test_the_only_company_of_a_release_develops_its_drugs() -> None:
    facts = read(
        "New data show activity across blood cancers, Orvane, Inc. announced.\n\n"
        "The company's portfolio includes two bispecific antibodies, orvatamab and kelvatamab."
    )
    assert {len(d.developers) for d in facts.drugs} == {1}


@pytest.mark.parametrize(
    "sentence",
    [
        "The study showed superiority of orvatamab versus Humira in patients with psoriasis.",
        "Orvatamab worked well compared with tumor necrosis factor blocker Humira in patients with psoriasis.",
        "Orvane's orvatamab is no biosimilar of Humira, the company said of its trial in patients.",
    ],
)
def test_what_a_drug_is_compared_with_is_not_listed(sentence: str) -> None:
    facts = read("Orvane, Inc. reports data on the antibody orvatamab. " + sentence)
    assert [d.name for d in facts.drugs] == ["orvatamab"]


def test_a_brand_told_behind_its_approval() -> None:
    facts = read(
        "Orvane's drug kelvaglutide was approved by the FDA in March 2021 under the brand name Orvelo® for patients."
    )
    assert [(d.name, d.aliases) for d in facts.drugs] == [("kelvaglutide", ("Orvelo",))]


def test_a_made_up_name_in_patients() -> None:
    facts = read(
        "Orvane, Inc. met the endpoints of its safety trial of Orvelza in patients with knee osteoarthritis. It has "
        "the rights to manufacture Orvelza."
    )
    assert [d.name for d in facts.drugs] == ["Orvelza"]


def test_a_payment_for_meeting_an_event_is_earned() -> None:
    facts = read(
        "Orvane, Inc., a biotechnology company, will receive a milestone payment of $3 million from Kelvane AG for "
        "meeting the endpoints of its trial of the antibody OV-110, under their license agreement."
    )
    assert [(m.amount, m.status) for m in facts.milestones] == [(Decimal(3_000_000), "achieved")]


def test_leaving_a_deal_tells_nothing_of_who_gave_what() -> None:
    facts = read(
        "Orvane, Inc. announced that Kelvane AG opted out of developing the antibody orvatamab. Under a 2016 License "
        "Agreement between Orvane and Kelvane, Kelvane received ex-U.S. rights to orvatamab. Kelvane's opt-out gives "
        "Orvane an exclusive license to the antibody in all countries."
    )
    assert roles(facts) == {"Orvane, Inc.": "licensor", "Kelvane AG": "licensee"}
    assert facts.agreements[0].date == "2016"


def test_a_milestone_payment_that_is_announced_is_earned() -> None:
    facts = read(
        SIGNED
        + "Separately, Orvane announced a second milestone payment of $4 million for dosing the first patient."
    )
    assert [(m.amount, m.status) for m in facts.milestones] == [(Decimal(4_000_000), "achieved")]
