"""One company, one drug, one deal: identity across small filings, and builds that keep up.

Each filing carries its facts as a line of JSON, in place of what an extractor would find.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import dealgraph
from dealgraph import workers
from dealgraph.accept import Accepted, accept
from dealgraph.build import BuildReport, build
from dealgraph.cli import main
from dealgraph.errors import InputError, ValidationError
from dealgraph.facts import FilingFacts
from dealgraph.facts_json import from_json
from dealgraph.filing import Filing
from dealgraph.query import select
from dealgraph.rdf.terms import ID
from dealgraph.records import Record
from dealgraph.store import GraphFolder

HEADER = """<SEC-DOCUMENT>{accession}.txt
<SEC-HEADER>
ACCESSION NUMBER:		{accession}
CONFORMED SUBMISSION TYPE:	{form}
CONFORMED PERIOD OF REPORT:	{period}
{items}FILED AS OF DATE:		{filed}

FILER:

	COMPANY DATA:
		COMPANY CONFORMED NAME:			{filer}
		CENTRAL INDEX KEY:			{cik}
{former}</SEC-HEADER>
"""
QUOTE = "The parties told this."


class Reader:
    """Reads the line of facts."""

    name = "reader"
    version = "1"

    def extract(self, filing: Filing) -> FilingFacts:
        for document in filing.documents:
            if found := re.search(r"FACTS (\{.*\})", document.text):
                return from_json(json.loads(found[1]), filing)
        return FilingFacts()


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "get_extractor", lambda _: Reader())


@dataclass
class Desk:
    """A folder of filings, and the graph that is built of it."""

    folder: Path
    graph: Path
    last: BuildReport | None = None
    options: dict[str, Any] = field(default_factory=dict)

    def file(
        self,
        n: int,
        facts: dict[str, Any],
        *,
        year: int = 2000,
        form: str = "8-K",
        filer: str = "ARBOR BIO INC",
        cik: str = "0000000001",
        period: str = "",
        items: tuple[str, ...] = (),
        former: str = "",
    ) -> str:
        """Write a filing; gives its accession number."""
        accession = f"{cik}-{year % 100:02}-{n:06}"
        head = HEADER.format(
            accession=accession,
            form=form,
            period=period or f"{year}0501",
            filed=f"{year}05{n % 28 + 1:02}",
            filer=filer,
            cik=cik,
            items="".join(f"ITEM INFORMATION:		{i}\n" for i in items),
            former=f"	FORMER COMPANY:	\n		FORMER CONFORMED NAME:	{former}\n" if former else "",
        )
        body = f"{QUOTE}\n\nFACTS {json.dumps(facts)}\n"
        document = (
            f"<DOCUMENT>\n<TYPE>8-K\n<SEQUENCE>1\n<FILENAME>body.txt\n<TEXT>\n{body}</TEXT>\n</DOCUMENT>\n"
        )
        (self.folder / f"{n:03}.txt").write_text(f"{head}{document}</SEC-DOCUMENT>\n")
        return accession

    def build(self) -> BuildReport:
        self.last = build([self.folder], self.graph, **self.options)
        assert self.last.unread == ()
        assert self.last.quarantined == ()
        return self.last

    def fresh(self) -> str:
        """Give the export of a build from scratch."""
        other = self.graph.with_name("fresh")
        build([self.folder], other, **self.options)
        text = export(other)
        shutil.rmtree(other)
        return text

    def iri(self, accession: str, local: str) -> str:
        manifest = GraphFolder.open(self.graph).manifest()
        try:
            return manifest.identities(accession)[local]
        finally:
            manifest.close()

    def values(self, query: str) -> list[tuple[Any, ...]]:
        store = dealgraph.open(self.graph).store()
        return list(select(store, query).rows)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "filings").mkdir()
    return Desk(tmp_path / "filings", tmp_path / "graph")


def export(graph: Path) -> str:
    return "\n".join(GraphFolder.open(graph).export_lines())


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(a) for a in arguments], prog_name="dealgraph")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def company(ident: str, name: str, *aliases: str) -> dict[str, Any]:
    return {"id": ident, "name": name, "aliases": list(aliases)}


def drug(ident: str, name: str, *aliases: str, targets: str = "") -> dict[str, Any]:
    aimed = [{"antigen": targets, "quote": QUOTE}] if targets else []
    return {"id": ident, "name": name, "aliases": list(aliases), "targets": aimed}


def licence(date: str | None = "2000-05-02", **fields: Any) -> dict[str, Any]:
    parties = [{"company": "c1", "role": "licensor"}, {"company": "c2", "role": "licensee"}]
    return {"id": "g1", "types": ["license"], "parties": parties, "date": date, "quote": QUOTE, **fields}


def milestone(amount: int | None, trigger: str, **fields: Any) -> dict[str, Any]:
    money = {"amount": amount, "currency": "USD" if amount else None}
    paid = {"payer": "c2", "payee": "c1", "status": "achieved", "quote": QUOTE}
    return {"id": "m1", "agreement": "g1", "trigger": trigger, **money, **paid, **fields}


def deal(*agreements: dict[str, Any], partner: str = "Elder plc", **kinds: Any) -> dict[str, Any]:
    companies = [company("c1", "Arbor Bio, Inc.", "Arbor"), company("c2", partner)]
    return {"companies": companies, "agreements": list(agreements), **kinds}


DOSED = "dosing of the first patient in a phase 1 trial"


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


def upfront(amount: int) -> dict[str, Any]:
    return licence(terms=[{"kind": "upfront", "amount": amount, "currency": "USD", "quote": QUOTE}])


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


# --- builds that keep up ------------------------------------------------------------------------


def test_a_build_says_what_changed(desk: Desk) -> None:
    desk.file(1, deal(upfront(5000000)))
    desk.file(2, {"drugs": [drug("d1", "AB-101")]})
    assert desk.build().changes == {}
    desk.file(1, deal(upfront(7000000)))
    desk.file(3, {"drugs": [drug("d1", "AB-303")]})
    (desk.folder / "002.txt").unlink()
    report = desk.build()
    assert report.changes["new"] == {"Drug": 1, "Filing": 1}
    assert report.changes["gone"] == {"Drug": 1, "Filing": 1}
    assert report.changes["renamed"] == {"FinancialTerm": 1}
    assert {(n.kind, n.label) for n in report.notes} >= {("new", "AB-303"), ("gone", "AB-101")}
    assert desk.build().changes == {}
    result = run("build", desk.folder, "-o", desk.graph, "--workers", 1)
    assert "Changed" not in result.stdout
    (desk.folder / "003.txt").unlink()
    result = run("build", desk.folder, "-o", desk.graph, "--workers", 1)
    assert "Changed: " in result.stdout
    assert "- gone drug AB-303 (drug/ab-303)" in result.stdout


def test_only_filings_of_which_anything_changed_are_mapped(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapped: list[str] = []

    def count(record: Record, *rest: Any) -> Accepted:
        mapped.append(str(record.filing.accession))
        return accept(record, *rest)

    monkeypatch.setattr(workers, "accept", count)
    # A payer that is the payee is set aside, and stays so while its neighbours change.
    wrong = deal(licence(), milestones=[milestone(1000, DOSED, payer="c1")])
    first = desk.file(1, wrong)
    # More filings than there are buckets, so that some share one.
    for n in range(2, 42):
        desk.file(n, {"drugs": [drug("d1", f"AB-{n}")]})
    build([desk.folder], desk.graph)
    assert len(mapped) == 41
    mapped.clear()
    changed = desk.file(7, {"drugs": [drug("d1", "CD-7")]})
    report = build([desk.folder], desk.graph)
    assert mapped == [changed]
    assert [(f, i) for f, i, _ in report.quarantined] == [(first, "m1")]
    assert export(desk.graph) == desk.fresh()
    # From a damaged shard nothing is taken over.
    folder = GraphFolder.open(desk.graph)
    for shard in folder.shards.glob("filings-*"):
        shard.write_bytes(gzip.compress(b"<urn:a> <urn:b> <urn:c> <urn:d> .\n"))
    desk.file(7, {"drugs": [drug("d1", "EF-7")]})
    mapped.clear()
    build([desk.folder], desk.graph)
    bucket = workers.bucket_of(changed, 1)
    assert sorted(mapped) == [k for k in _keys(desk) if workers.bucket_of(k, 1) == bucket]
    assert len(mapped) > 1


def _keys(desk: Desk) -> list[str]:
    manifest = GraphFolder.open(desk.graph).manifest()
    try:
        return manifest.filing_names()
    finally:
        manifest.close()


def test_an_iri_that_was_handed_out_leads_to_the_one_in_use(desk: Desk) -> None:
    """A later filing tells the company's CIK: its IRI becomes another, and so does that of its deal."""
    first = desk.file(1, deal(licence(), milestones=[milestone(2000000, DOSED)]))
    desk.build()
    before = {local: desk.iri(first, local) for local in ("c1", "c2", "g1", "m1")}
    desk.file(2, {"companies": []}, filer="ELDER PLC", cik="0000000009")
    report = desk.build()
    after = {local: desk.iri(first, local) for local in before}
    assert after["c2"] == f"{ID}company/cik-0000000009" != before["c2"]
    assert report.changes["renamed"] == {"Agreement": 1, "Company": 1, "Milestone": 1}
    folder = GraphFolder.open(desk.graph)
    assert {local: folder.follow(iri) for local, iri in before.items()} == after
    assert export(desk.graph) == desk.fresh()
    rows = dealgraph.open(desk.graph).query("evidence", fact=before["m1"].removeprefix(ID))
    assert rows.rows == dealgraph.open(desk.graph).query("evidence", fact=after["m1"]).rows
    assert len(rows) == 1
    answer = dealgraph.open(desk.graph).why(before["c2"], "Elder plc")
    assert answer.one
    assert answer.sentences[0] == "company/elder is company/cik-0000000009 now."
    # Without the filing the old IRIs are in use again, and lead nowhere else.
    (desk.folder / "002.txt").unlink()
    desk.build()
    assert {local: GraphFolder.open(desk.graph).follow(iri) for local, iri in after.items()} == before
    assert GraphFolder.open(desk.graph).moved(before["g1"]) == before["g1"]


