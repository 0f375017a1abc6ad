"""A build with several workers is killed, or one of its workers is: nobody is left behind and the graph is the same.

Run by hand, `python tests/e2e/test_kill_workers.py 50` spreads fifty kills of each kind over the run.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from dealgraph.build import build
from dealgraph.store import GraphFolder
from dealgraph.store.lock import hold
from dealgraph.verify import verify

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are counted in /proc")

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "filings"
#: Batches are small here, so that there are many and both workers are at work for most of the run.
RUN = """
import sys; sys.path.insert(0, sys.argv.pop(1))
from dealgraph.read import parts
parts.BATCH_FILES = 2
from dealgraph.cli import main
main()
"""


def export(graph: Path) -> bytes:
    return "\n".join(GraphFolder.open(graph).export_lines()).encode()


def processes(session: int) -> list[int]:
    """The processes of a session; that of the build itself is the session's leader."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(fields[3]) == session and fields[0] not in "ZX":
                found.append(int(entry.name))
    return found


class Scene:
    """Filings, the graph that an undisturbed build makes of them, and how long it takes."""

    def __init__(self, folder: Path, copies: int) -> None:
        self.filings, self.work = folder / "filings", folder / "work"
        self.filings.mkdir()
        for n in range(copies):
            for file in sorted(EXAMPLES.glob("*.txt")):
                text = file.read_text("utf-8").replace("0009999901-", f"000999992{n}-")
                (self.filings / f"{n}-{file.name}").write_text(text, encoding="utf-8")
        begun = time.monotonic()
        with self.start() as process:
            assert process.wait() == 0
        self.seconds = time.monotonic() - begun
        self.whole = export(self.work)
        shutil.rmtree(self.work)

    def start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", RUN, str(ROOT / "builder")]
        command += ["build", str(self.filings), "-o", str(self.work), "--workers", "2", "-q"]
        return subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE, text=True)

    def kill(self, part: float, *, worker: bool) -> str:
        """Kill a build, or one of its workers, after a part of its time; give what went wrong, or ""."""
        shutil.rmtree(self.work, ignore_errors=True)
        with self.start() as process:
            time.sleep(part * self.seconds)
            running = [p for p in processes(process.pid) if p != process.pid]
            victim = running[len(running) // 2] if worker and running else process.pid
            with contextlib.suppress(ProcessLookupError):  # it had just ended
                os.kill(victim, signal.SIGKILL)
            said = process.communicate(timeout=120)[1]
        if "Traceback" in said:
            return f"{part:.2f}: {said[-500:]}"
        if process.returncode == 2 and "worker process died" not in said:
            return f"{part:.2f}: it ended without saying why: {said[-500:]}"
        # Taken up at once: what the dead still hold is waited for, and nobody stays.
        build([self.filings], self.work)
        if left := processes(process.pid):
            return f"{part:.2f}: {left} were left behind"
        return "" if export(self.work) == self.whole else f"{part:.2f}: another graph"


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(tmp_path_factory.mktemp("workers"), 1)


@pytest.mark.parametrize("worker", [False, True], ids=["the build", "a worker"])
def test_killed_while_workers_work(scene: Scene, worker: bool) -> None:
    assert [p for part in (0.4, 0.8) if (p := scene.kill(part, worker=worker))] == []
    assert verify(scene.work).sound


def test_a_lock_of_the_dead_is_waited_for(tmp_path: Path) -> None:
    """A child that inherited the lock lives a little longer than the build that took it."""
    code = (
        "import os, subprocess, sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from dealgraph.store.lock import hold\n"
        "with hold(Path(sys.argv[2])):\n"
        "    if os.fork() == 0:\n"
        "        import time; time.sleep(1); os._exit(0)\n"
        "    os._exit(0)\n"
    )
    file = tmp_path / "lock"
    done = subprocess.run([sys.executable, "-c", code, str(ROOT / "builder"), str(file)], check=False)
    assert done.returncode == 0
    begun = time.monotonic()
    with hold(file):
        assert file.read_text("utf-8") == f"process {os.getpid()}\n"
    assert 0.2 < time.monotonic() - begun < 9


def main() -> int:
    """Kill builds of two workers, and workers of builds, at as many points each as asked for."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("points", nargs="?", type=int, default=50)
    wanted = parser.parse_args().points
    parts = [(n + 0.5) / wanted for n in range(wanted)]
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Path(folder), 1)
        problems = [p for worker in (False, True) for part in parts if (p := scene.kill(part, worker=worker))]
    for problem in problems:
        print(problem)
    total = 2 * len(parts)
    print(
        f"{total - len(problems)} of {total} kills survived, half of them of a worker ({scene.seconds:.1f} s a run)"
    )
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
