"""Titles that stand in the paragraph that they open."""

from __future__ import annotations

import re

from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.text import Page, Sentence

#: "Cholbam (cholic acid). In January 2015, we": a title that stands in the paragraph that it opens.
_RUN_IN = re.compile(r"[A-Z(][^;:$]{2,75}[.:]\Z")
_TELLS = Prefiltered(
    r"\b(?:is|are|was|were|has|have|had|will|would|may|can|did|do|does|be|been|we|us|our|they|it|its|this|these|that|there"
    r"|[a-z]{3,}ed|pays?|paid|makes?|made|owes?|grew|rose|fell|see)\b"
)


def opens_paragraph(page: Page, sentence: Sentence) -> bool:
    """Tell whether a sentence is the title of its paragraph, which goes on about what it names."""
    text = sentence.text
    if len(text) > 80 or page.blocks[sentence.block].row or page.blocks[sentence.block].heading:
        return False
    after = page.sentences[sentence.index + 1 : sentence.index + 2]
    goes_on = bool(after) and after[0].block == sentence.block
    return goes_on and _RUN_IN.match(text) is not None and not _TELLS.search(text)
