"""Running tasks: how many are under way, by count and by bytes, and who is missed."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from types import SimpleNamespace
from typing import Any

import pytest

from dealgraph import cluster as cluster_module
from dealgraph import pool
from dealgraph.cluster import Cluster, _Watch, is_address
from dealgraph.errors import StorageError
from dealgraph.pool import AHEAD, Window, run_tasks


def double(n: int) -> int:
    return 2 * n


def deadly(n: int) -> int:
    if n == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return double(n)


def kept_out(_: int) -> int:
    return gc.get_freeze_count()


def test_workers_keep_what_they_share_out_of_the_search_for_garbage() -> None:
    assert min(run_tasks(kept_out, range(4), 2)) > 1000
    assert list(run_tasks(kept_out, range(1), 1)) == [gc.get_freeze_count()]


@pytest.mark.parametrize("workers", [1, 2])
def test_every_task_gives_one_result(workers: int) -> None:
    assert sorted(run_tasks(double, range(30), workers)) == [2 * n for n in range(30)]


def test_a_task_that_kills_its_worker_is_told_and_no_other_is_lost() -> None:
    found = sorted(run_tasks(deadly, range(12), 2, died=lambda n: -n))
    assert found == [-5, *(2 * n for n in range(12) if n != 5)]
    with pytest.raises(BrokenProcessPool):
        list(run_tasks(deadly, [5], 2))


def taken(count: int, log: list[int]) -> Iterator[int]:
    for n in range(count):
        log.append(n)
        yield n


@pytest.mark.parametrize(("weight", "most"), [(0, 2 * AHEAD), (60, 2), (100, 1), (500, 1)])
def test_tasks_are_taken_only_when_there_is_room(
    monkeypatch: pytest.MonkeyPatch, weight: int, most: int
) -> None:
    monkeypatch.setattr(pool, "ROOM", 100)
    log: list[int] = []
    ahead = []
    for n, _ in enumerate(run_tasks(double, taken(20, log), 2, size=lambda _: weight), 1):
        ahead.append(len(log) - n)
    assert n == 20
    # The result that was just given was under way until then.
    assert max(ahead) <= most - 1


def test_a_window_counts_what_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "ROOM", 10)
    window: Window[str, int] = Window(len)
    assert not window.full(0)
    futures: list[Future[int]] = [Future(), Future()]
    window.add(futures[0], "12345")
    assert window.full(1)
    assert not window.full(2)
    window.add(futures[1], "67890")
    assert window.full(3)
    assert window.ended(0) == []
    futures[1].set_result(1)
    assert window.ended() == [futures[1]]
    assert window.take(futures[1]) == "67890"
    assert not window.full(3)
    assert window.tasks() == ["12345"]


class Client:
    """A cluster's client as far as counting workers goes."""

    def __init__(self, counts: list[int]) -> None:
        self.counts = counts

    def nthreads(self) -> dict[str, int]:
        count = self.counts.pop(0)
        if count < 0:
            raise OSError("no answer")
        return {f"tcp://worker-{n}": 1 for n in range(count)}


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[int]], _Watch]:
    clock = iter(range(0, 10_000, 100))
    monkeypatch.setattr(cluster_module, "time", SimpleNamespace(monotonic=lambda: next(clock)))

    def made(counts: list[int]) -> _Watch:
        executor: Any = None
        return _Watch(Cluster("tcp://here:1", "rules", Client(counts), executor))

    return made


def test_a_cluster_may_be_without_workers_for_a_while(watch: Callable[[list[int]], _Watch]) -> None:
    counting = watch([2, 0, 0, 3, 0, 0, 0, 0])
    assert [counting.workers() for _ in range(7)] == [2, 1, 1, 3, 1, 1, 1]
    with pytest.raises(StorageError, match="no worker for 5 minutes"):
        counting.workers()


def test_a_scheduler_that_does_not_answer_is_gone(watch: Callable[[list[int]], _Watch]) -> None:
    with pytest.raises(StorageError, match=r"tcp://here:1: The scheduler of the cluster is gone.*is kept"):
        watch([-1]).workers()


class Deadly:
    """An executor whose workers do not survive."""

    def submit(self, *_: object) -> Future[int]:
        from distributed import KilledWorker

        future: Future[int] = Future()
        future.set_exception(KilledWorker("task", None, 3))  # type: ignore[arg-type]
        return future


def test_work_that_workers_do_not_survive_is_done_here_or_ends_the_build() -> None:
    pytest.importorskip("distributed", reason="needs the extra dealgraph[dask]")
    executor: Any = Deadly()
    crew = Cluster("tcp://here:1", "rules", Client([2] * 9), executor)
    assert list(run_tasks(double, [1, 2], crew, died=lambda n: -n)) == [-1, -2]
    with pytest.raises(StorageError, match="Several workers of the cluster died at the same work"):
        list(run_tasks(double, [1], crew))


@pytest.mark.parametrize(
    ("text", "told"), [("tcp://h:1", True), ("tls://h:1", True), ("http://h:1", False), ("2", False)]
)
def test_addresses(text: str, told: bool) -> None:
    assert is_address(text) is told
