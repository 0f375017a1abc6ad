"""Deals that a release's first sentences tell by one verb, however its companies are described."""

from __future__ import annotations

import pytest

from .reports import read as read_report
from .reports import roles

US, YOU = "Orvane AG", "Lundora Inc."


def told(news: str) -> tuple[set[str], dict[str, str]]:
    facts = read_report(f"BASEL, March 3, 2011 -- {news} It makes drugs.", form="EX-99.1")
    assert len(facts.agreements) == 1
    return set(facts.agreements[0].types), roles(facts)


@pytest.mark.parametrize(
    ("kind", "ours", "yours", "news"),
    [
        ("asset purchase", "buyer", "seller", f"{US} said on Thursday it acquired the U.S. rights to Irish drugmaker"
         f" {YOU}'s migraine drug Palvexin for a total of $120 million."),
        ("license", "licensor", "licensee", f"{US} has out-licensed its heart drug, palvexin, to Finland's {YOU}."),
        ("license", "licensor", "licensee", f"{US} has licensed out its lead compound to the pain specialist {YOU}."),
        ("license", "licensor", "licensee", f"{US} has awarded Canadian selling rights for its cream Palvexin"
         f" to drug distribution company, {YOU}."),
        ("license", "licensee", "licensor", f"{US} has gained exclusive rights to Palvexin, a once-daily tablet for"
         f" gout developed by {YOU}."),
        ("license", "licensee", "licensor", f"{US} has in-licensed Palvexin, a gel for acne discovered at {YOU}."),
        ("license", "licensee", "licensor", f"{US} will license {YOU}'s patents on gene silencing."),
        ("license", "licensor", "licensee", f"{US} gets $20 million from {YOU} and retains European rights to its"
         " psoriasis drug under a deal told today."),
        ("license", "licensee", "licensor", f"{US} bets $50 million on {YOU}'s obesity drug in a licensing deal."),
        ("license", "licensee", "licensor", f"{US} will develop and commercialize {YOU}'s blood thinner in Chile."),
        ("acquisition", "acquirer", "target", f"{US} snaps up the eye drug developer {YOU} for $400 million."),
        ("acquisition", "target", "acquirer", f"{US} has been bought by {YOU} for an undisclosed sum."),
        ("asset purchase", "seller", "buyer", f"{US} offloads its heart drug palvexin to the Danish group {YOU}."),
        ("manufacturing", "customer", "supplier", f"{US} secures manufacturing capacity at {YOU} for its antibody."),
        ("manufacturing", "supplier", "customer", f"{US} will manufacture {YOU}'s antibody for its trials."),
        ("supply", "customer", "supplier", f"{US} taps {YOU} for commercial supply of its gene therapy."),
        ("collaboration", "partner", "partner", f"{US} turns to {YOU} for the design of capsids."),
        ("collaboration", "partner", "partner", f"{US}, a maker of tests, and the drugmaker {YOU} will jointly develop"
         " a test for lung cancer."),
    ],
)  # fmt: skip
def test_one_verb_tells_a_deal(kind: str, ours: str, yours: str, news: str) -> None:
    types, parties = told(news)
    assert kind in types
    assert parties == {US: ours, YOU: yours}


@pytest.mark.parametrize(
    "news",
    [
        f"{US} has hired the former chief executive of {YOU} to run its trials.",
        f"If it gains rights to {YOU}'s heart drug, {US} will start a trial.",
        f"{US} sold shares of its stock to {YOU}.",
    ],
)
def test_no_deal_is_told(news: str) -> None:
    facts = read_report(f"BASEL, March 3, 2011 -- {news} It makes drugs.", form="EX-99.1")
    assert not [a for a in facts.agreements if "equity" not in a.types]


def test_what_a_company_is_called_is_no_part_of_its_name() -> None:
    facts = read_report("BASEL, March 3, 2011 -- Drugmaker Orvane AG and Chinese Kelvane Ltd. signed a license"
                        " agreement for a cancer drug.", form="EX-99.1")  # fmt: skip
    assert set(roles(facts)) == {"Orvane AG", "Kelvane Ltd."}


def test_who_tells_that_another_has_been_granted_rights_gives_them() -> None:
    types, parties = told(
        f"{US} today announced that {YOU} has been granted exclusive selling rights to Palvexin."
    )
    assert types == {"license"}
    assert parties == {US: "licensor", YOU: "licensee"}


def test_what_two_do_jointly_is_no_licence_though_something_is_called_theirs() -> None:
    types, _ = told(
        f"{US} and {YOU} will jointly develop and market blood tests, combining {US}'s chips with dyes."
    )
    assert types == {"collaboration"}


def test_who_deals_in_royalties_buys_them() -> None:
    facts = read_report("DUBLIN, May 4, 2021 -- Norvale Royalties plc said today that it has acquired an interest"
                        " in the medicine Palvexin from Lundora Inc. for $30 million.", form="EX-99.1")  # fmt: skip
    assert [a.types for a in facts.agreements] == [("other",)]


