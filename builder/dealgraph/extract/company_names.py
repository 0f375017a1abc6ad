"""Names that tell by their form, or by being well known, that they are an organisation's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dealgraph.extract.company_match import Capitals, NameTable
from dealgraph.extract.company_tables import Words, core_key, core_words, known, words

_CHUNK = re.compile(r"\S+")
_FORM_CHAIN = re.compile(r"\.?(?:,? (?:\([A-Z][\w.]+\) )?)")
_INITIAL = re.compile(r"^(?:(?:[A-Z]\.)+|(?:St|Dr|Ste|Mt|Co|U\.S|M\.D)\.)$")
_CAPITALS_ONLY_AFTER_MIXED = frozenset("AS AB SE CO PT LP SPA SL HOLDING".split())
_SOFT_LEGAL = frozenset(
    "Company Corporation Limited Holding Holdings COMPANY CORPORATION LIMITED HOLDINGS CO Co".split()
)
_WEAK_TRADE = frozenset(
    "Bio Sciences Technologies Capital Ventures Medicine Oncology Laboratory Imaging Antibodies Innovations Surgical Immunology"
    " Diagnostics Vaccines Neuroscience Genetics Genomics Medicines Healthcare Aesthetics Dermatology Ophthalmology Peptides Biologics"
    " Biosimilars Biologicals Proteomics Biotechnology Pharmaceutical Pharmaceuticals Therapeutics Biomedical Immunotherapies".split()
)
#: Connectors after a name that is complete already ("Cardiff University of", never "for").
_FRONTED = ("of", "at", "of the", "at the", "and", "&")
#: What is no name but says something of the name after it ("UK-based Antev Ltd.").
_TAIL = re.compile(
    r"-(?:based|focused|stage|owned|led|backed|targeted|funded|sponsored|listed|controlled|affiliated|partnered|derived|directed|exclusive"
    r"|class|approved|licensed)$",
    re.IGNORECASE,
)
#: "Documents incorporated by reference" is no company's name.
_BY = re.compile(r" (?:by|herein|in|into)\b", re.IGNORECASE)
_STRONG_INSTITUTION = frozenset(
    "University Université Universität Universitat Universidad Università Universiteit Institute Institut Instituto Hospital Hospitals"
    " Foundation College Regents Trustees Fellows Institutes Fundación Fondation".split()
)
#: Common words that are part of institutions' and companies' names all the same.
_INSIDE = frozenset(
    "research technology development cancer disease diseases medical international therapy gene cell clinical drug general european health"
    " human joint council service services national first north south news new antibody vaccine master trade general source series form"
    " institute center protein global strategic products partners royalty".split()
)
_AND_TAIL = frozenset(
    "Technology Human Infectious Stroke Development Engineering Medicine Research Blood Digestive Kidney Women's Sciences Science Health"
    " Prevention Education Innovation Company Co Sons Co. Fellows Lymphoma Harvard Melinda".split()
)
_CONNECTORS = frozenset(
    {
        "of",
        "for",
        "de",
        "the",
        "at",
        "in",
        "di",
        "du",
        "la",
        "del",
        "und",
        "für",
        "von",
        "zu",
        "and",
        "&",
        "y",
        "et",
        "d'",
    }
)


@dataclass(frozen=True, slots=True)
class NameHit:
    """An organisation's name in a page. `kind`: "legal", "institution", "trade", "known" or "context"."""

    page: int
    start: int
    end: int
    kind: str
    text: str


def find_names(page: int, flat: str, capitals: Capitals) -> list[NameHit]:
    """Find the names of a page that need no context, without overlaps, in order."""
    table = words()
    found = [
        *_legal(page, flat, capitals, table),
        *_trade(page, flat, capitals, table),
        *_institutions(page, flat, capitals, table),
    ]
    found += [NameHit(page, s, e, "known", flat[s:e]) for s, e, _ in known_table().find(flat, capitals)]
    return longest(found)


