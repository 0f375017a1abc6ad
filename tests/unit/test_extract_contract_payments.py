"""Payments of contracts: fees, royalties and milestones in the forms that their clauses and schedules have."""

from __future__ import annotations

import pytest

from dealgraph.extract.rules import RuleExtractor
from dealgraph.filing import Document, Filing

OPENING = (
    "LICENSE AGREEMENT\n\nThis License Agreement is made as of May 3, 2012 by and between Orvane Bio, Inc."
    ' ("Licensor") and Tessaly Pharma AG ("Licensee").\n\nWHEREAS, both are active in the pharmaceutical field.\n\n'
)


def payments(clauses: str) -> tuple[set[str], list[str]]:
    document = Document(1, "EX-10.1", "a.txt", OPENING + clauses)
    facts = RuleExtractor().extract(Filing("a.txt", "8-K", (document,)))
    names = {c.id: c.name for c in facts.companies}
    assert {names[m.payer or ""] for m in facts.milestones} <= {"Tessaly Pharma AG"}
    terms = {f"{t.kind} {t.amount}" for a in facts.agreements for t in a.terms}
    return terms, [f"{m.kind} {m.amount}" for m in facts.milestones]


@pytest.mark.parametrize(
    ("clauses", "terms", "milestones"),
    [
        (
            "4.1 Licensee shall pay to Licensor: (a) upon execution of this Agreement, a license issue fee of $50,000;"
            " (b) an annual maintenance fee of $10,000; (c) a milestone payment of $100,000 for the first filing of an"
            " IND; and (d) a milestone payment of [*] for the first approval of an NDA.",
            {"upfront 50000", "annual fee 10000"},
            ["regulatory 100000", "regulatory None"],
        ),
        (
            "5. LICENSEE agrees to pay LICENSOR:\n\nA. A non-refundable license fee of $25,000, due on signing.\n\n"
            "B. A running royalty of 4% of Net Sales.\n\nC. Milestones as follows: $50,000 on enrolment of the first"
            " subject in a Phase I trial; $1,000,000 on marketing approval in Japan.",
            {"upfront 25000", "royalty None"},
            ["clinical 50000", "regulatory 1000000"],
        ),
        (
            "Schedule 2 - Milestones payable by Licensee to Licensor\n\nNo. Event Amount (US$)\n\n"
            "1 First IND cleared 1,000,000\n\n2 First patient dosed in a Phase 2 trial 3,000,000\n\n"
            "3 NDA approved by the FDA 10,000,000",
            set(),
            ["regulatory 1000000", "clinical 3000000", "regulatory 10000000"],
        ),
        (
            "2.4 Research Funding. Licensee shall pay Licensor $300,000 for the conduct of the research, payable in"
            " four quarterly installments of $75,000.",
            {"funding 300000"},
            [],
        ),
    ],
)
def test_payments(clauses: str, terms: set[str], milestones: list[str]) -> None:
    assert payments(clauses) == (terms, milestones)


def test_what_is_no_payment_of_the_deal() -> None:
    insured = "Each Party shall maintain insurance of not less than $5,000,000 per occurrence."
    assert payments(f"10.1 {insured}\n\n10.2 The liability of a Party shall not exceed $2,000,000.") == (
        set(),
        [],
    )
