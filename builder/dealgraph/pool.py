"""Running tasks in this process, in many, or on a cluster: a bounded number at a time, surviving workers that die."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import parent_process
from multiprocessing.connection import wait as wait_for
from typing import Generic, Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

#: Tasks waiting or running for each worker: enough to keep it busy, few enough to bound memory.
AHEAD = 2
#: No further task is handed out while those under way carry so many bytes.
ROOM = 256 << 20


class Crew(Protocol):
    """Workers on other machines, which run tasks as `run_tasks` does."""

    def run(
        self,
        call: Callable[[Task], Result],
        tasks: Iterable[Task],
        died: Callable[[Task], Result] | None,
        size: Callable[[Task], int],
    ) -> Iterator[Result]:
        """Run a function over tasks and give the results as they come."""


def weightless(_: object) -> int:
    """Give 0: the bytes of a task that carries next to none."""
    return 0


class Window(Generic[Task, Result]):
    """The tasks under way.

    Args:
        size: Gives the bytes that a task carries.
    """

    def __init__(self, size: Callable[[Task], int]) -> None:
        self._size = size
        self._under_way: dict[Future[Result], Task] = {}
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._under_way)

    def add(self, future: Future[Result], task: Task) -> None:
        """Note a task that was handed out."""
        self._under_way[future] = task
        self._bytes += self._size(task)

    def full(self, most: int) -> bool:
        """Whether as much is under way as may be: `most` tasks, or ROOM bytes."""
        return bool(self._under_way) and (len(self) >= most or self._bytes >= ROOM)

    def ended(self, timeout: float | None = None) -> list[Future[Result]]:
        """Wait until a task ended, and give those that did; nothing where none did in so many seconds."""
        done, _ = wait(self._under_way, timeout, FIRST_COMPLETED)
        return [future for future in self._under_way if future in done]

    def take(self, future: Future[Result]) -> Task:
        """Give a task that is no longer under way."""
        task = self._under_way.pop(future)
        self._bytes -= self._size(task)
        return task

    def tasks(self) -> list[Task]:
        """Give the tasks under way."""
        return list(self._under_way.values())


def run_tasks(
    call: Callable[[Task], Result],
    tasks: Iterable[Task],
    workers: int | Crew,
    died: Callable[[Task], Result] | None = None,
    size: Callable[[Task], int] = weightless,
) -> Iterator[Result]:
    """Run a function over tasks and give the results as they come.

    Args:
        call: Must be importable, for it runs in other processes when there are several workers.
        tasks: Taken one by one as workers become free.
        workers: Number of processes, of which 1 is this one; or a cluster.
        died: Gives the result of a task that its worker did not survive; without it such a task ends the run.
        size: Gives the bytes that a task carries.

    Raises:
        BrokenProcessPool: A worker died and `died` is not given.
    """
    if not isinstance(workers, int):
        yield from workers.run(call, tasks, died, size)
    elif workers <= 1:
        yield from map(call, tasks)
    else:
        yield from _in_processes(call, iter(tasks), workers, died, size)


def _in_processes(
    call: Callable[[Task], Result],
    queue: Iterator[Task],
    workers: int,
    died: Callable[[Task], Result] | None,
    size: Callable[[Task], int],
) -> Iterator[Result]:
    suspects: list[Task] = []
    while True:
        with ProcessPoolExecutor(workers, initializer=_begin) as pool:
            window: Window[Task, Result] = Window(size)
            task = None
            try:
                for task in queue:
                    window.add(pool.submit(call, task), task)
                    task = None
                    while window.full(workers * AHEAD):
                        yield from _collect(window)
                while window:
                    yield from _collect(window)
                break
            except BrokenProcessPool:
                if died is None:
                    raise
                suspects += window.tasks()
                # The task whose submission failed was taken from the queue and is not under way.
                if task is not None:
                    suspects.append(task)
    for task in suspects:
        yield run_alone(call, task, died)


def _begin() -> None:
    """Make a process ready for tasks."""
    # What was forked is shared with the parent until it is written to, and looking for garbage among it writes.
    gc.freeze()
    end_with_parent()


def end_with_parent() -> None:
    """Let this process end when the one that started it does.

    What is killed can't tell its workers. Those of a build would wait for ever, and with them the lock of the graph;
    that of a server would go on with its query.
    """
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait_for([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def _collect(window: Window[Task, Result]) -> Iterator[Result]:
    for future in window.ended():
        # A task stays under way until its result is there: a broken pool makes suspects of all that are.
        result = future.result()
        window.take(future)
        yield result


def run_alone(call: Callable[[Task], Result], task: Task, died: Callable[[Task], Result] | None) -> Result:
    """Run a task in a process of its own, so that it can bring down nothing else."""
    with ProcessPoolExecutor(1, initializer=_begin) as pool:
        try:
            return pool.submit(call, task).result()
        except BrokenProcessPool:
            if died is None:
                raise
            return died(task)
