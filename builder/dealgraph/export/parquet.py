"""Parquet tables, the same as the CSV ones with types: lists, dates, decimals of six places."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation, localcontext
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dealgraph.errors import InputError, ValidationError
from dealgraph.export.model import Field, Value
from dealgraph.export.projection import Projection
from dealgraph.export.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

#: Rows that are in memory at a time.
GROUP = 10_000
_PLACES = Decimal("0.000001")
_DIGITS = 38


def write(projection: Projection, folder: Path) -> None:
    """Write a file for each table.

    Raises:
        InputError: pyarrow isn't installed.
        ValidationError: A number has too many digits.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise InputError(
            "Parquet needs the package pyarrow",
            where="parquet",
            suggestion="Install it with `pip install 'dealgraph[parquet]'`",
        ) from error
    for table in TABLES:
        schema = pa.schema([(c.name, _type(c, pa)) for c in table.columns])
        with pq.ParquetWriter(folder / f"{table.name}.parquet", schema) as writer:
            rows = table.rows(projection)
            while group := list(islice(rows, GROUP)):
                data = {c.name: [_value(row.get(c.name)) for row in group] for c in table.columns}
                writer.write_table(pa.table(data, schema=schema))


def _type(column: Field, pa: Any) -> pa.DataType:
    types = {
        "string": pa.string(),
        "strings": pa.list_(pa.string()),
        "integer": pa.int64(),
        "decimal": pa.decimal128(_DIGITS, 6),
        "date": pa.date32(),
    }
    return types[column.kind]


def _value(value: Value | None) -> object:
    if isinstance(value, tuple):
        return list(value)
    if not isinstance(value, Decimal):
        return value
    with localcontext(prec=_DIGITS):
        try:
            return value.quantize(_PLACES)
        except InvalidOperation as error:
            raise ValidationError(
                f"The number {value:.3E} has more than {_DIGITS - 6} digits",
                where="parquet",
                suggestion="Write another format, or mend the filing",
            ) from error
