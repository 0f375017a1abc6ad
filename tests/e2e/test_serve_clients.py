"""Other people's clients of the server: SPARQLWrapper, Comunica, schemathesis; and many at once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import pyoxigraph as ox
import pytest

from dealgraph.rdf.terms import PREFIXES
from dealgraph.store import GraphFolder

if TYPE_CHECKING:
    from .conftest import Server

pytestmark = pytest.mark.enable_socket

COMUNICA = Path(__file__).parents[1] / "comunica"
HEAD = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())
#: Ten queries of all forms, over names, numbers, dates, optional values, paths, aggregates and named graphs.
QUERIES = tuple(
    HEAD + q
    for q in (
        "SELECT ?c ?name { ?c a dg:Company ; skos:prefLabel ?name } ORDER BY ?name ?c",
        "SELECT ?m ?amount ?currency { ?m a dg:Milestone OPTIONAL { ?m dg:amount ?amount ; dg:currency ?currency } } "
        "ORDER BY ?m",
        "SELECT ?a ?date { ?a a dg:Agreement OPTIONAL { ?a dg:signedOn ?date } } ORDER BY ?a",
        "SELECT ?d ?name { ?d dg:targets/skos:prefLabel ?name } ORDER BY ?d ?name",
        "SELECT ?s (COUNT(?m) AS ?n) (SUM(?x) AS ?sum) { ?m dg:milestoneStatus ?s ; dg:amount ?x } "
        "GROUP BY ?s ORDER BY ?s",
        "SELECT ?word ?lang { ?c skos:prefLabel ?word BIND(LANG(?word) AS ?lang) FILTER(?lang != '') } "
        "ORDER BY ?word ?c",
        "SELECT ?q { GRAPH ?g { ?s oa:exact ?q } FILTER(CONTAINS(?q, 'ilestone')) } ORDER BY ?q ?s",
        "ASK { ?a dg:licensor/dg:cik '0000855654' }",
        "ASK { ?a dg:acquirer ?a }",
        "CONSTRUCT { ?d dg:targets ?x } WHERE { ?d dg:targets ?x }",
    )
)


@pytest.fixture(scope="module")
def store(served_graph: Path) -> ox.Store:
    return GraphFolder.open(served_graph).open_store()


def term(x: Any) -> list[str] | None:
    if x is None:
        return None
    return [x.value, x.datatype.value, x.language or ""] if isinstance(x, ox.Literal) else [x.value]


def expected(store: ox.Store, query: str) -> Any:
    """What pyoxigraph answers, as plain values; triples in any order."""
    answer = store.query(query)
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        return sorted([[term(x.subject), term(x.predicate), term(x.object)] for x in answer])
    return [[term(s[v]) for v in answer.variables] for s in answer]


def test_the_queries_have_answers(store: ox.Store) -> None:
    answers = [expected(store, q) for q in QUERIES]
    assert len(answers) == 10
    assert [a for a in answers if a == []] == []


@pytest.mark.parametrize("number", range(10))
def test_sparqlwrapper(server: Server, store: ox.Store, number: int) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
    client = wrapper.SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery(QUERIES[number])
    client.setMethod(wrapper.POST if number % 2 else wrapper.GET)
    client.setReturnFormat(wrapper.TURTLE if "CONSTRUCT" in QUERIES[number] else wrapper.JSON)
    found = client.queryAndConvert()
    if isinstance(found, bytes):
        parsed = ox.parse(found, ox.RdfFormat.TURTLE)
        answer: Any = sorted([[term(q.subject), term(q.predicate), term(q.object)] for q in parsed])
    elif "boolean" in found:
        answer = found["boolean"]
    else:
        answer = [
            [binding(row.get(v)) for v in found["head"]["vars"]] for row in found["results"]["bindings"]
        ]
    assert answer == expected(store, QUERIES[number])


def binding(x: dict[str, str] | None) -> list[str] | None:
    if x is None:
        return None
    if x["type"] == "uri":
        return [x["value"]]
    language = x.get("xml:lang", "")
    plain = PREFIXES["rdf"] + "langString" if language else PREFIXES["xsd"] + "string"
    return [x["value"], x.get("datatype", plain), language]


def test_comunica(server: Server, store: ox.Store) -> None:
    node = shutil.which("node")
    if node is None or not (COMUNICA / "node_modules").is_dir():
        pytest.skip("run `npm ci` in tests/comunica to ask the endpoint with Comunica")
    asked = json.dumps({"endpoint": f"{server.url}/sparql", "queries": QUERIES})
    done = subprocess.run(
        [node, "ask.mjs"], cwd=COMUNICA, input=asked, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    for query, found in zip(QUERIES, json.loads(done.stdout), strict=True):
        # Comunica computes joins, paths and aggregates itself and may order triples as it likes.
        assert (sorted(found) if "CONSTRUCT" in query else found) == expected(store, query), query


def test_fifty_clients_at_once(server: Server) -> None:
    """Each asks again and again, over one connection. DEALGRAPH_LOAD_SECONDS=60 for the whole test."""
    seconds = float(os.environ.get("DEALGRAPH_LOAD_SECONDS", "5"))
    address = urlsplit(server.url).netloc
    paths = [f"/sparql?query={quote(q)}" for q in QUERIES[:5]]
    paths += ["/api/search?q=immuno", "/api/stats?by=year", "/api/query/milestones", "/api/queries", "/"]
    end = time.monotonic() + seconds

    def client(number: int) -> Counter[int]:
        statuses: Counter[int] = Counter()
        connection = HTTPConnection(address, timeout=60)
        while time.monotonic() < end:
            connection.request("GET", paths[(number + statuses.total()) % len(paths)])
            answer = connection.getresponse()
            answer.read()
            statuses[answer.status] += 1
        connection.close()
        return statuses

    with ThreadPoolExecutor(50) as threads:
        total = sum(threads.map(client, range(50)), Counter[int]())
    print(f"{total.total()} requests of 50 clients in {seconds:g} s: {dict(total)}")
    assert set(total) == {200}
    assert total[200] > 50 * seconds / 5


def test_openapi_holds(server: Server) -> None:
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from hypothesis import HealthCheck, given, settings
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    schema = schemathesis.openapi.from_url(f"{server.url}/api/openapi.json")
    asked: Counter[str] = Counter()
    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def check(case: Any) -> None:
            answer = case.call(timeout=60)
            assert answer.status_code < 500, (answer.status_code, answer.text[:500])
            # Not all that a schema allows is SPARQL, an IRI, or in the graph.
            case.validate_response(answer, excluded_checks=[positive_data_acceptance])
            asked[case.path] += 1

        check()
    assert {"/sparql", "/api/search", "/api/entity", "/api/query/{name}"} <= set(asked)

    assert asked.total() > 100
