"""A SPARQL query's answer in a standard format, no longer than it may be.

SPARQL 1.1 Protocol, 2.1 and 2.2 (https://www.w3.org/TR/sparql11-protocol/).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, cast

from dealgraph.errors import ValidationError
from dealgraph.query.text import check_query, explain
from dealgraph.rdf.terms import PREFIXES
from dealgraph.serve.negotiate import RESULTS, TRIPLES, choose
from dealgraph.serve.replies import Reply, failure

if TYPE_CHECKING:
    import pyoxigraph as ox

_SUGGEST_LESS = "Ask for less, with LIMIT or by counting"


class _TooLongError(OSError):
    """The answer has more bytes than it may have."""


class Bounded(io.RawIOBase):
    """A stream that keeps what is written to it, and refuses more than so many bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._parts: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        """Say that it can be written."""
        return True

    def write(self, data: object) -> int:
        """Keep some bytes.

        Raises:
            OSError: There would be too many.
        """
        part = bytes(memoryview(data))  # type: ignore[arg-type]
        self._size += len(part)
        if self._size > self._most:
            raise _TooLongError("the answer is too long")
        self._parts.append(part)
        return len(part)

    def content(self) -> bytes:
        """Give all that was written."""
        return b"".join(self._parts)


def answer(
    store: ox.Store,
    text: str,
    accept: str,
    *,
    most: int,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> Reply:
    """Run a query and write its answer in the format that the client prefers.

    Args:
        store: The index of a graph.
        text: The query.
        accept: The client's Accept header.
        most: The most bytes of the answer.
        default_graphs: IRIs of the protocol's default-graph-uri.
        named_graphs: IRIs of the protocol's named-graph-uri.

    Raises:
        ValidationError: The query is wrong, or would do more than read.
    """
    check_query(text)
    result = _run(store, text, default_graphs, named_graphs)
    offered = TRIPLES if _is_triples(result) else RESULTS
    media = choose(accept, list(offered))
    if media is None:
        return failure(
            406, "not-acceptable", "The answer has no such format", f"Accept one of {', '.join(offered)}"
        )
    sink = Bounded(most)
    try:
        _write(result, offered[media], cast("IO[bytes]", sink))
    except _TooLongError:
        return failure(422, "too-large", f"The answer is longer than {most:,} bytes", _SUGGEST_LESS)
    except OSError as error:
        # Oxigraph wraps what its target raised; it raises nothing else of this kind from an index it opened.
        if "too long" not in str(error):
            raise
        return failure(422, "too-large", f"The answer is longer than {most:,} bytes", _SUGGEST_LESS)
    charset = "" if "json" in media or "xml" in media else "; charset=utf-8"
    return Reply(200, media + charset, sink.content())


def _run(store: ox.Store, text: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> object:
    import pyoxigraph as ox

    try:
        chosen = [ox.NamedNode(g) for g in default_graphs], [ox.NamedNode(g) for g in named_graphs]
    except ValueError as error:
        raise ValidationError(
            f"A graph's name is not an IRI ({error})", suggestion="Give IRIs as default-graph-uri"
        ) from error
    given = bool(default_graphs or named_graphs)
    try:
        # A dataset that the protocol names takes the place of the whole one (2.1.4).
        return store.query(
            text,
            prefixes=PREFIXES,
            default_graph=list(chosen[0]) if given else None,
            named_graphs=list(chosen[1]) if given else None,
        )
    except SyntaxError as error:
        raise explain(text, error) from error


def _is_triples(result: object) -> bool:
    import pyoxigraph as ox

    return isinstance(result, ox.QueryTriples)


def _write(result: object, form: str, sink: IO[bytes]) -> None:
    import pyoxigraph as ox

    if isinstance(result, ox.QueryTriples):
        ox.serialize(result, sink, getattr(ox.RdfFormat, form), prefixes=PREFIXES)
    elif isinstance(result, ox.QuerySolutions | ox.QueryBoolean):
        result.serialize(sink, getattr(ox.QueryResultsFormat, form))
