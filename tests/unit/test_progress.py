"""What a build tells of its progress."""

from __future__ import annotations

import io

import pytest

from dealgraph.build import Progress
from dealgraph.cli.progress import Meter, bar, clock_time, describe


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def meter(*, terminal: bool) -> tuple[Meter, io.StringIO, Clock]:
    out, clock = io.StringIO(), Clock()
    return Meter(out, terminal=terminal, clock=clock).start(), out, clock


def test_a_terminal_sees_one_line_for_each_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    tell, out, clock = meter(terminal=True)
    for done in (1, 2, 4):
        clock.now += 1
        tell(Progress("files", done, 4, done / 4, done, done * 1_000_000))
    tell(Progress("index", 0, 1))
    clock.now += 1
    tell(Progress("index", 1, 1, 1.0))
    tell.close()
    first, second, end = out.getvalue().split("\n")
    drawn = [x.rstrip() for x in first.split("\r")[1:]]
    assert drawn == [
        "[######------------------] files 1 of 4, 1/s, 1.0 MB/s, 0:03 left",
        "[############------------] files 2 of 4, 1/s, 1.0 MB/s, 0:02 left",
        "[########################] files 4 of 4, 1.33/s, 1.3 MB/s",
    ]
    assert all(len(x) == 99 for x in first.split("\r")[1:])
    assert second.split("\r")[-1].rstrip() == "[########################] index"
    assert end == ""


def test_a_terminal_is_not_drawn_on_too_often() -> None:
    tell, out, clock = meter(terminal=True)
    for done in range(1, 1001):
        clock.now += 0.01
        tell(Progress("files", done, 1000, done / 1000))
    assert 90 <= out.getvalue().count("\r") <= 110


def test_elsewhere_a_line_is_written_now_and_then() -> None:
    tell, out, clock = meter(terminal=False)
    for done in range(1, 26):
        clock.now += 1
        tell(Progress("files", done, 25, done / 25, done, done * 500_000))
    clock.now += 3
    tell(Progress("shards", 1, 16, 1 / 16))
    tell.close()
    assert out.getvalue().splitlines() == [
        "files 10 of 25, 1/s, 0.5 MB/s, 0:15 left",
        "files 20 of 25, 1/s, 0.5 MB/s, 0:05 left",
    ]


def test_a_line_fits_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    tell, out, clock = meter(terminal=True)
    clock.now += 5
    tell(Progress("files", 1, 4, 0.25, 1, 10))
    assert len(out.getvalue()) == 20


@pytest.mark.parametrize("share", [-1.0, 0.0, 1.0, 7.0])
def test_a_bar_has_one_width(share: float) -> None:
    assert len(bar(share)) == len(bar(0.5))


def test_an_archive_counts_its_filings() -> None:
    assert describe(Progress("files", 0, 1, 0.0, 5000, 40_000_000), 10.0) == "files 0 of 1, 500/s, 4.0 MB/s"
    assert clock_time(3599.6) == "1:00:00"
