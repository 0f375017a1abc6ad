"""What `verify` reads of a manifest. It opens the file to read only, and trusts nothing in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from dealgraph.errors import StorageError


def connect(path: Path) -> sqlite3.Connection:
    """Open a manifest to read.

    Raises:
        StorageError: It is missing.
    """
    if not path.is_file():
        raise StorageError("It is missing", where=str(path), suggestion="Build the graph again")
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    # A damaged file may hold what is not UTF-8.
    db.text_factory = lambda data: data.decode("utf-8", "replace")
    return db


def damage(db: sqlite3.Connection) -> list[str]:
    """Give what SQLite finds wrong with its own file."""
    found = [str(row[0]) for row in db.execute("PRAGMA integrity_check(20)")]
    return [] if found == ["ok"] else [f"The database is damaged ({' '.join(x.split())})" for x in found]


def note(db: sqlite3.Connection, key: str) -> str:
    """Give a note that a build set, or ""."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def shards(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """Give (file, number of quads) of each bucket's shard."""
    return [(str(f), int(n)) for f, n in db.execute("SELECT file, quads FROM shards ORDER BY file")]


def orphans(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Give (source, key) of filings whose source the manifest doesn't list."""
    wanted = "SELECT source, key FROM filings WHERE source NOT IN (SELECT name FROM sources) ORDER BY 1, 2"
    return [(str(s), str(k)) for s, k in db.execute(wanted)]


def records(db: sqlite3.Connection) -> Iterator[tuple[str, str, str, bytes]]:
    """Give (key, place, digest, packed record) of each filing, of copies the first by place."""
    last = None
    for row in db.execute("SELECT key, place, digest, record FROM filings ORDER BY key, place, n"):
        if row[0] != last:
            last = row[0]
            yield row


def set_aside(db: sqlite3.Connection) -> set[str]:
    """Give the keys of filings that were set aside as a whole."""
    return {str(k) for (k,) in db.execute("SELECT filing FROM quarantine WHERE item = ''")}


def redirects(db: sqlite3.Connection) -> dict[str, str]:
    """Give what each IRI that is no longer used gave way to, "" for none."""
    found = db.execute("SELECT name FROM sqlite_master WHERE name = 'redirects'").fetchone()
    return dict(db.execute("SELECT old, new FROM redirects ORDER BY old")) if found else {}
