"""CSV files for `neo4j-admin database import full` (https://neo4j.com/docs/operations-manual, "Import").

`nodes.csv` and `relationships.csv`, with the importer's default options: a comma between fields, a semicolon between
the items of a list. So that they hold, line ends in a value become spaces, and a semicolon in an item of a
list becomes U+FF1B. A value that a spreadsheet would take for a formula begins with an apostrophe, as in our
other tables.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dealgraph.export.cells import guard
from dealgraph.export.model import Field, Value, clean, plain
from dealgraph.export.projection import Projection

_TYPES = {"strings": "string[]", "integer": "long", "decimal": "double", "date": "date"}
#: Label of each kind of node.
LABELS: Mapping[str, str] = {
    "company": "Company",
    "drug": "Drug",
    "antigen": "Antigen",
    "agreement": "Agreement",
    "term": "FinancialTerm",
    "milestone": "Milestone",
}


def relationship_type(kind: str) -> str:
    """Give the type of a relationship as Neo4j's style has it.

    >>> relationship_type("coversDrug"), relationship_type("pays a milestone to")
    ('COVERS_DRUG', 'PAYS_A_MILESTONE_TO')
    """
    return re.sub(r"\W+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind)).upper()


def write(projection: Projection, folder: Path) -> None:
    """Write the two files."""
    for name, rows in (("nodes.csv", node_rows), ("relationships.csv", relationship_rows)):
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(rows(projection))


def node_rows(projection: Projection) -> Iterator[str]:
    """Give the lines of `nodes.csv`."""
    fields = projection.node_fields
    yield _row(["id:ID", "label:string", *_header(fields), ":LABEL"])
    for node in projection.nodes():
        yield _row(
            [
                _cell(node.id),
                _cell(node.label),
                *_cells(fields, node.attributes),
                f"Entity;{LABELS[node.kind]}",
            ]
        )


def relationship_rows(projection: Projection) -> Iterator[str]:
    """Give the lines of `relationships.csv`."""
    fields = projection.edge_fields
    yield _row(["id:string", ":START_ID", ":END_ID", *_header(fields), ":TYPE"])
    for edge in projection.edges():
        ends = [_cell(edge.id), _cell(edge.source), _cell(edge.target)]
        yield _row([*ends, *_cells(fields, edge.attributes), relationship_type(edge.kind)])


def _header(fields: Iterable[Field]) -> list[str]:
    return [f"{field.name}:{_TYPES.get(field.kind, 'string')}" for field in fields]


def _cells(fields: Iterable[Field], values: Mapping[str, Value]) -> list[str]:
    return [_cell(values.get(field.name)) for field in fields]


def _cell(value: Value | None) -> str:
    """Write a value; a missing one is nothing, which the importer leaves out."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return _line(";".join(item.replace(";", "\uff1b") for item in value))
    return _line(value) if isinstance(value, str) else plain(value)


def _line(text: str) -> str:
    return guard(re.sub(r"[\t\r\n\x85\u2028\u2029]+", " ", clean(text)))


def _row(cells: list[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(cells)
    return stream.getvalue()
