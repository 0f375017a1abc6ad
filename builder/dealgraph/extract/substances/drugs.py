"""From occurrences of names to drugs: aliases joined, drugs mentioned only in passing left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from dealgraph.extract.mentions import Mention, MentionIndex
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import DrugEntity, Reading
from dealgraph.extract.substances import nomenclature
from dealgraph.extract.substances.drug_codes import RELEASE_TAIL
from dealgraph.extract.substances.drug_context import is_subject
from dealgraph.extract.substances.drug_names import NameHit
from dealgraph.extract.substances.proteins import protein_of

#: Between two names of one drug. What follows decides whether a bare parenthesis is one.
_TOLD = (
    r"(?:also |formerly |previously |now |hereinafter |collectively |commonly )?(?:known|called"
    r"|referred to|referenced|designated|marketed|sold|named|renamed|branded)(?: [\w. ]{1,40}?)? (?:as|under the "
    r"(?:brand|trade) "
    r"?name|in (?:the )?\w+ as)|(?:also |previously |formerly |which (?:will be|was) |subsequently "
    r")(?:named|renamed|called|designated|termed)"
    r"|which (?:is |was |are |has been |we |is being |will be )?(?:now |currently |later |since |subsequently )?"
    r"(?:named|renamed|call|market(?:ed)? as|sold as|commerciali[sz]ed as)"
    r"|(?:now |since |later )?(?:re-?named|redesignated|rebranded)(?: as)?"
    r"|which is being developed (?:in (?:the )?[\w.]+ )?under the (?:brand|trade) name"
)
_ALIAS_GAP = re.compile(
    r"[®™]?\s?(?:\((?:R|TM)\))?(?: tablets?| capsules?| injection| solution| cream)?\s?"
    rf"(?:\(|\((?:formerly|previously|aka|a\.k\.a\.|also|or|INN:?|generic name:?|brand name:?"
    rf"|(?:(?:R&D|research|product|development|project|compound|internal) )?(?:code|code name|number)(?: name)?:?"
    rf"|{_TOLD}),? ?"
    rf"|,? (?:and )?\(?(?:(?:is |was )?{_TOLD}|formerly|previously|aka|a/k/a|now),? |,? \(?{_TOLD} )"
    r"(?:the )?[\"']?"
)
#: "A metabolite of CLARITIN known as desloratadine": another drug than what it is made from.
_MADE_FROM = re.compile(
    r"\b(?:metabolites?|isomers?|enantiomers?|version|derivatives?|analog(?:ue)?s?|prodrugs?|successor"
    r"|alternative) (?:of|to)"
    r" (?:the )?$"
)
#: "Rosivex was approved in 2021 under the brand name Orvelo".
_UNDER_BRAND = re.compile(
    r"[^.;,()]{0,30}(?:,? (?:which|that))? (?:is|was|were|has been|are)\b(?:[^.;()]|(?<=[A-Z])\.){0,110}"
    r" under the (?:brand|trade) ?(?:names?|marks?) [\"']?"
)
#: "VK5211 (an androgen receptor modulator, formerly LGD-4033)".
_IN_ASIDE = re.compile(
    r"[®™]? \([^();]{3,90}, (?:formerly|previously|also known as|a\.?k\.?a\.?|now)(?: known as| called| designated)?,? "
)
#: "ABR-77, an anti-CTLA-4 antibody also known as orvalimab".
_ALSO_KNOWN = re.compile(
    r", (?:an?|the|its|our) [^.;,()]{3,90}?,? (?:also|formerly|previously|commonly) (?:known|called"
    r"|referred to|designated)"
    r"(?: as)? [\"']?"
)
#: "Veldorane" means the antagonist that Orvane designates as "ORV-1".
_DEFINED_AS = re.compile(
    r"\" (?:shall |will )?means? [^.;\"]{0,140}?\b(?:known|referred to|designated|identified|called"
    r"|designates|identifies)(?: by [A-Z]\w+)?(?: internally)? as [\"']?"
)
#: "AB12 product candidate (subsequently renamed MOR208".
_CANDIDATE_RENAMED = re.compile(
    r" (?:product |drug |lead |clinical |development )?(?:candidate|compound|antibody|program|molecule),?"
    r" \((?:which is )?"
    r"(?:now|formerly|previously|also|subsequently|since|later)"
    r"(?: (?:re-?named|known as|called|referred to as|designated|named|termed))?,? [\"']?"
)
_OPENING = re.compile(r"[®™]? \(")
_BETWEEN = re.compile(r"[®™]?(?:,|/| and|, and| or| \+)? ?")
_OR_PRODUCTS = re.compile(r",? or (?:the )?")
_PRODUCTS = re.compile(r" (?:[A-Z]\w+ )?(?:Products?|Compounds?)\b")
_EXPLICIT = re.compile(
    r"formerly|now |previously|aka|known|called|refer|designated|marketed|sold|named|branded|also|INN|name"
)
#: "Known as rosivex or ABC-123": two names of one.
_KNOWN_AS = re.compile(
    r"\b(?:known|designated|identified|referred to|called)(?: by [A-Z]\w+)?(?: as)? (?:the )?[\"']?$"
)
_CLOSE = re.compile(
    r"[\"']?[®™]?(?:/[a-z]{4,20})?(?: [a-z]+)?(?:\s?\((?:R|TM)\))?[\"']?\s?[),;]| or [A-Z][\w-]{2,20}\)"
)
_SALT = re.compile(
    r" (?:alfa|beta|gamma|delta|bromide|hydrochloride|phosphate|sulfate|sodium|disodium(?: hexahydrate)?"
    r"|tromethamine|potassium|calcium|acetate|mesylate|tosylate"
    r"|maleate|fumarate|citrate|tartrate|besylate|dimaleate"
    r"|succinate|hyclate|topical solution|topical|cream|gel|ointment|ophthalmic solution)(?:-\w+)?$"
)

#: What is made of a substance; the substance's own name is the drug's.
_FORM = re.compile(r" (?:topical(?: solution)?|cream|gel|ointment|ophthalmic solution)$")

#: "The compound will be known as VS-6766", "Acme has renamed the antibody AC208": the name is that of the drug told
#: before.
_THE_DRUG = (
    r"(?:[\w-]+ ){0,2}(?:compound|molecule|antibod(?:y|ies)|candidate|drug|product|asset|program(?:me)?|vaccine|therapy"
    r"|peptide|inhibitor|treatment|medicine)"
)
_RENAMED = Prefiltered(
    rf"\b(?:[Tt]he|[Tt]his|[Ii]ts) {_THE_DRUG},? (?:which )?(?:(?:is|was|will be|has been|had been|to be) )?"
    r"(?:(?:now|also|since|subsequently|being|internally|henceforth) )?"
    r"(?:known|called|named|renamed|re-named|redesignated|designated|referred to|rebranded)(?: by [A-Z]\w+)? "
    r"(?:as )?[\"'(]*$"
    rf"|\b(?:renam|re-nam|redesignat|designat|rebrand)(?:ed|ing) (?:the|this|its) {_THE_DRUG} (?:as )?[\"'(]*$"
)
#: How far behind a drug its new name may stand.
_RENAMED_WITHIN = 500

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
    r"|es|ing|ition)|alternatives? to|like|unlike|similar to|chemotherapy|alone or with|on a background of"
    r"|bolster(?:ing)?|complement(?:s|ing)?|rival(?:s|ing)?|challenger to|threaten\w*|pretreated with"
    r"|biosimilar (?:of|to|version of|referencing)|referencing|reference product,?|superiority over)"
    r"(?: (?:[a-z]+ ){0,4}(?:blocker|inhibitor|drug|brand|originator))?"
    r"(?: (?:the|a|an|with|and|or|approved|other|[\w'-]+ therapy|[\w-]+ inhibitors?|[A-Za-z-]+,|[A-Za-z-]+ "
    r"(?:and|or|plus)))* ?[\"'(]*$",
    re.IGNORECASE,
)
#: "In combination with rosivex, an inhibitor *licensed from* Acme": a deal is about it.
_OF_A_DEAL = re.compile(r", (?:an?|the|its|our) [^.;,]{3,90}? (?:in-)?licensed (?:from|to) (?:the )?[A-Z]")
_INGREDIENT = re.compile(
    r"\b(?:formulations? of|contain(?:s|ing)?|active ingredient(?: is|,)?) (?:the )?$", re.IGNORECASE
)
#: "containing testosterone as the sole active ingredient": what makes the product what it is.
_AS_ACTIVE = re.compile(r",? as (?:an?|the|its) (?:\w+ )?active\b")
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


@dataclass(slots=True)
class Cluster:
    """Occurrences of one drug under its names."""

    hits: list[NameHit] = field(default_factory=list)


def norm(name: str) -> str:
    """Bring a drug's name to the form that its spellings share.

    >>> norm("ISB 2001") == norm("ISB-2001")
    True
    """
    return re.sub(r"[\s\-.]+", "", name.casefold())


def find_drugs(reading: Reading, hits: list[NameHit]) -> None:
    """Fill the reading's drugs and their mentions from the occurrences of names."""
    clusters = _clusters(reading, hits)
    coded = any(h.sort != "inn" for h in hits)
    copies = any(h.sort == "code" for h in hits)
    clusters = [
        c for c in clusters if _listed(reading, c, others=coded) and not (copies and _is_original(reading, c))
    ]
    clusters.sort(key=lambda c: (c.hits[0].page, c.hits[0].start))
    found = reading.substances
    mentions: list[Mention] = []
    for cluster in clusters:
        index = len(found.drugs)
        found.drugs.append(_entity(cluster))
        mentions += [Mention(h.page, h.start, h.end, index) for h in cluster.hits]
    found.drug_mentions = MentionIndex(mentions)


