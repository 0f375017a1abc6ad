"""A query's text made ready for a server, held against an engine that keeps the default graph apart."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from dealgraph.rdf.terms import PREFIXES
from dealgraph.store.publication import GENERATION, STATUS, TEXT, Header, header_triples, read_header
from dealgraph.store.remote_query import prepare

MERGED = "urn:merged"
DATA = """
<urn:d1> <urn:aims> <urn:a1> IN-GRAPH .
<urn:d1> <urn:name> "SGN-40 { GRAPH" IN-GRAPH .
<urn:d2> <urn:aims> <urn:a2> IN-GRAPH .
<urn:d2> <urn:name> "ATryn" IN-GRAPH .
<urn:d1> <urn:from> <urn:f1> IN-GRAPH .
<urn:d1> <urn:says> "told # here" <urn:f1> .
<urn:d2> <urn:says> "not told" <urn:f2> .
"""
QUERIES = [
    "SELECT * { ?d <urn:aims> ?a }",
    "SELECT ?d ?w WHERE { ?d <urn:from> ?f . GRAPH ?f { ?d <urn:says> ?w } }",
    'SELECT ?d { ?d <urn:name> "SGN-40 { GRAPH" } # a comment with { in it',
    "SELECT ?d { ?d <urn:aims> ?a # a comment at the end }\n}",
    "SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT ?d { ?d ?p ?o } } } ORDER BY ?n LIMIT 3",
    "SELECT (EXISTS { <urn:d1> <urn:aims> ?x } AS ?is) { ?d <urn:aims> ?a }",
    "SELECT ?d { ?d <urn:aims> ?a FILTER NOT EXISTS { ?d <urn:from> ?f } } GROUP BY ?d HAVING (COUNT(?d) > 0)",
    "SELECT ?d ?n { ?d <urn:name> ?n } VALUES ?d { <urn:d1> }",
    "ASK { <urn:d1> <urn:says> ?w }",
    "ASK { <urn:d1> <urn:from>/^<urn:from> ?w }",
    "CONSTRUCT { ?a <urn:of> ?d } WHERE { ?d <urn:aims> ?a }",
    "CONSTRUCT WHERE { ?d <urn:aims> ?a }",
    "CONSTRUCT\n{ ?d <urn:t> 'WHERE {' } { ?d <urn:aims> ?a }",
    "SELECT ?w FROM <urn:f1> { ?d <urn:says> ?w }",
    "PREFIX u: <urn:> SELECT ?a { u:d1 u:aims ?a }",
    "SELECT ?d { { ?d <urn:aims> <urn:a1> } UNION { ?d <urn:aims> <urn:a2> } OPTIONAL { ?d <urn:from> ?f } }",
    "SELECT ?x { ?x skos:prefLabel ?y }",
]


def store(graph: str) -> ox.Store:
    made = ox.Store()
    made.load(DATA.replace("IN-GRAPH", graph).encode(), ox.RdfFormat.N_QUADS)
    return made


def answers(made: ox.Store, text: str) -> list[str]:
    answer = made.query(text)
    if isinstance(answer, ox.QueryBoolean):
        return [str(bool(answer))]
    return sorted(" ".join(map(str, row)) for row in answer)


@pytest.mark.parametrize("text", QUERIES)
def test_a_named_graph_stands_for_the_default_graph(text: str) -> None:
    plain, named = store(""), store(f"<{MERGED}>")
    expected = answers(plain, prepare(text))
    assert answers(named, prepare(text, MERGED)) == expected
    if "FROM" not in text and "skos" not in text and "says" not in text.partition("GRAPH")[0]:
        assert answers(named, prepare(text)) != expected


def test_only_the_prefixes_that_are_used_are_declared() -> None:
    assert prepare("SELECT * { ?s a dg:Drug }").startswith(f"PREFIX dg: <{PREFIXES['dg']}> SELECT")
    own = "PREFIX dg: <urn:mine#>\nSELECT * { ?s a dg:Drug . ?s ?p 'skos:prefLabel' }"
    assert prepare(own) == own


def test_a_query_without_a_pattern_stays_as_it_is() -> None:
    assert prepare("DESCRIBE <urn:d1>", MERGED) == "DESCRIBE <urn:d1>"


def test_a_header_is_read_as_it_was_written() -> None:
    header = Header("ab12", "Published", MERGED, "urn:uuid:1", {"facts": {"Drug": 2}, "quads": 7})
    made = ox.Store()
    made.load("\n".join(header_triples(header)).encode(), ox.RdfFormat.N_TRIPLES)
    assert read_header((q.predicate.value, getattr(q.object, "value", "")) for q in made) == header
    assert header_triples(Header(status="Incomplete")) == [
        f'{header_triples(header)[0].split()[0]} <{STATUS}> "Incomplete" .'
    ]
    assert read_header([(TEXT, "no JSON"), (GENERATION, "x")]) == Header("x")
