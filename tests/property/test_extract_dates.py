"""Any day, written in any of the usual ways, is read back as itself."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dealgraph.extract.dates import find_dates

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))
FORMS = (
    "{0:%B} {0.day}, {0.year}",
    "{0.day} {0:%B} {0.year}",
    "{0.day} day of {0:%b}, {0.year}",
    "{0:%Y-%m-%d}",
    "{0:%m/%d/%Y}",
)


@given(DAYS, st.sampled_from(FORMS))
def test_a_written_day_is_read_back(day: dt.date, form: str) -> None:
    text = f"It is dated {form.format(day)} (the date)."
    assert [d.iso for d in find_dates(text)] == [day.isoformat()]


@given(st.text(alphabet="MayJune 0123456789,./-_[]()\n", max_size=200))
def test_mentions_are_in_order_apart_and_inside_the_text(text: str) -> None:
    found = find_dates(text)
    assert all(0 <= d.start < d.end <= len(text) for d in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