def _clusters(reading: Reading, hits: list[NameHit]) -> list[Cluster]:
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for hit in hits:
        root(norm(hit.text))
    for key, other in (
        _known_pairs(hits)
        + _alias_pairs(reading, hits)
        + _listed_aliases(reading, hits)
        + _renamed(reading, hits)
    ):
        parent[root(norm(other))] = root(norm(key))
    clusters: dict[str, Cluster] = {}
    for hit in hits:
        clusters.setdefault(root(norm(hit.text)), Cluster()).hits.append(hit)
    return list(clusters.values())


def _known_pairs(hits: list[NameHit]) -> list[tuple[str, str]]:
    """Pair brands, salts and suffixed forms with the nonproprietary name that the filing has too."""
    names = {h.text.casefold() for h in hits}
    out = [
        (bare, name)
        for name in sorted(names)
        if (bare := RELEASE_TAIL.sub("", name)) != name and bare in names
    ]
    for name in sorted(names):
        base = nomenclature.brands().get(name, "")
        bare = _SALT.sub("", name)
        if len(name) > 9 and name[-5] == "-" and nomenclature.is_inn(name[:-5]):
            bare = name[:-5]
        salts = {other for other in names if base and other.startswith(base + " ") and _SALT.search(other)}
        out += [
            (full, name)
            for full in sorted({base, base.split(" ")[0], bare, protein_of(name)} | salts)
            if full and full != name and full in names
        ]
    return out


