"""Find filings in files, folders and archives, and read them one by one."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dealgraph.errors import InputError
from dealgraph.filing import Filing
from dealgraph.read.limits import DEFAULT, Limits
from dealgraph.read.submission import read_bytes

_TAR_NAMES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_BROKEN = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    tarfile.TarError,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
)
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was found and could not be read, and why, as a sentence without its full stop."""

    source: str
    reason: str


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
        return _printable(Path(self.path).as_posix())

    def stream(self) -> Iterator[Filing | Unread]:
        """Read it, one filing at a time, so that an archive of any size takes the memory of one member."""
        if self.problem:
            yield Unread(self.name, self.problem)
            return
        try:
            yield from _read_file(Path(self.path), self.name, self.limits)
        except _BROKEN as error:
            yield Unread(self.name, _why(error))

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
                _why(error), where=self.name, suggestion="Check that the file is there and readable"
            ) from error
        return digest.hexdigest()


def find_sources(paths: Iterable[str | Path], *, limits: Limits = DEFAULT) -> Iterator[Source]:
    """List what is to be read, in order of name and each once, without opening anything.

    Folders are searched; hidden files in them are passed over, and links are listed as unread, since they could
    lead out of the folder or in a circle. A link that is given by name is followed.

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
                "There is no such file or folder", where=_printable(str(path)), suggestion="Check the path"
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
        yield Source(str(path), _why(error), limits)
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
            yield Source(str(path), _why(error), limits)
            return
        for name in names:
            yield from _walk(path / name, limits)


def _read_file(path: Path, name: str, limits: Limits) -> Iterator[Filing | Unread]:
    """Read one file of any kind."""
    with open(path, "rb") as file:
        head = file.read(512)
        file.seek(0)
        lower = path.name.lower()
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            yield from _zip_members(path, name, limits)
        elif lower.endswith(_TAR_NAMES) or head[257:262] == b"ustar":
            yield from _tar_members(path, name, limits)
        else:
            yield _one(file, name, limits, path.stat().st_size)


def _one(file: IO[bytes], name: str, limits: Limits, size: int) -> Filing | Unread:
    """Read one filing from an open file, decompressing it where it is compressed."""
    try:
        return read_bytes(_bounded(file, name, limits, size), name, limits=limits)
    except InputError as error:
        return Unread(name, error.problem)
    except _BROKEN as error:
        return Unread(name, _why(error))


def _bounded(file: IO[bytes], name: str, limits: Limits, size: int) -> bytes:
    """Take in a file, but no more of it than the limits allow."""
    if size > limits.max_file:
        raise _too_large(name, limits)
    data = file.read(limits.max_file + 1)
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
    """Give the size past which compressed data is taken for a bomb; small data may pack as well as it likes."""
    return max(packed * limits.max_ratio, 10 * _CHUNK)


def _zip_members(path: Path, name: str, limits: Limits) -> Iterator[Filing | Unread]:
    """Read the members of a zip archive in order of name."""
    with zipfile.ZipFile(path) as archive:
        budget = _Budget(limits, path.stat().st_size)
        for member in sorted(archive.infolist(), key=lambda m: m.filename):
            if member.is_dir():
                continue
            where = f"{name}!{_printable(member.filename)}"
            problem = _unsafe(member.filename) or budget.refuse(member.file_size)
            if stat.S_ISLNK(member.external_attr >> 16):
                problem = "It is a link inside an archive"
            elif member.file_size > _swollen(member.compress_size, limits):
                problem = "It grows too large when decompressed"
            elif member.flag_bits & 1:
                problem = "It is encrypted"
            yield Unread(where, problem) if problem else _zip_member(archive, member, where, limits)
            if budget.spent:
                return


def _zip_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str, limits: Limits
) -> Filing | Unread:
    """Read one member; its damage is its own."""
    try:
        with archive.open(member) as file:
            return _one(file, where, limits, member.file_size)
    except _BROKEN as error:
        return Unread(where, _why(error))


def _tar_members(path: Path, name: str, limits: Limits) -> Iterator[Filing | Unread]:
    """Read the members of a tar archive, as they come: a daily feed is too large to sort."""
    with tarfile.open(path, "r:*") as archive:
        budget = _Budget(limits, path.stat().st_size)
        for member in archive:
            archive.members = []  # type: ignore[attr-defined]  # else it grows with every member
            if member.isdir():
                continue
            where = f"{name}!{_printable(member.name)}"
            problem = _unsafe(member.name) or budget.refuse(member.size)
            if not member.isreg() or member.issparse():
                problem = "It is a link, device or sparse file inside an archive"
            file = None if problem else archive.extractfile(member)
            yield Unread(where, problem) if file is None else _one(file, where, limits, member.size)
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
    """Say what is wrong with a member's path, or "": nothing is written there, but the archive is hostile."""
    parts = member.replace("\\", "/").split("/")
    if ".." in parts or member.startswith(("/", "\\")) or "\x00" in member or member[1:2] == ":":
        return "Its path leads out of the archive"
    return ""


def _printable(name: str) -> str:
    """Make a file name fit to print and store: names on disk need not be valid text."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in name)


def _why(error: BaseException) -> str:
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
    return f"It cannot be read ({getattr(error, 'strerror', None) or error})"
