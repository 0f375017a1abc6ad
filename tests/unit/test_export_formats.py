"""Writing exports: to files and folders, by the command line, with errors that help; frames and networkx."""

from __future__ import annotations

import csv
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import dealgraph
from dealgraph.cli import main
from dealgraph.cli.export import _FORMATS
from dealgraph.errors import InputError, ValidationError
from dealgraph.export import FORMATS
from dealgraph.export.cells import guard
from dealgraph.export.cypher import literal
from dealgraph.export.dot import quote
from dealgraph.export.formats import guess
from dealgraph.query import Rows

EXAMPLES = Path(__file__).parents[2] / "examples" / "filings"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "graph"
    files = [EXAMPLES / f"{n}.txt" for n in ("immunogen-2000-05-genentech", "macrogenics-2022-10-gilead")]
    dealgraph.build(files, folder)
    return folder


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["export", *(str(a) for a in arguments)], prog_name="dealgraph")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_the_command_knows_every_format() -> None:
    assert set(_FORMATS) == set(FORMATS)
    suffixes = [f.suffix for f in FORMATS.values() if f.suffix]
    assert len(set(suffixes)) == len(suffixes)
    for form in FORMATS.values():
        assert guess(Path(f"x{form.suffix}")) is (form if form.suffix else None)


