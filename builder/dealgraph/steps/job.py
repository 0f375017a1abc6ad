"""What all steps of a build know of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dealgraph import filers
from dealgraph.cluster import Cluster
from dealgraph.digests import folder_digest
from dealgraph.resolve.overrides import Rule, read_overrides
from dealgraph.resources import data_folder
from dealgraph.store import GraphFolder, Manifest
from dealgraph.store.agenda import Agenda
from dealgraph.store.folder import IDENTITIES


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is.

    Attributes:
        stage: "files", "identity", "shards", "merge" or "index".
        done: How much of it is done. `total`: how much there is: files, shards, or 1 where a stage can't be counted.
        share: How much of the stage's work is done, 0 to 1, by size where sizes are known.
        filings: Filings read until now. `size`: bytes that they had. Both of files only.
    """

    stage: str
    done: int
    total: int
    share: float = 0.0
    filings: int = 0
    size: int = 0


@dataclass(frozen=True)
class Job:
    """One build.

    Attributes:
        folder: The GRAPH folder. `manifest`: its manifest. `agenda`: what is before this build.
        reader: Version of all that facts are read by.
        bounds: What tells reading within other limits than the default ones.
        extractor: Name of the extractor. `crew`: who works. `shapes`: folder of shapes, or None for Dealgraph's own.
        tell: Called as work goes on.
    """

    folder: GraphFolder
    manifest: Manifest
    agenda: Agenda
    reader: str
    bounds: str
    extractor: str
    crew: int | Cluster
    shapes: Path | None
    tell: Callable[[Progress], None]

    @cached_property
    def rules(self) -> str:
        """Hash of what facts are read, mapped and checked by."""
        shapes = folder_digest(self.shapes or data_folder("shapes"))
        return f"{self.reader} {shapes} {folder_digest(data_folder('ontology'))}"

    @cached_property
    def told(self) -> tuple[Rule, ...]:
        """What the user says is the same or different."""
        own = self.folder.path / IDENTITIES
        return tuple(read_overrides(own)) if own.is_file() else ()

    @cached_property
    def filers(self) -> str:
        """The table of filers, as text."""
        return filers.table_text(self.folder.path)
