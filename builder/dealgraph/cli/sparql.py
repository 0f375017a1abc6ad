"""`dealgraph sparql`: a query of one's own."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dealgraph.cli import options
from dealgraph.errors import InputError, ValidationError

if TYPE_CHECKING:
    import pyoxigraph as ox

#: Forms for rows: for people and programs, then the standard's, with Oxigraph's names for them.
_STANDARD = {"sparql-json": "JSON", "sparql-xml": "XML", "sparql-csv": "CSV", "sparql-tsv": "TSV"}
_ROWS = ("table", "csv", "json", "jsonl", "md", *_STANDARD)
#: Forms for triples.
_TRIPLES = {
    "turtle": "TURTLE", "ntriples": "N_TRIPLES", "rdfxml": "RDF_XML", "jsonld": "JSON_LD", "nt": "N_TRIPLES",
}  # fmt: skip


@click.command("sparql")
@options.place
@click.argument("text", required=False)
@click.option(
    "--file", type=click.Path(path_type=Path), help="Read the query from a file; - is standard input."
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice([*_ROWS, *_TRIPLES]),
    help="Default: table, turtle for triples.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Print at most N rows or triples.")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    metavar="SECONDS",
    help="Give up after so long.",
)
@options.at_endpoint
def command(
    graph: str,
    text: str | None,
    file: Path | None,
    form: str | None,
    limit: int | None,
    timeout: float | None,
    default_graph: str,
    auth_file: Path | None,
) -> None:
    """Ask a SPARQL query.

    GRAPH is a folder, or the address of an endpoint to which a graph was published.

    SELECT and ASK give rows, CONSTRUCT and DESCRIBE triples. The usual prefixes (dg, skos, prov, oa, xsd ...)
    are known. The default graph holds the merged facts; GRAPH ?filing { ... } reaches what a filing states.
    """
    from dealgraph.query.text import check_query, check_terms

    if (text is None) == (file is None):
        raise InputError("A query is wanted once", where="sparql", suggestion="Give TEXT or --file, not both")
    query = text if text is not None else _read(file)
    where = "sparql" if text is not None else str(file)
    check_query(query, where=where)
    check_terms(query, where=where)
    with _no_longer_than(timeout):
        store = options.open_graph(graph, default_graph, auth_file, timeout=timeout).open_store()
        _answer(store, query, form, limit, where)


def _read(file: Path | None) -> str:
    try:
        with click.open_file(str(file), encoding="utf-8") as stream:
            content: str = stream.read()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"The query cannot be read ({error})", where=str(file), suggestion="Give a text file in UTF-8"
        ) from error
    return content


@contextmanager
def _no_longer_than(seconds: float | None) -> Iterator[None]:
    """End the command when the time is over: Oxigraph can't be stopped in the middle of a query."""

    def give_up() -> None:
        sys.stderr.write(
            f"Error: sparql: The query was ended after {seconds:g} seconds. Ask for less, or give a longer --timeout.\n"
        )
        sys.stderr.flush()
        os._exit(2)

    if seconds is None:
        yield
        return
    clock = threading.Timer(seconds, give_up)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()


def _answer(store: ox.Store, query: str, form: str | None, limit: int | None, where: str) -> None:
    """Run the query and print its answer in the form that its kind has."""
    import pyoxigraph as ox

    from dealgraph.query.text import explain
    from dealgraph.rdf.terms import PREFIXES

    try:
        answer = store.query(query, prefixes=PREFIXES)
    except SyntaxError as error:
        raise explain(query, error, where=where) from error
    if isinstance(answer, ox.QueryTriples):
        if form is not None and form not in _TRIPLES:
            raise _not_a_form("Triples", form, _TRIPLES, where)
        data = ox.serialize(
            islice(answer, limit), format=getattr(ox.RdfFormat, _TRIPLES[form or "turtle"]), prefixes=PREFIXES
        )
        click.echo((data or b"").decode().rstrip("\n"))
        return
    if form in _TRIPLES:
        raise _not_a_form("Rows", str(form), _ROWS, where)
    if form in _STANDARD:
        if limit is not None and isinstance(answer, ox.QuerySolutions):
            answer = ox.parse_query_results(_cut(answer, limit), ox.QueryResultsFormat.TSV)
        data = answer.serialize(format=getattr(ox.QueryResultsFormat, _STANDARD[str(form)]))
        click.echo((data or b"").decode().rstrip("\r\n"))
    elif isinstance(answer, ox.QueryBoolean):
        click.echo("true" if answer else "false")
    else:
        _print_rows(answer, form or "table", limit)


def _print_rows(answer: ox.QuerySolutions, form: str, limit: int | None) -> None:
    from dealgraph.cli.output import render
    from dealgraph.query import Rows
    from dealgraph.query.terms import to_value

    columns = tuple(v.value for v in answer.variables)
    rows = tuple(tuple(to_value(s[c]) for c in columns) for s in islice(answer, limit))
    click.echo(render(Rows(columns, rows), form))


def _cut(answer: ox.QuerySolutions, limit: int) -> str:
    """Write the first solutions as TSV, which holds terms as they are."""
    lines = ["\t".join(f"?{v.value}" for v in answer.variables)]
    for solution in islice(answer, limit):
        lines.append("\t".join("" if x is None else str(x).replace("\t", "\\t") for x in solution))
    return "\n".join(lines) + "\n"


def _not_a_form(what: str, form: str, forms: Iterable[str], where: str) -> ValidationError:
    return ValidationError(
        f"{what} cannot be written as {form}", where=where, suggestion=f"Give one of {', '.join(forms)}"
    )
