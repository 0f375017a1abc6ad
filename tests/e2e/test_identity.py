"""One company, one drug, one deal: identity across small filings."""

from __future__ import annotations

from typing import Any

import pytest

import dealgraph
from dealgraph.rdf.terms import ID
from dealgraph.store import GraphFolder

from .desk import DOSED, QUOTE, Desk, company, deal, drug, export, licence, milestone, upfront

# --- the hard cases of resolving ----------------------------------------------------------------


def test_names_that_filings_give_one_thing_meet(desk: Desk) -> None:
    """Plc, Corporation, the short form and the acronym; code, name and INN; alias and gene symbol."""
    told = [
        ("SmithKline Beecham Plc", ("SmithKline", "SB"), "huC242-DM1", ("SB-408075",), "HER2"),
        ("SmithKline Beecham Corporation", ("SB",), "cantuzumab mertansine", ("SB-408075",), "ERBB2"),
        ("SB", (), "huC242-DM1", (), "HER2"),
        ("SmithKline", (), "SB 408075", (), "HER-2"),
    ]
    found = []
    for n, (name, aliases, substance, synonyms, antigen) in enumerate(told, 1):
        facts = {
            "companies": [company("c1", name, *aliases)],
            "drugs": [drug("d1", substance, *synonyms, targets="a1")],
            "antigens": [{"id": "a1", "name": antigen, "exact_match": ["HGNC:3430"]}],
        }
        found.append(desk.file(n, facts))
    desk.build()
    for local in ("c1", "d1", "a1"):
        assert len({desk.iri(f, local) for f in found}) == 1, local
    links = desk.values(f"SELECT ?x {{ <{desk.iri(found[0], 'a1')}> skos:exactMatch ?x }}")
    assert links == [("https://identifiers.org/hgnc:3430",)]


def test_conformed_and_former_names_of_headers_lead_to_the_cik(desk: Desk) -> None:
    a = desk.file(1, {}, filer="SPRIG THERAPEUTICS INC", cik="0000000077", former="TWIG BIO INC")
    b = desk.file(2, {"companies": [company("c1", "Twig Bio, Inc.")]})
    c = desk.file(3, {"companies": [company("c1", "Sprig Therapeutics, Inc.")]})
    desk.build()
    node = desk.iri(a, "filer:0")
    assert node == f"{ID}company/cik-0000000077" == desk.iri(b, "c1") == desk.iri(c, "c1")
    page = "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=0000000077"
    assert desk.values(f"SELECT ?x {{ <{node}> skos:exactMatch ?x }}") == [(page,)]


def test_a_mentioned_filer_gets_its_cik_and_page_from_the_table(desk: Desk) -> None:
    GraphFolder.create(desk.graph)
    (desk.graph / "filers.tsv").write_text("cik\tname\n88\tCEDAR VACCINES INC\n")
    a = desk.file(1, {"companies": [company("c1", "Cedar Vaccines, Inc.")]})
    desk.build()
    node = f"{ID}company/cik-0000000088"
    assert desk.iri(a, "c1") == node
    assert desk.values(f"SELECT ?c {{ <{node}> dg:cik ?c }}") == [("0000000088",)]
    said = [line for line in export(desk.graph).splitlines() if "EDGAR's filer CEDAR VACCINES INC" in line]
    assert len(said) == 1
    assert "id/identity>" in said[0]


def test_companies_of_one_name_and_of_one_group_stay_apart(desk: Desk) -> None:
    a = desk.file(1, {"companies": [company("c1", "Harbor Inc.", "Harbor"), company("c2", "Harbor US Inc.")]})
    b = desk.file(
        2, {"companies": [company("c1", "Harbor Ltd", "Harbor")]}, filer="OTHER INC", cik="0000000002"
    )
    c = desk.file(3, {"companies": [company("c1", "Harbor")]}, filer="THIRD INC", cik="0000000003")
    desk.build()
    assert len({desk.iri(a, "c1"), desk.iri(a, "c2"), desk.iri(b, "c1"), desk.iri(c, "c1")}) == 4


