"""What a sentence adds to the milestone told right before it: its amount, and its event where none was told."""

from __future__ import annotations

import re

from dealgraph.extract.payments.clauses import clauses
from dealgraph.extract.payments.milestone_cues import milestone_kind
from dealgraph.extract.payments.milestones import is_generic, trigger_of
from dealgraph.extract.payments.money import Money
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import MilestoneDraft
from dealgraph.extract.text import Page, Sentence

#: What a payment told before comes to: "the entire $3 million was recognized", "the payments come to $5 million".
_ITS_AMOUNT = Prefiltered(
    r"\b(?:(?:the|this|that|its) (?:(?:entire|full|whole|associated|related|resulting|corresponding) )?"
    r"(?:[$€£¥]|US\$|CHF|EUR)"
    r"|(?:the|this|that|its|both|each|two|these|such|both of the) (?:[\w-]+ ){0,3}?(?:milestone|payment)s?\b"
    r"|(?:recogni[sz]ed|recorded|earned|received|paid|triggered|resulted)\b[^;]{0,60}\bmilestone)",
    re.IGNORECASE,
)

#: Beside it the sentence tells of a payment to come: "and the second will be paid on approval".
_ANOTHER = re.compile(r"\b(?:second|next|other|further|additional)\b[^;.]{0,40}\b(?:will|would|may|is|are)\b")


def amount_told(last: MilestoneDraft, page: Page, sentence: Sentence, found: list[Money]) -> bool:
    """Give a milestone reached without an amount that of the next sentence: "The $4 million was earned with".

    Args:
        last: The milestone told last, which is filled.
        page: The page of the sentence.
        sentence: The sentence that may tell the amount.
        found: Its amounts.

    Returns:
        Whether that is all that the sentence tells.
    """
    if last.amount is not None or last.status != "achieved" or len(last.evidence) != 1:
        return False
    amounts = {(m.amount, m.currency) for m in found}
    before = page.sentences[sentence.index - 1] if sentence.index else sentence
    amount, currency = amounts.pop() if len(amounts) == 1 else (None, None)
    if (
        amount is None
        or last.evidence[0] != page.span(before.start, before.end)
        or not _ITS_AMOUNT.search(sentence.text)
    ):
        return False
    last.amount, last.currency = amount, currency
    event = trigger_of(clauses(sentence.text, sentence.start, found[:1])[0], "")
    if is_generic(last.trigger) and not is_generic(event):
        last.trigger, last.kind = event, milestone_kind(event or "")
    last.evidence.append(page.span(sentence.start, sentence.end))
    return _ANOTHER.search(sentence.text) is None
