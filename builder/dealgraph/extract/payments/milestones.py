"""Single milestone payments: what event triggers them, whether it has happened, when, for which drug."""

from __future__ import annotations

import re
from decimal import Decimal

from dealgraph.extract.payments.clauses import Clause
from dealgraph.extract.payments.cues import CUE
from dealgraph.extract.payments.milestone_cues import TRIGGER_START, milestone_kind, trim_trigger
from dealgraph.extract.payments.opened import opened_by
from dealgraph.extract.payments.owed import A_SIGNING, EVENTLIKE, news_of, owed_now
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Deal, Reading

_CAUSE = Prefiltered(
    r",? (?:which |and |that |thereby |has |have |had |also )*"
    r"(?:trigger(?:s|ed|ing)|(?<! is )(?<! are )(?<! be )entitl(?:es|ed|ing)|obligat(?:es|ing)|result(?:s|ed|ing) in"
    r"|earn(?:s|ing)|led to|mak(?:es|ing) (?:it|us|[A-Z][\w.]*) eligible (?:for|to)|prompt(?:s|ed)|releas(?:es"
    r"|ed)|unlock(?:s|ed)|generat(?:es|ed|ing)|means|meant"
    r"|bring(?:s|ing))\b[^;]{0,120}$"
    r"|,? (?:and|for which|at which time|upon which|whereupon|so) (?:(?!to\b|be\b)[\w'.]+ ){0,4}?(?:paid|received"
    r"|earned|made)\b[^;]{0,120}$"
    r"|,? for which (?:[\w'.]+ ){1,5}?(?:pay|make|receive|earn|be paid)\b[^;]{0,120}$",
    re.IGNORECASE,
)
#: "The first patient was dosed, *which triggered a milestone*. We received the $5 million."
_TRIGGERED_BEFORE = re.compile(
    r",? (?:which|and|thereby|thus) (?:\w+ ){0,2}?"
    r"(?:trigger(?:ed|s|ing)|result(?:ed|ing) in|led to|earn(?:ed|ing)|met|satisf(?:ied|ying)|constituted)"
    r" (?:an?|the|its|our|another|this) (?:[\w-]+ ){0,4}milestone(?: payments?| events?)?\b[^;]{0,80}$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:(?:in|during|on)\b[^,]{0,60}, )?(?:upon|following|after|if|as a result of|with"
    r"|in the event(?: that| of)?|once|in connection with|based on|due to) ",
    re.IGNORECASE,
)
_ACHIEVED_OF = re.compile(
    r"\b(?:achievement of|achieving|achieved|reached|met) ((?:a |an |the |its "
    r"|our )?[^;,]{3,120}?\bmilestone(?: events?)?\b[^;,]{0,80})",
    re.IGNORECASE,
)
#: "Achieved a milestone under the agreement *with the dosing of the first patient*".
_MILESTONE_WITH = re.compile(
    r"\bmilestones?\b[^;]{0,80}? (?:with|by) (?P<event>(?:the )?"
    r"(?:dos|initiat|complet|approv|accept|fil|submi|enrol|first|start"
    r"|commenc|launch|positive|successful|select|nominat)[^;]{6,200})$",
    re.IGNORECASE,
)
#: Of another payment, told between an event and this one's amount.
_AMOUNT = re.compile(r"[$€£¥]\d|\b[A-Z]{3} ?\d|\b[mb]illion\b")
#: An event that the sentence before tells in full: "The approval entitles Acme to".
_SAID_BEFORE = re.compile(
    r"(?:approval|filing|dosing|acceptance|launch|event|achievement|start|initiation|milestone|submission|designation"
    r"|clearance|selection|nomination|decision|news|dosing of (?:the|this) patient"
    r"|(?:dosing|start|initiation|completion|launch) of (?:the|this) (?:trial|study|patient|drug|product))",
    re.IGNORECASE,
)
#: "With the approval Acme" earns.
_WITH_IT = re.compile(r"^(?:With|Upon|On|Following|After) (?:the|this|that) (\w+) [A-Z][^,;]*$")
#: "Announced that, *with the approval of the drug*, it earned".
_SAID_WITH = re.compile(
    r"\bthat,? (?:with|upon|following|as a result of) (?P<event>[^;$]{6,160}?), (?:it|we|the [Cc]ompany"
    r"|[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}) (?:(?:has|have|had|will|is|now) )*(?:earn|receiv|entitl|trigger|be paid|owed)"
)
#: The dateline that a release's first sentence begins with.
_DATED_PLACE = re.compile(r"^.{0,120}?\b(?:19|20)\d\d\b[^a-z;]{0,60}?-{1,2}\s+")
#: "The achievement of this milestone triggers": the event stands in the sentence before.
_THIS_MILESTONE = re.compile(
    r"(?:the )?(?:(?:achievement|attainment|completion|reaching) of |achieving |reaching )?(?:this|these|such|that|the)"
    r" (?:\w+ ){0,2}milestones?",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"^(?:as a result|the event\b|(?:achievement of )?(?:this|these|such|the|that"
    r"|said) (?:\w+ )?milestones?(?: events?| payments?)?$|accordingly|the milestone"
    r"|(?:this|such|these)\b(?! (?:\w+ )?(?:candidate|compound|drug|product|antibody|vaccine|molecule|therapy|program"
    r"|programme|trial|study)s? (?:was|were|has|have|is|received|entered|achieved))"
    r"|in connection therewith)\b",
    re.IGNORECASE,
)
#: "Under the agreement of May 2, 2000, this event triggers": what comes before is no part of the event.
_UNDER = re.compile(
    r"^(?:under|pursuant to|in accordance with|according to) [^;]{5,200}?, "
    r"(?=(?:this|these|such|the|that|it|achievement|attainment|completion|dosing|approval|filing|acceptance|initiation"
    r"|start)\b)",
    re.IGNORECASE,
)
#: "reached a milestone under the agreement when *criteria were met*".
_MILESTONE_WHEN = re.compile(
    r"\bmilestones?\b[^;]{0,80}?\b(?:when|upon|after|following|because|once) (?P<event>[^;]{8,250})$",
    re.IGNORECASE,
)
_NO_TRIGGER = re.compile(
    r"(?:the )?(?:year|fiscal|end of|close of|receipt of (?:an?|the|such|\w+'s) (?:written )?(?:invoice"
    r"|notice)|quarter|agreement|license|(?:\w+ ){0,2}milestones? (?:payable|payments?|due|owed))\b",
    re.IGNORECASE,
)
_TOLD_LATER = re.compile(
    r"^(?:hence|thus|therefore|accordingly)?,? ?(?:the|this|such) (?:\w+ ){0,3}?(?:milestone|payment)(?: payment)? "
    r"(?:event )?(?:(?:was|is|has been|will be|became|becomes) )?(?:triggered|earned|achieved|based|related"
    r"|associated|due"
    r"|payable|for|received|paid|relates|pertains|concerns|refers|follows|followed"
    r"|rewards|came|comes|tied|linked"
    r"|made|the result|a result)"
    r"(?: (?:under|pursuant to) [^;.]{3,120}?(?= (?:when|upon|after|following|because|once)\b))?"
    r"(?: (?:to|for|by|upon|on|with|following|as a result|of|after|in connection|when|because|once))* (?=\w)",
    re.IGNORECASE,
)
#: "*The dosing of the first patient* triggered the payment."
_BROUGHT_IT = re.compile(
    r"(?!It\b|This\b)([A-Z][^;.]{8,220}?) (?:has |have |had |also )?(?:triggered|triggers|earned|prompted|brought about"
    r"|resulted in|led to) (?:the|this|that) (?:[\w-]+ ){0,3}?(?:milestone|payment|fee)(?: payment)?\b"
)
#: A release tells that a milestone has been reached, then what will be paid for it.
_REACHED = re.compile(
    r"\bmilestone\b[^;]{0,260}\b(?:has|had|have|was)(?: now)? (?:been )?(?:achieved|met|reached|triggered|satisfied)\b"
    r"|\b(?:has|have|had) (?:\w+ly )?(?:achieved|met|reached|earned|completed|accomplished)"
    r" (?:a|the|its|an|another|this) (?:[\w-]+ ){0,4}milestone\b"
)
_WILL_GET = re.compile(
    r"\b(?:will|(?:[Ss]aid|says) (?:\w+ )?that (?:it|they) would|is (?:scheduled|set|due|about) to|is to) (?:now )?"
    r"(?:receive|pay|make|earn|be paid|invoice|bill|collect)\b[^;]{0,60}$"
)
#: In the news of a release: what will be paid "for meeting" or "as a result of" an event has been earned by it.
_FOR_IT = re.compile(
    r"[^;.]{0,60}?\b(?:for (?:the )?(?:successful(?:ly)? )?(?:meeting|reaching|completing|completion|achieving"
    r"|achievement|submission|initiation|dosing)|as a result of|triggered by|because"
    r"|(?:after|following) (?:achieving|reaching|meeting|completing|progress)"
    r"|(?:after|now that) [^;.,]{3,60}? (?:reached|exceeded|surpassed|passed|topped|achieved|met))\b"
)
#: "Announced the first dosing, *for which* Acme will make a payment of".
_DONE_FOR = re.compile(r"\b(?:announced|reported|said)\b[^;]{10,300}, for which [^;,]{3,80}$")
_PAID_ALREADY = re.compile(
    r"\b(?:has|have|had) (?:\w+ )?(?:been )?(?:paid|received|made|achieved|earned)\b"
    r"|\b(?:was|were) (?:paid|received|made)\b"
    r"|\backnowledges? (?:the )?receipt"
)
_OPEN = re.compile(
    r"\b(?:may(?! ?[\d,.])|could|(?<!that it )(?<!that they )would|can|if|each|eligible|entitled|potential|up to"
    r"|future)\b",
    re.IGNORECASE,
)


