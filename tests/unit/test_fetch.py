"""`dealgraph.fetch` against a stand-in for EDGAR on loopback."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dealgraph.errors import InputError, StorageError
from dealgraph.fetch import fetch

ROOT = Path(__file__).resolve().parents[2]
CIK = 9999
ACCESSIONS = ("0000009999-05-000001", "0000009999-06-000002", "0000009999-06-000003")
FORMS = ("8-K", "8-K", "10-K")
DATES = ("2005-03-01", "2006-02-01", "2006-03-01")


def submission(accession: str) -> str:
    return (
        f"<SEC-DOCUMENT>{accession}.txt : 20060201\n<SEC-HEADER>{accession}.hdr.sgml : 20060201\n"
        f"ACCESSION NUMBER:\t\t{accession}\n</SEC-HEADER>\n"
        "<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nA milestone of £2 million was paid.\n"
        "</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    )


def listing() -> dict[str, object]:
    """The submissions API's answer, with made-up values."""
    address = dict.fromkeys(
        ("street1", "street2", "city", "stateOrCountryDescription", "stateOrCountry", "zipCode"), ""
    )
    many = len(ACCESSIONS)
    recent = {
        "accessionNumber": list(ACCESSIONS),
        "filingDate": list(DATES),
        "reportDate": list(DATES),
        "acceptanceDateTime": [f"{day}T12:00:00.000Z" for day in DATES],
        "act": ["34"] * many,
        "form": list(FORMS),
        "fileNumber": ["0-1"] * many,
        "filmNumber": ["1"] * many,
        "items": [""] * many,
        "core_type": list(FORMS),
        "size": [1] * many,
        "isXBRL": [0] * many,
        "isInlineXBRL": [0] * many,
        "primaryDocument": ["a.txt"] * many,
        "primaryDocDescription": [""] * many,
    }
    plain = ("sic", "sicDescription", "category", "fiscalYearEnd", "phone", "flags", "ein", "description",
             "website", "investorWebsite", "stateOfIncorporation",
             "stateOfIncorporationDescription")  # fmt: skip
    return {
        "cik": str(CIK), "name": "Example Pharma Inc", "tickers": ["EXPH"], "exchanges": ["Nasdaq"],
        "entityType": "operating", "formerNames": [], "addresses": {"mailing": address, "business": address},
        "insiderTransactionForOwnerExists": 0, "insiderTransactionForIssuerExists": 0,
        "filings": {"recent": recent, "files": []}, **dict.fromkeys(plain, ""),
    }  # fmt: skip


@dataclass
class Edgar:
    """The stand-in's address, what it was asked, and by whom."""

    url: str
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)

    def filings_asked(self) -> list[str]:
        return [path for path in self.asked if path.endswith(".txt") and "/data/" in path]


@pytest.fixture
def edgar() -> Iterator[Edgar]:
    state = Edgar("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path)
            state.agents.add(self.headers.get("User-Agent", ""))
            accession = self.path.rpartition("/")[2].removesuffix(".txt")
            if self.path == f"/submissions/CIK{CIK:010d}.json":
                body = json.dumps(listing())
            elif accession in ACCESSIONS:
                whole = submission(accession)
                body = whole[:-20] if accession in state.broken else whole
            elif self.path == "/files/company_tickers.json":
                body = json.dumps({"0": {"cik_str": CIK, "ticker": "EXPH", "title": "Example Pharma Inc"}})
            else:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", "application/json" if body.startswith("{") else "text/plain")
            self.send_header("Content-Length", str(len(body.encode("cp1252"))))
            self.end_headers()
            self.wfile.write(body.encode("cp1252"))

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def run(edgar: Edgar, folder: Path, arguments: str) -> subprocess.CompletedProcess[str]:
    """Fetch in a process of its own, since edgartools reads its addresses when it is imported."""
    code = (
        "import datetime as dt, sys\nfrom dealgraph.fetch import fetch\n"
        "from dealgraph.errors import DealgraphError\n"
        f"try:\n    report = fetch({str(folder)!r}, {arguments}, identity='Jane Doe jane@example.com')\n"
        "except DealgraphError as error:\n    sys.exit(str(error))\n"
        "print([p.name for p in report.downloaded], [p.name for p in report.present], list(report.failed))\n"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "builder"),
        "EDGAR_BASE_URL": edgar.url,
        "EDGAR_DATA_URL": edgar.url,
        "NO_PROXY": "127.0.0.1",
    }
    return subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.enable_socket
def test_downloads_by_form_and_date_then_resumes(edgar: Edgar, tmp_path: Path) -> None:
    pytest.importorskip("edgar")
    asked = f"['{CIK}'], forms=['8-K'], since=dt.date(2006, 1, 1), until=dt.date(2006, 12, 31)"
    first = run(edgar, tmp_path, asked)
    assert first.stdout == f"['{ACCESSIONS[1]}.txt'] [] []\n", first.stderr
    got = tmp_path / f"{CIK:010d}" / f"{ACCESSIONS[1]}.txt"
    assert got.read_text("cp1252") == submission(ACCESSIONS[1])
    assert edgar.agents == {"Jane Doe jane@example.com"}
    assert len(edgar.filings_asked()) == 1

    again = run(edgar, tmp_path, asked)
    assert again.stdout == f"[] ['{ACCESSIONS[1]}.txt'] []\n", again.stderr
    assert len(edgar.filings_asked()) == 1


@pytest.mark.enable_socket
def test_a_truncated_answer_is_not_kept(edgar: Edgar, tmp_path: Path) -> None:
    pytest.importorskip("edgar")
    edgar.broken.add(ACCESSIONS[2])
    done = run(edgar, tmp_path, f"['{CIK}'], forms=['10-K']")
    assert f"[] [] [('{ACCESSIONS[2]}', 'What came is not a complete submission')]" in done.stdout, (
        done.stderr
    )
    assert not list(tmp_path.rglob(f"*{ACCESSIONS[2]}*"))

    edgar.broken.clear()
    again = run(edgar, tmp_path, f"['{CIK}'], forms=['10-K']")
    assert again.stdout == f"['{ACCESSIONS[2]}.txt'] [] []\n", again.stderr


@pytest.mark.enable_socket
def test_an_unknown_company_is_said(edgar: Edgar, tmp_path: Path) -> None:
    pytest.importorskip("edgar")
    done = run(edgar, tmp_path, "['1234567']")
    assert done.returncode == 1
    assert "1234567: EDGAR knows no such company. Check the CIK or ticker." in done.stderr


@pytest.mark.parametrize("identity", ["", "nobody", "a@b.example", "Jane\nDoe jane@example.com"])
def test_identity_is_required(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, identity: str) -> None:
    monkeypatch.delenv("EDGAR_IDENTITY", raising=False)
    with pytest.raises(InputError, match=r"e-mail|who downloads"):
        fetch(tmp_path, ["855654"], identity=identity)


@pytest.mark.parametrize(
    ("companies", "options", "problem"),
    [
        ([], {}, "No company"),
        (["../x"], {}, "neither a CIK nor a ticker"),
        (["855654"], {"per_second": 11}, "11 requests a second"),
        (["855654"], {"since": dt.date(2006, 1, 2), "until": dt.date(2006, 1, 1)}, "is after"),
    ],
)
def test_bad_requests(tmp_path: Path, companies: list[str], options: dict[str, object], problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        fetch(tmp_path, companies, identity="Jane Doe jane@example.com", **options)  # type: ignore[arg-type]


def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    with pytest.raises(StorageError, match="cannot be made"):
        fetch(tmp_path / "f" / "g", ["855654"], identity="Jane Doe jane@example.com")
