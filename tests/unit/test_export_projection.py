"""The property graph that exports write: what becomes a node or an edge, what is selected, what is folded."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealgraph.errors import DealgraphError, InputError, ValidationError
from dealgraph.export import Projection, Selection
from dealgraph.export.fold import Folded
from dealgraph.export.model import EDGE_FIELDS, FOLDED_FIELDS, NODE_FIELDS, clean
from dealgraph.rdf.terms import PREFIXES

GRAPH = """
BASE <https://w3id.org/dealgraph/id/>
PREFIX vocab: <https://w3id.org/dealgraph/vocab/>
<filing/f1> a dg:Filing ; dg:accessionNumber "0000000001-99-000001" ; dg:filedOn "1999-02-03"^^xsd:date .
<filing/f2> a dg:Filing ; dg:accessionNumber "0000000001-06-000002" ; dg:filedOn "2006-02-03"^^xsd:date .
<company/giver> a dg:Company ; skos:prefLabel "Giver, Inc." ; skos:altLabel "Giver", "The Giver" ;
  dg:cik "0000000042" ; prov:wasDerivedFrom <filing/f2>, <filing/f1> .
<company/taker> a dg:Company ; skos:prefLabel "Taker" .
<company/third> a dg:Company ; skos:prefLabel "Third" .
<company/alone> a dg:Company ; skos:prefLabel "Alone" .
<drug/g-1> a dg:Drug ; skos:prefLabel "G-1" ; dg:targets <antigen/her2> ; dg:developedBy <company/giver> .
<antigen/her2> a dg:Antigen ; skos:prefLabel "HER2" .
<agreement/a1> a dg:Agreement ; dg:agreementType <https://w3id.org/dealgraph/vocab/agreement-type/license> ;
  dg:party <company/giver>, <company/taker> ; dg:licensor <company/giver> ; dg:licensee <company/taker> ;
  dg:signedOn "1999-01"^^xsd:gYearMonth ; dg:coversDrug <drug/g-1> ; dg:hasTerm <term/t1> ;
  dg:hasMilestone <milestone/m1> ; prov:wasDerivedFrom <filing/f1> .
<agreement/a2> a dg:Agreement ; dg:party <company/taker>, <company/third> ; prov:wasDerivedFrom <filing/f2> .
<agreement/a3> a dg:Agreement ; dg:party <company/alone> .
<term/t1> a dg:FinancialTerm ; dg:termKind <https://w3id.org/dealgraph/vocab/term-kind/upfront> ;
  dg:amount 1500000.50, 2000000.0 ; dg:currency "USD" .
<milestone/m1> a dg:Milestone ; dg:amount 2000000.0 ; dg:currency "USD" ; dg:payer <company/taker> ;
  dg:achievedOn "2006-01-27"^^xsd:date ; dg:trigger "first patient" ; prov:wasDerivedFrom <filing/f2> .
