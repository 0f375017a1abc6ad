"""The server under load, while a build swaps in another dataset, and after queries that it had to cut off.

Run by hand, `python tests/e2e/test_serve_load.py` has 50 clients ask for 60 seconds and prints the figures.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dealgraph.build import build

if TYPE_CHECKING:
    from .conftest import Server

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="memory is read from /proc"),
]

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples" / "filings").glob("*.txt"))
#: What clients ask: the explorer's questions, named queries and free ones.
ASKED: tuple[tuple[str, dict[str, str]], ...] = (
    ("/api/search", {"q": "immunogen"}),
    ("/api/info", {}),
    ("/api/stats", {"by": "year"}),
    ("/api/query/milestones", {}),
    ("/sparql", {"query": "SELECT (COUNT(*) AS ?n) { ?f a dg:Filing }"}),
    ("/sparql", {"query": "SELECT ?d ?a { ?d dg:targets ?a }"}),
)
#: Queries that no limit of ours foresees one by one, each of which would run for ever or take all memory.
HEAVY = {
    "a Cartesian product": "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER(?b > ?f) }",
    "a product that is sorted": "SELECT ?x { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f } ORDER BY ?b ?d ?f",
    "a product that is joined into one text": (
        "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?e))) AS ?all) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }"
    ),
    "deep property paths": (
        "SELECT (COUNT(*) AS ?n) { ?a (!<http://x>|^!<http://y>)* ?b . ?b (!<http://x>|^!<http://y>)* ?c . "
        "?c (!<http://x>|^!<http://y>)* ?d . ?d (!<http://x>|^!<http://y>)* ?e }"
    ),
    "a huge pattern over a product": (
        "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f "
        f'FILTER(REGEX(CONCAT(STR(?b), STR(?d), STR(?f)), "{"(a|b|c|d)*x?" * 200}y")) }}'
    ),
    "a long join": "SELECT * { " + " ".join(f"?a{n} ?p{n} ?a{n + 1} ." for n in range(300)) + " }",
}


@dataclass
class Load:
    """What clients were answered."""

    statuses: Counter[int] = field(default_factory=Counter)
    filings: set[str] = field(default_factory=set)
    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def ask(self, server: Server, until: threading.Event, seed: int) -> None:
        """Be one client."""
        chance = random.Random(seed)
        while not until.is_set():
            path, parameters = chance.choice(ASKED)
            begun = time.monotonic()
            try:
                answer = server.get(path, **parameters)
            except OSError as error:
                self.failures.append(repr(error))
                continue
            self.seconds.append(time.monotonic() - begun)
            self.statuses[answer.status] += 1
            if "COUNT" in parameters.get("query", "") and answer.status == 200:
                self.filings.add(answer.json["results"]["bindings"][0]["n"]["value"])

    def quantile(self, part: float) -> float:
        ranked = sorted(self.seconds)
        return ranked[int(part * (len(ranked) - 1))]


def under_load(folder: Path, serve: Any, clients: int, seconds: float) -> Load:
    """Ask from many threads for some time, in which builds add filing after filing."""
    filings, graph = folder / "filings", folder / "graph"
    filings.mkdir()
    for file in EXAMPLES[:5]:
        shutil.copy(file, filings)
    build([filings], graph)
    load, stop = Load(), threading.Event()
    with serve(graph) as server:
        assert server.sparql("ASK {}").status == 200
        threads = [threading.Thread(target=load.ask, args=(server, stop, n)) for n in range(clients)]
        for thread in threads:
            thread.start()
        end = time.monotonic() + seconds
        for file in EXAMPLES[5:8]:
            shutil.copy(file, filings)
            build([filings], graph)
            time.sleep(max(0.3, min(seconds / 5, end - time.monotonic())))
        time.sleep(max(0.0, end - time.monotonic()))
        stop.set()
        for thread in threads:
            thread.join()
    return load


def resident(server: Server) -> int:
    """MB of memory that the server and its workers hold."""
    pages = 0
    for process in (server.process.pid, *server.workers()):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # a worker that has just ended
            pages += int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * 4096 >> 20


@dataclass(frozen=True, slots=True)
class Cut:
    """A query that was cut off: how it ended, after how long, and the memory before, at most and after, in MB."""

    status: int
    code: str
    seconds: float
    memory: tuple[int, int, int]


def cut_off(server: Server, query: str) -> Cut:
    """Ask a query that can't be answered, and wait until its memory is back."""
    before = resident(server)
    most, over = [before], threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            most[0] = max(most[0], resident(server))

    watcher = threading.Thread(target=watch)
    watcher.start()
    begun = time.monotonic()
    answer = server.sparql(query)
    seconds = time.monotonic() - begun
    assert server.sparql("ASK {}").json["boolean"] is True
    for _ in range(100):
        time.sleep(0.1)
        after = resident(server)
        if after < before + 100:
            break
    over.set()
    watcher.join()
    return Cut(answer.status, "" if answer.status == 200 else answer.code, seconds, (before, most[0], after))


def test_swaps_under_load_lose_no_request(tmp_path: Path, serve: Any) -> None:
    load = under_load(tmp_path, serve, 8, 4)
    assert load.failures == []
    assert set(load.statuses) == {200}
    assert sum(load.statuses.values()) > 50
    assert {"5", "8"} <= load.filings <= {"5", "6", "7", "8"}


def test_heavy_queries_are_cut_off_and_their_memory_comes_back(served_graph: Path, serve: Any) -> None:
    with serve(served_graph, "--workers", "2", "--timeout", "2", "--memory", "256") as server:
        assert server.sparql("ASK {}").status == 200
        for name, query in HEAVY.items():
            cut = cut_off(server, query)
            assert (cut.status, cut.code in ("timeout", "memory")) == (503, True), (name, cut)
            assert cut.seconds < 10, (name, cut)
            assert cut.memory[1] < cut.memory[0] + 600, (name, cut)
            assert cut.memory[2] < cut.memory[0] + 150, (name, cut)


def main() -> int:
    """Load a server, then give it queries to cut off, under its default limits, and print what came of it."""
    from tests.e2e.conftest import serving

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        load = under_load(Path(folder), serving, chosen.clients, chosen.seconds)
        wrong = len(load.failures) + sum(n for status, n in load.statuses.items() if status != 200)
        print(
            f"{sum(load.statuses.values()):,} requests of {chosen.clients} clients in {chosen.seconds:g} s, {wrong} of "
            f"them not answered as asked ({dict(load.statuses)}, {load.failures[:3]}); half within "
            f"{load.quantile(0.5) * 1000:.0f} ms, 99 of 100 within {load.quantile(0.99) * 1000:.0f} ms; filings seen: "
            f"{', '.join(sorted(load.filings))}"
        )
        build([ROOT / "examples" / "filings"], Path(folder) / "examples")
        with serving(Path(folder) / "examples") as server:
            for _ in range(20):  # until all workers have opened the graph
                server.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
                time.sleep(0.2)
            for name, query in HEAVY.items():
                cut = cut_off(server, query)
                print(
                    f"{name}: {cut.status} {cut.code} after {cut.seconds:.1f} s; memory {cut.memory[0]} MB before, "
                    f"{cut.memory[1]} MB at most, {cut.memory[2]} MB after"
                )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
