"""What an amount of money is for: the kind of term, or a milestone, judged from the clause around it."""

from __future__ import annotations

import re

from dealgraph.extract.payments.by_event import EVENT, IN_CASH, by_event
from dealgraph.extract.payments.clauses import Clause, cues_of, is_threshold, status_of
from dealgraph.extract.payments.cues import CUE
from dealgraph.extract.payments.figures import FUNDS, is_figure, is_for_one_share, is_trifle
from dealgraph.extract.payments.mixed import is_fees_and_milestones, is_mixed, is_tied_to_milestones
from dealgraph.extract.payments.prospects import (
    is_contingent_sum,
    is_price_in_all,
)
from dealgraph.extract.payments.sizes import plain_size, size_of, size_of_purchase
from dealgraph.extract.payments.so_far import is_paid_so_far
from dealgraph.extract.payments.sums import (
    is_award,
    is_consideration,
    is_contingent,
    is_for_option,
    is_range_from_nothing,
    is_yearly_fee,
)
from dealgraph.extract.payments.totals import AGGREGATE, milestone_or_total
from dealgraph.extract.prefilter import Prefiltered

_UPFRONT_EQUITY = re.compile(r"\bup-?front (?:[\w.]+ ){0,3}?equity\b", re.IGNORECASE)
_SHARES = re.compile(
    r"\b(?:shares|stock|ADSs?|American Depositary|equity|convertible|warrants?)\b", re.IGNORECASE
)
#: "Future consideration of up to $530 million *in development and commercial milestones*".
_IN_MILESTONES = re.compile(r"\W*(?:in|upon|for) (?:[\w-]+,? ){0,6}milestones\b", re.IGNORECASE)
#: "156,000 shares of its common stock with an aggregate value of".
_SHARES_WORTH = re.compile(
    r"\b(?:shares|stock|ADSs|warrants)\b(?:[^;.]|\.\d){0,80}\b(?:value[d]?|worth)\b[^;.]{0,20}$",
    re.IGNORECASE,
)
#: "$255 million *to its shareholders*", "$3.6 million *in cash for rights to the products*".
_TO_OWNERS = re.compile(
    r"\W*(?:in cash )?to (?:the |all )?(?:[\w.&'-]+ ){0,4}?(?:former )?(?:share|stock|security|unit)holders\b"
)
_FOR_THINGS = re.compile(
    r"\W*(?:in cash )?(?:for|to (?:acquire|gain|buy|purchase)) (?:the |all |these |those |certain |its |their )*"
    r"(?:rights?|products?|assets|brands?|portfolio|franchise|business|inventory)\b"
)
#: "Up to $95 million *in total payments, including* up to $39 million in milestones".
_IN_TOTAL = re.compile(
    r"\W*in (?:total|aggregate|overall|combined) (?:potential )?(?:payments?|consideration),? (?:including|of which)\b"
)
#: "$50,000 *to extend the deadline* for its diligence milestones".
_EXTENDS = re.compile(r"\W*(?:to|for) (?:extend|extending|(?:an?|the|each) (?:\w+ )?extension)\b")
#: "$75,000 *in consideration for the licenses*".
_FOR_LICENCE = re.compile(
    r"\W*(?:in|as) (?:partial |full |initial )?consideration (?:for|of) (?:(?:the|such|these|this|its|an?|exclusive"
    r"|worldwide) ){0,3}(?:licen[sc]es?|sublicen[sc]e|rights?|grant|option|agreement)\b"
)
#: Beside a merger, money raised from others: "bought $75 million of its stock in a private placement".
_RAISED = re.compile(
    r"[^;.]{0,60}\b(?:stock|shares|securities|units|ADSs|notes)\b[^;.]{0,40}"
    r"\b(?:private placement|public offering|PIPE)\b"
)
#: "The *greater of* a percentage of net sales *or* $100,000" is what a royalty comes to at least.
_AT_LEAST = re.compile(
    r"\b(?:greater|higher|lesser|lower|larger) of\b[^;$€£]{0,60}(?:%|\bper ?cent(?:age)?\b)[^;$€£]{0,40}\b(?:or|and)"
    r" (?:\(?[a-z\d]{1,3}\) )?$"
)
#: "An upfront payment of $170 million plus milestones, *for a total of up to* $190 million".
_FOR_A_TOTAL = re.compile(
    r"\bup-?front\b[^;]{0,120}\bmilestones?\b[^;$\u20ac\u00a3]{0,60},? (?:for|bringing [^;$]{3,40} to|making) an? "
    r"(?:potential |deal )?"
    r"(?:total|aggregate)(?: (?:deal )?(?:value|consideration|amount|sum))? of (?:up to |as much as |potentially )?"
    r"(?:US ?|[A-Z]{3} ?)?$",
    re.IGNORECASE,
)
_MILESTONE_REVENUE = re.compile(r"milestone revenue(?: from [\w .]{2,30})?\s*$", re.IGNORECASE)
#: "Recognized *revenues of* $0.8 million *related to the achievement of a milestone*".
_REVENUE_OF = re.compile(r"\b[Rr]ecogni[sz]ed (?:[a-z]+ ){0,3}revenues? of (?:approximately |about )?$")
_FROM_A_MILESTONE = re.compile(
    r" (?:(?:related|relating|attributable|due) to|from|for|upon|as a result of) (?:the |our |its )?"
    r"(?:achievement|attainment) of (?:an?|the|one) (?:[\w-]+ ){0,4}milestone\b"
)
_PART = Prefiltered(
    r"\b(?:consisting of|comprised of|comprising|composed of|of which|including|inclusive of"
    r"|which includes)\b[^;]{0,40}$",
    re.IGNORECASE,
)
_BUYING = frozenset({"seller", "buyer", "acquirer", "target"})
#: "Total consideration to Acme of up to $5 billion" for no company.
_TOTAL_CONSIDERATION = re.compile(
    r"\b(?:[Tt]otal|[Aa]ggregate|[Oo]verall|[Cc]ombined) consideration\b[^.;$€£]{0,45}\b(?:up to|worth"
    r"|exceed)[^.;$€£]{0,12}$"
)


