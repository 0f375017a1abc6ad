"""What an amount of money is for: the kind of term, or a milestone, judged from the clause around it."""

from __future__ import annotations

import re

from dealgraph.extract.payments.clauses import Clause, cues_of, is_threshold, status_of
from dealgraph.extract.payments.cues import CUE
from dealgraph.extract.payments.figures import FUNDS, is_figure, is_for_one_share, is_trifle
from dealgraph.extract.payments.mixed import MIXED, is_fees_and_milestones, is_mixed, is_tied_to_milestones
from dealgraph.extract.payments.opened import opened_by
from dealgraph.extract.payments.prospects import (
    could_come,
    falls_due,
    is_contingent_sum,
    is_on_events,
    is_owed_if,
    is_price_in_all,
)
from dealgraph.extract.payments.sizes import plain_size, size_of, size_of_purchase
from dealgraph.extract.payments.so_far import is_paid_so_far
from dealgraph.extract.payments.sums import (
    in_a_list,
    in_all,
    is_award,
    is_consideration,
    is_contingent,
    is_for_option,
    is_paid_yearly,
    is_range_from_nothing,
    is_triggered,
    is_yearly_fee,
)
from dealgraph.extract.payments.totals import AGGREGATE, milestone_or_total, of_all
from dealgraph.extract.prefilter import Prefiltered

