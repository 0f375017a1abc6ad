"""Deals in the making, and which of them an event speaks of again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dealgraph.extract.companies.tables import core_words
from dealgraph.extract.deals.beside import is_another, listed_beside
from dealgraph.extract.deals.dating import stated_date
from dealgraph.extract.deals.event import Event
from dealgraph.extract.reading import Deal, Reading


@dataclass(slots=True)
class Draft:
    """A deal with the events that made it."""

    deal: Deal
    events: list[Event] = field(default_factory=list)

    @property
    def companies(self) -> set[int]:
        """Its parties."""
        return {c for c, _ in self.deal.parties}


@dataclass(slots=True)
class State:
    """What the reader has in mind; `lead` is the (page, sentence) of the title that opened the paragraph."""

    drafts: list[Draft]
    current: Draft | None = None
    section: set[int] = field(default_factory=set)
    strong: bool = False
    muted: bool = False
    about: bool = False
    pending: list[Event] = field(default_factory=list)
    titled: list[str] = field(default_factory=list)
    succeeded: dict[int, int] = field(default_factory=dict)
    owned: dict[int, int] = field(default_factory=dict)
    lead: tuple[int, int] | None = None


def known_deal(reading: Reading, state: State, event: Event, parties: set[int]) -> Draft | None:
    """Find the deal that an event speaks of again."""
    for draft in state.drafts:
        if event.kind != "sign" and set(event.names) & set(draft.deal.names):
            return draft
    if event.amends and (amended := _named_there(reading, state, event)) is not None:
        return amended
    if (again := _signed_by_one(state, event, parties)) is not None:
        return again
    we = reading.companies.we
    others = parties - {we}
    same = [d for d in state.drafts if _same_parties(d.companies, parties, we)]
    same = same or _bought_together(reading, state, event) or _half_told(state, event, parties)
    if not same and others and event.kind != "sign":
        same = [
            d
            for d in state.drafts
            if others <= d.companies
            or (len(others) > 1 and event.others and set(event.others) <= d.companies)
        ]
        same.sort(key=lambda d: we is not None and we in parties and we not in d.companies)
    if not same and event.kind == "weak":
        same = [d for d in state.drafts if _of_one_group(reading, d, parties)]
    if not same:
        return None
    same.sort(key=lambda d: d is not state.current)
    types = set(event.types)
    if types <= {"acquisition", "merger"} and types and not event.amends:
        bought = [d for d in same if set(d.deal.types) & {"acquisition", "merger", "option"}]
        if bought:
            return bought[0]
    if event.types == ["equity"]:
        held = [d for d in same if "equity" in d.deal.types]
        if held:
            return held[0]
    fits = [d for d in same if _types_fit(set(d.deal.types), types, event)]
    if event.kind == "sign" and not event.amends:
        fresh = [d for d in fits if not (_signed(d) and _new_signing(reading, d, event))]
        return fresh[0] if fresh else None
    if fits and event.kind == "refer" and not types & set(fits[0].deal.types) and is_another(reading, event):
        return None
    if fits:
        return fits[0]
    if event.kind == "refer" and event.title and not event.others:
        titled = [d for d in state.drafts if any(e.title == event.title for e in d.events)]
        if len(titled) == 1:
            return titled[0]  # "under the Stock Purchase Agreement", in another partner's section
    return same[0] if event.kind == "weak" or event.amends or not types else None


def _named_there(reading: Reading, state: State, event: Event) -> Draft | None:
    """Give the deal whose defined name an amendment is made to: "the second amendment to the Kelvane Agreement"."""
    flat = reading.pages[event.page].flat
    return next((d for d in state.drafts if any(flat.startswith(n, event.at) for n in d.deal.names)), None)


def _signed_by_one(state: State, event: Event, parties: set[int]) -> Draft | None:
    """Give the deal spoken of, where a sentence tells its signing by one party: "Acme had signed it in May"."""
    current = state.current
    if event.kind != "sign" or len(parties) != 1 or current is None or len(current.companies) < 2:
        return None
    return current if parties <= current.companies and set(event.types) & set(current.deal.types) else None


def _half_told(state: State, event: Event, parties: set[int]) -> list[Draft]:
    """Find the deal that a headline told with one of its parties, right before the sentence that names both."""
    return [
        d
        for d in state.drafts
        if len(d.companies) == 1
        and d.companies < parties
        and (e := d.events[0]).page == event.page
        and 0 <= event.sentence - e.sentence < 6
        and set(e.types) & set(event.types)
    ]


def _bought_together(reading: Reading, state: State, event: Event) -> list[Draft]:
    """Find the acquisition of the same company in a release: several buyers of one company share one deal."""
    target = {c for c, role in event.parties if role == "target"}
    if not target or not reading.pages[event.page].document.type.startswith("EX-99"):
        return []
    return [d for d in state.drafts if set(d.deal.types) & {"acquisition", "merger"} and target < d.companies]


def _same_parties(a: set[int], b: set[int], we: int | None) -> bool:
    if a == b:
        return True
    return len(a & b) >= 2 and (a <= b or b <= a)


def _of_one_group(reading: Reading, draft: Draft, parties: set[int]) -> bool:
    """Tell whether a deal is with another company of the same group, as "its partner Acme Europe" of Acme, Inc."""
    we = reading.companies.we
    if we is None or we not in parties or we not in draft.companies:
        return False
    names = reading.companies.entities
    theirs = {core_words(names[c].name)[0] for c in draft.companies - {we}}
    return bool(parties - {we}) and all(core_words(names[c].name)[0] in theirs for c in parties - {we})


def _signed(draft: Draft) -> bool:
    return any(e.kind == "sign" for e in draft.events)


#: How far below a release's headline the sentence stands that tells its deal in full.
_LEAD = 12
#: Types that headlines and texts give one deal in turns ("strategic collaboration", "exclusive license agreement").
JOINED_TYPES = frozenset(
    ("license", "collaboration", "research", "development", "option", "commercialization")
)


def _headline_of(reading: Reading, draft: Draft, event: Event) -> bool:
    """Tell whether a deal is so far only told by a headline of the release whose text now tells it in full."""
    signed = [e for e in draft.events if e.kind == "sign"]
    return (
        bool(signed)
        and not event.headline
        and all(
            e.headline and e.page == event.page and 0 < event.sentence - e.sentence < _LEAD for e in signed
        )
        and reading.pages[event.page].document.type.startswith("EX-99")
        and set(draft.deal.types) <= JOINED_TYPES
        and set(event.types) <= JOINED_TYPES
    )


#: "Acme has also signed a licence agreement".
_ALSO = re.compile(
    r"\b(?:also|[Ii]n addition|[Aa]dditionally|[Ss]eparately|simultaneously|concurrently|at the same time)\b[^.;]{0,40}"
    r"\b(?:signed|entered|executed|concluded)\b[^.;]{0,60}$"
)


def _also_signed(reading: Reading, draft: Draft, event: Event) -> bool:
    """Tell whether an agreement of another type is said to be signed beside one that was told before."""
    flat = reading.pages[event.page].flat
    body = [e for e in draft.events if e.kind == "sign" and not e.headline and e.page == event.page]
    return (
        bool(body)
        and set(event.types) <= JOINED_TYPES
        and not any(
            set(e.types) <= set(event.types)
            or set(event.types) <= set(e.types)
            or e.sentence == event.sentence
            for e in body
        )
        and _ALSO.search(flat, max(event.start, event.at - 140), event.at) is not None
    )


def _new_signing(reading: Reading, draft: Draft, event: Event) -> bool:
    """Tell whether a second signing between the same parties makes a second deal."""
    types = set(event.types)
    if _also_signed(reading, draft, event):
        return True
    if _headline_of(reading, draft, event):
        return False
    if "restated" in event.title.lower() and types & set(draft.deal.types):
        return False
    if event.title and any(
        (e.page, e.sentence) == (event.page, event.sentence) and e.title and set(e.types) != types
        for e in draft.events
    ):
        return True
    if any(listed_beside(reading, e, event) for e in draft.events):
        return True
    if not event.title and types <= JOINED_TYPES and any(_named_here(e, event) for e in draft.events):
        return False
    date = stated_date(reading, event)
    known = [
        d for d in (stated_date(reading, e) for e in draft.events if e.kind == "sign" and not e.amends) if d
    ]
    if date and known:
        return not any(date.startswith(d) or d.startswith(date) for d in known)
    have = set(draft.deal.types)
    if (
        event.title
        and types
        and types != have
        and any(e.title and e.types and e.page == event.page for e in draft.events)
    ):
        return not any(e.title == event.title for e in draft.events)
    if not types or types == have or types <= have or have <= types:
        return False
    return not (types & have)


def _named_here(one: Event, other: Event) -> bool:
    """Tell whether a sentence names the agreement whose purpose its verbs tell: "an agreement to collaborate on"."""
    return (
        (one.page, one.sentence, one.kind) == (other.page, other.sentence, "sign")
        and bool(one.title)
        and set(one.types) <= JOINED_TYPES
    )


_EXCLUSIVE_TYPES = {
    "supply",
    "equity",
    "acquisition",
    "asset purchase",
    "merger",
    "services",
    "other",
    "manufacturing",
}


def _types_fit(have: set[str], types: set[str], event: Event) -> bool:
    if not types or not have:
        return True
    if types & have:
        return True
    if event.kind == "weak":
        return not (have & {"equity", "supply"})
    return not (have & _EXCLUSIVE_TYPES) and not (types & _EXCLUSIVE_TYPES)


_BESIDE_LICENCE = frozenset(("supply", "manufacturing", "services"))
_OF_LICENCE = re.compile(
    r"\b(?:up-?front|milestones?|royalt(?:y|ies)|exclusive|licen[sc]ed?|sublicen[sc]\w+)\b"
)


def main_deal(state: State, text: str) -> Draft | None:
    """Give the deal in mind, or the licence it serves where a sentence tells what is paid for rights."""
    current = state.current
    if current is None or not current.deal.types or not set(current.deal.types) <= _BESIDE_LICENCE:
        return current
    if not _OF_LICENCE.search(text) or "supply" in text:
        return current
    served = [
        d for d in state.drafts if d.companies == current.companies and set(d.deal.types) & JOINED_TYPES
    ]
    return served[0] if len(served) == 1 else current


def add_telling(draft: Draft, event: Event) -> None:
    """Give a deal what the verbs beside its name tell: its type where the name tells none, and who gives and takes."""
    deal, told = draft.deal, dict(event.parties)
    if not deal.types:
        deal.types = list(event.types)
    if set(told) == draft.companies and set(told.values()) == {"licensor", "licensee"}:
        if {r for _, r in deal.parties} == {"partner"} and set(deal.types) <= JOINED_TYPES:
            deal.parties = [(c, told[c]) for c, _ in deal.parties]


def add_headline(reading: Reading, draft: Draft, headline: Event) -> None:
    """Give a deal that a release's text has just told in full the type that the headline over it names."""
    told = draft.events[-1]
    roles = {"buyer": "licensee", "seller": "licensor"}
    if headline.types == ["asset purchase"] and set(draft.deal.types) <= JOINED_TYPES:
        parties = [
            (c, roles[r]) for c, r in headline.parties if r in roles
        ]  # "Acme acquires rights from Beta"
        if {c for c, _ in parties} == draft.companies and {r for _, r in draft.deal.parties} == {"partner"}:
            draft.deal.parties = parties
        return
    if (
        told.kind == headline.kind == "sign"
        and draft.companies == {c for c, _ in headline.parties}
        and reading.pages[headline.page].document.type.startswith("EX-99")
        and set(draft.deal.types) <= JOINED_TYPES
        and set(headline.types) <= JOINED_TYPES
        and not set(draft.deal.types) & set(headline.types)
    ):
        draft.deal.types += headline.types
        draft.deal.sentences.append((headline.page, headline.sentence))


