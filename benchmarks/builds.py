"""Measure builds against what users would do instead, and against physical limits.

    python benchmarks/builds.py [--quick] [--write]

Needs `../shared` and the dependency group `bench`. Prints a table; `--write` writes it to `docs/scaling-times.md` and
adds its rows to `benchmarks/builds.tsv` by commit. What is compared runs side by side, in turns, each in a process of
its own; the best of its turns counts. `--quick` measures memory on fewer filings, to try the command.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from memory import peaks
from record import commit
from texts import write_files

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
EIGHT_K, DOCS, CUAD = SHARED / "filings" / "8k", SHARED / "gold" / "docs", SHARED / "cuad" / "contracts"
PAGE, TABLE = ROOT / "docs" / "scaling-times.md", ROOT / "benchmarks" / "builds.tsv"
BUILD = "import sys; from dealgraph.cli import main; main()"
#: Turns of what is compared.
TURNS = 3
#: Filings of the two builds whose memory is compared, and of the build that is timed with 1 and 2 workers.
FEW, MANY, TIMED = 1000, 20_000, 2000


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process and its children took.

    Attributes:
        wall: Seconds that went by. `cpu`: seconds of processor time.
        told: What it printed.
    """

    wall: float
    cpu: float
    told: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table."""

    what: str
    ours: str
    theirs: str
    ratio: float
    goal: str
    met: bool


def run(*words: object) -> Cost:
    """Run Python with some words and give what it took."""
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as problems:
        # Compiled code is kept, as it is for users.
        kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        process = subprocess.Popen(
            [sys.executable, *map(str, words)], stdout=out, stderr=problems, cwd=ROOT, env=kept
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - started
        out.seek(0)
        told = out.read()
        problems.seek(0)
        said = problems.read()
    # Some milestones are set aside, which is exit code 1 and a line for each.
    if process.returncode not in (0, 1):
        raise SystemExit(f"{words} ended with {process.returncode}: {said[-2000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, told)


def build(folder: Path, sources: Sequence[Path], workers: int) -> Cost:
    """Build a graph anew."""
    graph = folder / "graph"
    shutil.rmtree(graph, ignore_errors=True)
    return run("-c", BUILD, "build", *sources, "-o", graph, "--workers", workers, "--quiet")


def rival(name: str, *paths: Path) -> tuple[Cost, int]:
    """Run one of `rivals.py`; give what it took without the start of its process, and what it gave."""
    cpu, wall, result = run(Path(__file__).with_name("rivals.py"), name, *paths).told.split()
    return Cost(float(wall), float(cpu)), int(result)


def best(costs: Sequence[Cost]) -> Cost:
    """Give the quickest; it was disturbed least."""
    return min(costs, key=lambda cost: cost.wall)


def against_reading(folder: Path) -> Row:
    """Measure a build of 8-Ks with two workers against reading them with edgartools and inscriptis."""
    ours, theirs = [], []
    for _ in range(TURNS):
        theirs.append(rival("edgartools", EIGHT_K)[0])
        ours.append(build(folder, [EIGHT_K], 2))
    a, b = best(ours), best(theirs)
    return Row(
        f"build of {len(list(EIGHT_K.iterdir()))} 8-Ks, 2 workers; edgartools and inscriptis, text only, 1 process",
        f"{a.wall:.2f} s ({a.cpu:.2f} s CPU)", f"{b.wall:.2f} s ({b.cpu:.2f} s CPU)",
        a.wall / b.wall, "at most 1.5 times its time", a.wall / b.wall <= 1.5,
    )  # fmt: skip


def against_entities(folder: Path) -> Row:
    """Measure a build of deal texts in one process against spaCy's entities alone."""
    theirs, _ = rival("spacy", DOCS, CUAD)
    ours = best([build(folder, [DOCS, CUAD], 1) for _ in range(2)])
    return Row(
        "build of gold/docs and cuad, 1 worker; spaCy `en_core_web_sm`, entities only, 1 process",
        f"{ours.cpu:.1f} s CPU", f"{theirs.cpu:.1f} s CPU",
        theirs.cpu / ours.cpu, "at least 5 times faster", theirs.cpu / ours.cpu >= 5,
    )  # fmt: skip


def by_workers(folder: Path, count: int) -> Row:
    """Measure a build of so many generated filings with one worker against two."""
    sources = folder / "timed"
    write_files(sources, count)
    one, two = [], []
    for _ in range(2):
        one.append(build(folder, [sources], 1))
        two.append(build(folder, [sources], 2))
    a, b = best(two), best(one)
    return Row(
        f"build of {count:,} generated filings: 2 workers; 1 worker",
        f"{a.wall:.1f} s", f"{b.wall:.1f} s", b.wall / a.wall, "at least 1.8 times faster",
        b.wall / a.wall >= 1.8,
    )  # fmt: skip


