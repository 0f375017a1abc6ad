"""The files of a GRAPH folder: the manifest, the shards' checksums, and the index against the shards."""

from __future__ import annotations

import gzip
import hashlib
import re
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dealgraph.errors import StorageError
from dealgraph.store import GraphFolder, audit

if TYPE_CHECKING:
    from dealgraph.verify import Book

_SHARD = re.compile(r"(filings-[0-9a-f]{1,16}|identity|merged|vocabulary)-([0-9a-f]{16})\.nq\.gz")
#: A line in the one form that we write, so that it can be taken apart without a parser.
_LINE = re.compile(
    rb'<[^<>" ]+> <[^<>" ]+> (?:<[^<>" ]+>|"(?:[^"\\]|\\.)*+"(?:\^\^<[^<>" ]+>|@[A-Za-z0-9-]+)?)'
    rb"(?: <[^<>\" ]+>)? \.\n"
)
_ONCE = ("identity", "merged", "vocabulary")


def check_manifest(folder: GraphFolder, book: Book) -> None:
    """Check that the manifest is a whole database and that the dataset is the one it describes."""
    path = folder.path / "manifest.sqlite"
    dataset = folder.dataset()
    try:
        with closing(audit.connect(path)) as db:
            book.checked["manifest"] += 1
            book.faults("manifest", ((path.name, problem) for problem in audit.damage(db)))
            if not book.clean("manifest"):
                return
            if audit.note(db, "pending"):
                problem = "The last build was not finished; build again, then verify"
                book.fault("manifest", path.name, problem)
                return
            published = audit.note(db, "published").rpartition(" ")[2]
            if published != dataset.generation:
                book.fault(
                    "manifest", path.name, "It was written for another dataset than dataset.json names"
                )
            noted = dict(audit.shards(db))
            book.checked["manifest"] += len(noted)
            for name in sorted(set(noted) ^ {s for s in dataset.shards if s.startswith("filings-")}):
                where = "dataset.json" if name in noted else path.name
                book.fault("manifest", where, f"It does not know the shard {name}")
            for source, key in audit.orphans(db):
                book.fault("manifest", key, f"Its source {source} is not among the sources")
    except (StorageError, sqlite3.Error) as error:
        problem = error.problem if isinstance(error, StorageError) else f"It cannot be read ({error})"
        book.fault("manifest", path.name, problem)


def check_shards(folder: GraphFolder, book: Book) -> None:
    """Check each shard that the dataset names, and that it names one of each kind."""
    names = folder.dataset().shards
    kinds = Counter(m[1] for m in map(_SHARD.fullmatch, names) if m)
    for kind in _ONCE:
        if kinds[kind] != 1:
            book.fault("shards", "dataset.json", f"It names {kinds[kind]} shards {kind}, not one")
    for name in names:
        book.checked["shards"] += 1
        match = _SHARD.fullmatch(name)
        if match is None:
            book.fault("shards", "dataset.json", f"It names {name!r}, which is no name of a shard")
        elif problem := _shard_problem(folder.shards / name, match[2]):
            book.fault("shards", name, problem)


def _shard_problem(path: Path, expected: str) -> str:
    """Read a shard through; give what is wrong with it, or ""."""
    digest, last = hashlib.sha256(), b""
    problem = ""
    try:
        with gzip.open(path, "rb") as file:
            for line in file:
                digest.update(line)
                if line <= last:
                    problem = problem or "Its lines are not sorted, or one stands in it twice"
                elif not _LINE.fullmatch(line):
                    problem = problem or f"A line is not N-Quads as we write them ({line[:80]!r})"
                last = line
        if digest.hexdigest()[:16] != expected:
            return "Its content is not what its name stands for (the checksum differs)"
    except FileNotFoundError:
        return "It is missing"
    except (OSError, EOFError, zlib.error) as error:
        return f"It cannot be read ({error})"
    return problem


def quads_of(folder: GraphFolder) -> Iterator[Any]:
    """Give each distinct quad of the shards, in the order of its line.

    Raises:
        SyntaxError: A line is not N-Quads.
    """
    import pyoxigraph

    for line, _ in groupby(folder.export_lines()):
        yield from pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.N_QUADS)


def check_index(folder: GraphFolder, book: Book) -> None:
    """Compare the index with the shards, quad for quad, through each of the index's orders."""
    where = f"index/{folder.dataset().index}"
    try:
        store = folder.open_store()
        graphs: Counter[Any] = Counter()
        predicates: Counter[Any] = Counter()
        total = 0
        for quad in quads_of(folder):
            total += 1
            graphs[quad.graph_name] += 1
            predicates[quad.predicate] += 1
            if quad not in store:
                book.fault("index", where, f"It lacks the quad {quad}")
        book.checked["index"] = total
        if len(store) != total:
            problem = f"It holds {len(store):,} quads where the shards hold {total:,}"
            book.fault("index", where, problem)
        for graph, count in graphs.items():
            found = sum(1 for _ in store.quads_for_pattern(None, None, None, graph))
            if found != count:
                book.fault("index", where, f"It gives {found:,} quads of the graph {graph}, not {count:,}")
        for predicate, count in predicates.items():
            found = sum(1 for _ in store.quads_for_pattern(None, predicate, None, None))
            if found != count:
                book.fault("index", where, f"It gives {found:,} quads of {predicate}, not {count:,}")
        _walk(store, total, where, book)
    except StorageError as error:
        book.fault("index", where, error.problem)
    except SyntaxError as error:
        book.fault("shards", "shards", f"A line is not N-Quads ({error})")
    except (OSError, RuntimeError, ValueError) as error:
        book.fault("index", where, f"It cannot be read ({error})")


def _walk(store: Any, total: int, where: str, book: Book) -> None:
    """Read the index from end to end, and from the objects' side: a damaged block says so when it is read."""
    seen = 0
    objects: Counter[Any] = Counter()
    for quad in store:
        seen += 1
        if str(quad.predicate).endswith("#type>"):
            objects[quad.object] += 1
    if seen != total:
        book.fault("index", where, f"Read from end to end it gives {seen:,} quads, not {total:,}")
    for value, count in objects.items():
        found = sum(
            1 for q in store.quads_for_pattern(None, None, value, None) if str(q.predicate).endswith("#type>")
        )
        if found != count:
            book.fault("index", where, f"It gives {found:,} resources of {value}, not {count:,}")