def test_resources_that_meet_are_told_as_merged(desk: Desk) -> None:
    one = desk.file(1, {"drugs": [drug("d1", "AB-101")]})
    two = desk.file(2, {"drugs": [drug("d1", "sprigumab")]})
    desk.build()
    lost = desk.iri(two, "d1")
    desk.file(3, {"drugs": [drug("d1", "AB-101", "sprigumab")]})
    report = desk.build()
    assert report.changes["merged"] == {"Drug": 1}
    assert desk.iri(one, "d1") == desk.iri(two, "d1") == GraphFolder.open(desk.graph).follow(lost)


def test_what_is_gone_leads_nowhere(desk: Desk) -> None:
    one = desk.file(1, {"drugs": [drug("d1", "AB-101")]})
    desk.file(2, {"drugs": [drug("d1", "CD-202")]})
    desk.build()
    lost = desk.iri(one, "d1")
    (desk.folder / "001.txt").unlink()
    desk.build()
    assert GraphFolder.open(desk.graph).moved(lost) == ""
    with pytest.raises(ValidationError, match="no longer in the graph"):
        dealgraph.open(desk.graph).why(lost, "CD-202")


def test_a_users_word_is_kept_and_survives_rebuilds(desk: Desk, tmp_path: Path) -> None:
    one = desk.file(1, {"companies": [company("c1", "Sprig, Inc.")]})
    two = desk.file(2, {"companies": [company("c1", "Twig, Inc.")]})
    mine = tmp_path / "mine.toml"
    mine.write_text('[[same]]\nnames = ["Sprig, Inc.", "Twig, Inc."]\nnote = "Twig was bought."\n')
    result = run("build", desk.folder, "-o", desk.graph, "--workers", 1, "--identities", mine)
    assert result.exit_code == 0, result.output
    assert desk.iri(one, "c1") == desk.iri(two, "c1")
    with_rule = export(desk.graph)
    answer = dealgraph.open(desk.graph).why("Sprig, Inc.", "Twig, Inc.")
    assert any("told by the user: Twig was bought." in s for s in answer.sentences)
    desk.file(3, {})
    desk.build()
    assert desk.iri(one, "c1") == desk.iri(two, "c1")
    (desk.folder / "003.txt").unlink()
    desk.build()
    assert export(desk.graph) == with_rule
    (desk.graph / "identities.toml").unlink()
    desk.build()
    assert desk.iri(one, "c1") != desk.iri(two, "c1")
    (desk.graph / "identities.toml").write_text('[[same]]\nnames = ["Sprig, Inc.", "Nobody"]\n')
    assert "nothing in the filings is called 'Nobody'" in desk.build().warnings[0]
    assert "Warning:" in run("build", desk.folder, "-o", desk.graph, "--workers", 1).stderr


