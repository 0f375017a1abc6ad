"""How trade papers name the sides of deals: by places, nations and what they are; sentences of our own."""

from __future__ import annotations

import pytest

from .releases import read, roles

ARBOR = "Arbor Therapeutics, Inc."


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "Arbor Therapeutics has licensed two antibodies from the Chinese company Kelvane Biologics.",
            {ARBOR: "licensee", "Kelvane Biologics": "licensor"},
        ),
        (
            "Arbor Therapeutics has signed an agreement to acquire acyclovir from Cayman Islands-based Kelvane "
            "Biopharma.",
            {ARBOR: "buyer", "Kelvane Biopharma": "seller"},
        ),
        (
            "Arbor Therapeutics has agreed to acquire all US rights to acyclovir from UK drugs giant Kelvane plc.",
            {ARBOR: "buyer", "Kelvane plc": "seller"},
        ),
        (
            "Arbor Therapeutics acquired rights to acyclovir from Kelvane plc and from Orvane, Inc.",
            {ARBOR: "buyer", "Kelvane plc": "seller", "Orvane, Inc.": "seller"},
        ),
        (
            "In a deal that could bring Arbor Therapeutics $2 billion if all goes well, Kelvane Ltd. gained global "
            "rights "
            "to Arbor's platform.",
            {ARBOR: "licensor", "Kelvane Ltd.": "licensee"},
        ),
        (
            "Arbor Therapeutics has found a partner in Kelvane Ltd., which gains exclusive rights to sell ARB-7 in "
            "China.",
            {ARBOR: "licensor", "Kelvane Ltd.": "licensee"},
        ),
        (
            "Arbor Therapeutics, Inc., of Boston, and Kelvane Pharma SL, of Moncada, Spain, will collaborate to "
            "develop "
            "vaccines.",
            {ARBOR: "partner", "Kelvane Pharma SL": "partner"},
        ),
        (
            "Arbor Therapeutics will be taken private by its largest shareholder and founding sponsor Kelvane Ltd.",
            {ARBOR: "target", "Kelvane Ltd.": "acquirer"},
        ),
        (
            "Arbor Therapeutics said that it has entered into an agreement with American Kelvane Company (NYSE: AKC) "
            "that "
            "grants Kelvane the right to use its adjuvant.",
            {ARBOR: "licensor", "American Kelvane Company": "licensee"},
        ),
        (
            "Arbor Therapeutics today announced that it has reached an agreement with Kelvane Ltd. to allow Kelvane to "
            "use Arbor's adjuvant in a new vaccine. The deal involves a license fee.",
            {ARBOR: "licensor", "Kelvane Ltd.": "licensee"},
        ),
    ],
)
def test_who_gives_what_to_whom(told: str, expected: dict[str, str]) -> None:
    assert roles(read(told)) == expected


def test_an_agency_whose_initials_stand_behind_it_is_a_party() -> None:
    facts = read(
        "Arbor Therapeutics and the Health Defence Agency (HDA) for Wales announced today that they have signed a "
        "letter "
        "of intent to negotiate terms under which Arbor would license rights to ARB-7 to HDA."
    )
    assert roles(facts) == {ARBOR: "licensor", "Health Defence Agency": "licensee"}
    assert [a.status for a in facts.agreements] == ["proposed"]


@pytest.mark.parametrize(
    ("told", "kind", "amount", "currency"),
    [
        (
            "bought Kelvane AG for CHF210 million (US$230 million) to gain its antibodies",
            "purchase price",
            210,
            "CHF",
        ),
        (
            "and Kelvane AG inked a potential $3.1 billion agreement to develop antibodies",
            "potential total",
            3100,
            "USD",
        ),
    ],
)
def test_what_a_deal_costs(told: str, kind: str, amount: int, currency: str) -> None:
    facts = read(f"Arbor Therapeutics, Inc. {told}.")
    (term,) = facts.agreements[0].terms
    assert (term.kind, str(term.amount), term.currency) == (kind, f"{amount}000000", currency)


@pytest.mark.parametrize(
    ("told", "ours", "theirs"),
    [
        ("in-licenses ARB-7 from Kelvane Pharma; it will pay CHF 10 million upfront", "licensee", "licensor"),
        (
            "has acquired exclusive rights to develop and sell ARB-7 from Kelvane Pharma",
            "licensee",
            "licensor",
        ),
        (
            "entered into a distribution agreement under which Kelvane Pharma will be the exclusive distributor of "
            "ARB-7",
            "licensor",
            "licensee",
        ),
        (
            "has amended its license agreement with Kelvane Pharma. Arbor regains the rights to ARB-7 in Europe",
            "licensor",
            "licensee",
        ),
    ],
)
def test_verbs_that_tell_whose_the_rights_are(told: str, ours: str, theirs: str) -> None:
    assert roles(read(f"Arbor Therapeutics, Inc. {told}.")) == {ARBOR: ours, "Kelvane Pharma": theirs}
