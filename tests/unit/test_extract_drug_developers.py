"""Who develops a drug, told in wordings of our own: partners, licensors, owners of what it is combined with."""

from __future__ import annotations

import pytest

from .releases import read

_OPENING = "Arbor Therapeutics, Inc. today announced news. Birch Pharma AG and Norvant Biosciences, Inc. are others. "


def developers(sentence: str) -> dict[str, set[str]]:
    facts = read(_OPENING + sentence)
    names = {c.id: c.name.split()[0] for c in facts.companies}
    return {d.name: {names[who] for who in d.developers} for d in facts.drugs}


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Balstorimab, co-developed by Arbor and Birch Pharma AG, met its endpoint.", {"Arbor", "Birch"}),
        ("Balstorimab is being jointly developed by Arbor and Birch Pharma AG.", {"Arbor", "Birch"}),
        ("Arbor and Birch Pharma AG are jointly developing balstorimab in cancer.", {"Arbor", "Birch"}),
        ("Arbor is developing balstorimab in partnership with Birch Pharma AG.", {"Arbor", "Birch"}),
        ("Arbor is developing balstorimab together with its partner, Birch Pharma AG.", {"Arbor", "Birch"}),
        ("Arbor's balstorimab was licensed in 2015 from Norvant Biosciences, Inc.", {"Arbor", "Norvant"}),
        ("Arbor's balstorimab was discovered at Norvant Biosciences, Inc.", {"Arbor", "Norvant"}),
        ("Balstorimab, an antibody being developed with Birch Pharma AG, was shown.", {"Birch"}),
        ("Arbor tests balstorimab in a trial at the University of Utopia.", {"Arbor"}),
    ],
)
def test_developers(sentence: str, who: set[str]) -> None:
    assert developers(sentence)["balstorimab"] == who


@pytest.mark.parametrize(
    "sentence",
    [
        "Arbor tests ARB-101 in combination with balstorimab (Birch Pharma AG) in a trial.",
        "Arbor's ARB-101 was tested with balstorimab, a medicine that is marketed by Birch Pharma AG.",
    ],
)
def test_the_owner_of_another_medicine_does_not_develop_this_one(sentence: str) -> None:
    assert developers(sentence)["ARB-101"] == {"Arbor"}


@pytest.mark.parametrize(
    ("sentence", "drug", "who"),
    [
        (
            "The U.S. Food and Drug Administration has accepted the IND of ARB-101 for cancer.",
            "ARB-101",
            {"Arbor"},
        ),
        ("The first patient was dosed in a Phase 1 trial of ARB-101 in lymphoma.", "ARB-101", {"Arbor"}),
        ("Nexium® (esomeprazole) is for the treatment of ulcers.", "esomeprazole", set()),
        ("A trial tests ARB-101 combined with Balvexa® (balstorimab) in lymphoma.", "balstorimab", set()),
    ],
)
def test_what_a_release_speaks_of_is_its_speakers(sentence: str, drug: str, who: set[str]) -> None:
    assert developers(sentence)[drug] == who
