"""The merged facts of a store, read resource by resource, in an order that never changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING

from dealgraph.export.model import KINDS, Value, clean, first_day, plain, short
from dealgraph.rdf import terms as t

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

#: Property to its values, as sorted texts. IRIs and literals are told apart by the property.
Facts = Mapping[str, tuple[str, ...]]

#: How many classes and names are kept at hand: deals that follow one another join the same companies.
_REMEMBERED = 50_000

#: Properties of each class that become attributes: (property, field, what the value is).
_COMMON = ((t.ALT_LABEL, "aliases", "strings"), (t.EXACT_MATCH, "same_as", "strings"))
_MONEY = (
    (t.AMOUNT, "amount", "decimal"),
    (t.CURRENCY, "currency", "string"),
    (t.AMOUNT_QUALIFIER, "amount_qualifier", "concept"),
    (t.DISCLOSURE, "disclosure", "concept"),
)
ATTRIBUTES: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "company": (
        *_COMMON,
        (t.CIK, "cik", "string"),
        (t.TICKER, "tickers", "strings"),
        (t.IRS_NUMBER, "irs_number", "string"),
        (t.SIC_CODE, "sic_code", "string"),
        (t.STATE_OF_INCORPORATION, "state", "string"),
        (t.FORMER_NAME, "former_names", "strings"),
    ),
    "drug": (
        *_COMMON,
        (t.DRUG_KIND, "drug_kind", "concept"),
        (t.PHASE, "phase", "concept"),
        (t.INDICATION, "indications", "strings"),
        (t.MECHANISM, "mechanisms", "strings"),
    ),
    "antigen": _COMMON,
    "agreement": (
        (t.AGREEMENT_TYPE, "agreement_types", "concepts"),
        (t.AGREEMENT_STATUS, "status", "concept"),
        (t.EXCLUSIVITY, "exclusivity", "concept"),
        (t.TERRITORY, "territories", "strings"),
        (t.SIGNED_ON, "signed_on", "string"),
        (t.PHASE_AT_SIGNING, "phase_at_signing", "concept"),
        (t.PROFIT_SHARE, "profit_share", "string"),
    ),
    "term": (
        (t.TERM_KIND, "term_kind", "concept"),
        *_MONEY,
        (t.RATE, "rate", "string"),
        (t.QUOTE, "quote", "string"),
    ),
    "milestone": (
        (t.MILESTONE_STATUS, "status", "concept"),
        (t.MILESTONE_KIND, "milestone_kind", "concept"),
        (t.TRIGGER, "trigger", "string"),
        (t.ORDINAL, "ordinal", "integer"),
        (t.ACHIEVED_ON, "achieved_on", "string"),
        *_MONEY,
        (t.SALES_THRESHOLD, "sales_threshold", "decimal"),
        (t.QUOTE, "quote", "string"),
    ),
}


class Merged:
    """Reads the default graph of a store.

    Args:
        store: The index of a graph.
    """

    def __init__(self, store: Store) -> None:
        from pyoxigraph import DefaultGraph

        self.store = store
        self._graph = DefaultGraph()
        self._concepts: dict[str, str] = {}
        self._filings: dict[str, tuple[str, dt.date | None]] = {}
        #: The word for a resource's class, None where it becomes no node; and the name of an entity.
        self.kind = lru_cache(_REMEMBERED)(self._kind)
        self.label = lru_cache(_REMEMBERED)(self._label)

    def iris(self, cls: str) -> list[str]:
        """Give the resources of a class, sorted."""
        return self.subjects(t.RDF_TYPE, cls)

    def subjects(self, predicate: str, value: str) -> list[str]:
        """Give what has this resource as the value of a property, sorted."""
        found = self.store.quads_for_pattern(None, _node(predicate), _node(value), self._graph)
        return sorted(_text(q.subject) for q in found)

    def linking(self, iri: str, predicates: Container[str]) -> set[str]:
        """Give what has this resource as the value of one of the properties."""
        found = self.store.quads_for_pattern(None, None, _node(iri), self._graph)
        return {_text(q.subject) for q in found if q.predicate.value in predicates}

    def objects(self, iri: str, predicate: str) -> tuple[str, ...]:
        """Give the values of one property, sorted."""
        found = self.store.quads_for_pattern(_node(iri), _node(predicate), None, self._graph)
        return tuple(sorted({_text(q.object) for q in found}))

    def about(self, iri: str) -> Facts:
        """Give all that is said of a resource."""
        found: dict[str, set[str]] = {}
        for quad in self.store.quads_for_pattern(_node(iri), None, None, self._graph):
            found.setdefault(quad.predicate.value, set()).add(_text(quad.object))
        return {p: tuple(sorted(v)) for p, v in found.items()}

    def _kind(self, iri: str) -> str | None:
        """Give the word for a resource's class; None where it becomes no node."""
        for cls in self.objects(iri, t.RDF_TYPE):
            if cls in KINDS:
                return KINDS[cls]
        return None

    def _label(self, iri: str) -> str:
        """Give the preferred name of a company, drug or antigen."""
        names = self.objects(iri, t.PREF_LABEL)
        return clean(names[0]) if names else short(iri)

    def concept(self, iri: str) -> str:
        """Give the word of a concept."""
        if iri not in self._concepts:
            names = self.objects(iri, t.SKOS + "notation") or self.objects(iri, t.PREF_LABEL)
            self._concepts[iri] = clean(names[0]) if names else iri.rpartition("/")[2].replace("-", " ")
        return self._concepts[iri]

    def filing(self, iri: str) -> tuple[str, dt.date | None]:
        """Give the accession number (or key) of a filing, and the day it was filed."""
        if iri not in self._filings:
            numbers, days = self.objects(iri, t.ACCESSION_NUMBER), self.objects(iri, t.FILED_ON)
            name = clean(numbers[0]) if numbers else iri.rpartition("/")[2]
            self._filings[iri] = (name, first_day(days[0]) if days else None)
        return self._filings[iri]

    def attributes(self, kind: str, facts: Facts) -> dict[str, Value]:
        """Give the attributes that a class's table names, and the filings they come from.

        Where filings differ on something that has one value, the attribute holds the first of them and
        `conflicts` all.
        """
        found: dict[str, Value] = {}
        conflicts: list[str] = []
        for prop, field, how in ATTRIBUTES[kind]:
            values = _convert(facts.get(prop, ()), how, self)
            if not values:
                continue
            if how in ("strings", "concepts"):
                found[field] = tuple(plain(v) for v in values)
                continue
            found[field] = values[0]
            if len(values) > 1:
                conflicts.append(f"{field}: {' | '.join(plain(v) for v in values)}")
        if conflicts:
            found["conflicts"] = tuple(conflicts)
        filings = sorted(self.filing(f) for f in facts.get(t.WAS_DERIVED_FROM, ()) if "/filing/" in f)
        if filings:
            found["filings"] = tuple(name for name, _ in filings)
        if days := [day for _, day in filings if day]:
            found["first_filed"] = min(days)
        return found


def _convert(values: tuple[str, ...], how: str, merged: Merged) -> list[Value]:
    """Read the texts of values as what they are, in order; what is none is left out."""
    found: list[Value] = []
    if how in ("concept", "concepts"):
        found.extend(sorted({merged.concept(v) for v in values}))
    elif how == "decimal":
        found.extend(sorted(_decimals(values)))
    elif how == "integer":
        found.extend(sorted(int(n) for n in _decimals(values) if n == n.to_integral_value()))
    else:
        found.extend(clean(v) for v in values)
    return found


def _decimals(values: tuple[str, ...]) -> Iterator[Decimal]:
    for value in values:
        try:
            number = Decimal(value)
        except InvalidOperation:
            continue
        if number.is_finite():
            yield number


def _node(iri: str) -> NamedNode:
    from pyoxigraph import NamedNode

    return NamedNode(iri)


def _text(term: object) -> str:
    """Give the IRI or the lexical form of a term."""
    return str(getattr(term, "value", term))
