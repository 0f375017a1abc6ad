"""Who gives and who takes in a deal, from the verbs and nouns of its sentences."""

from __future__ import annotations

import re
from collections import Counter

from dealgraph.extract.companies.tables import core_words
from dealgraph.extract.deals.mergers import merged_company
from dealgraph.extract.deals.pairs import mirror, set_sides
from dealgraph.extract.deals.suppliers import settle_suppliers
from dealgraph.extract.deals.votes import CROSS, count_votes, subject_of
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Deal, Reading


def settle_roles(reading: Reading, deal: Deal) -> None:
    """Replace "partner" by the role that the deal's sentences give each party, where they do."""
    types = set(deal.types)
    if types & {"acquisition", "merger"} and any(role in ("acquirer", "target") for _, role in deal.parties):
        mirror(deal)
        return
    if types & {"acquisition", "merger"}:
        _acquirer(reading, deal)
        return
    votes, rights = count_votes(reading, deal)
    if deal.evidence and CROSS.search(deal.evidence[0].text) and "license" in types:
        deal.parties = [(c, "partner") for c, _ in deal.parties]
        return
    if "equity" in types and len(types) == 1:
        _equity(reading, deal)
        return
    made = {"supply", "manufacturing", "services"}
    if types <= {"research", "development"} and _awarded(reading, deal):
        deal.parties = [(c, "partner") for c, _ in deal.parties]
        return
    if types and types <= made | {"development"} and types & made:
        settle_suppliers(reading, deal)
        return
    if types in ({"asset purchase"}, {"asset purchase", "license"}, {"other"}):
        _sale(reading, deal)
        _buyer_pays(deal, votes)
        return
    if not types & {"license", "option", "collaboration", "commercialization", "development", "research"}:
        mirror(deal)
        return
    if not rights and types <= _JOINT:
        deal.parties = [(c, "partner") for c, _ in deal.parties]
        return
    _license(reading, deal, votes)


#: Types of deals in which the parties work together: who pays in one gets no licence by that.
_JOINT = frozenset(("collaboration", "research", "development", "manufacturing", "supply", "services"))


#: Money for research that an agency gives: neither side gives rights.
_AWARD = Prefiltered(
    r"\b(?:awarded|[Gg]rants? (?:from|of \$|award)|[Ss]BIR|STTR|award (?:from|of)"
    r"|(?:granted|gave|pledged) (?:[A-Z][\w.&-]*,? ){1,5}(?:up to )?(?:US)?[$€£])"
)


def _awarded(reading: Reading, deal: Deal) -> bool:
    """Tell whether a research deal is a grant or an award."""
    texts = [reading.sentence(where).text for where in deal.sentences[:3]]
    return any(_AWARD.search(t) for t in texts) and not any("licens" in t for t in texts)


def _license(reading: Reading, deal: Deal, votes: Counter[int]) -> None:
    if len(deal.parties) < 2:
        deal.parties = [(c, "licensee" if votes[c] < 0 and r == "partner" else r) for c, r in deal.parties]
        return
    sides = _sides(reading, deal)
    score = {c: sum(votes[x] for x in side) for side in sides for c in side}
    top, bottom = max(score.values()), min(score.values())
    if top - bottom < (1 if {"license", "commercialization"} & set(deal.types) else 2):
        deal.parties = [(c, "partner") for c, _ in deal.parties]
        return
    middle = (top + bottom) / 2
    deal.parties = [(c, "licensor" if score[c] > middle else "licensee") for c, _ in deal.parties]


def _sides(reading: Reading, deal: Deal) -> list[list[int]]:
    """Part the parties into the two sides of the deal; companies of one group ("Acme Inc.", "Acme Ltd.") are one.

    Where neither the text nor the names tell, each is its own.
    """
    parties = [c for c, _ in deal.parties]
    others = [c for c in parties if c in deal.others]
    if len(parties) > 2 and others and len(others) < len(parties):
        return [others, [c for c in parties if c not in others]]
    groups: dict[str, list[int]] = {}
    for company in parties:
        groups.setdefault(core_words(reading.companies.entities[company].name)[0], []).append(company)
    if len(groups) == 2 and len(parties) > 2:
        return list(groups.values())
    return [[c] for c in parties]


_BUY = Prefiltered(
    r"\b(?:acquir(?:ed?|es|ing)|purchas(?:ed|es|e(?! agreements?\b| and sale\b))|bought|buys?"
    r"|will acquire|paid|pays|will pay|obtained)\b"
    r"|\b(?:receive[ds]? (?=(?:[\w-]+,? ){0,5}(?:rights?|title|ownership|licen[sc]es?|assignment|patents?)\b))"
)
_SALE_OF_OWN = Prefiltered(
    r"\b(?:for the sale of|to sell)\s+(?:substantially\s+)?(?:all\s+(?:of\s+)?)?(?:the\s+\w+\s+of\s+)?(?:its|our)\b"
)
#: "An agreement with Acme over the purchase of its products": who signs first buys.
_FOR_PURCHASE = Prefiltered(
    r"\b(?:over|for|on|about|covering|regarding) the (?:purchase|acquisition) of (?!us\b|the Company\b)"
)
_SELL = Prefiltered(
    r"\b(?:sold|sells?|divest(?:ed|s)?|assign(?:ed|s)?|transferred|receiv(?:ed?|es)|to receive|monetiz\w+)\b",
    re.IGNORECASE,
)


