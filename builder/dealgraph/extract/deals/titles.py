"""Titles: of sections that are passed over, and those that stand in the paragraph that they open."""

from __future__ import annotations

import re

from dealgraph.extract.text import Page, Sentence

#: Sections that tell of no deal: the cautionary words, and who a company is.
FORWARD = re.compile(
    r"^\W*(?:(?:safe harbor|cautionary|disclosure notice|disclaimer)\b.{0,90}"
    r"|.{0,50}\bforward[- ]looking (?:statements?|information)\b.{0,60}"
    r"|no offer or solicitation.{0,40}|important (?:safety )?information.{0,60}"
    r"|additional information and where to find it.{0,30}|participants in the solicitation.{0,30})$",
    re.IGNORECASE,
)
ABOUT = re.compile(r"^\W*about\b.{2,90}$", re.IGNORECASE)
#: "Cholbam (cholic acid). In January 2015, we": a title that stands in the paragraph that it opens.
_RUN_IN = re.compile(r"[A-Z(][^;:$]{2,75}[.:]\Z")
_TELLS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|may|can|did|do|does|be|been|we|us|our|they|it|its|this|these|that|there"
    r"|[a-z]{3,}ed|pays?|paid|makes?|made|owes?|grew|rose|fell|see)\b"
)
#: "Other Agreements": the heading ends the section of the partner before.
OTHERS = re.compile(
    r"\W*(?:[\divx]{1,4}[.)]\s*)?Other (?:[A-Z]?[a-z-]+,? (?:and |& )?){0,4}"
    r"(?:[Aa]greements|[Cc]ollaborations|[Ll]icen[cs]es|[Pp]artners(?:hips)?|[Aa]rrangements|[Rr]elationships)\W*$"
)


def opens_paragraph(page: Page, sentence: Sentence) -> bool:
    """Tell whether a sentence is the title of its paragraph, which goes on about what it names."""
    text = sentence.text
    if len(text) > 80 or page.blocks[sentence.block].row or page.blocks[sentence.block].heading:
        return False
    after = page.sentences[sentence.index + 1 : sentence.index + 2]
    goes_on = bool(after) and after[0].block == sentence.block
    return goes_on and _RUN_IN.match(text) is not None and not _TELLS.search(text)


#: "Kelvane, Inc. - In July 2007 the Company entered": what stands before the dash is the paragraph's title.
_LABEL = re.compile(
    r"[A-Z][^;:|\n]{2,70}?(?:\s?[\u2013\u2014:]|\s-{1,2}|--)\s"
    r"(?=(?:In|On|Under|During|Effective|Pursuant|As|For|The|We|Our|Through)\b)"
)


def label_of(page: Page, sentence: Sentence) -> int | None:
    """Give where the title ends that a paragraph's first sentence begins with, or None."""
    label = _LABEL.match(page.flat, sentence.start, sentence.end)
    return label.end() if label and not _TELLS.search(page.flat, sentence.start, label.end()) else None


def opens_release(page: Page, sentence: Sentence) -> bool:
    """Tell whether a sentence is the headline of a release, though nothing marks it as one."""
    first = sentence.block == 0 and page.document.type.startswith("EX-99")
    return first and len(sentence.text) < 250 and not sentence.text.rstrip().endswith((".", '."'))


#: How far down a release lines stand under its headline that say what is paid.
_UNDER_HEADLINE = 5
_PAID = re.compile(
    r"[$\u20ac\u00a3\u00a5]\s?\d|\b(?:up-?front|milestones?|royalt(?:y|ies)|to receive|worldwide rights)\b",
    re.IGNORECASE,
)


def heads_next(page: Page, sentence: Sentence) -> bool:
    """Tell whether a heading may be of the next deal: no line under a headline that says what is paid is."""
    if not page.blocks[sentence.block].heading:
        return False
    under = page.document.type.startswith("EX-99") and 0 < sentence.index < _UNDER_HEADLINE
    return not (under and _PAID.search(sentence.text))
