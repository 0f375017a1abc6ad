"""Named queries: SPARQL files with a title, a description and typed parameters, bound as terms, never pasted.

A query file is plain SPARQL with a comment header:

    # title: Milestones
    # description: Payments tied to an event, with the words that state them.
    # param company: company - who pays or receives
    # param year: year [default 2005] - year in which it was achieved

A parameter stands in the query as `$company`. It is replaced by one RDF term, written by the RDF library, so
that no text of a user becomes SPARQL. A line that ends in `# when company` is left out unless it is given, one that
ends in `# unless company` where it is; both take several names (`# when company and year unless drug or antigen`).
Where only the first rows are wanted, `$limit` says how many, for lines that end in `# when limit`: a query can find out
early which rows those are, and gather names and quotations for them alone.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dealgraph.errors import InputError, ValidationError
from dealgraph.resources import data_folder

if TYPE_CHECKING:
    from pyoxigraph import Store

Value = str | int | Decimal | float | bool | None

_HEADER = re.compile(r"#\s*(title|description|param)\b\s*(.*)")
_PARAM = re.compile(r":?\s*(\w+)\s*:\s*([\w-]+)\s*(?:\[(required|default\s+[^\]]+)\])?\s*-\s*(.+)")
_LIST = r"\w+(?:\s+(?:and|or)\s+\w+)*"
_WHEN = re.compile(rf"\s#\s*(?:when\s+({_LIST}))?\s*(?:\bunless\s+({_LIST}))?\s*$")
# Strings, IRIs and comments are stepped over: a `$name` in them is not a parameter.
_TOKEN = re.compile(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|<[^<>\s]*>|#[^\n]*|\$(\w+)')


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query. `kind` is an entity kind, a concept scheme or a literal type."""

    name: str
    kind: str
    text: str
    required: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query file, read."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: column names, and a tuple of values for each row.

    >>> rows = Rows(("drug", "deals"), (("SGN-40", 2),))
    >>> rows.dicts()
    [{'drug': 'SGN-40', 'deals': 2}]
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def dicts(self) -> list[dict[str, Value]]:
        """Give each row as a mapping of column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def load_queries(folder: Path | None = None) -> dict[str, NamedQuery]:
    """Read the named queries that ship with Dealgraph and those of a folder of one's own, by name.

    Args:
        folder: More `.rq` files; one with the name of a shipped query takes its place.

    Raises:
        InputError: The folder doesn't exist or a file's header is wrong.

    >>> load_queries()["milestones"].title
    'Milestones'
    """
    if folder is not None and not folder.is_dir():
        raise InputError(
            "This is not a folder", where=str(folder), suggestion="Give a folder that holds .rq files"
        )
    found: dict[str, NamedQuery] = {}
    for place in (data_folder("queries"), folder):
        for path in sorted(place.glob("*.rq")) if place else ():
            found[path.stem] = parse_query(path.stem, path.read_text(encoding="utf-8"), where=str(path))
    return dict(sorted(found.items()))


def parse_query(name: str, text: str, *, where: str = "") -> NamedQuery:
    r"""Read the comment header of a query.

    Raises:
        InputError: No title or description, or a line that isn't a parameter.

    >>> text = "# title: Drugs\n# description: All.\n# param year: year [required] - when\nSELECT * {}"
    >>> parse_query("drugs", text).parameters
    (Parameter(name='year', kind='year', text='when', required=True, default=None),)
    """
    from dealgraph.query.terms import KINDS

    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.fullmatch(line.rstrip())
        if header is None:
            if line and not line.startswith("#"):
                break
            continue
        if header[1] != "param":
            fields[header[1]] = header[2].removeprefix(":").strip()
            continue
        match = _PARAM.fullmatch(header[2])
        if match is None or match[2] not in KINDS:
            raise InputError(
                f"This is not a parameter: {line}",
                where=f"{where or name}, line {number}",
                suggestion=f"Write `# param NAME: TYPE - text`, TYPE one of {', '.join(sorted(KINDS))}",
            )
        rule = match[3] or ""
        default = rule.removeprefix("default").strip() if rule.startswith("default") else None
        parameters.append(Parameter(match[1], match[2], match[4], rule == "required", default))
    if not fields.get("title") or not fields.get("description"):
        raise InputError(
            "The query has no title or no description",
            where=where or name,
            suggestion="Begin the file with `# title: ...` and `# description: ...`",
        )
    return NamedQuery(name, fields["title"], fields["description"], tuple(parameters), text)


def bind(
    store: Store, query: NamedQuery, parameters: Mapping[str, object], *, limit: int | None = None
) -> str:
    """Give the SPARQL text of a query with its parameters put in as RDF terms.

    Args:
        store: The graph in which names are looked up.
        query: One of `load_queries`.
        parameters: Values by name.
        limit: How many rows will be read; the text's first rows are the same, and there may be more.

    Raises:
        ValidationError: A parameter is missing, unknown or not of its type.
    """
    from dealgraph.query.terms import to_term

    known = {p.name: p for p in query.parameters}
    if unknown := sorted(set(parameters) - set(known)):
        close = difflib.get_close_matches(unknown[0], known, n=1)
        hint = f"Did you mean {close[0]}" if close else f"It takes: {', '.join(known) or 'none'}"
        raise ValidationError(f"The query has no parameter {unknown[0]!r}", where=query.name, suggestion=hint)
    terms: dict[str, str] = {} if limit is None else {"limit": str(int(limit))}
    for parameter in query.parameters:
        value = parameters.get(parameter.name, parameter.default)
        if value is not None:
            terms[parameter.name] = to_term(
                store, parameter.kind, str(value), where=f"{query.name}, {parameter.name}"
            )
        elif parameter.required:
            raise ValidationError(
                f"The parameter {parameter.name!r} is missing ({parameter.text})",
                where=query.name,
                suggestion=f"Give {parameter.name}=VALUE",
            )
    lines = [line for line in query.text.splitlines() if _kept(line, terms.keys())]
    return _TOKEN.sub(lambda m: terms.get(m[1], m[0]) if m[1] else m[0], "\n".join(lines))


def _kept(line: str, given: Set[str]) -> bool:
    """Whether a line stands in the query that is asked, by the condition at its end.

    >>> _kept("?a dg:party $company . # when company", {"year"})
    False
    >>> _kept("?a dg:signedOn ?date . # when limit unless company or drug", {"limit", "year"})
    True
    """
    found = _WHEN.search(line)
    return found is None or (_holds(found[1], given, True) and not _holds(found[2], given, False))


def _holds(names: str | None, given: Set[str], otherwise: bool) -> bool:
    """Whether those named are given: all of "a and b", one of "a or b"."""
    if names is None:
        return otherwise
    words = names.split()
    return (any if "or" in words else all)(name in given for name in words[::2])


def run(
    store: Store,
    query: NamedQuery,
    parameters: Mapping[str, object] | None = None,
    *,
    limit: int | None = None,
) -> Rows:
    """Ask a named query.

    Args:
        store: The index of a graph.
        query: One of `load_queries`.
        parameters: Values by name; companies, drugs and antigens by name or IRI.
        limit: The most rows to give.

    Raises:
        ValidationError: A parameter is wrong, or the file's SPARQL is.
    """
    from dealgraph.store.remote import RemoteStore

    # How a query finds out early which rows are wanted suits the index; Virtuoso's compiler fails on some of it.
    early = None if isinstance(store, RemoteStore) else limit
    text = bind(store, query, parameters or {}, limit=early)
    rows = select(store, text, where=query.name, limit=limit)
    # GROUP_CONCAT of nothing is "" in some engines and unbound in others; no literal of a graph is empty.
    return Rows(rows.columns, tuple(tuple(None if v == "" else v for v in row) for row in rows))


def select(store: Store, text: str, *, where: str = "query", limit: int | None = None) -> Rows:
    """Ask a SELECT query and give its rows as Python values.

    Raises:
        ValidationError: The text is not SPARQL, or not a SELECT query.
    """
    from pyoxigraph import QuerySolutions

    from dealgraph.query.terms import to_value
    from dealgraph.rdf.terms import PREFIXES

    try:
        answer = store.query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise ValidationError(
            f"The query cannot be read: {error}".rstrip("."),
            where=where,
            suggestion="Correct the SPARQL text",
        ) from error
    if not isinstance(answer, QuerySolutions):
        raise ValidationError("Only a SELECT query has rows", where=where, suggestion="Write SELECT")
    columns = tuple(v.value for v in answer.variables)
    return Rows(columns, tuple(tuple(map(to_value, solution)) for solution in islice(answer, limit)))
