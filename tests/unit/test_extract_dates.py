"""Dates as filings write them."""

from __future__ import annotations

import pytest

from dealgraph.extract.dates import find_dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("June 1, 1999", "1999-06-01"),
        ("1 June 1999", "1999-06-01"),
        ("this 5th day of May, 2016", "2016-05-05"),
        ("this, 20t h day of January, 2020", "2020-01-20"),
        ("the first day of July 2003", "2003-07-01"),
        ("the twenty-second (22nd) day of March, 2011", "2011-03-22"),
        ("as of March __, 2004", "2004-03"),
        ("as of June [\u25cf], 2020", "2020-06"),
        ("effective as of June , 2010", "2010-06"),
        ("the ___ day of March, 2004", "2004-03"),
        ("May 2016", "2016-05"),
        ("in May of 2016", "2016-05"),
        ("Nov. 02, 2019", "2019-11-02"),
        ("Sept 26, 2018", "2018-09-26"),
        ("April 14th, 2020", "2020-04-14"),
        ("MARCH 31, 2016", "2016-03-31"),
        ("As of May\n15,\n 2013", "2013-05-15"),
        ("15-May-2013", "2013-05-15"),
        ("4/21/2016", "2016-04-21"),
        ("21/4/2016", "2016-04-21"),
        ("21.04.2016", "2016-04-21"),
        ("2016-04-21", "2016-04-21"),
        ("2016-04", "2016-04"),
        ("the first quarter of 2023", "2023"),
        ("Q4 2020", "2020"),
        ("1Q 2019", "2019"),
        ("mid-2022", "2022"),
        ("the second half of fiscal year 2021", "2021"),
        ("dated [\u25cf], 2010", "2010"),
        ("in 2017", "2017"),
    ],
)
def test_each_form_gives_its_date(text: str, iso: str) -> None:
    assert [d.iso for d in find_dates(text)] == [iso]
    assert find_dates(f"Signed on paper, {text} (the Effective Date)")[0].iso == iso


@pytest.mark.parametrize(
    "text",
    [
        "Room 2010",
        "$2,015",
        "2,016 shares",
        "Section 2010",
        "it may 2016",
        "12345-2010-678",
        "US20101234567",
        "32/45/2016",
        "clinical march of 20200 patients",
        "Suite No. 2019.5",
        "",
    ],
)
def test_what_is_no_date_stays_silent(text: str) -> None:
    assert find_dates(text) == []


def test_offsets_are_of_the_whole_text_and_bounds_hold() -> None:
    text = "On May 4, 2010 and June 5, 2011 and in July 2012."
    every = find_dates(text)
    assert [text[d.start : d.end] for d in every] == ["May 4, 2010", "June 5, 2011", "July 2012"]
    assert find_dates(text, 15, 32) == [every[1]]


def test_a_day_out_of_range_leaves_the_month() -> None:
    assert [d.iso for d in find_dates("dated May 32, 2010")] == []
    assert [d.iso for d in find_dates("$45 May 2010")] == ["2010-05"]
