"""Walking back and on from the word that makes an organisation's name to where the name begins and ends."""

from __future__ import annotations

import re

from dealgraph.extract.companies.tables import Words

_CHUNK = re.compile(r"\S+")
_INITIAL = re.compile(r"^(?:(?:[A-Z]\.)+|(?:[A-Z]\w+-)*(?:St|Dr|Ste|Mt|Co|U\.S|M\.D)\.)$")
#: A place or number inside a name: "Zai Lab (Shanghai) Co., Ltd.", "(No. 3) Limited".
_BRACKETED = re.compile(
    r"\((?:Hong|United|New|South|North|Sri|Puerto|Saudi|Great|East|West)$"
    r"|(?:Kong|States|Kingdom|Zealand|Africa|America|Lanka|Rico|Korea|Arabia|Britain|China|Asia|Pacific|Europe)\)$"
    r"|\([A-Z][^\W\d_.]+\)$|\(No\.$|\d{1,2}\)$|\(U\.?S\.?A?\.?\)$|\(UK\)$"
)
#: Several words in brackets, right before what ends a name or one word before it.
_PLACED = re.compile(r"\([A-Z][\w.-]*(?: [A-Z][\w.-]*){1,3}\)(?= ?(?:[A-Z][\w-]*,? ?)?$)")
#: A date or dash that a dateline sets right before a name.
_DATELINE = re.compile(r".*(?:\d{4}-+|--+|\)-+)(?=[A-Z])")
#: Connectors after a name that is complete already ("Cardiff University of", never "for").
#: Campuses that follow the name of a state university.
_CAMPUS = re.compile(
    r"(?:,| at| -) (?:San Diego|San Francisco|Los Angeles|Davis|Irvine|Berkeley|Santa Barbara|Santa Cruz"
    r"|Riverside|Merced|Austin|Dallas|Houston|Galveston|San Antonio|Chapel Hill|Madison|Boulder"
    r"|Denver|Amherst|Lowell|Worcester|Baltimore)\b"
)
_FRONTED = ("of", "at", "of the", "at the", "and", "&")
#: What is no name but says something of the name after it ("UK-based Antev Ltd.").
_TAIL = re.compile(
    r"-(?:based|headquartered|focused|stage|owned|led|backed|targeted|funded|sponsored|listed|controlled|affiliated"
    r"|partnered|derived"
    r"|directed|exclusive|class|approved|licensed|held)$",
    re.IGNORECASE,
)


#: Inside the names of families after whom firms are called ("Laboratorios Del Dr. Orvane S.A.").
_PARTICLES = frozenset(("de", "del", "di", "du", "la", "ve", "und", "et", "og", "och"))
#: Those that are no English words, so that they stand inside a name in small letters too.
_FOREIGN = frozenset(("del", "di", "du", "ve", "und", "et", "og", "och"))


def walk_back(
    flat: str, end: int, table: Words, *, form: bool = False, soft: bool = False, institution: bool = False
) -> int | None:
    """Give where the capitalised name begins that ends at `end`, or None if there is none.

    Args:
        flat: The page.
        end: Offset just behind the last word of the name (a comma may stand there).
        table: Word lists.
        form: A legal form follows, so that "&" and a bracketed place may stand inside the name.
        soft: The word that follows is an ordinary word too, so that a common word before it is no name.
        institution: Connectors ("of", "for") may stand inside the name.
    """
    floor = max(
        0,
        end - 110,
        flat.rfind("\n", max(0, end - 110), end) + 1,
        flat.rfind("\t", max(0, end - 110), end) + 1,
    )
    start: int | None = None
    following = "" if not institution else "Hospital"
    taken = 0
    at = end
    within = _brackets(flat, floor, end) if form else range(0)
    for chunk in reversed(flat[floor:end].split()):
        at = flat.rfind(chunk, floor, at)
        token = chunk
        if start is None and form:
            token = token.rstrip(",")
        if not token or taken > 8:
            break
        if at in within or (form and _BRACKETED.match(token)):
            continue
        token, dash, dashed = _after_dash(token)
        opened = dash or token[0] in "\"'(["
        bare = token.lstrip("\"'([")
        verdict = _belongs(bare, following, start is None, table, institution, soft, form)
        if verdict == "no":
            break
        following = bare
        if verdict == "maybe":
            continue
        start = at + dashed + (len(token) - len(bare))
        taken += 1
        if opened:
            break
    return start


