"""Openings of contracts: cover pages, lists of parties, names that lines break, and what recitals say of targets."""

from __future__ import annotations

import pytest

from dealgraph.extract.rules import RuleExtractor
from dealgraph.facts import FilingFacts
from dealgraph.filing import Document, Filer, Filing


def read(text: str) -> FilingFacts:
    return RuleExtractor().extract(Filing("a.txt", "8-K", (Document(1, "EX-10.1", "a.txt", text),)))


def parties(facts: FilingFacts) -> list[tuple[str, str]]:
    names = {c.id: c.name for c in facts.companies}
    assert len(facts.agreements) == 1
    return [(names[p.company], p.role) for p in facts.agreements[0].parties]


def test_cover_page_of_the_health_service() -> None:
    text = (
        "PUBLIC HEALTH SERVICE\n\nPATENT LICENSE AGREEMENT - EXCLUSIVE\n\nThis Agreement follows the model of the U.S."
        ' Public Health Service ("PHS") for the Food and Drug Administration ("FDA") and others.\n\nWhat follows'
        " identifies the Parties to this Agreement:\n\nThe Department of Health, represented by\n\nThe National"
        ' Cancer Institute\n\nan Institute (hereinafter called "IC")\n\nand\n\nOrvane Bio, Inc.,\n\n'
        'whom it calls the "Licensee",\n\nof Reno'
    )
    facts = read(text)
    assert parties(facts) == [
        ("The Department of Health", "licensor"),
        ("The National Cancer Institute", "licensor"),
        ("Orvane Bio, Inc.", "licensee"),
    ]
    assert facts.agreements[0].types == ("license",)
    assert facts.agreements[0].exclusivity == "exclusive"


def test_what_takes_effect_later_is_no_clause() -> None:
    text = (
        'LICENSE AGREEMENT\n\nThis License Agreement ("Agreement") dates from January 9, 2008, and shall'
        " become effective on the date set forth in Section 12.1, by and between KESTREL HOSPITAL, a nonprofit"
        ' corporation ("Hospital"), and Orvane Bio, Inc. ("Licensee"), on certain vaccines.'
    )
    facts = read(text)
    assert parties(facts) == [("KESTREL HOSPITAL", "licensor"), ("Orvane Bio, Inc.", "licensee")]
    assert facts.agreements[0].date == "2008-01-09"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'LICENSE AGREEMENT\n\nThis Amendment No. 3 to the License Agreement (this "Amendment"), of May 4,'
            ' 2012, is between Orvane Bio, Inc. ("Orvane"), and Tessaly Seiyaku company Limited ("Licensee") and is'
            " about a drug.",
            [("Orvane Bio, Inc.", "licensor"), ("Tessaly Seiyaku company Limited", "licensee")],
        ),
        (
            "LICENSE AGREEMENT\n\nThis Agreement stands between THE REGENTS OF ALDER UNIVERSITY"
            ' (hereinafter "REGENTS"), an agency of the State, THE ALDER CANCER CENTER (hereinafter "ACC"), a part of'
            ' Alder University and ORVANE BIO, INC. (hereinafter "LICENSEE").',
            [
                ("THE REGENTS OF ALDER UNIVERSITY", "licensor"),
                ("THE ALDER CANCER CENTER", "licensor"),
                ("ORVANE BIO, INC.", "licensee"),
            ],
        ),
        (
            "Agency Agreement\n\nSupplier (Party A): Hainan\nAlva Pharmaceutical Co. Ltd.\nAddress:\nNo.1 Street\n\n"
            "Purchaser(Party\nB): Beijing\nBex Pharmaceutical Limited.\n\nParty A authorizes Party B to distribute its"
            " tablets.",
            [
                ("Hainan Alva Pharmaceutical Co. Ltd.", "supplier"),
                ("Beijing Bex Pharmaceutical Limited", "customer"),
            ],
        ),
        (
            "RESEARCH AGREEMENT\n\nSponsor: Orvane Bio, Inc.\nInstitution: The Alder Institute for Medical Science\n"
            "Principal Investigator: Jo Marsh, M.D.\n\nThe Institution shall do research on inhibitors.",
            [("Orvane Bio, Inc.", "partner"), ("The Alder Institute for Medical Science", "partner")],
        ),
        (
            "RESEARCH COLLABORATION AGREEMENT\n\nDated December 1, 2017\n\n(1) UNIVERSITY OF ALDER\n\n(2) ORVANE BIO,"
            " INC.\n\nRelating to gene therapies",
            [("UNIVERSITY OF ALDER", "partner"), ("ORVANE BIO, INC.", "partner")],
        ),
    ],
)
def test_parties(text: str, expected: list[tuple[str, str]]) -> None:
    assert parties(read(text)) == expected


