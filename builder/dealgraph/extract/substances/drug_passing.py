"""Whether a medicine is more than mentioned in passing: as a partner, a comparator, an ingredient or an original."""

from __future__ import annotations

import re

from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Reading
from dealgraph.extract.substances import nomenclature
from dealgraph.extract.substances.drug_context import is_subject
from dealgraph.extract.substances.drug_hits import NameHit

#: "A metabolite of CLARITIN known as desloratadine": another drug than what it is made from.
MADE_FROM = re.compile(
    r"\b(?:metabolites?|isomers?|enantiomers?|version|derivatives?|analog(?:ue)?s?|prodrugs?|successor"
    r"|alternative) (?:of|to)"
    r" (?:the )?$"
)
#: A biosimilar's or generic's original, which is no medicine of the deal where the copy has a code of its own.
_ORIGINAL = Prefiltered(
    r"\b(?:biosimilars? (?:of|to|for|versions? of|referencing|candidates? (?:to|for|of))|generic (?:versions?"
    r"|equivalents?)"
    r" (?:of|to)|referencing|reference (?:product|medicine|biologic|drug),?|interchangeable with|similar to)"
    r" (?:(?:the |[A-Z][\w&]*'s? |[A-Z]\w+ and [A-Z]\w+'s? )[\"']?)?"
    r"(?:[A-Z][\w/-]+(?:®|™|\((?:R|TM)\))?(?: \([a-z-]+\))?(?:,? and |, )){0,4}"
    r"(?:[A-Z][\w/-]+[\"']?\s?(?:®|™|\((?:R|TM)\))?[\"']?,? ?\(?)?[\"'(]*$"
)

#: Before a name: it is only a partner, a comparator or an example.
_PASSING_BEFORE = re.compile(
    r"\b(?:in combination with|combined with|together with|combination of [\w ]{0,30}(?:and|with)|plus"
    r"|(?:stud(?:y|ies)|trials?|tested|superior) against"
    r"|versus|vs\.?|compared (?:to|with)|comparator|such as|e\.g\.,?|standard[- ]of[- ]care|prior"
    r"|previously treated with|previously received"
    r"|refractory to|resistant to|intolerant to|failed|after|following|background|competitors?|compet(?:e"
    r"|es|ing|ition)|alternatives? to|losing ground to|rival (?:drug|treatment|therapy)|like|unlike|similar to"
    r"|chemotherapy|alone or with|on a background of"
    r"|bolster(?:ing)?|complement(?:s|ing)?|rival(?:s|ing)?|challenger to|threaten\w*|pretreated with"
    r"|biosimilar (?:of|to|version of|referencing)|referencing|reference product,?|superiority over)"
    r"(?: (?:[a-z]+ ){0,4}(?:blocker|inhibitor|drug|brand|originator))?"
    r"(?: (?:the|a|an|with|and|or|approved|other|[\w'-]+ therapy|[\w-]+ inhibitors?|[A-Za-z-]+,|[A-Za-z-]+ "
    r"(?:and|or|plus)))* ?[\"'(]*$",
    re.IGNORECASE,
)
#: "In combination with rosivex, an inhibitor *licensed from* Acme", "*which Acme will supply*": a deal is about it.
_OF_A_DEAL = re.compile(
    r", (?:an?|the|its|our) [^.;,]{3,90}? (?:in-)?licensed (?:from|to) (?:the )?[A-Z]"
    r"|,? which (?:the |[A-Z])[^;]{1,60}? (?:will|would|is to|has agreed to) (?:supply|provide)\b"
)
_INGREDIENT = re.compile(
    r"\b(?:formulations? of|contain(?:s|ing)?|active ingredient(?: is|,)?) (?:the )?$", re.IGNORECASE
)
#: "containing testosterone as the sole active ingredient": what makes the product what it is.
_AS_ACTIVE = re.compile(r",? as (?:an?|the|its) (?:\w+ )?active\b")
#: "To develop and commercialize products containing zolvatinib": what the deal is about.
_PRODUCTS_WITH = re.compile(
    r"\b(?:develop|commerciali[sz]|market|distribut|sell|promot|manufactur|licen[sc]|rights?)\w*\b[^.;]{0,60}"
    r"\bproducts? containing (?:the )?$"
)
#: A medicine of somebody else's that a candidate is combined or compared with, mark or no mark.
_COMBINED = re.compile(
    r"\b(?:in combination with|combined with|compared (?:to|with)|versus|losing ground to"
    r"|rival (?:drug|treatment|therapy))"
    r" (?:(?:the|[\w']+'s?) )?(?:[A-Z][\w-]+[\u00ae\u2122]? (?:and|or|plus) )?$"
)
#: "Methicillin-resistant", "imatinib-naive": what patients or germs are, and no medicine of anybody's.
_RESISTANT = re.compile(
    r"-(?:resistant|refractory|na[i\u00ef]ve|sensitive|susceptible|intolerant|experienced|treated|ineligible|exposed"
    r"|pretreated|failure|induced|responsive|free|dependent)\b"
)
#: "AstraZeneca will supply the durvalumab": a medicine that a deal is about.
_SUPPLIED = re.compile(r"\b(?:suppl(?:y|ies|ied|ying)|provid(?:e|es|ed|ing)) (?:(?:[\w'®-]+ ){0,5})?$")
#: "Will divest four products, including clindamycin and", "acquires rights to": what a sale or purchase is of.
_SOLD_AMONG = re.compile(
    r"\b(?:divest|s[eo]ll|sold|acquir|purchas|buy|rights to)\w*\b"
    r"(?:(?: (?:the|its|to|rights|generic|all|U\.S\.)){0,4} $"
    r"|[^.;]{0,70}\b(?:products?|assets|generics?|injectables?|drugs|medicines|ANDAs?|brands|applications)"
    r",?(?: including| namely|:| -|,)? ?[^.;]{0,90}$)"
)
#: What the recitals and definitions of a contract speak of is its matter, however common the medicine.
_RECITED = re.compile(
    r"\b(?:owns?|controls?|develop(?:s|ed|ing)?|rights (?:to|in)|formulations? (?:of|containing)|means?)\b[^.;]{0,70}$"
)
_CONTRACT = re.compile(r"EX-(?:10|2)(?:\D|$)", re.IGNORECASE)
_COMPETITION = re.compile(
    r"(?<!-)\bcompet(?:e|es|ing|ition|itors?|itive(?! (?:inhibit|antagon|agon)))\b|\bstandard[- ]of[- ]care\b"
    r"|\bother companies\b",
    re.IGNORECASE,
)


