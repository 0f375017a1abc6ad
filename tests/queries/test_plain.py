"""The named queries answer what the same questions answer that are written the plain way, row by row."""

from __future__ import annotations

import importlib.util
import re
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest

from dealgraph.facts import SCHEMES
from dealgraph.query import NamedQuery, Rows, load_queries, run, select
from dealgraph.rdf.merged import graph_name, merged_lines
from dealgraph.rdf.quads import filing_iri, filing_lines
from dealgraph.resolve import keys_of, resolve
from dealgraph.resources import data_folder

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold"
PLAIN = load_queries(Path(__file__).parent / "plain")
QUERIES = load_queries()
REWRITTEN = sorted(p.stem for p in (Path(__file__).parent / "plain").glob("*.rq"))
FILINGS = 150
#: Those whose rows are sorted by a cell of several names.
BY_CELL = {"milestones-by-agreement"}
#: What a parameter is asked with where it names no resource.
VALUES = {"year": "2005", "string": "8-K"}
BUSIEST = {
    "company": "SELECT ?x { ?a dg:party ?x } GROUP BY ?x ORDER BY DESC(COUNT(?a)) ?x LIMIT 1",
    "drug": "SELECT ?x { ?a dg:coversDrug ?x } GROUP BY ?x ORDER BY DESC(COUNT(?a)) ?x LIMIT 1",
    "antigen": "SELECT ?x { ?d dg:targets ?x } GROUP BY ?x ORDER BY DESC(COUNT(?d)) ?x LIMIT 1",
}


def generator() -> ModuleType:
    """The generator of the benchmarks, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "benchmarks" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=["generated", "gold"])
def store(request: pytest.FixtureRequest) -> ox.Store:
    """The graph of filings generated from the examples, and that of the gold annotations where they are at hand."""
    generate = generator()
    if request.param == "gold":
        if not GOLD.is_dir():
            pytest.skip("needs ../shared/gold, which is not part of the project")
        pairs = generate.originals(GOLD)
    else:
        pairs = list(generate.generate(FILINGS, generate.originals(None)))
    ids = resolve(keys_of(filing, facts) for filing, facts in pairs)
    named = sorted(line for filing, facts in pairs for line in filing_lines(filing, facts, ids))
    filed = {graph_name(filing_iri(f.key)): (str(f.filed_on), f.key) for f, _ in pairs}
    graph = ox.Store()
    graph.bulk_load("\n".join([*named, *merged_lines(named, filed)]), format=ox.RdfFormat.N_QUADS)
    graph.load(path=str(data_folder("ontology") / "vocab.ttl"), format=ox.RdfFormat.TURTLE)
    return graph


def questions(store: ox.Store, query: NamedQuery) -> list[dict[str, object]]:
    """The query about nothing, about each of its parameters, and about two at a time."""
    value: dict[str, object] = {}
    for p in query.parameters:
        if p.kind in BUSIEST:
            value[p.name] = select(store, BUSIEST[p.kind]).rows[0][0]
        else:
            value[p.name] = VALUES[p.kind] if p.kind in VALUES else SCHEMES[p.kind][0]
    names = list(value)
    pairs = [{a: value[a], b: value[b]} for a, b in pairwise(names)]
    return [{}, *({n: value[n]} for n in names), *pairs]


def rows(answer: Rows) -> list[tuple[object, ...]]:
    """The rows, the names in a cell sorted: SPARQL leaves open in which order GROUP_CONCAT takes them."""
    return [tuple(sorted(re.split(", | / ", v)) if isinstance(v, str) else v for v in row) for row in answer]


@pytest.mark.parametrize("name", REWRITTEN)
def test_the_rows_are_those_of_the_plain_query(store: ox.Store, name: str) -> None:
    """All rows, in the same order; and the first rows alone are the first of all."""
    answered = 0
    for given in questions(store, QUERIES[name]):
        plain, found = (rows(run(store, q[name], given)) for q in (PLAIN, QUERIES))
        if name in BY_CELL:
            plain, found = sorted(plain, key=repr), sorted(found, key=repr)
        assert found == plain, given
        for limit in (1, 7, 40):
            first = rows(run(store, QUERIES[name], given, limit=limit))
            assert first == rows(run(store, QUERIES[name], given))[:limit], (given, limit)
        answered += len(plain)
    assert answered