def _only_headlines(draft: Draft) -> bool:
    """Tell whether all but the last event of a deal are headlines that tell of its signing."""
    before = [e for e in draft.events[:-1] if e.kind == "sign"]
    return bool(before) and all(e.headline for e in before) and not draft.events[-1].headline


def _told_here(draft: Draft, event: Event) -> bool:
    """Tell whether a sentence has named the deal before: "under an option and license agreement, X granted"."""
    return any(
        (e.page, e.sentence, e.kind) == (event.page, event.sentence, "refer") for e in draft.events[:-1]
    )


def merge(draft: Draft, event: Event) -> None:
    """Add to a deal what another event tells of it: roles, names, and its type where that is told better."""
    deal = draft.deal
    signed_before = any(e.kind == "sign" for e in draft.events)
    passing = all(e.kind == "weak" for e in draft.events)
    draft.events.append(event)
    have = dict(deal.parties)
    for company, role in event.parties:
        if company not in have:
            if event.kind == "sign" and len(have) < 2:
                have[company] = role
        elif have[company] == "partner":
            have[company] = role
    deal.parties = list(have.items())
    deal.others = deal.others or event.others
    deal.names += [n for n in event.names if n not in deal.names]
    if (
        event.kind == "sign"
        and not event.amends
        and _only_headlines(draft)
        and set(deal.types) <= JOINED_TYPES
        and not set(deal.types) & set(event.types)
    ):
        deal.types = list(dict.fromkeys([*event.types, *deal.types]))
    elif (
        event.kind == "sign"
        and not event.amends
        and not signed_before
        and not (len(deal.types) > 1 and set(deal.types) & set(event.types) and _told_here(draft, event))
    ):
        deal.types = (
            list(dict.fromkeys([*event.types, *(deal.types if not event.types else [])])) or deal.types
        )
    elif not deal.types or (not signed_before and event.title and set(event.types) > set(deal.types)):
        deal.types = list(event.types)
    elif (
        passing
        and (event.kind == "refer" or event.told)
        and event.types
        and (deal.types == ["collaboration"] or set(event.types) > set(deal.types))
    ):
        deal.types = list(event.types)  # "its partner X" says less than the agreement's name
    elif event.types == ["acquisition"] and "acquisition" not in deal.types and "merger" not in deal.types:
        deal.types.append("acquisition")
    if event.kind == "sign" and event.types and not event.amends and set(event.types) > set(deal.types):
        deal.types = list(event.types)
