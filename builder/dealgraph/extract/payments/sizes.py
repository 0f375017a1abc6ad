"""Amounts that tell what a whole deal is worth, or what is paid for it at once."""

from __future__ import annotations

import re

from dealgraph.extract.payments.clauses import Clause, status_of
from dealgraph.extract.payments.prospects import could_come
from dealgraph.extract.prefilter import Prefiltered

#: A character of one noun phrase, which holds no verb of another payment and no amount.
PHRASE = (
    r"(?:(?!\b(?:makes?|pays?|receives?|reimburses?|eligible|entitled|will|may|could|is|are|funds?|purchases?|invests?"
    r"|buys?)\b)[^.;$€£¥\d])"
)
#: "An upfront payment of $20 million, which may increase to $30 million": no payment of its own.
_RAISED = Prefiltered(
    r"\b(?:may|might|could|can|will|would|shall) (?:be )?(?:increased?|rise|raised|grow)(?: up)? to(?: up to)? $",
    re.IGNORECASE,
)
#: "A five-year, $28 million collaboration": the size of the deal.
_DEAL_WORTH = re.compile(
    r"^[ -](?:(?:multi-?year|strategic|global|research|licen[cs]ing|drug|discovery|development)[ -]){0,3}"
    r"(?:collaboration|alliance|partnership|pact|deal|licen[cs]e)\b(?! (?:fees?|payments?))",
    re.IGNORECASE,
)
#: "Inked a potential $3.1 billion agreement".
_POTENTIAL = re.compile(r"\bpotential(?:ly)? (?:US|EUR|USD)? ?$")
_AGREEMENT_OF = re.compile(
    r"[ -](?:[\w-]+ ){0,3}(?:agreement|deal|pact|collaboration|alliance|partnership|tie-up)\b"
)
#: "The aggregate amount of upfront payment, option fee and milestones adds up to".
_SUM_OF_KINDS = re.compile(
    r"\b(?:aggregate|total|combined|sum)\b[^.;]{0,40}\b(?:up-?front|option|initial|signing)\b[^.;$]{0,100}"
    r"\bmilestones?\b(?: payments?)? (?:[a-z]+ ){0,3}$",
    re.IGNORECASE,
)
#: "Will pay a lump sum of $50 million and milestone payments".
_LUMP_SUM = Prefiltered(
    r"\b(?:pay|receive|be paid) (?:[A-Z]\w+ )?an? (?:one-time )?lump[- ]sum"
    r"(?: (?:amount|payment|fee))?(?: of)? ?(?:US ?)?$"
    r"|\b(?:pays?|paid|makes?|made|receiv(?:es?|ed)|gets?|got) (?:[A-Z][\w.&-]+ )?(?:an? )?"
    r"(?:initial|immediate|up-?front) (?:US ?)?$"
)
#: "Paid a licensing fee *upon execution of the agreement of* $100,000".
_FEE_AT_SIGNING = Prefiltered(
    r"\b(?:licen[sc]ing|licen[sc]e|up-?front|signing|initial) (?:fee|payment)s? (?:upon|on|at) (?:the )?"
    r"(?:execution|signing|closing)(?: of [^.;,$\u20ac\u00a3]{3,60})? (?:of|totall?ing|equal to) (?:US ?)?$"
)
#: "Paid $12 million in cash and recorded the amount as expense": what was paid comes first.
_BOOKED_AS = re.compile(
    r"(?:,? and|, which) (?:(?:we|it|was|were|the Company|the amount|this amount) ){0,2}"
    r"(?:is being |are being )?(?:recorded|recogni[sz]ed|expensed|capitali[sz]ed|charged|accounted for|amorti[sz]ed)\b"
)
#: "$25,000 per year, 3% of net sales and 15% of sublicense income": a share of something else.
_BESIDE = re.compile(r"(?:,| and) (?=\d+(?:\.\d+)?%)")
_LENT = re.compile(r"\b(?:loaned|lent|loan of|loans? (?:totaling|of up to))\b[^.;$€£]{0,40}$")
#: "A deal worth up to $450 million", "potentially valued at more than".
_OF_WORTH = re.compile(
    r"\b(?:total|overall) (?:contract|deal|transaction) (?:size|value|amount)\b[^.;$€£]{0,30}"
    r"\b(?:is|of|at|to|be)(?: up to| about| approximately)*(?: US| EUR| USD)?[ (]*$"
    r"|\b(?:deal|agreement|pact|alliance|collaboration|partnership|licen[sc]e|transaction|accord|it"
    r"|which)\b[^.;$]{0,60}?"
    r"\b(?:worth(?: of)?|valued at|value of|be valued at)(?: (?:potentially|as much as|up to|more than|over|about"
    r"|approximately"
    r"|around|some|a total of|nearly|almost|in excess of|a potential))*(?: US| EUR| USD)?[ (]*$",
    re.IGNORECASE,
)
#: "Including *a $31 million upfront* and milestones", "$12 million payable up front".
_PART_UPFRONT = re.compile(
    r"\b(?:including|of which|comprising|consisting of)(?: an?| the)? (?:US ?)?$", re.IGNORECASE
)
#: "$10 million of it up front".
_OF_IT_UPFRONT = re.compile(
    r" of (?:it|that|which)(?: (?:is|was|will be))?(?: payable| paid| due)? up[- ]?front\b"
)
#: "Will get $25 million in cash", "is handing over $1 billion in cash".
_HANDS_OVER = Prefiltered(
    r"\b(?:gets?|getting|pay(?:s|ing)?|paid|receiv(?:es?|ed|ing)|hand(?:s|ed|ing)? over|put(?:s|ting)? up"
    r"|collect(?:s|ed|ing)?|pocket(?:s|ed|ing)?|forks? (?:out|over)|shells? out) "
    r"(?:[A-Z][\w.&-]+ )?(?:(?:about|approximately|some) )?(?:US ?|[A-Z]{3} ?)?$"
)
_CASH = re.compile(r" (?:in )?(?:up-?front )?cash\b(?! flow)")
_BARE_UPFRONT = re.compile(r"\W{0,2}up[- ]?front,?(?: (?:and|plus|as well as|with)\b|[,.;]|$)", re.IGNORECASE)
_PAYABLE_UPFRONT = re.compile(
    r" (?:now|at once|immediately|at the outset|to begin with)\b| (?:is |are |was |will be )?(?:payable|due"
    r"|paid) (?:up[- ]?front|immediately"
    r"|at once|(?:at|on"
    r"|upon) (?:signing|signature|closing|execution))\b",
    re.IGNORECASE,
)
#: "Has taken a 10% stake in Acme for a total consideration of".
_STAKE_FOR = re.compile(
    r"\b(?:stake|shareholding|equity interest) in [A-Z](?:[^.;$€£]|\b(?:Inc|Corp|Ltd|Co)\.){1,80}?"
    r" for (?:an? )?(?:total |aggregate )?(?:(?:consideration|sum|price|investment) of )?"
    r"(?:about |approximately )?(?:US ?|[A-Z]{3} ?)?$"
)
#: "$60 million, *including an upfront payment and an equity investment*", none of which has an amount.
_OF_KINDS = re.compile(
    r"(?: (?:from|to)(?: (?-i:[A-Z])[\w.&'-]*){1,4})?"
    r",? (?:including|consisting of|comprising|comprised of|made up of|in|across|spanning|split between"
    r"|through)(?: both)?"
    r" (?:an? |the )?"
    rf"(?:[a-z-]+ ){{0,2}}(?:up-?front|initial|equity|licen[cs]e)\b{PHRASE}{{0,50}}?(?:,| and| plus) "
    rf"{PHRASE}{{0,40}}?\b(?:equity|investment|near-term|research funding|option|milestones?)\b",
    re.IGNORECASE,
)
#: "$282 million, *made up of an immediate payment of* $7 million and": the parts follow.
_MADE_UP = re.compile(
    r",? (?:(?:which|that) (?:is |are |will be )?)?(?:made up of|compris(?:es|ing|ed of)|consist(?:s|ing) of"
    r"|composed of"
    r"|broken down (?:as|into)):? [^.;]{0,90}?\b(?:up-?front|immediate|initial|signing|at signing|upon signing"
    r"|at clos\w+)\b"
)
#: "$94 million over ten years *in support of the research*".
_FOR_RESEARCH = re.compile(
    r" (?:(?:a|per|each) year )?(?:(?:over|for|during) (?:the |a )?(?:next |first "
    r"|initial )?[\w-]+[ -](?:years?|months|period) )?"
    r"(?:in support of|to support|to fund|to finance|toward|towards|for(?= research\b)|in(?= research money\b)) "
    r"(?:the |its |their |this |joint |[A-Z][\w-]+'s? |[a-z-]+ ){0,4}?(?:research|R&D|discovery|work|studies"
    r"|laborator\w+)\b"
)
_EVENT = re.compile(
    r"[^;]{0,100}?\b(?:upon|following|after|if|when|once|for achiev\w+|based on|contingent)\b", re.IGNORECASE
)


