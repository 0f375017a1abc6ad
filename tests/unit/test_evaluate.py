"""The evaluation agrees with the referee, and counts what it should."""

from __future__ import annotations

import copy
import importlib.util
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from dealgraph.evaluate import evaluate
from dealgraph.evaluate.pairing import normalise

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"

GOLD: dict[str, Any] = {
    "companies": [
        {"id": "c1", "name": "Arbor Bio, Inc."},
        {"id": "c2", "name": "Brook plc"},
        {"id": "c3", "name": "Idle Ltd"},
    ],
    "antigens": [{"id": "a1", "name": "CD33"}],
    "drugs": [
        {
            "id": "d1",
            "name": "AB-101",
            "targets": [{"antigen": "a1"}],
            "developers": ["c1"],
            "kind": "antibody",
        }
    ],
    "agreements": [
        {
            "id": "g1",
            "types": ["license"],
            "parties": [{"company": "c1", "role": "licensor"}, {"company": "c2", "role": "licensee"}],
            "date": "2001-02-03",
            "drugs": ["d1"],
            "terms": [{"kind": "upfront", "amount": 1000000}],
        }
    ],
    "milestones": [
        {
            "id": "m1",
            "agreement": "g1",
            "amount": 2000000,
            "status": "achieved",
            "trigger": "dosing of a first patient",
            "payer": "c2",
        }
    ],
}


def test_the_annotation_itself_scores_one() -> None:
    report = evaluate([("a", GOLD, copy.deepcopy(GOLD))])
    assert report.micro_f1 == report.core_f1 == 1.0
    assert not report.misses
    assert report.relations["company"].right == 2, "a company that takes part in nothing does not count"


def test_a_wrong_role_and_a_missed_milestone_are_told() -> None:
    found = copy.deepcopy(GOLD)
    found["agreements"][0]["parties"][0]["role"] = "partner"
    found["milestones"] = []
    report = evaluate([("a", GOLD, found)])
    told = {(m.relation, m.fault, m.fact) for m in report.misses}
    assert (
        "agreement.role",
        "missed",
        "Arbor Bio, Inc. / Brook plc license 2001-02-03 > Arbor Bio, Inc. > licensor",
    ) in told
    assert any(r == "milestone" and f == "missed" for r, f, _ in told)
    assert report.relations["milestone"].recall == 0.0


def test_reliability_bands_count_what_was_found() -> None:
    found = copy.deepcopy(GOLD)
    found["agreements"][0]["confidence"] = 0.95
    found["milestones"][0]["confidence"] = 0.55
    found["milestones"][0]["amount"] = 7
    assert evaluate([("a", GOLD, found)]).reliability() == [(0.5, 0.6, 1, 0.0), (0.9, 1.0, 1, 1.0)]


@pytest.mark.parametrize(
    ("name", "kind", "form"),
    [
        ("F. Hoffmann-La Roche Ltd", "company", "fhoffmannlaroche"),
        ("The S.p.A. Group", "company", "spa"),
        ("Jakafi®", "drug", "jakafi"),
    ],
)
def test_names_are_compared_in_one_form(name: str, kind: str, form: str) -> None:
    assert normalise(name, kind) == form


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/gold, which is not part of the project")
def test_the_referee_agrees() -> None:
    """Shifted annotations, scored by both: each relation's counts are the same."""
    spec = importlib.util.spec_from_file_location("referee", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    referee = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(referee)
    gold = {p.stem: json.loads(p.read_text()) for p in sorted((SHARED / "annotations").glob("*.json"))}
    names = sorted(gold)
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    rows = []
    for number, name in enumerate(names):
        found = copy.deepcopy(gold[name])
        if number % 3 == 0:
            found["agreements"] = found["agreements"][1:]
        for milestone in found["milestones"][::2]:
            milestone["status"] = "potential"
        found["drugs"] = found["drugs"][: len(found["drugs"]) - number % 2]
        kept = {d["id"] for d in found["drugs"]}
        for agreement in found["agreements"]:
            agreement["drugs"] = [d for d in agreement.get("drugs") or [] if d in kept]
        for milestone in found["milestones"]:
            milestone["drugs"] = [d for d in milestone.get("drugs") or [] if d in kept]
        rows.append((name, gold[name], found))
        referee.score_doc(gold[name], found, tally, [], name)
    report = evaluate(rows)
    ours = {k: [r.right, r.spurious, r.missed] for k, r in report.relations.items()}
    assert ours == {k: v for k, v in tally.items() if k in ours}
