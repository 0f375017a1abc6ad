"""Terms and milestones that exist without an amount: royalties, shared profits, undisclosed payments."""

from __future__ import annotations

import re

from dealgraph.extract.payments.listed import listed_kinds
from dealgraph.extract.prefilter import Prefiltered, holds_any
from dealgraph.extract.reading import TermDraft
from dealgraph.facts import Span

_RATE = (
    r"(?:(?:the |a |an )?(?:low|mid|high|upper|middle|mid-to-high|low-to-mid|low to mid|mid to high"
    r"|double|single|significant)[- ]?(?:to[- ])?(?:(?:low|mid|high|upper|single|double)[- ]{0,2})?"
    r"(?:digits?|teens?|twent(?:y|ies)|thirt(?:y|ies)|'?[1-4]0'?s|single[- ]digits?"
    r"|double[- ]?digits?)(?: (?:percent\w*|royalt\w+))?|(?:less than )?(?:one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty(?:-(?:one|two|three|four|five|six|seven|eight))?|thirty|forty|fifty)"
    r" ?per ?cent|(?:\d{1,2}(?:\.\d{1,3})?(?: to | and |-))?"
    r"\d{1,2}(?:\.\d{1,3})?(?: ?%| per ?cent)"
    r"|[\[(]?\*{3}[\])]?(?: ?%| per ?cent))"
)
_RATES = re.compile(
    rf"(?:between |from |ranging (?:from |in |between )?|up to |in the )?(?:the )?{_RATE}(?:(?: rates?)?(?: to"
    rf"| and|-| and up to| to up to| up to(?: and including)?| through|,? ending (?:at|below)) (?:the |an? )?{_RATE})?",
    re.IGNORECASE,
)
#: Of these each rate holds one, in small letters.
_OF_RATES = ("%", "cent", "digit", "teen", "twent", "thirt", "0s", "0's")
_ROYALTY = Prefiltered(r"\broyalt(?:y|ies)\b", re.IGNORECASE)
_QUALIFIED = Prefiltered(
    r"royalty ?- ?(?:bearing|free)|royalty free|(?:annual )?minimum (?:annual )?royalt\w+", re.IGNORECASE
)
_GRANT_OF_ROYALTY = Prefiltered(
    r"\b(?:pays?|paid|owes?|make|receives?|eligible|entitled|obligated|obligation|required|plus|as well as|and"
    r"|tiered|include|includes|including|subject to|earn|with|in addition to|rates?)\b",
    re.IGNORECASE,
)
#: A royalty by another name: "pays 3% of net sales".
_OF_SALES = re.compile(
    r"\b(?:pays?|paid|paying|owes?|receives?|entitled to|earns?)\b(?:[^.;]|\.\d){0,90}?"
    r"(?P<rate>\d+(?:\.\d+)?%(?:(?: to|-| and) \d+(?:\.\d+)?%)?) of (?:(?:its|our|the|all|annual|worldwide|U\.S\."
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
_SHARED = (
    ("share", ("profit", "loss", "proceeds", "revenue"), Prefiltered(
        r"\b(?:shar(?:e[sd]?|ing) (?:\w+ ){0,4}(?:operating |net |pre-tax )*(?:profits?|losses)"
        r"|profit[- ](?:and[- ]loss[- ])?shar\w+|(?:profits?|losses)(?: and losses"
        r"| or losses)? (?:\w+ ){0,10}(?:shared|split)|split(?:s|ting)? (?:[\w.-]+ ){0,4}profits|profits? split"
        r"|share of (?:the )?(?:net |operating )?profits?|split (?:\w+ ){0,4}(?:proceeds|revenues?)"
        r"|revenues?[^;]{0,80}shared equally|share (?:equally )?(?:in )?(?:any |the )?revenues?)\b", re.I)),
    ("share", ("cost",), Prefiltered(
        r"\b(?:co-?fund(?:ing)? \d+%|cost[- ]shar\w+|shar(?:e[sd]?|ing) (?:\w+ ){0,5}(?:development"
        r"|commercialization|research)? ?costs|costs? (?:\w+ ){0,6}shared"
        r"|responsible for (?:funding )?\d+% of|reimburse \w+ for \d+%)\b", re.I)),
    ("sublicense", ("sublicens",), Prefiltered(
        r"\b(?:portion|percentage|percent|share|\d%) of (?:[\w-]+,? ){0,9}?sublicens\w+"
        r"|(?<!a )\bsublicens(?:e|ing) (?:fees?|payments?|income|revenue|royalt\w+|consideration|amounts)\b"
        r"|(?:portion|percentage|percent|share|\d%) of (?:[\w-]+,? ){1,9}?(?:from|by) (?:an?|any|our"
        r"|its) sublicensee|sublicensee[^;]{0,20}shall be shared", re.I)),
    ("transfer price", ("transfer price",), Prefiltered(r"transfer price", re.I)),
)  # fmt: skip
#: What was shared or earned in the past is no term.
_BOOKED = Prefiltered(r"\b(?:recogni[sz]ed|recorded|(?<!expenses )(?<!costs )incurred|included in)\b")
#: One party pays for the other's work.
_FUNDING = Prefiltered(
    r"(?<!\b[Ww]e )\b(?:(?<=, )and|(?<=front )and|will|shall|agree[sd] to|is obligated to"
    r"|is required to) (?:also |fully )?"
    r"(?:fund|provide (?:research |R&D |committed )?(?:funding|support) (?:for|to|of)) "
    r"(?:(?:the )?[A-Z][\w&.]*'s?|our|all of our) (?:[\w-]+ ){0,3}?"
    r"(?:research|R&D|development|discovery|work|activities|programs?|studies|FTEs?)\b"
)
#: "Kelvane agreed to pay the Company for research and development support".
_SUPPORT = Prefiltered(
    r"\bto pay (?:us|the Company|[A-Z]\w+) for "
    r"(?:[\w-]+ ){0,2}(?:research|R&D|development) (?:and development )?support\b"
)
_CAPPED = Prefiltered(
    r"\b(?:maximum|total|aggregate) (?:aggregate |total )?(?:milestone )?(?:amounts?"
    r"|payments?) [^.]{0,80}(?:payable|exceed|paid|due)[^.]{0,90}[\[*]{2}",
    re.I,
)
_MILESTONES = Prefiltered(
    r"\bmilestone (?:based )?payments|payments? (?:up)?on (?:the |our |its |their )?achievement of"
    r"|\b(?:pay|receive|earn"
    r"|eligible for) [^;]{0,60}milestones\b",
    re.IGNORECASE,
)
_ANNUAL = Prefiltered(
    r"\b(?:annual|yearly)[^;]{0,30}(?:maintenance )?fees?\b|\bmaintenance fees?\b|minimum annual royalt\w+",
    re.IGNORECASE,
)
_SHARES = re.compile(
    r"\bissu\w+ (?:to [A-Z]\w+ )?(?:[\w-]+ ){0,4}shares\b[^.;]{0,60}?(?:equal(?:ling)? to|representing) [^.;]{0,30}?"
    r"(?:%|percent)[^.;]{0,8} of|\b(?:issu\w+|receiv\w+|grant\w+|transfer\w+) (?:(?!\$)[\w,'()-]+ ){0,8}?[\d,.]+ ?(?:M"
    r"|million)? (?:of (?:its|our|their) )?"
    r"(?:(?:common|ordinary|preferred|restricted|[A-Z]\w+) ){0,2}(?:shares|warrants)\b"
    r"|\bissu\w+ (?:[\w,'()-]+ ){0,8}?[\d.]+% of (?:its|our|the Company's) (?:then )?(?:outstanding |common "
    r"|capital )*"
    r"(?:stock|shares|equity)\b"
    r"|\b(?:in cash|million|upfront|payments?) (?:and|plus)(?: the issuance of)? (?!\$)[\d,.]+ (?:million )?"
    r"(?:(?:common|ordinary|preferred|restricted|[A-Z]\w+) ){0,2}shares\b",
    re.IGNORECASE,
)
_UPFRONT = Prefiltered(
    r"\bundisclosed (?:up-?front|initial)|up-?front (?:cash )?(?:payment|fee)", re.IGNORECASE
)
#: "Will receive an upfront payment and milestones": its amount is kept back.
_UPFRONT_PAID = Prefiltered(
    r"\b(?:receiv\w+|pays?|paid|paying|mak(?:e|es|ing)|made|earns?|includ\w+|provid\w+ for) (?:[\w-]+ ){0,3}?"
    r"(?:an?|undisclosed) (?:[\w-]+,? ){0,3}?up-?front (?:cash )?(?:licen[cs]\w+ )?(?:payment|fee)s?\b"
    r"(?!,? (?:of|totall?ing|in the amount of)\b)",
    re.IGNORECASE,
)
_LICENSE_FEE = Prefiltered(
    r"\b(?:paid|received) an? (?:(?:one-time|non-?refundable|initial|up-?front|undisclosed),? ){1,3}licen[cs]e fee\b"
    r"(?!,? (?:of|totall?ing|in the amount of)\b)"
)
_INVESTMENT = Prefiltered(
    r"\b(?:mak(?:e|es|ing)|made|receiv\w+|includ\w+|and|plus) (?:[\w-]+ ){0,2}?an? (?:[\w-]+ ){0,2}equity investment\b"
    r"(?!,? (?:of|by)\b)",
    re.IGNORECASE,
)
_OPTION_FEE = Prefiltered(
    r"\b(?:pay|receive|eligible for|entitled to) (?:[A-Z]\w+ )?(?:an? )?(?:additional |undisclosed )?"
    r"option (?:exercise |extension )?(?:fees?|payments?)\b(?! of\b)"
)
#: Milestones told without an amount, beside payments that have one.
_MILESTONES_BESIDE = Prefiltered(
    r"\b(?:and|plus|as well as|eligible (?:to receive|for)|entitled to|additional)(?: (?:[\w-]+,? ){0,6}?)"
    r"milestone payments\b(?! (?:of|totall?ing|up to|in|from|worth|ranging))",
    re.IGNORECASE,
)
_PROMISE = Prefiltered(
    r"\b(?:pays?|paid|issued?|owes?|receive[sd]?|eligible|entitled|obligat\w+|required|requires|agreed|will"
    r"|shall|include[sd]?|including|provid\w+|provisions? for|consideration|subject to|potential)\b",
    re.IGNORECASE,
)
_REDACTED_DUE = Prefiltered(
    r"\b(?:shall|will|must) (?:\w+ ){0,2}(?:pay"
    r"|make)\b[^;]{0,160}?(?<!within )(?<!than )(?<!of the )(?<!a )(\[?\*{3}\]?)[^;*]{0,50}?\b(?:upon"
    r"|following|after|on the|within)\b",
    re.IGNORECASE,
)
_OWED = Prefiltered(
    r"\b(?:shall|will|agrees? to|must) (?:[^\s;]+ ){0,14}?(?:pay|share|receive|make|payable|paid|shared"
    r"|owe|issue|supply|purchase|fund)\b",
    re.IGNORECASE,
)
#: An item of a list of what is owed: "B. A running royalty of 4% of Net Sales".
_ROYALTY_ITEM = re.compile(
    r"\W*(?:\w{1,3}[.)]\s*)?(?:[Aa]n?|[Tt]he) (?:[\w-]+,? ){0,4}royalty\b[^.;]{0,40}\bof\b[^;]{0,60}\b[Nn]et (?:S|s)"
    r"|(?:\(?[\w.]{1,5}\)? ){0,2}(?:(?:Running|Earned) )?(?:Royalt(?:y|ies)(?: [Rr]ates?)?"
    r"|Sublicens\w+ (?:[Ii]ncome|[Ff]ees?|[Rr]evenues?|[Cc]onsideration)): "
    r"|(?:\(?[\w.]{1,5}\)? ){0,2}[Aa] (?:percentage|portion|share) of (?:all |any )?[Ss]ublicens"
)
_DEFINES = Prefiltered(
    r"\"[^\"]{2,60}\" (?:means|shall mean|has the meaning|shall have)|\bhereby grants\b", re.IGNORECASE
)
_WORTH = (
    "milestone",
    "aggregate amount",
    "maintenance",
    "annual",
    "minimum",
    "shares",
    " stock",
    "warrants",
    "equity investment",
    "option",
    "upfront",
    "up-front",
    "upon the achievement",
    "on achievement",
    "upon achievement",
)
_MS_EVENT = Prefiltered(
    r"\b(?:(?:received?|receives|earn(?:ed|s)?|paid(?: (?:it|us|(?-i:[A-Z])[\w.]+))?|triggers?|triggered|triggering"
    r"|receipt of|made"
    r"|recogni[sz]ed|achieved|achieves|reach(?:ed|es)|entitl(?:es|ed|ing) (?:[\w.&-]+,? ){1,4}to(?: receive)?"
    r"|expects? to receive) (?:an?|the|its|our|another"
    r"|the first|the second|its first|its second) "
    r"(?:(?!and\b)[\w-]+ ){0,5}milestone(?: payment)?\b(?! (?:revenue|events|payments)))"
    r"|\b(?:earned|achieved|reached|received|met) (?:the )?(?:first|second|third|last) of (?:the |its |our )?"
    r"(?:[\w-]+ ){0,3}?milestones?(?: payments?)?\b"
    r"|\bmilestone (?:occurring|achieved) in\b"
    r"|\bthe (?:first|second|third|fourth|final|initial) (?:[\w-]+ ){0,3}milestone (?:was|has been|had been) "
    r"(?:achieved|met|reached|paid)\b",
    re.IGNORECASE,
)


#: The amount is kept back, of a payment that a single event would bring.
_UNTOLD = Prefiltered(
    r"\bundisclosed\b|\b(?:not|nor) (?:yet )?(?:been )?(?:disclosed|made public|announced|revealed)\b",
    re.IGNORECASE,
)
_ON_EVENT = re.compile(
    r"\b(?:receives?|received|pays?|earns?|eligible for|entitled to|makes?|owes?) (?:an? )?"
    r"(?:(?:[Ff]urther|additional|undisclosed|another|cash|contingent|one-time|success|second) ){1,3}payments?"
    r"(?= (?:upon|on|following|after|when|if|once|at the time of) )"
)


#: "Are reduced for a product that *achieves a milestone*": one that may come.
_ANY_PRODUCT = re.compile(
    r"\b(?:product|candidate|compound|indication|program|target)s? (?:that|which|to) (?:first |subsequently )?$"
)


def unpriced_milestone(text: str, title: str = "") -> tuple[int, int] | None:
    """Give where a sentence without an amount tells of one milestone payment, or None.

    >>> text = "The dosing of the first patient triggers an undisclosed milestone payment to Acme."
    >>> start, end = unpriced_milestone(text)
    >>> text[start:end]
    'triggers an undisclosed milestone payment'
    >>> unpriced_milestone("We are eligible for milestone payments.")
    """
    undisclosed = _UNTOLD.search(text) and _ON_EVENT.search(text)
    if undisclosed:
        return undisclosed.start(), undisclosed.end()
    if "milestone" not in text and "milestone" not in title.lower():
        return None
    redacted = _REDACTED_DUE.search(text)
    if redacted:
        return redacted.start(), redacted.end(1)
    match = _MS_EVENT.search(text)
    return (
        match.span()
        if match
        and not _ANY_PRODUCT.search(text, 0, match.start())
        and (
            "payment" in text
            or "announce" in text
            or match[0].lower().startswith(("milestone", "the "))
            or " of " in match[0]
        )
        else None
    )


#: Kinds of priced terms that milestones told in the same sentence belong to.
_OF_MILESTONES = frozenset(("milestone", "milestones total", "potential total", "other"))


def unpriced_terms(
    text: str, kinds: set[str], span: Span, contract: bool = False
) -> list[tuple[TermDraft, str]]:
    """Give the terms of a sentence that carry no amount, each with a word that tells it apart.

    Args:
        text: The sentence.
        kinds: The kinds that its amounts are of.
        span: Where it stands.
        contract: Whether the text is a contract, where only what is to be paid counts.
    """
    out = _told(text, kinds, span, contract)
    if not contract:
        there = kinds | {term.kind for term, _ in out}
        if "potential total" in kinds:
            there |= {"upfront", "equity"}  # the sum tells what they are part of
        listed = [kind for kind in listed_kinds(text) if kind not in there]
        out += [(TermDraft(kind, None, None, None, None, span, 0.6), "") for kind in listed]
    return out


def _told(text: str, kinds: set[str], span: Span, contract: bool) -> list[tuple[TermDraft, str]]:
    out: list[tuple[TermDraft, str]] = []

    def add(kind: str, tag: str, confidence: float, rate: str | None = None) -> None:
        out.append((TermDraft(kind, None, None, None, rate, span, confidence), tag))

    low = text.lower()
    if "royalt" in low:
        text = _QUALIFIED.sub("", text)
        low = text.lower()
    if ("milestone" in low or "this section" in low) and _CAPPED.search(text):
        add("milestones total", f"capped {span.start}", 0.6)
    if contract and (not (_OWED.search(text) or _ROYALTY_ITEM.match(text)) or _DEFINES.search(text)):
        return out
    if (
        "royalt" in low
        and not _NO_ROYALTY.search(text)
        and (_GRANT_OF_ROYALTY.search(text) or (contract and _ROYALTY_ITEM.match(text)))
    ):
        for rate in _royalties(text):
            add("royalty", _plain(rate or ""), 0.95 if rate else 0.8, rate)
    elif not contract and "% of" in low and (told := _OF_SALES.search(text)) and not _BOOKED.search(text):
        add("royalty", _plain(told["rate"]), 0.8, told["rate"])
    if not _BOOKED.search(text):
        for name, words, pattern in _SHARED:
            if contract and words == ("cost",):
                continue
            if holds_any(low, words) and pattern.search(text):
                add("other", name, 0.75)
    if "funding" not in kinds and (
        ("fund" in low and _FUNDING.search(text))
        or ("support" in low and not kinds and _SUPPORT.search(text))
    ):
        add("funding", "", 0.7)
    if not holds_any(low, _WORTH) or not _PROMISE.search(text):
        return out
    recorded = re.search(r"\b(?:recogni[sz]ed?|recorded|incurred)\b", text)
    if (
        not kinds
        and not recorded
        and _MILESTONES.search(text)
        and not re.search(r"\ball milestone|each milestone|proceeds\b", low)
    ):
        add("milestones total", "", 0.7)
    if _ANNUAL.search(text) and not recorded and "annual fee" not in kinds:
        add("annual fee", "", 0.85)
    if (
        "equity" not in kinds
        and ("shares" in low or "warrants" in low or " stock" in low)
        and not recorded
        and _SHARES.search(text)
    ):
        add("equity", "", 0.6)
    if (
        "upfront" not in kinds and not recorded and (_UPFRONT_PAID.search(text) or _LICENSE_FEE.search(text))
    ) or (not kinds and _UPFRONT.search(text) and re.search(r"undisclosed|not disclosed|\[\*", low)):
        add("upfront", "", 0.7)
    if "equity" not in kinds and "equity" in low and not recorded and _INVESTMENT.search(text):
        add("equity", "", 0.6)
    if "option fee" not in kinds and "option" in low and not recorded and _OPTION_FEE.search(text):
        add("option fee", "", 0.6)
    if kinds and not kinds & _OF_MILESTONES and not recorded and _MILESTONES_BESIDE.search(text):
        add("milestones total", "", 0.6)
    return out


def _plain(rate: str) -> str:
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


def _royalties(text: str) -> list[str | None]:
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
        if rate is None or re.search(
            r"\b(?:increase|reduc|owned|ownership|interest rate|decrease)",
            text[max(0, rate.start() - 70) : rate.start()],
        ):
            continue
        used = rate.end()
        rates.append(" ".join(rate[0].split()))
    return list(dict.fromkeys(rates)) or [None]