def test_older_cover_page_of_the_health_service() -> None:
    text = (
        "PATENT LICENSE AGREEMENT--EXCLUSIVE Patent License Number: L-321-95 U.S. Patent No. 5,111,222, issued November"
        " 2, 1994. Licensee: Orvane Bio, Inc. 9 Main Street The Parties to this Agreement are: 1) The Alder"
        " Institutes of Health, or another agency; and 2) The institution named above, on cystic fibrosis"
    )
    facts = read(text)
    assert parties(facts) == [
        ("The Alder Institutes of Health", "licensor"),
        ("Orvane Bio, Inc.", "licensee"),
    ]
    assert facts.agreements[0].date is None
    assert facts.drugs == ()


@pytest.mark.parametrize(
    "head",
    [
        "EXHIBIT ORVANE BIO INC. and TESSALY LABS LTD. LICENSE AGREEMENT April 8, 2008 TABLE OF CONTENTS 1 Definitions",
        "LICENSE AGREEMENT\n\nORVANE BIO INC.\n - and -\nTESSALY LABS LTD.\n\nDated: April 8, 2008\n\nWHEREAS",
    ],
)
def test_parties_beside_the_title(head: str) -> None:
    facts = read(head + " Tessaly owns a vaccine.")
    assert [name for name, _ in parties(facts)] == ["ORVANE BIO INC.", "TESSALY LABS LTD."]
    assert facts.agreements[0].date == "2008-04-08"


def test_person_is_no_party() -> None:
    text = (
        "LICENSE AGREEMENT\n\nTHIS AGREEMENT by and among DR. HELENA MARSH, having an address in Bern and ORVANE BIO,"
        ' INC. ("LICENSEE") is about a vaccine.'
    )
    assert parties(read(text)) == [("ORVANE BIO, INC.", "licensee")]


def test_division_is_a_party_beside_its_company() -> None:
    text = (
        "SUPPLY AGREEMENT Entered into on August 7, 1997 by and between TSL PHARMA INTERNATIONAL, a division"
        ' of Tessaly AG, with offices in Bern (hereinafter "TSL") and Orvane Controlled Release Inc., a company of Ohio'
        ' (hereinafter "OCR").'
    )
    facts = read(text)
    assert [name for name, _ in parties(facts)] == [
        "TSL PHARMA INTERNATIONAL",
        "Orvane Controlled Release Inc.",
    ]
    assert facts.agreements[0].date == "1997-08-07"


def test_two_licensees_under_one_name() -> None:
    text = (
        "LICENSE AGREEMENT\n\nThis License Agreement is made on August 9, 2022, by and between Orvane"
        ' Pharmaceuticals (UK), Ltd., with offices in London ("Orvane"), and Tessaly Therapeutics, Inc. of Reno ("TTI")'
        ' and F. Tessaly-Bern Ltd, a Swiss corporation ("Tessaly Bern"; together with TTI, "Tessaly").\n\nWHEREAS,'
        " Tessaly wishes to receive, and Orvane wishes to grant, an exclusive license to vaccines."
    )
    document = Document(1, "EX-10.1", "a.txt", text)
    filer = Filer("ORVANE PHARMACEUTICALS LTD")
    facts = RuleExtractor().extract(Filing("a.txt", "8-K", (document,), filers=(filer,)))
    assert parties(facts) == [
        ("Orvane Pharmaceuticals (UK), Ltd.", "licensor"),
        ("Tessaly Therapeutics, Inc.", "licensee"),
        ("F. Tessaly-Bern Ltd", "licensee"),
    ]


def test_two_licensors_grant_together() -> None:
    text = (
        "LICENSE AGREEMENT\n\nThis Agreement is made by and among the Board of Trustees of the Alder University, a body"
        ' having corporate powers ("Alder"), Birch Hospital Corporation ("BHC") and Orvane Bio, Inc. ("Orvane").\n\n'
        "Alder and BHC grant Orvane an exclusive licence to vaccines."
    )
    assert [role for _, role in parties(read(text))] == ["licensor", "licensor", "licensee"]


def test_four_parties_each_with_what_it_is() -> None:
    text = (
        'LICENSE AGREEMENT\n\nThis Agreement stands between Tessaly Therapeutics, LLC, ("Licensor") a'
        " limited liability company of Ohio with offices in Reno, Onc Lab, Inc., a corporation duly formed in Ohio"
        ' ("Onc Lab") with offices in Reno, Fjordane Pharma, Inc., a corporation of Ohio (the "Company"),'
        " and, for purposes of Section 9, Stavon Pharmaceuticals, Inc., a corporation of Ohio."
    )
    assert [name for name, _ in parties(read(text))] == [
        "Tessaly Therapeutics, LLC",
        "Onc Lab, Inc.",
        "Fjordane Pharma, Inc.",
        "Stavon Pharmaceuticals, Inc.",
    ]


