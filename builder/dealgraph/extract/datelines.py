"""The date of a press release, which stands near its start."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from dealgraph.extract.dates import find_dates, yearless_date
from dealgraph.extract.text import Page, Sentence

#: How far into a release its dateline may stand.
OPENING = 4000
WIRE = re.compile(
    r"(?:/|\(|-{1,2}|\b)(?:PRNewswire|GLOBE ?NEWSWIRE|BUSINESS ?WIRE|ACCESSWIRE|Newswire|Market ?wired?"
    r"|CNW|PrimeZone|BusinessWire|EQS)",
    re.IGNORECASE,
)
AFTER_DATELINE = re.compile(
    r"[\s,]*+(?:\d{1,2}:\d\d[^-;:]{0,16})?\s*+(?:\(?/?|/)?\s*+(?:-|;|/(?!s/)|\((?:GLOBE|BUSINESS|PR|ACCESS)|PRNews"
    r"|GLOBE|BUSINESS|\([A-Z][\w .]{3,24}\) ?[-/])"
)
#: In how much of a release a dateline may stand that begins with its date.
_FIRST_LINES = 1200
#: What may stand before the date in such a line, and behind it: "21 February 2022, Boston, MA and Basel. Acme".
_PLACES = re.compile(
    r"\W*(?:Date[d:]* |For (?:immediate )?release:?\W*|\([A-Z][\w., ]{2,50}\)\W*)?", re.IGNORECASE
)
_BEHIND_FIRST_DATE = re.compile(
    r"\s*(?:\d{1,2}:\d\d[^\n]{0,30})?(?:$|\n)|,? ?(?:[-\u2013\u2014:]|\("
    r"|[A-Z][\w.]+(?:,? (?:and |& )?[A-Z][\w.]*){0,8}\.? )"
)


def release_date(page: Page, filed_on: dt.date | None = None) -> str | None:
    """Give the date of a press release's dateline, or None.

    A dateline stands near the start: a place, a date, then a wire's name or a dash.

    Args:
        page: The release.
        filed_on: The day it was filed, which gives the year to a dateline without one.
    """
    found = _dateline(page.flat[:OPENING], filed_on)
    return found or (
        _first_line_date(page.flat[:_FIRST_LINES]) if page.document.type.startswith("EX-99") else None
    )


#: How far into a sentence the date of its dateline stands.
_LEADING = 110


def is_dated_lead(page: Page, sentence: Sentence, filed_on: dt.date | None = None) -> bool:
    """Tell whether a sentence begins with the dateline of a release, and so tells its news first."""
    dates = find_dates(page.flat, sentence.start, min(sentence.end, sentence.start + _LEADING))
    return bool(dates) and dates[0].iso == release_date(page, filed_on)


@lru_cache(maxsize=64)
def _dateline(opening: str, filed_on: dt.date | None) -> str | None:
    for date in find_dates(opening):
        if len(date.iso) < len("2001-01-01"):
            continue
        if AFTER_DATELINE.match(opening, date.end):
            return date.iso
        if WIRE.search(opening, max(0, date.start - 80), date.start) and re.match(
            r"\s*[/)]?\s*-", opening[date.end :]
        ):
            return date.iso
    return _numeric(opening) or yearless_date(opening, filed_on)


#: "-- 09/24/99 --": month, day and year between the dashes of a wire.
_NUMERIC = re.compile(r"(?:-|/)\s*(\d{1,2})/(\d{1,2})/((?:19|20)?\d\d)\s*(?:-|/)(?!\d)")


def _numeric(opening: str) -> str | None:
    """Read a dateline in figures as the United States write them; nothing of two figures is later than 2040."""
    for found in _NUMERIC.finditer(opening[:_FIRST_LINES]):
        month, day, year = (int(part) for part in found.groups())
        if year < 100:
            year += 2000 if year <= 40 else 1900
        try:
            return dt.date(year, month, day).isoformat()
        except ValueError:
            continue
    return None


@lru_cache(maxsize=64)
def _first_line_date(opening: str) -> str | None:
    """Read a dateline that begins with its date, or is a line of its own."""
    for date in find_dates(opening):
        line = opening.rfind("\n", 0, date.start) + 1
        if len(date.iso) < len("2001-01-01") or not _PLACES.fullmatch(opening, line, date.start):
            continue
        if _BEHIND_FIRST_DATE.match(opening, date.end):
            return date.iso
    return None
