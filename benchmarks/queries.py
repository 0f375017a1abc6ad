"""Measure the named queries on a graph of generated filings, and write the table of docs/query-times.md.

    python benchmarks/queries.py [--filings 10000] [--graph FOLDER] [--write]

The graph is that of `generate.py`, on disk. Each query is asked about what the graph holds most of (the company with
most deals, the antigen with most drugs ...), which is its worst case, and without parameters where it needs none.
`--write` puts the table in its section of docs/query-times.md, one section for each number of filings, and a line in
benchmarks/store.tsv.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "builder"), str(ROOT / "benchmarks")]

from generate import make_graph  # noqa: E402
from record import record  # noqa: E402

from dealgraph.query import NamedQuery, load_queries, run, select  # noqa: E402
from dealgraph.store import GraphFolder  # noqa: E402

PAGE = ROOT / "docs" / "query-times.md"
#: Rows read of an answer, as `dealgraph query` and the explorer do.
ROWS = 1000
#: Seconds that no query is to take, and not to take in the middle, by number of filings.
GOALS = {10_000: (0.1, 0.1), 100_000: (1.0, 0.1)}
Time = tuple[str, str, int, float]


#: What the graph holds most of, by kind of parameter.
BUSIEST = {
    "company": "SELECT ?x { ?a dg:party ?x } GROUP BY ?x ORDER BY DESC(COUNT(?a)) ?x LIMIT 1",
    "drug": "SELECT ?x { ?a dg:coversDrug ?x } GROUP BY ?x ORDER BY DESC(COUNT(?a)) ?x LIMIT 1",
    "antigen": "SELECT ?x { ?d dg:targets ?x } GROUP BY ?x ORDER BY DESC(COUNT(?d)) ?x LIMIT 1",
    "agreement": "SELECT ?x { ?x dg:hasTerm ?t } GROUP BY ?x ORDER BY DESC(COUNT(?t)) ?x LIMIT 1",
    "milestone": "SELECT ?x { ?x a dg:Milestone ; prov:wasDerivedFrom ?f } "
    "GROUP BY ?x ORDER BY DESC(COUNT(?f)) ?x LIMIT 1",
    "iri": "SELECT ?x { ?x prov:wasDerivedFrom ?f ; a dg:Agreement } GROUP BY ?x ORDER BY DESC(COUNT(?f)) ?x LIMIT 1",
}
#: Parameters that are asked about, where a query has them; the first that fits.
SUBJECTS = ("company", "antigen", "drug", "agreement", "milestone", "iri")


def questions(query: NamedQuery, busiest: dict[str, str]) -> Iterator[dict[str, str]]:
    """Give the parameters with which to measure a query: about each subject alone, and about nothing."""
    required = {p.name: busiest[p.kind] for p in query.parameters if p.required}
    subjects = [p for p in query.parameters if p.kind in SUBJECTS and not p.required]
    yield required
    for p in subjects:
        yield {**required, p.name: busiest[p.kind]}


def measure(folder: Path, repeat: int) -> list[Time]:
    """Give (query, asked about, rows, median seconds), with names found and rows read."""
    store = GraphFolder.open(folder).open_store()
    busiest = {kind: str(select(store, text).rows[0][0]) for kind, text in BUSIEST.items()}
    out = []
    for name, query in load_queries().items():
        for given in questions(query, busiest):
            times, rows = [], 0
            for _ in range(repeat):
                begun = time.process_time()
                rows = len(run(store, query, given, limit=ROWS))
                times.append(time.process_time() - begun)
            about = ", ".join(sorted(given)) or "everything"
            out.append((name, about, rows, statistics.median(times)))
            print(f"{name:28} {about:20} {rows:6} rows {1000 * out[-1][3]:8.1f} ms", flush=True)
    return out


def verdict(rows: list[Time], filings: int) -> str:
    """Say how the times stand to the goals."""
    times = [seconds for *_, seconds in rows]
    most, middle = GOALS.get(filings, (0.0, 0.0))
    over = [f"`{name}` about {about}" for name, about, _, seconds in rows if most and seconds >= most]
    said = f"{len(rows)} questions, median {1000 * statistics.median(times):.1f} ms, longest {1000 * max(times):.0f} ms"
    if not most:
        return f"{said}."
    goal = f"each under {1000 * most:.0f} ms, median under {1000 * middle:.0f} ms"
    met = "met" if not over and statistics.median(times) < middle else "missed"
    return f"{said}; goal: {goal}, {met}" + (f" ({', '.join(over)})." if over else ".")


def section(rows: list[Time], filings: int, quads: int) -> str:
    """Write the table for one number of filings."""
    lines = [
        f"## {filings:,} filings",
        "",
        f"{quads:,} quads. {verdict(rows, filings)}",
        "",
        "| query | about | rows | ms |",
        "| --- | --- | ---: | ---: |",
        *(f"| {name} | {about} | {count} | {1000 * seconds:.1f} |" for name, about, count, seconds in rows),
    ]
    return "\n".join(lines) + "\n"


def write_page(text: str, filings: int) -> None:
    """Put a section in its place on the page, the smaller number of filings first."""
    head, *sections = PAGE.read_text("utf-8").split("\n## ")
    kept = {int(s.split(" ")[0].replace(",", "")): s for s in sections}
    kept[filings] = text.removeprefix("## ")
    page = "\n## ".join([head, *(kept[n].rstrip("\n") + "\n" for n in sorted(kept))])
    PAGE.write_text(page, encoding="utf-8", newline="\n")


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--filings", type=int, default=10_000)
    parser.add_argument("--graph", type=Path, help="where the graph is kept; made where it is not there")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument(
        "--write", action="store_true", help="write docs/query-times.md and benchmarks/store.tsv"
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.graph or Path(scratch) / "graph"
        if not (folder / "dataset.json").is_file():
            begun = time.perf_counter()
            make_graph(folder, chosen.filings)
            print(
                f"graph of {chosen.filings} filings made in {time.perf_counter() - begun:.0f} s", flush=True
            )
        rows = measure(folder, chosen.repeat)
        print(verdict(rows, chosen.filings))
        if chosen.write:
            quads = len(GraphFolder.open(folder).open_store())
            write_page(section(rows, chosen.filings, quads), chosen.filings)
            times = [seconds for *_, seconds in rows]
            record("query median ms", chosen.filings, 1000 * statistics.median(times))
            record("query longest ms", chosen.filings, 1000 * max(times))


if __name__ == "__main__":
    main()
