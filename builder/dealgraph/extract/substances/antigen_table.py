"""What the tables know of targets: their names, the symbols of their genes, and HGNC's numbers."""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.resources import files

from dealgraph.extract.substances import nomenclature
from dealgraph.extract.substances.tokens import TOKEN

_GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "κ": "kappa",
    "ε": "epsilon",
    "θ": "theta",
    "ζ": "zeta",
    "μ": "mu",
}


def norm(name: str) -> str:
    """Bring a target's name to the form that spelling variants share.

    >>> norm("TNF-α") == norm("TNF alpha")
    True
    """
    if name.isascii() and name.isalnum():
        return name.lower()
    low = name.replace("ß", "β").casefold()  # filings write the one for the other
    for letter, word in _GREEK.items():
        low = low.replace(letter, word)
    return re.sub(r"[\s\-'/,.]+", "", low)


@cache
def _hgnc() -> tuple[dict[str, str], dict[str, str]]:
    """Give HGNC's numbers by symbol, and symbols by alias where the alias is no one else's."""
    raw = gzip.decompress(files("dealgraph.extract").joinpath("tables", "hgnc.tsv.gz").read_bytes()).decode(
        "utf-8"
    )
    numbers: dict[str, str] = {}
    aliases: dict[str, str] = {}
    shared: set[str] = set()
    for line in raw.splitlines():
        number, symbol, others = line.split("\t")
        numbers[symbol] = number
        for alias in filter(None, others.split("|")):
            if aliases.setdefault(alias, symbol) != symbol:
                shared.add(alias)
    return numbers, {
        alias: symbol for alias, symbol in aliases.items() if alias not in shared and alias not in numbers
    }


@cache
def names_of_targets() -> tuple[dict[str, str], dict[str, list[str]]]:
    """Give the key of each normed name, and the names of several words by their first word."""
    keys: dict[str, str] = {}
    longer: dict[str, list[str]] = {}
    for symbols, names in nomenclature.rows("antigens.tsv"):
        every = names.split("|")
        for name in every:
            key = norm(every[0]) if symbols == "-" else symbols
            keys.setdefault(norm(name), key)
            tokens = TOKEN.findall(name)
            if len(tokens) > 1:
                # "B-cell activating factor" may be written "B cell activating factor" and the other way round
                firsts = (tokens[0], tokens[0].split("-")[0], tokens[0] + tokens[1])
                for first in dict.fromkeys(norm(first) for first in firsts):
                    longer.setdefault(first, []).append(name)
    return keys, {first: sorted(names, key=len, reverse=True) for first, names in longer.items()}


#: The letters and the figure of a target's short name, which may be written apart: "IL 17A", "MAGE A3".
_LETTERS_FIGURE = re.compile(r"([a-z]{2,5}?)([a-l]?\d{1,3}[a-z]?)")


@cache
def spaced_heads() -> frozenset[str]:
    """Give the letters, as capitals, with which targets' short names of letters and a figure begin."""
    split = (_LETTERS_FIGURE.fullmatch(name) for name in names_of_targets()[0])
    return frozenset(m[1].upper() for m in split if m)


def exact_match(key: str) -> tuple[str, ...]:
    """Give the HGNC identifiers of a key.

    >>> exact_match("ERBB2"), exact_match("canag")
    (('HGNC:3430',), ())
    """
    numbers, _ = _hgnc()
    return tuple(f"HGNC:{numbers[symbol]}" for symbol in key.split("+") if symbol in numbers)


def is_antigen_name(token: str) -> bool:
    """Tell whether a token is a target's name by the table of targets."""
    return norm(token) in names_of_targets()[0]


#: "miR-17-5p": microRNAs are numbered, and no table holds them all.
_MICRO = re.compile(r"mi(?:R|croRNA)s?-?(\d{1,4}[a-z]?)(?:-[35]p)?")


def symbol_of(name: str) -> str:
    """Give the HGNC symbol of a word that is one, or a gene's alias with a figure in it; else ""."""
    if name.startswith(("miR", "microRNA")) and (number := _MICRO.fullmatch(name)) is not None:
        return f"MIR{number[1].upper()}"
    if len(name) > 3 and name.isalpha():
        return (
            name
            if name.isupper() and not nomenclature.is_english(name.lower()) and name in _hgnc()[0]
            else ""
        )
    bare = name.replace("-", "")
    if (
        3 <= len(bare) <= 9
        and bare[0].isupper()
        and (bare.isupper() or bare[-1].isdigit())
        and any(c.isdigit() for c in bare)
    ):
        numbers, aliases = _hgnc()
        upper = bare.upper()  # "ErbB2", "EphB4"
        return upper if upper in numbers else aliases.get(name) or aliases.get(bare) or ""
    return ""
