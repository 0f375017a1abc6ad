"""How trade papers and short releases tell deals, milestones and medicines; sentences of our own."""

from __future__ import annotations

import pytest

from dealgraph.facts import FilingFacts

from .releases import read, roles

ARBOR, KELVANE = "Arbor Therapeutics, Inc.", "Kelvane Pharma"


def drugs(facts: FilingFacts) -> set[str]:
    return {d.name for d in facts.drugs}


@pytest.mark.parametrize(
    "told",
    [
        "Kelvane Pharma has handed back the rights to the Parkinson's disease drug zolvaran to Arbor Therapeutics.",
        "Arbor Therapeutics has secured exclusive rights to zolvaran from Kelvane Pharma.",
        "Arbor Therapeutics licensed zolvaran, a first-in-class blocker of a calcium channel, from Kelvane Pharma.",
        "Arbor Therapeutics will develop and commercialize zolvaran in Japan under a pact with Kelvane Pharma.",
        "Under a license agreement with Kelvane Pharma, Arbor Therapeutics pays royalties on zolvaran in Spain.",
    ],
)
def test_a_word_that_is_no_english_and_to_which_there_are_rights_is_a_drug(told: str) -> None:
    assert drugs(read(told)) == {"zolvaran"}


@pytest.mark.parametrize(
    "thing", ["theranostics", "nanoparticles", "bioinformatics", "nutraceuticals", "radiochemistry"]
)
def test_a_learned_word_is_no_drug(thing: str) -> None:
    facts = read(f"Arbor Therapeutics has acquired exclusive rights to {thing} from Kelvane Pharma.")
    assert drugs(facts) == set()


@pytest.mark.parametrize(
    "told",
    [
        "Arbor Therapeutics licensed ARB-7, a selective oral inhibitor of an enzyme that drives the scarring of lungs, "
        "from Kelvane Pharma.",
        "Arbor Therapeutics has licensed from Kelvane Pharma the Crohn's disease candidate ARB-7.",
        "Arbor Therapeutics has licensed ARB-7, once known as KEL-4, from Kelvane Pharma.",
    ],
)
def test_what_is_licensed_from_a_company_is_licensed_by_it(told: str) -> None:
    facts = read(told)
    assert roles(facts)[ARBOR] == "licensee"
    assert roles(facts)[KELVANE] == "licensor"


@pytest.mark.parametrize(
    ("told", "trigger"),
    [
        (
            "Arbor Therapeutics announced the start of a Phase 2 trial of ARB-7. Under the collaboration agreement "
            "with "
            "Kelvane Pharma, achievement of this milestone entitles Arbor to a payment of $5 million.",
            "start of a Phase 2 trial of ARB-7",
        ),
        (
            "Arbor Therapeutics was notified by its collaborator Kelvane Pharma that the first subject has been "
            "dosed with "
            "ARB-7. Reaching this milestone earns Arbor a payment of $5 million under their collaboration "
            "agreement.",
            "first subject has been dosed with ARB-7",
        ),
        (
            "Under its collaboration agreement with Kelvane Pharma, Arbor Therapeutics received a cash payment of $5 "
            "million with the dosing of the first patient in the trial of ARB-7.",
            "dosing of the first patient in the trial of ARB-7",
        ),
    ],
)
def test_the_event_of_a_payment_may_stand_in_the_sentence_before_or_behind_with(
    told: str, trigger: str
) -> None:
    (milestone,) = read(told).milestones
    assert (str(milestone.amount), milestone.status, milestone.trigger) == ("5000000", "achieved", trigger)


def test_when_a_company_was_founded_is_no_date_of_its_deal() -> None:
    facts = read(
        "In its first deal since being founded in 2020, Kelvane Pharma licensed global rights to ARB-7 to Arbor "
        "Therapeutics."
    )
    assert [a.date for a in facts.agreements] == [None]


def test_a_deal_that_was_inked_has_a_date() -> None:
    facts = read(
        "Arbor Therapeutics and Kelvane Pharma have agreed to terminate the license agreement inked on April 27, 2015."
    )
    assert [(a.date, a.status) for a in facts.agreements] == [("2015-04-27", "terminated")]


@pytest.mark.parametrize(
    "centre", ["Kelvane Cancer Center", "Kelvane Heart Center", "Kelvane Cancer Research Centre"]
)
def test_a_centre_of_medicine_named_after_a_place(centre: str) -> None:
    facts = read(f"Arbor Therapeutics announced that it signed a license agreement with {centre}.")
    assert set(roles(facts)) == {ARBOR, centre}


def test_where_a_company_has_its_headquarters_is_no_part_of_its_name() -> None:
    facts = read("Israel-headquartered Kelvane Pharma licensed ARB-7 to Arbor Therapeutics.")
    assert set(roles(facts)) == {ARBOR, KELVANE}


@pytest.mark.parametrize(
    ("told", "types"),
    [
        (
            "Kelvane Pharma and Arbor Therapeutics will work together to discover antibodies.",
            ("collaboration",),
        ),
        ("Arbor Therapeutics said that it has licensed Kelvane Pharma's antisense patents.", ("license",)),
        ("Arbor Therapeutics agreed to license the antibody ARB-7 to Kelvane Pharma.", ("license",)),
        ("Arbor Therapeutics has made a recommended cash offer for Kelvane Pharma plc.", ("acquisition",)),
        (
            "Arbor Therapeutics and Kelvane Pharma have reached agreement on the terms of a recommended merger.",
            ("merger",),
        ),
        ("Kelvane Pharma has taken up its option to ARB-7 of Arbor Therapeutics.", ("option",)),
        (
            "Arbor Therapeutics signed an option agreement that lets Kelvane Pharma choose to enter into an exclusive "
            "license agreement for ARB-7.",
            ("option",),
        ),
    ],
)
def test_deals_told_in_the_words_of_the_trade(told: str, types: tuple[str, ...]) -> None:
    assert [a.types for a in read(told).agreements] == [types]


def test_a_collaboration_that_two_have_concluded_is_over() -> None:
    facts = read(
        "Arbor Therapeutics and Kelvane Pharma have concluded their three-year research collaboration on ARB-7."
    )
    assert [a.status for a in facts.agreements] == ["terminated"]


@pytest.mark.parametrize(
    ("told", "kind", "amount"),
    [
        ("Kelvane will pay $94 million over ten years in support of the research.", "funding", "94000000"),
        ("Total consideration to Arbor could be up to $500 million.", "potential total", "500000000"),
        (
            "Kelvane will make signing and milestone payments of up to $30 million.",
            "potential total",
            "30000000",
        ),
    ],
)
def test_what_a_deal_is_worth(told: str, kind: str, amount: str) -> None:
    facts = read(f"Arbor Therapeutics licensed ARB-7 to Kelvane Pharma. {told}")
    assert [(t.kind, str(t.amount)) for t in facts.agreements[0].terms] == [(kind, amount)]


def test_a_parenthesis_may_say_what_the_world_leaves_out() -> None:
    facts = read(
        "Arbor Therapeutics licensed ARB-7 to Kelvane Pharma. The rights are global (excluding China)."
    )
    assert facts.agreements[0].territory == "global (excluding China)"
