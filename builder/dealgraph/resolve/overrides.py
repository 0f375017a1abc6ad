"""What a user says of identity, in `identities.toml`: it stands above all that is found.

    [[same]]
    names = ["Arbor Bio, Inc.", "Sprig Therapeutics"]
    note = "Sprig took the name Arbor in 2003."

    [[different]]
    kind = "drug"
    names = ["AB-101", "0000000001-00-000002#d3"]
    note = "Another maker's code."

A name is that of a company, drug or antigen as a filing writes it, an IRI of the graph, or FILING#ITEM as `dealgraph
why` prints it. An IRI means what it means without this file.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dealgraph.errors import InputError
from dealgraph.rdf.terms import ID
from dealgraph.resolve.clusters import Clusters, Link, link
from dealgraph.resolve.keys import FilingKeys, Item
from dealgraph.resolve.names import fold_name

#: Kinds of things, and the attribute of `FilingKeys` that holds them.
KINDS: Mapping[str, str] = {
    "company": "companies",
    "drug": "drugs",
    "antigen": "antigens",
    "agreement": "agreements",
    "milestone": "milestones",
}
_FIELDS = {"names", "note", "kind"}
_HEAD = re.compile(r"\s*\[\[\s*(same|different)\s*\]\]")
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the file. `place` is the file and line, `verb` is "same" or "different"."""

    verb: str
    names: tuple[str, ...]
    note: str
    kind: str | None
    place: str


@dataclass(frozen=True, slots=True)
class Told:
    """Rules, with the items of one kind that their names mean: (rule, items by name)."""

    rules: tuple[tuple[Rule, tuple[tuple[Item, ...], ...]], ...] = ()

    def apply(self, clusters: Clusters, join: Callable[[Link], object]) -> None:
        """Keep apart what is told to be different, then join what is told to be the same."""
        for number, (rule, sides) in enumerate(self.rules):
            for side, items in enumerate(sides):
                if rule.verb == "different":
                    clusters.keep_apart(number, side, items)
        for rule, sides in self.rules:
            every = [i for side in sides for i in side]
            for item in every[1:] if rule.verb == "same" else ():
                join(link(every[0], item, 1.0, reason(rule)))


NOTHING_TOLD = Told()


def reason(rule: Rule) -> str:
    """Say where a user's rule stands and what its note says."""
    return f"told by the user: {rule.note}" if rule.note else "told by the user"


def read_overrides(path: Path) -> tuple[Rule, ...]:
    """Read `identities.toml`.

    Raises:
        InputError: The file cannot be read, is not TOML, or holds what is not a rule; says which line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"The file cannot be read ({getattr(error, 'strerror', None) or 'it is not UTF-8'})",
            where=str(path),
            suggestion="Give a TOML file with [[same]] and [[different]] entries",
        ) from error
    return parse_overrides(text, str(path))


def parse_overrides(text: str, where: str = "identities.toml") -> tuple[Rule, ...]:
    r"""Read the text of `identities.toml`.

    Raises:
        InputError: The text is not TOML, or holds what is not a rule; says which line.

    >>> parse_overrides('[[same]]\nnames = ["Arbor", "Sprig"]')[0].place
    'identities.toml, line 1'
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        line = found[1] if found and found[1] else str(len(text.splitlines()))
        raise InputError(
            f"This is not TOML ({_AT.sub('', str(error))})",
            where=f"{where}, line {line}",
            suggestion='Write entries such as [[same]], names = ["A", "B"]',
        ) from error
    lines: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(text.splitlines(), start=1):
        if head := _HEAD.match(row):
            lines[head[1]].append(number)
    for key in data:
        if key not in ("same", "different") or not isinstance(data[key], list):
            number = next((n for n, r in enumerate(text.splitlines(), 1) if key in r), 1)
            raise _wrong(f"{key!r} is neither [[same]] nor [[different]]", where, number)
    rules = []
    for verb in ("same", "different"):
        for n, entry in enumerate(data.get(verb, [])):
            # Entries written in line (same = [{...}]) have no head of their own.
            rules.append(_rule(verb, entry, where, lines[verb][n] if n < len(lines[verb]) else 1))
    return tuple(rules)


