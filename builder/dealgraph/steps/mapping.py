"""Mapping and checking the filings of which anything changed.

Filings are mapped in buckets, a shard each, so that a change of one makes few shards anew.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping

from dealgraph.digests import hash_of
from dealgraph.shipping import Bucket, map_buckets
from dealgraph.steps.indexing import Indexing
from dealgraph.steps.job import Job, Progress
from dealgraph.store.shards import intact
from dealgraph.workers import Row, bucket_bits, bucket_of


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


def map_changed(job: Job, index: Indexing) -> None:
    """Map and check the buckets of which anything changed, and have all indexed."""
    have = job.manifest.shards()
    inputs = {bucket: _mark(job, bucket) for bucket in job.agenda.buckets()}
    job.manifest.remove_shards(sorted(set(have) - set(inputs)))
    todo = [
        b for b in inputs
        if have.get(b, ("", ""))[0] != inputs[b] or not (job.folder.shards / have[b][1]).is_file()
    ]  # fmt: skip
    for bucket in sorted(inputs.keys() - set(todo)):
        index.give(have[bucket][1])
    tasks = (_task(job, bucket, have.get(bucket, ("", ""))[1]) for bucket in todo)
    done = map_buckets(tasks, job.crew, job.extractor, job.shapes, job.folder.shards)
    for n, made in enumerate(done, 1):
        mine = {key: (mark, job.agenda.ids(key)) for key, _, mark in job.agenda.bucket(made.bucket)}
        job.manifest.put_shard(
            made.bucket, inputs[made.bucket], made.file, made.quads, made.quarantined, mine
        )
        index.give(made.file)
        # With the first result all workers are there.
        index.start()
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
