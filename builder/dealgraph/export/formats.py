"""The formats by name, and the writing of a file or folder that is there whole or not at all."""

from __future__ import annotations

import importlib
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from dealgraph.errors import InputError, StorageError
from dealgraph.urls import send

if TYPE_CHECKING:
    from dealgraph.export.projection import Projection
    from dealgraph.store import GraphFolder


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what its files are called, and the function that writes it.

    Attributes:
        name: What `--format` calls it.
        suffix: How a file of it ends; "" for a folder of files.
        what: What it is, for help texts.
        writer: "module:function" under `dealgraph.export`; "" for the syntaxes of RDF.
    """

    name: str
    suffix: str
    what: str
    writer: str = ""

    @property
    def folder(self) -> bool:
        """Whether it is a folder of files."""
        return not self.suffix

    @property
    def network(self) -> bool:
        """Whether it is made of nodes and edges, which can be folded, and not of statements or tables."""
        return bool(self.writer) and self.name not in ("csv", "parquet")


_ALL = (
    Format("nquads", ".nq", "N-Quads"),
    Format("trig", ".trig", "TriG"),
    Format("turtle", ".ttl", "Turtle"),
    Format("jsonld", ".jsonld", "JSON-LD"),
    Format("graphml", ".graphml", "GraphML", "graphml:write"),
    Format("yed", ".yed.graphml", "GraphML with yEd's labels and colours", "yed:write"),
    Format("gexf", ".gexf", "GEXF 1.3 with dates", "gexf:write"),
    Format("cyjs", ".cyjs", "Cytoscape.js JSON", "cyjs:write"),
    Format("cx2", ".cx2", "CX2", "cx2:write"),
    Format("graphology", ".json", "graphology JSON", "graphology:write"),
    Format("dot", ".dot", "Graphviz DOT", "dot:write"),
    Format("svg", ".svg", "a drawing by Graphviz", "dot:write_svg"),
    Format("cypher", ".cypher", "Cypher statements", "cypher:write"),
    Format("html", ".html", "a page for a browser", "html:write"),
    Format("neo4j", "", "CSV for neo4j-admin", "neo4j:write"),
    Format("csv", "", "CSV tables", "csvtables:write"),
    Format("parquet", "", "Parquet tables", "parquet:write"),
)
FORMATS: Mapping[str, Format] = {form.name: form for form in _ALL}


def guess(path: Path) -> Format | None:
    """Give the format that a file's name ends like.

    >>> guess(Path("deals.yed.graphml")).name, guess(Path("deals.txt"))
    ('yed', None)
    """
    found = [f for f in _ALL if f.suffix and path.name.lower().endswith(f.suffix)]
    return max(found, key=lambda f: len(f.suffix), default=None)


def load_writer(form: Format) -> Callable[[Projection, Any], None]:
    """Give the function that writes a property-graph format."""
    module, _, name = form.writer.partition(":")
    writer: Callable[[Projection, Any], None] = getattr(
        importlib.import_module(f"dealgraph.export.{module}"), name
    )
    return writer


def export(graph: GraphFolder, projection: Projection, form: Format, stream: IO[bytes] | Path | str) -> None:
    """Write a graph, or the selected part of it.

    Args:
        graph: The GRAPH folder, from which the whole dataset is taken where all of it is wanted as RDF.
        projection: Nodes and edges of the part.
        form: One of `FORMATS`.
        stream: An open file, or the path or URL of a file or (for formats of several files) a folder.

    Raises:
        InputError: A format of several files is to go to one, or what writes it isn't installed.
        StorageError: The path can't be written.
        ValidationError: The graph has nothing of a name in the selection, or several things.
    """
    if isinstance(stream, str):
        _to_url(graph, projection, form, stream)
        return
    if not isinstance(stream, Path):
        _to_stream(graph, projection, form, stream)
        return
    try:
        if form.folder:
            _to_folder(projection, form, stream)
        else:
            _to_file(graph, projection, form, stream)
    except OSError as error:
        raise StorageError(
            f"The {'folder' if form.folder else 'file'} cannot be written ({error.strerror or error})",
            where=str(stream),
            suggestion=f"Name a {'new folder' if form.folder else 'file in a folder'} that may be written",
        ) from error


def _to_url(graph: GraphFolder, projection: Projection, form: Format, url: str) -> None:
    """Write here first, so that only what is whole goes there."""
    with tempfile.TemporaryDirectory(prefix="dealgraph-") as scratch:
        path = Path(scratch) / "export"
        export(graph, projection, form, path)
        send(path, url)


def _to_stream(graph: GraphFolder, projection: Projection, form: Format, stream: IO[bytes]) -> None:
    if form.folder:
        raise InputError(
            f"The format {form.name} is a folder of files",
            where="export",
            suggestion="Name the folder with -o",
        )
    if form.writer:
        load_writer(form)(projection, stream)
        return
    from dealgraph.export import rdf

    lines = rdf.selected_lines(projection) if projection.selection else graph.export_lines()
    rdf.write(lines, form.name, stream)


def _to_file(graph: GraphFolder, projection: Projection, form: Format, path: Path) -> None:
    scratch = path.with_name(path.name + ".part")
    try:
        with scratch.open("wb") as stream:
            _to_stream(graph, projection, form, stream)
        os.replace(scratch, path)
    finally:
        scratch.unlink(missing_ok=True)


def _to_folder(projection: Projection, form: Format, path: Path) -> None:
    """Write the files beside the folder, then move them in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    try:
        load_writer(form)(projection, scratch)
        path.mkdir(exist_ok=True)
        for file in sorted(scratch.iterdir()):
            os.replace(file, path / file.name)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
