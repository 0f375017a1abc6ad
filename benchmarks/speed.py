"""Measure how fast facts are extracted, in megabytes of canonical text per second of processor time on one core.

    python benchmarks/speed.py [--runs N] [--steps] [--profile] [--record]

Needs `../shared`. Three kinds of text: deal-rich (sections of annual reports, joined to the size of real notes),
contracts, and filings without any deal. `--steps` gives the share of each step and `--profile` the functions that take
the most time on deal-rich text; `--record` adds a row to `benchmarks/speed.tsv`.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from dealgraph.extract import RuleExtractor
from dealgraph.extract.assemble import assemble
from dealgraph.extract.companies import find_companies
from dealgraph.extract.contracts import find_contracts
from dealgraph.extract.deals import find_deals
from dealgraph.extract.payments import find_payments
from dealgraph.extract.reading import Reading
from dealgraph.extract.substances import add_deal_developers, find_substances
from dealgraph.extract.text import Page
from dealgraph.filing import Document, Filing
from dealgraph.read import read_bytes, read_path

SHARED = Path(__file__).resolve().parents[2] / "shared"
#: How many of the gold's sections are joined to one document, to come to the size of a real report's notes.
JOINED = 6
ROWS = Path(__file__).with_name("speed.tsv")
STEPS: tuple[tuple[str, Callable[[Reading], object]], ...] = (
    ("companies", find_companies),
    ("substances", find_substances),
    ("contracts", find_contracts),
    ("deals", find_deals),
    ("substances", add_deal_developers),
    ("payments", find_payments),
    ("assembly", assemble),
)


def rich() -> list[Filing]:
    """Give the sections of annual reports in the gold, some to a document."""
    sections = [
        read_bytes(p.read_bytes(), p.name) for p in sorted((SHARED / "gold" / "docs").glob("10k-*.txt"))
    ]
    out = []
    for start in range(0, len(sections), JOINED):
        group = sections[start : start + JOINED]
        text = "\n\n".join(f.documents[0].text for f in group)
        out.append(
            Filing("joined", "10-K", (Document(1, "10-K", "joined.txt", text),), filers=group[0].filers)
        )
    return out


def filings(folder: Path) -> list[Filing]:
    """Give the filings of a folder."""
    return [f for f in read_path(folder) if isinstance(f, Filing)]


def speed(name: str, texts: list[Filing], runs: int) -> float:
    """Print and give the speed over some filings, the best of some runs."""
    extractor = RuleExtractor()
    size = sum(len(d.text) for f in texts for d in f.documents) / 1e6
    seconds = []
    for _ in range(runs):
        started = time.process_time()
        for filing in texts:
            extractor.extract(filing)
        seconds.append(time.process_time() - started)
    print(f"{name:12}{size:8.2f} MB{min(seconds):8.2f} s{size / min(seconds):8.2f} MB/s")
    return size / min(seconds)


def steps(texts: list[Filing], runs: int) -> None:
    """Print the share of each step in the time over some filings, from all runs together."""
    spent: dict[str, float] = defaultdict(float)
    for filing in texts * runs:
        started = time.process_time()
        reading = Reading(filing, tuple(Page.of(d) for d in filing.documents))
        spent["pages"] += time.process_time() - started
        for name, find in STEPS:
            started = time.process_time()
            find(reading)
            spent[name] += time.process_time() - started
    for name, seconds in spent.items():
        print(f"{name:12}{100 * seconds / sum(spent.values()):8.0f} %")


def record(speeds: list[float]) -> None:
    """Add a row to the table of speeds by commit."""
    commit = subprocess.run(
        ["git", "log", "-1", "--format=%h\t%cs"], cwd=ROWS.parent, capture_output=True, text=True, check=True
    ).stdout.strip()
    if not ROWS.exists():
        ROWS.write_text("commit\tdate\tdeal_rich\tcontracts\tno_deals\n", encoding="utf-8")
    with ROWS.open("a", encoding="utf-8", newline="\n") as rows:
        rows.write("\t".join([commit, *(f"{s:.2f}" for s in speeds)]) + "\n")


def main() -> None:
    """Measure each kind of text."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3, help="runs of which the best counts")
    parser.add_argument("--steps", action="store_true", help="give the share of each step on deal-rich text")
    parser.add_argument("--record", action="store_true", help="add a row to benchmarks/speed.tsv")
    parser.add_argument("--profile", action="store_true", help="profile the deal-rich text")
    options = parser.parse_args()
    if not SHARED.is_dir():
        raise SystemExit("benchmarks/speed.py needs ../shared, which is not part of the project")
    deals = rich()
    kinds = (
        ("deal-rich", deals),
        ("contracts", filings(SHARED / "cuad" / "contracts")),
        ("no deals", filings(SHARED / "filings" / "8k")),
    )
    speeds = [speed(name, texts, options.runs) for name, texts in kinds]
    if options.record:
        record(speeds)
    if options.steps:
        steps(deals, options.runs)
    if options.profile:
        extractor = RuleExtractor()
        with cProfile.Profile() as profile:
            for filing in deals:
                extractor.extract(filing)
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
