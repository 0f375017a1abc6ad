"""The record of what benchmarks of the store measured, by commit: benchmarks/store.tsv."""

from __future__ import annotations

import subprocess
from pathlib import Path

FILE = Path(__file__).with_name("store.tsv")
COLUMNS = ("commit", "what", "filings", "ours", "theirs", "ratio")


def commit() -> str:
    """Name the commit that is checked out, with a plus sign where files differ from it."""
    run = ("git", "-C", str(FILE.parent))
    name = subprocess.run(
        [*run, "rev-parse", "--short", "HEAD"], check=True, capture_output=True, text=True
    ).stdout
    changed = subprocess.run(
        [*run, "diff", "--quiet", "HEAD", "--", "../builder", "../queries", "../shapes"], check=False
    )
    return name.strip() + ("+" if changed.returncode else "")


def record(what: str, filings: int, ours: float, theirs: float | None = None) -> None:
    """Add a line.

    Args:
        what: What was measured, with its unit.
        filings: On how many filings.
        ours: The figure.
        theirs: That of what users would do instead.
    """
    new = not FILE.exists()
    ratio = ("", "") if theirs is None else (f"{theirs:.4g}", f"{theirs / ours:.4g}")
    with FILE.open("a", encoding="utf-8", newline="\n") as file:
        if new:
            file.write("\t".join(COLUMNS) + "\n")
        file.write("\t".join((commit(), what, str(filings), f"{ours:.4g}", *ratio)) + "\n")
