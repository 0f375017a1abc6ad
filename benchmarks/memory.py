"""The memory of a build by stage: the most that its processes held, read from /proc (Linux only)."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

_CODE = """
import sys
from dealgraph.build import build
def tell(p): print(p.stage, p.done >= p.total, flush=True)
if __name__ == "__main__":
    build([sys.argv[1]], sys.argv[2], workers=2, progress=tell)
"""
#: Seconds between two looks.
_PAUSE = 0.05


def peaks(sources: Path, graph: Path) -> tuple[dict[str, float], float]:
    """Build a graph with two workers; give the most megabytes held in each stage, and the seconds of the build."""
    with (graph.parent / "stages.txt").open("w+") as out:
        started = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-c", _CODE, sources, graph], stdout=out)
        found: dict[str, float] = {}
        while process.poll() is None:
            stage = _stage(Path(out.name))
            found[stage] = max(found.get(stage, 0.0), _held(process.pid))
            time.sleep(_PAUSE)
        if process.returncode:
            raise SystemExit(f"the build ended with {process.returncode}")
        return found, time.perf_counter() - started


def _stage(file: Path) -> str:
    """Give the stage that a build is in, by what it told last."""
    lines = file.read_text("utf-8").splitlines()
    stage, _, ended = lines[-1].partition(" ") if lines else ("files", "", "")
    # After the files comes identity at once; the other stages tell when they begin.
    return {"identity": "shards", "merge": "index"}.get(stage, stage) if ended == "True" else stage


def _held(pid: int) -> float:
    """Give the megabytes that a process and its children hold now, shared pages by the share of each (PSS)."""
    total = 0.0
    for one in (pid, *_children(pid)):
        try:
            text = Path(f"/proc/{one}/smaps_rollup").read_text("ascii")
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total / 1024


def _children(pid: int) -> list[int]:
    try:
        return [
            int(c)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for c in (task / "children").read_text().split()
        ]
    except OSError:
        return []
