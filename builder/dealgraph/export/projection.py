"""The property graph that all formats write: companies, drugs, antigens and deals as nodes, links as edges.

Nodes and edges come as streams from the merged facts of the store, always in the same order. Only the
identifiers of the selected resources are held in memory, never their attributes.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from dealgraph.export import selection
from dealgraph.export.merged import Facts, Merged
from dealgraph.export.model import (
    EDGE_FIELDS,
    KINDS,
    NODE_FIELDS,
    Edge,
    Field,
    Node,
    Value,
    clean,
    first_day,
    short,
)
from dealgraph.rdf import terms as t

if TYPE_CHECKING:
    from pyoxigraph import Store

    from dealgraph.export.selection import Selection

_TITLE_LENGTH = 80


class Projection:
    """A graph, or a part of it, as nodes and edges.

    Args:
        store: The index of a graph.
        selection: Which part; None for all.
    """

    def __init__(self, store: Store, selected: Selection | None = None) -> None:
        self.merged = Merged(store)
        self.selection = selected if selected is not None else selection.Selection()

    @property
    def node_fields(self) -> tuple[Field, ...]:
        """The attributes that nodes may have."""
        return NODE_FIELDS

    @property
    def edge_fields(self) -> tuple[Field, ...]:
        """The attributes that edges may have."""
        return EDGE_FIELDS

    @cached_property
    def _selected(self) -> frozenset[str] | None:
        return self.selection.iris(self.merged)

    def holds(self, iri: str) -> bool:
        """Whether a resource is selected."""
        return self._selected is None or iri in self._selected

    def resources(self, *kinds: str) -> Iterator[tuple[str, str]]:
        """Give (IRI, kind) of what is selected, by kind and then by IRI.

        Raises:
            ValidationError: The graph has nothing of a name in the selection, or several things.
        """
        for cls, kind in KINDS.items():
            if kind in kinds or not kinds:
                for iri in self.merged.iris(cls):
                    if self.holds(iri):
                        yield iri, kind

    def nodes(self) -> Iterator[Node]:
        """Give the nodes."""
        for iri, kind in self.resources():
            yield self.node(iri, kind)

    def node(self, iri: str, kind: str) -> Node:
        """Give one resource as a node."""
        facts = self.merged.about(iri)
        attributes: dict[str, Value] = {"iri": clean(iri), **self.merged.attributes(kind, facts)}
        stated = attributes.get("signed_on") or attributes.get("achieved_on")
        if (day := first_day(str(stated))) is not None:
            attributes["start"] = day
            attributes["year"] = day.year
        label = " ".join(self._label(iri, kind, facts, attributes).split())
        return Node(short(iri), kind, label, attributes)

    def edges(self) -> Iterator[Edge]:
        """Give the edges: those of one node after those of the node before it."""
        for iri, kind in self.resources("drug", "agreement", "milestone"):
            yield from self._links(iri, kind)

    def _links(self, iri: str, kind: str) -> Iterator[Edge]:
        facts = self.merged.about(iri)
        attributes: dict[str, Value] = {}
        days = facts.get(t.SIGNED_ON if kind == "agreement" else t.ACHIEVED_ON, ())
        if days and (day := first_day(days[0])) is not None:
            attributes = {"year": day.year, "start": day}
        # A party with a role is a party: the weaker statement would only double the edge.
        with_role = {v for p in t.ROLE_PROPERTIES.values() if p != t.PARTY for v in facts.get(p, ())}
        for prop in selection.LINKS:
            for value in facts.get(prop, ()):
                if (prop == t.PARTY and value in with_role) or not self._is_node(value):
                    continue
                word = prop.removeprefix(t.DG)
                source, target = short(iri), short(value)
                yield Edge(f"{source}|{word}|{target}", source, target, word, _words(word), attributes)

    def _is_node(self, iri: str) -> bool:
        return self.holds(iri) and self.merged.kind(iri) is not None

    def _label(self, iri: str, kind: str, facts: Facts, attributes: dict[str, Value]) -> str:
        if kind == "agreement":
            names = sorted({self.merged.label(p) for p in facts.get(t.PARTY, ())})
            types = attributes.get("agreement_types") or ("agreement",)
            year = f" ({attributes['year']})" if "year" in attributes else ""
            return f"{' / '.join(types if isinstance(types, tuple) else ())}: {' – '.join(names)}{year}"
        if kind == "term":
            return f"{attributes.get('term_kind', 'term')}: {payment(attributes)}"
        if kind == "milestone":
            text = " ".join(str(attributes.get("trigger", attributes.get("milestone_kind", ""))).split())
            text = text if len(text) <= _TITLE_LENGTH else text[: _TITLE_LENGTH - 1].rstrip() + "…"
            return f"{payment(attributes)}: {text}" if text else payment(attributes)
        return self.merged.label(iri)


def payment(attributes: dict[str, Value]) -> str:
    """Say an amount in words.

    >>> payment({"amount": Decimal("42500000"), "currency": "USD", "amount_qualifier": "up to"})
    'up to USD 42,500,000'
    >>> payment({"rate": "5 percent"}), payment({})
    ('5 percent', 'no amount')
    """
    amount = attributes.get("amount")
    if not isinstance(amount, Decimal):
        rate = attributes.get("rate")
        return str(rate if rate is not None else attributes.get("disclosure", "no amount"))
    qualifier = attributes.get("amount_qualifier", "exactly")
    prefix = "" if qualifier == "exactly" else f"{qualifier} "
    return f"{prefix}{attributes.get('currency', '')} {amount:,f}".strip()


def _words(name: str) -> str:
    """Give the words of a property's name.

    >>> _words("coversDrug")
    'covers drug'
    """
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name)
