"""Canonical IRIs for clusters of items, and the record of why each item is where it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dealgraph.rdf.terms import ID
from dealgraph.resolve.clusters import Clusters
from dealgraph.resolve.keys import Item
from dealgraph.resolve.names import slug


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """That an item of a filing is one with items of others.

    Attributes:
        iri: What it was merged into.
        filing: The filing's key. `local`: the item's id in the filing.
        name: The item's name in the filing.
        reason: Why, in words. `score`: how sure, 0 to 1.
    """

    iri: str
    filing: str
    local: str
    name: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Identities:
    """What each item of each filing is.

    Attributes:
        iris: (filing key, local id) to IRI.
        merges: Why items of different filings are one, in order.
        warnings: What a user's rules name and no filing does.
    """

    iris: Mapping[Item, str]
    merges: tuple[Merge, ...] = ()
    warnings: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        # A mapping proxy doesn't travel between processes.
        return (Identities, (dict(self.iris), self.merges, self.warnings))

    def of(self, filing: str, local: str) -> str:
        """Give the IRI of an item.

        Raises:
            KeyError: The item was not among the keys that were resolved.
        """
        return self.iris[filing, local]

    def select(self, keys: Iterable[tuple[str, Iterable[str]]]) -> Identities:
        """Give the identities of some filings only, to send to a worker."""
        return Identities({(f, i): self.iris[f, i] for f, ids in keys for i in ids})


@dataclass(slots=True)
class Namer:
    """Gives each cluster an IRI, from its earliest item, so that later filings don't change it."""

    filed: Mapping[str, str]

    def age(self, item: Item) -> tuple[str, Item]:
        """Give what sorts items by date of filing; undated filings come last."""
        return (self.filed.get(item[0]) or "9999", item)

    def anchor(self, items: Iterable[Item]) -> Item:
        """Give the item that was filed first."""
        return min(items, key=self.age)

    def name(
        self, clusters: Clusters, path: str, label: Callable[[Item, list[Item]], tuple[str, ...]]
    ) -> dict[Item, str]:
        """Name all clusters of a kind.

        Args:
            clusters: The clusters.
            path: The kind's part of the IRI ("drug").
            label: Gives for (anchor, items) the names to try, best first; where clusters want the same one,
            all of
                them take the next, and at last a hash of the anchor tells them apart.
        """
        wanted = []
        for items in clusters.all():
            anchor = self.anchor(items)
            wanted.append((self.age(anchor), items, label(anchor, items)))
        wanted.sort()
        iris: dict[Item, str] = {}
        taken: dict[str, int] = {}
        for (_, anchor), items, names in wanted:
            final = next((n for n in names if n and n not in taken), None)
            if final is None:
                final = f"{next((n for n in names if n), 'unnamed')}-{digest(*anchor)[:8]}"
            taken[final] = 1
            iris |= dict.fromkeys(items, f"{ID}{path}/{final}")
        return iris


def digest(*parts: object) -> str:
    """Give 16 hex digits that stand for the parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def merges_of(
    clusters: Clusters, iris: Mapping[Item, str], names: Callable[[Item], str], anchor: Namer
) -> list[Merge]:
    """Record every item of a cluster of several, the first one too, since it is what the others met."""
    out = []
    for items in clusters.all():
        if len(items) > 1:
            first = anchor.anchor(items)
            for item in items:
                why = clusters.why.get(item)
                reason = "first of them to be filed" if item == first or why is None else why.reason
                score = 1.0 if item == first or why is None else why.score
                out.append(Merge(iris[item], *item, names(item), reason, score))
    return out


def safe_slug(name: str, fallback: str) -> str:
    """A slug, or a hash where a name has no letter that a slug can hold."""
    return slug(name) or digest(fallback)
