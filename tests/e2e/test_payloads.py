"""Text of a filing that looks like code stays text: through facts, N-Quads, the index, queries and every output."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from html import unescape
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from dealgraph import workers
from dealgraph.build import build
from dealgraph.cli import main
from dealgraph.evidence import locate
from dealgraph.facts import Agreement, Company, FilingFacts, Milestone, Party, Span
from dealgraph.filing import Filing
from dealgraph.store import GraphFolder
from dealgraph.verify import verify

PAYLOADS = (
    'Quote" Bio',
    "Apostrophe' OR '1'='1",
    "Back\\slash\\",
    "Angle <script>alert(1)</script>",
    "Comment --> <!-- x",
    "=HYPERLINK(1)",
    "+cmd|calc",
    "-2+3",
    "@SUM(1)",
    "x'}) DETACH DELETE n //",
    '" . } ; DROP ALL ; #',
    "> . <urn:a> <urn:b> <urn:c> .",
    "${jndi:ldap://x}",
    "{{7*7}}",
    "%s%n%x",
    "pipe | cell",
    "[a](javascript:alert)",
    "; rm -rf / `id` $(id)",
    "../../etc/passwd",
    "&lt;&amp;&#60;",
    "]]> CDATA",
    "Bidi \u202egnp.exe",
    "Private \ue000 use",
    "Combining Z\u0351\u036b",
    "Emoji \U0001f9ec",
)
SENTENCE = "{} paid Arbor Bio a milestone of $2 million."


class Planted:
    """Takes the words before "paid" for a company, whatever they are."""

    name = "planted"
    version = "1"

    def extract(self, filing: Filing) -> FilingFacts:
        document = filing.documents[0]
        name = document.text.split(" paid Arbor")[0].strip()
        whole = Span(1, 0, len(document.text.rstrip()), document.text.rstrip())
        us = locate("Arbor Bio", filing.documents)
        assert us is not None
        return FilingFacts(
            companies=(
                Company("c1", name, (), (Span(1, 0, len(name), name),)),
                Company("c2", "Arbor Bio", (), (us,)),
            ),
            agreements=(Agreement("g1", ("license",), (Party("c1"), Party("c2")), evidence=(whole,)),),
            milestones=(
                Milestone(
                    "m1", "g1", trigger=name, payer="c1", payee="c2", status="achieved", evidence=(whole,)
                ),
            ),
        )


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("payloads")
    (folder / "filings").mkdir()
    for n, payload in enumerate(PAYLOADS):
        (folder / "filings" / f"{n:02}.txt").write_text(SENTENCE.format(payload) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "get_extractor", lambda _: Planted())
        report = build([folder / "filings"], folder / "graph")
    assert (report.unread, report.quarantined) == ((), ())
    assert report.filings == len(PAYLOADS)
    return folder / "graph"


def ask(graph: Path, form: str) -> str:
    query = "SELECT ?name { ?m a dg:Milestone ; dg:trigger ?name } ORDER BY ?name"
    result = CliRunner().invoke(main, ["sparql", str(graph), query, "--format", form], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.stdout


def names(graph: Path) -> set[str]:
    return {row["name"] for row in json.loads(ask(graph, "json"))}


def test_every_payload_comes_back_as_it_was_and_nothing_else(graph: Path) -> None:
    found = names(graph)
    assert len(found) == len(PAYLOADS)
    # The reader drops what cannot be seen and resolves entities; what can be seen is as it was.
    seen = {"".join(c for c in unescape(p) if unicodedata.category(c) not in ("Cf", "Co")) for p in PAYLOADS}
    assert {"".join(c for c in f if unicodedata.category(c) not in ("Cf", "Co")) for f in found} == seen
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
