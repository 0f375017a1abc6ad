"""SHACL, filing by filing: is a named graph what the shapes say it must be?

The shapes are read once into a prepared pySHACL shapes graph (`dealgraph.check.shacl`), and each filing is a
small graph of its own. A screen (`dealgraph.check.screen`) finds out which shapes a filing may break, and pySHACL
runs on those alone, which is what makes a check cost milliseconds. Constraints across filings are queries on the store.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dealgraph.errors import ValidationError
from dealgraph.rdf.terms import XSD_STRING
from dealgraph.resources import data_folder

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

    from dealgraph.check.screen import Screen

_SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Violation:
    """One validation result, of any severity.

    Attributes:
        severity: "Violation" (the graph is wrong), "Warning" (a person should look) or "Info".
        focus: IRI of the node that was checked.
        path: The property, as an IRI or as a SPARQL property path, or None where the node itself is meant.
        value: The value at fault, or None where one is missing or several are too many.
        message: What should be so, in a sentence.
        shape: IRI of the shape that says so.
        constraint: SHACL's name of the kind of constraint, such as "MinCountConstraintComponent".
    """

    severity: str
    focus: str
    path: str | None
    value: str | None
    message: str
    shape: str
    constraint: str = ""

    def __str__(self) -> str:
        about = f" {self.path}" if self.path else ""
        found = f" (found: {self.value})" if self.value is not None else ""
        return f"{self.severity}: {self.focus}{about}: {self.message}{found}"


def conforms(results: Sequence[Violation]) -> bool:
    """Tell whether results let a filing into the graph: there is no "Violation" among them.

    >>> conforms([Violation("Warning", "urn:a", None, None, "Look at it.", "urn:s")])
    True
    """
    return all(result.severity != "Violation" for result in results)


class Checker:
    """Checks named graphs against the shapes. Make one per process: making it takes half a second.

    Args:
        shapes: Folder of Turtle files with the shapes, by default those that ship with Dealgraph.

    Raises:
        ValidationError: The folder holds no shapes, or they are not Turtle or not SHACL.
    """

    def __init__(self, shapes: Path | None = None) -> None:
        from dealgraph.check.screen import Screen
        from dealgraph.check.shacl import PreparedShapes

        graph = read_shapes(shapes or data_folder("shapes"))
        self._shapes = PreparedShapes(graph)
        self._screen = Screen(graph, self._shapes.roots)
        self._grave = Screen(graph, self._shapes.roots, grave=True)

    def check(self, nquads_lines_of_one_filing: Sequence[str]) -> tuple[Violation, ...]:
        """Check one filing.

        Args:
            nquads_lines_of_one_filing: The N-Quads lines of its named graph. Graph names are not looked at.

        Returns:
            The results, the gravest first, in the same order for the same input.

        Raises:
            ValidationError: The lines are not N-Quads.
        """
        return self._results(nquads_lines_of_one_filing, self._screen)

    def violations(self, nquads_lines_of_one_filing: Sequence[str]) -> tuple[Violation, ...]:
        """Give what keeps a filing out of the graph: those results of `check` that are a "Violation".

        It takes less time than `check`, for many filings have warnings and few have violations.

        Raises:
            ValidationError: The lines are not N-Quads.
        """
        results = self._results(nquads_lines_of_one_filing, self._grave)
        return tuple(result for result in results if result.severity == "Violation")

    def _results(self, lines: Sequence[str], screen: Screen) -> tuple[Violation, ...]:
        from dealgraph.check.data import read_plain

        data, only = read_plain(lines), None
        if data is not None:
            only = screen.suspects(data)
            if not only:
                return ()
        results = {Violation(**fields) for fields in self._shapes.results(_graph(_quads(lines)), only)}
        return tuple(sorted(results, key=_order))


def read_shapes(folder: Path) -> rdflib.Graph:
    """Read all Turtle files of a folder into one graph.

    Raises:
        ValidationError: The folder holds no Turtle file, or one that can't be parsed.
    """
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise ValidationError(
            "There are no shapes",
            where=str(folder),
            suggestion="Give a folder with .ttl files of SHACL shapes",
        )
    for file in files:
        try:
            graph.parse(file, format="turtle")
        except (SyntaxError, ValueError) as error:
            raise ValidationError(
                f"This is not Turtle ({' '.join(str(error).split())[:200]})",
                where=str(file),
                suggestion="Mend the file or leave it out",
            ) from error
    return graph


def parse_lines(lines: Sequence[str]) -> rdflib.Graph:
    """Parse N-Quads lines into an rdflib graph, all graph names taken as one.

    pyoxigraph parses, for rdflib's own parser takes longer than the check.

    Raises:
        ValidationError: The lines are not N-Quads.
    """
    return _graph(_quads(lines))


def _quads(lines: Sequence[str]) -> list[pyoxigraph.Quad]:
    import pyoxigraph

    text = "\n".join(line.rstrip("\n") for line in lines)
    try:
        return list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise ValidationError(
            f"This is not N-Quads ({error})",
            where=f"line {error.lineno}" if error.lineno else "",
            suggestion="Give the lines of one filing's named graph",
        ) from error


def _graph(quads: Iterable[pyoxigraph.Quad]) -> rdflib.Graph:
    """Put quads into an rdflib graph."""
    import rdflib
    from rdflib.plugins.stores.memory import SimpleMemory

    class FilingGraph(rdflib.Graph):
        """A graph that is true without counting its triples, for pySHACL asks often."""

        def __bool__(self) -> bool:
            return True

    graph = FilingGraph(store=SimpleMemory(), bind_namespaces="none")
    add = graph.store.add
    terms: dict[object, rdflib.term.Identifier] = {}
    with _without_warnings():
        for quad in quads:
            s, p, o = quad.subject, quad.predicate, quad.object
            add((_term(s, terms), _term(p, terms), _term(o, terms)), graph)
    return graph


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Keep rdflib from logging a traceback for each ill-typed literal: the shapes report those."""
    log = logging.getLogger("rdflib.term")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


def _term(node: object, known: dict[object, rdflib.term.Identifier]) -> rdflib.term.Identifier:
    """Turn a pyoxigraph term into rdflib's, once per term of a graph."""
    import pyoxigraph
    import rdflib

    found = known.get(node)
    if found is None:
        if isinstance(node, pyoxigraph.NamedNode):
            found = rdflib.URIRef(node.value)
        elif isinstance(node, pyoxigraph.BlankNode):
            found = rdflib.BNode(node.value)
        elif isinstance(node, pyoxigraph.Literal):
            found = _literal(node)
        else:
            raise ValidationError("Triple terms can't be checked", suggestion="Write plain triples")
        known[node] = found
    return found


def _literal(node: object) -> rdflib.Literal:
    """Turn a pyoxigraph literal into rdflib's, its lexical form as it is."""
    import pyoxigraph
    import rdflib

    assert isinstance(node, pyoxigraph.Literal)  # noqa: S101 - for the type checker
    if node.language:
        return rdflib.Literal(node.value, lang=node.language)
    if node.datatype.value == XSD_STRING:
        return rdflib.Literal(node.value)  # for rdflib, which tells "a" from "a"^^xsd:string
    return rdflib.Literal(node.value, datatype=rdflib.URIRef(node.datatype.value), normalize=False)


def _order(result: Violation) -> tuple[int, str, str, str, str, str]:
    """Sort results by gravity, then by where they are."""
    gravity = _SEVERITIES.index(result.severity) if result.severity in _SEVERITIES else len(_SEVERITIES)
    return (gravity, result.focus, result.shape, result.path or "", result.value or "", result.constraint)
