"""GraphML, for Gephi, Cytoscape, networkx and igraph (http://graphml.graphdrawing.org/specification.html)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from dealgraph.export.model import Edge, Field, Node, Value, plain, present
from dealgraph.export.projection import Projection
from dealgraph.export.xmltext import text, token

_NS = "http://graphml.graphdrawing.org/xmlns"
#: A decimal is written digit by digit; what reads it as a double keeps 15 of them.
_TYPES = {"integer": "int", "decimal": "double"}
_LABELS = (Field("kind", "string"), Field("label", "string"))


def write(projection: Projection, stream: IO[bytes]) -> None:
    """Write a graph."""
    for line in lines(projection):
        stream.write(line.encode("utf-8") + b"\n")


def lines(projection: Projection) -> Iterator[str]:
    """Give the lines of the document."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<graphml xmlns="{_NS}">'
    for scope, fields in (("node", projection.node_fields), ("edge", projection.edge_fields)):
        for field in (*_LABELS, *fields):
            kind = _TYPES.get(field.kind, "string")
            key = f'id="{scope}_{field.name}" for="{scope}" attr.name="{field.name}" attr.type="{kind}"'
            yield f"<key {key}/>"
    yield '<graph id="dealgraph" edgedefault="directed">'
    for node in projection.nodes():
        yield f"<node id={token(node.id)}>{_data('node', node, projection.node_fields)}</node>"
    for edge in projection.edges():
        ends = f"source={token(edge.source)} target={token(edge.target)}"
        yield f"<edge id={token(edge.id)} {ends}>{_data('edge', edge, projection.edge_fields)}</edge>"
    yield "</graph>"
    yield "</graphml>"


def _data(scope: str, item: Node | Edge, fields: Iterable[Field]) -> str:
    named: Mapping[str, Value] = {"kind": item.kind, "label": item.label, **item.attributes}
    return "".join(
        f'<data key="{scope}_{field.name}">{text(plain(value))}</data>'
        for field, value in present((*_LABELS, *fields), named)
    )
