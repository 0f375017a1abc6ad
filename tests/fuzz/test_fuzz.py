"""The fuzz targets in small: cases that were found, and hypothesis for some seconds (more with FUZZ_EXAMPLES)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.fuzz.targets import TARGETS, Feed, extractor, nquads, parameters, reader

CASES = sorted(p for p in (Path(__file__).parent / "cases").glob("*/*") if p.is_file())
many = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
#: What deals are told in, to be put together in any way.
WORDS = (
    "Arbor Bio, Inc. ", '("Arbor") ', "(the “Company”) ", "Elder plc ", '(" ") ', "received ", "will pay ",
    "a milestone payment of $5 million ", "up to $200.5 million ", "[***] ", "a license agreement ", "with ", "for ",
    "AB-101, an anti-CD19 antibody ", "January 1, 2001 ", "royalties of 5% to 10% ", "(in thousands)", "$", "€", "and ",
    "upon approval ", "not ", "terminated ", ". ", ".\n", "\n\n", "\t", "1,", "Phase 2 ", "(", ")", '"', ";",
    "THIS AGREEMENT ", "by and between ", "its ", "the antigen ", "\u202e", "\U0001f9ec", "&amp;", "<p>", "1.1 ",
    "“Licensee” ",
)  # fmt: skip
stories = st.tuples(st.integers(0, 5), st.lists(st.sampled_from(WORDS), max_size=40)).map(
    lambda x: bytes([x[0]]) + "".join(x[1]).encode()
)
queries = st.lists(
    st.sampled_from(
        ["SELECT * ", "ASK ", "{", "}", "(", ")", "?x ", "a ", "dg:Company ", "SERVICE ", "<http://a> ", "'", '"', "#",
         "\\u0053ERVICE ", "PREFIX a: <b> ", "FILTER", "UNION ", ". ", "\n", "\\", "@en ", "^^", "1 ", "_:b "]
    ),
    max_size=25,
).map(lambda x: b"\x01" + "".join(x).encode())  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda p: f"{p.parent.name}-{p.name}")
def test_found_cases(case: Path) -> None:
    TARGETS[case.parent.name](case.read_bytes())


def test_each_target_has_cases() -> None:
    assert {p.parent.name for p in CASES} == set(TARGETS)


@many
@given(st.tuples(st.integers(0, 7), st.binary(max_size=600)).map(lambda x: bytes([x[0]]) + x[1]))
@example(b"\x04PK\x05\x06")
@example(b"\x03\x1f\x8b")
def test_reader(data: bytes) -> None:
    reader(data)


@many
@given(stories)
def test_extractor(data: bytes) -> None:
    extractor(data)


@many
@given(st.binary(max_size=400))
def test_nquads(data: bytes) -> None:
    nquads(data)


@many
@given(st.one_of(st.binary(max_size=120), queries))
def test_parameters(data: bytes) -> None:
    parameters(data)


def test_a_broken_promise_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A target that could not fail would prove nothing: without its escapes the writer is caught."""
    from dealgraph.rdf import quads

    monkeypatch.setattr(quads, "literal", lambda text, datatype="": f'"{text}"')
    with pytest.raises(SyntaxError):
        nquads(bytes([6]) + b'a" . <b' + b"\x02\\x" * 40)


def test_feed_gives_any_code_points() -> None:
    assert Feed(b"\x03\xed\xa0\x80").text() == "\ud800"
    assert Feed(b"\x02\xff\xfe").text() == "\udcff\udcfe"
    assert Feed(b"").text() == ""
