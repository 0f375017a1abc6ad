"""What differs between two states of a graph, fact by fact; and which new resource an old one has become.

The merged facts of both are sorted, so they are read side by side in the memory of one resource. A resource that is no
longer there lives on in the one that rests on the same words of the same filings, if there is one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from dealgraph.rdf import terms as t
from dealgraph.rdf.nquads import iri as written
from dealgraph.rdf.nquads import split_triple

if TYPE_CHECKING:
    from pyoxigraph import Store

#: Kinds of change, in the order in which they are told.
KINDS = ("new", "renamed", "merged", "revised", "gone")
_TYPE = written(t.RDF_TYPE)
_CLASSES = {
    written(c): c.removeprefix(t.DG)
    for c in (t.FILING, t.COMPANY, t.DRUG, t.ANTIGEN, t.AGREEMENT, t.FINANCIAL_TERM, t.MILESTONE)
}

#: Predicate and object, as they are written.
Statement = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A resource that differs.

    Attributes:
        kind: "new", "renamed" (its IRI is another), "merged" (into one that was there), "revised" or "gone".
        cls: Its class ("Milestone").
        iri: Its IRI, of a renamed or merged one the old IRI.
        label: What it is, in a few words.
        into: The IRI it has now, where that is another.
        added: (predicate, object) that it has now and didn't have, as N-Quads writes them. So `removed`.
    """

    kind: str
    cls: str
    iri: str
    label: str
    into: str = ""
    added: tuple[Statement, ...] = ()
    removed: tuple[Statement, ...] = ()


def compare(old: Iterable[str], new: Iterable[str]) -> Iterator[Change]:
    """Give what is new, revised and gone, in order of IRI; both must be sorted lines of merged facts."""
    before, after = _resources(old), _resources(new)
    left, right = next(before, None), next(after, None)
    while left or right:
        if left is not None and (right is None or left[0] < right[0]):
            if cls := _class(left[1]):
                yield Change("gone", cls, left[0][1:-1], describe(left[1]), removed=tuple(sorted(left[1])))
            left = next(before, None)
        elif right is not None and (left is None or right[0] < left[0]):
            if cls := _class(right[1]):
                yield Change("new", cls, right[0][1:-1], describe(right[1]), added=tuple(sorted(right[1])))
            right = next(after, None)
        elif left is not None and right is not None:
            if left[1] != right[1] and (cls := _class(right[1])):
                added, removed = tuple(sorted(right[1] - left[1])), tuple(sorted(left[1] - right[1]))
                yield Change("revised", cls, right[0][1:-1], describe(right[1]), "", added, removed)
            left, right = next(before, None), next(after, None)


def tell(changes: Iterable[Change], old: Store, new: Store) -> list[Change]:
    """Find what has become of each resource that is gone; gives all changes, in the order of KINDS."""
    found = list(changes)
    moves = {c.iri: successor(c, old, new) for c in found if c.kind == "gone"}
    fresh = {c.iri: c for c in found if c.kind == "new"}
    out = []
    named: set[str] = set()
    for change in found:
        into = moves.get(change.iri, "") if change.kind == "gone" else ""
        if not into:
            out.append(change)
            continue
        # The first that became a new resource was renamed to it; others were merged into it.
        renamed = into in fresh and into not in named
        named.add(into)
        was, now = set(change.removed), set(fresh[into].added) if renamed else set()
        added, removed = (tuple(sorted(now - was)), tuple(sorted(was - now))) if renamed else ((), ())
        kind = "renamed" if renamed else "merged"
        out.append(replace(change, kind=kind, into=into, added=added, removed=removed))
    out = [c for c in out if not (c.kind == "new" and c.iri in named)]
    return sorted(out, key=lambda c: (KINDS.index(c.kind), c.cls, c.iri))


