"""The whole path: filings in, a checked and queryable graph out."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dealgraph import workers as workers_module
from dealgraph.changes import Change, count
from dealgraph.cluster import hire
from dealgraph.digests import code_digest, hash_of
from dealgraph.errors import InputError, StorageError
from dealgraph.heap import share_one_heap
from dealgraph.read import DEFAULT, Limits, find_sources
from dealgraph.resolve.overrides import read_overrides
from dealgraph.steps.assembly import assemble
from dealgraph.steps.identity import identify
from dealgraph.steps.indexing import Indexing
from dealgraph.steps.intake import take_in
from dealgraph.steps.job import Job, Progress
from dealgraph.steps.mapping import inventory, map_changed
from dealgraph.store import GraphFolder
from dealgraph.store.agenda import Agenda
from dealgraph.store.mirror import Mirror
from dealgraph.urls import as_path, is_url, shown

__all__ = ["MOST_NOTES", "BuildReport", "Progress", "build"]

#: So many changes are reported one by one; `dealgraph diff` lists all.
MOST_NOTES = 200


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
    limits: Limits = DEFAULT,
    progress: Callable[[Progress], None] | None = None,
) -> BuildReport:
    """Build a graph from filings, or bring one up to date.

    The graph holds what lies at the paths, and nothing else: what is new is added, what changed is
    replaced, what is gone is removed. A build that was killed is taken up where it stopped.

    Args:
        paths: Files, archives and folders, or URLs of such that fsspec can open.
        graph: The GRAPH folder, or a URL of one: it is built in a copy on this machine, then put there.
        extractor: Name of the extractor.
        workers: Number of processes, or the address of a Dask scheduler ("tcp://host:8786").
        shapes: Folder of SHACL shapes, by default those that ship with Dealgraph.
        identities: A file that says what is the same or different. It is kept in the GRAPH folder as
            `identities.toml`, and counts for later builds too.
        limits: Bounds on what reading one file may cost. Under other limits, all is read anew.
        progress: Called as work goes on.

    Raises:
        InputError: A path doesn't exist, nothing lies there, there is no such extractor or cluster, or `identities`
            is wrong.
        StorageError: The folder can't be used, or another build holds it.
        ValidationError: The shapes can't be read.
    """
    if is_url(graph):
        with Mirror.of(str(graph)).building() as copy:
            return build(
                paths, copy, extractor=extractor, workers=workers, shapes=shapes, identities=identities,
                limits=limits, progress=progress,
            )  # fmt: skip
    started = time.monotonic()
    share_one_heap()
    try:
        with closing(Agenda(limits)) as agenda:
            if not agenda.list_sources(find_sources(paths, limits=limits)):
                raise InputError(
                    "There is no file to read",
                    where=", ".join(shown(str(p)) for p in paths),
                    suggestion="Give files, archives or folders with filings",
                )
            if identities is not None:
                read_overrides(identities)
            reader = f"{workers_module.label(workers_module.get_extractor(extractor))} {code_digest()}"
            bounds = "" if limits == DEFAULT else f" {hash_of('', [*asdict(limits).values()])}"
            folder = GraphFolder.create(as_path(graph))
            with folder.lock(), closing(folder.manifest(create=True)) as manifest:
                if identities is not None:
                    folder.keep_identities(identities)
                with hire(workers, extractor) as crew:
                    tell = progress or (lambda _: None)
                    return _run(
                        Job(folder, manifest, agenda, reader, bounds, extractor, crew, shapes, tell), started
                    )
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


def _run(job: Job, started: float) -> BuildReport:
    """Do all steps and report."""
    manifest = job.manifest
    # While this stands, the manifest may be ahead of the dataset; `verify` asks for it.
    manifest.set("pending", "yes")
    counts = take_in(job)
    state = inventory(job)
    current = job.folder.current()
    changes: list[Change] | None = None
    if current is not None and manifest.get("published") == f"{state} {current.generation}":
        summary = dict(current.summary)
    else:
        identified = identify(job)
        with Indexing(job.folder, beside=job.crew != 1) as index:
            map_changed(job, index)
            summary, changes = assemble(job, identified, index)
        manifest.set("published", f"{state} {job.folder.dataset().generation}")
    manifest.set("pending", "")
    return BuildReport(
        filings=job.agenda.count(),
        **counts,
        unread=tuple(manifest.unread()),
        copies=tuple(manifest.copies()),
        quarantined=tuple(manifest.quarantine()),
        facts=summary["facts"],
        rejects=manifest.rejects(),
        quads=summary["quads"],
        seconds=time.monotonic() - started,
        changed=changes is not None,
        changes=count(changes or ()),
        notes=tuple((changes or ())[:MOST_NOTES]),
        warnings=tuple(json.loads(manifest.get("warnings") or "[]")),
    )
