"""What a worker process can be asked: a name, and a function of the graph for each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dealgraph.errors import InputError, StorageError, ValidationError
from dealgraph.serve.answers import answer
from dealgraph.serve.entities import entity
from dealgraph.serve.limits import Limits
from dealgraph.serve.neighbours import neighbours
from dealgraph.serve.passages import passage
from dealgraph.serve.replies import Reply, failure, reply_json
from dealgraph.serve.state import State
from dealgraph.store import Dataset, GraphFolder
from dealgraph.store.places import RemoteGraph


def open_state(folder: GraphFolder | RemoteGraph, dataset: Dataset, queries: Path | None) -> State:
    """Open a graph wherever it lies.

    Raises:
        StorageError: It can't be read.
    """
    if isinstance(folder, RemoteGraph):
        from dealgraph.serve.remote import RemoteState

        return RemoteState(folder, dataset, queries)
    return State(folder, dataset, queries)


@dataclass(frozen=True, slots=True)
class Job:
    """A question to a worker: its name and its arguments, which are plain values."""

    name: str
    arguments: Mapping[str, Any]


def run(state: State, job: Job, limits: Limits) -> Reply:
    """Answer a question; what the graph or the question makes impossible is told as a reply.

    Raises:
        StorageError: The GRAPH folder can't be read.
    """
    try:
        return _JOBS[job.name](state, limits, **job.arguments)
    except (ValidationError, InputError) as error:
        where = f"{error.where}: " if error.where else ""
        return failure(
            400, "invalid", f"{where}{error.problem}.", f"{error.suggestion}." * bool(error.suggestion)
        )
    except StorageError as error:
        if not isinstance(state.folder, RemoteGraph):
            raise
        print(f"dealgraph serve: {error}", file=sys.stderr)
        return failure(502, "endpoint", f"{error.problem}.", "Ask again; tell us if it stays so.")


def _sparql(
    state: State, limits: Limits, *, query: str, accept: str, default: list[str], named: list[str]
) -> Reply:
    return answer(state.store, query, accept, most=limits.result, default_graphs=default, named_graphs=named)


def _search(state: State, limits: Limits, *, q: str, kind: str | None, limit: int) -> Reply:
    return reply_json({"results": state.index.search(q, kind, limit)})


def _entity(state: State, limits: Limits, *, iri: str) -> Reply:
    now = state.follow(_checked(iri))
    state.prepare(now)
    return _found(entity(state.reader, now))


def _neighbours(state: State, limits: Limits, *, iri: str, limit: int) -> Reply:
    now = state.follow(_checked(iri))
    state.prepare(now)
    return _found(neighbours(state.reader, now, limit))


def _evidence(state: State, limits: Limits, *, iri: str) -> Reply:
    return _found(passage(state.reader, state.folder, _checked(iri)))


def _stats(state: State, limits: Limits, *, company: str | None, **choice: Any) -> Reply:
    asked = None if company is None else state.follow(_checked(company))
    return reply_json({"series": state.table.series(company=asked, **choice)})


def _queries(state: State, limits: Limits) -> Reply:
    listed = [
        {
            "name": q.name,
            "title": q.title,
            "description": q.description,
            "parameters": [
                {
                    "name": p.name,
                    "type": p.kind,
                    "description": p.text,
                    "required": p.required,
                    "default": p.default,
                }
                for p in q.parameters
            ],
        }
        for q in state.queries.values()
    ]
    return reply_json({"queries": listed})


def _query(state: State, limits: Limits, *, name: str, parameters: dict[str, str]) -> Reply:
    from dealgraph.query import run as run_query

    if name not in state.queries:
        return failure(
            404, "not-found", f"There is no query {name!r}.", "GET /api/queries lists the named queries."
        )
    given = {k: state.follow(v) for k, v in parameters.items()}
    rows = run_query(state.store, state.queries[name], given, limit=limits.rows)
    return reply_json({"columns": rows.columns, "rows": rows.rows})


def _info(state: State, limits: Limits) -> Reply:
    summary = state.dataset.summary
    return reply_json({"generation": state.dataset.generation, "summary": dict(summary)})


def _checked(iri: str) -> str:
    """Let through what is an IRI.

    Raises:
        ValidationError: It is none.
    """
    import pyoxigraph as ox

    try:
        return ox.NamedNode(iri).value
    except ValueError as error:
        raise ValidationError(
            "This is not an IRI", where="iri", suggestion="Give an IRI of the graph"
        ) from error


def _found(value: object) -> Reply:
    if value is None:
        return failure(
            404, "not-found", "The graph has no such thing.", "GET /api/search finds things by name."
        )
    return reply_json(value)


_JOBS: Mapping[str, Callable[..., Reply]] = {
    "sparql": _sparql,
    "search": _search,
    "entity": _entity,
    "neighbours": _neighbours,
    "evidence": _evidence,
    "stats": _stats,
    "queries": _queries,
    "query": _query,
    "info": _info,
}
