"""Who develops or owns a drug: by possession and verbs in the text, and by the deals that cover it."""

from __future__ import annotations

import re
from collections import Counter

from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Deal, Reading
from dealgraph.extract.substances.nomenclature import known_inns
from dealgraph.facts import Span

_POSSESSED = re.compile(
    r"(?:'s?|\u2122|®)?(?:'s?) (?:(?!(?:is|are|was|has|have|will|to|in|for|with)\b)[\w/()-]+,? "
    r"){0,12}[\"'(]*$"
)
_OUR = re.compile(r" (?:(?!(?:is|are|was|has|have|will)\b)[\w/()-]+,? ){0,10}[\"'(]*$")
_DEVELOPED_BY = re.compile(
    r"[^.;]{0,60}\b(?:(?:developed|co-developed|owned|discovered|marketed|sold|commercialized"
    r"|manufactured|filed|initiated|conducted) by|(?:discovered|invented) at|licensed (?:in \d{4} )?from"
    r"|(?:partnered|(?:co-)?developed|being (?:co-)?developed)(?: jointly| together| in (?:partnership|collaboration"
    r"|cooperation))? with) (?:the |its (?:\w+ )?(?:partner|licensee),? )?"
    r"(?:[A-Z][\w&., -]{1,50}? and (?:its (?:\w+ )?(?:partner|licensee),? )?)?$"
)
#: "developing X in partnership with Y": who else develops, behind the name of what is developed.
_TOGETHER_WITH = re.compile(
    r"(?:®|™)?(?: \([^)]{1,40}\))?,? (?:(?:jointly|together)|in (?:partnership|collaboration|cooperation)) with "
    r"(?:the |its (?:\w+ )?(?:partner|licensee),? )?$"
)
_DEVELOPING = re.compile(r"\b(?:co-)?develop(?:s|ing|ed)\b[^.;]{0,60}$")
#: "X, a PD-1 inhibitor from Y" and "X (Y)".
_MADE_BY = re.compile(
    r"(?:®|™)?(?: \([^)]{1,40}\))?, (?:an?|the) [^.;,()]{3,70} from (?:the )?$|(?:®|™)? \($"
)
_DEVELOPS = re.compile(
    r"(?:,? (?:a|an) [^.;]{5,160},)?(?: and (?:its (?:\w+ )?partner,? )?[A-Z][\w&., -]{1,50}?)?"
    r" (?:is|are|was|were|has been|have been|currently|will be|continues? to"
    r"|plans? to|intends? to|also)? ?(?:(?:currently|jointly) )?(?:(?:co-)?develop(?:s|ing|ed)?"
    r"|advanc(?:es|ing)|evaluat(?:es"
    r"|ing)|market(?:s|ing)?|commerciali[sz](?:es|ing)"
    r"|own(?:s|ed)|discovered|launched)\b[^.;]{0,80}$"
)

#: "OV-110, Orvane's vaccine candidate": the owner told behind the name.
_BESIDE = re.compile(r"(?:®|™|\((?:R|TM)\))?(?: \((?:[^()]|\((?:R|TM)\)){1,40}\))?(?:, | \(| - )")
_WHOSE = re.compile(
    r"'s? (?:[\w/-]+ ){0,6}?(?:candidate|drug|antibody|vaccine|therapy|product|inhibitor|compound|treatment|medicine"
    r"|program|asset|agent|conjugate)\b"
)

_WITH_ANOTHER = re.compile(
    r"\b(?:with|to|against|versus|vs\.?|than|over|plus|alongside) (?:[\w/'®™-]+ ){0,5}[\"'(]*$"
)
#: "ABX-1 *in combination with* pembrolizumab": between a drug and one that is somebody else's, as far as is told.
_COMBINED = re.compile(
    r"\b(?:in combination with|combined with|together with|alongside|plus|versus|vs\.?|compared (?:to|with)|added to"
    r"|followed by|with) (?:(?!(?:its|our)\b)[\w/'®™-]+ ){0,5}[\"'(]*$"
)
#: "Acme *will supply* pembrolizumab".
_SUPPLIES = re.compile(
    r" (?:(?:will|would|shall|is to|has agreed to|agreed to|agrees to)(?: also)? (?:supply|provide|contribute)|supplies"
    r"|provides)(?: [\w'®™-]+){0,3} [\"'(]*"
)

