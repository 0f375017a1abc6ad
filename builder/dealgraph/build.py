"""The whole path: filings in, a checked and queryable graph out."""

from __future__ import annotations

import gc
import json
import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from dealgraph import filers
from dealgraph import workers as workers_module
from dealgraph.changes import Change, compare, count, moves_of, tell
from dealgraph.cluster import Cluster, hire
from dealgraph.digests import code_digest, folder_digest, hash_of
from dealgraph.errors import InputError, StorageError
from dealgraph.pool import run_alone, run_tasks
from dealgraph.rdf import terms as t
from dealgraph.rdf.merged import merged_lines
from dealgraph.rdf.nquads import iri, split_triple
from dealgraph.rdf.quads import filing_iri, identity_lines
from dealgraph.read import Source, find_sources
from dealgraph.read.parts import Part, Span, batches, size_of
from dealgraph.records import unpack_keys
from dealgraph.resolve import Identities, resolve
from dealgraph.resolve.amendments import amendments
from dealgraph.resolve.overrides import read_overrides
from dealgraph.resources import data_folder
from dealgraph.shipping import map_buckets
from dealgraph.store import Dataset, GraphFolder, Manifest
from dealgraph.store.folder import IDENTITIES
from dealgraph.store.index import build_index
from dealgraph.store.manifest import SourceResult
from dealgraph.store.shards import intact, merge_shards, write_shard
from dealgraph.store.vocabulary import vocabulary_lines
from dealgraph.workers import Row, bucket_of, bucket_width, read_parts

