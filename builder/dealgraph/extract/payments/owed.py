"""What a release tells right before a payment, and for which the payment is now owed."""

from __future__ import annotations

import re

from dealgraph.extract.payments.clauses import Clause
from dealgraph.extract.payments.milestone_cues import trim_trigger
from dealgraph.extract.prefilter import Prefiltered

#: Words of an event that a payment may be for.
EVENTLIKE = re.compile(
    r"\b(?:achiev|approv|reach|met\b|satisf|criteria|dos(?:ed|ing)|initiat|complet|filing|filed|submi|accept"
    r"|enrol|commenc"
    r"|launch"
    r"|first|sale|opinion|recommendation|deliver|select|nominat|start|advance|positive|grant|exercise"
    r"|milestone|effective|IND\b|NDA\b|BLA\b|clear|elect|publi|demonstrat|meet|obtain|develop|recommend"
    r"|designat|clearance|phase|trial|validat|random|recruit|treated|identif|administ|infus"
    r"|reimburs|decision|authori[sz]|"
    r"amend|transfer|success|confirm|determin|manufactur|exceed|event|entry|receiv|issu)\w*",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\b(?:announce[ds]|report(?:ed|s)|said|says|confirm(?:ed|s)"
    r"|(?:notified|informed|advised|told)(?: [^;,]{2,70}?)?(?= that))"
    r"(?: today| (?:Mon|Tues|Wednes|Thurs|Fri)day)?,? (?:that |the )?(?:(?:it|the company) (?=has\b))?(.{10,250})"
)
#: "Acme is now entitled to", "will receive": for what the sentence before tells, where it announces an event.
_OWED_NOW = re.compile(
    r"\b(?:(?:is|are|becomes?|became) (?:now |therefore |thereby |thus )?entitled to(?: receive)?"
    r"|will (?:now )?receive)"
    r" (?:from [A-Z][^;]{2,40} )?(?:an? |the )?(?:[\w-]+ ){0,3}(?:payment )?(?:of )?$"
)
#: "Acme thereby earns": by what the sentence before tells.
_THEREBY = re.compile(
    r"\b(?:thereby|thus|therefore|hence|accordingly) (?:also )?(?:earns|receives|gets|earned|received)\b"
)
#: "A $5 million milestone payment is now due".
_NOW_DUE = re.compile(
    r" (?:[\w-]+ ){0,2}(?:milestone|payment)(?: payment)? (?:is|becomes?|became|falls|fell) (?:now )?"
    r"(?:due|payable|owed)"
)
A_SIGNING = Prefiltered(r"\b(?:enter(?:ed|s|ing)? into|sign(?:ed|s|ing)|licensed|acqui\w+|amended)\b")
_WILL_NOW = re.compile(
    r"\b(?:announced|reported|said)(?: today| [A-Z][a-z]+day)? that"
    r" (?:it|the company|[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}) (?:will|would|is to)"
    r" (?:now )?(?:receive|be paid|earn|pay [A-Z][\w.]*(?: [A-Z][\w.]*){0,3}) (?:an? |the )?(?:[\w-]+ ){0,4}(?:of )?$"
)


#: "Acme achieved the first milestone. *As a result, it received* $3 million": what was received is that milestone.
_AS_A_RESULT = re.compile(
    r"^(?:As a result|Accordingly|In return|Therefore|Hence|Thus|Consequently"
    r"|(?:Upon|With|For|Following|On) (?:this|that|the) (?:[\w-]+ )?(?:milestone|achievement|event|basis))\b"
    r"[^;]{0,120}\b(?:receiv\w+|earn(?:s|ed)|paid|made|entitled)\b[^;]{0,60}$"
    r"|^[^;,]{0,60} (?:will|is to|can|may) (?:now )?(?:invoice|bill|collect|charge) (?:[A-Z][\w.&-]* ){0,4}(?:for )?"
    r"(?:US|[A-Z]{3})? ?$"
)
#: "Will receive $5 million *for this achievement*".
_FOR_THIS = re.compile(
    r" (?:[\w-]+ ){0,2}(?:for|in connection with|upon|as a result of|related to) (?:reaching |the achievement of )?"
    r"(?:this|that|the) (?:achievement|milestone|event|accomplishment|success|step)\b"
)
_REACHED_ONE = re.compile(
    r"\bmilestone\b(?!s)[^;.]{0,90}\b(?:has|had|was|have) (?:now )?(?:been )?(?:achiev|reach|met)"
    r"|\b(?:achiev|reach|attain|met\b|hit\b)\w*[^;.]{0,50}\bmilestone\b(?!s)"
)


def is_for_the_milestone(clause: Clause, previous: str) -> bool:
    """Tell whether an amount is paid for the milestone that the sentence before says was reached."""
    told = _AS_A_RESULT.match(clause.before) or _FOR_THIS.match(clause.right)
    return bool(told and _REACHED_ONE.search(previous))


def news_of(sentence: str) -> str | None:
    """Give the event that a sentence announces."""
    found = _ANNOUNCES.search(sentence)
    words = trim_trigger(found[1]) if found else ""
    return words if EVENTLIKE.search(words) else None


def owed_now(clause: Clause, previous: str) -> str | None:
    """Give the event of the sentence before that a payment is now owed for, where it announces one and no deal."""
    owed = (
        _OWED_NOW.search(clause.before[-90:])
        or _NOW_DUE.match(clause.right)
        or _THEREBY.search(clause.before[-60:])
    )
    if not owed or A_SIGNING.search(previous):
        return None
    return news_of(previous)


def is_due(clause: Clause, previous: str) -> bool:
    """Tell whether the news of a release is that a payment will be received now."""
    return _WILL_NOW.search(clause.before[-220:]) is not None or owed_now(clause, previous) is not None
