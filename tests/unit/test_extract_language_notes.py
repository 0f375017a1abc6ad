"""The language of notes of reports, second part: lists, earn-outs, separate agreements; sentences of our own."""

from __future__ import annotations

from decimal import Decimal

from .reports import drugs, read, roles, terms


def test_who_receives_an_upfront_license_payment_grants_the_license() -> None:
    facts = read(
        "In June 2013, the Company entered into an exclusive license agreement with Kelvane AG covering "
        "tomosertib in Korea. Pursuant to the agreement, the Company received an upfront license payment of "
        "$2.5 million."
    )
    assert roles(facts) == {"Orvane Therapeutics, Inc.": "licensor", "Kelvane AG": "licensee"}


def test_an_option_to_require_a_payment_takes_no_license() -> None:
    facts = read(
        "Effective May 2009, the Company entered into a license agreement with the University of Norwold for "
        "screening technology. On a sale of the Company, the University of Norwold had the option to require a "
        "further payment."
    )
    assert roles(facts)["University of Norwold"] == "licensor"


def test_a_list_of_candidates_gives_each_of_its_names() -> None:
    facts = read(
        "Under the license agreement with Kelvane AG, the Company holds exclusive rights to two neurology drug "
        "candidates, Zelvoqa and Ambrixo."
    )
    assert {"Zelvoqa", "Ambrixo"} <= drugs(facts)


def test_a_made_up_word_in_small_letters_that_is_developed_and_commercialized() -> None:
    facts = read(
        "In June 2013, the Company entered into a license agreement with Kelvane AG for the development and "
        "commercialization of ravalysin in Korea, and for diagnostics. Kelvane AG may not use nanobodies."
    )
    assert drugs(facts) == {"ravalysin"}


def test_enzymes_and_kinds_of_rna_are_no_drugs() -> None:
    facts = read(
        "In June 2013, the Company and Kelvane AG entered into a collaboration to discover microRNA therapeutics "
        "and inhibitors of geranyl transferase."
    )
    assert not facts.drugs


def test_a_dosage_form_is_no_part_of_the_substances_name() -> None:
    facts = read("In June 2013, the Company licensed its oxybutynin gel to Kelvane AG for Korea.")
    assert [(d.name, d.aliases) for d in facts.drugs] == [("oxybutynin", ("oxybutynin gel",))]


def test_an_institution_that_a_parenthesis_spells_by_its_initials() -> None:
    facts = read(
        "Foundry for Study of Sleep (FSS). Center for Study of Sleep (CSS): The Company holds worldwide rights to "
        "tomosertib under an exclusive license agreement with CSS."
    )
    assert roles(facts)["Center for Study of Sleep"] == "licensor"


def test_lines_that_a_viewer_broke_at_each_figure() -> None:
    facts = read(
        "In\nMarch\n2009,the Company entered into a license agreement with Kelvane AG for tomosertib. Kelvane AG paid "
        "an upfront fee of\n$4.5million on\nJuly\n1,\n2009under the agreement."
    )
    assert facts.agreements[0].date == "2009-03"
    assert terms(facts) == {("upfront", Decimal(4_500_000))}


def test_the_group_is_the_filer() -> None:
    facts = read(
        "On 3 May 2016, the Group entered into a licensing agreement with Kelvane AG for tomosertib. The Group "
        "received a non-refundable upfront payment of US$3.5 million.",
        form="20-F",
    )
    assert roles(facts) == {"Orvane Therapeutics, Inc.": "licensor", "Kelvane AG": "licensee"}


def test_the_effective_date_of_an_agreement_is_no_agreement() -> None:
    facts = read(
        'In May 2021 (the "2021 Kelvane License Agreement Effective Date"), the Company entered into a License and '
        'Option Agreement (the "2021 Kelvane License Agreement") with Kelvane AG.'
    )
    assert [a.types for a in facts.agreements] == [("license", "option")]