#: Deals that move no right to develop a drug, and those that move only rights to sell it.
_NO_RIGHTS = frozenset(("supply", "manufacturing", "services", "equity", "other"))
_SELLING = _NO_RIGHTS | {"commercialization"}
#: Types under which partners develop together, and words that say so.
_TOGETHER = frozenset(("license", "development"))
_FOR_OTHERS = frozenset(("manufacturing", "supply", "services"))
_JOINTLY = re.compile(
    r"\bco-?(?:develop|commerciali)|\bjoint(?:ly)?\b|\bcollaboratively\b"
    r"|\bdeveloped in\b|\b(?:to|will|and|for|on)(?: the)?(?: further)? develop(?:ment)?\b",
    re.IGNORECASE,
)
#: Who holds an option develops nothing yet, unless the two have agreed to.
_TO_DEVELOP = re.compile(r"\bagreement\b[^.;]{0,60}? to (?:jointly )?(?:co-)?develop\b", re.IGNORECASE)
_ACADEMIC = re.compile(
    r"\b(?:Universit|College|Hospital|Institut|Foundation|Medical Center"
    r"|National|Agency|Authority|Administration|Department"
    r"|Memorial|School"
    r"|Council"
    r"|Clinic\b|Research (?:Center|Fund)|Society|Trust\b|Ministry|Southern Research|Cancer Center)",
    re.IGNORECASE,
)
#: What is licensed is a technology to make products with, not the product.
_TOOL = Prefiltered(
    r"\blicen[cs](?:e[sd]?|ing)? (?:(?:to|for|under|of) )?(?:use )?(?:[A-Z][\w&.]*'s? |its |our |the )"
    r"(?:(?!(?:and|or)\b)[\w-]+ ){0,6}?(?:technolog(?:y|ies)|platforms?)\b(?! and )"
)
#: A licence that ends a lawsuit is one under patents: the product is the one's who was sued.
_SETTLED = Prefiltered(
    r"\b(?:[Ss]ettlement|[Ss]ettled|[Ss]ettles|[Rr]esolv(?:e[sd]?|ing)|[Ll]itigation|[Ll]awsuit|[Ii]nfring)\w*"
)
#: The licensor goes on to develop; the licensee sells.
_KEEPS_DEVELOPMENT = Prefiltered(
    r"\bretain(?:s|ed)? (?:the |all )?(?:[\w-]+ ){0,2}rights? to develop\b(?! and| or)", re.IGNORECASE
)
#: The filer gives a drug up, or only money comes from it.
_GIVEN_UP = Prefiltered(
    r"\b(?:opt(?:ed)?[- ]out|terminat|discontinu|return(?:ed)? (?:the |all )?rights|divest|sold)",
    re.IGNORECASE,
)
_ROYALTIES_ONLY = re.compile(r"\b(?:royalt(?:y|ies)|net sales?) (?:payments? )?(?:\w+ ){0,6}$", re.IGNORECASE)
#: "Orvamab (zovaxel) royalties": what the speaker has of it is money.
_OF_ROYALTIES = re.compile(
    r"(?:®|™)?(?: \([^()]{1,40}\))?(?: (?:sales|net sales|product))? [Rr]oyalt(?:y|ies)\b"
)
#: Of the company that speaks: "will be used for its clinical programs that include a trial of X".
_ITS = re.compile(
    r"\b(?:its|the Company's) (?:[\w-]+ ){0,3}(?:programs?|pipeline|candidates?|trials?|stud(?:y|ies)|assets?"
    r"|products?)\b"
)
_SELLS = re.compile(r" (?:in respect (?:to|of)|on|from|with respect to)(?: the| its)? net sales? of $")

#: Mentions of a drug that are read for its developers.
_MENTIONS_READ = 200


