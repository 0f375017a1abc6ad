"""`dealgraph publish`: a graph on a SPARQL server."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dealgraph.cli import options
from dealgraph.errors import InputError

if TYPE_CHECKING:
    from dealgraph.publish import Publication
    from dealgraph.store import GraphFolder


@click.command("publish")
@options.graph
@click.argument("endpoint", required=False)
@click.option("--update", default="", metavar="URL", help="Where the server takes updates, if elsewhere.")
@click.option(
    "--graph-store",
    default="",
    metavar="URL",
    help="Send whole graphs by the Graph Store Protocol, to this address.",
)
@options.default_graph
@options.auth_file
@click.option(
    "--batch",
    type=click.IntRange(1, 1_000_000),
    default=2000,
    show_default=True,
    metavar="N",
    help="Triples in one request at most.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=120.0,
    show_default=True,
    metavar="SECONDS",
    help="How long a request may take.",
)
@click.option(
    "--tries",
    type=click.IntRange(1, 20),
    default=5,
    show_default=True,
    metavar="N",
    help="How often a request is sent that fails in a way that may pass.",
)
@click.option("--all", "everything", is_flag=True, help="Send all of it anew, not only what has changed.")
@click.option("--dry-run", is_flag=True, help="Only say what would be sent.")
@click.option(
    "--bulk",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write files and scripts for bulk loaders there, in place of sending.",
)
@options.as_json
@options.quiet
def command(
    graph: Path,
    endpoint: str | None,
    update: str,
    graph_store: str,
    default_graph: str,
    auth_file: Path | None,
    batch: int,
    timeout: float,
    tries: int,
    everything: bool,
    dry_run: bool,
    bulk: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Bring a graph to a SPARQL server, or write it for bulk loaders.

    ENDPOINT is the address that takes queries. The server keeps a record of what was published, so that only what
    has changed since is sent, and what was broken off is repaired by running the command again.

    \b
        dealgraph publish GRAPH http://localhost:7878/query
        dealgraph publish GRAPH http://localhost:8890/sparql-auth --default-graph urn:dealgraph:merged
        dealgraph publish GRAPH --bulk FOLDER
    """  # noqa: D301 - click takes this character for a mark
    from dealgraph.store import GraphFolder

    folder = GraphFolder.open(graph)
    if (endpoint is None) == (bulk is None):
        raise InputError(
            "It is not clear where to publish",
            where="publish",
            suggestion="Give an ENDPOINT or --bulk FOLDER",
        )
    if bulk is not None:
        _write(folder, bulk, default_graph, as_json, quiet)
        return
    from dealgraph.endpoint import Address, Client
    from dealgraph.endpoint.credentials import read_credentials
    from dealgraph.publish import publish

    address = Address.of(str(endpoint), update=update, graph_store=graph_store, default_graph=default_graph)
    client = Client(address, read_credentials(auth_file), timeout=timeout, tries=tries)
    watch = None if quiet or as_json or not sys.stderr.isatty() else _watch()
    done = publish(
        folder, client, batch=batch, everything=everything, dry_run=dry_run, tell=watch or (lambda *_: None)
    )
    if watch:
        click.echo(err=True)
    if as_json:
        click.echo(json.dumps(asdict(done), indent=1))
    elif not quiet:
        click.echo(f"{address.query}: {_sentence(done, dry_run)}")


def _write(folder: GraphFolder, target: Path, default_graph: str, as_json: bool, quiet: bool) -> None:
    from dealgraph.endpoint.address import check_graph
    from dealgraph.publish import write_bulk

    check_graph(default_graph)
    count = write_bulk(folder, target, default_graph=default_graph)
    if as_json:
        click.echo(json.dumps({"folder": str(target), "triples": count}))
    elif not quiet:
        click.echo(f"{target}: {count:,} triples, with a load-* script for each kind of server")


def _watch() -> Callable[[int, int], None]:
    """Give a callback that shows on stderr how far it is."""

    def tell(done: int, of: int) -> None:
        click.echo(f"\r{done:,} of {of:,} graphs and resources", nl=False, err=True)

    return tell


def _sentence(done: Publication, dry_run: bool) -> str:
    """Say what was done.

    >>> from dealgraph.publish import Publication
    >>> _sentence(Publication("ab", graphs=1, resources=3, triples=420, requests=9), False)
    'sent 1 graph and 3 resources (420 triples), removed 0; 9 requests'
    >>> _sentence(Publication("ab", current=True), False)
    'holds this graph already'
    """
    if done.current:
        return "holds this graph already"
    graphs = f"{done.graphs:,} graph" + "s" * (done.graphs != 1)
    resources = f"{done.resources:,} resource" + "s" * (done.resources != 1)
    sent, removed = ("would send", "remove") if dry_run else ("sent", "removed")
    said = f"{sent} {graphs} and {resources} ({done.triples:,} triples), {removed} {done.removed:,}"
    return said if dry_run else f"{said}; {done.requests:,} requests"
