"""Text of a filing that looks like code reaches every export format as text, from the filing through the whole path.

What other programs make of the formats is tested in `tests/exports`; here each file is read by a plain parser of its
syntax, which finds the names and, but for the names, the very same structure as of names that mean nothing.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from dealgraph.cli import main
from dealgraph.export import FORMATS
from dealgraph.export.model import clean
from dealgraph.query import select
from dealgraph.store import GraphFolder

from . import planted

RDF = {"nquads": "N_QUADS", "trig": "TRIG", "turtle": "TURTLE", "jsonld": "JSON_LD"}
JSON = ("cyjs", "cx2", "graphology")
XML = ("graphml", "yed", "gexf", "svg")
#: A statement of Cypher as we write them: words and signs with strings among them, which end where they should.
_CYPHER = re.compile(r"(?:[^'\\]|'(?:[^'\\\n]|\\[\\'nrt])*')*;")
_CYPHER_STRING = re.compile(r"'((?:[^'\\\n]|\\[\\'nrt])*)'")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted.planted(tmp_path_factory.mktemp("plain"), planted.PLAIN)[0]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted.planted(tmp_path_factory.mktemp("hostile"))[0]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    graph, report = planted.read(tmp_path_factory.mktemp("read"))
    assert (report.filings, report.unread, report.quarantined) == (len(planted.PAYLOADS), (), ())
    assert report.facts["Agreement"] > 30
    return graph


def same(text: str) -> str:
    """What stays of a name wherever it goes: formats differ in white space and in signs that they can't hold."""
    return " ".join(re.sub("[\x85\u2028\u2029\ufffd]", " ", clean(text)).split())


def names(graph: Path) -> set[str]:
    rows = select(
        GraphFolder.open(graph).open_store(),
        "SELECT DISTINCT ?name { VALUES ?class { dg:Company dg:Drug } ?x a ?class ; skos:prefLabel ?name }",
    )
    return {same(str(name)) for (name,) in rows}


class Page(HTMLParser):
    """The text and the tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.strings: set[str] = set()
        self.tags: Counter[str] = Counter()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[" ".join((tag, *sorted(name for name, _ in attrs)))] += 1
        self.strings |= {value for _, value in attrs if value}

    def handle_data(self, data: str) -> None:
        self.strings.add(data)


def walk(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Give each value of JSON that is no container, as text, with the keys that lead to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner, f"{path}[]")
    else:
        yield path, str(value)


def parse(form: str, out: Path) -> tuple[set[str], Counter[str]]:
    """Give the texts of a file, and how often each kind of thing stands in it."""
    if form in RDF:
        quads = list(ox.parse(out.read_bytes(), format=getattr(ox.RdfFormat, RDF[form])))
        texts = {q.object.value for q in quads if isinstance(q.object, ox.Literal)}
        return texts, Counter(q.predicate.value for q in quads)
    if form in XML:
        elements = list(ET.parse(out).getroot().iter())
        texts = {x for e in elements for x in (e.text, *e.attrib.values()) if x}
        return texts, Counter(" ".join((str(e.tag), *sorted(e.attrib))) for e in elements)
    if form in JSON:
        pairs = list(walk(json.loads(out.read_bytes())))
        return {x for _, x in pairs}, Counter(path for path, _ in pairs)
    if form == "dot":
        done = subprocess.run(["dot", "-Tdot_json", out], capture_output=True, check=True)
        pairs = list(walk(json.loads(done.stdout)))
        return {unescape(x).replace("\\\\", "\\") for _, x in pairs}, Counter(path for path, _ in pairs)
    if form == "html":
        page = Page(out.read_text("utf-8"))
        return page.strings, page.tags
    if form == "cypher":
        lines = out.read_text("utf-8").split("\n")[:-1]
        assert [x for x in lines if not _CYPHER.fullmatch(x)] == []
        texts = {re.sub(r"\\(.)", r"\1", x) for line in lines for x in _CYPHER_STRING.findall(joined(line))}
        return texts, Counter(_CYPHER_STRING.sub("''", joined(line)) for line in lines)
    if form == "parquet":
        pq = pytest.importorskip("pyarrow.parquet")
        tables = {p.name: pq.read_table(p).to_pylist() for p in sorted(out.glob("*.parquet"))}
    else:
        tables = {}
        for path in sorted(out.glob("*.csv")):
            with path.open(encoding="utf-8-sig", newline="") as file:
                tables[path.name] = list(csv.DictReader(file))
    pairs = [pair for name, rows in tables.items() for pair in walk(rows, name)]
    return {x for _, x in pairs}, Counter(path for path, _ in pairs)


def joined(line: str) -> str:
    """Join the strings of Cypher that were parted so that no backslash stands before a `u`."""
    return line.replace("' + '", "")


def export(graph: Path, form: str, folder: Path) -> tuple[set[str], Counter[str]]:
    if form in ("dot", "svg") and shutil.which("dot") is None:
        pytest.skip("dot (Graphviz) is not installed")
    out = folder / f"{graph.parent.name}-{form}"
    result = CliRunner().invoke(main, ["export", str(graph), "-f", form, "-o", str(out)])
    assert result.exit_code == 0, result.output
    return parse(form, out)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_names_arrive_and_change_nothing_else(hostile: Path, plain: Path, form: str, tmp_path: Path) -> None:
    texts, kinds = export(hostile, form, tmp_path)
    found = {same(x.removeprefix("'")) for x in texts}
    wanted = names(hostile)
    assert len(wanted) == len(planted.PAYLOADS) + 1
    missing = {x for x in wanted if x not in found and same(x.removeprefix("'")) not in found}
    assert missing == set()
    assert kinds == export(plain, form, tmp_path)[1]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_names_that_the_rules_read_arrive(read: Path, plain: Path, form: str, tmp_path: Path) -> None:
    texts, kinds = export(read, form, tmp_path)
    found = {same(x.removeprefix("'")) for x in texts}
    assert {x for x in names(read) if x not in found and same(x.removeprefix("'")) not in found} == set()
    if form in XML or form == "html":
        known = {k.partition(" ")[0] for k in export(plain, form, tmp_path)[1]}
        assert {k.partition(" ")[0] for k in kinds} <= known


def test_no_cell_is_a_formula(hostile: Path, tmp_path: Path) -> None:
    for form in ("csv", "neo4j"):
        texts, _ = export(hostile, form, tmp_path)
        assert [x for x in texts if x.lstrip()[:1] in tuple("=+-@")] == []
        assert "'=HYPERLINK(1)" in texts
