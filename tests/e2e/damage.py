"""What damage is planted in a graph, each kind with the check that must find it."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dealgraph.rdf import terms as t
from dealgraph.store import GraphFolder
from dealgraph.store.index import build_index
from dealgraph.store.shards import read_shard, write_shard

Corrupt = Callable[[Path], object]


def shard(graph: Path, kind: str) -> Path:
    return min((graph / "shards").glob(f"{kind}-*"))


def edit(graph: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change dataset.json."""
    file = graph / "dataset.json"
    data = json.loads(file.read_text())
    change(data)
    file.write_text(json.dumps(data))


def execute(graph: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(graph / "manifest.sqlite")) as db, db:
        assert db.execute(sql, values).rowcount != 0, "nothing was corrupted"


def forge(graph: Path, kind: str, change: Callable[[list[str]], list[str]], *, index: bool = True) -> None:
    """Change the lines of the first shard of a kind, and everything that is made from its bytes."""
    old = shard(graph, kind)
    before = list(read_shard(old))
    after = sorted(set(change(before)))
    assert after != before, "nothing was corrupted"
    new, count = write_shard(old.parent, old.name[:-23], after)
    old.unlink()

    def name(data: dict[str, Any]) -> None:
        data["shards"] = sorted(new if s == old.name else s for s in data["shards"])
        data["summary"]["quads"] += count - len(before)

    edit(graph, name)
    if kind.startswith("filings"):
        execute(graph, "UPDATE shards SET file = ?, quads = ? WHERE file = ?", new, count, old.name)
    if index:
        dataset = GraphFolder.open(graph).dataset()
        shutil.rmtree(graph / "index" / dataset.index)
        build_index(graph / "index", dataset.index, [graph / "shards" / s for s in dataset.shards])


def in_line(part: str, change: Callable[[str], str | None]) -> Callable[[list[str]], list[str]]:
    """Change the first line that holds a part."""

    def _change(lines: list[str]) -> list[str]:
        place = next(n for n, line in enumerate(lines) if part in line)
        changed = change(lines[place])
        return [*lines[:place], *([changed] if changed else []), *lines[place + 1 :]]

    return _change


