"""How payments are told when the usual words are missing: so far, by events, by shares of sales, for work."""

from __future__ import annotations

import pytest

from dealgraph.facts import FilingFacts

from .releases import read

HEAD = (
    "LEIPZIG, Germany, May 4, 2017 -- Arbor Therapeutics, Inc. and Kelvane Pharma AG today announced a licence"
    " agreement for the kinase inhibitor ARB-210. "
)


def terms(facts: FilingFacts) -> set[tuple[str, int, str | None]]:
    return {(t.kind, int(t.amount or 0), t.rate) for a in facts.agreements for t in a.terms}


@pytest.mark.parametrize(
    "told",
    [
        "Arbor is entitled to milestones of up to $210 million, of which $31 million has been received to date.",
        "Up to $210 million hangs on milestones, whereof Arbor has received so far $31 million.",
        "In addition to the $31 million it has received so far, Arbor is eligible for milestones of up to"
        " $210 million.",
    ],
)
def test_paid_so_far(told: str) -> None:
    assert ("other", 31_000_000, None) in terms(read(HEAD + told))


@pytest.mark.parametrize(
    "told",
    [
        "Kelvane will fund substantially all research activities.",
        "Arbor will carry out the discovery work, which Kelvane will fund in full.",
        "Kelvane bears all costs of the research program.",
        "Arbor will be reimbursed for its research expenses.",
        "Arbor will also receive research payments over three years.",
    ],
)
def test_work_that_the_other_pays_for(told: str) -> None:
    assert ("funding", 0, None) in terms(read(HEAD + told))


def test_a_licensee_that_pays_for_its_own_work_funds_nobody() -> None:
    told = HEAD + "Kelvane will fund research, development and commercialization of ARB-210."
    assert all(kind != "funding" for kind, _, _ in terms(read(told)))


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Arbor could reap as much as $130 million before its tests in patients end.", "potential total"),
        ("Arbor stands to collect $130 million more on the way to market.", "potential total"),
        ("Arbor can earn up to $130 million, not counting royalties after launch.", "potential total"),
        (
            "Arbor may earn early fees and later milestones of up to $130 million.",
            "potential total",
        ),
        ("Arbor could earn up to $130 million on development and sales events.", "milestones total"),
        ("Kelvane will put $130 million into its stock.", "equity"),
    ],
)
def test_what_may_come(told: str, kind: str) -> None:
    assert (kind, 130_000_000) in {(k, amount) for k, amount, _ in terms(read(HEAD + told))}


@pytest.mark.parametrize(
    ("told", "rate"),
    [
        ("Kelvane pays $10 million on signing and a double-digit share of its net sales.", "double-digit"),
        (
            "Arbor is eligible for $5 million on approval, plus tiered percentages of net sales from the high single"
            " digits to the mid-teens.",
            "from the high single digits to the mid-teens",
        ),
    ],
)
def test_royalties_by_another_name(told: str, rate: str) -> None:
    assert ("royalty", 0, rate) in terms(read(HEAD + told))


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (
            "Kelvane will make payments upon the attainment of certain development and sales goals.",
            "milestones total",
        ),
        ("Arbor is eligible for success-based payments.", "milestones total"),
        ("Any financial returns from the work will be shared between the parties.", "other"),
        ("Kelvane would also pay a percentage of any cash received in respect of any sub-licence.", "other"),
        ("In return Arbor gets an up-front payment of 400,000 shares of Kelvane.", "upfront"),
    ],
)
def test_payments_without_an_amount(told: str, kind: str) -> None:
    assert kind in {k for k, _, _ in terms(read(HEAD + told))}


def test_milestones_beside_a_total_and_beside_one_that_was_reached() -> None:
    total = (
        "Arbor is eligible for development milestone payments. In all it could receive up to $500 million."
    )
    assert {"milestones total", "potential total"} <= {kind for kind, _, _ in terms(read(HEAD + total))}
    reached = (
        "LEIPZIG, Germany, May 4, 2017 -- Arbor Therapeutics, Inc. announced that it has received a $2 million"
        " milestone payment from Kelvane Pharma AG under their licence agreement for the start of Phase 2."
        " Arbor could also"
        " receive additional milestones and royalties."
    )
    facts = read(reached)
    assert ("milestones total", 0, None) in terms(facts)
    assert [int(m.amount or 0) for m in facts.milestones] == [2_000_000]


