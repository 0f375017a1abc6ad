"""The language of older reports: alliances, compounds numbered with blanks, and who licensed whose drug."""

from __future__ import annotations

import pytest

from .reports import drugs, read, roles

ORVANE = "Orvane Therapeutics, Inc."
KELVANE = "Kelvane Corp."


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("for ORD 91-1 and ORD 91-2, its lead anxiolytics", {"ORD 91-1", "ORD 91-2"}),
        ("for xCo-007, an antisense drug that targets clusterin", {"xCo-007"}),
        ("for the Company's OR-55 compound", {"OR-55"}),
        ("for its proprietary product, Morphelar, a once-daily oral morphine", {"Morphelar"}),
        ("for a metabolite of CLARITIN known as desloratadine", {"desloratadine"}),
    ],
)
def test_drugs_by_their_names(told: str, found: set[str]) -> None:
    assert drugs(read(f"In 1992 the Company granted Kelvane Corp. an exclusive license {told}.")) == found


@pytest.mark.parametrize("rule", ["EITF 00-21", "SOP 97-2", "FSP 115-1"])
def test_rules_of_accounting_are_no_drugs(rule: str) -> None:
    text = (
        f"In 1998 we signed a license agreement with Kelvane Corp. Under {rule}, product revenue is deferred."
    )
    assert not drugs(read(text))


@pytest.mark.parametrize(
    "told",
    [
        "As part of the alliance, Kelvane licensed LK2181308, our antisense inhibitor of survivin.",
        "As part of the alliance, Kelvane licensed our antibody ORV-170 for $4 million.",
    ],
)
def test_who_licenses_ours_takes_it(told: str) -> None:
    facts = read(f"In August 2001, we formed a strategic alliance with Kelvane Corp. {told}")
    assert roles(facts) == {ORVANE: "licensor", KELVANE: "licensee"}


def test_a_license_of_ours_is_a_deal() -> None:
    facts = read("Under the 2004 agreement, Kelvane Corp. licensed our antibody ORV-170 for $4 million.")
    assert roles(facts) == {ORVANE: "licensor", KELVANE: "licensee"}


def test_who_paid_has_acquired_too() -> None:
    facts = read(
        "In May 1995, the Company signed an agreement with Kelvane Corp. for the worldwide development of ORV-337. "
        "Kelvane paid the Company $12 million at signing and acquired some exclusive rights."
    )
    assert [list(a.types) for a in facts.agreements] == [["license"]]
    assert roles(facts) == {ORVANE: "licensor", KELVANE: "licensee"}


def test_an_agreement_to_develop_and_market() -> None:
    facts = read(
        "In June 1996, the Company signed an agreement with Kelvane Corp. to develop and market ORV-337 in Japan. "
        "Kelvane acquired Japanese rights and will pay royalties."
    )
    assert [list(a.types) for a in facts.agreements] == [["development", "commercialization"]]
    assert roles(facts) == {ORVANE: "licensor", KELVANE: "licensee"}
