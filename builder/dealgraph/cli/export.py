"""`dealgraph export`: a graph as RDF."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import click

from dealgraph.cli import options
from dealgraph.errors import StorageError

_FORMATS = ("nquads", "trig", "turtle", "jsonld")


@click.command("export")
@options.graph
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="nquads",
    show_default=True,
    help="The syntax.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Default: standard output.",
)
def command(graph: Path, form: str, output: Path | None) -> None:
    """Write a graph as RDF.

    N-Quads, TriG and JSON-LD hold everything: the merged facts as default graph, each filing's own graph with
    its evidence, the merges with their reasons, the vocabulary's concepts. Turtle has no named graphs
    and holds the merged facts and the concepts. The same graph gives the same bytes.
    """
    from dealgraph.store import GraphFolder

    lines = GraphFolder.open(graph).export_lines()
    if output is None:
        _write(lines, form, sys.stdout.buffer)
        return
    scratch = output.with_name(output.name + ".part")
    try:
        with scratch.open("wb") as stream:
            _write(lines, form, stream)
        os.replace(scratch, output)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise StorageError(
            f"The file cannot be written ({error.strerror or error})",
            where=str(output),
            suggestion="Name a file in a folder that may be written",
        ) from error


def _write(lines: Iterable[str], form: str, stream: IO[bytes]) -> None:
    """Write N-Quads as they are; have other syntaxes made of them, quad by quad."""
    if form == "nquads":
        for line in lines:
            stream.write(line.encode("utf-8") + b"\n")
        return
    import pyoxigraph as ox

    from dealgraph.rdf.terms import PREFIXES

    target = {"trig": ox.RdfFormat.TRIG, "turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}[form]
    quads: Iterable[ox.Quad] = (
        quad for line in lines for quad in ox.parse(line, format=ox.RdfFormat.N_QUADS)
    )
    if form == "turtle":
        triples = (q.triple for q in quads if isinstance(q.graph_name, ox.DefaultGraph))
        ox.serialize(triples, stream, format=target, prefixes=PREFIXES)
    else:
        ox.serialize(quads, stream, format=target, prefixes=PREFIXES)