def find_developers(reading: Reading) -> None:
    """Fill the developers of the reading's drugs from the text beside their mentions."""
    seen: Counter[int] = Counter()
    for mention in reading.substances.drug_mentions:
        seen[mention.entity] += 1
        if seen[mention.entity] > _MENTIONS_READ:
            continue
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
        if _SELLS.match(flat[company.end : drug.start]):
            return True
        if drug.start - company.end > 240:
            return False
        between = flat[company.end : drug.start]
        word = flat[company.start : company.end].lower()
        if company.generic and word == "our":
            return bool(_OUR.match(between))
        return bool(_POSSESSED.match(between) or _DEVELOPS.match(between))
    if company.start - drug.end >= 80:
        return False
    if _of_another(reading, drug, company.start):
        return False
    gap = flat[drug.end : company.start]
    if _TOGETHER_WITH.match(gap) and _DEVELOPING.search(flat, max(0, drug.start - 80), drug.start):
        return not _ACADEMIC.search(flat[company.start : company.end])
    if _MADE_BY.match(gap) and (gap[-1] != "(" or flat[company.end : company.end + 1] == ")"):
        return True
    return bool(_DEVELOPED_BY.match(gap) or (_BESIDE.fullmatch(gap) and _WHOSE.match(flat, company.end)))


def _of_another(reading: Reading, drug: Mention, end: int) -> bool:
    """Tell whether what is said up to an offset is said of a medicine that a drug is combined or compared with."""
    page = reading.pages[drug.page]
    return any(
        m.entity != drug.entity and _WITH_ANOTHER.search(page.flat, drug.end, m.start)
        for m in reading.drugs_in(drug.page, drug.end, end)
    )


def _filer(reading: Reading) -> None:
    """Let the filer develop a drug that no one else is said to and that it speaks of."""
    we = reading.companies.we
    if we is None:
        return
    drugs = reading.substances.drugs
    parts = {part for drug in drugs for part, _ in drug.components}
    release = [page.document.type.startswith("EX-99") for page in reading.pages]
    named = [{m.entity for m in reading.companies_in(i, 0, len(p.flat))} for i, p in enumerate(reading.pages)]
    for index, drug in enumerate(drugs):
        if drug.developers or index in parts:
            continue  # a part may be anyone's: what is told is that it went into the whole
        if any(
            _OF_ROYALTIES.match(reading.pages[m.page].flat, m.end)
            for m in reading.substances.drug_mentions.of(index)
        ):
            continue
        known = any(name.casefold() in known_inns() for name in drug.names)
        if known and any(_is_anothers(reading, m) for m in reading.substances.drug_mentions.of(index)):
            continue
        for mention in reading.substances.drug_mentions.of(index):
            page = reading.pages[mention.page]
            sentence = page.sentence_at(mention.start)
            if sentence is None:
                continue
            before = page.flat[max(sentence.start, mention.start - 80) : mention.start]
            if _GIVEN_UP.search(
                page.flat, max(sentence.start, mention.start - 400), mention.start
            ) or _ROYALTIES_ONLY.search(before):
                continue
            near = reading.companies_in(mention.page, sentence.start, sentence.end)
            alone = release[mention.page] and named[mention.page] <= {we}
            # what a release speaks of is its speaker's, but for medicines long known and what is combined or compared
            told = release[mention.page] and not known and not _WITH_ANOTHER.search(before)
            ours = alone or (not near and (told or _ITS.search(page.flat, sentence.start, mention.start)))
            if ours or (any(c.entity == we for c in near) and not _is_anothers(reading, mention)):
                _add(reading, index, we, page.span(sentence.start, sentence.end))
                break


def _is_anothers(reading: Reading, drug: Mention) -> bool:
    """Tell whether a drug is what another one is combined with, or what another company supplies."""
    page = reading.pages[drug.page]
    sentence = page.sentence_at(drug.start)
    if sentence is None:
        return False
    drugs = reading.drugs_in(drug.page, sentence.start, drug.start)
    first = next(
        (m.start for m in drugs if m.entity == drug.entity), drug.start
    )  # "Keytruda (pembrolizumab)"
    others = [m for m in drugs if m.entity != drug.entity and m.end <= first]
    if others and _COMBINED.search(page.flat, others[-1].end, first):
        return True
    suppliers = reading.companies_in(drug.page, max(sentence.start, drug.start - 90), drug.start)
    return any(
        m.entity != reading.companies.we and _SUPPLIES.fullmatch(page.flat, m.end, drug.start)
        for m in suppliers
    )