def test_a_licence_told_eight_times_is_one_with_all_their_evidence(desk: Desk) -> None:
    drugs = [drug("d1", "AB-101")]
    full = licence(
        drugs=["d1"], terms=[{"kind": "upfront", "amount": 5000000, "currency": "USD", "quote": QUOTE}]
    )
    filings = [desk.file(1, deal(full, drugs=drugs)), desk.file(2, deal(licence(drugs=["d1"]), drugs=drugs))]
    filings.append(desk.file(3, deal(licence(), partner="Elder PLC")))
    filings += [
        desk.file(4 + n, deal(licence("2000-05", drugs=["d1"]), drugs=drugs), year=2001 + n, form="10-K")
        for n in range(5)
    ]
    desk.build()
    (node,) = {desk.iri(f, "g1") for f in filings}
    sources = desk.values(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ <{node}> prov:wasDerivedFrom ?m }} }}")
    assert len(sources) == 8
    assert desk.values("SELECT (COUNT(*) AS ?n) { ?a a dg:Agreement }") == [(1,)]
    assert desk.values(f"SELECT ?d {{ <{node}> dg:signedOn ?d }}") == [("2000-05-02",)]


def test_a_second_licence_of_the_same_parties_is_another_deal(desk: Desk) -> None:
    one = desk.file(1, deal(licence(drugs=["d1"]), drugs=[drug("d1", "AB-101")]))
    two = desk.file(2, deal(licence("2003-02-01", drugs=["d1"]), drugs=[drug("d1", "AB-202")]), year=2003)
    undated = desk.file(3, deal(licence(None, drugs=["d1"]), drugs=[drug("d1", "AB-202")]), year=2004)
    desk.build()
    assert desk.iri(one, "g1") != desk.iri(two, "g1") == desk.iri(undated, "g1")


def test_an_amendment_told_under_its_agreement_is_no_new_deal(desk: Desk) -> None:
    one = desk.file(1, deal(licence()))
    changed = licence(terms=[{"kind": "royalty", "rate": "5%", "quote": QUOTE}])
    two = desk.file(2, deal(changed), year=2002)
    desk.build()
    assert desk.iri(one, "g1") == desk.iri(two, "g1")


def test_paid_in_march_and_achieved_in_february_is_one_milestone(desk: Desk) -> None:
    one = desk.file(1, deal(licence(), milestones=[milestone(2000000, DOSED, date="2001-02")]), year=2001)
    two = desk.file(2, deal(licence(), milestones=[milestone(2000000, DOSED, date="2001-03-09")]), year=2001)
    other = milestone(2000000, DOSED.replace("1", "2"), date="2001-03")
    three = desk.file(3, deal(licence(), milestones=[other]), year=2001)
    desk.build()
    assert desk.iri(one, "m1") == desk.iri(two, "m1") != desk.iri(three, "m1")
    rows = desk.values("SELECT ?v { ?m dg:hasConflict ?c . ?c rdf:predicate dg:achievedOn ; rdf:object ?v }")
    assert {v for (v,) in rows} == {"2001-02", "2001-03-09"}


def test_a_chain_of_weak_links_is_cut(desk: Desk) -> None:
    filings = [
        desk.file(1, {"drugs": [drug("d1", "AB-101", "X-1")]}),
        desk.file(2, {"drugs": [drug("d1", "CD-202", "X-1", "Y-1")]}),
        desk.file(3, {"drugs": [drug("d1", "EF-303", "Y-1")]}),
    ]
    desk.build()
    assert desk.iri(filings[0], "d1") != desk.iri(filings[2], "d1")


# --- contradictions and amendments --------------------------------------------------------------


def test_two_amounts_for_one_milestone_are_both_kept_and_the_latest_is_shown(desk: Desk) -> None:
    old = desk.file(1, deal(licence(), milestones=[milestone(2000000, DOSED, date="2001-02")]), year=2001)
    new = desk.file(2, deal(licence(), milestones=[milestone(3000000, DOSED, date="2001-02")]), year=2002)
    desk.build()
    node = desk.iri(old, "m1")
    assert node == desk.iri(new, "m1")
    rows = dealgraph.open(desk.graph).query("conflicting-reports", fact=node).dicts()
    assert [(r["property"], r["value"], r["shown"], r["filing"]) for r in rows] == [
        ("amount", "3000000", True, f"{ID}filing/{new}"),
        ("amount", "2000000", False, f"{ID}filing/{old}"),
    ]
    assert desk.values("SELECT ?a { ?m a dg:Milestone ; dg:amount ?a }") == [(3000000,)]
    assert dealgraph.open(desk.graph).query("conflicting-reports", company="Elder plc").rows
    assert (
        not dealgraph.open(desk.graph)
        .query("conflicting-reports", company="Arbor Bio, Inc.", fact=f"{ID}filing/{new}")
        .rows
    )


