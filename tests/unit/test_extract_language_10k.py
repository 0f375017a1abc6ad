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


def test_licences_that_are_things_and_amounts_received_by_another() -> None:
    facts = read(
        "In May 2021, the Company entered into a license agreement with Kelvane AG, pursuant to which the Company "
        "obtained exclusive, worldwide licenses to certain patents. The Company is obligated to pay royalties to "
        "Kelvane based on amounts received from its customers."
    )
    assert roles(facts) == {"Kelvane AG": "licensor", "Orvane, Inc.": "licensee"}


def test_who_sells_shares_under_a_stock_purchase_agreement() -> None:
    facts = read(
        "In July 2022, the Company entered into a stock purchase agreement with Kelvane AG, pursuant to which the "
        "Company sold 1,500,000 shares of its common stock to Kelvane for an aggregate of $35.0 million in "
        "connection with their collaboration for the development of gene therapies."
    )
    assert roles(facts) == {"Kelvane AG": "investor", "Orvane, Inc.": "investee"}


def test_goods_at_a_transfer_price_are_no_sale_of_assets() -> None:
    facts = read(
        "In March 2007, we entered into an exclusive agreement with Kelvane AG to distribute "
        "Orvalin in Japan. Kelvane "
        "will purchase Orvalin from us at an agreed-upon transfer price upon marketing approval."
    )
    assert [a.types for a in facts.agreements] == [("commercialization",)]


def test_a_priority_review_voucher_is_an_asset() -> None:
    facts = read(
        "On July 27, 2020, the Company entered into an agreement to sell its priority review voucher to Kelvane AG."
    )
    assert [a.types for a in facts.agreements] == [("asset purchase",)]
    assert roles(facts) == {"Kelvane AG": "buyer", "Orvane, Inc.": "seller"}


def test_an_agreement_told_to_have_been_entered_into_previously_with_its_date() -> None:
    facts = read(
        "The Company previously entered into an asset purchase agreement with Kelvane AG on May 9, 2017. On May 6, "
        "2019, the Company entered into an asset purchase agreement with Kelvane."
    )
    assert [a.date for a in facts.agreements] == ["2017-05-09", "2019-05-06"]


def test_an_agreement_we_entered_into_earlier() -> None:
    facts = read(
        "On October 14, 2015, we entered into a license agreement, or the orvalizumab license "
        "agreement, with Kelvane "
        "AG. This supersedes the clinical trial collaboration agreement we entered into with "
        "Kelvane in November 2014. "
        "Pursuant to the orvalizumab license agreement, Kelvane made an upfront payment of $350.0 million to us."
    )
    assert [(a.date, len(a.terms)) for a in facts.agreements] == [("2015-10-14", 1), ("2014-11", 0)]


def test_universities_parted_by_a_slash_and_a_company_of_two_letters() -> None:
    facts = read(
        "The Regents of the University of California/University of Vienna\n\nWe entered into a license agreement "
        "with The Regents of the University of California. In June 2009, we entered into a sublicense agreement with "
        "JT for patients in Japan. Under the sublicense agreement with JT, we received a milestone payment from JT."
    )
    names = {c.name for c in facts.companies}
    assert "JT" in names
    assert not any("/" in name for name in names)


def test_money_from_a_party_tells_the_deal() -> None:
    facts = read(
        "In May 2020, the Company granted Kelvane AG an exclusive license to orvalizumab under a license agreement. "
        "The Company pays Borea University a share under an existing license agreement. In June 2021, the Company "
        "received an upfront payment of $12 million from Kelvane."
    )
    assert [len(a.terms) for i, a in enumerate(facts.agreements) if "Kelvane AG" in roles(facts, i)] == [1]


def terms(facts: FilingFacts, number: int = 0) -> list[tuple[str, int | None]]:
    return [(t.kind, None if t.amount is None else int(t.amount)) for t in facts.agreements[number].terms]


SIGNED = "In May 2021, the Company entered into a license agreement for orvalizumab with Kelvane AG. "


