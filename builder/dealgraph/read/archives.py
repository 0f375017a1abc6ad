"""Files of any kind, compressed or archived, taken apart and read, within limits."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from dealgraph.errors import InputError
from dealgraph.filing import Filing
from dealgraph.read.limits import Limits
from dealgraph.read.submission import read_bytes
from dealgraph.urls import interrupted, shown

_TAR_NAMES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_CHUNK = 1 << 20

#: What the operating system and the decompressors raise on files that are unreadable or damaged.
BROKEN: tuple[type[Exception], ...] = (
    OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile, NotImplementedError,
    RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was found and could not be read, and why, as a sentence without its full stop."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """A file as it lies in an archive or a folder, compressed perhaps, on its way to be read.

    Attributes:
        name: What the filing's `source` is: a path, with `!member` for a member of an archive.
        data: Its bytes.
        problem: Why there are none, where it was refused.
    """

    name: str
    data: bytes = field(default=b"", repr=False)
    problem: str = ""

    def read(self, limits: Limits) -> Filing | Unread:
        """Read the filing that it is, decompressing it where it is compressed."""
        if self.problem:
            return Unread(self.name, self.problem)
        try:
            return read_bytes(_unpacked(self.data, self.name, limits), self.name, limits=limits)
        except InputError as error:
            return Unread(self.name, error.problem)
        except BROKEN as error:
            return Unread(self.name, why(error))


def unpack(file: IO[bytes], name: str, size: int, limits: Limits) -> Iterator[Member]:
    """Take a file as it is, or an archive apart: the members one by one, in the memory of one.

    Args:
        file: Open, and able to seek.
        name: What it is called.
        size: Its size.
        limits: Bounds on what it may cost.

    Raises:
        OSError: It cannot be read; so one of `BROKEN`, where an archive is damaged as a whole.
    """
    kind = archive_kind(file, name)
    if not kind:
        yield _take(file, name, size, limits)
        return
    take_apart = _zip_members if kind == "zip" else _tar_members
    empty = True
    for member in take_apart(file, name, size, limits):
        empty = False
        yield member
    if empty:
        yield Member(name, problem="The archive holds no files")


def archive_kind(file: IO[bytes], name: str) -> str:
    """Tell by a file's first bytes, or a tar's name, whether it is a "zip", a "tar" or, "", neither."""
    head = file.read(512)
    file.seek(0)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    return "tar" if name.lower().endswith(_TAR_NAMES) or head[257:262] == b"ustar" else ""


def named_as_archive(name: str) -> bool:
    """Whether a file is called as archives are, which saves opening it to see.

    >>> named_as_archive("20240102.nc.tar.gz"), named_as_archive("0000855654-00-000006.txt")
    (True, False)
    """
    return name.lower().endswith((".zip", *_TAR_NAMES))


def _take(file: IO[bytes], name: str, size: int, limits: Limits) -> Member:
    """Take in a file, but no more of it than the limits allow; its damage is its own."""
    if size > limits.max_file:
        return Member(name, problem=_too_large(name, limits).problem)
    try:
        data = file.read(limits.max_file + 1)
    except BROKEN as error:
        if interrupted(error):
            raise
        return Member(name, problem=why(error))
    return Member(name, data)


def _unpacked(data: bytes, name: str, limits: Limits) -> bytes:
    """Decompress what is compressed.

    Raises:
        InputError: It is larger than the limits allow, or holds nothing.
    """
    if data.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ")):
        packed = io.BytesIO(data)
        with _decompressor(packed, data) as unpacked:
            data = _unpack(unpacked, len(data), limits, name)
        if not data:
            raise InputError("The compressed file is empty", where=name, suggestion="Download it again")
    if len(data) > limits.max_file:
        raise _too_large(name, limits)
    return data


def _too_large(name: str, limits: Limits) -> InputError:
    return InputError(
        f"It is larger than {limits.max_file:,} bytes", where=name, suggestion="Raise the limit max_file"
    )


def _decompressor(packed: io.BytesIO, data: bytes) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile:
    """Open compressed bytes by their first bytes, whatever the file is called."""
    if data.startswith(b"BZh"):
        return bz2.BZ2File(packed)
    return gzip.GzipFile(fileobj=packed) if data.startswith(b"\x1f\x8b") else lzma.LZMAFile(packed)


def _unpack(
    file: gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile, packed: int, limits: Limits, name: str
) -> bytes:
    """Decompress, watching the size and the ratio as it grows."""
    parts: list[bytes] = []
    total = 0
    while chunk := file.read(_CHUNK):
        parts.append(chunk)
        total += len(chunk)
        if total > min(limits.max_file, _swollen(packed, limits)):
            raise InputError(
                "It grows too large when decompressed",
                where=name,
                suggestion="Raise the limits max_file and max_ratio",
            )
    return b"".join(parts)


def _swollen(packed: int, limits: Limits) -> int:
    """Give the size past which compressed data is taken for a bomb; small data may pack anyhow."""
    return max(packed * limits.max_ratio, 10 * _CHUNK)


def _zip_members(file: IO[bytes], name: str, size: int, limits: Limits) -> Iterator[Member]:
    """Take the members out of a zip archive in order of name."""
    with zipfile.ZipFile(file) as archive:
        budget = _Budget(limits, size)
        for member in sorted(archive.infolist(), key=lambda m: m.filename):
            if member.is_dir():
                continue
            where = f"{name}!{printable(member.filename)}"
            problem = _unsafe(member.filename)
            if stat.S_ISLNK(member.external_attr >> 16):
                problem = "It is a link inside an archive"
            elif member.file_size > _swollen(member.compress_size, limits):
                problem = "It grows too large when decompressed"
            elif member.flag_bits & 1:
                problem = "It is encrypted"
            problem = problem or budget.refuse(member.file_size)
            yield Member(where, problem=problem) if problem else _zip_member(archive, member, where, limits)
            if budget.spent:
                return


def _zip_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str, limits: Limits) -> Member:
    """Take out one member; its damage is its own."""
    try:
        with archive.open(member) as file:
            return _take(file, where, member.file_size, limits)
    except BROKEN as error:
        if interrupted(error):
            raise
        return Member(where, problem=why(error))


def _tar_members(file: IO[bytes], name: str, size: int, limits: Limits) -> Iterator[Member]:
    """Take the members out of a tar archive as they come: a daily feed is too large to sort."""
    with tarfile.open(fileobj=file, mode="r:*") as archive:
        budget = _Budget(limits, size)
        for member in archive:
            archive.members = []  # type: ignore[attr-defined]  # else it grows with every member
            if member.isdir():
                continue
            where = f"{name}!{printable(member.name)}"
            problem = _unsafe(member.name) or budget.refuse(member.size)
            if not member.isreg() or member.issparse():
                problem = "It is a link, device or sparse file inside an archive"
            data = None if problem else archive.extractfile(member)
            yield Member(where, problem=problem) if data is None else _take(data, where, member.size, limits)
            if budget.spent:
                return


class _Budget:
    """Counts members and their sizes against the limits of one archive."""

    def __init__(self, limits: Limits, packed: int) -> None:
        self._limits = limits
        self._most = min(limits.max_archive, _swollen(packed, limits))
        self._members = self._bytes = 0
        self.spent = False

    def refuse(self, size: int) -> str:
        """Count one more member; say why it and the rest are refused, or ""."""
        self._members += 1
        self._bytes += size
        if self._members > self._limits.max_members:
            self.spent = True
            return f"The archive has more than {self._limits.max_members:,} members; the rest is not read"
        if self._bytes > self._most:
            self.spent = True
            return f"The archive holds more than {self._most:,} bytes; the rest is not read"
        return ""


def _unsafe(member: str) -> str:
    """Say what is wrong with a member's path. Nothing is written there, but such an archive is hostile."""
    parts = member.replace("\\", "/").split("/")
    if ".." in parts or member.startswith(("/", "\\")) or "\x00" in member or member[1:2] == ":":
        return "Its path leads out of the archive"
    return ""


def printable(name: str) -> str:
    """Make a file name fit to print and store: names on disk need not be valid text."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in name)


def why(error: BaseException) -> str:
    """Put an error of the operating system or of a decompressor into words."""
    if isinstance(error, PermissionError):
        return "It may not be read (permission denied)"
    if isinstance(error, FileNotFoundError):
        return "It is no longer there"
    if isinstance(
        error,
        EOFError | zlib.error | lzma.LZMAError | tarfile.TarError | zipfile.BadZipFile | gzip.BadGzipFile,
    ):
        return f"The archive or compressed file is damaged ({error})"
    return f"It cannot be read ({shown(str(getattr(error, 'strerror', None) or error))})"
