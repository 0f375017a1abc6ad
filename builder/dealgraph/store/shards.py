"""Shards: sorted N-Quads lines in gzip files whose bytes depend on nothing but the lines."""

from __future__ import annotations

import gzip
import hashlib
import heapq
import os
import tempfile
import uuid
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from dealgraph.errors import StorageError

#: Level 6 takes half the time of 9 for a few per cent of size.
LEVEL = 6
#: Shards open at once while merging: a process may open a thousand files, and each takes some 100 KB.
MOST_OPEN = 300
#: Lines packed together: one by one takes twice the time.
_TOGETHER = 1024


def write_shard(folder: Path, name: str, lines: Iterable[str]) -> tuple[str, int]:
    """Write lines, which must be sorted, to a shard named by its content.

    Args:
        folder: Where to write.
        name: How the file's name begins.
        lines: Lines without line ends.

    Returns:
        The file's name and the number of lines.
    """
    folder.mkdir(parents=True, exist_ok=True)
    scratch = folder / f"{name}-{uuid.uuid4().hex}.tmp"
    digest, count = hashlib.sha256(), 0
    try:
        with scratch.open("wb") as raw:
            with gzip.GzipFile(filename="", mode="wb", compresslevel=LEVEL, fileobj=raw, mtime=0) as packed:
                rest = iter(lines)
                while some := list(islice(rest, _TOGETHER)):
                    data = ("\n".join(some) + "\n").encode("utf-8")
                    digest.update(data)
                    packed.write(data)
                    count += len(some)
            raw.flush()
            os.fsync(raw.fileno())
        final = f"{name}-{digest.hexdigest()[:16]}.nq.gz"
        os.replace(scratch, folder / final)
    finally:
        scratch.unlink(missing_ok=True)
    return final, count


def put_shard(folder: Path, name: str, data: bytes) -> None:
    """Put the bytes of a shard that was written elsewhere in its place.

    Args:
        folder: Where to.
        name: What `write_shard` named it.
        data: The file.
    """
    scratch = folder / f"{name}-{uuid.uuid4().hex}.tmp"
    try:
        with scratch.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(scratch, folder / name)
    finally:
        scratch.unlink(missing_ok=True)


def read_shard(path: Path) -> Generator[str, None, None]:
    """Give the lines of a shard, without line ends.

    Raises:
        StorageError: The shard is missing or damaged.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            for line in file:
                yield line.rstrip("\n")
    except (OSError, EOFError, ValueError) as error:
        raise StorageError(
            f"The shard cannot be read ({error})", where=str(path), suggestion="Build the graph again"
        ) from error


def intact(path: Path) -> bool:
    """Whether a shard holds the lines that its name stands for."""
    digest = hashlib.sha256()
    try:
        for line in read_shard(path):
            digest.update(line.encode("utf-8") + b"\n")
    except StorageError:
        return False
    return path.name.endswith(f"-{digest.hexdigest()[:16]}.nq.gz")


def merge_shards(paths: Iterable[Path]) -> Iterator[str]:
    """Give the lines of several shards as one sorted stream, in the memory of one line of each.

    Where there are more than can be open at once, groups of them are first merged into temporary files.
    """
    with ExitStack() as stack:
        runs = list(paths)
        while len(runs) > MOST_OPEN:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dealgraph-merge-")))
            groups = [runs[n : n + MOST_OPEN] for n in range(0, len(runs), MOST_OPEN)]
            runs = [_merged_run(folder / f"{n}.nq.gz", group) for n, group in enumerate(groups)]
        streams = []
        for path in runs:
            stream = read_shard(path)
            stack.callback(stream.close)
            streams.append(stream)
        yield from heapq.merge(*streams)


def _merged_run(path: Path, shards: Iterable[Path]) -> Path:
    """Merge some shards into one file."""
    with gzip.open(path, "wt", compresslevel=1, encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in merge_shards(shards))
    return path
