"""Who buys whom, from the language of mergers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.parties import group_before
from dealgraph.extract.deals.reality import conditional, supposed
from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Reading
from dealgraph.extract.text import Sentence

#: "With X surviving the merger as a wholly owned subsidiary of Y".
_SURVIVES = re.compile(
    r"\b(?:surviv\w+|continu\w+|becom\w+|merge[ds]? with and into|became)\b"
    r"[^.;]{0,90}?\bsubsidiary of\s+(?:the\s+)?"
)


#: "An offer to buy all outstanding shares of X", "its tender offer for all of the shares of X".
_BUYS_ALL = re.compile(
    r"\b(?:to (?:acquire|purchase|buy)|tender offer for) (?:all|any and all)(?: of)? (?:the )?(?:issued and )?"
    r"(?:outstanding )?(?:shares|capital stock|equity)\b(?:[^.;]|\.\d){0,160}?\bof (?=the Company\b|[A-Z])"
    r"|\b(?:to (?:acquire|purchase|buy)|tender offer for) all (?:of )?"
    r"(?=(?:the Company|[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3})['\u2019]s? (?:issued and )?outstanding\b)"
)
#: "Acme AG, a Swiss corporation ("Parent")": who buys, in the words of merger agreements.
_PARENT = re.compile(r"(?:, an? [^();]{3,90})? \((?:the )?[\"'\u201c](?:Parent|Acquiror|Acquirer)\b")


#: "Shareholders of X will receive", "X stockholders get $4 in cash": X is bought.
_HOLDERS = re.compile(
    r"\b(?:[Ss]tock|[Ss]hare)holders (?:(?P<of>of (?=(?:[A-Z][^.;]{2,40}?) (?:(?:will|would|are to) )?(?:get"
    r"|receive)\b))"
    r"|(?:(?:will|would|are to) )?(?:get|receive)\b)"
)


def merged_company(flat: str, sentence: Sentence, mentions: list[Mention]) -> int | None:
    """Give the company that is merged or bought: whose subsidiary it becomes, or all of whose shares are."""
    for match in _SURVIVES.finditer(flat, sentence.start, sentence.end):
        target = next((m.entity for m in reversed(mentions) if m.end <= match.start()), None)
        parent = next((m.entity for m in mentions if -5 < m.start - match.end() < 4), None)
        if target is not None and parent is not None and target != parent:
            return target
    paid = _HOLDERS.search(flat, sentence.start, sentence.end)
    if paid is not None:
        at = paid.end() if paid["of"] else paid.start()
        owned = (m for m in mentions if (0 <= m.start - at < 6 if paid["of"] else -4 < at - m.end < 4))
        return next((m.entity for m in owned), None)
    bought = _BUYS_ALL.search(flat, sentence.start, sentence.end)
    if bought is not None:
        return next((m.entity for m in mentions if -5 < m.start - bought.end() < 60), None)
    parent = next((m.entity for m in mentions if _PARENT.match(flat, m.end, sentence.end)), None)
    return next((m.entity for m in mentions if m.entity != parent), None) if parent is not None else None


#: "Today completed their previously announced merger", "have approved the merger of the two companies".
_OF_TWO = Prefiltered(
    r"\b(?P<done>complet\w+(?: of)?|clos(?:ed|ing)(?: of)?|consummat\w+(?: of)?|approv(?:ed|al of)|finali[sz]ed)"
    r" (?:the|their|a) (?:[\w-]+ ){0,3}?(?:merger|business combination)\b(?! (?:agreement|with|sub|consideration|by))"
    r"|\b(?:(?:have agreed|agreed|agree|will|are|plan(?:ned)?) (?:in principle )?(?:to )?"
    r"(?:merge|combine)(?: their (?:[\w-]+ ){0,2}"
    r"(?:business(?:es)?|operations|companies))?"
    r"|to (?:merge|combine)|are merging|have merged|a merger of equals)\b(?! (?:with|into|their))"
)


def merger_events(place: Place) -> Iterator[Event]:
    """Read the merger of two companies that are its subject together: "X and Y completed their merger"."""
    for verb in _OF_TWO.finditer(place.flat, place.sentence.start, place.sentence.end):
        before = place.before(verb.start(), 60)
        companies = [m.entity for m in group_before(place, verb.start()) if not m.generic][-2:]
        if len(companies) < 2 or supposed(before) or conditional(before):
            continue
        parties = [(company, "partner") for company in companies]
        yield place.event("sign", verb.start(), ["merger"], parties, done=verb["done"] is not None)
        return


#: Companies made to be merged away, which sign beside who buys.
_SHELL = re.compile(
    r"\b(?:Merger ?Sub|Merger Corp|Acquisition (?:Sub|Corp|Co|Inc|LLC|Ltd|Corporation|Company|Subsidiary|Limited)"
    r"|Bid[Cc]o|Merge[Cc]o|Mergerco|Purchaser)\b"
)


def without_shells(reading: Reading, parties: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Leave out of a merger's parties the company that is made for it, where both sides are named beside it."""
    kept = [(c, role) for c, role in parties if not _SHELL.search(reading.companies.entities[c].name)]
    return kept if len(kept) > 1 else parties
