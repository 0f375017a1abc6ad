"""Parties that stand in a list, each behind a label: "Party A: Acme Co., Ltd.", "Licensee: Acme, Inc."."""

from __future__ import annotations

import re

from dealgraph.extract.contracts.called import PartyDraft, define
from dealgraph.extract.contracts.names import name_at
from dealgraph.extract.contracts.parties import Preamble
from dealgraph.extract.contracts.tables import parts
from dealgraph.extract.prefilter import Prefiltered

_LABEL = re.compile(
    r"(?:^|(?<=[\s(.;]))(?P<part>Part[yY] (?:[A-D]|[1-4]|I{1,3}|One|Two|Three)|PARTY (?:[A-D]|[1-4])"
    r"|(?:(?:Service|Contract) )?[A-Z][A-Za-z]{3,12})"
    r"\s?(?:\(\s?(?P<letter>Party\s[A-D]|[\u00a7\d. ]{2,8})\s?\)?)?\s?(?:\)\s?)?:\s*"
    r"(?=(?:[Tt]he )?[A-Z0-9])",
)
_LIST = Prefiltered(
    r"\b(?:party (?:a|1|one)\)?|transfer(?:or|ee)|assign(?:or|ee)|seller|client|contractor"
    r"|parties|principal|licens(?:ee|or)|distributor|supplier|manufacturer|purchaser|buyer"
    r"|customer|sponsor)\b\s?[:(]",
    re.IGNORECASE,
)
#: Where a list of parties ends at the latest, and how far apart its rows may stand.
_HEAD = 6_000
_APART = 900
#: The definition right behind a name of a letter.
_DEFINED = re.compile(r" \((?:the |together [^()\"]{0,60})?\"[^\"()]{2,40}\"")


def find_labelled(flat: str, others: list[PartyDraft]) -> Preamble | None:
    r"""Find a list of labelled parties near the top.

    Args:
        flat: The document's text.
        others: Parties that a preamble names beside those of the list ("... and the Licensee identified below").

    >>> text = "Contract\n\nParty A: Alva Pharma Co., Ltd.\nParty B: Beta Institute of Chemistry\nWhereas"
    >>> [p.name.text for p in find_labelled(text, []).parties]
    ['Alva Pharma Co., Ltd.', 'Beta Institute of Chemistry']
    """
    if not _LIST.search(flat, 0, _HEAD):
        return None
    found: list[PartyDraft] = []
    labels = list(_LABEL.finditer(flat, 0, min(len(flat), _HEAD)))
    for i, label in enumerate(labels):
        part = " ".join(label["part"].split())
        lettered = part.lower().startswith("party ") or bool(label["letter"])
        if not lettered and part.lower() not in parts():
            continue
        if found and label.start() - found[-1].name.end > _APART:
            break
        following = labels[i + 1].start() if i + 1 < len(labels) else len(flat)
        stop = min(following, label.end() + 200)
        name = name_at(flat, label.end(), stop)
        if name and not name.suffixed and flat[name.end : name.end + 1] == "\n":
            whole = name_at(_joined(flat, name.end), label.end(), stop)
            name = whole if whole and whole.suffixed else name
        if name is None or not (name.suffixed or name.marked):
            continue
        if all(name.text.lower() != p.name.text.lower() for p in (*found, *others)):
            found.append(PartyDraft(name, [], [part]))
    for i, party in enumerate(found):
        end = found[i + 1].name.start if i + 1 < len(found) else party.name.end + 200
        line = flat.find("\n", party.name.end, end)
        define(flat[party.name.end : line if line > 0 else end], party)
    if not found or len(found) + len(others) < 2:
        return None
    start = min(p.name.start for p in (*found, *others))
    start = flat.rfind("\n", 0, start) + 1
    return Preamble(start, found[-1].name.end, "", [*others, *found])


def _joined(flat: str, at: int) -> str:
    """Give the text with a line feed at an offset made a blank, where a narrow column has broken a name."""
    return f"{flat[:at]} {flat[at + 1 :]}"


def find_defined(flat: str) -> Preamble | None:
    """Find the parties of a letter: the names of its first words that are defined ("Acme, Inc. ("Acme")").

    >>> text = 'Dear Jo: We, Alva Bio, Inc. ("Alva"), grant Bex Pharma AG ("Bex") a license to sell Products.'
    >>> [p.name.text for p in find_defined(text).parties]
    ['Alva Bio, Inc.', 'Bex Pharma AG']
    """
    found: list[PartyDraft] = []
    for mark in _DEFINED.finditer(flat, 0, min(len(flat), _HEAD)):
        low = max(0, mark.start() - 90)
        for word in re.finditer(r"(?<![\w-])(?=[A-Z])", flat[low : mark.start()]):
            name = name_at(flat, low + word.start(), mark.start())
            if name and name.suffixed and name.end == mark.start():
                if all(name.text.lower() != p.name.text.lower() for p in found):
                    found.append(PartyDraft(name, [], []))
                    define(flat[mark.start() : mark.end() + 20], found[-1])
                break
    if len(found) < 2:
        return None
    start = flat.rfind("\n", 0, found[0].name.start) + 1
    return Preamble(start, found[-1].name.end, "", found)
