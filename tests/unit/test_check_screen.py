"""The screen: it lets pass what conforms, suspects what breaks a shape, and never hides a result."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from dealgraph.check import Checker, Violation, parse_lines, read_shapes
from dealgraph.check.data import Data, Literal, read_plain
from dealgraph.check.known import answer
from dealgraph.check.screen import Screen
from dealgraph.check.shacl import PreparedShapes
from dealgraph.rdf.nquads import literal
from dealgraph.rdf.terms import XSD
from dealgraph.resources import data_folder

CASES = Path(__file__).resolve().parents[1] / "shapes"
#: Shapes of one's own: constraints that the screen doesn't know, and a query that it can't ask at once.
OWN = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix : <urn:> .
:Long a sh:NodeShape ; sh:targetClass :T ; sh:property [ sh:path :name ; sh:minLength 3 ] .
:Own a sh:NodeShape ; sh:targetClass :T ; sh:sparql [
    sh:select "SELECT $this WHERE { FILTER (STRENDS(STR($this), 'bad')) }" ] .
:Deep a sh:NodeShape ; sh:targetClass :T ; sh:property [ sh:path ( :next :name ) ; sh:maxCount 1 ] .
"""


@cache
def prepared() -> PreparedShapes:
    return PreparedShapes(read_shapes(data_folder("shapes")))


@cache
def screen() -> Screen:
    return Screen(read_shapes(data_folder("shapes")), prepared().roots)


def lines(case: str) -> list[str]:
    quads = ox.parse(path=str(CASES / case / "data.ttl"), format=ox.RdfFormat.TURTLE)
    return [f"{q.subject} {q.predicate} {q.object} ." for q in quads]


def plain(case: str) -> Data | None:
    return read_plain(lines(case))


ALL = sorted(p.name for p in CASES.iterdir() if p.is_dir())


@pytest.mark.parametrize("case", ALL)
def test_the_shape_that_a_case_breaks_is_suspected_at_its_focus_node(case: str) -> None:
    data = plain(case)
    broken = {Violation(**fields).focus for fields in prepared().results(parse_lines(lines(case)))}
    if data is not None:
        assert broken <= {str(node) for found in screen().suspects(data).values() for node in found}
    assert bool(broken) == (case != "conforming")


def test_a_conforming_filing_is_not_suspected() -> None:
    data = plain("conforming")
    assert data is not None
    assert screen().suspects(data) == {}


def test_most_cases_are_read_without_a_parser() -> None:
    assert sum(plain(case) is not None for case in ALL) > 0.8 * len(ALL)


ESCAPES = st.text(st.characters(blacklist_categories=["Cs"]) | st.sampled_from('"\\\n\r\t\x00\x7f\x85\u2028'))


@given(st.lists(ESCAPES, min_size=1, max_size=4))
def test_lines_are_read_as_a_parser_reads_them(texts: list[str]) -> None:
    written = [f"<urn:a> <urn:p{n}> {literal(text)} <urn:g> ." for n, text in enumerate(texts)]
    data = read_plain(written)
    assert data is not None
    parsed = [q.object.value for q in ox.parse("\n".join(written), format=ox.RdfFormat.N_QUADS)]
    assert [data.values("urn:a", f"urn:p{n}")[0] for n in range(len(texts))] == [
        Literal(text, f"{XSD}string") for text in parsed
    ]


@pytest.mark.parametrize(
    "iri", ["http://a", "https://a.b/c?d=e&f#g", "http://a?b", "urn:a:b", "http://a/%C3%BC"]
)
def test_iris_are_read_as_a_parser_reads_them(iri: str) -> None:
    line = f"<{iri}> <urn:p> <{iri}> ."
    data = read_plain([line])
    assert data is not None
    assert [*data.by_subject] == [q.subject.value for q in ox.parse(line, format=ox.RdfFormat.N_QUADS)]


def sparql() -> list[str]:
    rows = read_shapes(data_folder("shapes")).query("SELECT ?q { ?c <http://www.w3.org/ns/shacl#select> ?q }")
    return sorted(str(row[0]) for row in rows)  # type: ignore[index]