#: The amounts that share a list of events: "$5 million, $10 million and $20 million upon".
_LAST_AMOUNT = re.compile(r"^[^$€£¥]*(?:[$€£¥](?:[\d.,]*\d)(?: [mb]illion)?(?:,| and|, and| or)? ?){1,6}")


def is_earned(clause: Clause, earlier: list[str], *, news: bool) -> bool:
    """Tell whether a payment that "will be received" has been earned already.

    Args:
        clause: The amount and its words.
        earlier: The sentences right before, which may tell that a milestone was reached.
        news: Whether the sentence is among the first of a release.
    """
    if not _WILL_GET.search(clause.before):
        return False
    if any(_REACHED.search(text) for text in (*earlier, clause.before)):
        return True
    told = _FOR_IT.match(clause.right) or _DONE_FOR.search(clause.before)
    return news and told is not None and not _OPEN.search(clause.before[-120:])


def is_paid_already(clause: Clause) -> bool:
    """Tell whether a contract says that a payment was made before; most of what it tells of is still to come."""
    return _PAID_ALREADY.search(clause.before[-200:] + " " + clause.right[:80]) is not None


def trigger_of(clause: Clause, previous: str, ordinal: int = 0, several: int = 1) -> str | None:
    """Give the words of the event that the payment is for, as tight as can be.

    Args:
        clause: The amount and its words.
        previous: The sentence before, for "As a result, we earned ...".
        ordinal: Which amount of the sentence it is, for "upon IND filing and approval, respectively".
        several: How many amounts the sentence has.
    """
    if several > 1 and "respectively" in clause.after:
        listed = clause.right if ordinal == several - 1 else _LAST_AMOUNT.sub("", clause.after, count=1)
        start = TRIGGER_START.search(listed[:170])
        told = listed[start.end() :].split(", respectively")[0] if start else ""
        parts = [p for p in re.split(r",? and |, ", told) if p]
        at = ordinal - (several - len(parts))  # the amounts before the list are owed for something else
        if len(parts) > 1 and at >= 0 and all(EVENTLIKE.search(p) for p in parts):
            return trim_trigger(_with_head(parts, at))
    return _event_words(clause, previous)


