"""Measure the named queries on a graph of generated filings, and write the table of docs/query-times.md.

    python benchmarks/queries.py [--filings 10000] [--graph FOLDER] [--write]

The filings of `examples/` with their hand-made facts are varied: other names, dates and amounts, half of them without
a deal. From facts on, all is as in a build, except that nothing is checked against shapes. Each query is asked about
what the graph holds most of (the company with most deals, the antigen with most drugs ...), which is its worst
case, and without parameters where it needs none.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "builder"))

from dealgraph.facts import Company, FilingFacts  # noqa: E402
from dealgraph.facts_json import from_json  # noqa: E402
from dealgraph.filing import Filer, Filing  # noqa: E402
from dealgraph.query import NamedQuery, bind, load_queries, select  # noqa: E402
from dealgraph.rdf.merged import graph_name, merged_lines  # noqa: E402
from dealgraph.rdf.quads import filing_iri, filing_lines, identity_lines  # noqa: E402
from dealgraph.read import read_path  # noqa: E402
from dealgraph.resolve import keys_of, resolve  # noqa: E402
from dealgraph.store import Dataset, GraphFolder  # noqa: E402
from dealgraph.store.index import build_index  # noqa: E402
from dealgraph.store.shards import merge_shards, write_shard  # noqa: E402
from dealgraph.store.vocabulary import vocabulary_lines  # noqa: E402

SYLLABLES = ("ar", "bo", "ce", "dri", "el", "fa", "go", "ha", "in", "jo", "ka", "lu", "me", "no", "op", "qui")
PAGE = ROOT / "docs" / "query-times.md"
#: Filings mapped together.
BATCH = 500
LIMIT = 0.1


def number(*parts: object) -> int:
    """Give a number that depends on the parts and nothing else."""
    return int(hashlib.sha256(repr(parts).encode()).hexdigest()[:12], 16)


def word(seed: int) -> str:
    """Make up a name."""
    return "".join(SYLLABLES[(seed >> shift) % 16] for shift in (0, 4, 8, 12)).title()


class Variation:
    """One varied copy of a filing and its facts.

    Of companies one in eight keeps its name, of drugs one in twenty, of antigens one in four; others get one of a few
    thousand made-up names, so that they meet again.
    """

    def __init__(self, turn: int) -> None:
        self.turn, self.years = turn, number("years", turn) % 20 - 5

    def company(self, c: Company) -> Company:
        """Vary a company."""
        name, cik = self.names("company", c.name, 8, 4000)
        return c if cik is None else replace(c, name=f"{name} Therapeutics, Inc.", aliases=(name,), cik=None)

    def names(self, kind: str, name: str, kept: int, many: int) -> tuple[str, int | None]:
        """Give a name for another, and what it was made of, None where it is kept."""
        seed = number(kind, name, self.turn)
        if seed % kept == 0:
            return name, None
        pick = number(kind, seed % many)
        return word(pick), pick

    def date(self, text: str | None) -> str | None:
        """Move a date as stated."""
        return None if text is None else f"{int(text[:4]) + self.years}{text[4:]}".replace("-02-29", "-02-28")

    def day(self, day: dt.date | None) -> dt.date | None:
        """Move a day."""
        return None if day is None else dt.date.fromisoformat(self.date(day.isoformat()) or "")

    def amount(self, amount: Decimal | None) -> Decimal | None:
        """Vary an amount."""
        return None if amount is None else amount * (number(str(amount), self.turn) % 40 + 1) / 8

    def filing(self, filing: Filing) -> Filing:
        """Vary a filing's header."""
        accession = f"{9_900_000_000 + self.turn:010d}-{(self.turn % 30):02d}-{self.turn % 1_000_000:06d}"
        filers = tuple(self.filer(f) for f in filing.filers)
        filed, period = self.day(filing.filed_on), self.day(filing.period)
        return replace(filing, accession=accession, filed_on=filed, period=period, filers=filers)

    def filer(self, filer: Filer) -> Filer:
        """Vary a filer."""
        name, seed = self.names("company", filer.name.title(), 8, 4000)
        if seed is None:
            return filer
        return Filer(f"{name} Therapeutics, Inc.", cik=f"{seed % 10**9:010d}")

    def facts(self, facts: FilingFacts) -> FilingFacts:
        """Vary the facts; every other copy tells of no deal."""
        companies = tuple(self.company(c) for c in facts.companies)
        if self.turn % 2:
            return FilingFacts(companies=companies)
        drugs, antigens = [], []
        for d in facts.drugs:
            name, seed = self.names("drug", d.name, 20, 6000)
            code = f"{name[:3].upper()}-{(seed or 0) % 9000 + 100}"
            drugs.append(d if seed is None else replace(d, name=code, aliases=(name.lower() + "mab",)))
        for a in facts.antigens:
            name, seed = self.names("antigen", a.name, 4, 400)
            code = f"{name[:4].upper()}{(seed or 0) % 20}"
            antigens.append(a if seed is None else replace(a, name=code, aliases=(), exact_match=()))
        agreements = [
            replace(
                g,
                date=self.date(g.date),
                terms=tuple(replace(x, amount=self.amount(x.amount)) for x in g.terms),
            )
            for g in facts.agreements
        ]
        milestones = [
            replace(m, date=self.date(m.date), amount=self.amount(m.amount)) for m in facts.milestones
        ]
        return FilingFacts(companies, tuple(antigens), tuple(drugs), tuple(agreements), tuple(milestones))


