"""Telling what is one thing across filings, then mapping and checking the filings of which anything changed.

Filings are mapped in buckets, a shard each, so that a change of one makes few shards anew.
"""

from __future__ import annotations

import gc
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dealgraph import filers
from dealgraph.digests import hash_of
from dealgraph.rdf.quads import identity_lines
from dealgraph.records import unpack_keys
from dealgraph.resolve import names, resolve
from dealgraph.resolve.amendments import amendments
from dealgraph.shipping import Bucket, map_buckets
from dealgraph.steps.job import Job, Progress
from dealgraph.store.shards import intact, write_shard
from dealgraph.workers import Row, bucket_bits, bucket_of


@dataclass(frozen=True, slots=True)
class Identified:
    """What telling identity left besides the IRIs, which the agenda has.

    Attributes:
        shard: The shard of the identity graph. `quads`: its lines.
        amended: For each filing that was amended, the filings that amend it.
    """

    shard: str
    quads: int
    amended: Mapping[str, frozenset[str]]


def inventory(job: Job) -> str:
    """Note what filings there are; give a hash of all that the dataset depends on."""
    bits = bucket_bits(job.manifest.count_filings())
    job.agenda.list_filings(
        (bucket_of(key, bits), key, filed, digest) for key, filed, digest in job.manifest.digests()
    )
    listed = hashlib.sha256()
    for key, _, digest in job.agenda.filings():
        listed.update(f"{key} {digest}\n".encode())
    said = [[r.verb, *r.names, r.note, r.kind or ""] for r in job.told]
    return hash_of(job.rules, [listed.hexdigest(), said, hash_of("", job.filers)])


def identify(job: Job) -> Identified:
    """Tell what is one thing across all filings, and write the identity graph."""
    job.tell(Progress("identity", 0, 1))
    # Millions of small values that all live to the end: looking for garbage among them doubles the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        found = _identify(job)
    finally:
        names.forget()
        # What refers to itself in circles would stay until the end of the build.
        gc.collect()
        if collecting:
            gc.enable()
    job.tell(Progress("identity", 1, 1, 1.0))
    return found


def _identify(job: Job) -> Identified:
    keys = [unpack_keys(packed) for _, _, _, packed in job.manifest.filings()]
    table = filers.keys(filers.parse(job.filers, filers.NAME))
    found = resolve(keys, table, job.told)
    job.manifest.set("warnings", json.dumps(found.warnings))
    job.agenda.name_items(found.iris)
    shard, quads = write_shard(job.folder.shards, "identity", sorted(identity_lines(found.merges)))
    return Identified(shard, quads, amendments(keys))


def map_changed(job: Job) -> None:
    """Map and check the buckets of which anything changed."""
    have = job.manifest.shards()
    inputs = {bucket: _mark(job, bucket) for bucket in job.agenda.buckets()}
    job.manifest.remove_shards(sorted(set(have) - set(inputs)))
    todo = [
        b for b in inputs
        if have.get(b, ("", ""))[0] != inputs[b] or not (job.folder.shards / have[b][1]).is_file()
    ]  # fmt: skip
    tasks = (_task(job, bucket, have.get(bucket, ("", ""))[1]) for bucket in todo)
    done = map_buckets(tasks, job.crew, job.extractor, job.shapes, job.folder.shards)
    for n, made in enumerate(done, 1):
        mine = {key: (mark, job.agenda.ids(key)) for key, _, mark in job.agenda.bucket(made.bucket)}
        job.manifest.put_shard(
            made.bucket, inputs[made.bucket], made.file, made.quads, made.quarantined, mine
        )
        job.tell(Progress("shards", n, len(todo), n / len(todo)))


def _mark(job: Job, bucket: str) -> str:
    """Note what each of a bucket's filings is mapped from; give a hash of it all."""
    rows = job.agenda.bucket(bucket)
    marks = {key: hash_of(job.rules, [key, d, [*job.agenda.ids(key).items()]]) for key, d, _ in rows}
    job.agenda.mark_filings(bucket, marks.items())
    return hash_of("", list(marks.values()))


def _task(job: Job, bucket: str, old: str) -> Bucket:
    """Give a bucket's filings to map; of those that are as they were, the lines are taken over."""
    before = job.manifest.mapped(bucket) if old and intact(job.folder.shards / old) else {}
    aside: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for filing, item, reason in job.manifest.quarantine(bucket) if before else ():
        aside[filing].append((item, reason))
    return bucket, list(_rows(job, bucket, before, aside)), old


def _rows(
    job: Job, bucket: str, before: Mapping[str, str], aside: Mapping[str, list[tuple[str, str]]]
) -> Iterator[Row]:
    for key, _, mark in job.agenda.bucket(bucket):
        if before.get(key) == mark:
            yield Row(key, kept=tuple(aside.get(key, ())))
        else:
            yield Row(key, *job.manifest.record(key), job.agenda.ids(key))
