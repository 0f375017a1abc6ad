"""Agreements: events gathered into deals, and the sentences that speak of each.

The text is read in order with one deal in mind. A sentence belongs to the deals it names (by a defined name or a
party), else to the deal in mind while its section lasts.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dealgraph.extract.deals.attributes import (
    complete,
    infer_types,
    share_roles,
    type_by_name,
)
from dealgraph.extract.deals.domain import is_biopharma, is_of_medicines, names_its_kind
from dealgraph.extract.deals.drafts import (
    JOINED_TYPES,
    Draft,
    State,
    add_headline,
    add_telling,
    known_deal,
    main_deal,
    merge,
)
from dealgraph.extract.deals.event import Event, Place, events_by_sentence
from dealgraph.extract.deals.events import events_of
from dealgraph.extract.deals.lists import list_events
from dealgraph.extract.deals.names import agreement_names
from dealgraph.extract.deals.reality import in_passing, of_offering, with_holder, would_follow
from dealgraph.extract.deals.sections import first_of_both, titled_event, turns_to_other_drugs
from dealgraph.extract.deals.split import join_tellings, split_signing
from dealgraph.extract.deals.subjects import share_drugs
from dealgraph.extract.deals.succession import by_signers, parents, successors
from dealgraph.extract.deals.titles import (
    ABOUT,
    FORWARD,
    OTHERS,
    heads_next,
    label_of,
    opens_paragraph,
    opens_release,
)
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Deal, Reading
from dealgraph.extract.text import Page, Sentence

_ANAPHOR = Prefiltered(
    r"\b(?:(?:this|the|such|these|that|our|its|said) (?:\w+ ){0,3}(?:agreements?|collaboration|licen[sc]e"
    r"|transaction|partnership|alliance|amendment|acquisition|deal|option|merger|arrangement|royalt(?:y|ies))"
    r"|under the terms|pursuant to the terms|in consideration|in exchange|the parties|upfront|up-front"
    r"|milestone|royalt|payments? (?:was|were|is|are|will be|became) (?:made|due|payable|received) (?:up)?on\b)",
    re.IGNORECASE,
)
#: Who pays whom tells the deal, even where no deal is named.
_MONEY_MOVES = re.compile(r"\b(?:pa(?:y|ys|id|ying|yments?)|received?|reimburs\w+|owe[sd]?)\b")
_PAYS = re.compile(r"\bmilestone payment|\b(?:receiv|earn|get|paid|pay)\w* (?:an? )?[\w ]{0,20}\$", re.I)
_PURCHASES = {"acquisition", "merger", "asset purchase", "equity", "other"}
#: An item of a report opens a section of its own.
_ITEM = re.compile(r"\W*(?:item\s+\d{1,2}(?:\.\d\d)?\b|signatures?\W*$|exhibit index)", re.IGNORECASE)
_FORWARD_SENTENCE = Prefiltered(r"forward[- ]looking statements?", re.IGNORECASE)


def find_deals(reading: Reading) -> None:
    """Fill `reading.deals`, after those of contracts, with the agreements that the other documents tell of."""
    if not is_biopharma(reading):
        return
    contract_pages = {d.page for d in reading.deals if d.contract} | reading.foreign
    state = State([Draft(d) for d in reading.deals if d.contract])
    for index, page in enumerate(reading.pages):
        if index not in contract_pages:
            _read_page(reading, state, index, page)
    joined = join_tellings(reading, [d for d in state.drafts if not _told_better(state, d)])
    drafts = [part for d in joined for part in ([d] if d.deal.contract else split_signing(reading, d))]
    kept = [d for d in drafts if d.deal.contract or _stands(reading, d)]
    reading.deals = [d.deal for d in kept]
    told = events_by_sentence(e for draft in kept for e in draft.events)
    for draft in kept:
        if not draft.deal.contract:
            type_by_name(reading, draft.deal, draft.events)
            complete(reading, draft.deal, draft.events, told)
    share_roles(reading)
    share_drugs(reading)


def _told_better(state: State, draft: Draft) -> bool:
    """Tell whether what only hints at a deal is followed by the licence between the same parties that it is."""
    return all(e.spare for e in draft.events) and any(
        d.companies == draft.companies
        and d is not draft
        and set(d.deal.types) & JOINED_TYPES
        and not all(e.spare for e in d.events)
        and any(e.page == draft.events[0].page for e in d.events)
        for d in state.drafts
    )


def _read_page(reading: Reading, state: State, index: int, page: Page) -> None:
    state.current, state.section, state.strong, state.muted, state.about = None, set(), False, False, False
    state.succeeded, state.owned = successors(reading, index), parents(reading, index)
    block = -1
    for sentence in page.sentences:
        new_block = sentence.block != block
        block = sentence.block
        if page.blocks[block].heading and new_block:
            _heading(reading, state, index, page.blocks[block].start, page.blocks[block].end)
        if _ITEM.match(sentence.text):
            state.current, state.strong = None, False
        if state.muted:
            continue
        if new_block and opens_paragraph(page, sentence):
            _heading(reading, state, index, sentence.start, sentence.end)
            state.lead = (index, sentence.index)
            continue
        if new_block and (label := label_of(page, sentence)) is not None:
            _heading(reading, state, index, sentence.start, label)
        _sentence(reading, state, index, sentence, new_block)
    _settle_heading(reading, state, [])
    for event, terms in list_events(reading, index):
        draft = _place(reading, state, event)
        if draft is not None:
            draft.deal.terms += terms
            if (index, event.sentence) not in draft.deal.sentences:
                draft.deal.sentences.append((index, event.sentence))


def _heading(reading: Reading, state: State, index: int, start: int, end: int) -> None:
    """Open a section: its companies are those that its heading names."""
    page = reading.pages[index]
    line = page.flat[start:end].rstrip(".")
    state.muted = bool(FORWARD.match(line))
    state.about = bool(ABOUT.match(line))
    names = [n for n in agreement_names(page.flat, start, end) if n.proper and n.types]
    state.titled = (
        list(names[0].types) if len(names) == 1 and line.endswith(("greement", "AGREEMENT")) else []
    )
    named = {m.entity for m in reading.companies_in(index, start, end) if not m.generic}
    named.discard(-1 if reading.companies.we is None else reading.companies.we)
    if named or state.about or OTHERS.match(line):
        state.section, state.current, state.strong = named, None, bool(named)
    else:
        state.strong = False


def _sentence(reading: Reading, state: State, index: int, sentence: Sentence, new_block: bool) -> None:
    found: list[Draft] = []
    events: list[Event] = []
    row = reading.pages[index].blocks[sentence.block].row
    if not row and not (len(sentence.text) > 60 and _FORWARD_SENTENCE.search(sentence.text)):
        events = list(events_of(reading, index, sentence))
        if not events and state.section and not any(state.section & d.companies for d in state.drafts):
            events = list(filter(None, [titled_event(Place.of(reading, index, sentence), state.section)]))
    if reading.pages[index].blocks[sentence.block].heading and events:
        _settle_heading(reading, state, [])
        state.pending = [replace(e, headline=True) for e in events]
        return
    if events and opens_release(reading.pages[index], sentence):
        events = [replace(e, headline=True) for e in events]
    flat = reading.pages[index].flat
    events = [e for e in events if not (would_follow(flat, e) or with_holder(flat, e))]
    if events and (state.succeeded or state.owned):
        events = by_signers(
            events, state.succeeded, state.owned, {c for d in state.drafts for c in d.companies}
        )
    bought = next((e for e in events if any(role == "target" for _, role in e.parties)), None)
    for event in events:
        if bought is not None and event.types == ["equity"] and event.is_between_those_of(bought):
            event.types = list(bought.types)  # the share purchase agreement is the acquisition's
    signed = [e for e in events if e.kind == "sign"]
    for event in signed[:1]:
        if event.title == "Agreement" and not event.types and state.titled:
            event.types = list(state.titled)
        if (
            not event.types
            and state.pending
            and {c for c, _ in state.pending[0].parties} & {c for c, _ in event.parties}
        ):
            event.types = list(state.pending[0].types)
    headed: list[tuple[int, int]] = []
    if state.pending and any(_tells_heading(reading, state, e) for e in events):
        headed = [(e.page, e.sentence) for e in state.pending]  # which may name the drug
        state.pending = []
    if state.pending and not signed:
        _settle_heading(reading, state, signed)
    for event in events:
        draft = _place(reading, state, event)
        if draft is not None:
            found.append(draft)
    if state.pending:
        _settle_heading(reading, state, signed)
    if found:
        main = found[0] if len(found) == 1 else _main(reading, found)
        if not (_upstream(reading, main) and state.current and not _upstream(reading, state.current)):
            state.current, state.strong = main, True
    else:
        found = _spoken_of(reading, state, index, sentence, new_block)
        if found == [state.current] and heads_next(reading.pages[index], sentence):
            found = []  # what a heading names may be told of the next deal
        if len(found) == 1:
            state.current = found[0]
    if state.lead and found:
        found[0].deal.sentences.append(state.lead)
    state.lead = None
    if headed and found:
        found[0].deal.sentences += headed
    for number, draft in enumerate(found):
        if not any(draft is other for other in found[:number]):
            draft.deal.sentences.append((index, sentence.index))


def _tells_heading(reading: Reading, state: State, event: Event) -> bool:
    """Tell whether an event is the heading's, with a subsidiary of the company that the heading names."""
    head = state.pending[0]
    we = reading.companies.we
    others = {c for c, _ in head.parties} - {we, *(c for c, _ in event.parties)}
    named = {m.entity for m in reading.companies_in(event.page, event.start, event.end)}
    return bool(head.types) and set(head.types) == set(event.types) and bool(others) and others <= named


