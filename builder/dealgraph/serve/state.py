"""One state of a graph on this machine, opened to be read by the jobs of a worker."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from dealgraph.serve.reading import Reader
from dealgraph.serve.search import Index
from dealgraph.serve.stats import Table
from dealgraph.store import Dataset, GraphFolder
from dealgraph.store.places import RemoteGraph


class State:
    """One state of the graph, opened to be read; what is made of it is made once."""

    def __init__(self, folder: GraphFolder | RemoteGraph, dataset: Dataset, queries: Path | None) -> None:
        self.folder, self.dataset, self._queries = folder, dataset, queries
        self.store = folder.open_store()
        self.reader = Reader(self.store)

    def follow(self, value: str) -> str:
        """Give what a value means now: an IRI that a later build gave up leads on to the one in its place."""
        return self.folder.follow(value, self.store)

    @cached_property
    def index(self) -> Index:
        """All names."""
        return Index(self.reader)

    @cached_property
    def table(self) -> Table:
        """All deals and milestones."""
        return Table(self.reader)

    @cached_property
    def queries(self) -> dict[str, Any]:
        """The named queries."""
        from dealgraph.query import load_queries

        return dict(load_queries(self._queries))

    def prepare(self, iri: str) -> None:
        """Do what makes it faster to tell of a resource."""
