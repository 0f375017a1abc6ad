"""Names that tell by their form, or by being well known, that they are an organisation's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dealgraph.extract.companies.match import Capitals, NameTable
from dealgraph.extract.companies.tables import Words, core_key, core_words, known, spaced_words, words
from dealgraph.extract.companies.walk import walk_back, walk_on

#: A development code with a word of medicine ("INS37217 Respiratory") is a drug.
_CODE_FIRST = re.compile(r"[A-Z]{2,6}-?\d{3,7}[A-Z]? ")
_FORM_CHAIN = re.compile(r"\.?(?:,? (?:\([A-Z][\w.]+\) )?)")
#: A form of law firms and auditors is a party's where the text goes on to give that a name.
_DEFINED = re.compile(r"\.? \((?:the )?\"")
#: Short for things of the field: no company's name by themselves.
FIELD_ACRONYMS = frozenset(
    "AAV ADC ADCs ASO CAR CDMO CNS CRO DNA GLP GMP GPCR HBV HCV HIV HPV IND LNP NDA NK OTC RNA RSV TCR TIL".split()
)
#: A well-known company may sign as its group ("the sanofi-aventis Group").
_GROUP = re.compile(r" Group\b(?!,? (?:of|Inc|Ltd|Limited|plc|PLC|AG|SA|S\.A|Holding|Compan))")
#: "Documents incorporated by reference" is no company's name.
_BY = re.compile(r" (?:by|herein|in|into)\b", re.IGNORECASE)


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
    for start, end, _ in known_table().find(flat, capitals):
        end = of_group.end() if (of_group := _GROUP.match(flat, end)) else end
        found.append(NameHit(page, start, end, "known", flat[start:end]))
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


#: What is said of a company before its name, in capitals or at the head of a sentence: "Chinese Acme Ltd.".
CALLED = re.compile(
    r"(?:Chinese|Japanese|Danish|Israeli|Norwegian|Finnish|Belgian|Spanish|Dutch|Taiwanese|Austrian|Swedish|Australian"
    r"|Drugmaker|Biotech company) (?=[A-Z]\w|[a-z][A-Z])"
)


def _legal(page: int, flat: str, capitals: Capitals, table: Words) -> list[NameHit]:
    out: list[NameHit] = []
    last = 0
    for match in _anchors(flat, capitals, table.legal_firsts, table.legal_pattern):
        start, form = match.start(), match.group()
        if start < last or start < 2 or flat[start - 1] != " ":
            continue
        begin = walk_back(flat, start - 1, table, form=True, soft=form in table.legal_soft)
        if begin is None:
            continue
        begin = called.end() if (called := CALLED.match(flat, begin, start - 1)) else begin
        head = flat[begin : start - 1].rstrip(" ,")
        if form.upper() == "INCORPORATED" and _BY.match(flat, match.end()):
            continue
        if form == "LLP" and not _DEFINED.match(flat, match.end()):
            continue
        if form in table.legal_mixed and head.upper() == head and form != "CO" and not head[-1].isdigit():
            continue
        end = _forms_after(flat, match.end(), table)
        last = end
        name = flat[begin:end]
        if acceptable(name, table) and not (form in table.legal_soft and _common(head, flat, table)):
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
    parts = re.findall(r"[^\W_]+", head)
    for word in parts:
        low = word.lower()
        if (
            low in table.weak_first
            or low in table.places
            or low in table.inside
            or low in table.stop
            or low in table.not_institution
            or (len(parts) > 1 and (word in FIELD_ACRONYMS or len(word) == 1))
        ):
            continue
        if word.istitle() and len(word) > 3 and low in spaced_words(flat):
            continue
        return False
    return True


#: Words of the trade that make a company of a town's name ("Houston Therapeutics").
_AFTER_TOWNS = frozenset(
    "Bio Therapeutics Pharmaceuticals Biosciences BioSciences Biopharma BioPharma Biotherapeutics".split()
)


def _of_a_town(head: str, word: str, table: Words) -> bool:
    """Tell whether a company is called by its town and its trade."""
    return word in _AFTER_TOWNS and head.lower() in table.places and head.istitle() and len(head) > 4


#: "Acme Pharma *Solutions*", "Acme Healthcare *International*": what may follow a word of the trade.
_TAIL = re.compile(
    r" (?:Solutions|Services|Group|International|Worldwide|Europe|Japan|China|Korea|USA|Canada|Asia|Australia)"
    r"(?![\w-]| [A-Z])"
)


def _trade(page: int, flat: str, capitals: Capitals, table: Words) -> list[NameHit]:
    out: list[NameHit] = []
    for match in _anchors(flat, capitals, table.trade, table.trade_pattern):
        start = match.start()
        if start < 2 or flat[start - 1] != " ":
            continue
        begin = walk_back(flat, start - 1, table, soft=True)
        if begin is None:
            continue
        end = tail.end() if (tail := _TAIL.match(flat, match.end())) else match.end()
        head, name = flat[begin : start - 1], flat[begin:end]
        inner = [w in table.trade for w in head.split()]
        if (
            "," in head
            or (True in inner and not inner[-1])
            or (_common(head, flat, table) and not _of_a_town(head, match.group(), table))
            or not acceptable(name, table)
            or _CODE_FIRST.match(name)
        ):
            continue
        if flat[end : end + 1] == "-":
            continue
        out.append(NameHit(page, begin, end, "trade", name))
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
        end = walk_on(
            flat,
            match.end(),
            table,
            fronted=begin < start and match.group().startswith(("Univ", "Coll", "Hosp")),
        )
        spelt = _spelt_out(flat, begin, end)
        end = spelt or _forms_after(flat, end, table)
        name = flat[begin:end]
        found = core_words(name)
        strong = match.group() in table.institution_strong or _OF_FIELD.search(name) is not None
        inner = [
            w for w in found if w not in table.stop and w not in table.inside and w not in table.connectors
        ]
        least = 1 if spelt or (strong and _one_name(flat, begin, start, inner, table)) else 2
        if len(found) < 2 or len(inner) < least or not acceptable(name, table):
            continue
        if flat[begin - 1 : begin] == "(" and _STATE_BEHIND.match(flat, end):
            continue  # "Texas A&M University (College Station, TX)"
        long = len(found) > 5  # "Cooperative Research Centre for Cellular Growth Factors"
        if not (strong or spelt) and (
            len(found) < 3 or (any(w in table.not_institution for w in found) and not long)
        ):
            continue
        if any(w in table.not_institution for w in found[:1]) or ("," in name and not strong):
            continue
        out.append(NameHit(page, begin, end, "institution", name))
    return out


_STATE_BEHIND = re.compile(r", (?:[A-Z]{2}|[A-Z]\.[A-Z]\.|[A-Z][a-z]+)(?:, U\.?S\.?A?\.?)?\)")
#: Centres of medicine are named after persons and places: "the Kelvane Cancer Center".
_OF_FIELD = re.compile(
    r" (?:Cancer|Heart|Eye|Medical|Brain|Diabetes|Children's|Vaccine|Blood|Vision|Oncology|Primate)"
    r"(?: (?:Research|Medical|Science))? Cent(?:er|re)\b\W*$"
)
_SHORT_FORM = re.compile(r"((?: (?:of|for|and|the|on|in|[A-Z][a-z]+)){0,7}) \(\W?([A-Z]{2,7})\W?\)")


def _spelt_out(flat: str, begin: int, end: int) -> int | None:
    """Give where a name ends whose initials a parenthesis behind it gives: "Center for Study of Sleep (CSS)"."""
    match = _SHORT_FORM.match(flat, end)
    if match is None:
        return None
    initials = "".join(word[0] for word in (flat[begin:end] + match[1]).split() if word[0].isupper())
    return match.end(1) if initials == match[2] else None


def _one_name(flat: str, begin: int, start: int, inner: list[str], table: Words) -> bool:
    """Tell whether a single made-up word names an institution: "the Kelvane Research Institute"."""
    if begin == start or " of " in flat[begin:start] or flat.endswith(", and ", max(0, begin - 6), begin):
        return False  # "Institute of the National ...", "Heart, Lung, and Blood Institute"
    return len(inner) == 1 and len(inner[0]) > 3 and inner[0] not in table.common


def acceptable(name: str, table: Words) -> bool:
    """Tell whether a name of good form may be a party's: no regulator, exchange, place or common word."""
    found = core_words(name)
    key = "".join(found)
    if len(key) < 2 or key in table.not_name or core_key(name.split(",")[0]) in table.not_name:
        return False
    if len(found) == 1 and (found[0] in table.stop or found[0] in table.places):
        return False
    return not all(w in table.stop or w in table.inside or w in table.connectors for w in found)
