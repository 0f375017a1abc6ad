"""The manifest: what a GRAPH folder was built from, in one SQLite file, so that work is done once.

A batch of files is written in one transaction. Whatever a kill leaves undone is done by the next build.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from dealgraph.errors import StorageError
from dealgraph.store import audit

if TYPE_CHECKING:
    from dealgraph.read.parts import Span

#: How the fingerprint of an archive begins that was not read to its end.
_PARTLY = "partly "
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sources (name TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, reader TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS spans (
    source TEXT NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (source, first)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unread (source TEXT NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS unread_by_source ON unread (source);
CREATE TABLE IF NOT EXISTS filings (
    source TEXT NOT NULL, n INTEGER NOT NULL, key TEXT NOT NULL, place TEXT NOT NULL, filed TEXT NOT NULL,
    digest TEXT NOT NULL, keys BLOB NOT NULL, record BLOB NOT NULL, rejects TEXT NOT NULL, PRIMARY KEY
    (source, n));
CREATE INDEX IF NOT EXISTS filings_by_key ON filings (key, place);
CREATE TABLE IF NOT EXISTS shards (bucket TEXT PRIMARY KEY, inputs TEXT NOT NULL, file TEXT NOT NULL, quads
INTEGER); CREATE TABLE IF NOT EXISTS quarantine (bucket TEXT NOT NULL, filing TEXT NOT NULL, item TEXT NOT
NULL, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS identities (
    filing TEXT PRIMARY KEY, bucket TEXT NOT NULL, inputs TEXT NOT NULL, ids BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS identities_by_bucket ON identities (bucket);
CREATE TABLE IF NOT EXISTS redirects (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One filing of a source, read and extracted.

    Attributes:
        key: The filing's key. `place`: where it was read from. `filed`: ISO date or "".
        digest: Hash of the record, to tell whether a filing changed.
        keys: Packed `FilingKeys`. `record`: packed filing and facts.
        rejects: How many candidates were not taken, by "kind: reason".
    """

    key: str
    place: str
    filed: str
    digest: str
    keys: bytes
    record: bytes
    rejects: dict[str, int]


@dataclass(frozen=True, slots=True)
class SourceResult:
    """What reading one source, or some members of an archive, gave.

    Attributes:
        name: The source. `fingerprint`: its own, or "" where the next build is to try again.
        entries: Its filings.
        unread: (place, reason) of what could not be read.
        span: Which members these are from; None where it was all of them.
        size: Bytes that were read.
    """

    name: str
    fingerprint: str
    entries: tuple[Entry, ...]
    unread: tuple[tuple[str, str], ...]
    span: Span | None = None
    size: int = 0


