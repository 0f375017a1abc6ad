"""Text of a filing that looks like code reaches the endpoint's answers and the JSON API as text."""

from __future__ import annotations

import csv
import io
import json
import urllib.parse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from dealgraph.rdf.nquads import clean

from . import planted

if TYPE_CHECKING:
    from .conftest import Server

pytestmark = pytest.mark.enable_socket

DRUGS = "SELECT ?x ?name { ?x a dg:Drug ; skos:prefLabel ?name } ORDER BY ?name"
NAMES = {clean(p) for p in planted.PAYLOADS}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, serve: Any) -> Iterator[Server]:
    graph, _ = planted.planted(tmp_path_factory.mktemp("payloads"))
    with serve(graph) as running:
        yield running


def iris(server: Server) -> dict[str, str]:
    rows = server.sparql(DRUGS).json["results"]["bindings"]
    return {row["name"]["value"]: row["x"]["value"] for row in rows}


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("application/sparql-results+json", ox.QueryResultsFormat.JSON),
        ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
        ("text/tab-separated-values", ox.QueryResultsFormat.TSV),
    ],
)
def test_rows(hostile: Server, accept: str, form: ox.QueryResultsFormat) -> None:
    answer = hostile.sparql(DRUGS, accept)
    assert (answer.status, answer.media) == (200, accept)
    parsed = ox.parse_query_results(answer.body, form)
    assert isinstance(parsed, ox.QuerySolutions)
    # XML holds no control characters, and its line ends are LF.
    lost = str.maketrans("", "", "\x00\x1b\r") if form == ox.QueryResultsFormat.XML else {}
    found = {s["name"].value.translate(lost) for s in parsed}
    assert found == {n.translate(lost) for n in NAMES}


def test_rows_as_csv(hostile: Server) -> None:
    text = hostile.sparql(DRUGS, "text/csv").body.decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(r) for r in rows} == {2}
    assert {r[1] for r in rows[1:]} == NAMES


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "application/n-quads"])
def test_triples(hostile: Server, accept: str) -> None:
    form = {"t": ox.RdfFormat.TURTLE, "l": ox.RdfFormat.JSON_LD, "n": ox.RdfFormat.N_QUADS}
    answer = hostile.sparql("CONSTRUCT { ?x skos:prefLabel ?y } { ?x a dg:Drug ; skos:prefLabel ?y }", accept)
    assert answer.status == 200
    quads = list(ox.parse(answer.body, form[accept.partition("/")[2][0]]))
    assert {q.object.value for q in quads} == NAMES
    assert len(quads) == len(NAMES)


@pytest.mark.parametrize("payload", planted.PAYLOADS)
def test_api(hostile: Server, payload: str) -> None:
    """Each name is found by itself, told of as it is, and takes nothing else along; no answer is a page."""
    name = clean(payload)
    found = hostile.get("/api/search", q=name)
    assert (found.status, found.media) == (200, "application/json")
    iri = iris(hostile)[name]
    entity = hostile.get("/api/entity", iri=iri)
    assert (entity.status, entity.media, entity.json["label"]) == (200, "application/json", name)
    assert entity.headers["x-content-type-options"] == "nosniff"
    (deal,) = entity.json["deals"]
    assert deal["territory"] == name
    assert [p["label"] for p in deal["parties"]].count(name) == 1
    near = hostile.get("/api/neighbours", iri=iri)
    assert name in {n["label"] for n in near.json["nodes"]}
    passage = hostile.get("/api/evidence", iri=deal["evidence"][0])
    assert passage.json["quote"].startswith("Company ")


@pytest.mark.parametrize("payload", planted.PAYLOADS)
def test_as_what_is_asked(hostile: Server, payload: str) -> None:
    """A payload in a parameter finds what has its name, or nothing; in a path, nothing at all."""
    name = clean(payload)
    answer = hostile.get("/api/query/milestones", company=name)
    assert answer.status in (200, 400), answer.body
    if answer.status == 200:
        assert len(answer.json["rows"]) == 1
    else:
        assert answer.code == "invalid"
    assert hostile.get("/api/entity", iri=name).status in (400, 404)
    assert hostile.get(f"/{urllib.parse.quote(name, safe='')}").status in (400, 404)
    query = f"SELECT ?x {{ ?x skos:prefLabel {json.dumps(name, ensure_ascii=True)} }}"
    assert hostile.sparql(query).status in (200, 400)
    assert hostile.sparql(name).status == 400
    assert hostile.get("/api/search", q="arbor").json["results"]
