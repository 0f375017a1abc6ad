"""Payment terms and milestones of the deals of a filing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dealgraph.extract.milestones import date_of, drugs_of, is_cumulative, kind_of_milestone, sales_threshold, trigger_of
from dealgraph.extract.money import Money, MoneyIndex, find_money
from dealgraph.extract.paycues import ACCOUNTING, NEGATED
from dealgraph.extract.payers import payer_and_payee
from dealgraph.extract.reading import Deal, MilestoneDraft, Reading, TermDraft
from dealgraph.extract.terms import Clause, clauses, kind_of, status_of
from dealgraph.extract.text import Page, Sentence
from dealgraph.extract.unpriced import unpriced_milestone, unpriced_terms
from dealgraph.facts import Reject

_OF_INTEREST = re.compile(r"[$€£¥₩]\s?[\d.\[*]|\b(?:million|royalt|milestone|upfront|up-front|maintenance fee|profit)", re.IGNORECASE)


def find_payments(reading: Reading) -> None:
    """Fill the terms of `reading.deals` and `reading.milestones` from the sentences that speak of the deals."""
    by_page: dict[int, dict[int, list[int]]] = {}
    for number, deal in enumerate(reading.deals):
        for page, sentence in deal.sentences:
            by_page.setdefault(page, {}).setdefault(sentence, []).append(number)
    for number in sorted(by_page):
        page = reading.pages[number]
        if not _OF_INTEREST.search(page.flat):
            continue
        money = MoneyIndex(find_money(page))
        for index in sorted(by_page[number]):
            sentence = page.sentences[index]
            if _OF_INTEREST.search(sentence.text):
                _read_sentence(reading, number, sentence, by_page[number][index], money)
    for deal in reading.deals:
        deal.terms = _tidy_terms(deal.terms)
    reading.milestones = _tidy_milestones(reading.milestones)


def _read_sentence(reading: Reading, number: int, sentence: Sentence, deals: list[int], money: MoneyIndex) -> None:
    page = reading.pages[number]
    text = sentence.text
    found = money.within(sentence.start, sentence.end)
    span = page.span(sentence.start, sentence.end)
    if ACCOUNTING.search(text) or NEGATED.search(text):
        if found:
            reading.rejects.append(Reject("payment", "accounting or negated", text[:200], span))
        return
    cut = clauses(text, sentence.start, found)
    chosen = _deal_of(reading, number, sentence, deals)
    for i, clause in enumerate(cut):
        deal = chosen if len(deals) == 1 else _fit(reading, deals, chosen, clause)
        kind = kind_of(clause, reading.deals[deal].types)
        if kind == "milestone":
            draft = _milestone(reading, number, sentence, deal, clause, i, len(cut))
            reading.milestones.append(draft)
        elif kind is not None:
            reading.deals[deal].terms.append(
                TermDraft(kind, clause.money.amount, clause.money.currency, clause.money.qualifier, None, span, 0.8)
            )
    for term in unpriced_terms(text, cut, span):
        reading.deals[chosen].terms.append(term)
    if not found and unpriced_milestone(text):
        blank = Clause(_no_money(sentence), text, text, "", text, text, False)
        reading.milestones.append(_milestone(reading, number, sentence, chosen, blank, 0, 1))


def _no_money(sentence: Sentence) -> Money:
    return Money(sentence.start, sentence.start, None, "USD", "exactly")


def _milestone(reading: Reading, number: int, sentence: Sentence, deal: int, clause: Clause, ordinal: int, several: int) -> MilestoneDraft:
    page = reading.pages[number]
    previous = page.sentences[sentence.index - 1].text if sentence.index else ""
    trigger = trigger_of(clause, previous)
    status = status_of(clause)
    payer, payee = payer_and_payee(reading, reading.deals[deal], number, sentence.start, sentence.end, clause.money.start)
    return MilestoneDraft(
        deal=deal,
        amount=clause.money.amount,
        currency=clause.money.currency if clause.money.amount is not None else None,
        qualifier=clause.money.qualifier if clause.money.amount is not None else None,
        status=status,
        kind=kind_of_milestone(trigger, clause),
        trigger=trigger,
        payer=payer,
        payee=payee,
        date=date_of(clause, page.flat, ordinal, several) if status == "achieved" else None,
        drugs=drugs_of(reading, reading.deals[deal], number, sentence.start, sentence.end),
        evidence=[page.span(sentence.start, sentence.end)],
        confidence=0.85 if trigger else 0.7,
        sales_threshold=sales_threshold(trigger, []),
    )


def _deal_of(reading: Reading, number: int, sentence: Sentence, deals: list[int]) -> int:
    """Choose the deal that a sentence speaks of: by its name, then by its parties, then the one met last."""
    if len(deals) == 1:
        return deals[0]
    text = sentence.text
    here = {m.entity for m in reading.companies_in(number, sentence.start, sentence.end) if not m.generic}

    def weight(d: int) -> tuple[int, int, int]:
        deal = reading.deals[d]
        named = any(name in text for name in deal.names)
        near = max((s.start for s in deal.evidence if s.document == reading.pages[number].document.sequence and s.start <= sentence.start), default=-1)
        return int(named), len({c for c, _ in deal.parties} & here), near

    return max(deals, key=lambda d: (*weight(d), -d))


def _fit(reading: Reading, deals: list[int], chosen: int, clause: Clause) -> int:
    """Give money for shares to the equity deal among the candidates, and other money to another."""
    equity = [d for d in deals if reading.deals[d].types == ["equity"]]
    if not equity or len(equity) == len(deals):
        return chosen
    kind = kind_of(clause, reading.deals[chosen].types)
    if kind == "equity":
        return equity[-1]
    return chosen if chosen not in equity else next(d for d in deals if d not in equity)


def _tidy_terms(terms: Iterable[TermDraft]) -> list[TermDraft]:
    """Keep one term per kind, amount and rate; a kind told with amounts needs no mention without."""
    out: list[TermDraft] = []
    seen = set()
    terms = list(terms)
    priced = {t.kind for t in terms if t.amount is not None or t.rate}
    for term in terms:
        key = (term.kind, term.amount, term.rate)
        if key in seen or (term.amount is None and not term.rate and term.kind in priced and term.kind != "other"):
            continue
        seen.add(key)
        out.append(term)
    return out


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"[a-z0-9-]{3,}", (text or "").lower())) - {"the", "and", "for", "with", "upon", "milestone", "achievement", "specified", "certain"}


def _same(a: MilestoneDraft, b: MilestoneDraft) -> bool:
    if a.deal != b.deal or a.amount != b.amount or a.status != b.status:
        return False
    if a.date and b.date and not (a.date.startswith(b.date) or b.date.startswith(a.date)):
        return False
    x, y = _words(a.trigger), _words(b.trigger)
    if a.amount is None and not (x and y):
        return True
    return not x or not y or len(x & y) * 2 >= min(len(x), len(y))


def _tidy_milestones(drafts: list[MilestoneDraft]) -> list[MilestoneDraft]:
    """Melt repeated mentions of one milestone; the fuller one's words are kept."""
    out: list[MilestoneDraft] = []
    for draft in drafts:
        twin = next((m for m in out if _same(m, draft)), None)
        if twin is None:
            out.append(draft)
            continue
        twin.evidence += draft.evidence
        twin.trigger = twin.trigger or draft.trigger
        twin.date = twin.date or draft.date
        twin.drugs = twin.drugs or draft.drugs
        twin.payer = draft.payer if twin.payer is None else twin.payer
        twin.payee = draft.payee if twin.payee is None else twin.payee
        if twin.kind == "other":
            twin.kind = draft.kind
    return out