def test_a_wrong_file_of_the_users_stops_the_build_with_one_sentence(desk: Desk, tmp_path: Path) -> None:
    desk.file(1, {})
    bad = tmp_path / "bad.toml"
    bad.write_text('[[same]]\nnames = ["A"]\n')
    with pytest.raises(InputError, match="at least two names"):
        build([desk.folder], desk.graph, identities=bad)
    result = run("build", desk.folder, "-o", desk.graph, "--identities", bad)
    assert result.exit_code == 2
    assert f"{bad}, line 1: An entry needs at least two names." in result.stderr
    assert not desk.graph.exists()


def test_ten_rounds_of_change_equal_a_build_from_scratch(desk: Desk) -> None:
    choose = random.Random(7)
    partners = ("Elder plc", "Elder", "Cedar Ltd", "SmithKline Beecham Plc", "SmithKline")
    dates = (None, "2000", "2000-05", "2000-05-02", "2001-06-01")

    def write(n: int) -> None:
        drugs = [
            drug("d1", choose.choice(("AB-101", "AB 101", "sprigumab")), *choose.choice(((), ("AB-101",))))
        ]
        paid = milestone(choose.choice((None, 2000000, 3000000)), DOSED, date=choose.choice(dates[1:]))
        told = deal(licence(choose.choice(dates), drugs=["d1"]), partner=choose.choice(partners), drugs=drugs)
        told["agreements"][0]["terms"] = upfront(choose.choice((5000000, 6000000)))["terms"]
        told["milestones"] = [paid]
        cik = choose.choice(("0000000001", "0000000009"))
        filer = {"0000000001": "ARBOR BIO INC", "0000000009": "ELDER PLC"}[cik]
        desk.file(
            n, told, year=2002 + n % 3, cik=cik, filer=filer, form=choose.choice(("8-K", "10-K", "8-K/A"))
        )

    for n in range(8):
        write(n)
    build([desk.folder], desk.graph)
    handed_out: set[str] = set()
    for turn in range(10):
        handed_out |= set(
            re.findall(rf"<{ID}(?:company|drug|agreement|milestone)/[^/>]+>", export(desk.graph))
        )
        files = sorted(desk.folder.iterdir())
        for _ in range(choose.randint(1, 3)):
            what = choose.choice(("add", "change", "remove"))
            if what == "add":
                write(20 + choose.randrange(40))
            elif what == "change":
                write(int(choose.choice(files).stem))
            elif len(files) > 4:
                choose.choice(files).unlink(missing_ok=True)
        # What the shapes refuse (a payer that is the payee, once two names meet) is no matter here.
        build([desk.folder], desk.graph)
        assert export(desk.graph) == desk.fresh(), turn
    # Every IRI that was ever handed out is in use, leads to one that is, or is known to be gone.
    folder, now = GraphFolder.open(desk.graph), export(desk.graph)
    for iri in handed_out:
        to = folder.moved(iri[1:-1])
        assert iri in now or to == "" or f"<{to}>" in now, iri


