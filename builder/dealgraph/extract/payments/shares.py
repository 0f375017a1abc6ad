"""Shares that a party of a deal buys: "purchased 801,820 shares for gross proceeds of $10 million"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dealgraph.extract.payments.money import Money
from dealgraph.extract.prefilter import Prefiltered

_WORDS = r"(?:[^.;$€£]|\.\d|\b(?:Ltd|Inc|Co|Corp)\.|[$€£][\d.,]+ (?:per|a|each) (?:share|ADS))"
_BOUGHT = Prefiltered(
    r"\b(?:purchased|acquired|bought|subscribed for|invested|made an? (?:equity )?investment|issued|sold)\b"
    rf"{_WORDS}{{0,160}}?\b[\d,]{{5,}} (?:newly issued |unregistered |restricted |new )*"
    r"(?:shares|ordinary shares|common shares|ADSs|American Depositary Shares)\b"
    rf"{_WORDS}{{0,170}}?\b(?:proceeds(?: to us| to the Company)? of|purchase price of|price of|consideration of"
    r"|for|totall?ing|amount of)(?: (?:an aggregate|a total|approximately|about|aggregate|total|of|cash|gross))* $"
)
#: A price of one share is no payment.
_EACH = re.compile(r" (?:per|a|each) (?:share|ADS)\b| per$")


def price_of_shares(text: str, start: int, amounts: Sequence[Money]) -> Money | None:
    """Give the amount that a sentence says shares were bought for, or None.

    Args:
        text: The sentence.
        start: Where it begins in its page.
        amounts: Its amounts, in order.
    """
    for money in amounts:
        at = money.start - start
        if money.amount and _BOUGHT.search(text[:at]) and not _EACH.match(text, money.end - start):
            return money
    return None
