"""Agreements and milestones as edges between the companies, drugs and antigens that they join."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from dealgraph.export.model import ENTITIES, FOLDED_FIELDS, Edge, Field, Node, Value, clean, short
from dealgraph.export.projection import Projection
from dealgraph.rdf import terms as t

if TYPE_CHECKING:
    from dealgraph.export.merged import Facts

#: Who gives to whom, in which words.
_PAIRS = (
    (t.LICENSOR, t.LICENSEE, "licenses to"),
    (t.SELLER, t.BUYER, "sells to"),
    (t.TARGET, t.ACQUIRER, "is acquired by"),
    (t.SUPPLIER, t.CUSTOMER, "supplies"),
    (t.INVESTEE, t.INVESTOR, "is financed by"),
)
#: Links between entities that are edges already.
_DIRECT = ((t.TARGETS, "targets"), (t.DEVELOPED_BY, "developed by"), (t.HAS_COMPONENT, "has component"))
_AGREEMENT = (
    "agreement_types",
    "status",
    "exclusivity",
    "territories",
    "signed_on",
    "year",
    "start",
    "filings",
)
_MILESTONE = (
    "milestone_kind", "status", "trigger", "achieved_on", "amount", "currency", "amount_qualifier", "quote",
    "year", "start", "filings",
)  # fmt: skip

#: Two ends and the words between them.
_End = tuple[str, str, str]


class Folded(Projection):
    """A graph, or a part of it, whose nodes are companies, drugs and antigens: deals and milestones are edges."""

    @property
    def edge_fields(self) -> tuple[Field, ...]:
        """The attributes that edges may have."""
        return FOLDED_FIELDS

    def nodes(self) -> Iterator[Node]:
        """Give the nodes."""
        for iri, kind in self.resources(*ENTITIES):
            yield self.node(iri, kind)

    def edges(self) -> Iterator[Edge]:
        """Give the edges between entities: facts about drugs, then agreements, then milestones."""
        for iri, _ in self.resources("drug"):
            facts = self.merged.about(iri)
            for prop, words in _DIRECT:
                for value in facts.get(prop, ()):
                    if self.holds(value):
                        yield _edge("", (iri, value, words), {})
        for iri, kind in self.resources("agreement", "milestone"):
            yield from _deal(self, iri, kind)

    def left_out(self) -> list[str]:
        """Give the ids of agreements and milestones that join no two selected entities, and so become no edge."""
        return [
            short(iri)
            for iri, kind in self.resources("agreement", "milestone")
            if next(_deal(self, iri, kind), None) is None
        ]


def _deal(projection: Projection, iri: str, kind: str) -> Iterator[Edge]:
    facts = projection.merged.about(iri)
    node = projection.node(iri, kind)
    names = _AGREEMENT if kind == "agreement" else _MILESTONE
    attributes: dict[str, Value] = {"iri": clean(iri)}
    attributes |= {n: node.attributes[n] for n in names if n in node.attributes}
    if kind == "agreement":
        ends, things = _agreement_ends(facts), (t.COVERS_DRUG, t.COVERS_ANTIGEN)
        attributes |= _terms(projection, facts)
    else:
        ends, things = _milestone_ends(projection, iri, facts), (t.CONCERNS_DRUG, "")
    for prop, field in zip(things, ("drugs", "antigens"), strict=True):
        if labels := sorted({projection.merged.label(v) for v in facts.get(prop, ())}):
            attributes[field] = tuple(labels)
    for end in ends:
        if projection.holds(end[0]) and projection.holds(end[1]):
            yield _edge(short(iri) + "|", end, attributes)


def _edge(prefix: str, end: _End, attributes: Mapping[str, Value]) -> Edge:
    source, target, words = short(end[0]), short(end[1]), end[2]
    return Edge(f"{prefix}{source}|{words}|{target}", source, target, words, words, attributes)


def _agreement_ends(facts: Facts) -> list[_End]:
    """Join givers to takers; parties of no such pair to each other; each party to what the deal is about."""
    ends: list[_End] = [
        (giver, taker, words)
        for one, other, words in _PAIRS
        for giver in facts.get(one, ())
        for taker in facts.get(other, ())
        if giver != taker
    ]
    parties = facts.get(t.PARTY, ())
    joined = {frozenset(end[:2]) for end in ends}
    loose = [pair for pair in combinations(parties, 2) if not joined or not _joined(pair, joined)]
    ends += [(a, b, "partners with") for a, b in loose]
    subjects = (*facts.get(t.COVERS_DRUG, ()), *facts.get(t.COVERS_ANTIGEN, ()))
    ends += [(party, subject, "has a deal on") for party in parties for subject in subjects]
    return ends


def _joined(pair: tuple[str, str], joined: set[frozenset[str]]) -> bool:
    """Whether both stand in a give-and-take already: two licensors of one licensee are no partners."""
    members = frozenset().union(*joined)
    return pair[0] in members and pair[1] in members


def _milestone_ends(projection: Projection, iri: str, facts: Facts) -> list[_End]:
    """Join payer to payee; where one of them isn't stated, the other party of a deal of two; else to the drug."""
    payers, payees = facts.get(t.PAYER, ()), facts.get(t.PAYEE, ())
    if not (payers and payees):
        for deal in projection.merged.subjects(t.HAS_MILESTONE, iri):
            parties = projection.merged.objects(deal, t.PARTY)
            others = tuple(p for p in parties if p not in payers and p not in payees)
            if len(parties) == 2 and len(others) == 1:
                payers, payees = payers or others, payees or others
    ends: list[_End] = [(a, b, "pays a milestone to") for a in payers for b in payees if a != b]
    if not ends:
        drugs = facts.get(t.CONCERNS_DRUG, ())
        ends = [(c, d, "has a milestone on") for c in (*payers, *payees) for d in drugs]
    return ends


def _terms(projection: Projection, facts: Facts) -> dict[str, Value]:
    """Give an agreement's terms as texts, and its upfront payment as numbers where there is one."""
    nodes = [projection.node(i, "term") for i in facts.get(t.HAS_TERM, ())]
    found: dict[str, Value] = {}
    if nodes:
        found["terms"] = tuple(sorted(n.label for n in nodes))
    upfront = [n for n in nodes if n.attributes.get("term_kind") == "upfront"]
    if len(upfront) == 1 and "amount" in upfront[0].attributes:
        names = ("amount", "currency", "amount_qualifier")
        found |= {n: upfront[0].attributes[n] for n in names if n in upfront[0].attributes}
    return found