def _settle_heading(reading: Reading, state: State, signed: list[Event]) -> None:
    """Place what a heading told, unless the sentence under it has told it better."""
    for event in state.pending:
        if signed:
            parties = {c for c, _ in event.parties}
            known = known_deal(reading, state, event, parties)
            if known is not None and known is state.drafts[-1]:
                merge(known, event)
                if (
                    event.title
                    and set(event.types) > set(known.deal.types)
                    and not set(event.types) & _PURCHASES
                ):
                    known.deal.types = list(event.types)  # the heading names it in full
                known.deal.sentences.append((event.page, event.sentence))
            elif known is None and state.drafts:
                add_headline(reading, state.drafts[-1], event)
            continue
        draft = _place(reading, state, event)
        if draft is not None:
            draft.deal.sentences.append((event.page, event.sentence))
            state.current, state.strong = draft, True
    state.pending = []


def _upstream(reading: Reading, draft: Draft) -> bool:
    """Tell whether a deal is between others than the filer, told beside its own."""
    we = reading.companies.we
    return we is not None and we not in draft.companies and len(draft.companies) > 1


def _main(reading: Reading, found: list[Draft]) -> Draft:
    signed = [d for d in found if d.events and d.events[-1].kind == "sign"]
    by_itself = [d for d in signed if not in_passing(reading.pages[d.events[-1].page].flat, d.events[-1])]
    others = [d for d in found if d not in signed]
    return (by_itself or others or found)[0]


