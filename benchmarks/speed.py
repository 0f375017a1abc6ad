"""Measure how fast facts are extracted, in megabytes of canonical text per second of processor time on one core.

    python benchmarks/speed.py [--profile]

Needs `../shared`. Three kinds of text: deal-rich (sections of annual reports, joined to the size of real notes),
contracts, and filings without any deal. `--profile` lists the functions that take the most time on deal-rich text.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from pathlib import Path

from dealgraph.extract import RuleExtractor
from dealgraph.filing import Document, Filing
from dealgraph.read import read_bytes, read_path

SHARED = Path(__file__).resolve().parents[2] / "shared"
#: How many of the gold's sections are joined to one document, to come to the size of a real report's notes.
JOINED = 6


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


def speed(name: str, texts: list[Filing]) -> None:
    """Print the speed over some filings, the best of three runs."""
    extractor = RuleExtractor()
    size = sum(len(d.text) for f in texts for d in f.documents) / 1e6
    seconds = []
    for _ in range(3):
        started = time.process_time()
        for filing in texts:
            extractor.extract(filing)
        seconds.append(time.process_time() - started)
    print(f"{name:12}{size:8.2f} MB{min(seconds):8.2f} s{size / min(seconds):8.2f} MB/s")


def main() -> None:
    """Measure each kind of text."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--profile", action="store_true", help="profile the deal-rich text")
    options = parser.parse_args()
    if not SHARED.is_dir():
        raise SystemExit("benchmarks/speed.py needs ../shared, which is not part of the project")
    deals = rich()
    speed("deal-rich", deals)
    speed("contracts", filings(SHARED / "cuad" / "contracts"))
    speed("no deals", filings(SHARED / "filings" / "8k"))
    if options.profile:
        extractor = RuleExtractor()
        with cProfile.Profile() as profile:
            for filing in deals:
                extractor.extract(filing)
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
