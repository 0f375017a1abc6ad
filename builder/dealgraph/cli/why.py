"""`dealgraph why`: why two are one, or not."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from dealgraph.cli import options


@click.command("why")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@options.graph
@options.as_json
def command(first: str, second: str, graph: Path, as_json: bool) -> None:
    """Explain why two are one or not.

    A and B are names of companies, drugs or antigens, IRIs of the graph (also earlier ones), or
    items of a filing as FILING#ITEM. What is wrong can be put right in GRAPH/identities.toml.
    """
    from dealgraph.cli.output import cell
    from dealgraph.store import GraphFolder
    from dealgraph.why import why

    answer = why(GraphFolder.open(graph), first, second)
    if as_json:
        click.echo(json.dumps(asdict(answer), ensure_ascii=False, indent=1))
        return
    for sentence in answer.sentences:
        click.echo(cell(sentence))
    if answer.filings:
        click.echo(f"Filings: {', '.join(answer.filings)}")
