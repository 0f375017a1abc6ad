"""Which milestones of different filings are one.

A milestone is compared only with those of its agreement, or where it has none, of its payer and payee. "Paid in March"
in one filing and "achieved in February" in another are one event; a phase 2 trial and a phase 3 trial are two.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dealgraph.resolve.agreements import WINDOW, Weighed, dates_agree
from dealgraph.resolve.clusters import Clusters, Link, Shared, link
from dealgraph.resolve.keys import FilingKeys, Item
from dealgraph.resolve.overrides import NOTHING_TOLD, Told

#: Least points for one milestone.
LEAST = 1.3
#: Days by which two reports of one event may differ: the day it happened, the day it was paid.
APART = 120
#: How alike two triggers must be where their amounts differ, and by how many words.
ALIKE, WORDS = 0.75, 2

_STOP = frozenset({"the", "and", "for", "with", "upon", "first", "milestone", "payment"})
_MARK = re.compile(r"\b(?:\d+[ab]?|i{1,3}[ab]?|iv|second|third|fourth|fifth)\b")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "second": "2nd", "third": "3rd"}


@dataclass(frozen=True, slots=True)
class Event:
    """A milestone of one filing. `marks` are the numbers in its trigger: of the phase, of the event."""

    item: Item
    amount: str | None
    status: str
    kind: str | None
    words: frozenset[str]
    marks: frozenset[str]
    date: str | None
    drugs: frozenset[str]
    place: tuple[str, ...]


def events_of(
    filing: FilingKeys,
    iri_of: Callable[[str, str], str],
    agreement_of: Callable[[Item], str],
    shared: Shared | None = None,
) -> list[Event]:
    """Give a filing's milestones, with the agreement (or payer and payee) that each belongs to.

    Args:
        filing: The filing.
        iri_of: Gives by (filing, id) the identity of a company or drug.
        agreement_of: Gives the identity of an agreement.
        shared: Sets that milestones of other filings have.
    """
    f, out, sets = filing, [], Shared() if shared is None else shared
    for m in f.milestones:
        place: tuple[str, ...] = ()
        if m.agreement:
            place = (agreement_of((f.key, m.agreement)),)
        elif m.payer and m.payee:
            place = (iri_of(f.key, m.payer), iri_of(f.key, m.payee))
        text = (m.trigger or "").casefold()
        out.append(
            Event(
                item=(f.key, m.id),
                amount=m.amount,
                status=m.status,
                kind=m.kind,
                words=sets.of(frozenset(re.findall(r"[a-z0-9]{3,}", text)) - _STOP),
                marks=sets.of(_ROMAN.get(x, x) for x in _MARK.findall(text)),
                date=m.date,
                drugs=sets.of(iri_of(f.key, d) for d in m.drugs),
                place=place,
            )
        )
    return out


def resolve_milestones(
    filings: Sequence[FilingKeys],
    iri_of: Callable[[str, str], str],
    agreement_of: Callable[[Item], str],
    told: Told = NOTHING_TOLD,
) -> Clusters:
    """Cluster milestones: of one agreement (or one payer and payee), one amount and one event.

    Where amounts differ, two are one only if hardly anything else does, and no third could be meant: then filings
    contradict one another.
    """
    shared = Shared()
    events = {e.item: e for f in filings for e in events_of(f, iri_of, agreement_of, shared)}
    blocks: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    places: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in events.values():
        if event.place:
            blocks[(*event.place, event.amount or "")].append(event)
            places[event.place].append(event)
    links: dict[Link, None] = {}
    met: set[tuple[Item, str]] = set()
    for block in blocks.values():
        for one, other in _pairs(block):
            found = weigh(one, other)
            if not found.against and found.points >= LEAST:
                score = min(0.99, 0.5 + found.points / 6)
                links[link(one.item, other.item, score, ", ".join(found.reasons))] = None
                met |= {(one.item, other.item[0]), (other.item, one.item[0])}
    for block in places.values():
        links |= dict.fromkeys(_contradictions(block, met))
    return _cluster(events, links, told)


def _pairs(block: Iterable[Event]) -> Iterable[tuple[Event, Event]]:
    ordered = sorted(block, key=lambda e: (e.date or "", sorted(e.words), e.item))
    for n, one in enumerate(ordered):
        for other in ordered[n + 1 : n + 1 + WINDOW]:
            if one.item[0] != other.item[0]:
                yield one, other


def _contradictions(block: Iterable[Event], met: set[tuple[Item, str]]) -> Iterable[Link]:
    """Link events that filings tell alike but for the amount, each with the only one that it can be."""
    pairs = [
        (one, other)
        for one, other in _pairs(block)
        if one.amount != other.amount
        and (one.item, other.item[0]) not in met
        and (other.item, one.item[0]) not in met
        and _told_alike(one, other)
    ]
    partners = Counter(key for a, b in pairs for key in ((a.item, b.item[0]), (b.item, a.item[0])))
    for one, other in pairs:
        if partners[one.item, other.item[0]] == 1 == partners[other.item, one.item[0]]:
            amounts = " and ".join(sorted(x or "not stated" for x in (one.amount, other.amount)))
            yield link(one.item, other.item, 0.7, f"same agreement, same trigger, but amounts {amounts}")


def _told_alike(one: Event, other: Event) -> bool:
    shared, union = one.words & other.words, one.words | other.words
    return (
        len(shared) >= WORDS
        and len(shared) >= ALIKE * len(union)
        and one.marks == other.marks
        and not weigh(one, other).against
        and (one.kind == other.kind or not one.kind or not other.kind)
    )


def _cluster(events: dict[Item, Event], links: Iterable[Link], told: Told) -> Clusters:
    clusters = Clusters(events)
    told.apply(clusters, clusters.join)
    dates: dict[Item, set[str]] = defaultdict(set)
    for item, event in events.items():
        if event.date:
            dates[clusters.find(item)].add(event.date)

    def allowed(one: Item, other: Item, found: Link) -> bool:
        far = any(days_apart(a, b) > APART for a in dates[one] for b in dates[other])
        if far or clusters.share_filing(one, other):
            return False
        dates[one] |= dates[other]
        dates[other] = dates[one]
        return True

    clusters.join_all(links, allowed)
    return clusters


def weigh(one: Event, other: Event) -> Weighed:
    """Say what speaks for two milestones being one, and what rules it out."""
    if one.drugs and other.drugs and not one.drugs & other.drugs:
        return Weighed(against="they are about different drugs")
    if one.marks and other.marks and not one.marks & other.marks:
        mine, theirs = (", ".join(sorted(e.marks)) for e in (one, other))
        return Weighed(against=f"one trigger has the number {mine}, the other {theirs}")
    if one.date and other.date and days_apart(one.date, other.date) > APART:
        return Weighed(against=f"one is dated {one.date}, the other {other.date}")
    if one.amount != other.amount:
        said = [f"one is of {one.amount or 'no stated amount'}, the other of {other.amount or 'none'}"]
        return Weighed(0.0, tuple(said))
    points = 1.0 if one.amount else 0.4
    reasons = ["same agreement", f"same amount {one.amount}" if one.amount else "amount not stated"]
    if one.words and other.words:
        alike = len(one.words & other.words) / min(len(one.words), len(other.words))
        points += alike if alike >= 0.3 else -0.4
        if alike >= 0.3:
            reasons.append(f"{alike:.0%} of the trigger's words")
    if one.date and other.date:
        points += 0.5 if dates_agree(one.date, other.date) else 0.1
        reasons.append(f"dated {one.date} and {other.date}")
    if one.kind and other.kind:
        points += 0.2 if one.kind == other.kind else -0.3
    points += 0.2 if one.drugs & other.drugs else 0
    return Weighed(points, tuple(reasons))


def days_apart(one: str, other: str) -> int:
    """Give the least number of days between two dates, each as precise as stated."""
    if dates_agree(one, other):
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
