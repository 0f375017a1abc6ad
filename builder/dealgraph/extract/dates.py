"""Dates in running text, as precise as they are stated.

Nearly every date that a filing writes out holds a year of four digits, so the finder looks for years, which
is quick, and then reads what stands before each ("5th day of May,", "first quarter of") or after ("-04-21").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dealgraph.extract.prefilter import Prefiltered

#: The months by their full English names in lower case.
MONTHS: tuple[str, ...] = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = tuple(month[:3] for month in MONTHS)
_MONTH = (
    r"(?<![a-z])(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?"
    r"|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_ORDINAL_WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth",
    "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth",
    "thirty-first",
)  # fmt: skip
# Superscripts reach plain text as "20th", "20 th" or, from some converters, "20t h".
_DAY = r"(?P<day>\d{1,2})[ \t]?(?:(?:t ?h|s ?t|n ?d|r ?d)\.?)?(?![a-z0-9])"
_WORD_DAY = r"(?P<word>" + "|".join(sorted(_ORDINAL_WORDS, key=len, reverse=True)) + r")"
_BLANK_DAY = r"(?:[\[({<]?[_\s*\u25cf\u2022.x-]{1,12}[\])}>]?|\[day\])(?: ?th)?"
_GAP = r"[\s,]{0,4}"

# What stands before is looked at behind the first figure, since a search for a figure is quick.
_YEAR = re.compile(r"[12](?<![\d$#./].)(?<!\d-.)(?:(?<=1)9[5-9]\d|(?<=2)0\d\d)(?![\d]|[.,]\d|-\d{3})")
_BEFORE = tuple(
    re.compile(pattern + r"\Z", re.IGNORECASE)
    for pattern in (
        # June 1, 1999
        rf"{_MONTH}{_GAP}{_DAY}[\s,.]{{0,4}}",
        # 1 June 1999; this 5th day of May, 2016
        rf"(?<![a-z0-9.$]){_DAY}(?:[\s-]{{1,2}}|,?[ -](?:calendar )?day of {{1,3}}| of ){_MONTH}(?: of |[\s,-]{{0,4}})",
        rf"\b{_WORD_DAY}(?: \(\d{{1,2}}(?:st|nd|rd|th)?\))? day of {{1,3}}{_MONTH}(?: of |{_GAP})",
        # May 2016; June __, 2010; the [*] day of March, 2004
        rf"{_MONTH}(?:{_GAP}{_BLANK_DAY})?(?:[\s,]{{1,4}}| of |,? in )",
    )
)
# "Q4 2020", "the first quarter of fiscal year 2023", "mid-2022": the year is what is stated.
_LOOSE = re.compile(
    r"(?:\bq[1-4](?: of)?(?: fy)?[ '-]?|\b[1-4]q[ '-]?|\b[12]h[ -]?|\bfy ?"
    r"|(?:quarter|half|end|beginning|middle|part|spring|summer|autumn|fall|winter)"
    r"(?: of)?(?: (?:calendar|fiscal))?(?: year)?,? |\b(?:early|mid|late)(?:[ -]to[ -](?:mid|late))?[ -]"
    r"|\b(?:in|during|since|by|year|fiscal|until|through|throughout|before|after|dated|calendar|of)"
    r"(?: or (?:before|after))? |\b(?:dated|made|entered into)(?: as of)? \[.{1,3}\],? )\Z",
    re.IGNORECASE,
)
_ANY_MONTH = Prefiltered(_MONTH, re.IGNORECASE)
_ISO_TAIL = re.compile(r"-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?!\d|-)")
_NUMERIC = re.compile(r"(\d(?<![\d/.].)\d?)([/.])(\d{1,2})\2((?:19|20)\d\d)(?!\d|[/.]\d)")
#: "Feb. 20 /PRNewswire/": wires left the year out until about 2010.
_YEARLESS = re.compile(
    rf"\b(?P<month>{'|'.join(m[:3].title() for m in MONTHS)})[a-z]{{0,6}}\.? (?P<day>\d{{1,2}})\s*"
    r"(?:/|-{1,2}\s?\(?|\()(?:PRNewswire|BUSINESS ?WIRE|GLOBE ?NEWSWIRE|(?i:PRIMEZONE)|MARKET ?WIRE|Marketwire)"
)
_WINDOW = 44


@dataclass(frozen=True, slots=True, order=True)
class DateMention:
    """A date in a text: `start` and `end` are offsets, `iso` is YYYY, YYYY-MM or YYYY-MM-DD."""

    start: int
    end: int
    iso: str


def find_dates(flat: str, start: int = 0, end: int | None = None) -> list[DateMention]:
    """Find the dates of a passage, in order, none overlapping another.

    Years alone count where a preposition or a quarter makes them a date; a quarter gives its year.

    Args:
        flat: A text (`Page.flat`).
        start: Where to begin.
        end: Where to stop; None for the end of the text.

    >>> [d.iso for d in find_dates("On June 1, 1999; as of the 5th day of May, 2016; in April 2017; Q4 2020")]
    ['1999-06-01', '2016-05-05', '2017-04', '2020']
    >>> [d.iso for d in find_dates("January 28,2018; the 5th of July of 2006; the 2nd of May, 2004")]
    ['2018-01-28', '2006-07-05', '2004-05-02']
    >>> [d.iso for d in find_dates("made as of March __, 2004; amended 2016-04-21; Room 2010; $2,015")]
    ['2004-03', '2016-04-21']
    """
    stop = len(flat) if end is None else end
    if flat.find("20", start, stop) < 0 and flat.find("19", start, stop) < 0:
        return []  # which is most passages: each year begins so
    out: list[DateMention] = []
    for mention in sorted((*_written(flat, start, stop), *_numeric(flat, start, stop))):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return out


def _written(flat: str, start: int, stop: int) -> Iterator[DateMention]:
    for year in _YEAR.finditer(flat, start, stop):
        begin, finish = year.span()
        tail = _ISO_TAIL.match(flat, finish, stop)
        if tail:
            yield DateMention(begin, tail.end(), year.group() + tail.group())
            continue
        low = max(start, begin - _WINDOW)
        head = flat[low:begin]
        mention = _dated(head, low, finish, year.group()) if _ANY_MONTH.search(head) else None
        if mention:
            yield mention
        elif _LOOSE.search(head[-26:]):
            yield DateMention(begin, finish, year.group())


def _dated(head: str, low: int, finish: int, year: str) -> DateMention | None:
    """Read the month, and the day if there is one, that end right before a year."""
    for pattern in _BEFORE:
        match = pattern.search(head)
        if not match or not match["month"][0].isupper():
            continue
        parts = match.groupdict()
        month = _MONTHS.index(parts["month"][:3].lower()) + 1
        day = int(parts["day"]) if parts.get("day") else 0
        if parts.get("word"):
            day = _ORDINAL_WORDS.index(parts["word"].lower()) + 1
        if day > 31:
            continue
        iso = f"{year}-{month:02d}-{day:02d}" if day else f"{year}-{month:02d}"
        return DateMention(low + match.start(), finish, iso)
    return None


def _numeric(flat: str, start: int, stop: int) -> Iterator[DateMention]:
    """Read 4/21/2016 in the American order, if that can be, and 21.4.2016 in the European one."""
    for match in _NUMERIC.finditer(flat, start, stop):
        first, second = int(match[1]), int(match[3])
        month, day = (second, first) if match[2] == "." or first > 12 else (first, second)
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield DateMention(match.start(), match.end(), f"{match[4]}-{month:02d}-{day:02d}")


def yearless_date(opening: str, filed_on: dt.date | None) -> str | None:
    """Read "Feb. 20 /PRNewswire/" as the last such day up to the filing.

    Args:
        opening: The first lines of a release.
        filed_on: When it was filed; without it there is no year to give.

    >>> yearless_date("AUSTIN, Texas, Feb. 20 /PRNewswire/ -- Acme", dt.date(2007, 2, 21))
    '2007-02-20'
    """
    found = _YEARLESS.search(opening)
    if found is None or filed_on is None:
        return None
    month = 1 + next(i for i, name in enumerate(MONTHS) if name.startswith(found["month"].lower()))
    day = int(found["day"])
    year = filed_on.year - ((month, day) > (filed_on.month, filed_on.day))
    return f"{year}-{month:02d}-{day:02d}"
