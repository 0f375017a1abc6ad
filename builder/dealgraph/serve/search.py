"""Finding companies, drugs, antigens and agreements by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dealgraph.query.terms import fold
from dealgraph.rdf import terms as t
from dealgraph.serve.reading import Reader

KINDS = ("company", "drug", "antigen", "agreement")
#: What has names of its own, and the properties that tell them.
CLASSES = {"company": t.COMPANY, "drug": t.DRUG, "antigen": t.ANTIGEN}
NAMES = (t.PREF_LABEL, t.ALT_LABEL, t.CIK, t.TICKER, t.FORMER_NAME)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a resource, folded for comparison; `rank` 0 for its preferred one."""

    folded: str
    rank: int
    label: str
    iri: str
    kind: str


class Index:
    """All names of a graph, held in memory: made once for a dataset."""

    def __init__(self, reader: Reader, classes: Sequence[str] = tuple(CLASSES)) -> None:
        self._reader = reader
        self._names: list[_Name] = []
        for kind in classes:
            for iri in reader.members(CLASSES[kind]):
                self._add(kind, iri)

    def _add(self, kind: str, iri: str) -> None:
        named = [(int(p != t.PREF_LABEL), v) for p in NAMES for v in self._reader.values(iri, p)]
        self._names += [_Name(fold(v), rank, v, iri, kind) for rank, v in named if fold(v)]

    def search(self, text: str, kind: str | None, limit: int) -> list[dict[str, object]]:
        """Find what has a name with this text in it: whole names first, then beginnings, then the rest.

        Agreements have no names of their own; they are found by those of their parties, drugs and antigens.
        """
        wanted = fold(text)
        if not wanted:
            return []
        best: dict[str, tuple[int, int, int, str, str]] = {}
        for name in self._names:
            if wanted not in name.folded:
                continue
            place = 0 if name.folded == wanted else 1 if name.folded.startswith(wanted) else 2
            key = (place, name.rank, len(name.folded), name.label.casefold(), name.kind)
            if name.iri not in best or key < best[name.iri]:
                best[name.iri] = key
        found = sorted(best, key=lambda iri: (best[iri], iri))
        if kind == "agreement":
            return [self._result(iri, "agreement") for iri in self._agreements(found, limit)]
        chosen = [iri for iri in found if kind in (None, best[iri][4])][:limit]
        results = [self._result(iri, best[iri][4]) for iri in chosen]
        if kind is None and len(results) < limit:
            results += [
                self._result(iri, "agreement") for iri in self._agreements(found[:20], limit - len(results))
            ]
        return results

    def _agreements(self, entities: list[str], limit: int) -> list[str]:
        """Give the newest agreements of the things found, those of the best match first."""
        out: dict[str, None] = {}
        for iri in entities:
            own = [
                a for p in (t.PARTY, t.COVERS_DRUG, t.COVERS_ANTIGEN) for a in self._reader.subjects(p, iri)
            ]
            dated = sorted(
                set(own), key=lambda a: (self._reader.first(a, t.SIGNED_ON) or "", a), reverse=True
            )
            out.update(dict.fromkeys(dated))
            if len(out) >= limit:
                break
        return list(out)[:limit]

    def _result(self, iri: str, kind: str) -> dict[str, object]:
        return {
            "iri": iri,
            "kind": kind,
            "label": self._reader.label(iri),
            "alt": self._reader.values(iri, t.ALT_LABEL)[:8],
            "summary": self._summary(iri, kind),
        }

    def _summary(self, iri: str, kind: str) -> str:
        reader = self._reader
        if kind == "company":
            return _count(len(reader.subjects(t.PARTY, iri)), "deal")
        if kind == "antigen":
            return _count(len(reader.subjects(t.TARGETS, iri)), "drug")
        if kind == "drug":
            aims = [reader.label(a) for a in reader.values(iri, t.TARGETS)]
            parts = [reader.concept(iri, t.DRUG_KIND) or "", f"directed to {', '.join(aims)}" if aims else ""]
            return ", ".join(p for p in parts if p)
        drugs = [reader.label(d) for d in reader.values(iri, t.COVERS_DRUG)]
        parts = [
            reader.first(iri, t.SIGNED_ON) or "",
            reader.concept(iri, t.AGREEMENT_STATUS) or "",
            ", ".join(drugs),
        ]
        return ", ".join(p for p in parts if p)


def _count(number: int, noun: str) -> str:
    """Write a number of things.

    >>> _count(1, "deal"), _count(3, "deal")
    ('1 deal', '3 deals')
    """
    return f"{number} {noun}" + ("" if number == 1 else "s")