_PAYS_ONE = re.compile(
    r"\b(?:shall|will) (?:pay|make)\b[^.;]{0,60}\bpayment (?:of|equal to|in the amount of) $"
)


#: How often a priced term of each kind is right, as measured on annotated filings, rounded.
CONFIDENCE = {
    "annual fee": 0.9,
    "equity": 0.85,
    "funding": 0.8,
    "milestones total": 0.95,
    "option fee": 0.9,
    "other": 0.8,
    "potential total": 0.6,
    "purchase price": 0.75,
    "royalty": 0.8,
    "upfront": 0.9,
}


def kind_of(
    clause: Clause, deal_types: list[str], roles: list[str] | None = None, title: str = ""
) -> str | None:
    """Tell what the amount is for: a term kind, "milestone", or None where it is no payment of a deal.

    Args:
        clause: The amount and its words.
        deal_types: Types of the agreement that the sentence speaks of.
        roles: The roles of its parties.
        title: Title of the section of a contract that the sentence stands in.
    """
    cues = cues_of(clause)
    if _AT_LEAST.search(clause.before[-120:]):
        return None
    if _MILESTONE_REVENUE.search(clause.noun) and EVENT.match(clause.right):
        return "milestone"
    if _REVENUE_OF.search(clause.before[-60:]) and _FROM_A_MILESTONE.match(clause.right):
        return "milestone"
    if is_award(clause, deal_types):
        return "funding"
    if _FOR_A_TOTAL.search(clause.before):
        return "potential total"
    if is_paid_so_far(clause):
        return "other"
    bought = bool({"acquisition", "merger", "asset purchase"} & set(deal_types) or _BUYING & set(roles or ()))
    if bought and _RAISED.match(clause.right):
        return None
    if ({"acquisition", "merger"} & set(deal_types) and is_for_one_share(clause)) or is_trifle(clause):
        return None
    if bought and is_price_in_all(clause):
        return "purchase price"
    if is_contingent_sum(clause):
        return "milestones total"
    if bought and is_consideration(clause):
        return "purchase price"
    if bought and (size := size_of_purchase(clause)):
        return size
    if bought and (_TO_OWNERS.match(clause.right) or _FOR_THINGS.match(clause.right)):
        return "purchase price"
    if not bought and _IN_TOTAL.match(clause.after):
        return "potential total" if status_of(clause) == "potential" else "other"
    if _EXTENDS.match(clause.right) and "option" not in clause.right[:60]:
        return "other"
    if not bought and _SHARES_WORTH.search(clause.before[-160:]):
        return "equity"
    if not bought and (told := plain_size(clause, cues)):
        return told
    if is_range_from_nothing(clause):
        return "milestones total" if bought and is_contingent(clause) else None
    if is_threshold(clause) or "threshold" in cues or is_figure(clause, cues):
        return None
    if not cues & {"milestone", "price", "equity", "annual"} and is_for_option(clause):
        return "option fee"
    if FUNDS.search(clause.before[-60:]) and not cues & {"milestone", "upfront", "royalty"}:
        return "funding"
    if not bought and (size := size_of(clause, named=bool(cues))):
        return size
    kind = _by_cues(clause, cues, bought) if cues - {"payment"} else by_event(clause, bought)
    part = _PART.search(clause.before[-70:]) and "paid" not in clause.right[:12]
    if part and kind in ("purchase price", "other") and "price" not in cues:
        return None
    if kind in ("other", None) and title and status_of(clause) != "achieved":
        return _by_title(title, clause) or kind
    return kind