# --- asking -------------------------------------------------------------------------------------


@pytest.fixture
def told(desk: Desk) -> Desk:
    desk.file(1, deal(upfront(5000000), drugs=[drug("d1", "AB-101")], milestones=[milestone(2000000, DOSED)]))
    twin = deal(upfront(6000000), milestones=[milestone(3000000, DOSED)], partner="Elder PLC")
    twin["companies"].append(company("c3", "Elder US Inc."))
    desk.file(2, twin, year=2001)
    desk.file(3, {"companies": [company("c1", "Cedar, Inc."), company("c2", "Cedar Ltd")]}, year=2002)
    desk.build()
    return desk


def test_why_tells_of_names_that_are_one(told: Desk) -> None:
    result = run("why", "Elder plc", "ELDER PLC", told.graph)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "Elder plc and ELDER PLC are one company, company/elder."
    assert "first of them to be filed (score 1)" in result.stdout
    answer = json.loads(
        run("why", "0000000001-00-000001#c2", "0000000001-01-000002#c2", told.graph, "--json").stdout
    )
    assert (answer["one"], answer["kind"]) == (True, "company")
    assert "same legal name (score 0.95)" in " ".join(answer["sentences"])
    assert answer["filings"] == ["0000000001-00-000001", "0000000001-01-000002"]


