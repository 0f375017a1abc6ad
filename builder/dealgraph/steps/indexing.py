"""Indexing shards while others are still made: loading leaves Python free, and takes as long as mapping does."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType

from dealgraph.store import GraphFolder
from dealgraph.store.index import Loading


class _GivenUpError(Exception):
    """The index is not wanted."""


class Indexing:
    """An index under way; left before it is finished, it leaves nothing behind.

    Args:
        folder: The GRAPH folder.
        beside: Whether to load in threads beside this one, from `start` on; else all is loaded at the end.
    """

    def __init__(self, folder: GraphFolder, *, beside: bool) -> None:
        self._folder = folder
        self._beside = beside
        self._given: set[str] = set()
        self._queue: SimpleQueue[Path | _GivenUpError | None] = SimpleQueue()
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="index")
        self._loading: Loading | None = None
        self._threads: list[Future[None]] = []

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
        """Begin to load in one thread, where that is done beside this one.

        No process may be forked from now on: what the thread holds locked would stay so in the copy.
        """
        if self._beside and self._loading is None:
            self._work()

    def hasten(self) -> None:
        """Load in a second thread too, now that no worker needs its core and its memory any more."""
        self.start()
        if len(self._threads) == 1:
            self._work()

    def finish(self, generation: str) -> None:
        """Load what is left, and put the index in its place.

        Raises:
            StorageError: A shard is not N-Quads, or the store can't be written.
        """
        self._queue.put(None)
        if self._loading is None:
            self._work()
        for thread in self._threads:
            thread.result()
        if self._loading is not None:
            self._loading.finish(self._folder.indexes / generation)
            self._loading = None

    def give_up(self) -> None:
        """Load no more, and delete what was loaded."""
        if self._loading is not None:
            self._queue.put(_GivenUpError())
            wait(self._threads)
            self._loading.give_up()
            self._loading = None

    def _work(self) -> None:
        if self._loading is None:
            self._loading = Loading(self._folder.indexes, self._shards())
        self._threads.append(self._pool.submit(self._loading.work))

    def _shards(self) -> Iterator[Path]:
        while (given := self._queue.get()) is not None:
            if isinstance(given, _GivenUpError):
                raise given
            yield given
