"""Royalties: their rates, and where a sentence tells of them with or without that word."""

from __future__ import annotations

import re

from dealgraph.extract.payments.shared import BOOKED
from dealgraph.extract.prefilter import Prefiltered, holds_any

_RATE = (
    r"(?:(?:the |a |an )?sub-?teens?(?: double-digits?)?"
    r"|(?:the |a |an )?(?:(?:either )?(?:low|mid|high)-? or )?(?:low|mid|high|upper|middle|mid-to-high"
    r"|low-to-mid|low to mid|mid to high"
    r"|double|single|significant)-? ?(?:to[- ])?(?:(?:low|mid|high|upper|single|double)[- ]{0,2})?"
    r"(?:digits?|teens?|twent(?:y|ies)|thirt(?:y|ies)|'?[1-4]0'?s|single[- ]digits?"
    r"|double[- ]?digits?)(?: (?:percent\w*|royalt\w+))?|(?:less than )?(?:one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty(?:-(?:one|two|three|four|five|six|seven|eight))?|thirty|forty|fifty)"
    r" ?per ?cent|(?:\d{1,2}(?:\.\d{1,3})?(?: to | and |-))?"
    r"\d{1,2}(?:\.\d{1,3})?(?: ?%| per ?cent)"
    r"|[\[(]?\*{3}[\])]?(?: ?%| per ?cent))"
)
_RATES = re.compile(
    rf"(?<!\w)(?:between |from |ranging (?:from |in |between )?|up to |in the )?(?:the )?{_RATE}(?:(?: rates?)?(?: to"
    rf"| and|-| and up to| to up to| up to(?: and including)?| through|,? ending (?:at|below)) (?:the |an? )?{_RATE})?",
    re.IGNORECASE,
)
#: Of these each rate holds one, in small letters.
_OF_RATES = ("%", "cent", "digit", "teen", "twent", "thirt", "0s", "0's")
_ROYALTY = Prefiltered(r"\broyalt(?:y|ies)\b(?! Pharma\b| Trust\b)", re.IGNORECASE)
_QUALIFIED = Prefiltered(
    r"royalty ?- ?(?:bearing|free)|royalty free|(?:annual )?minimum (?:annual )?royalt\w+|Royalty Pharma"
    r"|,? during the Royalty Term(?: \(as defined [^)]{1,30}\))?,?",
    re.IGNORECASE,
)
_GRANT_OF_ROYALTY = Prefiltered(
    r"\b(?:pays?|paid|owes?|make|receives?|eligible|entitled|obligated|obligation|required|plus|as well as|and"
    r"|tiered|include|includes|including|subject to|earn|bears?|with|in addition to|rates?)\b",
    re.IGNORECASE,
)
#: A royalty by another name: "pays 3% of net sales", "tiered percentages of net sales from the high single digits".
_OF_SALES = Prefiltered(
    r"\b(?:(?:pays?|paid|paying|owes?|receives?|entitled to|eligible (?:for|to receive)|earns?|gets?"
    r"|keeps?|retains?)\b(?:[^.;]|\.\d){0,90}?|(?:plus|and)\b(?:[^.;]|\.\d){0,30}?)"
    r"(?P<rate>\d+(?:\.\d+)?(?: per ?cent)|\d+(?:\.\d+)?%(?:(?: to|-| and) \d+(?:\.\d+)?%)?"
    r"|(?:(?:low|mid|high|upper)[- ](?:to[- ](?:mid|high)[- ])?)?(?:single|double)[- ]digit"
    r"|(?:tiered|escalating|undisclosed|fixed|certain|agreed|a|graduated|progressive))"
    r"(?: (?:percent|per cent))?(?: (?:percentages?|shares?|portion|cut|slice))? of "
    r"(?:(?:its|our|the|all|any|annual|worldwide|global|U\.S\.|European|Japanese|[A-Z][\w-]*['\u2019]s?"
    r"|product|future|Company's) ){0,3}net (?:sales|revenues?)\b"
)
_NO_ROYALTY = Prefiltered(
    r"\b(?:royalty (?:term|obligations?|period|reduction|report|revenues?|expense|monetization|purchase"
    r"|interest|financing|stack)|product royalty revenues?|no royalt|royalty payment obligations?"
    r"|not (?:paid|received|incurred|recorded)|royalties (?:are|shall be|will be) (?:payable|due"
    r"|paid) (?:by \w+ )?on a (?:product|country|licensed)|obligation to pay (?:such |any )?royalt"
    r"|royalty rates? (?:are|is|may be|will be) (?:subject|reduced|adjust)"
    r"|royalty rates?[^;]{0,50}\b(?:increased?|decreased?|reduced)|any proceeds|totaled|royalty-sharing"
    r"|recorded|recognized|accrued|such royalt|no sales|waive|last-to-expire royalty"
    r"|all (?:remaining )?royalt|royalties (?:owed|received|earned) (?:from|by|during|in) )",
    re.IGNORECASE,
)
#: An item of a list of what is owed: "B. A running royalty of 4% of Net Sales".
ROYALTY_ITEM = re.compile(
    r"\W*(?:\w{1,3}[.)]\s*)?(?:[Aa]n?|[Tt]he) (?:[\w-]+,? ){0,4}royalty\b[^.;]{0,40}\bof\b[^;]{0,60}\b[Nn]et (?:S|s)"
    r"|(?:\(?[\w.]{1,5}\)? ){0,2}(?:(?:Running|Earned) )?(?:Royalt(?:y|ies)(?: [Rr]ates?)?"
    r"|Sublicens\w+ (?:[Ii]ncome|[Ff]ees?|[Rr]evenues?|[Cc]onsideration)): "
    r"|(?:\(?[\w.]{1,5}\)? ){0,2}[Aa] (?:percentage|portion|share) of (?:all |any )?[Ss]ublicens"
)


