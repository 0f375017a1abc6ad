"""Amounts of money in a page: figures and words, any currency, scaled, qualified or redacted.

`find_money` gives every amount once, in order: "Thirty Million Dollars ($30,000,000)" is one mention. Prices
of a share or of a unit of goods are left out, since no payment of a deal is stated so.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from dealgraph.extract.payments.redacted import REDACTED, kept_back
from dealgraph.extract.payments.scales import Scales
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.text import Page

_UNIT = (
    r"(?:[ -]?(?P<unit>(?i:thousand|million|billion|trillion|crore|lakh))s?\b|[ ]?(?P<short>MM|mm|Mn|mn|Bn|bn|Mio"
    r"|M|m|B|K|k)(?![A-Za-z]))"
)
#: The first is a decimal comma ("2,5 million"), as much of Europe writes.
_NUMBER = (
    r"(?P<number>\d{1,3},\d{1,2}(?=[ -]?(?:[Mm]illion|[Bb]illion|Mio|[Mm]n?|[Bb]n)\b)"
    r"|\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,4})?|\d{1,15}(?:\.\d{1,4})?|\.\d{1,4})"
)
#: Thousands set apart by blanks ("SEK 750 000").
_SPACED = r"(?P<spaced>\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,3}(?![ \u00a0\u202f]?\d|[.,]\d))"

_SIGNED = re.compile(
    rf"[$€£¥₩₹₪][ ]{{0,3}}(?:<br>)?(?:{_NUMBER}(?:(?P<upper>[ ]?(?:-"
    rf"|to)[ ]?\d{{1,4}}(?:\.\d{{1,3}})?(?=[ ]?(?:[mb]illion|MM?\b)))?{_UNIT})?"
    rf"|(?P<redacted>{REDACTED})(?:[ ]?(?:thousand|million|billion))?)"
)
_BEFORE_NAME = re.compile(rf"{_NUMBER}(?:{_UNIT})?[ ](?:[A-Za-z.]{{1,10}}[ ]){{0,2}}$")
_PER_UNIT = re.compile(
    r"[ ]?(?:per|a|an|each|/)[ ](?:(?:ordinary|common|preferred|class|[A-Z]|American|depositary"
    r"|Depositary|Depository|vested|"
    r"outstanding|pre-funded)[ ]){0,3}(?:share|ADS|unit|warrant|kilogram|kg|gram|dose|vial|patient"
    r"|tablet|hour|month|FTE|month|square|Share|Unit)\b"
)
_FILL = r"(?: an?| the| additional| aggregate| total| of)*[ (]*$"
_QUALIFIERS = (
    (
        "up to",
        Prefiltered(
            r"(?:\bup to|\bmaximum(?: (?:aggregate|total|amount|payments?))*(?: of)?|\bas (?:much|high) as"
            r"|\bnot (?:to )?exceed(?:ing)?|(?<!not )(?<!no )\bless than)(?:,? (?:an?|the|in|of|additional|aggregated?"
            r"|total|amount|potential|further|another|combined|maximum|approximately|US|cumulative"
            r"|extra|equal to|to|up))*,?[ (]*$",
            re.IGNORECASE,
        ),
    ),
    ("at least", Prefiltered(r"\b(?:at least|not? less than|(?:a )?minimum of)" + _FILL, re.IGNORECASE)),
    (
        "more than",
        Prefiltered(
            r"\b(?:more than|in excess of|(?<!hand )(?<!hands )(?<!handed )(?<!handing )over"
            r"|exceeding|greater than|excess of|surpass(?:ing)?|exceeds?"
            r"|above|upwards of)" + _FILL,
            re.IGNORECASE,
        ),
    ),
    (
        "approximately",
        Prefiltered(
            r"(?:\b(?:approximately|about|around|roughly|nearly|almost|approx\.?|estimated at|circa|some)|~)"
            + _FILL,
            re.IGNORECASE,
        ),
    ),
)
_EQUIVALENT = re.compile(
    r" ?[(\[](?:,|or|i\.e\.,?|approximately|approx\.?|ca\.|equivalent|equal|equals|to|about|around|roughly|the|of|at"
    r"|that|time|=|~|≈|US| ){0,12}"
    r"|,? or (?:approximately |about |the equivalent of )?(?:US)?|,? (?:equivalent"
    r"|equal) to (?:approximately |about )?",
    re.IGNORECASE,
)

#: "EUR 7.6 million upfront (USD 10 million)": the same payment, with its name between.
_APART = re.compile(
    r" (?:up-?front|in cash|initially|at signing|on signing|(?:[a-z-]+ )?payment) \((?:approx\w*\.? |about |circa )?"
)


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    """The currencies, units and number words of `tables/money.toml`."""
    import tomllib

    return tomllib.loads(files("dealgraph.extract").joinpath("tables", "money.toml").read_text("utf-8"))


@cache
def _coded_pattern() -> re.Pattern[str]:
    codes = "|".join(map(re.escape, sorted(_table()["codes"], key=len, reverse=True)))
    return re.compile(
        rf"\b(?=[A-Ze])(?P<by>[MT](?=[A-Z]{{3}}\b))?(?P<code>{codes})[ ]{{0,2}}(?:{_SPACED}|{_NUMBER}(?:{_UNIT})?"
        rf"|(?P<redacted>\[?[ ]?\*{{1,4}}[ ]?\]?))"
    )


@cache
def _code_after() -> re.Pattern[str]:
    codes = "|".join(code for code in sorted(_table()["codes"]) if len(code) == 3 and code.isupper())
    return re.compile(
        rf"[A-Z]{{3}}(?<=[\d A-Za-z]...)(?<={codes})(?![A-Za-z]|[ ]{{0,2}}\d)"
        r"(?:(?<=(?P<by>[MT])...)(?<=[\d A-Za-z]....))?"
    )


#: What may be a currency's code before a figure; of small letters there is the euro alone.
_MAY_BE_CODE = re.compile(r"[A-Z](?<!\w.)(?=[A-Za-z.]{1,5}[ ]{0,3}[\d\[*.])")
_MAY_BE_EURO = re.compile(r"euro(?<!\w.{4})(?=s?[ ]{0,3}[\d\[*.])")
#: A figure right before a currency's code ("25 MSEK", "1.4 billion KRW").
_BEFORE_CODE = re.compile(rf"(?<![\d.,$€£¥])(?:{_SPACED}|{_NUMBER}(?:{_UNIT})?)[ ]?$")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money in a page.

    Attributes:
        start, end: Offsets in the page.
        amount: In units of the currency; None where redacted.
        currency: ISO 4217 code.
        qualifier: A word of the amount-qualifier scheme.
        low: The lower end of a range, whose upper end is `amount`.
    """

    start: int
    end: int
    amount: Decimal | None
    currency: str
    qualifier: str = "exactly"
    low: Decimal | None = None


