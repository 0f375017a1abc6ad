"""When a milestone was achieved or paid: the date at its amount, else that of the release."""

from __future__ import annotations

import datetime as dt
import re

from dealgraph.extract.datelines import release_date
from dealgraph.extract.payments.clauses import Clause
from dealgraph.extract.text import Page

_MONTHS = {m: i for i, m in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}  # fmt: skip
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?"
    r"|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_DATE = re.compile(
    rf"\b(?P<month>{_MONTH}) {{1,2}}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?, {{1,2}})?(?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH}) (?P<year2>(?:19|20)\d\d)\b"
    r"|\b(?:quarter|year|half|months)(?: ended| ending| of| in)?(?: fiscal)? (?P<year3>(?:19|20)\d\d)\b"
    r"|\b(?:[Ii]n|[Dd]uring|of|for|fiscal|and|since) (?P<year4>(?:19|20)\d\d)\b"
    r"|\b(?P<year5>(?:19|20)\d\d) milestone"
)
_NOT_WHEN = re.compile(
    r"(?:through|as of|at|signed(?: in| on)?|entered into(?: in| on)?|executed(?: in| on)?"
    r"|announced (?:in|on)|established (?:in|on)"
    r"|(?:agreement|licen[sc]e|collaboration) (?:in|on|of)|of the|since|until|prior to|before"
    r"|by|later than|or after|dated|from|period ended|earlier of|to occur of[^.]{0,60})(?: and)? ?$",
    re.IGNORECASE,
)
#: "Their June 2004 collaboration": when that was agreed, and not when something happened.
_NAMES_DEAL = re.compile(
    r" (?:[a-z-]+,? (?:and )?){0,4}(?:(?:[Cc]ollaboration|[Ll]icen[cs]e|[Ss]upply|[Oo]ption)? ?[Aa]greement"
    r"|collaboration|alliance|licen[cs]e|partnership|deal)\b"
)
_ENTERED = re.compile(r"\b(?:recogni[sz]ed|recorded|expensed|included) (?:as|in|within)\b")
_PERIOD_END = re.compile(r"(?:years?|quarters?|months|period)(?: then)? ended ?$", re.IGNORECASE)
#: "For the approval on April 30": the year is the release's.
_YEARLESS = re.compile(
    rf"\b(?:on|in) (?P<month>{_MONTH})(?: (?P<day>\d{{1,2}})(?:st|nd|rd|th)?)?(?!\w|,? ?\d|['\u2019])"
)
#: "(Marketletter March 29, 2004)": when something was reported before.
_CITED = re.compile(r"\((?:[Ss]ee )?[A-Z][\w ]{2,30}[ ,]+$")


def iso_date(match: re.Match[str]) -> str:
    """Write a date that `_DATE` matched as ISO, as precise as stated; a quarter gives its year."""
    groups = match.groupdict()
    year = next(groups[k] for k in ("year", "year2", "year3", "year4", "year5") if groups[k])
    month = groups["month"] or groups["month2"]
    day = groups["day"] or groups["day2"]
    if not month:
        return str(year)
    text = f"{year}-{_MONTHS[month[:3].lower()]:02d}"
    return f"{text}-{int(day):02d}" if day else text


def dates_in(text: str) -> list[tuple[int, str, bool]]:
    """Give (offset, ISO date, whether it ends a period) of the dates on which something happened.

    >>> dates_in("In May 2022 we earned it; as of June 30, 2022 none; in the year ended June 30, 2020 too")
    [(3, '2022-05', False), (70, '2020', True)]
    """
    out = []
    for match in _DATE.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        date = iso_date(match)
        period = bool(_PERIOD_END.search(before))
        named = _NAMES_DEAL.match(text, match.end()) or _CITED.search(before)
        if not period and (_NOT_WHEN.search(before) or named):
            continue
        out.append((match.start(), date[:4] if period else date, period))
    return out


def _without_year(clause: Clause, released: str) -> str | None:
    """Give the day at an amount that is told without its year, as the last such day up to the release."""
    for text in (clause.right[:200], clause.before[-200:]):
        for match in _YEARLESS.finditer(text):
            if _NOT_WHEN.search(text[max(0, match.start() - 40) : match.start() + 2]):
                continue
            month = f"-{_MONTHS[match['month'][:3].lower()]:02d}"
            told = month + (f"-{int(match['day']):02d}" if match["day"] else "")
            year = int(released[:4]) - (told > released[4 : 4 + len(told)])
            return f"{year}{told}"
    return None


def date_of(
    clause: Clause, page: Page, ordinal: int, several: int, filed_on: dt.date | None = None
) -> str | None:
    """Give the date when a milestone was achieved or paid; None where the text doesn't say.

    Args:
        clause: The amount and its words.
        page: Where it stands, for the date of a release.
        ordinal: Which amount of the sentence it is.
        several: How many amounts the sentence has.
        filed_on: When the page was filed, for the year of a release's date.
    """
    released = release_date(page, filed_on)
    told = _told_date(clause, ordinal, several) or released
    if released and len(released) == 10 and told == released:
        return _without_year(clause, released) or told
    return told


def _told_date(clause: Clause, ordinal: int, several: int) -> str | None:
    """Give the dated day, month or year nearest to an amount in its clause, else before it."""
    text = clause.before + " " * (clause.money.end - clause.money.start) + clause.after
    at = len(clause.before)
    found = dates_in(text)
    exact = [(o, d) for o, d, period in found if not period]
    if "respectively" in clause.after and len(exact) == several and several > 1:
        return exact[ordinal][1]
    low = max(
        at - len(clause.left),
        *(
            clause.before.rfind(mark)
            for mark in ("; ", "(1)", "(2)", "(i)", "(ii)", ", and in ", "dditionally, ")
        ),
    )
    high = at + len(clause.right) + clause.money.end - clause.money.start + 1
    entry = _ENTERED.search(text, at)
    if entry:
        high = min(high, entry.start())
    for only in (False, True):
        inside = [(o, d) for o, d, period in found if low <= o < high and period == only]
        done = re.search(r"\bachieved (?:in|on|during) ", clause.right)
        late = [d for o, d in inside if done and o >= at + done.start()]
        if late:
            return late[0]
        after = [(o, d) for o, d in inside if at < o < at + 110]
        if after:
            return after[0][1]
        if inside:
            return min(inside, key=lambda x: abs(x[0] - at))[1]
        before = [d for o, d, period in found if max(0, low - 200) < o < at and period == only]
        if before:
            return before[-1]
    return None
