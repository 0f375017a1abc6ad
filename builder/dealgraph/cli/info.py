"""`dealgraph info`: what a graph holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dealgraph.cli import options

if TYPE_CHECKING:
    from dealgraph.store import GraphFolder

_COUNTS = """
SELECT ?class (COUNT(?thing) AS ?count) WHERE {
  VALUES ?class {
    dg:Filing dg:Company dg:Drug dg:Antigen dg:Agreement dg:FinancialTerm dg:Milestone
  }
  ?thing a ?class
} GROUP BY ?class ORDER BY ?class
"""
_YEARS = "SELECT (MIN(?d) AS ?first) (MAX(?d) AS ?last) WHERE { ?f a dg:Filing ; dg:filedOn ?d }"


@click.command("info")
@options.graph
@click.option(
    "--left-out", is_flag=True, help="List what was not read, failed the shapes or was not taken, and why."
)
@options.as_json
def command(graph: Path, left_out: bool, as_json: bool) -> None:
    """Say what a graph holds.

    Counts of filings, companies, drugs, antigens, agreements, terms and milestones, the dates of the
    filings, and the number of statements.
    """
    from dealgraph.query import select
    from dealgraph.store import GraphFolder

    folder = GraphFolder.open(graph)
    if left_out:
        _left_out(folder, as_json)
        return
    store = folder.open_store()
    counts = {str(cls).rsplit("#", 1)[-1]: count for cls, count in select(store, _COUNTS)}
    ((first, last),) = select(store, _YEARS).rows
    facts: dict[str, object] = {**counts, "firstFiled": first, "lastFiled": last, "statements": len(store)}
    if as_json:
        click.echo(json.dumps(facts, indent=1))
        return
    for name, value in facts.items():
        click.echo(f"{name:<15}{value if value is not None else '-':>12}")


def _left_out(folder: GraphFolder, as_json: bool) -> None:
    """List what the build's ledger holds."""
    manifest = folder.manifest()
    try:
        unread, quarantined, rejects = manifest.unread(), manifest.quarantine(), manifest.rejects()
    finally:
        manifest.close()
    if as_json:
        listed = {"unread": unread, "quarantined": quarantined, "rejects": rejects}
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for place, reason in unread:
        click.echo(f"Not read: {place}: {reason}")
    for filing, item, reason in quarantined:
        click.echo(f"Quarantined: {filing}{' ' + item if item else ''}: {reason}")
    for reason, count in sorted(rejects.items()):
        click.echo(f"Not taken: {reason}: {count:,}")
