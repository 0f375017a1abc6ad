"""What a regular expression tells by itself: the literals that its matches hold, and those that they begin with.

Read from the syntax tree that `re` makes of a pattern. What is not understood tells nothing, which is always safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

syntax: Any
try:
    syntax = import_module("re._parser")
except ImportError:  # a private module, without which patterns tell nothing and are tried everywhere
    syntax = None

#: An operation of the syntax tree and its argument.
Item = tuple[Any, Any]
#: Literals, of which each match holds one.
Literals = frozenset[str]
#: Literals and their offsets from the start of a match, of which one applies.
Openings = frozenset[tuple[str, int]]

#: Shorter literals stand nearly everywhere, and of more of them one always does.
SHORTEST, MOST = 3, 60
#: What most sentences about deals hold tells little of them, unless the others are shorter than `TELLING`.
COMMON, TELLING = (
    ("gree", "icen", "ight", "ollabor", "artner", "lliance", "rrange", "ontract", "roduct", "evelop"),
    3,
)
#: What nearly every sentence holds.
STOP_WORDS = frozenset(
    "and for from has its not our that the their they this was were will with would".split()
)
#: How many sets of literals are given.
SETS = 2
#: An opening may be this short, its literal stand this far into a match, and this many be looked for.
SHORTEST_OPENING, FARTHEST, MOST_OPENINGS = 2, 12, 100
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def literals_of(
    pattern: str, flags: int = 0
) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, int], ...]]:
    r"""Give the required literals and the opening literals of a pattern, which is parsed once for both.

    >>> literals_of(r"\b[Dd]eals?\b")
    ((('eal',),), (('eal', 1),))
    """
    if syntax is None:
        return (), ()
    parsed = syntax.parse(pattern, flags)
    folded = bool(parsed.state.flags & re.IGNORECASE)
    required = tuple(tuple(sorted(literals)) for literals in _of_sequence(parsed, folded)[:SETS])
    openings = _shortest(_openings(list(parsed), 0, folded))
    return required, tuple(sorted(openings)) if len(openings) <= MOST_OPENINGS else ()


def required_literals(pattern: str, flags: int = 0) -> tuple[tuple[str, ...], ...]:
    r"""Give sets of literals, of each of which every match of a pattern holds one, the most telling first.

    >>> required_literals(r"\b(?:up-?front|milestone)s? payments?\b")
    ((' payment',), ('front', 'milestone'))
    >>> required_literals(r"(?:sold|bought)\b", re.IGNORECASE), required_literals(r"\w+|x")
    ((('bought', 'sold'),), ())
    """
    return literals_of(pattern, flags)[0]


def opening_literals(pattern: str, flags: int = 0) -> tuple[tuple[str, int], ...]:
    r"""Give literals and offsets such that one of them stands at its offset in every match; () where none are known.

    >>> opening_literals(r"\b(?:[Ss]ub-?)?[Ll]icen[sc]es?\b|\bdeals?\b")
    (('deal', 0), ('icen', 1), ('ub', 1))
    >>> opening_literals(r"\w+ license")
    ()
    """
    return literals_of(pattern, flags)[1]


def _of_sequence(items: Iterable[Item], folded: bool) -> list[Literals]:
    """Give the sets of literals that the parts of a sequence require, the most telling first."""
    found = {_fewest(s) for s in _sets(items, folded)}
    good = [s for s in found if s and len(s) <= MOST and min(map(len, s)) >= SHORTEST]
    return sorted(good, key=lambda s: (_commonness(s), -min(5, *map(len, s)), len(s), sorted(s)))


def _commonness(literals: Literals) -> int:
    """Rank literals by where they stand: 0 in few sentences, 1 in most that speak of deals, 2 nearly everywhere."""
    words = {a.strip() for a in literals}
    if not STOP_WORDS.isdisjoint(words) or min(map(len, words)) < TELLING:
        return 2
    return 1 if any(word in a for a in literals for word in COMMON) else 0


def _sets(items: Iterable[Item], folded: bool) -> Iterator[Literals]:
    run = ""
    for operation, argument in items:
        name = str(operation)
        if name == "LITERAL":
            run += chr(argument)
        elif name != "AT":  # which takes no room
            yield _literal(run, folded)
            run = ""
            yield from _of_operation(name, argument, folded)
    yield _literal(run, folded)


def _literal(run: str, folded: bool) -> Literals:
    """Give a run of characters as a set, or none where its other case may be no ASCII."""
    if not run or (folded and not run.isascii()):
        return frozenset()
    return frozenset([run.lower() if folded else run])


def _of_operation(name: str, argument: Any, folded: bool) -> list[Literals]:
    if name == "SUBPATTERN":
        _, added, removed, inner = argument
        return [] if added or removed else _of_sequence(inner, folded)
    if name == "ATOMIC_GROUP":
        return _of_sequence(argument, folded)
    if name == "ASSERT" and argument[0] > 0:  # what is looked ahead for; behind it may lie before the passage
        return _of_sequence(argument[1], folded)
    if name in _REPEATS and argument[0] > 0:
        return _of_sequence(argument[2], folded)
    if name == "BRANCH":
        parts = [_of_sequence(part, folded) for part in argument[1]]
        return [frozenset().union(*(sets[0] for sets in parts))] if all(parts) else []
    return []


def _fewest(literals: Literals) -> Literals:
    """Leave out the literals that hold another one."""
    return frozenset(a for a in literals if not any(b in a and b != a for b in literals))


def _openings(items: Sequence[Item], offset: int, folded: bool) -> Openings:
    """Give the openings of a sequence whose first part stands at an offset; none where they are not known."""
    run = ""
    while items and (str(items[0][0]) == "LITERAL" or (run and str(items[0][0]) == "AT")):
        run += chr(items[0][1]) if str(items[0][0]) == "LITERAL" else ""
        items = items[1:]
    if len(run) >= SHORTEST_OPENING:
        return frozenset((literal, offset) for literal in _literal(run, folded))
    offset += len(run)
    if not items or offset > FARTHEST:
        return frozenset()
    name, argument, rest = str(items[0][0]), items[0][1], items[1:]
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        return _openings(rest, offset, folded)
    if name in ("IN", "ANY", "NOT_LITERAL"):
        return _openings(rest, offset + 1, folded)
    if name == "SUBPATTERN":
        _, added, removed, inner = argument
        return frozenset() if added or removed else _openings([*inner, *rest], offset, folded)
    if name == "ATOMIC_GROUP":
        return _openings([*argument, *rest], offset, folded)
    if name == "BRANCH":
        return _all([_openings([*part, *rest], offset, folded) for part in argument[1]])
    if name in _REPEATS:
        least, most, inner = argument
        if least > 0:
            return _openings(list(inner), offset, folded)
        within = _openings([*inner, *rest] if most == 1 else list(inner), offset, folded)
        return _all([within, _openings(rest, offset, folded)])
    return frozenset()


def _shortest(openings: Openings) -> Openings:
    """Leave out the openings that begin with another one at their offset, which stands wherever they do."""
    return frozenset(
        (a, at)
        for a, at in openings
        if not any((a[:length], at) in openings for length in range(SHORTEST_OPENING, len(a)))
    )


def _all(parts: list[Openings]) -> Openings:
    """Join the openings of alternatives, if those of each are known."""
    return (
        frozenset().union(*parts) if all(parts) and sum(map(len, parts)) <= 2 * MOST_OPENINGS else frozenset()
    )
