"""Precision, recall and F1 of facts, relation by relation, with what was missed and what was spurious."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from dealgraph.evaluate.pairing import Pairing, money, pair, scored

Json = Mapping[str, Any]
#: A value of a relation and the words that it was read from.
Valued = tuple[Hashable, str]

#: The relations whose F1 is averaged into the core figure.
CORE = ("company", "agreement", "milestone", "drug", "antigen", "drug.target")
_AGREEMENT = ("party", "role", "type", "date", "drug", "antigen", "exclusivity", "status", "term")
_MILESTONE = ("agreement", "status", "kind", "payer", "payee", "date", "drug")
_DRUG = ("target", "developer", "kind")


@dataclass(frozen=True, slots=True)
class Miss:
    """A fact of the annotation that was not found ("missed"), or one found that is not there ("spurious")."""

    document: str
    relation: str
    fault: str
    fact: str
    sentence: str


@dataclass(slots=True)
class Relation:
    """The count of one relation: facts right, spurious and missed."""

    right: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        found = self.right + self.spurious
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 where nothing is there."""
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there is nothing at all."""
        every = 2 * self.right + self.spurious + self.missed
        return 2 * self.right / every if every else 1.0


@dataclass(slots=True)
class Report:
    """The score of many documents.

    Attributes:
        documents: How many were scored.
        relations: Relation's name to its count.
        misses: What went wrong, document by document.
        trust: (confidence, right) of each agreement, milestone and target found.
    """

    documents: int = 0
    relations: dict[str, Relation] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    trust: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def micro_f1(self) -> float:
        """F1 over all facts of all relations."""
        total = Relation(
            *(sum(getattr(r, k) for r in self.relations.values()) for k in ("right", "spurious", "missed"))
        )
        return total.f1

    @property
    def core_f1(self) -> float:
        """Mean F1 of the six core relations."""
        return sum(self.relations.get(name, Relation()).f1 for name in CORE) / len(CORE)

    @property
    def core_precision(self) -> float:
        """Mean precision of the six core relations."""
        return sum(self.relations.get(name, Relation()).precision for name in CORE) / len(CORE)

    def reliability(
        self, edges: Sequence[float] = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
    ) -> list[tuple[float, float, int, float]]:
        """Give (from, to, facts, share right) for each band of confidence that holds facts."""
        out = []
        for low, high in pairwise(edges):
            band = [right for confidence, right in self.trust if low <= confidence < high]
            if band:
                out.append((low, min(high, 1.0), len(band), sum(band) / len(band)))
        return out


def evaluate(pairs: Iterable[tuple[str, Json, Json]]) -> Report:
    """Score documents.

    Args:
        pairs: (document's name, annotation, facts found), both in the shape of the annotations.

    >>> gold = {k: [] for k in ("companies", "antigens", "agreements", "milestones")}
    >>> gold["drugs"] = [{"id": "d", "name": "X-1"}]
    >>> evaluate([("a", gold, gold)]).relations["drug"].f1
    1.0
    """
    report = Report()
    for name, gold, found in pairs:
        report.documents += 1
        _document(report, name, gold, found)
    return report


def _document(report: Report, document: str, gold: Json, found: Json) -> None:
    pairing = pair(gold, found)
    ours, theirs = _View(gold, None), _View(found, pairing)
    labels = _labels(gold)
    for kind in ("company", "drug", "antigen", "agreement", "milestone"):
        _count(report, document, kind, ours.items(kind), theirs.items(kind), labels)
    for owner, names in (("drug", _DRUG), ("agreement", _AGREEMENT), ("milestone", _MILESTONE)):
        for attribute in names:
            _count(
                report,
                document,
                f"{owner}.{attribute}",
                ours.attribute(owner, attribute),
                theirs.attribute(owner, attribute),
                labels,
            )
    for kind in ("agreement", "milestone"):
        for fact in found[f"{kind}s"]:
            report.trust.append(
                (float(fact.get("confidence", 1.0)), pairing.gold(kind, fact["id"]) is not None)
            )


def _count(
    report: Report,
    document: str,
    relation: str,
    gold: Iterable[Valued],
    found: Iterable[Valued],
    labels: Mapping[str, str],
) -> None:
    gold, found = list(gold), list(found)
    ours, theirs = Counter(v for v, _ in gold), Counter(v for v, _ in found)
    words = {v: w for v, w in [*gold, *found] if w}
    tally = report.relations.setdefault(relation, Relation())
    right = (ours & theirs).total()
    tally.right += right
    tally.spurious += theirs.total() - right
    tally.missed += ours.total() - right
    for fault, rest in (("missed", ours - theirs), ("spurious", theirs - ours)):
        for value in sorted(rest.elements(), key=repr):
            report.misses.append(
                Miss(document, relation, fault, _readable(value, labels), words.get(value, ""))
            )


def _labels(facts: Json) -> dict[str, str]:
    """Give what a reader knows each fact of a document by."""
    labels = {e["id"]: str(e["name"]) for k in ("companies", "drugs", "antigens") for e in facts[k]}
    for agreement in facts["agreements"]:
        parties = " / ".join(labels.get(p["company"], "?") for p in agreement["parties"])
        labels[agreement["id"]] = " ".join(
            filter(None, (parties, ", ".join(agreement["types"]), agreement.get("date")))
        )
    for milestone in facts["milestones"]:
        labels[milestone["id"]] = " ".join(
            str(milestone[k])
            for k in ("amount", "currency", "status", "trigger")
            if milestone.get(k) is not None
        )
    return labels


def _readable(value: Hashable, labels: Mapping[str, str]) -> str:
    if isinstance(value, tuple):
        return " > ".join(_readable(v, labels) for v in value if v != "?")
    return labels.get(value, value) if isinstance(value, str) else str(value)


class _View:
    """The facts of a document as comparable values, in the annotation's ids where `pairing` gives them."""

    def __init__(self, facts: Json, pairing: Pairing | None) -> None:
        self.facts = facts
        self.pairing = pairing
        self.labels = _labels(facts)

    def ref(self, kind: str, item: str | None) -> Hashable:
        """Give what an id is compared as."""
        if self.pairing is None:
            return item
        gold = self.pairing.gold(kind, item)
        return gold if gold is not None else ("?", self.labels.get(item or "", item))

    def items(self, kind: str) -> Iterable[Valued]:
        """Give the facts of a kind."""
        for item in scored(self.facts, kind):
            yield self.ref(kind, item["id"]), _quote(item)

    def attribute(self, owner: str, name: str) -> Iterable[Valued]:
        """Give the values of an attribute, each with its owner."""
        for item in self.facts[f"{owner}s"]:
            for value in _ATTRIBUTES[f"{owner}.{name}"](item, self.ref):
                yield (self.ref(owner, item["id"]), value), _quote(item)


def _quote(item: Json) -> str:
    quote = item.get("quote")
    return str(quote) if quote else ""


_Ref = Callable[[str, str | None], Hashable]
_ATTRIBUTES: Mapping[str, Callable[[Json, _Ref], list[Hashable]]] = {
    "drug.target": lambda d, ref: [ref("antigen", t["antigen"]) for t in d.get("targets") or ()],
    "drug.developer": lambda d, ref: [ref("company", c) for c in d.get("developers") or ()],
    "drug.kind": lambda d, ref: [d["kind"]] if d.get("kind") else [],
    "agreement.party": lambda a, ref: [ref("company", p["company"]) for p in a["parties"]],
    "agreement.role": lambda a, ref: [(ref("company", p["company"]), p["role"]) for p in a["parties"]],
    "agreement.type": lambda a, ref: list(a["types"]),
    "agreement.date": lambda a, ref: [a["date"]] if a.get("date") else [],
    "agreement.drug": lambda a, ref: [ref("drug", d) for d in a.get("drugs") or ()],
    "agreement.antigen": lambda a, ref: [ref("antigen", x) for x in a.get("antigens") or ()],
    "agreement.exclusivity": lambda a, ref: [a["exclusivity"]] if a.get("exclusivity") else [],
    "agreement.status": lambda a, ref: [a.get("status") or "in force"],
    "agreement.term": lambda a, ref: [(t["kind"], money(t.get("amount"))) for t in a.get("terms") or ()],
    "milestone.agreement": lambda m, ref: [ref("agreement", m["agreement"])] if m.get("agreement") else [],
    "milestone.status": lambda m, ref: [m["status"]],
    "milestone.kind": lambda m, ref: [m["kind"]] if m.get("kind") else [],
    "milestone.payer": lambda m, ref: [ref("company", m["payer"])] if m.get("payer") else [],
    "milestone.payee": lambda m, ref: [ref("company", m["payee"])] if m.get("payee") else [],
    "milestone.date": lambda m, ref: [m["date"]] if m.get("date") else [],
    "milestone.drug": lambda m, ref: [ref("drug", d) for d in m.get("drugs") or ()],
}