def _spoken_of(
    reading: Reading, state: State, index: int, sentence: Sentence, new_block: bool
) -> list[Draft]:
    """Tell which known deals a sentence without an event of its own speaks of."""
    text = sentence.text
    if (both := first_of_both(state, index, sentence)) is not None:
        return [both]
    named = [d for d in state.drafts if any(n in text for n in d.deal.names)]
    if named:
        close = [d for d in named if state.current is d] or named
        return close[:1] if len({n for d in named for n in d.deal.names}) == 1 else named
    we = reading.companies.we
    there = {m.entity for m in reading.companies_in(index, sentence.start, sentence.end) if m.entity != we}
    if not there and of_offering(text):
        return []
    if (
        new_block
        and not there
        and not _ANAPHOR.search(text)
        and turns_to_other_drugs(reading, state, index, sentence)
    ):
        state.current, state.strong = None, False
        return []
    current = main_deal(state, text)
    if current is not None and not (there - current.companies):
        if not new_block or state.strong or there or _ANAPHOR.search(text):
            return [current]
        return []
    if current is not None and there & current.companies:
        return [current]
    with_party = [d for d in state.drafts if d.deal.contract is False and there & d.companies]
    if with_party and (_ANAPHOR.search(text) or (len(with_party) == 1 and _MONEY_MOVES.search(text))):
        return with_party[-1:]
    if current is not None and there and _ANAPHOR.search(text) and state.strong and not new_block:
        return [current]
    return []


