"""The cover page of a report, for documents that come without EDGAR's header.

The forms prescribe what stands on it and under which label: the registrant's exact name above "(Exact name of
registrant as specified in its charter)", and so on.

Sources: Forms 8-K, 10-K and 10-Q (17 CFR 249.308, 310, 308a).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dealgraph.filing import Filer

#: A cover page, with all of its check boxes, is shorter than this.
_COVER_LENGTH = 12_000

_AGENCY = re.compile(r"securities[ \t\n]+and[ \t\n]+exchange[ \t\n]+commission", re.IGNORECASE)
_FORM = re.compile(
    r"^[ \t]*(?:FORM|F O R M)[ \t]+(8|10|20|40|6) ?- ?(K|Q|F)(405|SB40|SB|T)? ?(/ ?A)?\b(?![^\n]{60})",
    re.IGNORECASE | re.MULTILINE,
)
_AMENDMENT = re.compile(r"^[ \t(]*Amendment[ \t]+No\b", re.IGNORECASE | re.MULTILINE)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_NAMES = "|".join([*_MONTHS, *(rf"{month[:3]}\.?" for month in _MONTHS), r"Sept\.?"])
# A space of a label, which may be broken over lines.
_S = r"[ \t\n]{1,4}"
_DATE = re.compile(
    rf"\b({_MONTH_NAMES}){_S}(\d{{1,2}})[ \t]?,?[ \t\n]{{0,4}}(\d{{4}})\b"
    r"|\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"date[ \t\n]{1,4}of[ \t\n]{1,4}(?:report|earliest[ \t\n]{1,4}event)", re.IGNORECASE)
_PERIOD = re.compile(
    rf"for{_S}the{_S}(?:fiscal{_S}year|quarterly{_S}period|quarter|year|period){_S}ended",
    re.IGNORECASE,
)
_NAME_LABEL = re.compile(
    rf"exact{_S}name{_S}of{_S}(?:the{_S})?(?:registrant|small business|issuer)",
    re.IGNORECASE,
)
_STATE_LABEL = re.compile(r"state[ \t\n]{1,4}(?:or[ \t\n]{1,4}other|of|or)\b", re.IGNORECASE)
_IRS = re.compile(r"(?<![\d-])(\d{2})-(\d{7})(?![\d-])")
_CELLS = re.compile(r"\t|[ ]{2,}")
_SIGNED = re.compile(r"^[ \t]*(?:dated?)[ \t]*:?[ \t]*", re.IGNORECASE | re.MULTILINE)
_SIGNATURE = re.compile(r"^[ \t]*SIGNATURES?[ \t]*:?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_ITEM = re.compile(
    r"^[ \t]*item[ \t]{1,4}(\d{1,2}(?:\.\d{2})?)[ \t]*[.:\t )(–—-]", re.IGNORECASE | re.MULTILINE
)
# What stands above the label where the name was left out or is further up.
_NOT_NAME = re.compile(
    r"^(?:date of|commission file|form \d|current report|pursuant to|\(|of the securities)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cover:
    """What a cover page says; the attributes are those of `Filing`.

    `filed_on` is the date of the signature, the last that the document itself knows of.
    """

    form: str
    filed_on: dt.date | None = None
    period: dt.date | None = None
    items: tuple[str, ...] = ()
    filers: tuple[Filer, ...] = ()


def read_cover(text: str) -> Cover | None:
    """Read the cover page of a report's canonical text, or give None where it has none.

    >>> cover = read_cover('''SECURITIES AND EXCHANGE COMMISSION
    ... FORM 8-K
    ... Date of Report (Date of earliest event reported): March 5, 2004
    ...
    ... EXAMPLE PHARMA, INC.
    ... (Exact name of registrant as specified in its charter)
    ...
    ... Delaware    0-12345    04-1234567
    ... (State or other jurisdiction of incorporation)
    ... ''')
    >>> cover.form, cover.period.isoformat(), cover.filers[0].name, cover.filers[0].state
    ('8-K', '2004-03-05', 'EXAMPLE PHARMA, INC.', 'DE')
    """
    head = text[:_COVER_LENGTH]
    form = _FORM.search(head, 0, 4_000)
    if form is None or _AGENCY.search(head, 0, 4_000) is None:
        return None
    kind = f"{form[1]}-{form[2]}{form[3] or ''}".upper()
    amended = form[4] or _AMENDMENT.search(head, form.end(), form.end() + 200)
    period = _period(head, kind)
    signed = _signed(text)
    return Cover(
        form=kind + ("/A" if amended else ""),
        filed_on=signed
        if signed and (period is None or dt.timedelta() <= signed - period < dt.timedelta(400))
        else None,
        period=period,
        items=tuple(dict.fromkeys(m[1] for m in _ITEM.finditer(text))) if kind == "8-K" else (),
        filers=_filers(head),
    )


def find_date(text: str, start: int = 0, end: int | None = None) -> dt.date | None:
    """Find the first full date in a stretch of text.

    >>> find_date("on Feb. 29, 2004 and 3/1/2004").isoformat()
    '2004-02-29'
    """
    for m in _DATE.finditer(text, start, len(text) if end is None else end):
        month = (
            _MONTHS.index(next(x for x in _MONTHS if x[:3] == m[1][:3].title())) + 1 if m[1] else int(m[4])
        )
        try:
            return dt.date(int(m[3] or m[6]), month, int(m[2] or m[5]))
        except ValueError:
            continue
    return None


def _period(head: str, kind: str) -> dt.date | None:
    """Read the date that EDGAR's header would call the period of report."""
    labels = [*(_REPORTED if kind.startswith(("8", "6")) else _PERIOD).finditer(head, 0, 8_000)]
    for label in labels[:3]:
        stretch = head[label.end() : label.end() + 160]
        found = find_date(stretch)
        if found:
            # "March 9, 2004 (March 5, 2004)": the report's date, then that of the earliest event.
            bracket = stretch.find("(", _DATE.search(stretch).end())  # type: ignore[union-attr]
            event = find_date(stretch, bracket, bracket + 25) if bracket >= 0 else None
            return event if event and event <= found else found
    # Some covers have the date above its label.
    return find_date(head, max(0, labels[0].start() - 100), labels[0].start()) if labels else None


