"""GraphML, GEXF, cyjs, CX2 and graphology JSON, read back by the programs and libraries they are for."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path

import igraph
import networkx as nx
import pytest
from lxml import etree

from dealgraph.export import FORMATS, Projection, load_writer
from dealgraph.export.model import ENTITIES, native, plain
from dealgraph.export.xmltext import token

from .graphs import SCHEMAS, Case, check, hostile_store, npm, nx_edges, renamed


def test_there_is_something_to_export(case: Case) -> None:
    kinds = Counter(n.kind for n in case.nodes.values())
    assert set(kinds) == {n.kind for n in case.nodes.values()}
    assert kinds["company"] >= 15
    assert kinds["drug"] >= 10
    if case.fold:
        assert set(kinds) <= set(ENTITIES)
        assert any(e.kind in ("licenses to", "partners with") for e in case.edges.values())
        assert any(e.kind == "pays a milestone to" for e in case.edges.values())
    else:
        assert kinds["agreement"] >= 10
        assert any(e.kind == "licensor" for e in case.edges.values())
    ends = Counter((e.source, e.target) for e in case.edges.values())
    if case.name == "hostile":
        assert max(ends.values()) > 1, "there are parallel edges"
        assert any(source == target for source, target in ends), "there are loops"
    assert len(case.edges) == sum(1 for _ in case.projection.edges()), "edge ids are unique"


def test_graphml_in_networkx(case: Case, tmp_path: Path) -> None:
    graph = nx.read_graphml(case.file("graphml", tmp_path), force_multigraph=True)
    assert isinstance(graph, nx.MultiDiGraph)
    check(case, *renamed(case, dict(graph.nodes(data=True)), nx_edges(graph)))


def test_graphml_in_igraph(case: Case, tmp_path: Path) -> None:
    graph = igraph.Graph.Read_GraphML(str(case.file("graphml", tmp_path)))
    assert graph.is_directed()
    names = graph.vs["id"]
    nodes = {v["id"]: v.attributes() for v in graph.vs}
    # igraph 1.0 gives edges wrong ids (those of their sources), but keeps their order.
    found = ((names[e.source], names[e.target], e.attributes()) for e in graph.es)
    edges = dict(zip((token(i).strip('"') for i in case.edges), found, strict=True))
    check(case, *renamed(case, nodes, edges), missing=lambda v: v is None or v == "" or v != v)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_xml_schema(case: Case, form: str) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / f"{form}.xsd"))
    schema.assertValid(etree.fromstring(case.write(form), etree.XMLParser(huge_tree=True)))


@pytest.mark.parametrize(("form", "own"), [("graphml", '"company:01"'), ("gexf", '"company/01"')])
def test_xml_schema_finds_faults(form: str, own: str) -> None:
    store = hostile_store()
    stream = io.BytesIO()
    load_writer(FORMATS[form])(Projection(store), stream)
    schema = etree.XMLSchema(etree.parse(SCHEMAS / f"{form}.xsd"))
    for old, new in (
        (f"target={own}".encode(), b'target="company:none"'),
        (b"<edge ", b"<egde "),
        (b"directed", b"x"),
    ):
        broken = stream.getvalue().replace(old, new, 1).replace(b"</egde>", b"</edge>")
        assert broken != stream.getvalue()
        with pytest.raises((etree.DocumentInvalid, etree.XMLSyntaxError)):
            schema.assertValid(etree.fromstring(broken))


def test_yed(case: Case, tmp_path: Path) -> None:
    path = case.file("yed", tmp_path)
    graph = nx.read_graphml(path, force_multigraph=True)
    nodes, edges = renamed(case, dict(graph.nodes(data=True)), nx_edges(graph))
    assert set(nodes) == set(case.nodes)
    assert set(edges) == set(case.edges)
    space = "{http://www.yworks.com/xml/graphml}"
    tree = etree.parse(path, etree.XMLParser(huge_tree=True))
    labels = [e.text or "" for e in tree.iter(space + "NodeLabel")]
    assert labels == [n.label for n in case.nodes.values()]
    colours = {e.get("color") for e in tree.iter(space + "Fill")}
    assert len(colours) == len({n.kind for n in case.nodes.values()})


def test_gexf_in_networkx(case: Case, tmp_path: Path) -> None:
    graph = nx.read_gexf(case.file("gexf", tmp_path), version="1.3")
    nodes = dict(graph.nodes(data=True))
    # networkx calls the beginning of a node's life `start`, as we call the date.
    edges = {str(d["id"]): (s, e, d) for s, e, d in graph.edges(data=True)}
    assert graph.is_directed()
    check(case, nodes, edges)
    begun = {n.id: n.attributes["start"] for n in case.nodes.values() if "start" in n.attributes}
    assert {i: d["start"] for i, d in nodes.items() if "start" in d} == {i: str(d) for i, d in begun.items()}


def test_cyjs_in_networkx(case: Case) -> None:
    data = json.loads(case.write("cyjs"))
    graph = nx.cytoscape_graph(data)
    nodes = dict(graph.nodes(data=True))
    edges = {d["id"]: (s, e, d) for s, e, d in graph.edges(data=True)}
    check(case, nodes, edges, native)


def test_cx2_in_ndex2(case: Case) -> None:
    from ndex2.cx2 import RawCX2NetworkFactory

    network = RawCX2NetworkFactory().get_cx2network(json.loads(case.write("cx2")))
    found = network.get_nodes()
    nodes = {n["v"]["id"]: {**n["v"], "label": n["v"]["name"]} for n in found.values()}
    edges = {
        e["v"]["id"]: (
            found[e["s"]]["v"]["id"],
            found[e["t"]]["v"]["id"],
            {**e["v"], "kind": e["v"]["interaction"], "label": e["v"]["name"]},
        )
        for e in network.get_edges().values()
    }
    check(case, nodes, edges, native)
    counts = {a["name"]: a["elementCount"] for a in json.loads(case.write("cx2"))[1]["metaData"]}
    assert (counts["nodes"], counts["edges"]) == (len(nodes), len(edges))
    declared = network.get_attribute_declarations()
    assert declared["nodes"]["year"]["d"] == "integer"
    assert declared["nodes"]["aliases"]["d"] == "list_of_string"


@pytest.mark.parametrize("form", ["graphml", "gexf", "graphology", "cyjs"])
def test_npm_readers(case: Case, form: str, tmp_path: Path) -> None:
    found = npm(form, case.file(form, tmp_path))
    edges = {i: (e["source"], e["target"], e) for i, e in found["edges"].items()}
    nodes = found["nodes"]
    if form == "graphml":
        nodes, edges = renamed(case, nodes, edges)
    check(case, nodes, edges, plain if form in ("graphml", "gexf") else native)
