"""Joint signings: "we entered into two license agreements" makes two deals."""

from __future__ import annotations

import re

from dealgraph.extract.deals.drafts import Draft
from dealgraph.extract.reading import Deal, Reading

_SEVERAL = re.compile(r"\b(two|three|2|3)\b", re.IGNORECASE)


def split_signing(reading: Reading, draft: Draft) -> list[Draft]:
    """Part "two license agreements" into deals, one for each of the drugs that the signing names."""
    signing = next((e for e in draft.events if e.kind == "sign"), None)
    if signing is None:
        return [draft]
    flat = reading.pages[signing.page].flat
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
