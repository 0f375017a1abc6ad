"""What a build has before it, in a database of its own that lasts as long as the build.

Sources, filings and the IRIs of their items are kept here rather than in memory, so that a build takes the memory of
the work under way however many filings there are. SQLite keeps it in memory while it is small, and in a file
without a name when it grows (https://www.sqlite.org/inmemorydb.html#temp_db).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from dealgraph.rdf.nquads import iri
from dealgraph.rdf.quads import filing_iri
from dealgraph.read import Source
from dealgraph.read.limits import Limits
from dealgraph.read.sources import size_told

#: Rows fetched at once where others are written meanwhile.
_PAGE = 1000
#: Filings whose rank is remembered while merging.
_RANKS = 2048
# A path need not be text; a local id need not be text that UTF-8 can write.
_SCHEMA = """
CREATE TABLE sources (
    n INTEGER PRIMARY KEY, name TEXT, path BLOB, problem TEXT, listed TEXT, mark TEXT, size INTEGER, todo INTEGER);
CREATE INDEX sources_by_name ON sources (name);
CREATE TABLE filings (
    bucket TEXT, key TEXT, graph TEXT, filed TEXT, digest TEXT, mark TEXT, PRIMARY KEY (bucket, key)) WITHOUT ROWID;
CREATE INDEX filings_by_graph ON filings (graph);
CREATE TABLE ids (filing TEXT, local BLOB, iri TEXT, PRIMARY KEY (filing, local)) WITHOUT ROWID;
"""
_ALL = "SELECT n, name, problem, mark FROM sources WHERE n > ? ORDER BY n LIMIT ?"
_UNREAD = "SELECT n, path, problem, listed, mark FROM sources WHERE todo AND n > ? ORDER BY n LIMIT ?"


class Agenda:
    """Lists of what is to be read, mapped and merged.

    Args:
        limits: What reading a source may cost.

    Raises:
        sqlite3.Error: From any method: there is no room for the list.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Forget all."""
        self._db.close()

    def list_sources(self, sources: Iterable[Source]) -> int:
        """List what lies at the paths, with fingerprints; give how many."""
        with self._together():
            rows = ((s.name, os.fsencode(s.path), s.problem, s.mark, s.fingerprint()) for s in sources)
            self._db.executemany(
                "INSERT INTO sources (name, path, problem, listed, mark, size) VALUES (?, ?, ?, ?, ?, ?)",
                ((*row, size_told(row[-1])) for row in rows),
            )
        return self.count_sources()

    def count_sources(self) -> int:
        """Count the sources."""
        return self._one("SELECT count(*) FROM sources")

    def mark_unread(self, known: Callable[[str], str | None]) -> tuple[int, int]:
        """Mark what is new or changed.

        Args:
            known: Gives, by a source's name, the fingerprint it was read under.

        Returns:
            How many sources are to be read, and their bytes.
        """
        with self._together():
            new = ((n,) for n, name, problem, mark in self._paged(_ALL) if problem or known(name) != mark)
            self._db.executemany("UPDATE sources SET todo = 1 WHERE n = ?", new)
        query = "SELECT count(*), coalesce(sum(size), 0) FROM sources WHERE todo"
        count, size = self._db.execute(query).fetchone()
        return int(count), int(size)

    def unread(self) -> Iterator[tuple[Source, str]]:
        """Give the sources that were marked, with their fingerprints, in order."""
        for _, path, problem, listed, mark in self._paged(_UNREAD):
            yield Source(os.fsdecode(path), problem, self._limits, listed), mark

    def lists(self, name: str) -> bool:
        """Whether there is a source of this name."""
        return self._db.execute("SELECT 1 FROM sources WHERE name = ?", (name,)).fetchone() is not None

    def list_filings(self, filings: Iterable[tuple[str, str, str, str]]) -> int:
        """List (bucket, key, date of filing, digest) of all filings; give how many."""
        rows = ((bucket, key, iri(filing_iri(key)), filed, d) for bucket, key, filed, d in filings)
        with self._together():
            self._db.executemany("INSERT INTO filings VALUES (?, ?, ?, ?, ?, '')", rows)
        return self.count()

    def count(self) -> int:
        """Count the filings."""
        return self._one("SELECT count(*) FROM filings")

    def filings(self) -> Iterator[tuple[str, str, str]]:
        """Give (key, date of filing, digest) of each filing in an order that is always the same."""
        yield from self._db.execute("SELECT key, filed, digest FROM filings ORDER BY bucket, key")

    def name_items(self, iris: Iterable[tuple[str, str, str]]) -> None:
        """Note each (filing, local id, IRI)."""
        rows = ((filing, _bytes(local), name) for filing, local, name in iris)
        with self._together():
            self._db.executemany("INSERT INTO ids VALUES (?, ?, ?)", rows)

    def ids(self, key: str) -> dict[str, str]:
        """Give the IRIs of a filing's items by local id, sorted."""
        rows = self._db.execute("SELECT local, iri FROM ids WHERE filing = ? ORDER BY local", (key,))
        return {local.decode("utf-8", "surrogatepass"): name for local, name in rows}

    def buckets(self) -> list[str]:
        """Give the buckets in order."""
        return [b for (b,) in self._db.execute("SELECT DISTINCT bucket FROM filings ORDER BY bucket")]

    def bucket(self, name: str) -> list[tuple[str, str, str]]:
        """Give (key, digest, mark) of a bucket's filings in order."""
        query = "SELECT key, digest, mark FROM filings WHERE bucket = ? ORDER BY key"
        return self._db.execute(query, (name,)).fetchall()

    def mark_filings(self, bucket: str, marks: Iterable[tuple[str, str]]) -> None:
        """Note (key, hash of what its lines are made from) of a bucket's filings."""
        with self._together():
            query = "UPDATE filings SET mark = ? WHERE bucket = ? AND key = ?"
            self._db.executemany(query, ((mark, bucket, key) for key, mark in marks))

    def ranks(self) -> Mapping[str, tuple[str, str]]:
        """Give what sorts filings, (date, key), by their graphs as they are written in a line."""
        return _Ranks(self._db)

    def _one(self, query: str) -> int:
        return int(self._db.execute(query).fetchone()[0])

    def _paged(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Give rows, a page at a time: no statement stays open while others write."""
        last = 0
        while rows := self._db.execute(query, (last, _PAGE)).fetchall():
            yield from rows
            last = rows[-1][0]

    @contextmanager
    def _together(self) -> Iterator[None]:
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


class _Ranks(Mapping[str, tuple[str, str]]):
    """The filings' ranks, looked up when asked for."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._find = lru_cache(_RANKS)(self._look_up)

    def _look_up(self, graph: str) -> tuple[str, str] | None:
        query = "SELECT filed, key FROM filings WHERE graph = ?"
        return self._db.execute(query, (graph,)).fetchone()  # type: ignore[no-any-return]

    def __getitem__(self, graph: str) -> tuple[str, str]:
        found = self._find(graph)
        if found is None:
            raise KeyError(graph)
        return found

    def __iter__(self) -> Iterator[str]:
        return (graph for (graph,) in self._db.execute("SELECT graph FROM filings"))

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM filings").fetchone()[0])


def _bytes(local: str) -> bytes:
    return local.encode("utf-8", "surrogatepass")
