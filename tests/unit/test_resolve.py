from __future__ import annotations

from decimal import Decimal

import pytest

from dealgraph.facts import Term
from dealgraph.resolve import FilingKeys, resolve
from dealgraph.resolve.keys import AgreementKey, AntigenKey, CompanyKey, DrugKey, MilestoneKey, term_key
from dealgraph.resolve.names import company_name, descriptors, is_acronym, legal_forms, slug, substance_name


def company(
    ident: str, name: str, *aliases: str, cik: str | None = None, filer: str | None = None
) -> CompanyKey:
    return CompanyKey(ident, name, aliases, cik=cik, filer=filer)


def filing(key: str, *companies: CompanyKey, filed: str = "2000-01-01", **kinds: object) -> FilingKeys:
    return FilingKeys(key, filed, companies=companies, **kinds)  # type: ignore[arg-type]


def same(filings: list[FilingKeys], one: tuple[str, str], other: tuple[str, str]) -> bool:
    found = resolve(filings)
    assert resolve(filings[::-1]).iris == found.iris
    return found.of(*one) == found.of(*other)


HARBOR = company("filer:0", "HARBOR THERAPEUTICS INC", cik="0000000007")


# --- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", sorted(legal_forms()))
def test_each_legal_form_is_taken_off_and_told(form: str) -> None:
    name = company_name(f"Arbor {form.upper()}")
    assert name.stem == ("arbor",)
    assert name.families == {legal_forms()[form]}


@pytest.mark.parametrize("word", sorted(descriptors()))
def test_each_descriptor_is_left_out_of_the_core(word: str) -> None:
    assert company_name(f"Arbor {word.title()}, Inc.").core == "arbor"


def test_a_name_that_is_only_a_form_stays() -> None:
    assert company_name("Limited").stem == ("limited",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ARBOR BIO INC /DE/", "Arbor Bio, Inc."),
        ("Takeda U.S.A., Inc.", "Takeda USA Inc"),
        ("The Arbor Company", "Arbor Co."),
        ("Sociedad Élan S.A.", "Sociedad Elan SA"),
        ("Novo Nordisk A/S", "Novo Nordisk AS"),
    ],
)
def test_spellings_of_one_company(one: str, other: str) -> None:
    assert company_name(one).text == company_name(other).text
    assert company_name(one).agrees(company_name(other))


def test_substances_keep_letters_and_digits_only() -> None:
    assert substance_name("GM-CSF Rα") == "gmcsfralpha"
    assert slug("  ®  ") == ""
    assert is_acronym("NCI")


# --- companies ----------------------------------------------------------------------------------


def test_one_cik_is_one_company_whatever_its_name() -> None:
    a = filing("1", company("c1", "Arbor Bio, Inc.", cik="0000000001"))
    b = filing("2", company("c1", "Elder Bio, Inc.", cik="0000000001"))
    assert same([a, b], ("1", "c1"), ("2", "c1"))


def test_two_ciks_never_meet() -> None:
    a = filing("1", company("c1", "Arbor Bio, Inc.", cik="0000000001"))
    b = filing("2", company("c1", "Arbor Bio, Inc.", cik="0000000002"))
    c = filing("3", company("c1", "Arbor Bio, Inc.", "Arbor"))
    assert not same([a, b, c], ("1", "c1"), ("2", "c1"))
    assert not same([a, b, c], ("1", "c1"), ("3", "c1"))


def test_legal_forms_of_different_countries_are_different_companies() -> None:
    a = filing("1", company("c1", "Merck & Co., Inc."))
    b = filing("2", company("c1", "Merck KGaA"))
    bare = filing("3", company("c1", "Merck"))
    assert not same([a, b, bare], ("1", "c1"), ("2", "c1"))
    assert not same([a, b, bare], ("1", "c1"), ("3", "c1"))


def test_a_subsidiary_stays_apart() -> None:
    a = filing("1", company("c1", "MorphoSys AG"), company("c2", "MorphoSys US Inc."))
    b = filing("2", company("c1", "MorphoSys US Inc."))
    assert same([a, b], ("1", "c2"), ("2", "c1"))
    assert not same([a, b], ("1", "c1"), ("2", "c1"))


