"""A build is killed at many points of its run, taken up, and ends with the same bytes as one left alone.

A child process counts its system's writes (audit events: files opened, renamed, removed, made) and database
statements, and kills itself with SIGKILL at the n-th; besides, inside a write, when half of the bytes are out.
Run by hand, `python tests/e2e/test_kill.py 100` spreads a hundred points over the run.
"""

from __future__ import annotations

import argparse
import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dealgraph.build import build
from dealgraph.errors import DealgraphError, InputError, StorageError
from dealgraph.store import GraphFolder
from dealgraph.verify import verify

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "filings"
#: Filings of the first build, and those that the killed build adds, changes and removes.
FIRST = (
    "immunogen-2000-05-genentech.txt",
    "immunogen-1999-06-smithkline.txt",
    "immunogen-2003-04-no-deal.txt",
)
LATER = ("immunogen-2006-01-genentech.txt", "immunogen-2000-05-british-biotech.txt")

#: Runs a build that kills itself at its n-th step; n = 0 lets it end and prints how many steps there are.
CHILD = """
import os, signal, sqlite3, sys
sys.path.insert(0, sys.argv[1])
filings, graph, at = sys.argv[2], sys.argv[3], int(sys.argv[4])
steps = 0
armed = False
def step():
    global steps
    if armed:
        steps += 1
        if steps == at:
            os.kill(os.getpid(), signal.SIGKILL)
WRITES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree"}
def audit(event, arguments):
    if event in WRITES:
        step()
    elif event == "open" and str(arguments[0]).startswith(graph) and arguments[1] not in ("r", "rb", None):
        step()
sys.addaudithook(audit)

import pyoxigraph
from dealgraph.store import index, manifest, shards

class Halves:
    '''A file whose writes go out in two halves, with a step between them: a kill leaves half a write.'''
    def __init__(self, file):
        self.file = file
    def write(self, data):
        if len(data) < 2:
            return self.file.write(data)
        half = len(data) // 2
        self.file.write(data[:half]); self.file.flush(); step()
        count = self.file.write(data[half:]); self.file.flush(); step()
        return len(data)
    def __getattr__(self, name):
        return getattr(self.file, name)

real_gzip = shards.gzip.GzipFile
def gzip_file(*given, fileobj=None, mode=None, **more):
    if mode == "wb":
        fileobj = Halves(fileobj)
    return real_gzip(*given, fileobj=fileobj, **({"mode": mode} if mode else {}), **more)
class gzip_module:
    GzipFile = staticmethod(gzip_file)
    open = staticmethod(shards.gzip.open)
shards.gzip = gzip_module

class Database(sqlite3.Connection):
    def execute(self, *given):
        step()
        done = super().execute(*given)
        step()
        return done
real_connect = sqlite3.connect
manifest.sqlite3.connect = lambda *given, **more: real_connect(*given, factory=Database, **more)

real_store = pyoxigraph.Store
class Store:
    read_only = staticmethod(real_store.read_only)
    def __new__(cls, path=None):
        # A store in memory, with which a filing is checked, writes nothing.
        return real_store() if path is None else super().__new__(cls)
    def __init__(self, path):
        self.store = real_store(path)
        step()
    def bulk_load(self, **more):
        self.store.bulk_load(**more)
        step()
    def optimize(self):
        self.store.optimize()
        step()
    def flush(self):
        self.store.flush()
        step()
pyoxigraph.Store = Store

from dealgraph.build import build
armed = True
build([filings], graph)
armed = False
print(steps)
"""


