"""Which agreements of different filings are one, and which of their terms.

An agreement is compared only with those that share two of its parties. What tells two deals of the same
parties apart (dates, drugs, kinds of agreement, a signing after the other filing) outweighs what they have
in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dealgraph.rdf.terms import ID
from dealgraph.resolve.clusters import Clusters, Link, Shared, link
from dealgraph.resolve.identities import digest
from dealgraph.resolve.keys import FilingKeys, Item
from dealgraph.resolve.overrides import NOTHING_TOLD, Told

#: Least points for one agreement: equal parties and types, with nothing against it, are enough.
LEAST = 1.4
#: In a larger block each item is compared with this many neighbours by date, so that cost stays near-linear.
WINDOW = 60


#: Kinds of term that an agreement has once: where each filing tells one of them, it is the same.
ONCE = frozenset({"upfront", "purchase price", "milestones total", "potential total", "option fee"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """What speaks for two things being one, in points and words, and what rules it out, or ""."""

    points: float = 0.0
    reasons: tuple[str, ...] = ()
    against: str = ""


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement of one filing, its parties, drugs and antigens by what they are."""

    item: Item
    filed: str
    types: frozenset[str]
    parties: frozenset[str]
    date: str | None
    status: str
    drugs: frozenset[str]
    antigens: frozenset[str]
    amounts: frozenset[str]


def deals_of(
    filing: FilingKeys, iri_of: Callable[[str, str], str], shared: Shared | None = None
) -> list[Deal]:
    """Give a filing's agreements.

    Args:
        filing: The filing.
        iri_of: Gives by (filing, id) the identity of a company, drug or antigen.
        shared: Sets that agreements of other filings have.
    """
    f, sets = filing, Shared() if shared is None else shared
    return [
        Deal(
            item=(f.key, a.id),
            filed=f.filed_on,
            types=sets.of(a.types),
            parties=sets.of(iri_of(f.key, p) for p in a.parties),
            date=a.date,
            status=a.status,
            drugs=sets.of(iri_of(f.key, d) for d in a.drugs),
            antigens=sets.of(iri_of(f.key, x) for x in a.antigens),
            amounts=sets.of(a.amounts),
        )
        for a in f.agreements
    ]


def resolve_agreements(
    filings: Sequence[FilingKeys], iri_of: Callable[[str, str], str], told: Told = NOTHING_TOLD
) -> Clusters:
    """Cluster agreements; `iri_of(filing, id)` gives the identity of a company, drug or antigen."""
    shared = Shared()
    deals = {deal.item: deal for f in filings for deal in deals_of(f, iri_of, shared)}
    blocks: dict[tuple[str, ...], list[Deal]] = defaultdict(list)
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
    told.apply(clusters, clusters.join)
    dates: dict[Item, set[str]] = defaultdict(set)
    drugs: dict[Item, set[str]] = defaultdict(set)
    for i, d in deals.items():
        if d.date:
            dates[clusters.find(i)].add(d.date)
        if d.drugs:
            drugs[clusters.find(i)] |= d.drugs

    def allowed(one: Item, other: Item, found: Link) -> bool:
        if clusters.share_filing(one, other):
            return False
        if not all(dates_agree(a, b) for a in dates[one] for b in dates[other]):
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


def _pairs(ordered: Sequence[Deal]) -> Iterable[tuple[Deal, Deal]]:
    for n, one in enumerate(ordered):
        for other in ordered[n + 1 : n + 1 + WINDOW]:
            if one.item[0] != other.item[0]:
                yield one, other


def dates_agree(one: str | None, other: str | None) -> bool:
    """Whether two dates, each as precise as stated, can be the same.

    >>> dates_agree("2016", "2016-04-21"), dates_agree("2016-04", "2016-05-01")
    (True, False)
    """
    return not one or not other or one.startswith(other) or other.startswith(one)


def _deal_link(one: Deal, other: Deal) -> Link | None:
    """Weigh two agreements; None where something speaks against one deal, or too little speaks for it."""
    found = weigh(one, other)
    if found.against or found.points < LEAST:
        return None
    return link(one.item, other.item, min(0.99, 0.5 + found.points / 8), ", ".join(found.reasons))


def weigh(one: Deal, other: Deal) -> Weighed:
    """Say what speaks for two agreements being one, and what rules it out."""
    if len(one.parties & other.parties) < 2:
        few = "only one party" if one.parties & other.parties else "no party"
        return Weighed(against=f"they have {few} in common")
    if not dates_agree(one.date, other.date):
        return Weighed(against=f"one is dated {one.date}, the other {other.date}")
    for early, late in ((one, other), (other, one)):
        if _too_early(early, late):
            return Weighed(against=f"one was told on {early.filed}, the other signed on {late.date}")
    shared = one.amounts & other.amounts
    apart = bool(one.drugs and other.drugs and not one.drugs & other.drugs)
    if apart and not shared:
        return Weighed(against="they are about different drugs")
    points = len(one.parties & other.parties) / min(len(one.parties), len(other.parties))
    points -= 0.1 * len(one.parties ^ other.parties)
    both_types = one.types & other.types
    points += 0.5 * len(both_types) / len(one.types | other.types) if both_types else -0.7
    reasons = [f"{len(one.parties & other.parties)} parties in common"]
    reasons.append(" and ".join(sorted(both_types)) if both_types else "no type in common")
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
    return Weighed(points, tuple(reasons))


def _too_early(one: Deal, other: Deal) -> bool:
    """Whether one's filing, which doesn't call the deal proposed, was filed before the other was signed."""
    if not one.filed or not other.date or one.status == "proposed":
        return False
    return one.filed[: len(other.date)] < other.date


def resolve_terms(
    filings: Sequence[FilingKeys],
    agreements: Clusters,
    iris: Mapping[Item, str],
    age: Callable[[Item], object],
) -> list[tuple[list[Item], str, str]]:
    """Find terms that an agreement has once and that filings word or count differently.

    Args:
        filings: The filings.
        agreements: The clusters of their agreements.
        iris: The agreements' IRIs.
        age: What sorts items by date of filing.

    Returns:
        For each: the items, the first to be filed first, each (filing, "AGREEMENT/KIND"); its IRI; its kind.
    """
    told: dict[Item, dict[str, list[str]]] = {}
    for f in filings:
        for a in f.agreements:
            kinds: dict[str, list[str]] = defaultdict(list)
            for key in a.terms:
                if (kind := key.partition("\x1f")[0]) in ONCE:
                    kinds[kind].append(key)
            told[f.key, a.id] = kinds
    out = []
    for cluster in agreements.all():
        kinds_told = {k for item in cluster for k in told[item]} if len(cluster) > 1 else set()
        for kind in sorted(kinds_told):
            tellers = sorted((i for i in cluster if told[i].get(kind)), key=age)  # type: ignore[arg-type]
            words = {told[i][kind][0] for i in tellers}
            if len(words) > 1 and all(len(told[i][kind]) == 1 for i in tellers):
                first = tellers[0]
                name = f"{ID}term/{digest(digest(iris[first], told[first][kind][0]), 1)}"
                out.append(([(f, f"{local}/{kind}") for f, local in tellers], name, kind))
    return out
