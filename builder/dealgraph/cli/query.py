"""`dealgraph query`: a named query, asked of a graph."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dealgraph.cli import options
from dealgraph.errors import ValidationError

if TYPE_CHECKING:
    from dealgraph.query import Rows


@click.command("query")
@options.place
@click.argument("name")
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--folder", type=click.Path(path_type=Path), help="A folder with more .rq files.")
@options.rows_format
@options.limit
@click.option("--evidence", is_flag=True, help="Add the words that state it, their document and its address.")
@click.option("--columns", metavar="A,B", help="Only these columns, in this order.")
@options.at_endpoint
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    metavar="SECONDS",
    help="At an endpoint: give up after so long.  [default: 60]",
)
@options.as_json
def command(
    graph: str,
    name: str,
    parameters: tuple[str, ...],
    folder: Path | None,
    form: str,
    limit: int | None,
    evidence: bool,
    columns: str | None,
    default_graph: str,
    auth_file: Path | None,
    timeout: float | None,
    as_json: bool,
) -> None:
    """Ask a named query.

    `dealgraph queries` lists them. GRAPH is a folder, or the address of an endpoint to which a graph was
    published. Companies, drugs and antigens are given by name, IRI or identifier:

    \b
        dealgraph query GRAPH milestones company=ImmunoGen status=achieved
        dealgraph query GRAPH drugs-by-antigen antigen=HER2 --format csv
    """  # noqa: D301 - click takes this character for a mark
    from dealgraph.cli.output import render
    from dealgraph.query import load_queries, run

    queries = load_queries(folder)
    if name not in queries:
        close = difflib.get_close_matches(name, queries, n=1)
        raise ValidationError(
            f"There is no query {name!r}",
            suggestion=f"Did you mean {close[0]}" if close else f"Give one of: {', '.join(queries)}",
        )
    given: dict[str, str] = {}
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        if not equals or key in given:
            problem = "is given twice" if equals else "is not NAME=VALUE"
            raise ValidationError(
                f"{parameter!r} {problem}", where=name, suggestion="Write company=ImmunoGen"
            )
        given[key] = value
    place = options.open_graph(graph, default_graph, auth_file, timeout=timeout)
    store = place.open_store()
    rows = run(store, queries[name], {k: place.follow(v) for k, v in given.items()}, limit=limit)
    if evidence:
        from dealgraph.query.evidence import with_evidence

        rows = with_evidence(store, rows, where=name)
    if columns is not None:
        rows = _choose(rows, columns.split(","), name)
    click.echo(render(rows, "json" if as_json else form))


def _choose(rows: Rows, columns: list[str], where: str) -> Rows:
    """Keep some columns of the answer."""
    if unknown := [c for c in columns if c not in rows.columns]:
        raise ValidationError(
            f"The answer has no column {unknown[0]!r}",
            where=where,
            suggestion=f"It has {', '.join(rows.columns)}",
        )
    places = [rows.columns.index(c) for c in columns]
    return type(rows)(tuple(columns), tuple(tuple(row[i] for i in places) for row in rows))
