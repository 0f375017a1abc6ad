"""Whether a filing speaks of biopharma at all: the cheap test before any search for deals."""

from __future__ import annotations

import re

from dealgraph.extract.reading import Reading

_CUES = re.compile(
    r"\b(?:pre-?clinical|clinical(?:ly|-stage)?|therapeutics?|pharmaceuticals?|pharma|biopharm\w*|biotech\w*"
    r"|biosciences?|biologics?|antibod(?:y|ies)|vaccines?"
    r"|FDA|EMA|(?:drug|product|clinical) candidates?|oncology|tumou?rs?|cancer|gene therap\w+|cell therap\w+"
    r"|mRNA|phase (?:[123]|i{1,3})\b|IND|BLA|small[- ]molecules?"
    r"|monoclonal|inhibitors?|receptors?|dos(?:ed|ing)|immuno\w+|ophthalm\w+|dermatolog\w+|assays?|peptides?"
    r"|biosimilars?|orphan drug|in[- ]vitro|diagnostics?)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"therap(?:eu|ie)|pharm|biotech|bioscien|biolog|biomed|biosys|\bbio\b|oncolog|vaccin|immun|genomics"
    r"|genetics|\bgene\b|[a-z]gen\b|[a-z]bio\b|\bmedicines?\b|labs?,? inc",
    re.IGNORECASE,
)

#: How many different cue words make a filing one of the field, and in how many words one must stand on average.
LEAST_CUES = 4
WORDS_A_CUE = 250
#: A text this short needs one cue only (a release's opening).
SHORT_WORDS = 300


def is_biopharma(reading: Reading) -> bool:
    """Tell whether a filing is of the field: by its filer's name, else by enough of the field's words."""
    if any(_NAME.search(f.name) for f in reading.filing.filers):
        return True
    words = sum(len(page.flat) for page in reading.pages) // 6
    short = words < SHORT_WORDS
    seen: set[str] = set()
    total = 0
    for page in reading.pages:
        for match in _CUES.finditer(page.flat):
            total += 1
            seen.add(match.group().lower().rstrip("s"))
            if short or (len(seen) >= LEAST_CUES and total * WORDS_A_CUE >= words):
                return True
    return short and bool(reading.substances.drugs)
