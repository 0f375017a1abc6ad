"""pySHACL made ready once for thousands of small graphs.

Called plainly, pySHACL builds each constraint anew for every focus node and parses each `sh:sparql` query
every time it runs. Here the constraints of a shape are built once, queries are parsed once, and a property
shape is run on all of its focus nodes together. Which constraints there are, and what each one finds, stays
pySHACL's; a test holds the results to those of `pyshacl.validate` on every case that breaks a shape.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import rdflib
from pyparsing import ParseBaseException
from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS, CONSTRAINT_PARAMETERS_MAP
from pyshacl.constraints.core.property_pair_constraints import (
    LessThanConstraintComponent,
    LessThanOrEqualsConstraintComponent,
)
from pyshacl.constraints.core.shape_based_constraints import PropertyConstraintComponent
from pyshacl.constraints.sparql.sparql_based_constraints import SPARQLBasedConstraint
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError
from pyshacl.helper.path_helper import shacl_path_to_sparql_path
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import RDF, RDFS
from rdflib.plugins.sparql import prepareQuery

from dealgraph.errors import ValidationError

_SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
_TARGETS = (_SH.targetClass, _SH.targetNode, _SH.targetSubjectsOf, _SH.targetObjectsOf)
_LOG = logging.getLogger("dealgraph.check")
#: Past this depth shapes refer to each other in a circle.
_DEPTH = 15


class PreparedShapes:
    """A shapes graph whose shapes and queries are ready to run.

    Args:
        graph: The shapes.

    Raises:
        ValidationError: The graph is not well-formed SHACL.
    """

    def __init__(self, graph: rdflib.Graph) -> None:
        self._graph = _PreparedGraph(graph, logger=_LOG)
        self._executor = SHACLExecutor()
        self._paths: dict[object, str] = {}
        try:
            for shape in self._graph.shapes:
                shape.__class__ = _PreparedShape
            for shape in self._graph.shapes:
                shape.prepare()
        except (ConstraintLoadError, ShapeLoadError, ReportableRuntimeError, ParseBaseException) as error:
            raise ValidationError(
                f"The shapes are not well-formed SHACL ({error})", suggestion="Mend the shape that is named"
            ) from error
        targeted = {node for target in _TARGETS for node in graph.subjects(target)}
        self._roots = [shape for shape in self._graph.shapes if shape.node in targeted]

    @property
    def roots(self) -> list[Any]:
        """The shapes that have targets."""
        return [shape.node for shape in self._roots]

    def results(
        self, data: rdflib.Graph, only: Mapping[Any, list[Any]] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Validate a graph and give each result's fields, in no order.

        Args:
            data: The graph to check.
            only: For each shape to validate the focus nodes; by default all shapes and what their targets choose.
        """
        for shape in self._roots if only is None else (s for s in self._roots if s.node in only):
            focus = None if only is None else only[shape.node]
            for _, node, triples in shape.validate(self._executor, data, focus=focus)[1]:
                yield self._fields(
                    {p: o[1] if isinstance(o, tuple) else o for s, p, o in triples if s == node}
                )

    def _fields(self, result: dict[object, Any]) -> dict[str, Any]:
        """Read what is needed off the triples of a validation result."""
        value, path = result.get(_SH.value), result.get(_SH.resultPath)
        return {
            "severity": str(result[_SH.resultSeverity]).rpartition("#")[2],
            "focus": str(result[_SH.focusNode]),
            "path": None if path is None else self._path(path),
            "value": None if value is None else str(value),
            "message": str(result.get(_SH.resultMessage, "")),
            "shape": str(result[_SH.sourceShape]),
            "constraint": str(result[_SH.sourceConstraintComponent]).rpartition("#")[2],
        }

    def _path(self, path: object) -> str:
        """Write a path as an IRI, or in SPARQL's syntax where it is more than one property."""
        if isinstance(path, rdflib.URIRef):
            return str(path)
        if path not in self._paths:
            self._paths[path] = shacl_path_to_sparql_path(self._graph, path)
        return self._paths[path]