def test_instalments_and_their_steps_respectively() -> None:
    told = (
        "Kelvane pays $10 million on signing, $5 million and $12 million on the start of Phase II and Phase III,"
        " respectively."
    )
    facts = read(HEAD + told)
    assert [(int(m.amount or 0), m.trigger) for m in facts.milestones] == [
        (5_000_000, "start of Phase II"),
        (12_000_000, "start of Phase III"),
    ]


def test_what_a_public_contract_is_worth_funds_the_work() -> None:
    facts = read(
        "SAN DIEGO, Aug. 2, 2004 -- The National Cancer Institute (NCI) has awarded Arbor Therapeutics, Inc. a"
        " five-year contract to develop a compound library. The total value of the contract is estimated at"
        " $24 million."
    )
    assert terms(facts) == {("funding", 24_000_000, None)}


@pytest.mark.parametrize(
    ("dateline", "day"), [("May 26, 2010", "2010-04-30"), ("February 3, 2010", "2009-04-30")]
)
def test_a_day_without_its_year_is_the_last_one_before_the_release(dateline: str, day: str) -> None:
    facts = read(
        f"AUSTIN, Texas, {dateline} -- Arbor Therapeutics, Inc. said it has got a milestone payment of $24 million"
        " from Kelvane Pharma AG for the approval of Vimosa tablets on April 30."
    )
    assert [m.date for m in facts.milestones] == [day]


def test_the_milestone_told_in_the_sentence_after() -> None:
    facts = read(
        "AUSTIN, Texas, May 26, 2010 -- Arbor Therapeutics, Inc. said that a milestone event of its license agreement"
        " with Kelvane Pharma AG had been achieved. Arbor will receive a payment of $24 million for"
        " this achievement. The milestone pertains to the initiation of a clinical trial."
    )
    assert [(m.kind, m.trigger) for m in facts.milestones] == [("clinical", "initiation of a clinical trial")]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "Arbor is eligible for some $700 million from Kelvane Pharma across an upfront payment and milestones.",
            ("potential total", 700_000_000),
        ),
        (
            "Arbor is paid up to $40 million on approval and up to $70 million for further approvals.",
            ("milestones total", 70_000_000),
        ),
        (
            "Kelvane has the option, until May 2019, to pay Arbor $11 million for a fully paid license.",
            ("option fee", 11_000_000),
        ),
        ("This brings the milestone payments of the alliance to EUR 45 million.", ("other", 45_000_000)),
        ("Arbor may get up to EUR 36 million on meeting preset goals.", ("milestones total", 36_000_000)),
    ],
)
def test_sums_in_the_words_of_the_trade_press(told: str, expected: tuple[str, int]) -> None:
    assert expected in {(kind, amount) for kind, amount, _ in terms(read(HEAD + told))}


def test_who_is_paid_something_does_not_pay_what_is_owed_next() -> None:
    told = (
        "Kelvane paid Arbor a fee of $15 million at signing and must pay an additional $5 million milestone"
        " when the FDA"
        " accepts its BLA."
    )
    facts = read(HEAD + told)
    names = {c.id: c.name for c in facts.companies}
    assert [(names[m.payer or ""], int(m.amount or 0)) for m in facts.milestones] == [
        ("Kelvane Pharma AG", 5_000_000)
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Arbor gets $75 million in upfront Kelvane equity.", ("equity", 75_000_000)),
        (
            "The companies will invest up to $150 million in a joint exploration phase.",
            ("funding", 150_000_000),
        ),
        ("Kelvane will pay Arbor an upfront milestone payment and royalties.", ("upfront", 0)),
        (
            "Arbor will get $70 million, comprising an upfront payment in cash and an equity investment.",
            ("potential total", 70_000_000),
        ),
    ],
)
def test_upfront_in_shares_and_work_that_both_pay_for(told: str, expected: tuple[str, int]) -> None:
    found = {(kind, amount) for kind, amount, _ in terms(read(HEAD + told))}
    assert expected in found
    assert ("equity", 0) not in found


def test_an_option_to_a_milestone_and_royalty_bearing_licence() -> None:
    told = "Arbor has granted Kelvane an option to an exclusive, milestone and royalty bearing licence to ARB-211."
    assert {("milestones total", 0), ("royalty", 0)} <= {(k, n) for k, n, _ in terms(read(HEAD + told))}
