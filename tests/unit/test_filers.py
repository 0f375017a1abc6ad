"""The table of filers: what ships, what grounds a company, and bringing it up to date from a stand-in for EDGAR."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dealgraph import filers
from dealgraph.errors import InputError, StorageError
from dealgraph.filers import FilerRow
from dealgraph.resolve import FilingKeys, resolve
from dealgraph.resolve.keys import CompanyKey

ROOT = Path(__file__).resolve().parents[2]
LIST = {
    "fields": ["cik", "name", "ticker", "exchange"],
    "data": [
        [7, "Elder Bio Inc", "ELDB", "Nasdaq"],
        [7, "Elder Bio Inc", "ELDBW", "Nasdaq"],
        [8, "New\tBio Corp", None, None],
    ],
}


def test_the_shipped_table_is_sound() -> None:
    text = filers.shipped_text()
    rows = filers.parse(text)
    assert len(rows) > 7_000
    assert len({row.cik for row in rows}) == len(rows)
    assert all(len(row.cik) == 10 and len(row.sic) in (0, 4) for row in rows)
    assert filers.write_text(rows) == text


def test_a_list_renews_rows_and_keeps_what_only_the_table_knows() -> None:
    known = [FilerRow("0000000007", "ELDER CO", "ELD", "2836", "DE"), FilerRow("0000000009", "Gone Inc")]
    rows = filers.merge_list(json.dumps(LIST).encode(), known)
    assert rows == (
        FilerRow("0000000007", "Elder Bio Inc", "ELDB", "2836", "DE"),
        FilerRow("0000000008", "New\tBio Corp"),
        FilerRow("0000000009", "Gone Inc"),
    )
    assert filers.parse(filers.write_text(rows))[1] == FilerRow("0000000008", "New Bio Corp")


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"<html>", b'{"fields": ["cik"], "data": [[1]]}', b'{"fields": [], "data": []}'],
)
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="list"):
        filers.merge_list(data, [], "there")


def test_a_list_without_companies_is_refused() -> None:
    with pytest.raises(InputError, match="names no company"):
        filers.merge_list(json.dumps({**LIST, "data": []}).encode(), [])


def test_a_bad_row_is_told_with_its_line() -> None:
    with pytest.raises(InputError, match="line 3"):
        filers.parse("cik\tname\n7\tElder\nx\tArbor\n")


def test_a_graph_s_own_table_counts(tmp_path: Path) -> None:
    assert filers.table_text(tmp_path) == filers.shipped_text()
    (tmp_path / filers.NAME).write_text("cik\tname\n7\tElder Bio Inc\n")
    assert len(filers.parse(filers.table_text(tmp_path))) == 1
    (tmp_path / filers.NAME).write_bytes(b"\xff")
    with pytest.raises(InputError, match="not UTF-8"):
        filers.table_text(tmp_path)


# --- grounding ----------------------------------------------------------------------------------

TABLE = (
    CompanyKey("r1", "ELDER BIO INC /DE/", cik="0000000007"),
    CompanyKey("r2", "CEDAR INC", cik="0000000008"),
    CompanyKey("r3", "CEDAR INC", cik="0000000009"),
)


def ground(*companies: CompanyKey) -> list[str]:
    found = resolve([FilingKeys("1", companies=companies)], TABLE)
    return [found.of("1", c.id).rpartition("/")[2] for c in companies]


def test_a_legal_name_of_one_filer_gets_its_cik_with_the_reason() -> None:
    found = resolve([FilingKeys("1", companies=(CompanyKey("c1", "Elder Bio, Inc."),))], TABLE)
    assert found.of("1", "c1").endswith("/cik-0000000007")
    (merge,) = found.merges
    assert merge.reason == "has the legal name of EDGAR's filer ELDER BIO INC /DE/ (CIK 0000000007)"


@pytest.mark.parametrize("name", ["Elder Bio plc", "Elder", "Cedar, Inc.", "Elder Bio US, Inc."])
def test_other_forms_short_names_names_of_two_and_subsidiaries_get_none(name: str) -> None:
    assert not ground(CompanyKey("c1", name))[0].startswith("cik-")


def test_two_companies_of_a_filing_with_one_name_get_none() -> None:
    both = ground(
        CompanyKey("c1", "Elder Bio, Inc.", cik="0000000001"), CompanyKey("c2", "Elder Bio Incorporated")
    )
    assert both[0] == "cik-0000000001"
    assert "cik-0000000007" not in both


def test_a_header_stands_above_the_table() -> None:
    header = CompanyKey("filer:0", "ELDER BIO INC", cik="0000000005")
    found = resolve(
        [
            FilingKeys("1", companies=(header,)),
            FilingKeys("2", companies=(CompanyKey("c1", "Elder Bio Inc"),)),
        ],
        TABLE,
    )
    assert found.of("2", "c1").endswith("/cik-0000000005")


def test_a_company_known_by_its_cik_takes_in_the_one_of_the_table() -> None:
    a = FilingKeys("1", companies=(CompanyKey("c1", "Sprig, Inc.", cik="0000000007"),))
    b = FilingKeys("2", companies=(CompanyKey("c1", "Elder Bio, Inc."),))
    found = resolve([a, b], TABLE)
    assert found.of("1", "c1") == found.of("2", "c1")


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def edgar() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    asked: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers.get("User-Agent", "")))
            body = json.dumps(LIST).encode() if self.path == "/files/company_tickers_exchange.json" else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def command(graph: Path, url: str, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **{k: v for k, v in os.environ.items() if k != "EDGAR_IDENTITY"},
        "PYTHONPATH": str(ROOT / "builder"),
        "EDGAR_BASE_URL": url,
        "EDGAR_DATA_URL": url,
        "NO_PROXY": "127.0.0.1",
    }
    words = [sys.executable, "-m", "dealgraph", "filers", "update", str(graph), *options]
    return subprocess.run(words, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.enable_socket
def test_update_asks_once_and_says_who_asks(edgar: tuple[str, list[tuple[str, str]]], tmp_path: Path) -> None:
    pytest.importorskip("edgar")
    url, asked = edgar
    graph = tmp_path / "graph"
    graph.mkdir()
    (graph / filers.NAME).write_text("cik\tname\tticker\tsic\tstate\n7\tELDER CO\tELD\t2836\tDE\n")
    done = command(graph, url, "--identity", "Jane Doe jane@example.com")
    assert done.returncode == 0, done.stderr
    assert "2 filers, 1 before" in done.stdout
    assert (graph / filers.NAME).read_text() == (
        "cik\tname\tticker\tsic\tstate\n7\tElder Bio Inc\tELDB\t2836\tDE\n8\tNew Bio Corp\n"
    )
    assert asked == [("/files/company_tickers_exchange.json", "Jane Doe jane@example.com")]
    assert {p.name for p in graph.iterdir()} == {filers.NAME, "shards", "index"}


@pytest.mark.enable_socket
def test_an_answer_that_is_no_list_changes_nothing(
    edgar: tuple[str, list[tuple[str, str]]], tmp_path: Path
) -> None:
    pytest.importorskip("edgar")
    done = command(tmp_path / "graph", edgar[0] + "/elsewhere", "--identity", "Jane Doe jane@example.com")
    assert done.returncode == 2
    assert "EDGAR's list of companies cannot be had" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "graph" / filers.NAME).exists()


def test_update_wants_to_know_who_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDGAR_IDENTITY", raising=False)
    with pytest.raises(InputError, match="who downloads"):
        filers.update(tmp_path / "graph")
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StorageError, match="other things"):
        filers.update(tmp_path, identity="Jane Doe jane@example.com")
