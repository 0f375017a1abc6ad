"""Amounts of money in a page: figures and words, any currency, scaled, qualified or redacted.

`find_money` gives every amount once, in order: "Thirty Million Dollars ($30,000,000)" is one mention. Prices of a share
or of a unit of goods are left out, since no payment of a deal is stated so.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from dealgraph.extract.text import Page

_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₹": "INR", "₪": "ILS"}
_PREFIXES = {
    "US": "USD", "U.S.": "USD", "U.S": "USD", "A": "AUD", "AU": "AUD", "AUS": "AUD", "AUD": "AUD", "C": "CAD", "CA": "CAD",
    "CAN": "CAD", "CDN": "CAD", "CAD": "CAD", "Cdn": "CAD", "HK": "HKD", "NT": "TWD", "NZ": "NZD", "S": "SGD", "SG": "SGD",
    "R": "BRL", "USD": "USD", "HKD": "HKD", "CN": "CNY", "RMB": "CNY",
}  # fmt: skip
_CODES = {
    "USD": "USD", "US": "USD", "EUR": "EUR", "Euro": "EUR", "Euros": "EUR", "euro": "EUR", "euros": "EUR", "GBP": "GBP", "JPY": "JPY",
    "CNY": "CNY", "RMB": "CNY", "Rmb": "CNY", "CHF": "CHF", "SEK": "SEK", "DKK": "DKK", "NOK": "NOK", "AUD": "AUD", "CAD": "CAD",
    "HKD": "HKD", "KRW": "KRW", "INR": "INR", "Rs.": "INR", "ILS": "ILS", "NIS": "ILS", "TWD": "TWD", "NTD": "TWD", "SGD": "SGD",
    "NZD": "NZD", "BRL": "BRL", "RUB": "RUB", "DM": "DEM", "FF": "FRF",
}  # fmt: skip
_NAMES = {
    "dollar": "USD", "euro": "EUR", "yen": "JPY", "pound": "GBP", "sterling": "GBP", "franc": "CHF", "kron": "SEK", "yuan": "CNY",
    "renminbi": "CNY", "won": "KRW", "rupee": "INR", "shekel": "ILS",
}  # fmt: skip
_NATIONS = {
    "australian": "AUD", "canadian": "CAD", "hong kong": "HKD", "new zealand": "NZD", "singapore": "SGD", "taiwan": "TWD",
    "danish": "DKK", "norwegian": "NOK", "swedish": "SEK", "swiss": "CHF", "french": "FRF",
}  # fmt: skip
_UNITS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mm": 6, "mn": 6, "bn": 9, "m": 6, "b": 9, "k": 3, "mio": 6}
_UNIT = r"(?:[ -]?(?P<unit>(?i:thousand|million|billion|trillion))s?\b|[ ]?(?P<short>MM|mm|Mn|mn|Bn|bn|Mio|M|B|K|k)(?![A-Za-z]))"
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,4})?|\d{1,15}(?:\.\d{1,4})?|\.\d{1,4})"
REDACTED = r"\[[ ]?(?:…|\.\.\.|\[)?[ ]?\*{1,4}[ ]?(?:…|\.\.\.|\])?[ ]?\]|\*{1,4}|\[(?:redacted|REDACTED|●|_{2,10}|[ ]{1,10}|[*] [*] [*])\]|_{4,20}|X{3,10}\b"

_SIGNED = re.compile(
    rf"[$€£¥₩₹₪][ ]{{0,3}}(?:<br>)?(?:{_NUMBER}(?:(?P<upper>[ ]?(?:-|to)[ ]?\d{{1,4}}(?:\.\d{{1,3}})?(?=[ ]?(?:[mb]illion|MM?\b)))?{_UNIT})?|(?P<redacted>{REDACTED})(?:[ ]?(?:thousand|million|billion))?)"
)
_CODED = re.compile(
    rf"\b(?=[A-Ze])(?P<code>USD|US|EUR|Euros?|euros?|GBP|JPY|CNY|RMB|Rmb|CHF|SEK|DKK|NOK|AUD|CAD|HKD|KRW|INR|ILS|NIS|TWD|NTD|SGD|NZD|BRL)"
    rf"[ ]{{0,2}}(?:{_NUMBER}(?:{_UNIT})?|(?P<redacted>\[?[ ]?\*{{1,4}}[ ]?\]?))"
)
_BEFORE_NAME = re.compile(rf"{_NUMBER}(?:{_UNIT})?[ ](?:[A-Za-z.]{{1,10}}[ ]){{0,2}}$")
_WORD_NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_WORD_UNITS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_PER_UNIT = re.compile(
    r"[ ]?(?:per|a|an|each|/)[ ](?:(?:ordinary|common|preferred|class|[A-Z]|American|depositary|Depositary|Depository|vested|"
    r"outstanding|pre-funded)[ ]){0,3}(?:share|ADS|unit|warrant|kilogram|kg|gram|dose|vial|patient|tablet|hour|month|FTE|month|square|Share|Unit)\b"
)
_QUALIFIERS = (
    ("up to", re.compile(
        r"(?:\bup to|\bmaximum(?: (?:aggregate|total|amount|payments?))*(?: of)?|\bnot (?:to )?exceed(?:ing)?|\bas much as|\bas high as)"
        r"(?:,? (?:an?|the|in|of|additional|aggregate|aggregated|total|amount|potential|further|another|combined|maximum|approximately|"
        r"US|cumulative|extra|equal to|to|up))*,?[ (]*$", re.I)),
    ("at least", re.compile(r"\b(?:at least|no(?:t)? less than|a minimum of|minimum of)(?: an?| the| additional| aggregate| total| of)*[ (]*$", re.I)),
    ("more than", re.compile(
        r"\b(?:more than|in excess of|over|exceeding|greater than|excess of|surpass(?:ing)?|exceeds?|above|upwards of)"
        r"(?: an?| the| additional| aggregate| total| of)*[ (]*$", re.I)),
    ("approximately", re.compile(
        r"(?:\b(?:approximately|about|around|roughly|nearly|almost|approx\.?|estimated at|circa|some)|~)(?: an?| the| additional| aggregate| total| of| over)*[ (]*$",
        re.I)),
)  # fmt: skip
_EQUIVALENT = re.compile(
    r" ?[(\[](?:,|or|i\.e\.,?|approximately|equivalent|equal|equals|to|about|around|roughly|the|of|at|that|time|=|~|≈|US| ){0,12}"
    r"|,? or (?:approximately |about |the equivalent of )?(?:US)?|,? (?:equivalent|equal) to (?:approximately |about )?",
    re.IGNORECASE,
)
_TABLE_SCALE = re.compile(r"\b(?:in|in u\.?s\.? dollars,?|amounts? in|dollars in|expressed in)[ ](thousands|millions)\b|\(000's\)|\(\$?000s?\)")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money in a page.

    Attributes:
        start, end: Offsets in the page.
        amount: In units of the currency; None where redacted.
        currency: ISO 4217 code.
        qualifier: A word of the amount-qualifier scheme.
        low: The lower end where the text gives a range; `amount` is then the upper end.
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
        self._scales = _Scales(page)
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
    >>> page = Page.of(Document(1, "8-K", "a", "We paid up to €2.5 million, CNY 5 million and Ten Million Dollars ($10,000,000)."))
    >>> [(str(m.amount), m.currency, m.qualifier) for m in find_money(page)]
    [('2500000', 'EUR', 'up to'), ('5000000', 'CNY', 'exactly'), ('10000000', 'USD', 'exactly')]
    """
    return MoneyIndex(page).all


