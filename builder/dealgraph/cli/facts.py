"""`dealgraph facts`: the facts of filings as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import click

from dealgraph.cli import options


@click.command("facts")
@options.paths
@options.extractor
@click.option("--lines", is_flag=True, help="One JSON object a line, in place of an array.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write one file for each filing, named for its source.",
)
@options.read_limits
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str | Path, ...],
    extractor: str,
    lines: bool,
    output: Path | None,
    read_limits: tuple[str, ...],
    quiet: bool,
) -> None:
    """Print the facts of filings as JSON.

    PATH is a filing, a folder or an archive. The output has the shape of hand-made annotations:
    companies, antigens, drugs, agreements and milestones, each with the spans of text it was read from.
    """
    from dealgraph.extract import load_extractor
    from dealgraph.facts_json import to_json
    from dealgraph.filing import Filing
    from dealgraph.ledger import verify

    reader = load_extractor(extractor)
    found: list[dict[str, object]] = []
    done = failed = 0
    for filing in options.filings(paths, read_limits):
        if not isinstance(filing, Filing):
            options.report_unread(filing)
            failed += 1
            continue
        done += 1
        facts = to_json(filing, verify(filing, reader.extract(filing)))
        if output:
            _write(output / f"{_stem(filing.source)}.json", facts)
        elif lines:
            click.echo(json.dumps(facts, ensure_ascii=False))
        else:
            found.append(facts)
    if output and not quiet:
        click.echo(f"Facts of {done} filings written to {output}", err=True)
    elif not lines and not output:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    ctx.exit(options.exit_code(done, failed))


def _stem(source: str) -> str:
    """Give a file name for a source such as `feed.tar.gz!0001.nc`."""
    name = source.replace("!", "/").rsplit("/", 1)[-1].removesuffix(".gz")
    return name.rsplit(".", 1)[0] or name


def _write(path: Path, facts: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
