"""CSV tables, for spreadsheets (RFC 4180, in UTF-8).

A text that a spreadsheet would take for a formula begins with an apostrophe. Lists are joined with "; ".
"""

from __future__ import annotations

import csv
from pathlib import Path

from dealgraph.export.cells import guard
from dealgraph.export.model import Value, clean, plain
from dealgraph.export.projection import Projection
from dealgraph.export.tables import TABLES


def write(projection: Projection, folder: Path) -> None:
    """Write a file for each table."""
    for table in TABLES:
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\r\n")
            writer.writerow([column.name for column in table.columns])
            for row in table.rows(projection):
                writer.writerow([_cell(row.get(column.name)) for column in table.columns])


def _cell(value: Value | None) -> str:
    if value is None:
        return ""
    return guard(clean(plain(value))) if isinstance(value, str | tuple) else plain(value)
