"""Amounts told as sums, ranges, lists, awards and fees: what a purchase cost, and what may be owed in all."""

from __future__ import annotations

import re
from decimal import Decimal

from dealgraph.extract.payments.clauses import Clause
from dealgraph.extract.payments.money import Money
from dealgraph.extract.prefilter import Prefiltered

#: "The aggregate cash consideration paid to Acme's former stockholders at closing was".
_CONSIDERATION_PAID = re.compile(
    r"\bconsideration (?:transferred|paid|payable)\b[^;.$]{0,110}\b(?:was|totall?ed|of)(?: approximately)? $",
    re.IGNORECASE,
)
#: "Milestone payments as follows: a total of $9 million for asthma, of which".
_AS_FOLLOWS = re.compile(r"\bmilestones?(?: payments?)?(?: are)? as follows:")
#: "Milestone payments of $1 million on filing and $3 million on approval": one payment for each event.
_EACH_ITS_EVENT = re.compile(
    r"\b(?:milestone|contingent|earn-?out)s?(?: payments)?(?: to [A-Z][\w.]+)?"
    r" (?:of|were|are|was|totall?ing) (?:(?:[a-z]+[ -]){1,8}\()?(?:US)?[$€£][\d.,]+(?: [mb]illion)?\)? (?:up)?on "
    r"(?!(?:the )?achievement of (?:certain|specified|various|the following))[^$€£;]{4,160}?(?:,|;)?(?: and)? "
    r"\(?[$€£][\d.,]+(?: [mb]illion)?\)? (?:up)?on\b",
    re.IGNORECASE,
)
#: "Three milestones: $0.5 million for IND clearance, $1.5 million for the first dosing".
_LISTED_SINGLY = re.compile(
    r"\b(?:two|three|four|five|six|several|the following) (?:[\w-]+ ){0,3}milestones?(?: payments?)?"
    r"(?: to [A-Z][\w.]+)?(?::| consisting of| comprising)[^;]{0,250}$",
    re.IGNORECASE,
)
_FOR_EVENT = re.compile(r" (?:for|(?:up)?on|when|after|following|at) (?!an? (?:aggregate|total))[a-zA-Z]")
_ON = re.compile(r" (?:up)?on\b")
_A_TOTAL = re.compile(r"\b(?:total|aggregate) of (?:up to )?$")
#: "The milestone payments could total approximately $4 million".
_IN_ALL = re.compile(
    r"\b(?:could|may|might|would|can) (?:total|aggregate|amount to)(?: up to| approximately| as much as)? $",
    re.IGNORECASE,
)
#: "Undiscounted payments range from zero to $45 million": what sellers may still get, told as a range.
_FROM_NOTHING = re.compile(
    r"\b(?:between (?:zero|nil|\$0|\$nil) and|from (?:zero|nil|\$0|\$nil) to)(?: approximately)? $",
    re.IGNORECASE,
)
_CONTINGENT_ON = ("milestone", "earn-out", "earnout", "contingent")
#: "$17 million for asthma, of which *$5 million relates to the approval*": one payment of a total.
_RELATES = re.compile(
    r" (?:relates? to|is (?:tied|linked|related) to|is (?:payable|due) (?:up)?on) (?:the |an? )?"
    r"(?:achiev|complet|initiat|commenc|approv|first|fil|accept|dosing|enrol|regulatory|submi|start|launch)",
    re.IGNORECASE,
)
_RESEARCH = frozenset(("research", "development"))
_ORDERED = _RESEARCH | {"services", "manufacturing", "supply"}
#: "The total value of the contract is estimated at $24 million".
_CONTRACT_VALUE = Prefiltered(
    r"\b(?:(?:value|amount|size) of (?:the|this|its) (?:[\w-]+ ){0,2}(?:contract|award|grant)"
    r"|funding available(?: to [A-Z]\w+)? under (?:the|this) contract[^;.$]{0,80})"
    r" (?:is|was|will be|could be|would be)(?: (?:estimated|valued|put|expected to be))?(?: (?:at|to be|up to"
    r"|approximately|about|around|some|over))*(?: US)? ?$",
    re.IGNORECASE,
)
#: "Options bring a further $66 million", to what the contract pays at first.
_BY_OPTIONS = Prefiltered(
    r"\b(?:options?|extensions?) (?:[\w,-]+ ){0,6}?(?:bring|add|worth|valued at|provid\w+|total\w*)"
    r" (?:an? |another |up to |further |additional |about |approximately )*$",
    re.IGNORECASE,
)
_AWARD_BEHIND = re.compile(
    r" (?!under|pursuant|from|for|of|through|to)(?:[\w-]+ ){0,3}(?:grants?|awards?|contracts?|funding)\b",
    re.IGNORECASE,
)
_AWARD_BEFORE = re.compile(
    r"\b(?:grants?|awards?|contracts?|funding)\b[^;.$]{0,60}?\b(?:of|totall?ing|worth|valued at|for|in the amount of)"
    r"(?: up to| approximately| about| an additional| a total of)* $"
    r"|\b(?:provid|contribut|commit)\w* (?:up to |approximately |about |over |an additional )*$"
    r"|\b(?:awarded|granted|gave|pledged) (?:to )?(?:us |(?:[A-Z][\w.&]*,? ){1,4})?"
    r"(?:up to |approximately |about |over |more than |nearly |an additional )*$",
    re.IGNORECASE,
)
_BOOKED = re.compile(r"\b(?:recogni[sz]ed|recorded|revenue|income|incurred|expenses?)\b", re.IGNORECASE)
#: A fee owed again every year is no upfront payment.
_PAY_WHOM = re.compile(
    r"\bpay(?:s|ing)? (?:(?:to )?(?:the |us|an? )?[\w ]{0,40}?)?(?:a |an )?(?:minimum |fixed |annual )?(?:of )?$"
)
_A_YEAR = re.compile(
    r"\W{0,2}(?:(?:a|per|each|every) (?:calendar |fiscal )?year|per annum|annually|yearly)\b"
)
_EACH_YEAR = re.compile(
    r"(?:[^;.$(]|\.\d){0,90}?\b(?:each (?:calendar |fiscal |contract )?year|per (?:year|annum)|annually|every year"
    r"|each anniversary)\b",
    re.IGNORECASE,
)

