"""Documents that are a contract themselves (EX-10, EX-2): one deal each, from title, preamble and clauses."""

from __future__ import annotations

import re

from dealgraph.extract.contracts.called import PartyDraft
from dealgraph.extract.contracts.clauses import Designators
from dealgraph.extract.contracts.dating import THAT_CERTAIN, TITLE_PAGE, signed_on
from dealgraph.extract.contracts.entities import (
    entity_of,
    mention_parties,
    part_names,
    settle_names,
    short_forms,
    without_people,
)
from dealgraph.extract.contracts.grants import read_grants
from dealgraph.extract.contracts.labelled import find_defined, find_labelled
from dealgraph.extract.contracts.parties import Preamble, find_preamble, lone_party
from dealgraph.extract.contracts.signatures import signatories
from dealgraph.extract.contracts.title import Title, is_of_another_matter, read_title, title_above
from dealgraph.extract.industry import names_company_of_field
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Deal, Reading
from dealgraph.extract.text import Page

_BODY = re.compile(
    r"^(?:8-?K|10-?[KQ]|10-?KT|20-?F|6-?K|40-?F|424|S-\d|F-\d|DEF|PRE|SC |425|DRS|10-12|497|11-K)",
    re.IGNORECASE,
)
#: Exhibits that are contracts as a rule; others (EX-99, a lone file) need the sentence of a preamble.
_CONTRACT_TYPES = re.compile(r"^EX-(?:10|2|4|1)(?:\D|$)", re.IGNORECASE)
_NEWS = Prefiltered(
    r"\b(?:today announced|announced today|NEWSWIRE|Newswire|Business ?Wire|BUSINESS WIRE"
    r"|FOR IMMEDIATE RELEASE)\b"
)
_CUE = re.compile(
    r"\b(?:[Aa]greement|AGREEMENT|CONTRACT|Contract\b|A G R E E M E N T|MEMORANDUM OF UNDERSTANDING"
    r"|(?<=[A-Z] )LICEN[CS]E|This [\w ]{0,20}Licen[cs]e)\b"
)
_FIELD = Prefiltered(
    r"\b(?:pharma(?:ceutical)?s?|biopharma\w*|biotech\w*|biologics?|biosciences?|biosimilars?"
    r"|therapeutics?|(?:pre)?clinical (?:trial|development|stud)"
    r"|fda|ema|c?gmp|antibod(?:y|ies)|vaccines?|patients|regulatory (?:approval|milestone)"
    r"|medical devices?|drug (?:substance|product|candidate)"
    r"|active (?:pharmaceutical )?ingredients?|licensed compounds?|phase (?:i{1,3}|[123])\b"
    r"|nutraceuticals?|disease|syndrome|tumou?r|cancer)",
    re.IGNORECASE,
)
_DEAR = re.compile(r"\bDear (?=[A-Z\[]|sirs?\b)|\bLETTER AGREEMENT|\b[Ll]etter [Aa]greement\b")
_CHANGES = re.compile(
    r"\b(?P<verb>amend|terminat|modif|supplement|chang)\w*\b(?:[^.;]|\.(?=\d)){0,120}?"
    r"(?<=[a-z,] )(?:the|that certain|certain|such|our) (?P<title>(?:[A-Z][\w&-]*,? (?:(?:and|&|to) )?){1,7}"
    r"Agreement)\b"
    r"|(?<=[Tt]he )(?P<named>(?:[A-Z][\w&-]*,? (?:(?:and|&) )?){1,7}Agreement)\b[^.;]{0,300}?\bis (?:hereby )?"
    r"(?:further )?(?P<done>amended|terminated)\b"
)
#: In a text as short as an opening the field may show in one word only, or in the name of a party.
_FIELD_OF_SHORT = Prefiltered(
    r"\b(?:drugs?|medicines?|medicinal|medications?|medical|surgical|clinical(?:ly)?|preclinical"
    r"|healthcare|therap(?:y|ies)|oncology"
    r"|inhibitors?|enzymes?|peptides?|proteins?|genes?|injections?|tablets?|capsules?|dosage|immun\w+|gmp"
    r"|insulin|diabet\w+|(?:melan|carcin|lymph|myel|gli|sarc)omas?|leuka?emias?|hepatitis|influenza|hiv|(?:arthr|colit|dermat)itis"
    r"|psoriasis|asthma|obesity|alzheimer|parkinson|osteoporosis|epilepsy|schizophrenia|anti(?:biotic|viral|sense|gen)s?"
    r"|orphan drug|diagnostics?|assays?|hormones?|health authorit\w+|marketing authori[sz]ation|nda|ind)\b"
    r"|therap(?:eu|ie)|pharm|biotech|bioscien|biolog|biomed|\bbio\b|vaccin|genomics|genetics|health ?care",
    re.IGNORECASE,
)
#: What a university licenses is of the field as a rule, also where an excerpt doesn't say for what it is.
_SCHOOL = Prefiltered(
    r"\b(?:Universit(?:y|é|ät|à)|UNIVERSITY|Medical (?:Center|School|College)|MEDICAL (?:CENTER|SCHOOL|COLLEGE)"
    r"|Hospital|HOSPITAL|National Institutes? of Health)\b"
    r"(?! (?:Ave|Blvd|Boulevard|Drive|Dr\b|St\b|Street|Road|Place|Parkway|Plaza))"
)
_LICENCE = re.compile(r"\bLICEN[CS]E AGREEMENT\b|\bLicen[cs]e Agreement\b")
_EXCLUSIVE_HEAD = re.compile(
    r"(?<![\w-])EXCLUSIVE (?:[A-Z&-]+ ){0,5}(?:LICEN[CS]E|DISTRIBUT\w+|SUPPLY|AGREEMENT)\b(?!\s+AND NON)"
    r"|LICEN[CS]E AGREEMENT ?-{1,2} ?EXCLUSIVE\b"
)
_CO_EXCLUSIVE = re.compile(r"\bCO-?EXCLUSIVE (?:[A-Z&-]+ ){0,3}(?:LICEN[CS]E|AGREEMENT)\b")
_INTENT = re.compile(
    r"\b(?:memorandum of understanding|letter of intent|term sheet|heads of terms)", re.IGNORECASE
)
_NOT_BINDING = Prefiltered(
    r"\bnon-?binding\b|\bnot (?:be |intended to be )?(?:legally )?binding\b", re.IGNORECASE
)
_SHORT_DOCUMENT = 30_000
_RECITALS_END = re.compile(r"NOW,? THEREFORE|Now,? [Tt]herefore|agree as follows|hereby agree")
_PRODUCT = re.compile(
    r"\"(?:Licensed |Collaboration |Development |Finished |Bulk |Initial |Lead )?(?:Products?"
    r"|Compounds?|Drugs?(?: Product| Substance)?|Antibod(?:y|ies)|API"
    r"|Molecules?|Vaccines?|Active (?:Pharmaceutical )?Ingredient|Therapeutic|Candidate"
    r"|Targets?)(?:\(s\))?(?: [A-Z\d])?\""
)
_MOST_DRUGS = 6
#: What a contract without a telling name is about, where it neither licenses nor supplies.
_PURPOSES = (
    ("research", re.compile(r"\b(?:research|study) (?:plan|program|protocol)\b", re.IGNORECASE)),
    (
        "commercialization",
        re.compile(
            r"\b(?:rights? to|authori[sz]es? .{0,60} to|appoints? .{0,60}) (?:[\w,-]+ ){0,8}?"
            r"(?:market|sell|distribute|promote|agent|distributor)\b",
            re.IGNORECASE,
        ),
    ),
    ("development", re.compile(r"\b(?:co-?develop|jointly develop|joint development)", re.IGNORECASE)),
)


