"""What travels to workers: whole files, and runs of members of archives, in batches of a few megabytes.

An archive is taken apart here, as a stream, so that its members are read by as many workers as there are and no more of
it is in memory than is under way. A part says which members of its archive it holds, so that
they are put together again in any order, and a build that was killed reads only those that are missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dealgraph.filing import Filing
from dealgraph.read.archives import BROKEN, Member, Unread, archive_kind, named_as_archive
from dealgraph.read.sources import Source, size_told
from dealgraph.urls import is_url, scheme, troubles

#: Work travels in batches of at most so many files and, but for a larger file, so many bytes.
BATCH_FILES, BATCH_BYTES = 32, 4 << 20
#: A file whose name tells nothing is opened, to see whether it is an archive, from this size on.
LARGE = 1 << 20


@dataclass(frozen=True, slots=True)
class Span:
    """Which members of an archive, by their place in it from 0.

    Attributes:
        first: The first of them.
        count: How many; 0 where none could be read.
        last: Whether the archive ends with them.
    """

    first: int
    count: int
    last: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What a worker reads of a source.

    Attributes:
        source: The file or archive.
        mark: Its fingerprint.
        members: The bytes to read; None where the worker opens the file itself.
        span: Which members of an archive these are; None where they are all there is.
    """

    source: Source
    mark: str
    members: tuple[Member, ...] | None = None
    span: Span | None = None

    def stream(self) -> Iterator[Filing | Unread]:
        """Read it, one filing at a time."""
        if self.members is None:
            yield from self.source.stream()
        for member in self.members or ():
            yield member.read(self.source.limits)

    @property
    def size(self) -> int:
        """Bytes that it takes to hold."""
        return sum(len(m.data) for m in self.members or ())

    @property
    def files(self) -> int:
        """How many files or members it has."""
        return 1 if self.members is None else len(self.members)

    def split(self) -> list[Part]:
        """Give its members one by one, or itself where there is one only."""
        if self.members is None or len(self.members) < 2:
            return [self]
        end, span = len(self.members) - 1, self.span or Span(0, len(self.members), True)
        return [
            Part(self.source, self.mark, (m,), Span(span.first + n, 1, span.last and n == end))
            for n, m in enumerate(self.members)
        ]


def batches(
    todo: Iterable[tuple[Source, str]],
    done: Callable[[str, str], Iterable[tuple[int, int]]] = lambda _name, _mark: (),
    *,
    carry: bool = False,
) -> Iterator[list[Part]]:
    """Cut sources into batches of parts that travel together.

    Args:
        todo: Sources with their fingerprints.
        done: Gives, of an archive by name and fingerprint, (first, count) of the members that need not be read again.
        carry: Whether the bytes of local files travel, for workers that can't open them.
    """
    batch: list[Part] = []
    files = size = 0
    for source, mark in todo:
        for part, weight in _parts(source, mark, done, carry):
            if batch and (files + part.files > BATCH_FILES or size + weight > BATCH_BYTES):
                yield batch
                batch, files, size = [], 0, 0
            batch.append(part)
            files, size = files + part.files, size + weight
    if batch:
        yield batch


def size_of(batch: Iterable[Part]) -> int:
    """Give the bytes that a batch carries."""
    return sum(part.size for part in batch)


def _parts(
    source: Source, mark: str, done: Callable[[str, str], Iterable[tuple[int, int]]], carry: bool
) -> Iterator[tuple[Part, int]]:
    """Give the parts of a source, each with what it adds to a batch in bytes."""
    size = size_told(mark)
    # What lies in this process's memory, no other process has.
    here = scheme(source.path) == "memory" or (carry and not is_url(source.path))
    if source.problem or not (here or _is_archive(source, size)):
        yield Part(source, mark), size
        return
    run: list[Member] = []
    first = at = weight = 0
    whole = True
    known = {n for start, count in done(source.name, mark) for n in range(start, start + count)}
    for at, member in enumerate(source.members()):
        skip = at in known
        if run and (skip or len(run) >= BATCH_FILES or weight + len(member.data) > BATCH_BYTES):
            yield _part(source, mark, run, first, last=False), weight
            run, weight, whole = [], 0, False
        if skip:
            whole = False
            continue
        if not run:
            first = at
        run.append(member)
        weight += len(member.data)
    if whole:
        yield Part(source, mark, tuple(run)), weight
    else:
        yield _part(source, mark, run, first if run else at + 1, last=True), weight


def _part(source: Source, mark: str, run: list[Member], first: int, *, last: bool) -> Part:
    return Part(source, mark, tuple(run), Span(first, len(run), last))


def _is_archive(source: Source, size: int) -> bool:
    """Whether a source is an archive that is worth taking apart here."""
    if is_url(source.path) or named_as_archive(source.path):
        return named_as_archive(source.path)
    if size < LARGE:
        return False
    try:
        with source.open()[0] as file:
            return bool(archive_kind(file, source.name))
    except (*BROKEN, *troubles()):
        # Whoever reads it will say so.
        return False