def test_a_former_name_of_a_header_leads_to_the_company() -> None:
    header = CompanyKey("filer:0", "NEW BIO INC", former=("OLD BIO INC",), cik="0000000009")
    a, b = filing("1", header), filing("2", company("c1", "Old Bio, Inc."))
    assert same([a, b], ("1", "filer:0"), ("2", "c1"))


def test_a_short_form_is_understood_among_the_filers_own_filings() -> None:
    a = filing("1", HARBOR, company("c1", "Hangzhou Huadong Pharmaceutical Co., Ltd.", "HDP"))
    b = filing("2", HARBOR, company("c4", "HDP"))
    other = filing("3", company("c1", "HDP"))
    assert same([a, b, other], ("1", "c1"), ("2", "c4"))
    assert not same([a, b, other], ("1", "c1"), ("3", "c1"))


def test_a_short_form_that_two_companies_have_means_neither() -> None:
    a = filing("1", company("c1", "Cedar Biologics, Inc.", "Cedar"))
    b = filing("2", company("c1", "Cedar Vaccines Ltd", "Cedar"))
    c = filing("3", company("c1", "Cedar"))
    found = resolve([a, b, c])
    assert len({found.of(k, "c1") for k in "123"}) == 3


def test_what_a_filing_holds_apart_is_not_joined_by_a_short_form() -> None:
    a = filing("1", company("c1", "Scilex Pharmaceuticals Inc."), company("c2", "Scilex"))
    assert not same([a], ("1", "c1"), ("1", "c2"))


def test_short_forms_make_no_chain() -> None:
    a = filing("1", company("c1", "Arbor Bio, Inc.", "Sprig"))
    b = filing("2", company("c1", "Elder Bio, Inc.", "Twig"))
    c = filing("3", company("c1", "Sprig", "Twig"))
    assert not same([a, b, c], ("1", "c1"), ("2", "c1"))


def test_a_company_iri_is_its_cik_else_its_name() -> None:
    found = resolve(
        [filing("1", HARBOR, company("c1", "Elder plc"), company("c2", "Harbor", filer="filer:0"))]
    )
    assert found.of("1", "filer:0").endswith("/company/cik-0000000007")
    assert found.of("1", "c2") == found.of("1", "filer:0")
    assert found.of("1", "c1").endswith("/company/elder")


def test_two_legal_forms_meet_where_one_filer_calls_both_by_one_short_form() -> None:
    a = filing("1", HARBOR, company("c1", "Smith Beecham Plc", "SB"))
    b = filing("2", HARBOR, company("c1", "Smith Beecham Corporation", "SB"))
    assert same([a, b], ("1", "c1"), ("2", "c1"))
    elsewhere = filing("2", company("filer:0", "OTHER INC", cik="0000000008"), *b.companies[1:])
    assert not same([a, elsewhere], ("1", "c1"), ("2", "c1"))
    both = filing("3", HARBOR, company("c1", "Smith Beecham Plc"), company("c2", "Smith Beecham Corporation"))
    assert not same([a, b, both], ("1", "c1"), ("2", "c1"))
    numbered = filing("2", HARBOR, company("c1", "Smith Beecham Corporation", "SB", cik="0000000008"))
    known = filing("1", HARBOR, company("c1", "Smith Beecham Plc", "SB", cik="0000000009"))
    assert not same([known, numbered], ("1", "c1"), ("2", "c1"))


def test_a_name_of_one_word_needs_its_legal_form() -> None:
    a = filing("1", HARBOR, company("c1", "Merck & Co., Inc.", "Merck MRL"))
    b = filing("2", HARBOR, company("c1", "Merck KGaA", "Merck MRL"))
    assert not same([a, b], ("1", "c1"), ("2", "c1"))


