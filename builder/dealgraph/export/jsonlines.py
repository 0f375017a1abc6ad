"""JSON that is written element by element, so that an array may be longer than memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dealgraph.export.model import Field, Value, native, present


def dumps(value: object) -> str:
    """Write one value on one line; what is not ASCII stands as it is.

    >>> dumps({"b": "é", "a": None})
    '{"b": "é", "a": null}'
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def array(values: Iterable[object], end: str = "") -> Iterator[str]:
    """Give the lines of an array, one value a line.

    >>> list(array([1, 2], ","))
    ['[', '1,', '2', '],']
    """
    yield "["
    last: str | None = None
    for value in values:
        if last is not None:
            yield last + ","
        last = dumps(value)
    if last is not None:
        yield last
    yield "]" + end


def attributes(fields: Iterable[Field], values: Mapping[str, Value]) -> dict[str, Any]:
    """Give the attributes that are there as JSON has them."""
    return {field.name: native(value) for field, value in present(fields, values)}
