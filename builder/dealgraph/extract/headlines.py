"""Headlines of releases in plain case: "Acme Acquires Rights to Palvexin" says "Acme acquires rights to Palvexin".

What tells a deal is written in small letters in the text of a release, and with capitals in its headline. Once the
names of companies, drugs and antigens are known, all else of a headline can be read as if it stood in the text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dealgraph.extract.companies.tables import words
from dealgraph.extract.dates import MONTHS
from dealgraph.extract.reading import Reading
from dealgraph.extract.text import Page, Sentence

#: In how many first sentences headlines stand.
_LINES = 4
#: Length of a release's opening.
_SHORT = 3000
#: Which share of a headline's longer words has capitals.
_SHARE = 0.6
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
#: A dateline, whose capitals say where and by whom a release was sent.
_DATELINE = re.compile(r"\b(?:19|20)\d\d\b|NEWSWIRE|Newswire|WIRE|\s--\s")
_NATIONS = frozenset(
    "african american asian australian austrian belgian brazilian british canadian chinese danish dutch european"
    " finnish french german greek indian irish israeli italian japanese korean latin mexican north northern"
    " norwegian russian scandinavian scottish south southeast southern spanish swedish swiss taiwanese turkish i ii "
    "iii iv".split()
)


def plain_headlines(reading: Reading) -> None:
    """Put the headlines of a filing's releases into the case of its text."""
    if any(page.document.type.startswith("EX-99") for page in reading.pages):
        reading.pages = tuple(_plain(reading, i, page) for i, page in enumerate(reading.pages))


def _plain(reading: Reading, index: int, page: Page) -> Page:
    named = len(reading.companies.entities) + len(reading.substances.drugs)
    if not page.document.type.startswith("EX-99") or (named < 2 and len(page.flat) > _SHORT):
        return (
            page  # a long text that names none but its filer tells of no deal, and isn't cut into sentences
        )
    flat = page.flat
    for sentence in page.sentences[:_LINES]:
        flat = flat[: sentence.start] + _lowered(reading, index, sentence) + flat[sentence.end :]
    if flat == page.flat:
        return page
    sentences = tuple(replace(s, text=flat[s.start : s.end]) for s in page.sentences[:_LINES])
    return page.reworded(flat, (*sentences, *page.sentences[_LINES:]))


def _lowered(reading: Reading, index: int, sentence: Sentence) -> str:
    """Give a headline with small letters, but for names; any other sentence as it is."""
    if _DATELINE.search(sentence.text):
        return sentence.text
    kept = _named(reading, index, sentence)
    found = [
        m for m in _WORD.finditer(sentence.text) if not any(s < m.end() and m.start() < e for s, e in kept)
    ]
    long = [m[0] for m in found if len(m[0]) > 3 and not _is_name(m[0])]
    if not long or sum(w[0].isupper() for w in long) < _SHARE * len(long):
        return sentence.text
    shouted = all(w.isupper() for w in long)
    text = sentence.text
    for match in found:
        word = match[0]
        if match.start() and len(word) > 1 and (shouted or word.istitle()) and not _is_name(word):
            text = text[: match.start()] + word.lower() + text[match.end() :]
    return text


def _named(reading: Reading, index: int, sentence: Sentence) -> list[tuple[int, int]]:
    """Give the places of names in a sentence."""
    bounds = (index, sentence.start, sentence.end)
    mentions = [*reading.companies_in(*bounds), *reading.drugs_in(*bounds), *reading.antigens_in(*bounds)]
    return [(m.start - sentence.start, m.end - sentence.start) for m in mentions]


def _is_name(word: str) -> bool:
    """Tell whether a word has its capital everywhere: a country, a nation, a month."""
    low = word.lower()
    return low in words().places or low in _NATIONS or low in MONTHS
