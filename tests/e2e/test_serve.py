"""The SPARQL endpoint and its limits, over HTTP on loopback."""

from __future__ import annotations

import contextlib
import csv
import io
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from dealgraph.cli import main
from dealgraph.rdf.terms import PREFIXES
from dealgraph.store import GraphFolder

if TYPE_CHECKING:
    from .conftest import Answer, Server

pytestmark = pytest.mark.enable_socket

ROOT = Path(__file__).parents[2]
NAMES = "SELECT ?c ?name { ?c a dg:Company ; skos:prefLabel ?name } ORDER BY ?name ?c"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER(?b > ?f) }"


@pytest.fixture(scope="module")
def store(served_graph: Path) -> ox.Store:
    return GraphFolder.open(served_graph).open_store()


def solutions(answer: Answer, form: ox.QueryResultsFormat) -> list[list[str]]:
    parsed = ox.parse_query_results(answer.body, form)
    assert isinstance(parsed, ox.QuerySolutions)
    return [[str(x) for x in s] for s in parsed]


@pytest.mark.parametrize(
    ("accept", "media", "form"),
    [
        ("", "application/sparql-results+json", ox.QueryResultsFormat.JSON),
        ("*/*", "application/sparql-results+json", ox.QueryResultsFormat.JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml", ox.QueryResultsFormat.XML),
        ("text/tab-separated-values", "text/tab-separated-values", ox.QueryResultsFormat.TSV),
        ("application/json", "application/json", ox.QueryResultsFormat.JSON),
        ("image/png, application/xml;q=0.3", "application/xml", ox.QueryResultsFormat.XML),
    ],
)
def test_rows_in_each_format(
    server: Server, store: ox.Store, accept: str, media: str, form: ox.QueryResultsFormat
) -> None:
    answer = server.sparql(NAMES, accept)
    assert (answer.status, answer.media) == (200, media)
    expected = store.query(NAMES, prefixes=PREFIXES)
    assert isinstance(expected, ox.QuerySolutions)
    rows = [[str(x) for x in s] for s in expected]
    assert len(rows) > 10
    assert solutions(answer, form) == rows


def test_rows_as_csv(server: Server, store: ox.Store) -> None:
    answer = server.sparql(NAMES, "text/csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.body.decode())))
    assert rows[0] == ["c", "name"]
    expected = store.query(NAMES, prefixes=PREFIXES)
    assert rows[1:] == [[s["c"].value, s["name"].value] for s in expected]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/trig", ox.RdfFormat.TRIG),
        ("application/n-quads", ox.RdfFormat.N_QUADS),
    ],
)
def test_triples_in_each_format(server: Server, store: ox.Store, accept: str, form: ox.RdfFormat) -> None:
    query = "CONSTRUCT { ?d dg:targets ?a } { ?d dg:targets ?a }"
    answer = server.sparql(query, accept)
    assert (answer.status, answer.media) == (200, accept)
    found = {str(q.triple) for q in ox.parse(answer.body, form)}
    assert found == {str(x) for x in store.query(query, prefixes=PREFIXES)}  # type: ignore[union-attr]
    assert len(found) > 5


def test_ask_and_describe(server: Server) -> None:
    assert server.sparql("ASK { ?m a dg:Milestone }").json["boolean"] is True
    answer = server.sparql("DESCRIBE ?c { ?c dg:cik '0000855654' }")
    assert answer.media == "text/turtle"
    assert b"ImmunoGen" in answer.body


def test_post_both_ways(server: Server) -> None:
    wanted = server.sparql(NAMES).body
    assert server.post("/sparql", NAMES.encode(), "application/sparql-query").body == wanted
    assert server.post("/sparql", NAMES.encode(), "application/sparql-query; charset=UTF-8").body == wanted
    form = b"query=" + NAMES.replace(" ", "+").replace("?", "%3F").replace(";", "%3B").encode()
    assert server.post("/sparql", form, "application/x-www-form-urlencoded").body == wanted


def test_a_dataset_named_by_the_protocol(server: Server) -> None:
    graphs = server.sparql("SELECT DISTINCT ?g { GRAPH ?g { ?m a dg:Milestone } } ORDER BY ?g").json
    first = graphs["results"]["bindings"][0]["g"]["value"]
    count = "SELECT (COUNT(*) AS ?n) { ?m a dg:Milestone }"

    def number(**dataset: str) -> int:
        answer = server.get("/sparql", query=count, **dataset)
        return int(answer.json["results"]["bindings"][0]["n"]["value"])

    assert 0 < number(**{"default-graph-uri": first}) < number()
    assert number(**{"named-graph-uri": first}) == 0
    assert server.get("/sparql", query=count, **{"default-graph-uri": "not an iri"}).status == 400