#: "The *start of* Phase II and Phase III": what the items of a list share.
_HEAD = re.compile(r"(?P<head>.*?\b(?:of|in|for)) (?:a |the )?(?P<word>[A-Z][\w-]*)\b.*")


def _with_head(parts: list[str], at: int) -> str:
    """Give an item of a list with the words before the first that it shares."""
    first = _HEAD.fullmatch(parts[0])
    shares = first and at and parts[at].removeprefix("a ").removeprefix("the ").startswith(first["word"])
    return f"{first['head']} {parts[at]}" if first and shares else parts[at]


def _event_words(clause: Clause, previous: str) -> str | None:
    right, head = clause.right, _UNDER.sub("", clause.before[-700:])
    cause = _CAUSE.search(head)
    own = cause is not None and _AMOUNT.search(cause[0]) and TRIGGER_START.match(right.lstrip())
    if cause and len(head) - cause.start() < 150 and not own:
        told = _DATED_PLACE.sub("", _last_clause(head[: cause.start()]))
        inner = _MILESTONE_WHEN.search(told) or _MILESTONE_WITH.search(told)
        words = trim_trigger(inner["event"] if inner else _WITH_IT.sub(r"\1", told))
        if _SAID_BEFORE.fullmatch(words) and (news := news_of(previous)):
            return news
        if _THIS_MILESTONE.fullmatch(words) and not A_SIGNING.search(previous):
            event = news_of(previous) or trim_trigger(previous)
            if event and EVENTLIKE.search(event):
                return event
        paid = (
            words.find("$") >= 0 or words.find("\u20ac") >= 0
        )  # "we received $5 million and earned another"
        if words and not paid and not _VAGUE.match(words) and len(words) > 8 and EVENTLIKE.search(words):
            return words
    for start in TRIGGER_START.finditer(right[:170]):
        words = trim_trigger(right[start.end() :])
        if words and not _VAGUE.match(words) and EVENTLIKE.search(words) and not _NO_TRIGGER.match(words):
            return words
    first = _DATED_PLACE.sub("", clause.before)
    opening = _OPENING.match(first)
    said = _SAID_WITH.search(clause.before)
    told = (
        first[opening.end() :].split(", ")[0] if opening else said["event"] if said else opened_by(clause)[1]
    )
    if told:
        words = trim_trigger(told)
        if words and EVENTLIKE.search(words):
            return words
    achieved = _ACHIEVED_OF.search(clause.after[:250]) or _ACHIEVED_OF.search(clause.before[-250:])
    if achieved:
        words = trim_trigger(achieved[1])
        if words and not _VAGUE.match(words):
            return words
    if _VAGUE.match(head.strip()) and previous:
        return news_of(previous) or trim_trigger(previous) or None
    if previous and (before := _TRIGGERED_BEFORE.search(previous)):
        return trim_trigger(_last_clause(previous[: before.start()])) or None
    noun = re.search(
        r"\b((?:(?:specified|certain|final|first|second|third|initial|next|pre-?clinical|clinical"
        r"|regulatory|sales|commercial|commercialization|development|developmental|manufacturing"
        r"|approval|research|additional|net)[ -](?:and |based )?){1,4}milestone)",
        clause.noun or (clause.left[-60:] + right[:60]),
        re.I,
    )
    return owed_now(clause, previous) or (noun[1] if noun else None)


