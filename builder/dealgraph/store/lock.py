"""A lock on a GRAPH folder: one build at a time, and none that outlives its process."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dealgraph.errors import StorageError

#: Tenths of a second in which the workers of a killed build notice that it is gone, a long match in hand.
_PATIENCE = 100


@contextmanager
def hold(file: Path) -> Iterator[None]:
    """Hold a lock file; the operating system lets go of it when the process ends, however it ends.

    Raises:
        StorageError: Another build holds it. Says which.
    """
    with file.open("a+", encoding="utf-8") as handle:
        try:
            _seize(handle)
        except BlockingIOError as error:
            raise StorageError(
                f"Another build is at work on this graph ({_holder(handle) or 'another process'})",
                where=str(file.parent),
                suggestion="Wait until it has ended, or build into another folder",
            ) from error
        handle.seek(0)
        handle.truncate()
        handle.write(f"process {os.getpid()}\n")
        handle.flush()
        yield


def _seize(handle: IO[str]) -> None:
    """Lock a file. Workers hold what their build had until they notice that it was killed: that is waited for.

    Raises:
        BlockingIOError: Another process holds it.
    """
    import fcntl

    for left in reversed(range(_PATIENCE)):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if not left or _alive(_holder(handle)):
                raise
            time.sleep(0.1)


def _holder(handle: IO[str]) -> str:
    """Give what the holder wrote of itself."""
    handle.seek(0)
    return handle.read(200).strip()


def _alive(holder: str) -> bool:
    """Whether the process that a lock names is there, as far as can be told.

    >>> _alive(f"process {os.getpid()}"), _alive("a process of another machine")
    (True, True)
    """
    try:
        os.kill(int(holder.removeprefix("process ")), 0)
    except ProcessLookupError:
        return False
    except (ValueError, OSError):
        pass
    return True
