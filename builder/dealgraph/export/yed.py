"""GraphML with labels, colours and shapes as yEd draws them (yWorks' extension of GraphML).

Nodes stand in a column for each kind; choose a layout in yEd for anything better.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from dealgraph.export.model import COLOURS, Edge, Field, Node, Value, plain, present
from dealgraph.export.projection import Projection
from dealgraph.export.xmltext import text, token

_SHAPES = {
    "company": "roundrectangle",
    "drug": "ellipse",
    "antigen": "diamond",
    "agreement": "rectangle",
    "term": "parallelogram",
    "milestone": "hexagon",
}
_TYPES = {"integer": "int", "decimal": "double"}
_KIND = Field("kind", "string")


def write(projection: Projection, stream: IO[bytes]) -> None:
    """Write a graph."""
    for line in lines(projection):
        stream.write(line.encode("utf-8") + b"\n")


def lines(projection: Projection) -> Iterator[str]:
    """Give the lines of the document."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">'
    )
    yield '<key id="node_graphics" for="node" yfiles.type="nodegraphics"/>'
    yield '<key id="edge_graphics" for="edge" yfiles.type="edgegraphics"/>'
    for scope, fields in (("node", projection.node_fields), ("edge", projection.edge_fields)):
        for field in (_KIND, *fields):
            kind = _TYPES.get(field.kind, "string")
            key = f'id="{scope}_{field.name}" for="{scope}" attr.name="{field.name}" attr.type="{kind}"'
            yield f"<key {key}/>"
    yield '<graph id="dealgraph" edgedefault="directed">'
    rows = dict.fromkeys(COLOURS, 0)
    for node in projection.nodes():
        yield _node(node, rows[node.kind], projection.node_fields)
        rows[node.kind] += 1
    for edge in projection.edges():
        yield _edge(edge, projection.edge_fields)
    yield "</graph>"
    yield "</graphml>"


def _data(scope: str, kind: str, fields: tuple[Field, ...], attributes: dict[str, Value]) -> str:
    return "".join(
        f'<data key="{scope}_{field.name}">{text(plain(value))}</data>'
        for field, value in present((_KIND, *fields), {"kind": kind, **attributes})
    )


def _node(node: Node, row: int, fields: tuple[Field, ...]) -> str:
    width = max(40, min(400, 8 * len(node.label) + 16))
    column = list(COLOURS).index(node.kind)
    return (
        f'<node id={token(node.id)}><data key="node_graphics"><y:ShapeNode>'
        f'<y:Geometry height="30.0" width="{width}.0" x="{column * 450}.0" y="{row * 50}.0"/>'
        f'<y:Fill color="{COLOURS[node.kind]}" transparent="false"/>'
        '<y:BorderStyle color="#444444" type="line" width="1.0"/>'
        f"<y:NodeLabel>{text(node.label)}</y:NodeLabel>"
        f'<y:Shape type="{_SHAPES[node.kind]}"/></y:ShapeNode></data>'
        f"{_data('node', node.kind, fields, dict(node.attributes))}</node>"
    )


def _edge(edge: Edge, fields: tuple[Field, ...]) -> str:
    return (
        f"<edge id={token(edge.id)} source={token(edge.source)} target={token(edge.target)}>"
        '<data key="edge_graphics"><y:PolyLineEdge>'
        '<y:LineStyle color="#666666" type="line" width="1.0"/><y:Arrows source="none" target="standard"/>'
        f"<y:EdgeLabel>{text(edge.label)}</y:EdgeLabel></y:PolyLineEdge></data>"
        f"{_data('edge', edge.kind, fields, dict(edge.attributes))}</edge>"
    )
