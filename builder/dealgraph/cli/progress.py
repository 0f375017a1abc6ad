"""How far a build is: a bar with rate and time left on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from dealgraph.build import Progress

#: Seconds between two drawings of the bar, and between two lines where there is no terminal.
REDRAW, LINE = 0.1, 10.0
#: Characters of the bar.
WIDTH = 24
#: Seconds of a stage before its rate tells anything.
_SETTLED = 0.5


class Meter:
    """Tells of a build's progress; call it with each `Progress`.

    Args:
        out: Where to write.
        terminal: Whether lines can be drawn over.
        clock: Gives seconds.
    """

    def __init__(self, out: TextIO, *, terminal: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._out, self._terminal, self._clock = out, terminal, clock
        self._stage = ""
        self._begun = self._shown = 0.0
        self._open = False

    def __call__(self, progress: Progress) -> None:
        """Tell how far a stage is, unless that was told a moment ago."""
        now = self._clock()
        if progress.stage != self._stage:
            self.close()
            # Of the first stage, only the first result tells that it has begun.
            self._begun = now if self._stage else self._begun or now
            self._stage, self._shown = progress.stage, self._begun if not self._terminal else 0.0
        ended = progress.done >= progress.total
        if self._terminal:
            if ended or now - self._shown >= REDRAW:
                self._draw(progress, now)
        elif now - self._shown >= LINE:
            self._shown = now
            print(describe(progress, now - self._begun), file=self._out, flush=True)

    def start(self) -> Meter:
        """Begin to count the time, before there is any result."""
        self._begun = self._clock()
        return self

    def close(self) -> None:
        """End the line that is drawn."""
        if self._open:
            print(file=self._out, flush=True)
        self._open = False

    def _draw(self, progress: Progress, now: float) -> None:
        self._shown, self._open = now, True
        room = shutil.get_terminal_size().columns - 1
        line = f"{bar(progress.share)} {describe(progress, now - self._begun)}"[:room]
        # Blanks cover what is left of a longer line.
        print(f"\r{line:{room}}", end="", file=self._out, flush=True)


def bar(share: float) -> str:
    """Draw how much is done.

    >>> bar(0.5)
    '[############------------]'
    """
    full = int(WIDTH * min(1.0, max(0.0, share)))
    return f"[{'#' * full}{'-' * (WIDTH - full)}]"


def describe(progress: Progress, seconds: float) -> str:
    """Say how far a stage is, how fast, and how long it still takes.

    Args:
        progress: The stage.
        seconds: Since it began.

    >>> from dealgraph.build import Progress
    >>> describe(Progress("files", 100, 400, 0.25, 120, 5_000_000), 10.0)
    'files 100 of 400, 12/s, 0.5 MB/s, 0:30 left'
    >>> describe(Progress("shards", 8, 16, 0.5), 4.0)
    'shards 8 of 16, 2/s, 0:04 left'
    >>> describe(Progress("index", 0, 1), 4.0)
    'index'
    """
    parts = [f"{progress.stage} {progress.done:,} of {progress.total:,}"]
    if progress.total <= 1 and not progress.filings:
        return progress.stage
    if seconds >= _SETTLED:
        # A file can be an archive of many filings.
        parts.append(f"{(progress.filings or progress.done) / seconds:,.3g}/s")
        if progress.size:
            parts.append(f"{progress.size / seconds / 1e6:,.1f} MB/s")
        if 0 < progress.share < 1:
            parts.append(f"{clock_time(seconds * (1 - progress.share) / progress.share)} left")
    return ", ".join(parts)


def clock_time(seconds: float) -> str:
    """Write a time in minutes, or hours.

    >>> clock_time(75), clock_time(7321)
    ('1:15', '2:02:01')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
