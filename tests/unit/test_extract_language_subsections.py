"""The language of notes of reports, fifth part: a partner with several deals, who "it" is, and options without "
"agreement."""

from __future__ import annotations

import pytest

from .reports import drugs, read, roles, terms

ORVANE = "Orvane Therapeutics, Inc."
KELVANE = "Kelvane Pharma AG"


@pytest.mark.parametrize(
    "told",
    [
        'with Kelvane Pharma AG ("Kelvane"), under which it acquired an exclusive license for zolvaran',
        'with Kelvane Pharma AG (the "Licensor") under which it obtained exclusive rights to zolvaran',
        "with Kelvane Pharma AG, or Kelvane, through which it secured the rights to sell zolvaran in Canada",
    ],
)
def test_it_is_who_signed_with_another(told: str) -> None:
    facts = read(f"In May 2019, the Company signed a license agreement {told}.")
    assert roles(facts) == {ORVANE: "licensee", KELVANE: "licensor"}


def test_who_is_paid_has_given_the_rights() -> None:
    facts = read(
        "In 2020, the Company was paid $24 million (inclusive of $6 million of milestones) under its license "
        "agreement with Kelvane Pharma AG, dated May 5, 2012, for ORV-204."
    )
    assert roles(facts) == {ORVANE: "licensor", KELVANE: "licensee"}
    assert {int(amount or 0) for _, amount in terms(facts)} == {24_000_000}


def test_a_university_gives_what_the_company_licensed() -> None:
    facts = read(
        "On March 3, 2014, the Company entered into a license agreement with Tarn University under which it licensed "
        "certain patents covering ORV-204 and agreed to pay royalties."
    )
    assert roles(facts) == {ORVANE: "licensee", "Tarn University": "licensor"}


def test_a_heading_belongs_to_the_deal_under_it() -> None:
    facts = read(
        "Kelvane Pharma AG\n\nDiscovery Collaboration\n\nIn May 2014, we signed a research collaboration and "
        "license agreement with Kelvane Pharma AG, or Kelvane. We received $20.0 million from Kelvane upon signing.\n\n"
        "Zolvarimab Collaboration\n\nIn June 2015, we signed a license and collaboration agreement with "
        "Kelvane, pursuant to which we granted Kelvane exclusive rights to sell zolvarimab."
    )
    names = {d.id: d.name for d in facts.drugs}
    assert [[names[d] for d in a.drugs] for a in facts.agreements] == [[], ["zolvarimab"]]


@pytest.mark.parametrize("word", ["in connection with", "concurrently with"])
def test_a_date_before_what_came_with_the_signing(word: str) -> None:
    facts = read(
        f"In July 2013, {word} the purchase by Kelvane Corp., or Kelvane, of its series B preferred shares, "
        f"the "
        "Company signed an exclusive license agreement with Kelvane. Under this agreement the Company granted "
        "Kelvane a license to sell roncaleucel-T in South Korea."
    )
    assert [(list(a.types), a.date) for a in facts.agreements] == [(["license"], "2013-07")]
    assert drugs(facts) == {"roncaleucel-T"}


@pytest.mark.parametrize(
    ("told", "licensor"),
    [
        ("the Company granted Kelvane Pharma AG an option to its CD19 NK cell program", ORVANE),
        ("the Company granted Kelvane Pharma AG an exclusive option to ORV-204", ORVANE),
        ("the Company sold Kelvane Pharma AG an option to acquire rights to ORV-204", ORVANE),
        ("Kelvane Pharma AG granted us an option on its vaccine program", KELVANE),
    ],
)
def test_an_option_without_an_agreement(told: str, licensor: str) -> None:
    facts = read(f"In May 2018, {told}.")
    assert [list(a.types) for a in facts.agreements] == [["option"]]
    assert roles(facts)[licensor] == "licensor"


@pytest.mark.parametrize("of_what", ["50,000 shares of its common stock", "office space in Basel"])
def test_an_option_to_shares_or_rooms_is_no_deal(of_what: str) -> None:
    assert not read(
        f"In May 2018, the Company granted Kelvane Pharma AG an option to purchase {of_what}."
    ).agreements


@pytest.mark.parametrize(
    ("product", "target"),
    [
        ("one or more CD38 AXT-B fusion proteins", "CD38"),
        ("its PRMT5 compounds", "PRMT5"),
        ("its LRRK2 small molecules", "LRRK2"),
    ],
)
def test_what_stands_before_its_product_is_a_target(product: str, target: str) -> None:
    facts = read(
        f"In 2018, the Company entered into a license agreement with Kelvane Pharma AG for {product}."
    )
    assert {a.name for a in facts.antigens} == {target}
