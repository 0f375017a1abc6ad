"""Each filing's graph: texts against hashes, quotations against texts, all of it against the shapes."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from dealgraph.errors import DealgraphError
from dealgraph.rdf import terms as t
from dealgraph.rdf.nquads import clean
from dealgraph.rdf.quads import CONTEXT, filing_iri
from dealgraph.records import Record, unpack
from dealgraph.store import GraphFolder, audit
from dealgraph.store.shards import read_shard

if TYPE_CHECKING:
    from dealgraph.verify import Book

_MENTION = re.compile(rf"{re.escape(t.ID)}mention/[^/]+/(\d+)/(\d+)-(\d+)")
#: Subject to predicate to values, as plain strings.
_Graph = Mapping[str, Mapping[str, list[str]]]


def check_filings(folder: GraphFolder, shapes: Path | None, book: Book) -> None:
    """Check every filing of the manifest and every graph of the shards, one by one."""
    from dealgraph.check import Checker

    checker = Checker(shapes)
    with closing(audit.connect(folder.path / "manifest.sqlite")) as db:
        aside = audit.set_aside(db)
        keys = {filing_iri(key): key for key, _, _, _ in audit.records(db)}
        seen: set[str] = set()
        for name in folder.dataset().shards:
            if not name.startswith("filings-"):
                continue
            for graph, lines in _graphs(folder.shards / name):
                seen.add(graph)
                book.checked["shapes"] += 1
                for result in checker.check(lines):
                    if result.severity == "Violation":
                        book.fault("shapes", graph, str(result))
                key = keys.get(graph)
                if key is None:
                    book.fault("texts", graph, "The manifest does not know this filing")
                else:
                    _check_one(db, key, graph, lines, book)
        for graph in sorted(keys.keys() - seen):
            if keys[graph] not in aside:
                book.fault("texts", graph, "The filing is in the manifest, and its graph is missing")


def _graphs(shard: Path) -> Iterator[tuple[str, list[str]]]:
    """Give the graphs of a shard in order of name, with their lines."""
    graphs: dict[str, list[str]] = defaultdict(list)
    for line in read_shard(shard):
        graphs[line[:-2].rpartition(" ")[2][1:-1]].append(line)
    yield from sorted(graphs.items())


def _check_one(db: sqlite3.Connection, key: str, graph: str, lines: list[str], book: Book) -> None:
    """Check one filing's texts and quotations."""
    try:
        record = _record(db, key)
    except (DealgraphError, ValueError, KeyError, TypeError, AttributeError, zlib.error) as error:
        book.fault("texts", graph, f"What the manifest keeps of it cannot be read ({error})")
        return
    if record is None:
        book.fault("texts", graph, "What the manifest keeps of it is not what it was (the hash differs)")
        return
    nodes = _parse(lines)
    stated = {
        document.rpartition("/")[2]: nodes[document].get(t.TEXT_SHA256, [])
        for document in nodes.get(graph, {}).get(t.HAS_DOCUMENT, ())
        if document in nodes
    }
    texts: dict[int, str] = {}
    for d in record.filing.documents:
        book.checked["texts"] += 1
        expected = record.hashes.get(d.sequence, "")
        where = f"{t.ID}document/{graph.rpartition('/')[2]}/{d.sequence}"
        if stated.pop(str(d.sequence), None) != [expected]:
            book.fault("texts", where, "The graph's hash of its text is not the manifest's")
        if d.text:
            texts[d.sequence] = d.text
            if d.sha256 != expected:
                book.fault("texts", where, "Its text is not what its hash stands for")
    for extra in sorted(stated):
        book.fault("texts", graph, f"The graph gives it a document {extra} that it does not have")
    _check_mentions(nodes, texts, book)


def _record(db: sqlite3.Connection, key: str) -> Record | None:
    """Give a filing's record, or None where its hash differs."""
    place, digest, data = db.execute(
        "SELECT place, digest, record FROM filings WHERE key = ? ORDER BY place, n LIMIT 1", (key,)
    ).fetchone()
    if hashlib.sha256(zlib.decompress(data)).hexdigest() != digest:
        return None
    return unpack(data, place)


def _parse(lines: list[str]) -> _Graph:
    import pyoxigraph

    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in pyoxigraph.parse("\n".join(lines), format=pyoxigraph.RdfFormat.N_QUADS):
        subject, value = getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")
        nodes[subject][quad.predicate.value].append(value)
    return nodes


def _check_mentions(nodes: _Graph, texts: Mapping[int, str], book: Book) -> None:
    """Check each mention, and that whatever rests on a mention rests on one that is there."""
    cited = {v for node in nodes.values() for v in node.get(t.WAS_DERIVED_FROM, ())}
    for mention in sorted(c for c in cited if c.startswith(f"{t.ID}mention/")):
        if t.MENTION not in nodes.get(mention, {}).get(t.RDF_TYPE, ()):
            book.fault("evidence", mention, "A fact rests on it, and it is not there")
    for node, said in nodes.items():
        if t.MENTION in said.get(t.RDF_TYPE, ()):
            book.checked["evidence"] += 1
            if problem := _mention_problem(node, nodes, texts):
                book.fault("evidence", node, problem)
            elif node not in cited:
                book.fault("evidence", node, "No fact rests on it")
        for quote in said.get(t.QUOTE, ()):
            book.checked["evidence"] += 1
            mentions = (f"{m}/selector" for m in said.get(t.WAS_DERIVED_FROM, ()))
            if not any(quote in nodes.get(m, {}).get(t.OA_EXACT, ()) for m in mentions):
                book.fault("evidence", node, "Its quote is not what one of its mentions quotes")


def _mention_problem(node: str, nodes: _Graph, texts: Mapping[int, str]) -> str:
    """Give what is wrong with a mention, or ""."""
    name = _MENTION.fullmatch(node)
    if name is None:
        return "It is not named after a passage"
    document, start, end = int(name[1]), int(name[2]), int(name[3])
    said = nodes[node]
    if said.get(t.OA_HAS_SOURCE) != [f"{node.rpartition('/')[0].replace('/mention/', '/document/')}"]:
        return "It cites another document than it is named after"
    if said.get(t.OA_HAS_SELECTOR) != [f"{node}/selector"]:
        return "It has no selector of its own"
    selector = nodes.get(f"{node}/selector", {})
    if (selector.get(t.OA_START), selector.get(t.OA_END)) != ([str(start)], [str(end)]):
        return "Its offsets are not those that it is named after"
    text = texts.get(document)
    if text is None:
        return "The text of the document that it cites is not kept"
    for predicate, passage, what in (
        (t.OA_EXACT, text[start:end], "Its quotation is not"),
        (t.OA_PREFIX, text[max(0, start - CONTEXT) : start], "The words before it are not"),
        (t.OA_SUFFIX, text[end : end + CONTEXT], "The words after it are not"),
    ):
        if selector.get(predicate) != [clean(passage)] or start >= end:
            return f"{what} what stands there in the document"
    return ""
