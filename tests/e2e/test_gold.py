"""The facts of the gold annotations through the whole path, scored by the referee."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dealgraph import workers
from dealgraph.build import build
from dealgraph.facts import FilingFacts
from dealgraph.facts_json import from_json
from dealgraph.filing import Filing

from .desk import export

GOLD = Path(__file__).parents[3] / "shared" / "gold"


class Gold:
    """Gives the facts of the annotations."""

    name = "gold"
    version = "1"

    def extract(self, filing: Filing) -> FilingFacts:
        file = GOLD / "annotations" / f"{Path(filing.documents[0].file_name).stem}.json"
        return from_json(json.loads(file.read_text(encoding="utf-8")), filing)


@pytest.mark.skipif(not GOLD.is_dir(), reason="needs the gold annotations in ../shared/gold")
def test_gold_facts_survive_the_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "get_extractor", lambda _: Gold())
    report = build([GOLD / "docs"], tmp_path / "graph")
    assert report.unread == ()
    assert report.quarantined == ()
    assert report.rejects == {}
    exported = tmp_path / "gold.nq"
    exported.write_text(export(tmp_path / "graph"), encoding="utf-8")
    found = tmp_path / "score.json"
    command = [sys.executable, str(GOLD / "score.py"), str(GOLD / "annotations"), str(exported), "--manifest"]
    subprocess.run(
        [*command, str(GOLD / "manifest.json"), "--json", str(found)], check=True, capture_output=True
    )
    score = json.loads(found.read_text())
    assert score["core_f1"] > 0.999
    assert score["micro_f1"] > 0.998
    command = [
        sys.executable,
        str(GOLD / "identity" / "score_identity.py"),
        str(GOLD / "identity" / "clusters.json"),
    ]
    out = subprocess.run(
        [*command, str(GOLD / "annotations"), str(exported), "--manifest", str(GOLD / "manifest.json")],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    figures = {line.split()[0]: (float(line.split()[5]), float(line.split()[7])) for line in out.splitlines()}
    least = {
        "company": (0.98, 0.95),
        "drug": (0.97, 0.93),
        "antigen": (0.97, 0.95),
        "agreement": (0.95, 0.85),
    }
    assert {k for k, (p, r) in least.items() if figures[k][0] < p or figures[k][1] < r} == set()
