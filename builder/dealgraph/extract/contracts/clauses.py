"""Clauses of a contract: who does something to whom, counted by the words that it calls its parties by."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from dealgraph.extract.contracts.called import PartyDraft

#: Most clauses that are looked at: the first ones make the deal, the rest repeat it.
MOST = 80


@dataclass(slots=True)
class Votes:
    """Who does something to whom, counted, with the words of each clause."""

    count: Counter[tuple[int, int]] = field(default_factory=Counter)
    clauses: dict[tuple[int, int], list[str]] = field(default_factory=dict)

    def add(self, who: int | None, whom: int | None, weight: int, clause: str) -> None:
        """Count a clause, if both parties are known and differ."""
        if who is not None and whom is not None and who != whom:
            self.count[who, whom] += weight
            self.clauses.setdefault((who, whom), []).append(clause)

    def winner(self) -> tuple[int, int] | None:
        """Give the direction that outweighs its opposite."""
        ranked = sorted(self.count.items(), key=lambda x: (-x[1], x[0]))
        if not ranked:
            return None
        (who, whom), weight = ranked[0]
        return (who, whom) if weight > self.count.get((whom, who), 0) else None


class Designators:
    """The words by which a contract speaks of its parties, to be looked up in clauses."""

    def __init__(self, parties: list[PartyDraft], extra: list[list[str]]) -> None:
        self._of: dict[str, int] = {}
        self._size = len(parties)
        for i, party in enumerate(parties):
            for name in (party.name.text, *party.short, *party.parts, *extra[i]):
                self._of.setdefault(name, i)
                if name in party.parts:
                    self._of.setdefault(name.upper(), i)
        names = sorted(self._of, key=lambda n: (-len(n), n))
        self._regex = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(n) for n in names) + r")(?!\w)")

    def last(self, text: str) -> int | None:
        """Give the party that is named last, but for one in the genitive ("X's patents")."""
        found = None
        for match in self._regex.finditer(text):
            if not text.startswith("'", match.end()):
                found = self._of[match.group()]
        return found

    def beside(self, text: str) -> int | None:
        """Give the party before the one named last, where both are subjects ("Alder and Birch hereby grant")."""
        found = [*self._regex.finditer(text)][-2:]
        if len(found) == 2 and text[found[0].end() : found[1].start()].strip() in (
            "and",
            "and the",
            "and The",
        ):
            return self._of[found[0].group()]
        return None

    def at(self, text: str) -> tuple[int, int] | None:
        """Give the party that the text begins with, and where its name ends."""
        match = self._regex.match(text)
        return (self._of[match.group()], match.end()) if match else None

    def by(self, text: str) -> int | None:
        """Give the party that stands behind "by"."""
        match = re.search(r"\bby\s", text[:160])
        return self.first(text[match.end() : match.end() + 60]) if match else None

    def other(self, party: int | None) -> int | None:
        """Give the other one of two parties."""
        return 1 - party if party is not None and self._size == 2 else None

    def first(self, text: str) -> int | None:
        """Give the party that is named first."""
        match = self._regex.search(text)
        return self._of[match.group()] if match else None


def clause_at(flat: str, start: int, end: int) -> tuple[str, str]:
    """Give what stands before and after a verb in its sentence, within reach."""
    before = flat[max(0, start - 160) : start]
    after = flat[end : end + 420]
    before = re.split(r"[.;]\s|\n", before)[-1]
    return before, re.split(r"(?<=[a-z)])\.\s|\n", after)[0]
