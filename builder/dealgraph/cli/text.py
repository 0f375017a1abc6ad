"""`dealgraph text`: the canonical text of a filing's documents."""

from __future__ import annotations

import json
from pathlib import Path

import click

from dealgraph.cli import options
from dealgraph.errors import InputError


@click.command("text")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--document", type=click.IntRange(min=1), metavar="N", help="Only the document with this sequence number."
)
@options.read_limits
@options.as_json
@click.pass_context
def command(
    ctx: click.Context, file: Path, document: int | None, read_limits: tuple[str, ...], as_json: bool
) -> None:
    """Print the text that offsets count in.

    Each document follows a line with its sequence number, type and file name; with --document its
    text stands alone, so that character N of the output is offset N.
    """
    from dealgraph.facts_json import filing_to_json
    from dealgraph.filing import Filing

    done = failed = 0
    for filing in options.filings((file,), read_limits):
        if not isinstance(filing, Filing):
            options.report_unread(filing)
            failed += 1
            continue
        done += 1
        if as_json:
            click.echo(json.dumps(filing_to_json(filing), ensure_ascii=False))
            continue
        chosen = [d for d in filing.documents if document in (None, d.sequence)]
        if not chosen:
            known = ", ".join(str(d.sequence) for d in filing.documents)
            raise InputError(
                f"There is no document {document}", where=filing.source, suggestion=f"Give one of {known}"
            )
        for part in chosen:
            if document is None:
                click.echo(f"=== {part.sequence} {part.type} {part.file_name}".rstrip())
            click.echo(part.text, nl=document is None)
    ctx.exit(options.exit_code(done, failed))
