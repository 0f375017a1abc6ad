"""Rows on a terminal or for a program: table, CSV, JSON, JSON lines, Markdown."""

from __future__ import annotations

import csv
import io
import json
import shutil
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dealgraph.query import Rows

#: A column is never squeezed below this, nor are wide columns made wider than they need.
_LEAST, _WIDEST = 8, 60


def render(rows: Rows, form: str, *, width: int | None = None) -> str:
    """Write rows in one of the forms of `options.FORMATS`.

    >>> from dealgraph.query import Rows
    >>> print(render(Rows(("drug", "deals"), (("SGN-40", 2), ("ATryn", None))), "table", width=40))
    drug    deals
    ------  -----
    SGN-40      2
    ATryn
    """
    if form == "json":
        return json.dumps(rows.dicts(), ensure_ascii=False, indent=1, default=_plain)
    if form == "jsonl":
        return "\n".join(json.dumps(r, ensure_ascii=False, default=_plain) for r in rows.dicts())
    if form == "csv":
        return _csv(rows)
    if form == "md":
        return _markdown(rows)
    return table(rows.columns, rows.rows, width=width)


def _plain(value: object) -> object:
    """Give JSON a number for a decimal: a whole number where it is one."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value).__name__)


def cell(value: object) -> str:
    r"""Write a value for people: no control characters, thousands parted, "" for nothing.

    >>> cell(Decimal("2500000.00")), cell(Decimal("1.5")), cell("a\x1b[2J"), cell(None)
    ('2,500,000', '1.5', 'a[2J', '')
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        value = value.normalize()
        return f"{value:,f}"
    text = " ".join(str(value).split())
    return "".join(c for c in text if unicodedata.category(c)[0] != "C")


def _csv(rows: Rows) -> str:
    """CSV, with a quote before what a spreadsheet would take for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows.columns)
    for row in rows:
        writer.writerow(
            f"'{v}" if isinstance(v, str) and v[:1] in ("=", "+", "-", "@", "\t", "\r") else v for v in row
        )
    return out.getvalue().rstrip("\n")


def _markdown(rows: Rows) -> str:
    lines = ["| " + " | ".join(rows.columns) + " |", "|" + " --- |" * len(rows.columns)]
    for row in rows:
        cells = (cell(v).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;") for v in row)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, width: int | None = None) -> str:
    """Set rows in columns that fit the terminal; long text is wrapped, numbers stand to the right."""
    values = [list(row) for row in rows]
    cells = [[cell(v) for v in row] for row in values]
    right = [
        any(isinstance(r[i], int | float | Decimal) for r in values)
        and all(r[i] is None or isinstance(r[i], int | float | Decimal) for r in values)
        for i in range(len(columns))
    ]
    room = width or shutil.get_terminal_size((120, 24)).columns
    widths = _widths(columns, cells, room)
    lines = [_row(columns, widths, right), "  ".join("-" * w for w in widths)]
    for row in cells:
        wrapped = [textwrap.wrap(text, w) or [""] for text, w in zip(row, widths, strict=True)]
        for number in range(max(map(len, wrapped), default=1)):
            lines.append(_row([w[number] if number < len(w) else "" for w in wrapped], widths, right))
    return "\n".join(lines)


def _widths(columns: Sequence[str], cells: list[list[str]], room: int) -> list[int]:
    """Give each column what it needs, and take from the widest until all fit."""
    widths = [min(_WIDEST, max([len(c), *(len(r[i]) for r in cells)])) for i, c in enumerate(columns)]
    while sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = (t[:w].rjust(w) if r else t[:w].ljust(w) for t, w, r in zip(texts, widths, right, strict=True))
    return "  ".join(parts).rstrip()
