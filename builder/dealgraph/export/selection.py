"""Which part of a graph is exported: named companies, drugs and antigens, years, and how far around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dealgraph.errors import InputError
from dealgraph.export.model import first_day
from dealgraph.rdf import terms as t

if TYPE_CHECKING:
    from dealgraph.export.merged import Merged

#: Properties that become edges, in the order in which they are written.
LINKS = (
    *t.ROLE_PROPERTIES.values(),
    t.PARTY,
    t.COVERS_DRUG,
    t.COVERS_ANTIGEN,
    t.HAS_TERM,
    t.HAS_MILESTONE,
    t.AMENDS,
    t.TERMINATES,
    t.PAYER,
    t.PAYEE,
    t.CONCERNS_DRUG,
    t.TARGETS,
    t.DEVELOPED_BY,
    t.HAS_COMPONENT,
)
LINKS = tuple(dict.fromkeys(LINKS))
_LINKS = frozenset(LINKS)


@dataclass(frozen=True, slots=True)
class Selection:
    """What to export. An empty selection is the whole graph.

    Attributes:
        companies: Names, CIKs or IRIs from which to start; so too `drugs` and `antigens`.
        since: First year of the deals; a deal's year is that of its signing, else of the first filing
            that tells of it, and also that of each of its milestones.
        until: Last year of the deals.
        depth: How many steps to go from what is named (a deal is one step, its other parties two), or
            from the deals of the years. Default: 2 from what is named, 1 from deals.
    """

    companies: tuple[str, ...] = ()
    drugs: tuple[str, ...] = ()
    antigens: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    depth: int | None = None

    def __post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.since > self.until:
            raise InputError(
                f"The years {self.since} to {self.until} end before they begin",
                where="selection",
                suggestion="Give the earlier year as since",
            )
        if self.depth is not None and self.depth < 0:
            raise InputError("The depth is negative", where="selection", suggestion="Give 0 or more")
        if self.depth is not None and not self:
            raise InputError(
                "There is nothing to count the depth from",
                where="selection",
                suggestion="Name a company, a drug, an antigen or years too",
            )

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return bool(self.companies or self.drugs or self.antigens or self._dated)

    @property
    def _dated(self) -> bool:
        return self.since is not None or self.until is not None

    def within(self, year: int | None) -> bool:
        """Whether a year is among those selected.

        >>> Selection(since=2005).within(2004), Selection().within(None)
        (False, True)
        """
        if not self._dated:
            return True
        return year is not None and (self.since or year) <= year <= (self.until or year)

    def seeds(self, merged: Merged) -> list[str]:
        """Find what is named.

        Raises:
            ValidationError: The graph has nothing of a name, or several things.
        """
        from dealgraph.query.terms import to_term

        found: list[str] = []
        for kind, names in (("company", self.companies), ("drug", self.drugs), ("antigen", self.antigens)):
            for name in names:
                term = to_term(merged.store, kind, name, where=f"--{kind}")
                found.append(term.removeprefix("<").removesuffix(">"))
        return found

    def iris(self, merged: Merged) -> frozenset[str] | None:
        """Give the resources that are selected; None for all.

        Raises:
            ValidationError: The graph has nothing of a name, or several things.
        """
        if not self:
            return None
        years = _Years(self, merged)
        start = self.seeds(merged)
        depth = 2 if self.depth is None else self.depth
        if not start:
            depth = 1 if self.depth is None else self.depth
            deals = (*merged.iris(t.AGREEMENT), *merged.iris(t.MILESTONE))
            start = [iri for iri in deals if years.keeps(iri)]
        return frozenset(_reach(merged, start, depth, years))


class _Years:
    """Tells which agreements, terms and milestones belong to a deal of the years; asks once for each."""

    def __init__(self, selection: Selection, merged: Merged) -> None:
        self.selection, self.merged = selection, merged
        self._known: dict[str, bool] = {}

    def keeps(self, iri: str) -> bool:
        """Whether a resource belongs to the years; companies, drugs and antigens always do."""
        if not self.selection._dated:
            return True
        if iri not in self._known:
            self._known[iri] = self._decide(iri)
        return self._known[iri]

    def _decide(self, iri: str) -> bool:
        kind = self.merged.kind(iri)
        if kind == "agreement":
            return self._agreement(iri)
        if kind in ("term", "milestone"):
            link = t.HAS_TERM if kind == "term" else t.HAS_MILESTONE
            deals = self.merged.subjects(link, iri)
            return any(self.keeps(d) for d in deals) if deals else self._own(iri, t.ACHIEVED_ON)
        return True

    def _agreement(self, iri: str) -> bool:
        if self._own(iri, t.SIGNED_ON):
            return True
        milestones = self.merged.objects(iri, t.HAS_MILESTONE)
        return any(self._stated(m, t.ACHIEVED_ON) for m in milestones)

    def _own(self, iri: str, prop: str) -> bool:
        if self.merged.objects(iri, prop):
            return self._stated(iri, prop)
        filings = (self.merged.filing(f) for f in self.merged.objects(iri, t.WAS_DERIVED_FROM))
        days = [day for _, day in filings if day]
        return self.selection.within(min(days).year if days else None)

    def _stated(self, iri: str, prop: str) -> bool:
        days = (first_day(d) for d in self.merged.objects(iri, prop))
        return any(self.selection.within(day.year) for day in days if day)


def _reach(merged: Merged, start: Iterable[str], depth: int, years: _Years) -> set[str]:
    """Go along the links, in both directions, so many steps."""
    seen = set(start)
    edge = sorted(seen)
    for _ in range(depth):
        found: set[str] = set()
        for iri in edge:
            facts = merged.about(iri)
            found.update(v for link in LINKS for v in facts.get(link, ()))
            found.update(merged.linking(iri, _LINKS))
        edge = sorted(i for i in found - seen if merged.kind(i) and years.keeps(i))
        seen.update(edge)
    return seen
