"""Names brought to a form in which equal means the same: of companies, drugs, antigens; slugs for IRIs."""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_GREEK = str.maketrans(
    {
        "α": "alpha",
        "β": "beta",
        "γ": "gamma",
        "δ": "delta",
        "ε": "epsilon",
        "ζ": "zeta",
        "κ": "kappa",
        "μ": "mu",
    }
)
_MARKS = re.compile(r"[®™©℠*_\\]")
_INITIALS = re.compile(r"\b((?:[a-z]\.){2,}|(?:[a-z]\.)+[a-z]\b)")
_STATE_MARK = re.compile(r"\s*/[a-z .]{2,12}/?\s*$")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class CompanyName:
    """A company's name taken apart.

    Attributes:
        stem: Words of the name without its legal form.
        families: Families of law of the legal form; empty for a bare name.
    """

    stem: tuple[str, ...]
    families: frozenset[str]

    @property
    def text(self) -> str:
        """The stem as one string."""
        return " ".join(self.stem)

    @property
    def core(self) -> str:
        """The stem without the words at its end that only say what the company does.

        >>> company_name("Gilead Sciences, Inc.").core
        'gilead'
        """
        words = list(self.stem)
        while len(words) > 1 and words[-1] in descriptors():
            words.pop()
        return " ".join(words)

    def agrees(self, other: CompanyName) -> bool:
        """Whether both can be the legal name of one company, as far as their legal forms tell."""
        return not self.families or not other.families or bool(self.families & other.families)


@cache
def company_name(name: str) -> CompanyName:
    """Take a company's name apart.

    >>> company_name("SMITHKLINE BEECHAM PLC").text == company_name("SmithKline Beecham, plc").text
    True
    >>> a, b = company_name("Merck & Co., Inc."), company_name("Merck KGaA")
    >>> a.text, b.text, a.agrees(b)
    ('merck', 'merck', False)
    """
    text = _fold(name).replace("&", " and ").replace("’", "'")
    text = _STATE_MARK.sub("", text)
    text = re.sub(r"'s\b", "s", text).replace("'", "")
    text = re.sub(r"\b([a-z])/([a-z])\b", r"\1\2", text)
    text = _INITIALS.sub(lambda m: m.group().replace(".", ""), text)
    words = [w for part in _WORD.findall(text) for w in [part.replace("-", "")]]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    families: set[str] = set()
    forms = legal_forms()
    while len(words) > 1 and words[-1] in forms:
        families.add(forms[words.pop()])
        if len(words) > 1 and words[-1] == "and":
            words.pop()
    # Companies share most words and all families: one object for each takes a third of the memory.
    return CompanyName(tuple(map(sys.intern, words)), _families(frozenset(families)))


@cache
def _families(found: frozenset[str]) -> frozenset[str]:
    """Give the same object for the same families; there are a handful of combinations."""
    return found


@cache
def substance_name(name: str) -> str:
    """Bring a drug's or an antigen's name to the form in which spellings of it are equal.

    >>> substance_name("HuC242-DM1") == substance_name("huC242 DM1®")
    True
    >>> substance_name("IL-1α"), substance_name("IL-1 alpha")
    ('il1alpha', 'il1alpha')
    """
    return "".join(_WORD.findall(_fold(name).translate(_GREEK))).replace("-", "")


def forget() -> None:
    """Forget the names that were taken apart, which else stay in memory as long as the process."""
    company_name.cache_clear()
    substance_name.cache_clear()


def fold_name(name: str) -> str:
    """Bring any name to the form in which case, marks and punctuation don't count.

    >>> fold_name("Arbor Bio, Inc.") == fold_name("ARBOR BIO INC")
    True
    """
    return re.sub(r"[\W_]+", "", _fold(name))


def is_code(name: str) -> bool:
    """Whether a drug's name is a code of its maker (letters and digits), which only its maker uses.

    >>> is_code("SB-408075"), is_code("cantuzumab")
    (True, False)
    """
    return any(c.isdigit() for c in name)


def is_acronym(name: str) -> bool:
    """Whether a short form is a bare acronym, which many companies may share.

    >>> is_acronym("SB"), is_acronym("Lilly")
    (True, False)
    """
    return len(name) <= 5 and name.upper() == name and " " not in name


def slug(text: str) -> str:
    """Give a readable piece of an IRI: ASCII letters, digits and single hyphens, at most 80.

    >>> slug("Beth Israël Deaconess, Inc.")
    'beth-israel-deaconess-inc'
    """
    folded = unicodedata.normalize("NFKD", _fold(text).translate(_GREEK)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:80].rstrip("-")


def _fold(text: str) -> str:
    """Casefold, drop accents, trade marks and Markdown."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", _MARKS.sub("", text)))
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


@cache
def legal_forms() -> dict[str, str]:
    """Legal form to its family of law, from `legal_forms.tsv`."""
    return dict(row for row in _table("legal_forms.tsv"))


@cache
def descriptors() -> frozenset[str]:
    """The words of `descriptors.tsv`."""
    return frozenset(row[0] for row in _table("descriptors.tsv"))


def _table(name: str) -> list[list[str]]:
    text = files("dealgraph.resolve").joinpath(name).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return rows[1:]
