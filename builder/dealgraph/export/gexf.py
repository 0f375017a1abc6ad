"""GEXF 1.3, for Gephi (https://gexf.net/schema.html), with dates as dynamics.

A node or edge of a deal begins with the day it was signed, one of a milestone with the day it was achieved; where
a filing gives a month or a year only, with its first day. What has no date is always there. Filings
seldom say when a deal ends, so nothing ends.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from dealgraph.export.model import COLOURS, Edge, Field, Node, Value, plain, present
from dealgraph.export.projection import Projection
from dealgraph.export.xmltext import attribute

_TYPES = {"integer": "integer", "decimal": "double"}
_KIND = Field("kind", "string")


def write(projection: Projection, stream: IO[bytes]) -> None:
    """Write a graph."""
    for line in lines(projection):
        stream.write(line.encode("utf-8") + b"\n")


def lines(projection: Projection) -> Iterator[str]:
    """Give the lines of the document."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
    yield '<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">'
    for scope, fields in (("node", projection.node_fields), ("edge", projection.edge_fields)):
        # Some readers, graphology's among them, call an attribute by its id, so that the id is its name.
        yield f'<attributes class="{scope}">'
        for field in (_KIND, *fields):
            kind = _TYPES.get(field.kind, "string")
            yield f'<attribute id="{field.name}" title="{field.name}" type="{kind}"/>'
        yield "</attributes>"
    yield "<nodes>"
    for node in projection.nodes():
        yield _node(node, projection.node_fields)
    yield "</nodes>"
    yield "<edges>"
    for edge in projection.edges():
        yield _edge(edge, projection.edge_fields)
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


def _node(node: Node, fields: tuple[Field, ...]) -> str:
    colour = COLOURS[node.kind]
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return (
        f"<node id={attribute(node.id)} label={attribute(node.label)}{_start(node.attributes)}>"
        f"{_values(node, fields)}"
        f'<viz:color r="{red}" g="{green}" b="{blue}"/></node>'
    )


def _edge(edge: Edge, fields: tuple[Field, ...]) -> str:
    return (
        f"<edge id={attribute(edge.id)} source={attribute(edge.source)} target={attribute(edge.target)}"
        f" label={attribute(edge.label)} kind={attribute(edge.kind)}{_start(edge.attributes)}>"
        f"{_values(edge, fields)}</edge>"
    )


def _start(attributes: Mapping[str, Value]) -> str:
    start = attributes.get("start")
    return f' start="{start.isoformat()}"' if isinstance(start, dt.date) else ""


def _values(item: Node | Edge, fields: Iterable[Field]) -> str:
    values = "".join(
        f'<attvalue for="{field.name}" value={attribute(plain(value))}/>'
        for field, value in present((_KIND, *fields), {"kind": item.kind, **item.attributes})
    )
    return f"<attvalues>{values}</attvalues>"
