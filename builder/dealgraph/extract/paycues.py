"""The words that tell what an amount of money is for, and whether it has been paid.

All patterns here are used on short contexts (a clause around an amount), never on a whole page.
"""

from __future__ import annotations

import re

#: What money is for, by the noun nearest to it. The group's name is the cue.
CUE = re.compile(
    r"\b(?:"
    r"(?P<annual>(?:annual|yearly|minimum) (?:license |licence |sublicense |minimum |nominal )*(?:maintenance )?(?:fees?|royalt(?:y|ies)|payments?)|maintenance fees?)"
    r"|(?P<option>option (?:exercise |extension |maintenance |grant |purchase |initiation )?(?:fees?|payments?|price|premium|exercise)|extension (?:fees?|payments?)"
    r"|(?:opt-in|exercise) (?:fees?|payments?|price)|exercis\w+ (?:of )?(?:its|the|our|their|this|such|an)[ \w-]{0,30}? options?|extend\w* (?:the |its |our )?option)"
    r"|(?P<upfront>up-? ?front|initial (?:cash |license |licensing |non-refundable |nonrefundable |one-time )*(?:issuance |issue )?(?:payments?|fees?|consideration|sum)"
    r"|(?:sign(?:ing|ature)|(?:license |licence |sublicense )?(?:issue|issuance|execution|initiation|signature)|technology access|access|license|licence|licensing|sublicense|down|closing|entry)[ -](?:fees?|payments?|bonus)"
    r"|one-time fee)"
    r"|(?P<milestone>milestones?\b|bio-?bucks|earn-?outs?)"
    r"|(?P<royalty>royalt(?:y|ies))"
    r"|(?P<funding>(?:research|R&D|development|program|project|collaboration|committed|sponsored)(?: and development)?[ -](?:funding|support|research)|funding|in funding|FTEs?)"
    r"|(?P<equity>shares|(?:common|capital|preferred|Series \w) stock|ordinary shares|equity (?:investments?|stake|interest)|stock purchase|equity|ADSs?|convertible notes?)"
    r"|(?P<price>purchase price|acquisition (?:price|cost|consideration)|(?:total |cash |closing |aggregate |merger |transaction )*consideration|(?:equity|enterprise|transaction|fully diluted) value|acquisition value|valued at|valuation)"
    r"|(?P<whole>(?:potential|total|aggregate|deal|transaction|contract|agreement|combined)[ -](?:deal |transaction |contract )?(?:value|worth)|potentially (?:worth|valued)|worth|total potential (?:payments?|value|consideration))"
    r"|(?P<threshold>(?:net|annual|aggregate|cumulative|gross|product|worldwide|global) (?:net )?(?:sales|revenues?)|sales thresholds?)"
    r"|(?P<payment>payments?|fees?|lump sum|amounts?|sum|installments?|instalments?)"
    r")(?![A-Za-z])",
    re.IGNORECASE,
)

_ACCOUNT_NOUNS = frozenset(
    "revenue revenues expense expenses cost costs loss losses gain gains income liability liabilities receivable receivables inventory inventories "
    "amortization amortisation amortized amortised deferred standalone stand-alone proceeds loan loans promissory debenture debentures lease rent salary "
    "salaries bonus bonuses severance goodwill intangible intangibles impairment damages penalty penalties tax taxes backlog stock-based compensation "
    "commitment commitments withholding insurance principal accrued accrual accretion dividend dividends ipr&d in-process capitalized capitalised".split()
)
_ACCOUNT_PHRASES = (
    "total assets", "net assets", "current assets", "fair value", "market value", "carrying value", "book value", "par value", "transaction price",
    "performance obligation", "net cash", "credit facility", "term loan", "public offering", "private placement", "market cap", "cash equivalents",
    "operating cash", "share capital", "accumulated deficit", "grants from", "grant from", "contingent consideration", "obligations of", "obligations under",
    "obligation under", "in sales", "market opportunity",
)  # fmt: skip


def not_a_payment(text: str) -> bool:
    """Tell whether words show that an amount is a figure of the accounts or of another matter, not a payment of a deal.

    >>> not_a_payment(" in research and development expense"), not_a_payment(" upfront payment")
    (True, False)
    """
    lowered = text.lower()
    return not _ACCOUNT_NOUNS.isdisjoint(_WORDS.findall(lowered)) or any(phrase in lowered for phrase in _ACCOUNT_PHRASES)


_WORDS = re.compile(r"[a-z][a-z&-]+")

#: Words between a noun and its amount ("milestone payments to Biogen *of up to an aggregate of* $179,000").
LINKS = frozenset(
    "of up to an a the additional aggregate aggregated total totaling totalling totals totaled amount amounts amounting equal in approximately about "
    "around at least more than maximum minimum potential further another combined cumulative exceeding excess aggregating equaling ranging from over "
    "roughly nearly not less no was were is are being be worth comprising cash sum us u.s. which estimated one-time single , ( : between as much "
    "collective each consisting comprised".split()
)
LINKING = frozenset("of totaling totalling totals totaled equal amount amounting aggregating equaling ranging was were is : are being worth sum comprising exceeding from".split())

