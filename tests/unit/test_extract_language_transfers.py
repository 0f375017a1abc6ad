"""Deals that a release tells by a verb, without the name of an agreement: sentences of our own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .releases import read, roles

US, THEM = "Arbor Therapeutics, Inc.", "Kelvane AG"
#: A licence in or out, and the same for goods, companies and shares.
IN = {US: "licensee", THEM: "licensor"}
OUT = {US: "licensor", THEM: "licensee"}
BUYS, SELLS = {US: "acquirer", THEM: "target"}, {US: "target", THEM: "acquirer"}


def told(text: str) -> list[tuple[tuple[str, ...], dict[str, str]]]:
    facts = read(f"{text} Its drugs are for patients with asthma.")
    return [(a.types, roles(facts, n)) for n, a in enumerate(facts.agreements)]


@pytest.mark.parametrize(
    ("text", "types", "sides"),
    [
        ("Arbor Therapeutics, Inc. has won Canadian marketing rights for ARB-7 from Kelvane AG.", "license", IN),
        ("Arbor Therapeutics, Inc. picked up rights to Durol in Peru from Swiss group Kelvane AG.", "license", IN),
        ("Arbor Therapeutics, Inc. said it secured from Kelvane AG an exclusive license to ARB-7.", "license", IN),
        ("Kelvane AG has awarded Arbor Therapeutics, Inc. the right to distribute its vaccine in Asia.", "license", IN),
        ("Arbor Therapeutics, Inc. today granted exclusive rights to ARB-7 in Japan to Kelvane AG.", "license", OUT),
        ("Arbor Therapeutics, Inc. has named Kelvane AG its distributor in Turkey.", "commercialization", OUT),
        ("Arbor Therapeutics, Inc. has chosen Kelvane AG to market ARB-7 in Turkey.", "commercialization", OUT),
        ("Arbor Therapeutics, Inc. announced that Kelvane AG will sell Durol in Chile.", "commercialization", OUT),
        (
            "Arbor Therapeutics, Inc. has appointed Kelvane AG as supplier of the drug substance.",
            "supply",
            {US: "customer", THEM: "supplier"},
        ),
        (
            "Arbor Therapeutics, Inc. and Kelvane AG today agreed to co-promote the drug Durol in Spain.",
            "commercialization",
            {US: "partner", THEM: "partner"},
        ),
        (
            "Arbor Therapeutics, Inc. has sold its asthma drug Durol to Kelvane AG for $55 million.",
            "asset purchase",
            {US: "seller", THEM: "buyer"},
        ),
        ("Arbor Therapeutics, Inc. said on Friday it would buy closely held Kelvane AG.", "acquisition", BUYS),
        ("Arbor Therapeutics, Inc. is buying Danish vaccine maker Kelvane AG for cash.", "acquisition", BUYS),
        ("Arbor Therapeutics, Inc. will pay $90 million to take over Kelvane AG.", "acquisition", BUYS),
        ("Arbor Therapeutics, Inc. has its board's consent to take over Kelvane AG.", "acquisition", BUYS),
        ("Arbor Therapeutics, Inc. launched a tender offer for all of the shares of Kelvane AG.", "acquisition", BUYS),
        ("Arbor Therapeutics, Inc. has agreed to be acquired by Kelvane AG.", "acquisition", SELLS),
    ],
)  # fmt: skip
def test_a_verb_tells_the_deal(text: str, types: str, sides: dict[str, str]) -> None:
    assert told(text) == [((types,), sides)]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (
            "Arbor Therapeutics, Inc. said Kelvane AG has exercised its option to an exclusive license for ARB-7.",
            ("option", "license"),
        ),
        (
            "Kelvane AG has opted in to the ARB-7 program, paying Arbor Therapeutics, Inc. $25 million.",
            ("option",),
        ),
    ],
)
def test_an_option_is_exercised(text: str, types: tuple[str, ...]) -> None:
    assert told(text) == [(types, OUT)]


@pytest.mark.parametrize(
    "text",
    [
        "The study was paid for by Arbor Therapeutics, Inc.'s longtime Asian partner, Kelvane AG.",
        "Arbor Therapeutics, Inc. said its European partner Kelvane AG had dosed the first patient.",
    ],
)
def test_partners_are_partners(text: str) -> None:
    assert told(text) == [(("collaboration",), {US: "partner", THEM: "partner"})]


@pytest.mark.parametrize(
    "text",
    [
        "Arbor Therapeutics, Inc. may grant Kelvane AG rights to ARB-7 if it asks.",
        "Arbor Therapeutics, Inc. granted Kelvane AG registration rights for its shares.",
        "Arbor Therapeutics, Inc. said the underwriters of Kelvane AG exercised their option to buy shares.",
        "Arbor Therapeutics, Inc. would have to buy the drug from Kelvane AG if supply ended.",
        "Arbor Therapeutics, Inc. said its combination partner, the drug Kelvane, was well tolerated.",
    ],
)
def test_what_is_no_deal(text: str) -> None:
    assert told(text) == []


def test_two_partners_of_two_countries() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. said it has struck a licensing deal with Japan's Kelvane Seiyaku Co., Ltd. "
        "for ARB-7."
    )
    assert set(roles(facts)) == {US, "Kelvane Seiyaku Co., Ltd."}


SIGNED = (
    "Arbor Therapeutics, Inc. today announced a licensing agreement with Kelvane AG for the drug ARB-77. "
)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Kelvane AG will register, market and distribute ARB-77 in Greece.", OUT),
        ("Kelvane AG will be responsible for commercialization in Greece.", OUT),
        ("Arbor will manufacture and supply the drug, and Kelvane AG will sell it.", OUT),
        ("Arbor will also receive rights to a second compound in return for a fee.", IN),
        ("Arbor will take over the distribution in Greece.", IN),
        ("Arbor licensed exclusive rights and marketing approvals of the drug in all of Greece from Kelvane AG.", IN),
    ],
)  # fmt: skip
def test_who_sells_has_the_rights(text: str, sides: dict[str, str]) -> None:
    assert told(SIGNED + text) == [(("license",), sides)]


def test_a_participle_behind_the_partner_tells_no_giver() -> None:
    text = (
        "Arbor Therapeutics, Inc. announced a licensing agreement with Kelvane AG, the leader in generics, granting "
        "exclusive rights to its own antibody ARB-77. Arbor is eligible to receive $9 million upfront."
    )
    assert told(text) == [(("license",), OUT)]


def test_royalties_are_sold() -> None:
    text = (
        "Arbor Therapeutics, Inc. has sold a portion of its royalty interest in Durol to Kelvane AG for $60 "
        "million."
    )
    assert told(text) == [(("other",), {US: "seller", THEM: "buyer"})]


def test_an_award_is_told_by_its_amount() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. has been awarded up to $8.2 million by CARB-X for its antibiotic ARB-909."
    )
    assert [a.types for a in facts.agreements] == [("research",)]
    assert roles(facts) == {US: "partner", "CARB-X": "partner"}


def test_a_price_for_each_share_is_no_purchase_price() -> None:
    facts = read(
        "Arbor Therapeutics to Acquire Kelvane AG for $18.50 Per Share\n\nArbor Therapeutics, Inc. announced that it "
        "will acquire Kelvane AG, a drug maker, for $640 million."
    )
    assert [t.amount for a in facts.agreements for t in a.terms] == [640_000_000]


def test_cash_beside_shares_is_the_price() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. has purchased from Kelvane AG all rights to the drug Durol. Arbor paid $30 million "
        "in cash at closing and issued Kelvane 2 million shares of its common stock."
    )
    kinds = {(t.kind, t.amount) for t in facts.agreements[0].terms}
    assert ("purchase price", Decimal(30_000_000)) in kinds


def test_who_pays_for_rights_takes_them() -> None:
    text = (
        "Arbor Therapeutics, Inc. said Britain's Kelvane plc would pay up to $410 million for rights to its "
        "drug ARB-40."
    )
    assert told(text) == [(("license",), {US: "licensor", "Kelvane plc": "licensee"})]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (
            "The dosing of the first patient has triggered a $12 million payment from its collaborator Kelvane AG.",
            12,
        ),
        (
            "The nomination of a candidate by its collaborator Kelvane AG entitles Arbor to a payment of $3 million.",
            3,
        ),
    ],
)
def test_what_triggers_a_payment_is_a_milestone(text: str, amount: int) -> None:
    facts = read(f"Arbor Therapeutics, Inc. tests drugs. {text}")
    assert [m.amount for m in facts.milestones] == [Decimal(amount) * 1_000_000]


def test_an_agreed_end() -> None:
    facts = read(
        "Arbor Therapeutics and Kelvane Dissolve Alliance\n\nArbor Therapeutics, Inc. and Kelvane AG have "
        "agreed to end "
        "their 2005 collaboration on the drug ARB-22. Arbor regains worldwide rights."
    )
    assert [(set(roles(facts)), facts.agreements[0].status)] == [({US, THEM}, "terminated")]


def test_the_country_behind_a_partner_parts_no_list() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. today announced a collaboration with Kelvane AG, Basel, Switzerland, and "
        "Birch Inc. to "
        "evaluate the drug ARB-30."
    )
    assert set(roles(facts)) == {US, THEM, "Birch Inc."}


def test_a_currency_is_no_part_of_a_name() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. has signed an agreement with Kelvane S.A. for the marketing of its allergy "
        "tablet Durol "
        "in Spain. Kelvane will pay Arbor EUR 2 million on signing."
    )
    assert [c.name for c in facts.companies] == [US, "Kelvane S.A."]
    assert facts.agreements[0].types == ("commercialization",)


def test_a_deal_worth_a_sum_with_a_point_and_a_verb_in_its_headline() -> None:
    facts = read(
        "Arbor and Kelvane Bio Ink $1.2 Billion Deal\n\nArbor Therapeutics, Inc. said it had inked a deal worth up to "
        "$1.2 billion with U.S.-based Kelvane Bio to develop drugs for five targets."
    )
    assert [(a.types, set(roles(facts))) for a in facts.agreements] == [
        (("collaboration",), {US, "Kelvane Bio"})
    ]


def test_a_part_of_a_sum_is_paid_at_signature() -> None:
    facts = read(SIGNED + "Arbor will receive up to $92 million, of which $6 million at signature.")
    assert {(t.kind, t.amount) for t in facts.agreements[0].terms} == {
        ("potential total", Decimal(92_000_000)),
        ("upfront", Decimal(6_000_000)),
    }


def test_an_event_for_which_one_is_paid_is_a_milestone() -> None:
    facts = read(
        SIGNED
        + "Kelvane AG has started the pivotal study, an event for which Arbor will be paid $20 million."
    )
    assert [m.amount for m in facts.milestones] == [20_000_000]


def test_who_exercises_an_option_pays_its_fee() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. has granted Kelvane AG an exclusive option to license rights to the drug "
        "ARB-77. If it "
        "exercises the option, Kelvane will pay $20 million."
    )
    assert [(a.types, roles(facts)) for a in facts.agreements] == [(("option",), OUT)]
    assert [(t.kind, t.amount) for t in facts.agreements[0].terms] == [("option fee", Decimal(20_000_000))]


def test_an_end_that_is_agreed_with_a_partner() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. has agreed with Kelvane AG to terminate their collaboration for ARB-5 in patients."
    )
    assert (facts.agreements[0].status, [d.name for d in facts.drugs]) == ("terminated", ["ARB-5"])
