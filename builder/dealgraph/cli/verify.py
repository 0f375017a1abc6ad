"""`dealgraph verify`: is a graph what its build made?"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from dealgraph.cli import options
from dealgraph.cli.output import cell


@click.command("verify")
@options.graph
@options.shapes
@options.quiet
@options.as_json
@click.pass_context
def command(ctx: click.Context, graph: Path, shapes: Path | None, quiet: bool, as_json: bool) -> None:
    """Check that a graph is whole and true to its filings.

    Checksums of the shards, the index against the shards, each quotation against its document's text, texts
    against their hashes, merged facts against the filings' graphs, the shapes, and identities. Nothing is
    changed. Exit code 1 if anything is wrong or could not be checked.
    """
    from dealgraph.verify import verify

    report = verify(graph, shapes=shapes)
    if as_json:
        click.echo(json.dumps({"sound": report.sound, **asdict(report)}, ensure_ascii=False, indent=1))
    elif not quiet:
        for fault in report.faults:
            click.echo(f"{fault.check}: {cell(fault.where)}: {cell(fault.problem)}" if fault.where else
                       f"{fault.check}: {cell(fault.problem)}")  # fmt: skip
        for check, reason in report.skipped.items():
            click.echo(f"{check}: not checked: {reason}")
        counts = ", ".join(f"{n:,} {name}" for name, n in report.checked.items() if n)
        said = "Sound" if report.sound else f"Not sound: {len(report.faults)} faults"
        click.echo(f"{said}. Checked: {counts}")
        if report.faults:
            click.echo("To mend a graph, delete the files at fault, or the whole folder, and build again.")
    ctx.exit(0 if report.sound else 1)
