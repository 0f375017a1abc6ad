"""Lists of targets that name their stem once: "JAK1/2", "PPAR alpha/delta", "VEGFR-1, -2 and -3"."""

from __future__ import annotations

import re
from collections.abc import Callable

_GREEK = r"alpha|beta|gamma|delta|epsilon|[\u03b1-\u03b5]"
#: A name that ends in what tells it from its kin.
_LAST = re.compile(rf"(?P<stem>.*?[A-Za-z0-9)])(?P<gap>[\s-]?)(?P<part>\d{{1,2}}[A-Za-z]?|{_GREEK})")
#: The next member of a list: behind a slash, or with a hyphen in place of the stem.
_NEXT = re.compile(
    rf"(?:/-?|(?:, ?|,? (?:and|or|&) )-)(?P<part>\d{{1,2}}[A-Za-z]?|{_GREEK})(?![\w%-]|\.\d)",
)
#: A bare figure belongs to the list only where nothing else can be counted by it.
_BARE = re.compile(
    r"(?:, (?:and )?| and | or )(?P<part>\d{1,2})(?=(?:(?:, (?:and )?| and | or )\d{1,2})*"
    r"(?:[,.;)]| \([A-Z]| (?:inhibitor|antagonist|agonist|kinase|receptor)s?\b))(?![\w%-]|\.\d)"
)
#: "TLR7, 8 and 9 agonists": what they are of stands behind the figures.
_BARE_OF = re.compile(
    r"(?:, (?:and )?| and | or )(?P<part>\d{1,2})(?=(?:(?:, (?:and )?| and | or )\d{1,2})*"
    r" (?:inhibitor|antagonist|agonist)s?\b)(?![\w%-]|\.\d)"
)
_LIST = 5
#: "GLP-1/GIP receptor agonist", "GLP-1, GIP and glucagon receptors": a word that the list shares.
_RECEPTOR = re.compile(
    r"/(?:[A-Z][\w-]*/)?[A-Z][\w-]*(?: \([A-Z]\w*\))? receptors?\b"
    r"|(?:, [A-Za-z][\w-]*){0,2},? and [A-Za-z][\w-]* receptors\b"
)
#: "The estrogen and progesterone receptors".
_SHARING = re.compile(r"(?<![\w-])[a-z][\w-]{3,20}(?:, [a-z][\w-]{3,20}){0,3},? (?:and|or) (?:the )?\Z")


def shares_receptor(flat: str, end: int) -> bool:
    """Tell whether a ligand's name that ends here opens a list whose last member says that receptors are meant.

    >>> shares_receptor("a GLP-1/GIP receptor agonist", 7), shares_receptor("IL-6 and a receptor", 4)
    (True, False)
    """
    return _RECEPTOR.match(flat, end) is not None


def receptors_before(flat: str, begin: int, end: int) -> list[tuple[int, int, str]]:
    """Give (start, end, name) of what shares the word "receptors" with the name at begin..end behind it.

    >>> receptors_before("the androgen and progesterone receptors", 17, 39)
    [(4, 12, 'androgen receptor')]
    """
    if not flat.endswith(" receptors", begin, end):
        return []
    listed = _SHARING.search(flat, max(0, begin - 70), begin)
    if listed is None:
        return []
    words = re.compile(r"[a-z][\w-]{3,}").finditer(flat, listed.start(), listed.end())
    return [(w.start(), w.end(), f"{w.group()} receptor") for w in words]


def continued(
    flat: str, begin: int, end: int, key_of: Callable[[str], str], *, listed: bool
) -> list[tuple[int, int, str, str]]:
    """Give (start, end, name, key) of the targets that go on a name by their last part alone.

    Args:
        flat: The page's text.
        begin: Where the name begins that the list opens with.
        end: Where it ends.
        key_of: Gives the key of a name, or "" where there is no such target.
        listed: Whether the words before the name say that it is a target, so that bare figures may go on it.

    >>> known = {"JAK1": "JAK1", "JAK2": "JAK2"}
    >>> continued("a JAK1/2 inhibitor", 2, 6, lambda name: known.get(name, ""), listed=False)
    [(7, 8, 'JAK2', 'JAK2')]
    """
    last = _LAST.fullmatch(flat, begin, end)
    if last is None:
        return []
    out: list[tuple[int, int, str, str]] = []
    at = end
    for _ in range(_LIST):
        more = _NEXT.match(flat, at) or (_BARE if listed else _BARE_OF).match(flat, at)
        if more is None or more["part"].isdigit() != last["part"][:1].isdigit():
            break
        name = last["stem"] + last["gap"] + more["part"]
        key = key_of(name)
        if not key and last["stem"].endswith("s"):  # "toll-like receptors 7 and 9"
            name = last["stem"][:-1] + last["gap"] + more["part"]
            key = key_of(name)
        if not key:
            break
        out.append((more.start("part"), more.end("part"), name, key))
        at = more.end()
    return out
