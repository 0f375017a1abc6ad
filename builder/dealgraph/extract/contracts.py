"""Documents that are a contract themselves (EX-10, EX-2): one deal each, read from title, preamble and grant clauses."""

from __future__ import annotations

import re

from dealgraph.extract.contract_entities import entity_of, mention_parties, short_forms
from dealgraph.extract.contract_grants import Designators, read_grants
from dealgraph.extract.contract_parties import PartyDraft, Preamble, find_preamble, signatories
from dealgraph.extract.contract_title import Title, read_title, title_above
from dealgraph.extract.dates import find_dates
from dealgraph.extract.reading import Deal, Reading
from dealgraph.extract.text import Page

_BODY = re.compile(r"^(?:8-?K|10-?[KQ]|10-?KT|20-?F|6-?K|40-?F|424|S-\d|F-\d|DEF|PRE|SC |425|DRS|10-12|497|11-K)", re.IGNORECASE)
_CUE = re.compile(r"\b(?:[Aa]greement|AGREEMENT|CONTRACT|A G R E E M E N T)\b")
_FIELD = re.compile(
    r"\b(?:[Pp]harmaceuticals?|PHARMA\w*|[Cc]linical [Tt]rials?|[Cc]linical (?:[Dd]evelopment|[Ss]tud(?:y|ies))|FDA|NDA|BLA|IND|EMA|[Tt]herapeutics?"
    r"|[Aa]ntibod(?:y|ies)|[Vv]accines?|c?GMP|[Pp]atients?|[Rr]egulatory [Aa]pprovals?|[Mm]edical [Dd]evices?|[Bb]iologics?|[Dd]rug [Ss]ubstance"
    r"|[Dd]rug [Pp]roducts?|[Dd]rug [Cc]andidates?|[Ii]ndications?|[Bb]iotech\w*|[Bb]iopharm\w*|[Pp]reclinical|[Nn]utraceuticals?|[Aa]ctive [Ii]ngredients?)\b"
)
_TERM_WORDS = re.compile(r"\"?(?:Effective Date|Execution Date|Signing Date|Agreement Date|Commencement Date)\"?")
_THAT_CERTAIN = re.compile(
    r"\b(?:that certain|the|a|an|certain)\s+((?:[A-Z][\w-]*,?\s+(?:and\s+|&\s+|,\s*)?){1,8}Agreement)\b[^.;]{0,120}?\b(?:dated|effective|entered into|made)\b"
)
_RECITALS_END = re.compile(r"NOW,? THEREFORE|Now,? [Tt]herefore|agree as follows|hereby agree")
_PRODUCT = re.compile(
    r"\"(?:Licensed |Collaboration |Development |Finished |Bulk |Initial |Lead )?(?:Products?|Compounds?|Drugs?(?: Product| Substance)?|Antibod(?:y|ies)|API"
    r"|Molecules?|Vaccines?|Active (?:Pharmaceutical )?Ingredient|Therapeutic|Candidate|Targets?)(?: [A-Z\d])?\""
)
_MOST_DRUGS = 6


def find_contracts(reading: Reading) -> None:
    """Add to `reading.deals` one deal for each document that is a contract in scope, and its parties to the companies."""
    for index, page in enumerate(reading.pages):
        if _may_be_contract(page):
            deal = _contract(reading, index, page)
            if deal is not None:
                reading.deals.append(deal)


def _may_be_contract(page: Page) -> bool:
    """The cheap test: not the body of a report, the word "agreement" near the top, and words of the field."""
    if _BODY.match(page.document.type) or not _CUE.search(page.flat, 0, 12_000):
        return False
    seen: set[str] = set()
    total = 0
    for match in _FIELD.finditer(page.flat, 0, 120_000):
        seen.add(match.group().lower().rstrip("s"))
        total += 1
        if len(seen) >= 2 and total >= 3:
            return True
    return False


def _contract(reading: Reading, index: int, page: Page) -> Deal | None:
    flat = page.flat
    preamble = find_preamble(flat)
    if preamble is not None and not page.document.type.upper().startswith("EX-") and preamble.start > 6000:
        return None
    title = _title(flat, preamble)
    if title is None or title.foreign:
        return None
    if preamble is None:
        parties = signatories(flat)
        if len(parties) < 2 or not title.types:
            return None
        at = max(0, flat.find("greement") - 60)
        preamble = Preamble(at, min(len(flat), at + 200), "", parties)
    if title.equity and not re.search(r"\b(?:License|Collaboration|Option|Research)\b[\w ]{0,40}Agreement\b", flat[:20_000]):
        return None
    return _deal(reading, index, page, preamble, title)


def _title(flat: str, preamble: Preamble | None) -> Title | None:
    """Judge the contract by the name that its preamble uses, else by the title above it."""
    above = title_above(flat, 0, preamble.start + 400 if preamble else 4000)
    own = read_title(preamble.title) if preamble and preamble.title else None
    if above and above.foreign:
        return above
    if own and own.foreign:
        return own
    if own and own.amendment and above and above.types:
        return above if above.amendment else Title(own.text, above.types, amendment=True)
    if above and above.types and above.amendment:
        return above
    if own and own.types:
        return own if not (above and above.types) or len(own.types) >= len(above.types) else above
    return above or own


