"""What holds for every input: the reader fails only by its own error, and its text is canonical."""

from __future__ import annotations

import contextlib
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealgraph.errors import InputError
from dealgraph.filing import Document, Filing
from dealgraph.read import Unread, canonical_text, find_sources, read_bytes, read_path
from dealgraph.read.cover import read_cover
from dealgraph.read.encoding import decode
from dealgraph.read.exhibits import split_exhibits

SHARED = Path(__file__).resolve().parents[3] / "shared"
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared folder with real filings is not here"
)

PIECES = [
    "<p>", "</p>", "<div>", "<br>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<li>", "<pre>",
    "<html>", "&nbsp;", "&#146;", "&amp;", "<ix:header>", "<div style='display:none'>", "</div>",
    "<PAGE>", "\f", "\n", "\n\n", "\r\n", "\r", "- 2 -", "{3}------------", "# ", "**", "*", "[***]",
    "\\$", "| a | b |", "|---|---|", "_", "$", "(", ")", "%", "  ", "\t", "\x00", "\u202e", "\ufeff",
    "\ud800", "α", "word", "Paid.", "12", "<DOCUMENT>\n", "<TYPE>8-K\n", "<TEXT>\n", "</TEXT>\n",
    "</DOCUMENT>\n", "<SEC-HEADER>", "FORM 8-K\n", "SECURITIES AND EXCHANGE COMMISSION\n",
    "SIGNATURE\n", "EXHIBIT INDEX\n", "EXHIBIT 99.1\n", "(Exact name of registrant", "Date of Report",
    "May 1, 1999", "FOR IMMEDIATE RELEASE",
]  # fmt: skip
soup = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
lenient = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_canonical(text: str) -> None:
    assert text == "" or (text.endswith("\n") and not text.endswith("\n\n"))
    assert not re.search(r"\n{3,}|[ \t]\n|\r|\f|\x00|\u00a0|[\ud800-\udfff\u202a-\u202e\ufeff]", text)
    assert not text.startswith("\n")
    text.encode("utf-8")


@lenient
@given(soup)
def test_text_is_canonical_whatever_comes(source: str) -> None:
    assert_canonical(canonical_text(source))


@lenient
@given(st.one_of(st.binary(max_size=400), soup.map(lambda s: s.encode("utf-8", "surrogatepass"))))
def test_bytes_give_a_filing_or_an_input_error(data: bytes) -> None:
    problem = None
    try:
        filing = read_bytes(data, "a.txt")
    except InputError as error:
        problem = error
    if problem is not None:
        assert problem.where == "a.txt"
        assert problem.suggestion
        return
    assert filing == read_bytes(data, "a.txt")
    for document in filing.documents:
        assert_canonical(document.text)