def _alias_pairs(reading: Reading, hits: list[NameHit]) -> list[tuple[str, str]]:
    """Pair neighbouring names that the words between make names of one drug."""
    out: list[tuple[str, str]] = []
    for before, after in pairwise(hits):
        if before.page != after.page or not 0 < after.start - before.end < 160:
            continue
        flat = reading.pages[before.page].flat
        gap = flat[before.end : after.start]
        codes = before.sort == after.sort == "code"
        goes_on = (
            gap == " and "
            and out
            and out[-1][1] == before.text
            and flat[after.end : after.end + 1] in ((".", ")") if codes else (")",))
        )
        if goes_on or _same(flat, before, after, gap):
            out.append((before.text, after.text))
    return out


def _same(flat: str, before: NameHit, after: NameHit, gap: str) -> bool:
    """Tell whether what stands between two names says that they name one drug."""
    inns = (before.sort, after.sort).count("inn")
    if _OR_PRODUCTS.fullmatch(gap) and _PRODUCTS.match(flat, after.end):
        return True
    if gap == "/" and before.sort == after.sort == "code":
        return True
    if gap == ", or " and flat[after.end : after.end + 1] == "," and not inns:
        return True
    if (
        gap in (" or ", ", or ")
        and inns == 1
        and _KNOWN_AS.search(flat, max(0, before.start - 40), before.start)
    ):
        return True
    if "\n" in gap:
        return False
    if any(p.fullmatch(gap) for p in (_UNDER_BRAND, _ALSO_KNOWN, _DEFINED_AS, _IN_ASIDE, _CANDIDATE_RENAMED)):
        return True
    if not _ALIAS_GAP.fullmatch(gap) or _MADE_FROM.search(flat, max(0, before.start - 30), before.start):
        return False
    # A brand may end like a name made of a stem: "Zaxine (rifaximin)".
    brand = before.text[0].isupper() and after.text.islower()
    return bool(_EXPLICIT.search(gap) or ((inns < 2 or brand) and _CLOSE.match(flat, after.end)))


