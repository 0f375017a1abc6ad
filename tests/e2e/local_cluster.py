"""Run by tests: a Dask cluster on loopback, whose workers may open nothing in a folder.

    python local_cluster.py WORKERS FORBIDDEN_FOLDER

Prints the scheduler's address, and ends when its standard input does.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

#: What workers run first: stands for a machine that has none of these files.
_BLIND = """
import sys
def blind(event, arguments):
    if event in ("open", "os.listdir", "os.scandir", "sqlite3.connect"):
        if str(arguments[0]).startswith({forbidden!r}):
            raise PermissionError(f"a worker reached for {{arguments[0]}}")
sys.addaudithook(blind)
"""


@dataclass(frozen=True, slots=True)
class Local:
    """A running cluster."""

    address: str
    process: subprocess.Popen[str]


@contextmanager
def local_cluster(workers: int, forbidden: Path) -> Iterator[Local]:
    """Run a cluster on loopback until the end of the block."""
    command = [sys.executable, __file__, str(workers), str(forbidden)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield Local(json.loads(process.stdout.readline()), process)
    finally:
        process.stdin.close()
        process.wait(30)
        process.stdout.close()


def main() -> None:
    import dask
    from distributed import LocalCluster

    # The second worker that a task kills is one too many, so that tests see it soon.
    dask.config.set({"distributed.scheduler.allowed-failures": 1})
    sys.path.insert(0, str(ROOT / "builder"))
    blind = _BLIND.format(forbidden=sys.argv[2])
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=int(sys.argv[1]), threads_per_worker=1, dashboard_address=None, preload=[blind]
    ) as cluster:
        print(json.dumps(cluster.scheduler_address), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
