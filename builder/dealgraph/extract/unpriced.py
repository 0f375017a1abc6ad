"""Terms and milestones that exist without an amount: royalties with their rates, shared profits, undisclosed payments."""

from __future__ import annotations

import re

from dealgraph.extract.reading import TermDraft
from dealgraph.extract.terms import Clause
from dealgraph.facts import Span

_RATE = (
    r"(?:(?:the |a |an )?(?:low|mid|high|upper|middle|mid-to-high|low-to-mid|low to mid|mid to high|double|single|significant)[- ]?(?:to[- ])?(?:(?:low|mid|high|upper|single|double)[- ]{0,2})?"
    r"(?:digits?|teens?|twent(?:y|ies)|thirt(?:y|ies)|'?[1-4]0'?s|single[- ]digits?|double[- ]?digits?)(?: (?:percent\w*|royalt\w+))?|\d{1,2}(?:\.\d{1,3})?(?: ?%| percent)|[\[(]?\*{3}[\])]?(?: ?%| percent))"
)
_RATES = re.compile(
    rf"(?:between |from |ranging (?:from |in |between )?|up to |in the )?(?:the )?{_RATE}(?:(?: to| and|-| and up to| up to|,? ending (?:at|below)) (?:the )?{_RATE})?", re.IGNORECASE
)
_ROYALTY = re.compile(r"\broyalt(?:y|ies)\b", re.IGNORECASE)
_GRANT_OF_ROYALTY = re.compile(
    r"\b(?:pay|paid|owe|receive|eligible|entitled|obligated|obligation|required|plus|as well as|and|tiered|include|includes|including|subject to|earn|with|in addition to|rates?)\b", re.IGNORECASE
)
_NO_ROYALTY = re.compile(
    r"\b(?:royalty-(?:free|bearing)|royalty (?:term|obligations?|period|reduction|report|revenues?|expense|monetization|purchase|interest|financing|stack)|product royalty revenues?|no royalt|royalty payment obligations?"
    r"|not (?:paid|received|incurred|recorded)|royalties (?:are|shall be|will be) (?:payable|due|paid) (?:by \w+ )?on a (?:product|country|licensed)|obligation to pay (?:such |any )?royalt|royalty rates? (?:are|is|may be|will be) (?:subject|reduced|adjust)"
    r"|totaled|royalty-sharing|recorded|recognized|accrued|such royalt|no sales|waive|last-to-expire royalty|all (?:remaining )?royalt|royalties (?:owed|received|earned) (?:from|by|during|in) )",
    re.IGNORECASE,
)
_SHARED = (
    ("profit", re.compile(r"\b(?:shar(?:e[sd]?|ing) (?:\w+ ){0,4}(?:operating |net |pre-tax )*(?:profits?|losses)|profit[- ](?:and[- ]loss[- ])?shar\w+|(?:profits?|losses)(?: and losses| or losses)? (?:\w+ ){0,5}(?:shared|split)|split(?:s|ting)? (?:\w+ ){0,3}profits|profits? split|share of (?:the )?(?:net |operating )?profits?|gross margins?)\b", re.I)),
    ("cost", re.compile(r"\b(?:co-?fund(?:ing)? \d+%|cost[- ]shar\w+|shar(?:e[sd]?|ing) (?:\w+ ){0,5}(?:development|commercialization|research)? ?costs|costs? (?:\w+ ){0,6}shared|responsible for (?:funding )?\d+% of|reimburse \w+ for \d+%)\b", re.I)),
    ("sublicense", re.compile(r"\b(?:(?:portion|percentage|percent|%|share)s? of (?:\w+ ){0,6}sublicens\w+ (?:\w+ ){0,2}(?:income|revenues?|consideration|fees|payments?|amounts?|proceeds|royalt\w+)?|sublicens(?:e|ing) (?:fees?|payments?|income|revenue|royalt\w+) |(?:portion|percentage|%) of (?:any )?(?:upfront|non-royalty|consideration|amounts|payments?|royalties) (?:\w+ ){0,8}sublicens\w+)", re.I)),
)  # fmt: skip
_MILESTONES = re.compile(r"\bmilestone (?:based )?payments|payments? (?:up)?on (?:the )?achievement of|\b(?:pay|receive|earn|eligible for) [^.;]{0,60}milestones\b", re.IGNORECASE)
_ANNUAL = re.compile(r"\b(?:annual|yearly)[^.;]{0,30}(?:maintenance )?fees?\b|\bmaintenance fees?\b|minimum annual royalt\w+", re.IGNORECASE)
_UPFRONT = re.compile(r"\bundisclosed (?:up-?front|initial)|up-?front (?:cash )?(?:payment|fee)", re.IGNORECASE)
_PROMISE = re.compile(
    r"\b(?:pays?|paid|owes?|receive[sd]?|eligible|entitled|obligat\w+|required|requires|agreed|will|shall|include[sd]?|including|provid\w+|consideration|subject to|potential)\b", re.IGNORECASE
)
_MS_EVENT = re.compile(
    r"\b(?:(?:received?|receives|earn(?:ed|s)?|paid|triggers?|triggered|triggering|receipt of|made|recogni[sz]ed|achieved|achieves|entitles? \w+ to|expects? to receive) (?:an?|the|its|our|another|the first|the second|its first|its second) "
    r"(?:(?!and\b)[\w-]+ ){0,5}milestone(?: payment)?\b(?! (?:revenue|events|payments)))|\bmilestone (?:occurring|achieved) in\b",
    re.IGNORECASE,
)