def _listed_aliases(reading: Reading, hits: list[NameHit]) -> list[tuple[str, str]]:
    """Pair a drug with the several names of a parenthesis behind it: "HB-400 (GS-2829 and GS-6779)"."""
    out: list[tuple[str, str]] = []
    for i, head in enumerate(hits):
        flat = reading.pages[head.page].flat
        opening = _OPENING.match(flat, head.end)
        if not opening:
            continue
        inside: list[NameHit] = []
        at = opening.end()
        for hit in hits[i + 1 : i + 6]:
            if hit.page != head.page or (hit.start != at and not _BETWEEN.fullmatch(flat, at, hit.start)):
                break
            inside.append(hit)
            at = hit.end
        if len(inside) > 1 and flat[at : at + 1] == ")":
            out += [(head.text, hit.text) for hit in inside]
    return out


def _renamed(reading: Reading, hits: list[NameHit]) -> list[tuple[str, str]]:
    """Pair a drug with the name that its buyer gave it: "the compound, now called ATG-037"."""
    return [
        (before.text, after.text)
        for before, after in pairwise(hits)
        if before.page == after.page
        and after.start - before.end < _RENAMED_WITHIN
        and norm(before.text) != norm(after.text)
        and _RENAMED.search(reading.pages[after.page].flat, max(before.end, after.start - 90), after.start)
    ]


def _entity(cluster: Cluster) -> DrugEntity:
    """Name a drug: nonproprietary name, else code, else brand; the most frequent spelling of each."""
    counts = Counter(h.text for h in cluster.hits)
    sorts = {h.text: h.sort for h in cluster.hits}
    order = {"inn": 0, "code": 1, "part": 1, "brand": 2, "coined": 2}
    first = {h.text: i for i, h in reversed(list(enumerate(cluster.hits)))}
    counts = Counter({name: counts[name] for name in counts if not _is_variant(name, counts)})
    ranked = sorted(counts, key=lambda n: (order[sorts[n]], bool(_SALT.search(n)), -counts[n], first[n]))
    name = ranked[0]
    if sorts[name] == "inn" and name[0].isupper() and name[1:].islower():
        name = name[0].lower() + name[1:]
    bare = _FORM.sub("", name) if sorts[ranked[0]] == "inn" else name
    entity = DrugEntity(bare)
    others = [name, *ranked[1:]] if bare != name else ranked[1:]
    for other in others:
        entity.add(other)
    certain = {"inn": 0.95, "code": 0.9, "part": 0.8, "brand": 0.9, "coined": 0.75}
    entity.confidence = max(certain[sorts[n]] for n in counts)
    return entity


def _is_variant(name: str, counts: Counter[str]) -> bool:
    """Tell whether a name only begins a sentence with the capital that another spelling hasn't."""
    return name[:1].isupper() and name[1:].islower() and name.lower() in counts


def _listed(reading: Reading, cluster: Cluster, *, others: bool) -> bool:
    """Tell whether a drug is more than mentioned in passing; `others`: there are codes or brands."""
    background = all(h.text.casefold() in nomenclature.words("background_drugs.txt") for h in cluster.hits)
    known = all(h.sort in ("inn", "brand") for h in cluster.hits)
    for hit in cluster.hits:
        page = reading.pages[hit.page]
        if hit.sort == "inn" and _is_ingredient(page.flat, hit):
            continue
        sentence = page.sentence_at(hit.start)
        begin = sentence.start if sentence else 0
        before = page.flat[max(begin, hit.start - 120) : hit.start]
        marked = re.match(r"\s?[®™]", page.flat[hit.end : hit.end + 2])
        of_a_deal = _OF_A_DEAL.match(page.flat, hit.end, hit.end + 160)
        if _MADE_FROM.search(before) or (_PASSING_BEFORE.search(before) and not (marked or of_a_deal)):
            continue
        if known and others and _INGREDIENT.search(before) and not _AS_ACTIVE.match(page.flat, hit.end):
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
            if background and not is_subject(before, after) and not told:
                continue
        return True
    return False


def _is_original(reading: Reading, cluster: Cluster) -> bool:
    """Tell whether a medicine is only named as what another is a copy of."""
    if any(h.sort == "code" for h in cluster.hits):
        return False
    return all(
        _ORIGINAL.search(reading.pages[h.page].flat, max(0, h.start - 110), h.start) for h in cluster.hits
    )


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
