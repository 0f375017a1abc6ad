"""`dealgraph sparql`: a query of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from dealgraph.cli import options
from dealgraph.errors import InputError, ValidationError

_ROWS = ("table", "csv", "json", "jsonl", "md", "sparql-json", "sparql-xml", "sparql-tsv")
_TRIPLES = ("turtle", "nt")


@click.command("sparql")
@options.graph
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
@options.limit
def command(graph: Path, text: str | None, file: Path | None, form: str | None, limit: int | None) -> None:
    """Ask a SPARQL query.

    SELECT and ASK give rows, CONSTRUCT and DESCRIBE triples. The usual prefixes (dg, skos, prov, oa, xsd ...)
    are known. The default graph holds the merged facts; GRAPH ?filing { ... } reaches what a filing states.
    """
    from dealgraph.store import GraphFolder

    if (text is None) == (file is None):
        raise InputError("A query is wanted once", where="sparql", suggestion="Give TEXT or --file, not both")
    query = text if text is not None else _read(file)
    store = GraphFolder.open(graph).open_store()
    _answer(store, query, form, limit)


def _read(file: Path | None) -> str:
    try:
        with click.open_file(str(file), encoding="utf-8") as stream:
            content: str = stream.read()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"The query cannot be read ({error})", where=str(file), suggestion="Give a text file in UTF-8"
        ) from error
    return content


def _answer(store: object, query: str, form: str | None, limit: int | None) -> None:
    """Run the query and print its answer in the form that its kind has."""
    import pyoxigraph as ox

    from dealgraph.cli.output import render
    from dealgraph.query import select
    from dealgraph.rdf.terms import PREFIXES

    if not isinstance(store, ox.Store):
        raise TypeError("an Oxigraph store is wanted")
    try:
        answer = store.query(query, prefixes=PREFIXES)
    except SyntaxError as error:
        message = " ".join(str(error).split()).rstrip(".")
        raise ValidationError(message, where="sparql", suggestion="Correct the query") from error
    if isinstance(answer, ox.QueryTriples):
        target = ox.RdfFormat.N_TRIPLES if form == "nt" else ox.RdfFormat.TURTLE
        data = ox.serialize(answer, format=target, prefixes=PREFIXES)
        click.echo((data or b"").decode(), nl=False)
        return
    if form in _TRIPLES:
        raise ValidationError(
            f"Rows cannot be written as {form}", where="sparql", suggestion=f"Give one of {', '.join(_ROWS)}"
        )
    if isinstance(answer, ox.QueryBoolean):
        click.echo("true" if answer else "false")
        return
    standard = {
        "sparql-json": ox.QueryResultsFormat.JSON,
        "sparql-xml": ox.QueryResultsFormat.XML,
        "sparql-tsv": ox.QueryResultsFormat.TSV,
    }
    if form in standard:
        click.echo((answer.serialize(format=standard[form]) or b"").decode())
    else:
        click.echo(render(select(store, query, where="sparql", limit=limit), form or "table"))