def test_the_execution_of_another_agreement_only_dates_a_payment() -> None:
    facts = read(
        "In 2015, the Company entered into a license agreement with Norwold University. In 2020, the license "
        "agreement was amended so that the Company paid Norwold University $0.4 million in connection with the "
        "execution of the Collaboration Agreement."
    )
    assert [a.types for a in facts.agreements] == [("license",)]


def test_a_company_acquired_by_merger_on_a_named_day() -> None:
    facts = read(
        "On June 2, 2014 XX, we acquired by merger 100% of Kelvane Biosciences. The fair value of "
        "consideration transferred totaled $21.0 million in cash. The undiscounted milestone payments range between "
        "zero and $33.0 million."
    )
    assert roles(facts) == {"Orvane Therapeutics, Inc.": "acquirer", "Kelvane Biosciences": "target"}
    assert facts.agreements[0].date == "2014-06-02"
    assert terms(facts) == {
        ("purchase price", Decimal(21_000_000)),
        ("milestones total", Decimal(33_000_000)),
    }
    assert not facts.milestones


def test_what_former_stockholders_were_paid_is_the_price_and_no_milestone() -> None:
    facts = read(
        "In May 2016, we acquired Kelvane Biosciences, Inc. The aggregate consideration paid to Kelvane's former "
        "stockholders at closing was $90.0 million and an additional $12.0 million earn-out payment was made in "
        "April 2017."
    )
    assert terms(facts) == {("purchase price", Decimal(90_000_000))}
    assert [(m.amount, m.date) for m in facts.milestones] == [(Decimal(12_000_000), "2017-04")]


def test_a_fee_owed_again_each_year_is_an_annual_fee() -> None:
    facts = read(
        "In May 2016, the Company entered into a license agreement with Norwold University. The Company pays a "
        "license fee of $7,500 on each anniversary of the agreement and each year thereafter."
    )
    assert terms(facts) == {("annual fee", Decimal(7500))}


def test_a_run_in_list_of_milestones_by_indication() -> None:
    facts = read(
        "In May 2016, the Company licensed tomosertib to Kelvane AG. The Company may receive up to $20.0 million of "
        "milestone payments as follows: a total of $12.0 million for asthma, of which $4.0 million relates to the "
        "initiation of a Phase 3 trial and $8.0 million relates to regulatory approval; and a total of $8.0 million "
        "for eczema."
    )
    assert [(m.amount, m.kind) for m in facts.milestones] == [
        (Decimal(4_000_000), "clinical"),
        (Decimal(8_000_000), "regulatory"),
    ]
    totals = {("milestones total", Decimal(n * 1_000_000)) for n in (20, 12, 8)}
    assert terms(facts) == totals


def test_payments_that_could_total_an_amount_are_no_milestone() -> None:
    facts = read(
        "In May 2016, the Company licensed tomosertib from Kelvane AG. The milestone payments could total "
        "approximately $3.2 million if we developed tomosertib for both indications."
    )
    assert not facts.milestones
    assert ("milestones total", Decimal(3_200_000)) in terms(facts)


def test_a_first_milestone_achieved_without_an_amount() -> None:
    facts = read(
        "In May 2016, the Company entered into a license agreement with Norwold University. In August 2018, the "
        "first milestone was achieved under this agreement."
    )
    assert [(m.amount, m.status, m.date) for m in facts.milestones] == [(None, "achieved", "2018-08")]


def test_an_upfront_payment_made_without_a_figure() -> None:
    facts = read(
        "In May 2016, the Company licensed tomosertib to Kelvane AG. The Company received an upfront payment and will "
        "receive royalties."
    )
    assert terms(facts) == {("upfront", None), ("royalty", None)}


