"""Workers on a Dask cluster: the same tasks as in processes of this machine, through the cluster's executor.

Workers need not see this machine's files: what a task reads travels with it, what it makes comes back as its
result. The scheduler hands a task whose worker was lost to another, and this side takes each result once, so that
nothing is lost or doubled. dask.distributed is an extra (`dealgraph[dask]`), loaded when a cluster is named.
"""

from __future__ import annotations

import platform
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from importlib import metadata
from typing import Any

from dealgraph.digests import code_digest, folder_digest, hash_of
from dealgraph.errors import InputError, StorageError
from dealgraph.pool import AHEAD, Result, Task, Window
from dealgraph.resources import data_folder

#: Seconds until a scheduler must have answered, and until it must have workers.
CONNECT, HIRE = 10, 30
#: Seconds without any worker after which a build gives up.
IDLE = 300
#: Seconds after which the number of workers is asked for again.
RECOUNT = 5
#: Packages whose version bears on what comes out.
_BEARING = ("pyoxigraph", "pyshacl", "rdflib", "selectolax")
_SAME = "Install the same versions on all machines"
#: Tasks of one process run one by one, however many threads a worker has: they are Python and hold each other up.
_ONE = threading.Lock()


def is_address(text: str) -> bool:
    """Whether a text is a scheduler's address.

    >>> is_address("tcp://10.0.0.5:8786"), is_address("4")
    (True, False)
    """
    return text.startswith(("tcp://", "tls://", "ws://", "wss://", "ucx://"))


@cache
def software(extractor: str) -> Mapping[str, str]:
    """Give what must be the same on all machines, by name."""
    from dealgraph.workers import get_extractor, label

    found = {"Python": ".".join(platform.python_version_tuple()[:2])}
    found |= {name: metadata.version(name) for name in _BEARING}
    found["the extractor"] = label(get_extractor(extractor))
    data = [folder_digest(data_folder(name)) for name in ("ontology", "shapes")]
    found["Dealgraph's code"] = hash_of(code_digest(), data)[:12]
    return found


def perform(call: Callable[[Task], Result], task: Task, extractor: str, expected: str) -> Result:
    """Run a task on a worker.

    Raises:
        InputError: The worker, which may have come late, has other software than the build.
    """
    with _ONE:
        if hash_of("", software(extractor)) != expected:
            raise InputError("A worker has other software than this machine", suggestion=_SAME)
        return call(task)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that one build uses. Made by `hire`."""

    address: str
    extractor: str
    client: Any
    executor: Executor

    def run(
        self,
        call: Callable[[Task], Result],
        tasks: Iterable[Task],
        died: Callable[[Task], Result] | None,
        size: Callable[[Task], int],
    ) -> Iterator[Result]:
        """Run a function over tasks and give the results as they come.

        Args:
            call: Must be importable on the workers.
            tasks: Taken one by one as workers become free.
            died: Gives, on this machine, the result of a task that several workers did not survive.
            size: Gives the bytes that a task carries.

        Raises:
            StorageError: The scheduler is gone, or all workers are and none comes, or a task kills workers and `died`
                is not given.
        """
        expected = hash_of("", software(self.extractor))
        afar = partial(perform, call, extractor=self.extractor, expected=expected)
        window: Window[Task, Result] = Window(size)
        watch = _Watch(self)
        for task in tasks:
            window.add(self.executor.submit(afar, task), task)
            while window.full(watch.workers() * AHEAD):
                yield from self._collect(window, watch, died)
        while window:
            yield from self._collect(window, watch, died)

    def _collect(
        self, window: Window[Task, Result], watch: _Watch, died: Callable[[Task], Result] | None
    ) -> Iterator[Result]:
        """Give the results that are there; where none is for a while, see that somebody is at work."""
        from distributed import KilledWorker

        ended = window.ended(RECOUNT)
        if not ended:
            watch.workers()
        for future in ended:
            task = window.take(future)
            try:
                yield future.result()
            except KilledWorker as error:
                if died is None:
                    raise StorageError(
                        "Several workers of the cluster died at the same work",
                        where=self.address,
                        suggestion="Give workers more memory, then build again; what is done is kept",
                    ) from error
                yield died(task)
            except CancelledError as error:
                raise self.lost() from error

    def lost(self) -> StorageError:
        """Give the error that says that the scheduler is gone."""
        return StorageError(
            "The scheduler of the cluster is gone",
            where=self.address,
            suggestion="Start it, then build again; what is done is kept",
        )


class _Watch:
    """Counts the cluster's workers, now and then: they may come and go."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._count = 0
        self._asked = float("-inf")
        self._seen = time.monotonic()

    def workers(self) -> int:
        """Give how many worker processes there are; 1 where there are none for the moment.

        Raises:
            StorageError: There have been none for a while, or the scheduler is gone.
        """
        now = time.monotonic()
        if now - self._asked >= RECOUNT:
            self._asked = now
            try:
                self._count = len(self._cluster.client.nthreads())
            except (OSError, ValueError, RuntimeError) as error:
                raise self._cluster.lost() from error
        if self._count:
            self._seen = now
        elif now - self._seen > IDLE:
            raise StorageError(
                f"The cluster has had no worker for {IDLE // 60} minutes",
                where=self._cluster.address,
                suggestion="Start workers, then build again; what is done is kept",
            )
        return max(1, self._count)


