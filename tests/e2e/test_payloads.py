"""Text of a filing that looks like code stays text: through facts, N-Quads, the index, queries and every output."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from dealgraph.cli import main
from dealgraph.rdf.nquads import clean
from dealgraph.store import GraphFolder
from dealgraph.verify import verify

from . import planted
from .planted import PAYLOADS


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    graph, report = planted.planted(tmp_path_factory.mktemp("payloads"))
    assert (report.unread, report.quarantined) == ((), ())
    assert report.filings == len(PAYLOADS)
    return graph


def ask(graph: Path, form: str) -> str:
    query = "SELECT ?name { ?m a dg:Milestone ; dg:trigger ?name } ORDER BY ?name"
    result = CliRunner().invoke(main, ["sparql", str(graph), query, "--format", form], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.stdout


def names(graph: Path) -> set[str]:
    return {row["name"] for row in json.loads(ask(graph, "json"))}


def test_every_payload_comes_back_as_it_was_and_nothing_else(graph: Path) -> None:
    assert names(graph) == {clean(p) for p in PAYLOADS}
    assert verify(graph).sound


def test_lines_parse_to_our_terms_only(graph: Path) -> None:
    for line in GraphFolder.open(graph).export_lines():
        [quad] = ox.parse(line, format=ox.RdfFormat.N_QUADS)
        assert isinstance(quad.subject, ox.NamedNode)
        assert not quad.subject.value.startswith("urn:")


@pytest.mark.parametrize("form", ["table", "md"])
def test_terminals_get_no_control_characters(graph: Path, form: str) -> None:
    text = ask(graph, form).replace("\n", "")
    assert [c for c in text if unicodedata.category(c)[0] == "C"] == []
    if form == "md":
        assert "<script" not in text
        assert "pipe \\| cell" in text


def test_spreadsheets_get_no_formula(graph: Path) -> None:
    rows = list(csv.reader(io.StringIO(ask(graph, "csv"))))[1:]
    assert len(rows) == len(PAYLOADS)
    assert [r for r in rows if r[0][:1] in ("=", "+", "-", "@")] == []
    assert ["'=HYPERLINK(1)"] in rows


@pytest.mark.parametrize("payload", PAYLOADS)
def test_as_a_parameter(graph: Path, payload: str) -> None:
    """A payload given to a named query finds its company or nothing, and never all."""
    result = CliRunner().invoke(main, ["query", str(graph), "milestones", f"company={payload}", "--json"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 2), result.output
    if result.exit_code == 0:
        assert len(json.loads(result.stdout)) <= 1
    else:
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1