def _place(reading: Reading, state: State, event: Event) -> Draft | None:
    """Give the deal of an event: a known one that it fits, else a new one."""
    parties = {c for c, _ in event.parties}
    if len(parties) < 2:
        parties = _complete_parties(reading, state, event)
    known = known_deal(reading, state, event, parties)
    if known is not None:
        if event.spare:  # what an agreement gives is no second telling of it
            if reading.pages[event.page].document.type.startswith("EX-99"):
                add_telling(known, event)
            return None
        merge(known, event)
        return known
    if event.kind == "weak" and (state.about or not event.types):
        return None
    here = (event.page, event.sentence)
    if event.spare and any(
        parties <= d.companies and any((e.page, e.sentence) == here for e in d.events) for d in state.drafts
    ):
        return None
    if len(parties) < 2 and not (
        event.kind == "sign" and set(event.types) - {"other"} and _headline(reading, event)
    ):
        return None
    if event.amends and not (event.parties[1:] and names_its_kind(reading, event)):
        return None
    deal = Deal(
        list(event.types),
        list(event.parties),
        [reading.pages[event.page].span(event.start, event.end)],
        names=list(event.names),
        others=list(event.others),
    )
    draft = Draft(deal, [event])
    _look_back(reading, state, draft, event)
    state.drafts.append(draft)
    return draft


def _look_back(reading: Reading, state: State, draft: Draft, event: Event) -> None:
    """Give a deal of a release the payments between its parties that are told before the deal is named."""
    page = reading.pages[event.page]
    if not page.document.type.startswith("EX-99") or len(draft.companies) < 2:
        return
    for index in range(max(0, event.sentence - 3), event.sentence):
        sentence, where = page.sentences[index], (event.page, index)
        there = {m.entity for m in reading.companies_in(event.page, sentence.start, sentence.end)}
        if (
            (draft.companies <= there or (there <= draft.companies and _leads_to(sentence, event)))
            and _PAYS.search(sentence.text)
            and not any(where in d.deal.sentences for d in state.drafts)
        ):
            draft.deal.sentences.append(where)


def _leads_to(sentence: Sentence, event: Event) -> bool:
    """Tell whether a milestone told with one company belongs to the deal of a sentence right behind it."""
    return event.kind == "weak" and sentence.index == event.sentence - 1 and "milestone" in sentence.text


def _headline(reading: Reading, event: Event) -> bool:
    """Tell whether an event stands among the first lines of its page, as a release's title does."""
    page = reading.pages[event.page]
    return page.sentences[event.sentence].block < 4 and (
        page.document.type.startswith("EX-99") or len(page.flat) < 4000
    )


def _complete_parties(reading: Reading, state: State, event: Event) -> set[int]:
    """Find the other side of an event that names one party: the section's, or the next company named."""
    have = dict(event.parties)
    we = reading.companies.we
    candidates = [c for c in sorted(state.section) if c not in have]
    if not candidates:
        page = reading.pages[event.page]
        following = page.sentences[event.sentence + 1] if event.sentence + 1 < len(page.sentences) else None
        end = (
            following.end
            if following is not None and following.block == page.sentences[event.sentence].block
            else event.end
        )
        candidates = [
            m.entity
            for m in reading.companies_in(event.page, event.at, end)
            if m.entity not in have and m.entity != we
        ][:1]
    if event.kind == "sign" and candidates:
        have.setdefault(candidates[0], "partner")
    if len(have) < 2 and we is not None and have:
        have.setdefault(we, "partner")
    event.parties = list(have.items())
    return set(have)


def _stands(reading: Reading, draft: Draft) -> bool:
    """Tell whether a draft is a deal to report: two parties, or one that signs a deal of a kind by name."""
    if not draft.deal.types:
        draft.deal.types = infer_types(reading, draft.deal)
    if (
        not draft.deal.types
        and len(draft.companies) > 1
        and any(is_of_medicines(reading, e) for e in draft.events)
    ):
        draft.deal.types = ["collaboration"]
    if not draft.deal.types:
        return False
    return len(draft.companies) >= 2 or (
        bool(draft.companies) and any(e.kind == "sign" for e in draft.events)
    )
