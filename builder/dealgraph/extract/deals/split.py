"""Joint signings: "we entered into two license agreements" makes two deals; and deals that are told twice."""

from __future__ import annotations

import re

from dealgraph.extract.deals.drafts import Draft, merge
from dealgraph.extract.deals.event import Event
from dealgraph.extract.reading import Deal, Reading

_SEPARATE = re.compile(r"\bseparate\s+(?:[\w-]+\s+){0,4}$|^separate\b", re.IGNORECASE)
_EACH_OF = re.compile(r"\bagreements(?: \([^()]{1,60}\))?,? with each of\b", re.IGNORECASE)
#: Who licenses from two institutions in the plural has one licence from each.
_LICENSES_WITH = re.compile(
    r"(?:[\w-]+\s){0,3}licen[sc]e agreements with\b(?![^.;]*\bcollectively\b)", re.IGNORECASE
)
_PLURAL_WITH = re.compile(
    r"[^.;()]{0,50}?\b(?:agreements|collaborations|alliances|partnerships|licen[sc]es)(?: for [^.;,()]{3,60}?)? with\b"
    r"(?![^.;]*\bcollectively\b)",
    re.IGNORECASE,
)
#: "Agreements with X for Japan and Y for Europe".
_EACH_ITS_PLACE = re.compile(
    r"[^.;()]{0,50}?\bagreements(?: (?:for|covering) [^.;,()]{3,60}?)? with\b(?:[^.;]|\.[\w,]){3,60}?"
    r"\b(?:for|in|covering) (?:the )?[A-Z][\w.]*"
    r"(?:[^.;]|\.\w){0,40}?\band (?:with )?[A-Z](?:[^.;]|\.[\w,]|\b(?:Inc|Ltd|Corp|Co)\.){2,60}?"
    r"\b(?:for|in|covering) (?:the )?[A-Z]"
)
_WITH_EACH = re.compile(r"(?:[\w-]+\s){0,4}[Aa]greement,? with each of\b")
_PLURAL = re.compile(r"[^.;()]{0,70}?\bagreements\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(two|three|2|3)\b", re.IGNORECASE)


def split_signing(reading: Reading, draft: Draft) -> list[Draft]:
    """Part "two license agreements" into deals, one for each of the drugs that the signing names."""
    signing = next((e for e in draft.events if e.kind == "sign"), None)
    if signing is None:
        return [draft]
    flat = reading.pages[signing.page].flat
    partners = [c for c, _ in draft.deal.parties if c in signing.others]
    if len(partners) > 1 and is_separate(flat, signing):
        return [_with_one(reading, draft, partners, number) for number in range(len(partners))]
    if any(
        e is not signing and e.title and (e.page, e.sentence) == (signing.page, signing.sentence)
        for e in draft.events
    ):
        return [draft]  # "two agreements, a License Agreement and a Supply Agreement" names them itself
    several = _SEVERAL.search(flat, max(signing.start, signing.at - 12), min(signing.end, signing.at + 12))
    if several is None or not re.match(
        r"[^.;()]{0,90}?\bagreements\b", flat[signing.at : signing.at + 110], re.IGNORECASE
    ):
        return [draft]
    count = 3 if several.group(1).lower() in ("three", "3") else 2
    drugs = list(dict.fromkeys(m.entity for m in reading.drugs_in(signing.page, signing.start, signing.end)))
    if len(drugs) != count:
        drugs = []
    return [_part(reading, draft, drugs, number) for number in range(count)]


def join_tellings(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Add what a release tells of a deal without its other side to the only deal that its one party has there.

    "Orvane Announces Licence Agreement" stands over the release, "when the licensing deal was signed in 2007" in it.
    """
    kept: list[Draft] = []
    for draft in drafts:
        whole = _told_whole(reading, draft, drafts)
        if whole is None:
            kept.append(draft)
            continue
        for event in draft.events:
            merge(whole, event)
        told = [*whole.deal.sentences, *draft.deal.sentences]
        whole.deal.sentences = sorted(dict.fromkeys(told))
    return kept


def _told_whole(reading: Reading, draft: Draft, drafts: list[Draft]) -> Draft | None:
    """Find the only deal of a release that has the one party of this draft and another, or None."""
    if draft.deal.contract or not draft.events or len(draft.companies) != 1:
        return None
    page = draft.events[0].page
    if not reading.pages[page].document.type.startswith("EX-99"):
        return None
    whole = [
        d
        for d in drafts
        if not d.deal.contract and draft.companies < d.companies and d.events[0].page == page
    ]
    return whole[0] if len(whole) == 1 else None


def is_separate(flat: str, signing: Event) -> bool:
    """Tell whether "separate license agreements" were signed with each of several companies."""
    before = flat[max(signing.start, signing.at - 60) : signing.at]
    after = flat[signing.at : min(signing.end, signing.at + 240)]
    if len(signing.others) > 2 and _PLURAL_WITH.match(after):
        return True
    if _EACH_ITS_PLACE.match(after):
        return True
    return bool(_WITH_EACH.match(after)) or bool(
        _PLURAL.match(after)
        and (_SEPARATE.search(before + after[:12]) or _EACH_OF.search(after) or _LICENSES_WITH.match(after))
    )


def _with_one(reading: Reading, draft: Draft, partners: list[int], number: int) -> Draft:
    """Give the deal with one of several partners: the signing, and the sentences on it; the first has those on none."""
    deal, partner = draft.deal, partners[number]
    kept = []
    for where in deal.sentences:
        sentence = reading.sentence(where)
        named = {m.entity for m in reading.companies_in(where[0], sentence.start, sentence.end)} & set(
            partners
        )
        if partner in named or (not named and number == 0):
            kept.append(where)
    parties = [(c, role) for c, role in deal.parties if c == partner or c not in partners]
    part = Deal(
        list(deal.types),
        parties,
        list(deal.evidence),
        names=list(deal.names),
        others=[partner],
        sentences=kept,
    )
    return Draft(part, draft.events)


def _part(reading: Reading, draft: Draft, drugs: list[int], number: int) -> Draft:
    """Give one of the deals of a joint signing, with the sentences on its own drug; the first has those on none."""
    deal = draft.deal
    kept = []
    for where in deal.sentences:
        sentence = reading.sentence(where)
        named = {m.entity for m in reading.drugs_in(where[0], sentence.start, sentence.end)} & set(drugs)
        joint = not drugs and any(where == (e.page, e.sentence) for e in draft.events if e.kind == "sign")
        if joint or (named and drugs[number] in named) or (not named and number == 0):
            kept.append(where)
    part = Deal(
        list(deal.types),
        list(deal.parties),
        list(deal.evidence),
        names=list(deal.names),
        others=list(deal.others),
        sentences=kept,
    )
    part.drugs = [drugs[number]] if drugs else []
    part.one_of_several = bool(drugs)
    return Draft(part, draft.events)
