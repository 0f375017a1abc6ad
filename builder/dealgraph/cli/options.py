"""Arguments and options that several commands share, so that they mean the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dealgraph.filing import Filing
    from dealgraph.read import Unread

#: Ways to print rows.
FORMATS = ("table", "csv", "json", "jsonl", "md")

paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
graph = click.argument("graph", metavar="GRAPH", type=click.Path(path_type=Path))
extractor = click.option(
    "--extractor", default="rules", show_default=True, metavar="NAME", help="Which extractor reads the facts."
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
shapes = click.option(
    "--shapes",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Shapes to check against, in place of Dealgraph's own.",
)
rows_format = click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How to print rows.",
)
limit = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Print at most N rows.")


def filings(paths: tuple[Path, ...]) -> Iterator[Filing | Unread]:
    """Read what the paths hold, in the order given."""
    from dealgraph.read import read_path

    for path in paths:
        yield from read_path(path)


def report_unread(unread: Unread) -> None:
    """Say on stderr why something was not read."""
    click.echo(f"Not read: {unread.source}: {unread.reason}", err=True)


def exit_code(done: int, failed: int) -> int:
    """Give 0 where nothing failed, 1 where something did, 2 where nothing was done."""
    if not failed:
        return 0 if done else 2
    return 1 if done else 2
