"""The GRAPH folder: shards, the manifest and the index, and the one small file that says which of them count.

`dataset.json` names the shards and the index of the current dataset. It is replaced in one step, so that a
reader sees the old dataset or the new one and never a mixture.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dealgraph.errors import StorageError
from dealgraph.rdf.terms import ID
from dealgraph.store.lock import hold
from dealgraph.store.manifest import Manifest
from dealgraph.store.shards import merge_shards

if TYPE_CHECKING:
    import pyoxigraph

FORMAT = 1
_DATASET = "dataset.json"
_OURS = re.compile(re.escape(ID) + r"(?:company|drug|antigen|agreement|milestone|term)/[A-Za-z0-9-]+")
IDENTITIES = "identities.toml"
#: What may lie in the folder before the first build: a user's files, and what `dealgraph filers update` makes.
_USERS = {IDENTITIES, f"{IDENTITIES}~", "filers.tsv", "filers.tsv.tmp", "shards", "index"}


@dataclass(frozen=True, slots=True)
class Dataset:
    """What `dataset.json` says.

    Attributes:
        generation: Hash that stands for the content.
        shards: File names in `shards/`.
        index: Name of the folder in `index/`.
        summary: Counts, for people.
    """

    generation: str
    shards: tuple[str, ...]
    index: str
    summary: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GraphFolder:
    """A GRAPH folder. Make one with `create` or `open`."""

    path: Path
    state: Dataset | None = None

    @classmethod
    def create(cls, path: str | Path) -> GraphFolder:
        """Make a GRAPH folder, or take an existing one to build on.

        Raises:
            StorageError: The path is a file, or a folder with other things in it, or can't be written.
        """
        folder = cls(Path(path))
        try:
            folder.path.mkdir(parents=True, exist_ok=True)
            names = {p.name for p in folder.path.iterdir()}
            if names and not names & {_DATASET, "manifest.sqlite", "lock"} and names - _USERS:
                raise StorageError(
                    "The folder holds other things and is not a graph",
                    where=str(path),
                    suggestion="Name a new or empty folder for the graph",
                )
            folder.shards.mkdir(exist_ok=True)
            folder.indexes.mkdir(exist_ok=True)
        except OSError as error:
            raise StorageError(
                f"The folder cannot be written ({error.strerror or error})",
                where=str(path),
                suggestion="Name a folder that may be written",
            ) from error
        return folder

    @classmethod
    def open(cls, path: str | Path) -> GraphFolder:
        """Open a built graph.

        Raises:
            StorageError: There is none at the path.
        """
        folder = cls(Path(path))
        folder.dataset()
        return folder

    @property
    def shards(self) -> Path:
        """The folder of shards."""
        return self.path / "shards"

    @property
    def indexes(self) -> Path:
        """The folder of indexes."""
        return self.path / "index"

    def manifest(self, *, create: bool = False) -> Manifest:
        """Open the manifest."""
        return Manifest(self.path / "manifest.sqlite", create=create)

    def at(self, state: Dataset) -> GraphFolder:
        """Give the folder as it is in a state: one that is about to be published, or one before."""
        return GraphFolder(self.path, state)

    def keep_identities(self, file: Path) -> None:
        """Put a user's file in the place of the folder's `identities.toml`, whose text goes to a file with ~."""
        own, text = self.path / IDENTITIES, file.read_bytes()
        if own.is_file():
            if own.read_bytes() == text:
                return
            os.replace(own, self.path / f"{IDENTITIES}~")
        scratch = self.path / f"{IDENTITIES}.tmp"
        scratch.write_bytes(text)
        os.replace(scratch, own)

    def dataset(self) -> Dataset:
        """Give the current dataset.

        Raises:
            StorageError: The folder is not a graph, or one that was never finished, or of a later version.
        """
        if self.state is not None:
            return self.state
        file = self.path / _DATASET
        try:
            text = file.read_text(encoding="utf-8")
        except FileNotFoundError as error:
            what = (
                "There is no graph here" if not self.path.is_dir() else "This folder is not a finished graph"
            )
            raise StorageError(
                what, where=str(self.path), suggestion="Build one with `dealgraph build`"
            ) from error
        except (OSError, ValueError) as error:
            raise StorageError(
                f"The graph's description cannot be read ({error})",
                where=str(file),
                suggestion="Build the graph again",
            ) from error
        return read_dataset(text, str(file))

    def current(self) -> Dataset | None:
        """Give the dataset that is there, if it is whole."""
        if not (self.path / _DATASET).is_file():
            return None
        found = self.dataset()
        whole = all((self.shards / name).is_file() for name in found.shards)
        return found if whole and (self.indexes / found.index).is_dir() else None

    def publish(self, dataset: Dataset) -> None:
        """Make a dataset the current one, in one step."""
        text = json.dumps(
            {
                "format": FORMAT,
                "generation": dataset.generation,
                "index": dataset.index,
                "shards": sorted(dataset.shards),
                "summary": dict(dataset.summary),
            },
            indent=1,
            sort_keys=True,
        )
        scratch = self.path / f"{_DATASET}.tmp"
        with scratch.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(scratch, self.path / _DATASET)

    def sweep(self, keep: Dataset) -> None:
        """Delete shards and indexes that the dataset doesn't name: old ones, and what a kill left."""
        for file in self.shards.iterdir():
            if file.name not in keep.shards:
                file.unlink(missing_ok=True)
        for folder in self.indexes.iterdir():
            if folder.name != keep.index:
                shutil.rmtree(folder, ignore_errors=True)

    def export_lines(self) -> Iterator[str]:
        """Give all quads as sorted N-Quads lines: named graphs, default graph, identity graph, vocabulary."""
        yield from merge_shards(self.shards / name for name in self.dataset().shards)

    def merged_lines(self) -> Iterator[str]:
        """Give the lines of the merged facts in the default graph, sorted."""
        names = [n for n in self.dataset().shards if n.startswith("merged-")]
        yield from merge_shards(self.shards / name for name in names)

    def moved(self, iri: str) -> str:
        """Give the IRI that a resource has now, which an earlier state of the graph called `iri`.

        Returns:
            The IRI itself where nothing else is known, and "" where the resource is gone.
        """
        if not (self.path / "manifest.sqlite").is_file():
            return iri
        manifest = self.manifest()
        try:
            return manifest.moved(iri)
        finally:
            manifest.close()

    def moves(self) -> dict[str, str]:
        """Give the IRIs that earlier states of the graph used and others replaced, in order, each with that one."""
        if not (self.path / "manifest.sqlite").is_file():
            return {}
        manifest = self.manifest()
        try:
            return manifest.moves()
        finally:
            manifest.close()

    def follow(self, value: str, store: pyoxigraph.Store | None = None) -> str:
        """Give what a value means now: of an IRI that a later build gave up, the IRI that took its place.

        Args:
            value: Anything that a user may write for a resource; what is no IRI of ours comes back as it is.
            store: The index, where the caller has it open.
        """
        iri = resource_iri(value)
        if not iri:
            return value
        import pyoxigraph

        node = pyoxigraph.NamedNode(iri)
        found = (store or self.open_store()).quads_for_pattern(node, None, None, None)
        return value if next(found, None) is not None else self.moved(iri) or value

    def open_store(self) -> pyoxigraph.Store:
        """Open the index to read. It shows the dataset as it is now, whatever a build does later.

        Raises:
            StorageError: The index is missing or damaged.
        """
        import pyoxigraph

        path = self.indexes / self.dataset().index
        try:
            if not path.is_dir():
                raise FileNotFoundError("it is missing")
            return pyoxigraph.Store.read_only(str(path))
        except OSError as error:
            raise StorageError(
                f"The graph's index cannot be opened ({error})",
                where=str(path),
                suggestion="Build the graph again",
            ) from error

    def lock(self) -> AbstractContextManager[None]:
        """Hold the folder for one build.

        Raises:
            StorageError: Another build holds it. Says which.
        """
        return hold(self.path / "lock")