def test_a_total_that_future_payments_amounted_to() -> None:
    facts = read(
        SIGNED + "As of March 31, 2021, future potential milestone payments amounted to $2.0 million."
    )
    assert terms(facts) == [("milestones total", 2_000_000)]
    assert not facts.milestones


def test_shares_with_an_aggregate_value_and_a_minimum_annual_payment() -> None:
    facts = read(
        SIGNED
        + "The Company received 156,000 shares of Kelvane common stock with an aggregate value of $4.6 million. "
        "After 2024, the minimum annual payment will be $75,000."
    )
    assert terms(facts) == [("equity", 4_600_000), ("annual fee", 75_000)]
    assert not facts.milestones


def test_an_estimate_at_a_discount_rate_is_no_payment() -> None:
    facts = read(
        SIGNED
        + "The consideration payable to Kelvane was estimated at $4.5 million discounted to $4.0 million."
    )
    assert terms(facts) == []


def test_names_of_agreements_about_assets_and_whole_companies() -> None:
    signed = "On June 2, 2016, the Company entered into {} with Kelvane AG about its antibody products."
    kinds = {
        "an Asset Contribution Agreement": ("asset purchase",),
        "an Asset Purchase and License Agreement": ("asset purchase", "license"),
        "a Business Combination Agreement": ("merger",),
        "a Membership Interest Purchase Agreement": ("acquisition",),
        "an Agreement and Plan of Merger": ("merger",),
    }
    assert {name: read(signed.format(name)).agreements[0].types for name in kinds} == kinds


def test_a_licence_that_an_agreement_is_to_obtain_is_no_second_agreement() -> None:
    facts = read(
        "Galvane LLC\n\nIn July 2015, we entered into a research agreement with Kelvane 110 LP "
        "to obtain an exclusive, "
        "worldwide license to antibodies to GITR."
    )
    assert [roles(facts, i) for i in range(len(facts.agreements))] == [
        {"Kelvane 110 LP": "licensor", "Orvane, Inc.": "licensee"}
    ]


def test_the_short_name_belongs_to_the_subsidiary_that_signs() -> None:
    facts = read(
        "In May 2018, the Company entered into an exclusive license agreement with Kelvane US LLC, a "
        "subsidiary of Kelvane "
        'Pharma Inc. ("Kelvane"). The Company granted Kelvane a license to develop orvalizumab.'
    )
    assert [set(roles(facts, i)) for i in range(len(facts.agreements))] == [
        {"Kelvane US LLC", "Orvane, Inc."}
    ]


def test_a_made_up_word_that_the_text_introduces_as_a_drug_candidate() -> None:
    facts = read(
        "The Company has granted Kelvane AG an exclusive license to develop the Company's drug candidate, rosivex, "
        "in Japan."
    )
    assert [d.name for d in facts.drugs] == ["rosivex"]


def test_a_heading_that_ends_in_a_legal_form_opens_a_section() -> None:
    facts = read(
        "Kelvane Therapeutics, Inc.\n\nOn February 4, 2020, the Company entered into a license "
        "agreement for orvalizumab. "
        "The Company received an upfront payment of $5.0 million.\n\nAcquisition of BOREA\n\nOn June "
        "1, 2021, the Company "
        "completed the acquisition of BOREA, which is developing a vaccine."
    )
    assert [sorted(roles(facts, i)) for i in range(len(facts.agreements))] == [
        ["Kelvane Therapeutics, Inc.", "Orvane, Inc."],
        ["BOREA", "Orvane, Inc."],
    ]


def test_one_sentence_ends_an_agreement_and_tells_of_another() -> None:
    facts = read(
        "In October 2014, we and Kelvane AG terminated our Co-Development and License Agreement "
        "relating to orvalizumab, and "
        "we acquired an exclusive worldwide license with respect to orvalizumab directly from Borea Limited."
    )
    assert {tuple(sorted(roles(facts, i))): a.status for i, a in enumerate(facts.agreements)} == {
        ("Kelvane AG", "Orvane, Inc."): "terminated",
        ("Borea Limited", "Orvane, Inc."): "in force",
    }