def unpriced_milestone(text: str) -> bool:
    """Tell whether a sentence without an amount tells of one milestone payment.

    >>> unpriced_milestone("The dosing of the first patient triggers an undisclosed milestone payment to Acme.")
    True
    >>> unpriced_milestone("We are eligible for milestone payments.")
    False
    """
    return bool(_MS_EVENT.search(text)) and "payment" in text


def unpriced_terms(text: str, cut: list[Clause], span: Span) -> list[TermDraft]:
    """Give the terms of a sentence that carry no amount."""
    out: list[TermDraft] = []
    low = text.lower()
    if "royalt" in low and not _NO_ROYALTY.search(text) and _GRANT_OF_ROYALTY.search(text):
        out += _royalties(text, span)
    for name, pattern in _SHARED:
        match = pattern.search(text) if name[:6] in low else None
        if match and _PROMISE.search(text) and not re.search(r"\brecogni[sz]ed|recorded|incurred\b", text):
            out.append(TermDraft("other", None, None, None, name, span, 0.6))
    if not _PROMISE.search(text):
        return out
    priced = {c.money.start for c in cut}
    if not priced and _MILESTONES.search(text) and not re.search(r"\b(?:recogni[sz]ed?|recorded)\b", text):
        out.append(TermDraft("milestones total", None, None, None, None, span, 0.6))
    if _ANNUAL.search(text) and not re.search(r"\brecorded|incurred|recogni[sz]ed\b", text):
        out.append(TermDraft("annual fee", None, None, None, None, span, 0.7))
    if not priced and _UPFRONT.search(text) and "undisclosed" in low:
        out.append(TermDraft("upfront", None, None, None, None, span, 0.7))
    return out


def _royalties(text: str, span: Span) -> list[TermDraft]:
    out = []
    rates = []
    for match in _RATES.finditer(text):
        near = text[max(0, match.start() - 140) : match.end() + 60]
        if _ROYALTY.search(near) and not re.search(r"\b(?:increase|reduc|owned|ownership|interest rate|cost)", near[-70:]):
            rates.append(" ".join(match[0].split()))
    for rate in dict.fromkeys(rates):
        out.append(TermDraft("royalty", None, None, None, rate, span, 0.8))
    if not out:
        out.append(TermDraft("royalty", None, None, None, None, span, 0.75))
    return out
