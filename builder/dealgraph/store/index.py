"""The index: a fresh Oxigraph store made from shards in one go, beside the old one."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from dealgraph.errors import StorageError

if TYPE_CHECKING:
    from typing_extensions import Buffer


_CHUNK = 1 << 20


class _Chain(io.RawIOBase):
    """Files read as one: gzip takes members that follow one another for one stream."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = iter(paths)
        self._file: io.FileIO | None = None

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Read from the current file, or from the next where it has ended."""
        while True:
            if self._file is None:
                path = next(self._paths, None)
                if path is None:
                    return 0
                self._file = io.FileIO(path)
            count = self._file.readinto(buffer)
            if count:
                return count
            self._file.close()
            self._file = None


def build_index(folder: Path, name: str, shards: Iterable[Path]) -> None:
    """Load shards into a new store and put it in its place as `folder/name`.

    Raises:
        StorageError: A shard is not N-Quads, or the store can't be written.
    """
    import pyoxigraph

    final = folder / name
    if final.is_dir():
        return
    scratch = folder / f"{uuid.uuid4().hex}.tmp"
    scratch.mkdir(parents=True)
    try:
        store = pyoxigraph.Store(str(scratch))
        # One load for all: each load has a cost of its own, and shards are many.
        with gzip.GzipFile(fileobj=io.BufferedReader(_Chain(shards), _CHUNK)) as file:
            store.bulk_load(input=cast("IO[bytes]", file), format=pyoxigraph.RdfFormat.N_QUADS)
        store.optimize()
        store.flush()
        del store
        os.replace(scratch, final)
    except (OSError, SyntaxError) as error:
        raise StorageError(
            f"The index cannot be built ({error})", where=str(final), suggestion="Build the graph again"
        ) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