#: So many changes are reported one by one; `dealgraph diff` lists all.
MOST_NOTES = 200


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: `done` of `total` units ("files" or "shards") of a stage."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        filings: Filings in the graph.
        read: Files that were read now. `unchanged`: files that were not read again. `removed`: files that
        are gone. unread: (place, reason) of what could not be read.
        copies: (place, key) of filings that are in the graph from another place.
        quarantined: (filing, item, reason) of what failed a shape; item "" is the whole filing.
        facts: Distinct facts in the graph by kind.
        rejects: Candidates that were not taken, by "kind: reason".
        quads: Quads in the graph.
        seconds: Wall time.
        changed: Whether the graph differs from the one before.
        changes: Resources that are new, renamed, merged, revised and gone since, counted by kind and class; empty
            for a first build.
        notes: The first of these changes, at most MOST_NOTES.
        warnings: What is not as it should be, but stopped nothing.
    """

    filings: int
    read: int
    unchanged: int
    removed: int
    unread: tuple[tuple[str, str], ...]
    copies: tuple[tuple[str, str], ...]
    quarantined: tuple[tuple[str, str, str], ...]
    facts: dict[str, int]
    rejects: dict[str, int]
    quads: int
    seconds: float
    changed: bool
    changes: dict[str, dict[str, int]] = field(default_factory=dict)
    notes: tuple[Change, ...] = ()
    warnings: tuple[str, ...] = ()


def build(
    paths: Sequence[str | Path],
    graph: str | Path,
    *,
    extractor: str = "rules",
    workers: int | str = 1,
    shapes: Path | None = None,
    identities: Path | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> BuildReport:
    """Build a graph from filings, or bring one up to date.

    The graph holds what lies at the paths, and nothing else: what is new is added, what changed is
    replaced, what is gone is removed. A build that was killed is taken up where it stopped.

    Args:
        paths: Files, archives and folders.
        graph: The GRAPH folder.
        extractor: Name of the extractor.
        workers: Number of processes, or the address of a Dask scheduler ("tcp://host:8786").
        shapes: Folder of SHACL shapes, by default those that ship with Dealgraph.
        identities: A file that says what is the same or different. It is kept in the GRAPH folder as
            `identities.toml`, and counts for later builds too.
        progress: Called as work goes on.

    Raises:
        InputError: A path doesn't exist, nothing lies there, there is no such extractor or cluster, or `identities`
            is wrong.
        StorageError: The folder can't be used, or another build holds it.
        ValidationError: The shapes can't be read.
    """
    started = time.monotonic()
    tell = progress or (lambda _: None)
    sources = list(find_sources(paths))
    if not sources:
        raise InputError(
            "There is no file to read",
            where=", ".join(map(str, paths)),
            suggestion="Give files, archives or folders with filings",
        )
    if identities is not None:
        read_overrides(identities)
    reader = f"{workers_module.label(workers_module.get_extractor(extractor))} {code_digest()}"
    folder = GraphFolder.create(graph)
    try:
        with folder.lock(), closing(folder.manifest(create=True)) as manifest:
            if identities is not None:
                folder.keep_identities(identities)
            with hire(workers, extractor) as crew:
                run = _Run(folder, manifest, reader, extractor, crew, shapes, tell)
                return run.all(sources, started)
    except BrokenProcessPool as error:
        raise StorageError(
            "A worker process died while shards were written",
            where=str(graph),
            suggestion="Build again, with fewer workers if memory is short; what is done is kept",
        ) from error
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"The graph cannot be written ({getattr(error, 'strerror', None) or error})",
            where=str(graph),
            suggestion="Make room or mend the permissions, then build again; what is done is kept",
        ) from error


class _Run:
    """One build: its steps in order."""

    def __init__(
        self,
        folder: GraphFolder,
        manifest: Manifest,
        reader: str,
        extractor: str,
        crew: int | Cluster,
        shapes: Path | None,
        tell: Callable[[Progress], None],
    ) -> None:
        self.folder, self.manifest, self.reader = folder, manifest, reader
        self.extractor, self.crew, self.shapes, self.tell = extractor, crew, shapes, tell
        #: Hash of what facts are read, mapped and checked by.
        self.rules = " ".join(
            (reader, folder_digest(shapes or data_folder("shapes")), folder_digest(data_folder("ontology")))
        )
        own = folder.path / IDENTITIES
        self.told = read_overrides(own) if own.is_file() else ()
        self.filers = filers.table_text(folder.path)
        self.digests: dict[str, str] = {}
        self.filed: dict[str, str] = {}
        self.amended: dict[str, frozenset[str]] = {}
        self.changes: list[Change] = []

    def all(self, sources: Sequence[Source], started: float) -> BuildReport:
        """Do all steps and report."""
        # While this stands, the manifest may be ahead of the dataset; `verify` asks for it.
        self.manifest.set("pending", "yes")
        counts = self.read(sources)
        state = self.inventory()
        current = self._current()
        if current is not None and self.manifest.get("published") == f"{state} {current.generation}":
            changed, summary = False, dict(current.summary)
        else:
            identities = self.resolve()
            self.map(identities)
            changed, summary = self.publish(identities)
            self.manifest.set("published", f"{state} {self.folder.dataset().generation}")
        self.manifest.set("pending", "")
        return BuildReport(
            filings=len(self.digests),
            **counts,
            unread=tuple(self.manifest.unread()),
            copies=tuple(self.manifest.copies()),
            quarantined=tuple(self.manifest.quarantine()),
            facts=summary["facts"],
            rejects=self.manifest.rejects(),
            quads=summary["quads"],
            seconds=time.monotonic() - started,
            changed=changed,
            changes=count(self.changes),
            notes=tuple(self.changes[:MOST_NOTES]),
            warnings=tuple(json.loads(self.manifest.get("warnings") or "[]")),
        )

    def read(self, sources: Sequence[Source]) -> dict[str, int]:
        """Read what is new or changed; forget what is gone."""
        known = self.manifest.known(self.reader)
        marks = [(s, s.fingerprint()) for s in sources]
        todo = [(s, mark) for s, mark in marks if known.get(s.name) != mark or s.problem]
        gone = self.manifest.source_names() - {s.name for s in sources}
        self.manifest.remove(sorted(gone))
        done = 0
        call = partial(read_parts, extractor=self.extractor)
        known_members = partial(self.manifest.spans, reader=self.reader)
        work = batches(todo, known_members, carry=not isinstance(self.crew, int))
        lost = partial(_lost, extractor=self.extractor)
        for results in run_tasks(call, work, self.crew, lost, size_of):
            self.manifest.put(results, self.reader)
            done += sum(1 for r in results if r.span is None or r.span.last)
            self.tell(Progress("files", done, len(todo)))
        return {"read": len(todo), "unchanged": len(sources) - len(todo), "removed": len(gone)}

    def resolve(self) -> Identities:
        """Tell what is one thing across all filings."""
        # Millions of small values that all live to the end: looking for garbage among them doubles the time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            keys = [unpack_keys(packed) for _, _, _, packed in self.manifest.filings()]
            self.amended = amendments(keys)
            table = filers.keys(filers.parse(self.filers, filers.NAME))
            found = resolve(keys, table, self.told)
            self.manifest.set("warnings", json.dumps(found.warnings))
            return found
        finally:
            if collecting:
                gc.enable()

    def inventory(self) -> str:
        """Note what filings there are; give a hash of all that the dataset depends on."""
        for key, filed, digest, _ in self.manifest.filings():
            self.digests[key], self.filed[key] = digest, filed
        said = [[r.verb, *r.names, r.note, r.kind or ""] for r in self.told]
        return hash_of(self.rules, [sorted(self.digests.items()), said, hash_of("", self.filers)])

    def map(self, identities: Identities) -> None:
        """Map and check the buckets of which anything changed."""
        ids: dict[str, dict[str, str]] = defaultdict(dict)
        for (filing, local), name in identities.iris.items():
            ids[filing][local] = name
        buckets: dict[str, list[str]] = defaultdict(list)
        width = bucket_width(len(self.digests))
        for key in sorted(self.digests):
            buckets[bucket_of(key, width)].append(key)
        marks = {k: hash_of(self.rules, [k, d, sorted(ids[k].items())]) for k, d in self.digests.items()}
        inputs = {b: hash_of("", [marks[k] for k in keys]) for b, keys in buckets.items()}
        have = self.manifest.shards()
        self.manifest.remove_shards(sorted(set(have) - set(buckets)))
        todo = [
            b for b in sorted(buckets)
            if have.get(b, ("", ""))[0] != inputs[b] or not (self.folder.shards / have[b][1]).is_file()
        ]  # fmt: skip
        tasks = ((b, *self._rows(b, buckets[b], marks, ids, have.get(b, ("", ""))[1])) for b in todo)
        done = map_buckets(tasks, self.crew, self.extractor, self.shapes, self.folder.shards)
        for n, made in enumerate(done, 1):
            mine = {k: (marks[k], ids[k]) for k in buckets[made.bucket]}
            self.manifest.put_shard(
                made.bucket, inputs[made.bucket], made.file, made.quads, made.quarantined, mine
            )
            self.tell(Progress("shards", n, len(todo)))

    def _rows(
        self,
        bucket: str,
        keys: Sequence[str],
        marks: Mapping[str, str],
        ids: Mapping[str, dict[str, str]],
        old: str,
    ) -> tuple[list[Row], str]:
        """Give a bucket's filings to map; of those that are as they were, the lines are taken over."""
        before = self.manifest.mapped(bucket) if old and intact(self.folder.shards / old) else {}
        aside: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for filing, item, reason in self.manifest.quarantine() if before else ():
            aside[filing].append((item, reason))
        rows = [
            Row(k, kept=tuple(aside[k])) if before.get(k) == marks[k]
            else Row(k, *self.manifest.record(k), ids[k])
            for k in keys
        ]  # fmt: skip
        return rows, old

    def publish(self, identities: Identities) -> tuple[bool, dict[str, Any]]:
        """Merge, index and swap in, unless the dataset is the one that is there."""
        shards = sorted(file for _, file in self.manifest.shards().values())
        identity, merges = write_shard(
            self.folder.shards, "identity", sorted(identity_lines(identities.merges))
        )
        words, concepts = write_shard(self.folder.shards, "vocabulary", vocabulary_lines())
        graphs = {key: iri(filing_iri(key)) for key in self.filed}
        amended = {graphs[old]: frozenset(graphs[n] for n in news) for old, news in self.amended.items()}
        parts = [shards, identity, words, sorted(self.filed.items())]
        generation = hash_of(self.reader, [*parts, sorted((k, sorted(v)) for k, v in amended.items())])[:32]
        before = self._current()
        if before is not None and before.generation == generation:
            self.folder.sweep(before)
            return False, dict(before.summary)
        facts: Counter[str] = Counter()
        ranks = {graphs[key]: (filed, key) for key, filed in self.filed.items()}
        named = merge_shards(self.folder.shards / name for name in shards)
        merged, count = write_shard(
            self.folder.shards, "merged", _counted(merged_lines(named, ranks, amended), facts)
        )
        files = (*shards, identity, words, merged)
        build_index(self.folder.indexes, generation, [self.folder.shards / f for f in files])
        summary = {
            "facts": dict(sorted(facts.items())),
            "filings": len(self.digests),
            "quads": count + merges + concepts + self._quads(),
        }
        dataset = Dataset(generation, files, generation, summary)
        if before is not None:
            self.note_changes(before, dataset)
        self.folder.publish(dataset)
        self.folder.sweep(dataset)
        return True, summary

    def note_changes(self, before: Dataset, after: Dataset) -> None:
        """Tell what changed, and leave a redirect for each IRI that is no longer used."""
        old, new = self.folder.at(before), self.folder.at(after)
        self.changes = tell(
            compare(old.merged_lines(), new.merged_lines()), old.open_store(), new.open_store()
        )
        # Before the dataset is swapped in: a redirect counts only for what is not in the graph.
        self.manifest.redirect(*moves_of(self.changes))

    def _quads(self) -> int:
        return self.manifest.count_quads()

    def _current(self) -> Dataset | None:
        """The dataset that is there, if it is whole."""
        if not (self.folder.path / "dataset.json").is_file():
            return None
        found = self.folder.dataset()
        whole = all((self.folder.shards / name).is_file() for name in found.shards)
        return found if whole and (self.folder.indexes / found.index).is_dir() else None


def _lost(batch: Sequence[Part], extractor: str) -> list[SourceResult]:
    """Read a batch whose worker died file by file, each in its own process; list those that bring it down."""
    call = partial(read_parts, extractor=extractor)
    one_by_one = [one for part in batch for one in part.split()]
    if len(one_by_one) > 1:
        return [r for one in one_by_one for r in run_alone(call, [one], partial(_lost, extractor=extractor))]
    (part,) = one_by_one
    where = part.members[0].name if part.members else part.source.name
    unread = ((where, "The process that read it died (it may need more memory than there is)"),)
    # The next build, perhaps with more memory, tries again: a file by its missing fingerprint, a member
    # as one of which none was read.
    mark, span = ("", None) if part.span is None else (part.mark, Span(part.span.first, 0, False))
    return [SourceResult(part.source.name, mark, (), unread, span)]


def _counted(lines: Iterable[str], facts: Counter[str]) -> Iterator[str]:
    """Pass lines through, counting resources by class."""
    for line in lines:
        if t.RDF_TYPE in line:
            _, predicate, value = split_triple(line)
            if predicate == iri(t.RDF_TYPE) and value.startswith(f"<{t.DG}"):
                facts[value[len(t.DG) + 1 : -1]] += 1
        yield line