#: "The deal could bring Acme as much as", "payments to Acme could exceed".
_COULD_COME_TO = re.compile(
    r"\b(?:(?:deal|agreement|alliance|collaboration|pact|arrangement|partnership|transaction|license)"
    r" (?:could|may|might|would|can) (?:bring|net|earn|yield|mean) [^.;$€£]{0,60}"
    r"|[Pp]ayments (?:to [^.;$€£]{2,60} )?(?:could|may|might|can) (?:total|exceed|reach|amount to|add up to) "
    r"(?:[a-z]+ ){0,3})(?:US ?)?$"
)
#: "$60 million if all goals are reached".
_IF_ALL = re.compile(
    r",? (?:if|when|should|provided) (?:everything|all) (?:goes?|works?|pans?|falls?|succeeds?)\b"
    r"|,? (?:if|when|as|once|provided) (?:all|certain|the|specified|various|agreed|other) [^.;]{0,40}?"
    r"\b(?:goals|milestones|targets|objectives|benchmarks|hurdles) are (?:met|reached|achieved|attained)\b"
)
#: "Buy $6 million of Acme's stock", "put another $60 million into its stock".
_INTO_STOCK = re.compile(
    r" (?:in)?to (?:its|their|[A-Z][\w.-]*['\u2019]s?) (?:\w+ )?(?:stock|shares|equity|share capital)\b"
)
_BUYS = re.compile(r"\b(?:buy|buys|bought|buying|purchas(?:e|es|ed|ing)|acquir(?:e|es|ed|ing)) (?:US ?)?$")
_OF_STOCK = re.compile(
    r"(?: worth)? of (?:(?:[A-Z][\w&.-]*(?: [A-Z][\w.]*){0,3}['\u2019]s?|its|the company['\u2019]s) )?"
    r"(?:newly issued |common |preferred |convertible |new )*(?:stock|shares)\b"
)


