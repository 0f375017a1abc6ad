"""What may enter the graph: facts whose evidence is in the text, word for word. The rest is kept as rejects.

An extractor is not trusted (it may be a model that makes things up): each span is compared, character for
character, with the document that it names. What falls takes whatever refers to it along: no id dangles.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from dealgraph.facts import (
    ROLES,
    SCHEMES,
    Agreement,
    Antigen,
    Company,
    Drug,
    FilingFacts,
    Milestone,
    Reject,
    Span,
)
from dealgraph.filing import Filing
from dealgraph.resolve.names import company_name

#: ISO 3166-1 alpha-2 and UN M49 codes.
TERRITORY = re.compile(r"[A-Z]{2}|[0-9]{3}")

NO_EVIDENCE = "no evidence"
NOT_IN_TEXT = "evidence is not in the text"
UNKNOWN_ID = "refers to nothing in this filing"
UNKNOWN_WORD = "word is not in the vocabulary"
NO_PARTY = "no party left"
DUPLICATE_ID = "id used twice"


def verify(filing: Filing, facts: FilingFacts) -> FilingFacts:
    """Keep the facts whose evidence is in the filing's text; move the others to the rejects.

    Args:
        filing: The filing with its documents' text.
        facts: What an extractor found in it.

    >>> from dealgraph.filing import Document
    >>> filing = Filing("a", "8-K", (Document(1, "8-K", "a.txt", "Arbor paid."),))
    >>> kept = verify(filing, FilingFacts(companies=(Company("c1", "Arbor", (), (Span(1, 0, 5, "Elder"),)),)))
    >>> kept.companies, kept.rejects[0].reason
    ((), 'evidence is not in the text')
    """
    return _Verifier(filing, facts.rejects).run(facts)


def drop(facts: FilingFacts, ids: Container[str], reason: str) -> FilingFacts:
    """Give the facts without the items of these ids and without what can't stand without them."""
    verifier = _Verifier(None, facts.rejects)
    verifier.dropped = ids
    verifier.drop_reason = reason
    return verifier.run(facts)


