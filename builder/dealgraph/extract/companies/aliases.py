"""Names that a document defines for a company: `Acme plc ("Acme")`, `formerly Beta`, `(Nasdaq: ACME)`."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from dealgraph.extract.companies.names import NameHit
from dealgraph.extract.companies.tables import core_words, name_words, words
from dealgraph.extract.prefilter import Prefiltered

_PAREN = re.compile(r"\(([^()\n]{1,160})\)")
_QUOTED = re.compile(r"\"(?:the )?([^\"()\n]{1,60}?)[,.]?\"")
_TICKER = Prefiltered(
    r"(?:NASDAQ|NYSE|AMEX|ASX|TSXV?|LSE|AIM|SIX|HKEX|SEHK|OTC\w*|Euronext|Oslo B\S+|Frankfurt|TASE|KOSDAQ|KRX"
    r"|NEO|CSE|TSE|XETRA|FSE|BATS|Paris|Stockholm|First North|Prime Standard)"
    r"[^:;()\"]{0,50}:\s*([A-Z][A-Z0-9.]{0,6})\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:the |or |collectively,? |together,? )?"
    r"((?:[A-Z0-9]|[a-z][A-Z])[\w&.'+-]*(?: (?:&|of|and|[A-Z][\w&.'+-]*)){0,4})$"
)
_OR = re.compile(
    r",? or (?:the |collectively,? )?\"?([A-Z0-9][\w&.'+-]*(?: [A-Z][\w&.'+-]*){0,3})\"?(?=[,;)]|\.(?:\s|$)|, )"
)
_ALSO = re.compile(
    r"[ ,(]{1,3}(?:formerly(?: known as)?|f/k/a|fka|d/b/a|dba|doing business as|now(?: known as)?|a/k/a"
    r"|also known as|previously(?: known as)?|(?:a )?trade ?name of|known as|successor(?: in interest)? to"
    r"|a predecessor of|hereinafter(?: called| referred to as)?"
    r"|(?:which )?(?:we |is )?(?:collectively )?(?:herein )?refer(?:red)? to (?:herein |collectively )?as)"
    r",? (?:the )?\"?"
)
#: "Acme US LLC, a subsidiary of Acme plc ("Acme")": the short name is that of the company the text is about.
_SUBSIDIARY = re.compile(
    r",? (?:which is )?(?:an? |the )?(?:(?:indirect|direct|wholly[- ]owned|majority[- ]owned),? ){0,3}"
    r"(?:subsidiary|affiliate) of (?:the )?"
)
#: How far the preamble of a contract goes, table of contents and all.
_PREAMBLE = 20_000
_PRONOUNS = frozenset(("we", "us", "our", "ours"))


@dataclass(frozen=True, slots=True)
class Alias:
    """A name defined for a hit. `kind`: "name", "same" (a full name too), "ticker", "role", "we"."""

    hit: NameHit
    text: str
    kind: str


def find_aliases(flat: str, hits: list[NameHit], *, contract: bool = False) -> list[Alias]:
    """Find the names that a page defines for the organisations that it names.

    Args:
        flat: The page's flat text.
        hits: The page's names, in order of position.
        contract: The page is a contract, whose preamble defines any name for the party that opens the clause.
    """
    out: list[Alias] = []
    starts = [h.start for h in hits]
    ends = {h.end: h for h in hits}
    for paren in _PAREN.finditer(flat):
        inside = paren.group(1)
        before = paren.start()
        near = _adjacent(flat, before, ends)
        if near is None and '"' not in inside and not _TICKER.search(inside) and not _BARE.match(inside):
            continue
        index = bisect_left(starts, before) - 1
        earlier = hits[max(0, index - 5) : index + 1]
        out += _parenthesis(flat, inside, near, earlier, before, contract and before < _PREAMBLE)
    for hit in hits:
        out += _trailing(flat, hit)
        out += _spelt_behind(flat, hit)
    return out


#: "LCB (LegoChem Biosciences)": initials before the name that they stand for.
_INITIALS = re.compile(r"(?<![\w&-])([A-Z][A-Za-z]{1,5}) \($")


def _spelt_behind(flat: str, hit: NameHit) -> list[Alias]:
    """Read the initials before a name that a parenthesis spells out."""
    if flat[hit.start - 1 : hit.start] != "(" or flat[hit.end : hit.end + 1] != ")":
        return []
    before = _INITIALS.search(flat[max(0, hit.start - 12) : hit.start])
    if before is None or not _acronym(before[1]) or not related(before[1], hit.text):
        return []
    return [Alias(hit, before[1], "name")]


def _adjacent(flat: str, before: int, ends: dict[int, NameHit]) -> NameHit | None:
    for back in range(0, 4):
        hit = ends.get(before - back)
        if hit is not None:
            return hit if flat[before - back : before].strip(" ,®™") == "" else None
    return None


def _parenthesis(
    flat: str, inside: str, near: NameHit | None, earlier: list[NameHit], before: int, preamble: bool
) -> list[Alias]:
    out: list[Alias] = []
    for ticker in _TICKER.finditer(inside):
        hit = near or _last(flat, earlier, before, 120)
        if hit:
            out.append(Alias(hit, ticker.group(1), "ticker"))
    quoted = [text for m in _QUOTED.finditer(inside) if (text := m.group(1).strip())]
    joint = inside.lower().startswith(("collectively", "together", "and collectively", "jointly"))
    for text in quoted:
        hit = _owner(flat, text, near, earlier, before, joint)
        if hit is None and preamble and not _is_other_term(text) and " " not in text:
            hit = _last(flat, earlier, before, 400)
        if hit:
            out += _as_alias(hit, text)
    if not quoted and not out:
        bare = _BARE.match(inside)
        if bare:
            text = bare.group(1)
            owner = near if near and (related(text, near.text) or _acronym(text)) else None
            if owner is None or joint:
                owner = next((h for h in earlier if before - h.start < 300 and related(text, h.text)), owner)
            if owner is None and text.lower() in words().roles:
                owner = _last(flat, earlier, before, 300)
            if owner and not (text in words().not_company and text.lower() not in words().roles):
                out += _as_alias(owner, text)
    return out


def _owner(
    flat: str, text: str, near: NameHit | None, earlier: list[NameHit], before: int, joint: bool
) -> NameHit | None:
    """Choose whom a quoted name stands for: a name it is made of, else the one right before it."""
    if near is not None and not joint:
        signer = next((h for h in earlier if _SUBSIDIARY.fullmatch(flat, h.end, near.start)), None)
        if signer is not None and related(text, signer.text):
            return signer
    kin = [
        h
        for h in earlier
        if before - h.end < 400
        and h.text != text
        and related(text, h.text)
        and "\n" not in flat[h.end : before]
        and not (near is not None and _is_title(flat, h))
    ]
    alike = [h for h in kin if name_words(h.text)[: len(name_words(text))] == name_words(text)]
    if alike and (joint or near not in alike):
        return alike[0]
    if near is not None and not joint:
        if related(text, near.text) or not kin:
            return near
        return kin[-1]
    if joint and kin:
        return kin[0]
    if near is not None:
        return near
    if kin:
        return kin[-1]
    generic = text.lower() in words().roles or text.lower() in _PRONOUNS
    return _last(flat, earlier, before, 400) if generic else None


def _is_title(flat: str, hit: NameHit) -> bool:
    """Tell whether a name stands alone before its paragraph: "Merck Serono. In 2013 we and Ares SA ("Merck")"."""
    return flat[hit.end : hit.end + 1] in (".", ":") and (hit.start == 0 or flat[hit.start - 1] == "\n")


def _last(flat: str, earlier: list[NameHit], before: int, reach: int) -> NameHit | None:
    """Give the name that opens the clause: the last one before, if nothing defined stands between."""
    if earlier and before - earlier[-1].end < reach:
        between = flat[earlier[-1].end : before]
        if "\n" not in between and '")' not in between:
            return earlier[-1]
    return None


def _as_alias(hit: NameHit, text: str) -> list[Alias]:
    """Judge what a defined term is of the organisation before it; a term of something else gives nothing."""
    low = text.lower()
    if low in _PRONOUNS:
        return [Alias(hit, text, "we")]
    if low in words().roles:
        return [Alias(hit, text, "role")]
    if not (text[0].isupper() or text[0].isdigit() or any(c.isupper() for c in text[1:])) or _is_other_term(
        text
    ):
        return []
    if low in words().stop or low in words().places or low.isdigit() or len(text) < 2:
        return []
    kin = set(core_words(text)) & set(core_words(hit.text)) - words().connectors
    campus = _acronym(text) and not words().institution.isdisjoint(
        hit.text.split()
    )  # "UIC" of Illinois, in Chicago
    if (
        not (kin or campus)
        and not related(text, hit.text)
        and (hit.kind in ("context", "filer", "known", "trade") or (" " in text and not text.isupper()))
    ):
        return []
    return [Alias(hit, text, "name")]


def _trailing(flat: str, hit: NameHit) -> list[Alias]:
    """Read ", or Short," and "formerly known as Other" right behind a name."""
    out: list[Alias] = []
    follows = flat[hit.end : hit.end + 1]
    if follows not in (",", " ", ")"):
        return out
    either = _OR.match(flat, hit.end)
    if either and (related(either.group(1), hit.text) or _acronym(either.group(1))):
        out += _as_alias(hit, either.group(1))
    also = _ALSO.match(flat, hit.end)
    if also:
        name = re.compile(r"[A-Z0-9][\w&.'+-]*(?:,? (?:[A-Z][\w&.'+-]*|&)){0,5}").match(flat, also.end())
        if name:
            text = name.group().rstrip(",").removesuffix("'s")
            if not text.endswith(("Inc.", "Ltd.", "Co.", "Corp.")):
                text = text.rstrip(".")
            # "Acme, Inc. and Beta Ltd, collectively referred to as Acme": no name of the last
            first = "ollectively" in also[0] and flat.find(text, max(0, hit.start - 200), hit.start) >= 0
            if text.lower() not in words().roles and not _is_other_term(text) and not first:
                out.append(Alias(hit, text, "same"))
    return out


def _is_other_term(text: str) -> bool:
    """Tell whether a defined term means a thing rather than a party ("the Merger Agreement")."""
    last = text.rsplit(" ", 1)[-1]
    return last in words().not_alias or last.removesuffix("s") in words().not_alias


def _acronym(text: str) -> bool:
    return (
        text.isalpha()
        and 2 <= len(text) <= 7
        and sum(c.isupper() for c in text) >= len(text) - 1
        and text not in words().not_company
    )


#: A word of several beginnings of words, and those: "UMass", "WashU".
_BLEND = re.compile(r"(?:[A-Z][a-z]*){2,4}")
_PIECE = re.compile(r"[A-Z][a-z]*")


def related(short: str, name: str) -> bool:
    """Tell whether a short form is made of a name: its words in order, its initials, or the start of a word.

    >>> related("BIDMC", "Beth Israel Deaconess Medical Center, Inc.")
    True
    >>> related("Huadong", "Hangzhou Zhongmei Huadong Pharmaceutical Co., Ltd.")
    True
    >>> related("Torii", "Lytix Biopharma AS")
    False
    """
    small, full = core_words(short), core_words(name)
    if not small or not full or small == full:
        return bool(small) and small == full
    it = iter(full)
    if all(any(w == f or ((len(w) > 2 or len(small) > 2) and f.startswith(w)) for f in it) for w in small):
        return True
    parts = iter(full)
    if len(small) == 1 and _BLEND.fullmatch(short):  # "UMass", "WashU", "Caltech" of its words' beginnings
        if all(any(f.startswith(p.lower()) for f in parts) for p in _PIECE.findall(short)):
            return True
    if len(short) > 2 and short.isupper() and "".join(filter(str.isupper, name)).startswith(short):
        return True  # "CSP" of "CS Pharmaceuticals"
    joined = "".join(small)
    if len(small) > 1 or len(joined) < 2:
        return joined == "".join(full)[: len(joined)] and len(joined) > 3
    return _initials(joined, [w for w in full if w not in ("of", "the", "and", "for")]) or _initials(
        joined, full
    )


def _initials(joined: str, full: list[str]) -> bool:
    """Tell whether letters begin the words in order (one word may be passed over, a long word give two)."""
    at = skipped = 0
    for word in full:
        if at < len(joined) and word[0] == joined[at]:
            at += 1
            if at < len(joined) and len(word) > 6 and joined[at] in word[2:] and len(full) < len(joined):
                at += 1
        else:
            skipped += 1
    return at == len(joined) and skipped <= 1
