"""Neo4j files, Cypher, CSV and Parquet, read back."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from dealgraph.export.model import clean
from dealgraph.export.neo4j import LABELS, relationship_type
from dealgraph.rdf import terms as t

from .graphs import PAYLOADS, Case


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
