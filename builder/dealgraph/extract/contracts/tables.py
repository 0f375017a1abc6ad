"""The tables of contract reading: title words, defined parts, and the lists of words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def _read(name: str) -> str:
    return files("dealgraph").joinpath("extract", "tables", name).read_text(encoding="utf-8")


def _rows(name: str) -> tuple[tuple[str, str], ...]:
    lines = (line.split("\t") for line in _read(name).splitlines() if line and not line.startswith("#"))
    return tuple((first, second) for first, second in lines)


@cache
def title_stems() -> tuple[tuple[str, str], ...]:
    """Give (beginning of a word, agreement type) in order of the table.

    Instead of a type stands "-" for out of scope, and "~" for out of scope unless another word says otherwise.
    """
    return _rows("contract_titles.tsv")


@cache
def type_of(word: str) -> str:
    """Give the type that a lower-case word of a title stands for, "-" for out of scope, "" for none.

    >>> type_of("co-promotion"), type_of("severance"), type_of("exclusive")
    ('commercialization', '-', '')
    """
    return next((kind for stem, kind in title_stems() if word.startswith(stem)), "")


@cache
def parts() -> Mapping[str, str]:
    """Give what contracts call a party by its part ("distributor"), with the role it tells of or "".

    >>> parts()["licensor"], parts()["company"]
    ('licensor', '')
    """
    return {part: "" if role == "-" else role for part, role in _rows("contract_parts.tsv")}


@cache
def word_set(name: str) -> frozenset[str]:
    """Give one of the lists of `contract_words.toml`.

    >>> "gmbh" in word_set("suffixes")
    True
    """
    import tomllib

    words: list[str] = tomllib.loads(_read("contract_words.toml"))[name]
    return frozenset(words)
