"""`dealgraph validate`: a graph or an RDF file against the shapes."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import click

from dealgraph.cli import kinds, options
from dealgraph.errors import InputError


@click.command("validate")
@click.argument("target", metavar="GRAPH|FILE", type=kinds.GRAPH)
@options.shapes
@click.option("--warnings/--no-warnings", default=True, show_default=True, help="List warnings too.")
@options.quiet
@options.as_json
@click.pass_context
def command(
    ctx: click.Context, target: Path, shapes: Path | None, warnings: bool, quiet: bool, as_json: bool
) -> None:
    """Check a graph or an RDF file against the shapes.

    Each filing's graph is checked by itself. Exit code 1 if any result is a violation; warnings do
    not count.
    """
    from dealgraph.check import Checker

    checker = Checker(shapes)
    counts: Counter[str] = Counter()
    checked = 0
    found: list[dict[str, object]] = []
    for graph, lines in _graphs(target):
        checked += 1
        for result in checker.check(lines):
            counts[result.severity] += 1
            if result.severity != "Violation" and not warnings:
                continue
            if as_json:
                found.append({"graph": graph, **asdict(result)})
            elif not quiet:
                click.echo(f"{graph}: {result}")
    if not checked:
        raise InputError(
            "There is nothing to check", where=str(target), suggestion="Give a graph with filings"
        )
    conforms = not counts["Violation"]
    if as_json:
        report = {
            "conforms": conforms,
            "graphs": checked,
            "counts": dict(sorted(counts.items())),
            "results": found,
        }
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
    elif not quiet:
        said = ", ".join(f"{n} of severity {s}" for s, n in sorted(counts.items())) or "no results"
        click.echo(f"{'Conforms' if conforms else 'Does not conform'}: {checked} graphs checked, {said}")
    ctx.exit(0 if conforms else 1)


def _graphs(target: Path) -> Iterator[tuple[str, list[str]]]:
    """Give each filing's graph of a GRAPH folder or an RDF file, with its N-Quads lines."""
    from dealgraph.rdf.terms import ID
    from dealgraph.store import GraphFolder

    lines = GraphFolder.open(target).export_lines() if target.is_dir() else _file_lines(target)
    graphs: dict[str, list[str]] = defaultdict(list)
    for graph, line in _split(lines):
        graphs[graph].append(line)
    filings = sorted(g for g in graphs if g.startswith(f"{ID}filing/"))
    # A file without named graphs is one filing's, as the Turtle of a hand-made test is.
    for graph in filings or ([""] if target.is_file() and graphs.get("") else []):
        yield graph or str(target), graphs[graph]


def _split(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Tell each line's graph; in our lines it is the last term, where there is one in the folder of ids."""
    import pyoxigraph as ox

    for line in lines:
        for quad in ox.parse(line, format=ox.RdfFormat.N_QUADS):
            yield getattr(quad.graph_name, "value", ""), line


def _file_lines(file: Path) -> Iterator[str]:
    """Give the N-Quads lines of an RDF file in any syntax that its name tells."""
    import pyoxigraph as ox

    form = ox.RdfFormat.from_extension(file.suffix.lstrip("."))
    if form is None:
        raise InputError(
            "The file's name does not tell its syntax",
            where=str(file),
            suggestion="Name it .nq, .trig, .ttl, .nt, .jsonld or .rdf",
        )
    try:
        for quad in ox.parse(path=str(file), format=form):
            yield f"{quad} ."
    except (OSError, SyntaxError) as error:
        raise InputError(
            f"The file cannot be read as RDF ({' '.join(str(error).split())})",
            where=str(file),
            suggestion="Correct the file",
        ) from error
