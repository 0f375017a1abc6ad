"""`dealgraph verify` finds every kind of damage that we can think of, and nothing in a sound graph."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

import dealgraph.check
from dealgraph.build import build
from dealgraph.check import Checker
from dealgraph.cli import main
from dealgraph.errors import StorageError
from dealgraph.store import GraphFolder
from dealgraph.verify import CHECKS, verify

from .damage import PLANTED, flip, forge, shard

EXAMPLES = Path(__file__).parents[2] / "examples" / "filings"
USED = (
    "immunogen-2000-05-genentech.txt",
    "immunogen-2006-01-genentech.txt",
    "immunogen-2004-12-centocor.txt",
)

checker = cache(Checker)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    graph = tmp_path_factory.mktemp("verify") / "graph"
    build([EXAMPLES / name for name in USED], graph)
    return graph


@pytest.fixture
def graph(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(dealgraph.check, "Checker", checker)
    return Path(shutil.copytree(sound, tmp_path / "graph"))


def test_a_sound_graph_is_sound(graph: Path) -> None:
    before = {f: f.read_bytes() for f in sorted(graph.rglob("*")) if f.is_file() and f.name != "lock"}
    told: list[str] = []
    report = verify(graph, progress=told.append)
    assert (report.faults, report.skipped) == ((), {})
    assert report.sound
    assert all(report.checked[name] for name in CHECKS)
    assert set(told) <= set(CHECKS)
    after = {f: f.read_bytes() for f in sorted(graph.rglob("*")) if f.is_file() and f.name != "lock"}
    assert after == before


@pytest.mark.parametrize("planted", PLANTED)
def test_planted(graph: Path, planted: str) -> None:
    check, corrupt = PLANTED[planted]
    corrupt(graph)
    report = verify(graph)
    assert not report.sound
    found = {fault.check for fault in report.faults}
    assert check in found, report
    assert all(f.problem and not f.problem.endswith(".") for f in report.faults)


def test_every_check_has_something_planted_for_it() -> None:
    assert {check for check, _ in PLANTED.values()} == set(CHECKS)


def test_command_line(graph: Path) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["verify", *arguments], prog_name="dealgraph")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output

    code, said = run(str(graph))
    assert code == 0
    assert said.startswith("Sound. Checked: ")
    flip(shard(graph, "merged"))
    code, said = run(str(graph))
    assert code == 1
    assert "shards: merged-" in said
    assert "identity: not checked: shards are damaged" in said
    code, said = run(str(graph), "--json")
    assert json.loads(said)["sound"] is False
    code, said = run(str(graph / "nothing"))
    assert code == 2
    assert "There is no graph here" in said


def test_a_build_at_work_is_told(graph: Path) -> None:
    folder = GraphFolder.open(graph)
    with folder.lock(), pytest.raises(StorageError, match="at work"):
        verify(graph)


def test_a_folder_that_may_only_be_read_can_be_checked(graph: Path) -> None:
    (graph / "lock").unlink()
    (graph / "lock").mkdir()  # cannot be opened as a file, by anyone
    assert verify(graph).sound


def test_many_faults_are_counted_not_all_told(graph: Path) -> None:
    forge(graph, "merged", lambda lines: lines[: len(lines) // 2], index=False)
    told = [f for f in verify(graph).faults if f.check == "index"]
    assert len(told) <= 102
