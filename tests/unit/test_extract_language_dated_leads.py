"""News under a headline: its first sentence with the dateline, short forms, codes, offers."""

from __future__ import annotations

import pytest

from dealgraph.extract.companies.aliases import related
from dealgraph.extract.substances.drug_codes import is_code

from .releases import read

LINE = "SEOUL, January 31, 2023 -- "


def test_a_dateline_under_a_headline_dates_the_deal() -> None:
    facts = read(
        "Orvane Licenses Trelumab to Lindwell Pharma for Greater China\n\n"
        f"{LINE}South Korea's Orvane Therapeutics has licensed a drug for lung disease to Lindwell Pharma of the UK."
    )
    assert [(a.types, a.date) for a in facts.agreements] == [(("license",), "2023-01-31")]


def test_a_date_in_a_later_sentence_is_no_dateline() -> None:
    facts = read(
        "Orvane Reports Results\n\n"
        f"{LINE}Orvane Therapeutics, which develops drugs, reported its results for the year.\n\n"
        "On March 3, 2020 a drug of its partner was licensed to Lindwell Pharma."
    )
    assert all(a.date != "2023-01-31" for a in facts.agreements)


def test_capitals_of_a_name_make_its_short_form() -> None:
    assert related("CSP", "CS Pharmaceuticals")
    assert related("LBT", "LindBioTech GmbH")
    assert not related("CSX", "CS Pharmaceuticals")


def test_an_offer_that_expires_ends_no_acquisition() -> None:
    facts = read(
        f"{LINE}Orvane Therapeutics, Inc. and Lindwell Pharma, Inc. today announced results of Orvane's tender offer"
        " for the shares of Lindwell Pharma at $4.25 per share. The offering period, which was "
        "set by the agreement, expired at midnight."
    )
    assert [(a.types, a.status) for a in facts.agreements] == [(("acquisition",), "in force")]


@pytest.mark.parametrize(
    "code",
    [
        "ACE-011",
        "APR-246",
        "NOV-002",
        "SEP-363856",
        "CHF5993",
        "CAD-1883",
        "DAY101",
        "NAV4694",
        "ASC41",
        "HER-096",
    ],
)
def test_codes_that_begin_like_months_currencies_and_standards(code: str) -> None:
    assert is_code(code)


@pytest.mark.parametrize(
    "word", ["ASC606", "NOV-2020", "SEP-15", "CHF500", "HER-2", "EX-104", "TEL650", "DAY-2021"]
)
def test_dates_amounts_and_standards_are_no_codes(word: str) -> None:
    assert not is_code(word)


def test_the_product_goes_on_about_the_drug() -> None:
    facts = read(
        f"{LINE}Orvane Therapeutics, Inc. announced that patients were dosed with ORV-41 in a clinical trial. "
        "The product is an oral agonist of the thyroid hormone receptor beta."
    )
    assert [len(d.targets) for d in facts.drugs] == [1]
