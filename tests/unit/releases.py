"""Reads sentences as a press release tells them, for the tests of its language."""

from __future__ import annotations

import datetime as dt

from dealgraph.extract import RuleExtractor
from dealgraph.facts import FilingFacts
from dealgraph.filing import Document, Filer, Filing

ARBOR = Filer("ARBOR THERAPEUTICS, INC.", "0009999999")


def read(text: str, kind: str = "EX-99.1") -> FilingFacts:
    document = Document(1, kind, "a.txt", text)
    filing = Filing("a.txt", "8-K", (document,), filed_on=dt.date(2007, 2, 21), filers=(ARBOR,))
    return RuleExtractor().extract(filing)


def roles(facts: FilingFacts, number: int = 0) -> dict[str, str]:
    names = {c.id: c.name for c in facts.companies}
    return {names[p.company]: p.role for p in facts.agreements[number].parties}


def drugs(text: str) -> dict[str, set[str]]:
    facts = read(text)
    antigens = {a.id: a.name for a in facts.antigens}
    return {d.name: {antigens[t.antigen] for t in d.targets} for d in facts.drugs}
