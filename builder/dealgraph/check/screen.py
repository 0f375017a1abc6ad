"""Which shapes a filing may break, found out quickly, so that pySHACL runs on those alone.

Most filings break none, and saying so takes pySHACL twenty times longer than it should. The screen reads the
shapes as pySHACL does and lets a focus node pass a shape only where it surely conforms; whatever it can't tell, it
suspects. So it never changes a result: what it suspects, pySHACL checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import rdflib
from rdflib import RDF, RDFS
from rdflib.collection import Collection

if TYPE_CHECKING:
    from rdflib.term import Node

_SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE, _SUBCLASS = ox.NamedNode(str(RDF.type)), ox.NamedNode(str(RDFS.subClassOf))
Term = ox.NamedNode | ox.BlankNode | ox.Literal
#: Whether a focus node may break a shape.
Suspects = Callable[["Data", Term], bool]
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
#: What says nothing about conformance, or is read with another parameter.
_SILENT = {
    *(
        _SH[n]
        for n in ("path", "message", "severity", "name", "description", "order", "group", "ignoredProperties")
    ),
    *(_SH[n] for n in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")),
}
_TARGETS = tuple(_SH[n] for n in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"))
#: Constraints of which the screen's answer is exact, so that it may be turned round.
_EXACT = {_SH[n] for n in ("minCount", "maxCount", "hasValue", "in", "property")} | _SILENT | {RDF.type}


@dataclass(slots=True)
class Data:
    """The triples of a filing, by subject, and by object where asked for."""

    triples: Sequence[tuple[Any, ox.NamedNode, Any]]
    by_subject: dict[Term, dict[ox.NamedNode, list[Term]]] = field(default_factory=dict)
    by_object: dict[ox.NamedNode, dict[Term, list[Term]]] = field(default_factory=dict)
    _store: ox.Store | None = None

    def __post_init__(self) -> None:
        for s, p, o in self.triples:
            values = self.by_subject.setdefault(s, {}).setdefault(p, [])
            values.append(o)
            self.by_object.setdefault(p, {}).setdefault(o, []).append(s)

    def is_plain(self) -> bool:
        """Whether there is nothing in it that readers of RDF may take differently."""
        terms = {t for s, _, o in self.triples for t in (s, o)}
        return _SUBCLASS not in self.by_object and all(map(_is_plain, terms))

    def values(self, node: Term, predicate: ox.NamedNode) -> list[Term]:
        """Give the objects of a subject and predicate."""
        return self.by_subject.get(node, {}).get(predicate, [])

    def store(self) -> ox.Store:
        """Give the triples as a store that answers SPARQL."""
        if self._store is None:
            self._store = ox.Store()
            self._store.extend(ox.Quad(s, p, o) for s, p, o in self.triples)
        return self._store


def _is_plain(term: Term) -> bool:
    if isinstance(term, ox.NamedNode):
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


class Screen:
    """Shapes made ready to be screened.

    Args:
        graph: The shapes.
        roots: The shapes with targets.
    """

    def __init__(self, graph: rdflib.Graph, roots: Iterable[Node]) -> None:
        self._graph = graph
        self._known: dict[Node, Suspects] = {}
        self._roots = [(root, self._targets(root), self._shape(root)) for root in roots]

    def suspects(self, data: Data) -> dict[Node, list[Term]]:
        """Give the focus nodes that may break each shape."""
        found: dict[Node, list[Term]] = {}
        for root, targets, suspicious in self._roots:
            nodes = {node for target in targets for node in target(data)}
            if wrong := [node for node in nodes if suspicious(data, node)]:
                found[root] = wrong
        return found

    def _targets(self, root: Node) -> list[Callable[[Data], Iterable[Term]]]:
        out: list[Callable[[Data], Iterable[Term]]] = []
        for kind in _TARGETS:
            for value in self._graph.objects(root, kind):
                out.append(_target(kind, _term(value)))
        return out

    def _shape(self, node: Node) -> Suspects:
        """Give what suspects a focus node of breaking a shape."""
        if node not in self._known:
            self._known[node] = _always  # a shape that refers to itself
            self._known[node] = self._made(node)
        return self._known[node]

    def _made(self, node: Node) -> Suspects:
        path = self._graph.value(node, _SH.path)
        step = None if path is None else self._path(path)
        tests = [
            self._test(node, p, value) for p, value in self._graph.predicate_objects(node) if p not in _SILENT
        ]
        known = [test for test in tests if test is not None]

        def suspicious(data: Data, focus: Term) -> bool:
            values: Sequence[Term] = (focus,) if step is None else step(data, focus)
            return any(test(data, focus, values) for test in known)

        unreadable = _unknown in known or (path is not None and step is None)
        return _always if unreadable else suspicious

    def _path(self, path: Node) -> Callable[[Data, Term], Sequence[Term]] | None:
        """Give what finds the values of a path, None for paths that are not read here."""
        if isinstance(path, rdflib.URIRef):
            forward = ox.NamedNode(str(path))
            return lambda data, node: data.values(node, forward)
        inverse = self._graph.value(path, _SH.inversePath)
        if isinstance(inverse, rdflib.URIRef):
            back = ox.NamedNode(str(inverse))
            return lambda data, node: data.by_object.get(back, {}).get(node, [])
        listed = self._graph.value(path, _SH.alternativePath)
        steps = [self._path(p) for p in Collection(self._graph, listed)] if listed is not None else []
        known = [s for s in steps if s is not None]
        if not known or len(known) < len(steps):
            return None
        return lambda data, node: list(dict.fromkeys(v for s in known for v in s(data, node)))

    def _test(self, shape: Node, parameter: Node, value: Node) -> Test | None:
        """Give what suspects value nodes of breaking a constraint, None where the parameter is none."""
        if parameter in _SIMPLE:
            return _SIMPLE[parameter](_term(value)) if not isinstance(value, rdflib.BNode) else _unknown
        if parameter == _SH.property:
            part = self._shape(value)
            return lambda data, _, values: any(part(data, v) for v in values)
        if parameter == _SH["in"]:
            allowed = frozenset(map(_term, Collection(self._graph, value)))
            return lambda data, _, values: not allowed.issuperset(values)
        if parameter == _SH["or"]:
            options = [self._shape(s) for s in Collection(self._graph, value)]
            return lambda data, _, values: any(all(option(data, v) for option in options) for v in values)
        if parameter == _SH["not"]:
            part = self._shape(value)
            if not self._is_exact(value):
                return _unknown
            return lambda data, _, values: not all(part(data, v) for v in values)
        if parameter == _SH.closed:
            return self._closed(shape)
        if parameter == _SH.sparql:
            return self._sparql(value)
        return _unknown if str(parameter).startswith(str(_SH)) else None

    def _is_exact(self, shape: Node) -> bool:
        """Whether the screen suspects a shape's focus nodes only where they break it."""
        pairs = list(self._graph.predicate_objects(shape))
        return all(p in _EXACT for p, _ in pairs) and all(
            self._is_exact(v) for p, v in pairs if p == _SH.property
        )

    def _closed(self, shape: Node) -> Test:
        parts = self._graph.objects(shape, _SH.property)
        paths = {self._graph.value(part, _SH.path) for part in parts}
        listed = self._graph.value(shape, _SH.ignoredProperties)
        ignored = set(Collection(self._graph, listed)) if listed is not None else set()
        allowed = {_term(p) for p in paths | ignored if isinstance(p, rdflib.URIRef)}
        return lambda data, _, values: any(not allowed.issuperset(data.by_subject.get(v, {})) for v in values)

    def _sparql(self, constraint: Node) -> Test:
        """Ask once for all focus nodes: a query whose every branch begins at `$this` finds the same without one."""
        text = str(self._graph.value(constraint, _SH.select) or "")
        body = text.partition("{")[2]
        branches = body.split("UNION")
        if re.search(r"\b(?:SELECT|MINUS|VALUES)\b", body) or not all(
            re.match(r"[\s{]*\$this\s", b) for b in branches
        ):
            return _unknown
        prefixes = {
            str(self._graph.value(d, _SH.prefix)): str(self._graph.value(d, _SH.namespace))
            for owner in self._graph.objects(constraint, _SH.prefixes)
            for d in self._graph.objects(owner, _SH.declare)
        }
        asked: list[tuple[Data, frozenset[Term]]] = []

        def test(data: Data, focus: Term, _: Sequence[Term]) -> bool:
            if not asked or asked[0][0] is not data:
                answer = data.store().query(text, prefixes=prefixes)
                asked[:] = [(data, frozenset(row["this"] for row in answer))]  # type: ignore[union-attr]
            return focus in asked[0][1]

        return test


