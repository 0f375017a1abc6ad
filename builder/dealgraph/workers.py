"""What runs in worker processes: reading sources, and mapping and checking a bucket of filings.

Both take and give plain values that travel between processes. This is the one place where any exception is
caught: whatever an extractor does wrong with one filing becomes that filing's reason, and the build goes
on.
"""

from __future__ import annotations

import hashlib
import multiprocessing
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dealgraph.accept import Accepted, accept
from dealgraph.facts import Extractor
from dealgraph.filing import Filing
from dealgraph.ledger import verify
from dealgraph.rdf.nquads import iri
from dealgraph.rdf.quads import filing_iri
from dealgraph.read import Unread
from dealgraph.read.parts import Part
from dealgraph.read.sources import size_told
from dealgraph.records import pack, pack_keys, unpack
from dealgraph.resolve import names
from dealgraph.resolve.identities import Identities
from dealgraph.resolve.keys import keys_of
from dealgraph.store.manifest import Entry, SourceResult
from dealgraph.store.shards import read_shard, write_shard

if TYPE_CHECKING:
    from dealgraph.check import Checker

#: Filings in a bucket before there are twice as many buckets, and the bits of a hash that choose the bucket at first.
FULL_BUCKET, LEAST_BITS = 100, 4


@dataclass(frozen=True, slots=True)
class Row:
    """One filing on its way to a shard: its record and what `resolve` said of its items.

    Where nothing of it changed, `kept` holds (item, reason) of what was set aside, and its lines come from the bucket's
    shard as it was.
    """

    key: str
    place: str = ""
    record: bytes = b""
    ids: dict[str, str] = field(default_factory=dict)
    kept: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class Mapped:
    """A bucket that was mapped and checked; `quarantined` are (filing, item, reason)."""

    bucket: str
    file: str
    quads: int
    quarantined: tuple[tuple[str, str, str], ...]


def label(extractor: Extractor) -> str:
    """Give what goes into dg:extractedBy."""
    return f"{extractor.name} {extractor.version}"


@cache
def get_extractor(name: str) -> Extractor:
    """Give the extractor of this name, one per process."""
    from dealgraph.extract import load_extractor

    return load_extractor(name)


@cache
def _checker(shapes: Path | None) -> Checker:
    from dealgraph.check import Checker

    return Checker(shapes)


def make_ready(shapes: Path | None) -> None:
    """Read the shapes while workers read filings: processes forked from this one later have them at hand."""
    if multiprocessing.get_start_method() == "fork":
        _checker(shapes)


def read_parts(parts: Sequence[Part], extractor: str) -> list[SourceResult]:
    """Read and extract some sources, or parts of archives."""
    try:
        return [_read(part, get_extractor(extractor)) for part in parts]
    finally:
        names.forget()


def _read(part: Part, extractor: Extractor) -> SourceResult:
    entries: list[Entry] = []
    unread: list[tuple[str, str]] = []
    for item in part.stream():
        if isinstance(item, Unread):
            unread.append((item.source, item.reason))
            continue
        try:
            entries.append(_entry(item, extractor))
        except Exception as error:  # the worker boundary: one filing's fault is not the build's
            unread.append(
                (item.source, f"Its facts could not be extracted ({type(error).__name__}: {error})")
            )
    size = size_told(part.mark) if part.members is None else part.size
    return SourceResult(part.source.name, part.mark, tuple(entries), tuple(unread), part.span, size)


def _entry(filing: Filing, extractor: Extractor) -> Entry:
    facts = verify(filing, extractor.extract(filing))
    digest, record = pack(filing, facts)
    return Entry(
        key=filing.key,
        place=filing.source,
        filed=filing.filed_on.isoformat() if filing.filed_on else "",
        digest=digest,
        keys=pack_keys(keys_of(filing, facts)),
        record=record,
        rejects=dict(Counter(f"{r.kind}: {r.reason}" for r in facts.rejects)),
    )


def map_bucket(
    bucket: str, rows: Sequence[Row], old: str, extractor: str, shapes: Path | None, folder: Path
) -> Mapped:
    """Map and check a bucket's filings and write its shard.

    Args:
        bucket: Its name.
        rows: Its filings.
        old: Name of its shard as it was, from which the lines of unchanged filings come.
        extractor: Name of the extractor.
        shapes: Folder of shapes.
        folder: Folder of shards.
    """
    quarantined = [(row.key, item, reason) for row in rows for item, reason in row.kept or ()]
    tails = {iri(filing_iri(row.key)) for row in rows if row.kept is not None}
    lines = [x for x in read_shard(folder / old) if x[x.rindex("<") : -2] in tails] if tails else []
    rows = [row for row in rows if row.kept is None]
    name, checker = label(get_extractor(extractor)), _checker(shapes)
    for row in rows:
        ids = Identities({(row.key, local): iri for local, iri in row.ids.items()})
        try:
            done = accept(unpack(row.record, row.place), ids, name, checker)
        except Exception as error:  # the worker boundary: one filing's fault is not the build's
            done = Accepted([], (("", f"It could not be mapped ({type(error).__name__}: {error})"),))
        lines += done.lines
        quarantined += [(row.key, item, reason) for item, reason in done.quarantined]
    lines.sort()
    file, count = write_shard(folder, f"filings-{bucket}", lines)
    return Mapped(bucket, file, count, tuple(quarantined))


def bucket_of(key: str, bits: int) -> str:
    """Give the bucket of a filing, of 2 ** `bits` buckets.

    >>> bucket_of("0000855654-00-000006", 4), bucket_of("0000855654-00-000006", 6)
    ('a', '29')
    """
    head = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:8]
    return f"{int.from_bytes(head, 'big') >> (64 - bits):0{-(-bits // 4)}x}"


def bucket_bits(filings: int) -> int:
    """Choose how many buckets: so few that small graphs have few files, so many that a bucket takes little memory.

    >>> bucket_bits(86), bucket_bits(1601), bucket_bits(100_000)
    (4, 5, 10)
    """
    bits = LEAST_BITS
    while filings > FULL_BUCKET << bits:
        bits += 1
    return bits
