"""The index: a fresh Oxigraph store made from shards in one go, beside the old one."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dealgraph.errors import StorageError

if TYPE_CHECKING:
    from typing_extensions import Buffer

_CHUNK = 1 << 20
#: Bytes of N-Quads loaded at once. Oxigraph holds all quads of a load, and ten to twenty times their text, up to a
#: million quads, so many small loads keep memory flat; half as much takes a third more time, four times as much a tenth
#: less. Loads grow with the graph, since each leaves files to be compacted.
_LEAST_LOAD, _MOST_LOAD = 2 << 20, 256 << 20
#: Bytes of packed shards that were read for each byte of a load.
_PER_LOAD = 16


class _Chain(io.RawIOBase):
    """Files read as one, for gzip takes members that follow one another for one stream; `count` bytes were read."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = iter(paths)
        self._file: io.FileIO | None = None
        self.count = 0

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
                self.count += count
                return count
            self._file.close()
            self._file = None


def load_index(folder: Path, shards: Iterable[Path]) -> Path:
    """Load shards into a new store.

    Args:
        folder: Of indexes.
        shards: Taken one by one, so that some may still be made while others are loaded.

    Returns:
        The store's folder, under a name of its own in the folder of indexes.

    Raises:
        StorageError: A shard is not N-Quads, or the store can't be written.
    """
    import pyoxigraph

    scratch = folder / f"{uuid.uuid4().hex}.tmp"
    done = False
    try:
        scratch.mkdir(parents=True)
        store = pyoxigraph.Store(str(scratch))
        chain = _Chain(shards)
        with gzip.GzipFile(fileobj=io.BufferedReader(chain, _CHUNK)) as file:
            # Not shard by shard: each load has a cost of its own, and shards are many.
            while block := file.read(min(_MOST_LOAD, max(_LEAST_LOAD, chain.count // _PER_LOAD))):
                # IRIs were validated when the lines were checked against the shapes.
                store.bulk_load(
                    input=block + file.readline(), format=pyoxigraph.RdfFormat.N_QUADS, lenient=True
                )
        store.optimize()
        store.flush()
        del store
        done = True
        return scratch
    except (OSError, SyntaxError) as error:
        raise StorageError(
            f"The index cannot be built ({error})", where=str(folder), suggestion="Build the graph again"
        ) from error
    finally:
        if not done:
            shutil.rmtree(scratch, ignore_errors=True)


def build_index(folder: Path, name: str, shards: Iterable[Path]) -> None:
    """Load shards into a new store and put it in its place as `folder/name`, unless there is one.

    Raises:
        StorageError: A shard is not N-Quads, or the store can't be written.
    """
    if not (folder / name).is_dir():
        os.replace(load_index(folder, shards), folder / name)
