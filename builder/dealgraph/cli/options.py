"""Arguments and options that several commands share, so that they mean the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dealgraph.cli import kinds
from dealgraph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dealgraph.filing import Filing
    from dealgraph.read import Unread
    from dealgraph.store import GraphFolder
    from dealgraph.store.places import RemoteGraph

#: Ways to print rows.
FORMATS = ("table", "csv", "json", "jsonl", "md")

paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=kinds.PLACE)
graph = click.argument("graph", metavar="GRAPH", type=kinds.GRAPH)
#: A GRAPH folder, or the address of an endpoint to which a graph was published.
place = click.argument("graph", metavar="GRAPH", type=str)
default_graph = click.option(
    "--default-graph",
    default="",
    metavar="IRI",
    help="At an endpoint: the graph with the merged facts, where the server has no default graph of its own.",
)
auth_file = click.option(
    "--auth-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="At an endpoint: a file with user:password or Bearer TOKEN; DEALGRAPH_ENDPOINT_AUTH does too.",
)
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
read_limits = click.option(
    "--read-limit",
    "read_limits",
    multiple=True,
    metavar="NAME=N",
    help="Take in more of a file, or less: max_file, max_text, max_documents, max_tags, max_depth, max_members,"
    " max_archive or max_ratio; sizes in bytes, or with KB, MB or GB. May be given several times.",
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


def at_endpoint(command: Callable[..., None]) -> Callable[..., None]:
    """Add what a command takes where GRAPH is an endpoint."""
    return default_graph(auth_file(command))


def find_place(
    graph: str, default_graph: str, auth_file: Path | None, *, timeout: float | None = None
) -> Path | RemoteGraph:
    """Give the folder or the endpoint that a user named.

    Raises:
        InputError: The address is none, or an option is given that a folder doesn't take.
    """
    from dealgraph.endpoint.address import Address, is_address
    from dealgraph.endpoint.credentials import read_credentials
    from dealgraph.store.places import RemoteGraph

    if is_address(graph):
        address = Address.of(graph, default_graph=default_graph)
        return RemoteGraph(address, read_credentials(auth_file), timeout or 60.0)
    for option, value in (("--default-graph", default_graph), ("--auth-file", auth_file)):
        if value:
            raise InputError(
                "A folder takes no such option", where=option, suggestion="Leave it out, or give an endpoint"
            )
    return kinds.GRAPH.convert(graph, None, None)


def open_graph(
    graph: str, default_graph: str, auth_file: Path | None, *, timeout: float | None = None
) -> GraphFolder | RemoteGraph:
    """Open the graph that a user named, and say on stderr where it is not whole.

    Raises:
        InputError: The address is none, or an option is given that a folder doesn't take.
        StorageError: There is no graph.
    """
    from dealgraph.store.places import open_place

    place = open_place(find_place(graph, default_graph, auth_file, timeout=timeout))
    if warning := place.dataset().summary.get("warning"):
        click.echo(f"Warning: {warning}", err=True)
    return place


def filings(paths: tuple[str | Path, ...], limits: Iterable[str] = ()) -> Iterator[Filing | Unread]:
    """Read what the paths hold, in the order given, within other limits where a user set some.

    Raises:
        InputError: A path doesn't exist, or a limit is none.
    """
    from dealgraph.read import DEFAULT, read_path

    bounds = DEFAULT.change(limits)
    for path in paths:
        yield from read_path(path, limits=bounds)


def report_unread(unread: Unread) -> None:
    """Say on stderr why something was not read."""
    click.echo(f"Not read: {unread.source}: {unread.reason}", err=True)


def exit_code(done: int, failed: int) -> int:
    """Give 0 where nothing failed, 1 where something did, 2 where nothing was done."""
    if not failed:
        return 0 if done else 2
    return 1 if done else 2
