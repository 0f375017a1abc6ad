"""Terms and milestones that exist without an amount: royalties, shared profits, undisclosed payments."""

from __future__ import annotations

import re

from dealgraph.extract.payments.funded import tells_funding
from dealgraph.extract.payments.listed import listed_kinds
from dealgraph.extract.payments.royalties import ROYALTY_ITEM, plain_rate, royalties, without_names
from dealgraph.extract.payments.shared import shared
from dealgraph.extract.prefilter import Prefiltered, holds_any
from dealgraph.extract.reading import TermDraft
from dealgraph.facts import Span

_CAPPED = Prefiltered(
    r"\b(?:maximum|total|aggregate) (?:aggregate |total )?(?:milestone )?(?:amounts?"
    r"|payments?) [^.]{0,80}(?:payable|exceed|paid|due)[^.]{0,90}[\[*]{2}",
    re.I,
)
_MILESTONES = Prefiltered(
    r"\bmilestone(?:s|-| )?(?:based |related )?(?:payments|fees)\b"
    r"|\bmilestones?(?: payments?)?(?:,|-)? (?:and|or) (?:[\w-]+ ){0,2}?royalt(?:y|ies)\b"
    r"|payments? (?:up)?on (?:the |our |its |their )?achievement of"
    r"|\b(?:pay|receive|earn"
    r"|eligible for) [^;]{0,60}milestones\b",
    re.IGNORECASE,
)
#: The same by another name: "payments upon the attainment of certain goals", "success-based payments".
_SUCCESS = Prefiltered(
    r"\b(?:payments|fees) (?:(?:contingent |conditional |based |dependent |due |payable |linked |tied "
    r"|related )?(?:up)?(?:on|to|for)) "
    r"(?:the |our |its |their )?(?:successful )?(?:attainment|attaining|achievement|achieving|accomplishment"
    r"|completion|reaching"
    r"|meeting)"
    r"(?: of)? (?:certain|specified|agreed|defined|pre-?(?:defined|specified|determined|agreed)|various|specific"
    r"|future|the|clinical|development|regulatory|commercial|research|sales)\b"
    r"|\b(?:success|event|performance|progress|milestone)[- ](?:based|dependent|related) "
    r"(?:(?:milestone|cash|development|clinical|regulatory|commercial|and|further) ){0,4}"
    r"(?:payments|fees|milestones|remuneration)\b",
    re.IGNORECASE,
)
#: "Could also receive additional milestones": beside one that is told by itself.
_FURTHER = Prefiltered(
    r"\b(?:additional|further|other|future|subsequent|remaining|more) (?:[\w-]+,? ){0,6}?"
    r"(?:milestones\b|milestone(?:-based| and royalty)? (?:and royalty )?payments\b"
    r"|(?:success|event)[- ](?:based|dependent) payments\b)",
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
#: "An up-front payment of 400,000 shares" is that payment, in whatever it is made.
_PAID_IN_SHARES = Prefiltered(
    r"\b(?:payment|fee)s? of (?:up to )?[\d,.]+ ?(?:M|million)? (?:of )?(?:[\w.]+ ){0,5}shares\b",
    re.IGNORECASE,
)
_UPFRONT = Prefiltered(
    r"\bundisclosed (?:up-?front|initial)|up-?front (?:cash )?(?:payment|fee)", re.IGNORECASE
)
#: "Will receive an upfront payment and milestones": its amount is kept back.
_UPFRONT_PAID = Prefiltered(
    r"\b(?:receiv\w+|pays?|paid|paying|mak(?:e|es|ing)|made|earns?|gets?|got|includ\w+|provid\w+ for) "
    r"(?:[\w-]+ ){0,3}?(?:an?|undisclosed) (?:[\w-]+,? ){0,3}?up-?front (?:cash )?(?:licen[cs]\w+ |milestone "
    r")?(?:payment|fee)s?\b"
    r"(?!,? (?:of|totall?ing|in the amount of)\b(?! [\d,.]+ (?:million )?(?:[\w.]+ ){0,5}shares\b))",
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
    r"|\bexercis(?:e|es|ed|ing) (?:it\b|(?:its|the|this|an|such) (?:[\w-]+ ){0,3}options?)[^;.$€£]{0,80}"
    r"\b(?:against|for|pay|pays|receive|make|upon|with) (?:payment of )?an? (?:(?:undisclosed|one-time|additional"
    r"|further|single|cash|fixed|pre-?agreed|option|exercise|licen[cs]e|opt-in) ){1,3}(?:payment|fee)\b(?! of\b)"
)
#: Milestones told without an amount, beside payments that have one.
_MILESTONES_BESIDE = Prefiltered(
    r"\b(?:and|plus|as well as|eligible (?:to receive|for)|entitled to|additional)(?: (?:[\w-]+,? ){0,6}?)"
    r"milestone payments\b(?! (?:of|totall?ing|up to|in|from|worth|ranging))",
    re.IGNORECASE,
)
_PROMISE = Prefiltered(
    r"\b(?:pays?|paid|gets?|may exercise|issued?|owes?|receive[sd]?|eligible|entitled|obligat\w+|required"
    r"|requires|agreed|will"
    r"|shall|include[sd]?|including|provid\w+|provisions? for|consideration|subject to|potential|bearing)\b",
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
    "payments ",
    "based ",
    "dependent ",
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
    r"|\b(?:this|the|that) (?:[\w-]+ )?milestone (?:triggers|triggered|entitles|brings|resulted in|results in|earns) "
    r"(?:[A-Z][\w.]* (?:to )?)?(?:an? )?(?:(?:undisclosed|cash|unspecified|further|success) )*(?:payment|fee)\b"
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
        text = without_names(text)
        low = text.lower()
    if ("milestone" in low or "this section" in low) and _CAPPED.search(text):
        add("milestones total", f"capped {span.start}", 0.6)
    if contract and (not (_OWED.search(text) or ROYALTY_ITEM.match(text)) or _DEFINES.search(text)):
        return out
    for rate in royalties(text, contract):
        add("royalty", plain_rate(rate or ""), 0.95 if rate else 0.8, rate)
    for name in shared(text, contract):
        add("other", name, 0.75)
    if tells_funding(text, kinds):
        add("funding", "", 0.7)
    if not holds_any(low, _WORTH) or not _PROMISE.search(text):
        return out
    recorded = re.search(r"\b(?:recogni[sz]ed?|recorded|incurred)\b", text)
    if (
        not kinds
        and not recorded
        and (_MILESTONES.search(text) or _SUCCESS.search(text))
        and not re.search(r"\ball milestone|each milestone|proceeds\b", low)
    ):
        add("milestones total", "further" if not contract and _FURTHER.search(text) else "", 0.7)
    if _ANNUAL.search(text) and not recorded and "annual fee" not in kinds:
        add("annual fee", "", 0.85)
    if (
        "equity" not in kinds
        and ("shares" in low or "warrants" in low or " stock" in low)
        and not recorded
        and _SHARES.search(_PAID_IN_SHARES.sub("", text))
    ):
        add("equity", "", 0.6)
    if (
        "upfront" not in kinds and not recorded and (_UPFRONT_PAID.search(text) or _LICENSE_FEE.search(text))
    ) or (not kinds and _UPFRONT.search(text) and re.search(r"undisclosed|not disclosed|\[\*", low)):
        add("upfront", "", 0.7)
    if (
        not {"equity", "potential total"} & kinds
        and "equity" in low
        and not recorded
        and _INVESTMENT.search(text)
    ):
        add("equity", "", 0.6)
    if "option fee" not in kinds and "option" in low and not recorded and _OPTION_FEE.search(text):
        add("option fee", "", 0.6)
    if (
        kinds
        and not kinds & _OF_MILESTONES
        and not recorded
        and (_MILESTONES_BESIDE.search(text) or _SUCCESS.search(text))
    ):
        add("milestones total", "", 0.6)
    return out
