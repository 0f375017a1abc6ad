"""The language of several targets at once, and of agreements that no name tells the kind of."""

from __future__ import annotations

import pytest

from .releases import drugs, read


@pytest.mark.parametrize(
    ("told", "targets"),
    [
        ("inhibits the activity of tyrosine kinases including MET, AXL and RET", {"MET", "AXL", "RET"}),
        ("targets several kinases, including MET and RET", {"MET", "RET"}),
        ("blocks multiple receptor tyrosine kinases such as KIT and PDGFR", {"KIT", "PDGFR"}),
        ("inhibits the activity of multiple tyrosine kinases", set()),
    ],
)
def test_kinases_of_a_list(told: str, targets: set[str]) -> None:
    assert drugs(f"Arbor licensed ARB-204 to Kelvane Pharma. ARB-204 {told}.") == {"ARB-204": targets}


@pytest.mark.parametrize(
    ("told", "types"),
    [
        ("to jointly develop and sell antibodies on predetermined licensing terms", ["collaboration"]),
        ("to regain worldwide rights to ARB-204. Kelvane will provide manufacturing services", ["license"]),
    ],
)
def test_what_an_agreement_is_for(told: str, types: list[str]) -> None:
    facts = read(f"Arbor announced today that it has entered an agreement with Kelvane Pharma {told}.")
    assert [list(a.types) for a in facts.agreements] == [types]


@pytest.mark.parametrize(
    ("told", "types"),
    [
        ("Kelvane Pharma to acquire Zolvara, a treatment for gout", ["asset purchase"]),
        ("the shareholders of Kelvane Pharma to acquire Kelvane Pharma", ["acquisition"]),
    ],
)
def test_an_agreement_to_acquire_a_drug_or_its_maker(told: str, types: list[str]) -> None:
    facts = read(
        f"BOSTON, May 3, 2006 /PRNewswire/ -- Arbor today announced it has signed an agreement with {told}."
    )
    assert [(list(a.types), a.date) for a in facts.agreements] == [(types, "2006-05-03")]


def test_names_in_capitals_that_a_list_joins_to_a_drug() -> None:
    text = "Kelvane Pharma licensed from Arbor the medicine VEVARO, IHELIO, and ZERVITA for gout.{}"
    assert set(drugs(text.format(""))) == {"VEVARO", "IHELIO", "ZERVITA"}
    assert "ZERVITA" not in drugs(text.format(" The delivery technology, ZERVITA, is Arbor's own."))


def test_a_nation_is_no_drug() -> None:
    assert set(drugs("Arbor licensed ARB-204 (Korean registered trademark: K-DAB) to Kelvane Pharma.")) == {
        "ARB-204"
    }