def test_why_tells_what_holds_two_apart(told: Desk) -> None:
    def said(one: str, other: str) -> str:
        answer = dealgraph.open(told.graph).why(one, other)
        assert not answer.one
        return " ".join(answer.sentences)

    assert "Filing 0000000001-01-000002 names both, and holds them apart." in said(
        "Elder plc", "Elder US Inc."
    )
    assert "Their legal forms are of different laws" in said("Cedar, Inc.", "Cedar Ltd")
    assert "No filing gives one of them a name of the other" in said("Arbor", "Cedar Ltd")
    (told.graph / "identities.toml").write_text(
        '[[different]]\nnames = ["Cedar, Inc.", "Cedar Ltd"]\nnote = "Two firms."\n'
    )
    assert "identities.toml, line 1 tells them apart: Two firms." in said("Cedar, Inc.", "Cedar Ltd")


def test_why_weighs_deals_and_milestones(desk: Desk) -> None:
    one = desk.file(
        1, deal(licence(drugs=["d1"]), drugs=[drug("d1", "AB-101")], milestones=[milestone(1000, DOSED)])
    )
    late = milestone(1000, DOSED, date="2004-01")
    two = desk.file(2, deal(licence("2003-02-01"), milestones=[late]), year=2004)
    supply = licence(None)
    supply["types"] = ["supply"]
    three = desk.file(3, deal(supply), year=2004)
    desk.build()

    def said(first: str, second: str, local: str) -> str:
        return " ".join(dealgraph.open(desk.graph).why(f"{first}#{local}", f"{second}#{local}").sentences)

    assert "What rules it out: one is dated 2000-05-02, the other 2003-02-01." in said(one, two, "g1")
    assert "no type in common) weighs 0.30 of 1.40 and is not enough" in said(two, three, "g1")
    assert "What rules it out: they belong to different agreements." in said(one, two, "m1")