def read_dataset(text: str, where: str) -> Dataset:
    """Read the description of a dataset.

    Args:
        text: What `dataset.json` holds.
        where: Where it lies, for messages.

    Raises:
        StorageError: It is damaged, or of a later version.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise StorageError(
            f"The graph's description cannot be read ({error})",
            where=where,
            suggestion="Build the graph again",
        ) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise StorageError(
            "This graph was written by another version", where=where, suggestion="Build the graph again"
        )
    try:
        return _described(data)
    except (KeyError, TypeError, ValueError) as error:
        raise StorageError(
            "The graph's description is not one that a build wrote",
            where=where,
            suggestion="Build the graph again",
        ) from error


def _described(data: Mapping[str, Any]) -> Dataset:
    """Take a dataset's description apart; names lead nowhere out of the folder.

    Raises:
        KeyError, TypeError, ValueError: It is not a description.
    """
    names = [data["generation"], data["index"], *data["shards"]]
    if not all(isinstance(n, str) and n == Path(n).name and n for n in names):
        raise ValueError("a name is not the name of a file")
    summary = data["summary"]
    if not (isinstance(summary["facts"], dict) and isinstance(summary["quads"], int)):
        raise TypeError("the summary holds no counts")
    return Dataset(data["generation"], tuple(data["shards"]), data["index"], MappingProxyType(summary))


def resource_iri(value: str) -> str:
    """Give the IRI of one of our resources that a value is or abbreviates, "" where it is anything else.

    >>> resource_iri("drug/a1b2"), resource_iri("huC242-DM1")
    ('https://w3id.org/dealgraph/id/drug/a1b2', '')
    """
    iri = value if value.startswith(ID) else ID + value
    return iri if _OURS.fullmatch(iri) else ""
