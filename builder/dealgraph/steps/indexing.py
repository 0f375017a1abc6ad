"""Indexing shards while others are still made: loading leaves Python free, and takes as long as mapping does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType

from dealgraph.store import GraphFolder
from dealgraph.store.index import load_index


class _GivenUpError(Exception):
    """The index is not wanted."""


class Indexing:
    """An index under way; left before it is finished, it leaves nothing behind.

    Args:
        folder: The GRAPH folder.
        beside: Whether to load in a thread beside this one, from `start` on; else all is loaded at the end.
    """

    def __init__(self, folder: GraphFolder, *, beside: bool) -> None:
        self._folder = folder
        self._beside = beside
        self._given: set[str] = set()
        self._queue: SimpleQueue[Path | _GivenUpError | None] = SimpleQueue()
        self._pool = ThreadPoolExecutor(1)
        self._loading: Future[Path] | None = None

    def __enter__(self) -> Indexing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.give_up()
        self._pool.shutdown()

    def give(self, name: str) -> None:
        """Give a shard that the dataset will have; what was given before is loaded once."""
        if name not in self._given:
            self._given.add(name)
            self._queue.put(self._folder.shards / name)

    def start(self) -> None:
        """Begin to load, where that is done beside this thread.

        No process may be forked from now on: what the thread holds locked would stay so in the copy.
        """
        if self._beside and self._loading is None:
            self._loading = self._pool.submit(load_index, self._folder.indexes, self._shards())

    def finish(self, generation: str) -> None:
        """Load what is left, and put the index in its place.

        Raises:
            StorageError: A shard is not N-Quads, or the store can't be written.
        """
        self._queue.put(None)
        loading, self._loading = self._loading, None
        scratch = loading.result() if loading else load_index(self._folder.indexes, self._shards())
        final = self._folder.indexes / generation
        # A build that was killed may have left the same.
        shutil.rmtree(final, ignore_errors=True)
        os.replace(scratch, final)

    def give_up(self) -> None:
        """Load no more, and delete what was loaded."""
        loading, self._loading = self._loading, None
        if loading is not None:
            self._queue.put(_GivenUpError())
            if loading.exception() is None:
                shutil.rmtree(loading.result(), ignore_errors=True)

    def _shards(self) -> Iterator[Path]:
        while (given := self._queue.get()) is not None:
            if isinstance(given, _GivenUpError):
                raise given
            yield given
