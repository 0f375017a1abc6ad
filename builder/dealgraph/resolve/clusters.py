"""Groups of items that are one thing, joined link by link, each link with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dealgraph.resolve.keys import Item


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A reason to think that two items are one thing. Sorts strongest first, then by the items."""

    rank: float
    one: Item
    other: Item
    reason: str

    @property
    def score(self) -> float:
        """How sure the link is, 0 to 1."""
        return -self.rank


class Shared(dict[frozenset[str], frozenset[str]]):
    """Sets of which equal ones are one object: of a thousand filings, most name the same few.

    >>> shared = Shared()
    >>> shared.of(["license", "supply"]) is shared.of(("supply", "license"))
    True
    """

    def of(self, values: Iterable[str]) -> frozenset[str]:
        """Give the set of these values."""
        found = frozenset(values)
        return self.setdefault(found, found)


def link(one: Item, other: Item, score: float, reason: str) -> Link:
    """Make a link whose order of items doesn't depend on who named whom."""
    first, second = sorted((one, other))
    return Link(-round(min(score, 1.0), 4), first, second, reason)


class Clusters:
    """Union-find over items, which remembers why each item is where it is."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._parent: dict[Item, Item] = {i: i for i in items}
        # Only of clusters of several: most items stand alone, and a list and a set for each would take most memory.
        self._members: dict[Item, list[Item]] = {}
        self._filings: dict[Item, set[str]] = {}
        self._sides: dict[Item, dict[int, int]] = {}
        self.why: dict[Item, Link] = {}

    def keep_apart(self, rule: int, side: int, items: Iterable[Item]) -> None:
        """Note that, by a rule of the user's, items of one side never join items of another."""
        for item in items:
            self._sides.setdefault(self.find(item), {}).setdefault(rule, side)

    def forbidden(self, one: Item, other: Item) -> bool:
        """Whether a rule keeps the clusters of two items apart."""
        if not self._sides:
            return False
        mine, theirs = self._sides.get(self.find(one)), self._sides.get(self.find(other))
        return bool(mine and theirs) and any((theirs or {}).get(r, s) != s for r, s in (mine or {}).items())

    def find(self, item: Item) -> Item:
        """Give the item that stands for the cluster of this one."""
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def members(self, item: Item) -> list[Item]:
        """Give all items of the cluster of this one."""
        root = self.find(item)
        return self._members.get(root) or [root]

    def filings(self, item: Item) -> set[str]:
        """Give the keys of the filings that the cluster of this item spans."""
        root = self.find(item)
        return self._filings.get(root) or {root[0]}

    def share_filing(self, one: Item, other: Item) -> bool:
        """Whether both clusters have an item in one filing, where its reader held them apart."""
        small, large = sorted((self.filings(one), self.filings(other)), key=len)
        return any(f in large for f in small)

    def join(self, found: Link) -> Item:
        """Join the clusters of a link's items; gives the item that stands for both.

        Where a rule keeps them apart, nothing is joined.
        """
        one, other = self.find(found.one), self.find(found.other)
        if one == other or self.forbidden(one, other):
            return one
        keep, gone = (one, other) if len(self.members(one)) >= len(self.members(other)) else (other, one)
        self._members.setdefault(keep, [keep]).extend(self._members.pop(gone, (gone,)))
        self._filings.setdefault(keep, {keep[0]}).update(self._filings.pop(gone, (gone[0],)))
        self._parent[gone] = keep
        if gone in self._sides:
            self._sides[keep] = self._sides.pop(gone) | self._sides.get(keep, {})
        for item in (found.one, found.other):
            self.why.setdefault(item, found)
        return keep

    def join_all(self, links: Iterable[Link], allowed: Callable[[Item, Item, Link], bool]) -> None:
        """Join by links, strongest first, wherever `allowed(root, root, link)` doesn't object."""
        for found in sorted(links):
            one, other = self.find(found.one), self.find(found.other)
            if one != other and not self.forbidden(one, other) and allowed(one, other, found):
                self.join(found)

    def all(self) -> list[list[Item]]:
        """Give all clusters, each sorted, in order."""
        roots = (item for item, parent in self._parent.items() if item == parent)
        return sorted(sorted(self._members.get(root, (root,))) for root in roots)