def test_service_description(server: Server) -> None:
    answer = server.get("/sparql")
    assert answer.media == "text/turtle"
    text = {str(q.triple) for q in ox.parse(answer.body, ox.RdfFormat.TURTLE)}
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert any(f"<{sd}endpoint> <{server.url}/sparql>" in line for line in text)
    assert any(f"{sd}SPARQL11Query" in line for line in text)
    assert server.get("/sparql", {"Accept": "application/ld+json"}).media == "application/ld+json"
    assert server.get("/sparql", {"Accept": "image/png"}).status == 406


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("ask", "status", "code"),
    [
        (lambda s: s.sparql("SELECT * {"), 400, "invalid"),
        (lambda s: s.sparql(""), 400, "invalid"),
        (lambda s: s.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D"), 400, "malformed"),
        (lambda s: s.get("/sparql?format=json"), 400, "malformed"),
        (lambda s: s.get("/sparql?query=%FF"), 400, "invalid"),
        (lambda s: s.post("/sparql", b"", FORM), 400, "malformed"),
        (lambda s: s.post("/sparql", b"\xff\xfe", "application/sparql-query"), 400, "malformed"),
        (
            lambda s: s.post("/sparql", b"ASK{}", "application/sparql-query; charset=klingon"),
            400,
            "malformed",
        ),
        (lambda s: s.post("/sparql?query=ASK%7B%7D", b"ASK{}", "application/sparql-query"), 400, "malformed"),
        (lambda s: s.post("/sparql", b"ASK{}", "text/plain"), 415, "media-type"),
        (lambda s: s.post("/sparql", b"CLEAR ALL", "application/sparql-update"), 403, "read-only"),
        (lambda s: s.post("/sparql", b"update=CLEAR+ALL", FORM), 403, "read-only"),
        (lambda s: s.sparql("CLEAR ALL"), 400, "invalid"),
        (lambda s: s.sparql("LOAD <http://127.0.0.1/>"), 400, "invalid"),
        (lambda s: s.sparql("ASK {}", "image/png"), 406, "not-acceptable"),
        (lambda s: s.sparql("SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }"), 400, "invalid"),
        (lambda s: s.sparql("SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:1/> {} }"), 400, "invalid"),
        (lambda s: s.post("/sparql", b"x" * 1_100_000, "application/sparql-query"), 413, "too-large"),
        (lambda s: s.sparql("SELECT * { ?a ?p ?b . ?c ?q ?d }"), 422, "too-large"),
        (lambda s: s.post("/sparql", b"ASK " + b"{" * 900_000, "application/sparql-query"), 400, "invalid"),
        (lambda s: s.post("/api/info", b"", FORM), 405, "method"),
        (lambda s: s.get("/etc/passwd"), 404, "not-found"),
        (lambda s: s.get("/..%2f..%2fpyproject.toml"), 404, "not-found"),
        (lambda s: s.get("/%2e%2e/app.py"), 404, "not-found"),
    ],
)
def test_what_is_refused(server: Server, ask: Callable[[Server], Answer], status: int, code: str) -> None:
    answer = ask(server)
    assert (answer.status, answer.code) == (status, code), answer.body
    assert b"Traceback" not in answer.body
    assert b"site-packages" not in answer.body


