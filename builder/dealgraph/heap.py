"""How much memory threads keep for themselves."""

from __future__ import annotations

import ctypes
import sys

#: What `mallopt` calls the number of heaps (M_ARENA_MAX in glibc's malloc.h).
_ARENA_MAX = -8


def share_one_heap() -> None:
    """Let threads that begin from now on take memory from one heap, where the C library is glibc.

    By default each thread has a heap of its own, and keeps what it freed: the threads of RocksDB and those that load an
    index would hold 20 MB more. They seldom wait for one another, for they take memory in large pieces.
    """
    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)):
        mallopt(_ARENA_MAX, 1)