def child(filings: Path, graph: Path, at: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", CHILD, str(ROOT / "builder"), str(filings), str(graph), str(at)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def export(graph: Path) -> bytes:
    return "\n".join(GraphFolder.open(graph).export_lines()).encode()


class Scene:
    """A graph of some filings, then other filings: what there is before the build that is killed."""

    def __init__(self, folder: Path) -> None:
        self.filings, self.before, self.work = folder / "filings", folder / "before", folder / "work"
        self.filings.mkdir()
        for name in FIRST:
            shutil.copy(EXAMPLES / name, self.filings)
        build([self.filings], self.before)
        self.old = export(self.before)
        for name in LATER:
            shutil.copy(EXAMPLES / name, self.filings)
        (self.filings / FIRST[2]).unlink()
        changed = self.filings / FIRST[0]
        changed.write_text(changed.read_text("utf-8").replace("Genentech", "Elderbloom"), encoding="utf-8")
        build([self.filings], folder / "undisturbed")
        self.new = export(folder / "undisturbed")
        assert self.old != self.new
        self.reset()
        self.steps = self.count()
        shutil.rmtree(self.work)
        self.fresh_steps = self.count()

    def count(self) -> int:
        done = child(self.filings, self.work, 0)
        assert done.returncode == 0, done.stderr
        assert export(self.work) == self.new
        return int(done.stdout)

    def reset(self) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.before, self.work)

    def kill(self, at: int) -> str:
        """Kill a build at a step and take it up; give what went wrong, or ""."""
        self.reset()
        done = child(self.filings, self.work, at)
        if done.returncode != -signal.SIGKILL:
            return f"step {at}: it was not killed ({done.returncode}): {done.stderr[-300:]}"
        if export(self.work) not in (self.old, self.new):
            return f"step {at}: the graph is neither the old one nor the new one after the kill"
        try:
            GraphFolder.open(self.work).open_store()
            build([self.filings], self.work)
        except DealgraphError as error:
            return f"step {at}: it could not be taken up: {error}"
        if export(self.work) != self.new:
            return f"step {at}: another graph than the undisturbed one"
        left = [p.name for p in self.work.rglob("*.tmp")]
        return f"step {at}: {left} was left behind" if left else ""

    def fresh(self, at: int) -> str:
        """Kill the first build of a graph at a step and take it up."""
        shutil.rmtree(self.work, ignore_errors=True)
        if child(self.filings, self.work, at).returncode != -signal.SIGKILL:
            return f"first build, step {at}: it was not killed"
        build([self.filings], self.work)
        return "" if export(self.work) == self.new else f"first build, step {at}: another graph"


def points(steps: int, count: int) -> list[int]:
    """Spread points over a run, its first and last step among them."""
    count = min(count, steps)
    return sorted({1 + round(n * (steps - 1) / max(1, count - 1)) for n in range(count)})


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(tmp_path_factory.mktemp("kill"))


def test_killed_anywhere(scene: Scene) -> None:
    assert scene.steps > 100
    problems = [p for at in points(scene.steps, 6) if (p := scene.kill(at))]
    assert problems == []


def test_a_first_build_killed(scene: Scene) -> None:
    assert [p for at in points(scene.fresh_steps, 2) if (p := scene.fresh(at))] == []


