"""Who buys whom, from the language of mergers."""

from __future__ import annotations

import re

from dealgraph.extract.mentions import Mention
from dealgraph.extract.text import Sentence

#: "With X surviving the merger as a wholly owned subsidiary of Y".
_SURVIVES = re.compile(
    r"\b(?:surviv\w+|continu\w+|becom\w+|merge[ds]? with and into|became)\b"
    r"[^.;]{0,90}?\bsubsidiary of\s+(?:the\s+)?"
)


def survivor(flat: str, sentence: Sentence, mentions: list[Mention]) -> tuple[int, int] | None:
    """Give acquirer and target of words that tell whose subsidiary the merged company becomes."""
    for match in _SURVIVES.finditer(flat, sentence.start, sentence.end):
        target = next((m.entity for m in reversed(mentions) if m.end <= match.start()), None)
        parent = next((m.entity for m in mentions if 0 <= m.start - match.end() < 4), None)
        if target is not None and parent is not None and target != parent:
            return parent, target
    return None
