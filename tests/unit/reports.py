"""Facts read from a made-up note of a report, for tests of its language."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from dealgraph.extract import RuleExtractor
from dealgraph.facts import FilingFacts
from dealgraph.filing import Document, Filer, Filing


def read(
    text: str, filer: str = "Orvane Therapeutics, Inc.", form: str = "10-Q", sic: str | None = "2834"
) -> FilingFacts:
    document = Document(1, form, "a.txt", text)
    filers = (Filer(filer, None, sic_code=sic),)
    filing = Filing(
        "a.txt", form, (document,), "0000000000-22-000001", filers=filers, filed_on=dt.date(2022, 2, 21)
    )
    return RuleExtractor().extract(filing)


def roles(facts: FilingFacts, number: int = 0) -> dict[str, str]:
    names = {c.id: c.name for c in facts.companies}
    return {names[p.company]: p.role for p in facts.agreements[number].parties}


def drugs(facts: FilingFacts) -> set[str]:
    return {d.name for d in facts.drugs}


def terms(facts: FilingFacts, number: int = 0) -> set[tuple[str, Decimal | None]]:
    return {(t.kind, t.amount) for t in facts.agreements[number].terms}


def companies(facts: FilingFacts) -> set[str]:
    return {c.name for c in facts.companies}


def rates(facts: FilingFacts, number: int = 0) -> list[str | None]:
    return [t.rate for t in facts.agreements[number].terms if t.kind == "royalty"]
