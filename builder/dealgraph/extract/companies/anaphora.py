"""What a release calls a company that it has named before: "the latter", "the Basel-based group", "the Swiss giant"."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered, holds_any
from dealgraph.extract.text import Page, Sentence

_NOUN = (
    r"(?:company|firm|group|drug-?maker|drug maker|biotech|biopharma|pharma|major|giant|manufacturer|specialist"
    r"|developer|start-?up|outfit|player|powerhouse|house|concern|multinational|heavyweight)"
)
_FIELD = (
    r"(?:pharmaceuticals?|biopharmaceutical|biotechnology|biotech|pharma|biopharma|drugs?|healthcare|health care"
    r"|specialty|generics?|vaccines?|antibody|life sciences?|oncology|gene therapy|diagnostics?|big)"
)
#: Who is meant: by order, by place, by nation, or by trade alone.
_CALLED = Prefiltered(
    r"\b[Tt]he (?:(?P<order>latter|former)(?= (?:company|firm|group|party)?\b|'|,|\.)"
    r"|(?:(?P<place>[A-Z][\w.]+(?: [A-Z]\w+)?)-(?:based|headquartered)"
    r"|(?P<nation>[A-Z][a-z]+(?:-[A-Z][a-z]+)?|US|UK|U\.S\.)"
    rf"|(?P<trade>{_FIELD})) (?:{_FIELD} ){{0,2}}{_NOUN}(?![\w-])(?! (?:was|were|is|are) founded))"
)
_MARKS = (
    *("he latter", "he former", "-based ", "-headquartered ", " giant", " major", " group", " firm", "maker"),
    *("company", "biotech", "specialist", "developer", "start"),
)
#: How far before a name what it is called may stand, and behind it its place.
_BEFORE, _BEHIND = 60, 60


@cache
def _majors() -> dict[str, frozenset[str]]:
    """Give the nations of large companies by the first word of their names."""
    text = files("dealgraph.extract").joinpath("tables", "majors.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {name: frozenset(nations.split()) for name, nations in rows}


def called_companies(page: Page, named: list[Mention]) -> list[Mention]:
    """Give the places where a page calls a company it has named by what the company is.

    Args:
        page: The page.
        named: Its mentions by name, in order.
    """
    if len({m.entity for m in named}) < 2 or not holds_any(page.flat, _MARKS):
        return []
    out: list[Mention] = []
    for match in _CALLED.finditer(page.flat, 0, len(page.flat)):
        before = [m for m in named if m.end <= match.start()]
        sentence = page.sentence_at(match.start())
        if not before or sentence is None:
            continue
        behind = {m.entity for m in named if match.end() <= m.start < sentence.end}
        entity = _meant(page, sentence, match, before, behind)
        if entity is not None:
            out.append(Mention(before[-1].page, match.start(), match.end(), entity, generic=True))
    return out


def _meant(
    page: Page, sentence: Sentence, match: re.Match[str], before: list[Mention], behind: set[int]
) -> int | None:
    """Give the company that is meant, if the page tells which; `behind` are those that the sentence names later."""
    last = list(dict.fromkeys(m.entity for m in reversed(before) if m.start >= sentence.start))
    if match["order"]:
        if not last and match.start() == sentence.start and sentence.index:
            opens = page.sentences[sentence.index - 1].start
            last = list(dict.fromkeys(m.entity for m in reversed(before) if m.start >= opens))
        return None if len(last) < 2 else last[match["order"] == "former"]
    known = list(dict.fromkeys(m.entity for m in before))
    word = match["place"] or match["nation"] or match["trade"]
    fitting = {m.entity for m in before if _described(page.flat, m, word)}
    if len(fitting) == 1:
        return fitting.pop()
    if match["nation"] or "giant" in match[0] or "major" in match[0]:
        large = {m.entity for m in before if _is_major(page.flat, m, match["nation"])}
        if len(large) == 1:
            return large.pop()
    if match["trade"] and "giant" not in match[0] and "major" not in match[0]:
        return None
    # Of two companies it is the one that the sentence doesn't name.
    other = [c for c in known if c not in last and c not in behind]
    return other[0] if len(known) == 2 and len(other) == 1 else None


def _described(flat: str, mention: Mention, word: str) -> bool:
    """Tell whether a company was introduced by a place, nation or trade: "Swiss biotech Acme", "Acme of Basel"."""
    before = flat[max(0, mention.start - _BEFORE) : mention.start].rsplit("\n", 1)[-1]
    before = re.split(r"\b(?:and|with|to|from|by|of)\b|[.;:]", before)[-1]
    behind = flat[mention.end : mention.end + _BEHIND].split("\n", 1)[0]
    pattern = rf"(?<![\w]){re.escape(word)}(?:-based|-headquartered)?(?![\w])"
    if re.search(pattern, before):
        return True
    return (
        re.match(rf"(?: \([^()]{{1,40}}\))?,? (?:of|in|based in|headquartered in) {pattern}", behind)
        is not None
    )


def _is_major(flat: str, mention: Mention, nation: str | None) -> bool:
    nations = _majors().get(re.split(r"[ ,.'-]", flat[mention.start : mention.end], maxsplit=1)[0])
    if nations is None:
        return False
    return nation is None or not nations.isdisjoint(nation.split("-"))