def _by_title(title: str, clause: Clause) -> str | None:
    """The kind of term that the title of a contract's section names; a milestone only where the sentence pays it."""
    for match in CUE.finditer(title):
        if (
            match.lastgroup == "milestone"
            and clause.money.qualifier != "up to"
            and _PAYS_ONE.search(clause.before)
        ):
            return "milestone"
        if match.lastgroup in ("upfront", "option", "annual", "funding"):
            return {"annual": "annual fee", "option": "option fee"}.get(match.lastgroup, match.lastgroup)
    return None


def _by_cues(clause: Clause, cues: set[str], bought: bool) -> str | None:
    if "milestone" in cues and is_fees_and_milestones(clause):
        return "potential total"
    if ("milestone" in cues and cues & {"upfront", "equity", "whole", "royalty", "option"}) or (
        clause.linked is False and len(cues - {"payment"}) == 1 and is_mixed(clause)
    ):
        return "other" if status_of(clause) == "achieved" else "potential total"
    if "annual" in cues and AGGREGATE.search(clause.before[-60:]) and status_of(clause) == "achieved":
        return "other"
    if "upfront" in cues and is_yearly_fee(clause):
        return "annual fee"
    if "equity" in cues and _UPFRONT_EQUITY.search(clause.noun):
        return "equity"
    for cue in ("annual", "option", "upfront"):
        if cue in cues:
            return {"annual": "annual fee", "option": "option fee"}.get(cue, cue)
    if "milestone" in cues:
        return milestone_or_total(clause)
    if cues == {"price"} and not bought and (told := _by_consideration(clause)):
        return told
    if "whole" in cues:
        return "potential total" if not bought else "purchase price"
    if "funding" in cues:
        return "milestones total" if is_tied_to_milestones(clause) else "funding"
    if "royalty" in cues:
        return (
            "royalty"
            if clause.linked and status_of(clause) == "potential" and clause.money.qualifier == "up to"
            else None
        )
    if cues == {"equity"} and IN_CASH.match(clause.right) and not _SHARES.search(clause.before[-80:]):
        return by_event(clause, bought)
    if "equity" in cues or ("price" in cues and _SHARES.search(clause.before[-160:]) and not bought):
        return (
            "purchase price"
            if bought and not re.search(r"shares of (?:our|its|their)|invest", clause.noun)
            else "equity"
        )
    return "purchase price"


def _by_consideration(clause: Clause) -> str | None:
    """Judge a "consideration" that buys no company."""
    if _IN_MILESTONES.match(clause.right):
        return milestone_or_total(clause)
    if _FOR_LICENCE.match(clause.right):
        return "upfront"
    potential = "potential" in clause.left[-60:].lower().split()
    return "potential total" if potential or _TOTAL_CONSIDERATION.search(clause.before[-70:]) else None
