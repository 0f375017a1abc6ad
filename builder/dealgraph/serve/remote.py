"""The explorer's questions to a graph on a SPARQL server, with few requests for each.

What a GRAPH folder answers from its index one triple at a time is asked for beforehand here, many resources in one
request, and remembered by the store.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from dealgraph.query.terms import fold
from dealgraph.rdf import terms as t
from dealgraph.serve.search import CLASSES, NAMES, Index
from dealgraph.serve.state import State
from dealgraph.serve.stats import Table
from dealgraph.store import Dataset
from dealgraph.store.places import RemoteGraph
from dealgraph.store.remote import RemoteStore

if TYPE_CHECKING:
    from dealgraph.serve.reading import Reader

#: Resources around one that are read beforehand, and names that a search looks at.
_AROUND, _FOUND = 4000, 2000
_FACTS = tuple(f"{t.ID}{kind}/" for kind in ("agreement", "milestone", "term"))
#: What is told of deals and of payments in counts and sums.
_COUNTED = {
    t.AGREEMENT: (t.RDF_TYPE, t.AGREEMENT_TYPE, t.PARTY, t.SIGNED_ON, t.AGREEMENT_STATUS, t.HAS_TERM),
    t.FINANCIAL_TERM: (t.TERM_KIND, t.AMOUNT, t.CURRENCY),
    t.MILESTONE: (t.RDF_TYPE, t.PAYER, t.PAYEE, t.ACHIEVED_ON, t.MILESTONE_STATUS, t.AMOUNT, t.CURRENCY),
}


class RemoteState(State):
    """One state of a graph on a server."""

    def __init__(self, folder: RemoteGraph, dataset: Dataset, queries: Path | None) -> None:
        super().__init__(folder, dataset, queries)
        self._remote = cast("RemoteStore", self.store)

    @cached_property
    def index(self) -> Index:
        """The names, asked for with each search."""
        return _Search(self.reader, self._remote)

    @cached_property
    def table(self) -> Table:
        """All deals and milestones, read with one query for each class."""
        import pyoxigraph as ox

        # A store of its own: what it remembers of a resource is not all that there is.
        store = cast("RemoteStore", self.folder.open_store())
        found: dict[str, list[str]] = {}
        for cls, predicates in _COUNTED.items():
            wanted = " ".join(f"<{p}>" for p in predicates)
            found[cls] = store.keep(f"?s a <{cls}> . VALUES ?p {{ {wanted} }} ?s ?p ?o")
        store.prefetch_subjects(ox.NamedNode(t.HAS_MILESTONE), found[t.MILESTONE])
        for cls in (t.AGREEMENT, t.MILESTONE):
            store.prefetch_subjects(ox.NamedNode(t.RDF_TYPE), [cls])
        return Table(type(self.reader)(cast("ox.Store", store)), labels=self.reader)

    def prepare(self, iri: str) -> None:
        """Read a resource, what is linked to it and what that is linked to, with the words behind the facts."""
        import pyoxigraph as ox

        reader, store = self.reader, self._remote
        near = {s for s, _ in reader.links_to(iri)} | self._linked([iri])
        around = near = set(sorted(near)[:_AROUND])
        for _ in range(3):
            store.prefetch(near)
            near = self._linked(near) - around - {iri}
            around |= near
        facts = [x for x in {iri, *around} if x.startswith(_FACTS)]
        milestones = [x for x in facts if x.startswith(f"{t.ID}milestone/")]
        store.prefetch_subjects(ox.NamedNode(t.HAS_MILESTONE), milestones)
        store.prefetch_stated(ox.NamedNode(t.WAS_DERIVED_FROM), {x: reader.filings(x) for x in facts})

    def _linked(self, iris: set[str] | list[str]) -> set[str]:
        """Give the resources and concepts that are values of what is said of resources."""
        values = (v for iri in iris for said in self.reader.about(iri).values() for v in said)
        return {v for v in values if v.startswith((t.ID, t.VOCAB))}


class _Search(Index):
    """Finds names by a query for each search: the server looks through all of them."""

    def __init__(self, reader: Reader, store: RemoteStore) -> None:
        super().__init__(reader, classes=())
        self._store = store

    def search(self, text: str, kind: str | None, limit: int) -> list[dict[str, object]]:
        """Find what has a name with this text in it; names are compared by their ASCII letters and digits."""
        from dealgraph.rdf.nquads import literal

        wanted = fold(text)
        if not wanted:
            return []
        kinds = {f"<{cls}>": name for name, cls in CLASSES.items()}
        properties = " ".join(f"<{p}>" for p in NAMES)
        plain = 'REPLACE(LCASE(STR(?name)), "[ -/:-@\\\\[-`{-~]+", "")'
        words = " && ".join(f"CONTAINS(LCASE(STR(?name)), {literal(w)})" for w in text.lower().split())
        query = (
            f"SELECT DISTINCT ?s ?class WHERE {{ VALUES ?class {{ {' '.join(kinds)} }} ?s a ?class . "
            f"VALUES ?p {{ {properties} }} ?s ?p ?name "
            f"FILTER(CONTAINS({plain}, {literal(wanted)}) || ({words})) }} LIMIT {_FOUND}"
        )
        found = {row["s"].value: kinds[str(row["class"])] for row in self._store.query(query)}  # type: ignore[union-attr]
        self._store.prefetch(found)
        self._names.clear()
        for iri in sorted(found):
            self._add(found[iri], iri)
        return super().search(text, kind, limit)
