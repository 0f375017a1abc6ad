"""Find filings in files and folders, on this machine and elsewhere."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dealgraph.errors import InputError
from dealgraph.filing import Filing
from dealgraph.read.archives import BROKEN, Member, Unread, named_as_archive, printable, unpack, why
from dealgraph.read.limits import DEFAULT, Limits
from dealgraph.urls import as_path, files, interrupted, is_url, open_file, shown, troubles

_CHUNK = 1 << 20
#: Files elsewhere up to this size are fetched in one request.
_AT_ONCE = 32 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or an archive, whose members are read one after another.

    Attributes:
        path: The file: a path, or a URL that fsspec can open.
        problem: Why it cannot be read, where that was plain without opening it.
        limits: Bounds on what reading it may cost.
        mark: Its fingerprint, where a listing told it.
    """

    path: str
    problem: str = ""
    limits: Limits = DEFAULT
    mark: str = ""

    @property
    def name(self) -> str:
        """Give the name that the filings' `source` begins with."""
        return printable(shown(self.path) if is_url(self.path) else Path(self.path).as_posix())

    def open(self) -> tuple[IO[bytes], int]:
        """Open the file; give it with its size.

        Raises:
            OSError: It can't be opened; so one of `dealgraph.urls.troubles`.
        """
        if is_url(self.path):
            # A size that was listed is told by the fingerprint.
            listed = size_told(self.mark)
            small = 0 < listed <= min(_AT_ONCE, self.limits.max_file)
            return open_file(self.path, at_once=small and not named_as_archive(self.path))
        file = open(self.path, "rb")  # noqa: SIM115  # whoever asks closes it
        return file, os.fstat(file.fileno()).st_size

    def members(self) -> Iterator[Member]:
        """Give the file as it is, or the members of an archive one by one; what can't be read says why.

        Raises:
            InputError: The way to a file elsewhere failed: that says nothing of the file.
        """
        if self.problem:
            yield Member(self.name, problem=self.problem)
            return
        try:
            file, size = self.open()
            with file:
                yield from unpack(file, self.name, size, self.limits)
        except (*BROKEN, *troubles()) as error:
            if is_url(self.path) and interrupted(error):
                raise InputError(
                    why(error),
                    where=self.name,
                    suggestion="Check the network and the credentials, then go on; what was read is kept",
                ) from error
            yield Member(self.name, problem=why(error))

    def stream(self) -> Iterator[Filing | Unread]:
        """Read it, one filing at a time, so that an archive of any size takes the memory of one member."""
        for member in self.members():
            yield member.read(self.limits)

    def read(self) -> list[Filing | Unread]:
        """Read all of it."""
        return list(self.stream())

    def fingerprint(self) -> str:
        """Give what changes when the file does: its size and its time of modification in nanoseconds."""
        if is_url(self.path):
            # Where nothing tells whether a file changed, it counts as changed.
            return self.mark or f"0-{time.time_ns()}"
        try:
            found = os.stat(self.path)
        except OSError:
            return "missing"
        return f"{found.st_size}-{found.st_mtime_ns}"


def size_told(mark: str) -> int:
    """Give the bytes that a fingerprint tells of, 0 where it tells none.

    >>> size_told("120-1700000000"), size_told("missing")
    (120, 0)
    """
    head = mark.partition("-")[0]
    return int(head) if head.isdigit() else 0


def find_sources(paths: Iterable[str | Path], *, limits: Limits = DEFAULT) -> Iterator[Source]:
    """List what is to be read, in order of name and each once, without opening anything.

    Files elsewhere (`s3://bucket/folder`) come after those of this machine.

    Folders are searched; hidden files in them are passed over, and links are listed as unread, since they
    could lead out of the folder or in a circle. A link that is given by name is followed.

    Args:
        paths: Files, archives and folders, or URLs of such.
        limits: Handed to each source.

    Raises:
        InputError: A path doesn't exist, or can't be reached.
    """
    places = list(paths)
    seen: set[str] = set()
    for path in sorted((as_path(p) for p in places if not is_url(p)), key=lambda p: p.as_posix()):
        if not path.exists():
            raise InputError(
                "There is no such file or folder", where=printable(str(path)), suggestion="Check the path"
            )
        for source in _walk(path, limits, top=True):
            real = os.path.realpath(source.path) if not source.problem else source.path
            if real not in seen:
                seen.add(real)
                yield source
    for url in sorted({str(p) for p in places if is_url(p)}):
        for file, mark in files(url):
            if file not in seen:
                seen.add(file)
                yield Source(file, "", limits, mark)


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
