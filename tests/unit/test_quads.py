from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import pytest

from dealgraph.check import Checker
from dealgraph.evidence import find_names, locate
from dealgraph.facts import (
    Agreement,
    Antigen,
    Company,
    Drug,
    FilingFacts,
    Milestone,
    Party,
    Span,
    Target,
    Term,
)
from dealgraph.filing import Document, Filer, Filing
from dealgraph.ledger import verify
from dealgraph.rdf import terms as t
from dealgraph.rdf.quads import edgar_url, filing_iri, filing_lines, identity_lines, local_ids, term_iris
from dealgraph.resolve import Merge, keys_of, resolve

TEXT = (
    "Arbor Bio, Inc. granted Elder plc an exclusive license to AB-101, an antibody that binds CanAg. "
    'Elder paid $2.5 million <b>"upfront"</b>\tand owes \u03b2 royalties.\n'
)
FILING = Filing(
    "a.txt",
    "8-K",
    (Document(1, "8-K", "a.txt", TEXT), Document(2, "EX-99.1", "b.txt", "Nothing.")),
    accession="0000000001-00-000001",
    filed_on=dt.date(2000, 5, 5),
    period=dt.date(2000, 5, 2),
    items=("5",),
    filers=(Filer("ARBOR BIO INC", "0000000001", sic_code="2836", state="MA", former_names=("TWIG INC",)),),
)


def span(words: str) -> Span:
    found = locate(words, FILING.documents)
    assert found
    return found


FACTS = verify(
    FILING,
    FilingFacts(
        companies=(
            Company("c1", "Arbor Bio, Inc.", ("Arbor",), find_names(["Arbor Bio, Inc."], FILING.documents)),
            Company("c2", "Elder plc", ("Elder",), find_names(["Elder"], FILING.documents), ticker="ELD"),
        ),
        antigens=(Antigen("a1", "CanAg", (), (span("CanAg"),), ("HGNC:7508", "odd:<x>")),),
        drugs=(
            Drug(
                "d1",
                "AB-101",
                ("AB-101", "ab-101"),
                "antibody",
                (Target("a1", span("binds CanAg"), 0.8, "binder"),),
                ("c1",),
                mentions=(span("AB-101"),),
                phase="phase 1/2",
                indications=("colon cancer",),
            ),
        ),
        agreements=(
            Agreement(
                "g1",
                ("license",),
                (Party("c1", "licensor"), Party("c2", "licensee")),
                "2000-05-02",
                drugs=("d1",),
                antigens=("a1",),
                exclusivity="exclusive",
                territory='all, "ex" <US>',
                terms=(
                    Term("upfront", Decimal("2.5E+6"), "USD", "exactly", evidence=(span("$2.5 million"),)),
                    Term("royalty", evidence=(span("\u03b2 royalties"),)),
                    Term("royalty", evidence=(span("owes"),)),
                ),
                evidence=(span("exclusive license"),),
                territory_included=("US",),
            ),
        ),
        milestones=(
            Milestone(
                "m1",
                "g1",
                Decimal(1000),
                "USD",
                status="achieved",
                trigger="signing",
                payer="c2",
                payee="c1",
                date="2000-05",
                drugs=("d1",),
                evidence=(span("paid"),),
                ordinal=2,
            ),
        ),
    ),
)
IDS = resolve([keys_of(FILING, FACTS)])
LINES = filing_lines(FILING, FACTS, IDS, extractor="stub 1")


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    store.load(input="\n".join(LINES), format=ox.RdfFormat.N_QUADS)
    return store


def ask(store: ox.Store, pattern: str) -> list[str]:
    query = f"SELECT ?x {{ GRAPH <{filing_iri(FILING.key)}> {{ {pattern} }} }} ORDER BY ?x"
    return [row["x"].value for row in store.query(query, prefixes=t.PREFIXES)]  # type: ignore[union-attr]


def test_the_graph_conforms_without_a_warning() -> None:
    assert Checker().check(LINES) == ()


def test_lines_are_sorted_and_have_no_blank_node() -> None:
    assert sorted(set(LINES)) == LINES
    assert not any(part.startswith("_:") for line in LINES for part in line.split(" "))


def test_every_quotation_stands_where_it_says(store: ox.Store) -> None:
    rows = store.query(
        "SELECT ?e ?s ?n ?p ?q { GRAPH ?g {"
        " ?m oa:exact ?e ; oa:start ?s ; oa:end ?n ; oa:prefix ?p ; oa:suffix ?q } }",
        prefixes=t.PREFIXES,
    )
    found = [(r["e"].value, int(r["s"].value), int(r["n"].value), r["p"].value, r["q"].value) for r in rows]  # type: ignore[union-attr]
    assert len(found) == 11
    for exact, start, end, prefix, suffix in found:
        assert TEXT[start:end] == exact
        assert TEXT[:start].endswith(prefix)
        assert TEXT[end:].startswith(suffix)


@pytest.mark.parametrize(
    ("pattern", "values"),
    [
        ("?a dg:territory ?x", ['all, "ex" <US>']),
        ("?a dg:amount ?x", ["1000", "2500000"]),
        ("?a a dg:Agreement ; dg:hasTerm/dg:termKind/^dg:termKind ?t . ?t dg:amount ?x", ["2500000"]),
        ("?d a dg:Drug ; skos:altLabel ?x", ["ab-101"]),
        ("?c dg:cik '0000000001' ; skos:prefLabel ?x", ["Arbor Bio, Inc."]),
        ("?c dg:formerName ?x", ["TWIG INC"]),
        ("?a a dg:Antigen ; skos:exactMatch ?x", ["https://identifiers.org/hgnc:7508"]),
        ("?s rdf:predicate dg:targets ; dg:confidence ?x", ["0.8"]),
        ("?s rdf:predicate dg:targets ; dg:mechanism ?x", ["binder"]),
        ("?f a dg:Filing ; schema:url ?x", [edgar_url(FILING)]),
        ("?d a dg:Document ; dg:fileName ?x", ["a.txt", "b.txt"]),
        ("?m dg:achievedOn ?x", ["2000-05"]),
    ],
)
def test_what_is_stated(store: ox.Store, pattern: str, values: list[str]) -> None:
    assert ask(store, pattern) == values


def test_equal_terms_of_one_agreement_stay_two() -> None:
    names = term_iris("urn:a", FACTS.agreements[0].terms)
    assert len(set(names)) == 3
    assert term_iris("urn:b", FACTS.agreements[0].terms)[0] != names[0]


def test_each_node_of_a_fact_leads_back_to_it() -> None:
    owners = local_ids(FILING, FACTS, IDS)
    assert sorted(owners.values()) == [
        "a1",
        "c1",
        "c2",
        "d1",
        "g1",
        "g1/term/0",
        "g1/term/1",
        "g1/term/2",
        "m1",
    ]


def test_a_filing_without_accession_number_has_no_address() -> None:
    assert edgar_url(replace(FILING, accession=None)) is None
    assert edgar_url(replace(FILING, filers=())) is None


def test_the_identity_graph_tells_why() -> None:
    lines = list(identity_lines([Merge("urn:x", "f1", "c1", 'A "b"', "same CIK", 0.99)]))
    assert all(line.endswith(f"<{t.IDENTITY_GRAPH}> .") for line in lines)
    quads = ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS)
    assert {q.object.value for q in quads} >= {"same CIK", "0.99", 'A "b"', filing_iri("f1")}
