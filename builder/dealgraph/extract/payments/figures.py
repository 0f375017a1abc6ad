"""Amounts that are no payment of a deal: figures of the accounts, rates, loans, parts and restatements."""

from __future__ import annotations

import re

from dealgraph.extract.payments.clauses import Clause
from dealgraph.extract.payments.cues import BOOKING, is_installment, not_a_payment
from dealgraph.extract.payments.sizes import before_booking, is_loan, is_raise
from dealgraph.extract.prefilter import Prefiltered

#: "$6.50 per share in cash" is a rate; "$0.5 million of which has been paid" is part of the amount before.
_EACH = re.compile(
    r"\W{0,3}(?:in cash )?(?:per|for each|for every|a) (?:share|ordinary share|ADS|unit|[A-Z]+ share)\b",
    re.IGNORECASE,
)
#: "500,000 shares at $12 each".
_SHARES_AT = re.compile(r"\b(?:shares|ADSs|stock|units)\b[^.;$€£]{0,40} at (?:US ?)?$")
_APIECE = re.compile(r" (?:each|apiece)\b")
_NET_OF = re.compile(r"\bnet of (?:an?|the|any) $")
_OF_WHICH = re.compile(
    r" of (?:it|that|them)\b(?! (?:(?:is|was|will be) )?(?:payable |paid |due )?up[- ]?front)"
    r"|,? of which\b[^;.]{0,40}\b(?:already|previously|has|have|was)\b"
)
#: "In addition to the $5 million *that was initially received*": told before, of another deal as likely.
_BESIDE_THE = re.compile(r"\bin addition to (?:the|its|our) (?:US ?)?$")
_HAD_COME = re.compile(
    r" (?:(?:that|which) (?:was|were|had been) )?(?:already |initially |originally |previously |first ){1,2}"
    r"(?:received|paid|collected)\b"
)
_PAYMENT_THEN = re.compile(
    r"^\W*payments? as\b|\b(?:milestones?|upfront|up-front)(?: payments?| fees?)?\b(?! (?:and [\w ]{0,20})?revenues?)",
    re.IGNORECASE,
)
#: "Recognized as revenue a $5 million *milestone*".
_A_MILESTONE = re.compile(r"\W{0,2}(?:[\w-]+ ){0,3}milestone(?: payment)?\b(?! revenues?)", re.IGNORECASE)
#: "Recognized $5 million *of revenue related to the achievement of a development milestone*".
_FOR_A_MILESTONE = re.compile(
    r"\W{0,2}(?:of |in |as )?(?:[\w-]+ ){0,2}revenues? [^.;,$]{0,40}?\b(?:achiev(?:ement of|ing)|attain(?:ment of"
    r"|ing)) "
    r"(?:an?|the|its|this) (?:[\w-]+ ){0,4}milestone\b",
    re.IGNORECASE,
)
#: "A fee of $450 million, *of which $400 million was received in 2010*"; of milestones it would be one of them.
_OF_WHICH_BEFORE = re.compile(
    r"^(?!.*\bmilestones?\b).*,? of which (?:approximately )?(?:US)?$", re.IGNORECASE | re.DOTALL
)
_WAS_PAID = re.compile(
    r"\W{0,2}(?:was|were|has been|had been|have been) (?:received|paid|collected)\b"
    r"(?! (?:up)?on| following| when| after)"
)
#: "A $10 million payment *of which* $0.9 million *was recorded as* revenue and $6.1 million *was included in*".
_PART_OF = Prefiltered(r"\bof which (?:[^;.]|\.\d){0,120}$")
_WAS_BOOKED = re.compile(
    rf"\W{{0,2}}(?:was|were|is|are|has been|had been|have been|will be) (?:\w+ )?(?:{BOOKING})\b"
)
#: Words that make an amount one of funding.
FUNDS = Prefiltered(
    r"\b(?:fund|funded|funding|funds|reimburs\w+ (?:[\w-]+ ){1,3}for) (?:[\w-]+ ){0,6}$", re.IGNORECASE
)


#: Less than this in a purchase of a company is the price of one share, of whatever currency.
_ONE_SHARE = 1_000
#: Less than this is a dollar that another one matches; reports that count in thousands write 50 for 50,000.
_LEAST = 3


def is_trifle(clause: Clause) -> bool:
    """Tell whether an amount is too small for a payment between companies: "one dollar for every two"."""
    return clause.money.amount is not None and 0 < clause.money.amount < _LEAST


def is_for_one_share(clause: Clause) -> bool:
    """Tell whether an amount in the purchase of a company is what one share brings: "$50 in cash and a right"."""
    return clause.money.amount is not None and 0 < clause.money.amount < _ONE_SHARE


def is_figure(clause: Clause, cues: set[str]) -> bool:
    """Tell whether the amount is a figure of the accounts, a restatement or nothing."""
    words = clause.noun if clause.noun else clause.right[:60]
    words = before_booking(words)
    if is_raise(clause) or is_loan(clause) or is_installment(clause.before):
        return True
    if _NET_OF.search(clause.before[-30:]) or _EACH.match(clause.right) or _OF_WHICH.match(clause.right):
        return True
    if _BESIDE_THE.search(clause.before[-30:]) and _HAD_COME.match(clause.right):
        return True
    if _SHARES_AT.search(clause.before[-70:]) and _APIECE.match(clause.after):
        return True
    if (clause.money.amount is not None and not clause.money.amount) or re.search(
        r"\bpreviously\b", clause.noun
    ):
        return True
    if re.search(r"\brevenues?\b", words):
        return not (_PAYMENT_THEN.search(words) or _FOR_A_MILESTONE.match(clause.right))
    named = cues & {"milestone", "upfront", "price", "whole", "funding", "equity"}
    if not_a_payment(words) and not named and not FUNDS.search(clause.before[-60:]):
        return True
    if _OF_WHICH_BEFORE.search(clause.before[-90:]) and _WAS_PAID.match(clause.right):
        return True
    if _WAS_BOOKED.match(clause.right) and _PART_OF.search(clause.before[-150:]):
        return True
    if _A_MILESTONE.match(clause.right):
        return False
    return not_a_payment(clause.left[-30:]) and not clause.linked
