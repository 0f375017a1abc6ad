"""Contracts about goods: what is made or sold, whose it is, and who supplies whom."""

from __future__ import annotations

import datetime as dt

import pytest

from dealgraph.extract import RuleExtractor
from dealgraph.facts import FilingFacts
from dealgraph.filing import Document, Filer, Filing

_OPENING = (
    "{title}\n\nThis Agreement is made as of May 4, 2009 by and between Orvane Chemie AG, a Swiss company"
    ' ("Orvane"), and Tessaly Pharmaceuticals, Inc., a Delaware corporation ("Tessaly").\n\n{recital}\n\n'
    "NOW, THEREFORE, the parties agree as follows:\n"
)


def read(title: str, recital: str) -> FilingFacts:
    document = Document(1, "EX-10.1", "a.txt", _OPENING.format(title=title, recital=recital))
    filer = Filer("Tessaly Pharmaceuticals, Inc.", None, sic_code="2834")
    filing = Filing("a.txt", "8-K", (document,), filers=(filer,), filed_on=dt.date(2009, 5, 8))
    return RuleExtractor().extract(filing)


def drugs(facts: FilingFacts) -> set[str]:
    return {d.name for d in facts.drugs}


def developers(facts: FilingFacts) -> set[str]:
    names = {c.id: c.name for c in facts.companies}
    return {names[k] for d in facts.drugs for k in d.developers}


def roles(facts: FilingFacts) -> list[str]:
    names = {c.id: c.name for c in facts.companies}
    return [p.role for p in sorted(facts.agreements[0].parties, key=lambda p: names[p.company])]


@pytest.mark.parametrize(
    ("recital", "expected"),
    [
        (
            "WHEREAS, Tessaly wishes to buy recombinant human insulin from Orvane for its inhaled formulation;",
            {"recombinant human insulin"},
        ),
        (
            "WHEREAS, Orvane makes recombinant human erythropoietin and is willing to supply it to Tessaly;",
            {"recombinant human erythropoietin"},
        ),
        (
            "WHEREAS, Tessaly is a distributor of Zelvanta, Morquila, Pendrixa and other medicines made by Orvane;",
            {"Zelvanta", "Morquila", "Pendrixa"},
        ),
        (
            "WHEREAS, Orvane makes an estrogen emulsion sold under the trademark VELDORIL for hot flushes;",
            {"VELDORIL"},
        ),
        (
            'WHEREAS, "Product" means a transdermal gel with testosterone as its sole active ingredient and the'
            " permeation enhancer QRX-215;",
            {"testosterone"},
        ),
    ],
)
def test_what_is_supplied_is_named(recital: str, expected: set[str]) -> None:
    assert drugs(read("SUPPLY AGREEMENT", recital)) == expected


def test_what_helps_a_medicine_is_none() -> None:
    text = (
        "WHEREAS, Orvane supplies Captisol(R), a patented drug formulation system, to Tessaly;\n\n"
        "3. DEFINITIONS7\n\n4. CLOSING12\n\nOintment tubes are for patients in a clinical trial. The assay finds"
        " antibodies to recombinant human insulin receptor."
    )
    assert drugs(read("SUPPLY AGREEMENT", text)) == set()


@pytest.mark.parametrize(
    "recital",
    [
        "WHEREAS, Orvane supplies, and Tessaly purchases, bulk rifaximin under the earlier agreement;",
        "WHEREAS, Tessaly requires quantities of rifaximin for the tablets that it sells;",
        "WHEREAS, Tessaly has a need for rifaximin of the purity set out below;",
        "WHEREAS, Tessaly desires to purchase rifaximin on these terms;",
    ],
)
def test_who_buys_is_the_customer_and_owns_the_medicine(recital: str) -> None:
    facts = read("SUPPLY AGREEMENT", recital)
    assert roles(facts) == ["supplier", "customer"]
    assert developers(facts) == {"Tessaly Pharmaceuticals, Inc."}


def test_a_right_to_sell_is_granted() -> None:
    facts = read(
        "DISTRIBUTION AGREEMENT",
        "WHEREAS, Orvane is the owner of rifaximin; and\n\nWHEREAS, Orvane, in view of Tessaly's plans, is willing to"
        " grant Tessaly the needed rights;",
    )
    assert roles(facts) == ["licensor", "licensee"]


def test_who_appoints_a_distributor_stays_a_partner() -> None:
    facts = read(
        "DISTRIBUTION AGREEMENT",
        "WHEREAS, Orvane makes rifaximin; Orvane hereby appoints Tessaly as its exclusive distributor.",
    )
    assert roles(facts) == ["partner", "partner"]


def test_who_was_granted_a_license_beside_others() -> None:
    text = (
        "ADDENDUM TO LICENSE AGREEMENT\n\nThis Addendum Agreement is made on May 4, 2009 between Orvane Chemie AG of"
        ' Basel ("Orvane") and Tessaly Pharmaceuticals, Inc. of Boston ("Tessaly") and Quarrie Ireland Limited of'
        ' Dublin ("Quarrie").\n\nWHEREAS, under the License Agreement Tessaly was granted a licence and Orvane'
        " agreed to transfer the registrations of rifaximin;\n"
    )
    document = Document(1, "EX-10.1", "a.txt", text)
    facts = RuleExtractor().extract(Filing("a.txt", "8-K", (document,)))
    names = {c.id: c.name for c in facts.companies}
    told = {names[p.company]: p.role for p in facts.agreements[0].parties}
    assert told["Orvane Chemie AG"] == "licensor"
    assert told["Tessaly Pharmaceuticals, Inc."] == "licensee"