def originals() -> list[tuple[Filing, FilingFacts]]:
    """Give the examples with what an analyst would record of each."""
    out = []
    for filing in read_path(ROOT / "examples" / "filings"):
        if isinstance(filing, Filing):
            file = ROOT / "tests" / "cases" / Path(filing.source).stem / "expected.json"
            out.append((filing, from_json(json.loads(file.read_text("utf-8")), filing)))
    return out


def generate(filings: int) -> Iterator[tuple[Filing, FilingFacts]]:
    """Vary the examples."""
    base = originals()
    for turn in range(filings):
        filing, facts = base[(turn // 2) % len(base)]
        variation = Variation(turn)
        yield variation.filing(filing), variation.facts(facts)


def make_graph(folder: Path, filings: int) -> None:
    """Build the graph of so many generated filings, from facts on."""
    target = GraphFolder.create(folder)
    identities = resolve(keys_of(*pair) for pair in generate(filings))
    filed: dict[str, tuple[str, str]] = {}
    shards: list[str] = []
    lines: list[str] = []
    for count, (filing, facts) in enumerate(generate(filings), 1):
        filed[graph_name(filing_iri(filing.key))] = (str(filing.filed_on), filing.key)
        lines += filing_lines(filing, facts, identities, extractor="generated 1")
        if count % BATCH == 0 or count == filings:
            shards.append(write_shard(target.shards, f"filings-{len(shards):04d}", sorted(lines))[0])
            lines = []
    shards.append(write_shard(target.shards, "identity", sorted(identity_lines(identities.merges)))[0])
    merged = merged_lines(merge_shards(target.shards / n for n in shards[:-1]), filed)
    shards.append(write_shard(target.shards, "merged", merged)[0])
    shards.append(write_shard(target.shards, "vocabulary", vocabulary_lines())[0])
    build_index(target.indexes, "generated", [target.shards / n for n in shards])
    target.publish(Dataset(f"generated-{filings}", tuple(shards), "generated", {"filings": filings}))


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


def measure(folder: Path, repeat: int) -> list[tuple[str, str, int, float]]:
    """Give (query, asked about, rows, median seconds), with names found and rows read."""
    store = GraphFolder.open(folder).open_store()
    busiest = {kind: str(select(store, text).rows[0][0]) for kind, text in BUSIEST.items()}
    out = []
    for name, query in load_queries().items():
        for given in questions(query, busiest):
            times, rows = [], 0
            for _ in range(repeat):
                begun = time.process_time()
                rows = len(select(store, bind(store, query, given), limit=1000))
                times.append(time.process_time() - begun)
            about = ", ".join(sorted(given)) or "everything"
            out.append((name, about, rows, statistics.median(times)))
            print(f"{name:28} {about:20} {rows:6} rows {1000 * out[-1][3]:8.1f} ms", flush=True)
    return out


def page(rows: list[tuple[str, str, int, float]], filings: int, quads: int, repeat: int) -> str:
    """Write the table."""
    asked = [r for r in rows if r[1] != "everything"]
    under = sum(r[3] < LIMIT for r in asked)
    lines = [
        "# Times of the named queries",
        "",
        f"Written by `python benchmarks/queries.py --write`: a graph of {filings:,} generated filings",
        f"({quads:,} quads), half of them with a deal, on disk; the company, drug or",
        "antigen asked about is the one of which the graph",
        f"holds most. Medians of {repeat} in processor time on one core, with the rows read (1,000 at most).",
        f"Of {len(asked)} questions about something, {under} take less than {1000 * LIMIT:.0f} ms. `everything` is a",
        "query without parameters, which reads the whole graph: a listing to take away rather than to wait for.",
        "",
        "| query | about | rows | ms |",
        "| --- | --- | ---: | ---: |",
        *(f"| {name} | {about} | {count} | {1000 * seconds:.1f} |" for name, about, count, seconds in rows),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--filings", type=int, default=10_000)
    parser.add_argument("--graph", type=Path, help="where the graph is kept; made where it is not there")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="write docs/query-times.md")
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
        asked = [r for r in rows if r[1] != "everything"]
        quick = sum(r[3] < LIMIT for r in asked)
        print(f"{quick} of {len(asked)} questions about something under {1000 * LIMIT:.0f} ms")
        if chosen.write:
            quads = len(GraphFolder.open(folder).open_store())
            PAGE.write_text(page(rows, chosen.filings, quads, chosen.repeat), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
