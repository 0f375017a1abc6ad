"""The command line, end to end: build the examples, ask, check, export; and what it says of bad input."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from dealgraph.cli import main
from dealgraph.facts_json import from_json
from dealgraph.filing import Filing
from dealgraph.read import read_path

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "filings"
ONE = EXAMPLES / "immunogen-2006-01-genentech.txt"
NOTE = EXAMPLES / "cytomx-2016-10k-note.txt"

Run = Callable[..., Result]


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(a) for a in arguments], prog_name="dealgraph")
    # A bug must not pass for a refusal: only exits that the program chose.
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "graph"
    result = run("build", EXAMPLES, "-o", folder, "--workers", 1)
    assert result.exit_code == 0, result.output
    assert "17 filings" in result.stdout
    assert not (folder.parent / "graph.part").exists()
    return folder


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom dealgraph.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in ('rdflib','pyoxigraph','pyshacl','networkx','selectolax') if m in sys.modules])"
    )
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": str(ROOT / "builder")},
        )
        times.append(time.perf_counter() - begun)
        assert done.stdout.rstrip().endswith("[]"), done.stdout
    assert min(times) < 0.3


def test_build_again_reads_nothing(graph: Path) -> None:
    result = run("build", EXAMPLES, "-o", graph, "--workers", 1, "--json")
    report = json.loads(result.stdout)
    assert (report["read"], report["unchanged"], report["changed"]) == (0, 17, False)


def test_query_formats_agree(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")

    def ask(form: str) -> str:
        result = run("query", graph, "filings", "company=0000855654", "--format", form)
        assert result.exit_code == 0, result.output
        return result.stdout

    rows = json.loads(ask("json"))
    assert len(rows) == 11
    assert [json.loads(line) for line in ask("jsonl").splitlines()] == rows
    assert [r["accession"] for r in csv.DictReader(io.StringIO(ask("csv")))] == [r["accession"] for r in rows]
    assert len(ask("md").splitlines()) == 13
    table = ask("table")
    assert all(r["accession"] in table for r in rows)


def test_query_columns_limit_and_folder(graph: Path, tmp_path: Path) -> None:
    result = run("query", graph, "filings", "--columns", "form,accession", "--limit", 2, "--json")
    rows = json.loads(result.stdout)
    assert [list(r) for r in rows] == [["form", "accession"]] * 2
    (tmp_path / "mine.rq").write_text(
        "# title: T\n# description: D.\n# param n: integer [required] - n\nSELECT ($n + 1 AS ?more) {}"
    )
    mine = run("query", graph, "mine", "n=41", "--folder", tmp_path, "--json")
    assert json.loads(mine.stdout) == [{"more": 42}]


def test_queries_are_listed() -> None:
    assert "milestones" in run("queries").stdout
    listed = {q["name"]: q for q in json.loads(run("queries", "--json").stdout)}
    assert "status" in {p["name"] for p in listed["milestones"]["parameters"]}


def test_milestone_with_its_words(graph: Path) -> None:
    result = run("query", graph, "milestones", "company=CytomX", "year=2016", "--json")
    (row,) = json.loads(result.stdout)
    assert (row["antigen"], row["amount"], row["status"]) == ("CD71", 14000000, "achieved")
    evidence = json.loads(run("query", graph, "evidence", f"fact={row['milestone']}", "--json").stdout)
    (filing,) = read_path(NOTE)
    assert isinstance(filing, Filing)
    texts = {d.file_name: d.text for d in filing.documents}
    assert evidence
    for found in evidence:
        assert texts[found["document"]][found["start"] : found["end"]] == found["quote"]


def test_readme_shows_what_comes_out(graph: Path) -> None:
    shown = " ".join((ROOT / "README.md").read_text("utf-8").split())
    result = run("query", graph, "milestones", "company=CytomX", "status=achieved", "--json")
    (row,) = json.loads(result.stdout)
    line = [row[c] for c in ("company", "counterparty", "drug", "antigen")]
    line += [f"{row['amount']:,}", *(row[c] for c in ("currency", "status", "date"))]
    assert f"{' '.join(line)} quote: {row['quote']}" in shown


def test_sparql(graph: Path, tmp_path: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?f a dg:Filing }"
    assert json.loads(run("sparql", graph, count, "-f", "json").stdout) == [{"n": 17}]
    (tmp_path / "q.rq").write_text(count)
    assert run("sparql", graph, "--file", tmp_path / "q.rq", "-f", "csv").stdout.split() == ["n", "17"]
    assert run("sparql", graph, "ASK { ?f a dg:Filing }").stdout == "true\n"
    triples = run("sparql", graph, "CONSTRUCT { ?f a dg:Filing } WHERE { ?f a dg:Filing }", "-f", "nt").stdout
    assert triples.count("\n") == 17
    standard = json.loads(run("sparql", graph, count, "-f", "sparql-json").stdout)
    assert standard["results"]["bindings"][0]["n"]["value"] == "17"
    assert run("sparql", graph, count, "-f", "turtle").exit_code == 2
    assert run("sparql", graph).exit_code == 2
    assert run("sparql", graph, "DELETE WHERE { ?s ?p ?o }").exit_code == 2


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld"])
def test_exports_hold_everything(graph: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out.{form}"
    assert run("export", graph, "--format", form, "-o", out).exit_code == 0
    syntax = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
    quads = set(ox.parse(path=str(out), format=syntax[form]))
    lines = run("export", graph).stdout_bytes.decode()
    assert quads == set(ox.parse(lines, format=ox.RdfFormat.N_QUADS))
    again = tmp_path / "again"
    run("export", graph, "--format", form, "-o", again)
    assert again.read_bytes() == out.read_bytes()


def test_turtle_is_the_default_graph(graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.ttl"
    assert run("export", graph, "--format", "turtle", "-o", out).exit_code == 0
    triples = set(ox.parse(path=str(out), format=ox.RdfFormat.TURTLE))
    quads = ox.parse(run("export", graph).stdout, format=ox.RdfFormat.N_QUADS)
    assert triples == {
        ox.Quad(q.subject, q.predicate, q.object) for q in quads if isinstance(q.graph_name, ox.DefaultGraph)
    }


def test_validate(graph: Path, tmp_path: Path) -> None:
    result = run("validate", graph, "--json")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["conforms"], report["graphs"]) == (0, True, 17)
    export = tmp_path / "all.nq"
    run("export", graph, "-o", export)
    assert run("validate", export, "--quiet").exit_code == 0
    text = export.read_text("utf-8").replace('"8-K" <', '"8-K"@en <').replace("ontology#form", "ontology#frm")
    broken = tmp_path / "broken.nq"
    broken.write_text(text, encoding="utf-8")
    result = run("validate", broken)
    assert result.exit_code == 1
    assert "Violation" in result.stdout
    assert "Does not conform" in result.stdout


def test_info(graph: Path) -> None:
    facts = json.loads(run("info", graph, "--json").stdout)
    assert facts["Filing"] == 17
    assert facts["firstFiled"] == "1999-06-03"
    assert "Filing" in run("info", graph).stdout
    left_out = json.loads(run("info", graph, "--left-out", "--json").stdout)
    assert left_out["unread"] == []


def test_facts_are_the_contract(tmp_path: Path) -> None:
    (facts,) = json.loads(run("facts", ONE).stdout)
    (filing,) = read_path(ONE)
    assert isinstance(filing, Filing)
    assert from_json(facts, filing).milestones
    assert run("facts", EXAMPLES, "--lines").stdout.count("\n") == 17
    assert run("facts", EXAMPLES, "-o", tmp_path / "facts").exit_code == 0
    assert len(list((tmp_path / "facts").glob("*.json"))) == 17
    written = json.loads((tmp_path / "facts" / f"{ONE.stem}.json").read_text("utf-8"))
    assert written == facts


def test_text_is_what_offsets_count_in() -> None:
    (filing,) = read_path(ONE)
    assert isinstance(filing, Filing)
    for document in filing.documents:
        assert run("text", ONE, "--document", document.sequence).stdout == document.text
    assert "=== 2 EX-99.1" in run("text", ONE).stdout
    assert json.loads(run("text", ONE, "--json").stdout)["accession"] == filing.accession
    assert run("text", ONE, "--document", 9).exit_code == 2


def bad_files() -> dict[str, bytes]:
    return {
        "empty.txt": b"",
        "picture.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 20,
        "nothing.txt.gz": b"",
        "short.txt.gz": gzip.compress(ONE.read_bytes())[:200],
        "truncated.txt": ONE.read_bytes()[:3000],
    }


@pytest.mark.parametrize(
    "name", ["empty.txt", "picture.jpg", "nothing.txt.gz", "short.txt.gz", "truncated.txt"]
)
def test_bad_files_are_named_with_a_reason(tmp_path: Path, name: str) -> None:
    bad = tmp_path / name
    bad.write_bytes(bad_files()[name])
    for command in (("facts",), ("text",)):
        result = run(*command, bad)
        assert result.exit_code == 2, command
        assert name in result.stderr
    alone = run("build", bad, "-o", tmp_path / "g", "--workers", 1)
    assert alone.exit_code == 2
    assert name in alone.stderr
    (tmp_path / "good.txt").write_bytes(ONE.read_bytes())
    beside = run("build", bad, tmp_path / "good.txt", "-o", tmp_path / "h", "--workers", 1)
    assert beside.exit_code == 1
    assert name in beside.stderr
    assert "1 filings" in beside.stdout
    assert name in run("info", tmp_path / "h", "--left-out").stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("build", "none.txt", "-o", "g"), "none.txt"),
        (("build", "hollow", "-o", "g"), "no file"),
        (("build", ONE, "-o", "full"), "not a graph"),
        (("build", ONE, "-o", "g", "--extractor", "nobody"), "nobody"),
        (("build", ONE, "-o", "g", "--shapes", "hollow"), "shapes"),
        (("query", "none", "milestones"), "none"),
        (("query", "hollow", "milestones"), "hollow"),
        (("info", "hollow"), "dealgraph build"),
        (("export", "hollow"), "dealgraph build"),
        (("sparql", "hollow", "ASK {}"), "dealgraph build"),
        (("validate", "hollow"), "dealgraph build"),
        (("validate", "full/a.txt"), "RDF"),
        (("validate", "full/a.doc"), "syntax"),
        (("queries", "--folder", "none"), "folder"),
        (("facts", "none.txt"), "none.txt"),
        (("text", "none.txt"), "none.txt"),
    ],
)
def test_refusals_are_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: Sequence[object], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hollow").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("a")
    (tmp_path / "full" / "a.doc").write_text("a")
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output


def test_wrong_names_get_a_suggestion(graph: Path) -> None:
    assert "Did you mean milestones" in run("query", graph, "milestone").stderr
    assert "Did you mean company" in run("query", graph, "milestones", "compny=x").stderr
    assert "NAME=VALUE" in run("query", graph, "milestones", "ImmunoGen").stderr
    assert run("query", graph, "milestones", "year=2005", "year=2006").exit_code == 2
    assert run("query", graph, "milestones", "--columns", "price").exit_code == 2
