"""`dealgraph export`: a graph, or a part of it, for other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dealgraph.cli import kinds, options

if TYPE_CHECKING:
    from dealgraph.export.fold import Folded

#: Named here too, so that the help text loads no exporter; a test holds them to `dealgraph.export.FORMATS`.
_FORMATS = (
    "nquads", "trig", "turtle", "jsonld", "graphml", "yed", "gexf", "cyjs", "cx2", "graphology", "dot", "svg",
    "cypher", "html", "neo4j", "csv", "parquet",
)  # fmt: skip


@click.command("export")
@options.graph
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="Default: what FILE ends like, else nquads.",
)
@click.option(
    "-o",
    "--output",
    type=kinds.PLACE,
    metavar="FILE",
    help="Default: standard output. For neo4j, csv and parquet, a folder. May be a URL (s3://BUCKET/FILE).",
)
@click.option("--fold", is_flag=True, help="Agreements and milestones as edges, not nodes.")
@click.option(
    "--company", multiple=True, metavar="NAME", help="What is near this company (name, CIK or IRI)."
)
@click.option("--drug", multiple=True, metavar="NAME", help="What is near this drug.")
@click.option("--antigen", multiple=True, metavar="NAME", help="What is near this antigen.")
@click.option("--since", type=click.IntRange(1, 9999), metavar="YEAR", help="Deals of this year or later.")
@click.option("--until", type=click.IntRange(1, 9999), metavar="YEAR", help="Deals of this year or earlier.")
@click.option(
    "--depth",
    type=click.IntRange(min=0),
    metavar="N",
    help="Steps to go from what is named (default 2: its deals, and what they join) or from the "
    "deals of the years (default 1).",
)
def command(
    graph: Path,
    form: str | None,
    output: str | Path | None,
    fold: bool,
    company: tuple[str, ...],
    drug: tuple[str, ...],
    antigen: tuple[str, ...],
    since: int | None,
    until: int | None,
    depth: int | None,
) -> None:
    """Write a graph for other tools, or a part of it.

    \b
        dealgraph export GRAPH -o deals.gexf
        dealgraph export GRAPH -o page.html --company ImmunoGen --since 2000
        dealgraph export GRAPH -f csv -o tables/

    N-Quads, TriG and JSON-LD hold everything: the merged facts as default graph, each filing's own graph with
    its evidence, the merges with their reasons, the vocabulary's concepts. Turtle has no named graphs
    and holds the merged facts and the concepts. The other formats, and RDF of a part, hold the merged
    facts. The same graph gives the same bytes.
    """  # noqa: D301 - click takes this character for a mark
    from dealgraph.export.fold import Folded
    from dealgraph.export.formats import FORMATS, export, guess
    from dealgraph.export.projection import Projection
    from dealgraph.export.selection import Selection
    from dealgraph.store import GraphFolder

    folder = GraphFolder.open(graph)
    chosen = FORMATS[form] if form else (output and guess(Path(output))) or FORMATS["nquads"]
    selection = Selection(company, drug, antigen, since, until, depth)
    projection = (Folded if fold else Projection)(folder.open_store(), selection)
    export(folder, projection, chosen, output if output is not None else sys.stdout.buffer)
    if isinstance(projection, Folded) and chosen.network:
        _report(projection)


def _report(projection: Folded) -> None:
    """Say what could not become an edge."""
    if ids := projection.left_out():
        some = ", ".join(ids[:3]) + (", ..." if len(ids) > 3 else "")
        click.echo(
            f"{len(ids)} agreements or milestones join no two of the entities and are left out: {some}",
            err=True,
        )
