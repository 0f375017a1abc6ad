"""What is known of organisations' names before any filing is read.

The words stand in `tables/company_words.toml`, the well-known names in `tables/companies.tsv`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"(?<=\b[^\W_])[./](?=[^\W_]\b)")
_SUFFIX = (
    "incorporated inc corporation corp company co limited ltd llc lp llp plc gmbh mbh ag sa nv bv ab as asa"
    " oy oyj aps spa srl sprl sarl sas kk kgaa kg se pte pty pvt ltda lda ulc pbc holdings holding group bvba kft "
    "dac icav"
)
_SUFFIXES = frozenset(_SUFFIX.split())


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `company_words.toml`; `stop`, `weak_first` and `not_institution` in lower case."""

    stop: frozenset[str]
    weak_first: frozenset[str]
    legal_firsts: frozenset[str]
    trade: frozenset[str]
    institution: frozenset[str]
    not_institution: frozenset[str]
    not_company: frozenset[str]
    not_name: frozenset[str]
    places: frozenset[str]
    common: frozenset[str]
    persons: frozenset[str]
    legal_soft: frozenset[str]
    legal_mixed: frozenset[str]
    institution_strong: frozenset[str]
    inside: frozenset[str]
    and_tail: frozenset[str]
    connectors: frozenset[str]
    roles: frozenset[str]
    not_alias: frozenset[str]
    legal_pattern: re.Pattern[str] = field(repr=False)
    trade_pattern: re.Pattern[str] = field(repr=False)
    institution_pattern: re.Pattern[str] = field(repr=False)


def _alternatives(words: str, tail: str) -> re.Pattern[str]:
    """Make a pattern that begins with literals, which the regex engine scans for quickly."""
    ordered = sorted(set(words.split()), key=lambda w: (-len(w), w))
    return re.compile("(?:" + "|".join(re.escape(w) for w in ordered) + ")" + tail)


def _table(name: str) -> str:
    return files("dealgraph.extract").joinpath("tables", name).read_text(encoding="utf-8")


def _first_piece(form: str) -> str:
    """Give the part of a legal form that a search for capitalised words finds ("S" of "S.p.A")."""
    found = _WORD.match(form)
    return form if form[0].islower() or found is None else found.group()


@cache
def words() -> Words:
    """Give the word lists.

    >>> "agreement" in words().stop and "Therapeutics" in words().trade
    True
    """
    raw: dict[str, str] = tomllib.loads(_table("company_words.toml"))
    lower = {k: frozenset(v.lower().split()) for k, v in raw.items()}
    return Words(
        stop=lower["stop"],
        weak_first=lower["weak_first"],
        legal_firsts=frozenset(_first_piece(w) for w in raw["legal"].split()),
        trade=frozenset(raw["trade"].split()),
        institution=frozenset(raw["institution"].split()),
        not_institution=lower["not_institution"],
        not_company=frozenset(raw["not_company"].split()),
        not_name=frozenset(
            core_key(n) for line in raw["not_name"].splitlines() for n in line.split("|") if n
        ),
        places=lower["places"],
        common=lower["weak_first"] | lower["places"] | lower["not_institution"] | {"of"},
        persons=frozenset(raw["persons"].split()),
        legal_soft=frozenset(raw["legal_soft"].split()),
        legal_mixed=frozenset(raw["legal_mixed"].split()),
        institution_strong=frozenset(raw["institution_strong"].split()),
        inside=lower["inside"],
        and_tail=frozenset(raw["and_tail"].split()),
        connectors=frozenset(raw["connectors"].split()),
        roles=lower["roles"],
        not_alias=frozenset(raw["not_alias"].split()),
        legal_pattern=_alternatives(raw["legal"], r"(?![^\W_]|[-&/][^\W_]|'(?!s\b)[^\W_])"),
        trade_pattern=_alternatives(raw["trade"], r"(?![^\W_]|-[a-z])"),
        institution_pattern=_alternatives(raw["institution"], r"(?![^\W_]|-[a-z])"),
    )


@cache
def known() -> tuple[tuple[str, ...], ...]:
    """Give the well-known organisations: full name first, then the other names, row by row."""
    lines = _table("companies.tsv").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=8)
def spaced_words(text: str) -> frozenset[str]:
    """Give what stands between two spaces of a text: looked up for each of very many names, found once.

    >>> sorted(spaced_words("An elder tree, and an oak"))
    ['an', 'and', 'elder', 'tree,']
    """
    return frozenset(text.split(" ")[1:-1])


def name_words(name: str) -> list[str]:
    """Give the words of a name in lower case, initials joined ("B.V." is "bv").

    >>> name_words("Takeda Pharmaceuticals U.S.A., Inc.")
    ['takeda', 'pharmaceuticals', 'usa', 'inc']
    """
    return list(_split(name))


@lru_cache(maxsize=4096)
def _split(name: str) -> tuple[str, ...]:
    plain = name.casefold().replace("'s", "").replace("\u2019s", "")
    return tuple(_WORD.findall(_JOINED.sub("", plain)))


#: Only its legal form tells it from the American company of that name.
_MERCK_OF_DARMSTADT = ["merck", "kgaa"]


def core_words(name: str) -> list[str]:
    """Give the words of a name without article and legal form.

    >>> core_words("Innovent Biologics, Inc."), core_words("Merck & Co., Inc.")
    (['innovent', 'biologics'], ['merck'])
    """
    found = name_words(name)
    if len(found) > 1 and found[0] == "the":
        found = found[1:]
    while len(found) > 1 and found[-1] in _SUFFIXES and found != _MERCK_OF_DARMSTADT:
        found.pop()
    return found


def core_key(name: str) -> str:
    """Give what two ways to write one name have in common.

    >>> core_key("IMMUNOGEN INC") == core_key("ImmunoGen, Inc.")
    True
    """
    return "".join(core_words(name))


@cache
def known_keys() -> dict[str, int]:
    """Give the row of `known` for each key of a well-known name."""
    keys: dict[str, int] = {}
    for i, row in enumerate(known()):
        for name in row:
            keys.setdefault(core_key(name), i)
    return keys


def is_legal_suffix(word: str) -> bool:
    """Tell whether a lower-case word is a legal form."""
    return word in _SUFFIXES
