"""The default graph: what all filings state together, each fact once.

Ordinary SPARQL reads it without a GRAPH clause. It is made from the sorted lines of the named graphs, one
resource at a time, in the memory of one resource. Where filings differ on what can have one value only, the
latest filing's stands; the others remain in their named graphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from dealgraph.rdf import terms as t
from dealgraph.rdf.nquads import iri, split

#: Resources of evidence stay in the named graphs.
_EVIDENCE = tuple(f"<{t.ID}{kind}/" for kind in ("mention", "assertion"))

#: Properties of which a resource has one value at most.
SINGLE = frozenset(
    f"<{p}>"
    for p in (
        t.AGREEMENT_STATUS, t.EXCLUSIVITY, t.PHASE_AT_SIGNING, t.SIGNED_ON, t.TERRITORY, t.TERM_KIND,
        t.AMOUNT, t.CURRENCY, t.AMOUNT_QUALIFIER, t.DISCLOSURE, t.TRIGGER, t.MILESTONE_STATUS,
        t.MILESTONE_KIND, t.PAYER, t.PAYEE, t.ACHIEVED_ON, t.SALES_THRESHOLD, t.ORDINAL, t.DRUG_KIND,
        t.PHASE, t.SIC_CODE, t.STATE_OF_INCORPORATION,
    )
)  # fmt: skip
_PREF, _ALT = f"<{t.PREF_LABEL}>", f"<{t.ALT_LABEL}>"
_DATES = frozenset({f"<{t.SIGNED_ON}>", f"<{t.ACHIEVED_ON}>"})
_STATUS, _AMOUNT, _DISCLOSURE = (f"<{p}>" for p in (t.MILESTONE_STATUS, t.AMOUNT, t.DISCLOSURE))
#: A milestone once achieved stays so, though later filings copy the old schedule of payments.
_PROGRESS = {
    iri(t.concept_iri("milestone-status", w)): n for n, w in enumerate(("potential", "expected", "achieved"))
}
_LEFT_OUT = frozenset({f"<{t.CONFIDENCE}>", f"<{t.EXTRACTED_BY}>"})
_DERIVED = f"<{t.WAS_DERIVED_FROM}>"
_COMPANY = f"<{t.ID}company/"
_FILING = f"<{t.ID}filing/"
_FACT = tuple(f"<{t.ID}{k}/" for k in ("company", "drug", "antigen", "agreement", "term", "milestone"))


def merged_lines(lines: Iterable[str], filed: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """Give the default graph's lines, sorted.

    Args:
        lines: The lines of all named graphs, sorted, without line ends.
        filed: For each graph as it is written in a line ("<...>"), what to sort filings by: (date, key).
    """
    for subject, group in groupby(lines, key=lambda line: line[: line.index(" ")]):
        if not subject.startswith(_EVIDENCE):
            yield from sorted(_one(subject, group, filed))


def _one(subject: str, group: Iterable[str], filed: Mapping[str, tuple[str, str]]) -> set[str]:
    """Merge what the filings say of one resource."""
    single: dict[str, list[tuple[tuple[str, str], str]]] = {}
    out: set[str] = set()
    graphs: set[str] = set()
    labels: list[str] = []
    alternatives: set[str] = set()
    for line in group:
        _, predicate, value, graph = split(line)
        graphs.add(graph)
        if predicate in SINGLE:
            single.setdefault(predicate, []).append((filed.get(graph, ("", graph)), value))
        elif predicate == _PREF:
            labels.append(value)
        elif predicate == _ALT:
            alternatives.add(value)
        elif predicate not in _LEFT_OUT and predicate != _DERIVED:
            out.add(f"{subject} {predicate} {value} .")
    if _AMOUNT in single:
        single.pop(_DISCLOSURE, None)
        out.add(f"{subject} {_DISCLOSURE} {iri(t.concept_iri('disclosure', 'known'))} .")
    out |= {f"{subject} {p} {_latest(p, values)} ." for p, values in single.items()}
    if labels:
        best = _best_label(labels, subject.startswith(_COMPANY))
        out.add(f"{subject} {_PREF} {best} .")
        out |= {f"{subject} {_ALT} {v} ." for v in {*labels, *alternatives} if v != best}
    if subject.startswith(_FACT):
        out |= {f"{subject} {_DERIVED} {g} ." for g in graphs if g.startswith(_FILING)}
    return out


def _latest(predicate: str, values: list[tuple[tuple[str, str], str]]) -> str:
    """The latest filing's value; of dates, the most precise among those that agree with it."""
    if predicate == _STATUS:
        return max((v for _, v in values), key=lambda v: (_PROGRESS.get(v, -1), v))
    value = max(values)[1]
    if predicate in _DATES:
        stated = value.split('"')[1]
        finer = [v for _, v in values if v.split('"')[1].startswith(stated)]
        value = max(finer, key=lambda v: (len(v.split('"')[1]), v))
    return value


def _best_label(labels: list[str], company: bool) -> str:
    """The label that most filings use; a company's in a header's capitals only where there is no other."""
    counts = Counter(labels)
    return min(counts, key=lambda v: (company and v.upper() == v and len(v) > 8, -counts[v], -len(v), v))


def graph_name(filing: str) -> str:
    """Give a filing's graph as it is written in a line."""
    return iri(filing)
