"""CX2, for Cytoscape 3.10 and NDEx: the Cytoscape exchange format, version 2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from dealgraph.export.jsonlines import array, attributes, dumps
from dealgraph.export.model import COLOURS, Field
from dealgraph.export.projection import Projection

_TYPES = {"integer": "integer", "decimal": "double", "strings": "list_of_string"}
_NODE = (Field("name", "string"), Field("kind", "string"), Field("id", "string"))
_EDGE = (Field("name", "string"), Field("interaction", "string"), Field("id", "string"))


def write(projection: Projection, stream: IO[bytes]) -> None:
    """Write a graph. Its edges are counted before they are written, as the format wants."""
    for line in lines(projection):
        stream.write(line.encode("utf-8") + b"\n")


def lines(projection: Projection) -> Iterator[str]:
    """Give the lines of the document: an aspect after another."""
    numbers = {node.id: number for number, node in enumerate(projection.nodes())}
    edges = sum(1 for _ in projection.edges())
    counts = {
        "attributeDeclarations": 1,
        "networkAttributes": 1,
        "nodes": len(numbers),
        "edges": edges,
        "visualProperties": 1,
    }
    yield "["
    yield dumps({"CXVersion": "2.0", "hasFragments": False}) + ","
    yield dumps({"metaData": [{"name": n, "elementCount": c} for n, c in counts.items()]}) + ","
    yield dumps({"attributeDeclarations": [_declarations(projection)]}) + ","
    yield dumps({"networkAttributes": [{"name": "dealgraph"}]}) + ","
    yield '{"nodes":'
    yield from array(_nodes(projection), "},")
    yield '{"edges":'
    yield from array(_edges(projection, numbers), "},")
    yield dumps({"visualProperties": [_style()]}) + ","
    yield dumps({"status": [{"success": True}]})
    yield "]"


def _declarations(projection: Projection) -> dict[str, Any]:
    def declare(fields: Iterable[Field]) -> dict[str, dict[str, str]]:
        return {f.name: {"d": _TYPES.get(f.kind, "string")} for f in fields}

    return {
        "networkAttributes": declare([Field("name", "string")]),
        "nodes": declare((*_NODE, *projection.node_fields)),
        "edges": declare((*_EDGE, *projection.edge_fields)),
    }


def _nodes(projection: Projection) -> Iterator[dict[str, Any]]:
    for number, node in enumerate(projection.nodes()):
        own = {"name": node.label, "kind": node.kind, "id": node.id}
        yield {"id": number, "v": own | attributes(projection.node_fields, node.attributes)}


def _edges(projection: Projection, numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for number, edge in enumerate(projection.edges()):
        own = {"name": edge.label, "interaction": edge.kind, "id": edge.id}
        values = own | attributes(projection.edge_fields, edge.attributes)
        yield {"id": number, "s": numbers[edge.source], "t": numbers[edge.target], "v": values}


def _style() -> dict[str, Any]:
    """Labels on nodes and edges, and a colour for each kind."""
    colours = [{"v": kind, "vp": colour} for kind, colour in COLOURS.items()]
    label = {"type": "PASSTHROUGH", "definition": {"attribute": "name", "type": "string"}}
    return {
        "default": {
            "network": {"NETWORK_BACKGROUND_COLOR": "#FFFFFF"},
            "node": {"NODE_SHAPE": "round-rectangle", "NODE_LABEL_COLOR": "#000000"},
            "edge": {"EDGE_TARGET_ARROW_SHAPE": "triangle"},
        },
        "nodeMapping": {
            "NODE_LABEL": label,
            "NODE_BACKGROUND_COLOR": {
                "type": "DISCRETE",
                "definition": {"attribute": "kind", "type": "string", "map": colours},
            },
        },
        "edgeMapping": {"EDGE_LABEL": label},
    }
