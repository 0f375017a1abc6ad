"""Filings made up by the thousand from real ones, with their facts: what benchmarks of the store and of identity need.

The filings of the gold annotations (`../shared/gold`) are varied where they are at hand, else those of `examples/`
with their hand-made facts. Every other filing tells of no deal. Three filings that tell of deals tell the same ones,
some months apart, as a press release, an annual report and the next annual report do, and now and then they
differ in an amount. Names meet again as they do in reality: few companies, targets and drugs are in very many
deals, most are in a few. The same number gives the same filings on any machine.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from dealgraph.facts import Agreement, Antigen, Company, Drug, FilingFacts, Milestone
from dealgraph.facts_json import from_json
from dealgraph.filing import Filer, Filing
from dealgraph.rdf.merged import graph_name, merged_lines
from dealgraph.rdf.quads import filing_iri, filing_lines, identity_lines
from dealgraph.read import read_path
from dealgraph.resolve import keys_of, resolve
from dealgraph.store import Dataset, GraphFolder
from dealgraph.store.index import build_index
from dealgraph.store.shards import merge_shards, write_shard
from dealgraph.store.vocabulary import vocabulary_lines

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
SYLLABLES = ("ar", "bo", "ce", "dri", "el", "fa", "go", "ha", "in", "jo", "ka", "lu", "me", "no", "op", "qui")
FORMS = (
    "Therapeutics, Inc.",
    "Pharmaceuticals, Inc.",
    "Biosciences Ltd.",
    "Pharma AG",
    "Oncology, Inc.",
    "Holdings plc",
)
#: Filings that tell the same deals, and days after the first when each is filed.
RETOLD = (0, 120, 480)
FIRST_DAY, DAYS = dt.date(1996, 1, 2), 10_500
#: Filings mapped together.
BATCH = 500
Pair = tuple[Filing, FilingFacts]


@dataclass(frozen=True, slots=True)
class Pool:
    """Made-up names of a kind, and how they are picked.

    Attributes:
        many: How many names there are.
        slope: The more, the oftener the first names are picked; 1 picks all alike.
        kept: One in so many keeps its own name.
    """

    many: int
    slope: float
    kept: int

    def pick(self, *parts: object) -> int | None:
        """Pick a name by what is being named, or None where it keeps its own.

        >>> Pool(10, 1, 1).pick("ImmunoGen") is None
        True
        """
        if number("kept", *parts) % self.kept == 0:
            return None
        return int(self.many * (number("pick", *parts) % 10**9 / 10**9) ** self.slope)


COMPANIES, DRUGS, ANTIGENS = Pool(20_000, 2.5, 40), Pool(40_000, 1.5, 40), Pool(1500, 2, 4)


def number(*parts: object) -> int:
    """Give a number that depends on the parts and nothing else."""
    return int(hashlib.sha256(repr(parts).encode()).hexdigest()[:12], 16)


def word(seed: int) -> str:
    """Make up a word, another for each number below 65,536."""
    return "".join(SYLLABLES[(seed >> shift) % 16] for shift in (0, 4, 8, 12)).title()


@dataclass(slots=True)
class Variation:
    """How one copy of a filing and its facts differs from the original.

    Attributes:
        turn: Number of the copy.
        story: Number of the deals that it tells; copies of one story agree in all names and dates of deals.
        moved: How far the story is moved from the original's time.
        copy: Which of the story's filings it is.
    """

    turn: int
    story: int
    moved: dt.timedelta
    copy: int
    known: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def company(self, name: str) -> str | None:
        """Give the first word of a company's other name, None where it keeps its own.

        The header's "IMMUNOGEN INC" and the text's "ImmunoGen, Inc." begin with the same word and stay one.
        """
        head = name.split()[0].casefold().strip(",.")
        if ("company", head) not in self.known:
            pick = COMPANIES.pick("company", head, self.story)
            self.known["company", head] = None if pick is None else f"{word(pick)} {FORMS[pick % len(FORMS)]}"
        return self.known["company", head]

    def date(self, text: str | None) -> str | None:
        """Move a date, as precise as it is stated."""
        if not text:
            return text
        full = dt.date.fromisoformat(text + "0000-01-01"[len(text) :])
        return (full + self.moved).isoformat()[: len(text)]

    def amount(self, amount: Decimal | None, *parts: object) -> Decimal | None:
        """Vary an amount; one in twenty differs between the filings of a story."""
        if amount is None:
            return None
        differs = self.copy if number("differs", self.story, *parts) % 20 == 0 else 0
        return amount * (number("amount", self.story, *parts, differs) % 40 + 1) / 8

    def filing(self, filing: Filing) -> Filing:
        """Vary a filing's header."""
        filed = FIRST_DAY if filing.filed_on is None else filing.filed_on
        filed += self.moved + dt.timedelta(days=RETOLD[self.copy])
        period = None if filing.period is None else filing.period + self.moved
        accession = f"{9_900_000_000 + self.turn // 1_000_000:010d}-{filed.year % 100:02d}-{self.turn % 1_000_000:06d}"
        filers = tuple(self.filer(f) for f in filing.filers)
        return replace(filing, accession=accession, filed_on=filed, period=period, filers=filers)

    def filer(self, filer: Filer) -> Filer:
        """Vary a filer."""
        name = self.company(filer.name)
        return (
            filer
            if name is None
            else Filer(name, cik=f"{number('cik', name) % 10**10:010d}", role=filer.role)
        )

    def facts(self, facts: FilingFacts) -> FilingFacts:
        """Vary the facts."""
        return FilingFacts(
            tuple(map(self._company, facts.companies)),
            tuple(map(self._antigen, facts.antigens)),
            tuple(map(self._drug, facts.drugs)),
            tuple(map(self._agreement, facts.agreements)),
            tuple(map(self._milestone, facts.milestones)),
        )

    def _company(self, c: Company) -> Company:
        name = self.company(c.name)
        if name is None:
            return c
        cik = None if c.cik is None else f"{number('cik', name) % 10**10:010d}"
        return replace(c, name=name, aliases=(name.split()[0],), cik=cik, ticker=None)

    def _antigen(self, a: Antigen) -> Antigen:
        pick = ANTIGENS.pick("antigen", a.name, self.story)
        if pick is None:
            return a
        return replace(a, name=f"{word(pick * 31)[:4].upper()}{pick}", aliases=(), exact_match=())

    def _drug(self, d: Drug) -> Drug:
        pick = DRUGS.pick("drug", d.name, self.story)
        if pick is None:
            return d
        code = f"{word(pick)[:3].upper()}-{pick}"
        return replace(d, name=code, aliases=(f"{word(pick).casefold()}mab",) if pick % 3 == 0 else ())

    def _agreement(self, a: Agreement) -> Agreement:
        terms = tuple(replace(x, amount=self.amount(x.amount, a.id, n)) for n, x in enumerate(a.terms))
        return replace(a, date=self.date(a.date), terms=terms)

    def _milestone(self, m: Milestone) -> Milestone:
        return replace(m, date=self.date(m.date), amount=self.amount(m.amount, m.id))