def test_separate_agreements_with_each_of_several_companies_are_one_each() -> None:
    facts = read(
        "During 2014, the Company entered into separate license agreements with each of Kelvane AG, Tarvo Pharma Inc. "
        "and Belmira S.p.A. for tomosertib. Tarvo's territory is comprised of Korea. Tarvo Pharma Inc. terminated the "
        "license agreement in 2016."
    )
    found = sorted((sorted(roles(facts, n)), a.status) for n, a in enumerate(facts.agreements))
    assert found == [
        (["Belmira S.p.A.", "Orvane Therapeutics, Inc."], "in force"),
        (["Kelvane AG", "Orvane Therapeutics, Inc."], "in force"),
        (["Orvane Therapeutics, Inc.", "Tarvo Pharma Inc."], "terminated"),
    ]
    assert {"licensee"} == {
        r[c] for n in range(3) for r in [roles(facts, n)] for c in r if c == "Tarvo Pharma Inc."
    }


def test_who_licensed_a_product_supplies_it() -> None:
    facts = read(
        "In May 2016, the Company entered into a license agreement and a supply agreement with Kelvane AG. Under the "
        "license agreement, Kelvane AG received an exclusive license to sell tomosertib in Korea."
    )
    assert {tuple(a.types): roles(facts, n)["Kelvane AG"] for n, a in enumerate(facts.agreements)} == {
        ("license",): "licensee",
        ("supply",): "customer",
    }


def test_brands_in_a_parenthesis_behind_the_substance() -> None:
    facts = read("In May 2016, the Company licensed avanafil (VELTRAX or BRISTENA) to Kelvane AG for Korea.")
    assert [d.name for d in facts.drugs] == ["avanafil"]
    assert "VELTRAX" in facts.drugs[0].aliases


def test_grants_and_contracts_of_agencies_are_research_deals_with_funding() -> None:
    for text, partner, amount in (
        (
            "In October 2017, we were awarded a $9.5 million grant from the Norwold Research Foundation.",
            "Norwold Research Foundation",
            9_500_000,
        ),
        (
            "In May 2019, the National Cancer Institute (NCI), a division of the Department of Health, awarded the "
            "Company a contract valued at up to $25.0 million for a vaccine.",
            "National Cancer Institute",
            25_000_000,
        ),
        (
            "On March 3, 2016, the Company entered into a grant agreement with the Norwold Trust for Malaria Research "
            "under which it was awarded a grant totaling up to $6.1 million.",
            "Norwold Trust for Malaria Research",
            6_100_000,
        ),
    ):
        facts = read(text)
        assert [a.types for a in facts.agreements] == [("research",)]
        assert roles(facts) == {"Orvane Therapeutics, Inc.": "partner", partner: "partner"}
        assert terms(facts) == {("funding", Decimal(amount))}


def test_grants_of_options_and_designations_are_no_deals() -> None:
    facts = read(
        "The Company was granted orphan drug designation for tomosertib from the National Agency for Medicines. "
        "Directors were awarded options under a contract with the Norwold Foundation. Employees received awards."
    )
    assert not facts.agreements


def test_several_agreements_in_one_phrase() -> None:
    facts = read(
        "The Company entered into a research agreement, a license agreement and a stock purchase agreement with "
        "Kelvane AG in July 2018."
    )
    assert [a.types for a in facts.agreements] == [("research",), ("license",), ("equity",)]


def test_who_licensed_to_us_and_was_acquired_later() -> None:
    facts = read(
        "In May 2010, Kelvane AG (subsequently acquired by Tarvo Pharma) licensed to us rights to OV-224."
    )
    assert roles(facts) == {"Kelvane AG": "licensor", "Orvane Therapeutics, Inc.": "licensee"}


def test_a_licence_of_an_acquired_company_is_told_once() -> None:
    facts = read(
        "In May 2019, we acquired Kelvane Biosciences, Inc. Kelvane had licensed OV-224 from Norwold University in "
        "2012 under an exclusive license agreement."
    )
    assert [a.types for a in facts.agreements] == [("acquisition",), ("license",)]


