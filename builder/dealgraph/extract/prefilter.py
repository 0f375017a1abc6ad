r"""Patterns that look for their own words first, and are tried only where these stand.

A regular expression such as `\b(?:received|has|...)\b(?=[^.;]{0,70}\b(?:licen[sc]es?|rights?))` is tried at every
character of a passage, though none of its matches is without "licen" or "right", and each begins with "received" or
"has". `Prefiltered` reads such literals out of the pattern and asks for them with `in` and `str.find`, which are a
hundred times quicker. What is found is the same, and the rules stay as readable as they were.

The method is that of RE2's FilteredRE2 and of Cox, "Regular Expression Matching with a Trigram Index" (2012).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property

from dealgraph.extract.literals import literals_of

#: To match at one place costs less than to look through more characters than these.
_LONG = 1_000
#: Where openings stand more often than once in so many characters, the pattern is quicker by itself.
_DENSE = 6
#: To look for one opening costs about as much as to let the pattern itself look at so many characters; at fewer where
#: it ignores the case, since it then compares letter by letter with each of its alternatives.
_OPENING_COSTS, _OPENING_COSTS_FOLDED = 2.0, 0.5


def holds_any(text: str, literals: Iterable[str]) -> bool:
    """Tell whether a text holds one of some literals; quicker than `any` over a generator."""
    for literal in literals:  # noqa: SIM110
        if literal in text:
            return True
    return False


def by_letter(alternatives: str) -> str:
    r"""Write alternatives of a pattern by their first letters, so that one look at a letter rules out most of them.

    Each has to begin with a letter of its own, small or capital. Those of a letter keep their order, which counts.

    >>> by_letter(r"drugs?|cell (?:line|bank)|disease|x-ray")
    'd(?:rugs?|isease)|c(?:ell (?:line|bank))|x(?:-ray)'
    """
    groups: dict[str, list[str]] = {}
    depth = start = 0
    for at, char in enumerate(alternatives + "|"):
        depth += (char in "([") - (char in ")]")
        if char == "|" and not depth:
            groups.setdefault(alternatives[start], []).append(alternatives[start + 1 : at])
            start = at + 1
    return "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in groups.items())


class Choices:
    """Named patterns of which the first that a passage holds counts; a passage without any costs one look.

    >>> phase = Choices([("late", Prefiltered("late|pivotal")), ("early", Prefiltered("phase 1"))])
    >>> phase.literals
    ('late', 'phase 1', 'pivotal')
    >>> phase.of("a pivotal trial"), phase.of("a trial")
    ('late', None)
    """

    def __init__(self, patterns: Iterable[tuple[str, Prefiltered]]) -> None:
        self.patterns = tuple(patterns)

    @cached_property
    def literals(self) -> tuple[str, ...]:
        """Literals in small letters, of which each match of each pattern holds one; empty if none are known."""
        sets = [pattern.literals[:1] for _, pattern in self.patterns]
        if not all(sets):
            return ()
        found = {literal.lower() for (literals,) in sets for literal in literals}
        return tuple(sorted(a for a in found if not any(b in a and a != b for b in found)))

    def of(self, passage: str) -> str | None:
        """Name the first pattern that is found in a passage, or None."""
        if self.literals and passage.isascii() and not holds_any(passage.lower(), self.literals):
            return None
        return next((name for name, pattern in self.patterns if pattern.search(passage)), None)


class Prefiltered:
    r"""A pattern with the literals that its matches hold and begin with; compiled when it is first used.

    The methods are those of `re.Pattern`, with the same arguments and answers.

    >>> grant = Prefiltered(r"\b[Gg]rant(?:ed|s)?(?=[^.;]{0,40}\b(?:licen[sc]es?|rights?)\b)")
    >>> grant.literals, grant.openings
    ((('rant',), ('licen', 'right')), (('rant', 1),))
    >>> grant.search("Acme granted a license").span(), grant.search("Acme granted leave")
    ((5, 12), None)
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern, self.flags)

    @cached_property
    def _told(self) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, int], ...]]:
        return literals_of(self.pattern, self.flags)

    @cached_property
    def literals(self) -> tuple[tuple[str, ...], ...]:
        """Sets of literals, of each of which every match holds one; in small letters if the case is ignored."""
        return self._told[0]

    @cached_property
    def openings(self) -> tuple[tuple[str, int], ...]:
        """(literal, offset): one of the literals stands at its offset in every match; empty if none is known."""
        return self._told[1]

    @cached_property
    def _opening_costs(self) -> float:
        return (_OPENING_COSTS_FOLDED if self._folded else _OPENING_COSTS) * len(self.openings)

    @cached_property
    def _folded(self) -> bool:
        return bool(self.regex.flags & re.IGNORECASE)

    def _look(self, text: str, start: int, end: int) -> str | None:
        """Give the passage to find openings in: None where nothing can match, "" where only the pattern can tell."""
        passage = text[start:end]
        if self._folded:
            if not passage.isascii():  # in which other letters may equal those of the literals
                return ""
            passage = passage.lower()
        for literals in self.literals:  # written out, since calls would cost more than what they do
            for literal in literals:
                if literal in passage:
                    break
            else:
                return None
        return passage

    def _starts(self, passage: str) -> list[int] | None:
        """Give the places where a match may begin, or None where too many are or too much is to be looked for."""
        if self._opening_costs > len(passage):
            return None
        found: list[int] = []
        most = len(passage) // _DENSE
        for literal, offset in self.openings:
            if literal not in passage:  # as most are not; quicker than to call `find` for each
                continue
            at = passage.find(literal)
            while at >= 0:
                if at >= offset:
                    found.append(at - offset)
                at = passage.find(literal, at + 1)
            if len(found) > most:
                return None
        found.sort()
        return found

    def may_match(self, text: str) -> bool:
        """Tell whether a text holds the literals that each match holds, wherever they stand."""
        return self._look(text, 0, len(text)) is not None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Find the first match in a passage."""
        passage = self._look(text, start, end)
        if passage is None:
            return None
        if not passage or not self.openings or (starts := self._starts(passage)) is None:
            return self.regex.search(text, start, end)
        match = self.regex.match
        for at in starts:
            if found := match(text, start + at, end):
                return found
        return None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Match at the start of a passage."""
        if min(end, len(text)) - start <= _LONG and self._look(text, start, end) is None:
            return None
        return self.regex.match(text, start, end)

    def sub(self, replacement: str, text: str) -> str:
        """Replace each match in a text."""
        return text if self._look(text, 0, len(text)) is None else self.regex.sub(replacement, text)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterable[re.Match[str]]:
        """Find all matches in a passage."""
        passage = self._look(text, start, end)
        if passage is None:
            return ()
        if not passage or not self.openings or (starts := self._starts(passage)) is None:
            return self.regex.finditer(text, start, end)
        return self._matches(text, [start + at for at in starts], end) if starts else ()

    def _matches(self, text: str, starts: list[int], end: int) -> Iterator[re.Match[str]]:
        """Match at places in order, none within the match before."""
        match = self.regex.match
        last = 0
        for at in starts:
            if at >= last and (found := match(text, at, end)):
                yield found
                last = found.end()