def _brackets(flat: str, floor: int, end: int) -> range:
    """Give where capitalised words stand in brackets inside a name: "Acme Biologics (Shanghai FX) Co., Ltd."."""
    found = _PLACED.search(flat, floor, end)
    return range(found.start(), found.end()) if found else range(0)


def _after_dash(token: str) -> tuple[str, bool, int]:
    """Cut off what a dash parts from a name ("1998--Millennium"): the rest, if cut, how much."""
    cut = _DATELINE.match(token)
    return (token[cut.end() :], True, cut.end()) if cut else (token, False, 0)


def _belongs(
    word: str, following: str, first: bool, table: Words, institution: bool, soft: bool, form: bool
) -> str:
    """Say "yes", "no" or "maybe" (if a capitalised word comes before) of a word of a name read backwards."""
    if not word or word[-1] in ',;:!?)"]' or (word[-1] == "." and not _INITIAL.search(word)):
        return "no"
    if word in ("&", "+"):
        return "maybe" if form and not first else "no"
    low = word.lower()
    if word == "and":
        return "maybe" if following in table.and_tail else "no"
    if low in table.connectors:
        particle = form and low in _PARTICLES and (word != low or low in _FOREIGN)
        return "maybe" if (institution or particle) and not first and low != "in" else "no"
    if word.endswith(("'s", "s'")):
        if following.startswith(
            ("Hospital", "Medical", "Health", "Laborator", "Cancer", "College", "Research", "Island")
        ):
            return "yes" if word[0].isupper() else "no"
        return "no"
    if low in ("merger", "acquisition") and following.rstrip(",").startswith("Sub"):
        return "yes"  # "Acme Merger Sub, Inc.": the vehicle of a merger
    if low == "acquisition" and first and form and word.istitle():
        return "maybe"  # "Acme Acquisition Corporation"
    if low in table.stop and low not in table.inside and word not in ("US", "U.S."):
        return "maybe" if first and not soft and word.istitle() else "no"
    if _TAIL.search(word):
        return "no"
    if word.isdigit() and form and first and len(word) < 4:
        return "maybe"  # "Acme 110 LP"
    if word[0].isdigit():
        return (
            "yes"
            if (any(c.isupper() for c in word) and not word.endswith(("M", "%", "K"))) or word == "3M"
            else "no"
        )
    if word[0].isupper():
        return "yes"
    return "yes" if word[0].isalpha() and any(c.isupper() for c in word[1:]) and word.isalnum() else "no"


def walk_on(flat: str, end: int, table: Words, *, fronted: bool = False) -> int:
    """Give where an institution's name ends that has been read up to `end` ("University" + " of California").

    With `fronted`, a name stands before the word ("Cardiff University"), so that "for" begins no part of it.
    """
    stop = flat.find("\n", end, end + 100)
    limit = stop if stop >= 0 else min(len(flat), end + 100)
    pending = ""
    good = end
    if flat[end : end + 1] != " ":
        return good
    for m in _CHUNK.finditer(flat, end, limit):
        token = m.group()
        bare = token.rstrip(",.;:)\"'?!")
        if "/" in bare and bare[0].isupper():  # "University of X/University of Y" are two
            return m.start() + bare.index("/") if pending in ("", "of", "of the") else good
        low = bare.lower()
        if not bare or token[0] in "(\"'-":
            break
        if low in table.connectors and bare == token and not bare[0].isupper():
            pending = f"{pending} {low}".strip()
            if (fronted and pending not in _FRONTED) or pending not in (
                "of",
                "of the",
                "for",
                "at",
                "at the",
                "and",
                "de",
                "&",
                "für",
                "la",
                "de la",
                "in",
                "for the",
            ):
                break
            continue
        if not bare[0].isupper() or (low in table.stop and low not in table.inside):
            break
        if pending in ("and", "&") and bare not in table.and_tail:
            break
        if pending == "for" and (good > end or len(bare) == 1 or any(c.isdigit() for c in bare)):
            break  # "the Institute for ORV-101", "University of Norwold for T cell receptors": what is licensed
        if pending in ("in", "at", "at the") and low not in table.places and pending != "at":
            break
        if bare.endswith("'s"):
            break
        good = m.start() + len(bare)
        pending = ""
        campus = _CAMPUS.match(flat, good) if bare.istitle() else None
        if campus:
            return campus.end()
        if bare != token and not _INITIAL.search(token):
            break
    return good