def test_a_payment_that_former_stockholders_may_get_is_a_milestone() -> None:
    facts = read(
        "In connection with the acquisition of Kelvane Biosciences, Inc. in May 2013, former stockholders of Kelvane "
        "are eligible for a $10.0 million payment upon approval of OV-224."
    )
    assert [(m.amount, m.status) for m in facts.milestones] == [(Decimal(10_000_000), "potential")]


def test_a_milestone_promised_and_later_reached_is_one_and_achieved() -> None:
    facts = read(
        "In June 2015, we and Kelvane AG entered into a collaboration agreement. Kelvane AG will pay us $5.0 million "
        "upon the initiation of a Phase 3 trial. In March 2018, we initiated the Phase 3 trial and received the $5.0 "
        "million milestone payment."
    )
    assert [(m.status, m.date) for m in facts.milestones] == [("achieved", "2018-03")]


def test_the_event_of_a_milestone_stands_behind_with() -> None:
    facts = read(
        "In March 2020, the Company achieved a milestone under its agreement with Kelvane AG with the dosing of the "
        "first patient in a Phase 2 trial, and earned a $4.0 million payment."
    )
    assert [m.trigger for m in facts.milestones] == ["dosing of the first patient in a Phase 2 trial"]


def test_milestone_revenue_from_a_partner_on_an_event() -> None:
    facts = read(
        "In May 2016, the Company licensed tomosertib to Kelvane AG. In 2018, the Company recognized $8.0 million of "
        "milestone revenue from Kelvane AG upon acceptance of the NDA."
    )
    assert [(m.amount, m.status, m.kind) for m in facts.milestones] == [
        (Decimal(8_000_000), "achieved", "regulatory")
    ]


def test_who_manufactures_in_a_development_and_supply_agreement() -> None:
    facts = read(
        "In June 2009, Kelvane Pharma, Inc. and the Company entered into a development and manufacturing/supply "
        "agreement pursuant to which Kelvane Pharma, Inc. will manufacture OV-224."
    )
    assert roles(facts) == {"Kelvane Pharma, Inc.": "supplier", "Orvane Therapeutics, Inc.": "customer"}


def test_an_agreement_is_of_the_types_that_it_is_for() -> None:
    facts = read(
        "In May 2004, the Company entered into an agreement with Kelvane AG to supply and commercialize OV-224."
    )
    assert facts.agreements[0].types == ("supply", "commercialization")


def test_rights_on_an_exclusive_basis() -> None:
    facts = read(
        "In May 2016, the Company licensed its inhaler technology to Kelvane AG on an exclusive basis in Korea."
    )
    assert facts.agreements[0].exclusivity == "exclusive"


def test_the_date_in_the_name_of_what_is_amended() -> None:
    facts = read("On June 9, 2016, Orvane amended its November 2014 License Agreement with Kelvane AG.")
    assert [a.date for a in facts.agreements] == ["2014-11"]


def test_a_heading_names_the_agreement_in_full() -> None:
    facts = read(
        "Kelvane Development and License Agreement\n\nIn May 2017, Orvane entered into a licensing agreement "
        "with Kelvane AG."
    )
    assert [set(a.types) for a in facts.agreements] == [{"development", "license"}]


def test_pay_for_development_support_is_funding() -> None:
    facts = read(
        "In May 2016, the Company and Kelvane AG entered into a collaboration agreement, which called for Kelvane AG "
        "to pay the Company for research and development support."
    )
    assert ("funding", None) in terms(facts)


def test_a_section_of_a_report_as_an_exhibit_speaks_for_the_filer() -> None:
    facts = read(
        "Research Agreements\n\nIn May 2009, the Company entered into a collaboration and license agreement with"
        " Kelvane AG, focused on asthma. Kelvane AG paid the Company $4.0 million at signing, and we will receive"
        " royalties of 5 to 8 per cent of net sales.",
        form="EX-99.1",
    )
    assert set(roles(facts)) == {"Orvane Therapeutics, Inc.", "Kelvane AG"}
    assert {t.rate for t in facts.agreements[0].terms if t.kind == "royalty"} == {"5 to 8 per cent"}
