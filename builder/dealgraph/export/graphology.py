"""Graphology's JSON, for graphology and sigma.js (https://graphology.github.io/serialization.html)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from dealgraph.export.jsonlines import array, attributes
from dealgraph.export.model import COLOURS
from dealgraph.export.projection import Projection


def write(projection: Projection, stream: IO[bytes]) -> None:
    """Write a graph."""
    for line in lines(projection):
        stream.write(line.encode("utf-8") + b"\n")


def lines(projection: Projection) -> Iterator[str]:
    """Give the lines of the document."""
    yield '{"attributes": {"name": "dealgraph"},'
    yield '"options": {"type": "directed", "multi": true, "allowSelfLoops": true},'
    yield '"nodes":'
    yield from array(_nodes(projection), ",")
    yield '"edges":'
    yield from array(_edges(projection))
    yield "}"


def _nodes(projection: Projection) -> Iterator[dict[str, Any]]:
    for node in projection.nodes():
        own = {"label": node.label, "kind": node.kind, "color": COLOURS[node.kind]}
        yield {"key": node.id, "attributes": own | attributes(projection.node_fields, node.attributes)}


def _edges(projection: Projection) -> Iterator[dict[str, Any]]:
    for edge in projection.edges():
        own = {"label": edge.label, "kind": edge.kind}
        yield {
            "key": edge.id,
            "source": edge.source,
            "target": edge.target,
            "attributes": own | attributes(projection.edge_fields, edge.attributes),
        }
