"""From a filing to its facts, by rules over sentences.

Finders run in order, each filling its part of a `Reading`: companies, substances (drugs and antigens), deals
(agreements), payments (terms and milestones). `assemble` then makes the frozen `FilingFacts`.
"""

from __future__ import annotations

from dealgraph.extract.rules import RuleExtractor, read_facts
from dealgraph.facts import Extractor


def load_extractor(name: str = "rules") -> Extractor:
    """Give the extractor registered under this name at the entry point `dealgraph.extractors`.

    Raises:
        InputError: No installed package registers the name.

    >>> load_extractor().name
    'rules'
    """
    if name == "rules":
        return RuleExtractor()
    from importlib.metadata import entry_points

    from dealgraph.errors import InputError

    for entry in entry_points(group="dealgraph.extractors", name=name):
        extractor: Extractor = entry.load()()
        return extractor
    known = ", ".join(sorted({e.name for e in entry_points(group="dealgraph.extractors")} | {"rules"}))
    raise InputError(f"There is no extractor {name!r}", suggestion=f"Choose one of: {known}")


__all__ = ["RuleExtractor", "load_extractor", "read_facts"]
