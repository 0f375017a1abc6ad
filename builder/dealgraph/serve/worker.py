"""A process that answers questions about the graph, one at a time, within its memory.

Oxigraph can't be stopped in the middle of a query, and memory that it was refused ends the process. So each
question is answered in a process that can be lost: `pool` ends it at the time limit and starts another.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from dealgraph.errors import StorageError
from dealgraph.pool import end_with_parent
from dealgraph.serve.jobs import Job, open_state, run
from dealgraph.serve.limits import Limits
from dealgraph.serve.replies import Reply, failure
from dealgraph.serve.state import State
from dealgraph.store import GraphFolder
from dealgraph.store.places import RemoteGraph

#: Sent when the graph is open and questions can be asked.
READY = b"ready"
#: How often a graph is opened anew where a build swept away what was about to be opened.
_TRIES = 5


def main(connection: Connection, place: Path | RemoteGraph, queries: str | None, limits: Limits) -> None:
    """Answer questions until the connection closes."""
    # Ctrl-C is for the server, which ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    _quiet()
    folder = GraphFolder(place) if isinstance(place, Path) else place
    worker = _Worker(folder, Path(queries) if queries else None, limits)
    try:
        worker.refresh()
    except StorageError:
        return
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send_bytes(READY)
        while True:
            job = connection.recv()
            connection.send(worker.answer(job))


class _Worker:
    """The state of one process."""

    def __init__(self, folder: GraphFolder | RemoteGraph, queries: Path | None, limits: Limits) -> None:
        self._folder, self._queries, self._limits = folder, queries, limits
        self._state: State | None = None
        self._mark: object = None
        self._idle = 0

    def refresh(self) -> State:
        """Give the current state; open the graph where a build has put another in its place.

        Raises:
            StorageError: There is no graph.
        """
        for left in reversed(range(_TRIES)):
            mark = self._stat()
            if self._state is not None and mark in (self._mark, None):
                break
            try:
                _limit_memory(None)
                dataset = self._folder.dataset()
                if self._state is None or self._state.dataset.generation != dataset.generation:
                    self._state = open_state(self._folder, dataset, self._queries)
                self._mark = mark
                self._idle = _used()
                break
            except StorageError:
                # What is open goes on being served: a build may be putting the next in its place.
                if self._state is None and not left:
                    raise
        if self._state is None:
            raise StorageError("There is no graph", where=str(self._folder.path))
        return self._state

    def _stat(self) -> object:
        """What changes when a build publishes: `dataset.json` is a new file then. An endpoint must be asked."""
        if isinstance(self._folder, RemoteGraph):
            return self._folder.mark()
        try:
            found = (self._folder.path / "dataset.json").stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def answer(self, job: Job) -> Reply:
        """Answer one question, whatever becomes of it."""
        try:
            state = self.refresh()
            _limit_memory(self._idle + self._limits.memory)
            reply = run(state, job, self._limits)
        except MemoryError:
            return replace(too_much(self._limits), retire=True)
        except Exception as error:  # the worker boundary: one question's fault is not the server's
            print(f"dealgraph serve: {type(error).__name__} in {job.name}: {error}", file=sys.stderr)
            return replace(failure(500, "failed", "The question could not be answered."), retire=True)
        grown = _used() - self._idle > self._limits.memory // 4
        return replace(reply, retire=grown)


def too_much(limits: Limits) -> Reply:
    """Tell that a query was ended because of its memory."""
    return failure(
        503,
        "memory",
        f"The query was ended: it needs more than {limits.memory >> 20} MB of memory.",
        "Ask for less, or join on fewer things.",
    )


def too_slow(limits: Limits) -> Reply:
    """Tell that a query was ended because of its time."""
    return failure(
        503,
        "timeout",
        f"The query was ended after {limits.seconds:g} seconds.",
        "Ask for less, or begin with what is rarest.",
    )


def _used() -> int:
    """Bytes of data that the process has taken, as RLIMIT_DATA counts them; 0 where that can't be told."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[5]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 0


def _limit_memory(most: int | None) -> None:
    """Let the process have at most so many bytes of data, None for any number (no effect outside Linux)."""
    soft = resource.RLIM_INFINITY if most is None else most
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (soft, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _quiet() -> None:
    """Leave no core files: a process that runs out of memory aborts, and its image may be large."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        os.nice(1)