#: Money has changed hands, or the event has happened.
PAST = re.compile(
    r"\b(?:(?:had |has |have |was |were |been |also |previously |already )*(?:received|paid|earned|recogni[sz]ed|achieved|triggered|collected|accrued|incurred|recorded|invoiced|reached|met|made|satisfied|generated)"
    r"|triggering|entitles|receipt of|receives|earns|achieves|triggers|became (?:obligated|entitled|eligible|due|payable)|resulted in|resulting in|which was due|results in|has entitled|entitling"
    r"|announce[sd]? (?:the |its )?(?:achievement|receipt))\b",
    re.IGNORECASE,
)
#: Money that would be owed on a future event.
MODAL = re.compile(
    r"\b(?:will|would|may|could|can|shall|must|(?<!became )eligible|(?<!became )entitled|(?<!became )obligated|obliged|obligation|required|requires?|agreed|agrees|agreement to|potential(?:ly)?|contingent"
    r"|in the event|if|committed|commitment|stands to|future|possible|due upon|(?<!became )payable|liable|responsible for|provides? for|right to receive|up to|owed?)\b",
    re.IGNORECASE,
)
EXPECTED = re.compile(
    r"\b(?:expect(?:s|ed|ing)? to (?:receive|earn|pay|make|achieve|record|recogni[sz]e)|anticipat(?:es?|ed|ing) (?:receiving|receipt|earning|paying|to|the|a|that)|expects? (?:a|the|that|receipt)|is expected to|are expected to|is due to|will now (?:receive|pay)|will trigger|now due)\b",
    re.IGNORECASE,
)
#: After the amount: it was reached or paid after all.
DONE_AFTER = re.compile(
    r"\b(?:(?:which|that|each of which|both of which|and) (?:has|have|had|was|were)(?: been)?(?: subsequently)? (?:achieved|paid|received|met|earned|reached|triggered|made)"
    r"|^\W{0,3}(?:milestone payment )?(?:is|was|follows|comes|reflects|marks|represents)\b[^;]{0,30}\b(?:result|following|achievement|after|completion)"
    r"|(?:was|were|has been|have been|had been) (?:achieved|paid|received|earned|triggered|met|reached))\b",
    re.IGNORECASE,
)
#: Sums of what has been paid up to a day.
CUMULATIVE = re.compile(
    r"\b(?:to date|to-date|since inception|cumulative(?:ly)?|(?:as of|through|since|until|from)(?: the date| execution| inception|the effective date)?[ ]"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)[ ]\d|as of the date|in (?:the )?aggregate|inception)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\bno (?:\w+ ){0,3}(?:obligations?|liability) to\b|"
    r"\b(?:no|nor|never|neither|without|none of the)\b[^;]{0,60}?\b(?:milestones?|payments?|amounts?)[^;]{0,40}?\b(?:achieved|paid|received|made|earned|due|met|probable|reached|accrued|recorded|recogni[sz]ed|owed)\b"
    r"|\b(?:has|have|had|did|was|were) not (?:yet )?(?:been )?(?:paid|received|pay|made|make|achieved?|earned?|incur(?:red)?|record(?:ed)?|met|meet|recogni[sz]ed?)\b",
    re.IGNORECASE,
)
#: Words of sentences about accounts, which restate payments told elsewhere.
ACCOUNTING_WORDS = (
    "transaction price", "performance obligation", "variable consideration", "constrained", "constraint", "standalone selling price",
    "stand-alone selling price", "asc 606", "topic 606", "deferred revenue", "contract asset", "contract liabilit", "amortized", "amortised",
    "cost of products sold", "cost of product sold", "cost of goods sold", "was allocated", "several other arrangements", "fair value",
    "unrealized gain", "unrealized loss", "realized gain", "realized loss", "straight-line", "gross proceeds", "net proceeds", "term loan",
    "public offering", "effective interest", "carrying value", "carrying amount",
)  # fmt: skip
#: Figures of several years side by side.
YEARLY = re.compile(
    r"\byears? ended [^;]{0,40}\b20\d\d(?:, (?:and )?20\d\d)*,? and 20\d\d|\bin (?:19|20)\d\d,? (?:and )?[$€£] ?[\d.,]+ (?:[mb]illion )?in (?:19|20)\d\d|\bexpenses? (?:also )?includ"
    r"|\b(?:incurred|recorded|recogni[sz]ed|totall?ed)\b[^;]{0,160}\b(?:in|for|during) (?:fiscal )?(?:19|20)\d\d and (?:fiscal )?(?:19|20)\d\d",
    re.IGNORECASE,
)


_PAID_YEARLY = re.compile(r"\b(?:paid|received|made|earned)\b[^;]{0,60}\bmilestone payments?\b", re.IGNORECASE)


def is_accounting(text: str) -> bool:
    """Tell whether a sentence is about accounts or the figures of several years.

    >>> is_accounting("The transaction price was $5 million.")
    True
    """
    lowered = text.lower()
    if any(word in lowered for word in ACCOUNTING_WORDS):
        return True
    return bool(YEARLY.search(text)) and not _PAID_YEARLY.search(text)