class MoneyIndex:
    """The amounts of a page in order, to be asked by passage."""

    def __init__(self, page: Page) -> None:
        self._scales = Scales(page)
        self.all = _find(page, self._scales)
        self._starts = [m.start for m in self.all]

    def within(self, start: int, end: int) -> list[Money]:
        """Give the amounts that begin in start..end."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def scale(self, offset: int) -> int:
        """Give the factor for a bare figure ("in thousands": 1000) at this offset."""
        return self._scales.at(offset)


def find_money(page: Page) -> list[Money]:
    """Find the amounts of a page, in order.

    >>> from dealgraph.filing import Document
    >>> text = "We paid up to €2.5 million, CNY 5 million and Ten Million Dollars ($10,000,000)."
    >>> page = Page.of(Document(1, "8-K", "a", text))
    >>> [(str(m.amount), m.currency, m.qualifier) for m in find_money(page)]
    [('2500000', 'EUR', 'up to'), ('5000000', 'CNY', 'exactly'), ('10000000', 'USD', 'exactly')]
    """
    return MoneyIndex(page).all


def _find(page: Page, scales: Scales) -> list[Money]:
    flat = page.flat
    found: list[tuple[int, int, Decimal | None, str, bool]] = []
    for match in _SIGNED.finditer(flat):
        currency, start = _prefix(flat, match.start())
        found.append((start, match.end(), _value(match), currency, bool(match["unit"] or match["short"])))
    taken = [f[0] for f in found]
    found += [f for f in _coded(flat) if not _overlaps(taken, f[0], f[1])]
    found += _worded(flat, found)
    found += [(start, end, None, "USD", True) for start, end in kept_back(flat)]
    found.sort(key=lambda f: (f[0], -f[1]))
    out: list[Money] = []
    for start, end, amount, currency, united in found:
        if out and start < out[-1].end:
            continue
        if _PER_UNIT.match(flat, end) or (end < len(flat) and flat[end] == "%"):
            continue
        if not united and amount is not None:
            amount *= scales.at(start)
        _join(out, flat, Money(start, end, _plain(amount), currency, _qualifier(flat, start, end)), united)
    return out


def _value(match: re.Match[str]) -> Decimal | None:
    groups = match.groupdict()
    if groups.get("spaced"):
        return Decimal(re.sub(r"\D", "", groups["spaced"])).scaleb(_THOUSANDS.get(groups.get("by") or "", 0))
    if match["number"] is None:
        return None
    number = match["number"]
    if groups.get("upper"):
        number = match["upper"].strip("-to ")
    unit = (match["unit"] or match["short"] or "").lower()
    if re.fullmatch(r"\d{1,3},\d{1,2}", number):
        number = number.replace(",", ".")
    power = _table()["units"].get(unit, 0) or _THOUSANDS.get(groups.get("by") or "", 0)
    return Decimal(number.replace(",", "")).scaleb(power)


#: "MSEK" are millions of kronor, "TEUR" thousands of euros.
_THOUSANDS = {"M": 6, "T": 3}


def _plain(amount: Decimal | None) -> Decimal | None:
    """Write 2.5E+6 and 2500000.0 as 2500000, so that equal amounts print alike."""
    if amount is None:
        return None
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


def _prefix(flat: str, start: int) -> tuple[str, int]:
    currency = str(_table()["signs"][flat[start]])
    if flat[start] == "$":
        match = re.search(r"(?<![A-Za-z.])([A-Z][A-Za-z.]{0,3})[ ]?$", flat[max(0, start - 6) : start])
        if match and match[1] in _table()["prefixes"] and (len(match[1]) > 1 or not match[0].endswith(" ")):
            return str(_table()["prefixes"][match[1]]), start - len(match[0])
    return currency, start


def _coded(flat: str) -> list[tuple[int, int, Decimal | None, str, bool]]:
    out = [
        (m.start(), m.end(), _value(m), str(_table()["codes"][m["code"]]), _is_scaled(m))
        for m in _before_figures(flat)
        if m["code"] != "US" or m["unit"]
    ]
    starts = [m[0] for m in out]
    for code in _code_after().finditer(flat):
        behind = code.start() - bool(code["by"])
        low = max(0, behind - 30)
        figure = _BEFORE_CODE.search(flat[low:behind])
        if figure is None or _overlaps(starts, low + figure.start(), code.end()):
            continue
        value = _value(figure)
        if value is not None and (_is_scaled(figure) or code["by"] or value >= 10_000):
            value = value.scaleb(_THOUSANDS.get(code["by"] or "", 0))
            out.append((low + figure.start(), code.end(), value, str(_table()["codes"][code.group()]), True))
    return out


def _before_figures(flat: str) -> Iterator[re.Match[str]]:
    """Find the figures behind the code of a currency, none within the one before."""
    pattern, last = _coded_pattern(), 0
    spots = [spot.start() for likely in (_MAY_BE_CODE, _MAY_BE_EURO) for spot in likely.finditer(flat)]
    for at in sorted(spots):
        if at >= last and (match := pattern.match(flat, at)):
            yield match
            last = match.end()


def _is_scaled(match: re.Match[str]) -> bool:
    """Tell whether a figure carries its own scale, so that "in thousands" above doesn't touch it."""
    groups = match.groupdict()
    return bool(groups.get("unit") or groups.get("short") or groups.get("by") or groups.get("spaced"))


