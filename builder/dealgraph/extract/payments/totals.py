"""Whether an amount of milestones is of one payment or of several together."""

from __future__ import annotations

import re

from dealgraph.extract.payments.clauses import Clause, status_of
from dealgraph.extract.payments.cues import CUMULATIVE
from dealgraph.extract.payments.sums import in_a_list, is_each, is_part_for_event
from dealgraph.extract.prefilter import Prefiltered

_PLURAL = Prefiltered(
    r"\b(?:milestones|bio-?bucks|milestone achievements|payments|fees|amounts|milestone events|installments"
    r"|milestone and (?:[a-z]+ )payments)\b",
    re.IGNORECASE,
)
_SINGULAR = Prefiltered(
    r"\b(?:milestone|payment|fee|sum|amount|installment)\b(?! (?:events|payments|fees|amounts"
    r"|consideration))",
    re.IGNORECASE,
)
AGGREGATE = Prefiltered(
    r"\b(?:aggregate|aggregating|total|totall?ing|in all|cumulative|combined|collective(?:ly)?|series of)\b",
    re.IGNORECASE,
)
#: "The maximum aggregate milestone payments payable by Acme shall be $85 million".
_TOTAL_IS = re.compile(
    r"\b(?:maximum|total|aggregate)\b[^.;]{0,40}\bmilestone payments?\b[^;]{0,120}\b(?:be|equals?"
    r"|exceed)\b[^.;]{0,30}$"
    r"|\b(?:rais|increas|reduc|decreas|lower)\w+ [^.;$]{0,60}\bmilestone(?: payment)?s\b[^;$]{0,100}\b(?:to|by)"
    r"(?: (?:up|to|an|aggregate|total|of|approximately)){0,6} $"
)
#: "Paid $16 million in milestones, *including* $1 million paid in 2021": what follows dates a part of it.
_BEFORE_PARTS = re.compile(r"\b(?:including|of which|comprised of|consisting of)\b")
#: "A payment of up to $25 million *upon the achievement of certain milestones*".
_UPON_SEVERAL = re.compile(
    r"[^;.$€£]{0,30}?\b(?:(?:up)?on|for|subject to|following) (?:the )?(?:achievement|attainment|occurrence"
    r"|satisfaction|achieving|reaching) ?(?:of )?(?:certain|specified|various|defined|pre-?specified|agreed|particular"
    r"|pre-?determined|pre-?defined|future)\b[^;.$€£]{0,60}?\b(?:milestones|events|goals|targets|thresholds)\b"
)
#: "Development milestones - $13.5 million; and regulatory milestones - $30.5 million".
_LABELLED = re.compile(r"\bmilestones(?: payments)?(?: ?[:\u2013\u2014]| ?-{1,2}) ?$", re.IGNORECASE)
#: "If all milestones are met, we will receive".
_IF_ALL = re.compile(
    r"\b(?:[Ii]f|[Aa]ssuming|[Ss]hould) (?:that )?all (?:of the |the )?(?:[\w-]+,? (?:and )?){0,4}milestones\b"
    r"[^;$€£]{0,90}$"
)
#: "$5 million *of the milestones is payable upon* dosing": that part of a total is one payment.
_PORTION = re.compile(
    r"\W*of (?:the|these|this|those|which|such)\b[^;.]{0,60}?\b(?:is|are|was|were|(?:will|would|shall|may) be|becomes?"
    r"|became) (?:payable|due|owed|paid|earned|triggered|received)[^;.]{0,30}?"
    r" (?:upon|on|following|after|when|if|once|for|by)\b"
    r"|\W*of (?:the|these|this|those|which|such)\b[^;.]{0,60}?\b(?:is|are) (?:tied|linked|related) to\b",
    re.IGNORECASE,
)


#: "Milestone payments ranging from $5 million to $10 million": several payments, of which none is told by itself.
_RANGE_OF_SEVERAL = re.compile(
    r"(?:(?<!one-time )\bmilestones?(?: (?:payments|fees|amounts))?|\b(?:aggregate|total) payments)"
    r" (?:(?:that|which) )?(?:rang(?:e|es|ing) (?:from|between)|(?:of )?between|of) (?:approximately )?$",
    re.IGNORECASE,
)
#: "Triggers milestone payments of $15 million from Acme and $3 million from Bolt": one each.
_ONE_EACH = re.compile(
    r"\b(?:trigger\w*|generat\w+|result\w* in|brings?) (?:[\w-]+ ){0,2}milestone payments of (?:[^;.]|\.\d){0,80}$"
)
_OF_WHOM = re.compile(r"(?: [\w-]+){0,3} (?:from|to|by|under) ")


def of_all(clause: Clause) -> bool:
    """Tell whether an amount is owed once all milestones are met."""
    return _IF_ALL.search(clause.before) is not None


#: "A percentage of milestone payments received from others, up to $50 million".
_SHARE_OF = re.compile(
    r"\b(?:percentage|portion|share|percent) of (?:any |all |the )?(?:[\w-]+,? (?:and )?){0,4}milestone payments?\b"
    r"[^;$]{0,90}$"
)


def milestone_or_total(clause: Clause) -> str:
    """A single payment is a milestone; several future ones are a total; several past ones are "other"."""
    if _SHARE_OF.search(clause.before):
        return "other"
    if _ONE_EACH.search(clause.before[-140:]) and _OF_WHOM.match(clause.right):
        return "milestone"
    if _PORTION.match(clause.right) or is_part_for_event(clause) or in_a_list(clause) == "milestone":
        return "milestone"
    if clause.money.low is not None and _RANGE_OF_SEVERAL.search(clause.left[-60:]):
        return "milestones total"
    if (
        clause.money.low is not None
        or is_each(clause)
        or (
            clause.money.qualifier == "exactly"
            and "respectively" in clause.after
            and not AGGREGATE.search(clause.left[-40:])
        )
    ):
        return "milestone"
    head = clause.noun or clause.right[:110]
    plural, single = _PLURAL.search(head), _SINGULAR.search(head)
    words = re.split(r"\bincluding\b|\bof which\b|; ", clause.left[-70:])[-1] + " " + head
    several = (
        bool(_LABELLED.search(clause.left))
        or bool(_TOTAL_IS.search(clause.before))
        or bool(clause.money.qualifier == "up to" and _UPON_SEVERAL.match(clause.right))
        or of_all(clause)
        or bool(plural and not (single and single.start() < plural.start()))
        or bool(AGGREGATE.search(words) and not re.search(r"^[^,;]{0,30}\bmilestone payment\b", head))
    )
    if (
        clause.money.qualifier == "up to"
        and clause.money.low is None
        and not re.search(r"\b(?:an?|one|each|one-time|single)\b[^,;]{0,40}$", clause.left[-60:])
    ):
        several = True
    if (
        several
        and not clause.noun
        and status_of(clause) == "achieved"
        and not AGGREGATE.search(clause.before[-90:])
        and not CUMULATIVE.search(clause.before[-160:] + clause.right[:110])
    ):
        several = False
    if not several:
        return "milestone"
    if status_of(clause) == "achieved":
        dated = re.search(
            r"\b(?:on|in) (?:[A-Z][a-z]{2,8} (?:\d{1,2}, )?\d{4}|the (?:first|second|third|fourth) quarter of \d{4})"
            r"|which (?:had|has|have) been achieved",
            _BEFORE_PARTS.split(clause.after[:90])[0],
        )
        summed = (
            CUMULATIVE.search(clause.before[-80:]) or "since" in clause.after[: dated.start() if dated else 0]
        )
        return "milestone" if dated and not summed else "other"
    return "milestones total"