def test_a_reference_table_gives_a_cik_to_the_one_company_of_a_name() -> None:
    table = [company("r1", "ELDER PLC", cik="0000000011"), company("r2", "CEDAR INC", cik="0000000012")]
    table += [company("r3", "CEDAR INC", cik="0000000013")]
    keys = [filing("1", company("c1", "Elder plc"), company("c2", "Cedar, Inc."))]
    found = resolve(keys, table)
    assert found.of("1", "c1").endswith("/cik-0000000011")
    assert found.of("1", "c2").endswith("/company/cedar")
    assert {f for f, _ in found.iris} == {"1"}
    assert {m.filing for m in found.merges} == {"1"}


# --- drugs and antigens -------------------------------------------------------------------------


def test_drugs_meet_by_stated_synonyms() -> None:
    a = filing("1", drugs=(DrugKey("d1", "huC242-DM1", ("SB-408075",)),))
    b = filing("2", drugs=(DrugKey("d1", "cantuzumab mertansine", ("SB 408075",)),))
    c = filing("3", drugs=(DrugKey("d1", "HuC242-DM1"), DrugKey("d2", "huC242"), DrugKey("d3", "DM1")))
    assert same([a, b, c], ("1", "d1"), ("3", "d1"))
    assert same([a, b, c], ("1", "d1"), ("2", "d1"))
    assert len({resolve([a, b, c]).of("3", f"d{n}") for n in (1, 2, 3)}) == 3


def test_a_name_that_one_filing_gives_two_drugs_joins_nothing() -> None:
    a = filing("1", drugs=(DrugKey("d1", "AB-101", ("Sprig",)), DrugKey("d2", "AB-102", ("Sprig",))))
    b = filing("2", drugs=(DrugKey("d1", "Twig", ("Sprig",)),))
    assert not same([a, b], ("1", "d1"), ("2", "d1"))
    assert not same([a, b], ("1", "d1"), ("1", "d2"))


def test_a_chain_of_aliases_is_cut() -> None:
    a = filing("1", drugs=(DrugKey("d1", "AB-101", ("X-1",)),))
    b = filing("2", drugs=(DrugKey("d1", "CD-202", ("X-1", "Y-1")),))
    c = filing("3", drugs=(DrugKey("d1", "EF-303", ("Y-1",)),))
    assert not same([a, b, c], ("1", "d1"), ("3", "d1"))


def test_a_code_of_two_makers_is_two_drugs() -> None:
    a = filing(
        "1", company("c1", "Arbor Inc."), drugs=(DrugKey("d1", "AB-1", (), "small molecule", ("c1",)),)
    )
    b = filing("2", company("c1", "Elder Inc."), drugs=(DrugKey("d1", "AB-1", (), "antibody", ("c1",)),))
    assert not same([a, b], ("1", "d1"), ("2", "d1"))


def test_antigens_meet_by_hgnc_id_and_never_across_two() -> None:
    a = filing("1", antigens=(AntigenKey("a1", "HER2", (), ("HGNC:3430",)),))
    b = filing("2", antigens=(AntigenKey("a1", "ERBB2", (), ("HGNC:3430",)),))
    c = filing("3", antigens=(AntigenKey("a1", "neu", ("HER2",), ("HGNC:9999",)),))
    assert same([a, b, c], ("1", "a1"), ("2", "a1"))
    assert not same([a, b, c], ("1", "a1"), ("3", "a1"))
    assert resolve([a, b, c]).of("2", "a1").endswith("/antigen/hgnc-3430")


# --- agreements and milestones ------------------------------------------------------------------


def deal(key: str, *agreements: AgreementKey, filed: str = "2001-01-01", **kinds: object) -> FilingKeys:
    parties = (company("c1", "Arbor Bio, Inc."), company("c2", "Elder plc"))
    drugs = (DrugKey("d1", "AB-101"), DrugKey("d2", "AB-102"))
    return filing(key, *parties, filed=filed, drugs=drugs, agreements=agreements, **kinds)


def licence(ident: str = "g1", **fields: object) -> AgreementKey:
    return AgreementKey(ident, **{"types": ("license",), "parties": ("c1", "c2"), **fields})  # type: ignore[arg-type]


