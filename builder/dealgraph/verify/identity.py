"""What must hold of identities, whatever filings a graph was built from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from dealgraph.rdf import terms as t
from dealgraph.rdf.nquads import split, split_triple
from dealgraph.store import GraphFolder, audit
from dealgraph.store.shards import read_shard

if TYPE_CHECKING:
    from collections.abc import Callable

    from dealgraph.verify import Book

#: How a merge that a user asked for gives its reason: a user may know that two CIKs are one company.
_TOLD = "told by the user"
_COMPANY = f"{t.ID}company/"


def check_identity(folder: GraphFolder, book: Book) -> None:
    """Check companies and their CIKs, merges, redirects and references."""
    import pyoxigraph as ox

    store = folder.open_store()

    @lru_cache(maxsize=200_000)
    def known(iri: str) -> bool:
        found = store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph())
        return next(iter(found), None) is not None

    told = _merges(folder, known, book)
    _facts(folder.merged_lines(), known, told, book)
    path = folder.path / "manifest.sqlite"
    if path.is_file() and book.clean("manifest"):
        with closing(audit.connect(path)) as db:
            _redirects(audit.redirects(db), known, book)


def _merges(folder: GraphFolder, known: Callable[[str], bool], book: Book) -> set[str]:
    """Check that merges lead to what is there; give the resources that a user had merged."""
    told: set[str] = set()
    for name in folder.dataset().shards:
        if not name.startswith("identity-"):
            continue
        for _, group in groupby(read_shard(folder.shards / name), key=lambda line: line.split(" ", 1)[0]):
            book.checked["identity"] += 1
            node = ""
            said: dict[str, str] = {}
            for line in group:
                node, predicate, value, _ = split(line)
                said[predicate[1:-1]] = value
            into, filing = said.get(t.MERGED_INTO, "<>")[1:-1], said.get(t.WAS_DERIVED_FROM, "<>")[1:-1]
            if _TOLD in said.get(t.MERGE_REASON, ""):
                told.add(into)
            for iri, what in ((into, "It merges into"), (filing, "It rests on")):
                if not iri or not known(iri):
                    book.fault(
                        "identity", node[1:-1], f"{what} {iri or 'nothing'}, which is not in the graph"
                    )
    return told


def _facts(lines: Iterable[str], known: Callable[[str], bool], told: set[str], book: Book) -> None:
    """Read the merged facts through, resource by resource."""
    holders: dict[str, str] = {}
    newer: dict[str, list[str]] = {}
    for subject, group in groupby(lines, key=lambda line: line.split(" ", 1)[0]):
        book.checked["identity"] += 1
        node = subject[1:-1]
        ciks: set[str] = set()
        for line in group:
            _, predicate, value = split_triple(line)
            if predicate[1:-1] == t.CIK:
                ciks.add(value.strip('"'))
            elif predicate[1:-1] == t.SUPERSEDES:
                newer.setdefault(node, []).append(value[1:-1])
            if value.startswith(f"<{t.ID}") and not known(value[1:-1]):
                book.fault("identity", node, f"It refers to {value[1:-1]}, which is not in the graph")
        if node.startswith(_COMPANY):
            _company(node, ciks, holders, node in told, book)
    for node in sorted(newer):
        if _returns(node, newer):
            book.fault("identity", node, "It supersedes itself by way of others")


def _company(node: str, ciks: set[str], holders: dict[str, str], told: bool, book: Book) -> None:
    """Check one company's CIKs against its name and against other companies'."""
    if len(ciks) > 1 and not told:
        book.fault("identity", node, f"One company has {len(ciks)} CIKs: {', '.join(sorted(ciks))}")
    tail = node.removeprefix(_COMPANY)
    if tail.startswith("cik-") and tail.removeprefix("cik-") not in ciks:
        book.fault("identity", node, "It is not the company of the CIK that it is named after")
    for cik in ciks:
        if (other := holders.setdefault(cik, node)) != node and not told:
            book.fault("identity", node, f"It has the CIK {cik} of another company, {other}")


def _returns(start: str, edges: Mapping[str, list[str]]) -> bool:
    """Tell whether a way leads from a node back to it."""
    seen: set[str] = set()
    todo = list(edges.get(start, ()))
    while todo:
        node = todo.pop()
        if node == start:
            return True
        if node not in seen:
            seen.add(node)
            todo += edges.get(node, ())
    return False


def _redirects(moves: Mapping[str, str], known: Callable[[str], bool], book: Book) -> None:
    """Check that each redirect ends at what is there, or says that nothing is."""
    for old in sorted(moves):
        book.checked["identity"] += 1
        if known(old):
            # In use again: the redirect counts for nothing.
            continue
        way, at = {old}, moves[old]
        while at and not known(at) and at in moves and at not in way:
            way.add(at)
            at = moves[at]
        if at in way:
            book.fault("identity", old, "Its redirects go round in a circle")
        elif at and not known(at):
            book.fault("identity", old, f"It is redirected to {at}, which is not in the graph")
