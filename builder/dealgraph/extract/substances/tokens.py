"""The words of a page, judged once each and found again where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable

#: Words with inner hyphens and dots, Greek letters too; "Lp(a)" keeps its parenthesis.
TOKEN = re.compile(r"[A-Za-z0-9\u00df\u0370-\u03ff]++(?:[-.][A-Za-z0-9\u00df\u0370-\u03ff]++)*+(?:\(a\))?")
#: Matches, without width, inside a word and not where one begins.
_INSIDE = re.compile(r"(?<=[A-Za-z0-9\u00df\u0370-\u03ff])|(?<=[A-Za-z0-9\u00df\u0370-\u03ff][-.])")
#: No name is longer; what is, is data or an attack.
_LONGEST = 60


def occurrences(flat: str, *judges: Callable[[str], bool]) -> list[list[tuple[int, str]]]:
    """Find the words that judges accept: for each judge (start, word) in order.

    Each distinct word is judged once, which is what makes a page cheap: a filing has few of them.

    >>> occurrences("to be or not to be", lambda word: word == "be")
    [[(3, 'be'), (16, 'be')]]
    """
    tokens = TOKEN.findall(flat)
    words = {word for word in set(tokens) if len(word) <= _LONGEST}
    accepted = [{word for word in words if judge(word)} for judge in judges]
    wanted = set().union(*accepted)
    spots: list[tuple[int, str]] = []
    end = 0
    for word in tokens:
        if word in wanted:
            start = flat.find(word, end)
            while not _stands(flat, start, word):
                start = flat.find(word, start + 1)
            spots.append((start, word))
            end = start + len(word)
    return [[spot for spot in spots if spot[1] in chosen] for chosen in accepted]


def _stands(flat: str, start: int, word: str) -> bool:
    """Tell whether a word stands by itself at an offset, and not as a part of a longer one."""
    found = TOKEN.match(flat, start)
    return found is not None and found.group() == word and not _INSIDE.match(flat, start)