def record(graph: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change what the manifest keeps of a filing, and its hash."""
    with closing(sqlite3.connect(graph / "manifest.sqlite")) as db, db:
        key, data = db.execute("SELECT key, record FROM filings ORDER BY key").fetchone()
        body = json.loads(zlib.decompress(data))
        change(body)
        packed = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
        digest = hashlib.sha256(packed).hexdigest()
        db.execute(
            "UPDATE filings SET record = ?, digest = ? WHERE key = ?", (zlib.compress(packed), digest, key)
        )


def flip_page(manifest: Path) -> None:
    """Change the kind of a page that an index begins with; pages of packed records are told of as texts."""
    with closing(sqlite3.connect(manifest)) as db:
        page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'filings_by_key'").fetchone()[0]
        size = db.execute("PRAGMA page_size").fetchone()[0]
    data = bytearray(manifest.read_bytes())
    data[(page - 1) * size] ^= 0xFF
    manifest.write_bytes(data)


def flip(file: Path, place: float = 0.5) -> None:
    data = bytearray(file.read_bytes())
    data[int(len(data) * place)] ^= 0x55
    file.write_bytes(bytes(data))


def reworded(body: dict[str, Any]) -> None:
    document = next(d for d in body["filing"]["documents"] if d["text"])
    document["text"] = document["text"].replace("e", "i", 1)


def indexed(graph: Path, change: Callable[[ox.Store], object]) -> None:
    store = ox.Store(str(graph / "index" / GraphFolder.open(graph).dataset().index))
    change(store)
    store.flush()
    del store


def flip_blocks(graph: Path) -> None:
    files = [f for f in (graph / "index").rglob("*.sst") if f.stat().st_size > 3000]
    assert files
    for file in files:
        flip(file, 0.3)


def extra(line: str) -> Callable[[list[str]], list[str]]:
    return lambda lines: [*lines, line]


COMPANY = f"<{t.ID}company/cik-0000855654>"
STRAY = ox.Quad(ox.NamedNode(f"{t.ID}drug/planted"), ox.NamedNode(t.PREF_LABEL), ox.Literal("planted"))


def swap(store: ox.Store) -> None:
    store.remove(next(iter(store)))
    store.add(STRAY)


def redirects(*rows: tuple[str, str]) -> Corrupt:
    def _corrupt(graph: Path) -> None:
        for row in rows:
            execute(graph, "INSERT INTO redirects VALUES (?, ?)", *row)

    return _corrupt


def without_a_filing(lines: list[str]) -> list[str]:
    graph = lines[0].rpartition(" ")[0].rpartition(" ")[2]
    return [x for x in lines if graph not in x.rpartition(" ")[0].rpartition(" ")[2]]


#: What is planted, and the check that must find it.
PLANTED: dict[str, tuple[str, Corrupt]] = {
    "a flipped bit in a shard": ("shards", lambda g: flip(shard(g, "filings"))),
    "a truncated shard": (
        "shards",
        lambda g: (f := shard(g, "merged")).write_bytes(f.read_bytes()[:-40]),
    ),
    "bytes behind a shard": (
        "shards",
        lambda g: (f := shard(g, "merged")).write_bytes(f.read_bytes() + b"more"),
    ),
    "a missing shard": ("shards", lambda g: shard(g, "identity").unlink()),
    "another content under a shard's name": (
        "shards",
        lambda g: shard(g, "merged").write_bytes(gzip.compress(b"<urn:a> <urn:b> <urn:c> .\n")),
    ),
    "a shard that dataset.json forgot": (
        "shards",
        lambda g: edit(g, lambda d: d["shards"].remove(shard(g, "vocabulary").name)),
    ),
    "a stray name among the shards": (
        "shards",
        lambda g: edit(g, lambda d: d["shards"].append("secret.nq.gz")),
    ),
    "a line that is not N-Quads": (
        "shards",
        lambda g: forge(g, "filings", extra("<urn:a> <urn:b> oops ."), index=False),
    ),
    "a shard changed with its name, not the index": (
        "index",
        lambda g: forge(
            g, "filings", in_line(t.PREF_LABEL, lambda x: x.replace('> "', '> "Not ')), index=False
        ),
    ),
    "a quad gone from the index": (
        "index",
        lambda g: indexed(g, lambda s: s.remove(next(iter(s)))),
    ),
    "a quad planted in the index": ("index", lambda g: indexed(g, lambda s: s.add(STRAY))),
    "one quad of the index for another": (
        "index",
        lambda g: indexed(g, swap),
    ),
    "flipped bits in the index": ("index", flip_blocks),
    "a missing index": ("index", lambda g: shutil.rmtree(next((g / "index").iterdir()))),
    "an amount changed in the merged facts": (
        "merged",
        lambda g: forge(
            g, "merged", in_line(t.AMOUNT, lambda x: x.replace("^^", '0"^^').replace('"0"', '0"'))
        ),
    ),
    "a fact added to the merged facts": (
        "merged",
        lambda g: forge(g, "merged", extra(f'{COMPANY} <{t.ALT_LABEL}> "Planted" .')),
    ),
    "a fact gone from the merged facts": (
        "merged",
        lambda g: forge(g, "merged", in_line(t.MILESTONE_STATUS, lambda _: None)),
    ),
    "a fact changed in a filing's graph": (
        "merged",
        lambda g: forge(g, "filings", in_line(t.PREF_LABEL, lambda x: x.replace('> "', '> "Not '))),
    ),
    "a wrong count in the summary": (
        "merged",
        lambda g: edit(g, lambda d: d["summary"]["facts"].update(Company=1000)),
    ),
    "a wrong number of quads in the summary": (
        "merged",
        lambda g: edit(g, lambda d: d["summary"].update(quads=1)),
    ),
    "a word changed in a kept text": ("texts", lambda g: record(g, reworded)),
    "a hash changed in a filing's graph": (
        "texts",
        lambda g: forge(g, "filings", in_line(t.TEXT_SHA256, lambda x: x.replace('> "', '> "0'))),
    ),
    "a record with another hash": ("texts", lambda g: execute(g, "UPDATE filings SET digest = 'x'")),
    "a record that is not one": ("texts", lambda g: execute(g, "UPDATE filings SET record = x'00'")),
    "a filing gone from the manifest": (
        "texts",
        lambda g: execute(g, "DELETE FROM filings WHERE key = (SELECT min(key) FROM filings)"),
    ),
    "a filing gone from the shards": ("texts", lambda g: forge(g, "filings", without_a_filing)),
    "a changed quotation": (
        "evidence",
        lambda g: forge(g, "filings", in_line(t.OA_EXACT, lambda x: x.replace('> "', '> "un'))),
    ),
    "changed words before a quotation": (
        "evidence",
        lambda g: forge(g, "filings", in_line(t.OA_PREFIX, lambda x: x.replace('> "', '> "not '))),
    ),
    "a moved quotation": (
        "evidence",
        lambda g: forge(g, "filings", in_line(t.OA_START, lambda x: x.replace('> "', '> "1'))),
    ),
    "a quotation from another document": (
        "evidence",
        lambda g: forge(g, "filings", in_line(t.OA_HAS_SOURCE, lambda x: x.replace("/1> <", "/9> <"))),
    ),
    "a quotation without its words": (
        "evidence",
        lambda g: forge(g, "filings", in_line(t.OA_EXACT, lambda _: None)),
    ),
    "a payment's quote that none of its passages holds": (
        "evidence",
        lambda g: forge(g, "filings", in_line(t.QUOTE, lambda x: x.replace('> "', '> "un'))),
    ),
    "a fact on a passage that is not there": (
        "evidence",
        lambda g: forge(
            g, "filings", in_line(t.WAS_DERIVED_FROM, lambda x: x.replace("/mention/", "/mention/9", 1))
        ),
    ),
    "a negative amount": (
        "shapes",
        lambda g: forge(g, "filings", in_line(t.AMOUNT, lambda x: x.replace('> "', '> "-'))),
    ),
    "an agreement without its type": (
        "shapes",
        lambda g: forge(g, "filings", lambda lines: [x for x in lines if t.AGREEMENT_TYPE not in x]),
    ),
    "a second CIK": (
        "identity",
        lambda g: forge(g, "merged", extra(f'{COMPANY} <{t.CIK}> "0000000009" .')),
    ),
    "one CIK for two companies": (
        "identity",
        lambda g: forge(
            g,
            "merged",
            extra(f'<{t.ID}company/arbor> <{t.CIK}> "0000855654" .'),
        ),
    ),
    "a reference to nothing": (
        "identity",
        lambda g: forge(
            g, "merged", in_line(f"<{t.PARTY}>", lambda x: x.replace("/company/", "/company/no-"))
        ),
    ),
    "a merge into nothing": (
        "identity",
        lambda g: forge(g, "identity", in_line(t.MERGED_INTO, lambda x: x.replace("Into> <", "Into> <urn:"))),
    ),
    "a circle of successors": (
        "identity",
        lambda g: forge(g, "merged", extra(f"{COMPANY} <{t.SUPERSEDES}> {COMPANY} .")),
    ),
    "redirects in a circle": ("identity", redirects(("urn:a", "urn:b"), ("urn:b", "urn:a"))),
    "a redirect to nothing": ("identity", redirects(("urn:a", f"{t.ID}drug/nothing"))),
    "a manifest of other bytes": (
        "manifest",
        lambda g: (g / "manifest.sqlite").write_bytes(b"not a database" * 99),
    ),
    "a flipped page of the manifest": ("manifest", lambda g: flip_page(g / "manifest.sqlite")),
    "a missing manifest": ("manifest", lambda g: (g / "manifest.sqlite").unlink()),
    "the manifest of another dataset": (
        "manifest",
        lambda g: edit(g, lambda d: d.update(generation="0" * 32)),
    ),
    "a bucket gone from the manifest": (
        "manifest",
        lambda g: execute(g, "DELETE FROM shards WHERE bucket = (SELECT min(bucket) FROM shards)"),
    ),
    "a source gone from the manifest": ("manifest", lambda g: execute(g, "DELETE FROM sources")),
    "a build that was not finished": (
        "manifest",
        lambda g: execute(g, "REPLACE INTO meta VALUES ('pending', 'yes')"),
    ),
}
