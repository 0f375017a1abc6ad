"""Who gives and who takes in a deal, from the verbs and nouns of its sentences."""

from __future__ import annotations

import re
from collections import Counter

from dealgraph.extract.companies.tables import core_words
from dealgraph.extract.deals.mergers import merged_company
from dealgraph.extract.deals.votes import CROSS, count_votes, subject_of
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Deal, Reading

_SUPPLY = Prefiltered(
    r"\b(?:will (?:perform|provide|undertake|handle|carry out|conduct|be responsible for)"
    r"(?= [^.;]{0,90}manufactur)"
    r"|suppl(?:y|ies|ied)(?! [Aa]greement)|manufactur(?:e(?! of\b)|es|ed"
    r"|ing(?! (?:slots?|capacity|services?|partners?|of)\b|(?:,? and |/|, | )(?:supply|services?|agreements?)))"
    r"|will (?:exclusively )?(?:supply"
    r"|manufacture)|(?:will|to) (?:make|produce)(?! [^.;]{0,60}(?:payment|milestone|royalt|invest|contribut|available))"
    r"|provide)\b"
)
#: Who buys what the other makes.
_ORDERS = Prefiltered(
    r"\b(?:reserves?d?|secure[sd]?|book(?:s|ed))\b(?= [^.;]{0,80}\b(?:capacity|slots?|suites?)\b)"
    r"|\b(?:(?:agreed|committed|required|obligated|obliged|entitled|will|shall|must|may) (?:to )?)?"
    r"(?:purchases?(?! orders?\b| agreement)|buys?|order)\b"
    r"(?= (?:[\w$%.,-]+ ){0,8}(?:requirements|quantit|supply|supplies|product|drug substance|drug product|material"
    r"|batches|doses|minimum|from\b))"
)

#: "The right to supply 25% of *Acme's requirements*": whose they are, buys.
_SUPPLY_OF = re.compile(r"\b(?:to supply|will supply|supply(?:ing)?) (?:[\w%-]+ ){0,5}of $")
_NEEDS = re.compile(r"['\u2019]s? (?:[\w-]+ ){0,3}(?:requirements|needs|demand)\b")
#: "Acme, a leading contract manufacturer".
_MAKER = re.compile(
    r"(?: \([^()]{1,60}\))?, (?:an?|the) [^.;,]{0,60}\b(?:contract (?:development(?:,| and) )?(?:\w+ and )?"
    r"manufactur\w+"
    r"|CDMO|CMO)\b"
    r"|(?: \([^()]{1,60}\))?(?:,| is| was| acts as| serves as| will be| remains) (?:our|the Company's|its|the|an?) "
    r"(?:[\w-]+ ){0,4}(?:supplier|manufacturer)\b(?! of the year)"
)
#: Companies whose trade is to make or test what others own.
_CONTRACT_MAKERS = re.compile(
    r"(?:Abzena|AGC Biologics|Ajinomoto|Aldevron|Almac|Althea|AMRI|Albany Molecular|Avid Bioservices|BioReliance"
    r"|BioVectra|Brammer|Cambrex|Cardinal Health|Catalent|Charles River|Cobra Bio|CordenPharma|Covance|Cytovance"
    r"|Diosynth|DSM Bio|DPT|Emergent|Exelead|Fujifilm|FUJIFILM|Goodwin Biotech|Grand River|ICON|JRS|KBI|Laureate"
    r"|Lonza|MassBiologics|MPI Research|Novasep|Oxford BioMedica|Patheon|Parexel|PCI|Piramal|Polymun|Porton|PPD"
    r"|Quintiles|Recipharm|Rentschler|Rovi|Samsung Bio|Siegfried|Syneos|Thermo Fisher|Vetter|VGXI|Waisman|WACKER|Wacker"
    r"|WuXi|Xcellerex)\b"
)
_PAIRS = {
    "licensor": "licensee", "licensee": "licensor", "supplier": "customer", "customer": "supplier",
    "seller": "buyer", "buyer": "seller", "acquirer": "target", "target": "acquirer",
    "investor": "investee", "investee": "investor",
}  # fmt: skip


def settle_roles(reading: Reading, deal: Deal) -> None:
    """Replace "partner" by the role that the deal's sentences give each party, where they do."""
    types = set(deal.types)
    if types & {"acquisition", "merger"} and any(role in ("acquirer", "target") for _, role in deal.parties):
        _mirror(deal)
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
        _supply(reading, deal)
        return
    if types in ({"asset purchase"}, {"asset purchase", "license"}, {"other"}):
        _sale(reading, deal)
        _buyer_pays(deal, votes)
        return
    if not types & {"license", "option", "collaboration", "commercialization", "development", "research"}:
        _mirror(deal)
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


