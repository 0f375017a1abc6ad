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
            "4.1 Licensee shall pay Licensor: (a) when this Agreement is executed, a license issue fee of"
            " $50,000;"
            " (b) an annual maintenance fee of $10,000; (c) a milestone payment of $100,000 for the first"
            " filing of an"
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


@pytest.mark.parametrize(
    ("schedule", "milestones"),
    [
        (
            "6.2 Development Milestones. Licensee shall pay Licensor each of the following one-time,"
            " non-refundable amounts within forty-five (45) days after the first achievement of the"
            " corresponding event by Licensee or its Affiliates:\n\nDevelopment Milestone Event Milestone"
            " Payment 1. First dosing of a patient in a Phase 1 Clinical Trial $5,000,000 2. First dosing of a"
            " patient in a Phase 3 Clinical Trial $20,000,000 3. Approval of a BLA by the FDA $40,000,000",
            ["clinical 5000000", "clinical 20000000", "regulatory 40000000"],
        ),
        (
            "6.2 Milestone Payments. Upon achievement of each Milestone Event set forth below, Licensee shall"
            " pay to Licensor the corresponding Milestone Payment:\n\nMilestone Event\n\nMilestone"
            " Payment\n\n(a) IND Acceptance\n\nUS$[**]\n\n(b) First Patient First Visit in a Phase II"
            " Trial\n\nUS$[**]\n\n(c) Regulatory Approval in the Territory\n\nUS$[**]",
            ["regulatory None", "clinical None", "regulatory None"],
        ),
        (
            "5.2 In further consideration, Licensee shall pay to Licensor the following milestones:\n\n5.2.1"
            " [***] upon [***];\n\n5.2.2 [***] upon [***];\n\n5.2.3 Four Million Dollars ($4,000,000) upon the"
            " first grant of Marketing Authorization in the European Union.",
            ["other None", "other None", "regulatory 4000000"],
        ),
        (
            "7.2 Regulatory Milestones. Licensee shall make the following payments to Licensor upon the first"
            " occurrence of each of the events set out below with respect to the first Product to achieve such"
            " event. 24 Source: CALDER BIO, INC., 10-K, 3/12/2014\n\nAcceptance for filing of an NDA by the FDA"
            " [***]\n\nApproval of an NDA by the FDA [***]\n\nApproval of a second indication by the FDA"
            " [***]\n\nEach payment is due only once.",
            ["regulatory None", "regulatory None", "regulatory None"],
        ),
        (
            "7.3 Commercial Milestones. Licensee shall pay Licensor (a) $15 million the first time that Net"
            " Sales in a Calendar Year exceed $200 million, (b) $30 million the first time that Net Sales in a"
            " Calendar Year exceed $400 million, and (c) $50 million the first time that Net Sales in a"
            " Calendar Year exceed $800 million.",
            ["commercial 15000000", "commercial 30000000", "commercial 50000000"],
        ),
        (
            "8.1 Milestone Payments. Within sixty (60) days of the occurrence of each event, Licensee will"
            " notify and pay Licensor as follows:\n\nUpon selection of a Development Candidate:"
            " $750,000\n\nUpon commencement of GLP toxicology studies: $1,000,000\n\nUpon first dosing in"
            " humans: $3,000,000\n\nUpon Phase 2 proof of concept: $7,000,000",
            ["preclinical 750000", "preclinical 1000000", "clinical 3000000", "clinical 7000000"],
        ),
        (
            "5.2 Milestones. Licensee shall pay to Licensor [*****] Dollars ($[*****]) upon completion of the"
            " technology transfer and [*****] Dollars ($[*****]) upon release of the first commercial batch of"
            " the Product.",
            ["manufacturing None", "manufacturing None"],
        ),
        (
            "EXHIBIT C\n\nMILESTONE PAYMENTS\n\nLicensee shall pay the following milestone payments to"
            " Licensor:\n\nMilestone 1: Initiation of a pivotal trial - $2,500,000\nMilestone 2: Filing of the"
            " first NDA - $5,000,000\nMilestone 3: First approval in the United States - $12,500,000\nMilestone"
            " 4: First approval in Japan - $4,000,000",
            ["clinical 2500000", "regulatory 5000000", "regulatory 12500000", "regulatory 4000000"],
        ),
        (
            "6.2 Approval Milestones. Licensee shall pay to Licensor twenty million dollars ($20,000,000) upon"
            " Regulatory Approval of the Product in the United States, ten million dollars ($10,000,000) upon"
            " Regulatory Approval of the Product in the European Union and five million dollars ($5,000,000)"
            " upon Regulatory Approval of the Product in Japan.",
            ["regulatory 20000000", "regulatory 10000000", "regulatory 5000000"],
        ),
        (
            "Milestone Event Milestone Payment Initiation of Phase 2 Study for the Licensed Product [***]"
            " Initiation of Phase 3 Study for the Licensed Product [***] First Commercial Sale in the US [***]"
            " First Commercial Sale in Japan [***]\n\n6.3 Licensee shall pay each milestone payment set forth"
            " in the table above within thirty (30) days.",
            ["clinical None", "clinical None", "commercial None", "commercial None"],
        ),
    ],
)
def test_schedules(schedule: str, milestones: list[str]) -> None:
    assert payments(schedule) == (set(), milestones)


def test_the_maximum_of_all_milestones_is_a_total() -> None:
    clause = "5.5 The maximum aggregate milestone payments payable by Licensee shall be $85,000,000."
    assert payments(clause) == ({"milestones total 85000000"}, [])


def test_what_is_no_payment_of_the_deal() -> None:
    insured = "Each Party shall maintain insurance of not less than $5,000,000 per occurrence."
    assert payments(f"10.1 {insured}\n\n10.2 The liability of a Party shall not exceed $2,000,000.") == (
        set(),
        [],
    )
