"""Payments around what happens to a deal: exercises, steps reached, what is still due, what a buyer may owe."""

from __future__ import annotations

import pytest

from dealgraph.facts import FilingFacts

from .releases import read

HEAD = (
    "LEIPZIG, Germany, May 4, 2017 -- Arbor Therapeutics, Inc. and Kelvane Pharma AG today announced a licence"
    " agreement for the kinase inhibitor ARB-210. "
)


def terms(facts: FilingFacts) -> set[tuple[str, int]]:
    return {(t.kind, int(t.amount or 0)) for a in facts.agreements for t in a.terms}


def steps(facts: FilingFacts) -> list[tuple[int, str, str | None, str]]:
    names = {c.id: c.name for c in facts.companies}
    return [(int(m.amount or 0), m.status, m.kind, names[m.payer or ""]) for m in facts.milestones]


def test_the_exercise_of_an_option_brings_its_fee() -> None:
    facts = read(
        "LEIPZIG, Germany, May 4, 2017 -- Arbor Therapeutics, Inc. announced that Kelvane Pharma AG has exercised its"
        " option to license ARB-210. The exercise triggers a $12 million payment to Arbor."
    )
    assert ("option fee", 12_000_000) in terms(facts)
    assert not facts.milestones


@pytest.mark.parametrize(
    ("told", "amount", "kind"),
    [
        ("Kelvane pays $1 million up front and will pay $3 million when the drug gains approval.", 3, "regulatory"),
        ("Arbor is due $2 million at once and $3 million on approval.", 3, "regulatory"),
        ("Kelvane has paid $2 million. A further $4 million falls due when Phase I starts.", 4, "clinical"),
        ("Kelvane pays $1 million now and up to $4 million once ARB-210 reaches the market.", 4, "commercial"),
    ],
)  # fmt: skip
def test_what_is_still_due(told: str, amount: int, kind: str) -> None:
    assert (amount * 1_000_000, "potential", kind, "Kelvane Pharma AG") in steps(read(HEAD + told))


def test_a_success_fee_is_a_milestone() -> None:
    facts = read(
        "CAMBRIDGE, England, 12 October 2005 -- Arbor Therapeutics, Inc. said today that Kelvane Pharma AG"
        " has accepted"
        " a clinical candidate from the companies' alliance, for which it has paid a success fee of $2.5 million."
    )
    assert [(amount, status) for amount, status, _, _ in steps(facts)] == [(2_500_000, "achieved")]


def test_what_is_invoiced_for_a_milestone_is_its_amount() -> None:
    facts = read(
        "BASEL, Switzerland, Nov. 14, 2022 -- Arbor Therapeutics, Inc. announces that it has reached a preclinical"
        " milestone in its alliance with Kelvane Pharma AG. Arbor will invoice Kelvane USD 7.5 million."
        " Since 2018 the"
        " alliance has brought Arbor USD 52 million."
    )
    assert steps(facts) == [(7_500_000, "achieved", "preclinical", "Kelvane Pharma AG")]
    assert ("other", 52_000_000) in terms(facts)


def test_who_booked_a_milestone_was_paid_it() -> None:
    facts = read(
        "RALEIGH, N.C., Aug. 8, 2011 -- Arbor Therapeutics, Inc. reported results. Under its agreement with Kelvane"
        " Pharma AG it booked a $10 million milestone when Kelvane filed for approval in Japan, and looks"
        " for a further"
        " $5 million on approval there."
    )
    assert steps(facts) == [
        (10_000_000, "achieved", "regulatory", "Kelvane Pharma AG"),
        (5_000_000, "expected", "regulatory", "Kelvane Pharma AG"),
    ]


def test_what_a_buyer_may_still_owe() -> None:
    facts = read(
        "ATLANTA, Feb. 22, 2005 -- Arbor Therapeutics, Inc. has acquired the U.S. rights to Zetrac from"
        " Kelvane Pharma"
        " AG for $22.5 million in cash. It will pay a further $5 million if a line extension is approved and another"
        " $10 million once annual sales pass $50 million."
    )
    assert terms(facts) == {("purchase price", 22_500_000)}
    assert steps(facts) == [
        (5_000_000, "potential", "regulatory", "Arbor Therapeutics, Inc."),
        (10_000_000, "potential", "commercial", "Arbor Therapeutics, Inc."),
    ]