def _signed(text: str) -> dt.date | None:
    """Read the date beside the signature."""
    signature = _SIGNATURE.search(text)
    if signature is None:
        return None
    end = signature.end() + 2_500
    for label in _SIGNED.finditer(text, signature.end(), end):
        found = find_date(text, label.end(), label.end() + 40)
        if found:
            return found
    return None


def _filers(head: str) -> tuple[Filer, ...]:
    """Read the registrant's name, state and IRS number. Joint covers name more; each has its own label."""
    filers: list[Filer] = []
    labels = [*_NAME_LABEL.finditer(head)]
    for i, label in enumerate(labels):
        name = _name_above(head, label.start())
        if name is None:
            continue
        end = labels[i + 1].start() if i + 1 < len(labels) else label.end() + 2_500
        irs = _IRS.search(head, label.end(), end)
        filers.append(
            Filer(name, irs_number=f"{irs[1]}{irs[2]}" if irs else None, state=_state(head, label.end(), end))
        )
    return tuple(dict.fromkeys(filers))


def _name_above(head: str, label: int) -> str | None:
    """Read the name on the line of the label, else on the nearest line above."""
    before = head[:label]
    for line in reversed(before.split("\n")[-8:]):
        text = " ".join(line.strip(" \t_-=*(").split())
        if not text:
            continue
        if _NOT_NAME.match(text) or not re.search(r"[A-Za-z]{2}", text) or len(text) > 150:
            return None
        return text
    return None


def _state(head: str, start: int, end: int) -> str | None:
    """Read the state of incorporation: above its label, or further up in some layouts."""
    label = _STATE_LABEL.search(head, start, end)
    if label is None:
        return None
    for line in reversed(head[start : label.start()].split("\n")[-8:]):
        for cell in _CELLS.split(line.strip()):
            name = re.sub(r"^(?:the )?(?:state|commonwealth) of ", "", cell.strip(" .,(").lower())
            if name in _codes():
                return _codes()[name]
    return None


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    """Load EDGAR's codes by name, and by themselves, in lower case."""
    lines = Path(__file__).with_name("states.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {key.lower(): code for name, code in pairs for key in (name, code)}