def _deal(reading: Reading, index: int, page: Page, preamble: Preamble, title: Title) -> Deal | None:
    flat = page.flat
    types = list(title.types) or _types_of_body(flat)
    if not types:
        return None
    extra = [short_forms(flat, p) for p in preamble.parties]
    for party, forms in zip(preamble.parties, extra, strict=True):
        party.short += forms
    grants = read_grants(flat, preamble.parties, Designators(preamble.parties, extra), types, title.exclusive)
    found: list[tuple[int, PartyDraft]] = []
    for party in preamble.parties:
        found.append((entity_of(reading, party, {i for i, _ in found}), party))
    mention_parties(reading, index, found)
    end = min(preamble.end, preamble.start + 600)
    return Deal(
        types=types,
        parties=[(company, role) for (company, _), role in zip(found, grants.roles, strict=True)],
        evidence=[page.span(preamble.start, end)],
        date=_date(flat, preamble, title),
        status="terminated" if title.termination and not title.amendment else "in force",
        exclusivity=grants.exclusivity,
        territory=grants.territory,
        drugs=_covered(reading, index, flat, preamble, antigens=False),
        antigens=_covered(reading, index, flat, preamble, antigens=True),
        names=_names(title),
        sentences=[(index, s.index) for s in page.sentences],
        confidence=0.95,
        contract=True,
        page=index,
    )


def _types_of_body(flat: str) -> list[str]:
    """Judge a bare "Agreement" by what it mainly does."""
    head = flat[:60_000]
    if re.search(r"\bgrants?\b[^.]{0,120}\blicen[sc]e\b", head):
        return ["license"]
    if re.search(r"\bshall (?:manufacture|supply)\b|\bsupply of (?:the )?Products?\b", head):
        return ["supply"]
    if re.search(r"\bdistributor\b|\bco-?promot", head, re.IGNORECASE):
        return ["commercialization"]
    return ["research"] if re.search(r"\b(?:research|study) (?:plan|program|protocol)\b", head, re.IGNORECASE) else []


def _names(title: Title) -> list[str]:
    """Give how other documents may call it, where that is more than "Agreement"."""
    words = title.text.split()
    if len(words) < 2 or title.amendment:
        return []
    text = title.text if not title.text.isupper() else " ".join(w if w in ("AND", "OF") else w.capitalize() for w in words)
    text = re.sub(r"^(?:THIS|This) ", "", text).replace(" AND ", " and ").replace(" OF ", " of ")
    return [text]


def _date(flat: str, preamble: Preamble, title: Title) -> str | None:
    """Give the date of signing: from the preamble, else the title page, else the signatures."""
    if title.amendment:
        for match in _THAT_CERTAIN.finditer(flat, preamble.start, preamble.start + 4000):
            if set(read_title(match[1]).types) & set(title.types):
                dates = find_dates(flat, match.end(), match.end() + 60)
                if dates:
                    return dates[0].iso
    stop = min(len(flat), preamble.parties[0].name.start + 1, preamble.start + 1200)
    for low, high in ((preamble.start, stop), (preamble.end - 1, preamble.end + 350), (0, preamble.start)):
        dates = [d for d in find_dates(flat, low, min(len(flat), high)) if _may_sign(flat, d.start)]
        if dates and (high != preamble.start or preamble.start < 30_000):
            return dates[0].iso
    mark = flat.upper().rfind("WITNESS WHEREOF")
    low = mark if mark > 0 else max(0, len(flat) - 4000)
    dates = [d for d in find_dates(flat, low, min(len(flat), low + 2500)) if len(d.iso) == 10]
    return max((d.iso for d in dates), default=None)


def _may_sign(flat: str, at: int) -> bool:
    """Refuse dates of legends, filings and acts ("10-K, 3/12/2020", "Act of 1934")."""
    before = flat[max(0, at - 60) : at]
    return not re.search(r"(?:10-[KQ]|8-K|10-12G|S-1)(?:/A)?, $|Act of $|Rule \S*$|filed (?:on|with)|founded|since|amended[^()]{0,20}$", before)


def _covered(reading: Reading, index: int, flat: str, preamble: Preamble, *, antigens: bool) -> list[int]:
    """Give the drugs (or antigens) of the recitals and of what the contract defines as its product."""
    close = _RECITALS_END.search(flat, preamble.end, preamble.end + 9000)
    passages = [(preamble.start, close.start() if close else preamble.end + 1500)]
    for match in _PRODUCT.finditer(flat):
        if re.match(r"\s*(?:\)|,|or\b|and\b|shall|means|will|is\b|:)", flat[match.end() : match.end() + 12]):
            passages.append((max(0, match.start() - 120) if flat[match.end()] == ")" else match.start(), match.end() + 260))
        if len(passages) > 12:
            break
    find = reading.antigens_in if antigens else reading.drugs_in
    found = dict.fromkeys(m.entity for low, high in passages for m in find(index, low, high))
    if not found and not antigens:
        counts: dict[int, int] = {}
        for mention in find(index, 0, len(flat)):
            counts[mention.entity] = counts.get(mention.entity, 0) + 1
        found = dict.fromkeys(d for d, n in sorted(counts.items(), key=lambda x: -x[1])[:2] if n >= 2)
    return list(found)[:_MOST_DRUGS]
