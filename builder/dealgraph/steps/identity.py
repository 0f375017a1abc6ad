"""Telling what is one thing across filings, and writing down why.

It is the one step that holds something of every filing. Where others work for a build it is done in a process of its
own, which takes its memory with it: the one that goes on reads the IRIs from a file, some thousand at a time.
"""

from __future__ import annotations

import gc
import json
import pickle
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dealgraph import filers
from dealgraph.pool import run_alone
from dealgraph.rdf.quads import identity_lines
from dealgraph.records import unpack_keys
from dealgraph.resolve import names, resolve
from dealgraph.resolve.amendments import amendments
from dealgraph.resolve.overrides import Rule
from dealgraph.steps.job import Job, Progress
from dealgraph.store import GraphFolder
from dealgraph.store.shards import write_shard

#: IRIs written and read together.
_TOGETHER = 5000
#: Filing, local id, IRI.
Named = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Identified:
    """What telling identity left besides the IRIs, which the agenda has.

    Attributes:
        shard: The shard of the identity graph. `quads`: its lines.
        amended: For each filing that was amended, the filings that amend it.
        warnings: What a user's rules name and no filing does.
    """

    shard: str
    quads: int
    amended: Mapping[str, frozenset[str]]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be told: of which GRAPH folder, by which table of filers and rules, and where the IRIs go."""

    folder: Path
    table: str
    rules: tuple[Rule, ...]
    iris: Path


def identify(job: Job) -> Identified:
    """Tell what is one thing across all filings, and write the identity graph."""
    job.tell(Progress("identity", 0, 1))
    with tempfile.TemporaryDirectory(prefix="dealgraph-") as scratch:
        task = _Task(job.folder.path, job.filers, job.told, Path(scratch, "iris"))
        found = _tell(task) if job.crew == 1 else run_alone(_tell, task, None)
        job.agenda.name_items(_read(task.iris))
    job.manifest.set("warnings", json.dumps(found.warnings))
    job.tell(Progress("identity", 1, 1, 1.0))
    return found


def _tell(task: _Task) -> Identified:
    # Millions of small values that all live to the end: looking for garbage among them doubles the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _identified(task)
    finally:
        names.forget()
        # What refers to itself in circles would stay until the end of the build.
        gc.collect()
        if collecting:
            gc.enable()


def _identified(task: _Task) -> Identified:
    folder = GraphFolder(task.folder)
    with closing(folder.manifest()) as manifest:
        keys = [unpack_keys(packed) for _, _, _, packed in manifest.filings()]
    table = filers.keys(filers.parse(task.table, filers.NAME))
    found = resolve(keys, table, task.rules)
    _write(task.iris, ((filing, local, iri) for (filing, local), iri in found.iris.items()))
    shard, quads = write_shard(folder.shards, "identity", sorted(identity_lines(found.merges)))
    return Identified(shard, quads, amendments(keys), found.warnings)


def _write(file: Path, iris: Iterator[Named]) -> None:
    with file.open("wb") as out:
        while some := list(islice(iris, _TOGETHER)):
            pickle.dump(some, out, pickle.HIGHEST_PROTOCOL)


def _read(file: Path) -> Iterator[Named]:
    """Give what `_write` wrote; the file lies in a folder that only this build's user may open."""
    with file.open("rb") as told:
        while told.peek(1):
            yield from pickle.load(told)  # noqa: S301 - written by this build
