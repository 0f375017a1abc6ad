"""A graph by where it lies: a GRAPH folder here, or an endpoint to which one was published."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

from dealgraph.endpoint import Address, Client, Credentials
from dealgraph.errors import StorageError
from dealgraph.store.folder import Dataset, GraphFolder, resource_iri
from dealgraph.store.publication import PUBLISHED, Header, header_query, moved_query, read_header
from dealgraph.store.remote import RemoteStore

if TYPE_CHECKING:
    import pyoxigraph

#: Seconds after which a server is asked again whether something else was published to it.
_FRESH = 5.0


@dataclass(frozen=True, slots=True)
class RemoteGraph:
    """A graph on a SPARQL server: to those who read, what a `GraphFolder` is.

    Attributes:
        address: Where it is.
        credentials: Who asks.
        timeout: Seconds that an answer may take.
    """

    address: Address
    credentials: Credentials = field(default_factory=Credentials)
    timeout: float = 60.0

    @property
    def path(self) -> str:
        """The address, for messages."""
        return self.address.query

    def header(self) -> Header:
        """Give what the publication says of itself.

        Raises:
            StorageError: The server can't be reached or is no SPARQL endpoint.
        """
        rows = RemoteStore(self._client()).query(header_query())
        return read_header((p.value, o.value) for p, o in rows)  # type: ignore[union-attr]

    def dataset(self) -> Dataset:
        """Give the dataset that is there, as far as the publication tells.

        Raises:
            StorageError: The server can't be reached or is no SPARQL endpoint.
        """
        header = self.header()
        summary = {"facts": {}, "quads": 0, **header.summary}
        if not header.status:
            summary["warning"] = (
                f"{self.path}: No publication is recorded there, so what it holds is not known"
            )
        elif header.status != PUBLISHED:
            summary["warning"] = (
                f"{self.path}: A publication is under way there or was broken off; `dealgraph publish` repairs it"
            )
        return Dataset(header.generation or header.status, (), "", summary)

    def open_store(self) -> pyoxigraph.Store:
        """Give the graph as a store to read from; it remembers what it has read.

        Raises:
            StorageError: The server can't be reached or is no SPARQL endpoint.
        """
        default_graph = self.address.default_graph or self.header().default_graph
        # It has what readers use of a store; pyoxigraph's class can't be derived from.
        return cast("pyoxigraph.Store", RemoteStore(self._client(), default_graph))

    def follow(self, value: str, store: pyoxigraph.Store | None = None) -> str:
        """Give a value as it is, or in place of an IRI that was given up the one that the publication says replaced it.

        Raises:
            StorageError: The server can't be reached or is no SPARQL endpoint.
        """
        iri = resource_iri(value)
        if not iri:
            return value
        rows = RemoteStore(self._client()).query(moved_query(iri))
        return next((row["new"].value for row in rows), value)  # type: ignore[union-attr]

    def mark(self) -> object:
        """Give something that is another once another graph may have been published."""
        return int(time.monotonic() / _FRESH)

    def manifest(self) -> NoReturn:
        """Refuse: the texts of filings stay in the GRAPH folder.

        Raises:
            StorageError: Always.
        """
        raise StorageError(
            "An endpoint holds no texts of filings", where=self.path, suggestion="Ask the GRAPH folder"
        )

    def _client(self) -> Client:
        return Client(self.address, self.credentials, timeout=self.timeout, tries=3)


def open_place(place: Path | RemoteGraph) -> GraphFolder | RemoteGraph:
    """Open a graph wherever it lies.

    Raises:
        StorageError: There is none.
    """
    return GraphFolder.open(place) if isinstance(place, Path) else place