def _add(reading: Reading, drug: int, company: int, span: Span) -> None:
    known = reading.substances.drugs[drug].developers
    if company not in {c for c, _ in known}:
        known.append((company, span))


def add_deal_developers(reading: Reading) -> None:
    """Add the parties of the deals that cover a drug and give rights to develop it.

    To be called once the deals are found. Licensors and licensees develop, and who acquires or is acquired;
    partners do where they license or develop together. Suppliers, distributors, investors and sellers don't,
    nor universities beside a company, parties to a mere proposal, or a licensee after the licence's end.
    """
    for deal in reading.deals:
        if deal.contract and deal.evidence:
            _add_of_goods(reading, deal)
        _add_other_side(reading, deal)
        if not deal.evidence or set(deal.types) <= _NO_RIGHTS:
            continue
        kept = any(_KEEPS_DEVELOPMENT.search(reading.sentence(where).text) for where in deal.sentences)
        tool = any(_TOOL.search(reading.sentence(where).text) for where in deal.sentences)
        settled = any(_SETTLED.search(reading.sentence(where).text) for where in deal.sentences)
        for drug in deal.drugs:
            for company, role in deal.parties:
                if kept and role == "licensee":
                    continue
                if role == "licensor" and (tool or deal.exclusivity == "non-exclusive" or settled):
                    continue  # who lends a technology or a patent owns no product that others make with it
                if _gains(deal, role) and not _only_academic(reading, drug, company):
                    _add(reading, drug, company, deal.evidence[0])


def _add_other_side(reading: Reading, deal: Deal) -> None:
    """Add whose drug it is that one of two parties combines its own with: the other's."""
    drugs, parties = reading.substances.drugs, {c for c, _ in deal.parties}
    owners = {c for d in deal.drugs for c, _ in drugs[d].developers}
    if len(parties) == 2 and len(owners & parties) == 1 and deal.evidence and not deal.contract:
        (other,) = parties - owners
        for drug in deal.drugs:
            if not drugs[drug].developers:
                _add(reading, drug, other, deal.evidence[0])


def _add_of_goods(reading: Reading, deal: Deal) -> None:
    """Add whose medicine it is that a contract has made or sold: who orders it made, or gives it to be sold."""
    kinds = set(deal.types)
    owner = "customer" if kinds <= _FOR_OTHERS else "supplier" if kinds <= _SELLING else ""
    for drug in deal.drugs if owner else ():
        if not reading.substances.drugs[drug].developers:
            for company in (c for c, role in deal.parties if role == owner):
                _add(reading, drug, company, deal.evidence[0])


def _gains(deal: Deal, role: str) -> bool:
    """Tell whether a role in a deal comes with a right to develop its drugs."""
    if role in ("licensor", "target"):
        return True
    if deal.status == "proposed":
        return False
    if role in ("acquirer", "buyer"):
        return True
    if role == "licensee":
        only_option = (
            "option" in deal.types
            and "license" not in deal.types
            and not any(_TO_DEVELOP.search(span.text) for span in deal.evidence)
        )
        return deal.status == "in force" and not only_option and not set(deal.types) <= _SELLING
    if role == "partner" and _FOR_OTHERS & set(deal.types):
        return bool(_TOGETHER & set(deal.types))
    if role == "partner":
        return bool(_TOGETHER & set(deal.types)) or any(_JOINTLY.search(span.text) for span in deal.evidence)
    return False


def _only_academic(reading: Reading, drug: int, company: int) -> bool:
    """Tell whether a party is an academic one beside which the drug has another developer."""
    name = reading.companies.entities[company].name
    return bool(reading.substances.drugs[drug].developers and _ACADEMIC.search(name))
