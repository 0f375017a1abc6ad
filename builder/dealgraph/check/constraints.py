"""The constraints of SHACL Core that the screen knows.

Each constraint is a test that lets value nodes pass only where they surely conform.
Source: https://www.w3.org/TR/shacl/#core-components
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import rdflib
from rdflib import RDF

from dealgraph.check.data import Data, Literal, Term

if TYPE_CHECKING:
    from rdflib.term import Node

_SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = str(RDF.type)
#: Whether a focus node with these value nodes may break a constraint.
Test = Callable[["Data", Term, Sequence[Term]], bool]


def unknown(data: Data, focus: Term, values: Sequence[Term]) -> bool:
    """Suspect everything, for a constraint that is not known."""
    return True


def _text(term: Term) -> str:
    return term if isinstance(term, str) else term.value


def _min_count(least: Term) -> Test:
    count = int(_text(least))
    return lambda data, _, values: len(values) < count


def _max_count(most: Term) -> Test:
    count = int(_text(most))
    return lambda data, _, values: len(values) > count


def _datatype(kind: Term) -> Test:
    def test(data: Data, focus: Term, values: Sequence[Term]) -> bool:
        for v in values:  # noqa: SIM110 - any() takes twice the time for one value
            if isinstance(v, str) or v.datatype != kind:
                return True
        return False

    return test


def _pattern(pattern: Term) -> Test:
    search = re.compile(_text(pattern)).search

    def test(data: Data, focus: Term, values: Sequence[Term]) -> bool:
        for v in values:  # noqa: SIM110 - any() takes twice the time for one value
            if not search(v if isinstance(v, str) else v.value):
                return True
        return False

    return test


def _class(kind: Term) -> Test:
    def test(data: Data, focus: Term, values: Sequence[Term]) -> bool:
        for v in values:  # noqa: SIM110 - any() takes twice the time for one value
            if kind not in data.values(v, _TYPE):
                return True
        return False

    return test


def _node_kind(kind: Term) -> Test:
    wanted = {str(_SH.IRI): str, str(_SH.Literal): Literal}.get(_text(kind))
    if wanted is None:
        return unknown

    def test(data: Data, focus: Term, values: Sequence[Term]) -> bool:
        for v in values:  # noqa: SIM110 - any() takes twice the time for one value
            if not isinstance(v, wanted):
                return True
        return False

    return test


def _has_value(value: Term) -> Test:
    return lambda data, _, values: value not in values


def _disjoint(other: Term) -> Test:
    assert isinstance(other, str)  # noqa: S101 - SHACL's syntax rules say so
    return lambda data, focus, values: not set(values).isdisjoint(data.values(focus, other))


def _equals(other: Term) -> Test:
    assert isinstance(other, str)  # noqa: S101 - SHACL's syntax rules say so
    return lambda data, focus, values: set(values) != set(data.values(focus, other))


def _number(term: Term) -> float | None:
    if isinstance(term, Literal) and term.datatype in (f"{_XSD}integer", f"{_XSD}decimal"):
        return float(term.value)
    return None


def _within(limit: Term, sign: int) -> Test:
    bound = _number(limit)
    if bound is None:
        return unknown

    def test(data: Data, focus: Term, values: Sequence[Term]) -> bool:
        numbers = map(_number, values)
        return not all(n is not None and sign * n >= sign * bound for n in numbers)

    return test


def _less(other: Term, equal: bool) -> Test:
    assert isinstance(other, str)  # noqa: S101 - SHACL's syntax rules say so

    def sure(a: Term, b: Term) -> bool:
        x, y = _order(a), _order(b)
        return x is not None and y is not None and x[0] == y[0] and (x < y or (equal and x == y))

    return lambda data, focus, values: not all(sure(v, o) for v in values for o in data.values(focus, other))


def _order(term: Term) -> tuple[str, float, str] | None:
    """Give what to compare a number or day by."""
    number = _number(term)
    if number is not None:
        return "number", number, ""
    if isinstance(term, Literal) and term.datatype == f"{_XSD}date":
        return "day", 0.0, term.value
    return None


#: Constraints with one value, by their parameter.
SIMPLE: dict[Node, Callable[[Term], Test]] = {
    _SH.minCount: _min_count,
    _SH.maxCount: _max_count,
    _SH.datatype: _datatype,
    _SH.pattern: _pattern,
    _SH["class"]: _class,
    _SH.nodeKind: _node_kind,
    _SH.hasValue: _has_value,
    _SH.disjoint: _disjoint,
    _SH.equals: _equals,
    _SH.minInclusive: lambda limit: _within(limit, 1),
    _SH.maxInclusive: lambda limit: _within(limit, -1),
    _SH.lessThan: lambda other: _less(other, False),
    _SH.lessThanOrEquals: lambda other: _less(other, True),
}
