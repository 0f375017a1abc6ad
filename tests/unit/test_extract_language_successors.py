"""The language of notes of reports, fourth part: who took a party's place, what ends another deal, and when."""

from __future__ import annotations

import pytest

from .reports import read, roles

US = "Orvane Therapeutics, Inc."


@pytest.mark.parametrize(
    "told",
    [
        "Kelvane Ltd., now a wholly-owned subsidiary of Merck & Co. In 2012 we received $2 million under the Merck "
        "agreement.",
        "Kelvane Ltd., which has since been acquired by Roche. Roche may end the license agreement at any time.",
        "Kelvane Ltd. (later acquired by Merck & Co.). Under the license agreement, Merck pays us royalties.",
        "Kelvane Ltd. (now part of Merck & Co.) for ARB-7. We work with Merck under this license agreement.",
    ],
)
def test_who_bought_a_party_is_no_party_of_another_deal(told: str) -> None:
    facts = read(f"In March 2010, we entered into a license agreement with {told}")
    assert [a.types for a in facts.agreements] == [("license",)]
    assert set(roles(facts)) == {US, "Kelvane Ltd."}


@pytest.mark.parametrize(
    "whose", ["Kelvane Ltd., a subsidiary of Merck & Co.", "Kelvane Ltd., which is now part of Merck & Co."]
)
def test_who_bought_a_party_may_sign_for_itself(whose: str) -> None:
    facts = read(
        f"In March 2010, we entered into a license agreement with {whose} In May 2012, we entered into a separate "
        "supply agreement with Merck & Co."
    )
    assert [(a.types, a.date) for a in facts.agreements] == [
        (("license",), "2010-03"),
        (("supply",), "2012-05"),
    ]


@pytest.mark.parametrize(
    ("told", "date", "status"),
    [
        (
            "In June 2014, we and Kelvane Ltd. entered into an agreement under which both sides agreed to terminate "
            "that Second Amended License Agreement, dated July 22, 2009.",
            "2009-07-22",
            "terminated",
        ),
        (
            "On May 4, 2016, under the terms of an asset sale agreement with Kelvane Ltd., we acquired ARB-7.",
            "2016-05-04",
            "in force",
        ),
        (
            "In May 2016, pursuant to an exclusive license agreement with Kelvane Ltd., the Company obtained rights to "
            "ARB-7.",
            "2016-05",
            "in force",
        ),
        (
            "In May 2016, under a license agreement with Kelvane Ltd., the Company received a milestone payment of $2 "
            "million.",
            None,
            "in force",
        ),
    ],
)
def test_when_a_deal_was_signed(told: str, date: str | None, status: str) -> None:
    assert [(a.date, a.status) for a in read(told).agreements] == [(date, status)]


def test_who_receives_rights_by_an_assignment_buys_them() -> None:
    facts = read(
        "On January 6, 2017, we entered into a Patent Assignment Agreement with Kelvane Ltd., whereby we received "
        "exclusive rights to activators of BMPR2."
    )
    assert roles(facts) == {US: "buyer", "Kelvane Ltd.": "seller"}


def test_an_exclusive_license_with_an_aside_is_exclusive() -> None:
    facts = read(
        "Under our agreement with Kelvane Ltd., Kelvane granted to us (1) an exclusive (even as to Kelvane), "
        "sublicensable license to sell ARB-7 and (2) a non-exclusive license to make it."
    )
    assert [a.exclusivity for a in facts.agreements] == ["exclusive"]


def test_rights_beyond_a_country() -> None:
    facts = read("In May 2016, we granted Kelvane Ltd. ex-China rights to ARB-7 under a license agreement.")
    assert [a.territory for a in facts.agreements] == ["ex-China"]


