"""`dealgraph info`: what a graph holds."""

from __future__ import annotations

import json
from pathlib import Path

import click

from dealgraph.cli import options

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
@options.as_json
def command(graph: Path, as_json: bool) -> None:
    """Say what a graph holds.

    Counts of filings, companies, drugs, antigens, agreements, terms and milestones, the dates of the
    filings, and the number of statements.
    """
    from dealgraph.query import select
    from dealgraph.store import GraphFolder

    store = GraphFolder.open(graph).open_store()
    counts = {str(cls).rsplit("#", 1)[-1]: count for cls, count in select(store, _COUNTS)}
    ((first, last),) = select(store, _YEARS).rows
    facts: dict[str, object] = {**counts, "firstFiled": first, "lastFiled": last, "statements": len(store)}
    if as_json:
        click.echo(json.dumps(facts, indent=1))
        return
    for name, value in facts.items():
        click.echo(f"{name:<15}{value if value is not None else '-':>12}")
