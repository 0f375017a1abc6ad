"""The index: a fresh Oxigraph store made from shards in one go, beside the old one."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import threading
import uuid
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dealgraph.errors import StorageError

if TYPE_CHECKING:
    import pyoxigraph
    from typing_extensions import Buffer

_CHUNK = 1 << 20
#: Bytes of N-Quads loaded at once. Oxigraph holds all quads of a load, and ten to twenty times their text, up to a
#: million quads, so many small loads keep memory flat; half as much takes a third more time, four times as much a tenth
#: less. Loads grow with the graph, since each leaves files to be compacted.
_LEAST_LOAD, _MOST_LOAD = 2 << 20, 256 << 20
#: Bytes of packed shards that were read for each byte of a load.
_PER_LOAD = 16
#: Threads that make an index where nothing else is to be done.
_THREADS = 2


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


class Loading:
    """A new store into which shards are loaded, under a name of its own until it is complete.

    Args:
        folder: Of indexes.
        shards: Taken one by one, so that some may still be made while others are loaded.

    Raises:
        StorageError: The store can't be written.
    """

    def __init__(self, folder: Path, shards: Iterable[Path]) -> None:
        import pyoxigraph

        self._folder = folder
        self._scratch = folder / f"{uuid.uuid4().hex}.tmp"
        self._chain = _Chain(shards)
        # Not shard by shard: each load has a cost of its own, and shards are many.
        self._file = gzip.GzipFile(fileobj=io.BufferedReader(self._chain, _CHUNK))
        self._reading = threading.Lock()
        self._store: pyoxigraph.Store | None = None
        with self._told():
            self._scratch.mkdir(parents=True)
            self._store = pyoxigraph.Store(str(self._scratch))

    def work(self) -> None:
        """Load until no shard is left; several threads may do so, for loading leaves Python free.

        Raises:
            StorageError: A shard is not N-Quads, or the store can't be written.
        """
        import pyoxigraph

        with self._told():
            while self._store is not None and (piece := self._piece()):
                # IRIs were validated when the lines were checked against the shapes.
                self._store.bulk_load(input=piece, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)

    def finish(self, final: Path) -> None:
        """Complete the store, when all threads are done, and put it in its place.

        Raises:
            StorageError: The store can't be written.
        """
        with self._told():
            if self._store is not None:
                self._store.optimize()
                self._store.flush()
                self._store = None
            # A build that was killed may have left the same.
            shutil.rmtree(final, ignore_errors=True)
            os.replace(self._scratch, final)

    def give_up(self) -> None:
        """Delete what was loaded, when all threads are done."""
        self._store = None
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _piece(self) -> bytes:
        """Give some whole lines, or nothing where none are left."""
        with self._reading:
            size = min(_MOST_LOAD, max(_LEAST_LOAD, self._chain.count // _PER_LOAD))
            return self._file.read(size) + self._file.readline()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, EOFError, SyntaxError) as error:
            raise StorageError(
                f"The index cannot be built ({error})",
                where=str(self._folder),
                suggestion="Build the graph again",
            ) from error


def build_index(folder: Path, name: str, shards: Iterable[Path]) -> None:
    """Load shards into a new store and put it in its place as `folder/name`, unless there is one.

    Raises:
        StorageError: A shard is not N-Quads, or the store can't be written.
    """
    if (folder / name).is_dir():
        return
    loading = Loading(folder, shards)
    try:
        # Side by side they take about the processor time of one, and on two cores two thirds of its wall time.
        with ThreadPoolExecutor(_THREADS) as pool:
            for thread in [pool.submit(loading.work) for _ in range(_THREADS)]:
                thread.result()
        loading.finish(folder / name)
    finally:
        loading.give_up()