def _overlaps(starts: list[int], start: int, end: int) -> bool:
    return bisect_right(starts, end) > bisect_left(starts, start)


def _worded(
    flat: str, known: list[tuple[int, int, Decimal | None, str, bool]]
) -> list[tuple[int, int, Decimal | None, str, bool]]:
    """Amounts that end in the name of a currency: "2 million euros", "twenty million dollars"."""
    out: list[tuple[int, int, Decimal | None, str, bool]] = []
    starts = sorted(k[0] for k in known)
    lowered = flat.lower()
    for name, currency in _table()["names"].items():
        at = lowered.find(name)
        while at >= 0:
            end = at + len(name)
            while end < len(flat) and flat[end].isalpha():
                end += 1
            whole = end - at < len(name) + 4 and not lowered.startswith("europ", at)  # no "7 in Europe"
            if lowered[at - 1 : at] == " " and whole:
                one = _ending(flat, at, end, _nation(lowered, at) or currency)
                if one is not None and not _overlaps(starts, one[0] - 4, end):
                    out.append(one)
            at = lowered.find(name, end)
    return out


def _nation(lowered: str, at: int) -> str | None:
    before = lowered[max(0, at - 14) : at]
    return next(
        (code for nation, code in _table()["nations"].items() if before.rstrip().endswith(nation)), None
    )