#: "BRAND (azelastine 137 mcg and fluticasone 50 mcg)": what stands in the parenthesis is what the brand is made of.
_MADE_OF = re.compile(r"[A-Z][\w-]+\s?(?:®|™|\((?:R|TM)\))?,? \((?P<what>[^()]{10,120})\)")
_STRENGTH = re.compile(r"\d ?(?:mg|mcg|µg|%|IU|units)\b|\d ?%")
_AND_ANOTHER = re.compile(r"\b(?:and|plus|with)\b|[+/]")


def is_listed(reading: Reading, hits: list[NameHit], *, others: bool) -> bool:
    """Tell whether a drug is more than mentioned in passing; `others`: there are codes or brands."""
    background = all(h.text.casefold() in nomenclature.words("background_drugs.txt") for h in hits)
    known = all(h.sort in ("inn", "brand") for h in hits)
    for hit in hits:
        page = reading.pages[hit.page]
        if hit.sort == "inn" and (_is_ingredient(page.flat, hit) or _RESISTANT.match(page.flat, hit.end)):
            continue
        sentence = page.sentence_at(hit.start)
        begin = sentence.start if sentence else 0
        before = page.flat[max(begin, hit.start - 120) : hit.start]
        marked = re.match(r"\s?[®™]", page.flat[hit.end : hit.end + 2])
        of_a_deal = _OF_A_DEAL.match(page.flat, hit.end, hit.end + 160)
        if MADE_FROM.search(before) or (_PASSING_BEFORE.search(before) and not (marked or of_a_deal)):
            continue
        if marked and known and others and not of_a_deal and _COMBINED.search(before):
            continue
        part = known and others and _INGREDIENT.search(before) and not _AS_ACTIVE.match(page.flat, hit.end)
        if part and not _PRODUCTS_WITH.search(before):
            continue
        if known and sentence is not None:
            if _COMPETITION.search(
                page.flat, max(sentence.start, hit.start - 400), min(sentence.end, hit.end + 400)
            ):
                continue
            after = page.flat[hit.end : hit.end + 140]
            recited = _CONTRACT.match(page.document.type) and _RECITED.search(before)
            told = (
                recited or _SUPPLIED.search(before) or _SOLD_AMONG.search(before) or _AS_ACTIVE.match(after)
            )
            if background and not (is_subject(before, after) or told or of_a_deal):
                continue
        return True
    return False


def is_original(reading: Reading, hits: list[NameHit]) -> bool:
    """Tell whether a medicine is only named as what another is a copy of."""
    if any(h.sort == "code" for h in hits):
        return False
    return all(_ORIGINAL.search(reading.pages[h.page].flat, max(0, h.start - 110), h.start) for h in hits)


def _is_ingredient(flat: str, hit: NameHit) -> bool:
    """Tell whether a name is one of several in the parenthesis behind a brand: an ingredient, and no drug by itself."""
    opening = flat.rfind(" (", max(0, hit.start - 100), hit.start)
    brand = flat.rfind(" ", max(0, opening - 40), opening) + 1
    made_of = _MADE_OF.match(flat, brand) if opening > 0 else None
    if made_of is None or not made_of.start("what") <= hit.start < made_of.end("what"):
        return False
    if _STRENGTH.search(made_of["what"]) and _AND_ANOTHER.search(made_of["what"]):
        return True
    names = [w for w in re.findall(r"[A-Za-z][a-z-]{5,}", made_of["what"]) if nomenclature.is_inn(w.lower())]
    return len(names) > 1 and bool(_AND_ANOTHER.search(made_of["what"]))
