"""Graphviz DOT, and SVG as the `dot` program draws it (https://graphviz.org/doc/info/lang.html)."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import IO

from dealgraph.errors import InputError
from dealgraph.export.model import COLOURS, clean
from dealgraph.export.projection import Projection

#: Layered drawings of larger graphs take minutes and can't be read; `sfdp` places them by forces.
LAYERED = 400
#: Seconds that a drawing may take.
PATIENCE = 120


def write(projection: Projection, stream: IO[bytes]) -> None:
    """Write a graph as DOT."""
    for line in lines(projection):
        stream.write(line.encode("utf-8") + b"\n")


def write_svg(projection: Projection, stream: IO[bytes]) -> None:
    """Write a graph as an SVG drawing.

    Raises:
        InputError: Graphviz isn't installed, or can't draw the graph in two minutes.
    """
    program = shutil.which("dot")
    if program is None:
        raise InputError(
            "The program `dot` is not installed",
            where="svg",
            suggestion="Install Graphviz, or write the format dot",
        )
    text = "\n".join(lines(projection))
    engine = "dot" if sum(1 for _ in projection.nodes()) <= LAYERED else "sfdp"
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; the graph comes by standard input
            [program, f"-K{engine}", "-Tsvg"],
            input=text.encode("utf-8"),
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"Graphviz could not draw the graph in {PATIENCE} seconds",
            where="svg",
            suggestion="Select a smaller part, by --company or --depth",
        ) from error
    if done.returncode != 0:
        message = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise InputError(
            f"Graphviz could not draw the graph ({message[0] if message else done.returncode})",
            where="svg",
            suggestion="Select a smaller part, by --company or --depth",
        )
    stream.write(done.stdout)


def lines(projection: Projection) -> Iterator[str]:
    """Give the lines of the DOT document."""
    yield "digraph dealgraph {"
    yield 'graph [charset="UTF-8", rankdir="LR", overlap="prism"];'
    yield 'node [shape="box", style="rounded,filled", fontname="Helvetica", fontsize="11"];'
    yield 'edge [fontname="Helvetica", fontsize="9", color="#666666"];'
    for node in projection.nodes():
        label, colour = quote(node.label), COLOURS[node.kind]
        yield (
            f"{quote(node.id)} [label={label}, tooltip={quote(f'{node.kind}: {node.label}')},"
            f' fillcolor="{colour}", class="{node.kind}"];'
        )
    for edge in projection.edges():
        yield f"{quote(edge.source)} -> {quote(edge.target)} [label={quote(edge.label)}];"
    yield "}"


def quote(text: str) -> str:
    r"""Write a text as a quoted string that Graphviz shows as it stands.

    In labels, Graphviz reads a backslash as the start of an escape and `&lt;` as a character.

    >>> print(quote('a "b" \\N &lt;'))
    "a \"b\" \\N &amp;lt;"
    """
    text = re.sub(r"\s+", " ", clean(text)).strip()
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
    return f'"{text}"'
