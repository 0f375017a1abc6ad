"""Threads share one heap where the C library is glibc."""

from __future__ import annotations

import platform
import re
import subprocess
import sys

import pytest

#: Threads take memory side by side, then glibc tells its heaps.
_THREADS = """
import ctypes, sys, threading
from dealgraph.heap import share_one_heap
if sys.argv[1] == "shared":
    share_one_heap()
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fdopen.restype = ctypes.c_void_p
together = threading.Barrier(4)
def take():
    together.wait()
    for _ in range(10_000):
        libc.malloc(ctypes.c_size_t(64))
    together.wait()
threads = [threading.Thread(target=take) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
"""


def _heaps(how: str) -> int:
    told = subprocess.run([sys.executable, "-c", _THREADS, how], capture_output=True, text=True, check=True)
    return len(re.findall("<heap nr=", told.stdout))


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the C library is not glibc")
def test_threads_share_one_heap() -> None:
    assert _heaps("own") > 1
    assert _heaps("shared") == 1
