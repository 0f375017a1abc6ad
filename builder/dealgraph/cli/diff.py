"""`dealgraph diff`: what differs between two graphs, fact by fact."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dealgraph.cli import kinds, options

if TYPE_CHECKING:
    from dealgraph.changes import Change

_MARKS = {"new": "+", "renamed": ">", "merged": "<", "revised": "~", "gone": "-"}


@click.command("diff")
@click.argument("old", metavar="OLD", type=kinds.GRAPH)
@click.argument("new", metavar="NEW", type=kinds.GRAPH)
@options.as_json
@click.pass_context
def command(ctx: click.Context, old: Path, new: Path, as_json: bool) -> None:
    """List what differs between two graphs.

    Fact by fact: what is new, renamed, merged into another, revised (with what was added and removed) or gone.
    Exit code 1 if anything differs.
    """
    from dealgraph.changes import compare, count, tell
    from dealgraph.store import GraphFolder

    before, after = GraphFolder.open(old), GraphFolder.open(new)
    changes = tell(
        compare(before.merged_lines(), after.merged_lines()), before.open_store(), after.open_store()
    )
    if as_json:
        click.echo(json.dumps([asdict(c) for c in changes], ensure_ascii=False, indent=1))
    else:
        for change in changes:
            click.echo(line(change))
            for mark, said in (("-", change.removed), ("+", change.added)):
                for predicate, value in said if change.kind in ("revised", "renamed") else ():
                    click.echo(f"    {mark} {_statement(predicate, value)}")
        click.echo(summary(count(changes)) or "Nothing differs")
    ctx.exit(1 if changes else 0)


def line(change: Change) -> str:
    """Write a change in one line."""
    from dealgraph.cli.output import cell
    from dealgraph.rdf.terms import ID

    iri, into = change.iri.removeprefix(ID), change.into.removeprefix(ID)
    said = f"{_MARKS[change.kind]} {change.kind} {_words(change.cls)} {cell(change.label)} ({iri})"
    return f"{said} -> {into}" if into else said


def summary(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Write counts of changes in one line.

    >>> summary({"new": {"Milestone": 2}, "revised": {"Agreement": 1, "FinancialTerm": 1}})
    '2 new (2 milestone), 2 revised (1 agreement, 1 financial term)'
    """
    return ", ".join(
        f"{sum(by.values()):,} {kind} ({', '.join(f'{n:,} {_words(cls)}' for cls, n in by.items())})"
        for kind, by in counts.items()
    )


def _words(cls: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() and n else c.lower() for n, c in enumerate(cls))


def _statement(predicate: str, value: str) -> str:
    from dealgraph.changes import plain
    from dealgraph.cli.output import cell

    name = predicate[1:-1].rpartition("#")[2].rpartition("/")[2]
    return f"{name} {cell(plain(value))}"