def _find(page: Page, scales: _Scales) -> list[Money]:
    flat = page.flat
    found: list[tuple[int, int, Decimal | None, str, bool]] = []
    for match in _SIGNED.finditer(flat):
        currency, start = _prefix(flat, match.start())
        found.append((start, match.end(), _value(match), currency, bool(match["unit"] or match["short"])))
    taken = [f[0] for f in found]
    found += [f for f in _coded(flat) if not _overlaps(taken, f[0], f[1])]
    found += _worded(flat, found)
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
    if match["number"] is None:
        return None
    number = match["number"]
    if match.groupdict().get("upper"):
        number = match["upper"].strip("-to ")
    unit = (match["unit"] or match["short"] or "").lower()
    return Decimal(number.replace(",", "")).scaleb(_UNITS.get(unit, 0))


def _plain(amount: Decimal | None) -> Decimal | None:
    """Write 2.5E+6 and 2500000.0 as 2500000, so that equal amounts print alike."""
    if amount is None:
        return None
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


def _prefix(flat: str, start: int) -> tuple[str, int]:
    currency = _SIGNS[flat[start]]
    if flat[start] == "$":
        match = re.search(r"(?<![A-Za-z.])([A-Z][A-Za-z.]{0,3})[ ]?$", flat[max(0, start - 6) : start])
        if match and match[1] in _PREFIXES and (len(match[1]) > 1 or not match[0].endswith(" ")):
            return _PREFIXES[match[1]], start - len(match[0])
    return currency, start


def _coded(flat: str) -> list[tuple[int, int, Decimal | None, str, bool]]:
    if not any(code in flat for code in _CODES):
        return []
    return [
        (m.start(), m.end(), _value(m), _CODES[m["code"]], bool(m["unit"] or m["short"]))
        for m in _CODED.finditer(flat)
        if m["code"] != "US" or m["unit"]
    ]


def _overlaps(starts: list[int], start: int, end: int) -> bool:
    return bisect_right(starts, end) > bisect_left(starts, start)


def _worded(flat: str, known: list[tuple[int, int, Decimal | None, str, bool]]) -> list[tuple[int, int, Decimal | None, str, bool]]:
    """Amounts that end in the name of a currency: "2 million euros", "twenty million dollars"."""
    out: list[tuple[int, int, Decimal | None, str, bool]] = []
    starts = sorted(k[0] for k in known)
    lowered = flat.lower()
    for name, currency in _NAMES.items():
        at = lowered.find(name)
        while at >= 0:
            end = at + len(name)
            while end < len(flat) and flat[end].isalpha():
                end += 1
            if lowered[at - 1 : at] == " " and end - at < len(name) + 4:
                one = _ending(flat, at, end, _nation(lowered, at) or currency)
                if one is not None and not _overlaps(starts, one[0] - 4, end):
                    out.append(one)
            at = lowered.find(name, end)
    return out