class _PreparedGraph(ShapesGraph):
    """A pySHACL shapes graph that keeps each shape's constraints."""

    def __init__(self, graph: rdflib.Graph, logger: logging.Logger) -> None:
        super().__init__(graph, logger=logger)
        self.constraints: dict[object, list[Any]] = {}
        self.targets: dict[object, tuple[list[Any], ...]] = {}


class _PreparedShape(Shape):
    """A pySHACL shape whose constraints are built once. Made by turning a shape into one."""

    __slots__ = ()

    def prepare(self) -> list[Any]:
        """Give the shape's constraints, built at the first call."""
        kept: dict[object, list[Any]] = self.sg.constraints  # type: ignore[attr-defined]
        if self.node not in kept:
            given = {p for p, _ in self.sg.graph.predicate_objects(self.node)}
            kinds = {CONSTRAINT_PARAMETERS_MAP[p] for p in given if p in ALL_CONSTRAINT_PARAMETERS}
            kept[self.node] = [kind(self) for kind in sorted(kinds, key=lambda kind: kind.__name__)]
            for constraint in kept[self.node]:
                constraint.__class__ = _STAND_INS.get(type(constraint), type(constraint))
                if isinstance(constraint, SPARQLBasedConstraint):
                    _prepare_queries(constraint)
        return kept[self.node]

    def focus_nodes(self, data_graph: rdflib.Graph, debug: bool = False) -> set[Any]:
        """Find the nodes that the shape's targets choose, the targets being read at the first call."""
        kept: dict[object, tuple[list[Any], ...]] = self.sg.targets  # type: ignore[attr-defined]
        if self.node not in kept:
            kept[self.node] = tuple(list(target) for target in self.target())  # type: ignore[no-untyped-call]
        nodes, classes, implicit, objects_of, subjects_of = kept[self.node]
        found = set(nodes)
        for wanted in (*classes, *implicit):
            for kind in data_graph.transitive_subjects(RDFS.subClassOf, wanted):
                found.update(data_graph.subjects(RDF.type, kind))
        for predicate in subjects_of:
            found.update(data_graph.subjects(predicate))
        for predicate in objects_of:
            found.update(data_graph.objects(None, predicate))
        return found

    def validate(
        self,
        executor: SHACLExecutor,
        target_graph: rdflib.Graph,
        focus: Any = None,
        _evaluation_path: list[Any] | None = None,
    ) -> tuple[bool, list[Any]]:
        """Validate focus nodes, by default the targets, as `Shape.validate` does.

        Raises:
            ValidationError: Shapes refer to each other in a circle.
        """
        if self.deactivated:
            return True, []
        nodes = self.focus_nodes(target_graph) if focus is None else _as_list(focus)
        if not nodes:
            return True, []
        trail = [*(_evaluation_path or []), self]
        if len(trail) > 2 * _DEPTH:
            raise ValidationError(
                "The shapes refer to each other in a circle",
                where=str(self.node),
                suggestion="Break the circle",
            )
        value_nodes = self.value_nodes(target_graph, nodes)
        reports: list[Any] = []
        good = True
        for constraint in self.prepare():
            fine, found = constraint.evaluate(executor, target_graph, value_nodes, [*trail, constraint])
            good = good and fine
            reports.extend(found)
        return good, reports


class _Properties(PropertyConstraintComponent):
    """`sh:property`, each property shape run on all value nodes together instead of one by one."""

    def evaluate(
        self,
        executor: SHACLExecutor,
        target_graph: rdflib.Graph,
        focus_value_nodes: dict[Any, Iterable[Any]],
        _evaluation_path: list[Any],
    ) -> tuple[bool, list[Any]]:
        """Validate the value nodes against each property shape; the results are theirs."""
        # The same node can be a value of several focus nodes, and each then has its results.
        nodes = [node for values in focus_value_nodes.values() for node in values]
        batches = [nodes] if len(set(nodes)) == len(nodes) else [[node] for node in nodes]
        reports: list[Any] = []
        good = True
        for name in self.property_shapes:
            shape = self.shape.get_other_shape(name)  # type: ignore[no-untyped-call]
            for batch in batches if shape is not None else ():
                fine, found = shape.validate(
                    executor, target_graph, focus=batch, _evaluation_path=_evaluation_path
                )
                good = good and fine
                reports.extend(found)
        return good, reports


