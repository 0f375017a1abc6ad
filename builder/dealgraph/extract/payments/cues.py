"""The words that tell what an amount of money is for, and whether it has been paid.

All patterns here are used on short contexts (a clause around an amount), never on a whole page.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dealgraph.extract.prefilter import Prefiltered, holds_any

#: What money is for, by the noun nearest to it. The group's name is the cue.
CUE = Prefiltered(
    r"\b(?:"
    r"(?P<annual>(?:annual|yearly|minimum) (?:license |licence |sublicense |minimum |annual "
    r"|nominal )*(?:maintenance )?(?:fees?|royalt(?:y|ies)|payments?)|maintenance fees?)"
    r"|(?P<option>option (?:exercise |extension |maintenance |grant |purchase |initiation )?(?:fees?"
    r"|payments?|price|premium|exercise)|extension (?:fees?|payments?)"
    r"|(?:opt-in|exercise) (?:fees?|payments?|price)|exercis\w+ (?:of )?(?:its|the|our|their|this|such"
    r"|an)[ \w-]{0,30}? options?(?! to (?:defer|delay|postpone))|extend\w* (?:the |its |our )?option)"
    r"|(?P<upfront>up-? ?front|(?:initial|immediate) (?:cash |license |licensing |non-refundable |nonrefundable "
    r"|one-time )*(?:issuance |issue )?(?:payments?|fees?|consideration|sum)"
    r"|(?:sign(?:ing|ature)|(?:license |licence |sublicense )?(?:issue|issuance|execution|initiation"
    r"|signature)|technology access|access|license|licence|licensing|sublicense|down|closing"
    r"|entry)[ -](?:fees?|payments?|bonus)"
    r"|(?:signing|signature|licen[sc]e|licensing)(?= and milestone (?:payments?|fees?))"
    r"|(?:license |licence )?issue royalty|one-time (?:[\w-]+,? ){0,5}?fee|one-time,? non-?refundable (?:cash "
    r")?payment)"
    r"|(?P<milestone>milestones?\b|(?:success|progress|stage|performance) (?:fees|fee|payments?)|contingent "
    r"(?:event-based |cash )?payments"
    r"|bio-?bucks|earn-?outs?)"
    r"|(?P<royalty>royalt(?:y|ies))"
    r"|(?P<funding>(?:research|R&D|development|program|project|collaboration|committed"
    r"|sponsored)(?: and development)?[ -](?:funding|support|research)|research payments?|funding|in funding|FTEs?)"
    r"|(?P<equity>shares|(?:common|capital|preferred|Series \w) stock|ordinary shares"
    r"|equity (?:investments?|stake|interest)|stock purchase|equity|ADSs?|convertible notes?)"
    r"|(?P<price>(?<!contingent )(?:purchase price|acquisition (?:price|cost|consideration)|(?:total |cash |closing "
    r"|aggregate |merger |transaction )*consideration|(?:equity|enterprise|transaction"
    r"|fully diluted) value|acquisition value|valued(?: at)?|valuation))"
    r"|(?P<whole>(?:potential|total|aggregate|deal|transaction|contract|agreement|combined)[ -](?:deal "
    r"|transaction |contract )?(?:value|worth)|potentially (?:worth|valued)|worth"
    r"|total potential (?:payments?|value|consideration))"
    r"|(?P<threshold>(?:net|annual|aggregate|cumulative|gross|product|worldwide"
    r"|global) (?:net )?(?:sales|revenues?)(?! milestone)|sales thresholds?)"
    r"|(?P<payment>payments?|fees?|lump sum|amounts?|sum|installments?|instalments?)"
    r")(?![A-Za-z])",
    re.IGNORECASE,
)


@cache
def words(name: str) -> frozenset[str]:
    """Give a list of `tables/payment_words.toml`, all in lower case."""
    return frozenset(_table()[name])


@cache
def _table() -> dict[str, list[str]]:
    import tomllib

    text = files("dealgraph.extract").joinpath("tables", "payment_words.toml").read_text("utf-8")
    return tomllib.loads(text)


#: "$300,000, payable in four quarterly installments of $75,000": told before as a whole.
_INSTALLMENTS = re.compile(
    r"\b(?:payable|paid|due) in (?:[\w-]+(?: \(\d+\))? ){1,4}(?:installments|instalments|payments)"
    r" (?:of|in the amount of) (?:[\w-]+ ){0,8}\(?$"
)


def not_a_payment(text: str) -> bool:
    """Tell whether words show that an amount is a figure of the accounts or of another matter.

    >>> not_a_payment(" in research and development expense"), not_a_payment(" upfront payment")
    (True, False)
    """
    lowered = _GAINS.sub("gets ", text.lower())
    return not words("account_nouns").isdisjoint(_WORDS.findall(lowered)) or holds_any(
        lowered, words("account_phrases")
    )


#: "To gain access", "when the drug gains approval": nothing of the accounts.
_GAINS = re.compile(
    r"(?<=\bto )gain |\bgain(?:s|ed|ing)? (?=(?:[\w-]+ ){0,2}?(?:approval|clearance|access|authori))"
)
_WORDS = re.compile(r"[a-z][a-z&-]+")

#: "An increase of $85.0 million in sales milestones", "a $9.7 million increase in licence revenue".
_GREW_BY = re.compile(
    r"\b(?:increase|decrease|decline|rise|growth|reduction|difference|change)s? (?:in [\w ]{3,30} )?of "
    r"(?:approximately |about |~ ?|roughly )?$",
    re.IGNORECASE,
)
_GREW = re.compile(r" (?:net |year-over-year )?(?:increase|decrease|decline|rise|reduction)s?\b")


def is_change(flat: str, start: int, end: int) -> bool:
    """Tell whether an amount at a place of a page is by how much something else grew or fell, and was paid by nobody.

    >>> text = "an increase of $85.0 million in milestones"
    >>> is_change(text, 15, 28), is_change("a payment of $85.0 million", 13, 26)
    (True, False)
    """
    return bool(_GREW_BY.search(flat, max(0, start - 60), start) or _GREW.match(flat, end))


#: Money has changed hands, or the event has happened.
PAST = Prefiltered(
    r"\b(?:(?:had |has |have |was |were |been |also |previously |already )*(?:received|paid|earned"
    r"|recogni[sz]ed|achieved|triggered|collected|accrued|incurred|recorded|invoiced|reached|met|made(?! up\b)"
    r"|satisfied|generated|booked|got)"
    r"|(?:revenues?|expenses?)\b(?:[^.;$]|\$[\d.]+ [mb]illion){0,70}?\b(?:consist(?:s|ed|ing) of|reflect(?:s|ed)"
    r"|compris(?:es|ed)"
    r"|(?:which |that )?includ(?:es|ed)|(?:attributable|due) to)|expensed|capitali[sz]ed"
    r"|(?:increase|decrease|change|rise) (?:was |is |being |in [\w ]{3,30} )?(?:\w+ly )?(?:due|attributable) to"
    r"|(?:fell|came|became) due"
    r"|milestone payments?(?: to [A-Z]\w+)? (?:was|were)"
    r"|triggering|generating|earning (?:it|us|(?-i:[A-Z])[\w.]*)(?= an? )|releases|unlocks|prompts|entitles"
    r"|receipt of|receives|earns|achieves|triggers"
    r"|(?:owes|brings) (?:it|us|(?-i:[A-Z])[\w.]*)|became (?:obligated|entitled"
    r"|eligible|due|payable)|resulted in|resulting in|which was due|results in"
    r"|which (?:means|meant|brings|brought)|has entitled|entitling"
    r"|announce[sd]? (?:the |its )?(?:achievement|receipt|(?:[\w-]+ ){0,3}milestone payment))\b",
    re.IGNORECASE,
)
#: Money that would be owed on a future event.
MODAL = Prefiltered(
    r"\b(?:will|would|may(?! ?[\d,.])|could|can|shall|must|owes(?= (?:an? )?(?:further|additional|another)\b)"
    r"|(?<!became )eligible|(?<!became )entitled"
    r"|(?<!became )obligated|obliged|(?<!resulted in the )(?<!resulted in an )obligation"
    r"|required|requires?|agreed|agrees|agreement to"
    r"|potential(?:ly)?|contingent"
    r"|in the event|if|committed|commitment|stands to|in line for|future|possible|due upon|(?<!became )payable"
    r"|liable|responsible for|provides? for|calls? for|right to receive|up to|owed?)\b",
    re.IGNORECASE,
)
EXPECTED = Prefiltered(
    r"\b(?:expect(?:s|ed|ing)? to (?:receive|get|collect|earn|pay|make|achieve|record|recogni[sz]e)|anticipat(?:es?"
    r"|ed|ing) (?:receiving|receipt|earning|paying|to|the|a|that)|expects? (?:a|the|that|receipt)"
    r"|mak(?:es|ing) (?:it|us|(?-i:[A-Z])[\w.]*) eligible|looks? (?:for|forward to) (?:an?|another|the)\b|is "
    r"expected to|are expected to|(?<!which )(?:is|are) (?:now )?expected (?:later|in|by|during|this|next)"
    r"|is due to|will now "
    r"(?:receive|pay)|will trigger|now due)\b",
    re.IGNORECASE,
)
#: After the amount: it was reached or paid after all.
DONE_AFTER = Prefiltered(
    r"\bwhich (?:we|the Company|it|they|[A-Z]\w+) (?:subsequently |then )?(?:paid|made|received)\b"
    r"|\b(?:which|that|each of which|both of which|and) (?:has|have|had|was|were)(?: been)?(?: subsequently)?"
    r" (?:achieved|paid|received|met|earned|reached|triggered|made)\b"
    r"|\b(?:was|were|has been|have been|had been) (?:achieved|paid|made|received|earned|triggered|met|reached)\b"
    r"|\b(?:fell|came|has fallen|has become|became) due\b"
    r"|^\W{0,3}(?:milestone )?(?:payment )?(?:is|was|follows|comes|reflects|marks|represents)\b[^;]{0,30}"
    r"\b(?:result|following|achievement|after|completion)\b",
    re.IGNORECASE,
)
#: Sums of what has been paid up to a day.
CUMULATIVE = Prefiltered(
    r"\b(?:to date|to-date|since inception|cumulative(?:ly)?|(?:as of|through|since|until"
    r"|from)(?: the date| execution| inception|the effective date)?[ ]"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)[ ]\d"
    r"|as of the date|in (?:the )?aggregate|inception)\b",
    re.IGNORECASE,
)
NEGATED = Prefiltered(
    r"\bno (?:\w+ ){0,3}(?:obligations?|liability) to\b|"
    r"\b(?:receive[sd]?|owe[sd]?|pays?|paid|earn(?:ed|s)?|entitled to|eligible for) no (?:\w+ ){0,3}"
    r"(?:payments?|milestones?|fees?|royalties)\b|"
    r"\b(?:no(?! event)|nor|never|neither|without|none of the)\b[^;]{0,60}?\b(?:milestones?|payments?"
    r"|amounts?)[^;]{0,40}?\b(?:achieved|paid|received|made|earned|due|met|probable|reached|accrued"
    r"|recorded|recogni[sz]ed|owed)\b"
    r"|\b(?:is|are) (?:\w+ )?not (?:paying|making|receiving|earning)\b"
    r"|\b(?:has|have|had|did|was|were) not (?:yet )?(?:been )?(?:paid|received|pay|made|make|achieved?"
    r"|earned?|incur(?:red)?|record(?:ed)?|met|meet|recogni[sz]ed?)\b",
    re.IGNORECASE,
)
#: Figures of several years side by side.
YEARLY = Prefiltered(
    r"\byears? ended [^;]{0,40}\b20\d\d(?:, (?:and )?20\d\d)*,? and 20\d\d|\bin (?:19"
    r"|20)\d\d,? (?:and )?[$€£] ?[\d.,]+ (?:[mb]illion )?in (?:19|20)\d\d|\bexpenses? (?:also )?includ"
    r"|\b(?:during|in|for) (?:fiscal )?(?:19|20)\d\d(?:, (?:19|20)\d\d)*,? and (?:fiscal )?(?:19|20)\d\d, [^;]{0,80}"
    r"\b(?:paid|incurred|reimbursed|received)\b"
    r"|\b(?:incurred|recorded|recogni[sz]ed|totall?ed)\b[^;]{0,160}\b(?:in|for"
    r"|during) (?:fiscal )?(?:19|20)\d\d and (?:fiscal )?(?:19|20)\d\d",
    re.IGNORECASE,
)


#: "Expenses in 2014 include a $5.0 million milestone paid upon": a payment of its own, told among figures.
_A_MILESTONE = Prefiltered(
    r"\ban? (?:[\w-]+ ){0,2}[$€£] ?[\d.,]+ (?:[mb]illion )?(?:[\w-]+ ){0,3}milestone\b[^;]{0,80}?"
    r"\b(?:upon|when|following|triggered|related to|relating to|on|for|as a result|due to|after|in connection with)\b"
)
_PAID_YEARLY = Prefiltered(
    r"\b(?:paid|received|made|earned)\b[^;]{0,60}\bmilestone payments?\b", re.IGNORECASE
)


#: "Potential milestone payments of $250 million in 2018 and $400 million in 2020": what may come in those years.
_TO_COME = Prefiltered(
    r"\b(?:potential (?:milestone )?payments|to be paid (?:if|upon)|(?:will|would|may|could) (?:pay|receive|owe))\b"
)


def is_negated(text: str) -> bool:
    """Tell whether a sentence says that something was not paid or reached.

    >>> is_negated("No milestone payments have been made."), is_negated("A payment was made.")
    (True, False)
    """
    return holds_any(text, _NOT) and bool(NEGATED.search(text))


_NOT = ("No", "no", "Nei", "nei", "Without", "without")


#: How money is put in the books.
BOOKING = (
    r"included|recorded|recogni[sz]ed|capitali[sz]ed|reflected|classified|reported|expensed|deferred"
    r"|accounted for"
)
#: "..., which is included in deferred revenue": how a payment was booked, told beside it.
_ENTRY = Prefiltered(
    r",? (?:which|that|and) (?:amounts? )?(?:is|are|was|were|has been|have been|had been|we|the Company) (?:\w+ )?"
    rf"(?:{BOOKING})\b[^,;.]{{0,120}}(?=[,;.])",
    re.IGNORECASE,
)


#: "A payment of $10 million, *of which $0.9 million was recognized* ...", "the payment received in 2018 *was initially
#: recorded as* ...": how a payment was booked, up to the end of the sentence.
_BOOKED = Prefiltered(
    r",? of which (?:approximately )?[$€£] ?[\d.,]+(?: [mb]illion)? (?:was|were|is|has been|had been) (?:\w+ )?"
    rf"(?:{BOOKING})\b(?:[^.;]|\.\d)*"
    r"|(?<=\breceived) (?:(?:in|on|during) [\w ,]{3,40} )?(?:was|were|has been|have been) (?:\w+ly )?"
    rf"(?:{BOOKING})\b(?:[^.;]|\.\d)*",
    re.IGNORECASE,
)
#: What was paid for a company is told by its fair value.
_FAIR_VALUE_OF = Prefiltered(
    r"\bfair value of (?:the )?(?=(?:total )?(?:purchase )?consideration (?:transferred|paid)\b)", re.I
)


#: "The firm *will report the* license fee as an expense".
_WILL_BOOK = Prefiltered(
    r"\bwill (?:report|book|record|recogni[sz]e|capitali[sz]e|expense) (?:the|this|these) (?:[$€£]|[a-z])[^;]{3,90}? "
    r"as (?:an? )?(?:[\w&-]+ ){0,4}(?:expenses?|charge|asset|cost)\b"
)


def is_accounting(text: str) -> bool:
    """Tell whether a sentence is about accounts or the figures of several years.

    >>> is_accounting("The transaction price was $5 million.")
    True
    """
    text = _FAIR_VALUE_OF.sub("", _ENTRY.sub("", _BOOKED.sub("", text)))
    if holds_any(text.lower(), words("accounting")) or _WILL_BOOK.search(text):
        return True
    if text.count("20") + text.count("19") < 2 and "includ" not in text:
        return False
    told = _PAID_YEARLY.search(text) or _A_MILESTONE.search(text) or _TO_COME.search(text)
    return bool(YEARLY.search(text)) and not told


def is_installment(before: str) -> bool:
    """Tell whether an amount is a part of one told before it as a whole.

    >>> is_installment("pay $300,000, payable in four quarterly installments of ")
    True
    """
    return bool(_INSTALLMENTS.search(before[-70:]))
