"""Who supplies and who is supplied in a deal over goods or services."""

from __future__ import annotations

import re

from dealgraph.extract.deals.awards import AGENCY
from dealgraph.extract.deals.pairs import mirror, set_sides
from dealgraph.extract.deals.votes import subject_of
from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Deal, Reading
from dealgraph.extract.text import Sentence

#: How many sentences on a deal are searched for who supplies.
_SENTENCES = 8
#: A drug given for a trial makes neither side a supplier.
_FOR_TRIAL = re.compile(r"\bclinical (?:trial )?(?:collaboration|supply)|in combination with")
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
#: "An agreement with Acme for the manufacture of our product": Acme makes it.
_MADE_BY = re.compile(r"\bagreements?(?: \([^()]{1,30}\))? with (?:the )?$", re.IGNORECASE)
_TO_MAKE = re.compile(
    r"(?: \([^()]{1,40}\))?,?"
    r" (?:for (?:the )?(?:[\w-]+ ){0,2}(?:manufactur|production|supply|active (?:pharmaceutical )?ingredient|API\b"
    r"|drug substance|raw material|bulk)|to (?:manufactur|produc))"
)
_BY = re.compile(r"\bby\s*$")
#: "To supply the adjuvant *for use in* the commercialization of *Acme's vaccine*": whose product it goes into, buys.
_FOR_USE = re.compile(
    r"\b(?:supply|provide|manufacture)\b[^.;]{3,120}\bfor use in (?:the )?(?:(?:clinical |further "
    r")?(?:development|production"
    r"|manufacture|commercialization|testing)(?: and [a-z]+)? of )?(?:the )?$"
)
_ITS_PRODUCT = re.compile(
    r"['\u2019]s? (?:[\w-]+ ){0,4}?(?:vaccines?|products?|candidates?|drugs?|medicines?|therap(?:y|ies)|trials?"
    r"|stud(?:y|ies))\b"
)


def settle_suppliers(reading: Reading, deal: Deal) -> None:
    """Tell who makes and who is supplied, of a deal over goods or services, where its sentences do."""
    told = " ".join(reading.sentence(w).text for w in deal.sentences[:3])
    if _FOR_TRIAL.search(told):
        deal.parties = [(c, "partner") for c, _ in deal.parties]
        return
    names, parties = reading.companies.entities, {c for c, _ in deal.parties}
    payers = {c for c in parties if AGENCY.search(names[c].name)}
    if len(payers) == 1 and len(parties) == 2:
        set_sides(reading, deal, payers.pop(), "customer", "supplier")
        return
    for page, index in deal.sentences[:_SENTENCES]:
        side = _side_told(reading, page, reading.pages[page].sentences[index], parties)
        if side is not None:
            set_sides(reading, deal, side[0], side[1], "customer" if side[1] == "supplier" else "supplier")
            return
    mirror(deal)
    makers = {c for c in parties if _CONTRACT_MAKERS.match(names[c].name)}
    if len(makers) == 1 and len(parties) == 2 and {role for _, role in deal.parties} == {"partner"}:
        deal.parties = [(c, "supplier" if c in makers else "customer") for c in parties]


def _side_told(reading: Reading, page: int, sentence: Sentence, parties: set[int]) -> tuple[int, str] | None:
    """Give the party whose side a sentence tells, with its role."""
    flat = reading.pages[page].flat
    mentions = [m for m in reading.companies_in(page, sentence.start, sentence.end) if m.entity in parties]
    for mention in mentions:
        before = flat[max(sentence.start, mention.start - 200) : mention.start]
        if _NEEDS.match(flat, mention.end) and _SUPPLY_OF.search(before[-60:]):
            return mention.entity, "customer"
        if _ITS_PRODUCT.match(flat, mention.end) and _FOR_USE.search(before):
            return mention.entity, "customer"
    makers = {m.entity for m in mentions if _MAKER.match(flat, m.end)}
    if len(makers) == 1:
        return makers.pop(), "supplier"
    for mention in mentions:
        made_by = not mention.generic and _MADE_BY.search(flat[: mention.start][-60:])
        if made_by and _TO_MAKE.match(flat, mention.end):
            return mention.entity, "supplier"
    for match in _ORDERS.finditer(flat, sentence.start, sentence.end):
        subject = subject_of(mentions, flat, match.start(), sentence)
        if subject is not None:
            return subject, "customer"
    for match in _SUPPLY.finditer(flat, sentence.start, sentence.end):
        maker = _maker(mentions, flat, match, sentence)
        if maker is not None:
            return maker, "supplier"
    return None


def _maker(mentions: list[Mention], flat: str, verb: re.Match[str], sentence: Sentence) -> int | None:
    """Give the party that a verb of supplying is told of: "chose X to supply", "X supplies", "supplied by X"."""
    for mention in mentions:
        chosen = flat[mention.end : verb.start()] == " to " and not flat.endswith("by ", 0, mention.start)
        if chosen and verb[0] != "provide":  # which a supplier says of itself
            return mention.entity
    subject = subject_of(mentions, flat, verb.start(), sentence)
    if subject is not None:
        return subject
    for mention in mentions:
        if mention.start - verb.end() < 30 and _BY.search(flat[verb.end() : mention.start]):
            return mention.entity
    return None
