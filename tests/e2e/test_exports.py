"""Every export, read back by the programs and libraries that it is written for.

Three graphs: one of hostile texts, that of `examples/`, and that of the documents in ../shared/gold.
"""

from __future__ import annotations

import csv
import fcntl
import io
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pyoxigraph as ox
import pytest
from lxml import etree

from dealgraph.build import build
from dealgraph.export import FORMATS, Edge, Node, Projection, Selection, load_writer
from dealgraph.export.model import ENTITIES, clean, native, plain
from dealgraph.export.neo4j import LABELS, relationship_type
from dealgraph.export.rdf import selected_lines
from dealgraph.export.rdf import write as write_rdf
from dealgraph.rdf import terms as t
from dealgraph.store import GraphFolder

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold" / "docs"
SCHEMAS = Path(__file__).parent / "schemas"
NPM = ROOT / "tests" / "npm"

#: Names that would act somewhere, if they were not escaped, or that some format cannot hold.
PAYLOADS = (
    '<script>document.title="pwned"</script>',
    '</script><img src=x onerror="document.title=`pwned`">',
    "<!-- ]]> <![CDATA[ &amp; &lt;b&gt;",
    '"onmouseover="x" \'single\' `back`',
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "-2+3|calc",
    "@SUM(A1)",
    "\t=1+1",
    "'}) DETACH DELETE n //",
    "\\u0027}) MATCH (n) DETACH DELETE n //",
    "ends with a backslash\\",
    'label\\" , image="x.png',
    "\\N \\G \\l &#39; &lt;",
    "two\nlines\r\nand\ttab",
    "control \x00\x01\x08\x0b\x0c\x1b\x7f\x9f characters",
    "noncharacters \ufffe\uffff\ufdd0 separators \u2028\u2029\x85",
    "right-to-left \u202egnp.exe\u202c",
    "{{7*7}} ${7*7} #{7*7} %s %n",
    "a;b,c|d\u001fe",
    "Übergröße 株式会社 🧬 e\u0301",
    "> } ] ) ; . <http://example.org/> UNION SELECT",
    " leading and trailing ",
    "x" * 5000,
)
COMPANIES = len(PAYLOADS)


@dataclass(frozen=True)
class Case:
    """A graph, projected in one of the two ways."""

    name: str
    store: ox.Store
    fold: bool
    folder: GraphFolder | None

    @cached_property
    def projection(self) -> Projection:
        return Projection(self.store, Selection(), fold=self.fold)

    @cached_property
    def nodes(self) -> dict[str, Node]:
        return {n.id: n for n in self.projection.nodes()}

    @cached_property
    def edges(self) -> dict[str, Edge]:
        return {e.id: e for e in self.projection.edges()}

    def write(self, form: str) -> bytes:
        stream = io.BytesIO()
        load_writer(FORMATS[form])(self.projection, stream)
        return stream.getvalue()

    def file(self, form: str, folder: Path) -> Path:
        path = folder / f"{self.name}{FORMATS[form].suffix}"
        path.write_bytes(self.write(form))
        return path

    def tables(self, form: str, folder: Path) -> Path:
        load_writer(FORMATS[form])(self.projection, folder)
        return folder


