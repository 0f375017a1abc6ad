"""The facts of a filing as the screen reads them, and the constraints of SHACL Core that it knows.

Each constraint is a test that lets value nodes pass only where they surely conform.
Source: https://www.w3.org/TR/shacl/#core-components
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import rdflib
from rdflib import RDF, RDFS

if TYPE_CHECKING:
    from rdflib.term import Node

_SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE, _SUBCLASS = str(RDF.type), str(RDFS.subClassOf)
#: An IRI is its text, which is hashed faster than a node of pyoxigraph.
Term = str | ox.Literal | ox.BlankNode
#: Whether a focus node with these value nodes may break a constraint.
Test = Callable[["Data", Term, Sequence[Term]], bool]

#: Literals that every reader of RDF reads alike. Where a filing has others, pySHACL checks all of it.
_PLAIN = {
    f"{_XSD}string": re.compile(r".*", re.DOTALL),
    f"{_XSD}integer": re.compile(r"-?\d{1,15}"),
    f"{_XSD}decimal": re.compile(r"-?\d{1,15}(?:\.\d{1,15})?"),
    f"{_XSD}date": re.compile(r"\d{4}-\d\d-\d\d"),
    f"{_XSD}gYearMonth": re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])"),
    f"{_XSD}gYear": re.compile(r"[12]\d{3}"),
    f"{_XSD}anyURI": re.compile(r"[\w:/.?=&%#-]*", re.ASCII),
}


class Data:
    """The triples of a filing, by subject, and by object.

    Args:
        quads: The filing's quads.
    """

    def __init__(self, quads: Sequence[ox.Quad]) -> None:
        self._quads = quads
        self._store: ox.Store | None = None
        self.by_subject: dict[Term, dict[str, list[Term]]] = {}
        self.by_object: dict[str, dict[Term, list[Term]]] = {}
        for quad in quads:
            s, p, o = key(quad.subject), quad.predicate.value, key(quad.object)
            about = self.by_subject.get(s)
            if about is None:
                about = self.by_subject[s] = {}
            if p in about:
                about[p].append(o)
            else:
                about[p] = [o]
            self.by_object.setdefault(p, {}).setdefault(o, []).append(s)

    def is_plain(self) -> bool:
        """Whether there is nothing in it that readers of RDF may take differently."""
        objects = (o for nodes in self.by_object.values() for o in nodes)
        return _SUBCLASS not in self.by_object and all(map(_is_plain, chain(self.by_subject, objects)))

    def values(self, node: Term, predicate: str) -> Sequence[Term]:
        """Give the objects of a subject and predicate."""
        about = self.by_subject.get(node)
        return () if about is None else about.get(predicate, ())

    def store(self) -> ox.Store:
        """Give the quads as a store that answers SPARQL."""
        if self._store is None:
            self._store = ox.Store()
            self._store.extend(self._quads)
        return self._store


def key(node: Any) -> Any:
    """Give what a node is known by: of an IRI its text."""
    return node.value if type(node) is ox.NamedNode else node


def _is_plain(term: Term) -> bool:
    if isinstance(term, str):
        return True
    if not isinstance(term, ox.Literal) or term.language:
        return False
    form = _PLAIN.get(term.datatype.value)
    if form is None or not form.fullmatch(term.value):
        return False
    return term.datatype.value != f"{_XSD}date" or _is_day(term.value)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


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
    return lambda data, _, values: (
        not all(isinstance(v, ox.Literal) and v.datatype.value == kind for v in values)
    )


def _pattern(pattern: Term) -> Test:
    search = re.compile(_text(pattern)).search
    return lambda data, _, values: not all(search(_text(v)) for v in values)


def _class(kind: Term) -> Test:
    return lambda data, _, values: not all(kind in data.values(v, _TYPE) for v in values)


def _node_kind(kind: Term) -> Test:
    wanted = {str(_SH.IRI): str, str(_SH.Literal): ox.Literal}.get(_text(kind))
    return (
        unknown if wanted is None else lambda data, _, values: not all(isinstance(v, wanted) for v in values)
    )


def _has_value(value: Term) -> Test:
    return lambda data, _, values: value not in values


def _disjoint(other: Term) -> Test:
    assert isinstance(other, str)  # noqa: S101 - SHACL's syntax rules say so
    return lambda data, focus, values: not set(values).isdisjoint(data.values(focus, other))


def _equals(other: Term) -> Test:
    assert isinstance(other, str)  # noqa: S101 - SHACL's syntax rules say so
    return lambda data, focus, values: set(values) != set(data.values(focus, other))


def _number(term: Term) -> float | None:
    if isinstance(term, ox.Literal) and term.datatype.value in (f"{_XSD}integer", f"{_XSD}decimal"):
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
    if isinstance(term, ox.Literal) and term.datatype.value == f"{_XSD}date":
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
