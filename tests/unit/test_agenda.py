"""What a build has before it is kept in a database, whatever names it has."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealgraph.rdf.nquads import iri
from dealgraph.rdf.quads import filing_iri
from dealgraph.read import DEFAULT, Source, find_sources
from dealgraph.store import agenda as agenda_module
from dealgraph.store.agenda import Agenda


@pytest.fixture
def agenda() -> Iterator[Agenda]:
    with closing(Agenda(DEFAULT)) as found:
        yield found


def test_what_is_new_or_changed_is_unread(
    agenda: Agenda, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agenda_module, "_PAGE", 2)
    for n in range(7):
        (tmp_path / f"{n}.txt").write_text("x" * n)
    sources = list(find_sources([tmp_path]))
    assert agenda.list_sources(sources) == 7
    known = {s.name: s.fingerprint() for s in sources}
    del known[sources[3].name]
    known[sources[5].name] = "5-0"
    assert agenda.mark_unread(known.get) == (2, 3 + 5)
    assert [(s, mark) for s, mark in agenda.unread()] == [
        (sources[n], sources[n].fingerprint()) for n in (3, 5)
    ]
    assert agenda.lists(sources[0].name)
    assert not agenda.lists("elsewhere.txt")


def test_a_problem_is_asked_about_each_time(agenda: Agenda) -> None:
    source = Source("gone.txt", "It is a symbolic link, which is not followed")
    agenda.list_sources([source])
    assert agenda.mark_unread(lambda _: "missing") == (1, 0)
    assert [s.problem for s, _ in agenda.unread()] == [source.problem]


def test_a_path_need_not_be_text(agenda: Agenda) -> None:
    path = os.fsdecode(b"/filings/\xff\xfe.txt")
    agenda.list_sources([Source(path)])
    agenda.mark_unread(lambda _: None)
    assert [s.path for s, _ in agenda.unread()] == [path]


def test_filings_are_listed_by_bucket(agenda: Agenda) -> None:
    rows = [("b", "k2", "2001-01-02", "d2"), ("a", "k3", "", "d3"), ("a", "k1", "2000-01-01", "d1")]
    assert agenda.list_filings(rows) == 3
    assert agenda.buckets() == ["a", "b"]
    agenda.mark_filings("a", [("k1", "m1"), ("k3", "m3")])
    assert agenda.bucket("a") == [("k1", "d1", "m1"), ("k3", "d3", "m3")]
    assert agenda.bucket("b") == [("k2", "d2", "")]
    assert list(agenda.filings()) == [
        ("k1", "2000-01-01", "d1"),
        ("k3", "", "d3"),
        ("k2", "2001-01-02", "d2"),
    ]
    ranks = agenda.ranks()
    assert dict(ranks) == {iri(filing_iri(key)): (filed, key) for _, key, filed, _ in rows}
    assert len(ranks) == 3
    assert ranks.get("<urn:nothing>", ("", "none")) == ("", "none")


@given(st.dictionaries(st.tuples(st.sampled_from(["k1", "k2"]), st.text()), st.just("urn:a"), max_size=9))
def test_any_local_id_comes_back_in_order(iris: dict[tuple[str, str], str]) -> None:
    with closing(Agenda(DEFAULT)) as agenda:
        agenda.name_items((*item, name) for item, name in iris.items())
        for key in ("k1", "k2"):
            mine = {local: name for (filing, local), name in iris.items() if filing == key}
            assert agenda.ids(key) == mine
            assert list(agenda.ids(key)) == sorted(mine)


def test_a_surrogate_in_a_local_id_comes_back(agenda: Agenda) -> None:
    agenda.name_items([("k", "c\udcff", "urn:a")])
    assert agenda.ids("k") == {"c\udcff": "urn:a"}


def test_what_fails_midway_is_not_listed(agenda: Agenda) -> None:
    def rows() -> Iterator[tuple[str, str, str, str]]:
        yield ("a", "k1", "", "d1")
        raise OSError("no more")

    with pytest.raises(OSError, match="no more"):
        agenda.list_filings(rows())
    assert agenda.count() == 0
