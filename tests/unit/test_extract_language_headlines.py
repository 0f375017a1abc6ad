"""Headlines, with capitals on every word, of releases that say nothing else: sentences of our own."""

from __future__ import annotations

import pytest

from dealgraph.extract.headlines import plain_headlines
from dealgraph.extract.reading import Reading
from dealgraph.extract.text import Page
from dealgraph.filing import Document, Filing

from .reports import read as read_report
from .reports import roles

US, YOU = "Orvane Therapeutics", "Lundora Pharma"


@pytest.mark.parametrize(
    ("kind", "ours", "headline"),
    [
        ("asset purchase", "buyer", f"{US} Acquires Rights to {YOU}'s Hemophilia Gene Therapy From {YOU}"),
        ("option", "licensee", f"{US} Exercises Option to License {YOU}'s Factor XI Antibody"),
        ("license", "licensor", f"{US} Grants {YOU} Exclusive European Rights to Palvexin"),
        ("asset purchase", "seller", f"{US} Sells Priority Review Voucher to {YOU} for $100 Million"),
        ("asset purchase", "buyer", f"{US} Buys {YOU}'s Pain Portfolio"),
        ("license", "licensee", f"{US} Secures Exclusive Worldwide Rights to {YOU}'s Liver Program"),
        ("collaboration", "partner", f"{US} Signs $800 Million Deal With {YOU} for Protein Degraders"),
        ("commercialization", "licensor", f"{US} Chooses {YOU} to Market Palvexin in Europe"),
        ("commercialization", "licensor", f"{US} Appoints {YOU} as Exclusive Distributor in Korea"),
        ("license", "licensor", f"{US} Regains Worldwide Rights to Palvexin From {YOU}"),
        ("license", "licensee", f"{US} Gains Access to {YOU}'s Delivery Technology"),
        ("equity", "investor", f"{US} Takes Equity Stake in {YOU}"),
        ("merger", "partner", f"{US} and {YOU} to Merge"),
        ("other", "partner", f"{US} and {YOU} Settle Patent Litigation"),
        ("license", "partner", f"{US.upper()} AND {YOU.upper()} SIGN LICENSING AGREEMENT FOR ANTIBODY"),
    ],
)
def test_a_headline_tells_a_deal(kind: str, ours: str, headline: str) -> None:
    facts = read_report(headline, f"{US}, Inc.", form="EX-99.1")
    assert [kind in a.types for a in facts.agreements] == [True]
    assert {n.split(",")[0].casefold(): r for n, r in roles(facts).items()}[US.casefold()] == ours


def plain(text: str, kind: str = "EX-99.1") -> str:
    document = Document(1, kind, "a.txt", text)
    reading = Reading(Filing("a.txt", "8-K", (document,)), (Page.of(document),))
    plain_headlines(reading)
    return reading.pages[0].flat


def test_names_of_places_and_datelines_keep_their_capitals() -> None:
    headline = "Orvane Acquires Japanese Rights to Palvexin\n\n"
    dateline = "BASEL, Switzerland, May 3, 2011 (GLOBE NEWSWIRE)"
    assert plain(headline + dateline) == "Orvane acquires Japanese rights to palvexin\n\n" + dateline


def test_sentences_and_reports_stay_as_they_are() -> None:
    sentence = "Orvane AG said that it acquires Rights to a medicine."
    assert plain(sentence) == sentence
    assert plain("Orvane Acquires Rights to Palvexin", "10-Q") == "Orvane Acquires Rights to Palvexin"


def test_evidence_quotes_a_headline_as_it_is_written() -> None:
    facts = read_report(
        f"{US} Licenses Lung Cancer Antibody to {YOU} for Brazil", f"{US}, Inc.", form="EX-99.1"
    )
    assert "Licenses Lung Cancer Antibody" in facts.agreements[0].evidence[0].text
