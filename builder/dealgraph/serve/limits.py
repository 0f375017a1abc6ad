"""What a request may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The server's limits.

    Attributes:
        workers: Processes that answer. One of them is kept for the explorer's own questions, so that free
            queries never take all.
        seconds: How long a query may run before its process is ended.
        memory: Bytes that a query may take beyond what its process has when idle.
        result: The most bytes of an answer.
        rows: The most rows of a named query's answer.
        request: The most bytes of a request's body.
        waiting: Requests that may wait for a process; more are told to come again.
        patience: Seconds that a request waits for a process at most.
    """

    workers: int = 4
    seconds: float = 20.0
    memory: int = 1 << 30
    result: int = 64 << 20
    rows: int = 10_000
    request: int = 1 << 20
    waiting: int = 256
    patience: float = 60.0
