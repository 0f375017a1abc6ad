"""By how much bare figures are to be multiplied: tables and statements "in thousands"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.text import Page

_TABLE_SCALE = re.compile(
    r"\b(?:in|in u\.?s\.? dollars,?|amounts? in|dollars in|expressed in)[ ](thousands|millions)\b"
    r"|\(000's\)|\(\$?000s?\)"
)


class Scales:
    """By how much bare figures are to be multiplied, by place.

    A statement's or note's title "(in thousands)" scales all bare figures after it, unless the text after it
    mostly writes "million" out; the same words at a table scale that table only.
    """

    def __init__(self, page: Page) -> None:
        self._ranges: list[tuple[int, int, int]] = []
        lowered = page.flat.lower()
        for match in _scale_marks(lowered):
            sentence = page.sentence_at(match.start())
            if sentence is None:
                continue
            scale = 10**6 if (match[1] or "").lower() == "millions" else 1000
            block = page.blocks[sentence.block]
            table_end = _table_end(page, block.index)
            if table_end > block.end or block.row or page.flat[block.start] == "|":
                self._ranges.append((match.start(), table_end, scale))
            elif (block.heading or len(page.flat[block.start : block.end]) < 200) and not _spelled_out(
                page.flat[match.end() :]
            ):
                self._ranges.append((match.start(), len(page.flat), scale))

    def at(self, offset: int) -> int:
        """Give the factor for a bare figure at this offset."""
        return next((s for start, end, s in reversed(self._ranges) if start <= offset < end), 1)


def _scale_marks(lowered: str) -> Iterator[re.Match[str]]:
    for word in ("thousands", "millions", "000"):
        at = lowered.find(word)
        while at >= 0:
            match = _TABLE_SCALE.search(lowered, max(0, at - 20), at + 12)
            if match:
                yield match
            at = lowered.find(word, at + len(word))


def _table_end(page: Page, block: int) -> int:
    last = block
    for following in page.blocks[block + 1 : block + 200]:
        if not (following.row or page.flat[following.start] == "|"):
            break
        last = following.index
    return page.blocks[last].end


def _spelled_out(text: str) -> bool:
    figures = len(re.findall(r"[$€£]\s?\d", text))
    return len(re.findall(r"[$€£]\s?[\d.,]+ (?:m|b)illion", text)) * 5 >= figures