def _rule(verb: str, entry: object, where: str, line: int) -> Rule:
    if not isinstance(entry, dict):
        raise _wrong("This is not an entry", where, line)
    names, note, kind = entry.get("names"), entry.get("note", ""), entry.get("kind")
    if unknown := sorted(set(entry) - _FIELDS):
        raise _wrong(f"An entry has no {unknown[0]!r}", where, line)
    if not isinstance(names, list) or not all(isinstance(n, str) and n.strip() for n in names):
        raise _wrong("`names` is not a list of names", where, line)
    if len(set(names)) < 2:
        raise _wrong("An entry needs at least two names", where, line)
    if not isinstance(note, str):
        raise _wrong("`note` is not text", where, line)
    if kind is not None and kind not in KINDS:
        raise _wrong(f"{kind!r} is no kind; it is one of {', '.join(KINDS)}", where, line)
    return Rule(verb, tuple(n.strip() for n in names), note.strip(), kind, f"{where}, line {line}")


def _wrong(problem: str, where: str, line: int) -> InputError:
    return InputError(
        problem,
        where=f"{where}, line {line}",
        suggestion='Write names = ["A", "B"], a note, and a kind if need be',
    )


def interpret(
    rules: Sequence[Rule], filings: Iterable[FilingKeys], natural: Mapping[Item, str]
) -> tuple[dict[str, Told], tuple[str, ...]]:
    """Find the items that each rule's names mean.

    Args:
        rules: The rules.
        filings: The keys of all filings.
        natural: The IRIs of all items without the rules; needed only where a rule names an IRI.

    Returns:
        What is told, by kind; and a sentence for each name that means nothing.
    """
    wanted = {n for rule in rules for n in rule.names}
    folded = {fold_name(n) for n in wanted}
    own: dict[tuple[str, str], list[Item]] = defaultdict(list)
    other: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for f in filings:
        for kind, attribute in KINDS.items():
            for key in getattr(f, attribute):
                item = (f.key, key.id)
                if f"{f.key}#{key.id}" in wanted:
                    own[kind, f"{f.key}#{key.id}"].append(item)
                if name := fold_name(getattr(key, "name", "")):
                    if name in folded:
                        own[kind, name].append(item)
                    for alias in (*key.aliases, *getattr(key, "former", ())):
                        if fold_name(alias) in folded:
                            other[kind, fold_name(alias)].append(item)
    by_iri: dict[str, list[Item]] = defaultdict(list)
    for item, iri in natural.items():
        if iri in wanted or iri.removeprefix(ID) in wanted:
            by_iri[iri].append(item)

    def means(kind: str, name: str) -> tuple[Item, ...]:
        iri = name if name.startswith(ID) else ID + name
        found = by_iri.get(iri, []) if iri.startswith(f"{ID}{kind}/") else []
        found = found or own.get((kind, name), []) or own.get((kind, fold_name(name)), [])
        return tuple(sorted(found or other.get((kind, fold_name(name)), [])))

    told: dict[str, list[tuple[Rule, tuple[tuple[Item, ...], ...]]]] = defaultdict(list)
    warnings = []
    for rule in rules:
        met: set[str] = set()
        for kind in [rule.kind] if rule.kind else KINDS:
            sides = {name: means(kind, name) for name in rule.names}
            hits = [name for name, items in sides.items() if items]
            met.update(hits)
            if len(hits) > 1:
                told[kind].append((rule, tuple(sides[name] for name in hits)))
        warnings += [
            f"{rule.place}: nothing in the filings is called {name!r}"
            for name in rule.names
            if name not in met
        ]
    return {kind: Told(tuple(found)) for kind, found in told.items()}, tuple(warnings)


def names_iris(rules: Iterable[Rule]) -> bool:
    """Whether any rule may name an IRI, in full or as queries print it."""
    paths = tuple(f"{kind}/" for kind in KINDS)
    return any(n.removeprefix(ID).startswith(paths) for rule in rules for n in rule.names)
