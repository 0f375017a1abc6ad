"""Amounts that tell what has been paid under a deal up to now, beside what may still come."""

from __future__ import annotations

import re

from dealgraph.extract.payments.clauses import Clause
from dealgraph.extract.prefilter import Prefiltered

_NOW = r"(?:to[- ]date|so far|already|thus far|until now|up to now)"
_GOT = r"(?:received|paid|earned|collected|got|been paid)"
#: "Of which EUR 10 million *has been received to date*", "the $12 million *that Acme has earned so far*".
_BEHIND = re.compile(
    r"\W*(?:in (?:milestones?|payments|cash|fees) )?(?:(?:that|which) )?(?:(?:it|we|[A-Z][\w.&-]*) ){0,3}"
    r"(?:has |have |had |was |were |been )*"
    rf"(?:{_GOT}\b[^;.,$]{{0,40}}?\b{_NOW}|(?:already|previously) {_GOT})\b"
)
#: "Whereof Acme *has received so far* USD 250,000".
_BEFORE = Prefiltered(
    rf"\b(?:of which|whereof|in addition to|besides|beyond)\b[^;.$€£]{{0,60}}\b{_GOT} (?:{_NOW} )"
    r"(?:about |approximately |some )?(?:[A-Z]{3} ?|US ?)?$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:\b(?:of which|whereof|in addition to|besides|beyond|on top of)"
    r"(?: an?| the| about| approximately| some| [A-Z]{2,3})* ?)$",
    re.IGNORECASE,
)


#: "This *brings the milestone payments* received in 2020 *to* EUR 45 million".
_BRINGS_TO = Prefiltered(
    r"\b(?:brings?|brought|bringing|takes?|raises?|lifts?) (?:the |its |our |all |[A-Z][\w-]*['\u2019]s? "
    r")?(?:total |sum "
    r"|amount |overall |cumulative |aggregate )*(?:of )?(?:milestones?(?: payments?)?|payments?|revenues?|fees"
    r"|milestone"
    r" income|amount|total)\b"
    r"[^;.$€£]{0,90}\bto(?: date,?)?(?: (?:about|approximately|over|more than|a total of))* ?(?:US ?|[A-Z]{3} )?$"
)
#: "Since 2018 the alliance *has brought Orlane* USD 52 million".
_SINCE = Prefiltered(
    r"^(?:(?:Since|From) (?:[A-Z][a-z]+ )?(?:19|20)\d\d|To date|So far|Thus far|Until now),? "
    r"[^;.$€£]{3,80}\b(?:has|have) (?:\w+ )?(?:brought|earned|received"
    r"|generated|yielded|paid|contributed)\b(?![^$]*\bmilestones?\b)[^;.$€£]{0,50}$"
)


#: "With this milestone, payments under the agreement *total* $80 million".
_WITH_THIS = Prefiltered(
    r"^(?:With|Including|After|Counting) (?:this|the|today['\u2019]s)\b[^;]{0,120}\b(?:payments?|receipts|milestones)\b"
    r"[^;.$€£]{0,80}\b(?:total|totals|amounts? to|comes? to|reach(?:es)?|stands? at)(?: now)?(?: about| over)? "
    r"?(?:US ?)?$"
)

#: "The *total milestone payments* from Acme *amount to* $38 million to date".
_TOTAL_IS = Prefiltered(
    r"\b(?:total|cumulative|aggregate|overall)\b[^;.$€£]{0,30}\b(?:payments?|milestones?|fees|receipts)\b[^;.$€£]{0,80}"
    r"\b(?:amounts? to|is|are|stands? at|comes? to|total)(?: (?:about|approximately|over))? ?(?:US ?)?$",
    re.IGNORECASE,
)
_TO_DATE = re.compile(rf"\W*{_NOW}\b")


def is_paid_so_far(clause: Clause) -> bool:
    """Tell whether an amount is the sum of what has been paid up to now."""
    if _OPENS.search(clause.before[-50:]) and _BEHIND.match(clause.right):
        return True
    if _TOTAL_IS.search(clause.before) and _TO_DATE.match(clause.right):
        return True
    if _BRINGS_TO.search(clause.before) or _WITH_THIS.search(clause.before):
        return True
    return bool(_BEFORE.search(clause.before[-140:]) or _SINCE.search(clause.before))
