"""Running tasks in this process or in many, a bounded number at a time, surviving workers that die."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

#: Tasks waiting or running for each worker: enough to keep it busy, few enough to bound memory.
AHEAD = 2


def run_tasks(
    call: Callable[[Task], Result],
    tasks: Iterable[Task],
    workers: int,
    died: Callable[[Task], Result] | None = None,
) -> Iterator[Result]:
    """Run a function over tasks and give the results as they come.

    Args:
        call: Must be importable, for it runs in other processes when there are several workers.
        tasks: Taken one by one as workers become free.
        workers: Number of processes; 1 runs the tasks here.
        died: Gives the result of a task that its worker did not survive; without it such a task ends the run.

    Raises:
        BrokenProcessPool: A worker died and `died` is not given.
    """
    if workers <= 1:
        yield from map(call, tasks)
        return
    queue = iter(tasks)
    suspects: list[Task] = []
    while True:
        with ProcessPoolExecutor(workers) as pool:
            pending: dict[Future[Result], Task] = {}
            try:
                for task in queue:
                    pending[pool.submit(call, task)] = task
                    if len(pending) >= workers * AHEAD:
                        yield from _collect(pending)
                while pending:
                    yield from _collect(pending)
                break
            except BrokenProcessPool:
                if died is None:
                    raise
                suspects += pending.values()
                # The task whose submission failed was taken from the queue and is in no list yet.
                if task not in suspects:
                    suspects.append(task)
    for task in suspects:
        yield run_alone(call, task, died)


def _collect(pending: dict[Future[Result], Task]) -> Iterator[Result]:
    done, _ = wait(pending, return_when=FIRST_COMPLETED)
    for future in done:
        result = future.result()
        del pending[future]
        yield result


def run_alone(call: Callable[[Task], Result], task: Task, died: Callable[[Task], Result] | None) -> Result:
    """Run a task in a process of its own, so that it can bring down nothing else."""
    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(call, task).result()
        except BrokenProcessPool:
            if died is None:
                raise
            return died(task)