def _nation(lowered: str, at: int) -> str | None:
    before = lowered[max(0, at - 14) : at]
    return next((code for nation, code in _NATIONS.items() if before.rstrip().endswith(nation)), None)


def _ending(flat: str, at: int, end: int, currency: str) -> tuple[int, int, Decimal | None, str, bool] | None:
    """Read the number, in figures or words, that ends where a currency's name begins."""
    before = flat[max(0, at - 80) : at]
    figure = _BEFORE_NAME.search(before[-40:])
    if figure:
        return at - len(before[-40:]) + figure.start(), end, _value(figure), currency, True
    value, start = read_words(before, at)
    return None if value is None else (start, end, value, currency, True)


def read_words(before: str, end: int) -> tuple[Decimal | None, int]:
    """Read a number in words at the end of a text that ends at offset `end`; give it and where it begins.

    >>> read_words("an amount of Two Hundred Fifty Million U.S. ", 44)
    (Decimal('250000000'), 13)
    """
    words = list(re.finditer(r"[A-Za-z.]+", before))
    while words and words[-1][0].lower() in ("u.s.", "us", "united", "states", "american", "australian", "canadian", "swiss"):
        words.pop()
    tail: list[re.Match[str]] = []
    for word in reversed(words):
        if word[0].lower() not in _WORD_NUMBERS and word[0].lower() not in _WORD_UNITS and word[0].lower() != "and":
            break
        tail.insert(0, word)
    while tail and tail[0][0].lower() == "and":
        tail.pop(0)
    if not tail:
        return None, end
    total = group = 0
    for word in tail:
        key = word[0].lower()
        if key in _WORD_NUMBERS:
            group += _WORD_NUMBERS[key]
        elif key == "hundred":
            group = max(1, group) * 100
        elif key != "and":
            total += max(1, group) * _WORD_UNITS[key]
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
        if between.strip() in ("(", "[") and last.currency == money.currency and money.amount in (last.amount, None):
            end = money.end + (flat[money.end : money.end + 1] in (")", "]"))
            out[-1] = replace(last, end=end)
            return
        if last.currency != money.currency and _EQUIVALENT.fullmatch(between):
            out[-1] = replace(last, end=money.end + (flat[money.end : money.end + 1] == ")"))
            return
        if between in (" to ", " and ", "-", " - ", " or ") and len(flat[last.start : last.end]) < 9 and united and last.amount is not None:
            unit = re.search(r"[a-z]+$", flat[last.start : last.end], re.I)
            if unit is None and money.amount is not None and last.amount < 1000 <= money.amount:
                power = max(p for p in (3, 6, 9) if money.amount >= 10**p)
                last = out[-1] = replace(last, amount=_plain(last.amount.scaleb(power)))
        if between in (" to ", "-", " - ") and last.amount is not None and money.amount is not None and last.amount < money.amount:
            out[-1] = replace(money, start=last.start, low=last.amount, qualifier="up to")
            return
    out.append(money)


class _Scales:
    """By how much bare figures are to be multiplied, by place.

    A statement's or note's title "(in thousands)" scales all bare figures after it, unless the text after it mostly writes
    "million" out; the same words at a table scale that table only.
    """

    def __init__(self, page: Page) -> None:
        self._ranges: list[tuple[int, int, int]] = []
        lowered = page.flat.lower()
        for match in _scale_marks(lowered):
            sentence = page.sentence_at(match.start())
            if sentence is None:
                continue
            scale = 10**6 if (match[1] or "").lower() == "millions" else 1000
            block = page.blocks[sentence.block]
            table_end = _table_end(page, block.index)
            if table_end > block.end or block.row or page.flat[block.start] == "|":
                self._ranges.append((match.start(), table_end, scale))
            elif (block.heading or len(page.flat[block.start : block.end]) < 200) and not _spelled_out(page.flat[match.end() :]):
                self._ranges.append((match.start(), len(page.flat), scale))

    def at(self, offset: int) -> int:
        """Give the factor for a bare figure at this offset."""
        return next((s for start, end, s in reversed(self._ranges) if start <= offset < end), 1)


def _scale_marks(lowered: str) -> Iterator[re.Match[str]]:
    for word in ("thousands", "millions", "000"):
        at = lowered.find(word)
        while at >= 0:
            match = _TABLE_SCALE.search(lowered, max(0, at - 20), at + 12)
            if match:
                yield match
            at = lowered.find(word, at + len(word))


def _table_end(page: Page, block: int) -> int:
    last = block
    for following in page.blocks[block + 1 : block + 200]:
        if not (following.row or page.flat[following.start] == "|"):
            break
        last = following.index
    return page.blocks[last].end


def _spelled_out(text: str) -> bool:
    figures = len(re.findall(r"[$€£]\s?\d", text))
    return len(re.findall(r"[$€£]\s?[\d.,]+ (?:m|b)illion", text)) * 5 >= figures