_FOR_OPTION = Prefiltered(
    r"^[^;]{0,70}\b(?:extend\w*|for|extension of|secure|obtain"
    r"|maintain)[^;]{0,24} option(?: period)?\b(?! and| agreement)",
    re.IGNORECASE,
)
#: "May exercise its option for $10 million per target", "exercised its option and paid us $10 million".
_ON_EXERCISE = Prefiltered(
    r"\bexercis(?:e|es|ed|ing) (?:its|the|this|that|an|such|their|each) (?:[\w-]+ ){0,2}options?\b"
    r"(?! to (?:purchase|acquire|buy))[^;$€£]{0,110}"
    r"(?:\bfor|(?:,|\band|,? by)(?: has)? (?:paid|pay|paying|pays)(?: to)?"
    r"(?: us| the Company| [A-Z]\w+)?)(?: an? (?:[\w-]+ ){0,3}(?:fee|payment) of)?(?: approximately| about)?\s*(?:US)?$"
)
_OPTION_PRICE = Prefiltered(
    r"\bconsideration for (?:the |an |this )?(?:[\w-]+ ){0,2}option,[^;]{0,90}$"
    r"|\bexercis\w+ (?:of )?(?:the|its|this|such) option,?\b(?! to (?:defer|delay|postpone))"
    r"[^;.$]{0,60}\b(?:pay|receive|owe)\b[^;.$]{0,20}$",
    re.IGNORECASE,
)


#: "Sponsor shall pay Institution $300,000 for Study expenses".
_FOR_STUDY = re.compile(
    r"^\)?,? (?:for|to cover|in support of|to support|to conduct)"
    r" (?:[\w-]+ ){0,5}?(?i:stud(?:y|ies)|research|project)(?: expenses| costs| program| activities)?\b"
)


def is_award(clause: Clause, deal_types: list[str]) -> bool:
    """Tell whether the amount is that of a grant or contract which pays for research."""
    if _CONTRACT_VALUE.search(clause.before[-200:]) and set(deal_types) <= _ORDERED:
        return True
    if not set(deal_types) <= _RESEARCH:
        return False
    return bool(
        _BY_OPTIONS.search(clause.before[-90:])
        or _AWARD_BEHIND.match(clause.right)
        or (_FOR_STUDY.match(clause.right) and "milestone" not in clause.noun)
        or _AWARD_BEFORE.search(clause.before[-90:])
    ) and not _BOOKED.search(clause.before[-60:])


def is_consideration(clause: Clause) -> bool:
    """Tell whether the amount is what was paid for a company."""
    return bool(_CONSIDERATION_PAID.search(clause.before[-200:]))


