"""Preambles of contracts in the forms that law firms of many countries give them."""

from __future__ import annotations

import pytest

from dealgraph.extract.contracts.find import find_contracts
from dealgraph.extract.reading import Deal, Reading
from dealgraph.extract.rules import RuleExtractor
from dealgraph.extract.text import Page
from dealgraph.filing import Document, Filing

FIELD = "\n\nWHEREAS, the Products are pharmaceutical products for patients;\n\nNOW, THEREFORE, they agree as follows:"


def read(text: str) -> tuple[Reading, Deal]:
    document = Document(1, "EX-10.1", "a.txt", text + FIELD)
    reading = Reading(Filing("a.txt", "8-K", (document,)), (Page.of(document),))
    find_contracts(reading)
    assert len(reading.deals) == 1
    return reading, reading.deals[0]


def names(text: str) -> list[str]:
    reading, deal = read(text)
    return [reading.companies.entities[c].name for c, _ in deal.parties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "COLLABORATION AGREEMENT\n\nThis Collaboration Agreement is made on May 7, 2021, by and between"
            " Lyra Immune"
            ' Corp., of Cambridge ("Lyra"), Kansai Seiyaku Co., Ltd., of Osaka ("Kansai"), and The Board of'
            " Governors of"
            ' the Institute for Cells ("Institute").',
            [
                "Lyra Immune Corp.",
                "Kansai Seiyaku Co., Ltd.",
                "The Board of Governors of the Institute for Cells",
            ],
        ),
        (
            "SUPPLY AGREEMENT\n\nBetween\n\nVALMONT (BERMUDA) LIMITED\n\nand\n\nProduits de Chimie et de"
            " Synthese SA\n",
            ["VALMONT (BERMUDA) LIMITED", "Produits de Chimie et de Synthese SA"],
        ),
        (
            "PATENT LICENSE\n\nThis Agreement is made the second of May, 2018, between THE BOARD OF REGENTS"
            ' ("BOARD") of THE'
            ' UNIVERSITY OF ARDEN SYSTEM ("SYSTEM"), on behalf of THE ARDEN CANCER CENTER ("ACC"), and Motif'
            " Bio, Inc., a"
            ' corporation of Delaware ("LICENSEE").',
            [
                "THE BOARD OF REGENTS of THE UNIVERSITY OF ARDEN SYSTEM",
                "THE ARDEN CANCER CENTER",
                "Motif Bio, Inc.",
            ],
        ),
        (
            "RESEARCH AGREEMENT\n\nThis Research Agreement is entered into by the University of Marlow, acting"
            " on behalf"
            ' of its Institute of Medicine ("University"), and Dentrix Pharma GmbH & Co. KG, Stuttgart ("Dentrix").',
            ["University of Marlow", "Dentrix Pharma GmbH & Co. KG"],
        ),
        (
            "MARKETING AGREEMENT\n\nentered into on 17.03.2010\n\nby\n\nSanavita Arzneimittel GmbH\nLindenallee"
            " 3\nHamburg"
            '\n- hereinafter called "Sanavita" -\n\nand\n\nCobalt Pharma Inc.\nToronto\n- hereinafter called'
            ' "Cobalt" -',
            ["Sanavita Arzneimittel GmbH", "Cobalt Pharma Inc."],
        ),
        (
            "TECHNICAL COOPERATION CONTRACT\n\nParty A: Yusheng Biopharmaceutical Co., Ltd\nParty B: Longjiang"
            " Academy of"
            " Medicine\n\nThe parties sign this contract on June 6, 2010.",
            ["Yusheng Biopharmaceutical Co., Ltd", "Longjiang Academy of Medicine"],
        ),
        (
            "LICENSE AGREEMENT\n\nThis License Agreement, by and between Regents of the University of Nesse, a"
            ' constitutional corporation ("University"), and the Licensee identified below.\n\n1. Licensee:'
            " Oxalis Biotech,"
            " Inc., a corporation under the laws of Delaware",
            ["Regents of the University of Nesse", "Oxalis Biotech, Inc."],
        ),
        (
            "OPTION AGREEMENT\n\nThis Option Agreement is made as of 9/15/2012 between Dr. Helena Marsh, an"
            " individual"
            ' residing in Austin ("Dr. Marsh"), and Callisto Ophthalmics, Inc. ("Callisto").',
            ["Callisto Ophthalmics, Inc."],
        ),
        (
            "LICENSE AGREEMENT\n\nThis License Agreement is made as of May 1, 2006 between\n\nMemorial Hospital"
            " for Diseases,"
            " Sloane Research Institute, and Fairmont University, each a not-for-profit corporation"
            " (collectively, the"
            ' "Institutions")\n\nand\n\nQuorum Cell Therapies, Inc. ("Licensee").',
            [
                "Memorial Hospital for Diseases",
                "Sloane Research Institute",
                "Fairmont University",
                "Quorum Cell Therapies, Inc.",
            ],
        ),
        (
            "COLLABORATION AGREEMENT\n\nThis Agreement is made on May 4, 2004 between Corvax Corporation's"
            " wholly owned"
            ' subsidiary, Mattrix, Inc., a Nevada corporation ("Mattrix"), and medoc Gesellschaft fuer Pharma mbH'
            ' ("medoc").',
            ["Mattrix, Inc.", "medoc Gesellschaft fuer Pharma mbH"],
        ),
        (
            "EXCLUSIVE PATENT LICENSE\n\nbetween\n\nTHE GENERAL CLINIC OF NORTHFIELD\n\nand\n\nSYLVENE"
            " THERAPEUTICS, INC.\n",
            ["THE GENERAL CLINIC OF NORTHFIELD", "SYLVENE THERAPEUTICS, INC."],
        ),
        (
            "Material License Agreement\n\nLicensor: The Research Foundation for the University of Westmark\n"
            "Licensee: Neurotrove Bio, Inc.\nEffective Date: May 12, 2014",
            ["The Research Foundation for the University of Westmark", "Neurotrove Bio, Inc."],
        ),
        (
            "DISTRIBUTION AGREEMENT\n\nBY THIS AGREEMENT, made on this 6th day of March, 2012, Biorelia S.A. de"
            " C.V., a"
            ' Mexican company ("Biorelia"), and Corlund, Inc., a company ("Corlund"), hereby agree as follows:',
            ["Biorelia S.A. de C.V.", "Corlund, Inc."],
        ),
        (
            "RESEARCH AGREEMENT\n\nThe parties to this Research Agreement, dated July 2, 2002, are Duvall"
            " University, a"
            ' nonprofit corporation ("Duvall"), and Argent Genomics, Inc., a company ("Argent").',
            ["Duvall University", "Argent Genomics, Inc."],
        ),
        (
            "COOPERATION AGREEMENT\n\nbetween\n\n1.   Ganz Biotik AG, Martinsried, Germany\n     - hereinafter"
            " referred to as"
            ' "GB" -\n\n2.   Altenor Pharma AG, Konstanz, Germany\n     - hereinafter referred to as "Altenor" -',
            ["Ganz Biotik AG", "Altenor Pharma AG"],
        ),
        (
            "MEMORANDUM OF UNDERSTANDING\n\nThis Memorandum of Understanding is made on May 4, 2015 between"
            " Nuvelix Pte Ltd"
            ' ("Nuvelix") and the Agency for Clinical Science, Technology and Research ("ACSTR") for the joint'
            " development"
            " of an assay.",
            ["Nuvelix Pte Ltd", "Agency for Clinical Science, Technology and Research"],
        ),
        (
            "LETTER AGREEMENT\n\nDear Jane:\n\nThis letter sets forth the terms under which Regenaro Vector Inc."
            ' ("Regenaro") grants to Vektra Bio, Inc. ("Vektra") a license under the Patents for gene therapy.',
            ["Regenaro Vector Inc.", "Vektra Bio, Inc."],
        ),
        (
            "LICENSE AGREEMENT\n\nBETWEEN\n\nFORTEZA THERAPEUTICS, INC.\n\nAND\n\nLABORATOIRES SERVAN and"
            " INSTITUT SERVAN\n",
            ["FORTEZA THERAPEUTICS, INC.", "LABORATOIRES SERVAN", "INSTITUT SERVAN"],
        ),
    ],
)
def test_parties(text: str, expected: list[str]) -> None:
    assert names(text) == expected


