"""A published graph on a SPARQL server, read as the index of a GRAPH folder is.

`RemoteStore` has those methods of `pyoxigraph.Store` by which Dealgraph reads: `query` and `quads_for_pattern`.
What it answers are pyoxigraph's own objects, so that nothing that reads a graph needs to know where it lies.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from dealgraph.endpoint import Client
from dealgraph.errors import StorageError
from dealgraph.store.publication import PUBLICATION
from dealgraph.store.remote_query import prepare

if TYPE_CHECKING:
    import pyoxigraph as ox

_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.8"
#: Resources asked for in one request.
_TOGETHER = 400
#: Resources whose triples are remembered at most.
_MOST = 50_000
#: What Virtuoso calls the one column of an ASK.
_VIRTUOSO_ASK = "__ASK_RETVAL"


class RemoteStore:
    """A graph on a SPARQL server, to be read. What it has read it remembers: make a new one for a new state."""

    def __init__(self, client: Client, default_graph: str = "") -> None:
        self._client, self._default = client, default_graph
        self._subjects: dict[str, list[ox.Quad]] = {}
        self._patterns: dict[str, list[ox.Quad]] = {}
        self._kept = 0

    def query(
        self,
        text: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        default_graph: Sequence[ox.NamedNode] | None = None,
        named_graphs: Sequence[ox.NamedNode] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Ask a query; the arguments are those of `pyoxigraph.Store.query`.

        Raises:
            SyntaxError: It is not a SPARQL 1.1 query. An update is none.
            ValidationError: The server can't answer it.
            StorageError: The server can't be reached, or its answer is cut.
        """
        import pyoxigraph as ox

        # On an empty store: says whether it is a query at all, where it is wrong, and what its answer will be.
        kind = type(ox.Store().query(text, prefixes=dict(prefixes or {})))
        dataset = [("default-graph-uri", g.value) for g in default_graph or ()]
        dataset += [("named-graph-uri", g.value) for g in named_graphs or ()]
        ready = prepare(text, "" if dataset else self._default)
        if kind is ox.QueryTriples:
            return self._triples(ready, dataset)
        answer = self._client.query(ready, _ROWS, dataset)
        _check_whole(answer.headers, answer.body, self._client.address.query)
        try:
            found = ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise _unreadable(error, self._client.address.query) from error
        if kind is ox.QueryBoolean and isinstance(found, ox.QuerySolutions):
            return _truth(found)
        if not isinstance(found, kind):
            raise _unreadable(
                TypeError("not the kind of answer that was asked for"), self._client.address.query
            )
        return found

    def _triples(self, text: str, dataset: list[tuple[str, str]]) -> ox.QueryTriples:
        """Ask for triples. They go through an empty store, the one way to make a `QueryTriples`."""
        import pyoxigraph as ox

        answer = self._client.query(text, _TRIPLES, dataset)
        form = ox.RdfFormat.TURTLE if answer.media == "text/turtle" else ox.RdfFormat.N_TRIPLES
        store = ox.Store()
        try:
            store.load(answer.body, form)
        except (SyntaxError, ValueError) as error:
            raise _unreadable(error, self._client.address.query) from error
        return cast("ox.QueryTriples", store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | None,
        predicate: ox.NamedNode | None,
        object: ox.NamedNode | ox.Literal | None,
        graph_name: ox.NamedNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """Give the quads that match; None matches anything, as in `pyoxigraph.Store.quads_for_pattern`.

        Raises:
            StorageError: The server can't be reached or its answer can't be read.
        """
        import pyoxigraph as ox

        if subject is not None and isinstance(graph_name, ox.DefaultGraph):
            self.prefetch([subject.value])
            return iter(
                [
                    q
                    for q in self._subjects[subject.value]
                    if predicate in (None, q.predicate) and object in (None, q.object)
                ]
            )
        key = _key(subject, predicate, object, graph_name)
        if key not in self._patterns:
            self._patterns[key] = self._match(subject, predicate, object, graph_name)
        return iter(self._patterns[key])

    def prefetch(self, iris: Iterable[str]) -> None:
        """Read all that the default graph says of resources, many in one request.

        Raises:
            StorageError: The server can't be reached or its answer can't be read.
        """
        wanted = sorted(set(iris) - self._subjects.keys())
        if len(self._subjects) + len(wanted) > _MOST + self._kept:
            self._subjects.clear()
            self._kept = 0
            wanted = sorted(set(iris))
        for part in _parts(wanted):
            self._read(f"{_values('s', part)} ?s ?p ?o", part)

    def keep(self, pattern: str) -> list[str]:
        """Read the triples that a pattern of ?s, ?p and ?o finds in the default graph, and take them for all there is.

        Args:
            pattern: A group pattern, written in RDF terms.

        Returns:
            The subjects found.
        """
        found = self._read(pattern, ())
        self._kept += len(found)
        return found

    def _read(self, pattern: str, subjects: Iterable[str]) -> list[str]:
        """Read triples and remember them by subject; of subjects that have none, remember that."""
        found: dict[str, list[ox.Quad]] = {s: [] for s in subjects}
        for quad in self._quads(f"SELECT ?s ?p ?o WHERE {{ {pattern} }}", wrapped=False):
            found.setdefault(str(getattr(quad.subject, "value", "")), []).append(quad)
        self._subjects.update(found)
        return list(found)

    def prefetch_subjects(self, predicate: ox.NamedNode, objects: Iterable[str]) -> None:
        """Read what has resources as the value of a property in the default graph, many in one request.

        Raises:
            StorageError: The server can't be reached or its answer can't be read.
        """
        import pyoxigraph as ox

        for part in _parts(sorted(set(objects))):
            found: dict[str, list[ox.Quad]] = {
                _key(None, predicate, ox.NamedNode(o), ox.DefaultGraph()): [] for o in part
            }
            text = (
                f"SELECT ?s ?p ?o WHERE {{ {_values('o', part)} ?s {predicate} ?o BIND({predicate} AS ?p) }}"
            )
            for quad in self._quads(text, wrapped=False):
                found[_key(None, predicate, quad.object, ox.DefaultGraph())].append(quad)
            self._patterns.update(found)

    def prefetch_stated(self, predicate: ox.NamedNode, graphs: Mapping[str, Sequence[str]]) -> None:
        """Read what filings state of a property of resources, many in one request.

        Args:
            predicate: The property.
            graphs: For each resource the graphs that will be asked about.

        Raises:
            StorageError: The server can't be reached or its answer can't be read.
        """
        import pyoxigraph as ox

        for part in _parts(sorted(graphs)):
            found: dict[str, list[ox.Quad]] = {
                _key(ox.NamedNode(s), predicate, None, ox.NamedNode(g)): [] for s in part for g in graphs[s]
            }
            pattern = f"{_values('s', part)} GRAPH ?g {{ ?s {predicate} ?o }} BIND({predicate} AS ?p)"
            for quad in self._quads(f"SELECT ?s ?p ?o ?g WHERE {{ {pattern} }}", wrapped=True):
                if (key := _key(quad.subject, predicate, None, quad.graph_name)) in found:
                    found[key].append(quad)
            self._patterns.update(found)

    def _match(
        self,
        subject: ox.NamedNode | None,
        predicate: ox.NamedNode | None,
        object: ox.NamedNode | ox.Literal | None,
        graph_name: ox.NamedNode | ox.DefaultGraph | None,
    ) -> list[ox.Quad]:
        import pyoxigraph as ox

        given = {"s": subject, "p": predicate, "o": object}
        triple = " ".join(str(term) if term is not None else f"?{name}" for name, term in given.items())
        merged = f"GRAPH <{self._default}> {{ {triple} }}" if self._default else triple
        hidden = " && ".join(f"?g != <{g}>" for g in (PUBLICATION, self._default) if g)
        if isinstance(graph_name, ox.NamedNode):
            pattern = f"GRAPH {graph_name} {{ {triple} }} BIND({graph_name} AS ?g)"
        elif graph_name is None:
            pattern = f"{{ {merged} }} UNION {{ GRAPH ?g {{ {triple} }} FILTER({hidden}) }}"
        else:
            pattern = merged
        for name, term in given.items():
            pattern += f" BIND({term} AS ?{name})" if term is not None else ""
        return list(self._quads(f"SELECT ?s ?p ?o ?g WHERE {{ {pattern} }}", wrapped=True))

    def _quads(self, text: str, *, wrapped: bool) -> Iterator[ox.Quad]:
        """Give the quads of rows of ?s, ?p, ?o and perhaps ?g; `wrapped` where the text names its graphs itself."""
        import pyoxigraph as ox

        asked = RemoteStore(self._client) if wrapped else self
        for row in cast("Iterable[Mapping[str, Any]]", asked.query(text)):
            graph = row["g"] if wrapped else None
            yield ox.Quad(row["s"], row["p"], row["o"], graph or ox.DefaultGraph())


def _key(*terms: object) -> str:
    """Name a pattern."""
    return " ".join(map(repr, terms))


def _parts(iris: Sequence[str]) -> Iterator[Sequence[str]]:
    return (iris[n : n + _TOGETHER] for n in range(0, len(iris), _TOGETHER))


def _values(name: str, iris: Iterable[str]) -> str:
    """Write a VALUES block.

    >>> _values("s", ["urn:a", "urn:b"])
    'VALUES ?s { <urn:a> <urn:b> }'
    """
    import pyoxigraph as ox

    return f"VALUES ?{name} {{ {' '.join(str(ox.NamedNode(i)) for i in iris)} }}"


def _check_whole(headers: Mapping[str, str], body: bytes, url: str) -> None:
    """Refuse an answer that Virtuoso has cut without a word in the answer itself.

    Raises:
        StorageError: It has as many rows as the server gives at most, or the server stopped early.
    """
    most = headers.get("x-sparql-maxrows", "")
    cut = most.isascii() and most.isdigit() and _count(body) >= int(most) > 0
    if cut or "x-sparql-anytime" in headers or headers.get("x-sql-state", "").startswith("S1TAT"):
        raise StorageError(
            f"The endpoint cut its answer short{f' after {int(most):,} rows' if cut else ''}",
            where=url,
            suggestion="Ask for less, with LIMIT, or raise the server's limits (ResultSetMaxRows in virtuoso.ini)",
        )


def _count(body: bytes) -> int:
    """Count the rows of an answer in SPARQL's JSON."""
    try:
        return len(json.loads(body)["results"]["bindings"])
    except (ValueError, KeyError, TypeError):
        return 0


def _truth(found: ox.QuerySolutions) -> ox.QueryBoolean:
    """Read an ASK that Virtuoso answered with a row."""
    import pyoxigraph as ox

    value = next((getattr(row[_VIRTUOSO_ASK], "value", "") for row in found), "")
    text = json.dumps({"head": {}, "boolean": value in ("1", "true")})
    return cast("ox.QueryBoolean", ox.parse_query_results(text, ox.QueryResultsFormat.JSON))


def _unreadable(error: Exception, url: str) -> StorageError:
    said = " ".join(str(error).split())[:150]
    return StorageError(
        f"The endpoint's answer cannot be read ({said})",
        where=url,
        suggestion="Give the address of a SPARQL 1.1 endpoint",
    )
