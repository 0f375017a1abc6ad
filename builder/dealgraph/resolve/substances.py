"""Which drugs, and which antigens, of different filings are one.

Both are joined by the names that filings state for them. A name that some filing uses for two of its items
says nothing; two items that one filing holds apart stay apart; two HGNC ids never meet; a link through a
mere alias on both sides is weak, and a cluster takes at most one of those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from dealgraph.resolve.clusters import Clusters, Link, link
from dealgraph.resolve.keys import AntigenKey, DrugKey, FilingKeys, Item
from dealgraph.resolve.names import is_code, substance_name
from dealgraph.resolve.overrides import NOTHING_TOLD, Told

#: Names that are too general to identify a drug or an antigen.
GENERAL = frozenset(
    {
        "antibody",
        "adc",
        "vaccine",
        "drug",
        "product",
        "compound",
        "candidate",
        "inhibitor",
        "agonist",
        "antagonist",
        "conjugate",
        "payload",
        "protein",
        "receptor",
        "antigen",
        "cytokine",
        "ligand",
        "enzyme",
        "interferon",
        "insulin",
    }
)
WEAK = 0.8


def resolve_drugs(
    filings: Sequence[FilingKeys], company_of: Callable[[Item], str], told: Told = NOTHING_TOLD
) -> Clusters:
    """Cluster drugs; `company_of` gives the identity of a company item."""
    keys = {(f.key, d.id): d for f in filings for d in f.drugs}
    filers = {
        f.key: {company_of((f.key, c.id)) for c in f.companies if c.id.startswith("filer:")} for f in filings
    }

    def near(item: Item) -> set[str]:
        developers = {company_of((item[0], c)) for c in keys[item].developers if c}
        return developers | filers[item[0]]

    clusters = Clusters(keys)
    told.apply(clusters, clusters.join)
    guard = _Guard(clusters, {i: substance_name(k.name) for i, k in keys.items()})

    def allowed(one: Item, other: Item, found: Link) -> bool:
        a, b = keys[found.one], keys[found.other]
        if is_code(a.name) and _kinds_differ(a.kind, b.kind) and not near(found.one) & near(found.other):
            return False
        return guard(one, other, found)

    clusters.join_all(_links({i: (k.name, *k.aliases) for i, k in keys.items()}), allowed)
    return clusters


def resolve_antigens(
    filings: Sequence[FilingKeys], told: Told = NOTHING_TOLD
) -> tuple[Clusters, dict[Item, str]]:
    """Cluster antigens; gives also the HGNC id of each cluster that has exactly one."""
    keys: dict[Item, AntigenKey] = {(f.key, a.id): a for f in filings for a in f.antigens}
    clusters = Clusters(keys)
    genes: dict[Item, frozenset[str]] = {
        i: frozenset(x for x in k.exact_match if x.startswith("HGNC:")) for i, k in keys.items()
    }
    told.apply(clusters, clusters.join)
    for item in keys:
        # What a user says is one thing has all its genes, or the one that is known.
        root = clusters.find(item)
        genes[root] |= genes[item]
    guard = _Guard(clusters, {i: substance_name(k.name) for i, k in keys.items()})

    def allowed(one: Item, other: Item, found: Link) -> bool:
        mine, theirs = genes[one], genes[other]
        if mine and theirs and mine != theirs:
            return False
        if not guard(one, other, found):
            return False
        genes[one] = genes[other] = mine or theirs
        return True

    by_gene: dict[frozenset[str], list[Item]] = defaultdict(list)
    for item in sorted(keys):
        if genes[item]:
            by_gene[genes[item]].append(item)
    links = [
        link(items[0], item, 1.0, f"same {', '.join(sorted(gene))}")
        for gene, items in by_gene.items()
        for item in items[1:]
    ]
    links += _links({i: (k.name, *k.aliases) for i, k in keys.items()})
    clusters.join_all(links, allowed)
    single = {}
    for item in keys:
        found = genes[clusters.find(item)]
        if len(found) == 1:
            single[item] = next(iter(found))
    return clusters, single


class _Guard:
    """Objects to joins of what a filing holds apart, and to a second weak link of one cluster."""

    def __init__(self, clusters: Clusters, names: Mapping[Item, str]) -> None:
        self.clusters = clusters
        self.names = names
        self.weakened: set[Item] = set()

    def __call__(self, one: Item, other: Item, found: Link) -> bool:
        if self.clusters.share_filing(one, other) and self.names[found.one] != self.names[found.other]:
            return False
        weak = found.score <= WEAK
        marked = one in self.weakened or other in self.weakened
        if weak and marked:
            return False
        if weak or marked:
            # Either may come to stand for both.
            self.weakened.update((one, other))
        return True


def _links(names: Mapping[Item, Sequence[str]]) -> list[Link]:
    """Links between items that share a name; the first name of each is its own, the others are aliases."""
    groups: dict[str, list[tuple[bool, Item, str]]] = defaultdict(list)
    for item, own in names.items():
        seen: set[str] = set()
        for n, name in enumerate(own):
            text = substance_name(name)
            if len(text) > 1 and text not in GENERAL and text not in seen:
                seen.add(text)
                groups[text].append((n > 0, item, name))
    links: list[Link] = []
    for group in groups.values():
        if len(group) > 1:
            links += _group_links(sorted(group))
    return links


def _group_links(group: list[tuple[bool, Item, str]]) -> list[Link]:
    """Links of one shared name, to the first items that bear it (as their own name, where any does)."""
    filings = [item[0] for _, item, _ in group]
    ambiguous = len(set(filings)) < len(filings)
    links = []
    leader = group[0]
    for entry in group[1:]:
        if ambiguous and (entry[0] or leader[0]):
            continue
        links.append(_name_link(leader, entry))
    # A second leader catches those that the first is not allowed to join.
    for entry in group[2:]:
        if not ambiguous or not (entry[0] or group[1][0]):
            links.append(_name_link(group[1], entry))
    return links


def _name_link(one: tuple[bool, Item, str], other: tuple[bool, Item, str]) -> Link:
    aliases = one[0] + other[0]
    score = (0.97, 0.9, WEAK)[aliases]
    how = ("same name", "name of one is another name of the other", "same other name")[aliases]
    return link(one[1], other[1], score, f"{how}: {min(one[2], other[2])}")


def _kinds_differ(one: str | None, other: str | None) -> bool:
    """Whether two kinds can't be said of one drug, however loosely."""
    loose = {None, "other", "peptide", "RNA therapeutic"}
    if one in loose or other in loose:
        return False
    return (one == "small molecule") != (other == "small molecule")


__all__ = ["DrugKey", "resolve_antigens", "resolve_drugs"]
