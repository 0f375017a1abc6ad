"""Cypher statements, one a line, that make the graph in Neo4j (4.4 or later).

Run them with `cypher-shell -f deals.cypher`. They may be run again: nodes and relationships are merged by id.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import IO

from dealgraph.export.model import Field, Value, clean, plain, present
from dealgraph.export.neo4j import LABELS, relationship_type
from dealgraph.export.projection import Projection

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write(projection: Projection, stream: IO[bytes]) -> None:
    """Write a graph."""
    for line in lines(projection):
        stream.write(line.encode("utf-8") + b"\n")


def lines(projection: Projection) -> Iterator[str]:
    """Give the statements."""
    yield "CREATE CONSTRAINT dealgraph_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;"
    for node in projection.nodes():
        own: dict[str, Value] = {"label": node.label, **node.attributes}
        fields = (Field("label", "string"), *projection.node_fields)
        yield (
            f"MERGE (n:Entity {{id: {literal(node.id)}}}) "
            f"SET n:{LABELS[node.kind]}, n += {_map(fields, own)};"
        )
    for edge in projection.edges():
        yield (
            f"MATCH (a:Entity {{id: {literal(edge.source)}}}), (b:Entity {{id: {literal(edge.target)}}}) "
            f"MERGE (a)-[r:{relationship_type(edge.kind)} {{id: {literal(edge.id)}}}]->(b) "
            f"SET r += {_map(projection.edge_fields, edge.attributes)};"
        )


def _map(fields: Iterable[Field], values: Mapping[str, Value]) -> str:
    parts = (f"{field.name}: {literal(value)}" for field, value in present(fields, values))
    return "{" + ", ".join(parts) + "}"


def literal(value: Value) -> str:
    r"""Write a value as a Cypher literal.

    Neo4j before 5 reads `\u0027` as a quotation mark before it looks at strings, even after another
    backslash, so that no backslash may stand before a `u`.

    >>> print(literal("it's"), literal("\\u0027"), literal(dt.date(2005, 3, 1)))
    'it\'s' '\\' + 'u0027' date('2005-03-01')
    """
    if isinstance(value, tuple):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    if isinstance(value, dt.date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, Decimal):
        text = plain(value)
        return text if "." in text else f"{text}.0"
    if isinstance(value, int):
        return str(value)
    text = re.sub("[\x85\u2028\u2029]", " ", clean(value))
    text = "".join(_ESCAPES.get(c, c) for c in text)
    return "'" + re.sub(r"\\\\(?=[uU])", r"\\\\' + '", text) + "'"
