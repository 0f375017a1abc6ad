"""`dealgraph history`: which filing said what, when."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from dealgraph.cli import options


@click.command("history")
@options.graph
@click.argument("name", metavar="ID|NAME")
@options.as_json
def command(graph: Path, name: str, as_json: bool) -> None:
    """Say which filing said what, when.

    Of an agreement, a milestone or a term by its IRI; of a company, drug or antigen by name or IRI,
    whose agreements and milestones are then listed. Oldest filing first.
    """
    from dealgraph.cli.output import cell
    from dealgraph.history import history
    from dealgraph.rdf.terms import ID
    from dealgraph.store import GraphFolder

    sayings = history(GraphFolder.open(graph), name)
    if as_json:
        click.echo(json.dumps([asdict(s) for s in sayings], ensure_ascii=False, indent=1))
        return
    for s in sayings:
        note = " (superseded by an amendment)" if s.superseded else ""
        click.echo(f"{s.filed_on or 'undated':<10}  {cell(s.form)} {cell(s.accession)}{note}")
        click.echo(f"    {s.fact.removeprefix(ID)}: {cell(s.label)}")
        for field, value in s.said:
            click.echo(f"    {field}: {cell(value)}")
        if s.quote:
            click.echo(f'    "{cell(s.quote)}"')
