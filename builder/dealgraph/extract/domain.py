"""Whether a filing speaks of biopharma at all: the cheap test before any search for deals."""

from __future__ import annotations

import re

from dealgraph.extract.reading import Reading

_CUES = re.compile(
    r"\b(?:(?:pre)?clinical|therapeutics?|pharmaceuticals?|pharma|biopharm\w*|biotech\w*|biosciences?|biologics?|antibod(?:y|ies)|vaccines?|FDA|EMA|drug candidates?"
    r"|product candidates?|patients|oncology|tumou?rs?|cancer|gene therap\w+|cell therap\w+|RNA|Phase (?:[123]|I{1,3})\b|IND|BLA|NDA|small[- ]molecules?|indications?|monoclonal"
    r"|inhibitors?|receptors?|drugs?|diseases?|medicines?|immun\w+|ophthalm\w+|dermatolog\w+)\b",
    re.IGNORECASE,
)

_NAME = re.compile(
    r"therapeut|pharma|biotech|biosci|bioph|biolog|\bbio\b|genetics|genomics|oncolog|vaccin|medic|immun|\blabs?\b|health|\bgene|cell|laborator|bio[a-z]{3}|[a-z]bio\b", re.IGNORECASE
)

#: How many different cue words make a filing one of the field; fewer where a filer's name tells it.
LEAST_CUES = 4


def is_biopharma(reading: Reading) -> bool:
    """Tell whether the filing's documents hold enough of the field's words, and densely enough."""
    seen: set[str] = set()
    total = 0
    words = 0
    for page in reading.pages:
        words += len(page.flat) // 6
        for match in _CUES.finditer(page.flat):
            total += 1
            seen.add(match.group().lower().rstrip("s"))
    if any(_NAME.search(f.name) for f in reading.filing.filers):
        return True
    if words < 300:
        return total > 0 or bool(reading.substances.drugs)
    return len(seen) >= LEAST_CUES and total * 400 >= words