def _sale(reading: Reading, deal: Deal) -> None:
    """Tell seller from buyer by the verbs of the deal's first sentences."""
    mirror(deal)
    if _sells_own(reading, deal) or _royalties_bought(reading, deal):
        return
    text = " ".join(reading.sentence(w).text for w in deal.sentences[:6])
    if (
        any(role != "partner" for _, role in deal.parties)
        or len(sides := _sides(reading, deal)) != 2
        or re.search(r"\bsettle|litigation|lawsuit|\bdisputes?\b|infringe", text, re.IGNORECASE)
    ):
        return
    parties = {c for c, _ in deal.parties}
    for page, index in deal.sentences[:6]:
        sentence = reading.pages[page].sentences[index]
        flat = reading.pages[page].flat
        mentions = [
            m for m in reading.companies_in(page, sentence.start, sentence.end) if m.entity in parties
        ]
        for pattern, roles in ((_BUY, ("buyer", "seller")), (_SELL, ("seller", "buyer"))):
            for match in pattern.finditer(flat, sentence.start, sentence.end):
                subject = subject_of(mentions, flat, match.start(), sentence)
                if subject is not None:
                    ours = next(side for side in sides if subject in side)
                    deal.parties = [(c, roles[0] if c in ours else roles[1]) for c, _ in deal.parties]
                    return


def _buyer_pays(deal: Deal, votes: Counter[int]) -> None:
    """Take who pays for the buyer of assets where no verb of buying or selling tells."""
    if deal.types != ["asset purchase"] or {role for _, role in deal.parties} != {"partner"}:
        return
    if len(deal.parties) == 2 and len({votes[c] for c, _ in deal.parties}) == 2:
        payer = min((c for c, _ in deal.parties), key=lambda c: votes[c])
        deal.parties = [(c, "buyer" if c == payer else "seller") for c, _ in deal.parties]


def _sells_own(reading: Reading, deal: Deal) -> bool:
    """Read "X signed an agreement with Y for the sale of its assets", or "over the purchase of": X sells, or buys."""
    parties = {c for c, _ in deal.parties}
    if len(parties) != 2 or any(role != "partner" for _, role in deal.parties):
        return False
    for page, index in deal.sentences[:3]:
        sentence = reading.pages[page].sentences[index]
        sold = _SALE_OF_OWN.search(sentence.text)
        found = sold or _FOR_PURCHASE.search(sentence.text)
        first = next(
            (m for m in reading.companies_in(page, sentence.start, sentence.end) if m.entity in parties), None
        )
        if found and first is not None and first.start < sentence.start + found.start():
            own, other = ("seller", "buyer") if sold else ("buyer", "seller")
            deal.parties = [(c, own if c == first.entity else other) for c, _ in deal.parties]
            return True
    return False


def _royalties_bought(reading: Reading, deal: Deal) -> bool:
    """Take a company that is named for its dealing in royalties as their buyer, where no verb has told."""
    named = [c for c, _ in deal.parties if "Royalt" in reading.companies.entities[c].name]
    if len(named) != 1 or len(deal.parties) != 2 or any(role != "partner" for _, role in deal.parties):
        return False
    deal.parties = [(c, "buyer" if c == named[0] else "seller") for c, _ in deal.parties]
    return True


def _acquirer(reading: Reading, deal: Deal) -> None:
    """Tell acquirer from target where the name of the agreement alone made the deal."""
    parties = {c for c, _ in deal.parties}
    for page, index in deal.sentences[:8]:
        sentence = reading.pages[page].sentences[index]
        mentions = [
            m for m in reading.companies_in(page, sentence.start, sentence.end) if m.entity in parties
        ]
        merged = merged_company(reading.pages[page].flat, sentence, mentions)
        if merged is not None:
            deal.parties = [(c, "target" if c == merged else "acquirer") for c, _ in deal.parties]
            return
        for pattern, roles in ((_BUY, ("acquirer", "target")), (_SELL, ("seller", "acquirer"))):
            for match in pattern.finditer(reading.pages[page].flat, sentence.start, sentence.end):
                subject = subject_of(mentions, reading.pages[page].flat, match.start(), sentence)
                if subject is not None and len(parties) == 2:
                    deal.parties = [(c, roles[0] if c == subject else roles[1]) for c, _ in deal.parties]
                    return
    mirror(deal)


def _equity(reading: Reading, deal: Deal) -> None:
    parties = {c for c, _ in deal.parties}
    for page, index in deal.sentences[:6]:
        sentence = reading.pages[page].sentences[index]
        flat = reading.pages[page].flat
        mentions = [
            m for m in reading.companies_in(page, sentence.start, sentence.end) if m.entity in parties
        ]
        for match in re.finditer(
            r"\b(?<![Ss]tock )(?<![Ss]hare )(purchased?|agreed to (?:purchase|buy|sell|issue)|bought|sold|issued"
            r"|acquired"
            r"|invest(?:ed)?)\b",
            flat[sentence.start : sentence.end],
        ):
            subject = subject_of(mentions, flat, sentence.start + match.start(), sentence)
            if subject is None:
                continue
            selling = re.search(r"s[eo]l[dl]|issue", match.group())
            roles = ("investee", "investor") if selling else ("investor", "investee")
            set_sides(reading, deal, subject, *roles)
            return
    mirror(deal)