class _LessThan(LessThanConstraintComponent):
    """`sh:lessThan`, for values that can't be compared too."""

    def evaluate(
        self,
        executor: SHACLExecutor,
        target_graph: rdflib.Graph,
        focus_value_nodes: dict[Any, Iterable[Any]],
        _evaluation_path: list[Any],
    ) -> tuple[bool, list[Any]]:
        """Compare the value nodes of each focus node with its other values."""
        plainly = super().evaluate
        return _compare(self, plainly, executor, target_graph, focus_value_nodes, _evaluation_path)


class _LessThanOrEquals(LessThanOrEqualsConstraintComponent):
    """`sh:lessThanOrEquals`, for values that can't be compared too."""

    def evaluate(
        self,
        executor: SHACLExecutor,
        target_graph: rdflib.Graph,
        focus_value_nodes: dict[Any, Iterable[Any]],
        _evaluation_path: list[Any],
    ) -> tuple[bool, list[Any]]:
        """Compare the value nodes of each focus node with its other values."""
        plainly = super().evaluate
        return _compare(self, plainly, executor, target_graph, focus_value_nodes, _evaluation_path)


class _Sparql(SPARQLBasedConstraint):
    """`sh:sparql`, for values that can't be computed with too."""

    def evaluate(
        self,
        executor: SHACLExecutor,
        target_graph: rdflib.Graph,
        focus_value_nodes: dict[Any, Iterable[Any]],
        _evaluation_path: list[Any],
    ) -> tuple[bool, list[Any]]:
        """Run the queries for each focus node."""
        plainly = super().evaluate
        return _compare(self, plainly, executor, target_graph, focus_value_nodes, _evaluation_path)


def _compare(
    constraint: Any,
    plainly: Any,
    executor: SHACLExecutor,
    graph: rdflib.Graph,
    value_nodes: dict[Any, Iterable[Any]],
    trail: list[Any],
) -> tuple[bool, list[Any]]:
    """Go focus node by focus node; where values can't be compared, pySHACL fails and SHACL has a result.

    Source: https://www.w3.org/TR/shacl/#LessThanConstraintComponent
    """
    messages = {m for query in getattr(constraint, "sparql_constraints", ()) for m in query.messages}
    reports: list[Any] = []
    good = True
    for focus, values in value_nodes.items():
        try:
            fine, found = plainly(executor, graph, {focus: values}, trail)
        except (TypeError, ValueError, ArithmeticError, RecursionError, ReportableRuntimeError):
            fine = False
            found = [
                constraint.make_v_result(graph, focus, value_node=value, extra_messages=messages or None)
                for value in values
            ]
        good = good and fine
        reports.extend(found)
    return good, reports


#: pySHACL's constraints and what takes their place; each has the same fields.
_STAND_INS: dict[type, type] = {
    PropertyConstraintComponent: _Properties,
    LessThanConstraintComponent: _LessThan,
    LessThanOrEqualsConstraintComponent: _LessThanOrEquals,
    SPARQLBasedConstraint: _Sparql,
}


def _as_list(focus: Any) -> list[Any]:
    """Give focus nodes as a list, be it one node or several."""
    return [focus] if isinstance(focus, rdflib.term.Node) else list(focus)


def _prepare_queries(constraint: SPARQLBasedConstraint) -> None:
    """Parse the constraint's queries, so that running one only binds `$this`."""
    for helper in constraint.sparql_constraints:
        _, text = helper.pre_bind_variables(rdflib.URIRef("urn:any"))
        query = prepareQuery(helper.apply_prefixes(text))
        helper.pre_bind_variables = _binder(query)
        helper.apply_prefixes = _same


def _binder(query: Any) -> Any:
    """Give a stand-in for `pre_bind_variables` that has the parsed query at hand."""

    def bind(this: Any, *_: Any, **__: Any) -> tuple[dict[str, Any], Any]:
        return {"this": this}, query

    return bind


def _same(query: Any) -> Any:
    """Leave a query as it is: its prefixes are applied."""
    return query
