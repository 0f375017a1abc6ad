"""Payment terms and milestones of the deals of a filing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dealgraph.extract.payments.chosen import deal_spoken_of
from dealgraph.extract.payments.clauses import Clause, clauses, status_of
from dealgraph.extract.payments.cues import is_accounting, is_change, is_negated, words
from dealgraph.extract.payments.merge import Found, tidy_milestones, tidy_terms
from dealgraph.extract.payments.milestone_cues import milestone_kind
from dealgraph.extract.payments.milestones import (
    drugs_of,
    is_earned,
    is_generic,
    is_paid_already,
    kind_of_milestone,
    told_before,
    told_later,
    trigger_of,
)
from dealgraph.extract.payments.money import Money, MoneyIndex
from dealgraph.extract.payments.owed import is_due, is_for_the_milestone
from dealgraph.extract.payments.payers import obliged, paid_by, payer_and_payee
from dealgraph.extract.payments.scheduled import scheduled_milestones
from dealgraph.extract.payments.shares import price_of_shares
from dealgraph.extract.payments.sides import settle_by_payments
from dealgraph.extract.payments.sums import parts_of_wholes
from dealgraph.extract.payments.terms import CONFIDENCE, kind_of
from dealgraph.extract.payments.told import amount_told
from dealgraph.extract.payments.unpriced import unpriced_milestone, unpriced_terms
from dealgraph.extract.payments.when import date_of
from dealgraph.extract.prefilter import Prefiltered, holds_any
from dealgraph.extract.reading import MilestoneDraft, Reading, TermDraft
from dealgraph.extract.text import Sentence
from dealgraph.facts import Reject

_TITLE = re.compile(
    r"^(?:(?:section|article) )?\d{1,2}(?:\.\d{1,2}){0,2}\.?\s+([A-Z][\w ,/&'-]{3,70})[.:]$", re.IGNORECASE
)
#: "7.1 Upfront: Acme shall pay".
_RUN_IN_TITLE = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+([A-Z][\w ,/&'-]{3,50}):\s")
#: "Regulatory Milestone Payment." in front of a clause of a contract.
_BARE_TITLE = re.compile(r"^((?:[A-Z][\w-]+|and|of|for|&)(?: (?:[A-Z][\w-]+|and|of|for|the|&)){1,6})[.:]$")
_PAIRED = re.compile(
    r"(?: (?:[\w-]+ ){0,3}payment)?(?: (?:in|on) [A-Z]\w+ (?:\d{1,2}, )?\d{4})?,? and (?:an? )?"
    r"(?:additional |further )?"
)
#: Kinds that a supply or services agreement doesn't give where the parties have a licence too.
_LICENCE_KINDS = {"milestone", "milestones total", "royalty", "upfront", "option fee", "annual fee"}
_SERVICE_TYPES = {"supply", "manufacturing", "services"}
_BACK = re.compile(r"\b(?:this|these|those|such|said)\s*$", re.IGNORECASE)
_DEFINITE = Prefiltered(
    r"\b(?:the|this|that|such|said|these|those)(?: (?:aforementioned|above|previously \w+|first|second"
    r"|initial))?\s*$",
    re.IGNORECASE,
)


def _until(sentence: Sentence, end: int) -> Sentence:
    return replace(sentence, end=end, text=sentence.text[: end - sentence.start])


@dataclass(slots=True)
class _Finder:
    """The payments of one filing while they are being read; terms carry a word that tells them apart."""

    reading: Reading
    terms: dict[int, list[tuple[TermDraft, str]]] = field(default_factory=dict)
    milestones: list[Found] = field(default_factory=list)
    openings: list[tuple[int, int, int]] = field(default_factory=list)
    unnamed: tuple[int, Sentence, int, Clause, TermDraft] | None = None

    def page(self, number: int, owners: dict[int, list[int]]) -> None:
        """Read the sentences of a page; `owners` gives the deals that each speaks of."""
        page = self.reading.pages[number]
        money = MoneyIndex(page)
        taken = self._schedules(number, owners, money)
        title = ""
        for index in sorted(owners):
            sentence = page.sentences[index]
            head = (
                _TITLE.match(sentence.text)
                or _RUN_IN_TITLE.match(sentence.text)
                or (_BARE_TITLE.match(sentence.text) if page.document.type.startswith("EX-10") else None)
            )
            if head:
                title = head[1]
            elif page.blocks[sentence.block].heading and len(sentence.text) < 80:
                title = ""
            begins = next((a for a, b in taken if a < sentence.end and sentence.start < b), None)
            if begins is not None and not money.within(sentence.start, begins):
                continue
            if begins is not None:  # "pays a fee of $25,000 and the following milestones: $50,000 on ..."
                sentence = _until(sentence, begins)
            if not money.within(sentence.start, sentence.end) and not _of_interest(sentence.text):
                continue
            self._sentence(number, sentence, owners[index], money, title)

    def _schedules(
        self, number: int, owners: dict[int, list[int]], money: MoneyIndex
    ) -> list[tuple[int, int]]:
        """Turn the items of milestone schedules into milestones; give the passages that they take."""
        taken: list[tuple[int, int]] = []
        for schedule, found in scheduled_milestones(self.reading, number, owners, money):
            self.milestones += found
            taken.append((schedule.items[0].start, schedule.items[-1].end))
            self.openings.append((number, schedule.start, schedule.end))
        return taken

    def _sentence(
        self, number: int, sentence: Sentence, deals: list[int], money: MoneyIndex, title: str
    ) -> None:
        reading, page = self.reading, self.reading.pages[number]
        text = sentence.text
        found = money.within(sentence.start, sentence.end)
        span = page.span(sentence.start, sentence.end)
        told = bool(self.milestones) and amount_told(self.milestones[-1].draft, page, sentence, found)
        if told or self._shares(number, sentence, deals, found):
            return
        if is_accounting(text) or is_negated(text):
            if found:
                reading.rejects.append(Reject("payment", "accounting or negated", span.text[:200], span))
            return
        cut = clauses(text, sentence.start, found)
        chosen = deal_spoken_of(reading, number, sentence, deals)
        kinds = self._kinds(number, sentence, cut, chosen, title)
        for i in range(len(cut)):
            self._amount(number, sentence, deals, chosen, cut, kinds, i)
        for term, tag in unpriced_terms(text, {k for k in kinds if k}, span, reading.deals[chosen].contract):
            self._term(self._licence(chosen, term.kind), term, tag)
        event = told_later(text) if not found else None
        if event and self._told(number, sentence, event):
            return
        # Its only amounts may be of sales, which the milestone was reached with.
        if not found or (not any(kinds) and " sales " in text):
            self._unpriced(number, sentence, chosen, title)

    def _kinds(
        self, number: int, sentence: Sentence, cut: list[Clause], deal: int, title: str
    ) -> list[str | None]:
        """Tell what each amount of a sentence is for; None where it is no payment of the deal."""
        page = self.reading.pages[number]
        known = self.reading.deals[deal]
        kinds = [kind_of(c, known.types, [role for _, role in known.parties], title) for c in cut]
        before = page.sentences[sentence.index - 1].text if sentence.index else ""
        if kinds[:1] == ["other"] and is_for_the_milestone(cut[0], before):
            kinds[0] = "milestone"
        for i in range(1, len(cut)):  # "$7 million or $16 million per product"
            between = cut[i - 1].money.end - sentence.start, cut[i].money.start - sentence.start
            if kinds[i - 1] == "milestones total" and sentence.text[slice(*between)].strip(" ,") == "or":
                kinds[i] = kinds[i - 1]
        for i in parts_of_wholes(sentence.text, sentence.start, [c.money for c in cut]):
            kinds[i] = None if kinds[i] in ("purchase price", "other") else kinds[i]
        return kinds

    def _amount(
        self,
        number: int,
        sentence: Sentence,
        deals: list[int],
        chosen: int,
        cut: list[Clause],
        kinds: list[str | None],
        i: int,
    ) -> None:
        """Turn one amount of a sentence into a term or a milestone of the deal that it belongs to."""
        page, clause, kind = self.reading.pages[number], cut[i], kinds[i]
        if kind == "other" and kinds[i + 1 : i + 2] == ["milestone"] and _stand_together(sentence, cut, i):
            kind = "milestone"
        if (kind == "milestone" and _BACK.search(clause.before)) or is_change(
            page.flat, clause.money.start, clause.money.end
        ):
            kind = None
        deal = chosen
        if len(deals) > 1:
            payers = paid_by(self.reading, number, deals, clause.money.end)
            deal = self._fit(deals, chosen, kind) if payers is None else payers
        deal = self._by_drug(self._licence(deal, kind), number, clause)
        if kind == "milestone":
            self._milestone(number, sentence, deal, clause, i, len(cut))
            self._same_event(i and kinds[i - 1] == "other" and len(self.milestones) > 1)
        elif kind is not None:
            money, span = clause.money, page.span(sentence.start, sentence.end)
            term = TermDraft(
                kind, money.amount, money.currency, money.qualifier, None, span, CONFIDENCE[kind]
            )
            tag = milestone_kind(clause.noun or clause.right[:80]) if kind == "milestones total" else ""
            self._term(deal, term, tag if term.amount is not None else "redacted")
            if kind == "other" and term.amount is not None and status_of(clause) == "achieved":
                self.unnamed = (number, sentence, deal, clause, term)

    def _unpriced(self, number: int, sentence: Sentence, deal: int, title: str) -> None:
        """Read a milestone whose payment is told without an amount."""
        text = sentence.text
        blank = unpriced_milestone(text, title)
        if blank is None or any(
            n == number and start <= sentence.start < end for n, start, end in self.openings
        ):
            return
        start, end = blank
        at = Money(sentence.start + end, sentence.start + end, None, "USD")
        clause = Clause(at, text[:end], text[end:], text[start:end], text[:end], text[end:], True)
        self._milestone(number, sentence, deal, clause, 0, 1)

    def _shares(self, number: int, sentence: Sentence, deals: list[int], found: list[Money]) -> bool:
        """Read what a party of the deal paid for shares; True if a sentence tells it as the accounts do."""
        if not is_accounting(sentence.text):
            return False
        money = price_of_shares(sentence.text, sentence.start, found)
        if money is None:
            return False
        deal = deal_spoken_of(self.reading, number, sentence, deals)
        others = {c for c, _ in self.reading.deals[deal].parties} - {self.reading.companies.we}
        if not any(
            m.entity in others for m in self.reading.companies_in(number, sentence.start, sentence.end)
        ):
            return False
        span = self.reading.pages[number].span(sentence.start, sentence.end)
        term = TermDraft(
            "equity", money.amount, money.currency, money.qualifier, None, span, CONFIDENCE["equity"]
        )
        self._term(deal, term, "")
        return True

    def _told(self, number: int, sentence: Sentence, event: str) -> bool:
        """Give the payment told before a sentence the event that the sentence tells; True where there is one."""
        if self.unnamed and self.unnamed[0] == number and self.unnamed[1].index + 1 == sentence.index:
            _, before, deal, clause, term = self.unnamed
            self.terms[deal] = [told for told in self.terms[deal] if told[0] is not term]
            self._milestone(number, before, deal, clause, 0, 1)
        elif not self.milestones or not is_generic(self.milestones[-1].draft.trigger):
            return False
        last = self.milestones[-1].draft
        last.trigger, last.kind = event, milestone_kind(event)
        last.evidence.append(self.reading.pages[number].span(sentence.start, sentence.end))
        return True

    def _licence(self, deal: int, kind: str | None) -> int:
        """Give a licence's payment that follows the mention of a supply agreement to the licence."""
        if kind not in _LICENCE_KINDS or not set(self.reading.deals[deal].types) <= _SERVICE_TYPES:
            return deal
        parties = {c for c, _ in self.reading.deals[deal].parties}
        for other in reversed(range(deal)):
            known = self.reading.deals[other]
            if len(parties & {c for c, _ in known.parties}) > 1 and not set(known.types) <= _SERVICE_TYPES | {
                "equity"
            }:
                return other
        return deal

    def _by_drug(self, deal: int, number: int, clause: Clause) -> int:
        """Choose among deals of the same parties by the drug that is named after the amount."""
        deals = self.reading.deals
        parties = {c for c, _ in deals[deal].parties}
        named = self.reading.drugs_in(number, clause.money.end, clause.money.end + len(clause.right))
        if not named or named[0].entity in deals[deal].drugs:
            return deal
        fit = [
            d
            for d, o in enumerate(deals)
            if named[0].entity in o.drugs and {c for c, _ in o.parties} == parties
        ]
        return fit[0] if len(fit) == 1 else deal

    def _same_event(self, paired: bool | int) -> None:
        """Give the first of two payments told together the event of the second."""
        if not paired:
            return
        first, second = self.milestones[-2].draft, self.milestones[-1].draft
        if is_generic(first.trigger) and first.status == second.status:
            first.trigger, first.kind = second.trigger, second.kind

    def _fit(self, deals: list[int], chosen: int, kind: str | None) -> int:
        """Give money for shares to the equity deal among the candidates, and other money to another."""
        equity = [d for d in deals if self.reading.deals[d].types == ["equity"]]
        if not equity or len(equity) == len(deals):
            return chosen
        if kind == "equity":
            return equity[-1]
        return chosen if chosen not in equity else next(d for d in deals if d not in equity)

    def _term(self, deal: int, term: TermDraft, tag: str) -> None:
        self.terms.setdefault(deal, []).append((term, tag))

    def _milestone(
        self, number: int, sentence: Sentence, deal: int, clause: Clause, ordinal: int, several: int
    ) -> None:
        reading, page = self.reading, self.reading.pages[number]
        previous = page.sentences[sentence.index - 1].text if sentence.index else ""
        earlier = [page.sentences[i].text for i in range(max(0, sentence.index - 2), sentence.index)]
        trigger = trigger_of(clause, told_before(clause, earlier), ordinal, several)
        status = status_of(clause)
        if reading.deals[deal].contract and status == "achieved" and not is_paid_already(clause):
            status = "potential"
        news = page.document.type.startswith("EX-99") and sentence.index < 4
        if status == "potential" and is_earned(clause, earlier, news=news):
            status = "achieved"
        if status == "potential" and news and is_due(clause, previous):
            status = "expected"
        theirs, amount = reading.deals[deal], clause.money.start
        payer, payee = obliged(reading, theirs, number, sentence.start, amount) or payer_and_payee(
            reading, theirs, number, sentence.start, sentence.end, amount
        )
        known = clause.money.amount is not None
        drugs = drugs_of(reading, reading.deals[deal], number, sentence.start, sentence.end)
        if not drugs and page.document.type.startswith("EX-99") and sentence.index:
            before = page.sentences[sentence.index - 1]
            named = drugs_of(reading, reading.deals[deal], number, before.start, before.end)
            drugs = named if len(named) == 1 or (trigger and trigger in " ".join(previous.split())) else []
        draft = MilestoneDraft(
            deal=deal,
            amount=clause.money.amount,
            currency=clause.money.currency if known else None,
            qualifier=clause.money.qualifier if known else None,
            status=status,
            kind=kind_of_milestone(trigger, clause),
            trigger=trigger,
            payer=payer,
            payee=payee,
            date=date_of(clause, page, ordinal, several, reading.filing.filed_on)
            if status == "achieved"
            else None,
            drugs=drugs,
            evidence=[page.span(sentence.start, sentence.end)],
            confidence=0.92 if trigger else 0.85,
        )
        self.milestones.append(Found(draft, definite=bool(_DEFINITE.search(clause.before))))