def test_recitals_tell_what_licence_is_wanted() -> None:
    text = (
        'COLLABORATION AGREEMENT\n\nThis Agreement is made by and between Orvane Bio, Inc. ("Orvane") and Tessaly'
        ' Pharma AG ("Licensee").\n\nWHEREAS, Licensee desires to obtain an exclusive license under the'
        " patents of Orvane; and\n\nWHEREAS, Orvane wishes to grant to Licensee such license."
    )
    assert read(text).agreements[0].exclusivity == "exclusive"


def test_table_of_which_only_redactions_are_left() -> None:
    text = (
        'LICENSE AGREEMENT\n\nThis License Agreement is made by and between Orvane Bio, Inc. ("Orvane") and Tessaly'
        ' Pharma AG ("Tessaly").\n\n9.3 Tessaly shall pay to Orvane the amounts set forth below after the first'
        " achievement of the milestone event beside each. None is made twice."
        " [ * ] $ [ * ] [ * ] $ [ * ] [ * ] $ [ * ]"
    )
    assert [(m.amount, m.trigger) for m in read(text).milestones] == [(None, None)]


def test_licence_of_a_university_that_names_no_field() -> None:
    opening = (
        "EXCLUSIVE LICENSE AGREEMENT\n\nThis Agreement is made as of March 4, 2013 by and between: {} (hereinafter"
        ' referred to as "AU"); and Orvanix a corporation of Nevada (hereinafter referred to as "Licensee").\n\n'
        "License Issue Fee: $[*]"
    )
    facts = read(opening.format("Alder University, an institution of Ohio"))
    assert parties(facts) == [("Alder University", "licensor"), ("Orvanix", "licensee")]
    assert read(opening.format("Alder Software LLC, 12 University Avenue, Reno")).agreements == ()


def test_who_is_paid_the_milestones_of_a_licence_gives_it() -> None:
    opening = (
        "{} AGREEMENT\n\nbetween\n\nORVANE LTD.\n\nand\n\nTESSALY BIO LLC\n\nDated as of August 26, 2009\n\n5.2 For"
        " each of the following milestones, Tessaly shall pay Orvane:\n1. Start of a Phase II trial $7,000,000\n"
        "2. Approval of an NDA $10,000,000\n"
    )
    assert parties(read(opening.format("LICENSE AND COMMERCIALIZATION"))) == [
        ("ORVANE LTD.", "licensor"),
        ("TESSALY BIO LLC", "licensee"),
    ]
    assert {role for _, role in parties(read(opening.format("PROMOTION")))} == {"partner"}


@pytest.mark.parametrize(
    ("clause", "antigens"),
    [
        ("WHEREAS, Orvane is the owner of antibodies against CD38.", {"CD38"}),
        ("Orvane owns a murine antibody that recognizes the tumor antigen MUC1.", {"MUC1"}),
        (
            '1.5 "Collaboration Target" means each of (a) PD-1, (b) LAG-3 and (c) TIM-3.',
            {"PD-1", "LAG-3", "TIM-3"},
        ),
        (
            "Under this Agreement small molecules are sought that act through the androgen and progesterone receptors.",
            {"androgen receptor", "progesterone receptors"},
        ),
        (
            "Orvane possesses molecules that act by binding to melanocortin receptor 1.",
            {"melanocortin receptor 1"},
        ),
        (
            '"Target" means any of (i) Programmed Death Ligand 1 (PD-L1), (ii) T-cell immunoreceptor with Ig and ITIM'
            " domains (TIGIT), or (iii) CD73.",
            {"Programmed Death Ligand 1", "TIGIT", "CD73"},
        ),
        (
            '"Collaboration Targets" shall mean what Schedule 1.14 lists, which on the date hereof are TL1A and IL-23.',
            {"TL1A", "IL-23"},
        ),
        ("WHEREAS, Orvane is a company with long experience in inhibitors of KRAS.", set()),
    ],
)
def test_targets_of_recitals_and_definitions(clause: str, antigens: set[str]) -> None:
    opening = (
        'LICENSE AGREEMENT\n\nThis License Agreement is made by and between Orvane Bio, Inc. ("Orvane") and Tessaly'
        ' Pharma AG ("Tessaly").\n\n'
    )
    assert {a.name for a in read(opening + clause).antigens} == antigens


def test_product_that_only_definitions_name() -> None:
    text = (
        "ASSET PURCHASE AGREEMENT\n\nBY AND BETWEEN\n\nORVANE BIOPHARMA, INC.\n\nand\n\nTESSALY BIO, INC.\n\nTABLE OF"
        ' CONTENTS\n\n1.13 "Zentrava" 2\n\n1.14 "Zentrava Drug Product" 2\n\n1.15 "Zentrava IV" 2\n\n1.21 "Clinical'
        ' Data" 2'
    )
    assert [d.name for d in read(text).drugs] == ["Zentrava"]
