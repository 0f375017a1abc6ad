"""Whole prospectuses, as they lie at EDGAR: who is a party of a deal in them, and who only serves the offering."""

from __future__ import annotations

from pathlib import Path

import pytest

from dealgraph.extract import RuleExtractor
from dealgraph.read import read_bytes

FOLDER = Path(__file__).parents[3] / "shared" / "filings" / "submissions"

#: The other sides of the filers' deals; facts of the filings.
PARTNERS = {
    "0001104659-23-076317": {"GLSynthesis, Inc."},
    "0000950103-25-008153": set[str](),
    "0001193125-25-067858": {"Aventis Inc."},
    "0001193125-25-068942": {
        "WuXi Biologics (Shanghai FX) Co., Ltd.",
        "Abraxis BioScience, LLC",
        "KAKEN PHARMACEUTICAL CO., LTD",
        "Aadi Subsidiary, Inc.",
    },
    "0001641172-25-001350": {"Northwestern University", "City of Hope", "FLAG Merger Sub Inc."},
    "0001641172-25-001566": set[str](),
}


@pytest.mark.parametrize("accession", PARTNERS)
def test_parties_of_a_prospectus(accession: str) -> None:
    path = FOLDER / f"{accession}.txt"
    if not path.is_file():
        pytest.skip("needs ../shared/filings, which is not part of the project")
    filing = read_bytes(path.read_bytes(), path.name)
    facts = RuleExtractor().extract(filing)
    names = {c.id: c.name for c in facts.companies}
    own = {f.name.split()[0].casefold() for f in filing.filers}
    found = {names[p.company] for a in facts.agreements for p in a.parties}
    assert {name for name in found if name.split()[0].casefold() not in own} == PARTNERS[accession]
