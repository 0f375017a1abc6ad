"""Which shapes a filing may break, found out quickly, so that pySHACL runs on those alone.

Most filings break none, and saying so takes pySHACL twenty times longer than it should. The screen reads the
shapes as pySHACL does and lets a focus node pass a shape only where it surely conforms; whatever it can't tell, it
suspects. So it never changes a result: what it suspects, pySHACL checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import rdflib
from rdflib import RDF
from rdflib.collection import Collection

from dealgraph.check import known
from dealgraph.check.constraints import SIMPLE, Test, unknown
from dealgraph.check.data import Data, Literal, Term

if TYPE_CHECKING:
    from rdflib.term import Node

_SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
_TYPE = str(RDF.type)
_XSD = "http://www.w3.org/2001/XMLSchema#"
#: Whether a focus node may break a shape.
Suspects = Callable[[Data, Term], bool]
#: What finds the values of a path.
Step = Callable[[Data, Term], Sequence[Term]]
Tests = tuple[Step | None, list[Test], list[Test]]
#: What says nothing about conformance, or is read with another parameter.
_SILENT = {
    *(
        _SH[n]
        for n in ("path", "message", "severity", "name", "description", "order", "group", "ignoredProperties")
    ),
    *(_SH[n] for n in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")),
}
_TARGETS = tuple(_SH[n] for n in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"))
#: Constraints that may be broken where there is no value.
_OF_NO_VALUE = {_SH[n] for n in ("minCount", "hasValue", "equals", "sparql")}
#: Constraints of which the screen's answer is exact, so that it may be turned round.
_EXACT = {_SH[n] for n in ("minCount", "maxCount", "hasValue", "in", "property")} | _SILENT | {RDF.type}


class Screen:
    """Shapes made ready to be screened.

    Args:
        graph: The shapes.
        roots: The shapes with targets.
        grave: Whether to suspect only what would give a "Violation", and no results of less weight.
    """

    def __init__(self, graph: rdflib.Graph, roots: Iterable[Node], *, grave: bool = False) -> None:
        self._graph = graph
        self._known: dict[tuple[Node, bool], Suspects] = {}
        self._read: dict[tuple[Node, bool], Tests | None] = {}
        self._roots = [(root, self._targets(root), self._shape(root, grave)) for root in roots]

    def suspects(self, data: Data) -> dict[Node, list[Node]]:
        """Give the focus nodes that may break each shape, of data that is plain."""
        found: dict[Node, list[Node]] = {}
        for root, targets, suspicious in self._roots:
            nodes = {node for target in targets for node in target(data)}
            if wrong := [node for node in nodes if suspicious(data, node)]:
                found[root] = [_node(node) for node in wrong]
        return found

    def _targets(self, root: Node) -> list[Callable[[Data], Iterable[Term]]]:
        out: list[Callable[[Data], Iterable[Term]]] = []
        for kind in _TARGETS:
            for value in self._graph.objects(root, kind):
                out.append(_target(kind, _term(value)))
        return out

    def _shape(self, node: Node, grave: bool = False) -> Suspects:
        """Give what suspects a focus node of breaking a shape, gravely or at all."""
        if (node, grave) not in self._known:
            self._known[node, grave] = _always  # a shape that refers to itself
            self._known[node, grave] = self._made(node, grave)
        return self._known[node, grave]

    def _made(self, node: Node, grave: bool) -> Suspects:
        found = self._tests(node, grave)
        if found is None:
            return _always
        step, tests, without_values = found

        def suspicious(data: Data, focus: Term) -> bool:
            values: Sequence[Term] = (focus,) if step is None else step(data, focus)
            for test in tests if values else without_values:  # noqa: SIM110 - any() takes twice the time
                if test(data, focus, values):
                    return True
            return False

        return suspicious

    def _tests(self, node: Node, grave: bool) -> Tests | None:
        """Give a shape's path, its tests, and those to make where there is no value; None where it can't be told."""
        if (node, grave) not in self._read:
            self._read[node, grave] = None  # a shape that refers to itself
            self._read[node, grave] = self._read_tests(node, grave)
        return self._read[node, grave]

    def _read_tests(self, node: Node, grave: bool) -> Tests | None:
        path = self._graph.value(node, _SH.path)
        step = None if path is None else self._path(path)
        given = [(p, value) for p, value in self._graph.predicate_objects(node) if p not in _SILENT]
        if grave and self._graph.value(node, _SH.severity) not in (None, _SH.Violation):
            # Results of its property shapes have weights of their own.
            given = [(p, value) for p, value in given if p == _SH.property]
        parts = [value for p, value in given if p == _SH.property]
        given = [(p, value) for p, value in given if p != _SH.property]
        pairs = [(p, test) for p, value in given if (test := self._test(node, p, value, grave)) is not None]
        if parts:
            pairs.append((_SH.property, _each(self._properties(parts, grave))))
        tests = [test for _, test in pairs]
        if unknown in tests or (path is not None and step is None):
            return None
        # Where a property has no value, as most have none, few constraints have anything to say.
        return step, tests, [test for p, test in pairs if p in _OF_NO_VALUE]

    def _properties(self, shapes: Iterable[Node], grave: bool) -> Suspects:
        """Give what suspects a node of breaking property shapes; most are of paths that it hasn't."""
        present: dict[str, list[Test]] = {}
        absent: list[tuple[str, list[Test]]] = []
        others: list[Suspects] = []
        for shape in shapes:
            path, tests = self._graph.value(shape, _SH.path), self._tests(shape, grave)
            if tests is None or not isinstance(path, rdflib.URIRef):
                others.append(self._shape(shape, grave))
                continue
            present.setdefault(str(path), []).extend(tests[1])
            if tests[2]:
                absent.append((str(path), tests[2]))

        def suspicious(data: Data, node: Term) -> bool:
            about = data.by_subject.get(node, {})
            for path, values in about.items():
                for test in present.get(path, ()):
                    if test(data, node, values):
                        return True
            for path, tests in absent:
                if path not in about and any(test(data, node, ()) for test in tests):
                    return True
            return any(other(data, node) for other in others)

        return suspicious

    def _path(self, path: Node) -> Step | None:
        """Give what finds the values of a path, None for paths that are not read here."""
        if isinstance(path, rdflib.URIRef):
            forward = str(path)
            return lambda data, node: data.values(node, forward)
        inverse = self._graph.value(path, _SH.inversePath)
        if isinstance(inverse, rdflib.URIRef):
            back = str(inverse)
            return lambda data, node: data.subjects(back, node)
        listed = self._graph.value(path, _SH.alternativePath)
        steps = [self._path(p) for p in Collection(self._graph, listed)] if listed is not None else []
        known = [s for s in steps if s is not None]
        if not known or len(known) < len(steps):
            return None
        return lambda data, node: list(dict.fromkeys(v for s in known for v in s(data, node)))

    def _test(self, shape: Node, parameter: Node, value: Node, grave: bool) -> Test | None:
        """Give what suspects value nodes of breaking a constraint, None where the parameter is none."""
        if parameter in SIMPLE:
            return SIMPLE[parameter](_term(value)) if not isinstance(value, rdflib.BNode) else unknown
        if parameter == _SH["in"]:
            allowed = frozenset(map(_term, Collection(self._graph, value)))
            return lambda data, _, values: not allowed.issuperset(values)
        if parameter == _SH["or"]:
            options = [self._shape(s) for s in Collection(self._graph, value)]
            return lambda data, _, values: any(all(option(data, v) for option in options) for v in values)
        if parameter == _SH["not"]:
            part = self._shape(value)
            if not self._is_exact(value):
                return unknown
            return lambda data, _, values: not all(part(data, v) for v in values)
        if parameter == _SH.closed:
            return self._closed(shape)
        if parameter == _SH.sparql:
            return self._sparql(value)
        return unknown if str(parameter).startswith(str(_SH)) else None

    def _is_exact(self, shape: Node, above: tuple[Node, ...] = ()) -> bool:
        """Whether the screen suspects a shape's focus nodes only where they break it."""
        pairs = list(self._graph.predicate_objects(shape))
        readable = all(self._path(v) is not None for p, v in pairs if p == _SH.path)
        if shape in above or not readable or not all(p in _EXACT for p, _ in pairs):
            return False
        return all(self._is_exact(v, (*above, shape)) for p, v in pairs if p == _SH.property)

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
        prefixes = {
            str(self._graph.value(d, _SH.prefix)): str(self._graph.value(d, _SH.namespace))
            for owner in self._graph.objects(constraint, _SH.prefixes)
            for d in self._graph.objects(owner, _SH.declare)
        }
        if (answer := known.answer(text, prefixes)) is not None:
            return lambda data, focus, _: answer(data, focus)
        body = text.partition("{")[2]
        branches = body.split("UNION")
        if re.search(r"\b(?:SELECT|MINUS|VALUES)\b", body) or not all(
            re.match(r"[\s{]*\$this\s", b) for b in branches
        ):
            return unknown
        asked: list[tuple[Data, frozenset[Term]]] = []

        def test(data: Data, focus: Term, _: Sequence[Term]) -> bool:
            if not asked or asked[0][0] is not data:
                rows = data.store().query(text, prefixes=prefixes, use_default_graph_as_union=True)
                asked[:] = [(data, frozenset(row["this"].value for row in rows))]  # type: ignore[union-attr]
            return focus in asked[0][1]

        return test


