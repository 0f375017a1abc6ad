"""Amounts that are kept back: the marks in their place, and what tells an amount where no currency's sign does."""

from __future__ import annotations

import re
from collections.abc import Iterator

REDACTED = (
    r"\[[ ]?(?:…|\.\.\.|\[)?[ ]?\*{1,9}[ ]?(?:…|\.\.\.|\])?[ ]?\]|\*{1,4}|\[(?:redacted|REDACTED|●|_{2,10}"
    r"|[ ]{1,10}|[*] [*] [*])\]|_{4,20}|X{3,10}\b"
)
#: What is redacted begins so; marks are far fewer than payments, and so are looked for first.
_BLACKENED = re.compile(r"[\[*_Xx]")
#: The words before it in "a milestone payment of [*]", "a fee in the amount of [***]", without the sign of a currency.
_OF_A_PAYMENT = re.compile(
    r"\b(?:milestone|up-?front|licen[cs]e|issue|signature|initiation|maintenance|option|exercise|annual|access"
    r"|(?:non-?)?creditable|(?:non-?)?refundable|one-time|lump[ -]sum)"
    r"[ ](?:payment|fee|sum|amount)s? (?:(?:equal to|in (?:the|an) amount of|of) ){1,2}\Z",
    re.IGNORECASE,
)
#: "Licensee shall pay to Acme [*] upon approval": what is owed for an event, of which only the mark tells.
_SHALL_PAY = re.compile(
    r"\b(?:shall|will|agrees to) pay (?:to )?(?:the )?(?:[A-Z][\w.&-]*,? ){1,4}(?:the (?:sum|amount) of )?\Z"
)
_FOR_AN_EVENT = re.compile(r" (?:(?:up)?on|following|after|when|if|once)\b(?! (?:Net|net|all|any|the sale))")
#: These words are no longer.
_PAYMENT_WORDS = 60
_KEPT_BACK = re.compile(rf"(?:{REDACTED})(?![ ]?(?:%|percent|days?|\w*\]))", re.IGNORECASE)
#: "[***] dollars ($[***])".
_DOLLARS_KEPT_BACK = re.compile(
    rf"(?:{REDACTED}) (?:(?:million|thousand) )?(?:(?:U\.?S\.?|United States) )?[Dd](?:ollars|OLLARS)\b"
    rf"(?: \((?:US ?)?\$? ?(?:{REDACTED})\))?"
)


def kept_back(flat: str) -> Iterator[tuple[int, int]]:
    """Find where amounts are kept back without the sign of a currency.

    >>> list(kept_back("a milestone payment of [***], and [*] dollars"))
    [(23, 28), (34, 45)]
    """
    last = 0
    for mark in _BLACKENED.finditer(flat):
        at = mark.start()
        if (
            flat[max(0, at - 3) : at].lower() in ("of ", "to ")
            and (kept := _KEPT_BACK.match(flat, at))
            and _OF_A_PAYMENT.search(flat, max(0, at - _PAYMENT_WORDS), at)
        ):
            yield kept.span()
        if (
            "*" in flat[at : at + 3]
            and (kept := _KEPT_BACK.match(flat, at))
            and _FOR_AN_EVENT.match(flat, kept.end())
            and _SHALL_PAY.search(flat, max(0, at - _PAYMENT_WORDS), at)
        ):
            yield kept.span()
        if at >= last and (dollars := _DOLLARS_KEPT_BACK.match(flat, at)):
            yield dollars.span()
            last = dollars.end()