@pytest.mark.parametrize(
    "sellers",
    ["Norvale Limited and other shareholders", "Lundora Inc. and Norvale Limited"],
)
def test_who_signs_with_the_sellers_buys(sellers: str) -> None:
    types, parties = told(
        f"{US} today said it has entered into an agreement with {sellers} to acquire {YOU}."
    )
    assert types == {"acquisition"}
    assert parties == {US: "acquirer", YOU: "target"}


def test_a_sale_shows_who_buys_to_be_a_company() -> None:
    types, parties = told(
        f"{US} announced the sale of its Chilean pain business to Kelvane Norbo, a drug company."
    )
    assert types == {"asset purchase"}
    assert parties == {US: "seller", "Kelvane Norbo": "buyer"}


def test_part_of_the_rights_given_back_ends_no_deal() -> None:
    facts = read_report("BASEL, March 3, 2011 -- Orvane AG and Lundora Inc. announced a change to their 2007 alliance"
                        " on vaccines. Orvane will regain full rights to two drugs, while Lundora retains rights to "
                        "a third.", form="EX-99.1")  # fmt: skip
    assert [a.status for a in facts.agreements] == ["in force"]


def test_an_agreement_to_buy_a_stake_is_one() -> None:
    types, parties = told(f"{US} has struck a deal to take a 30 percent stake in {YOU}, a maker of vaccines.")
    assert types == {"equity"}
    assert parties == {US: "investor", YOU: "investee"}


def test_a_venture_through_which_rights_are_bought_is_no_buyer() -> None:
    facts = read_report(f"BASEL, March 3, 2011 -- {US}, through its Zemira venture with Norvale plc, has acquired"
                        f" exclusive rights to a vaccine from {YOU}.", form="EX-99.1")  # fmt: skip
    assert {US: "buyer", YOU: "seller"} in [roles(facts, n) for n in range(len(facts.agreements))]


def test_a_dateline_may_name_its_day_first() -> None:
    facts = read_report(f"Paris, 30 January 2012 - {US} and {YOU} entered into a broad partnership for a vaccine.",
                        form="EX-99.1")  # fmt: skip
    assert [a.date for a in facts.agreements] == ["2012-01-30"]


def test_who_is_allowed_to_use_something_takes_it() -> None:
    _, parties = told(
        f"{US} and {YOU} signed a licensing agreement. It allows {YOU} to use a cell line for vaccines."
    )
    assert parties == {US: "licensor", YOU: "licensee"}


def test_what_somebody_sold_before_is_no_deal() -> None:
    facts = read_report(f"BASEL, March 3, 2011 -- {US} named a new director. Mr. Smith sold his firm, Norvale plc, to"
                        f" {YOU} and licensed a drug from Pfizer.", form="EX-99.1")  # fmt: skip
    assert not facts.agreements


def test_whose_rights_come_back_held_a_licence() -> None:
    types, parties = told(
        f"{US} and {YOU} announced that {US} will reacquire {YOU}'s rights to a flu vaccine."
    )
    assert types == {"license"}
    assert parties == {US: "licensor", YOU: "licensee"}


def test_who_is_named_as_a_partner_is_a_company() -> None:
    types, parties = told(f"{US} named Kelvo Norbit its worldwide marketing partner for a cell system.")
    assert types == {"commercialization"}
    assert parties == {US: "licensor", "Kelvo Norbit": "licensee"}


@pytest.mark.parametrize(
    ("kind", "ours", "yours", "news"),
    [
        ("license", "licensee", "licensor", f"{US} said it would pay $25 million for a license to {YOU}'s enzyme."),
        ("license", "licensor", "licensee", f"{US} said today that it had agreed to grant {YOU} the right to sell its"
         " ulcer drug palvexin in Chile."),
        ("option", "licensor", "licensee", f"{US} granted {YOU} a 12-month option on its hepatitis vaccine."),
        ("license", "partner", "partner", f"{US} and {YOU} said they would swap rights to two cancer drugs."),
        ("manufacturing", "supplier", "customer", f"{US} has won a contract to manufacture {YOU}'s growth hormone."),
        ("license", "licensee", "licensor", f"{US} has taken over the development of palvexin from {YOU}."),
        ("collaboration", "partner", "partner", f"{US} is to fund the last trial of {YOU}'s sepsis drug."),
        ("commercialization", "licensor", "licensee", f"{US} has contracted out the marketing of palvexin to {YOU}."),
        ("asset purchase", "buyer", "seller", f"{US} will get 50 percent of {YOU}'s diabetes drug for $45 million."),
        ("commercialization", "licensor", "licensee", f"{US} has entered into a co-promotion agreement with {YOU} for"
         f" {US}'s antidepressant palvexin."),
    ],
)  # fmt: skip
def test_more_verbs_tell_a_deal(kind: str, ours: str, yours: str, news: str) -> None:
    types, parties = told(news)
    assert kind in types
    assert parties == {US: ours, YOU: yours}
