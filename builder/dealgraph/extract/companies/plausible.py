"""Which run of capitalised words may be an organisation's name, by its words alone."""

from __future__ import annotations

import re

from dealgraph.extract.companies.tables import Words, core_key
from dealgraph.extract.substances.antigen_table import is_antigen_name

_DRUG = re.compile(
    r"(?:mab|nib|ciclib|parib|tide|stat|vir|cept|kin|sen|siran|leucel|vec|mycin|cillin|azole|sartan|statin|gliptin"
    r"|gliflozin|olol|pril"
    r"|limus|toclax|degib|lisib|platin|taxel|rubicin|bine|trexed|grastim|poetin|fusp|lukast|triptan|profen|caine"
    r"|dronate)$"
)
#: "Franco-American", a nation and no name.
_NATIONS = re.compile(
    r"(?:Anglo|Franco|Sino|Swiss|Dutch|German|Italo|Danish|US|American|British|Belgo|Austro|Euro)-[A-Z][a-z]+"
)


def trim(run: str, table: Words) -> str:
    """Cut a run at its first word that is no part of a name."""
    kept: list[str] = []
    for word in run.split(" "):
        bare = word.removesuffix("'s")
        if bare.lower() in table.stop and not (kept and bare in ("of", "&")):
            break
        kept.append(bare)
        if bare != word:
            break
    while kept and kept[-1] in ("&", "of"):
        kept.pop()
    return " ".join(kept)


def plausible(name: str, table: Words) -> bool:
    """Tell whether a name may be an organisation's: no person, place, drug, code or common word."""
    parts = name.split(" ")
    first = parts[0]
    if len(parts) > 1 and len(parts[-1]) == 1:
        return False
    if (
        (len(name) < 3 and not _is_pair(name))
        or first in table.not_company
        or not any(c.isalpha() for c in first)
    ):
        return False
    if core_key(name) in table.not_name or (first[0].isdigit() and not first[-1].isupper()):
        return False
    if len(parts) > 1:
        if is_antigen_name(name):
            return False
        if first in table.persons and parts[-1] not in table.trade:
            return False
        return not all(p.lower() in table.common for p in parts)
    low = first.lower()
    if low in table.weak_first or low in table.common or first in table.persons or _NATIONS.fullmatch(first):
        return False
    if first in table.institution or first in table.trade or (len(first) > 5 and _DRUG.search(first)):
        return False
    if re.search(r"[A-Za-z]\d{3,}$|[a-z]?(?:RNA|DNA|mAb|ADC)s?$", first):
        return False  # "a license to XyMab7195" is to a drug
    if is_antigen_name(first):
        return False
    digits = any(c.isdigit() for c in first)
    return not (digits and ("-" in first or first.isupper())) and not re.fullmatch(r"[A-Z]+-[A-Z]\w+", first)


def _is_pair(name: str) -> bool:
    """Tell whether two letters may be a company's name ("JT", "LG"); words and units of the field are not."""
    return len(name) == 2 and name.isalpha() and name.isupper() and name not in _PAIRS_OF_LETTERS


_PAIRS_OF_LETTERS = frozenset(
    "AB AC AD AE AG AI AM AS AT AV BE BV BY CA CD CH CI CK CM CO CR CT CV DC DE DM DO ED EP ER EU FY GI GP GU HF HR"
    " IA IB IC ID IE IF II IL IM IN IO IP IQ IR IT IV IX JV KG KK LA LP MA MD ME MI MM MR MS MY NA NK NO NV NY OF ON"
    " OR OS OX PA PC PD PE PH PI PK PM PO PR PS QA QC RA RD RF RN SA SC SE SI SO TB TD TM TO UC UK UP US UV VA VC "
    "VI VP WE XI XR".split()
)
