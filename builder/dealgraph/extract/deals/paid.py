"""Events read from the news of a milestone: who is paid, and whose step is paid for, have a deal that none names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dealgraph.extract.deals.awards import is_agency
from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.reality import conditional, supposed
from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered

_SUM = r"(?:US ?|EUR ?|GBP ?|CHF ?|DKK ?|SEK ?)?(?:[$€£] ?\d|(?<=EUR )\d|(?<=GBP )\d|(?<=CHF )\d)"
_PAYMENT = rf"(?:milestones?\b|payments?\b|{_SUM})"
_NEAR = r"(?:[^.;:]|\.\d|(?<=\bInc)\.|(?<=\bCorp)\.|(?<=\bLtd)\.|(?<=\bCo)\.){0,70}?"
_BEHIND_NAME = r"(?: & Co)?\.?(?: \([^()]{1,80}\)){0,2}(?:, of (?:[A-Z][\w.]*,? ){0,4}[A-Z][\w.]*,)?,?"
#: A milestone by name, or money for what a drug has come to.
_TELLS = Prefiltered(
    r"\bmilestone|\b(?:paid|pays|pay|owes|receives?|received|earns|earned|entitl\w+|got|gets?|payment)\b",
    re.IGNORECASE,
)
#: What drugs come to.
_EVENT = Prefiltered(
    r"\b(?:[Pp]hase (?:[123]|I{1,3})\b|trial|patient|subject|dos(?:ed|ing)\b|IND\b|NDA\b|BLA\b|MAA\b|candidate|approv"
    r"|clearance|submission|acceptance|filing|preclinical|clinic\b|enter(?:s|ed)\b"
    r"|to (?:develop|discover|design|create|co-develop)\b|(?:net |certain |material |agreed |annual )sales\b"
    r"|sales (?:of|target|goal|level|threshold|reach|exceed|top|pass))"
)
_NOT_FOR_IT = re.compile(
    r"\b(?:shares|stock|financing|offering|grant|loan|notes|dividend|acqui\w+|merger|invest\w+|award|settle\w*)\b",
    re.IGNORECASE,
)
_GETS = re.compile(
    rf"{_BEHIND_NAME} (?:(?:has|have|will|is|now|also|today|it|that|expects to|announce[sd]?|said) ){{0,6}}"
    r"(?:receive[sd]?|earn(?:s|ed)?|achieve[sd]?|book(?:s|ed)?|collect(?:s|ed)?|gets?|got|be paid"
    rf"|entitled to(?: receive)?|owed) {_NEAR}{_PAYMENT}"
)
_GIVEN = re.compile(
    r"\b(?:entitl(?:es|ed|ing)|earn(?:s|ed|ing)|brings?|brought|pa(?:id|ys)|owes?) (?:its [a-z]+ )?$"
)
_GIVEN_WHAT = re.compile(rf"{_BEHIND_NAME}(?: to(?: receive)?)? (?:an?|its|the|another)?{_NEAR}{_PAYMENT}")
_GOES_TO = re.compile(
    rf"\b(?:milestones?|payments?)\b{_NEAR} (?:to|for) (?:its (?:[a-z]+ )?)?$|{_SUM}[^;]{{0,24}} to $"
)
_PAYS = re.compile(
    rf"{_BEHIND_NAME} (?:(?:has|have|will|also|now|must) ){{0,3}}(?:pay|pays|paid|owes?|made|makes?) {_NEAR}{_PAYMENT}"
)
_COMES_FROM = re.compile(
    r"\b(?:milestones?|payments?|million)\b(?:[^.;:]|\.\d){0,70}? (?:from|by) (?:its (?:[a-z]+ ){0,2}|the )?$"
    rf"|\b(?:earned|receive[ds]?|got|gets|be paid) (?:an? )?(?:[a-z]+ )?{_SUM}(?:[^.;:]|\.\d){{0,24}} "
    r"(?:from|by) (?:its (?:[a-z]+ ){0,2}|the )?$"
    r"|\b(?:receive[ds]?|earn(?:s|ed)|got|gets?) from (?:its (?:[a-z]+ ){0,2}|the )?$"
    r"|\b(?:achieved|reached|earned|received|met) (?:an?|the|its) (?:[\w$€.-]+ ){0,4}milestones?(?: payment)?"
    r"(?: of [^.;]{1,30}?)? (?:with|under its (?:[\w-]+ ){0,4}with) (?:its (?:[a-z]+ ){0,2})?$"
)
_STEP = (
    r"(?:select|dos|initiat|start|beg[au]n|advanc|launch|fil(?:ed|ing)|submi|notif|inform|nominat|accept|treat|enroll"
    r"|commenc|complet|open|mov|progress|designat|deliver|introduc|inject|infus|administ|approv|decision|achiev"
    r"|exercis)\w*"
)
_DOES = re.compile(rf"{_BEHIND_NAME} (?:(?:has|have|had|recently|now|also|successfully) ){{0,3}}{_STEP}\b")
_ITS_STEP = re.compile(rf"['’]s? (?:(?!partner|licensee|collaborator)[a-z-]+ ){{0,3}}?{_STEP}\b")
_DONE_BY = re.compile(rf"\b{_STEP}\b[^.;]{{0,80}}? by (?:its (?:[a-z]+ ){{0,2}}|the )?$")
#: Whose a drug is: "Acme's Zolvera", "a vaccine from Acme", "a trial conducted by Acme".
_ITS_DRUG = re.compile(r"['’]s? (?:[\w-]+ ){0,3}?[A-Z]")
_SOLD_BY = re.compile(
    r"\b(?:(?:sold|marketed|developed|conducted|made|commerciali[sz]ed|launched|run) by|licensed to"
    r"|(?:therapy|vaccine|drug|medicine|antibody|treatment|product|inhibitor)(?: for [\w -]{3,40})? from) $"
)
_TRIGGERED = re.compile(
    rf"\b(?:brings?|brought|trigger(?:s|ed|ing)|result(?:s|ed|ing) in|earning|worth"
    rf"|for which it (?:receives|earns))\b{_NEAR}\bmilestones?\b"
)
_ANNOUNCES = re.compile(rf"{_BEHIND_NAME} (?:\w+ )?(?:announce[sd]?|reported|said|says|confirmed)\b")


@dataclass(slots=True)
class _Flow:
    """Who is paid, who pays and whose step is paid for in a sentence, as far as it tells."""

    payee: Mention | None = None
    payer: Mention | None = None
    doer: Mention | None = None
    owner: Mention | None = None
    teller: Mention | None = None


def paid_events(place: Place) -> Iterator[Event]:
    """Read "the dosing of a patient by Acme entitles us to a payment" of a release: Acme and we have a deal."""
    text = place.sentence.text
    if not place.page.document.type.startswith(("EX-99", "8-K")) or not _TELLS.search(text):
        return
    named = "ilestone" in text
    if not named and (not _EVENT.search(text) or _NOT_FOR_IT.search(text)):
        return
    if supposed(text[:40]) or conditional(text[:60]):
        return
    flow = _flow(place)
    if flow.payee is None and flow.payer is None and not (named and _TRIGGERED.search(text)):
        return
    payee, payer = flow.payee, flow.payer or flow.doer or flow.owner
    if payer is None and payee is not None and flow.teller is not None:
        payer = flow.teller  # "Acme said Beta receives a milestone"
    if payee is None or payer is None:
        before = _flow_before(place)
        if payer is None:
            payer = before.payer or before.doer or (before.owner if named else None)
        if payee is None:
            payee = before.payee or (flow.teller or before.teller if named else None)
    who = payee.entity if payee is not None else place.we
    if payer is None or who is None or payer.entity == who:
        return
    at = payer.end if payer.start >= place.sentence.start else place.sentence.end
    yield place.event("weak", at, ["collaboration"], [(who, "partner"), (payer.entity, "partner")])


def _flow(place: Place) -> _Flow:
    """Read who pays whom in a sentence."""
    flow, flat, end = _Flow(), place.flat, place.sentence.end
    for mention in place.companies(place.sentence.start, end):
        before = place.before(mention.start, 150)
        if mention.generic and mention.entity != place.we:
            continue
        if flow.payee is None and (
            _GETS.match(flat, mention.end, end)
            or (_GIVEN.search(before) and _GIVEN_WHAT.match(flat, mention.end, end))
            or _GOES_TO.search(before)
        ):
            flow.payee = mention
        elif mention.generic or is_agency(place, mention):
            continue
        elif flow.payer is None and (_PAYS.match(flat, mention.end, end) or _COMES_FROM.search(before)):
            flow.payer = mention
        elif flow.doer is None and (
            _DOES.match(flat, mention.end, end)
            or _ITS_STEP.match(flat, mention.end, end)
            or _DONE_BY.search(before)
        ):
            flow.doer = mention
        elif flow.owner is None and (_ITS_DRUG.match(flat, mention.end, end) or _SOLD_BY.search(before)):
            flow.owner = mention
        elif flow.teller is None and _ANNOUNCES.match(flat, mention.end, end):
            flow.teller = mention
    if flow.payee is not None:  # who is paid may be told to do something too
        for name in ("payer", "doer", "owner", "teller"):
            other = getattr(flow, name)
            if other is not None and other.entity == flow.payee.entity:
                setattr(flow, name, None)
    return flow


def _flow_before(place: Place) -> _Flow:
    """Read the sentence before in the same way."""
    index = place.sentence.index
    if index == 0:
        return _Flow()
    return _flow(Place.of(place.reading, place.index, place.page.sentences[index - 1]))