def is_range_from_nothing(clause: Clause) -> bool:
    """Tell whether the amount is the upper end of a range that begins at zero."""
    return bool(_FROM_NOTHING.search(clause.before[-40:]))


def ends_from_nothing(event: str) -> bool:
    """Tell whether the words before an amount lead up to a range that begins at zero."""
    return bool(_FROM_NOTHING.search(event[-40:] + " "))


def is_contingent(clause: Clause) -> bool:
    """Tell whether the sentence speaks of payments that hang on events."""
    about = (clause.before + clause.after).lower()
    return any(word in about for word in _CONTINGENT_ON)


def is_part_for_event(clause: Clause) -> bool:
    """Tell whether the amount is the part of a total that one event brings."""
    return bool(_RELATES.match(clause.right))


def in_a_list(clause: Clause) -> str | None:
    """Give the kind of an amount in a run-in list of milestone payments: a total for a group, or one payment."""
    if _EACH_ITS_EVENT.search(clause.before[-250:] + "$0" + clause.after[:250]) and _ON.match(clause.right):
        return "milestone"
    if _LISTED_SINGLY.search(clause.before) and _FOR_EVENT.match(clause.right):
        return "milestone"
    if not _AS_FOLLOWS.search(clause.before):
        return None
    if is_part_for_event(clause):
        return "milestone"
    return "milestones total" if _A_TOTAL.search(clause.before[-24:]) else None


#: "Received $15 million in milestones and could earn up to an additional": more of what was told before.
_MORE_OF_THEM = Prefiltered(
    r"\bmilestones?(?: payments?)? and (?:may|could|can|might|is (?:eligible|entitled) to|are (?:eligible|entitled) to)"
    r" (?:still )?(?:earn|receive|be paid) (?:up to )?(?:an additional |another )?(?:up to )?$"
)


def in_all(clause: Clause) -> str | None:
    """Give the kind of an amount that payments may come to: "which could total approximately"."""
    if clause.money.qualifier == "up to" and _MORE_OF_THEM.search(clause.before):
        return "milestones total"
    if not _IN_ALL.search(clause.before[-40:]):
        return None
    return "milestones total" if "milestone" in clause.before[-160:] else "potential total"


def is_yearly_fee(clause: Clause) -> bool:
    """Tell whether a licence fee is owed again every year."""
    return "fee" in clause.noun and _EACH_YEAR.match(clause.right) is not None


def is_paid_yearly(clause: Clause) -> bool:
    """Tell whether an amount without a noun is to be paid every year: "pays the university $25,000 per year"."""
    return _A_YEAR.match(clause.right) is not None and _PAY_WHOM.search(clause.before[-80:]) is not None


#: "The option to pay $11.5 million in exchange for a fully paid license".
_OPTION_TO_PAY = Prefiltered(
    r"\b(?:option|right)\b(?! to (?:defer|delay|postpone))[^;.$]{0,90}"
    r"\bto (?:pay|buy out [^;.$]{3,60} for)(?: to)?(?: us| the Company| "
    r"[A-Z][\w.&-]*){0,3}"
    r"(?: approximately| about)? ?(?:US)?$"
)
#: "The exercise triggers a $12 million payment".
_EXERCISE_BRINGS = Prefiltered(
    r"\b(?:exercise|exercising|opt-in|option exercise)\b[^;.$€£]{0,60}"
    r"\b(?:triggers?|triggered|brings?|entitles?|results? in|earns?|generates?|for which)\b[^;.$€£]{0,60}$",
    re.IGNORECASE,
)
#: "If the option is exercised Acme would pay $25 million", "upon exercise of its option in June Acme paid us".
_IF_EXERCISED = Prefiltered(
    r"\b(?:options? (?:is|are|was|were) exercised|exercise of (?:the|its|this|that|such|an) (?:[\w-]+ ){0,2}options?)\b"
    r"(?! to (?:purchase|acquire|buy))[^;$€£]{0,90}\b(?:pays?|paid|received?|owes?|(?:be|is|are) (?:due|entitled to))"
    r"(?: to)?(?: us| the Company| [A-Z]\w+)?(?: (?:an? |the )?(?:[\w-]+ ){0,3}(?:fee|payment) of)?"
    r"(?: approximately| about)?\s*(?:US)?$"
    r"|\bexercis(?:e|es|ed|ing) (?:its|the|this|that|such|their) (?:[\w-]+ ){0,2}options? (?:with|by making) an? "
    r"(?:[\w-]+ ){0,3}payment of (?:approximately )?(?:US)?$",
    re.IGNORECASE,
)


