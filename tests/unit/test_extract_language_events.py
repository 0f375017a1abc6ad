"""What happens around deals, as releases tell it: options, returned drugs, awards, royalties sold, milestones due."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .releases import read, roles

US, THEM = "Arbor Therapeutics, Inc.", "Kelvane, Inc."
LINE = "BOSTON, March 3, 2019 - "
OUT = {US: "licensor", THEM: "licensee"}
SOLD = {US: "seller", "Velmora Life Sciences": "buyer"}


@pytest.mark.parametrize(
    "text",
    [
        "Arbor Therapeutics, Inc. announced today that Kelvane, Inc. has licensed ABR-77, an oral kinase inhibitor.",
        "Arbor Therapeutics, Inc. announced that Kelvane, Inc. (NYSE: KLV) has in-licensed ABR-77 for asthma.",
        "Arbor Therapeutics, Inc. said that Kelvane, Inc. has opted to license ABR-77.",
        "Arbor Therapeutics, Inc. reported that Kelvane, Inc., a Norvale company, has licensed ABR-77 for asthma.",
    ],
)
def test_who_has_licensed_a_drug_takes_it(text: str) -> None:
    facts = read(LINE + text)
    assert [(a.types, roles(facts, n)) for n, a in enumerate(facts.agreements)] == [(("license",), OUT)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kelvane, Inc. has returned all rights to ABR-77 to Arbor Therapeutics, Inc.", "terminated"),
        ("Arbor Therapeutics, Inc. has regained full control of ABR-77 from Kelvane, Inc.", "terminated"),
        ("Kelvane, Inc. is handing back ABR-77 to Arbor Therapeutics, Inc.", "terminated"),
        (
            "Arbor Therapeutics, Inc. announced that Kelvane, Inc. has informed the company of its decision to "
            "discontinue the development of ABR-77 and return the rights to it.",
            "terminated",
        ),
        (
            "Arbor Therapeutics, Inc. announced that Kelvane, Inc. will not exercise its option to ABR-77.",
            "expired",
        ),
        (
            "Arbor Therapeutics, Inc. and Kelvane, Inc. have agreed to dissolve their joint venture for ABR-77.",
            "terminated",
        ),
    ],
)
def test_drugs_handed_back(text: str, status: str) -> None:
    facts = read(f"{LINE}{text} ABR-77 is an antibody.")
    assert [a.status for a in facts.agreements] == [status]
    assert set(roles(facts)) == {US, THEM}


@pytest.mark.parametrize(
    "text",
    [
        "Arbor Therapeutics, Inc. announced that the underwriters will not exercise their option on shares.",
        "Patients of Kelvane, Inc. regained full control of their asthma after treatment with ABR-77.",
        "Arbor Therapeutics, Inc. may return the drug ABR-77 to shelves.",
    ],
)
def test_what_hands_no_drug_back(text: str) -> None:
    assert read(f"{LINE}{text} ABR-77 is an antibody.").agreements == ()


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (
            "Arbor Therapeutics, Inc. announced that the Norvale Research Institute has modified its contract for "
            "the advanced development of ABR-77, a vaccine.",
            "Norvale Research Institute",
        ),
        (
            "The Norvale Asthma Foundation has committed up to $17 million in additional funding to "
            "Arbor Therapeutics, Inc. for ABR-77, an antibody.",
            "Norvale Asthma Foundation",
        ),
        (
            "Arbor Therapeutics, Inc. announced that the Norvale Asthma Foundation will fund its program for "
            "the antibody ABR-77 with a grant of $1.2 million.",
            "Norvale Asthma Foundation",
        ),
    ],
)
def test_money_of_agencies(text: str, agency: str) -> None:
    facts = read(LINE + text)
    assert [set(roles(facts, n)) for n in range(len(facts.agreements))] == [{US, agency}]
    assert "research" in facts.agreements[0].types


@pytest.mark.parametrize(
    "text",
    [
        "Arbor Therapeutics, Inc. today announced that Velmora Life Sciences will purchase half of the royalties owed "
        "to Arbor on sales of ABR-77 for $1 billion.",
        "Arbor Therapeutics, Inc. announced that Velmora Life Sciences has acquired 40 percent of its royalties on "
        "ABR-77 for $90 million.",
    ],
)
def test_royalties_sold(text: str) -> None:
    facts = read(LINE + text)
    assert [(a.types, a.date) for a in facts.agreements] == [(("other",), "2019-03-03")]
    assert roles(facts) == SOLD


IND = "Arbor Therapeutics, Inc. announced that its partner Kelvane, Inc. has filed an IND for the antibody ABR-77. "


@pytest.mark.parametrize(
    ("text", "amount", "status", "trigger"),
    [
        (
            IND + "Arbor is entitled to a $1 million milestone payment.",
            1,
            "expected",
            "partner Kelvane, Inc. has filed an IND for the antibody ABR-77",
        ),
        (
            "Arbor Therapeutics, Inc. announced FDA approval of ABR-77 for asthma. The approval entitles Arbor to "
            "a $25 million milestone from its partner Kelvane, Inc.",
            25,
            "achieved",
            "FDA approval of ABR-77 for asthma",
        ),
        (
            "Arbor Therapeutics, Inc. announced that it will receive a $10 million milestone payment from its partner "
            "Kelvane, Inc. upon the achievement of $400 million of net sales of ABR-77, an antibody.",
            10,
            "expected",
            "$400 million of net sales of ABR-77, an antibody",
        ),
        (
            "With the European launch of ABR-77, Kelvane, Inc. has paid Arbor Therapeutics, Inc. a final milestone of "
            "$15 million under the parties' 2014 license agreement.",
            15,
            "achieved",
            "European launch of ABR-77",
        ),
        (
            "Arbor Therapeutics, Inc. has earned two $5.0 million milestones from its partner Kelvane, Inc. for the "
            "acceptance of INDs.",
            5,
            "achieved",
            "acceptance of INDs",
        ),
    ],
)
def test_milestones_of_the_news(text: str, amount: int, status: str, trigger: str) -> None:
    found = [(m.amount, m.status, m.trigger) for m in read(LINE + text).milestones]
    assert found == [(Decimal(amount * 1_000_000), status, trigger)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The November 2014 agreement ends in May.", "2014-11"),
        ("The companies entered into the collaboration in June 2010.", "2010-06"),
        ("The alliance was established in 2015.", "2015"),
        ("The companies will meet in 2020 under the agreement.", None),
    ],
)
def test_when_an_old_deal_began(text: str, date: str | None) -> None:
    facts = read(
        f"{LINE}Arbor Therapeutics, Inc. presented data of ABR-77 from its collaboration with Kelvane, Inc. {text}"
    )
    assert [a.date for a in facts.agreements] == [date]


def test_who_assigns_rights_is_the_party_of_what_it_assigns() -> None:
    facts = read(
        "On December 20, 2013, Norvale Pharma LLC assigned to Kelvane, Inc. its rights under the product development "
        "agreement with Arbor Therapeutics, Inc. in respect of the antibody ABR-77.",
        kind="8-K",
    )
    assert [set(roles(facts, n)) for n, a in enumerate(facts.agreements) if a.types == ("development",)] == [
        {US, "Norvale Pharma LLC"}
    ]


def test_an_old_agreement_is_known_by_its_date() -> None:
    facts = read(
        LINE
        + "Arbor Therapeutics, Inc. announced today that it has reacquired worldwide rights to ABR-77, an antibody, "
        "from Kelvane, Inc. The Co-Development Agreement, signed January 1, 2018, ends by mutual consent."
    )
    assert [(a.date, roles(facts, n)) for n, a in enumerate(facts.agreements)] == [("2018-01-01", OUT)]


def test_a_waiting_period_that_expires_ends_no_agreement() -> None:
    facts = read(
        LINE
        + "Arbor Therapeutics, Inc. and Kelvane, Inc. today said that the waiting period has expired and that their "
        "agreement to develop and commercialize ABR-77, an antibody, is now effective."
    )
    assert [a.status for a in facts.agreements] == ["in force"]


def test_a_name_that_only_drugs_have_tells_of_the_field() -> None:
    facts = read(LINE + "Norvale Corp. sold its rights to foretinib to Kelvane, Inc.")
    assert [d.name for d in facts.drugs] == ["foretinib"]
    assert [(a.types, a.date) for a in facts.agreements] == [(("asset purchase",), "2019-03-03")]


def test_each_of_two_partners_pays_under_its_own_deal() -> None:
    facts = read(
        LINE
        + "Arbor Therapeutics, Inc. has earned a $15 million milestone payment from Kelvane, Inc. related to "
        "validation of a target, and $7 million from Norvale AG for progress of ABR-77, an antibody."
    )
    names = {c.id: c.name for c in facts.companies}
    assert [set(roles(facts, n)) for n in range(2)] == [{US, THEM}, {US, "Norvale AG"}]
    paid = [(m.agreement, m.amount, names[m.payer or ""]) for m in facts.milestones]
    assert paid == [("g0", Decimal(15_000_000), THEM), ("g1", Decimal(7_000_000), "Norvale AG")]


def test_rights_regained_tell_when_they_were_given() -> None:
    facts = read(
        LINE
        + "On September 3, 2014 Arbor Therapeutics, Inc. regained from Kelvane, Inc. all rights to ABR-77, an "
        "antibody. The collaboration, formed in October 2009, ended in January 2014."
    )
    assert [(a.date, a.status) for a in facts.agreements] == [("2009-10", "terminated")]


def test_whose_holders_are_paid_is_bought() -> None:
    facts = read(
        LINE
        + "Kelvane, Inc. and Arbor Therapeutics, Inc. have signed a definitive merger agreement. Stockholders of "
        "Arbor get $1.365 in cash for each share. The target of ABR-77, an antibody, is CD37."
    )
    assert roles(facts) == {US: "target", THEM: "acquirer"}


def test_a_payment_at_clearance_of_the_deal_is_no_milestone() -> None:
    facts = read(
        LINE
        + "Arbor Therapeutics, Inc. announced that it has received a $25 million payment from Kelvane, Inc. following "
        "antitrust clearance of the companies' collaboration for ABR-77, an anti-CTLA-4 antibody also known as "
        "orvalimab."
    )
    assert facts.milestones == ()
    assert [(t.kind, t.amount) for t in facts.agreements[0].terms] == [("upfront", Decimal(25_000_000))]
    assert [(d.name, d.aliases) for d in facts.drugs] == [("orvalimab", ("ABR-77",))]


def test_a_foundation_provides_funding() -> None:
    facts = read(
        LINE
        + "Arbor Therapeutics, Inc. and Norvale Asthma Foundation today announced an expansion of their existing "
        "research agreement. The foundation will provide up to $75 million over five years for ABR-77, an antibody."
    )
    assert [(t.kind, t.amount) for t in facts.agreements[0].terms] == [("funding", Decimal(75_000_000))]