def test_an_unfinished_build_is_told_by_verify(scene: Scene) -> None:
    scene.reset()
    assert child(scene.filings, scene.work, scene.steps // 2).returncode == -signal.SIGKILL
    report = verify(scene.work)
    assert [f.check for f in report.faults] == ["manifest"]
    assert "not finished" in report.faults[0].problem
    assert set(report.skipped) == {"merged", "texts", "evidence", "shapes"}
    build([scene.filings], scene.work)
    assert verify(scene.work).sound


def full_after(count: int) -> Callable[[int], None]:
    left = [count]

    def _fsync(_: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return _fsync


@pytest.mark.parametrize("room", [0, 1, 2, 4, 6])
def test_a_disk_that_fills_up(scene: Scene, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    scene.reset()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full_after(room))
        with pytest.raises(StorageError, match="No space left"):
            build([scene.filings], scene.work)
    assert export(scene.work) == scene.old
    build([scene.filings], scene.work)
    assert export(scene.work) == scene.new


def test_a_file_size_limit_stands_for_a_full_disk(scene: Scene) -> None:
    """Here the operating system itself refuses the write, whoever makes it: SQLite, gzip or the index."""
    for size, workers in ((2_000, 1), (60_000, 1), (60_000, 2)):
        scene.reset()
        code = (
            "import resource, signal, sys; sys.path.insert(0, sys.argv[1]); size = int(sys.argv[4])\n"
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            "from dealgraph.cli import main\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))\n"
            "main(['build', sys.argv[2], '-o', sys.argv[3], '--workers', sys.argv[5], '-q'])"
        )
        arguments = [str(ROOT / "builder"), str(scene.filings), str(scene.work), str(size), str(workers)]
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
        )
        assert done.returncode == 2, (size, done.stderr)
        assert done.stderr.startswith("Error: "), (size, done.stderr)
        assert "Traceback" not in done.stderr
        assert export(scene.work) == scene.old
        build([scene.filings], scene.work)
        assert export(scene.work) == scene.new


def test_a_folder_that_may_only_be_read(scene: Scene, open_folder: Path, without_rights: Any) -> None:
    filings, graph = open_folder / "filings", open_folder / "graph"
    shutil.copytree(scene.filings, filings)
    shutil.copytree(scene.before, graph)
    for folder, _, _ in os.walk(open_folder):
        Path(folder).chmod(0o555)
    with without_rights():
        for place in (graph, open_folder / "new"):
            with pytest.raises(StorageError, match="cannot be written"):
                build([filings], place)
        assert export(graph) == scene.old
        assert verify(graph).sound


def test_an_input_that_vanishes_while_it_is_read(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dealgraph.read import Source

    filings = tmp_path / "filings"
    shutil.copytree(scene.filings, filings)
    gone = filings / LATER[0]
    real = Source.fingerprint

    def fingerprint(self: Source) -> str:
        mark = real(self)
        if self.path == str(gone):
            gone.unlink(missing_ok=True)
        return mark

    monkeypatch.setattr(Source, "fingerprint", fingerprint)
    report = build([filings], tmp_path / "graph")
    assert [(Path(p).name, why) for p, why in report.unread] == [(LATER[0], "It is no longer there")]
    assert report.filings == 3
    monkeypatch.undo()
    with pytest.raises(InputError, match="no such file"):
        build([gone], tmp_path / "graph")


def test_two_builds_of_one_graph(scene: Scene) -> None:
    """The second says who is at work; the first ends as if alone."""
    scene.reset()
    command = [
        sys.executable, "-c", "import sys; sys.path.insert(0, sys.argv.pop(1)); from dealgraph.cli import main; main()",
        str(ROOT / "builder"), "build", str(scene.filings), "-o", str(scene.work), "--workers", "1", "-q",
    ]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as first:
        lock, told = scene.work / "lock", ""
        while first.poll() is None and not told:
            if lock.read_text("utf-8").strip() == f"process {first.pid}":
                try:
                    build([scene.filings], scene.work)
                except StorageError as error:
                    told = str(error)
            time.sleep(0.01)
        assert f"process {first.pid}" in told
        assert first.wait() == 0
    assert export(scene.work) == scene.new


def test_a_clock_that_was_set_back(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files older than those before are read again, for their time differs; nothing else asks for the time."""
    scene.reset()
    for file in scene.filings.iterdir():
        os.utime(file, (86_400, 86_400))
    monkeypatch.setattr(time, "time", lambda: 0.0)
    build([scene.filings], scene.work)
    assert export(scene.work) == scene.new


def main() -> int:
    """Kill a build at as many points as asked for, and a first build at a tenth of them."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("points", nargs="?", type=int, default=100)
    wanted = parser.parse_args().points
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Path(folder))
        tried = points(scene.steps, wanted)
        first = points(scene.fresh_steps, max(1, wanted // 10))
        problems = [p for at in tried if (p := scene.kill(at))]
        problems += [p for at in first if (p := scene.fresh(at))]
    for problem in problems:
        print(problem)
    total = len(tried) + len(first)
    print(f"{total - len(problems)} of {total} kill points survived ({scene.steps} steps in a run)")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
