"""The default graph: what all filings state together, each fact once.

Ordinary SPARQL reads it without a GRAPH clause. It is made from the sorted lines of the named graphs, one
resource at a time, in the memory of one resource. Where filings differ on what can have one value only, the
latest filing's stands; the others remain in their named graphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType

from dealgraph.rdf import terms as t
from dealgraph.rdf.nquads import iri, literal, split
from dealgraph.rdf.quads import EDGAR_COMPANY, REGISTERS
from dealgraph.resolve.identities import digest

#: Resources of evidence stay in the named graphs.
_EVIDENCE = tuple(f"<{t.ID}{kind}/" for kind in ("mention", "assertion"))

#: Properties of which a resource has one value at most.
SINGLE = frozenset(
    f"<{p}>"
    for p in (
        t.AGREEMENT_STATUS, t.EXCLUSIVITY, t.PHASE_AT_SIGNING, t.SIGNED_ON, t.TERRITORY, t.TERM_KIND,
        t.AMOUNT, t.CURRENCY, t.AMOUNT_QUALIFIER, t.DISCLOSURE, t.TRIGGER, t.MILESTONE_STATUS,
        t.MILESTONE_KIND, t.PAYER, t.PAYEE, t.ACHIEVED_ON, t.SALES_THRESHOLD, t.ORDINAL, t.DRUG_KIND,
        t.PHASE, t.SIC_CODE, t.STATE_OF_INCORPORATION, t.QUOTE,
    )
)  # fmt: skip
#: Those in which two values contradict each other. Others differ in wording (trigger, territory) or change with
#: time (a status, a phase, a state of incorporation).
CONTRADICTING = frozenset(
    f"<{p}>"
    for p in (
        t.AMOUNT, t.CURRENCY, t.AMOUNT_QUALIFIER, t.SIGNED_ON, t.ACHIEVED_ON, t.PAYER, t.PAYEE, t.EXCLUSIVITY,
        t.SALES_THRESHOLD, t.ORDINAL,
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


#: What an amendment tells anew, subject by subject; companies, drugs and antigens are told by all filings.
_RESTATED = tuple(f"<{t.ID}{k}/" for k in ("agreement", "term", "milestone"))
_PAYMENTS = frozenset({f"<{t.HAS_TERM}>", f"<{t.HAS_MILESTONE}>"})
_IDENTIFIED = re.compile(rf"<{re.escape(t.ID)}(?:company/cik-([0-9]{{10}})|antigen/hgnc-([0-9]+))>")
#: Predicate, value and graph of a statement, as they are written.
_Statement = tuple[str, str, str]
_Ranks = Mapping[str, tuple[str, str]]


def merged_lines(
    lines: Iterable[str], filed: _Ranks, amended: Mapping[str, frozenset[str]] = MappingProxyType({})
) -> Iterator[str]:
    """Give the default graph's lines, sorted.

    Args:
        lines: The lines of all named graphs, sorted, without line ends.
        filed: For each graph as it is written in a line ("<...>"), what to sort filings by: (date, key).
        amended: For each graph of an amended filing, as written, the graphs of those that amend it.
    """
    superseding: dict[str, list[str]] = {}
    for old, news in amended.items():
        for new in news:
            superseding.setdefault(new, []).append(old)
    withdrawn: set[tuple[str, str]] = set()
    for subject, group in groupby(lines, key=lambda line: line[: line.index(" ")]):
        if subject.startswith(_EVIDENCE):
            continue
        statements = [split(line)[1:] for line in group]
        if amended and subject.startswith(_RESTATED):
            statements = _restated(subject, statements, amended, withdrawn)
        if statements:
            out = _one(subject, statements, filed)
            out |= {f"{subject} <{t.SUPERSEDES}> {old} ." for old in superseding.get(subject, ())}
            yield from sorted(out)


def _restated(
    subject: str,
    statements: list[_Statement],
    amended: Mapping[str, frozenset[str]],
    withdrawn: set[tuple[str, str]],
) -> list[_Statement]:
    """Leave out what an amended filing said of a deal or payment that its amendment tells anew.

    A payment of a deal that the amendment tells with payments, but without this one, is withdrawn. Agreements sort
    before milestones and terms, so what is withdrawn is known when its turn comes.
    """
    graphs = {graph for *_, graph in statements}
    paying = {graph for predicate, _, graph in statements if predicate in _PAYMENTS}
    kept = []
    for predicate, value, graph in statements:
        news = amended.get(graph, frozenset())
        if predicate in _PAYMENTS:
            if news & paying:
                withdrawn.add((value, graph))
                continue
        elif news & graphs or (subject, graph) in withdrawn:
            continue
        kept.append((predicate, value, graph))
    return kept


def _one(subject: str, statements: Iterable[_Statement], filed: _Ranks) -> set[str]:
    """Merge what the filings say of one resource."""
    single: dict[str, list[tuple[tuple[str, str], str, str]]] = {}
    out: set[str] = set()
    graphs: set[str] = set()
    labels: list[str] = []
    alternatives: set[str] = set()
    for predicate, value, graph in statements:
        graphs.add(graph)
        if predicate in SINGLE:
            single.setdefault(predicate, []).append((filed.get(graph, ("", graph)), value, graph))
        elif predicate == _PREF:
            labels.append(value)
        elif predicate == _ALT:
            alternatives.add(value)
        elif predicate not in _LEFT_OUT and predicate != _DERIVED:
            out.add(f"{subject} {predicate} {value} .")
    if _AMOUNT in single:
        single.pop(_DISCLOSURE, None)
        out.add(f"{subject} {_DISCLOSURE} {iri(t.concept_iri('disclosure', 'known'))} .")
    for predicate, values in single.items():
        best = _latest(predicate, [(rank, value) for rank, value, _ in values])
        out.add(f"{subject} {predicate} {best} .")
        if predicate in CONTRADICTING and subject.startswith(_RESTATED):
            out.update(_conflict(subject, predicate, values))
    if labels:
        best = _best_label(labels, subject.startswith(_COMPANY))
        out.add(f"{subject} {_PREF} {best} .")
        out |= {f"{subject} {_ALT} {v} ." for v in {*labels, *alternatives} if v != best}
    if subject.startswith(_FACT):
        out |= {f"{subject} {_DERIVED} {g} ." for g in graphs if g.startswith(_FILING)}
    return out | _registers(subject)


def _registers(subject: str) -> set[str]:
    """Lead from a company to its page at EDGAR and from an antigen to its gene, whoever told us which."""
    found = _IDENTIFIED.fullmatch(subject)
    if found is None:
        return set()
    if found[2]:
        return {f"{subject} <{t.EXACT_MATCH}> <{REGISTERS['HGNC']}{found[2]}> ."}
    page = f"{subject} <{t.EXACT_MATCH}> <{EDGAR_COMPANY}{found[1]}> ."
    return {page, f"{subject} <{t.CIK}> {literal(found[1])} ."}


def _conflict(subject: str, predicate: str, values: Iterable[tuple[object, str, str]]) -> Iterator[str]:
    """Give, where filings contradict one another, a node for each value with the filings that state it.

    The nodes are named under their subject, so that they sort beside it.
    """
    stated: dict[str, set[str]] = {}
    for _, value, graph in values:
        stated.setdefault(value, set()).add(graph)
    if predicate in _DATES:
        # A less precise date is no contradiction.
        text = {v: v.split('"')[1] for v in stated}
        for value in sorted(stated, key=lambda v: len(text[v])):
            finer = [v for v in stated if v != value and text[v].startswith(text[value])]
            if finer:
                stated[max(finer)] |= stated.pop(value)
    if len(stated) < 2:
        return
    for value, graphs in stated.items():
        node = f"{subject[:-1]}/conflict/{digest(predicate, value)}>"
        yield f"{subject} <{t.HAS_CONFLICT}> {node} ."
        yield f"{node} <{t.RDF_TYPE}> <{t.CONFLICTING_VALUE}> ."
        yield f"{node} <{t.RDF_SUBJECT}> {subject} ."
        yield f"{node} <{t.RDF_PREDICATE}> {predicate} ."
        yield f"{node} <{t.RDF_OBJECT}> {value} ."
        yield from (f"{node} {_DERIVED} {g} ." for g in graphs)


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
