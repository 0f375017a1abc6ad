"""The language of notes of reports, third part: what ended, who is partnered with whom, what was paid."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .reports import read, roles

US = "Orvane Therapeutics, Inc."


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("In 2017 Kelvane returned the program to us and the agreement ended.", "terminated"),
        ("In 2017 Kelvane returned ABR-77 to the Company.", "terminated"),
        ("Kelvane returned the questionnaire to its auditors.", "in force"),
    ],
)
def test_what_is_given_back_has_ended(text: str, status: str) -> None:
    facts = read(
        f"In May 2014, we entered into a license agreement with Kelvane AG for ABR-77, an antibody. {text}"
    )
    assert [a.status for a in facts.agreements] == [status]


def test_partners_of_two_countries() -> None:
    facts = read(
        "Our antibody ABR-77 is partnered with Kelvane AG in Japan and with Birch Pharma, Inc. in China."
    )
    names = {c.id: c.name for c in facts.companies}
    others = {names[p.company] for a in facts.agreements for p in a.parties} - {US}
    assert len(facts.agreements) == 2
    assert others == {"Kelvane AG", "Birch Pharma, Inc."}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We paid Kelvane $12.5 million in cash and recorded the amount as research expense.", {12_500_000}),
        ("We also loaned Kelvane $5.0 million.", set()),
    ],
)
def test_cash_that_was_booked_and_loans(text: str, expected: set[int]) -> None:
    facts = read(f"In May 2014, we purchased the rights to ABR-77, an antibody, from Kelvane AG. {text}")
    assert {int(t.amount) for a in facts.agreements for t in a.terms if t.amount is not None} == expected


def test_a_customer_commits_to_purchase() -> None:
    facts = read(
        "In 2020 we entered into a commercial supply agreement with Kelvane AG for our antibody ABR-77, "
        "under which we "
        "committed to purchase a minimum of $6 million of drug substance annually."
    )
    assert roles(facts) == {US: "customer", "Kelvane AG": "supplier"}


def test_an_award_has_its_amount_as_funding() -> None:
    facts = read("In May 2021, we were awarded up to $24.6 million by CARB-X to develop ABR-77, an antibody.")
    assert [(t.kind, t.amount) for a in facts.agreements for t in a.terms] == [
        ("funding", Decimal(24_600_000))
    ]


LICENSED = (
    "On June 6, 2006, the Company signed a license agreement with Kelvane University for a form of "
    "scopolamine. "
)


def told(text: str) -> set[tuple[str, int | None, str | None]]:
    facts = read(LICENSED + text)
    return {
        (t.kind, None if t.amount is None else int(t.amount), t.rate)
        for a in facts.agreements
        for t in a.terms
        if t.kind != "other"
    }


def test_shares_of_sales_and_yearly_payments_without_their_names() -> None:
    assert told(
        "The Company must pay the University $25,000 per year, 3% of net sales and 15% of other income."
    ) == {
        ("annual fee", 25_000, None),
        ("royalty", None, "3%"),
    }


def test_shares_without_a_price_are_equity() -> None:
    assert told("The Company also issued the University 500,000 shares.") == {("equity", None, None)}


def test_a_generic_name_without_a_stem_is_a_drug() -> None:
    assert [d.name for d in read(LICENSED).drugs] == ["scopolamine"]


@pytest.mark.parametrize(
    "text",
    [
        "We hold an option on PC-12 and fund research.",
        "Our PC-12 program is in preclinical development.",
        "We have licensed rights to PC-12.",
    ],
)
def test_a_short_code_needs_little_to_be_a_drug(text: str) -> None:
    assert [d.name for d in read(text).drugs] == (["PC-12"] if "option" not in text else [])


def test_rights_granted_where_no_agreement_is_named() -> None:
    facts = read(
        "The Company has granted Kelvane Korea Co. exclusive distribution rights for its drug in South Korea."
    )
    assert roles(facts) == {US: "licensor", "Kelvane Korea Co.": "licensee"}


def test_what_is_granted_under_a_purchase_changes_no_roles() -> None:
    facts = read(
        "On June 6, 2016, the Company entered into an asset purchase agreement with Kelvane AG, under which "
        "the Company "
        "bought an antibody. Kelvane granted the Company all rights in the antibody."
    )
    assert roles(facts) == {US: "buyer", "Kelvane AG": "seller"}


def test_a_product_line_is_purchased() -> None:
    facts = read(
        "In connection with the purchase of the Zentral product line from Kelvane AG in May 2013, the "
        "Company pays 8% of "
        "net sales of the drug."
    )
    assert [(a.types, a.date) for a in facts.agreements] == [(("asset purchase",), "2013-05")]


def test_an_award_makes_nobody_a_licensor() -> None:
    facts = read(
        "In 2011 the Company was awarded a Phase II SBIR grant of $1,012,000 from the National Cancer Institute."
    )
    assert set(roles(facts).values()) == {"partner"}


def test_the_right_to_terminate_is_exercised() -> None:
    facts = read(
        LICENSED
        + "Kelvane University is exercising its right to terminate the license agreement, and all rights revert."
    )
    assert [a.status for a in facts.agreements] == ["terminated"]


def test_a_licensee_of_two_words() -> None:
    facts = read("On August 8, 2016, we out-licensed PC-55, an antibody, to Nippon Kagakyo in Japan.")
    assert roles(facts) == {US: "licensor", "Nippon Kagakyo": "licensee"}
