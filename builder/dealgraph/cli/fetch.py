"""`dealgraph fetch`: filings from EDGAR into a folder."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import click

from dealgraph.cli import options


@click.command("fetch")
@click.argument("companies", nargs=-1, required=True, metavar="CIK|TICKER...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Where the filings go, as FOLDER/CIK/ACCESSION.txt.",
)
@click.option(
    "--form", "forms", multiple=True, metavar="FORM", help="A form type such as 8-K; may be repeated."
)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="First day of filing.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Last day of filing.")
@click.option(
    "--identity",
    metavar="TEXT",
    help="Your name and e-mail address, which the SEC asks for; else the variable EDGAR_IDENTITY says it.",
)
@click.option(
    "--rate", type=click.IntRange(1, 10), default=8, show_default=True, help="Most requests in a second."
)
@options.quiet
@options.as_json
@click.pass_context
def command(
    ctx: click.Context,
    companies: tuple[str, ...],
    output: Path,
    forms: tuple[str, ...],
    since: dt.datetime | None,
    until: dt.datetime | None,
    identity: str | None,
    rate: int,
    quiet: bool,
    as_json: bool,
) -> None:
    """Download filings from EDGAR.

    Needs the extra: pip install "dealgraph[fetch]". What is in the folder already is not asked for
    again, so that a broken run goes on where it was. Keeps to the SEC's rules of fair access.
    """
    from dealgraph.fetch import fetch

    watch = not quiet and not as_json and sys.stderr.isatty()
    report = fetch(
        output,
        companies,
        forms=forms,
        since=since.date() if since else None,
        until=until.date() if until else None,
        identity=identity,
        per_second=rate,
        progress=(lambda done, total: click.echo(f"\r{done} of {total}", nl=False, err=True))
        if watch
        else None,
    )
    if watch:
        click.echo(err=True)
    if as_json:
        found = {
            "downloaded": [str(p) for p in report.downloaded],
            "present": [str(p) for p in report.present],
            "failed": [list(f) for f in report.failed],
        }
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    elif not quiet:
        click.echo(
            f"{output}: {len(report.downloaded)} filings downloaded, {len(report.present)} were there already"
        )
    for accession, reason in report.failed:
        click.echo(f"Not downloaded: {accession}: {reason}", err=True)
    ctx.exit(1 if report.failed else 0)
