"""Who develops or owns a drug: by possession and verbs in the text, and by the deals that cover it."""

from __future__ import annotations

import re

from dealgraph.extract.mentions import Mention
from dealgraph.extract.reading import Reading
from dealgraph.facts import Span

_POSSESSED = re.compile(
    r"(?:'s?|\u2122|®)?(?:'s?) (?:(?!(?:is|are|was|has|have|will|to|in|for|with)\b)[\w/()-]+,? "
    r"){0,12}[\"'(]*$"
)
_OUR = re.compile(r" (?:(?!(?:is|are|was|has|have|will)\b)[\w/()-]+,? ){0,10}[\"'(]*$")
_DEVELOPED_BY = re.compile(
    r"[^.;]{0,60}\b(?:developed|owned|discovered|being developed|marketed|sold|commercialized"
    r"|manufactured) by (?:the )?$"
)
_DEVELOPS = re.compile(
    r"(?:,? (?:a|an) [^.;]{5,160},)? (?:is|are|was|were|has been|have been|currently|will be|continues? to"
    r"|plans? to|intends? to|also)? ?(?:currently )?(?:develop(?:s|ing|ed)?|advanc(?:es|ing)|evaluat(?:es"
    r"|ing)|market(?:s|ing)?|commerciali[sz](?:es|ing)"
    r"|own(?:s|ed)|discovered|launched)\b[^.;]{0,80}$"
)

#: Deals that move no right to develop a drug.
_NO_RIGHTS = frozenset(("supply", "manufacturing", "services", "equity"))
_ROLES = frozenset(("licensor", "licensee", "acquirer", "seller", "target", "buyer"))
_SHARED = frozenset(("license", "collaboration", "development", "commercialization", "option"))


def find_developers(reading: Reading) -> None:
    """Fill the developers of the reading's drugs from the text beside their mentions."""
    for mention in reading.substances.drug_mentions:
        page = reading.pages[mention.page]
        sentence = page.sentence_at(mention.start)
        if sentence is None:
            continue
        for company in reading.companies_in(mention.page, sentence.start, sentence.end):
            if _develops(reading, company, mention):
                start, end = min(company.start, mention.start), max(company.end, mention.end)
                _add(reading, mention.entity, company.entity, page.span(start, end))
    _filer(reading)


def _develops(reading: Reading, company: Mention, drug: Mention) -> bool:
    flat = reading.pages[drug.page].flat
    if company.end <= drug.start:
        if drug.start - company.end > 240:
            return False
        between = flat[company.end : drug.start]
        word = flat[company.start : company.end].lower()
        if company.generic and word == "our":
            return bool(_OUR.match(between))
        return bool(_POSSESSED.match(between) or _DEVELOPS.match(between))
    return company.start - drug.end < 80 and bool(_DEVELOPED_BY.match(flat[drug.end : company.start]))


def _filer(reading: Reading) -> None:
    """Let the filer develop a drug that no one else is said to and that it speaks of."""
    we = reading.companies.we
    if we is None:
        return
    for index, drug in enumerate(reading.substances.drugs):
        if drug.developers:
            continue
        for mention in reading.substances.drug_mentions.of(index):
            page = reading.pages[mention.page]
            sentence = page.sentence_at(mention.start)
            if sentence is None:
                continue
            near = reading.companies_in(mention.page, sentence.start, sentence.end)
            if any(c.entity == we for c in near):
                _add(reading, index, we, page.span(sentence.start, sentence.end))
                break


def _add(reading: Reading, drug: int, company: int, span: Span) -> None:
    known = reading.substances.drugs[drug].developers
    if company not in {c for c, _ in known}:
        known.append((company, span))


def add_deal_developers(reading: Reading) -> None:
    """Add the parties of the deals that cover a drug and give rights to develop it.

    To be called once the deals are found. Licensors, licensees and both sides of an acquisition develop;
    partners do where the deal is a licence or collaboration; suppliers, customers and investors don't.
    """
    for deal in reading.deals:
        types = set(deal.types)
        if not deal.evidence or types <= _NO_RIGHTS:
            continue
        for drug in deal.drugs:
            for company, role in deal.parties:
                if role in _ROLES or (role == "partner" and types & _SHARED):
                    _add(reading, drug, company, deal.evidence[0])