def _always(data: Data, focus: Term) -> bool:
    return True


def _unknown(data: Data, focus: Term, values: Sequence[Term]) -> bool:
    return True


def _target(kind: Node, value: Term) -> Callable[[Data], Iterable[Term]]:
    """Give what finds the nodes that a target chooses."""
    if kind == _SH.targetClass:
        return lambda data: data.by_object.get(_TYPE, {}).get(value, ())
    if kind == _SH.targetNode:
        return lambda data: (value,)
    assert isinstance(value, ox.NamedNode)  # noqa: S101 - SHACL's syntax rules say so
    if kind == _SH.targetSubjectsOf:
        return lambda data: {s for nodes in data.by_object.get(value, {}).values() for s in nodes}
    return lambda data: data.by_object.get(value, {})


def _term(node: Node) -> Term:
    """Turn rdflib's term into pyoxigraph's."""
    if isinstance(node, rdflib.URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, rdflib.Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype or f"{_XSD}string")))
    return ox.BlankNode(str(node))


def _text(term: Term) -> str:
    return term.value


def _min_count(least: Term) -> Test:
    count = int(_text(least))
    return lambda data, _, values: len(values) < count


def _max_count(most: Term) -> Test:
    count = int(_text(most))
    return lambda data, _, values: len(values) > count