_EVENT = re.compile(
    r"^[^;]{0,100}?\b(?:upon(?! (?:\w+ ){0,4}notice\b)"
    r"|on (?=(?:the )?(?:[A-Z]?[\w-]+ ){0,3}?(?:approv|start\b|initiat|complet|first|launch|filing"
    r"|dosing|accept|commenc|submi|marketing author))"
    r"|following|after|if(?! any\b)|when|once|contingent (?:up)?on|in connection with|based (?:up)?on"
    r"|related to|relating to|triggered by|due on"
    r"|at the (?:point|time) of|payable on(?! (?:a|an|net|sales|the sales|or)\b)|for (?:the )?(?:achiev|first|initiat"
    r"|complet|approv|dosing|acceptance|selecti|meeting|reaching|nominati|submi|start of|launch of|filing of"
    r"|enrol|deliver|identif|demonstrat"
    r"|(?:[A-Z][\w-]*(?:['\u2019]s)? )?(?:filing|launch|start|entry into|approval)(?! (?:fees?|costs?"
    r"|expenses)))\w*|because|on account of"
    r"|within [\w() \[\]*-]{1,40}?(?:days|months|weeks) (?:of|after|from) (?=(?:the )?(?:[\w-]+ ){0,3}?(?:approv"
    r"|start\b|initiat|complet|first|launch|filing|dosing|accept|commenc|submi|marketing author|execution|effective"
    r"|sign))"
    r"|with (?=(?:the )?(?:dosing|initiation|start|first|approval|acceptance|completion|achievement|submission"
    r"|filing)\b)"
    r"|at (?=(?:the )?(?:first (?:dos|patient)|start of|initiation|dosing|launch))|as a result of|in the event"
    r"|the first (?:time|occasion))\b",
    re.IGNORECASE,
)
_SIGNING = re.compile(
    r"\b(?:execution|signing|sign|effective date|closing|entering into|entry into|at close|antitrust|Hart-Scott"
    r"|completion of the (?:acquisition|transaction|merger))\b",
    re.IGNORECASE,
)
#: After an event's preposition: only time passes ("after six months"), or the agreement itself is meant.
_LATER = re.compile(
    r"\s*(?:\d+|one|two|three|four|six|nine|twelve|eighteen|a|the first|the second) ?(?:-?months?|-?years?|-?days"
    r"|anniversar)"
    r"|\s*(?:the |each )?(?:first|last|\d{1,2}(?:st|nd|rd|th)) (?:business )?day of\b"
)
_UPFRONT = re.compile(r"\bup-?front\b", re.IGNORECASE)
_UPFRONT_EQUITY = re.compile(r"\bup-?front (?:[\w.]+ ){0,3}?equity\b", re.IGNORECASE)
#: "$30 million in cash and 2 million shares": the amount is what is paid in money.
_IN_CASH = re.compile(r"\W{0,3}in cash\b")
_OF_AGREEMENT = re.compile(
    r"\s*(?:an? |the |its |our |their |this )?"
    r"(?:(?:extension|expansion|renewal|amendment)s?(?: of| to) (?:[\w-]+ ){0,8}"
    r"(?:agreement|collaboration|license|alliance)|(?:[\w-]+ ){0,6}(?:agreement|contract)\b)"
)
_SHARES = re.compile(
    r"\b(?:shares|stock|ADSs?|American Depositary|equity|convertible|warrants?)\b", re.IGNORECASE
)
#: "Future consideration of up to $530 million *in development and commercial milestones*".
_IN_MILESTONES = re.compile(r"\W*(?:in|upon|for) (?:[\w-]+,? ){0,6}milestones\b", re.IGNORECASE)
#: Several events of which one amount is the most.
_SEVERAL_EVENTS = re.compile(
    r"\b(?:thresholds|events|levels|milestones|approvals|goals|targets)\b", re.IGNORECASE
)
#: "156,000 shares of its common stock with an aggregate value of".
_SHARES_WORTH = re.compile(
    r"\b(?:shares|stock|ADSs|warrants)\b(?:[^;.]|\.\d){0,40}\b(?:value[d]?|worth)\b[^;.]{0,20}$",
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
#: "Consideration consists of (i) an upfront fee, (ii) $8 million *paid upon* the selection of a target".
_IS_PAID = re.compile(r"\W*(?:(?:was|were|is|to be|which was) )?(?:paid|payable|due)\b")
_CONSISTS_OF = re.compile(r"\b[Cc]onsideration\b[^.;]{0,60}\b(?:consist|includ|compris)")
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
_SHARES_FOR = Prefiltered(
    r"\b(?:purchas|acquir|subscrib|issu|sold|sell|buy|bought)\w*\b[^;]{0,90}\b(?:shares|stock|ADSs|warrants?)\b"
    r"[^;]{0,60}\bfor (?:[a-z-]+ ){0,6}$",
    re.IGNORECASE,
)
_ELIGIBLE = re.compile(r"\b(?:eligible|entitled)\b[^;.]{0,40}$", re.IGNORECASE)
_SOLD = re.compile(
    r"\b(?:acquir\w*|purchas\w*|sold|sell|sale (?:of|to)|divest\w*|buy(?:ing|s)?|bought|acquisition"
    r"|assign\w*)\b[^;]{0,200}\b(?:for|at) (?!which)(?:[^;]{0,60}per (?:share|ADS)[^;]{0,30}|(?:an? "
    r"|the )?(?:[a-z-]+ ){0,6})$",
    re.IGNORECASE,
)
_MILESTONE_REVENUE = re.compile(r"milestone revenue(?: from [\w .]{2,30})?\s*$", re.IGNORECASE)
_RIGHTS_BOUGHT = re.compile(
    r"^\W*(?:in cash )?for (?:(?:the|an|these|such|exclusive|worldwide|global) ){0,3}(?:rights|licen[sc]e)\b",
    re.I,
)
_PART = Prefiltered(
    r"\b(?:consisting of|comprised of|comprising|composed of|of which|including|inclusive of"
    r"|which includes)\b[^;]{0,40}$",
    re.IGNORECASE,
)
_FOR_RIGHTS = re.compile(
    r"\b(?:in (?:exchange|consideration|return) (?:for|of)"
    r"|as (?:partial )?consideration for)\b[^;]{0,90}\b(?:licen[sc]\w*|rights?|assignment)\b",
    re.IGNORECASE,
)
_BUYING = frozenset({"seller", "buyer", "acquirer", "target"})
_DEAL_SIZE = re.compile(
    r"^ (?:[\w-]+ ){0,3}(?:agreement|deal|transaction|acquisition|divestiture|sale|monetization|buyout"
    r"|takeover)\b",
    re.IGNORECASE,
)
#: "Acme *paid Beta* $35 million" for what it bought.
_PAID_WHOM = re.compile(
    r"\bpaid (?:[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3} |the sellers? )(?:approximately |about )?$"
)
#: "Total consideration to Acme of up to $5 billion" for no company.
_TOTAL_CONSIDERATION = re.compile(
    r"\b(?:[Tt]otal|[Aa]ggregate|[Oo]verall|[Cc]ombined) consideration\b[^.;$€£]{0,45}\b(?:up to|worth"
    r"|exceed)[^.;$€£]{0,12}$"
)


#: What follows is another matter: "up to $336 million, *not counting* royalties after launch".
_ASIDE = re.compile(
    r"\b(?:which|that) includes?\b|\b(?:including|comprised of|not counting|excluding|exclusive of|apart from"
    r"|aside from|besides|on top of|in addition to|plus|as well as)\b"
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
    if _MILESTONE_REVENUE.search(clause.noun) and _EVENT.match(clause.right):
        return "milestone"
    if is_award(clause, deal_types):
        return "funding"
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
    kind = _by_cues(clause, cues, bought) if cues - {"payment"} else _by_event(clause, bought)
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
    if cues == {"equity"} and _IN_CASH.match(clause.right) and not _SHARES.search(clause.before[-80:]):
        return _by_event(clause, bought)
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


def _by_event(clause: Clause, bought: bool) -> str | None:
    """Judge an amount that has no telling noun ("pay us $5 million upon approval")."""
    if not bought and _SHARES_FOR.search(clause.before[-160:]):
        return "equity"
    if is_paid_yearly(clause):
        return "annual fee"
    told = in_a_list(clause) or in_all(clause)
    if told:
        return told
    tail = _ASIDE.split(clause.right[:160])[0]
    event = _EVENT.match(tail)
    if re.search(r"\bmilestones?\b", tail):
        if is_mixed(clause) and status_of(clause) != "achieved":
            return "potential total"
        return milestone_or_total(clause)
    if bought and event and is_owed_if(clause):
        if not (_SIGNING.search(tail) or _LATER.match(tail, event.end()) or _SEVERAL_EVENTS.search(tail)):
            return "milestone"
    if bought and (
        (_SOLD.search(clause.before) and not _ELIGIBLE.search(clause.before[-60:]))
        or _DEAL_SIZE.match(clause.right)
    ):
        return "purchase price"
    if bought and _IN_CASH.match(clause.right) and not event and status_of(clause) == "achieved":
        return "purchase price"
    if is_triggered(clause):
        return "milestone"
    up_to = clause.money.qualifier == "up to"
    if event and up_to and AGGREGATE.search(tail[:40]):
        return "potential total"
    if event and not up_to and _SIGNING.search(tail[event.end() : event.end() + 50]):
        return "upfront"
    if event and _LATER.match(tail, event.end()):
        return None if _UPFRONT.search(clause.before) else "other"
    if event and _OF_AGREEMENT.match(tail, event.end()) and status_of(clause) == "achieved":
        return "other"
    if re.match(
        r"[^,;.]{0,20}\b(?:at|on|upon|within (?:\w+ )?(?:business )?(?:days|weeks) of) (?:the )?"
        r"(?:closing|signing|signature|execution|effective date)",
        tail,
    ):
        return "purchase price" if bought else "upfront"
    if re.match(r"[^;.]{0,60}\binstallment of (?:the |an |our )?up-?front", clause.right, re.IGNORECASE):
        return "upfront"
    if (
        event
        and clause.money.qualifier == "up to"
        and _SEVERAL_EVENTS.search(tail[event.end() : event.end() + 80])
    ):
        return "milestones total"
    pays = re.search(
        r"\b(?:pay\w*|paid|receiv\w+|make|made|owe[ds]?|earn\w*|got|gets?|book(?:s|ed)|collect(?:s|ed)"
        r"|(?:eligible|entitled) (?:for|to)|(?:is|are) (?:due|owed)|receipt of|in line for|invoices?|bill)\b",
        clause.before[-160:],
    )
    if event and not pays:
        pays = (
            re.search(r"\b(?:shall|will|agrees to) pay\b", clause.before[-500:])
            or _IS_PAID.match(tail)
            or _CONSISTS_OF.search(clause.before[-300:])
        )
    opened, _ = opened_by(clause)
    if of_all(clause) or is_on_events(clause):
        return "milestones total"
    if (pays or falls_due(clause)) and (event or opened == "event"):
        return "milestone"
    if pays and opened and status_of(clause) == "potential" and not up_to:
        return "purchase price" if bought else "upfront"
    if re.search(r"\bmilestones?\b", clause.left[-100 if bought else -140 :]):
        return milestone_or_total(clause)
    if not bought and not event and could_come(clause):
        return "potential total"
    if re.search(
        r"\b(?:paid|received|made|pays?|receives?|payments?|generated|invoiced?)\b[^;]{0,90}$",
        clause.before[-120:],
    ):
        if bought and not event and _PAID_WHOM.search(clause.before[-80:]):
            return "purchase price"
        if status_of(clause) != "potential":
            rights = _FOR_RIGHTS.search(clause.before[-200:]) or _RIGHTS_BOUGHT.match(clause.right)
            return "upfront" if rights and not bought else "other"
        if clause.money.qualifier == "up to":
            about = (clause.before + clause.after).lower()
            return (
                "milestones total"
                if "milestone" in about and not MIXED.search(clause.after)
                else "potential total"
            )
        rights = _FOR_RIGHTS.search(clause.before[-200:])
        return "purchase price" if bought else "upfront" if rights and not event else "other"
    return None
