"""Files that lie elsewhere: whatever place the library fsspec can reach, by its URL (`s3://bucket/folder`).

fsspec is an extra (`dealgraph[cloud]`) and is loaded when the first URL is used. Credentials come from where each of
its file systems looks for them (environment, profile, role), never from here; those that stand in a URL are
not shown or kept anywhere.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from dealgraph.errors import DealgraphError, InputError, StorageError

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_USER = re.compile(r"(?<=://)[^/@:\s]*:[^/@\s]*@")
_QUERY = re.compile(r"(https?://[^\s?]*)\?\S*")
#: What stands before @ there is not a password.
_PLAIN = ("github", "gitlab")
#: Places without folders, where to make one is to make a bucket; no URL of theirs takes a password.
BUCKETS = ("s3", "s3a", "gs", "gcs", "abfs", "az", "oss")
#: What a listing calls the thing that changes whenever a file does, best first.
_MARKS = (
    "ETag",
    "etag",
    "md5Hash",
    "sha",
    "mtime",
    "LastModified",
    "last_modified",
    "updated",
    "modified",
    "created",
)
_HINT = "Check the URL, the network and the credentials"


def is_url(place: str | Path) -> bool:
    """Whether a place is to be reached through fsspec.

    >>> is_url("s3://bucket/filings"), is_url("filings"), is_url("file:///filings")
    (True, False, False)
    """
    return isinstance(place, str) and bool(_SCHEME.match(place)) and not place.lower().startswith("file://")


def scheme(url: str) -> str:
    """Give the part before `://`, in small letters."""
    found = _SCHEME.match(url)
    return found[1].lower() if found else ""


def as_path(place: str | Path) -> Path:
    """Give the path of a local place, which may be written `file:///folder`."""
    if isinstance(place, str) and place.lower().startswith("file://"):
        return Path(unquote(urlsplit(place).path))
    return Path(place)


def shown(text: str) -> str:
    """Leave passwords, with their users, and signatures out of a URL, or of a text with URLs.

    >>> shown("ftp://me:secret@host/a"), shown("https://host/a?Signature=1")
    ('ftp://host/a', 'https://host/a')
    """
    if text.startswith(tuple(f"{name}://" for name in _PLAIN)):
        return text
    return _QUERY.sub(r"\1", _USER.sub("", text))


def join(url: str, name: str) -> str:
    """Give the URL of a file below another."""
    return f"{url.rstrip('/')}/{name}"


def troubles() -> tuple[type[Exception], ...]:
    """Give the exceptions by which file systems say that they can't: more than `OSError`, for some."""
    found: list[type[Exception]] = [OSError]
    for module, names in (
        ("botocore.exceptions", ("BotoCoreError", "ClientError")),
        ("aiohttp", ("ClientError",)),
    ):
        # Only what has been loaded can have been raised.
        if module in sys.modules:
            found += [getattr(sys.modules[module], name) for name in names]
    return tuple(found)


def interrupted(error: BaseException) -> bool:
    """Whether an exception tells that the way to a file failed, rather than of the file itself.

    >>> interrupted(ConnectionResetError()), interrupted(FileNotFoundError()), interrupted(EOFError())
    (True, False, False)
    """
    if isinstance(error, FileNotFoundError | PermissionError | IsADirectoryError):
        return False
    if isinstance(error, OSError):
        # What decompressors say of damaged data has no number.
        return error.errno is not None or isinstance(error, ConnectionError | TimeoutError)
    return isinstance(error, troubles())


@contextmanager
def told(url: str, kind: type[DealgraphError], doing: str, hint: str = _HINT) -> Iterator[None]:
    """Turn the exceptions of file systems into one of ours.

    Raises:
        DealgraphError: One was raised; of the given kind.
    """
    try:
        yield
    except troubles() as error:
        user = _USER.search(url)
        said = shown(str(error)).replace(user[0] if user else "\0", "") or type(error).__name__
        raise kind(f"{doing} ({said})", where=shown(url), suggestion=hint) from error


def connect(url: str) -> tuple[Any, str]:
    """Give the file system of a URL, and the path in it.

    Raises:
        InputError: There is no such file system, or what it needs is not installed.
    """
    try:
        import fsspec.core
    except ModuleNotFoundError as error:
        raise InputError(
            "Paths with :// need fsspec, which is not installed",
            where=shown(url),
            suggestion="Install it with: pip install 'dealgraph[cloud]'",
        ) from error
    if scheme(url) in BUCKETS and _USER.search(url):
        raise InputError(
            "Such a URL takes no credentials",
            where=shown(url),
            suggestion="Give them in the environment or a profile (AWS_ACCESS_KEY_ID, AWS_PROFILE)",
        )
    if "::" in url:
        raise InputError(
            "Chained URLs are not taken",
            where=shown(url),
            suggestion="Give the archive's own URL; zip and tar archives are read as they are",
        )
    try:
        with told(url, InputError, "The place cannot be reached"):
            system, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise InputError(
            f"The place cannot be used ({shown(str(error))})",
            where=shown(url),
            suggestion="Install what fsspec needs for it, or give another path",
        ) from error
    return system, str(path)


def files(url: str) -> Iterator[tuple[str, str]]:
    """List the files at a URL, and below it, by URL and fingerprint, sorted; hidden ones are passed over.

    The fingerprint is the size and what the file system says of the content; where it says nothing, the
    fingerprint is only "", and the file counts as changed.

    Raises:
        InputError: The place can't be reached, or nothing is there.
    """
    system, root = connect(url)
    with told(url, InputError, "It cannot be listed"):
        # A web server has no folders; looking for some would follow the links of a page.
        single = scheme(url) in ("http", "https")
        found: dict[str, Any] = {root: {}} if single else system.find(root, detail=True)
        if not found and not system.exists(root):
            raise InputError("There is no such file or folder", where=shown(url), suggestion="Check the URL")
        front = _front(url, root)
        for path in sorted(found):
            below = path[len(root) :].strip("/")
            if not any(part.startswith(".") for part in below.split("/") if path != root):
                about = found[path] if found[path].get("size") is not None else system.info(path)
                yield front + path, _mark(about)


def _front(url: str, root: str) -> str:
    """Give what stands before a path of the file system in a URL: `s3://`, or `github://org:repo@main/`."""
    trimmed = url.rstrip("/") if root else url
    return trimmed[: len(trimmed) - len(root)] if trimmed.endswith(root) else f"{scheme(url)}://"


def _mark(about: Mapping[str, Any]) -> str:
    known = next((str(about[key]).strip('"') for key in _MARKS if about.get(key)), "")
    return f"{about.get('size') or 0}-{known}" if known else ""


def send(path: Path, url: str) -> None:
    """Put a file, or the files of a folder, to a URL, in order of name.

    Raises:
        InputError: There is no such file system.
        StorageError: It can't be written there.
    """
    system, root = connect(url)
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    with told(url, StorageError, "It cannot be written"):
        for file in files:
            system.put_file(str(file), f"{root}/{file.name}" if path.is_dir() else root)


def open_file(url: str, *, at_once: bool = False) -> tuple[IO[bytes], int]:
    """Open a file to read; give it with its size.

    Args:
        url: The file.
        at_once: Whether to fetch all of it, in one request, rather than in pieces as it is read.

    Raises:
        InputError: There is no such file system.
        OSError: It can't be opened; so what `troubles` gives.
    """
    system, path = connect(url)
    if at_once:
        data: bytes = system.cat_file(path)
        return io.BytesIO(data), len(data)
    size = system.info(path).get("size")
    file: IO[bytes] = system.open(path, "rb")
    return file, int(size or 0)