def successor(gone: Change, old: Store, new: Store) -> str:
    """Give the resource that now rests on most of the passages that a resource rested on; "" if there is none."""
    from pyoxigraph import NamedNode

    node, derived, filer = (NamedNode(x) for x in (gone.iri, t.WAS_DERIVED_FROM, t.FILER))
    kind = gone.iri[: gone.iri.rindex("/") + 1]
    votes: Counter[str] = Counter()
    for mention in {q.object for q in old.quads_for_pattern(node, derived, None)}:
        if _iri(mention).startswith(f"{t.ID}mention/"):
            subjects = {_iri(q.subject) for q in new.quads_for_pattern(None, derived, mention)}
            votes.update(s for s in subjects if s.startswith(kind))
    if kind == f"{t.ID}company/":
        # A filer may be named in the header only.
        for filing in {q.subject for q in old.quads_for_pattern(None, filer, node)}:
            votes.update({_iri(q.object) for q in new.quads_for_pattern(filing, filer, None)})
    if not votes:
        return ""

    def alike(iri: str) -> int:
        said = {(str(q.predicate), str(q.object)) for q in new.quads_for_pattern(NamedNode(iri), None, None)}
        return len(said & set(gone.removed))

    return min(votes, key=lambda iri: (-votes[iri], -alike(iri), iri))


def _iri(term: object) -> str:
    return str(getattr(term, "value", ""))


def moves_of(changes: Iterable[Change]) -> tuple[dict[str, str], set[str]]:
    """Give what `Manifest.redirect` takes: old IRI to the one now, and the IRIs that are in use."""
    moves: dict[str, str] = {}
    live: set[str] = set()
    for c in changes:
        if c.kind in ("gone", "renamed", "merged"):
            moves[c.iri] = c.into
        if c.kind in ("new", "renamed"):
            live.add(c.into or c.iri)
    return moves, live


def count(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """Count changes by kind and class."""
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for c in changes:
        totals[c.kind][c.cls] += 1
    return {kind: dict(sorted(totals[kind].items())) for kind in KINDS if kind in totals}


def describe(statements: Iterable[Statement]) -> str:
    """Say in a few words what a resource is.

    >>> describe([(written(t.AGREEMENT_TYPE), "<https://x/license>"), (written(t.SIGNED_ON), '"2000-05-02"')])
    'license 2000-05-02'
    """
    by: Mapping[str, list[str]] = defaultdict(list)
    for predicate, value in sorted(statements):
        by[predicate[1:-1]].append(plain(value))
    if by[t.PREF_LABEL]:
        return by[t.PREF_LABEL][0]
    parts = by[t.FORM_TYPE][:1] + by[t.ACCESSION_NUMBER][:1]
    parts += by[t.AGREEMENT_TYPE] + by[t.TERM_KIND] + by[t.MILESTONE_STATUS][:1]
    parts += by[t.AMOUNT][:1] + by[t.CURRENCY][:1] + by[t.SIGNED_ON][:1] + by[t.ACHIEVED_ON][:1]
    parts += [f"({x[:60]})" for x in by[t.TRIGGER][:1]]
    return " ".join(parts)


def plain(value: str) -> str:
    r"""Give the text of a term as it is written in a line: a literal's value, the end of an IRI.

    >>> plain('"2000000"^^<http://www.w3.org/2001/XMLSchema#decimal>'), plain('"a \\"b\\""')
    ('2000000', 'a "b"')
    """
    if value.startswith("<"):
        tail = value[1:-1].removeprefix(t.ID)
        return tail.rpartition("/")[2].rpartition("#")[2] if tail.startswith("http") else tail
    body = value[1 : value.rindex('"')]
    for escape, char in (('\\"', '"'), ("\\n", " "), ("\\r", " "), ("\\t", " "), ("\\\\", "\\")):
        body = body.replace(escape, char)
    return body


def _resources(lines: Iterable[str]) -> Iterator[tuple[str, set[Statement]]]:
    """Give each subject with what is said of it; conflicting values go with the resource they are about."""
    for subject, group in groupby(lines, key=lambda line: line[: line.index(" ")]):
        if "/conflict/" not in subject:
            yield subject, {split_triple(line)[1:] for line in group}


def _class(statements: set[Statement]) -> str:
    return next((_CLASSES[v] for p, v in sorted(statements) if p == _TYPE and v in _CLASSES), "")