def find_contracts(reading: Reading) -> None:
    """Add one deal for each document that is a contract in scope, and its parties to the companies."""
    for index, page in enumerate(reading.pages):
        known = bool(reading.drugs_in(index, 0, _SHORT_DOCUMENT)) or names_company_of_field(reading)
        if _may_be_contract(page, known):
            deal = _contract(reading, index, page)
            if deal is not None:
                reading.deals.append(deal)


def _may_be_contract(page: Page, known: bool) -> bool:
    """The cheap test: no report's body, the word "agreement" near the top, and words of the field.

    A short page needs none where drugs or companies of the field are `known`.
    """
    flat = page.flat
    if _BODY.match(page.document.type) or _NEWS.search(flat, 0, 4000) or not _CUE.search(flat, 0, 12_000):
        return False
    if len(flat) <= _SHORT_DOCUMENT:
        if _SCHOOL.search(flat, 0, 3000) and _LICENCE.search(flat, 0, 3000):
            return True
        return known or _FIELD.search(flat) is not None or _FIELD_OF_SHORT.search(flat) is not None
    least = 3
    seen: set[str] = set()
    for match in _FIELD.finditer(page.flat, 0, 120_000):
        seen.add(match.group().lower().rstrip("s"))
        if len(seen) >= least:
            return True
    return False