def by_size(folder: Path, few: int, many: int) -> tuple[list[Row], list[str]]:
    """Measure the memory of builds of few and many filings, stage by stage."""
    found = []
    for count in (few, many):
        sources, graph = folder / f"filings-{count}", folder / "graph"
        size = write_files(sources, count)
        shutil.rmtree(graph, ignore_errors=True)
        found.append((size, *peaks(sources, graph)))
        shutil.rmtree(sources)
    (_, small, _), (size, large, seconds) = found
    stages = [s for s in large if s != "identity"]
    a, b = (max(peak[s] for s in stages) for peak in (large, small))
    row = Row(
        f"memory of a build with 2 workers, all processes: {many:,} filings; {few:,} filings",
        f"{a:.0f} MB", f"{b:.0f} MB", a / b, "grows at most 20 % apart from the resolve keys", a / b <= 1.2,
    )  # fmt: skip
    lines = ["| stage | " + f"{few:,} filings | {many:,} filings |", "| --- | ---: | ---: |"]
    lines += [f"| {s} | {small.get(s, 0):.0f} MB | {large[s]:.0f} MB |" for s in large]
    lines.append("")
    lines.append(
        f"The build of {many:,} filings ({size / 1e6:.0f} MB) took {seconds:.0f} s, {many / seconds:.0f} filings/s."
    )
    return [row], lines


def limits(folder: Path) -> list[str]:
    """Measure steps against what they can't be quicker than, on the 8-Ks and the graph of the gold and CUAD."""
    build(folder, [DOCS, CUAD, EIGHT_K], 2)
    shards = sorted((folder / "graph" / "shards").glob("*.nq.gz"))
    pairs = (
        ("reading 8-Ks to canonical text", "ours_read", (EIGHT_K,), "reading their bytes", "reading"),
        ("reading 8-Ks to canonical text", "ours_read", (EIGHT_K,), "selectolax's HTML parser", "selectolax"),
        ("reading 8-Ks and extracting", "ours_extract", (EIGHT_K,), "reading them to text", "ours_read"),
        ("merging the named graphs", "ours_merge", tuple(shards), "parsing their N-Quads", "nquads"),
        ("making the index", "ours_index", tuple(shards), "parsing its N-Quads", "nquads"),
        ("making the index", "ours_index", tuple(shards), "one RocksDB bulk load", "rocksdb"),
    )
    lines = ["| step | a second | limit | a second | limit's share |", "| --- | ---: | --- | ---: | ---: |"]
    for step, ours, paths, limit, theirs in pairs:
        (a, unit), (b, _) = speed(ours, paths), speed(theirs, paths)
        lines.append(f"| {step} | {a:,.3g} {unit} | {limit} | {b:,.3g} {unit} | {a / b:.0%} |")
    return lines


def speed(name: str, paths: Sequence[Path]) -> tuple[float, str]:
    """Give how much a task gets through in a second of processor time, and the unit."""
    results = [rival(name, *paths) for _ in range(2)]
    seconds, done = max(1e-4, min(cost.cpu for cost, _ in results)), results[0][1]
    if name in ("reading", "selectolax", "ours_read", "ours_extract"):
        return done / 1e6 / seconds, "MB"
    return done / 1e3 / seconds, "k quads"


def table(rows: Sequence[Row]) -> list[str]:
    """Write rows as Markdown."""
    head = ["| what | Dealgraph | against | ratio | goal | |", "| --- | ---: | ---: | ---: | --- | --- |"]
    return head + [
        f"| {r.what} | {r.ours} | {r.theirs} | {r.ratio:.2f} | {r.goal} | {'met' if r.met else 'missed'} |"
        for r in rows
    ]


def write(rows: Sequence[Row], text: str) -> None:
    """Write the page, and add the rows to the table by commit."""
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    if not TABLE.exists():
        TABLE.write_text("commit\twhat\tours\tagainst\tratio\n", encoding="utf-8")
    with TABLE.open("a", encoding="utf-8", newline="\n") as file:
        name = commit()
        for r in rows:
            file.write("\t".join((name, r.what, r.ours, r.theirs, f"{r.ratio:.3f}")) + "\n")


def main() -> None:
    """Measure all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="measure memory on 200 and 1,000 filings")
    parser.add_argument("--write", action="store_true", help="write the page and the table by commit")
    options = parser.parse_args()
    if not SHARED.is_dir():
        raise SystemExit("benchmarks/builds.py needs ../shared, which is not part of the project")
    with tempfile.TemporaryDirectory(prefix="dealgraph-") as name:
        folder = Path(name)
        rows = [against_reading(folder), against_entities(folder)]
        rows.append(by_workers(folder, 500 if options.quick else TIMED))
        more, stages = by_size(folder, *((200, 1000) if options.quick else (FEW, MANY)))
        rows += more
        steps = limits(folder)
    text = "\n".join((INTRODUCTION, *table(rows), "", STAGES, *stages, "", LIMITS, *steps, ""))
    print(text)
    if options.write:
        write(rows, text)


INTRODUCTION = f"""# How fast filings are built

Written by `python benchmarks/builds.py --write` on {os.cpu_count()} cores. What is compared ran in turns in one run,
the best of its turns counts; `benchmarks/builds.tsv` keeps the rows by commit. Builds are measured from the start of
the process to its end; what they are measured against, without its imports and models.
"""
STAGES = """## Memory by stage

The most memory that all processes of a build held in each of its stages; pages that they share are counted once. Only
telling identity holds something of every filing, the keys by which companies, drugs and agreements are told apart.
"""
LIMITS = """## Physical limits

What each step gets through in a second of one core's time, beside what does only the least that the step must do.
"""

if __name__ == "__main__":
    main()
