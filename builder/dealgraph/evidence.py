"""Finding the passage that a quote or a name was taken from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dealgraph.facts import Span
from dealgraph.filing import Document

#: A name found more often than this in one document adds nothing as evidence.
MOST_MENTIONS = 12


def locate(quote: str, documents: Sequence[Document]) -> Span | None:
    r"""Find the first passage that reads like the quote, runs of white space counting as one.

    >>> doc = Document(1, "8-K", "a.txt", "It  paid\n$2 million.")
    >>> locate("paid $2", [doc])
    Span(document=1, start=4, end=11, text='paid\n$2')
    """
    words = quote.split()
    if not words:
        return None
    for document in documents:
        start = document.text.find(quote)
        if start >= 0:
            return Span(document.sequence, start, start + len(quote), quote)
    # Quotes copied from the source carry its marks (Markdown, escapes) which canonical text lacks: then
    # letters decide.
    letters = re.findall(r"\w+", re.sub(r"<[^<>]{1,20}>", " ", quote).replace("_", " "))
    wordings = [r"\s+".join(map(re.escape, words)), r"[\W_]{1,12}".join(letters)]
    for wording in wordings if letters else wordings[:1]:
        for document in documents:
            if found := re.search(wording, document.text):
                return Span(document.sequence, found.start(), found.end(), found.group())
    return None


def find_names(names: Iterable[str], documents: Sequence[Document]) -> tuple[Span, ...]:
    """Find where names stand as whole words, in text order, at most MOST_MENTIONS in a document."""
    parts = sorted({n for n in names if n.strip()}, key=lambda n: (-len(n), n))
    if not parts:
        return ()
    wording = "|".join(r"\s+".join(map(re.escape, n.split())) for n in parts)
    pattern = re.compile(rf"(?<!\w)(?:{wording})(?!\w)")
    spans: list[Span] = []
    for document in documents:
        for count, found in enumerate(pattern.finditer(document.text)):
            if count == MOST_MENTIONS:
                break
            spans.append(Span(document.sequence, found.start(), found.end(), found.group()))
    return tuple(spans)
