"""The merged facts against the filings' graphs that they are merged from, and the counts of the summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from dealgraph.rdf import terms as t
from dealgraph.rdf.merged import merged_lines
from dealgraph.rdf.nquads import iri, split_triple
from dealgraph.rdf.quads import filing_iri
from dealgraph.records import unpack_keys
from dealgraph.resolve.amendments import amendments
from dealgraph.store import GraphFolder
from dealgraph.store.shards import merge_shards

if TYPE_CHECKING:
    from dealgraph.verify import Book


def check_merged(folder: GraphFolder, book: Book) -> None:
    """Merge the filings' graphs again and compare."""
    with closing(folder.manifest()) as manifest:
        rows = [(key, filed, unpack_keys(keys)) for key, filed, _, keys in manifest.filings()]
    graphs = {key: iri(filing_iri(key)) for key, _, _ in rows}
    amended = {
        graphs[old]: frozenset(graphs[n] for n in news)
        for old, news in amendments(keys for _, _, keys in rows).items()
    }
    ranks = {graphs[key]: (filed, key) for key, filed, _ in rows}
    dataset = folder.dataset()
    named = merge_shards(folder.shards / n for n in dataset.shards if n.startswith("filings-"))
    facts: Counter[str] = Counter()
    ours = _noted(folder.merged_lines(), facts, book)
    book.faults("merged", _differences(ours, merged_lines(named, ranks, amended)))
    summary = dataset.summary
    lines = sum(1 for _ in folder.export_lines())
    for name, said, found in (
        ("filings", summary.get("filings"), len(rows)),
        ("quads", summary.get("quads"), lines),
        ("facts", summary.get("facts"), dict(sorted(facts.items()))),
    ):
        if said != found:
            book.fault("merged", "dataset.json", f"Its summary says {name}: {said}; there are {found}")


def _noted(lines: Iterable[str], facts: Counter[str], book: Book) -> Iterator[str]:
    """Pass lines through, counting them, and resources by class."""
    for line in lines:
        book.checked["merged"] += 1
        if t.RDF_TYPE in line:
            _, predicate, value = split_triple(line)
            if predicate == iri(t.RDF_TYPE) and value.startswith(f"<{t.DG}"):
                facts[value[len(t.DG) + 1 : -1]] += 1
        yield line


def _differences(ours: Iterator[str], theirs: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Compare two sorted streams of lines."""
    left, right = next(ours, None), next(theirs, None)
    while left is not None or right is not None:
        if left == right:
            left, right = next(ours, None), next(theirs, None)
        elif right is None or (left is not None and left < right):
            yield "merged facts", f"No filing's graph gives: {left}"
            left = next(ours, None)
        else:
            yield "merged facts", f"A filing's graph gives, and they lack: {right}"
            right = next(theirs, None)
