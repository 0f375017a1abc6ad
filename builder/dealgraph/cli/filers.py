"""`dealgraph filers`: the reference table of EDGAR filers."""

from __future__ import annotations

from pathlib import Path

import click

from dealgraph.cli import kinds, options


@click.group("filers")
def command() -> None:
    """Keep the table of EDGAR filers up to date.

    A company that a filing names by its legal name gets the CIK of the one filer of that name.
    """


@command.command("update")
@click.argument("graph", metavar="GRAPH", type=kinds.PLACE)
@click.option(
    "--identity",
    metavar="TEXT",
    help="Your name and e-mail address, which the SEC asks for; else the variable EDGAR_IDENTITY says it.",
)
@click.option(
    "--rate", type=click.IntRange(1, 10), default=8, show_default=True, help="Most requests in a second."
)
@options.quiet
def update(graph: str | Path, identity: str | None, rate: int, quiet: bool) -> None:
    """Write GRAPH/filers.tsv from EDGAR's list.

    The next `dealgraph build` uses it in place of the table that ships with Dealgraph. Needs the
    extra: pip install "dealgraph[fetch]".
    """
    from dealgraph import filers
    from dealgraph.urls import shown

    with kinds.changing(graph) as folder:
        now, before = filers.update(folder, identity=identity, per_second=rate)
    if not quiet:
        click.echo(f"{shown(str(graph))}/{filers.NAME}: {now:,} filers, {before:,} before")
