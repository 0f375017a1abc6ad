"""What a contract's definitions tell of its drugs and targets, and where its preamble ends."""

from __future__ import annotations

import pytest

from dealgraph.extract.rules import RuleExtractor
from dealgraph.facts import FilingFacts
from dealgraph.filing import Document, Filing


def read(text: str, kind: str = "EX-10.1") -> FilingFacts:
    return RuleExtractor().extract(Filing("a.txt", "8-K", (Document(1, kind, "a.txt", text),)))


OPENING = (
    "LICENSE AGREEMENT\n\nThis License Agreement is made as of May 3, 2012 by and between Orvane Bio, Inc."
    ' ("Orvane") and Tessaly Pharma AG ("Tessaly").\n\n1.1 "Affiliate" means any entity that controls a party.\n\n'
)
GRANT = "\n\n2.1 Orvane hereby grants to Tessaly an exclusive license to develop and sell Products.\n"


@pytest.mark.parametrize(
    ("definition", "drug", "target"),
    [
        (
            '"Veldorane" means the gut-restricted mu opioid receptor antagonist that is described in Exhibit A.',
            "Veldorane",
            "mu opioid receptor",
        ),
        ('"Product" means the factor Xa inhibitor ORV-4021.', "ORV-4021", "factor Xa"),
        ('"Compound" means Orvane\'s COX-2 inhibitor ORV-0966.', "ORV-0966", "COX-2"),
        (
            '"Compound" has the meaning of the GnRH receptor antagonist that Orvane identifies as ORV-385.',
            "ORV-385",
            "GnRH receptor",
        ),
        (
            '"Licensed Antibody" means the anti-CD38 antibody designated ORV-545.',
            "ORV-545",
            "CD38",
        ),
        ('"ORV 853" means Orvane\'s proprietary CRTH2 antagonist.', "ORV 853", "CRTH2"),
    ],
)
def test_definitions(definition: str, drug: str, target: str) -> None:
    facts = read(OPENING + "1.2 " + definition + GRANT)
    antigens = {a.id: a.name for a in facts.antigens}
    assert [(d.name, [antigens[t.antigen] for t in d.targets]) for d in facts.drugs] == [(drug, [target])]
    assert facts.agreements[0].drugs == (facts.drugs[0].id,)


def names(facts: FilingFacts) -> list[tuple[str, str]]:
    of = {c.id: c.name for c in facts.companies}
    return [(of[p.company], p.role) for p in facts.agreements[0].parties]


def test_definitions_make_no_party() -> None:
    text = (
        "COLLABORATION AND LICENSE AGREEMENT\nby and between\nTESSALY CO., LTD.\nand\nORVANE, INC.\n"
        'Dated as of March 4, 2011\n\n1.31 "EZH2" means the enzyme of that name (of any species).\n\n'
        "2.1 Orvane hereby grants to Tessaly a license to develop medicines. Tessaly shall pay Orvane.\n"
    )
    facts = read(text)
    assert names(facts) == [("TESSALY CO., LTD.", "licensee"), ("ORVANE, INC.", "licensor")]
    assert "EZH2" not in {a for c in facts.companies for a in c.aliases}


def test_party_for_one_section_only() -> None:
    text = (
        "PURCHASE AND COLLABORATION AGREEMENT, dated as of March 3, 2010, by and between Orvane Laboratories, Inc., a"
        ' Delaware corporation ("Seller"), and Tessaly Acquisition, Inc. ("Buyer"), and solely for purposes of'
        ' Section 12.14 Tessaly Pharmaceuticals, Inc. ("Parent").\n\nWHEREAS, Seller sells pharmaceutical products.\n'
    )
    facts = read(text)
    assert names(facts)[:2] == [
        ("Orvane Laboratories, Inc.", "seller"),
        ("Tessaly Acquisition, Inc.", "buyer"),
    ]
    assert {name for name, _ in names(facts)[2:]} <= {"Tessaly Pharmaceuticals, Inc."}
    assert facts.agreements[0].types == ("asset purchase", "collaboration")


def test_party_called_by_its_initials() -> None:
    text = (
        "LICENSE AGREEMENT\n\nBY AND BETWEEN\n\nORVANE, INC.\n\nAND\n\nTESSALY MEIJI KORIN CO., LTD.\n\n"
        "7.1 License Fee. In consideration of the rights to the pharmaceutical product TMK shall pay to Orvane an"
        " upfront fee of $35,000,000.\n\n7.2 TMK shall pay Orvane royalties. Orvane shall report.\n"
    )
    assert names(read(text)) == [("ORVANE, INC.", "licensor"), ("TESSALY MEIJI KORIN CO., LTD.", "licensee")]
