"""Sentences that tell the event first and its payment behind it: "Upon approval of an NDA, Licensee shall pay ..."."""

from __future__ import annotations

import re

from dealgraph.extract.payments.clauses import Clause
from dealgraph.extract.payments.milestone_cues import milestone_kind

#: The number or the letter of a clause, in front of its words.
_NUMBER = (
    r"(?:(?:Section )?\d{1,2}(?:\.\d{1,2}){1,3}\.? (?:[A-Z][\w ,/&-]{3,50}\. (?=\())?"
    r"|\(?[a-zA-Z\d]{1,4}[.)] ){0,2}"
)
_OPENED = re.compile(
    rf"^{_NUMBER}(?:[A-Z][\w -]{{3,40}}\. )?"
    rf"(?:in\b[^,]{{0,50}}, |in (?:partial )?consideration\b[^$]{{10,220}}?, |[^,]{{0,40}}\bannounced that )?"
    rf"(?P<how>following|upon|after|as a result of"
    r"|on achiev\w+|with|due to"
    r"|on(?= (?:the )?(?:first|achievement|approval|execution|signing|filing|grant|initiation))"
    r"|at(?= (?:the )?(?:closing|signing|execution|time of))|if|when|once"
    r"|the first (?:time|occasion)(?: that| on which)?|in the event(?: that| of)?"
    r"|(?:no later than|within) [\w() \[\]*-]{1,40}?(?:days|months|weeks|\]) (?:of|after|following|from))"
    r" (?P<what>[^,]{5,200}?(?:, [^,$]{4,60})?)"
    r"(?:,(?= [^$]{0,200}$| [^$]*\b(?:pay|make|paid|due|receive)\b)| (?=(?-i:[A-Z])[\w.]+ (?:shall|will|must) pay\b))",
    re.IGNORECASE,
)
_SURE = frozenset({"following", "upon", "after", "as a result of", "with", "due to"})
_SIGNING = re.compile(
    r"\b(?:execution|signing|signature|effective date|closing|date hereof|entering into|entry into|at close"
    r"|completion of the (?:acquisition|transaction|merger))\b",
    re.IGNORECASE,
)
#: Who pays within so many days of these pays for something told elsewhere.
_NO_EVENT = re.compile(
    r"\b(?:receipt of(?! (?:the |an? |first )*(?:[\w-]+ ){0,3}(?:approval|authori[sz]ation|clearance))"
    r"|invoice|end of|notice|request|termination|statement)\b",
    re.IGNORECASE,
)
_WHO_PAYS = re.compile(r", (?=[A-Z][\w.&' -]{1,40} (?:shall|will|must|agrees)\b)")
#: What is reached once, whatever it is.
_STEP = re.compile(
    r"\b(?:issuance|issue of|grant of|allowance|completion|initiation|commencement|occurrence)\b|^(?:the )?first\b",
    re.IGNORECASE,
)


def opened_by(clause: Clause) -> tuple[str, str]:
    """Give what opens the sentence of an amount, and its words.

    Args:
        clause: The amount and its words.

    Returns:
        "signing" where that is what the payment is for, "event" where something else is, else "".
    """
    match = _OPENED.match(clause.before)
    if match is None:
        return "", ""
    words = _WHO_PAYS.split(match["what"])[0]
    if _SIGNING.search(words):
        return "signing", words
    how = match["how"].lower()
    if how in _SURE or how.startswith("on achiev"):
        return "event", words
    if _NO_EVENT.search(words) or (milestone_kind(words) == "other" and not _STEP.search(words)):
        return "", ""
    return "event", words