def find_payments(reading: Reading) -> None:
    """Fill the terms of `reading.deals` and `reading.milestones` from the deals' sentences."""
    by_page: dict[int, dict[int, list[int]]] = {}
    for number, deal in enumerate(reading.deals):
        for page, sentence in deal.sentences:
            owners = by_page.setdefault(page, {}).setdefault(sentence, [])
            if number not in owners:
                owners.append(number)
    finder = _Finder(reading)
    for number in sorted(by_page):
        finder.page(number, by_page[number])
    reading.milestones = tidy_milestones(finder.milestones)
    settle_by_payments(reading)
    paying = {m.deal for m in reading.milestones}
    for number, deal in enumerate(reading.deals):
        deal.terms += tidy_terms(finder.terms.get(number, []), number in paying)
        if deal.types == ["other"] and {role for _, role in deal.parties} == {"seller", "buyer"}:
            deal.terms = [t for t in deal.terms if t.kind != "royalty" or t.rate]  # what is sold is no term


def _stand_together(sentence: Sentence, cut: list[Clause], i: int) -> bool:
    """Tell whether an amount and the next are told together: "$5 million and an additional $2 million"."""
    between = cut[i].money.end - sentence.start, cut[i + 1].money.start - sentence.start
    return _PAIRED.fullmatch(sentence.text, *between) is not None


def _of_interest(text: str) -> bool:
    return holds_any(text.lower(), words("of_interest"))