@pytest.mark.parametrize("form", [f for f in sorted(FORMATS) if f != "svg"])
def test_every_format_through_the_command(graph: Path, form: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(graph, "-f", form, "-o", out)
    assert result.exit_code == 0, result.output
    files = [out] if out.is_file() else sorted(out.iterdir())
    assert all(f.stat().st_size for f in files)
    assert sorted(tmp_path.iterdir()) == [out], "no scratch is left"
    if FORMATS[form].folder:
        assert run(graph, "-f", form).exit_code == 2
    else:
        assert run(graph, "-f", form).stdout_bytes == out.read_bytes()


def test_the_file_name_tells_the_format(graph: Path, tmp_path: Path) -> None:
    assert run(graph, "-o", tmp_path / "a.gexf").exit_code == 0
    assert b"http://gexf.net/1.3" in (tmp_path / "a.gexf").read_bytes()
    assert run(graph, "-o", tmp_path / "a.data").exit_code == 0
    assert (tmp_path / "a.data").read_bytes() == run(graph, "-f", "nquads").stdout_bytes


def test_selection_and_folding_through_the_command(graph: Path, tmp_path: Path) -> None:
    result = run(graph, "-f", "graphology", "--company", "MacroGenics", "--fold", "--since", 2022)
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    kinds = {n["attributes"]["kind"] for n in data["nodes"]}
    assert kinds <= {"company", "drug", "antigen"}
    labels = {n["attributes"]["label"] for n in data["nodes"]}
    assert any("Gilead" in label for label in labels)
    assert not any("Genentech" in label for label in labels)
    turtle = run(graph, "-f", "turtle", "--company", "MacroGenics").stdout
    assert "Gilead" in turtle
    assert "Genentech" not in turtle
    assert "dg:Filing" in turtle


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-f", "csv"), "Name the folder with -o"),
        (("-f", "gexf", "--company", "Nobody"), "no company 'Nobody'"),
        (("-f", "gexf", "--depth", "1"), "Name a company"),
        (("-f", "gexf", "-o", "no/such/folder/a.gexf"), "cannot be written"),
        (("-f", "gexf", "--since", "2010", "--until", "2000"), "Give the earlier year"),
    ],
)
def test_what_cannot_be_done_is_said(graph: Path, arguments: tuple[str, ...], words: str) -> None:
    result = run(graph, *arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.output


def test_a_failed_export_leaves_the_old_file(graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.gexf"
    out.write_text("old", "utf-8")
    assert run(graph, "-o", out, "--company", "Nobody").exit_code == 2
    assert out.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_keeps_other_files(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    assert run(graph, "-f", "csv", "-o", tmp_path).exit_code == 0
    assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"
    with (tmp_path / "deals.csv").open(encoding="utf-8", newline="") as stream:
        deals = list(csv.DictReader(stream))
    assert any(d["upfront_amount"] == "60000000" and d["upfront_currency"] == "USD" for d in deals)


def test_svg_without_graphviz(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = run(graph, "-f", "svg")
    assert result.exit_code == 2
    assert "Install Graphviz" in result.stderr


@pytest.mark.parametrize(("module", "extra"), [("pyarrow", "parquet"), ("pandas", "notebook")])
def test_missing_extras(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    if module == "pyarrow":
        result = run(graph, "-f", "parquet", "-o", tmp_path / "out")
        assert result.exit_code == 2
        assert "pip install 'dealgraph[parquet]'" in result.stderr
        assert not (tmp_path / "out").exists()
    else:
        with pytest.raises(InputError, match="pandas") as caught:
            dealgraph.open(graph).frame("milestones")
        assert extra in caught.value.suggestion


def test_too_many_nodes_for_a_page(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealgraph.export.html.MOST", 3)
    result = run(graph, "-f", "html")
    assert result.exit_code == 2
    assert "more than 3 nodes" in result.stderr


def test_networkx(graph: Path) -> None:
    opened = dealgraph.open(graph)
    whole = opened.graph()
    assert isinstance(whole, nx.MultiDiGraph)
    kinds = set(nx.get_node_attributes(whole, "kind").values())
    assert {"company", "agreement", "term"} <= kinds
    part = opened.graph(companies="MacroGenics", fold=True)
    assert 0 < len(part) < len(whole)
    assert any(d["kind"] == "licenses to" or d["kind"] == "partners with" for *_, d in part.edges(data=True))
    with pytest.raises(ValidationError, match="Nobody"):
        opened.graph(drugs=["Nobody"])


def test_frames(graph: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="frames need pandas")
    opened = dealgraph.open(graph)
    frame = opened.frame("agreements")
    assert len(frame) == len(opened.query("agreements"))
    assert list(frame.columns) == list(opened.query("agreements").columns)
    sums = opened.frame(
        "SELECT ?amount ?nothing { ?t a dg:FinancialTerm ; dg:amount ?amount } ORDER BY ?amount"
    )
    assert sums["amount"].dtype == "Int64"
    assert sums["amount"].max() >= 60_000_000
    assert sums["nothing"].isna().all()
    assert str(sums["nothing"].dtype).startswith("string")
    assert isinstance(frame, pandas.DataFrame)
    with pytest.raises(ValidationError, match="takes no parameters"):
        opened.frame("SELECT * {}", company="x")
    with pytest.raises(ValidationError, match="There is no query"):
        opened.frame("no-such-query")


def test_frames_of_mixed_values() -> None:
    pytest.importorskip("pandas", reason="frames need pandas")
    from dealgraph.export.frames import frame

    rows: list[tuple[Any, ...]] = [(Decimal("0.5"), True, 1, 10**20, "x"), (1, None, "a", 1, None)]
    found = frame(Rows(("number", "truth", "mixed", "big", "text"), tuple(rows)))
    kinds = {name: str(kind) for name, kind in found.dtypes.items()}
    assert kinds == {
        "number": "Float64",
        "truth": "boolean",
        "mixed": "string",
        "big": "Float64",
        "text": "string",
    }
    assert found["mixed"].tolist() == ["1", "a"]
    assert list(frame(Rows(("a", "b"), ())).columns) == ["a", "b"]


@given(st.text())
def test_cells_are_no_formulas(text: str) -> None:
    cell = guard(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert cell in (text, f"'{text}")


@given(st.text())
def test_quoted_strings_end_where_they_should(text: str) -> None:
    quoted = quote(text)
    body = quoted[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in body
    assert "\\" not in body
    assert "\n" not in body
    string = literal(text)
    assert "\n" not in string
    assert "\\u" not in string.lower()
