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


@pytest.mark.parametrize(
    ("text", "expected", "date"),
    [
        (
            'MANUFACTURING AGREEMENT\n\nTHIS AGREEMENT (the "Agreement") is made as of June 7, 2013\n\nB'
            " E T W E E N:\n\n"
            'ORVANE PUERTO RICO, INC.,\na corporation of Puerto Rico\n("Orvane"),\n\n- and -\n\nTESSALY'
            " PHARMACEUTICALS,"
            ' INC.\na corporation of Delaware\n("Client").\n\nThe drug product is made by Orvane.\n',
            [("ORVANE PUERTO RICO, INC.", "supplier"), ("TESSALY PHARMACEUTICALS, INC.", "customer")],
            "2013-06-07",
        ),
        (
            "Supply Agreement\n\nDated: 9 March 2021\n\nParties\n(A) ORVANE CORPORATION, of 2100 Ash"
            " Street, Salem (the"
            " Supplier); and\n(B) TESSALY GMBH, of Vienna, Austria (the Purchaser).\n\nBackground\n(1)"
            " The Supplier makes"
            " vaccines.\n",
            [("ORVANE CORPORATION", "supplier"), ("TESSALY GMBH", "customer")],
            "2021-03-09",
        ),
        (
            "DATED 2 May 2004\n\n(1) ORVANE LIMITED\n\n(2) TESSALY CO. LTD.\n\nLICENCE AGREEMENT\nfor an"
            " inhaled medicine\n\n"
            "THIS AGREEMENT is dated 2 May 2004 and made between the above.\n",
            [("ORVANE LIMITED", "partner"), ("TESSALY CO. LTD.", "partner")],
            "2004-05-02",
        ),
        (
            "LICENSE AGREEMENT dated as of 5 November, 2018\n\nOrvane Group B.V., Siriusdreef 1,"
            " Hoofddorp, The Netherlands"
            ' ("Orvane");\n\nand\n\nTessaly Inc., 25 West Avenue, Salem ("Tessaly").\n\nWhereas Orvane'
            " owns methotrexate"
            " injection products.\n",
            [("Orvane Group B.V.", "licensor"), ("Tessaly Inc.", "licensee")],
            "2018-11-05",
        ),
        (
            "AMENDMENT NO. 2 TO EXCLUSIVE LICENSE AGREEMENT\n\nThis Amendment No. 2 to the Exclusive"
            " License Agreement (this"
            ' "Amendment") is made as of September 24, 2018, by and between Orvane Institute ("OI"), and Tessaly, Inc.'
            ' ("Company"), and amends the Exclusive License Agreement between the parties dated March 17,'
            " 2014. Vaccines.\n",
            [("Orvane Institute", "licensor"), ("Tessaly, Inc.", "licensee")],
            "2014-03-17",
        ),
    ],
)
def test_preambles(text: str, expected: list[tuple[str, str]], date: str) -> None:
    facts = read(text)
    assert names(facts) == expected
    assert facts.agreements[0].date == date


def test_what_several_are_called_together_makes_them_no_one_company() -> None:
    text = (
        'LICENSE AGREEMENT is made as of the 7th day of February, 2007 by and among ORVANE HEALTH CORPORATION ("OHC"),'
        ' ORVANE INTERNATIONAL INC. ("OII"), and ORVANE HEALTH S.A. ("OHSA") (OHC and OHSA collectively, "Orvane") and'
        ' TESSALY, INC. ("Tessaly"). Vaccines.\n'
    )
    facts = read(text)
    assert {(c.name, *sorted(c.aliases)) for c in facts.companies if c.name.startswith("ORVANE")} <= {
        ("ORVANE HEALTH CORPORATION", "OHC"),
        ("ORVANE INTERNATIONAL INC.", "OII"),
        ("ORVANE HEALTH S.A.", "OHSA", "Orvane"),
    }


def test_definition_gives_another_name() -> None:
    definition = '1.2 "Veldoranide" means the peptide also referred to as ORV2993, a GLP-1 receptor agonist.'
    facts = read(OPENING + definition + GRANT)
    assert [(d.name, set(d.aliases)) for d in facts.drugs] in (
        [("ORV2993", {"Veldoranide"})],
        [("Veldoranide", {"ORV2993"})],
    )
    assert [a.name for a in facts.antigens] == ["GLP-1 receptor"]


def test_date_in_front_of_the_parties() -> None:
    text = (
        'LICENSE AGREEMENT\n\nEffective as of July 1, 1999 ("Effective Date"), THE BOARD OF TRUSTEES OF'
        " ORVANE UNIVERSITY, a"
        ' body of the State of Ohio ("ORVANE"), and TESSALY, INC., a Delaware corporation ("TESSALY"), agree as'
        " follows:\n\nORVANE hereby grants TESSALY a license to sell pharmaceutical products.\n"
    )
    facts = read(text)
    assert names(facts) == [
        ("THE BOARD OF TRUSTEES OF ORVANE UNIVERSITY", "licensor"),
        ("TESSALY, INC.", "licensee"),
    ]
    assert facts.agreements[0].date == "1999-07-01"
