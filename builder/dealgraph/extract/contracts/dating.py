"""The date on which a contract was signed: in its preamble, on its title page, by definition or by signature."""

from __future__ import annotations

import re

from dealgraph.extract.contracts.parties import Preamble
from dealgraph.extract.contracts.title import Title, read_title
from dealgraph.extract.dates import DateMention, find_dates
from dealgraph.extract.prefilter import Prefiltered

THAT_CERTAIN = re.compile(
    r"\b(?:that certain|the|a|an|certain)\s+((?:[A-Z][\w-]*,?\s+(?:and\s+|&\s+"
    r"|,\s*)?){1,8}Agreement)\b[^.;]{0,120}?\b(?:dated|effective|entered into|made)\b"
)
#: "Amendment to the License Agreement (this "Amendment") is made as of": its own date follows.
_ITSELF = re.compile(r"\(this \"|\(the \"(?:\w+ )?Amendment\"")
_NO_SIGNING = re.compile(
    r"(?:10-[KQ]|8-K|10-12G|S-1)(?:/A)?, $|Act of $|Rule \S*$|filed (?:on|with)|(?:filed|issued) $|founded|since"
    r"|amended[^()]{0,20}$|laws? of [^()]{0,20}$|expires? "
    r"|(?:beyond|until|before|after|than|through|ending|ended|by|during) $"
)
_OTHER_AGREEMENT = re.compile(
    r"(?<![Tt]his )[Aa]greement\"?,?[^.;\n]{0,40}\b(?:dated|effective|made|entered into)\b[^.;\n]{0,24}$"
)
_WITNESS = Prefiltered(r"\b(?:IN )?WITNESS WHEREOF|\b(?:[Ii]n )?[Ww]itness [Ww]hereof")
_SIGNATURE = Prefiltered(r"/s/|WITNESS WHEREOF|[Ww]itness [Ww]hereof")
_SHORT = re.compile(r"(?<![\d/.-])(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d{2})(?![\d/-]|\.\d)")
_SIGNED = re.compile(r"/s/|\b(?:By|BY|Signature|Name|Signed)\s?:")
#: What introduces the date of an agreement behind the names of its parties.
_SIGNS_HERE = re.compile(
    r"\b(?:effective|dated|date|made|entered into|signed|executed|as of|on)\b(?: date)?[\s:,]*"
    r"(?:(?:as of|on|in|at|this|the|from|City|[A-Z][a-z]+,) ?){0,5}$",
    re.IGNORECASE,
)
_DEFINITION = Prefiltered(
    r"\"(?:Effective|Signing|Execution|Agreement|Commencement) Date\"\s*(?:,\s*)?"
    r"(?:shall mean|means|will mean|shall be|is|:)",
)
#: Where a title page with a date ends at the latest.
TITLE_PAGE = 6_000


def signed_on(flat: str, preamble: Preamble, title: Title) -> str | None:
    """Give the date of signing: of the agreement that it changes, else its own.

    Args:
        flat: The contract's text.
        preamble: Its preamble.
        title: Its title; that of an amendment or a termination asks for the date of the agreement changed.
    """
    changed = _of_the_changed(flat, preamble, title) if title.amendment or title.termination else None
    return changed or _stated(flat, preamble) or _defined(flat) or _by_signature(flat)


def _of_the_changed(flat: str, preamble: Preamble, title: Title) -> str | None:
    low = max(0, preamble.start - 400)
    for match in THAT_CERTAIN.finditer(flat, low, preamble.start + 4000):
        if _ITSELF.search(match[0]):
            continue
        if set(read_title(match[1]).types) & set(title.types):
            dates = find_dates(flat, match.end(), match.end() + 60)
            if dates:
                return dates[0].iso
    return None


def _stated(flat: str, preamble: Preamble) -> str | None:
    """Read the date before the first party, behind the last one, or on the title page."""
    opening = min(len(flat), preamble.parties[0].name.start + 1, preamble.start + 1200)
    last = preamble.parties[-1].name.end
    signed = _SIGNATURE.search(flat, last)
    stop = signed.start() if signed else len(flat)
    near = find_dates(flat, preamble.end - 1, min(stop, preamble.end + 350))
    windows: tuple[list[DateMention], ...] = (
        find_dates(flat, preamble.start, opening),
        [
            d
            for d in find_dates(flat, last, min(stop, last + 700))
            if _SIGNS_HERE.search(flat[max(last, d.start - 60) : d.start])
        ],
        near,
        find_dates(flat, 0, min(preamble.start, TITLE_PAGE)),
    )
    for i, dates in enumerate(windows):
        found = next((d for d in dates if _may_sign(flat, d.start, opening=i == 0)), None)
        if found:
            return found.iso
    return None


def _defined(flat: str) -> str | None:
    """Read a date that is defined: "Effective Date" means May 5, 2010."""
    for match in _DEFINITION.finditer(flat):
        dates = find_dates(flat, match.end(), min(len(flat), match.end() + 50))
        if dates and not re.search(r"[.;()\n]", flat[match.end() : dates[0].start]):
            return dates[0].iso
    return None


def _by_signature(flat: str) -> str | None:
    """Give the latest date of the first signatures that are dated: those of annexes come later."""
    places = [m.start() for m in _WITNESS.finditer(flat)] or [max(0, len(flat) - 4000)]
    for low in places:
        if not _WITNESS.match(flat, low) and not _SIGNED.search(flat, low):
            continue
        high = min(len(flat), low + 4000)
        dates = [
            d.iso
            for d in find_dates(flat, low, high)
            if len(d.iso) == 10 and _may_sign(flat, d.start, opening=False)
        ]
        dates += [iso for m in _SHORT.finditer(flat, low, high) if (iso := _short_date(m))]
        if dates:
            return max(dates)
    return None


def _short_date(match: re.Match[str]) -> str | None:
    """Read "3-31-16" beside a signature in the American order, if that can be."""
    first, second, year = int(match[1]), int(match[2]), match[3]
    month, day = (second, first) if first > 12 else (first, second)
    full = year if len(year) == 4 else ("19" if int(year) > 60 else "20") + year
    return f"{full}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _may_sign(flat: str, at: int, *, opening: bool) -> bool:
    """Refuse dates of legends, filings, acts and other agreements ("10-K, 3/12/2020", "Lease dated ...")."""
    before = flat[max(0, at - 70) : at]
    return not _NO_SIGNING.search(before) and (opening or not _OTHER_AGREEMENT.search(before))