def _ending(flat: str, at: int, end: int, currency: str) -> tuple[int, int, Decimal | None, str, bool] | None:
    """Read the number, in figures or words, that ends where a currency's name begins."""
    before = flat[max(0, at - 80) : at]
    figure = _BEFORE_NAME.search(before[-40:])
    if figure and not any(w in _table()["numbers"] or w in _table()["multipliers"] for w in _words(figure)):
        return at - len(before[-40:]) + figure.start(), end, _value(figure), currency, True
    value, start = read_words(before, at)
    return None if value is None else (start, end, value, currency, True)


def _words(figure: re.Match[str]) -> list[str]:
    """Give the words between a figure with its unit and the name of a currency."""
    last = max(figure.end(g) for g in ("number", "unit", "short"))
    return re.findall(r"[a-z]+", figure.string[last:].lower())


#: "Twenty million United States dollars".
_NATIONS = frozenset(("u.s.", "us", "united", "states", "american", "australian", "canadian", "swiss"))


def read_words(before: str, end: int) -> tuple[Decimal | None, int]:
    """Read a number in words at the end of a text that ends at offset `end`; give it and where it begins.

    >>> read_words("an amount of Two Hundred Fifty Million U.S. ", 44)
    (Decimal('250000000'), 13)
    """
    numbers, units = _table()["numbers"], _table()["multipliers"]
    words = list(re.finditer(r"[A-Za-z.]+", before))
    while words and words[-1][0].lower() in _NATIONS:
        words.pop()
    tail: list[re.Match[str]] = []
    for word in reversed(words):
        if word[0].lower() not in numbers and word[0].lower() not in units and word[0].lower() != "and":
            break
        tail.insert(0, word)
    while tail and tail[0][0].lower() == "and":
        tail.pop(0)
    if not tail:
        return None, end
    if not any(word[0].lower() in numbers for word in tail):
        first = words[-len(tail) - 1][0].lower() if len(words) > len(tail) else ""
        if first not in ("a", "one"):
            return None, end  # "several million dollars"
    total = group = 0
    for word in tail:
        key = word[0].lower()
        if key in numbers:
            group += int(numbers[key])
        elif key == "hundred":
            group = max(1, group) * 100
        elif key != "and":
            total += max(1, group) * int(units[key])
            group = 0
    return Decimal(total + group), end - len(before) + tail[0].start()


def _qualifier(flat: str, start: int, end: int) -> str:
    before = flat[max(0, start - 70) : start]
    for name, pattern in _QUALIFIERS:
        if pattern.search(before):
            return name
    after = flat[end : end + 10]
    return "at least" if after.startswith(" or more") else "more than" if after.startswith("+") else "exactly"


def _join(out: list[Money], flat: str, money: Money, united: bool) -> None:
    """Add an amount, or melt it into the one before: the same amount in brackets, or the end of a range."""
    if out:
        last = out[-1]
        between = flat[last.end : money.start]
        among = between == " and " and flat.endswith("between ", 0, last.start)
        ranges = among or between in (" to ", "-", " - ")
        if (
            between.strip() in ("(", "[")
            and last.currency == money.currency
            and money.amount in (last.amount, None)
        ):
            end = money.end + (flat[money.end : money.end + 1] in (")", "]"))
            out[-1] = replace(last, end=end)
            return
        if last.currency != money.currency and _EQUIVALENT.fullmatch(between):
            out[-1] = replace(last, end=money.end + (flat[money.end : money.end + 1] == ")"))
            return
        if last.currency != money.currency and _APART.fullmatch(between):
            return
        if (
            between in (" to ", " and ", "-", " - ", " or ")
            and len(flat[last.start : last.end]) < 9
            and united
            and last.amount is not None
        ):
            unit = re.search(r"[a-z]+$", flat[last.start : last.end], re.I)
            if unit is None and money.amount is not None and last.amount < 1000 <= money.amount:
                power = max(p for p in (3, 6, 9) if money.amount >= 10**p)
                last = out[-1] = replace(last, amount=_plain(last.amount.scaleb(power)))
        if ranges and last.low is not None and last.currency != money.currency:
            out[-1] = replace(last, end=money.end)  # "EUR 5 to 8 million ($6 million to $9 million)"
            return
        if ranges and last.amount is not None and money.amount is not None and last.amount < money.amount:
            out[-1] = replace(money, start=last.start, low=last.amount, qualifier="up to")
            return
    out.append(money)