def _mirror(deal: Deal) -> None:
    """Give the other party of two the role that pairs with the one that is known."""
    if len(deal.parties) != 2:
        return
    (a, ra), (b, rb) = deal.parties
    if ra == "partner" and rb != "partner":
        ra = _PAIRS.get(rb, "partner")
    elif rb == "partner" and ra != "partner":
        rb = _PAIRS.get(ra, "partner")
    deal.parties = [(a, ra), (b, rb)]


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
    _mirror(deal)
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
    _mirror(deal)


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
            _set_sides(reading, deal, subject, *roles)
            return
    _mirror(deal)


def _set_sides(reading: Reading, deal: Deal, company: int, role: str, other: str) -> None:
    """Give one party its role, and the other side theirs: of more than two, all but the filer stand together."""
    we, parties = reading.companies.we, {c for c, _ in deal.parties}
    side = parties - {we} if we in parties and company != we else {company}
    deal.parties = [(c, role if c in side else other) for c, _ in deal.parties]


#: "An agreement with Acme for the manufacture of our product": Acme makes it.
_MADE_BY = re.compile(r"\bagreements?(?: \([^()]{1,30}\))? with (?:the )?$", re.IGNORECASE)
_TO_MAKE = re.compile(
    r"(?: \([^()]{1,40}\))?,?"
    r" (?:for (?:the )?(?:[\w-]+ ){0,2}(?:manufactur|production|supply|active (?:pharmaceutical )?ingredient|API\b"
    r"|drug substance|raw material|bulk)|to (?:manufactur|produc))"
)


def _supply(reading: Reading, deal: Deal) -> None:
    if re.search(
        r"\bclinical (?:trial )?(?:collaboration|supply)|in combination with",
        " ".join(reading.sentence(w).text for w in deal.sentences[:3]),
    ):
        deal.parties = [(c, "partner") for c, _ in deal.parties]
        return
    parties = {c for c, _ in deal.parties}
    for page, index in deal.sentences[:8]:
        sentence = reading.pages[page].sentences[index]
        flat = reading.pages[page].flat
        mentions = [
            m for m in reading.companies_in(page, sentence.start, sentence.end) if m.entity in parties
        ]
        needs = next(
            (
                m
                for m in mentions
                if _NEEDS.match(flat, m.end) and _SUPPLY_OF.search(flat, max(0, m.start - 60), m.start)
            ),
            None,
        )
        if needs is not None:
            _set_sides(reading, deal, needs.entity, "customer", "supplier")
            return
        makers = {m.entity for m in mentions if _MAKER.match(flat, m.end)}
        if len(makers) == 1:
            deal.parties = [(c, "supplier" if c in makers else "customer") for c, _ in deal.parties]
            return
        maker = next(
            (
                m
                for m in mentions
                if not m.generic and _MADE_BY.search(flat[: m.start][-60:]) and _TO_MAKE.match(flat, m.end)
            ),
            None,
        )
        if maker is not None:
            _set_sides(reading, deal, maker.entity, "supplier", "customer")
            return
        for match in _ORDERS.finditer(flat, sentence.start, sentence.end):
            subject = subject_of(mentions, flat, match.start(), sentence)
            if subject is not None:
                _set_sides(reading, deal, subject, "customer", "supplier")
                return
        for match in _SUPPLY.finditer(flat, sentence.start, sentence.end):
            chosen = next(
                (
                    m.entity
                    for m in mentions
                    if flat[m.end : match.start()] == " to "
                    and match[0] != "provide"  # which a supplier says of itself
                    and not flat.endswith("by ", 0, m.start)
                ),
                None,
            )
            subject = chosen if chosen is not None else subject_of(mentions, flat, match.start(), sentence)
            if subject is not None:
                _set_sides(reading, deal, subject, "supplier", "customer")
                return
            agent = next(
                (
                    m
                    for m in mentions
                    if re.search(r"\bby\s*$", flat[match.end() : m.start]) and m.start - match.end() < 30
                ),
                None,
            )
            if agent is not None:
                deal.parties = [(c, "supplier" if c == agent.entity else "customer") for c, _ in deal.parties]
                return
    _mirror(deal)
    makers = {c for c in parties if _CONTRACT_MAKERS.match(reading.companies.entities[c].name)}
    if len(makers) == 1 and len(parties) == 2 and {role for _, role in deal.parties} == {"partner"}:
        deal.parties = [(c, "supplier" if c in makers else "customer") for c in parties]
