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
_ARTICLE = re.compile(r"(?:The|THE|the) (?=[A-Z])")
_COMMA = re.compile(r" ?, ?([A-Za-z][A-Za-z./]{0,12})")
_MOST_WORDS = 16
#: Small words that lie inside of a name wherever a capital follows them.
_OF = ("of ", "de ", "du ", "der ", "di ", "des ", "do ", "da ", "del ", "la ", "for ", "the ")


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
    walk = _Walk(flat, start, stop, start, start)
    walk.open()
    while walk.words < _MOST_WORDS and walk.step():
        pass
    return walk.name()


@dataclass(slots=True)
class _Walk:
    """A name that is read word by word from `start`: it reaches to `end`, and what follows stands at `position`."""

    flat: str
    start: int
    stop: int
    position: int
    end: int
    words: int = 0
    suffixed: bool = False
    marked: bool = False
    defined: re.Match[str] | None = None

    def open(self) -> None:
        """Pass an article, a first word in small letters, or those who govern a school."""
        flat, stop = self.flat, self.stop
        article = _ARTICLE.match(flat, self.start, stop)
        if article:
            self.position = article.end()
            self.start = self.position if article.group() == "the " else self.start
        lower = _LOWER.match(flat, self.position, stop)
        if lower and lower[1] not in word_set("not_names") and _suffix_follows(flat, lower.start(), stop):
            self.position, self.words = lower.end(), 1
        scholars = _SCHOLARS.match(flat, self.position, stop)
        if scholars:
            self.position, self.words, self.marked = scholars.end(), 2, True

    def step(self) -> bool:
        """Take what stands next into the name; False where the name has ended."""
        token = _TOKEN.match(self.flat, self.position, self.stop)
        if token is None:
            return self._parenthesis()
        return self._link(token) if token["link"] else self._word(token)

    def _parenthesis(self) -> bool:
        """Pass an aside before the legal form, or a definition before what governors govern."""
        flat, stop = self.flat, self.stop
        aside = None if self.suffixed or not self.words else _ASIDE.match(flat, self.position, stop)
        if aside and any(is_suffix(w) for w in aside[1].replace(",", " ").split()):
            self.position = aside.end()
            return True
        if self.words and not self.defined and _GOVERNORS.search(flat[self.start : self.end]):
            self.defined = _OF_WHAT.match(flat, self.end, stop)
            if self.defined:
                self.position, self.marked = self.defined.end(), True
                return True
        return False

    def _link(self, token: re.Match[str]) -> bool:
        if self.suffixed and _OF_A_SCHOOL.match(self.flat, token.start(), self.stop):
            self.suffixed = False
        inside = _links(self.flat, token.start(), self.stop, self.marked)
        if self.suffixed or not self.words or not inside:
            return False
        self.position = _spaces(self.flat, token.end())
        return True

    def _word(self, token: re.Match[str]) -> bool:
        word = token.group()
        low = bare(word)
        if not self.words and low in word_set("not_names") and not word.endswith("."):
            return False
        is_last = low in word_set("suffixes")
        if self.suffixed and not is_last and not (word == "&" and self.flat[self.end - 1] != ","):
            return False
        sentence_end = word.endswith(".") and not _DOTTED.fullmatch(word)
        self.end = token.end() - (1 if sentence_end else 0)
        self.words += word != "&"
        self.suffixed = is_last and self.words > 1
        self.marked = self.marked or low in word_set("institutions")
        self.position = _spaces(self.flat, token.end())
        return not sentence_end and self._goes_on(token.end())

    def _goes_on(self, at: int) -> bool:
        """Pass a comma before a legal form or a line's end within a name; False where a word was its last."""
        flat, stop = self.flat, self.stop
        several = _SEVERAL.match(flat, at, stop) if self.marked and not self.suffixed else None
        if several and not any(bare(w) in word_set("institutions") for w in several.group().split()):
            self.end = self.position = several.end()
            return False
        comma = _COMMA.match(flat, at, stop)
        if comma and is_suffix(comma[1]) and (comma[1][0].isupper() or comma[1] in ("a.s.", "s.r.o.")):
            self.position = comma.start(1)
        elif self.position < stop and flat[self.position] == "\n":
            if self.suffixed or not _wraps(flat, self.position, stop):
                return False
            self.position = _spaces(flat, self.position + 1)
        return True

    def name(self) -> LegalName | None:
        """Give the name as far as it was read; None of what is nobody's, or a person's."""
        flat, start = self.flat, self.start
        end = start + len(flat[start : self.end].rstrip(" ,&"))
        text = " ".join(flat[start:end].split())
        defined = self.defined
        if defined and end > defined.end():
            text = f"{flat[start : defined.start()]} {flat[defined.end() : end]}"
        if (
            not self.words
            or not text
            or (text[0].isdigit() and not self.suffixed)
            or (self.words == 1 and is_suffix(text))
            or text.endswith("'s")
            or _INDIVIDUAL.search(text)
            or _INDIVIDUAL.search(flat[end : end + 30])
        ):
            return None
        return LegalName(start, end, text, self.suffixed, self.marked, defined[1] if defined else "")


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
    return flat.startswith(_OF, at) or marked or _suffix_follows(flat, at, stop)


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