def longest(hits: list[NameHit]) -> list[NameHit]:
    """Keep the longest of hits that overlap, in order of position."""
    kept: list[NameHit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if kept and hit.start < kept[-1].end:
            if hit.end > kept[-1].end and hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
            continue
        kept.append(hit)
    return kept


@cache
def known_table() -> NameTable:
    """Give the matcher of well-known names; payloads are rows of `known`."""
    return NameTable((name.removeprefix("The "), i) for i, row in enumerate(known()) for name in row)


def _anchors(
    flat: str, capitals: Capitals, firsts: frozenset[str], pattern: re.Pattern[str]
) -> list[re.Match[str]]:
    """Match a pattern wherever a word of it begins, in order."""
    starts = sorted(start for word in firsts & capitals.keys() for start in capitals[word])
    for word in firsts:
        if word[0].islower():
            at = flat.find(word)
            while at >= 0:
                starts.append(at)
                at = flat.find(word, at + 1)
    return [m for m in (pattern.match(flat, start) for start in sorted(starts)) if m]


def _legal(page: int, flat: str, capitals: Capitals, table: Words) -> list[NameHit]:
    out: list[NameHit] = []
    last = 0
    for match in _anchors(flat, capitals, table.legal_firsts, table.legal_pattern):
        start, form = match.start(), match.group()
        if start < last or start < 2 or flat[start - 1] != " ":
            continue
        begin = walk_back(flat, start - 1, table, form=True, soft=form in _SOFT_LEGAL)
        if begin is None:
            continue
        head = flat[begin : start - 1].rstrip(" ,")
        if form.upper() == "INCORPORATED" and _BY.match(flat, match.end()):
            continue
        if form in _CAPITALS_ONLY_AFTER_MIXED and head.upper() == head and form != "CO":
            continue
        end = _forms_after(flat, match.end(), table)
        last = end
        name = flat[begin:end]
        if acceptable(name, table) and not (form in _SOFT_LEGAL and _common(head, flat, table)):
            out.append(NameHit(page, begin, end, "legal", name))
    return out


def _forms_after(flat: str, end: int, table: Words) -> int:
    """Go on over further legal forms ("Co., Ltd.") and the full stop of an abbreviation."""
    for _ in range(3):
        gap = _FORM_CHAIN.match(flat, end)
        more = table.legal_pattern.match(flat, gap.end()) if gap else None
        if not more:
            break
        end = more.end()
    if end < len(flat) and flat[end] == "." and flat[end - 1].islower() | (flat[end - 2] in ". "):
        return end + 1
    if flat[end : end + 1] == "." and flat[end - 3 : end] in (
        "INC",
        "LTD",
        "ORP",
        " CO",
        ".A",
        "L.P",
        "S.A",
        "B.V",
        "N.V",
    ):
        return end + 1
    return end


def _common(head: str, flat: str, table: Words) -> bool:
    """Tell whether the words before a trade word or soft form are ordinary words rather than a name."""
    for word in re.findall(r"[^\W_]+", head):
        low = word.lower()
        if (
            low in table.weak_first
            or low in table.places
            or low in _INSIDE
            or low in table.stop
            or low in table.not_institution
        ):
            continue
        if word.istitle() and len(word) > 3 and f" {low} " in flat:
            continue
        return False
    return True


def _trade(page: int, flat: str, capitals: Capitals, table: Words) -> list[NameHit]:
    out: list[NameHit] = []
    for match in _anchors(flat, capitals, table.trade, table.trade_pattern):
        start = match.start()
        if start < 2 or flat[start - 1] != " ":
            continue
        begin = walk_back(flat, start - 1, table, soft=True)
        if begin is None:
            continue
        head, name = flat[begin : start - 1], flat[begin : match.end()]
        inner = [w in table.trade for w in head.split()]
        if (
            "," in head
            or (True in inner and not inner[-1])
            or _common(head, flat, table)
            or not acceptable(name, table)
        ):
            continue
        if match.group() in _WEAK_TRADE and flat[match.end() : match.end() + 1] == "-":
            continue
        out.append(NameHit(page, begin, match.end(), "trade", name))
    return out


def _institutions(page: int, flat: str, capitals: Capitals, table: Words) -> list[NameHit]:
    out: list[NameHit] = []
    for match in _anchors(flat, capitals, table.institution, table.institution_pattern):
        start = match.start()
        if start and (flat[start - 1].isalnum() or flat[start - 1] in "-'"):
            continue
        begin = start
        if start > 1 and flat[start - 1] == " ":
            begin = walk_back(flat, start - 1, table, soft=True, institution=True) or start
        end = walk_on(flat, match.end(), table, fronted=begin < start)
        name = flat[begin:end]
        found = core_words(name)
        strong = match.group() in _STRONG_INSTITUTION
        inner = [w for w in found if w not in table.stop and w not in _INSIDE and w not in _CONNECTORS]
        if len(found) < 2 or len(inner) < 2 or not acceptable(name, table):
            continue
        if not strong and (len(found) < 3 or any(w in table.not_institution for w in found)):
            continue
        if any(w in table.not_institution for w in found[:1]) or ("," in name and not strong):
            continue
        out.append(NameHit(page, begin, end, "institution", name))
    return out


def walk_back(
    flat: str, end: int, table: Words, *, form: bool = False, soft: bool = False, institution: bool = False
) -> int | None:
    """Give where the capitalised name begins that ends at `end`, or None if there is none.

    Args:
        flat: The page.
        end: Offset just behind the last word of the name (a comma may stand there).
        table: Word lists.
        form: A legal form follows, so that "&" and a bracketed place may stand inside the name.
        soft: The word that follows makes a company only of a name, so that lower-case words never belong to it.
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
    for m in reversed(list(_CHUNK.finditer(flat, floor, end))):
        token = m.group()
        if start is None and form:
            token = token.rstrip(",")
        if not token or taken > 8:
            break
        if form and token.startswith("(") and token.endswith(")") and start is not None and len(token) > 3:
            continue
        opened = token[0] in "\"'(["
        bare = token.lstrip("\"'([")
        verdict = _belongs(bare, following, start is None, table, institution, soft, form)
        if verdict == "no":
            break
        following = bare
        if verdict == "maybe":
            continue
        start = m.start() + (len(token) - len(bare))
        taken += 1
        if opened:
            break
    return start


def _belongs(
    token: str, following: str, first: bool, table: Words, institution: bool, soft: bool, form: bool
) -> str:
    """Say "yes", "no" or "maybe" (only if a capitalised word comes before it) of a word of a name read backwards."""
    if not token or token[-1] in ',;:!?)"]' or (token[-1] == "." and not _INITIAL.search(token)):
        return "no"
    if token in ("&", "+"):
        return "maybe" if form and not first else "no"
    low = token.lower()
    if token == "and":
        return "maybe" if following in _AND_TAIL else "no"
    if low in _CONNECTORS:
        return "maybe" if institution and not first and low != "in" else "no"
    if token.endswith(("'s", "s'")):
        if following.startswith(
            ("Hospital", "Medical", "Health", "Laborator", "Cancer", "College", "Research", "Island")
        ):
            return "yes" if token[0].isupper() else "no"
        return "no"
    if low in table.stop and low not in _INSIDE and token not in ("US", "U.S."):
        return "maybe" if first and not soft and token.istitle() else "no"
    if _TAIL.search(token):
        return "no"
    if token[0].isdigit():
        return (
            "yes"
            if any(c.isupper() for c in token) and not token.endswith(("M", "%", "K")) or token == "3M"
            else "no"
        )
    if token[0].isupper():
        return "yes"
    return "yes" if token[0].isalpha() and any(c.isupper() for c in token[1:]) and token.isalnum() else "no"


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
        low = bare.lower()
        if not bare or token[0] in "(\"'-":
            break
        if low in _CONNECTORS and bare == token and not bare[0].isupper():
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
        if not bare[0].isupper() or (low in table.stop and low not in _INSIDE):
            break
        if pending in ("and", "&") and bare not in _AND_TAIL:
            break
        if pending in ("in", "at", "at the") and low not in table.places and pending != "at":
            break
        if bare.endswith("'s"):
            break
        good = m.start() + len(bare)
        pending = ""
        if bare != token and not _INITIAL.search(token):
            break
    return good


def acceptable(name: str, table: Words) -> bool:
    """Tell whether a name of good form may be a party's: no regulator, exchange, place or lone common word."""
    found = core_words(name)
    key = "".join(found)
    if len(key) < 2 or key in table.not_name or core_key(name.split(",")[0]) in table.not_name:
        return False
    if len(found) == 1 and (found[0] in table.stop or found[0] in table.places):
        return False
    return not all(w in table.stop or w in _INSIDE or w in _CONNECTORS for w in found)
