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
from dealgraph.extract.substances.drug_hits import NameHit
from dealgraph.extract.substances.drug_passing import MADE_FROM, is_listed, is_original
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
    r"[®™]?\s?(?:\((?:R|TM)\))?(?: tablets?| capsules?| injection| solution| cream| gel| ointment"
    r"|(?: metered[- ]dose)? inhaler| inhalation (?:solution|powder))?\s?"
    rf"(?:\(|\((?:formerly|previously|aka|a\.k\.a\.|also|or|INN:?|generic name:?|brand name:?"
    rf"|(?:(?:R&D|research|product|development|project|compound|internal) )?(?:code|code name|number)(?: name)?:?"
    rf"|{_TOLD}),? ?"
    rf"|,? (?:and )?\(?(?:(?:is |was )?{_TOLD}|formerly|previously|aka|a/k/a|now),? |,? \(?{_TOLD} )"
    r"(?:the )?[\"']?"
)
#: "Rosivex was approved in 2021 under the brand name Orvelo".
_UNDER_BRAND = re.compile(
    r"[^.;,()]{0,30}(?:,? (?:which|that))?"
    r"(?: (?:is|was|were|has been|are)|, (?:now |also |currently )?(?:in development|(?:being )?(?:developed|sold"
    r"|marketed|approved|launched)))\b(?:[^.;()]|(?<=[A-Z])\.){0,110}"
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
#: "AB12 product candidate (subsequently renamed MOR208", "ABR-77, Acme's antibody against CD38 (renamed ORV-1".
_CANDIDATE_RENAMED = re.compile(
    r"(?: (?:product |drug |lead |clinical |development )?(?:candidate|compound|antibody|program|molecule),?"
    r"|, (?:an?|the|its|our|[A-Z][\w&. -]{1,30}['\u2019]s?) [^.;()]{3,120})"
    r" \((?:which is )?(?:(?:now|formerly|previously|also|subsequently|since|later)"
    r"(?: (?:re-?named|known as|called|referred to as|designated|named|termed))?|re-?named|redesignated),?"
    r"(?: as)? [\"']?"
)
#: "Rosivex (anti-CD38, ABR-77)": the code behind what it is directed to.
_BEHIND_TARGET = re.compile(r"[®™]? \((?:anti-|[A-Z])[\w-]{2,16}, ")
_OPENING = re.compile(r"[®™]? \(")
_BETWEEN = re.compile(r"[®™]?(?:,|/| and|, and| or| \+)? ?")
_OR_PRODUCTS = re.compile(r",? or (?:the )?")
_PRODUCTS = re.compile(r" (?:[A-Z]\w+ )?(?:Products?|Compounds?)\b")
_EXPLICIT = re.compile(
    r"formerly|now |previously|aka|known|called|refer|designated|marketed|sold|named|branded|also|INN|name"
)
#: "Known as rosivex or ABC-123": two names of one.
_OR = re.compile(r"[\"']?,? or [\"']?")
_KNOWN_AS = re.compile(
    r"\b(?:formerly|previously|known|designated|identified|referred to|called)(?: by [A-Z]\w+)?(?: as)? "
    r"(?:the )?[\"']?$"
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
        c
        for c in clusters
        if is_listed(reading, c.hits, others=coded) and not (copies and is_original(reading, c.hits))
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
    if inns == 1 and _BEHIND_TARGET.fullmatch(gap) and flat.startswith(")", after.end):
        return True
    if gap == ", or " and flat[after.end : after.end + 1] == "," and not inns:
        return True
    told = _KNOWN_AS.search(flat, max(0, before.start - 40), before.start) if _OR.fullmatch(gap) else None
    if told and (before.sort != after.sort or told[0].startswith(("formerly", "previously"))):
        return True
    if "\n" in gap:
        return False
    if any(p.fullmatch(gap) for p in (_UNDER_BRAND, _ALSO_KNOWN, _DEFINED_AS, _IN_ASIDE, _CANDIDATE_RENAMED)):
        return True
    if not _ALIAS_GAP.fullmatch(gap) or MADE_FROM.search(flat, max(0, before.start - 30), before.start):
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
    if sorts[name] == "inn" and name[:2].isalpha() and name[0].isupper() and name[1:].islower():
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