def originals(gold: Path | None = GOLD) -> list[Pair]:
    """Give the filings that are varied: those of a folder of annotations where it is there, else the examples."""
    annotated = gold is not None and gold.is_dir()
    folder = gold / "docs" if gold is not None and annotated else ROOT / "examples" / "filings"
    found = []
    for filing in read_path(folder):
        if isinstance(filing, Filing):
            stem = Path(filing.documents[0].file_name if annotated else filing.source).stem
            told = Path("annotations", f"{stem}.json") if annotated else Path(stem, "expected.json")
            file = (folder.parent if annotated else ROOT / "tests" / "cases") / told
            found.append((filing, from_json(json.loads(file.read_text("utf-8")), filing)))
    return found


def generate(filings: int, base: Sequence[Pair] | None = None) -> Iterator[Pair]:
    """Vary filings.

    Args:
        filings: How many to give.
        base: What to vary, by default `originals`.
    """
    base = originals() if base is None else base
    for turn in range(filings):
        # Turns 0, 2, 4 tell one story, 1, 3, 5 are filings of the same companies without a deal.
        story, copy = divmod(turn // 2, len(RETOLD))
        filing, facts = base[story % len(base)]
        first = filing.filed_on or FIRST_DAY
        moved = FIRST_DAY + dt.timedelta(days=number("day", story) % DAYS) - first
        variation = Variation(turn, story, moved, copy)
        yield variation.filing(filing), FilingFacts() if turn % 2 else variation.facts(facts)


def make_graph(folder: Path, filings: int, base: Sequence[Pair] | None = None) -> None:
    """Build the graph of so many generated filings, from facts on, without checking them against shapes."""
    base = originals() if base is None else base
    target = GraphFolder.create(folder)
    identities = resolve(keys_of(*pair) for pair in generate(filings, base))
    filed: dict[str, tuple[str, str]] = {}
    shards: list[str] = []
    quads = 0

    def keep(name: str, lines: Iterable[str]) -> None:
        nonlocal quads
        file, count = write_shard(target.shards, name, lines)
        shards.append(file)
        quads += count

    lines: list[str] = []
    for count, (filing, facts) in enumerate(generate(filings, base), 1):
        filed[graph_name(filing_iri(filing.key))] = (str(filing.filed_on), filing.key)
        lines += filing_lines(filing, facts, identities, extractor="generated 1")
        if count % BATCH == 0 or count == filings:
            keep(f"filings-{len(shards):04d}", sorted(lines))
            lines = []
    named = list(shards)
    keep("identity", sorted(identity_lines(identities.merges)))
    del identities
    keep("merged", merged_lines(merge_shards(target.shards / n for n in named), filed))
    keep("vocabulary", vocabulary_lines())
    build_index(target.indexes, "generated", [target.shards / n for n in shards])
    summary = {"facts": {}, "filings": filings, "quads": quads}
    target.publish(Dataset(f"generated-{filings}", tuple(shards), "generated", summary))