def _datatype(kind: Term) -> Test:
    return lambda data, _, values: not all(isinstance(v, ox.Literal) and v.datatype == kind for v in values)


def _pattern(pattern: Term) -> Test:
    search = re.compile(_text(pattern)).search
    return lambda data, _, values: not all(search(_text(v)) for v in values)


def _class(kind: Term) -> Test:
    return lambda data, _, values: not all(kind in data.values(v, _TYPE) for v in values)


def _node_kind(kind: Term) -> Test:
    wanted = {str(_SH.IRI): ox.NamedNode, str(_SH.Literal): ox.Literal}.get(_text(kind))
    return (
        _unknown if wanted is None else lambda data, _, values: not all(isinstance(v, wanted) for v in values)
    )


def _has_value(value: Term) -> Test:
    return lambda data, _, values: value not in values


def _disjoint(other: Term) -> Test:
    assert isinstance(other, ox.NamedNode)  # noqa: S101 - SHACL's syntax rules say so
    return lambda data, focus, values: not set(values).isdisjoint(data.values(focus, other))


def _equals(other: Term) -> Test:
    assert isinstance(other, ox.NamedNode)  # noqa: S101 - SHACL's syntax rules say so
    return lambda data, focus, values: set(values) != set(data.values(focus, other))


def _number(term: Term) -> float | None:
    if isinstance(term, ox.Literal) and term.datatype.value in (f"{_XSD}integer", f"{_XSD}decimal"):
        return float(term.value)
    return None


def _within(limit: Term, sign: int) -> Test:
    bound = _number(limit)
    if bound is None:
        return _unknown

    def test(data: Data, focus: Term, values: Sequence[Term]) -> bool:
        numbers = map(_number, values)
        return not all(n is not None and sign * n >= sign * bound for n in numbers)

    return test


def _less(other: Term, equal: bool) -> Test:
    assert isinstance(other, ox.NamedNode)  # noqa: S101 - SHACL's syntax rules say so

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


_SIMPLE: dict[Node, Callable[[Term], Test]] = {
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