def hostile_store() -> ox.Store:
    """A graph of which every text is a payload, with parallel edges, loops, missing and doubtful values."""
    store = ox.Store()

    def add(subject: str, *pairs: tuple[str, str | ox.Literal]) -> None:
        for predicate, value in pairs:
            node = value if isinstance(value, ox.Literal) else ox.NamedNode(value)
            store.add(ox.Quad(ox.NamedNode(t.ID + subject), ox.NamedNode(predicate), node))

    def typed(value: str, kind: str) -> ox.Literal:
        return ox.Literal(value, datatype=ox.NamedNode(t.XSD + kind))

    add("filing/f1", (t.RDF_TYPE, t.FILING), (t.FILED_ON, typed("2005-03-01", "date")))
    add("filing/f1", (t.ACCESSION_NUMBER, ox.Literal("0000000001-05-000001")))
    for number, text in enumerate(PAYLOADS):
        company, drug, deal, paid = (
            f"{k}/{number:02}" for k in ("company", "drug", "agreement", "milestone")
        )
        after = t.ID + f"company/{(number + 1) % COMPANIES:02}"
        literal = ox.Literal(text)
        add(company, (t.RDF_TYPE, t.COMPANY), (t.PREF_LABEL, literal), (t.ALT_LABEL, literal))
        add(company, (t.ALT_LABEL, ox.Literal("other; " + text)), (t.WAS_DERIVED_FROM, t.ID + "filing/f1"))
        add(drug, (t.RDF_TYPE, t.DRUG), (t.PREF_LABEL, literal), (t.INDICATION, literal))
        add(drug, (t.HAS_COMPONENT, t.ID + drug), (t.DEVELOPED_BY, t.ID + company))
        add(deal, (t.RDF_TYPE, t.AGREEMENT), (t.LICENSOR, t.ID + company), (t.PARTY, t.ID + company))
        add(deal, (t.LICENSEE, after), (t.PARTNER, after), (t.PARTY, after), (t.TERRITORY, literal))
        add(deal, (t.COVERS_DRUG, t.ID + drug), (t.HAS_MILESTONE, t.ID + paid))
        add(deal, (t.AGREEMENT_TYPE, t.concept_iri("agreement-type", "license")))
        if number % 3:
            day, kind = (("2005-11", "gYearMonth"), ("2005", "gYear"))[number % 2]
            add(deal, (t.SIGNED_ON, typed(day, kind)))
        add(
            paid, (t.RDF_TYPE, t.MILESTONE), (t.TRIGGER, literal), (t.PAYER, t.ID + company), (t.PAYEE, after)
        )
        add(paid, (t.AMOUNT, typed(f"{number}250000.125", "decimal")), (t.CURRENCY, ox.Literal("USD")))
        add(paid, (t.ACHIEVED_ON, typed("2006-01-31", "date")), (t.ORDINAL, typed("2", "integer")))
    add("milestone/00", (t.AMOUNT, typed("99999999999999.99", "decimal")))
    add("company/lonely", (t.RDF_TYPE, t.COMPANY))
    return store


@pytest.fixture(scope="session", params=["hostile", "examples", "gold"])
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, ox.Store, GraphFolder | None]:
    name = str(request.param)
    if name == "hostile":
        return name, hostile_store(), None
    source = ROOT / "examples" / "filings" if name == "examples" else GOLD
    if not source.is_dir():
        pytest.skip("../shared/gold/docs is not here")
    graph = tmp_path_factory.mktemp(name) / "graph"
    build([source], graph)
    folder = GraphFolder.open(graph)
    return name, folder.open_store(), folder


@pytest.fixture(scope="session", params=[False, True], ids=["nodes", "folded"])
def case(request: pytest.FixtureRequest, built: tuple[str, ox.Store, GraphFolder | None]) -> Case:
    return Case(built[0], built[1], bool(request.param), built[2])


def check(
    case: Case,
    nodes: Mapping[str, Mapping[str, Any]],
    edges: Mapping[str, tuple[str, str, Mapping[str, Any]]],
    value: Callable[[Any], Any] = plain,
    missing: Callable[[Any], bool] = lambda v: v is None,
) -> None:
    """Hold what a reader found to the projection: the same things, the same types, nothing more."""
    assert set(nodes) == set(case.nodes)
    assert set(edges) == set(case.edges)
    for node in case.nodes.values():
        found = nodes[node.id]
        assert found["kind"] == node.kind
        assert found["label"] == node.label
        for field in case.projection.node_fields:
            hold(found.get(field.name), node.attributes.get(field.name), value, missing)
    for edge in case.edges.values():
        source, target, data = edges[edge.id]
        assert (source, target, data["kind"], data["label"]) == (
            edge.source,
            edge.target,
            edge.kind,
            edge.label,
        )
        for field in case.projection.edge_fields:
            hold(data.get(field.name), edge.attributes.get(field.name), value, missing)


