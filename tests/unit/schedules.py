"""Facts read from a made-up licence with a schedule of payments, for tests of its layouts."""

from __future__ import annotations

from dealgraph.extract.rules import RuleExtractor
from dealgraph.facts import FilingFacts
from dealgraph.filing import Document, Filing

OPENING = (
    "LICENSE AGREEMENT\n\nThis License Agreement dates from June 7, 2012 and is made by and between Orvane Bio, Inc."
    ' ("Orvane") and Tessaly Pharma AG ("Tessaly").\n\nOrvane hereby grants to Tessaly an exclusive license to develop'
    " and sell pharmaceutical products.\n\n"
)


def read_contract(text: str) -> FilingFacts:
    """Read a contract."""
    document = Document(1, "EX-10.1", "a.txt", text)
    return RuleExtractor().extract(Filing("a.txt", "8-K", (document,)))


def read(clauses: str) -> FilingFacts:
    """Read a licence with these clauses."""
    return read_contract(OPENING + clauses)


def milestones(clauses: str) -> list[tuple[str, str | None]]:
    """Give amount and trigger of each milestone, all of which the licensee owes."""
    facts = read(clauses)
    names = {c.id: c.name for c in facts.companies}
    assert {(names[m.payer or ""], names[m.payee or ""]) for m in facts.milestones} <= {
        ("Tessaly Pharma AG", "Orvane Bio, Inc.")
    }
    return [(str(m.amount), m.trigger) for m in facts.milestones]