#: "Will pay $10 million in connection with the termination", "a termination fee of $3 million": no milestone.
_FOR_THE_END = re.compile(
    r"\W{0,2}(?:[\w-]+ ){0,6}?(?:in connection with|in consideration (?:of|for)|in exchange for|in return for"
    r"|as a result of|to) (?:the |its |an? )?(?:(?:early|mutual) )?terminat(?:ion|ing|e) (?!milestone)"
    r"|\W{0,2}(?:[\w-]+ ){0,2}(?:termination|wind-?down|break-?up|separation) (?:payment|fee)\b"
)
_END_PAYMENT = re.compile(
    r"\b(?:termination|wind-?down|break-?up|separation) (?:payment|fee)s? (?:of|totall?ing)"
    r"(?: approximately| about| up to)? (?:US ?)?$",
    re.IGNORECASE,
)


def _is_for_the_end(clause: Clause) -> bool:
    """Tell whether an amount is paid because a deal ends."""
    return bool(_END_PAYMENT.search(clause.before[-50:]) or _FOR_THE_END.match(clause.right + " "))


#: "The two will *invest up to* $150 million *in an exploration phase*".
_INVESTS = re.compile(
    r"\b(?:invest|commit|contribute|spend)s? (?:(?:up to|about|some|at least|an initial) )*(?:US ?)?$"
)
_IN_WORK = re.compile(
    r" (?:in|into|on|to|toward) (?:an?|the|this|their|joint) (?:[\w-]+ ){0,3}?"
    r"(?:phase|program(?:me)?|project|research|exploration|discovery|studies|effort)\b"
)


#: "Entitled to receive funding for the research, *which fees were estimated to be* $20 million".
_FUNDING_ESTIMATED = re.compile(
    r"\b(?:receive|provide|pay)[^.;$]{0,20}\bfunding (?:for|of)\b[^.;$]{3,120}, (?:which|estimated)\b[^.;$]{0,20}"
    r"(?:\b(?:is|are|was|were) )?\b(?:estimated|expected|budgeted|projected)"
    r" (?:to be|to total|at)(?: approximately| up to)? (?:US ?)?$"
)


#: "Could collect up to $500 million *if the programs reach the market*".
_IF_SUCCESSFUL = re.compile(
    r" if (?:(?:the|its|their|both|all|these|any) ){0,2}(?:[\w-]+ )?(?:programs?|programmes?|products?|drugs?|projects?"
    r"|candidates?|medicines?|compounds?|therap(?:y|ies)) (?:reach(?:es)?|gets?|makes? it|comes?|proves?|succeeds?"
    r"|(?:is|are) (?:successful|approved|developed))\b"
)