@lenient
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200))
def test_utf8_and_utf16_decode_to_themselves(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
    assert decode(text.encode("utf-16")) == text


@lenient
@given(st.lists(st.text("abcXYZ αβ®", min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=8))
def test_paragraphs_survive_html(paragraphs: list[str]) -> None:
    words = [" ".join(p.split()) for p in paragraphs]
    html = "<html>" + "".join(f"<p>{p}</p>" for p in paragraphs)
    assert canonical_text(html) == "\n\n".join(words) + "\n"


@lenient
@given(
    st.lists(
        st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=2, max_size=5), min_size=1, max_size=6
    )
)
def test_tables_survive_html_and_markdown(rows: list[list[str]]) -> None:
    wanted = "\n".join("\t".join(row) for row in rows) + "\n"
    html = "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) for row in rows) + "</table>"
    markdown = "".join("| " + " | ".join(row) + " |\n" for row in rows) + "|---|---|\n"
    assert canonical_text(f"<html>{html}") == wanted
    assert canonical_text(markdown) == wanted


@lenient
@given(soup)
def test_exhibits_lose_no_word(text: str) -> None:
    assert "".join(part for _, part in split_exhibits(text)).split() == text.split()


@pytest.mark.parametrize(
    "unit",
    [
        " ", "\t", " \t", "\n", "<", "<p>", "<p a='", "*a", "**a ", "_a", "[a](", "|-", "| a ", "\\",
        "&am", "exhibit 99\n", "exact name of registrant ", "date of report ",
        "for the fiscal year ended ", "SIGNATURE\n", "<PAGE>\n", "Source: a, ", "<DOCUMENT>\n",
        "<TEXT>\n", "\x00", "\u202e", "May 1, ", "table of contents\n", "<b><p>",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "head", ["", "**b**\n", "FORM 8-K\nSECURITIES AND EXCHANGE COMMISSION\nSIGNATURES\n"]
)
def test_time_is_linear_in_the_worst_case(head: str, unit: str) -> None:
    def seconds(size: int) -> float:
        data = (head + unit * (size // len(unit)) + "x").encode()
        started = time.process_time()
        with contextlib.suppress(InputError):
            read_bytes(data, "a.txt")
        return time.process_time() - started

    # Eight times the input in less than thirty times the time: quadratic would be sixty-four. A busy machine
    # stretches single runs, so that a slow one is run again.
    small, large = seconds(10_000), seconds(80_000)
    if large >= 30 * max(small, 0.004):
        small, large = min(seconds(10_000) for _ in range(3)), min(seconds(80_000) for _ in range(3))
    assert large < 30 * max(small, 0.004)


@needs_shared
@pytest.mark.parametrize("part", ["gold/docs", "cuad/contracts", "filings/submissions", "filings/8k"])
def test_every_real_filing_is_read(part: str) -> None:
    results = list(read_path(SHARED / part))
    assert len(results) == len(list(find_sources([SHARED / part]))) > 20
    assert [r for r in results if isinstance(r, Unread)] == []
    for filing in results:
        assert isinstance(filing, Filing)
        assert filing.documents or filing.skipped
        for document in filing.documents:
            assert_canonical(document.text)


def check_against_header(filing: Filing, body: Document) -> dict[str, bool]:
    """Compare what the cover page says with what the header says."""
    cover = read_cover(body.text)
    if cover is None or not cover.filers:
        return {"form": cover is not None, "name": False, "period": False, "state": False}

    def key(name: str) -> str:
        return re.sub(r"\W", "", name.lower())[:6]

    return {
        "form": cover.form == filing.form,
        "name": key(cover.filers[0].name) in {key(f.name) for f in filing.filers},
        "period": cover.period == filing.period,
        "state": cover.filers[0].state == filing.filers[0].state,
    }


@needs_shared
def test_covers_agree_with_headers() -> None:
    """The same reports with and without their header: covers must tell what headers do, nearly always."""
    checks = []
    for result in [*read_path(SHARED / "filings/8k"), *read_path(SHARED / "filings/submissions")]:
        assert isinstance(result, Filing)
        if result.accession and result.form.startswith(("8-K", "10-K")) and result.documents:
            checks.append(check_against_header(result, result.documents[0]))
    assert len(checks) > 60
    # Filers themselves disagree most about the period: a cover's date of report isn't always the event's.
    for name, least in {"form": 0.95, "name": 0.9, "period": 0.85, "state": 0.9}.items():
        assert sum(c[name] for c in checks) / len(checks) > least, name


@needs_shared
def test_the_seed_document() -> None:
    data = (SHARED / "gold/docs/seed-immunogen-1999.txt").read_bytes()
    filing = read_bytes(data, "seed-immunogen-1999.txt")
    assert (filing.form, str(filing.period), filing.accession) == ("8-K", "1999-06-01", None)
    (filer,) = filing.filers
    assert (filer.name, filer.cik, filer.state, filer.irs_number) == (
        "IMMUNOGEN, INC.",
        None,
        "MA",
        "042726691",
    )
    assert [(d.sequence, d.type) for d in filing.documents] == [(1, "8-K"), (2, "EX-99.1")]
    assert "\\" not in filing.documents[0].text + filing.documents[1].text
