"""Counts and sums for charts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from dealgraph.rdf import terms as t
from dealgraph.serve.reading import Reader

BY = ("year", "partner", "status")
_MOST_PARTNERS = 50
_UPFRONT = t.concept_iri("term-kind", "upfront")


@dataclass(frozen=True, slots=True)
class _Row:
    """One agreement or milestone: what it can be chosen by, and its money."""

    year: str
    status: str
    types: frozenset[str]
    companies: frozenset[str]
    currency: str | None
    amount: Decimal


class Table:
    """All agreements, with their upfront payments, and all milestones: made once for a dataset."""

    def __init__(self, reader: Reader, labels: Reader | None = None) -> None:
        self._reader, self._labels = reader, labels or reader
        self._types: dict[str, frozenset[str]] = {}
        self._parties: dict[str, frozenset[str]] = {}
        self.deals = [self._deal(iri) for iri in reader.members(t.AGREEMENT)]
        self.milestones = [self._milestone(iri) for iri in reader.members(t.MILESTONE)]

    def _deal(self, iri: str) -> _Row:
        read = self._reader
        self._types[iri] = frozenset(read.word(c) for c in read.values(iri, t.AGREEMENT_TYPE))
        self._parties[iri] = frozenset(read.values(iri, t.PARTY))
        currency, total = None, Decimal(0)
        for term in read.values(iri, t.HAS_TERM):
            amount = read.amount(term) if read.first(term, t.TERM_KIND) == _UPFRONT else None
            if amount is not None and (money := read.first(term, t.CURRENCY)) in (currency or money, None):
                currency, total = money, total + amount
        year = (read.first(iri, t.SIGNED_ON) or "")[:4]
        status = read.concept(iri, t.AGREEMENT_STATUS) or ""
        return _Row(year, status, self._types[iri], self._parties[iri], currency, total)

    def _milestone(self, iri: str) -> _Row:
        read = self._reader
        agreements = read.subjects(t.HAS_MILESTONE, iri)
        types = frozenset(w for a in agreements for w in self._types.get(a, ()))
        who = {*read.values(iri, t.PAYER), *read.values(iri, t.PAYEE)}
        who.update(p for a in agreements for p in self._parties.get(a, ()))
        date = read.first(iri, t.ACHIEVED_ON) or next(
            (d for a in agreements if (d := read.first(a, t.SIGNED_ON))), ""
        )
        amount, status = read.amount(iri), read.concept(iri, t.MILESTONE_STATUS) or ""
        money = None if amount is None else read.first(iri, t.CURRENCY)
        return _Row(date[:4], status, types, frozenset(who), money, amount or Decimal(0))

    def series(
        self,
        by: str,
        *,
        company: str | None = None,
        kind: str | None = None,
        status: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> list[dict[str, object]]:
        """Give one item for each key and currency.

        By year and by partner, deals are counted, with the sums of their upfront payments; by status, milestones, with
        theirs. What has no disclosed amount counts under the currency None.
        """
        rows = [
            r
            for r in (self.milestones if by == "status" else self.deals)
            if (company is None or company in r.companies)
            and (kind is None or kind in r.types)
            and (status is None or status == r.status)
            and (since is None or r.year >= since)
            and (until is None or ("" < r.year <= until))
        ]
        counts: dict[tuple[str, str], tuple[int, Decimal]] = defaultdict(lambda: (0, Decimal(0)))
        for row in rows:
            for key in self._keys(row, by, company):
                count, total = counts[key, row.currency or ""]
                counts[key, row.currency or ""] = (count + 1, total + row.amount)
        return self._listed(counts, by)

    def _keys(self, row: _Row, by: str, company: str | None) -> list[str]:
        if by == "partner":
            return sorted(row.companies - {company})
        return [row.year or "not stated"] if by == "year" else [row.status or "not stated"]

    def _listed(self, counts: dict[tuple[str, str], tuple[int, Decimal]], by: str) -> list[dict[str, object]]:
        keys = sorted({key for key, _ in counts})
        if by == "partner":
            sums: dict[str, int] = {}
            for (key, _), (n, _) in counts.items():
                sums[key] = sums.get(key, 0) + n
            keys = sorted(keys, key=lambda k: (-sums[k], k))[:_MOST_PARTNERS]
        place = {key: n for n, key in enumerate(keys)}
        out: list[dict[str, object]] = []
        for (key, currency), (count, total) in sorted(
            (x for x in counts.items() if x[0][0] in place), key=lambda x: (place[x[0][0]], x[0][1])
        ):
            item: dict[str, object] = {"key": key, "count": count, "sum": total, "currency": currency or None}
            if by == "partner":
                item |= {"key": self._labels.label(key), "iri": key}
            out.append(item)
        return out
