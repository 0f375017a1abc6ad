"""Legal names of organisations at a known place of a contract: where one begins, find where it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealgraph.extract.contracts.tables import word_set

_INDIVIDUAL = re.compile(
    r"^(?:Dr|Mr|Mrs|Ms|Prof|Professor)\b|,? (?:M\.?D|Ph\.? ?D|Esq)\b|^\s*,? an (?:individual|natural person)"
    r"|^\s*,? (?:residing|individually|a (?:citizen|resident|natural person))"
)
_TOKEN = re.compile(
    r"(?P<word>[A-Z0-9\u00c0-\u00de][\w'&/+-]*(?:\.(?:[\w-]+\.?)*)?|[a-z]{1,4}[A-Z][\w-]*"
    r"|[a-z]\.(?:[a-z]\.)+|&)"
    r"|(?P<link>of|the|for|de|du|des|der|di|da|do|del|la|le|y|e|in|et|at|und|voor|f\u00fcr|z|and|AND)\b"
)
_DOTTED = re.compile(
    r"(?:\w{1,3}\.)*(?:[A-Za-z]|Inc|INC|Corp|CORP|Co|CO|Cos|Ltd|LTD|Bros|Intl|St|Dr|Mt|Univ"
    r"|Pty|Pte|Lda|Ltda|r\.l|p\.A)\."
)
_OF_A_SCHOOL = re.compile(r"of (?:the )?(?:[A-Z]\w+ ){0,3}(?:University|Institute)\b")
# "Eli Lilly and Company" is one name; "Pfizer Inc. and Company X" two.
_AND_INSIDE = re.compile(
    r"(?:and|AND) (?:Company|COMPANY|Co\b|CO\b|Sons|SONS|Brothers|Bros|Fellows|Scholars"
    r"|Visitors|Gamble|Associates)"
)


@dataclass(frozen=True, slots=True)
class LegalName:
    """A name at start..end of a text. `suffixed`: by a legal form; `marked`: by a word for organisations."""

    start: int
    end: int
    text: str
    suffixed: bool
    marked: bool


def bare(word: str) -> str:
    """Give a word in lower case without its dots, as the suffix table holds it."""
    return word.lower().replace(".", "").strip(",")


def is_suffix(word: str) -> bool:
    """Tell whether a word ends company names ("Inc.", "S.p.A.")."""
    return bare(word) in word_set("suffixes")


def name_at(flat: str, start: int, stop: int) -> LegalName | None:
    """Read the organisation's name that begins at an offset; None where none does.

    >>> name_at("Nippon Shinyaku Company, Ltd., having a place", 0, 46).text
    'Nippon Shinyaku Company, Ltd.'
    >>> name_at("Eli Lilly and Company and others", 0, 32).text
    'Eli Lilly and Company'
    >>> name_at("The University of Texas M. D. Anderson Cancer Center, with", 0, 58).text
    'The University of Texas M. D. Anderson Cancer Center'
    """
    position, end, words = start, start, 0
    suffixed = marked = False
    article = re.compile(r"(?:The|THE|the) (?=[A-Z])").match(flat, start, stop)
    if article:
        position = article.end()
    while words < 16:
        token = _TOKEN.match(flat, position, stop)
        if not token:
            break
        word = token.group()
        if token["link"]:
            if suffixed and _OF_A_SCHOOL.match(flat, token.start(), stop):
                suffixed = False
            if suffixed or not words or not _links(flat, token.start(), stop, marked):
                break
            position = _spaces(flat, token.end())
            continue
        low = bare(word)
        if not words and low in word_set("not_names") and not word.endswith("."):
            return None
        is_last = low in word_set("suffixes")
        if suffixed and not is_last and not (word == "&" and flat[end - 1] != ","):
            break
        sentence_end = word.endswith(".") and not _DOTTED.fullmatch(word)
        end = token.end() - (1 if sentence_end else 0)
        words += word != "&"
        suffixed = is_last and words > 1
        marked = marked or low in word_set("institutions")
        position = _spaces(flat, token.end())
        if sentence_end:
            break
        comma = re.compile(r" ?, ?([A-Za-z][A-Za-z./]{0,12})").match(flat, token.end(), stop)
        if comma and is_suffix(comma[1]) and (comma[1][0].isupper() or comma[1] in ("a.s.", "s.r.o.")):
            position = comma.start(1)
        elif position < stop and flat[position] == "\n":
            break
    text = flat[start:end].rstrip(" ,&")
    if (
        not words
        or not text
        or (text[0].isdigit() and not suffixed)
        or text.endswith("'s")
        or _INDIVIDUAL.search(text)
        or _INDIVIDUAL.search(flat[end : end + 30])
    ):
        return None
    return LegalName(start, start + len(text), text, suffixed, marked)


def _links(flat: str, at: int, stop: int, marked: bool) -> bool:
    """Tell whether a small word ("of", "and") lies inside a name rather than after it."""
    if flat[at : at + 3].lower() == "and":
        if _AND_INSIDE.match(flat, at, stop):
            return True
        # "Institute of Allergy and Infectious Diseases": no other organisation begins there.
        after = flat[at + 4 : min(stop, at + 60)]
        head = re.split(r"[,(;\n\"]", after)[0]
        own = any(is_suffix(w) or bare(w) in word_set("institutions") for w in head.split())
        return marked and bool(re.match(r"[A-Z]", after)) and not own and flat[at : at + 3] == "and"
    following = re.compile(r"(?:\w+ (?:the |la |l')?)(?=[A-Z\u00c0-\u00de0-9&])").match(flat, at, stop)
    if not following:
        return False
    return (
        flat[at:].startswith(
            ("of ", "de ", "du ", "der ", "di ", "des ", "do ", "da ", "del ", "la ", "for ", "the ")
        )
        or marked
    )


def _spaces(flat: str, at: int) -> int:
    while at < len(flat) and flat[at] in " \t":
        at += 1
    return at
