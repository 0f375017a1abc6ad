"""Finding many known names in a text in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

_CAPITAL = re.compile(r"[A-Z0-9][^\W_]*")
_PIECE = re.compile(r"[^\W_]+")
_SECOND = re.compile(r"[ ,.&+/()'-]{1,6}([^\W_]+)")
#: What may stand between two words of a name, once spaces and commas are taken away.
_GAP = re.compile(r"[ ,.&+/()'-]{0,6}")


#: The capitalised words and numbers of a text, and where each begins.
Capitals = dict[str, list[int]]


def capitals_of(flat: str) -> Capitals:
    """Index a text by its capitalised words, which every search for names begins from.

    >>> capitals_of("Acme and ACME, Acme")
    {'Acme': [0, 15], 'ACME': [9]}
    """
    out: Capitals = {}
    for match in _CAPITAL.finditer(flat):
        word = match.group()
        found = out.get(word)
        if found is None:
            out[word] = [match.start()]
        else:
            found.append(match.start())
    return out


_Row = tuple[tuple[str, ...], tuple[str, ...], int]


class NameTable:
    """Names by their first two words, longest first. Spaces and commas between words need not be alike.

    >>> NameTable([("Acme Bio, Inc.", 0), ("Acme", 1)]).find("With Acme Bio Inc. and ACME, and Acmes")
    [(5, 17, 0), (23, 27, 1)]
    """

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        self._by_first: dict[str, dict[str, list[_Row]]] = {}
        self._odd: list[str] = []
        for name, payload in names:
            self._add(name, payload)
            several = " " in name or len(name) > 5 or name == name.title()
            if len(name) > 3 and several and not name.isupper():
                self._add(name.upper(), payload)
        for seconds in self._by_first.values():
            for rows in seconds.values():
                rows.sort(key=lambda r: (-len(r[0]), r[0]))

    def _add(self, name: str, payload: int) -> None:
        pieces = list(_PIECE.finditer(name))
        if not pieces:
            return
        found = tuple(p.group() for p in pieces)
        gaps = tuple(_plain(name[a.end() : b.start()]) for a, b in pairwise(pieces))
        first = found[0]
        seconds = self._by_first.setdefault(first, {})
        rows = seconds.setdefault(found[1] if len(found) > 1 else "", [])
        if any(r[0] == found and r[1] == gaps for r in rows):
            return
        if not (first[0].isupper() or first[0].isdigit()) and first not in self._odd:
            self._odd.append(first)
        rows.append((found, gaps, payload))

    def find(self, flat: str, capitals: Capitals | None = None) -> list[tuple[int, int, int]]:
        """Give (start, end, payload) of each occurrence, without overlaps, in order.

        Args:
            flat: The text.
            capitals: Its capitalised words, if they are at hand already.
        """
        out: list[tuple[int, int, int]] = []
        last = 0
        for start, word in self._candidates(flat, capitals if capitals is not None else capitals_of(flat)):
            if start < last or (start and (flat[start - 1].isalnum() or flat[start - 1] in "@_")):
                continue
            seconds = self._by_first[word]
            following = _SECOND.match(flat, start + len(word))
            rows = seconds.get(following.group(1), ()) if following else ()
            for found, gaps, payload in (*rows, *seconds.get("", ())):
                end = _match(flat, start, found, gaps)
                if end:
                    out.append((start, end, payload))
                    last = end
                    break
        return out

    def _candidates(self, flat: str, capitals: Capitals) -> list[tuple[int, str]]:
        firsts = self._by_first
        found = [(start, word) for word in firsts.keys() & capitals.keys() for start in capitals[word]]
        for word in self._odd:
            at = flat.find(word)
            while at >= 0:
                end = at + len(word)
                if end >= len(flat) or not flat[end].isalnum():
                    found.append((at, word))
                at = flat.find(word, end)
        found.sort()
        return found


def _plain(gap: str) -> str:
    return gap.replace(" ", "").replace(",", "").replace(".", "")


def _match(flat: str, start: int, found: tuple[str, ...], gaps: tuple[str, ...]) -> int:
    end = start + len(found[0])
    for gap, word in zip(gaps, found[1:], strict=True):
        between = _GAP.match(flat, end)
        if between is None or not flat.startswith(word, between.end()) or _plain(between.group()) != gap:
            return 0
        if ". " in between.group() and _ends_sentence(flat, end):
            return 0
        end = between.end() + len(word)
    if end < len(flat) and (flat[end].isalnum() or flat[end] == "_"):
        return 0
    return end


def _ends_sentence(flat: str, end: int) -> bool:
    """Tell whether the word before a full stop is too long for an abbreviation; initials ("A.B.T.") are none."""
    begin = flat.rfind(" ", 0, end) + 1
    return end - begin > 4 and "." not in flat[begin:end]
