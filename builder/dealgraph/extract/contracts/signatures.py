"""Parties of a contract that only its signature block names."""

from __future__ import annotations

import re

from dealgraph.extract.contracts.called import PartyDraft
from dealgraph.extract.contracts.names import LegalName, name_at


def signatories(flat: str) -> list[PartyDraft]:
    """Read the parties from the signature block: the names above each "By:"."""
    mark = flat.upper().rfind("WITNESS WHEREOF")
    low = mark if mark > 0 else max(0, len(flat) - 6000)
    found: list[PartyDraft] = []
    for by in re.compile(r"\b(?:By|BY|Signed|SIGNED|Signature)\b ?:").finditer(
        flat, low, min(len(flat), low + 8000)
    ):
        window = max(low, by.start() - 160)
        best: LegalName | None = None
        for word in re.finditer(r"(?<![\w-])(?=[A-Z])", flat[window : by.start()]):
            name = name_at(flat, window + word.start(), by.start())
            if name and name.suffixed and (best is None or name.start >= best.end):
                best = name
        if best and all(p.name.text.lower() != best.text.lower() for p in found):
            found.append(PartyDraft(best, [], []))
    return found
