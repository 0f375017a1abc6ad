"""Funding told without an amount: one party pays for the work of the other."""

from __future__ import annotations

import re

from dealgraph.extract.prefilter import Prefiltered, holds_any

_WORK = r"(?:research|R&D|discovery|pre-?clinical|collaboration|exploratory)"
#: "Kelvane will fund Arbor's research", "and fund all of our work".
_FUNDS_YOURS = Prefiltered(
    r"(?<!\b[Ww]e )\b(?:(?<=, )and|(?<=front )and|will|shall|agree[sd] to|is obligated to"
    r"|is required to) (?:also |fully )?"
    r"(?:fund|provide (?:research |R&D |committed )?(?:funding|support) (?:for|to|of)) "
    r"(?:(?:the )?[A-Z][\w&.]*'s?|our|all of our) (?:[\w-]+ ){0,3}?"
    r"(?:research|R&D|development|discovery|work|activities|programs?|studies|FTEs?)\b"
)
#: "Kelvane agreed to pay the Company for research and development support".
_PAYS_FOR_SUPPORT = Prefiltered(
    r"\bto pay (?:us|the Company|[A-Z]\w+) for "
    r"(?:[\w-]+ ){0,2}(?:research|R&D|development) (?:and development )?support\b"
)
#: "Will fund substantially all research activities", "will bear the cost of the joint research".
_FUNDS_WORK = Prefiltered(
    r"\b(?:will|shall|would|agree[sd] to|is to|are to|and) (?:also |fully |initially )?"
    r"(?:fund|finance|underwrite|pay for"
    r"|(?:bear|cover|meet|assume|pay) (?:(?:all|most) (?:of )?|the |full )*(?:costs?|expenses) (?:of|for)) "
    r"(?:(?:(?:substantially |nearly |virtually )?all|both|most|the|this|\d{1,3}%|a portion|part)(?: of)? "
    r"|(?:the |these |joint |collaborative |early |initial )){0,4}"
    rf"(?:{_WORK}\b(?!,| and\b|/)|both\b(?= and|[,.]))"
    r"|\b(?:funds|finances|bears the costs? of|bears all costs of|pays for) (?:all |the |most of the |joint )*"
    rf"{_WORK}\b(?!,| and\b|/)",
    re.IGNORECASE,
)
#: "Discovery work, which Kelvane will fund", "research that is paid for by Kelvane".
_FUNDED_BY = Prefiltered(
    rf"\b(?:{_WORK}|work|stud(?:y|ies)|activities)\b[^;.$€£]{{0,40}}?"
    r"(?:\b(?:which|that) (?:the )?[A-Z][\w.&-]*(?: [A-Z][\w.]*){0,2} (?:will|is to|shall) (?:fully )?"
    r"(?:fund|finance|pay for|underwrite)\b"
    r"|\b(?:will be|are|is|to be|being|shall be) (?:fully |wholly |entirely )?(?:funded|paid for|financed"
    r"|underwritten) "
    r"(?:in full |entirely )?by (?!the (?:Company|NIH|National))[A-Z])"
)
#: "Will be reimbursed for its research expenses", "obligated to reimburse our costs of the research".
_REIMBURSED = Prefiltered(
    r"\b(?:will|shall|to|would|also|is|are) (?:also )?(?:be )?reimbursed? (?:by [A-Z]\w+ )?(?:for )?"
    r"(?:(?:us|the Company|[A-Z][\w.&-]+) for )?(?:(?:all|its|our|their|the|such|certain|agreed|associated"
    r"|[A-Z][\w.&-]*['\u2019]s?|costs? (?:and expenses )?(?:of|for)) ){0,4}"
    rf"(?:internal and external(?= costs)|program(?= costs)|(?:pre-?agreed |internal |external )?{_WORK}(?: and "
    rf"development)?)"
    r"(?:[- ](?:related )?(?:costs?|expenses?|expenditures?|work|activities|services|program))",
    re.IGNORECASE,
)
#: "Will also receive research payments", "will provide research funding for three years".
_RECEIVES = Prefiltered(
    r"\b(?:will|shall|would|may|is entitled to|are entitled to|eligible to|agreed to) (?:also |initially )?"
    r"(?:receive|provide|pay|be paid|get) (?:[A-Z][\w.&-]+ )?(?:with )?(?:(?:[a-z-]+,? ){0,3}?)"
    r"(?:research|R&D|discovery|research and development)(?: program| and development)? "
    r"(?:funding|support|payments?|money|fees)\b"
    r"(?! (?:of|totall?ing|in the amount of|worth|up to) (?:[a-z]+ ){0,2}[$€£¥\d])"
)
_OF_MONEY = ("fund", "financ", "pay", "bear", "cost", "expens", "reimburs")
_OF_WORK = (
    "research",
    "r&d",
    "discovery",
    "clinical",
    "collaborati",
    "explorat",
    "internal",
    "program",
    "work",
    "studies",
    "both",
)
_PATTERNS = (_FUNDS_YOURS, _FUNDS_WORK, _FUNDED_BY, _REIMBURSED, _RECEIVES)


def tells_funding(text: str, kinds: set[str]) -> bool:
    """Tell whether a sentence says, without an amount, that one party pays for the other's work.

    Args:
        text: The sentence.
        kinds: The kinds that its amounts are of.

    >>> tells_funding("Acme will fund substantially all research activities.", set())
    True
    """
    low = text.lower()
    if not holds_any(low, _OF_MONEY) or "funding" in kinds:
        return False
    if holds_any(low, _OF_WORK) and any(pattern.search(text) for pattern in _PATTERNS):
        return True
    return ("fund" in low and bool(_FUNDS_YOURS.search(text))) or (
        "support" in low and not kinds and bool(_PAYS_FOR_SUPPORT.search(text))
    )
