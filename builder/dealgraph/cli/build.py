"""`dealgraph build`: filings in, a checked and queryable graph out."""

from __future__ import annotations

import json
import os
import sys
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dealgraph.cli import kinds, options

if TYPE_CHECKING:
    from dealgraph.build import BuildReport

#: The kinds of fact that a summary counts, in plural.
_KINDS = {
    "Company": "companies",
    "Drug": "drugs",
    "Antigen": "antigens",
    "Agreement": "agreements",
    "FinancialTerm": "financial terms",
    "Milestone": "milestones",
}
#: At most so many reasons are listed on the terminal; `--json` gives all.
_SHOWN = 20


@click.command("build")
@options.paths
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="GRAPH",
    type=kinds.PLACE,
    help="The graph's folder, or the URL of one (s3://BUCKET/FOLDER).",
)
@options.extractor
@click.option(
    "-w",
    "--workers",
    type=kinds.WORKERS,
    default=lambda: os.cpu_count() or 1,
    show_default="one for each processor",
    metavar="N|ADDRESS",
    help="How many processes read filings; or a Dask scheduler, tcp://HOST:PORT, whose workers do.",
)
@options.shapes
@click.option(
    "--identities",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="What is the same or different, as TOML; kept as GRAPH/identities.toml for later builds.",
)
@options.read_limits
@options.quiet
@options.as_json
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str | Path, ...],
    output: str | Path,
    extractor: str,
    workers: int | str,
    shapes: Path | None,
    identities: Path | None,
    read_limits: tuple[str, ...],
    quiet: bool,
    as_json: bool,
) -> None:
    """Build a graph from filings, or bring one up to date.

    PATH is a filing (EDGAR submission, HTML, text, Markdown), a folder, a zip or tar archive, or the URL of one
    (s3://BUCKET/FOLDER; needs the extra: pip install "dealgraph[cloud]").
    What is unchanged since the last build is not read again; what is gone from PATH leaves the graph.
    What is new, merged, revised or gone is told.
    What could not be read, and what failed the shapes, is listed with its reason (exit code 1).
    How far it is, its rate and the time left stand on a terminal; elsewhere a line tells them every ten seconds.
    """
    from dealgraph.build import build
    from dealgraph.cli.progress import Meter
    from dealgraph.read import DEFAULT
    from dealgraph.urls import shown

    meter = Meter(sys.stderr, terminal=sys.stderr.isatty()).start()
    with closing(meter):
        report = build(
            paths,
            output,
            extractor=extractor,
            workers=workers,
            shapes=shapes,
            identities=identities,
            limits=DEFAULT.change(read_limits),
            progress=None if quiet or as_json else meter,
        )
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False, indent=1))
    elif quiet:
        _say_problems(report, warnings=False)
    else:
        _say(report, shown(str(output)))
    ctx.exit(options.exit_code(report.filings, len(report.unread) + len(report.quarantined)))


def _say(report: BuildReport, output: str) -> None:
    """Say in a few lines what the build did."""
    reading = f"{report.read} files read, {report.unchanged} unchanged, {report.removed} removed"
    click.echo(
        f"{output}: {report.filings} filings ({reading}), {report.quads:,} quads, {report.seconds:.1f} s"
    )
    facts = ", ".join(f"{report.facts.get(kind, 0):,} {words}" for kind, words in _KINDS.items())
    click.echo(f"Facts: {facts}")
    if report.rejects:
        click.echo(
            f"Not taken: {sum(report.rejects.values()):,} candidates (`dealgraph info GRAPH --left-out`)"
        )
    _say_changes(report)
    _say_problems(report)


def _say_problems(report: BuildReport, *, warnings: bool = True) -> None:
    """Say on stderr what was left out, and why."""
    problems = [f"Warning: {warning}" for warning in report.warnings] if warnings else []
    problems += [f"Not read: {place}: {reason}" for place, reason in report.unread]
    problems += [
        f"Quarantined: {filing}{' ' + item if item else ''}: {reason}"
        for filing, item, reason in report.quarantined
    ]
    for line in problems[:_SHOWN]:
        click.echo(line, err=True)
    if len(problems) > _SHOWN:
        click.echo(f"... and {len(problems) - _SHOWN} more (`dealgraph info GRAPH --left-out`)", err=True)


def _say_changes(report: BuildReport) -> None:
    """Say what is new, merged, revised and gone since the build before."""
    from dealgraph.cli.diff import line, summary

    if not report.changes:
        return
    click.echo(f"Changed: {summary(report.changes)}")
    for note in report.notes[:_SHOWN]:
        click.echo(f"  {line(note)}")
    if len(report.notes) > _SHOWN:
        click.echo("  ... (`dealgraph diff` lists all changes between two graphs)")
