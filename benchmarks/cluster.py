"""Measure a Dask cluster against processes, and an archive against a folder, on the same filings.

    python benchmarks/cluster.py [--copies 1] [--rounds 2]

Needs `../shared` and the extra `dealgraph[dask]`. The filings are the 8-Ks of `../shared/filings/8k` and the documents
of `../shared/gold/docs`, each copied so many times under other accession numbers. The cluster is one of two workers
with a thread each on this machine, started before the clock and warmed by a build of the examples, as a cluster
that stands is. Rounds alternate, so that a busy machine slows all alike; the best of each counts. The ratios are to
the first row, by the clock and by the processor time of all processes, which a busy machine stretches less.
"""

from __future__ import annotations

import argparse
import gzip
import re
import resource
import shutil
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from dealgraph.build import build
from dealgraph.read import find_sources
from dealgraph.read.parts import batches
from dealgraph.store import GraphFolder

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
WORKERS = 2
_ACCESSION = re.compile(rb"\b\d{4}(\d{6}-\d\d-\d{6})\b")


def copy_filings(folder: Path, copies: int) -> int:
    """Write the filings so many times, as different filings; give their bytes."""
    folder.mkdir()
    size = 0
    files = [f for part in ("filings/8k", "gold/docs") for f in sorted((SHARED / part).iterdir())]
    for file in files:
        data = file.read_bytes()
        for n in range(copies):
            changed = _ACCESSION.sub(b"%04d\\1" % n, data)
            (folder / f"{n}-{file.name}").write_bytes(changed)
            size += len(changed)
    return size


def pack(folder: Path, archive: Path) -> None:
    """Put the files into a tarball, as a daily feed has them."""
    with tarfile.open(archive, "w:gz", compresslevel=6) as feed:
        for file in sorted(folder.iterdir()):
            feed.add(file, file.name)


def built(source: Path, graph: Path, workers: int | str, client: Any) -> tuple[float, float]:
    """Build from scratch; give the seconds by the clock, and of processor time of all that took part."""
    shutil.rmtree(graph, ignore_errors=True)
    started, spent = time.perf_counter(), processors(client)
    build([source], graph, workers=workers)
    return time.perf_counter() - started, processors(client) - spent


def processors(client: Any) -> float:
    """Give the processor time that this process, with client and scheduler, and all workers have spent."""
    # Processes count once they have ended, as those of a build have; the cluster's workers run on.
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    workers = sum(client.run(time.process_time).values())
    return float(time.process_time() + children.ru_utime + children.ru_stime + workers)


def processor(work: Callable[[], object]) -> float:
    """Give the processor time of some work, the best of three."""
    found = []
    for _ in range(3):
        started = time.process_time()
        work()
        found.append(time.process_time() - started)
    return min(found)


def take_apart(archive: Path) -> None:
    """Cut an archive into batches, and read none."""
    for _ in batches((source, source.fingerprint()) for source in find_sources([archive])):
        pass


def unpack(archive: Path) -> None:
    """Only decompress."""
    with gzip.open(archive) as file:
        while file.read(1 << 20):
            pass


def same(graphs: Iterable[Path]) -> bool:
    """Whether all graphs are the same."""
    return len({GraphFolder.open(g).dataset().generation for g in graphs}) == 1


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--copies", type=int, default=1, help="how often each filing is copied")
    parser.add_argument("--rounds", type=int, default=2, help="how often each build is measured")
    options = parser.parse_args()
    if not SHARED.is_dir():
        raise SystemExit("benchmarks/cluster.py needs ../shared, which is not part of the project")
    from distributed import LocalCluster

    with tempfile.TemporaryDirectory() as scratch:
        folder, archive = Path(scratch, "filings"), Path(scratch, "feed.tar.gz")
        size = copy_filings(folder, options.copies) / 1e6
        pack(folder, archive)
        with LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=WORKERS, threads_per_worker=1, dashboard_address=None
        ) as cluster:
            ways: dict[str, tuple[Path, int | str]] = {
                "processes, a folder": (folder, WORKERS),
                "Dask, a folder": (folder, cluster.scheduler_address),
                "processes, a tarball": (archive, WORKERS),
                "Dask, a tarball": (archive, cluster.scheduler_address),
            }
            graphs = {way: Path(scratch, f"graph-{n}") for n, way in enumerate(ways)}
            client = cluster.get_client()
            built(ROOT / "examples" / "filings", Path(scratch, "warm"), cluster.scheduler_address, client)
            seconds = {way: (float("inf"), float("inf")) for way in ways}
            for _ in range(options.rounds):
                for way, (source, workers) in ways.items():
                    clock, spent = built(source, graphs[way], workers, client)
                    seconds[way] = min(seconds[way][0], clock), min(seconds[way][1], spent)
            client.close()
        report(size, len(list(folder.iterdir())), seconds, archive)
        print(f"The graphs are {'the same' if same(graphs.values()) else 'NOT the same'}.")


def report(size: float, count: int, seconds: dict[str, tuple[float, float]], archive: Path) -> None:
    """Print what was measured."""
    first = next(iter(seconds.values()))
    print(f"{count} filings, {size:.1f} MB; {archive.stat().st_size / 1e6:.1f} MB as a tarball\n")
    print(f"| build with {WORKERS} workers | s | MB/s | ratio | processor s | ratio |")
    print("| --- | --- | --- | --- | --- | --- |")
    for way, (clock, spent) in seconds.items():
        ratios = clock / first[0], spent / first[1]
        print(
            f"| {way} | {clock:.1f} | {size / clock:.2f} | {ratios[0]:.2f} | {spent:.1f} | {ratios[1]:.2f} |"
        )
    print("\n| the tarball's stream, one core | MB/s of filings |\n| --- | --- |")
    print(f"| taken apart in batches | {size / processor(lambda: take_apart(archive)):.0f} |")
    print(f"| only decompressed: its limit | {size / processor(lambda: unpack(archive)):.0f} |")


if __name__ == "__main__":
    main()