#: "Reduced by 50%", "a *50% reduction* in royalties": no rate of a royalty.
_CHANGED = re.compile(r"\b(?:increase|reduc|owned|ownership|interest rate|decrease)")
_A_CHANGE = re.compile(r" (?:reduction|discount|decrease|increase|credit|offset|step-?down|deduction)\b")


def without_names(text: str) -> str:
    """Give a sentence without the royalties that are no payment: a royalty-bearing licence, a company of that name."""
    return _QUALIFIED.sub("", text)


def royalties(text: str, contract: bool) -> list[str | None]:
    """Give the rates of the royalties that a sentence promises, None for one without; nothing where it tells of none.

    >>> royalties("Acme will pay royalties of 5% to 8% on net sales.", False)
    ['5% to 8%']
    >>> royalties("Acme will pay tiered royalties.", False)
    [None]
    """
    low = text.lower()
    if "royalt" in low:
        told = not _NO_ROYALTY.search(text) and (
            _GRANT_OF_ROYALTY.search(text) or (contract and ROYALTY_ITEM.match(text))
        )
        return _rates_of(text) if told else []
    if contract or "net " not in low or BOOKED.search(text):
        return []
    found = _OF_SALES.search(text)
    if found is None:
        return []
    if holds_any(found["rate"], ("digit", "%", "cent")):
        return [found["rate"]]
    rate = _RATES.search(text, found.end(), found.end() + 90) if _may_rate(text[found.end() :]) else None
    plain = rate is not None and text[found.end() : rate.start()].strip(" ,") in ("", "ranging", "that range")
    return [" ".join(rate[0].split()) if rate and plain else None]


def plain_rate(rate: str) -> str:
    """A rate without the words around it, so that the same rate told twice is one term."""
    return (
        re.sub(
            r"\b(?:the|an?|in|from|between|ranging|tiered|range|of)\b|\s",
            "",
            rate.lower()
            .replace("percentages", "%")
            .replace("percentage", "%")
            .replace("percent", "%")
            .replace("per cent", "%")
            .replace("digits", "digit")
            .replace(" to ", "-"),
        ).rstrip("%")
        if rate
        else ""
    )


def _may_rate(passage: str) -> bool:
    """Tell whether a passage may hold a rate, which ends in a sign of percent or speaks of digits, teens or tens."""
    return holds_any(passage.lower(), _OF_RATES)


def _rates_of(text: str) -> list[str | None]:
    """The rates of a sentence's royalties, one for each time that it speaks of royalties with a rate."""
    words = list(_ROYALTY.finditer(text))
    rates: list[str | None] = []
    used = 0
    for i, word in enumerate(words):
        low = words[i - 1].end() if i else 0
        high = words[i + 1].start() if i + 1 < len(words) else len(text)
        behind, near = min(high, word.end() + 170), max(low, used, word.start() - 45)
        after = _RATES.search(text, word.end(), behind) if _may_rate(text[word.end() : behind]) else None
        before = (
            list(_RATES.finditer(text, near, word.start())) if _may_rate(text[near : word.start()]) else []
        )
        close = before[-1] if before and word.start() - before[-1].end() < 12 else None
        rate = close or after or (before[-1] if before else None)
        if rate is None or _A_CHANGE.match(text, rate.end()):
            continue
        if _CHANGED.search(text, max(0, rate.start() - 70), rate.start()):
            continue
        used = rate.end()
        rates.append(" ".join(rate[0].split()))
    return list(dict.fromkeys(rates)) or [None]
