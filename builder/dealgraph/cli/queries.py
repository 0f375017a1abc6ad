"""`dealgraph queries`: the named queries and their parameters."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from dealgraph.cli import options


@click.command("queries")
@click.option("--folder", type=click.Path(path_type=Path), help="A folder with more .rq files.")
@options.as_json
def command(folder: Path | None, as_json: bool) -> None:
    """List the named queries.

    Each with what it answers and the parameters it takes.
    """
    from dealgraph.query import load_queries

    queries = load_queries(folder)
    if as_json:
        listed = [{k: v for k, v in asdict(q).items() if k != "text"} for q in queries.values()]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for query in queries.values():
        click.secho(query.name, bold=True, nl=False)
        click.echo(f" - {query.description}")
        for p in query.parameters:
            rule = ", required" if p.required else f", default {p.default}" if p.default is not None else ""
            click.echo(f"    {p.name}=  {p.text} ({p.kind}{rule})")
