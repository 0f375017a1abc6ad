"""First sentences of releases read by the shape of the whole clause: sentences of our own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dealgraph.facts import FilingFacts

from .reports import read as read_report
from .reports import roles, terms

OURS = "Orvane Pharmaceuticals, Inc."
OTHER = "Kelvane Corporation"


def read(news: str, filer: str = OURS) -> FilingFacts:
    told = news.replace("O!", f"{OURS} (Nasdaq: ORVN)").replace("K!", OTHER)
    return read_report(f"SEATTLE, May 9, 1997 -- {told}", filer=filer, form="EX-99.1")


@pytest.mark.parametrize(
    ("news", "kind", "ours", "theirs"),
    [
        ("K!'s Swiss unit has acquired a 15 percent stake in O! for cash.", "equity", "investee", "investor"),
        ("O! took an option on K!'s screening of moulds.", "option", "licensee", "licensor"),
        ("O! and K! have settled their patent dispute over an enzyme.", "other", "partner", "partner"),
        (
            "O! became the exclusive distributor in Canada of K!'s wound gel.",
            "commercialization",
            "licensee",
            "licensor",
        ),
        (
            "O! has handed U.S. promotion of its sleep drug to K!, whose staff starts soon.",
            "commercialization",
            "licensor",
            "licensee",
        ),
        (
            "O! announced the sale to K! of its generic injectables business.",
            "asset purchase",
            "seller",
            "buyer",
        ),
        ("O! is buying the skin-care line of K! for cash.", "asset purchase", "buyer", "seller"),
        (
            "O!'s board has accepted an offer by K! to buy the company for cash.",
            "acquisition",
            "target",
            "acquirer",
        ),
        (
            "Under a deal told today, O! will develop and K! will market a nasal drug.",
            "collaboration",
            "licensor",
            "licensee",
        ),
        (
            "K! gains exclusive access to O!'s antisense library in three diseases.",
            "license",
            "licensor",
            "licensee",
        ),
        (
            "O! has been granted by K! exclusive rights in Japan to an antifungal.",
            "license",
            "licensee",
            "licensor",
        ),
        (
            "Japanese rights to O!'s antifungal drug go to K! in the spring.",
            "license",
            "licensor",
            "licensee",
        ),
        (
            "O! said today that it and K! would share the costs of a new drug.",
            "collaboration",
            "partner",
            "partner",
        ),
        ("K! will fund O!'s research on gout over three years.", "research", "partner", "partner"),
        (
            "O! has signed K! as its marketing partner for an antifungal.",
            "commercialization",
            "licensor",
            "licensee",
        ),
        (
            "K! will invest $15 million in O! and take a license to its inhaler.",
            "license",
            "licensor",
            "licensee",
        ),
        ("K! is to invest $15 million in O! to find drugs.", "equity", "investee", "investor"),
        ("O! has chosen K! over three bidders as its partner in stroke drugs.", "collaboration")
        + ("partner",) * 2,
        ("O! and K! today unveiled a joint effort to find drugs for gout.", "collaboration")
        + ("partner",) * 2,
        ("O! entered a strategic relationship with K! on oral insulin.", "collaboration") + ("partner",) * 2,
        ("O! and K! will jointly test a gene therapy for gout.", "collaboration") + ("partner",) * 2,
        ("K! has agreed to pay O! for rights to an antibody.", "license", "licensor", "licensee"),
        ("O! will supply K! with bulk hormones for five years.", "supply", "supplier", "customer"),
        ("O! has sold K! its rights to an ulcer drug.", "asset purchase", "seller", "buyer"),
        (
            "O! has been selected by K! to provide screening services for drugs.",
            "services",
            "supplier",
            "customer",
        ),
        (
            "O! will market K!'s allergy drug to children's doctors.",
            "commercialization",
            "licensee",
            "licensor",
        ),
        (
            "K! said it would make a tender offer for O!, a maker of drugs.",
            "acquisition",
            "target",
            "acquirer",
        ),
        ("O! has purchased the U.S. rights to an antibiotic from K!.", "asset purchase", "buyer", "seller"),
        (
            "O! announced that its test for cancer will be distributed in Asia by K!.",
            "commercialization",
            "licensor",
            "licensee",
        ),
        (
            "O! will receive $7 million from K! for the Canadian rights to a drug.",
            "license",
            "licensor",
            "licensee",
        ),
        ("O! said that K! is licensing the company's patents on a gene.", "license", "licensor", "licensee"),
        ("O!'s vaccine unit has been sold to K! for cash.", "asset purchase", "seller", "buyer"),
        (
            "O!, a maker of patches, agreed to be acquired for cash by K!.",
            "acquisition",
            "target",
            "acquirer",
        ),
        (
            "O! today closed its purchase of K!'s dermatology business.",
            "asset purchase",
            "buyer",
            "seller",
        ),
        ("K! has signed on to O!'s gene database for three years.", "license", "licensor", "licensee"),
        (
            "O! today said it will co-promote K!'s sleep drug with its own sales force.",
            "commercialization",
            "licensee",
            "licensor",
        ),
        ("O! and K! have agreed in principle to merge.", "merger", "partner", "partner"),
        ("O! and K! have teamed to bring an antibiotic to market.", "collaboration", "partner", "partner"),
    ],
)
def test_the_shape_of_a_clause_tells_the_deal(news: str, kind: str, ours: str, theirs: str) -> None:
    facts = read(news)
    assert [(a.types, a.date) for a in facts.agreements] == [((kind,), "1997-05-09")]
    assert roles(facts) == {OURS: ours, OTHER: theirs}


@pytest.mark.parametrize(
    ("news", "term"),
    [
        ("K! has acquired a 15 percent stake in O! for $12 million.", ("equity", 12_000_000)),
        (
            "O! announced the sale to K! of its generics business for $40 million.",
            ("purchase price", 40_000_000),
        ),
        ("O! is buying the skin-care line of K! for $80 million.", ("purchase price", 80_000_000)),
    ],
)
def test_the_price_stands_behind(news: str, term: tuple[str, int]) -> None:
    assert terms(read(news)) == {(term[0], Decimal(term[1]))}


@pytest.mark.parametrize(
    "news",
    [
        "O! said that patients would gain if K! took an option on the drug of Zolbrand AG.",
        "O! presented data on its drug at a meeting that K! sponsors.",
        "O! and K! said that they had broken off their merger talks. Both make drugs.",
        "O! expects to sign a licensing agreement with K! for its patch in the spring.",
        "O! named a director of K! to its board and granted him options for shares.",
    ],
)
def test_other_news_tells_no_deal(news: str) -> None:
    assert not read(news).agreements


def test_a_shape_adds_nothing_to_an_agreement_that_is_named() -> None:
    facts = read(
        "O! and K! have signed a license agreement. K! will fund O!'s research on gout over three years."
    )
    assert [a.types for a in facts.agreements] == [("license",)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "K! paid $5 million on signing and will pay $3 million a year for research.",
            {("upfront", 5_000_000), ("funding", 3_000_000)},
        ),
        (
            "O! gets $15 million over three years in research money and $60 million if all goals are reached.",
            {("funding", 15_000_000), ("milestones total", 60_000_000)},
        ),
        ("K! will also buy $6 million of O!'s stock.", {("equity", 6_000_000)}),
        ("K! has bought 500,000 new shares at $12 each, for a total of $6 million.", {("equity", 6_000_000)}),
        ("The deal could bring O! as much as $75 million.", {("potential total", 75_000_000)}),
        (
            "Payments to O! could exceed $90 million if three products succeed.",
            {("potential total", 90_000_000)},
        ),
    ],
)
def test_sums_of_a_deal_in_plain_words(told: str, expected: set[tuple[str, int]]) -> None:
    told = told.replace("O!", "Orvane").replace("K!", "Kelvane")
    facts = read(f"O! and K! today announced a license and research agreement on drugs. {told}")
    assert terms(facts) == {(kind, Decimal(amount)) for kind, amount in expected}
