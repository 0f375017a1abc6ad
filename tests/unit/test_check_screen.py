"""The screen: it lets pass what conforms, suspects what breaks a shape, and never hides a result."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from dealgraph.check import Checker, Violation, parse_lines, read_shapes
from dealgraph.check.constraints import Data
from dealgraph.check.screen import Screen
from dealgraph.check.shacl import PreparedShapes
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


def quads(case: str) -> list[ox.Quad]:
    return list(ox.parse(path=str(CASES / case / "data.ttl"), format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir() if p.is_dir()))
def test_the_shape_that_a_case_breaks_is_suspected_at_its_focus_node(case: str) -> None:
    data = Data(quads(case))
    suspected = screen().suspects(data)
    nodes = {str(node) for found in suspected.values() for node in found}
    graph = parse_lines([f"{q.subject} {q.predicate} {q.object} ." for q in quads(case)])
    broken = {Violation(**fields).focus for fields in prepared().results(graph)}
    if data.is_plain():
        assert broken <= nodes
    assert bool(broken) == (case != "conforming")


def test_a_conforming_filing_is_not_suspected() -> None:
    data = Data(quads("conforming"))
    assert data.is_plain()
    assert screen().suspects(data) == {}


@pytest.mark.parametrize(
    "triple",
    [
        '<urn:a> <urn:p> "2005-02-30"^^<http://www.w3.org/2001/XMLSchema#date>',
        '<urn:a> <urn:p> "ten"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '<urn:a> <urn:p> "x"@en',
        "<urn:a> <urn:p> _:b",
        "<urn:a> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <urn:b>",
    ],
)
def test_what_readers_may_take_differently_is_left_to_pyshacl(triple: str) -> None:
    assert not Data(list(ox.parse(f"{triple} .", format=ox.RdfFormat.N_QUADS))).is_plain()


def test_constraints_that_the_screen_does_not_know_are_checked(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(OWN, encoding="utf-8")
    checker = Checker(tmp_path)
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:T> ."
    lines = [
        f"<urn:bad> {kind}",
        '<urn:bad> <urn:name> "ab" .',
        f"<urn:good> {kind}",
        '<urn:good> <urn:name> "abc" .',
    ]
    lines += ['<urn:n> <urn:name> "1" .', '<urn:n> <urn:name> "2" .', "<urn:good> <urn:next> <urn:n> ."]
    found = {(v.focus, v.constraint) for v in checker.check(lines)}
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
    data = Data(list(ox.parse('<urn:a> <urn:p> "y" .', format=ox.RdfFormat.N_QUADS)))
    assert set(one.suspects(data)) == {rdflib.URIRef(f"urn:{name}") for name in "SQC"}
