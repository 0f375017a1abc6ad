"""Each constraint of `shapes/` has a case in `tests/shapes/` that breaks it and only it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from rdflib import RDF

from dealgraph.check import Checker, Violation, read_shapes
from dealgraph.rdf.terms import SH, SHAPES

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "shapes"
BROKEN = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir() and folder.name != "conforming")
_SH = rdflib.Namespace(SH)


@cache
def checker() -> Checker:
    return Checker()


@cache
def shapes() -> rdflib.Graph:
    return read_shapes(ROOT / "shapes")


def lines(case: str) -> list[str]:
    """Give a case as N-Triples lines."""
    triples = pyoxigraph.parse(path=str(CASES / case / "data.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    return [f"{t.subject} {t.predicate} {t.object} ." for t in triples]


def head(case: str) -> tuple[str, str]:
    """Give the shape and constraint that a case says it breaks."""
    first = (CASES / case / "data.ttl").read_text(encoding="utf-8").partition("\n")[0]
    found = re.match(r"# breaks dgs:([A-Za-z0-9-]+) by sh:([A-Za-z]+):", first)
    assert found, first
    return SHAPES + found[1], found[2]


def constraints() -> set[tuple[str, str]]:
    """Give every constraint of every named shape; what only refers to other shapes constrains nothing."""
    graph = shapes()
    kinds = (_SH.NodeShape, _SH.PropertyShape)
    return {
        (str(shape), str(CONSTRAINT_PARAMETERS_MAP[parameter].shacl_constraint_component).rpartition("#")[2])
        for kind in kinds
        for shape in graph.subjects(RDF.type, kind)
        for parameter in set(graph.predicates(shape))
        if parameter in CONSTRAINT_PARAMETERS_MAP and parameter != _SH.property
    }


def test_each_constraint_has_a_case() -> None:
    assert {head(case) for case in BROKEN} == constraints()
    assert len(BROKEN) == len(constraints())


def test_conforming_graph_has_no_result_at_all() -> None:
    assert checker().check(lines("conforming")) == ()


@pytest.mark.parametrize("case", BROKEN)
def test_case_breaks_its_constraint_and_only_it(case: str) -> None:
    results = checker().check(lines(case))
    assert {(r.shape, r.constraint) for r in results} == {head(case)}
    assert case == f"{head(case)[0][len(SHAPES) :]}-{head(case)[1].removesuffix('ConstraintComponent')}"
    for result in results:
        assert_readable(result)


def assert_readable(result: Violation) -> None:
    assert result.severity in ("Violation", "Warning", "Info")
    assert re.fullmatch(r"[A-Z].{20,}\.", result.message), result.message
    assert result.focus
    assert result.focus in str(result)
    assert result.message in str(result)


def test_conforming_graph_uses_every_property_that_a_shape_speaks_of() -> None:
    used = {str(t.predicate.value) for t in _parsed("conforming")}
    spoken = {str(o) for o in shapes().objects(None, _SH.path) if isinstance(o, rdflib.URIRef)}
    roles = {
        "acquirer",
        "investor",
        "seller",
        "supplier",
    }  # of deals of other kinds than the one in the graph
    assert {path for path in spoken - used if path.rpartition("#")[2] not in roles} == set()


def _parsed(case: str) -> list[pyoxigraph.Quad]:
    path = str(CASES / case / "data.ttl")
    return list(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE))


def test_every_named_shape_says_something_and_is_reached() -> None:
    graph = shapes()
    named = {s for kind in (_SH.NodeShape, _SH.PropertyShape) for s in graph.subjects(RDF.type, kind)}
    assert all(isinstance(shape, rdflib.URIRef) and str(shape).startswith(SHAPES) for shape in named)
    targets = (_SH.targetClass, _SH.targetSubjectsOf, _SH.targetObjectsOf)
    reached = {s for t in targets for s in graph.subjects(t)} | set(graph.objects(None, _SH.property))
    assert {shape for shape in named if shape not in reached} == set()
    silent = {
        s for s in named if not (set(graph.objects(s, _SH.message)) | set(graph.objects(s, _SH.sparql)))
    }
    assert not {(shape, kind) for shape, kind in constraints() if rdflib.URIRef(shape) in silent}


def test_each_class_has_a_file() -> None:
    files = {file.stem for file in (ROOT / "shapes").glob("*.ttl")}
    classes = {"filing", "document", "company", "agreement", "financial-term", "milestone", "drug", "antigen"}
    assert classes | {"mention", "assertion", "payment", "shapes"} == files


def test_every_severity_is_used() -> None:
    used = [str(o).rpartition("#")[2] for o in shapes().objects(None, _SH.severity)]
    assert used.count("Warning") > 8
    assert used.count("Info") >= 2
    assert "Violation" not in used  # it is what holds where nothing is said


def test_sparql_is_kept_to_where_nothing_else_can_say_it() -> None:
    assert len(list(shapes().objects(None, _SH.sparql))) == 6
