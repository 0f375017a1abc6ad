"""Measure how telling identity grows with the number of filings.

    python benchmarks/resolve_scale.py [1000 10000 100000]

Needs `../shared` (see CONTRIBUTING.md): the gold annotations, whose 86 filings are varied. Each round of
variation gives most companies and drugs other names, moves dates and amounts, and leaves one company in four, one
drug in ten and all antigens as they are, so that large companies meet thousands of times as they do in reality.
Each size runs in a process of its own; the memory is the most that it held.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import hashlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
sys.path.insert(0, str(ROOT / "builder"))

from dealgraph import filers  # noqa: E402
from dealgraph.facts_json import from_json  # noqa: E402
from dealgraph.filing import Filing  # noqa: E402
from dealgraph.read import read_path  # noqa: E402
from dealgraph.resolve import FilingKeys, keys_of, resolve  # noqa: E402
from dealgraph.resolve.keys import CompanyKey, DrugKey, MilestoneKey  # noqa: E402

#: Syllables of made-up names.
SYLLABLES = ("ar", "bo", "ce", "dri", "el", "fa", "go", "ha", "in", "jo", "ka", "lu", "me", "no", "op", "qui")


def gold_keys() -> list[FilingKeys]:
    """Give the keys of the annotated filings."""
    out = []
    for filing in read_path(GOLD / "docs"):
        if isinstance(filing, Filing):
            stem = Path(filing.documents[0].file_name).stem
            body = json.loads((GOLD / "annotations" / f"{stem}.json").read_text("utf-8"))
            out.append(keys_of(filing, from_json(body, filing)))
    return out


def number(*parts: object) -> int:
    """Give a number that depends on the parts and nothing else."""
    return int(hashlib.sha256(repr(parts).encode()).hexdigest()[:12], 16)


def word(seed: int) -> str:
    """Make up a name."""
    return "".join(SYLLABLES[(seed >> shift) % 16] for shift in (0, 4, 8, 12)).title()


def rename(name: str, turn: int, keep: int) -> str:
    """Put another first word in a name, unless it is one of those that stay."""
    head, _, tail = name.partition(" ")
    if turn == 0 or number("keep", head.casefold().strip(",.")) % keep == 0:
        return name
    first = word(number(head.casefold().strip(",."), turn))
    digits = "".join(c for c in head if c.isdigit())
    return f"{first}{'-' + digits if digits else ''} {tail}".strip()


def shift(date: str | None, turn: int) -> str | None:
    """Move a date by whole years and some days, as precise as it was."""
    if not date:
        return date
    full = dt.date.fromisoformat(date + "-01-01"[: 10 - len(date)] if len(date) < 10 else date)
    moved = full - dt.timedelta(days=(turn * 37) % 7000)
    return moved.isoformat()[: len(date)]


def vary(base: FilingKeys, turn: int) -> FilingKeys:
    """Make another filing of one."""

    def company(c: CompanyKey) -> CompanyKey:
        new = tuple(rename(n, turn, 4) for n in (c.name, *c.aliases))
        cik = f"{number(c.cik, new[0]) % 10**10:010d}" if c.cik and new[0] != c.name else c.cik
        return replace(
            c, name=new[0], aliases=new[1:], former=tuple(rename(n, turn, 4) for n in c.former), cik=cik
        )

    def drug(d: DrugKey) -> DrugKey:
        return replace(
            d, name=rename(d.name, turn, 10), aliases=tuple(rename(n, turn, 10) for n in d.aliases)
        )

    def milestone(m: MilestoneKey) -> MilestoneKey:
        amount = f"{int(m.amount.split()[0].partition('.')[0]) + turn % 9} USD" if m.amount else None
        return replace(m, amount=amount, date=shift(m.date, turn))

    return replace(
        base,
        key=f"{base.key}-{turn}",
        filed_on=shift(base.filed_on, turn) or "",
        companies=tuple(map(company, base.companies)),
        drugs=tuple(map(drug, base.drugs)),
        agreements=tuple(replace(a, date=shift(a.date, turn)) for a in base.agreements),
        milestones=tuple(map(milestone, base.milestones)),
    )


def varied(count: int) -> Iterator[FilingKeys]:
    """Give so many filings."""
    base = gold_keys()
    for n in range(count):
        yield vary(base[n % len(base)], n // len(base))


def measure(count: int) -> dict[str, object]:
    """Tell identity of so many filings."""
    keys = list(varied(count))
    table = filers.keys(filers.parse(filers.shipped_text()))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    gc.disable()
    started, busy = time.perf_counter(), time.process_time()
    found = resolve(keys, table)
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    return {
        "filings": count,
        "items": len(found.iris),
        "resources": len(set(found.iris.values())),
        "seconds": round(seconds, 2),
        "cpu_seconds": round(busy, 2),
        "cpu_ms_per_filing": round(1000 * busy / count, 3),
        "mb_of_keys": before // 1024,
        "mb_at_most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    """Measure each size in a process of its own and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000, 100_000])
    parser.add_argument("--here", action="store_true", help="measure one size in this process")
    options = parser.parse_args()
    if not GOLD.is_dir():
        raise SystemExit("benchmarks/resolve_scale.py needs ../shared, which is not part of the project")
    if options.here:
        print(json.dumps(measure(options.sizes[0])))
        return
    for n, size in enumerate(options.sizes):
        done = subprocess.run(
            [sys.executable, __file__, str(size), "--here"], check=True, capture_output=True, text=True
        )
        row = json.loads(done.stdout)
        if not n:
            print("\t".join(row))
        print("\t".join(map(str, row.values())), flush=True)


if __name__ == "__main__":
    main()
