"""Partners in lists, licences that are announced by a noun, and whose agreement an aside speaks of."""

from __future__ import annotations

import pytest

from dealgraph.facts import FilingFacts

from .releases import read, roles

US, THEM = "Arbor Therapeutics, Inc.", "Kelvane Pharma AG"
LIST = (
    "We are a party to collaboration agreements with Orvane Ltd. to develop ARB-1, a RIPK1 inhibitor, for the "
    "treatment "
    "of gout; with Torvia S.A. (Torvia) to commercialize zolvanib in all indications in Europe and Turkey; with "
    "Moriken "
    "Pharmaceutical Co., Ltd. (Moriken) to commercialize zolvanib in Japan, China and Taiwan; with Medisol Trading AG "
    "(Medisol Canada) and Medisol Pharma Ltd. (Medisol Israel and, together with Medisol Canada, Medisol) to "
    "commercialize zolvanib in Canada and Israel, respectively; and with Knighton Therapeutics SA (Knighton) to "
    "commercialize zolvanib in Latin America (Knighton territory)."
)


def told(facts: FilingFacts) -> dict[str, tuple[str | None, set[str]]]:
    """Give the territory and the drugs of each deal by its other side."""
    drugs = {d.id: d.name for d in facts.drugs}
    return {
        next(c for c in roles(facts, n) if c != US): (a.territory, {drugs[d] for d in a.drugs})
        for n, a in enumerate(facts.agreements)
    }


def test_each_partner_of_a_list_has_its_own_drug_and_place() -> None:
    assert told(read(LIST, "10-K")) == {
        "Orvane Ltd.": (None, {"ARB-1"}),
        "Torvia S.A.": ("Europe and Turkey", {"zolvanib"}),
        "Moriken Pharmaceutical Co., Ltd.": ("Japan, China and Taiwan", {"zolvanib"}),
        "Medisol Trading AG": ("Canada and Israel", {"zolvanib"}),
        "Knighton Therapeutics SA": ("Latin America", {"zolvanib"}),
    }


def test_those_who_announce_a_licensing_give_it_to_the_unit_of_another() -> None:
    facts = read(
        "Arbor Therapeutics, a subsidiary of Orvane Holdings Ltd, and Suzhou-based Torvia Therapeutics have jointly "
        "announced the licensing of their co-developed conjugate, ARB-101, to Kelvane Inc.'s (NYSE: KLV) unit Merivane "
        "Inc. According to the agreement, Merivane will secure global rights for ARB-101."
    )
    assert [roles(facts, n) for n in range(len(facts.agreements))] == [
        {US: "licensor", "Torvia Therapeutics": "licensor", "Merivane Inc.": "licensee"}
    ]


def test_the_latter_firm_is_the_last_that_the_sentence_before_named() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. has purchased an exclusive license to develop endothelin agonists from Kelvane "
        "Pharma "
        "AG. The latter firm originally licensed the patents from the University of Illinois."
    )
    assert [roles(facts, n) for n in range(2)] == [
        {US: "licensee", THEM: "licensor"},
        {THEM: "licensee", "University of Illinois": "licensor"},
    ]


def test_a_new_deal_by_which_rights_are_acquired_is_a_licence() -> None:
    facts = read(
        "A new deal between Arbor Therapeutics, Inc. and Kelvane Pharma AG is one of three agreements reached "
        "this week. "
        "Kelvane has acquired the exclusive, worldwide rights to Arbor's ARB-501, a HER3-targeted antibody."
    )
    assert [(a.types, a.exclusivity) for a in facts.agreements] == [(("license",), "exclusive")]
    assert roles(facts) == {US: "licensor", THEM: "licensee"}


def test_an_agreement_mentioned_in_an_aside_is_that_of_who_speaks() -> None:
    facts = read(
        "In December 2015, the Company entered into a license agreement with Kelvane Pharma AG. The Company is "
        "obligated "
        "to pay Kelvane 25% of any sublicensing income, which, pursuant to the technology transfer agreement "
        "with Orvane "
        "Ltd., resulted in Kelvane receiving shares.",
        "10-K",
    )
    assert set(roles(facts, 1)) == {US, "Orvane Ltd."}


@pytest.mark.parametrize(
    ("rights", "exclusivity", "territory"),
    [
        (
            "an exclusive global (excluding South Korea) license agreement for",
            "exclusive",
            "global (excluding South Korea)",
        ),
        (
            "a license agreement, under which it acquired an exclusive license for the research, development, and "
            "commercialization of any treatment of gout, using an oral-only dosage administration by continuous "
            "administration, worldwide, with the exception of Australia, Bangladesh, India, Indonesia, Malaysia, "
            "Myanmar, "
            'Nepal, Pakistan, mainland China, the Philippines, Singapore, Taiwan and Vietnam (the "Territory"), on',
            "exclusive",
            "worldwide, with the exception of Australia, Bangladesh, India, Indonesia, Malaysia, Myanmar, Nepal, "
            "Pakistan, mainland China, the Philippines, Singapore, Taiwan and Vietnam",
        ),
    ],
)
def test_rights_of_which_places_are_left_out(rights: str, exclusivity: str, territory: str) -> None:
    facts = read(f"In July 2020, the Company and Kelvane Pharma AG entered into {rights} ARB-7.", "10-K")
    assert [(a.exclusivity, a.territory) for a in facts.agreements] == [(exclusivity, territory)]


def test_what_is_paid_to_somebody_for_rights_is_paid_at_once() -> None:
    facts = read(
        "Arbor Therapeutics, Inc. is paying $6.25M to Kelvane Pharma AG for worldwide rights to zolvanib."
    )
    assert [(str(t.amount), t.kind) for a in facts.agreements for t in a.terms] == [("6250000", "upfront")]