@pytest.mark.parametrize(
    ("one", "other", "problem"),
    [
        ("Nobody", "Arbor", "nothing called 'Nobody'"),
        ("Arbor", "AB-101", "are a company and a drug"),
        ("company/none", "Arbor", "nothing called"),
        ("Cedar", "Arbor", "nothing called 'Cedar'"),
    ],
)
def test_why_says_what_it_cannot_answer(told: Desk, one: str, other: str, problem: str) -> None:
    result = run("why", one, other, told.graph)
    assert result.exit_code == 2
    assert problem in result.stderr


def test_history_tells_which_filing_said_what_when(told: Desk) -> None:
    node = told.iri("0000000001-00-000001", "m1")
    sayings = dealgraph.open(told.graph).history(node)
    assert [(s.filed_on, s.accession, dict(s.said)["amount"], s.quote) for s in sayings] == [
        ("2000-05-02", "0000000001-00-000001", "2000000", QUOTE),
        ("2001-05-03", "0000000001-01-000002", "3000000", QUOTE),
    ]
    by_name = json.loads(run("history", told.graph, "Elder plc", "--json").stdout)
    assert {s["fact"].removeprefix(ID).partition("/")[0] for s in by_name} == {"agreement", "milestone"}
    text = run("history", told.graph, node.removeprefix(ID)).stdout
    assert text.index("8-K 0000000001-00-000001") < text.index("8-K 0000000001-01-000002")
    assert f'"{QUOTE}"' in text
    rows = dealgraph.open(told.graph).query(
        "agreement-history", agreement=told.iri("0000000001-00-000001", "g1")
    )
    assert [(r["what"], r["filedOn"], r["amount"]) for r in rows.dicts()] == [
        ("agreement", "2000-05-02", None),
        ("milestone", "2000-05-02", 2000000),
        ("agreement", "2001-05-03", None),
        ("milestone", "2001-05-03", 3000000),
    ]
    assert run("history", told.graph, "Nobody").exit_code == 2


def test_diff_lists_what_differs_fact_by_fact(told: Desk) -> None:
    other = told.graph.with_name("other")
    (told.folder / "003.txt").unlink()
    told.file(
        1,
        deal(
            upfront(5000000),
            drugs=[drug("d1", "AB-101"), drug("d2", "AB-202")],
            milestones=[milestone(2500000, DOSED)],
        ),
    )
    build([told.folder], other)
    result = run("diff", told.graph, other)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert "+ new drug AB-202 (drug/ab-202)" in lines
    assert "- gone company Cedar Ltd (company/cedar-2)" in lines or any(
        "gone company Cedar Ltd" in x for x in lines
    )
    assert any(x.startswith(("~ revised milestone", "> renamed milestone")) for x in lines)
    assert "2 gone" in lines[-1] or "3 gone" in lines[-1]
    found = json.loads(run("diff", told.graph, other, "--json").stdout)
    assert {c["kind"] for c in found} >= {"new", "gone"}
    same = run("diff", other, other)
    assert (same.exit_code, same.stdout) == (0, "Nothing differs\n")
    assert run("diff", told.graph, told.folder).exit_code == 2


def test_a_submission_without_text_is_kept_with_its_header(desk: Desk) -> None:
    desk.file(1, {})
    picture = "<DOCUMENT>\n<TYPE>GRAPHIC\n<SEQUENCE>1\n<FILENAME>a.jpg\n<TEXT>\n"
    picture += "begin 644 a.jpg\n`\nend\n</TEXT>\n</DOCUMENT>\n"
    head = (desk.folder / "001.txt").read_text().partition("<DOCUMENT>")[0].replace("000001", "000002")
    (desk.folder / "002.txt").write_text(f"{head}{picture}</SEC-DOCUMENT>\n")
    report = desk.build()
    assert report.filings == 2
    assert desk.values("SELECT (COUNT(*) AS ?n) { ?f a dg:Filing ; dg:filer ?c }") == [(2,)]
    checked = run("validate", desk.graph)
    assert checked.exit_code == 0
    assert "The filing has no document with text." in checked.stdout
