"""Measure Dealgraph on the documents beside the checkout and add a row to the table by commit.

    python benchmarks/run.py [--dry-run]

Needs `../shared` (see CONTRIBUTING.md): the gold annotations with their referee, the CUAD contracts with theirs, and
filings of every format. Writes `benchmarks/scores.tsv`.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
TABLE = ROOT / "benchmarks" / "scores.tsv"
RELATIONS = ("company", "agreement", "milestone", "drug", "antigen", "drug.target")
COLUMNS = (
    *("date", "commit", "core_f1", "core_precision", "micro_f1"),
    *(f"{name}_f1" for name in RELATIONS),
    *("identity", "cuad_party_f1", "cuad_dates", "cuad_types", "cuad_agreements_each"),
    *("silent_8k", "seconds_8k", "seconds_gold", "seconds_submissions", "megabytes"),
)


def run(*words: str | Path) -> str:
    """Run a command with this Python and give what it prints."""
    done = subprocess.run(
        [sys.executable, *map(str, words)], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return done.stdout


def build(source: Path, folder: Path, name: str) -> tuple[Path, float]:
    """Build a graph of `source` with two workers and give its N-Quads file and the seconds of the build."""
    graph, quads = folder / name, folder / f"{name}.nq"
    started = time.perf_counter()
    # Some of the submissions cannot be read, which is exit code 1.
    words = ["build", str(source), "-o", str(graph), "--quiet", "--workers", "2"]
    code = subprocess.run(
        [sys.executable, "-m", "dealgraph", *words], cwd=ROOT, capture_output=True, check=False
    ).returncode
    seconds = time.perf_counter() - started
    if code not in (0, 1):
        raise SystemExit(f"building {source} ended with {code}")
    run("-m", "dealgraph", "export", graph, "--format", "nquads", "-o", quads)
    return quads, seconds


def measure(folder: Path) -> dict[str, str]:
    """Give the row of this commit."""
    gold, cuad = SHARED / "gold", SHARED / "cuad"
    row: dict[str, str] = {}
    quads, seconds = build(gold / "docs", folder, "gold")
    row["seconds_gold"] = f"{seconds:.1f}"
    scores = folder / "scores.json"
    print(
        run(
            gold / "score.py",
            gold / "annotations",
            quads,
            "--manifest",
            gold / "manifest.json",
            "--json",
            scores,
        )
    )
    result = json.loads(scores.read_text())
    per = result["per_relation"]
    row["core_f1"], row["micro_f1"] = f"{result['core_f1']:.3f}", f"{result['micro_f1']:.3f}"
    row["core_precision"] = f"{sum(per[r]['precision'] for r in RELATIONS) / len(RELATIONS):.3f}"
    row.update({f"{r}_f1": f"{per[r]['f1']:.3f}" for r in RELATIONS})
    identity = gold / "identity"
    words = run(
        identity / "score_identity.py",
        identity / "clusters.json",
        gold / "annotations",
        quads,
        "--manifest",
        gold / "manifest.json",
    )
    print(words)
    row["identity"] = " ".join(
        f"{k}:{p}/{r}"
        for k, p, r in re.findall(r"^(\w+) .*precision ([\d.]+) recall ([\d.]+)", words, re.MULTILINE)
    )
    quads, _ = build(cuad / "contracts", folder, "cuad")
    words = run(cuad / "score_cuad.py", cuad / "labels.json", quads)
    print(words)
    found = re.search(
        r"F1 ([\d.]+).*date right in (\d+ of \d+); type right in (\d+); agreements per contract ([\d.]+)",
        words,
    )
    if found:
        row["cuad_party_f1"], row["cuad_dates"], row["cuad_types"], row["cuad_agreements_each"] = (
            found.groups()
        )
    quads, seconds = build(SHARED / "filings" / "8k", folder, "8k")
    text = quads.read_text(encoding="utf-8")
    row["silent_8k"] = str(len(re.findall(r"#type> <[^>]*#(?:Agreement|Milestone)>", text)))
    row["seconds_8k"] = f"{seconds:.1f}"
    _, seconds = build(SHARED / "filings" / "submissions", folder, "submissions")
    row["seconds_submissions"] = f"{seconds:.1f}"
    row["megabytes"] = str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
    return row


def main() -> None:
    """Measure, print, and add the row."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dry-run", action="store_true", help="print the row, but do not add it")
    options = parser.parse_args()
    if not SHARED.is_dir():
        raise SystemExit("benchmarks/run.py needs ../shared, which is not part of the project")
    with tempfile.TemporaryDirectory() as name:
        row = measure(Path(name))
    row["commit"] = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=True
    ).stdout.strip()
    row["date"] = time.strftime("%Y-%m-%d")
    for column in COLUMNS:
        print(f"{column:24}{row.get(column, '')}")
    if not options.dry_run:
        if not TABLE.exists():
            TABLE.write_text("\t".join(COLUMNS) + "\n", encoding="utf-8")
        with TABLE.open("a", encoding="utf-8", newline="\n") as table:
            table.write("\t".join(row.get(c, "") for c in COLUMNS) + "\n")


if __name__ == "__main__":
    main()