MADE = 'between Alder Vaccines, Inc. ("Alder") and Montrose Biotech NV ("Montrose")'


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            f"SUPPLY AGREEMENT\n\nThis Supply Agreement is made {MADE} on the 20th of March 2020.",
            "2020-03-20",
        ),
        (f"SUPPLY AGREEMENT\n\nThis Supply Agreement is made as of January 28,2018, {MADE}.", "2018-01-28"),
        (
            f'SUPPLY AGREEMENT\n\nThis Agreement is made {MADE}. "Effective Date" means March 2, 2013.',
            "2013-03-02",
        ),
        (f"SUPPLY AGREEMENT\n\nThis Agreement is {MADE}.\n\nIN WITNESS WHEREOF\nDate: 3-31-16", "2016-03-31"),
        (
            "AMENDED AND RESTATED SUPPLY AGREEMENT\n\nThis Amended and Restated Supply Agreement, dated as of"
            " October 15,"
            f" 2014, is {MADE}. It supersedes that certain Supply Agreement dated November 29, 2009.",
            "2014-10-15",
        ),
        (
            "May 12, 2014\n\nDear Sirs:\n\nThis letter agreement is to amend the License Agreement dated"
            " January 5, 2012"
            f" {MADE}.",
            "2012-01-05",
        ),
    ],
)
def test_date(text: str, date: str) -> None:
    assert read(text)[1].date == date


