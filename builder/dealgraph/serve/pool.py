"""The worker processes: handed out one question each, ended at the time limit, replaced when lost."""

from __future__ import annotations

import asyncio
import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from dealgraph.serve.jobs import Job
from dealgraph.serve.limits import Limits
from dealgraph.serve.replies import Reply, failure
from dealgraph.serve.worker import READY, main, too_much, too_slow

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from dealgraph.store.places import RemoteGraph

#: Seconds that a process may take to open the graph.
_OPENING = 60.0


class Handle:
    """One worker process, seen from the server. Used by one thread at a time."""

    def __init__(self, graph: Path | RemoteGraph, queries: Path | None, limits: Limits) -> None:
        self._arguments = (graph, str(queries) if queries else None, limits)
        self._limits = limits
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._lock = threading.Lock()
        self._closed = False
        self.start()

    def start(self) -> None:
        """Start a process; it opens the graph on its own time."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=main, args=(theirs, *self._arguments), daemon=True)
        process.start()
        theirs.close()
        with self._lock:
            self._process, self._connection, self._ready = process, ours, False

    def ask(self, job: Job) -> Reply:
        """Ask and wait, no longer than the time limit; a process that is late or lost is replaced."""
        connection = self._connection
        if connection is None or self._closed:
            return failure(503, "stopping", "The server is stopping.", "Ask again later.")
        try:
            if not self._ready:
                self._ready = connection.poll(_OPENING) and connection.recv_bytes() == READY
                if not self._ready:
                    raise EOFError
            connection.send(job)
            if not connection.poll(self._limits.seconds):
                self._replace()
                return too_slow(self._limits)
            reply = connection.recv()
        except (EOFError, OSError):
            opened = self._ready
            self._replace()
            if opened:
                return too_much(self._limits)
            return failure(503, "no-graph", "The graph cannot be opened.", "Build the graph, then ask again.")
        if not isinstance(reply, Reply):
            raise TypeError(type(reply).__name__)
        if reply.retire:
            self._replace()
        return reply

    def _replace(self) -> None:
        self._end()
        if not self._closed:
            self.start()

    def _end(self) -> None:
        with self._lock:
            process, connection = self._process, self._connection
            self._process = self._connection = None
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.join(10)
            process.close()

    def close(self) -> None:
        """End the process."""
        self._closed = True
        self._end()


class Pool:
    """Hands questions to workers.

    Free queries (`sparql` and named ones) may take all workers but one; the explorer's questions, which are short,
    may take any. So a slow query holds up neither its like, while there is room, nor the explorer.
    """

    def __init__(self, graph: Path | RemoteGraph, limits: Limits, queries: Path | None = None) -> None:
        self.limits = limits
        self._graph, self._queries = graph, queries
        self._handles: list[Handle] = []
        self._waiting = 0

    async def start(self) -> None:
        """Start the processes."""
        count = max(2, self.limits.workers)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="worker")
        self._idle: asyncio.Queue[Handle] = asyncio.Queue()
        self._free = asyncio.Semaphore(count - 1)
        for _ in range(count):
            handle = Handle(self._graph, self._queries, self.limits)
            self._handles.append(handle)
            self._idle.put_nowait(handle)

    async def stop(self) -> None:
        """End the processes."""
        for handle in self._handles:
            handle.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def ask(self, job: Job) -> Reply:
        """Give the answer to a question, waiting for a worker if need be."""
        if self._waiting >= self.limits.waiting:
            return busy()
        self._waiting += 1
        free = job.name in ("sparql", "query")
        try:
            async with asyncio.timeout_at(asyncio.get_running_loop().time() + self.limits.patience):
                if free:
                    await self._free.acquire()
                try:
                    handle = await self._idle.get()
                except asyncio.CancelledError:
                    self._done(None, free)
                    raise
            future = asyncio.get_running_loop().run_in_executor(self._threads, handle.ask, job)
            # The worker is free again when its thread is done with it, even if the client has gone away.
            future.add_done_callback(lambda _: self._done(handle, free))
            return await asyncio.shield(future)
        except TimeoutError:
            return busy()
        finally:
            self._waiting -= 1

    def _done(self, handle: Handle | None, free: bool) -> None:
        if handle is not None:
            self._idle.put_nowait(handle)
        if free:
            self._free.release()


def busy() -> Reply:
    """Tell that there is too much to do."""
    return failure(503, "busy", "Too many questions are waiting.", "Ask again in a few seconds.")