def hold(found: Any, wanted: Any, value: Callable[[Any], Any], missing: Callable[[Any], bool]) -> None:
    if wanted is None:
        assert missing(found), found
    elif isinstance(wanted, Decimal):
        assert found == float(wanted)
    elif isinstance(wanted, int):
        assert found == wanted
    else:
        assert found == value(wanted)


def nx_edges(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[str, str, Mapping[str, Any]]]:
    return {str(key): (s, e, data) for s, e, key, data in graph.edges(keys=True, data=True)}


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
    check(case, dict(graph.nodes(data=True)), nx_edges(graph))


def test_graphml_in_igraph(case: Case, tmp_path: Path) -> None:
    graph = igraph.Graph.Read_GraphML(str(case.file("graphml", tmp_path)))
    assert graph.is_directed()
    names = graph.vs["id"]
    nodes = {v["id"]: v.attributes() for v in graph.vs}
    # igraph 1.0 gives edges wrong ids (those of their sources), but keeps their order.
    found = ((names[e.source], names[e.target], e.attributes()) for e in graph.es)
    edges = dict(zip(case.edges, found, strict=True))
    check(case, nodes, edges, missing=lambda v: v is None or v == "" or v != v)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_xml_schema(case: Case, form: str) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / f"{form}.xsd"))
    schema.assertValid(etree.fromstring(case.write(form), etree.XMLParser(huge_tree=True)))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_xml_schema_finds_faults(form: str) -> None:
    store = hostile_store()
    stream = io.BytesIO()
    load_writer(FORMATS[form])(Projection(store), stream)
    schema = etree.XMLSchema(etree.parse(SCHEMAS / f"{form}.xsd"))
    for old, new in (
        (b'target="company/01"', b'target="company/none"'),
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
    assert set(graph.nodes) == set(case.nodes)
    assert set(nx_edges(graph)) == set(case.edges)
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


@cache
def npm_missing() -> str:
    """Install the npm readers where they aren't; say why that can't be done."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "install Node to read exports with npm packages"
    # Several test processes may come here at once.
    with (NPM / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (NPM / "node_modules" / ".package-lock.json").is_file():
            done = subprocess.run(
                ["npm", "ci"], cwd=NPM, capture_output=True, text=True, timeout=300, check=False
            )
            if done.returncode != 0:
                return f"`npm ci` in tests/npm failed: {done.stderr.strip().splitlines()[-1:]}"
    return ""


def npm(form: str, path: Path) -> Any:
    if reason := npm_missing():
        pytest.skip(reason)
    done = subprocess.run(
        ["node", "read.mjs", form, str(path)],
        cwd=NPM,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("form", ["graphml", "gexf", "graphology", "cyjs"])
def test_npm_readers(case: Case, form: str, tmp_path: Path) -> None:
    found = npm(form, case.file(form, tmp_path))
    edges = {i: (e["source"], e["target"], e) for i, e in found["edges"].items()}
    check(case, found["nodes"], edges, plain if form in ("graphml", "gexf") else native)


def test_dot(case: Case) -> None:
    program = shutil.which("dot")
    if program is None:
        pytest.skip("install Graphviz to read DOT with it")
    # The engine `nop` reads without placing; JSON tells what was read.
    done = subprocess.run(
        [program, "-Knop2", "-Tjson0"], input=case.write("dot"), capture_output=True, timeout=120, check=False
    )
    data = json.loads(done.stdout)
    found = [o for o in data["objects"] if "nodes" not in o]
    assert len(found) == len(case.nodes)
    assert len(data["edges"]) == len(case.edges)
    assert {o["class"] for o in found} == {n.kind for n in case.nodes.values()}
    assert not any("image" in o for o in found)


def test_svg(built: tuple[str, ox.Store, GraphFolder | None]) -> None:
    if shutil.which("dot") is None:
        pytest.skip("install Graphviz to draw SVG with it")
    case = Case(built[0], built[1], True, built[2])
    small = Projection(case.store, Selection(companies=(next(iter(case.nodes)),)), fold=True)
    stream = io.BytesIO()
    load_writer(FORMATS["svg"])(small, stream)
    tree = etree.fromstring(
        stream.getvalue(), etree.XMLParser(huge_tree=True, load_dtd=False, no_network=True)
    )
    space = "{http://www.w3.org/2000/svg}"
    groups = [g for g in tree.iter(space + "g") if "node" in (g.get("class") or "").split()]
    titles = {"".join(a.itertext()) for g in groups for a in g.iter(space + "title")}
    assert {n.id for n in small.nodes()} <= titles
    assert not list(tree.iter(space + "script", space + "image"))
    shown = " ".join("".join(e.itertext()) for e in tree.iter(space + "text"))
    for node in small.nodes():
        assert " ".join(node.label.split()) in " ".join(shown.split())


def neo4j_rows(path: Path) -> Iterator[dict[str, str]]:
    """Read as strictly as the importer: LF ends a record, no field spans lines, every record has every field."""
    header: list[str] | None = None
    for line in path.read_text("utf-8").split("\n")[:-1]:
        assert not re.search(r"[\x00-\x1f\x7f]", line)
        fields = next(csv.reader([line], strict=True))
        if header is None:
            header = fields
            assert len(set(header)) == len(header)
            continue
        assert len(fields) == len(header)
        yield dict(zip(header, fields, strict=True))


NEO4J_TYPES: Mapping[str, str] = {
    "string": r"[^\r\n]*",
    "string[]": r"[^\r\n]*",
    "long": r"-?\d+",
    "double": r"-?\d+(\.\d+)?",
    "date": r"\d{4}-\d\d-\d\d",
}


def test_neo4j(case: Case, tmp_path: Path) -> None:
    folder = case.tables("neo4j", tmp_path)
    nodes = {row["id:ID"]: row for row in neo4j_rows(folder / "nodes.csv")}
    edges = list(neo4j_rows(folder / "relationships.csv"))
    assert list(nodes) == list(case.nodes)
    assert [e["id:string"] for e in edges] == list(case.edges)
    for row in (*nodes.values(), *edges):
        for name, text in row.items():
            kind = name.partition(":")[2]
            if kind in NEO4J_TYPES and text:
                assert re.fullmatch(NEO4J_TYPES[kind], text), (name, text)
            assert not text.lstrip().startswith(("=", "+", "-", "@"))
    for node, row in zip(case.nodes.values(), nodes.values(), strict=True):
        assert row[":LABEL"] == f"Entity;{LABELS[node.kind]}"
        if aliases := node.attributes.get("aliases"):
            assert isinstance(aliases, tuple)
            assert len(row["aliases:string[]"].split(";")) == len(aliases)
    for edge, row in zip(case.edges.values(), edges, strict=True):
        assert row[":START_ID"] in nodes
        assert row[":END_ID"] in nodes
        assert row[":TYPE"] == relationship_type(edge.kind)
        assert re.fullmatch("[A-Z_]+", row[":TYPE"])


CYPHER_STRING = re.compile(r"'(?:[^'\\\n\r]|\\[\\'nrt])*'")


def test_cypher(case: Case) -> None:
    lines = case.write("cypher").decode("utf-8").split("\n")
    assert lines.pop() == ""
    assert len(lines) == 1 + len(case.nodes) + len(case.edges)
    value = r"(?:'' ?|S(?: \+ S)*|\[[S+, ]*\]|date\(S\)|-?\d+(?:\.\d+)?)"
    pairs = rf"\{{(?:\w+: {value}(?:, \w+: {value})*)?\}}"
    key = r"\{id: S(?: \+ S)*\}"
    shapes = (
        rf"MERGE \(n:Entity {key}\) SET n:\w+, n \+= {pairs};",
        rf"MATCH \(a:Entity {key}\), \(b:Entity {key}\) MERGE \(a\)-\[r:\w+ {key}\]->\(b\) SET r \+= {pairs};",
    )
    for line in lines[1:]:
        # Neo4j before 5 reads \uXXXX anywhere: none may be left. What remains outside strings is all ours.
        assert not re.search(r"\\[uU]", line)
        bare = CYPHER_STRING.sub("S", line)
        assert any(re.fullmatch(shape, bare) for shape in shapes), bare[:500]


def test_cypher_strings_mean_what_was_read() -> None:
    from dealgraph.export.cypher import literal

    for text in PAYLOADS:
        parts = CYPHER_STRING.findall(literal(text))
        read = "".join(
            re.sub(r"\\(.)", lambda m: {"n": "\n", "r": "\r", "t": "\t"}.get(m[1], m[1]), part[1:-1])
            for part in parts
        )
        assert read == re.sub("[\x85\u2028\u2029]", " ", clean(text))


def test_csv(case: Case, tmp_path: Path) -> None:
    folder = case.tables("csv", tmp_path)
    kinds = {"companies": "company", "drugs": "drug", "deals": "agreement", "milestones": "milestone"}
    for name, kind in kinds.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream, strict=True))
        assert [r["id"] for r in rows] == [i.removeprefix(t.ID) for i, _ in case.projection.resources(kind)]
        for row in rows:
            assert None not in row
            node = case.projection.node(t.ID + row["id"], kind)
            assert row["label"].removeprefix("'") in (node.label, node.label.removeprefix("'"))
            for text in row.values():
                assert not text.lstrip().startswith(("=", "+", "-", "@")), text
                assert not text.startswith(("\t", "\r", "\n"))


def test_parquet(case: Case, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="Parquet needs pyarrow")
    folder = case.tables("parquet", tmp_path)
    rows = pq.read_table(folder / "milestones.parquet").to_pylist()
    assert len(rows) == len(list(case.projection.resources("milestone")))
    for row in rows:
        node = case.projection.node(t.ID + row["id"], "milestone")
        for name in ("label", "amount", "start", "ordinal", "trigger"):
            wanted = node.label if name == "label" else node.attributes.get(name)
            assert row[name] == wanted
            assert row["filings"] == (list(f) if (f := node.attributes.get("filings")) else None)  # type: ignore[arg-type]
    schema = pq.read_schema(folder / "deals.parquet")
    assert str(schema.field("start").type) == "date32[day]"
    assert str(schema.field("upfront_amount").type) == "decimal128(38, 6)"


def the(tree: Any, selector: str) -> Any:
    """Give the one element that a selector finds."""
    (found,) = tree.css(selector)
    return found


def test_html_holds_text_only(case: Case) -> None:
    from selectolax.lexbor import LexborHTMLParser

    page = case.write("html").decode("utf-8")
    tree = LexborHTMLParser(page)
    tags = Counter(n.tag for n in tree.root.traverse(include_text=False)) if tree.root else Counter()
    assert tags["script"] == 2
    assert not {"img", "iframe", "link", "object", "embed", "a", "form", "base"} & set(tags)
    assert not re.search(
        r"\s(?:src|href|srcset|action|on\w+)\s*=", re.sub(r"(?s)<script.*?</script>|<bdi>.*?</bdi>", "", page)
    )
    data = json.loads(the(tree, "#data").text())
    assert [n["label"] for n in data["nodes"]] == [n.label for n in case.nodes.values()]
    assert len(data["edges"]) == len(case.edges)
    rows = tree.css("tr[data-node]")
    assert len(rows) == len(case.nodes)
    policy = the(tree, "meta[http-equiv=Content-Security-Policy]").attributes["content"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_html_in_chromium(case: Case, tmp_path: Path) -> None:
    browser = next(
        (b for n in ("chromium", "chromium-browser", "google-chrome") if (b := shutil.which(n))), None
    )
    if browser is None:
        pytest.skip("install Chromium to open the page with it")
    path = case.file("html", tmp_path)
    done = subprocess.run(
        [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={tmp_path / 'profile'}",
            "--virtual-time-budget=20000", "--dump-dom", path.as_uri(),
        ],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(done.stdout)
    assert tree.body is not None
    assert tree.body.attributes.get("data-ready") == "true", done.stderr[-2000:]
    assert the(tree, "head > title").text() == "Deals"
    assert len(tree.css("#graph circle")) == len(case.nodes)
    assert len(tree.css("#graph line")) == len(case.edges)
    assert not tree.css("img")
    labels = [c.attributes["aria-label"] for c in tree.css("#graph circle")]
    assert labels == [f"{n.kind}: {n.label}" for n in case.nodes.values()]


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