class Manifest:
    """Reads and writes the manifest.

    Args:
        path: The SQLite file.
        create: Whether to make it where it is not there.

    Raises:
        StorageError: The file is not a manifest.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        try:
            mode = "rwc" if create else "ro"
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None
            )
            if create:
                self._db.executescript(_SCHEMA)
            self._db.execute("SELECT count(*) FROM sources").fetchone()
        except sqlite3.Error as error:
            raise StorageError(
                f"The manifest cannot be read ({error})",
                where=str(path),
                suggestion="Build into a new folder",
            ) from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def known_mark(self, name: str, reader: str) -> str | None:
        """Give the fingerprint under which this reader has read a source."""
        query = "SELECT fingerprint FROM sources WHERE name = ? AND reader = ?"
        row = self._db.execute(query, (name, reader)).fetchone()
        return row[0] if row else None

    def source_names(self) -> Iterator[str]:
        """Give the names of all sources."""
        return (name for (name,) in self._db.execute("SELECT name FROM sources ORDER BY name"))

    def put(self, results: Iterable[SourceResult], reader: str) -> None:
        """Write what sources gave, in place of what they gave before, in one transaction."""
        with _Transaction(self._db):
            for r in results:
                if r.span is None:
                    self._forget(r.name)
                    self._db.execute("INSERT INTO sources VALUES (?, ?, ?)", (r.name, r.fingerprint, reader))
                elif not self._begin(r.name, r.fingerprint, reader):
                    continue
                elif self._tried(r.name, r.span):
                    places = [(r.name, p) for p in (*(e.place for e in r.entries), *(p for p, _ in r.unread))]
                    self._db.executemany("DELETE FROM unread WHERE source = ? AND place = ?", places)
                self._db.executemany("INSERT INTO unread VALUES (?, ?, ?)", [(r.name, *u) for u in r.unread])
                self._db.executemany(
                    "INSERT INTO filings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [
                        (
                            r.name,
                            n,
                            e.key,
                            e.place,
                            e.filed,
                            e.digest,
                            e.keys,
                            e.record,
                            json.dumps(e.rejects),
                        )
                        for n, e in enumerate(r.entries, r.span.first if r.span else 0)
                    ],
                )
                if r.span is not None:
                    self._extend(r.name, r.fingerprint, r.span)

    def _begin(self, name: str, fingerprint: str, reader: str) -> bool:
        """Forget what an archive gave before, unless it is this very reading that goes on; say if it does."""
        row = self._db.execute("SELECT fingerprint, reader FROM sources WHERE name = ?", (name,)).fetchone()
        if row == (fingerprint, reader):
            # All members are there: this one only says where the archive ends.
            return False
        if row != (_PARTLY + fingerprint, reader):
            self._forget(name)
            self._db.execute("INSERT INTO sources VALUES (?, ?, ?)", (name, _PARTLY + fingerprint, reader))
        return True

    def _tried(self, name: str, span: Span) -> bool:
        """Whether a member was tried before in vain."""
        query = "SELECT 1 FROM spans WHERE source = ? AND first = ? AND NOT count AND NOT last"
        return self._db.execute(query, (name, span.first)).fetchone() is not None

    def _extend(self, name: str, fingerprint: str, span: Span) -> None:
        """Note that these members were read; once all were, the archive was."""
        self._db.execute("REPLACE INTO spans VALUES (?, ?, ?, ?)", (name, span.first, span.count, span.last))
        have, end = self._db.execute(
            "SELECT sum(count), max(CASE WHEN last THEN first + count END) FROM spans WHERE source = ?",
            (name,),
        ).fetchone()
        if have == end:
            self._db.execute("UPDATE sources SET fingerprint = ? WHERE name = ?", (fingerprint, name))
            self._db.execute("DELETE FROM spans WHERE source = ?", (name,))

    def spans(self, name: str, fingerprint: str, reader: str) -> list[tuple[int, int]]:
        """Give (first, count) of the members of an archive that were read before a build was killed."""
        return self._db.execute(
            "SELECT first, count FROM spans JOIN sources ON name = source"
            " WHERE name = ? AND fingerprint = ? AND reader = ? AND count ORDER BY first",
            (name, _PARTLY + fingerprint, reader),
        ).fetchall()

    def remove(self, names: Iterable[str]) -> int:
        """Forget sources that are no longer there; give how many."""
        gone = list(names)
        with _Transaction(self._db):
            for name in gone:
                self._forget(name)
        return len(gone)

    def _forget(self, name: str) -> None:
        self._db.execute("DELETE FROM sources WHERE name = ?", (name,))
        self._db.execute("DELETE FROM spans WHERE source = ?", (name,))
        self._db.execute("DELETE FROM unread WHERE source = ?", (name,))
        self._db.execute("DELETE FROM filings WHERE source = ?", (name,))

    def unread(self) -> list[tuple[str, str]]:
        """Give (place, reason) of all that could not be read, in order."""
        return self._db.execute("SELECT place, reason FROM unread ORDER BY place, reason").fetchall()

    def filings(self) -> Iterator[tuple[str, str, str, bytes]]:
        """Give (key, date, digest, packed keys) of each filing, by key; of copies the first by place."""
        last = None
        cursor = self._db.execute("SELECT key, filed, digest, keys FROM filings ORDER BY key, place, n")
        for row in cursor:
            if row[0] != last:
                last = row[0]
                yield row

    def digests(self) -> Iterator[tuple[str, str, str]]:
        """Give (key, date, digest) of each filing as `filings` does, without opening what is packed."""
        last = None
        for row in self._db.execute("SELECT key, filed, digest FROM filings ORDER BY key, place, n"):
            if row[0] != last:
                last = row[0]
                yield row

    def count_filings(self) -> int:
        """Count the filings, copies once."""
        return int(self._db.execute("SELECT count(DISTINCT key) FROM filings").fetchone()[0])

    def filing_names(self) -> list[str]:
        """Give the keys of all filings, in order."""
        return [k for (k,) in self._db.execute("SELECT DISTINCT key FROM filings ORDER BY key")]

    def filing_keys(self, names: Iterable[str]) -> list[bytes]:
        """Give the packed keys of some filings."""
        query = "SELECT keys FROM filings WHERE key = ? ORDER BY place, n LIMIT 1"
        return [row[0] for name in names for row in self._db.execute(query, (name,))]

    def identities(self, filing: str) -> dict[str, str]:
        """Give the IRI of each item of a filing, by its local id."""
        row = self._db.execute("SELECT ids FROM identities WHERE filing = ?", (filing,)).fetchone()
        found: dict[str, str] = json.loads(zlib.decompress(row[0])) if row else {}
        return found

    def mapped(self, bucket: str) -> dict[str, str]:
        """Give the hash of what each filing's lines in a bucket's shard were made from."""
        rows = self._db.execute("SELECT filing, inputs FROM identities WHERE bucket = ?", (bucket,))
        return dict(rows.fetchall())

    def copies(self) -> list[tuple[str, str]]:
        """Give (place, key) of filings that are copies of one already taken."""
        found, last = [], None
        for key, place in self._db.execute("SELECT key, place FROM filings ORDER BY key, place, n"):
            if key == last:
                found.append((place, key))
            last = key
        return found

    def record(self, key: str) -> tuple[str, bytes]:
        """Give (place, packed record) of a filing.

        Raises:
            StorageError: There is no such filing.
        """
        row = self._db.execute(
            "SELECT place, record FROM filings WHERE key = ? ORDER BY place, n LIMIT 1", (key,)
        ).fetchone()
        if row is None:
            raise StorageError("There is no such filing in the graph", where=key, suggestion="Check the key")
        return row[0], row[1]

    def rejects(self) -> dict[str, int]:
        """Count what was not taken, by "kind: reason"."""
        total: dict[str, int] = {}
        for (text,) in self._db.execute("SELECT rejects FROM filings"):
            for reason, count in json.loads(text).items():
                total[reason] = total.get(reason, 0) + count
        return dict(sorted(total.items()))

    def shards(self) -> dict[str, tuple[str, str]]:
        """Give (hash of inputs, file) of each bucket's shard."""
        return {b: (i, f) for b, i, f in self._db.execute("SELECT bucket, inputs, file FROM shards")}

    def count_quads(self) -> int:
        """Count the quads of all buckets' shards."""
        total = self._db.execute("SELECT coalesce(sum(quads), 0) FROM shards").fetchone()[0]
        return int(total)

    def get(self, key: str) -> str:
        """Give a note that was set, or ""."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def set(self, key: str, value: str) -> None:
        """Set a note."""
        self._db.execute("REPLACE INTO meta VALUES (?, ?)", (key, value))

    def redirect(self, moves: Mapping[str, str], live: Iterable[str]) -> None:
        """Note which IRIs gave way to which ("" for none), and which are in use again."""
        with _Transaction(self._db):
            self._db.executemany("REPLACE INTO redirects VALUES (?, ?)", sorted(moves.items()))
            self._db.executemany("DELETE FROM redirects WHERE old = ?", [(iri,) for iri in sorted(live)])

    def moved(self, iri: str) -> str:
        """Follow an IRI that was handed out earlier to the one in use now; "" where there is none."""
        seen: set[str] = set()
        try:
            while iri and iri not in seen:
                seen.add(iri)
                row = self._db.execute("SELECT new FROM redirects WHERE old = ?", (iri,)).fetchone()
                if row is None:
                    break
                iri = row[0]
        except sqlite3.OperationalError:
            # Written before there were redirects.
            return iri
        return iri

    def moves(self) -> dict[str, str]:
        """Give each IRI that was handed out earlier and gave way to another, in order, with the one in use now."""
        given_up = ((old, self.moved(old)) for old in audit.redirects(self._db))
        return {old: new for old, new in given_up if new}

    def put_shard(
        self,
        bucket: str,
        inputs: str,
        file: str,
        quads: int,
        quarantined: Iterable[tuple[str, str, str]],
        identities: Mapping[str, tuple[str, Mapping[str, str]]] = MappingProxyType({}),
    ) -> None:
        """Note that a bucket was mapped and checked.

        Args:
            bucket: Its name.
            inputs: Hash of what it was made from.
            file: Its shard.
            quads: Lines of the shard.
            quarantined: (filing, item, reason) of what was set aside.
            identities: By filing, the hash of what its lines were made from, and the IRI of each item.
        """
        rows = [
            (filing, bucket, mark, zlib.compress(json.dumps(ids).encode(), 1))
            for filing, (mark, ids) in identities.items()
        ]
        with _Transaction(self._db):
            self._db.execute("DELETE FROM identities WHERE bucket = ?", (bucket,))
            self._db.executemany("REPLACE INTO identities VALUES (?, ?, ?, ?)", rows)
            self._db.execute("REPLACE INTO shards VALUES (?, ?, ?, ?)", (bucket, inputs, file, quads))
            self._db.execute("DELETE FROM quarantine WHERE bucket = ?", (bucket,))
            self._db.executemany(
                "INSERT INTO quarantine VALUES (?, ?, ?, ?)", [(bucket, *q) for q in quarantined]
            )

    def remove_shards(self, buckets: Iterable[str]) -> None:
        """Forget buckets that hold no filing any more."""
        with _Transaction(self._db):
            for bucket in buckets:
                self._db.execute("DELETE FROM shards WHERE bucket = ?", (bucket,))
                self._db.execute("DELETE FROM identities WHERE bucket = ?", (bucket,))
                self._db.execute("DELETE FROM quarantine WHERE bucket = ?", (bucket,))

    def quarantine(self, bucket: str | None = None) -> list[tuple[str, str, str]]:
        """Give (filing, item, reason) of what failed a shape, in order; item "" is the whole filing."""
        return self._db.execute(
            "SELECT filing, item, reason FROM quarantine WHERE ?1 IS NULL OR bucket = ?1"
            " ORDER BY filing, item, reason",
            (bucket,),
        ).fetchall()


class _Transaction:
    """BEGIN IMMEDIATE ... COMMIT, or ROLLBACK on an exception."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._db.execute("COMMIT" if kind is None else "ROLLBACK")
