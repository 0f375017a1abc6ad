"""Shards: merging more of them than may be open at once, and loading them in pieces."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pyoxigraph as ox
import pytest

from dealgraph.store import index, shards
from dealgraph.store.index import build_index
from dealgraph.store.shards import merge_shards, write_shard


def make(folder: Path, count: int) -> tuple[list[Path], list[str]]:
    """Write shards with lines in no order across them."""
    chance = random.Random(7)
    lines = [f'<urn:s{n:04d}> <urn:p> "a\\u00e9 {n}" <urn:g{n % 7}> .' for n in range(600)]
    chance.shuffle(lines)
    files = [folder / write_shard(folder, f"part{n}", sorted(lines[n::count]))[0] for n in range(count)]
    return files, sorted(lines)


@pytest.mark.parametrize("most", [2, 3, 5, 20, 300])
def test_more_shards_than_may_be_open_are_merged_in_rounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    files, lines = make(tmp_path / "shards", 20)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(shards, "MOST_OPEN", most)
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    opened: list[Path] = []
    real = shards.read_shard

    def read(path: Path) -> object:
        opened.append(path)
        return real(path)

    monkeypatch.setattr(shards, "read_shard", read)
    merging = merge_shards(files)
    first = next(merging)
    # What was merged first is read once, and its files are there as long as they are needed.
    assert len(opened) == len(set(opened))
    assert bool(list(scratch.iterdir())) == (most < 20)
    assert [first, *merging] == lines
    assert list(scratch.iterdir()) == []


def test_an_index_made_in_pieces_holds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, lines = make(tmp_path / "shards", 4)
    build_index(tmp_path, "whole", files)
    monkeypatch.setattr(index, "_LEAST_LOAD", 1000)
    build_index(tmp_path, "pieces", files)
    whole, pieces = (set(ox.Store.read_only(str(tmp_path / n))) for n in ("whole", "pieces"))
    assert whole == pieces
    assert len(pieces) == len(lines)