def _contract(reading: Reading, index: int, page: Page) -> Deal | None:
    flat = page.flat
    usual = bool(_CONTRACT_TYPES.match(page.document.type))
    preamble = find_preamble(flat, strict=not usual)
    if usual and preamble is None:
        preamble = find_labelled(flat, lone_party(flat))
        if preamble is None and _DEAR.search(flat, 0, 4000):
            preamble = find_defined(flat)
    if not usual and (preamble is None or preamble.start > TITLE_PAGE):
        return None
    title = _title(flat, preamble)
    if title is None:
        return None
    if title.foreign or (title.personal and preamble and preamble.people):
        _out_of_scope(reading, index, usual and preamble is not None and is_of_another_matter(title))
        return None
    if preamble is None:
        parties = signatories(flat)
        if len(parties) < 2 or not title.types:
            return None
        named = _CUE.search(flat)
        at = flat.rfind("\n", 0, named.start()) + 1 if named else 0
        preamble = Preamble(at, min(len(flat), (named.end() if named else 0) + 200), "", parties)
    if title.equity and not re.search(
        r"\b(?:License|Collaboration|Option|Research)\b[\w ]{0,40}Agreement\b", flat[:20_000]
    ):
        _out_of_scope(reading, index, usual)
        return None
    return _deal(reading, index, page, preamble, title)


def _out_of_scope(reading: Reading, index: int, certain: bool) -> None:
    """Keep other finders from reading a deal into a lease or a loan agreement."""
    if certain:
        reading.foreign.add(index)


def _title(flat: str, preamble: Preamble | None) -> Title | None:
    """Judge the contract by the name that its preamble uses, else by the title above it."""
    own = read_title(preamble.title) if preamble and preamble.title else None
    room = 0 if own else 300
    above = title_above(flat, 0, preamble.start + room if preamble else 4000)
    for title in (above, own):
        if title and title.foreign:
            return title
    if any(t and (t.amendment or t.termination) for t in (above, own)):
        return _changed(flat, preamble, [t for t in (above, own) if t])
    letter = _letter(flat, preamble)
    if letter:
        return letter
    if own and own.types:
        return own if not (above and above.types) or len(own.types) >= len(above.types) else above
    return above if above and above.types else above or own


def _letter(flat: str, preamble: Preamble | None) -> Title | None:
    """Judge a letter by the agreement that it amends or ends."""
    if not _DEAR.search(flat, 0, 4000):
        return None
    for change in _CHANGES.finditer(flat, 0, (preamble.end if preamble else 0) + 4000):
        named = read_title(change["title"] or change["named"])
        if named.types and not named.foreign:
            ends = (change["verb"] or change["done"]).startswith("terminat")
            return Title(named.text, named.types, amendment=not ends, termination=ends)
    return None


def _changed(flat: str, preamble: Preamble | None, titles: list[Title]) -> Title:
    """Judge an amendment or a termination by the agreement that it changes."""
    types = next((t.types for t in titles if t.types), ())
    if not types:
        start = preamble.start if preamble else 0
        earlier = (read_title(m[1]) for m in THAT_CERTAIN.finditer(flat, start, start + 4000))
        types = next((t.types for t in earlier if t.types and not t.foreign), ())
    amendment = any(t.amendment for t in titles)
    return Title(titles[0].text, types, amendment=amendment, termination=not amendment)