def told_before(clause: Clause, earlier: list[str]) -> str:
    """Give the sentence that tells the event of "this milestone": the last one that speaks of it, else the one before.

    Args:
        clause: The amount and its words.
        earlier: The sentences right before, in order.
    """
    if clause.before.startswith(("This milestone", "The milestone")) and len(earlier) > 1:
        return next((text for text in reversed(earlier) if "milestone" in text), earlier[-1])
    return earlier[-1] if earlier else ""


def told_later(text: str) -> str | None:
    """Give the event that a sentence tells of the milestone told before it.

    >>> told_later("The milestone was triggered by the initiation of a Phase 1 trial.")
    'initiation of a Phase 1 trial'
    """
    match = _TOLD_LATER.match(text)
    if match is None:
        brought = _BROUGHT_IT.match(text)
        return trim_trigger(brought[1]) if brought else None
    words = trim_trigger(text[match.end() :])
    return words if words and EVENTLIKE.search(words) and not _VAGUE.match(words) else None


#: "Development milestone", "milestone event of its agreement had been achieved".
_GENERIC = re.compile(
    r"(?:[\w-]+ ){0,4}milestones?(?: events?| payments?)?"
    r"(?:(?: (?:specified|set out|defined|named))? (?:in|of|under) [^;]{3,160}? (?:has|had|was|have) (?:been )?"
    r"(?:achieved|reached|met))?"
)


def is_generic(trigger: str | None) -> bool:
    """Tell whether a trigger is missing or names no event ("development milestone")."""
    return not trigger or bool(_GENERIC.fullmatch(trigger))


def _last_clause(text: str) -> str:
    text = re.sub(r"^.*\b(?:announced|reported|disclosed)(?: today)? (?:that |(?=the ))", "", text)
    for mark in (". ", "; ", ", and in ", "dditionally, "):
        at = text.rfind(mark)
        if at >= 0:
            text = text[at + len(mark) :]
    return text


def kind_of_milestone(trigger: str | None, clause: Clause) -> str:
    """Tell the kind of the milestone from its event, else from the words at its amount."""
    if trigger:
        kind = milestone_kind(trigger)
        if kind != "other":
            return kind
        if EVENTLIKE.search(trigger) and "milestone" not in trigger:
            return "other"
    near = clause.noun or clause.left[-50:] + clause.right[:80]
    cue = next((m for m in CUE.finditer(near) if m.lastgroup == "milestone"), None)
    return milestone_kind(near[max(0, cue.start() - 45) : cue.end()]) if cue else "other"


def drugs_of(reading: Reading, deal: Deal | None, page: int, start: int, end: int) -> list[int]:
    """Give the drugs that a milestone is about: those named near it, else the deal's only one."""
    named = list(dict.fromkeys(m.entity for m in reading.drugs_in(page, start, end)))
    if deal is not None and deal.drugs:
        ours = [d for d in named if d in deal.drugs]
        if ours:
            return ours
    if named:
        return named
    return list(deal.drugs) if deal is not None and len(deal.drugs) == 1 else []


def sales_threshold(trigger: str | None, amounts: list[tuple[str, Decimal | None]]) -> Decimal | None:
    """Give the sales that trigger a commercial milestone, where its words state an amount."""
    if not trigger or "sales" not in trigger.lower():
        return None
    return next((a for words, a in amounts if a is not None and words in trigger), None)
