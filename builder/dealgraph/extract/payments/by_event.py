"""What an amount that no noun names is for, by the event or verb beside it: "pay us $5 million upon approval"."""

from __future__ import annotations

import re

from dealgraph.extract.payments.clauses import Clause, status_of
from dealgraph.extract.payments.mixed import MIXED, is_mixed
from dealgraph.extract.payments.opened import opened_by
from dealgraph.extract.payments.prospects import could_come, falls_due, is_on_events, is_owed_if
from dealgraph.extract.payments.sums import in_a_list, in_all, is_paid_yearly, is_triggered
from dealgraph.extract.payments.totals import AGGREGATE, milestone_or_total, of_all
from dealgraph.extract.prefilter import Prefiltered

EVENT = re.compile(
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
#: "$30 million in cash and 2 million shares": the amount is what is paid in money.
IN_CASH = re.compile(r"\W{0,3}in cash\b")
_OF_AGREEMENT = re.compile(
    r"\s*(?:an? |the |its |our |their |this )?"
    r"(?:(?:extension|expansion|renewal|amendment)s?(?: of| to) (?:[\w-]+ ){0,8}"
    r"(?:agreement|collaboration|license|alliance)|(?:[\w-]+ ){0,6}(?:agreement|contract)\b)"
)
#: Several events of which one amount is the most.
_SEVERAL_EVENTS = re.compile(
    r"\b(?:thresholds|events|levels|milestones|approvals|goals|targets)\b", re.IGNORECASE
)
#: "Consideration consists of (i) an upfront fee, (ii) $8 million *paid upon* the selection of a target".
_IS_PAID = re.compile(r"\W*(?:(?:was|were|is|to be|which was) )?(?:paid|payable|due)\b")
_CONSISTS_OF = re.compile(r"\b[Cc]onsideration\b[^.;]{0,60}\b(?:consist|includ|compris)")
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
_RIGHTS_BOUGHT = re.compile(
    r"^\W*(?:in cash )?(?:to [A-Z][^;.$]{1,40}?(?:\.)? )?for "
    r"(?:(?:the|an|these|such|exclusive|worldwide|global) "
    r"){0,3}(?:rights|licen[sc]e)\b",
    re.I,
)
_FOR_RIGHTS = re.compile(
    r"\b(?:in (?:exchange|consideration|return) (?:for|of)"
    r"|as (?:partial )?consideration for)\b[^;]{0,90}\b(?:licen[sc]\w*|rights?|assignment)\b",
    re.IGNORECASE,
)
_DEAL_SIZE = re.compile(
    r"^ (?:[\w-]+ ){0,3}(?:agreement|deal|transaction|acquisition|divestiture|sale|monetization|buyout"
    r"|takeover)\b",
    re.IGNORECASE,
)
#: "Acme *paid Beta* $35 million" for what it bought.
_PAID_WHOM = re.compile(
    r"\bpaid (?:[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3} |the sellers? )(?:approximately |about )?$"
)
#: What follows is another matter: "up to $336 million, *not counting* royalties after launch".
_ASIDE = re.compile(
    r"\b(?:which|that) includes?\b|\b(?:including|comprised of|not counting|excluding|exclusive of|apart from"
    r"|aside from|besides|on top of|in addition to|plus|as well as)\b"
)

_AT_SIGNING = re.compile(
    r"[^,;.]{0,20}\b(?:at|on|upon|within (?:\w+ )?(?:business )?(?:days|weeks) of) (?:the )?"
    r"(?:closing|signing|signature|execution|effective date)"
)
#: "In connection with the entry into the amendment *as a result of the regulatory approval*".
_AS_RESULT = re.compile(
    r"[^;.]{0,90}\bas a result of (?:the )?(?:[\w-]+ ){0,3}(?:approval|acceptance|clearance|initiation|dosing|launch)\b"
)
_UPFRONT_IN_PARTS = re.compile(r"[^;.]{0,60}\binstallment of (?:the |an |our )?up-?front", re.IGNORECASE)
_MILESTONES = re.compile(r"\bmilestones?\b")
_PAYS = re.compile(
    r"\b(?:pay\w*|paid|receiv\w+|make|made|owe[ds]?|earn\w*|got|gets?|book(?:s|ed)|collect(?:s|ed)"
    r"|(?:eligible|entitled) (?:for|to)|(?:is|are) (?:due|owed)|receipt of|in line for|invoices?|bill)\b"
)
_HAS_TO_PAY = re.compile(r"\b(?:shall|will|agrees to) pay\b")
_MONEY_MOVED = re.compile(
    r"\b(?:paid|paying|received|made|pays?|receives?|payments?|generated|invoiced?)\b[^;]{0,90}$"
)


def by_event(clause: Clause, bought: bool) -> str | None:
    """Tell what an amount that no noun names is for: a term kind, "milestone", or None where nothing tells.

    Args:
        clause: The amount and its words.
        bought: Whether the deal buys a company, its assets or rights.
    """
    if not bought and _SHARES_FOR.search(clause.before[-160:]):
        return "equity"
    if is_paid_yearly(clause):
        return "annual fee"
    told = in_a_list(clause) or in_all(clause)
    if told:
        return told
    tail = _ASIDE.split(clause.right[:160])[0]
    event = EVENT.match(tail)
    told = _by_words_behind(clause, tail, event, bought=bought)
    if told:
        return told
    if event and _LATER.match(tail, event.end()):
        return None if _UPFRONT.search(clause.before) else "other"
    return _by_signing(clause, tail, event, bought=bought) or _by_payment(clause, tail, event, bought=bought)


def _by_words_behind(clause: Clause, tail: str, event: re.Match[str] | None, *, bought: bool) -> str | None:
    """Judge by milestones that follow, by what was bought for the amount, and by what triggers it."""
    if _MILESTONES.search(tail):
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
    if bought and IN_CASH.match(clause.right) and not event and status_of(clause) == "achieved":
        return "purchase price"
    if is_triggered(clause):
        return "milestone"
    if event and clause.money.qualifier == "up to" and AGGREGATE.search(tail[:40]):
        return "potential total"
    return None


def _by_signing(clause: Clause, tail: str, event: re.Match[str] | None, *, bought: bool) -> str | None:
    """Judge what is paid when an agreement is signed, extended or closed, or at most for several events."""
    up_to = clause.money.qualifier == "up to"
    if event and not up_to and _AS_RESULT.match(tail):
        return "milestone"
    if event and not up_to and _SIGNING.search(tail[event.end() : event.end() + 50]):
        return "upfront"
    if event and _OF_AGREEMENT.match(tail, event.end()) and status_of(clause) == "achieved":
        return "other"
    if _AT_SIGNING.match(tail):
        return "purchase price" if bought else "upfront"
    if _UPFRONT_IN_PARTS.match(clause.right):
        return "upfront"
    if event and up_to and _SEVERAL_EVENTS.search(tail[event.end() : event.end() + 80]):
        return "milestones total"
    return None


def _by_payment(clause: Clause, tail: str, event: re.Match[str] | None, *, bought: bool) -> str | None:
    """Judge by who pays, or was paid, upon an event or without one."""
    up_to = clause.money.qualifier == "up to"
    pays = _PAYS.search(clause.before[-160:]) is not None
    if event and not pays:
        pays = bool(
            _HAS_TO_PAY.search(clause.before[-500:])
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
    if _MILESTONES.search(clause.left[-100 if bought else -140 :]):
        return milestone_or_total(clause)
    if not bought and not event and could_come(clause):
        return "potential total"
    if _MONEY_MOVED.search(clause.before[-120:]):
        return _of_money_moved(clause, event is not None, bought=bought)
    return None


def _of_money_moved(clause: Clause, event: bool, *, bought: bool) -> str:
    """Judge an amount of which is only told that it was or will be paid."""
    if bought and not event and _PAID_WHOM.search(clause.before[-80:]):
        return "purchase price"
    rights = _FOR_RIGHTS.search(clause.before[-200:])
    if status_of(clause) != "potential":
        return "upfront" if (rights or _RIGHTS_BOUGHT.match(clause.right)) and not bought else "other"
    if clause.money.qualifier == "up to":
        about = (clause.before + clause.after).lower()
        return (
            "milestones total"
            if "milestone" in about and not MIXED.search(clause.after)
            else "potential total"
        )
    if bought:
        return "purchase price"
    return "upfront" if (rights and not event) or _RIGHTS_BOUGHT.match(clause.right) else "other"
