"""What the tables know of names: English words, international nonproprietary names, brands.

Nothing is read before it is asked for.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

#: Endings of English words that a dictionary of base forms doesn't list.
_INFLECTIONS: tuple[tuple[str, str], ...] = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""),
    ("ally", ""), ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("able", ""), ("able", "e"),
    ("ness", ""), ("ization", "ize"), ("ized", "ize"), ("izing", "ize"),
)  # fmt: skip

#: Endings of medical and chemical words that are ordinary words in a filing.
_LEARNED = re.compile(
    r"(?:itis|oses|osis|emia|emias|aemia|pathy|pathies|ology|ologies|ologic|ological|ologist|ectomy|oscopy"
    r"|plasty|genesis|genic"
    r"|trophy|trophic|plegia|uria|algia|oma|omas|omata|cyte|cytes|cytic|philia|phobia|toxic|toxicity"
    r"|immune|immunity|ability"
    r"|ation|ations|ative|itive|metric|metry|therapy|therapies|therapeutic|therapeutics|pharma"
    r"|pharmaceutical|pharmaceuticals"
    r"|biotech|bioscience|biosciences|biologic|biologics|sciences|medicine|medical|health|healthcare"
    r"|ventures|partners"
    r"|trans?ferases?|reductases?|synthases?|polymerases?|hydrolases?|oxidases?|dehydrogenases?"
    r"|labs|genomics|oncology|virus|viruses|bacteria|bacterial|viral|ases|tion|sion)$"
)


def table(name: str) -> str:
    """Give the text of a table that ships with the extractor."""
    return files("dealgraph.extract").joinpath("tables", name).read_text(encoding="utf-8")


def rows(name: str) -> list[list[str]]:
    """Give the rows of a tab-separated table, without its comments."""
    return [line.split("\t") for line in table(name).splitlines() if line and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """Give the words of a table that is a plain list, without its comments."""
    lines = table(name).splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_english(word: str) -> bool:
    """Tell whether a word, in lower case, is an English word or an inflection of one.

    >>> is_english("licensed"), is_english("gastritis"), is_english("zolpicotinib")
    (True, True, False)
    """
    english = words("english.txt")
    if word in english or word in _places() or _LEARNED.search(word):
        return True
    return any(
        word.endswith(end) and len(word) - len(end) > 2 and word[: -len(end)] + base in english
        for end, base in _INFLECTIONS
    )


@cache
def _places() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("places.txt"))


def is_other_name(word: str) -> bool:
    """Tell whether a word names something else that is well known: an agency, a company, a technique.

    >>> is_other_name("Medicare"), is_other_name("PFICs")
    (True, True)
    """
    return word in words("not_drugs.txt") or (word[-1:] == "s" and word[:-1].isupper())


@cache
def _stems() -> tuple[str, ...]:
    return tuple(row[0] for row in rows("inn_stems.tsv"))


@cache
def brands() -> dict[str, str]:
    """Give the nonproprietary name (or "") of each brand, by the brand in lower case."""
    return {
        brand.casefold(): row[0] for row in rows("drug_names.tsv") for brand in row[1].split("|") if brand
    }


@cache
def known_inns() -> frozenset[str]:
    """Give the nonproprietary names of the table, in lower case."""
    return frozenset(row[0].casefold() for row in rows("drug_names.tsv") if row[0])


@cache
def tails() -> dict[str, tuple[str, ...]]:
    """Give what follows the first word of names of several words, by that word: "obeticholic", " acid"."""
    out: dict[str, tuple[str, ...]] = {}
    for name in sorted(known_inns()):
        first, space, rest = name.partition(" ")
        if space and first.isalpha() and first not in known_inns():
            out[first] = (*out.get(first, ()), space + rest)
    return out


def is_inn(word: str) -> bool:
    """Tell whether a word, in lower case, is a nonproprietary name by the table or by its stem.

    >>> is_inn("zolpicotinib"), is_inn("concept"), is_inn("colchicine"), is_inn("adalimumab-aqvh")
    (True, False, True, True)
    """
    if word in known_inns():
        return True
    if 9 < len(word) < 40 and word[-5] == "-" and word[-4:].isalpha() and is_inn(word[:-5]):
        return True  # the four-letter suffix of the FDA's biological names
    if len(word) < 6 or not word.isalpha():
        return False
    if not word.endswith(_stems()) and not (word.endswith("gene") and len(word) > 9):
        return False  # "-gene" begins names of gene and cell therapies, all of them long
    return word not in words("not_inn.txt") and not is_english(word)
