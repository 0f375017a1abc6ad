"""Mapping buckets wherever workers are: beside the GRAPH folder, or on machines that can't see it.

There the shard as it was, and shapes that are not Dealgraph's own, travel with the task, and the shard that was made
travels back; files are written on this machine only.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from dealgraph.cluster import Cluster
from dealgraph.pool import run_tasks
from dealgraph.store.shards import put_shard
from dealgraph.workers import Mapped, Row, map_bucket

#: A bucket to map: its name, its filings, and the name of its shard as it was.
Bucket = tuple[str, list[Row], str]
#: Names and bytes of files.
Files = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class _Parcel:
    """A bucket on its way to another machine, with its shard as it was."""

    bucket: Bucket
    shard: bytes = field(repr=False)

    @property
    def size(self) -> int:
        return len(self.shard) + sum(len(row.record) for row in self.bucket[1])


def map_buckets(
    buckets: Iterable[Bucket], crew: int | Cluster, extractor: str, shapes: Path | None, folder: Path
) -> Iterator[Mapped]:
    """Map and check buckets and write their shards.

    Args:
        buckets: Name, filings and earlier shard of each.
        crew: Who does it.
        extractor: Name of the extractor.
        shapes: Folder of shapes, or None for Dealgraph's own.
        folder: Folder of shards.

    Raises:
        BrokenProcessPool: A process died.
        StorageError: Workers of the cluster died, or the cluster is gone.
    """
    if isinstance(crew, int):
        here = partial(_map_here, extractor=extractor, shapes=shapes, folder=folder)
        yield from run_tasks(here, buckets, crew)
        return
    own = _read_shapes(shapes) if shapes else None
    afar = partial(_map_afar, extractor=extractor, shapes=own)
    parcels = (_Parcel(b, (folder / b[2]).read_bytes() if _keeps(b) else b"") for b in buckets)
    for made, data in run_tasks(afar, parcels, crew, None, lambda parcel: parcel.size):
        put_shard(folder, made.file, data)
        yield made


def _map_here(bucket: Bucket, extractor: str, shapes: Path | None, folder: Path) -> Mapped:
    return map_bucket(*bucket, extractor, shapes, folder)


def _map_afar(parcel: _Parcel, extractor: str, shapes: Files | None) -> tuple[Mapped, bytes]:
    """Map a bucket in a folder of this machine, and give the shard's bytes."""
    name, rows, old = parcel.bucket
    with tempfile.TemporaryDirectory(prefix="dealgraph-") as scratch:
        folder = Path(scratch)
        if parcel.shard:
            put_shard(folder, old, parcel.shard)
        kept = _unpacked(shapes)[0] if shapes is not None else None
        made = map_bucket(name, rows, old, extractor, kept, folder)
        return made, (folder / made.file).read_bytes()


def _keeps(bucket: Bucket) -> bool:
    """Whether lines of the bucket's earlier shard are taken over."""
    return any(row.kept is not None for row in bucket[1])


def _read_shapes(folder: Path) -> Files:
    return tuple((f.relative_to(folder).as_posix(), f.read_bytes()) for f in sorted(folder.rglob("*.ttl")))


@cache
def _unpacked(files: Files) -> tuple[Path, tempfile.TemporaryDirectory[str]]:
    """Write files to a folder that lasts as long as this process; the second value keeps it."""
    scratch = tempfile.TemporaryDirectory(prefix="dealgraph-shapes-")
    for name, data in files:
        file = Path(scratch.name) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return Path(scratch.name), scratch
