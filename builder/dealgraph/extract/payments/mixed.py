"""Amounts of several kinds in one: "in option fees and milestone payments"."""

from __future__ import annotations

import re

from dealgraph.extract.payments.clauses import Clause, status_of
from dealgraph.extract.payments.sizes import PHRASE

_IN = re.compile(
    r"\W*(?:in|of) (?:(?:the|potential|additional|future|further|aggregate|total) ){0,3}", re.IGNORECASE
)
MIXED = re.compile(
    r"\boption exercise,? (?:and |or )?(?:[\w-]+,? (?:and )?){1,4}payments\b|"
    r"(?:target nomination, )?\b(?:upfront|up-front|signing|option|license|licensing|equity|initial|fees)\b"
    rf"{PHRASE}{{0,60}}?(?:,| and| or) {PHRASE}{{0,40}}?milestones?\b"
    r"|\bmilestones?\b[^;]{0,30}?(?:,| and| or) (?:\w+ ){0,2}?(?:upfront|option fees?|license fees?"
    r"|(?<!tiered )(?<!digit )royalt\w+(?! (?:of|at|ranging|on|in|from|based|equal))|equity)\b",
    re.IGNORECASE,
)
#: "$40 million *in funding was tied to development milestones*".
_TIED = re.compile(
    r"[^;.$]{0,40}?\b(?:tied|linked|pegged|subject) to (?:the )?(?:[\w-]+,? ){0,5}?milestones\b"
)
#: "Early fees and potential milestones of up to".
_FEES_AND = re.compile(
    r"(?<!milestone )\b(?:fees|other payments) (?:and|or) (?:(?:potential|further|future|additional|subsequent|later"
    r"|contingent) ){0,3}(?:[\w-]+ )?milestones?\b",
    re.IGNORECASE,
)


def is_mixed(clause: Clause) -> bool:
    """Tell whether an amount is "in option fees and milestone payments", of several kinds in one."""
    head = _IN.match(clause.right)
    return bool(head and MIXED.match(clause.right, head.end()))


def is_fees_and_milestones(clause: Clause) -> bool:
    """Tell whether an amount is the most that fees and milestones may come to."""
    return _FEES_AND.search(clause.noun) is not None and status_of(clause) == "potential"


def is_tied_to_milestones(clause: Clause) -> bool:
    """Tell whether the words behind an amount say that it hangs on milestones."""
    return _TIED.match(clause.right) is not None