@pytest.mark.parametrize(
    ("told", "drug"),
    [
        ("a cancer drug known as AQ4N", "AQ4N"),
        ("a compound designated KV8L", "KV8L"),
        ("the antibody called T3X1", "T3X1"),
    ],
)
def test_a_code_of_no_common_shape_is_called_a_drug(told: str, drug: str) -> None:
    facts = read(f"In May 2016, we in-licensed {told} from Kelvane Ltd.")
    assert [d.name for d in facts.drugs] == [drug]


def test_a_study_of_a_numbered_compound_names_it() -> None:
    facts = read(
        "In 2020 we received $10 million from Kelvane Ltd. for dosing the first patient in its KLV-986249 clinical "
        "study "
        "under our license agreement."
    )
    assert [d.name for d in facts.drugs] == ["KLV-986249"]


def test_an_acronym_of_a_kind_of_antibody_is_no_drug() -> None:
    facts = read(
        "In May 2016, we licensed to Kelvane Ltd. our PD-1/VEGF bispecific antibody (BsAb) ARB-707 for China."
    )
    (drug,) = facts.drugs
    names = {a.id: a.name for a in facts.antigens}
    assert (drug.name, {names[t.antigen] for t in drug.targets}) == ("ARB-707", {"PD-1", "VEGF"})


@pytest.mark.parametrize(
    "told",
    [
        "Kelvane Ltd. purchased 801,820 shares of our common stock for gross proceeds of $10 million.",
        "Kelvane Ltd. made an equity investment whereby we issued 801,820 restricted shares to it in a private "
        "placement "
        "for total gross proceeds of $10 million, and net proceeds were $9.2 million.",
        "we sold 801,820 ordinary shares to Kelvane Ltd. at a price of $12.47 per share for an aggregate purchase "
        "price "
        "of $10 million; the net proceeds were $9.2 million.",
    ],
)
def test_shares_that_a_partner_buys_are_equity(told: str) -> None:
    facts = read(
        "On March 23, 2017, we entered into a license agreement with Kelvane Ltd. In connection with the license "
        f"agreement, {told}"
    )
    assert [(t.kind, str(t.amount)) for t in facts.agreements[0].terms] == [("equity", "10000000")]


def test_shares_that_the_public_buys_are_none_of_a_deal() -> None:
    facts = read(
        "On March 23, 2017, we entered into a license agreement with Kelvane Ltd. In June 2017, we sold 5,000,000 "
        "shares "
        "in a public offering for gross proceeds of $50 million."
    )
    assert facts.agreements[0].terms == ()


@pytest.mark.parametrize(
    "option", ["to invest in development", "to receive royalties", "to participate in development"]
)
def test_an_option_that_is_none_on_rights_makes_no_licensee(option: str) -> None:
    facts = read(
        f"In May 2016, we and Kelvane Ltd. began a collaboration on antibodies. Kelvane has the option {option}."
    )
    assert set(roles(facts).values()) == {"partner"}


def test_an_agreement_on_research_and_development_in_short() -> None:
    facts = read("In May 2016, we and Kelvane Ltd. struck an R&D deal in gout.")
    assert [a.types for a in facts.agreements] == [("research", "development")]


@pytest.mark.parametrize(
    "told",
    [
        "In 2016, we recognized $5 million of revenue related to the achievement of a clinical milestone by Kelvane "
        "Ltd.",
        "Revenue for 2016 included a $5 million milestone earned upon the approval of ARB-7 in Europe.",
    ],
)
def test_milestones_that_stand_among_revenue(told: str) -> None:
    facts = read(f"In May 2014, we licensed ARB-7 to Kelvane Ltd. under a license agreement. {told}")
    assert [(str(m.amount), m.status) for m in facts.milestones] == [("5000000", "achieved")]


def test_a_judgment_that_a_court_enters_is_no_signing() -> None:
    facts = read(
        "The District Court entered a Consent Judgment on May 3, 2021, approving the settlement agreement between us "
        "and Kelvane Ltd. on the patents that cover ARB-7."
    )
    assert {a.date for a in facts.agreements} <= {None}