<milestone/m2> a dg:Milestone ; dg:trigger "no parties" .
"""


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    prefixes = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())
    store.load(prefixes.encode() + GRAPH.encode(), format=ox.RdfFormat.TURTLE)
    return store


def ids(projection: Projection) -> set[str]:
    return {n.id for n in projection.nodes()}


def links(projection: Projection) -> set[tuple[str, str, str]]:
    return {(e.source, e.kind, e.target) for e in projection.edges()}


def test_nodes_have_typed_attributes_in_a_fixed_order(store: ox.Store) -> None:
    nodes = list(Projection(store).nodes())
    assert [n.id for n in nodes[:3]] == ["company/alone", "company/giver", "company/taker"]
    by_id = {n.id: n for n in nodes}
    giver = by_id["company/giver"]
    assert (giver.kind, giver.label) == ("company", "Giver, Inc.")
    assert dict(giver.attributes) == {
        "iri": "https://w3id.org/dealgraph/id/company/giver",
        "aliases": ("Giver", "The Giver"),
        "cik": "0000000042",
        "filings": ("0000000001-06-000002", "0000000001-99-000001"),
        "first_filed": dt.date(1999, 2, 3),
    }
    deal = by_id["agreement/a1"]
    assert deal.label == "license: Giver, Inc. – Taker (1999)"
    assert deal.attributes["signed_on"] == "1999-01"
    assert deal.attributes["start"] == dt.date(1999, 1, 1)
    assert deal.attributes["year"] == 1999
    assert by_id["milestone/m1"].label == "USD 2,000,000: first patient"


def test_what_filings_differ_on_is_told(store: ox.Store) -> None:
    term = next(n for n in Projection(store).nodes() if n.kind == "term")
    assert term.attributes["amount"] == Decimal("1500000.50")
    assert term.attributes["conflicts"] == ("amount: 1500000.5 | 2000000",)


def test_a_party_with_a_role_is_one_edge(store: ox.Store) -> None:
    found = links(Projection(store))
    assert ("agreement/a1", "licensor", "company/giver") in found
    assert ("agreement/a1", "party", "company/giver") not in found
    assert ("agreement/a2", "party", "company/third") in found
    assert ("agreement/a1", "coversDrug", "drug/g-1") in found
    assert ("drug/g-1", "targets", "antigen/her2") in found


@pytest.mark.parametrize("fold", [False, True])
def test_attributes_are_declared_and_edges_join_nodes(store: ox.Store, fold: bool) -> None:
    projection = (Folded if fold else Projection)(store)
    names = {f.name for f in NODE_FIELDS}
    assert all(set(n.attributes) <= names for n in projection.nodes())
    edge_names = {f.name for f in (FOLDED_FIELDS if fold else EDGE_FIELDS)}
    edges = list(projection.edges())
    assert edges
    assert all(set(e.attributes) <= edge_names for e in edges)
    assert all({e.source, e.target} <= ids(projection) for e in edges)


def test_folded(store: ox.Store) -> None:
    projection = Folded(store)
    assert {n.kind for n in projection.nodes()} == {"company", "drug", "antigen"}
    assert links(projection) == {
        ("drug/g-1", "targets", "antigen/her2"),
        ("drug/g-1", "developed by", "company/giver"),
        ("company/giver", "licenses to", "company/taker"),
        ("company/giver", "has a deal on", "drug/g-1"),
        ("company/taker", "has a deal on", "drug/g-1"),
        ("company/taker", "partners with", "company/third"),
        # Who is paid isn't stated, but the deal has two parties.
        ("company/taker", "pays a milestone to", "company/giver"),
    }
    deal = next(e for e in projection.edges() if e.kind == "licenses to")
    assert deal.attributes["drugs"] == ("G-1",)
    assert deal.attributes["terms"] == ("upfront: USD 1,500,000.5",)
    assert deal.attributes["amount"] == Decimal("1500000.5")
    assert projection.left_out() == ["agreement/a3", "milestone/m2"]


@pytest.mark.parametrize(
    ("selection", "held", "not_held"),
    [
        (Selection(companies=("Giver",)), {"agreement/a1", "company/taker", "term/t1"}, {"company/third"}),
        (Selection(companies=("company/giver",), depth=0), {"company/giver"}, {"agreement/a1"}),
        (Selection(companies=("Giver, Inc.",), depth=4), {"company/third"}, {"company/alone"}),
        (Selection(antigens=("HER2",)), {"drug/g-1", "company/giver", "agreement/a1"}, {"company/taker"}),
        (Selection(drugs=("G-1",), depth=1), {"agreement/a1", "antigen/her2"}, {"company/taker"}),
        # The deal of 1999 has a milestone of 2006; the other is dated by its filing.
        (Selection(since=2006), {"agreement/a1", "agreement/a2", "company/third"}, {"agreement/a3"}),
        (Selection(until=1999), {"agreement/a1", "term/t1"}, {"agreement/a2", "company/third"}),
        (Selection(since=2000, until=2005), set(), {"company/giver", "agreement/a1"}),
        (Selection(companies=("Taker",), since=2007), {"company/taker"}, {"agreement/a1", "milestone/m1"}),
        (
            Selection(companies=("Alone",), drugs=("G-1",), depth=0),
            {"company/alone", "drug/g-1"},
            {"company/giver"},
        ),
    ],
)
def test_selections(store: ox.Store, selection: Selection, held: set[str], not_held: set[str]) -> None:
    projection = Projection(store, selection)
    found = ids(projection)
    assert held <= found
    assert not not_held & found
    assert all({e.source, e.target} <= found for e in projection.edges())


def test_selecting_all_is_selecting_nothing(store: ox.Store) -> None:
    assert not Selection()
    assert len(ids(Projection(store))) == 12


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"since": 2006, "until": 2005}, "end before they begin"),
        ({"depth": -1, "since": 2005}, "negative"),
        ({"depth": 2}, "nothing to count the depth from"),
    ],
)
def test_selections_that_contradict_themselves(arguments: dict[str, int], problem: str) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        Selection(**arguments)  # type: ignore[arg-type]
    assert caught.value.suggestion


def test_an_unknown_name(store: ox.Store) -> None:
    with pytest.raises(ValidationError, match="no company 'Givver'") as caught:
        list(Projection(store, Selection(companies=("Givver",))).nodes())
    assert isinstance(caught.value, DealgraphError)
    assert "Giver" in caught.value.suggestion


@given(st.text())
def test_clean_text_is_allowed_in_xml(text: str) -> None:
    from xml.etree import ElementTree

    from dealgraph.export.xmltext import attribute
    from dealgraph.export.xmltext import text as content

    element = ElementTree.fromstring(f"<a b={attribute(text)}>{content(text)}</a>")
    assert element.get("b") == clean(text)
    assert (element.text or "") == clean(text)
    assert len(clean(text)) == len(text)


@pytest.mark.parametrize("module", ["graphml", "yed", "gexf", "cyjs", "graphology", "dot", "cypher"])
def test_nodes_are_written_as_they_are_read(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import import_module
    from itertools import islice

    from dealgraph.export.merged import Facts, Merged
    from dealgraph.rdf import terms as t

    store = ox.Store()
    for number in range(500):
        company = ox.NamedNode(f"{t.ID}company/{number:03}")
        store.add(ox.Quad(company, ox.NamedNode(t.RDF_TYPE), ox.NamedNode(t.COMPANY)))
    read: list[str] = []
    about = Merged.about

    def counted(self: Merged, iri: str) -> Facts:
        read.append(iri)
        return about(self, iri)

    monkeypatch.setattr(Merged, "about", counted)
    lines = import_module(f"dealgraph.export.{module}").lines(Projection(store))
    assert sum("company/" in line for line in islice(lines, 200)) > 50
    assert len(read) < 210, "no more nodes are read than are written"