@contextmanager
def hire(workers: int | str, extractor: str) -> Iterator[int | Cluster]:
    """Give what `run_tasks` takes for a number of processes, or for the address of a Dask scheduler.

    Raises:
        InputError: dask.distributed isn't installed, nobody answers at the address, there are no workers, or
            they have other software.
    """
    if isinstance(workers, int):
        yield workers
        return
    client = _connect(workers)
    try:
        _compare(client, workers, extractor)
        executor = client.get_executor(pure=False)
        try:
            yield Cluster(workers, extractor, client, executor)
        finally:
            executor.shutdown(wait=False)
    finally:
        client.close(timeout=CONNECT)


def _connect(address: str) -> Any:
    """Connect to a scheduler and wait for its first worker."""
    try:
        import dask
        import distributed
    except ModuleNotFoundError as error:
        raise InputError(
            "A cluster needs dask.distributed, which is not installed",
            where=address,
            suggestion="Install it with: pip install 'dealgraph[dask]'",
        ) from error
    client: Any = None
    open_client: Any = distributed.Client
    try:
        with warnings.catch_warnings():
            # Versions are compared here, and said in one sentence.
            warnings.simplefilter("ignore")
            # Else a scheduler that goes away is waited for as long as for one that has yet to start.
            dask.config.set({"distributed.comm.timeouts.connect": f"{CONNECT}s"})
            # A filing of many megabytes is a task of many megabytes, which there is no other way to send.
            dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
            client = open_client(address, timeout=CONNECT, set_as_default=False)
            client.wait_for_workers(1, timeout=HIRE)
    except (OSError, ValueError, RuntimeError) as error:
        if client is None:
            problem, remedy = (
                "No scheduler answers",
                "Check the address, and that `dask scheduler` runs there",
            )
        else:
            client.close(timeout=CONNECT)
            problem, remedy = "The cluster has no workers", f"Start some: dask worker {address} --nthreads 1"
        raise InputError(problem, where=address, suggestion=remedy) from error
    return client


def _compare(client: Any, address: str, extractor: str) -> None:
    """See that all machines have the same software."""
    mine = software(extractor)
    theirs = client.get_versions()["scheduler"]["packages"].get("distributed")
    here = metadata.version("distributed")
    if theirs != here:
        raise InputError(
            f"The scheduler has distributed {theirs}, and this machine has {here}",
            where=address,
            suggestion=_SAME,
        )
    for worker, found in sorted(client.run(software, extractor, on_error="return").items()):
        if not isinstance(found, Mapping):
            raise InputError(
                f"The worker {worker} cannot run Dealgraph ({found})",
                where=address,
                suggestion="Install dealgraph on all machines of the cluster",
            )
        for name, version in mine.items():
            if found.get(name) != version:
                raise InputError(
                    f"The worker {worker} has another version of {name} ({found.get(name)}) than this"
                    f" machine ({version})",
                    where=address,
                    suggestion=_SAME,
                )