def test_an_amount_that_only_one_filing_discloses_is_no_contradiction(desk: Desk) -> None:
    desk.file(1, deal(licence(), milestones=[milestone(None, DOSED, date="2001-02")]), year=2001)
    desk.file(2, deal(licence(), milestones=[milestone(3000000, DOSED, date="2001-02")]), year=2002)
    desk.build()
    assert desk.values("SELECT ?a { ?m a dg:Milestone ; dg:amount ?a }") == [(3000000,)]
    assert desk.values("SELECT ?c { ?m dg:hasConflict ?c }") == []


def test_two_events_of_which_either_could_be_meant_stay_apart(desk: Desk) -> None:
    twice = [milestone(2000000, DOSED), {**milestone(4000000, DOSED), "id": "m2"}]
    one = desk.file(1, deal(licence(), milestones=twice), year=2001)
    two = desk.file(2, deal(licence(), milestones=[milestone(3000000, DOSED)]), year=2002)
    desk.build()
    assert desk.iri(two, "m1") not in {desk.iri(one, "m1"), desk.iri(one, "m2")}


def test_two_upfront_amounts_of_one_deal_are_a_contradiction(desk: Desk) -> None:
    desk.file(1, deal(upfront(5000000)), year=2001)
    desk.file(2, deal(upfront(6000000)), year=2002)
    desk.build()
    assert desk.values("SELECT ?a { ?t a dg:FinancialTerm ; dg:amount ?a }") == [(6000000,)]
    assert len(desk.values("SELECT ?v { ?t dg:hasConflict/rdf:object ?v }")) == 2


def test_an_amended_filing_supersedes(desk: Desk) -> None:
    items = ("Entry into a Material Definitive Agreement",)
    told = deal(upfront(5000000), milestones=[milestone(1000000, "approval in Japan")])
    old = desk.file(1, told, items=items)
    new = desk.file(
        9, deal(upfront(6000000)), form="8-K/A", items=(*items, "Financial Statements and Exhibits")
    )
    desk.build()
    assert desk.values("SELECT ?new ?old { ?new dg:supersedes ?old }") == [
        (f"{ID}filing/{new}", f"{ID}filing/{old}")
    ]
    assert desk.values("SELECT ?a { ?t a dg:FinancialTerm ; dg:amount ?a }") == [(6000000,)]
    assert desk.values("SELECT ?c { ?m dg:hasConflict ?c }") == []
    # The deal was told anew without the milestone; its filing still states it.
    assert desk.values("SELECT ?m { ?m a dg:Milestone }") == []
    assert len(desk.values("SELECT ?m { GRAPH ?g { ?m a dg:Milestone } }")) == 1
    sayings = dealgraph.open(desk.graph).history(desk.iri(old, "g1"))
    assert [(s.form, s.superseded) for s in sayings] == [("8-K", True), ("8-K/A", False)]


@pytest.mark.parametrize(
    "other",
    [
        {"cik": "0000000002", "filer": "OTHER INC"},
        {"period": "20000401"},
        {"items": ("Other Events",)},
        {"form": "8-K"},
    ],
)
def test_what_is_no_amendment_of_it_supersedes_nothing(desk: Desk, other: dict[str, Any]) -> None:
    items = ("Entry into a Material Definitive Agreement",)
    desk.file(1, deal(upfront(5000000)), items=items)
    desk.file(9, deal(upfront(6000000)), **{"form": "8-K/A", "items": items, **other})
    desk.build()
    assert desk.values("SELECT ?new { ?new dg:supersedes ?old }") == []
    assert len(desk.values("SELECT ?v { ?t dg:hasConflict/rdf:object ?v }")) == 2
