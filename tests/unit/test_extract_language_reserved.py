"""Goods that are reserved or used in another's product, rights that come back, and dates of what ends."""

from __future__ import annotations

import pytest

from .releases import drugs, read, roles

US, THEM = "Arbor Therapeutics, Inc.", "Kelvane Pharma AG"


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            'We entered into a Reservation Agreement for the Provision of Goods (the "Reservation Agreement") with '
            "Kelvane Innovations to make available an adjuvant, for purchases at certain prices.",
            {"Kelvane Innovations": "customer", US: "supplier"},
        ),
        (
            "In May 2021 we entered into an agreement with Kelvane Innovations Foundation for the manufacture and "
            "reservation of an adjuvant.",
            {"Kelvane Innovations Foundation": "customer", US: "supplier"},
        ),
        (
            "In May 2021 we entered into a supply agreement with Kelvane Pharma AG to manufacture and supply specified "
            "quantities of our adjuvant for use in the commercialization of Kelvane's vaccine candidate.",
            {THEM: "customer", US: "supplier"},
        ),
    ],
)
def test_who_supplies(text: str, sides: dict[str, str]) -> None:
    assert roles(read(text, "10-K")) == sides


def test_a_licence_that_comes_back_by_a_letter() -> None:
    facts = read(
        "Arbor Therapeutics announced today a letter agreement with Kelvane Pharma AG providing for the termination of "
        "Kelvane's license to Arbor's deterrent technology and the return to Arbor of the FDA approved Oxtrela product."
    )
    assert roles(facts) == {THEM: "licensee", US: "licensor"}
    assert [(a.types, a.status) for a in facts.agreements] == [(("license",), "terminated")]
    assert [d.name for d in facts.drugs] == ["Oxtrela"]


def test_an_agreement_to_end_another_tells_the_date_of_that() -> None:
    facts = read(
        "In February 2015 the Company entered into a termination and transition agreement with Kelvane Pharma AG to "
        "terminate the August 5, 2009 license agreement, under which the Company granted Kelvane a license to "
        "Debio 0932.",
        "10-K",
    )
    assert [(a.date, a.status) for a in facts.agreements] == [("2009-08-05", "terminated")]
    assert [d.name for d in facts.drugs] == ["Debio 0932"]


def test_rights_acquired_of_somebody_untold() -> None:
    facts = read(
        "Arbor Therapeutics has acquired the US and Australian rights to halobetasol foam. The deal is valued at up to "
        "USD32m."
    )
    assert [(a.types, roles(facts)) for a in facts.agreements] == [(("asset purchase",), {US: "buyer"})]


def test_other_countries_of_a_region() -> None:
    facts = read(
        "In May 2018 the Company granted Kelvane Pharma AG an exclusive license to commercialize ARB-7 in Japan and "
        "certain other countries in the Asia-Pacific region.",
        "10-K",
    )
    assert [a.territory for a in facts.agreements] == [
        "Japan and certain other countries in the Asia-Pacific region"
    ]


def test_a_vaccine_by_what_is_sought_for_it() -> None:
    assert "ResNova" in drugs(
        "Arbor Therapeutics, Inc. was awarded a grant by the Kelvane Foundation for the development of ResNova "
        "and to obtain "
        "prequalification of ResNova."
    )
