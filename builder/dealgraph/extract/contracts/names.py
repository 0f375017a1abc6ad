"""Legal names of organisations at a known place of a contract: where one begins, find where it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealgraph.extract.contracts.tables import word_set

_INDIVIDUAL = re.compile(
    r"^(?:D[Rr]|M[Rr]s?|MRS|M[Ss]|PROF|Prof|Professor|PROFESSOR)\b"
    r"|, ?(?:M\.? ?D|Ph\.? ?D|Esq)\b|\b(?:MD|M\.D\.?|Ph\.?D\.?)$"
    r"|^\s*,? an (?:individual|natural person)"
    r"|^\s*,? (?:residing|individually|a (?:citizen|resident|natural person))"
)
_TOKEN = re.compile(
    r"(?P<word>[A-Z0-9\u00c0-\u00de][\w'&/+-]*(?:\.(?:[\w-]+\.?)*)?|[a-z]{1,4}[A-Z][\w-]*"
    r"|company(?= (?:Limited|LIMITED|Ltd))|z o\.? ?o\.|de (?:C\. ?V\.|R\. ?L\.(?: de C\. ?V\.)?)|[a-z]\.(?:[a-z]\.)+|&)"
    r"|(?P<link>of|the|for|de|du|des|der|di|da|do|del|la|le|y|e|in|et|at|und|voor|f\u00fcr|fuer|fur|z|and|AND)\b"
)
_DOTTED = re.compile(
    r"(?:\w{1,3}\.)*(?:[A-Za-z]|Inc|INC|Corp|CORP|Co|CO|Cos|Ltd|LTD|Bros|Intl|St|Dr|Mt|Univ"
    r"|Pty|Pte|Lda|Ltda|Pvt|Sp|Spol|r\.l|p\.A|z o\.? ?o|de C\. ?V|de R\. ?L)\."
)
_OF_A_SCHOOL = re.compile(r"of (?:the )?(?:[A-Z]\w+ ){0,3}(?:University|Institute)\b")
# "Eli Lilly and Company" is one name; "Pfizer Inc. and Company X" two.
_AND_INSIDE = re.compile(
    r"(?:and|AND) (?:Company|COMPANY|Co\b|CO\b|Sons|SONS|Brothers|Bros|Fellows|Scholars"
    r"|Visitors|Gamble|Associates)"
)
#: "Acme (Shanghai) Co., Ltd.", "Acme Biotech (Proprietary) Ltd.": an aside before the words of the legal form.
_ASIDE = re.compile(r"\([A-Z][\w.' -]{1,24}\),? ?(?=((?:[A-Z][\w&'.-]*,? ?){1,5}))")
#: "THE BOARD OF REGENTS ("Board") of the University of X": who governs a school is named with it.
_GOVERNORS = re.compile(r"\b(?:regents?|trustees|governors|curators|fellows|overseers)$", re.IGNORECASE)
_OF_WHAT = re.compile(r" ?(\([^()]{2,60}\)),? (?=(?:of|OF) (?:[Tt]he |THE )?[A-Z])")
#: "medac Gesellschaft mbH", "bluebird bio, Inc.": a first word in small letters.
_LOWER = re.compile(r"([a-z][a-z\d-]{3,14}) (?:bio,? )?(?=[A-Z])")
#: "Agency for Science, Technology and Research": what it is for goes on after a comma.
_SEVERAL = re.compile(r", (?:[A-Z][a-z]+, )?[A-Z][a-z]+,? and [A-Z][a-z]+(?= ?[(,\n])")
_SCHOLARS = re.compile(
    r"(?:Chancellor|President|Provost|Master|Warden|Rector|Principal)s?"
    r"(?:,? (?:and |& )?[A-Z][a-z]+){1,4} of (?=(?:the )?[A-Z])"
)


@dataclass(frozen=True, slots=True)
class LegalName:
    """A name at start..end of a text.

    Attributes:
        suffixed: It ends in a legal form.
        marked: It holds a word for organisations.
        defined: A definition in parentheses that stands inside of the name and isn't part of `text`.
    """

    start: int
    end: int
    text: str
    suffixed: bool
    marked: bool
    defined: str = ""


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
    defined: re.Match[str] | None = None
    article = re.compile(r"(?:The|THE|the) (?=[A-Z])").match(flat, start, stop)
    if article:
        position = article.end()
        start = position if article.group() == "the " else start
    lower = _LOWER.match(flat, position, stop)
    if lower and lower[1] not in word_set("not_names") and _suffix_follows(flat, lower.start(), stop):
        position, words = lower.end(), 1
    scholars = _SCHOLARS.match(flat, position, stop)
    if scholars:
        position, words, marked = scholars.end(), 2, True
    while words < 16:
        token = _TOKEN.match(flat, position, stop)
        if not token:
            aside = None if suffixed or not words else _ASIDE.match(flat, position, stop)
            if aside and any(is_suffix(w) for w in aside[1].replace(",", " ").split()):
                position = aside.end()
                continue
            if words and not defined and _GOVERNORS.search(flat[start:end]):
                defined = _OF_WHAT.match(flat, end, stop)
                if defined:
                    position, marked = defined.end(), True
                    continue
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
        several = _SEVERAL.match(flat, token.end(), stop) if marked and not suffixed else None
        if several and not any(bare(w) in word_set("institutions") for w in several.group().split()):
            end = position = several.end()
            break
        comma = re.compile(r" ?, ?([A-Za-z][A-Za-z./]{0,12})").match(flat, token.end(), stop)
        if comma and is_suffix(comma[1]) and (comma[1][0].isupper() or comma[1] in ("a.s.", "s.r.o.")):
            position = comma.start(1)
        elif position < stop and flat[position] == "\n":
            if suffixed or not _wraps(flat, position, stop):
                break
            position = _spaces(flat, position + 1)
    end = start + len(flat[start:end].rstrip(" ,&"))
    text = " ".join(flat[start:end].split())
    if defined and end > defined.end():
        text = f"{flat[start : defined.start()]} {flat[defined.end() : end]}"
    if (
        not words
        or not text
        or (text[0].isdigit() and not suffixed)
        or (words == 1 and is_suffix(text))
        or text.endswith("'s")
        or _INDIVIDUAL.search(text)
        or _INDIVIDUAL.search(flat[end : end + 30])
    ):
        return None
    return LegalName(start, end, text, suffixed, marked, defined[1] if defined else "")


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
    following = re.compile(r"(?:\w+ (?:the |la |de |des |l')?)(?=[A-Z\u00c0-\u00de&])").match(flat, at, stop)
    if not following:
        return False
    return (
        flat[at:].startswith(
            ("of ", "de ", "du ", "der ", "di ", "des ", "do ", "da ", "del ", "la ", "for ", "the ")
        )
        or marked
        or _suffix_follows(flat, at, stop)
    )


def _wraps(flat: str, at: int, stop: int) -> bool:
    """Tell whether a long line in capitals breaks inside of a name, whose legal form stands in the next one."""
    line = flat[flat.rfind("\n", 0, at) + 1 : at]
    return len(line) > 45 and flat[at + 1 : at + 2] != "\n" and _suffix_follows(flat, at, min(stop, at + 45))


def _suffix_follows(flat: str, at: int, stop: int) -> bool:
    """Tell whether a legal form ends the words that go on here ("et de Synth\u00e8se SA"), before any other mark."""
    run = re.compile(r"\s?[^;:()\"\n]{0,60}").match(flat, at, stop)
    words = run.group().replace(",", " , ").split() if run else []
    last = next((i for i, w in enumerate(words) if is_suffix(w)), 0)
    return last > 0 and "," not in words[: last - 1]


def _spaces(flat: str, at: int) -> int:
    while at < len(flat) and flat[at] in " \t":
        at += 1
    return at
