"""Repeated mentions of one payment melted into one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from dealgraph.extract.reading import MilestoneDraft, TermDraft


@dataclass(slots=True)
class Found:
    """A milestone with what is needed to tell whether another mention is the same one."""

    draft: MilestoneDraft
    definite: bool = False
    scheduled: bool = False


def tidy_terms(terms: list[tuple[TermDraft, str]], has_milestones: bool) -> list[TermDraft]:
    """Keep one term per kind, amount and rate; a kind told with amounts needs no mention without.

    An amount whose kind one sentence tells needs no mention of no kind in another.
    """
    out: list[TermDraft] = []
    seen = set()
    priced = {t.kind for t, _ in terms if t.amount is not None or t.rate}
    named = {t.amount for t, _ in terms if t.kind != "other"}
    wholes = [t.evidence for t, _ in terms if t.kind == "potential total" and t.amount is not None]
    for term, tag in terms:
        key = (term.kind, term.amount, tag)
        blank = term.amount is None and not term.rate and tag != "redacted"
        if term.kind == "other" and term.amount is not None and term.amount in named:
            continue
        if key in seen or (blank and term.kind in priced and term.kind != "other"):
            continue
        if (
            blank
            and term.kind == "milestones total"
            and not tag
            and (has_milestones or term.evidence in wholes)
        ):
            continue
        seen.add(key)
        out.append(term)
    return out


#: How many milestones back a mention may refer: more than a filing holds, few enough for a hostile one.
_LOOK_BACK = 200

#: Words of a trigger that don't tell one event from another.
_COMMON = frozenset(
    {
        "the",
        "and",
        "for",
        "with",
        "upon",
        "milestone",
        "milestones",
        "event",
        "achievement",
        "specified",
        "certain",
    }
    | {"first", "second", "third", "final", "initial", "next", "additional"}
)


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"[a-z0-9-]{3,}", (text or "").lower())) - _COMMON


def _told_once(found: list[Found]) -> set[tuple[object, ...]]:
    """Give (document, deal, amount, status) of the payments that a document tells of in one place only."""
    counts = Counter(_place(f.draft) for f in found if f.draft.amount is not None)
    return {place for place, count in counts.items() if count == 1}


def _place(draft: MilestoneDraft) -> tuple[object, ...]:
    return draft.evidence[0].document, draft.deal, draft.amount, draft.status


def _retold(a: Found, b: Found, once: set[tuple[object, ...]]) -> bool:
    """Tell whether two documents of a filing, such as a report and its press release, tell of one payment."""
    x, y = a.draft, b.draft
    if (
        x.amount is None
        or x.evidence[0].document == y.evidence[0].document
        or (x.deal, x.amount) != (y.deal, y.amount)
    ):
        return False
    if x.status != y.status and "potential" in (x.status, y.status):
        return False
    if x.date and y.date and not (x.date.startswith(y.date) or y.date.startswith(x.date)):
        return False
    return _place(x) in once and _place(y) in once


def _same(a: Found, b: Found) -> bool:
    """Tell whether b only mentions a again."""
    x, y = a.draft, b.draft
    if (a.scheduled and b.scheduled) or x.deal != y.deal:
        return False
    if b.definite and x.amount == y.amount and x.amount is not None:
        return True
    if x.amount is None and y.amount is None and x.trigger and y.trigger and x.evidence[0] == y.evidence[0]:
        return x.trigger == y.trigger
    if x.amount is not None and x.amount == y.amount and x.evidence[0] == y.evidence[0]:
        return False  # "$5 million for A, of which ..., and $5 million for B": a sentence tells each once
    if x.amount is not None and x.amount == y.amount and not x.trigger and x.status != y.status == "achieved":
        return True  # a headline tells what "is to come", the text that it was earned
    if x.status != y.status or (
        x.amount != y.amount and not (x.status == "achieved" and None in (x.amount, y.amount))
    ):
        return False
    if x.date and y.date and not (x.date.startswith(y.date) or y.date.startswith(x.date)):
        return False
    u, v = _words(x.trigger), _words(y.trigger)
    return not u or not v or len(u & v) * 2 >= min(len(u), len(v))


def tidy_milestones(found: list[Found]) -> list[MilestoneDraft]:
    """Melt repeated mentions of one milestone: within the passages first, then between the filing's documents.

    The first one's words are kept, the others fill its gaps.
    """
    told = _melt(found, _same)
    once = _told_once(told)
    return [m.draft for m in _melt(told, lambda a, b: _retold(a, b, once))]


def _melt(found: list[Found], same: Callable[[Found, Found], bool]) -> list[Found]:
    out: list[Found] = []
    for one in found:
        twin = next((m for m in out[-_LOOK_BACK:] if same(m, one)), None)
        if twin is None:
            out.append(one)
        else:
            _fill(twin.draft, one.draft)
    return out


#: A trigger that only says that there was a milestone; another mention may tell the event.
_NO_EVENT = re.compile(
    r"(?:the |this |a |an )?(?:achievement of )?(?:the |this |a |an )?(?:\w+ ){0,2}milestones?(?: event| payment)?s?",
    re.IGNORECASE,
)


def _fill(kept: MilestoneDraft, draft: MilestoneDraft) -> None:
    """Fill what a mention leaves open from another mention of the same milestone."""
    kept.evidence += draft.evidence
    if kept.amount is None and draft.amount is not None:
        kept.amount, kept.currency, kept.qualifier = draft.amount, draft.currency, draft.qualifier
        kept.trigger = draft.trigger or kept.trigger
    if not kept.trigger or (draft.trigger and _NO_EVENT.fullmatch(kept.trigger)):
        kept.trigger = draft.trigger or kept.trigger
    kept.date = kept.date or draft.date
    kept.drugs = kept.drugs or draft.drugs
    kept.payer = draft.payer if kept.payer is None and draft.payer != kept.payee else kept.payer
    kept.payee = draft.payee if kept.payee is None and draft.payee != kept.payer else kept.payee
    kept.kind = draft.kind if kept.kind == "other" else kept.kind
    if kept.status == "expected" or draft.status == "achieved":
        kept.status = draft.status