def test_the_price_of_all_shares_beside_that_of_one() -> None:
    facts = read(
        "NEW YORK, May 8, 2019 -- Arbor Therapeutics, Inc. has launched a tender offer for all shares of"
        " Pelion Pharma"
        " at $43.00 per share in cash, or about $11.4 billion in total."
    )
    assert terms(facts) == {("purchase price", 11_400_000_000)}


def test_a_dollar_that_is_matched_is_no_payment() -> None:
    facts = read(
        "AUSTIN, Texas, Nov. 2, 2015 -- The National Cancer Institute has awarded Arbor Therapeutics, Inc. a grant of"
        " $18.7 million for a Phase 2 trial of ARB-77. Arbor has to pay one dollar for every two of it."
    )
    assert terms(facts) == {("funding", 18_700_000)}


def test_what_this_milestone_is_stands_some_sentences_before() -> None:
    facts = read(
        "Tampa, Fla., Feb. 20 - Arbor Therapeutics, Inc. announced Monday it has delivered cells of ARB-3 to Kelvane"
        " Pharma AG, marking the first milestone of their license agreement. The cells could serve to make ARB-3 for"
        " trials. This milestone triggers a $1 million payment to Arbor."
    )
    assert [(m.trigger or "").startswith("has delivered cells") for m in facts.milestones] == [True]


def test_an_undisclosed_payment_that_this_milestone_triggers() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. today announced that Kelvane Pharma AG has advanced into clinical trials"
        " an antibody"
        " from the companies' collaboration. This milestone triggers an undisclosed payment to Arbor."
    )
    assert steps(facts) == [(0, "achieved", "clinical", "Kelvane Pharma AG")]


def test_a_headline_and_what_was_earned_after_all_are_one_milestone() -> None:
    facts = read(
        "Arbor to get 38M dollars milestone payment\n\nArbor Therapeutics, Inc. said that it would be paid $38"
        " million by Kelvane Pharma AG after achieving certain sales of Vimosa. The companies signed a"
        " license agreement in 2003."
    )
    assert steps(facts) == [(38_000_000, "achieved", "commercial", "Kelvane Pharma AG")]


def test_what_may_be_owed_in_coming_years_is_no_figure_of_the_accounts() -> None:
    facts = read(
        "NEW YORK, May 8, 2017 -- Royalty Pharma has bought the royalties on sales of Vimosa from Arbor"
        " Therapeutics, Inc."
        " for $220 million plus potential milestone payments of $25 million in 2018 and $40 million in 2020"
        " if sales exceed a level."
    )
    assert ("purchase price", 220_000_000) in terms(facts)


def test_the_date_of_an_issue_is_not_that_of_the_release() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. has earned a milestone payment of $2 million under its license agreement"
        " with Kelvane"
        " Pharma AG, which was widened a year later (Newsletter March 29, 2004)."
    )
    assert [m.date for m in facts.milestones] == [None]


@pytest.mark.parametrize(
    ("told", "amount", "status", "kind"),
    [
        ("Arbor gets CHF 4 million upfront, CHF 2 million at the first dosing and more.", 2, "potential", "clinical"),
        ("Arbor has earned $5 million from Kelvane for enrolling the last patient.", 5, "achieved", "clinical"),
        ("The start of Phase 2 makes Arbor eligible for a $2 million payment.", 2, "expected", "clinical"),
        ("Arbor gets an upfront of EUR 20m, EUR 15m on IND filing and a royalty.", 15, "potential", "regulatory"),
        ("Kelvane has paid the $2 million due for ARB-9's entry into Phase 2.", 2, "achieved", "clinical"),
        ("The start of Phase 2 releases a milestone payment of EUR 2 million to Arbor.", 2, "achieved", "clinical"),
    ],
)  # fmt: skip
def test_steps_in_further_words(told: str, amount: int, status: str, kind: str) -> None:
    assert (amount * 1_000_000, status, kind, "Kelvane Pharma AG") in steps(read(HEAD + told))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("To date, Arbor has earned $110 million from the collaboration.", ("other", 110_000_000)),
        ("With this milestone, payments under the agreement total $80 million.", ("other", 80_000_000)),
        ("Arbor gets as much as EUR 355 million if everything goes to plan.", ("milestones total", 355_000_000)),
        ("Arbor gets EUR 15 million within days of signing.", ("upfront", 15_000_000)),
        ("Kelvane will make progress payments of up to $17 million.", ("milestones total", 17_000_000)),
        ("Arbor may get $265 million in option exercise and sales-based payments.", ("potential total", 265_000_000)),
        ("Sales will bear royalties of 7 percent.", ("royalty", 0)),
        ("Kelvane pays 15 percent of its net sales.", ("royalty", 0)),
        ("Arbor is entitled to 35 percent of profits in Japan.", ("other", 0)),
        ("Arbor gets $20 million at the outset.", ("upfront", 20_000_000)),
        ("Arbor is reimbursed for its internal and external costs through proof of concept.", ("funding", 0)),
        ("Arbor may get $150 million for commercial goals.", ("milestones total", 150_000_000)),
    ],
)  # fmt: skip
def test_sums_in_further_words(told: str, expected: tuple[str, int]) -> None:
    assert expected in terms(read(HEAD + told))