def test_an_understanding_that_does_not_bind_is_proposed() -> None:
    head = f"MEMORANDUM OF UNDERSTANDING\n\nThis Memorandum is made {MADE} for the joint development of AB."
    assert read(f"{head} It is not legally binding.")[1].status == "proposed"
    assert read(head)[1].status == "in force"


def test_a_party_whose_name_is_not_written_in_one_piece_is_kept() -> None:
    text = (
        "PATENT LICENSE AGREEMENT\n\nThis AGREEMENT is made the second of May, 2018, between THE BOARD OF REGENTS"
        ' ("BOARD") of'
        ' THE UNIVERSITY OF ARDEN ("UA") and Motif Bio, Inc., a corporation ("LICENSEE").'
    )
    document = Document(1, "EX-10.1", "a.txt", text + FIELD)
    companies = RuleExtractor().extract(Filing("a.txt", "8-K", (document,))).companies
    assert {c.name for c in companies} == {
        "THE BOARD OF REGENTS of THE UNIVERSITY OF ARDEN",
        "Motif Bio, Inc.",
    }


def test_the_last_signature_dates_an_agreement() -> None:
    signed = (
        "IN WITNESS WHEREOF\nBy: /s/ A. Lund\nDate: January 17, 2020\nBy: /s/ B. Moe\nDate: January 20, 2020"
    )
    assert read(f"SUPPLY AGREEMENT\n\nThis Agreement is {MADE}.\n\n{signed}")[1].date == "2020-01-20"


def test_what_an_agreement_is_about_may_stand_behind_its_name() -> None:
    _, deal = read(f"AGREEMENT FOR THE SUPPLY OF PLASMA\n\nTHIS AGREEMENT is made on May 1, 2011 {MADE}.")
    assert deal.types == ["supply"]


def test_a_letter_that_ends_an_agreement() -> None:
    letter = "Dear Ms. Lund:\n\nThis letter sets forth the agreement"
    _, deal = read(f'{letter} {MADE} to terminate the License Agreement dated May 1, 2001 (the "License").')
    assert (deal.types, deal.date, deal.status) == (["license"], "2001-05-01", "terminated")


def test_a_consultant_alone_is_out_of_scope_but_development_is_not() -> None:
    assert read(f"CONSULTING AND DEVELOPMENT AGREEMENT\n\nThis Agreement is made {MADE}.")[1].types == [
        "development"
    ]


@pytest.mark.parametrize(
    "title", ["SUBSCRIPTION AGREEMENT", "JOINT FILING AGREEMENT", "SALES AGENCY AGREEMENT", "LEASE AGREEMENT"]
)
def test_a_contract_out_of_scope_tells_of_no_deal_at_all(title: str) -> None:
    made = 'is made as of May 3, 2012 by and between Orvane Therapeutics, Inc. ("Orvane") and Silvan LLC ("Silvan").'
    document = Document(1, "EX-10.1", "a.txt", f"{title}\n\nThis {title.title()} {made}{FIELD}")
    assert RuleExtractor().extract(Filing("a.txt", "8-K", (document,))).agreements == ()


def test_a_person_with_a_degree_is_a_party_and_no_company() -> None:
    made = 'by and between Helena R. Marsh, M.D. (hereinafter called the "LICENSOR"), of Oslo, and Lyra Immune Corp.'
    reading, deal = read(
        f'LICENSE AGREEMENT\n\nThis Agreement is made effective the 7th day of May, 1998, {made} ("LICENSEE").'
    )
    assert [reading.companies.entities[c].name for c, _ in deal.parties] == ["Lyra Immune Corp."]
    assert deal.date == "1998-05-07"


def test_parties_are_listed_behind_that_word() -> None:
    text = 'PARTIES: Lyra Immune Inc., 5 Main Street, Oslo ("Company")\n\nSilvan Selfcare Limited, Cork ("Distributor")'
    assert names(f"INTERNATIONAL DISTRIBUTOR AGREEMENT\n\n{text}") == [
        "Lyra Immune Inc.",
        "Silvan Selfcare Limited",
    ]