def test_a_deal_told_twice_is_one() -> None:
    a = deal("1", licence(date="2000-05-02", drugs=("d1",)))
    b = deal("2", licence(date="2000-05", drugs=("d1",)))
    assert same([a, b], ("1", "g1"), ("2", "g1"))


def test_terms_that_a_deal_has_once_are_one_though_filings_count_otherwise() -> None:
    def told(key: str, *terms: Term) -> FilingKeys:
        return deal(key, licence(date="2000-05-02", terms=tuple(map(term_key, terms))))

    five, six = (Term("upfront", Decimal(n), "USD") for n in (5, 6))
    found = resolve([told("1", five), told("2", six), told("3")])
    assert found.of("1", "g1/upfront") == found.of("2", "g1/upfront")
    assert ("3", "g1/upfront") not in found.iris
    assert "the only upfront of one agreement" in {m.reason for m in found.merges}
    assert not {i for i in resolve([told("1", five), told("2", five)]).iris if "/" in i[1]}
    assert not {i for i in resolve([told("1", five, six), told("2", six)]).iris if "/" in i[1]}
    royalty = resolve([told("1", Term("royalty", rate="5%")), told("2", Term("royalty", rate="6%"))])
    assert not {i for i in royalty.iris if "/" in i[1]}


@pytest.mark.parametrize(
    "other",
    [
        licence(date="2000-06-01", drugs=("d1",)),
        licence(date="2000-05-02", drugs=("d2",)),
        licence(date="2000-05-02", parties=("c1",)),
        licence(types=("supply",)),
    ],
)
def test_evidence_against_outweighs(other: AgreementKey) -> None:
    a, b = deal("1", licence(date="2000-05-02", drugs=("d1",))), deal("2", other)
    assert not same([a, b], ("1", "g1"), ("2", "g1"))


def test_two_licences_of_one_filing_stay_two() -> None:
    a = deal("1", licence("g1"), licence("g2"))
    b = deal("2", licence("g1"))
    assert not same([a, b], ("1", "g1"), ("1", "g2"))


def test_an_undated_deal_is_no_bridge_between_two_dates() -> None:
    a = deal("1", licence(date="2000-05-02"))
    b = deal("2", licence(date="2000-09-01"))
    c = deal("3", licence())
    assert not same([a, b, c], ("1", "g1"), ("2", "g1"))


def test_a_filing_cannot_tell_of_a_later_signing() -> None:
    a = deal("1", licence(), filed="1999-01-01")
    b = deal("2", licence(date="2000-05-02"))
    assert not same([a, b], ("1", "g1"), ("2", "g1"))


def test_a_milestone_paid_in_one_filing_and_achieved_in_another_is_one() -> None:
    def told(key: str, date: str, trigger: str) -> FilingKeys:
        milestone = MilestoneKey("m1", "g1", "2000000 USD", "achieved", "clinical", trigger, date=date)
        return deal(key, licence(date="2000-05-02"), milestones=(milestone,))

    a = told("1", "2000-11-28", "first patient dosed in a phase 1 trial")
    b = told("2", "2000-12", "dosing of the first patient in phase 1")
    later = told("3", "2003-01-05", "first patient dosed in a phase 1 trial")
    assert same([a, b, later], ("1", "m1"), ("2", "m1"))
    assert not same([a, b, later], ("1", "m1"), ("3", "m1"))


def test_merges_tell_why() -> None:
    a = filing("1", company("c1", "Arbor Bio, Inc.", cik="0000000001"))
    b = filing("2", company("c1", "Arbor", cik="0000000001"))
    merges = resolve([a, b]).merges
    assert [(m.filing, m.reason) for m in merges] == [
        ("1", "first of them to be filed"),
        ("2", "same CIK 0000000001"),
    ]


def test_an_iri_stays_when_later_filings_arrive() -> None:
    a = deal("1", licence(date="2000-05-02", drugs=("d1",)), filed="2000-05-03")
    b = deal("0", licence(date="2000-05", drugs=("d1",)), filed="2001-05-03")
    before, after = resolve([a]), resolve([a, b])
    assert {k: after.iris[k] for k in before.iris} == before.iris
