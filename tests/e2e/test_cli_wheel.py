"""A wheel made from the checkout works away from it: data, entry points and all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="hatchling builds the wheel; `make test` installs it")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def test_it_builds_and_asks_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    def dealgraph(*arguments: object) -> str:
        code = (
            "import dealgraph, sys; from dealgraph.cli import main\n"
            f"assert dealgraph.__file__.startswith({str(installed)!r}), dealgraph.__file__\n"
            "sys.argv[0] = 'dealgraph'; main()"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(installed)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    filing = ROOT / "examples" / "filings" / "cytomx-2016-10k-note.txt"
    dealgraph("build", filing, "-o", "graph", "--workers", 2)
    rows = json.loads(dealgraph("query", "graph", "milestones", "--json"))
    assert [(r["company"], r["amount"]) for r in rows] == [("CytomX Therapeutics, Inc.", 14000000)]
    assert "0.1.0" in dealgraph("--version")


def test_it_holds_the_data_and_nothing_else(installed: Path) -> None:
    names = {p.relative_to(installed).as_posix() for p in installed.rglob("*") if p.is_file()}
    for name in ("ontology/dealgraph.ttl", "shapes/milestone.ttl", "queries/milestones.rq"):
        assert f"dealgraph/_data/{name}" in names
    assert {n.split("/")[0] for n in names} == {"dealgraph", "dealgraph-0.1.0.dist-info"}
    tables = {p.relative_to(ROOT / "builder").as_posix() for p in (ROOT / "builder").rglob("*.t[so][vm]*")}
    assert tables <= names
