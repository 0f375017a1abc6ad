"""From a `Reading` to frozen facts with ids, in order of first mention."""

from __future__ import annotations

from dealgraph.extract.mentions import Mention, MentionIndex
from dealgraph.extract.reading import Deal, MilestoneDraft, Reading, TermDraft
from dealgraph.facts import (
    Agreement,
    Antigen,
    Company,
    Drug,
    FilingFacts,
    Milestone,
    Party,
    Span,
    Target,
    Term,
)

#: Mentions kept per entity: enough to show, few enough to keep a graph small.
_MENTIONS_KEPT = 8


def assemble(reading: Reading) -> FilingFacts:
    """Freeze what was found. Companies that take part in nothing are left out, but for the filer."""
    companies = _companies(reading)
    return FilingFacts(
        companies=companies,
        antigens=tuple(
            Antigen(
                f"a{i}",
                a.name,
                tuple(a.aliases),
                _spans(reading, reading.substances.antigen_mentions, i),
                a.exact_match,
            )
            for i, a in enumerate(reading.substances.antigens)
        ),
        drugs=_drugs(reading),
        agreements=tuple(_agreement(i, deal) for i, deal in enumerate(reading.deals)),
        milestones=tuple(_milestone(i, m) for i, m in enumerate(reading.milestones)),
        rejects=tuple(reading.rejects),
    )


def _spans(reading: Reading, index: MentionIndex, entity: int) -> tuple[Span, ...]:
    named: list[Mention] = [m for m in index.of(entity) if not m.generic]
    return tuple(reading.pages[m.page].span(m.start, m.end) for m in named[:_MENTIONS_KEPT])


def _companies(reading: Reading) -> tuple[Company, ...]:
    active = {c for deal in reading.deals for c, _ in deal.parties}
    active |= {c for m in reading.milestones for c in (m.payer, m.payee) if c is not None}
    active |= {c for drug in reading.substances.drugs for c, _ in drug.developers}
    return tuple(
        Company(
            f"c{i}", c.name, tuple(c.aliases), _spans(reading, reading.companies.mentions, i), c.cik, c.ticker
        )
        for i, c in enumerate(reading.companies.entities)
        if i in active or c.filer
    )


def _drugs(reading: Reading) -> tuple[Drug, ...]:
    out = []
    for i, drug in enumerate(reading.substances.drugs):
        support = [("developer", f"c{c}", span) for c, span in drug.developers]
        support += [("component", f"d{c}", span) for c, span in drug.components]
        out.append(
            Drug(
                f"d{i}",
                drug.name,
                tuple(drug.aliases),
                kind=drug.kind,
                targets=tuple(
                    Target(f"a{t.antigen}", t.evidence, t.confidence, t.mechanism)
                    for t in reading.substances.targets
                    if t.drug == i
                ),
                developers=tuple(dict.fromkeys(f"c{c}" for c, _ in drug.developers)),
                indications=tuple(drug.indications),
                components=tuple(dict.fromkeys(f"d{c}" for c, _ in drug.components)),
                phase=drug.phase,
                mentions=_spans(reading, reading.substances.drug_mentions, i),
                support=tuple(support),
                confidence=drug.confidence,
            )
        )
    return tuple(out)


def _agreement(index: int, deal: Deal) -> Agreement:
    return Agreement(
        f"g{index}",
        types=tuple(dict.fromkeys(deal.types)),
        parties=tuple(Party(f"c{c}", role) for c, role in dict(deal.parties).items()),
        date=deal.date,
        status=deal.status,
        drugs=tuple(dict.fromkeys(f"d{d}" for d in deal.drugs)),
        antigens=tuple(dict.fromkeys(f"a{a}" for a in deal.antigens)),
        exclusivity=deal.exclusivity,
        territory=deal.territory,
        terms=tuple(_term(t) for t in deal.terms),
        evidence=tuple(dict.fromkeys(deal.evidence)),
        confidence=deal.confidence,
    )


def _term(term: TermDraft) -> Term:
    return Term(
        term.kind,
        term.amount,
        term.currency,
        term.qualifier,
        term.rate,
        "undisclosed" if term.amount is None and term.rate is None else "known",
        (term.evidence,),
        term.confidence,
    )


def _milestone(index: int, draft: MilestoneDraft) -> Milestone:
    return Milestone(
        f"m{index}",
        agreement=None if draft.deal is None else f"g{draft.deal}",
        amount=draft.amount,
        currency=draft.currency,
        qualifier=draft.qualifier,
        status=draft.status,
        kind=draft.kind,
        trigger=draft.trigger,
        payer=None if draft.payer is None else f"c{draft.payer}",
        payee=None if draft.payee is None else f"c{draft.payee}",
        date=draft.date,
        drugs=tuple(dict.fromkeys(f"d{d}" for d in draft.drugs)),
        evidence=tuple(dict.fromkeys(draft.evidence)),
        confidence=draft.confidence,
        ordinal=draft.ordinal,
        disclosure="undisclosed" if draft.amount is None else "known",
        sales_threshold=draft.sales_threshold,
    )
