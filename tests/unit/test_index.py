"""The index: it holds what the shards hold, however they are cut into loads."""

from __future__ import annotations

import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

from dealgraph.errors import StorageError
from dealgraph.steps.indexing import Indexing
from dealgraph.store import GraphFolder, index
from dealgraph.store.shards import write_shard


def shards(folder: Path, texts: list[str]) -> list[Path]:
    return [folder / write_shard(folder, f"s{n}", text.splitlines())[0] for n, text in enumerate(texts)]


@pytest.mark.parametrize("size", [1, 7, 64, 1 << 20])
def test_loads_of_any_size_give_the_same_quads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(index, "_LEAST_LOAD", size)
    monkeypatch.setattr(index, "_MOST_LOAD", size)
    texts = [
        "\n".join(f'<urn:{n}> <urn:p> "déjà {n} \\n" <urn:g{n % 3}> .' for n in range(first, first + 9))
        for first in (0, 5, 20)
    ]
    index.build_index(tmp_path / "index", "a", iter(shards(tmp_path / "shards", texts)))
    found = ox.Store.read_only(str(tmp_path / "index" / "a"))
    wanted = ox.parse("\n".join(texts), format=ox.RdfFormat.N_QUADS)
    assert set(found) == set(wanted)


def test_what_is_not_nquads_leaves_no_index(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be built"):
        index.build_index(tmp_path / "index", "a", shards(tmp_path / "shards", ["<urn:a> <urn:b> ."]))
    assert list((tmp_path / "index").iterdir()) == []


@pytest.mark.parametrize("beside", [True, False])
def test_shards_are_indexed_as_they_come_and_each_once(tmp_path: Path, beside: bool) -> None:
    folder = GraphFolder.create(tmp_path)
    first, last = shards(folder.shards, ["<urn:a> <urn:p> <urn:b> .", "<urn:c> <urn:p> <urn:d> ."])
    with Indexing(folder, beside=beside) as one:
        one.give(first.name)
        one.start()
        one.give(first.name)
        one.give(last.name)
        one.finish("a")
    assert [p.name for p in folder.indexes.iterdir()] == ["a"]
    assert len(ox.Store.read_only(str(folder.indexes / "a"))) == 2


@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.parametrize("text", ["<urn:a> <urn:p> <urn:b> .", "<urn:a> <urn:b> ."])
def test_an_index_that_is_given_up_leaves_nothing(tmp_path: Path, beside: bool, text: str) -> None:
    folder = GraphFolder.create(tmp_path)
    with Indexing(folder, beside=beside) as one:
        one.give(shards(folder.shards, [text])[0].name)
        one.start()
    assert list(folder.indexes.iterdir()) == []


def test_what_is_wrong_with_a_shard_is_told_at_the_end(tmp_path: Path) -> None:
    folder = GraphFolder.create(tmp_path)
    with Indexing(folder, beside=True) as one:
        one.give(shards(folder.shards, ["<urn:a> <urn:b> ."])[0].name)
        one.start()
        with pytest.raises(StorageError, match="cannot be built"):
            one.finish("a")
    assert list(folder.indexes.iterdir()) == []


def test_two_threads_load_each_shard_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_LEAST_LOAD", 100)
    monkeypatch.setattr(index, "_MOST_LOAD", 100)
    folder = GraphFolder.create(tmp_path)
    texts = ["\n".join(f"<urn:{n}> <urn:p> <urn:{m}> ." for n in range(10, 60)) for m in range(6)]
    with Indexing(folder, beside=True) as one:
        for shard in shards(folder.shards, texts):
            one.give(shard.name)
        one.hasten()
        one.hasten()
        assert sum(t.name.startswith("index") for t in threading.enumerate()) == 2
        one.finish("a")
    found = ox.Store.read_only(str(folder.indexes / "a"))
    assert set(found) == set(ox.parse("\n".join(texts), format=ox.RdfFormat.N_QUADS))


def test_an_index_that_two_threads_load_is_given_up_by_both(tmp_path: Path) -> None:
    folder = GraphFolder.create(tmp_path)
    with Indexing(folder, beside=True) as one:
        one.give(shards(folder.shards, ["<urn:a> <urn:p> <urn:b> ."])[0].name)
        one.hasten()
    assert list(folder.indexes.iterdir()) == []
    assert not any(t.name.startswith("index") for t in threading.enumerate())
