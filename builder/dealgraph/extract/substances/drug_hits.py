"""Occurrences of names that may be drugs', and the lists in which one tells of another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dealgraph.extract.reading import Reading
from dealgraph.extract.substances.antigen_table import is_antigen_name
from dealgraph.extract.substances.drug_codes import says_little
from dealgraph.extract.substances.drug_context import NOT_A_DRUG, NOT_A_DRUG_BEFORE, is_platform

Sort = Literal["inn", "code", "brand", "coined", "part"]


@dataclass(frozen=True, slots=True)
class NameHit:
    """An occurrence of a name that may be a drug's; `text` is the name without marks."""

    page: int
    start: int
    end: int
    text: str
    sort: Sort


def window(reading: Reading, hit: NameHit) -> tuple[str, str]:
    """Give what stands before and after an occurrence, a mark that was written in letters followed by one blank."""
    flat = reading.pages[hit.page].flat
    return flat[max(0, hit.start - 80) : hit.start], flat[hit.end : hit.end + 140].replace(
        "\u2122  ", "\u2122 "
    )


def siblings(reading: Reading, by_name: dict[str, list[NameHit]], taken: set[str]) -> set[str]:
    """Give the codes that say little alone, but are made like one that is a drug's: "ZW49" beside "ZW25"."""
    heads = {_head(name) for name in taken if by_name[name][0].sort == "code"}
    return {
        name
        for name, found in by_name.items()
        if found[0].sort == "code"
        and name not in taken
        and says_little(name)
        and len(_head(name)) > 1
        and _head(name) in heads
        and not any(
            NOT_A_DRUG.match(after) or NOT_A_DRUG_BEFORE.search(before)
            for before, after in (window(reading, hit) for hit in found)
        )
    }


#: Between the names of a list.
_IN_LIST = (", ", ", and ", " and ", ", or ", " or ")


def listed_with(
    reading: Reading, hits: list[NameHit], taken: set[str], by_name: dict[str, list[NameHit]]
) -> set[str]:
    """Give the made-up words in capitals that a list names behind a drug: "VEVARO, IHELIO, and ZERVITA"."""
    out: set[str] = set()
    for before, after in pairwise(sorted(hits, key=lambda h: (h.page, h.start))):
        flat = reading.pages[after.page].flat
        if (
            before.page == after.page
            and after.sort == "coined"
            and after.text.isupper()
            and before.text.isupper()
            and (before.text in taken or before.text in out)
            and flat[before.end : after.start].replace("®", "").replace("™", "") in _IN_LIST
            and not is_antigen_name(after.text)
            and not any(is_platform(*window(reading, h)) for h in by_name[after.text])
        ):
            out.add(after.text)
    return out


def _head(name: str) -> str:
    """Give what stands before the figures of a code, with its hyphen."""
    match = re.match(r"[A-Za-z]+-?", name)
    return match[0] if match else ""
