"""The filings that benchmarks of builds read are filings, the same each time, and tell what they should."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dealgraph.extract import RuleExtractor
from dealgraph.filing import Filing
from dealgraph.read import read_bytes

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    not (ROOT.parent / "shared" / "gold").is_dir(), reason="needs ../shared, which is not part of the project"
)


def test_generated_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    monkeypatch.delitem(sys.modules, "generate", raising=False)
    from texts import submissions

    made = list(submissions(60))
    assert made == list(submissions(60))
    assert len({name for name, _ in made}) == 60
    filings = [read_bytes(data, name) for name, data in made]
    assert all(isinstance(f, Filing) and f.accession and f.filed_on for f in filings)
    assert {f"{f.accession}.txt" for f in filings} == {name for name, _ in made}
    deals = [len(RuleExtractor().extract(f).agreements) for f in filings]
    # Every other filing tells of no deal; most others do, now under names that were made up.
    assert sum(deals[1::2]) == 0
    assert sum(n > 0 for n in deals[::2]) >= 20
    # Three filings tell one story of the same companies.
    assert filings[0].filers == filings[2].filers == filings[4].filers
    assert filings[0].filers != filings[6].filers