def test_what_opens_a_sentence_is_no_part_of_the_event() -> None:
    facts = read(
        "AUSTIN, Texas, Dec. 5, 2013 -- Arbor Therapeutics, Inc. today announced that Kelvane Pharma AG has dosed"
        " a patient with ARB-118. Under the 2009 agreement, dosing triggers a $35 million milestone payment to Arbor."
    )
    told = "Kelvane Pharma AG has dosed a patient with ARB-118"
    assert [m.trigger for m in facts.milestones] == [told]


def test_a_foundation_that_grants_money_gives_no_licence() -> None:
    facts = read(
        "GAITHERSBURG, Md., Feb. 18, 2009 -- The Bill & Melinda Gates Foundation has granted Arbor Therapeutics, Inc."
        " $8.2 million toward a malaria vaccine."
    )
    assert [p.role for p in facts.agreements[0].parties] == ["partner", "partner"]
    assert terms(facts) == {("funding", 8_200_000)}


@pytest.mark.parametrize(
    "told",
    [
        "Arbor Therapeutics, Inc. has reached a settlement with Kelvane Pharma AG in their litigation over Vimosa.",
        "Kelvane Pharma AG and Arbor Therapeutics, Inc. have put an end to their legal dispute over the drug Vimosa.",
    ],
)
def test_settlements(told: str) -> None:
    facts = read("CHICAGO, Oct. 1, 2007 -- " + told + " Kelvane will make a one-time payment of $23 million.")
    assert [a.types for a in facts.agreements] == [("other",)]
    assert terms(facts) == {("other", 23_000_000)}


def test_two_payments_of_a_sentence_have_their_own_events() -> None:
    facts = read(
        HEAD
        + "Kelvane has nominated a drug candidate, earning Arbor a EUR 1 million milestone and putting it in line for"
        " EUR 3.5 million at the start of toxicology."
    )
    assert [(int(m.amount or 0), m.status, m.kind) for m in facts.milestones] == [
        (1_000_000, "achieved", "preclinical"),
        (3_500_000, "potential", "preclinical"),
    ]


def test_what_stands_in_brackets_names_no_sum_before_them() -> None:
    facts = read(
        HEAD
        + "Arbor has received CHF 210 million from Kelvane since 2008 (upfront CHF 65 million, fees CHF 145 million)."
    )
    assert ("upfront", 65_000_000) in terms(facts)
    assert ("upfront", 210_000_000) not in terms(facts)


def test_what_was_received_for_a_step_and_what_the_next_ones_bring() -> None:
    facts = read(
        "SAN DIEGO, Sept. 3, 2014 -- Arbor Therapeutics, Inc. today announced the receipt of $10 million from Kelvane"
        " Pharma AG, payable under the parties' agreement on acceptance of the NDA for Vimosa. Kelvane owes two more"
        " payments: $30 million when Vimosa is approved and $20 million at launch in Japan."
    )
    assert [(amount, status, kind) for amount, status, kind, _ in steps(facts)] == [
        (10_000_000, "achieved", "regulatory"),
        (30_000_000, "potential", "regulatory"),
        (20_000_000, "potential", "commercial"),
    ]
