"""`dealgraph sparql` in all forms, its limits and messages; `dealgraph query --evidence`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from dealgraph.cli import main

ROOT = Path(__file__).parents[2]
NAMES = "SELECT ?c ?name { ?c a dg:Company ; skos:prefLabel ?name } ORDER BY ?name ?c"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(a) for a in arguments], prog_name="dealgraph")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize(
    ("form", "standard"),
    [
        ("sparql-json", ox.QueryResultsFormat.JSON),
        ("sparql-xml", ox.QueryResultsFormat.XML),
        ("sparql-tsv", ox.QueryResultsFormat.TSV),
    ],
)
def test_standard_forms_of_rows(served_graph: Path, form: str, standard: ox.QueryResultsFormat) -> None:
    def rows(*options: object) -> list[list[str]]:
        parsed = ox.parse_query_results(
            run("sparql", served_graph, NAMES, "-f", form, *options).stdout, standard
        )
        assert isinstance(parsed, ox.QuerySolutions)
        return [[str(x) for x in s] for s in parsed]

    every = rows()
    assert len(every) > 10
    assert rows("--limit", 3) == every[:3]
    csv = run("sparql", served_graph, NAMES, "-f", "sparql-csv", "--limit", 3).stdout
    assert csv.splitlines()[0] == "c,name"
    assert len(csv.splitlines()) == 4


@pytest.mark.parametrize(
    ("form", "syntax"),
    [
        ("turtle", ox.RdfFormat.TURTLE),
        ("ntriples", ox.RdfFormat.N_TRIPLES),
        ("rdfxml", ox.RdfFormat.RDF_XML),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_forms_of_triples(served_graph: Path, form: str, syntax: ox.RdfFormat) -> None:
    query = "CONSTRUCT { ?d dg:targets ?a } { ?d dg:targets ?a }"
    every = list(ox.parse(run("sparql", served_graph, query, "-f", form).stdout, syntax))
    assert len(every) > 5
    assert (
        len(list(ox.parse(run("sparql", served_graph, query, "-f", form, "--limit", 2).stdout, syntax))) == 2
    )


@pytest.mark.parametrize(
    ("query", "options", "says"),
    [
        ("SELECT ?m { ?m dg:milestonStatus ?x }", (), "Did you mean dg:milestoneStatus."),
        ("SELECT ?m {\n ?m foo:x ?x }", (), "line 2, column 5: The prefix foo: is not known"),
        ("SELECT ?m { ?m ?x }", (), "line 1, column"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> {} }", (), "SERVICE is not allowed"),
        ("CLEAR ALL", (), "the graph is read only"),
        ("ASK {}", ("-f", "turtle"), "Rows cannot be written as turtle"),
        ("CONSTRUCT WHERE { ?a ?b ?c }", ("-f", "csv"), "Triples cannot be written as csv"),
    ],
)
def test_messages(served_graph: Path, query: str, options: tuple[str, ...], says: str) -> None:
    result = run("sparql", served_graph, query, *options)
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_slow_query_is_given_up(served_graph: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER(?b > ?f) }"
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "dealgraph", "sparql", str(served_graph), slow, "--timeout", "0.5"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "builder")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "ended after 0.5 seconds" in done.stderr
    assert time.monotonic() - begun < 15


def test_evidence_beside_rows(served_graph: Path) -> None:
    result = run("query", served_graph, "milestones", "status=achieved", "--evidence", "-f", "json")
    rows = json.loads(result.stdout)
    assert len(rows) > 3
    for row in rows:
        assert row["evidence"]
        assert row["document"].startswith(("8-K", "10-", "EX-"))
        assert row["filing_url"].startswith("https://www.sec.gov/Archives/")
    result = run("query", served_graph, "upfront-by-year", "--evidence")
    assert (result.exit_code, "not facts of their own" in result.stderr) == (2, True)
    nothing = run("query", served_graph, "milestones", "year=1970", "--evidence", "-f", "json")
    assert json.loads(nothing.stdout) == []
