"""The RDF forms in three libraries each; the same graph gives the same bytes in all forms."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from dealgraph.export import FORMATS, Projection, load_writer
from dealgraph.export.rdf import selected_lines
from dealgraph.export.rdf import write as write_rdf
from dealgraph.store import GraphFolder

from .graphs import npm


def rdf_lines(built: tuple[str, ox.Store, GraphFolder | None]) -> list[str]:
    name, store, folder = built
    if folder is not None:
        return list(folder.export_lines())
    assert name == "hostile"
    return list(selected_lines(Projection(store)))


def rdf_bytes(lines: list[str], form: str) -> bytes:
    stream = io.BytesIO()
    write_rdf(lines, form, stream)
    return stream.getvalue()


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle", "jsonld"])
def test_rdf_in_three_libraries(
    built: tuple[str, ox.Store, GraphFolder | None], form: str, tmp_path: Path
) -> None:
    import rdflib

    lines = rdf_lines(built)
    text = rdf_bytes(lines, form)
    quads = {q for line in lines for q in ox.parse(line, format=ox.RdfFormat.N_QUADS)}
    if form == "turtle":
        quads = {q for q in quads if isinstance(q.graph_name, ox.DefaultGraph)}
    formats = {
        "nquads": (ox.RdfFormat.N_QUADS, "nquads"),
        "trig": (ox.RdfFormat.TRIG, "trig"),
        "turtle": (ox.RdfFormat.TURTLE, "turtle"),
        "jsonld": (ox.RdfFormat.JSON_LD, "json-ld"),
    }
    theirs, name = formats[form]
    assert set(ox.parse(text, format=theirs)) == quads
    graphs = {str(q.graph_name) for q in quads} - {"DEFAULT"}
    dataset = rdflib.Dataset()
    dataset.parse(data=text.decode("utf-8"), format=name)
    assert len(set(dataset.quads())) == len(quads)
    if form == "jsonld":
        third_jsonld(text, len(quads))
        return
    path = tmp_path / f"all.{form}"
    path.write_bytes(text)
    found = npm(form, path)
    assert found["quads"] == len(quads)
    assert found["graphs"] == len(graphs) + 1


def third_jsonld(text: bytes, count: int) -> None:
    """Read JSON-LD with PyLD, which has no code in common with the others."""
    from pyld import jsonld

    dataset = jsonld.to_rdf(json.loads(text))
    assert sum(len(graph) for graph in dataset.values()) == count


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_graph_gives_the_same_bytes(
    built: tuple[str, ox.Store, GraphFolder | None], form: str, tmp_path: Path
) -> None:
    if built[0] == "gold":
        pytest.skip("the other two graphs show it")
    if form == "svg" and shutil.which("dot") is None:
        pytest.skip("install Graphviz to draw SVG with it")
    written = []
    for turn in ("one", "two"):
        folder = tmp_path / turn
        folder.mkdir()
        if not FORMATS[form].writer:
            (folder / "all").write_bytes(rdf_bytes(rdf_lines(built), form))
        elif FORMATS[form].folder:
            load_writer(FORMATS[form])(Projection(built[1]), folder)
        else:
            with (folder / "all").open("wb") as stream:
                load_writer(FORMATS[form])(Projection(built[1]), stream)
        written.append({p.name: p.read_bytes() for p in folder.iterdir()})
    assert written[0] == written[1]
    assert all(written[0].values())
