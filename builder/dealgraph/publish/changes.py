"""Changes as SPARQL updates, in requests of a size that the server takes.

A piece is replaced: what was said of it goes, what is said now comes. So a change can be sent twice, and one that was
broken off can be sent again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dealgraph.endpoint import Client, TooLargeError
from dealgraph.publish.items import GRAPH, Piece

#: Operations in one request at most.
_OPERATIONS = 50


@dataclass(frozen=True, slots=True)
class Change:
    """A piece, or some of its lines, to be put in place.

    Attributes:
        piece: The piece; without lines it is only removed.
        clear: Whether to remove first what the endpoint has of it.
    """

    piece: Piece
    clear: bool

    @property
    def size(self) -> int:
        """Give the number of triples and removals."""
        return len(self.piece.lines) + self.clear

    def halves(self) -> tuple[Change, Change]:
        """Part the lines in two; the first half clears."""
        lines, middle = self.piece.lines, len(self.piece.lines) // 2
        first, second = replace(self.piece, lines=lines[:middle]), replace(self.piece, lines=lines[middle:])
        return Change(first, self.clear), Change(second, clear=False)


class Sender:
    """Sends changes to one endpoint."""

    def __init__(self, client: Client, default_graph: str, batch: int) -> None:
        self._client, self._default, self._batch = client, default_graph, batch
        self.triples = 0

    def send(self, changes: Iterable[Change]) -> None:
        """Send changes, many small ones in one request.

        Raises:
            StorageError: The endpoint can't be reached or refuses.
        """
        rest = []
        for change in changes:
            if self._client.address.graph_store and change.piece.kind == GRAPH and self._whole(change.piece):
                continue
            rest.append(change)
        for batch in batches(rest, self._batch):
            self._update(batch)

    def _whole(self, piece: Piece) -> bool:
        """Replace or remove a graph by the Graph Store Protocol; say whether it was short enough."""
        try:
            if piece.lines:
                self._client.put_graph(piece.iri, "\n".join(piece.lines) + "\n")
            else:
                self._client.delete_graph(piece.iri)
        except TooLargeError:
            return False
        self.triples += len(piece.lines)
        return True

    def _update(self, batch: Sequence[Change]) -> None:
        """Send a batch, or its halves where it is too long for the server."""
        try:
            for text in update_texts(batch, self._default):
                self._client.update(text)
        except TooLargeError:
            if len(batch) > 1:
                halves: tuple[Sequence[Change], ...] = batch[: len(batch) // 2], batch[len(batch) // 2 :]
            elif len(batch[0].piece.lines) > 1:
                halves = tuple((half,) for half in batch[0].halves())
            else:
                raise
            for half in halves:
                self._update(half)
            return
        self.triples += sum(len(c.piece.lines) for c in batch)


def batches(changes: Iterable[Change], most: int) -> Iterator[list[Change]]:
    """Put changes together up to so many triples; parts a change that has more."""
    held: list[Change] = []
    size = 0
    for change in changes:
        for part in _cut(change, most):
            if held and size + part.size > most:
                yield held
                held, size = [], 0
            held.append(part)
            size += part.size
    if held:
        yield held


def _cut(change: Change, most: int) -> Iterator[Change]:
    lines = change.piece.lines
    for start in range(0, max(1, len(lines)), most):
        yield Change(replace(change.piece, lines=lines[start : start + most]), change.clear and start == 0)


def update_texts(changes: Iterable[Change], default_graph: str) -> Iterator[str]:
    """Write changes as SPARQL updates, removals before what is put in place.

    Each operation is about one graph, and a request has few: Virtuoso fails on some that insert into several graphs at
    once, and takes long for many operations.

    >>> gone = Change(Piece("Durn:a", ()), clear=True)
    >>> for text in update_texts([gone, Change(Piece("Gurn:g", ("<urn:s> <urn:p> 1 .",)), clear=True)], "urn:m"):
    ...     print(text)
    DELETE { GRAPH <urn:m> { ?s ?p ?o } } WHERE { VALUES ?s { <urn:a> } GRAPH <urn:m> { ?s ?p ?o } }
    DROP SILENT GRAPH <urn:g> ;
    INSERT DATA { GRAPH <urn:g> {
    <urn:s> <urn:p> 1 .
    } }
    """
    gone: dict[str, list[str]] = {}
    drops: list[str] = []
    inserts: dict[str, list[str]] = {}
    for change in changes:
        piece = change.piece
        graph = piece.graph(default_graph)
        if change.clear and piece.kind == GRAPH:
            drops.append(f"DROP SILENT GRAPH <{graph}>")
        elif change.clear:
            gone.setdefault(graph, []).append(piece.iri)
        if piece.lines:
            inserts.setdefault(graph, []).extend(piece.lines)
    for graph, iris in gone.items():
        yield delete_text(iris, graph)
    operations = drops + [insert_text(lines, graph) for graph, lines in inserts.items()]
    for start in range(0, len(operations), _OPERATIONS):
        yield " ;\n".join(operations[start : start + _OPERATIONS])


def insert_text(lines: Iterable[str], graph: str) -> str:
    """Write the update that puts N-Triples lines into a graph; "" is the default graph."""
    return f"INSERT DATA {{ {_inside(graph, chr(10).join(('', *lines, '')))} }}"


def delete_text(iris: Iterable[str], graph: str) -> str:
    """Write the update that removes all that a graph says of resources; "" is the default graph."""
    values = " ".join(f"<{iri}>" for iri in iris)
    said = _inside(graph, "?s ?p ?o")
    return f"DELETE {{ {said} }} WHERE {{ VALUES ?s {{ {values} }} {said} }}"


def _inside(graph: str, pattern: str) -> str:
    """Put a pattern into a graph; "" is the default graph."""
    return f"GRAPH <{graph}> {{{pattern if pattern[0].isspace() else f' {pattern} '}}}" if graph else pattern