PREFIXES = {
    "dg": "https://w3id.org/dealgraph/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


@pytest.mark.parametrize("query", sparql())
def test_what_stands_for_a_query_finds_what_the_query_finds(query: str) -> None:
    """In all cases, as they are and with each line left out in turn, on every node."""
    known = answer(query, PREFIXES)
    assert known is not None, "the query was changed: change dealgraph/check/known.py with it"
    found = 0
    for case in ("conforming", *(c for c in ALL if "SPARQL" in c)):
        whole = lines(case)
        for left_out in range(-1, len(whole)):
            some = [x for n, x in enumerate(whole) if n != left_out]
            data = read_plain(some)
            assert data is not None
            rows = data.store().query(query, prefixes=PREFIXES)
            asked = {row["this"].value for row in rows}  # type: ignore[union-attr]
            assert {node for node in data.by_subject if known(data, node)} == asked
            found += len(asked)
    assert found


def test_a_query_that_was_changed_is_asked_as_it_is() -> None:
    query = sparql()[0]
    assert answer(f"{query} LIMIT 1", PREFIXES) is None
    assert answer(query, PREFIXES | {"rdf": "urn:"}) is None


@pytest.mark.parametrize(
    "triple",
    [
        '<urn:a> <urn:p> "2005-02-30"^^<http://www.w3.org/2001/XMLSchema#date>',
        '<urn:a> <urn:p> "ten"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '<urn:a> <urn:p> "ten"^^<http://www.w3.org/2001/XMLSchema#token>',
        '<urn:a> <urn:p> "\\uD800"',
        '<urn:a> <urn:p> "\\x"',
        '<urn:a> <urn:p> "a"b"',
        '<urn:a> <urn:p> "a\nb"',
        "<urn:a> <urn:p> <a>",
        "<urn:a> <urn:p> <http://[a>",
        "<urn:a> <urn:p> <http://a/%zz>",
        "<urn:a> <urn:p> <http://a/#b#c>",
        "<urn:a>  <urn:p> <urn:b>",
        '<urn:a> <urn:p> "x"@en',
        "<urn:a> <urn:p> _:b",
        "<urn:a> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <urn:b>",
    ],
)
def test_what_readers_may_take_differently_is_left_to_pyshacl(triple: str) -> None:
    assert read_plain([f"{triple} ."]) is None


def test_constraints_that_the_screen_does_not_know_are_checked(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(OWN, encoding="utf-8")
    checker = Checker(tmp_path)
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:T> ."
    told = [
        f"<urn:bad> {kind}",
        '<urn:bad> <urn:name> "ab" .',
        f"<urn:good> {kind}",
        '<urn:good> <urn:name> "abc" .',
    ]
    told += ['<urn:n> <urn:name> "1" .', '<urn:n> <urn:name> "2" .', "<urn:good> <urn:next> <urn:n> ."]
    found = {(v.focus, v.constraint) for v in checker.check(told)}
    assert found == {
        ("urn:bad", "MinLengthConstraintComponent"),
        ("urn:bad", "SPARQLConstraintComponent"),
        ("urn:good", "MaxCountConstraintComponent"),
    }


def test_a_shape_that_is_turned_round_is_suspected_when_it_may_conform() -> None:
    shapes = rdflib.Graph().parse(
        data="""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:> .
        :S a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:not [ sh:property [ sh:path :p ; sh:pattern "x" ] ] .
        :R a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:not [ sh:property [ sh:path :p ; sh:minCount 2 ] ] .
        :Q a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:not [ sh:property [ sh:path ( :p :p ) ; sh:maxCount 2 ] ] .
        :C a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:not :D . :D sh:property [ sh:path :q ; sh:property :D ] .""",
        format="turtle",
    )
    one = Screen(shapes, [rdflib.URIRef(f"urn:{name}") for name in "SRQC"])
    data = read_plain(['<urn:a> <urn:p> "y" .'])
    assert data is not None
    assert set(one.suspects(data)) == {rdflib.URIRef(f"urn:{name}") for name in "SQC"}
