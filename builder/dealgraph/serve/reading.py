"""Reads resources of the merged graph, with their labels and evidence, from an Oxigraph store."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, TypedDict

from dealgraph.rdf import terms as t

if TYPE_CHECKING:
    import pyoxigraph as ox

#: Class to the word for it in the API.
KINDS: dict[str, str] = {
    t.COMPANY: "company",
    t.DRUG: "drug",
    t.ANTIGEN: "antigen",
    t.AGREEMENT: "agreement",
    t.MILESTONE: "milestone",
    t.FINANCIAL_TERM: "term",
    t.FILING: "filing",
    t.DOCUMENT: "document",
}


class Ref(TypedDict):
    """A resource as others point to it."""

    iri: str
    label: str
    kind: str


class Reader:
    """Reads one state of a graph."""

    def __init__(self, store: ox.Store) -> None:
        import pyoxigraph as ox

        self.store = store
        self._node = ox.NamedNode
        self._merged = ox.DefaultGraph()
        self._words: dict[str, str] = {}

    def about(self, iri: str) -> dict[str, list[str]]:
        """Give all that the merged graph says of a resource, by property, sorted."""
        found: dict[str, list[str]] = {}
        for quad in self.store.quads_for_pattern(self._node(iri), None, None, self._merged):
            found.setdefault(quad.predicate.value, []).append(_text(quad.object))
        return {p: sorted(values) for p, values in sorted(found.items())}

    def values(self, iri: str, predicate: str) -> list[str]:
        """Give the values of a property, sorted."""
        quads = self.store.quads_for_pattern(self._node(iri), self._node(predicate), None, self._merged)
        return sorted(_text(q.object) for q in quads)

    def first(self, iri: str, predicate: str) -> str | None:
        """Give the first value of a property, or None."""
        return next(iter(self.values(iri, predicate)), None)

    def subjects(self, predicate: str, value: str) -> list[str]:
        """Give what has a resource as the value of a property, sorted."""
        quads = self.store.quads_for_pattern(None, self._node(predicate), self._node(value), self._merged)
        return sorted(_text(q.subject) for q in quads)

    def links_to(self, iri: str) -> list[tuple[str, str]]:
        """Give (subject, property) of what points to a resource, sorted."""
        quads = self.store.quads_for_pattern(None, None, self._node(iri), self._merged)
        return sorted((_text(q.subject), q.predicate.value) for q in quads)

    def members(self, cls: str) -> list[str]:
        """Give the resources of a class, sorted."""
        return self.subjects(t.RDF_TYPE, cls)

    def kind(self, iri: str) -> str | None:
        """Give the word for a resource's class, or None."""
        return next((KINDS[c] for c in self.values(iri, t.RDF_TYPE) if c in KINDS), None)

    def word(self, concept: str) -> str:
        """Give the word of a concept of the vocabulary."""
        if concept not in self._words:
            names = self.values(concept, t.SKOS + "notation") or self.values(concept, t.PREF_LABEL)
            self._words[concept] = names[0] if names else concept.rpartition("/")[2].replace("-", " ")
        return self._words[concept]

    def concept(self, iri: str, predicate: str) -> str | None:
        """Give the word of a property's concept, or None."""
        value = self.first(iri, predicate)
        return None if value is None else self.word(value)

    def label(self, iri: str) -> str:
        """Give a resource's name: its label; of a deal, its types, parties and year."""
        if name := self.first(iri, t.PREF_LABEL):
            return name
        kind = self.kind(iri)
        if kind == "agreement":
            return self._deal(iri)
        if kind == "milestone":
            status, amount = self.concept(iri, t.MILESTONE_STATUS), self.amount(iri)
            money = f" {self.first(iri, t.CURRENCY) or ''} {amount:,}" if amount is not None else ""
            return f"{status or ''} milestone{money}".strip()
        if kind == "filing":
            return self.first(iri, t.ACCESSION_NUMBER) or iri.rpartition("/")[2]
        return iri.removeprefix(t.ID)

    def _deal(self, iri: str) -> str:
        types = ", ".join(self.word(c) for c in self.values(iri, t.AGREEMENT_TYPE))
        parties = " / ".join(sorted({self.label(p) for p in self.values(iri, t.PARTY)}))
        year = (self.first(iri, t.SIGNED_ON) or "")[:4]
        return f"{types or 'agreement'}: {parties}" + (f" ({year})" if year else "")

    def ref(self, iri: str) -> Ref:
        """Give a resource as others point to it."""
        return {"iri": iri, "label": self.label(iri), "kind": self.kind(iri) or ""}

    def refs(self, iris: list[str] | set[str]) -> list[Ref]:
        """Give resources by name."""
        return sorted((self.ref(iri) for iri in set(iris)), key=lambda r: (r["label"].casefold(), r["iri"]))

    def amount(self, iri: str) -> Decimal | None:
        """Give the amount of a payment, or None."""
        text = self.first(iri, t.AMOUNT)
        try:
            return None if text is None else Decimal(text)
        except InvalidOperation:
            return None

    def filings(self, iri: str) -> list[str]:
        """Give the filings from which a fact was read."""
        return [f for f in self.values(iri, t.WAS_DERIVED_FROM) if f.startswith(f"{t.ID}filing/")]

    def evidence(self, iri: str) -> list[str]:
        """Give the mentions from which a fact was read, filing by filing."""
        found: list[str] = []
        for filing in self.filings(iri):
            quads = self.store.quads_for_pattern(
                self._node(iri), self._node(t.WAS_DERIVED_FROM), None, self._node(filing)
            )
            found.extend(sorted(_text(q.object) for q in quads))
        return found

    def attributes(self, iri: str) -> dict[str, object]:
        """Give the literals and concepts of a resource by local name: a value, or a list where there are several."""
        out: dict[str, object] = {}
        for predicate, values in self.about(iri).items():
            if not predicate.startswith(t.DG):
                continue
            read = [v for v in (self._plain(x) for x in values) if v is not None]
            if read:
                out[predicate.removeprefix(t.DG)] = read[0] if len(read) == 1 else read
        return out

    def _plain(self, value: str) -> str | None:
        if value.startswith(t.VOCAB):
            return self.word(value)
        return None if value.startswith(t.ID) else value


def _text(term: object) -> str:
    return str(getattr(term, "value", term))
