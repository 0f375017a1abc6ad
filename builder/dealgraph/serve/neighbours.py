"""What stands one step from a resource, as nodes and edges to draw."""

from __future__ import annotations

import re

from dealgraph.rdf import terms as t
from dealgraph.serve.reading import Reader

#: Properties that become edges. A role says more than dg:party, which is drawn only where no role is told.
_LINKS = frozenset(
    {
        *t.ROLE_PROPERTIES.values(), t.PARTY, t.COVERS_DRUG, t.COVERS_ANTIGEN, t.HAS_MILESTONE, t.AMENDS,
        t.TERMINATES, t.PAYER, t.PAYEE, t.CONCERNS_DRUG, t.TARGETS, t.DEVELOPED_BY, t.HAS_COMPONENT,
    }
)  # fmt: skip
_NODES = frozenset({"company", "drug", "antigen", "agreement", "milestone"})
#: Deals before what they are about: where not all fit, the story of a thing is its deals.
_ORDER = {"agreement": 0, "milestone": 1, "drug": 2, "antigen": 3, "company": 4}


def neighbours(reader: Reader, iri: str, limit: int) -> dict[str, object] | None:
    """Give a resource, what it is linked to, and the links among them; None where it is not there.

    Args:
        reader: The graph.
        iri: The resource.
        limit: The most neighbours; `total` says how many there are.
    """
    if reader.kind(iri) not in _NODES:
        return None
    around = {other for triple in _edges(reader, iri) for other in (triple[0], triple[2])} - {iri}
    kinds = {n: k for n in around if (k := reader.kind(n)) in _NODES}
    kept = [iri, *sorted(kinds, key=lambda n: (_ORDER[kinds[n] or ""], n))[:limit]]
    inside = set(kept)
    edges = {e for n in kept for e in _edges(reader, n) if e[0] in inside and e[2] in inside}
    return {
        "nodes": [node(reader, n) for n in kept],
        "edges": [_edge(e) for e in sorted(_without_bare_parties(edges))],
        "total": len(kinds),
    }


def node(reader: Reader, iri: str) -> dict[str, object]:
    """Give a node with what may be shown beside it."""
    kind = reader.kind(iri)
    return {"iri": iri, "kind": kind, "label": reader.label(iri), "attributes": reader.attributes(iri)}


def _edges(reader: Reader, iri: str) -> set[tuple[str, str, str]]:
    """Give the links of a resource, in both directions."""
    out = {(iri, p, v) for p, values in reader.about(iri).items() if p in _LINKS for v in values}
    return out | {(s, p, iri) for s, p in reader.links_to(iri) if p in _LINKS}


def _without_bare_parties(edges: set[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    roles = set(t.ROLE_PROPERTIES.values())
    told = {(s, o) for s, p, o in edges if p in roles}
    return {(s, p, o) for s, p, o in edges if p != t.PARTY or (s, o) not in told}


def _edge(edge: tuple[str, str, str]) -> dict[str, str]:
    source, predicate, target = edge
    kind = predicate.removeprefix(t.DG)
    label = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).lower()
    return {"source": source, "target": target, "kind": kind, "label": label}