def is_for_option(clause: Clause) -> bool:
    """Tell whether the amount buys an option or more time to exercise it."""
    return bool(
        _FOR_OPTION.search(clause.right)
        or _OPTION_PRICE.search(clause.before)
        or _ON_EXERCISE.search(clause.before[-160:])
        or _IF_EXERCISED.search(clause.before[-200:])
        or _OPTION_TO_PAY.search(clause.before[-160:])
        or _EXERCISE_BRINGS.search(clause.before[-200:])
    )


#: "Two $5.0 million milestones": each is one.
_EACH_OF = re.compile(r"\b(?:two|three|four|each of (?:two|three)|both) (?:separate |additional )?$")


def is_each(clause: Clause) -> bool:
    """Tell whether an amount is that of each of several payments."""
    return _EACH_OF.search(clause.left[-30:]) is not None


#: "A $0.8 million *payment was made upon* the filing".
_MADE_UPON = re.compile(
    r" (?:[\w-]+ ){0,2}payments? (?:was|were|is|are|will be|became|becomes) (?:made|due|payable|received|paid|triggered"
    r"|owed)(?: to \w+)? (?:upon|on|following|when|after)\b(?! (?:the )?(?:signing|execution|closing|effective))"
)


#: "The dosing has triggered a $12 million payment", "the nomination entitles Acme to a payment of".
_TRIGGERS = re.compile(
    r"\b(?:makes [A-Z][\w.]* eligible (?:for|to receive)|trigger(?:s|ed|ing)?|releases|unlocks|prompts"
    r"|entitl(?:es|ed|ing) (?:[A-Z][\w.]*|us|it|the "
    r"Company)(?: [A-Z][\w.]*){0,3} to"
    r"|(?:which|this) (?:means|meant|brings|brought)(?: in)?|(?:earn|bring)(?:s|ed|ing) (?:[A-Z][\w.]*|us|the Company)"
    r"(?: [A-Z][\w.]*){0,3})"
    r" (?:(?:an?|the|additional|further|another|one-time|cash|payments?|of|receive) ){0,6}(?:US ?|AU?)?$"
    r"|\b(?:event|step|achievement|start|initiation|filing|approval) (?:for|upon) which [\w., ]{2,40}? "
    r"(?:will be paid|will receive|receives|earns|is paid|is owed) (?:an? |another |about )?(?:US ?|AU?)?$"
    r"|(?:dos|initiat|start|beg[au]n|approv|fil|submi|accept|enrol|complet|select|nominat|launch)[^;.$]{4,200}"
    r",? for which (?:[A-Z]?[\w.&-]+ ){1,5}(?:receive[sd]?|earn(?:s|ed)?|pa(?:id|y|ys)|made?|make[sd]?)"
    r" (?:[A-Z]\w+ )?(?:(?:an?|the|another|about|payment|of|one-time) ){0,4}(?:US ?|AU?)?$"
)


def is_triggered(clause: Clause) -> bool:
    """Tell whether an amount is a payment of its own that an event brought: "triggered a", "was made upon"."""
    return bool(_TRIGGERS.search(clause.before[-300:]) or _MADE_UPON.match(clause.right))


_OF_WHICH = re.compile(
    r"\b(?:of which|where [A-Z]\w+ (?:receives|gets|pays)|consisting of|comprised of|including)\b",
    re.IGNORECASE,
)


def parts_of_wholes(text: str, offset: int, found: list[Money]) -> list[int]:
    """Give which amounts of a sentence are parts that add up to the one before them.

    >>> text = "We paid $3 million, of which $1 million was paid in May and $2 million in June."
    >>> parts_of_wholes(text, 0, [Money(i, i + 2, Decimal(text[i + 1]), "USD") for i in (8, 29, 60)])
    [1, 2]
    """
    out: list[int] = []
    for i, whole in enumerate(found[:-2]):
        if whole.amount is None or not _OF_WHICH.search(
            text, whole.end - offset, found[i + 1].start - offset
        ):
            continue
        total = Decimal(0)
        for j in range(i + 1, min(len(found), i + 6)):
            total += found[j].amount or 0
            if j > i + 1 and total == whole.amount:
                out += range(i + 1, j + 1)
                break
    return out
