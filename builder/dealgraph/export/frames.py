"""Answers to queries as pandas frames."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from dealgraph.errors import InputError

if TYPE_CHECKING:
    import pandas

    from dealgraph.query import Rows, Value


def frame(rows: Rows) -> pandas.DataFrame:
    """Give rows as a frame with pandas' nullable types.

    Whole numbers are Int64, other numbers Float64, truth values boolean, all else string; what is missing is
    `pandas.NA`. Dates are text, since a filing may give a month or a year only;
    `pandas.to_datetime(frame["date"], format="ISO8601")` reads them all.

    Raises:
        InputError: pandas isn't installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise InputError(
            "Frames need the package pandas",
            where="frame",
            suggestion="Install it with `pip install 'dealgraph[notebook]'`",
        ) from error
    columns = {}
    for place, name in enumerate(rows.columns):
        values = [row[place] for row in rows.rows]
        kind = column_type(values)
        columns[name] = pandas.Series([_as(kind, v) for v in values], dtype=kind)
    return pandas.DataFrame(columns, columns=list(rows.columns))


def column_type(values: list[Value]) -> str:
    """Give the pandas type for a column: the narrowest that holds all its values.

    >>> column_type([1, None]), column_type([1, Decimal("0.5")]), column_type([1, "a"]), column_type([None])
    ('Int64', 'Float64', 'string', 'string')
    """
    known = [v for v in values if v is not None]
    if known and all(isinstance(v, bool) for v in known):
        return "boolean"
    numbers = [v for v in known if isinstance(v, int | float | Decimal) and not isinstance(v, bool)]
    if known and len(numbers) == len(known):
        return "Int64" if all(_whole(n) for n in numbers) else "Float64"
    return "string"


def _whole(value: int | float | Decimal) -> bool:
    return not isinstance(value, float) and value == int(value) and -(2**63) <= value < 2**63


def _as(kind: str, value: Value) -> object:
    if value is None:
        return None
    if kind == "string":
        return str(value)
    return int(value) if kind == "Int64" else float(value) if kind == "Float64" else value