def test_under_a_dated_agreement_another_company_grants() -> None:
    facts = read(
        "Under an option and license agreement effective as of August 10, 2020, Kelvane AG granted "
        "the Company a research "
        "license to evaluate certain anti-VISTA antibodies."
    )
    assert [(a.date, roles(facts, i)) for i, a in enumerate(facts.agreements)] == [
        ("2020-08-10", {"Kelvane AG": "licensor", "Orvane, Inc.": "licensee"})
    ]


def test_products_of_a_deal_told_before_and_a_programme_of_selling_shares() -> None:
    facts = read(
        "On April 15, 2019 we executed a license agreement with Kelvane AG for two early stage "
        "drugs. The second drug is a "
        'molecule directed against cluster of differentiation 20 ("CD20"). We sold shares pursuant to our Equity '
        "Distribution Agreement with Borea Securities LLC."
    )
    assert [a.name for a in facts.antigens] == ["CD20"]
    assert [a.types for a in facts.agreements] == [("license",)]


def test_targets_of_epitopes_of_crossed_programs_and_of_how_a_drug_works() -> None:
    facts = read(
        "Orvatamab is a bispecific antibody that can simultaneously bind two non-overlapping epitopes of HER2. The "
        "Company has three collaboration programs (BCMA-CD3, PD1-LAG3 and PD1-TIM3) with Kelvane AG. We licensed "
        "rosivatinib for any indications in humans through the inhibition of JAK1."
    )
    assert {a.name for a in facts.antigens} == {"HER2", "BCMA", "CD3", "PD1", "LAG3", "TIM3", "JAK1"}
    assert targets(facts) == {("orvatamab", "HER2"), ("rosivatinib", "JAK1")}


def test_parts_of_a_joint_signing_share_its_rights() -> None:
    facts = read(
        "In October 2010, we entered into three separate license agreements with Kelvane, LLC "
        "(Kelvane), pursuant to which "
        "we granted Kelvane a worldwide, exclusive license to develop vaccines in three indications."
    )
    assert [(a.exclusivity, roles(facts, i)["Orvane, Inc."]) for i, a in enumerate(facts.agreements)] == [
        ("exclusive", "licensor")
    ] * 3


def test_a_party_that_an_amendment_adds() -> None:
    facts = read(
        "In August 2018, the Company entered into a license agreement with Kelvane AG, as "
        "amended and restated in July "
        "2019 to include the Children's Hospital of Borea (CHB) as a party, pursuant to which "
        "the Company obtained an "
        "exclusive license to patents."
    )
    assert sorted(roles(facts).values()) == ["licensee", "licensor", "licensor"]


def test_the_subject_before_an_aside_and_who_says_whom_later_bought() -> None:
    facts = read(
        "In August 2009, Borea Limited, which the Company acquired in October 2010, entered into a license agreement "
        "for orvalizumab with Kelvane AG, a company later acquired by Galvane LLC."
    )
    signed = next(i for i, a in enumerate(facts.agreements) if a.date == "2009-08")
    assert set(roles(facts, signed)) == {"Borea Limited", "Kelvane AG"}
    assert not any("Galvane LLC" in roles(facts, i) for i in range(len(facts.agreements)))


def test_a_heading_that_names_the_parent_of_the_party() -> None:
    facts = read(
        "License Agreement with Kelvane\n\nUnder the terms of our license agreement with Borea Holdings Inc., a wholly "
        'owned subsidiary of Kelvane, Inc. ("Kelvane"), we paid an upfront payment of $8.0 million for orvalizumab.'
    )
    assert [set(roles(facts, i)) for i in range(len(facts.agreements))] == [
        {"Borea Holdings Inc.", "Orvane, Inc."}
    ]


def test_a_short_name_that_shares_a_word_with_an_institution() -> None:
    facts = read(
        "In August 2015, the Company entered into a license agreement with the Regents of the University of California "
        '(the "UC Regents"). We pay the UC Regents royalties on orvalizumab.'
    )
    assert len(facts.agreements) == 1
    assert len(facts.companies) == 2
