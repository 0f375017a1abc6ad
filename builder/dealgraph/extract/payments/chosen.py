"""Which of a filing's deals a sentence on payments speaks of."""

from __future__ import annotations

from dealgraph.extract.reading import Reading
from dealgraph.extract.text import Sentence

#: Deals that make one company the owner of another, and give it no part in the other's licences.
_OF_OWNERS = frozenset(("equity", "acquisition", "merger"))


def deal_spoken_of(reading: Reading, number: int, sentence: Sentence, deals: list[int]) -> int:
    """Choose the deal that a sentence speaks of: by its name, then by its parties, then the one met last."""
    text = sentence.text
    here = {m.entity for m in reading.companies_in(number, sentence.start, sentence.end) if not m.generic}

    def weight(d: int) -> tuple[int, int, int]:
        deal = reading.deals[d]
        named = any(name in text for name in deal.names)
        near = max(
            (
                s.start
                for s in deal.evidence
                if s.document == reading.pages[number].document.sequence and s.start <= sentence.start
            ),
            default=-1,
        )
        return int(named), len({c for c, _ in deal.parties} & here), near

    best = max(deals, key=lambda d: (*weight(d), -d))
    return best if weight(best)[0] else _ours(reading, sentence, best, here)


def _ours(reading: Reading, sentence: Sentence, deal: int, here: set[int]) -> int:
    """Prefer the filer's own deal to one between others, such as an upstream licence."""
    we = reading.companies.we
    parties = {c for c, _ in reading.deals[deal].parties}
    if we is None or we in parties or len(parties & here) > 1:
        return deal
    start = sentence.start
    own = [
        (max((s.start for s in other.evidence if s.start <= start), default=-1), d)
        for d, other in enumerate(reading.deals)
        if not set(other.types) <= _OF_OWNERS
        and (mine := {c for c, _ in other.parties}) >= {we}
        and mine & parties & (here or parties)
    ]
    own = [o for o in own if o[0] >= 0]
    return max(own)[1] if own else deal