def _deal(reading: Reading, index: int, page: Page, preamble: Preamble, title: Title) -> Deal | None:
    flat = page.flat
    types = list(title.types) or ([] if title.amendment or title.termination else _types_of_body(flat))
    if not types:
        return None
    settle_names(flat, preamble.parties)
    preamble.parties = without_people(preamble.parties)
    extra = [short_forms(flat, p) for p in preamble.parties]
    for party, forms in zip(preamble.parties, extra, strict=True):
        party.short += forms
    shared = _CO_EXCLUSIVE.search(flat, 0, preamble.start + 300) is not None
    exclusive = title.exclusive or bool(_EXCLUSIVE_HEAD.search(flat, 0, preamble.start + 300))
    grants = read_grants(
        flat,
        preamble.parties,
        Designators(preamble.parties, extra),
        types,
        exclusive,
        ended=title.termination,
    )
    found: list[tuple[int, PartyDraft]] = []
    for party in preamble.parties:
        found.append((entity_of(reading, party, {i for i, _ in found}), party))
    part_names(reading, found)
    mention_parties(reading, index, found)
    end = min(preamble.end, preamble.start + 500)
    return Deal(
        types=types,
        parties=[(company, role) for (company, _), role in zip(found, grants.roles, strict=True)],
        evidence=[page.span(preamble.start, end)],
        date=signed_on(flat, preamble, title),
        status="terminated" if title.termination else "proposed" if _unbound(flat, title) else "in force",
        exclusivity=grants.exclusivity or ("co-exclusive" if shared else None),
        territory=grants.territory,
        drugs=_covered(reading, index, flat, preamble, antigens=False),
        antigens=_covered(reading, index, flat, preamble, antigens=True),
        names=_names(title),
        sentences=[(index, s.index) for s in page.sentences],
        confidence=0.95,
        contract=True,
        page=index,
    )


def _unbound(flat: str, title: Title) -> bool:
    """Tell a letter of intent or a memorandum that says that it doesn't bind."""
    return bool(_INTENT.search(title.text) and _NOT_BINDING.search(flat, 0, 20_000))


def _types_of_body(flat: str) -> list[str]:
    """Judge a bare "Agreement" by what it mainly does."""
    head = flat[:60_000]
    if re.search(r"\bgrants?\b[^;\n]{0,120}?\blicen[sc]e\b", head):
        return ["license"]
    if re.search(r"\bshall (?:manufacture|supply)\b|\bsupply of (?:the )?Products?\b", head):
        return ["supply"]
    if re.search(r"\bdistributor\b|\bco-?promot", head, re.IGNORECASE):
        return ["commercialization"]
    for kind, pattern in _PURPOSES:
        if pattern.search(head):
            return [kind]
    return []


def _names(title: Title) -> list[str]:
    """Give how other documents may call it, where that is more than "Agreement"."""
    words = title.text.split()
    if words[:1] in (["THIS"], ["This"]):
        words = words[1:]
    if len(words) < 2 or title.amendment or title.termination:
        return []
    if all(w.isupper() or w == "&" for w in words):
        words = [w.lower() if w in ("AND", "OF", "FOR", "THE") else w.title() for w in words]
    return [" ".join(words)]


def _covered(reading: Reading, index: int, flat: str, preamble: Preamble, *, antigens: bool) -> list[int]:
    """Give the drugs (or antigens) of the recitals and of what the contract defines as its product."""
    close = _RECITALS_END.search(flat, preamble.end, preamble.end + 9000)
    passages = [(preamble.start, close.start() if close else preamble.end + 1500)]
    for match in _PRODUCT.finditer(flat):
        if re.match(r"\s*(?:\)|,|or\b|and\b|shall|means|will|is\b|:)", flat[match.end() : match.end() + 12]):
            passages.append(
                (
                    max(0, match.start() - 120) if flat[match.end()] == ")" else match.start(),
                    match.end() + 260,
                )
            )
        if len(passages) > 12:
            break
    find = reading.antigens_in if antigens else reading.drugs_in
    found = dict.fromkeys(m.entity for low, high in passages for m in find(index, low, high))
    if not found and not antigens:
        counts: dict[int, int] = {}
        for mention in find(index, 0, len(flat)):
            counts[mention.entity] = counts.get(mention.entity, 0) + 1
        found = dict.fromkeys(
            d for d, n in sorted(counts.items(), key=lambda x: -x[1])[:2] if n >= 2 or len(counts) < 3
        )
    return list(found)[:_MOST_DRUGS]
