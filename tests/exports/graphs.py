"""The graphs that the tests of exports write, and what is held of what a reader finds."""

from __future__ import annotations

import fcntl
import io
import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest

from dealgraph.export import FORMATS, Edge, Folded, Node, Projection, Selection, load_writer
from dealgraph.export.model import plain
from dealgraph.export.xmltext import token
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
        return (Folded if self.fold else Projection)(self.store, Selection())

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


def renamed(
    case: Case, nodes: Mapping[str, Any], edges: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what was read of GraphML under the projection's ids, which are no NMTOKENs."""
    ids = {token(i).strip('"'): i for i in (*case.nodes, *case.edges)}
    assert len(ids) == len(case.nodes) + len(case.edges), "each id has a token of its own"
    found = {ids[i]: (ids[source], ids[target], data) for i, (source, target, data) in edges.items()}
    return {ids[i]: data for i, data in nodes.items()}, found


def nx_edges(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[str, str, Mapping[str, Any]]]:
    return {str(key): (s, e, data) for s, e, key, data in graph.edges(keys=True, data=True)}


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
