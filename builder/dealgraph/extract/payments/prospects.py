"""Money that may still come: told by verbs of getting, by what it is due on, by what a buyer may owe later."""

from __future__ import annotations

import re

from dealgraph.extract.payments.clauses import AT_STEP, Clause, status_of
from dealgraph.extract.prefilter import Prefiltered

#: "At $43.00 per share, *or about* $11.4 billion *in total*".
_IN_ALL_FOR = re.compile(r" in (?:total|all|aggregate|the aggregate)\b| (?:total|overall|altogether)\b")
_EQUALS = re.compile(
    r"\b(?:or|totall?ing|worth|i\.e\.|equal to|is|valu\w+)(?: (?:about|approximately|roughly|some|at))* $"
)
#: "Up to $35 million *more if sales in 2022 exceed a threshold*": what a buyer may still owe.
_STILL_IF = re.compile(
    r" (?:more |further |extra |later )?(?:if|when|once|should|upon|subject to|provided|in the event|on "
    r"(?=(?:the )?(?:[A-Z]"
    r"|approv|first|accept|filing|launch)))\b"
)
#: "Acme could reap up to $60 million", "stands to collect $550 million more".
_COULD_GET = Prefiltered(
    r"\b(?:(?:could|may|might|would|can) (?:also |eventually |ultimately |yet )?(?:get|score|collect|reap|net"
    r"|pocket|garner"
    r"|bank|gain|land|win|see|make|realize|bring in|take in|rake in|earn|receive|be paid|go on to \w+)"
    r"|stands? to (?:get|collect|reap|net|pocket|gain|make|earn|receive|win)"
    r"|(?:is|are) in line (?:for|to (?:get|receive|collect|earn))|(?:is|are) eligible (?:for|to \w+))"
    r" (?:[A-Z][\w.&-]* )?"
    r"(?:(?:an?|another|additional|further|potential|a further|total|of|as much as|up to|over|more than|about|in) )*"
    r"(?:US ?|[A-Z]{3} ?)?$"
)
_FALLS_DUE = re.compile(
    r" (?:(?:that|which) is )?contingent (?:up)?on\b"
    r"| (?:falls?|is|are|becomes?|will (?:be|fall|become)|comes?) (?:due|payable|owed)\b| (?:will )?follows?\b"
)
#: "An upfront of EUR 20m, *EUR 15m on IND filing*": the next amount of a list.
_AFTER_AMOUNT = re.compile(
    r"(?:\d ?(?:m|bn)?|[mb]illion)(?: (?:now|immediately|at once|up-?front|(?:on|at|upon|when) [^.;$€£]{2,50}?))?,?"
    r" (?:(?:and|plus|then|another|a further) )*(?:US|[A-Z]{3})? ?$"
    r"|\bfollowed by (?:another |a further )?(?:US|[A-Z]{3})? ?$"
)
_MORE = re.compile(r" (?:more|further|extra|on top|down the (?:line|road)|later)\b")
#: "Up to $90 million *on development and sales events*".
_ON_EVENTS = re.compile(
    r" (?:more |further )?(?:(?:up)?on|for|against|linked to|tied to|based on|dependent on|subject to|from) "
    r"(?:(?:the|certain|future|achieving|reaching|hitting|meeting|specified|various|further|successful"
    r"|achievement of) ){0,3}"
    r"(?:(?:pre-?clinical|clinical|research|development|regulatory|commercial|sales|approval|pre-?set|agreed"
    r"|pre-?defined|pre-?specified|pre-?agreed|defined|set)(?:-based|-related)?"
    r"(?:,? and |,? or |, | ))+(?:ones|events|goals|achievements|targets|successes|hurdles|objectives|steps"
    r"|progress|success"
    r"|benchmarks|accomplishments)\b"
    r"| (?:more |further )?(?:based|depending|dependent|contingent) (?:up)?on (?:(?:its|the|future|further) )?"
    r"(?:progress|success|performance)\b",
    re.IGNORECASE,
)


def is_price_in_all(clause: Clause) -> bool:
    """Tell whether an amount sums up a price per share: "or about $11.4 billion in total"."""
    return bool(_IN_ALL_FOR.match(clause.right) and _EQUALS.search(clause.before[-40:]))


def is_owed_if(clause: Clause) -> bool:
    """Tell whether an amount is what a buyer may still owe on a condition."""
    return status_of(clause) == "potential" and _STILL_IF.match(clause.right) is not None


def is_on_events(clause: Clause) -> bool:
    """Tell whether an amount is what several events may bring: "on development and sales events"."""
    return _ON_EVENTS.match(clause.right) is not None and status_of(clause) == "potential"


#: "Up to $70 million *for additional indication approvals*".
_FOR_APPROVALS = re.compile(
    r" (?:for|upon|on) (?:(?:additional|further|other|subsequent|certain|multiple|the|each) )*(?:[\w-]+ )?"
    r"(?:approvals|indications|launches|filings|territories|products)\b",
    re.IGNORECASE,
)
#: "$26 million *in contingent consideration upon the achievement of milestones*".
_IN_CONTINGENT = re.compile(
    r"\W*in (?:additional |future |potential )?contingent (?:consideration|payments)\b[^;.]{0,120}"
    r"\b(?:milestones|events|thresholds|goals)\b",
    re.IGNORECASE,
)


#: "Potential additional consideration of *up to $1.8 billion upon the achievement of certain milestones*".
_MORE_CONSIDERATION = re.compile(
    r"\b(?:potential|additional|contingent|further|deferred) (?:[\w-]+ ){0,2}consideration (?:of|worth|totall?ing) "
    r"(?:up to|as much as) $",
    re.IGNORECASE,
)
_ON_MILESTONES = re.compile(
    r" (?:(?:up)?on|for|subject to|tied to|following) (?:the )?(?:achievement|attainment|achieving"
    r"|reaching)[^.;$]{0,80}"
    r"\b(?:milestones|events|thresholds|goals)\b"
)


def is_contingent_sum(clause: Clause) -> bool:
    """Tell whether an amount is what several events may still bring to the sellers of a company or a licensor."""
    if _IN_CONTINGENT.match(clause.right):
        return True
    if _MORE_CONSIDERATION.search(clause.before[-80:]) and _ON_MILESTONES.match(clause.right):
        return True
    return (
        clause.money.qualifier == "up to"
        and _FOR_APPROVALS.match(clause.right) is not None
        and status_of(clause) == "potential"
    )


def falls_due(clause: Clause) -> bool:
    """Tell whether the words at an amount say that it is to be paid: those behind it, or a list with its step."""
    if _FALLS_DUE.match(clause.right):
        return True
    return AT_STEP.match(clause.right) is not None and _AFTER_AMOUNT.search(clause.before[-90:]) is not None


def could_come(clause: Clause) -> bool:
    """Tell whether an amount is all that a company could get: "could score up to", "stands to collect"."""
    if not _COULD_GET.search(clause.before[-110:]):
        return False
    more = _MORE.match(clause.right) is not None or "another" in clause.before[-40:]
    return clause.money.qualifier in ("up to", "more than") or more