def _each(part: Suspects) -> Test:
    def test(data: Data, focus: Term, values: Sequence[Term]) -> bool:
        for value in values:  # noqa: SIM110 - any() takes twice the time
            if part(data, value):
                return True
        return False

    return test


def _always(data: Data, focus: Term) -> bool:
    return True


def _target(kind: Node, value: Term) -> Callable[[Data], Iterable[Term]]:
    """Give what finds the nodes that a target chooses."""
    if kind == _SH.targetClass:
        return lambda data: data.subjects(_TYPE, value)
    if kind == _SH.targetNode:
        return lambda data: (value,)
    assert isinstance(value, str)  # noqa: S101 - SHACL's syntax rules say so
    if kind == _SH.targetSubjectsOf:
        return lambda data: {s for nodes in data.by_object(value).values() for s in nodes}
    return lambda data: data.by_object(value)


def _term(node: Node) -> Term:
    """Turn rdflib's term into one of the data; a blank node or a text in a language is equal to none of them."""
    if isinstance(node, rdflib.URIRef):
        return str(node)
    if isinstance(node, rdflib.Literal):
        return Literal(
            str(node), f"@{node.language}" if node.language else str(node.datatype or f"{_XSD}string")
        )
    return f"_:{node}"


def _node(term: Term) -> Node:
    """Turn a term of the data into rdflib's."""
    if isinstance(term, Literal):
        kind = None if term.datatype == f"{_XSD}string" else rdflib.URIRef(term.datatype)
        return rdflib.Literal(term.value, datatype=kind, normalize=False)
    return rdflib.URIRef(term)
