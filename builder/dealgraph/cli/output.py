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

from dealgraph.rdf.terms import ID

if TYPE_CHECKING:
    from dealgraph.query import Rows

#: A column is never squeezed below so many characters; longer text than the second is prose.
_LEAST, _PROSE = 8, 60


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
    """Set rows in columns that fit the terminal, numbers to the right.

    Where they don't fit, prose such as a quotation stands below its row, and other long text is wrapped.
    """
    values = [list(row) for row in rows]
    cells = [[_short(cell(v)) for v in row] for row in values]
    room = width or shutil.get_terminal_size((120, 24)).columns
    needs = [max([len(c), *(len(r[i]) for r in cells)]) for i, c in enumerate(columns)]
    below = {i for i, n in enumerate(needs) if n > _PROSE and sum(needs) + 2 * len(needs) > room}
    across = [i for i in range(len(columns)) if i not in below]
    right = [_numeric([r[i] for r in values]) for i in across]
    widths = _widths([needs[i] for i in across], room)
    lines = [_row([columns[i] for i in across], widths, right), "  ".join("-" * w for w in widths)]
    for row in cells:
        wrapped = [textwrap.wrap(row[i], w) or [""] for i, w in zip(across, widths, strict=True)]
        for number in range(max(map(len, wrapped), default=0)):
            lines.append(_row([w[number] if number < len(w) else "" for w in wrapped], widths, right))
        for i in sorted(below):
            if row[i]:
                indent = "    "
                lines += textwrap.wrap(
                    f"{columns[i]}: {row[i]}", room, initial_indent=indent, subsequent_indent=indent
                )
    return "\n".join(lines)


def _short(text: str) -> str:
    """Leave out the beginning that all our IRIs share; parameters take them so."""
    return text.removeprefix(ID)


def _numeric(values: Sequence[object]) -> bool:
    """Tell whether a column holds numbers and nothing else."""
    stated = [v for v in values if v is not None]
    return bool(stated) and all(isinstance(v, int | float | Decimal) for v in stated)


def _widths(needs: Sequence[int], room: int) -> list[int]:
    """Give each column what it needs, and take from the widest until all fit."""
    widths = list(needs)
    while sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = (
        text[:width].rjust(width) if flush else text[:width].ljust(width)
        for text, width, flush in zip(texts, widths, right, strict=True)
    )
    return "  ".join(parts).rstrip()