def test_from_reaches_no_file_and_no_host(server: Server, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<http://a> <http://b> <http://c> .")
    for source in (secret.as_uri(), "http://127.0.0.1:1/"):
        answer = server.sparql(f"SELECT * FROM <{source}> FROM NAMED <{source}> {{ ?a ?b ?c }}")
        assert answer.json["results"]["bindings"] == []


def test_errors_tell_where(server: Server) -> None:
    said = server.sparql("SELECT ?x {\n ?x foo:bar 1 }").json["error"]
    assert "line 2, column 5" in said["message"]
    assert "foo:" in said["message"]
    assert "PREFIX foo:" in said["suggestion"]


def test_headers_of_every_answer(server: Server) -> None:
    for path in ("/", "/sparql", "/api/info", "/nothing"):
        headers = server.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["access-control-allow-origin"] is None
        assert headers["server"] is None


def test_other_names_are_refused(server: Server) -> None:
    assert server.get("/api/info", {"Host": "evil.example"}).status == 421
    assert server.get("/api/info", {"Host": "localhost:1"}).status == 200


def test_a_slow_query_is_cut_off_without_harm_to_others(server: Server) -> None:
    answers: list[Answer] = []
    threads = [threading.Thread(target=lambda: answers.append(server.sparql(SLOW))) for _ in range(2)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    quick = []
    while time.monotonic() < begun + 2.5:
        start = time.monotonic()
        assert server.get("/api/search", q="immunogen").status == 200
        quick.append(time.monotonic() - start)
    for thread in threads:
        thread.join()
    assert [(a.status, a.code) for a in answers] == [(503, "timeout")] * 2
    assert 3 <= time.monotonic() - begun < 60
    # Nobody waits for the slow ones to be cut off, however busy the machine is.
    assert sorted(quick)[len(quick) // 2] < 2
    assert answers[0].headers["retry-after"] == "5"
    assert server.sparql("ASK {}").status == 200


def test_token_and_cors(served_graph: Path, serve: Any, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("a-token-of-our-own-0123\n")
    options = ("--host", "0.0.0.0", "--public", "--token-file", str(token), "--cors", "https://a.example")
    with serve(served_graph, *options) as running:
        server = type(running)(running.url.replace("0.0.0.0", "127.0.0.1"), running.process)
        answer = server.sparql("ASK {}")
        assert (answer.status, answer.code) == (401, "unauthorized")
        assert answer.headers["www-authenticate"].startswith("Basic")
        query = {"query": "ASK {}"}
        good = {"Authorization": "Bearer a-token-of-our-own-0123", "Origin": "https://a.example"}
        answer = server.get("/sparql", good, **query)
        assert answer.status == 200
        assert answer.headers["access-control-allow-origin"] == "https://a.example"
        basic = {"Authorization": "Basic eDphLXRva2VuLW9mLW91ci1vd24tMDEyMw=="}
        assert server.get("/sparql", basic, **query).status == 200
        for wrong in ("Bearer a-token", "Basic !", "Basic eDp5", "Digest x", "Bearer é"):
            assert (
                server.get("/sparql", {"Authorization": wrong.encode().decode("latin-1")}, **query).status
                == 401
            )
        other = server.get("/sparql", {**good, "Origin": "https://b.example"}, **query)
        assert other.headers["access-control-allow-origin"] is None


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--host", "0.0.0.0"], "Give --public and a token"),
        (["--host", "0.0.0.0", "--public"], "a token"),
        (["--folder", "/nonexistent"], "not a folder"),
        (["--token-file", "/nonexistent"], "cannot be read"),
    ],
)
def test_what_serve_refuses(served_graph: Path, options: list[str], says: str) -> None:
    result = CliRunner().invoke(main, ["serve", str(served_graph), *options])
    assert result.exit_code == 2
    assert says in result.stderr


def test_serve_needs_a_graph_and_a_free_port(served_graph: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["serve", str(tmp_path)])
    assert (result.exit_code, "not a finished graph" in result.stderr) == (2, True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(main, ["serve", str(served_graph), "--port", port])
    assert (result.exit_code, "another --port" in result.stderr) == (2, True)


def ask_in_vain(server: Server) -> None:
    with contextlib.suppress(OSError, HTTPException):
        server.sparql(SLOW)


@pytest.mark.parametrize("end", ["asked to", "killed"])
def test_the_server_ends_with_its_workers(served_graph: Path, serve: Any, end: str) -> None:
    """Killed, it can't tell them; one that is busy with a query has no end of its own."""
    with serve(served_graph) as server:
        assert server.sparql("ASK {}").status == 200
        children = server.workers()
        if end == "killed":
            asked = threading.Thread(target=ask_in_vain, args=(server,))
            asked.start()
            time.sleep(0.5)
            server.process.kill()
            asked.join(20)
    assert isinstance(server.process, subprocess.Popen)
    assert server.process.returncode is not None
    for _ in range(100):
        if not any(Path(f"/proc/{child}").exists() for child in children):
            break
        time.sleep(0.05)
    assert not [child for child in children if Path(f"/proc/{child}").exists()]
