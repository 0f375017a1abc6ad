"""Merging the shards to a dataset, indexing it, and putting it in the place of the one before."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from dealgraph.changes import Change, compare, moves_of, tell
from dealgraph.digests import hash_of
from dealgraph.rdf import terms as t
from dealgraph.rdf.merged import merged_lines
from dealgraph.rdf.nquads import iri, split_triple
from dealgraph.rdf.quads import filing_iri
from dealgraph.steps.identity import Identified
from dealgraph.steps.indexing import Indexing
from dealgraph.steps.job import Job, Progress
from dealgraph.store import Dataset
from dealgraph.store.shards import merge_shards, write_shard
from dealgraph.store.vocabulary import vocabulary_lines


def assemble(job: Job, identified: Identified, index: Indexing) -> tuple[dict[str, Any], list[Change] | None]:
    """Merge, index and swap in, unless the dataset is the one that is there.

    Args:
        job: The build.
        identified: What telling identity left.
        index: The index under way.

    Returns:
        The dataset's summary, and what changed since the one before; None where nothing did.
    """
    shards = sorted(file for _, file in job.manifest.shards().values())
    words, concepts = write_shard(job.folder.shards, "vocabulary", vocabulary_lines())
    amended = {
        iri(filing_iri(old)): frozenset(iri(filing_iri(n)) for n in news)
        for old, news in identified.amended.items()
    }
    parts = [shards, identified.shard, words, _dates(job), sorted((k, sorted(v)) for k, v in amended.items())]
    generation = hash_of(job.reader, parts)[:32]
    before = job.folder.current()
    if before is not None and before.generation == generation:
        index.give_up()
        job.folder.sweep(before)
        return dict(before.summary), None
    facts: Counter[str] = Counter()
    ready = (*shards, identified.shard, words)
    for name in ready:
        index.give(name)
    index.hasten()
    job.tell(Progress("merge", 0, 1))
    named = merge_shards(job.folder.shards / name for name in shards)
    lines = _counted(merged_lines(named, job.agenda.ranks(), amended), facts)
    merged, count = write_shard(job.folder.shards, "merged", lines)
    job.tell(Progress("merge", 1, 1, 1.0))
    job.tell(Progress("index", 0, 1))
    index.give(merged)
    index.finish(generation)
    job.tell(Progress("index", 1, 1, 1.0))
    files = (*ready, merged)
    summary = {
        "facts": dict(sorted(facts.items())),
        "filings": job.agenda.count(),
        "quads": count + identified.quads + concepts + job.manifest.count_quads(),
    }
    dataset = Dataset(generation, files, generation, summary)
    changes = [] if before is None else _note_changes(job, before, dataset)
    job.folder.publish(dataset)
    job.folder.sweep(dataset)
    return summary, changes


def _dates(job: Job) -> str:
    """Hash when each filing was filed, which decides whose word counts."""
    digest = hashlib.sha256()
    for key, filed, _ in job.agenda.filings():
        digest.update(f"{key} {filed}\n".encode())
    return digest.hexdigest()


def _note_changes(job: Job, before: Dataset, after: Dataset) -> list[Change]:
    """Tell what changed, and leave a redirect for each IRI that is no longer used."""
    old, new = job.folder.at(before), job.folder.at(after)
    changes = tell(compare(old.merged_lines(), new.merged_lines()), old.open_store(), new.open_store())
    # Before the dataset is swapped in: a redirect counts only for what is not in the graph.
    job.manifest.redirect(*moves_of(changes))
    return changes


def _counted(lines: Iterable[str], facts: Counter[str]) -> Iterator[str]:
    """Pass lines through, counting resources by class."""
    for line in lines:
        if t.RDF_TYPE in line:
            _, predicate, value = split_triple(line)
            if predicate == iri(t.RDF_TYPE) and value.startswith(f"<{t.DG}"):
                facts[value[len(t.DG) + 1 : -1]] += 1
        yield line
