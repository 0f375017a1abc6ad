"""Cytoscape.js JSON, for Cytoscape (File > Import > Network) and cytoscape.js.

networkx reads it too, by `value` of a node and `key` of an edge, which repeat their ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from dealgraph.export.jsonlines import array, attributes, dumps
from dealgraph.export.projection import Projection


def write(projection: Projection, stream: IO[bytes]) -> None:
    """Write a graph."""
    for line in lines(projection):
        stream.write(line.encode("utf-8") + b"\n")


def lines(projection: Projection) -> Iterator[str]:
    """Give the lines of the document."""
    head: dict[str, Any] = {
        "format_version": "1.0",
        "generated_by": "dealgraph",
        "target_cytoscapejs_version": "~3",
    }
    head |= {"directed": True, "multigraph": True, "data": {"name": "dealgraph"}}
    yield dumps(head).removesuffix("}") + ', "elements": {"nodes":'
    yield from array(_nodes(projection), ",")
    yield '"edges":'
    yield from array(_edges(projection))
    yield "}}"


def _nodes(projection: Projection) -> Iterator[dict[str, Any]]:
    for node in projection.nodes():
        data = {"id": node.id, "value": node.id, "name": node.label, "label": node.label, "kind": node.kind}
        yield {"data": data | attributes(projection.node_fields, node.attributes), "classes": node.kind}


def _edges(projection: Projection) -> Iterator[dict[str, Any]]:
    for edge in projection.edges():
        data = {"id": edge.id, "key": edge.id, "source": edge.source, "target": edge.target}
        data |= {"interaction": edge.kind, "name": edge.label, "label": edge.label, "kind": edge.kind}
        yield {"data": data | attributes(projection.edge_fields, edge.attributes)}