def plain_size(clause: Clause, cues: set[str]) -> str | None:
    """Tell whether an amount is plainly what a deal could come to, for its end, or for research ("a year for")."""
    before = clause.before[-140:]
    if "milestone" not in cues and _is_for_the_end(clause):
        return "other"
    if "milestone" not in cues and "ilestone" not in before and _COULD_COME_TO.search(before):
        return "potential total"
    if _IF_SUCCESSFUL.match(clause.right) and could_come(clause):
        return "potential total"
    if _FUNDING_ESTIMATED.search(clause.before[-220:]):
        return "funding"
    if not cues and _INVESTS.search(before) and _IN_WORK.match(clause.right):
        return "funding"
    return "funding" if cues == {"annual"} and _FOR_RESEARCH.match(clause.after) else None


def size_of(clause: Clause, *, named: bool) -> str | None:
    """Tell whether an amount is the worth of the whole deal or its one payment at signing, by the kind of term.

    Args:
        clause: The amount and its words.
        named: Whether its noun tells what it is for.
    """
    if (not named and _DEAL_WORTH.match(clause.right)) or _SUM_OF_KINDS.search(clause.left[-180:]):
        return "potential total"
    if _POTENTIAL.search(clause.before[-30:]) and _AGREEMENT_OF.match(clause.right):
        return "potential total"
    if not named and _FOR_RESEARCH.match(clause.after):
        return "funding"
    if (_BUYS.search(clause.before[-40:]) and _OF_STOCK.match(clause.after)) or _INTO_STOCK.match(
        clause.after
    ):
        return "equity"
    if not named and _IF_ALL.match(clause.after):
        return "milestones total"
    if _STAKE_FOR.search(clause.before[-160:]):
        return "equity"
    if _OF_WORTH.search(clause.before[-160:]) or (
        (_OF_KINDS.match(clause.after) or _MADE_UP.match(clause.after)) and status_of(clause) != "achieved"
    ):
        return "potential total"
    if (
        _PAYABLE_UPFRONT.match(clause.after)
        or _OF_IT_UPFRONT.match(clause.after)
        or (_PART_UPFRONT.search(clause.before[-40:]) and _BARE_UPFRONT.match(clause.after))
    ):
        return "upfront"
    if _FEE_AT_SIGNING.search(clause.before[-140:]):
        return "upfront"
    at_once = _LUMP_SUM.search(clause.before[-60:]) or (
        not named and _CASH.match(clause.right) and _HANDS_OVER.search(clause.before[-60:])
    )
    if at_once and clause.money.qualifier != "up to" and not _EVENT.match(clause.right.split(" and ")[0]):
        return "upfront"
    return None


_COULD_BE = re.compile(
    r"\b(?:could|may|might|would) (?:be|reach|total|come to)\b|\bpotential(?:ly)?\b|\bup to\b|\bas much as\b"
)


#: "Bought Acme, paying $405 million *for the Oxford-based firm*".
_FOR_THE_FIRM = re.compile(
    r" (?:in cash )?for (?:the|its|all of the) (?:[\w.-]+ ){0,4}?(?:company|firm|biotech|start-?up|business|target"
    r"|drug ?maker|group|outfit|subsidiary)\b(?!['\u2019])"
)


def size_of_purchase(clause: Clause) -> str | None:
    """Tell whether an amount is what a purchase is worth, for certain or at most, by the kind of term."""
    if _FOR_THE_FIRM.match(clause.right):
        return "purchase price"
    worth = _OF_WORTH.search(clause.before[-160:])
    if worth is None:
        return None
    return "potential total" if _COULD_BE.search(worth[0]) else "purchase price"


def is_raise(clause: Clause) -> bool:
    """Tell whether an amount only says what another one may become."""
    return bool(_RAISED.search(clause.before[-60:]))


def is_loan(clause: Clause) -> bool:
    """Tell whether an amount is lent, which pays for nothing."""
    return bool(_LENT.search(clause.before[-60:]))


def before_booking(words: str) -> str:
    """Give the words behind an amount up to those that tell how it was booked, or what else is paid.

    >>> before_booking(" in cash and recorded the amount as an expense")
    ' in cash'
    """
    return _BESIDE.split(_BOOKED_AS.split(words)[0])[0]