class _Verifier:
    """One pass over one filing's facts, entities first: references are checked against what was kept."""

    def __init__(self, filing: Filing | None, rejects: Sequence[Reject]) -> None:
        self.filing = filing
        self.texts = None if filing is None else {d.sequence: d.text for d in filing.documents}
        self.rejects = list(rejects)
        self.dropped: Container[str] = ()
        self.drop_reason = ""
        self.kept: set[str] = set()

    def run(self, facts: FilingFacts) -> FilingFacts:
        companies = tuple(c for c in facts.companies if self.entity("company", c, c.mentions))
        companies = tuple(replace(c, mentions=self.good(c.mentions)) for c in companies)
        antigens = tuple(a for a in facts.antigens if self.entity("antigen", a, a.mentions))
        antigens = tuple(replace(a, mentions=self.good(a.mentions)) for a in antigens)
        drugs = tuple(d for d in facts.drugs if self.entity("drug", d, d.mentions))
        drugs = tuple(self.drug(d) for d in drugs)
        agreements = tuple(x for x in map(self.agreement, facts.agreements) if x)
        amended = tuple(self.agreement_links(x) for x in agreements)
        milestones = tuple(x for x in map(self.milestone, facts.milestones) if x)
        return FilingFacts(
            companies, antigens, drugs, amended, milestones, tuple(dict.fromkeys(self.rejects))
        )

    # --- evidence -------------------------------------------------------------------------------

    def good(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        unique = dict.fromkeys(spans)
        if self.texts is None:
            return tuple(unique)
        return tuple(s for s in unique if s.text and self.holds(s))

    def holds(self, span: Span) -> bool:
        text = (self.texts or {}).get(span.document)
        return (
            text is not None
            and 0 <= span.start < span.end <= len(text)
            and text[span.start : span.end] == span.text
        )

    def supported(self, kind: str, label: str, spans: Sequence[Span]) -> bool:
        if self.good(spans):
            return True
        self.reject(kind, NOT_IN_TEXT if spans else NO_EVIDENCE, label, spans)
        return False

    def reject(self, kind: str, reason: str, label: str, spans: Sequence[Span] = ()) -> None:
        self.rejects.append(Reject(kind, reason, label[:300], next(iter(self.good(spans)), None)))

    def admit(self, kind: str, ident: str, label: str, spans: Sequence[Span]) -> bool:
        if ident in self.dropped:
            self.reject(kind, self.drop_reason, label, spans)
        elif ident in self.kept:
            self.reject(kind, DUPLICATE_ID, label, spans)
        elif self.supported(kind, label, spans):
            return True
        return False

    def in_header(self, company: Company) -> bool:
        """Whether the header names the company: its evidence where the text says only "we"."""
        if self.filing is None:
            return True
        return any(
            (company.cik and company.cik == f.cik)
            or company_name(company.name).text in {company_name(n).text for n in (f.name, *f.former_names)}
            for f in self.filing.filers
            if f.role != "reporting owner"
        )

    def entity(self, kind: str, item: Company | Antigen | Drug, spans: Sequence[Span]) -> bool:
        stated = isinstance(item, Company) and not self.good(spans) and self.in_header(item)
        if stated and item.id not in self.dropped and item.id not in self.kept:
            self.kept.add(item.id)
            return True
        ok = bool(item.name.strip()) and self.admit(kind, item.id, item.name, spans)
        if ok:
            self.kept.add(item.id)
        return ok

    def refs(self, kind: str, label: str, ids: Iterable[str]) -> tuple[str, ...]:
        kept: dict[str, None] = {}
        for ident in ids:
            if ident in self.kept:
                kept[ident] = None
            else:
                self.reject(kind, UNKNOWN_ID, f"{label}: {ident}")
        return tuple(kept)

    def word(self, kind: str, scheme: str, value: str | None, label: str) -> str | None:
        if value is None or value in SCHEMES[scheme]:
            return value
        self.reject(kind, UNKNOWN_WORD, f"{label}: {value}")
        return None

    def territories(self, label: str, codes: Iterable[str]) -> tuple[str, ...]:
        for code in codes:
            if not TERRITORY.fullmatch(code):
                self.reject("territory", UNKNOWN_WORD, f"{label}: {code}")
        return tuple(c for c in codes if TERRITORY.fullmatch(c))

    # --- facts ----------------------------------------------------------------------------------

    def drug(self, drug: Drug) -> Drug:
        targets = {}
        for target in drug.targets:
            label = f"{drug.name} targets {target.antigen}"
            if self.refs("target", label, [target.antigen]) and self.supported(
                "target", label, [target.evidence]
            ):
                targets[target.antigen, target.evidence] = target
        developers = self.refs("developer", drug.name, drug.developers)
        components = tuple(c for c in self.refs("component", drug.name, drug.components) if c != drug.id)
        backed = {*developers, *components}
        return replace(
            drug,
            kind=self.word("drug", "drug-kind", drug.kind, drug.name),
            phase=self.word("drug", "phase", drug.phase, drug.name),
            targets=tuple(targets.values()),
            developers=developers,
            components=components,
            mentions=self.good(drug.mentions),
            support=tuple(s for s in drug.support if s[1] in backed and self.good([s[2]])),
        )

    def agreement(self, a: Agreement) -> Agreement | None:
        label = f"{'/'.join(a.types)} agreement {a.date or ''}".strip()
        if not self.admit("agreement", a.id, label, a.evidence):
            return None
        parties = tuple(
            replace(p, role=p.role if p.role in ROLES else "partner")
            for p in dict.fromkeys(a.parties)
            if self.refs("party", label, [p.company])
        )
        types = tuple(t for t in dict.fromkeys(a.types) if self.word("agreement", "agreement-type", t, label))
        if not parties:
            self.reject("agreement", NO_PARTY, label, a.evidence)
            return None
        self.kept.add(a.id)
        terms = []
        for n, t in enumerate(a.terms):
            if f"{a.id}/term/{n}" in self.dropped:
                self.reject("term", self.drop_reason, t.kind, t.evidence)
            elif t.kind not in SCHEMES["term-kind"]:
                self.reject("term", UNKNOWN_WORD, t.kind, t.evidence)
            elif self.supported("term", f"{t.kind} {t.amount or ''}".strip(), t.evidence):
                qualifier = self.word("term", "amount-qualifier", t.qualifier, t.kind)
                disclosure = self.word("term", "disclosure", t.disclosure, t.kind)
                evidence = self.good(t.evidence)
                terms.append(replace(t, qualifier=qualifier, disclosure=disclosure, evidence=evidence))
        return replace(
            a,
            types=types or ("other",),
            parties=parties,
            status=self.word("agreement", "agreement-status", a.status, label) or "in force",
            exclusivity=self.word("agreement", "exclusivity", a.exclusivity, label),
            phase_at_signing=self.word("agreement", "phase", a.phase_at_signing, label),
            drugs=self.refs("agreement drug", label, a.drugs),
            antigens=self.refs("agreement antigen", label, a.antigens),
            territory_included=self.territories(label, a.territory_included),
            territory_excluded=self.territories(label, a.territory_excluded),
            terms=tuple(terms),
            evidence=self.good(a.evidence),
        )

    def agreement_links(self, a: Agreement) -> Agreement:
        """Links between agreements can only be checked once all agreements are known."""
        amends = tuple(x for x in self.refs("amends", a.id, a.amends) if x != a.id)
        terminates = tuple(x for x in self.refs("terminates", a.id, a.terminates) if x != a.id)
        return replace(a, amends=amends, terminates=terminates)

    def milestone(self, m: Milestone) -> Milestone | None:
        label = m.trigger or f"milestone of {m.amount or 'undisclosed amount'}"
        if not self.admit("milestone", m.id, label, m.evidence):
            return None
        self.kept.add(m.id)

        def one(kind: str, ident: str | None) -> str | None:
            return next(iter(self.refs(kind, label, [ident])), None) if ident else None

        return replace(
            m,
            agreement=one("milestone agreement", m.agreement),
            payer=one("payer", m.payer),
            payee=one("payee", m.payee),
            drugs=self.refs("milestone drug", label, m.drugs),
            status=self.word("milestone", "milestone-status", m.status, label) or "potential",
            kind=self.word("milestone", "milestone-kind", m.kind, label),
            qualifier=self.word("milestone", "amount-qualifier", m.qualifier, label),
            disclosure=self.word("milestone", "disclosure", m.disclosure, label),
            evidence=self.good(m.evidence),
        )
