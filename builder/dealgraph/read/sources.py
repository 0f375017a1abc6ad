"""Find filings in files and folders, as units of work."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dealgraph.errors import InputError
from dealgraph.filing import Filing
from dealgraph.read.archives import BROKEN, Unread, printable, read_file, why
from dealgraph.read.limits import DEFAULT, Limits

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """One unit of work: a file, or an archive, whose members are read one after another.

    Attributes:
        path: The file.
        problem: Why it cannot be read, where that was plain without opening it.
        limits: Bounds on what reading it may cost.
    """

    path: str
    problem: str = ""
    limits: Limits = DEFAULT

    @property
    def name(self) -> str:
        """Give the name that the filings' `source` begins with."""
        return printable(Path(self.path).as_posix())

    def stream(self) -> Iterator[Filing | Unread]:
        """Read it, one filing at a time, so that an archive of any size takes the memory of one member."""
        if self.problem:
            yield Unread(self.name, self.problem)
            return
        try:
            yield from read_file(Path(self.path), self.name, self.limits)
        except BROKEN as error:
            yield Unread(self.name, why(error))

    def read(self) -> list[Filing | Unread]:
        """Read all of it."""
        return list(self.stream())

    def fingerprint(self) -> str:
        """Give what changes when the file does: its size and its time of modification in nanoseconds."""
        try:
            found = os.stat(self.path)
        except OSError:
            return "missing"
        return f"{found.st_size}-{found.st_mtime_ns}"

    def content_hash(self) -> str:
        """Give the hex SHA-256 of the file's bytes.

        Raises:
            InputError: The file cannot be read.
        """
        digest = hashlib.sha256()
        try:
            with open(self.path, "rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
        except OSError as error:
            raise InputError(
                why(error), where=self.name, suggestion="Check that the file is there and readable"
            ) from error
        return digest.hexdigest()


def find_sources(paths: Iterable[str | Path], *, limits: Limits = DEFAULT) -> Iterator[Source]:
    """List what is to be read, in order of name and each once, without opening anything.

    Folders are searched; hidden files in them are passed over, and links are listed as unread, since they
    could lead out of the folder or in a circle. A link that is given by name is followed.

    Args:
        paths: Files, archives and folders.
        limits: Handed to each source.

    Raises:
        InputError: A path doesn't exist.
    """
    seen: set[str] = set()
    for path in sorted(map(Path, paths), key=lambda p: p.as_posix()):
        if not path.exists():
            raise InputError(
                "There is no such file or folder", where=printable(str(path)), suggestion="Check the path"
            )
        for source in _walk(path, limits, top=True):
            real = os.path.realpath(source.path) if not source.problem else source.path
            if real not in seen:
                seen.add(real)
                yield source


def read_path(path: str | Path, *, limits: Limits = DEFAULT) -> Iterator[Filing | Unread]:
    """Read a file, an archive or a folder, one filing at a time, in order of name.

    Args:
        path: What to read.
        limits: Bounds on what it may cost.

    Raises:
        InputError: The path doesn't exist. What lies in it and cannot be read is given as `Unread`.
    """
    for source in find_sources([path], limits=limits):
        yield from source.stream()


def _walk(path: Path, limits: Limits, *, top: bool = False) -> Iterator[Source]:
    """List the files of a folder, sorted, without following links."""
    try:
        mode = (path.stat() if top else path.lstat()).st_mode
    except OSError as error:
        yield Source(str(path), why(error), limits)
        return
    if stat.S_ISLNK(mode):
        yield Source(str(path), "It is a symbolic link, which is not followed", limits)
    elif stat.S_ISREG(mode):
        yield Source(str(path), "", limits)
    elif not stat.S_ISDIR(mode):
        yield Source(str(path), "It is not a regular file", limits)
    else:
        try:
            names = sorted(name for name in os.listdir(path) if not name.startswith("."))
        except OSError as error:
            yield Source(str(path), why(error), limits)
            return
        for name in names:
            yield from _walk(path / name, limits)
