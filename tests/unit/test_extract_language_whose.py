"""Deals in which somebody else's name stands nearer: subsidiaries, owners, options, and whoever is paid."""

from __future__ import annotations

import pytest

from .releases import read, roles

US, THEM = "Arbor Therapeutics, Inc.", "Kelvane Pharma AG"
LICENCE_IN = {THEM: "licensor", US: "licensee"}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "Arbor announced a licensing agreement with Kelvane Pharma AG to acquire rights to its antibody.",
            LICENCE_IN,
        ),
        (
            "In May 2015 the Company entered into a patent license agreement with Kelvane Pharma AG for antibodies. "
            "Pursuant to the agreement, Kelvane will receive from the Company an upfront payment, as well as royalties "
            "on net sales of products covered by the license.",
            LICENCE_IN,
        ),
        (
            "In May 2015 the Company entered into an asset purchase agreement with Kelvane Pharma AG pursuant to which "
            "the Company granted Kelvane the exclusive right, but not the obligation, to acquire its rights to ARB-7.",
            {THEM: "buyer", US: "seller"},
        ),
        (
            "Arbor announced a licensing agreement between its recently acquired subsidiary, Torvane Bio Inc., and "
            "Japan-based Kelvane Pharma AG. Torvane will grant Kelvane a license to its antibody.",
            {"Torvane Bio Inc.": "licensor", THEM: "licensee"},
        ),
    ],
)
def test_who_gives_and_who_takes(text: str, sides: dict[str, str]) -> None:
    facts = read(f"{text} It is tried in patients with asthma.", "10-K")
    assert roles(facts) == sides


def test_a_subsidiary_that_is_bought_of_its_owner() -> None:
    facts = read(
        "Arbor is to acquire Orvane Pharma's wholly owned drug discovery subsidiary, Cambridge Biotechnology (CBT), "
        "together with an asthma program. Orvane Pharma will receive a percentage of sales."
    )
    assert roles(facts) == {US: "acquirer", "Cambridge Biotechnology": "target", "Orvane Pharma": "seller"}


def test_an_agreement_to_acquire_rights_is_one_deal_under_a_headline() -> None:
    facts = read(
        "Orvane Pharma to acquire the global rights to Arbor's treatment of pain\n\nArbor Therapeutics, Inc., which is "
        "developing ARB-110, a humanized antibody to Nerve Growth Factor (NGF), today announced it has entered into "
        "an agreement with Orvane Pharma under which Orvane Pharma will acquire the global rights to the biologic."
    )
    assert [roles(facts, n) for n in range(len(facts.agreements))] == [
        {"Orvane Pharma": "buyer", US: "seller"}
    ]
    assert "Nerve Growth Factor" not in {c.name for c in facts.companies}


def test_rights_acquired_before_the_licence_is_told_are_the_licence() -> None:
    facts = read(
        'The Company acquired rights to a group of antibodies from Kelvane Pharma AG ("Kelvane"). Pursuant to a '
        "material transfer agreement with Kelvane dated August 2019, the Company tried the antibodies. Under an option "
        "and license agreement effective as of May 10, 2020, Kelvane granted the Company an exclusive option to a "
        "license during the option term commencing on that date and ended on December 31, 2020.",
        "10-K",
    )
    assert [(a.types, a.date, a.status) for a in facts.agreements] == [
        (("option", "license"), "2020-05-10", "in force")
    ]


LETTER = (
    "In September 2018, the Company entered into a collaboration and option agreement with Kelvane Pharma AG for two "
    "cell therapies. In December 2020, the Company entered into a letter agreement with Kelvane, and Kelvane "
    "terminated all further research and development of the first therapy."
)


def test_a_letter_agreement_belongs_to_what_it_changes() -> None:
    facts = read(LETTER, "10-K")
    assert [(a.date, a.status) for a in facts.agreements] == [("2018-09", "in force")]


def test_an_agreement_that_ends_by_itself() -> None:
    facts = read(
        "In May 2015 the Company entered into a license agreement with Kelvane Pharma AG for ARB-7. In June 2019 the "
        "License Agreement automatically terminated pursuant to its terms.",
        "10-K",
    )
    assert [a.status for a in facts.agreements] == ["terminated"]


def test_what_a_subsidiary_is_paid_is_not_for_its_purchase() -> None:
    facts = read(
        "Orvane Pharma announced a license agreement between its recently acquired subsidiary, Torvane Bio Inc., and "
        "Kelvane Pharma AG. Torvane will receive royalties on any future net sales."
    )
    paid = {a.types: [t.kind for t in a.terms] for a in facts.agreements}
    assert paid == {("license",): ["royalty"], ("acquisition",): []}
