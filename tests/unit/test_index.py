"""The index: it holds what the shards hold, however they are cut into loads."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from dealgraph.errors import StorageError
from dealgraph.store import index
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
    *first, last = shards(tmp_path / "shards", texts)
    index.build_index(tmp_path / "index", "a", first, iter([last]))
    found = ox.Store.read_only(str(tmp_path / "index" / "a"))
    wanted = ox.parse("\n".join(texts), format=ox.RdfFormat.N_QUADS)
    assert set(found) == set(wanted)


def test_what_is_not_nquads_leaves_no_index(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be built"):
        index.build_index(tmp_path / "index", "a", shards(tmp_path / "shards", ["<urn:a> <urn:b> ."]))
    assert list((tmp_path / "index").iterdir()) == []
