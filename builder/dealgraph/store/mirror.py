"""A graph that lies elsewhere (`s3://bucket/graph`): a copy on this machine, and what is kept of it there.

The manifest and the index need a local disk, so every graph is read and built in a folder of this machine.
Elsewhere lie its shards, its manifest and the user's files, all under names that stand for their content, and
`dataset.json`, which names those that count. It is written last, in one step: whoever reads gets the old graph or
the new one. What the graph before the old one needed is deleted then.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from dealgraph.errors import InputError, StorageError
from dealgraph.store.folder import IDENTITIES, Dataset, GraphFolder, read_dataset
from dealgraph.store.index import build_index
from dealgraph.urls import BUCKETS, connect, scheme, shown, told

_DATASET = "dataset.json"
#: What else of a GRAPH folder belongs to the graph; not all of it need be there.
_STATE = ("manifest.sqlite", IDENTITIES, "filers.tsv")
#: The remote description that the copy was last like.
_SEEN = "elsewhere.json"
#: How often a graph is fetched anew that is replaced meanwhile.
_TRIES = 3
_CHUNK = 1 << 20


def cache_folder() -> Path:
    """Give the folder for copies: DEALGRAPH_CACHE, else where the XDG base directory specification says."""
    if own := os.environ.get("DEALGRAPH_CACHE"):
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dealgraph"


@dataclass(frozen=True, slots=True)
class Mirror:
    """A graph elsewhere and its copy here. Made by `of`."""

    url: str
    folder: GraphFolder

    @classmethod
    def of(cls, url: str) -> Mirror:
        """Give the graph at a URL.

        Raises:
            InputError: It lies where nothing can be written.
        """
        if scheme(url) in ("http", "https"):
            raise InputError(
                "A graph cannot be kept on a web server",
                where=shown(url),
                suggestion="Give a folder or a bucket; `dealgraph publish` loads a SPARQL server",
            )
        trimmed = url.rstrip("/")
        readable = re.sub(r"[^A-Za-z0-9]+", "-", shown(trimmed)).strip("-").lower()[-40:]
        name = f"{readable}-{hashlib.sha256(trimmed.encode()).hexdigest()[:12]}"
        return cls(trimmed, GraphFolder(cache_folder() / name))

    def pull(self) -> Path:
        """Bring the copy up to date and give its folder.

        Raises:
            InputError: The place can't be reached.
            StorageError: There is no graph, or it or the copy can't be read or written.
        """
        # While a build on this machine is at work, the graph is the one that the copy has.
        with self._alone(wait=self.folder.current() is None) as alone:
            if alone and not self._pull():
                raise StorageError(
                    "There is no graph here",
                    where=shown(self.url),
                    suggestion="Build one with `dealgraph build`",
                )
        return self.folder.path

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Give the copy's folder to build in, and put what was built in place at the end of the block.

        Raises:
            InputError: The place can't be reached.
            StorageError: It or the copy can't be written, or another build has put a graph there meanwhile.
        """
        with self._alone():
            if not self._pull() and (self.folder.path / _SEEN).is_file():
                # The graph was there once and is gone; so is what its users told it.
                shutil.rmtree(self.folder.path)
            yield self.folder.path
            self._push()

    @contextmanager
    def _alone(self, *, wait: bool = True) -> Iterator[bool]:
        """Keep others on this machine from changing the copy; say whether that could be done, without waiting."""
        folder = self.folder.path
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            lock = folder.with_name(f"{folder.name}.lock").open("a")
        except OSError as error:
            raise StorageError(
                f"The folder for copies cannot be written ({error.strerror or error})",
                where=str(folder.parent),
                suggestion="Set DEALGRAPH_CACHE to a folder that may be written",
            ) from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def _pull(self) -> bool:
        """Bring the copy up to date; say whether there is a graph."""
        system, root = connect(self.url)
        seen = self.folder.path / _SEEN
        for _ in range(_TRIES):
            text = self._description(system, root)
            if text is None:
                return False
            if seen.is_file() and seen.read_bytes() == text and self.folder.current() is not None:
                return True
            dataset, state = self._parse(text)
            with told(self.url, StorageError, "The graph cannot be fetched"):
                try:
                    self._fetch(system, root, dataset, state)
                except FileNotFoundError:
                    if self._description(system, root) == text:
                        raise
                    # Another build has put another graph there, and deleted what this one needs.
                    continue
            build_index(self.folder.indexes, dataset.index, [self.folder.shards / n for n in dataset.shards])
            self.folder.publish(dataset)
            self.folder.sweep(dataset)
            _write(seen, text)
            return True
        raise StorageError(
            "The graph changes faster than it can be fetched",
            where=shown(self.url),
            suggestion="Try again later",
        )

    def _fetch(self, system: Any, root: str, dataset: Dataset, state: Mapping[str, str]) -> None:
        """Fetch what the copy lacks of a dataset, and what the user told."""
        GraphFolder.create(self.folder.path)
        missing = [n for n in dataset.shards if not (self.folder.shards / n).is_file()]
        pairs = [(f"{root}/shards/{n}", self.folder.shards / n) for n in missing]
        pairs += [(f"{root}/state/{stamped}", self.folder.path / n) for n, stamped in sorted(state.items())]
        _move(pairs, system.get)
        for name in set(_STATE) - set(state):
            (self.folder.path / name).unlink(missing_ok=True)

    def _push(self) -> None:
        """Put what was built in its place."""
        system, root = connect(self.url)
        own = self.folder.path
        dataset = self.folder.dataset()
        state = {n: _stamped(own / n) for n in _STATE if (own / n).is_file()}
        described = json.loads((own / _DATASET).read_text(encoding="utf-8")) | {"state": state}
        text = (json.dumps(described, indent=1, sort_keys=True) + "\n").encode()
        seen = own / _SEEN
        before = seen.read_bytes() if seen.is_file() else None
        with told(self.url, StorageError, "The graph cannot be written"):
            if text == before:
                return
            if scheme(self.url) not in BUCKETS:
                for part in ("shards", "state"):
                    system.makedirs(f"{root}/{part}", exist_ok=True)
            there = {path.removeprefix(root).strip("/") for path in system.find(root)}
            pairs = [(own / "shards" / n, f"{root}/shards/{n}") for n in dataset.shards]
            pairs += [(own / n, f"{root}/state/{stamped}") for n, stamped in state.items()]
            todo = [(a, b) for a, b in pairs if b.removeprefix(root).strip("/") not in there]
            if todo:
                system.put([str(a) for a, _ in todo], [b for _, b in todo])
            if self._description(system, root) != before:
                raise StorageError(
                    "Another build has put a graph there meanwhile",
                    where=shown(self.url),
                    suggestion="Build again, on the graph that is there now",
                )
            system.pipe_file(f"{root}/{_DATASET}", text)
            _write(seen, text)
            keep = {b.removeprefix(root).strip("/") for _, b in pairs} | self._named(before)
            gone = [n for n in there if n.startswith(("shards/", "state/")) and n not in keep]
            if gone:
                system.rm([f"{root}/{n}" for n in sorted(gone)])

    def _named(self, text: bytes | None) -> set[str]:
        """Give what a description names: whoever is reading that graph now still needs it."""
        if text is None:
            return set()
        dataset, state = self._parse(text)
        return {f"shards/{n}" for n in dataset.shards} | {f"state/{n}" for n in state.values()}

    def _description(self, system: Any, root: str) -> bytes | None:
        """Give what the graph says of itself, or None where there is none."""
        # Another machine may have written it since this one has looked.
        system.invalidate_cache()
        with told(self.url, StorageError, "The graph cannot be reached"):
            try:
                text: bytes = system.cat_file(f"{root}/{_DATASET}")
            except FileNotFoundError:
                return None
        return text

    def _parse(self, text: bytes) -> tuple[Dataset, dict[str, str]]:
        """Take a description apart."""
        where = f"{shown(self.url)}/{_DATASET}"
        dataset = read_dataset(text.decode("utf-8", "replace"), where)
        state = json.loads(text).get("state")
        if not isinstance(state, dict) or "manifest.sqlite" not in state:
            raise StorageError(
                "This is not the description of a graph that `dealgraph build` put there",
                where=where,
                suggestion="Build it there with -o URL; a copied GRAPH folder has no state",
            )
        for name, stamped in state.items():
            if name not in _STATE or stamped != Path(str(stamped)).name:
                raise StorageError(
                    "The description names files that are not the graph's",
                    where=where,
                    suggestion="Build again",
                )
        return dataset, state


def _move(pairs: Iterable[tuple[str, Path]], get: Callable[[list[str], list[str]], object]) -> None:
    """Fetch files, each whole or not at all."""
    pairs = list(pairs)
    if not pairs:
        return
    scratch = [path.with_name(f"{path.name}.tmp") for _, path in pairs]
    try:
        get([url for url, _ in pairs], [str(path) for path in scratch])
        for part, (_, path) in zip(scratch, pairs, strict=True):
            os.replace(part, path)
    finally:
        for part in scratch:
            part.unlink(missing_ok=True)


def _stamped(file: Path) -> str:
    """Give a name that stands for a file's content."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        for chunk in iter(partial(stream.read, _CHUNK), b""):
            digest.update(chunk)
    return f"{file.stem}-{digest.hexdigest()[:16]}{file.suffix}"


def _write(file: Path, data: bytes) -> None:
    scratch = file.with_name(f"{file.name}.tmp")
    scratch.write_bytes(data)
    os.replace(scratch, file)
