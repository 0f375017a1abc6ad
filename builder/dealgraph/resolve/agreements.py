"""Which agreements, and which milestones, of different filings are one.

An agreement is compared only with those that share two of its parties. What tells two deals of the same
parties apart (dates, drugs, kinds of agreement, a signing after the other filing) outweighs what they have
in common.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from dealgraph.resolve.clusters import Clusters, Link, link
from dealgraph.resolve.keys import FilingKeys, Item

#: Least points for one agreement: equal parties and types, with nothing against it, are enough.
LEAST = 1.4
LEAST_MILESTONE = 1.3
#: In a larger block each item is compared with this many neighbours by date, so that cost stays near-linear.
WINDOW = 60


@dataclass(frozen=True, slots=True)
class _Deal:
    item: Item
    filed: str
    types: frozenset[str]
    parties: frozenset[str]
    date: str | None
    status: str
    drugs: frozenset[str]
    antigens: frozenset[str]
    amounts: frozenset[str]


def resolve_agreements(filings: Sequence[FilingKeys], iri_of: Callable[[str, str], str]) -> Clusters:
    """Cluster agreements; `iri_of(filing, id)` gives the identity of a company, drug or antigen."""
    deals = {}
    for f in filings:
        for a in f.agreements:
            deals[f.key, a.id] = _Deal(
                item=(f.key, a.id),
                filed=f.filed_on,
                types=frozenset(a.types),
                parties=frozenset(iri_of(f.key, p) for p in a.parties),
                date=a.date,
                status=a.status,
                drugs=frozenset(iri_of(f.key, d) for d in a.drugs),
                antigens=frozenset(iri_of(f.key, x) for x in a.antigens),
                amounts=frozenset(a.amounts),
            )
    blocks: dict[tuple[str, ...], list[_Deal]] = defaultdict(list)
    for deal in deals.values():
        for pair in combinations(sorted(deal.parties)[:8], 2):
            blocks[pair].append(deal)
    links: dict[Link, None] = {}
    for block in blocks.values():
        ordered = sorted(block, key=lambda d: (d.date or "", sorted(d.drugs), d.item))
        for one, other in _pairs(ordered):
            if found := _deal_link(one, other):
                links[found] = None
    clusters = Clusters(deals)
    dates = {i: {d.date} - {None} for i, d in deals.items()}
    drugs = {i: set(d.drugs) for i, d in deals.items()}

    def allowed(one: Item, other: Item, found: Link) -> bool:
        if clusters.share_filing(one, other):
            return False
        if not all(_dates_agree(a, b) for a in dates[one] for b in dates[other]):
            return False
        apart = drugs[one] and drugs[other] and not drugs[one] & drugs[other]
        if apart and not deals[found.one].amounts & deals[found.other].amounts:
            return False
        dates[one] |= dates[other]
        dates[other] = dates[one]
        drugs[one] |= drugs[other]
        drugs[other] = drugs[one]
        return True

    clusters.join_all(links, allowed)
    return clusters


def _pairs(ordered: Sequence[_Deal]) -> Iterable[tuple[_Deal, _Deal]]:
    for n, one in enumerate(ordered):
        for other in ordered[n + 1 : n + 1 + WINDOW]:
            if one.item[0] != other.item[0]:
                yield one, other


def _dates_agree(one: str | None, other: str | None) -> bool:
    """Whether two dates, each as precise as stated, can be the same.

    >>> _dates_agree("2016", "2016-04-21"), _dates_agree("2016-04", "2016-05-01")
    (True, False)
    """
    return not one or not other or one.startswith(other) or other.startswith(one)


def _deal_link(one: _Deal, other: _Deal) -> Link | None:
    """Weigh two agreements; None where something speaks against one deal, or too little speaks for it."""
    if not _dates_agree(one.date, other.date) or _too_early(one, other) or _too_early(other, one):
        return None
    shared = one.amounts & other.amounts
    apart = bool(one.drugs and other.drugs and not one.drugs & other.drugs)
    if apart and not shared:
        return None
    points = len(one.parties & other.parties) / min(len(one.parties), len(other.parties))
    points -= 0.1 * len(one.parties ^ other.parties)
    both_types = one.types & other.types
    points += 0.5 * len(both_types) / len(one.types | other.types) if both_types else -0.7
    reasons = [f"{len(one.parties & other.parties)} parties in common"]
    if both_types:
        reasons.append(" and ".join(sorted(both_types)))
    if one.date and other.date:
        common = min(one.date, other.date, key=lambda d: (len(d), d))
        points += {4: 0.4, 7: 0.8}.get(len(common), 1.0)
        reasons.append(f"dated {common}")
    if one.drugs & other.drugs:
        points += 0.6
        reasons.append("same drug")
    if one.antigens and other.antigens:
        points += 0.3 if one.antigens & other.antigens else -0.3
    if shared:
        points += min(0.8, 0.4 * len(shared))
        reasons.append("same " + ", ".join(sorted(shared)[:2]))
    if apart:
        points -= 0.8
    if points < LEAST:
        return None
    return link(one.item, other.item, min(0.99, 0.5 + points / 8), ", ".join(reasons))


def _too_early(one: _Deal, other: _Deal) -> bool:
    """Whether one's filing, which doesn't call the deal proposed, was filed before the other was signed."""
    if not one.filed or not other.date or one.status == "proposed":
        return False
    return one.filed[: len(other.date)] < other.date


# --- milestones --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Event:
    item: Item
    amount: str | None
    status: str
    kind: str | None
    words: frozenset[str]
    date: str | None
    drugs: frozenset[str]


_STOP = frozenset({"the", "and", "for", "with", "upon", "first", "milestone", "payment"})


def resolve_milestones(
    filings: Sequence[FilingKeys], iri_of: Callable[[str, str], str], agreement_of: Callable[[Item], str]
) -> Clusters:
    """Cluster milestones: of one agreement (or one payer and payee), one amount and one event."""
    blocks: dict[tuple[str, ...], list[_Event]] = defaultdict(list)
    events: dict[Item, _Event] = {}
    for f in filings:
        for m in f.milestones:
            event = _Event(
                item=(f.key, m.id),
                amount=m.amount,
                status=m.status,
                kind=m.kind,
                words=frozenset(re.findall(r"[a-z0-9]{3,}", (m.trigger or "").casefold())) - _STOP,
                date=m.date,
                drugs=frozenset(iri_of(f.key, d) for d in m.drugs),
            )
            events[event.item] = event
            if m.agreement:
                blocks[agreement_of((f.key, m.agreement)), m.amount or ""].append(event)
            elif m.payer and m.payee:
                blocks[iri_of(f.key, m.payer), iri_of(f.key, m.payee), m.amount or ""].append(event)
    links: dict[Link, None] = {}
    for block in blocks.values():
        ordered = sorted(block, key=lambda e: (e.date or "", sorted(e.words), e.item))
        for n, one in enumerate(ordered):
            for other in ordered[n + 1 : n + 1 + WINDOW]:
                if one.item[0] != other.item[0] and (found := _event_link(one, other)):
                    links[found] = None
    clusters = Clusters(events)
    dates = {i: {e.date} - {None} for i, e in events.items()}

    def allowed(one: Item, other: Item, found: Link) -> bool:
        far = any(_days_apart(a or "", b or "") > 120 for a in dates[one] for b in dates[other])
        if far or clusters.share_filing(one, other):
            return False
        dates[one] |= dates[other]
        dates[other] = dates[one]
        return True

    clusters.join_all(links, allowed)
    return clusters


def _event_link(one: _Event, other: _Event) -> Link | None:
    if one.drugs and other.drugs and not one.drugs & other.drugs:
        return None
    points = 1.0 if one.amount else 0.4
    reasons = ["same agreement", f"same amount {one.amount}" if one.amount else "amount not stated"]
    if one.words and other.words:
        alike = len(one.words & other.words) / min(len(one.words), len(other.words))
        points += alike if alike >= 0.3 else -0.4
        if alike >= 0.3:
            reasons.append(f"{alike:.0%} of the trigger's words")
    if one.date and other.date:
        apart = _days_apart(one.date, other.date)
        if apart > 120:
            return None
        points += 0.5 if _dates_agree(one.date, other.date) else 0.1
        reasons.append(f"dated {one.date} and {other.date}")
    if one.kind and other.kind:
        points += 0.2 if one.kind == other.kind else -0.3
    points += 0.2 if one.drugs & other.drugs else 0
    if points < LEAST_MILESTONE:
        return None
    return link(one.item, other.item, min(0.99, 0.5 + points / 6), ", ".join(reasons))


def _days_apart(one: str, other: str) -> int:
    """Least number of days between two dates, each as precise as stated."""
    if _dates_agree(one, other):
        return 0
    try:
        first, second = sorted((_bounds(one), _bounds(other)))
    except ValueError:
        return 0
    return max(0, (second[0] - first[1]).days)


def _bounds(date: str) -> tuple[dt.date, dt.date]:
    parts = [int(p) for p in date.split("-")]
    if len(parts) == 1:
        return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31)
    if len(parts) == 2:
        start = dt.date(parts[0], parts[1], 1)
        return start, dt.date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1) - dt.timedelta(days=1)
    day = dt.date(*parts[:3])
    return day, day
