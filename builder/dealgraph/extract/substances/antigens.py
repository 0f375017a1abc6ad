"""Molecular targets in a text, and whether the words around say that something is directed to them.

Names come from a table of targets, from HGNC and, next to a cue, from their own form ("X receptor").
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.substances import nomenclature
from dealgraph.extract.substances.abridged import continued, receptors_before, shares_receptor
from dealgraph.extract.substances.antigen_forms import targets_by_form
from dealgraph.extract.substances.antigen_table import (
    names_of_targets,
    norm,
    spaced_heads,
    symbol_of,
)
from dealgraph.extract.substances.tokens import TOKEN, occurrences
from dealgraph.extract.text import Page

_SUFFIX = re.compile(
    r"-(?:targeted|targeting|directed|specific|binding|positive|negative|expressing|blocking|mediated"
    r"|based|selective|driven|dependent"
    r"|mutant|mutated|mutation|overexpressing|low|amplified|inhibitor|inhibitors|inhibiting|antibody"
    r"|antibodies|agonist|antagonist|blockade|refractory|naive|biased|TKIs?)$",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"(?:anti|pan|non|bi|dual)-(?=[A-Za-z0-9\u03b1-\u03c9])", re.IGNORECASE)

#: "miR-221/222".
_AND_NUMBER = re.compile(r"/\d{1,4}[a-z]?\b")
#: Names of months that are targets' names too, in capitals ("APRIL").
_MONTHS = ("April",)

_AGENT = (
    r"(?:inhibitors?|antagonists?|(?:super)?agonists?|modulat(?:ors?|ing)|degraders?|blockers?|activators?|binders?"
    r"|antibod(?:y|ies)|bispecifics?|stimulators?|potentiators?"
    r"|stabili[sz]ers?|inhibition|blockade|program(?:me)?s?|CAR(?:[- ]T)?|TCR|ADCs?|mAbs?|vaccines?|therap(?:y"
    r"|ies)|immunotherap(?:y|ies)|degradation|trap|decoys?|nanobod(?:y|ies)|engagers?"
    r"|TKIs?|antisense|oligonucleotides?|oligos?|ASOs?|aptamers?|siRNA|RNAi|ligands?|modulation|correctors?|inducers?"
    r"|allosteric|radio(?:ligand|therapeutic|pharmaceutical|nuclide|conjugate)s?"
    r"|conjugates?|fusion proteins?|small[- ]molecules?|compounds?|(?:molecular )?glues?"
    r"|openers?|mimetics?|DARTs?|BiTEs?|medicines?|(?:drug|product|antibody) candidates?)"
)
#: Directly before a target's name.
_BEFORE = Prefiltered(
    r"(?:\banti-? ?|\b(?<!shown to )(?<!found to )(?:inhibit(?:s|ing|ors? of|ion of)?"
    r"|targets?|targeting|targeted (?:to|against|at"
    r"|towards?)|binds?(?: \w+ly)?(?: and \w+s)?(?: to)?|binding(?: \w+ly)? (?:to|of|against)?|blocks?|blocking"
    r"|block(?:ers?|ade) of"
    r"|antagoni[sz](?:es?|ing)|antagonists? (?:of|at|for|to)|agonists? (?:of|at|for|to)|modulat(?:es?|ing"
    r"|ors? (?:of|for)|ion of)|degrad(?:es?|ing|ers? of|ation of)|activat(?:es?|ing|ors? of|ion of)"
    r"|stimulat(?:es?|ing|ors? of)"
    r"|directed (?:to|against|at|towards?)|against|antibod(?:y|ies)(?: (?:product |drug )?candidates?)? (?:to|for"
    r"|against|that (?:binds?"
    r"|targets?|blocks?|inhibits?))|specific (?:for|to)|selective (?:for|to)"
    r"|(?:selected|additional|initial|first|second|two|three|four) (?:\w+ )?targets?,"
    r"|(?:antigen|target|receptor|protein|gene|enzyme)(?:s)?(?: called| known as| named| designated)?"
    r"|expressing|neutrali[sz](?:es?|ing)|silenc(?:es?|ing)|engages?|engaging"
    r"|recogni[sz](?:es?|ing)|interacts? with|traps?|trapping|captur(?:es?|ing)|sequester(?:s|ing)?|cleav(?:es?|ing)"
    r"|product containing an antibody to|affinity for"
    r"|(?:one|licen[sc]es?|patents?|patent rights) (?:relating|related) to|work(?:s|ing)? (?:through|via)"
    r"|act(?:s|ing)? (?:on|at|upon|through|via)|suppress(?:es|ing)?|deplet(?:es?|ing)|reduc(?:es?|ing)"
    r"|potentiators? of|stabili[sz](?:es|ers? of)|mimics?|mimetics? of|stimulates?"
    r"|programs? (?:for|against|targeting)|programs?(?= \()|alters?|altering|modif(?:y|ies|ying)|edit(?:s|ing)?"
    r"|(?:targets?|antigens?)(?: \d| [A-Z])?\"? (?:shall |will )?(?:means?|refers? to)(?: collectively,?)?"
    r"|inactivat(?:es?|ing)|knock(?:s|ing)? (?:down|out)|aimed (?:at|against)"
    r"|(?:re)?direct(?:s|ing) T[- ]cells (?:to|towards?|against)|targets? (?:is|are)"
    r"|(?:inhibit|block|disrupt|prevent)(?:s|ing|ors? of)? (?:the )?(?:protein-protein )?interactions? (?:of|between)"
    r"|selectivity for|complementary to|(?:(?:kinase|receptor|integrin) |(?:dual|triple"
    r"|multi)-?(?: \w+)? ?)(?:inhibitor|agonist|antagonist)s?(?= \()|reduces?(?= (?:the )?levels of)"
    r"|(?:lower|decreas)(?:es|s|ing)(?= (?:the )?(?:[\w-]+ )?(?:expression|synthesis|production) of))"
    r"(?:,? (?:the|levels of|(?:(?:liver|hepatic|gene|protein) )?(?:expression|synthesis) of"
    r"|(?:messenger RNA|mRNA|gene)s? (?:of|for|encoding|that encodes?)"
    r"|(?:(?:[Cc]lass [IV\d]+(?: and )?)+ )?mutations (?:of|in)|both|either|including|such as|namely|human"
    r"|soluble|mutant|mutated|wild-type|target molecule|molecule"
    r"|target|targets|cell surface|surface|enzyme|protein|receptor|integrins?|immune checkpoints?|activity of"
    r"|function of|expression of|action of"
    r"|growth factors,?|(?:signaling )?ligands,?|kinases,?|cytokines,|chemokines,?|integrins,|enzymes,|isoforms,?"
    r"|(?:super)?family members,?|members of the [\w-]{2,20} (?:super)?family,?"
    r"|activation of|production of|signaling of|receptors? (?:for|of)|production|simultaneously|selectively"
    r"|specifically|a|an"
    r"|protein called|novel|multiple|several|certain|various|like|undruggable|cytokine|cytokines|checkpoints?"
    r"|tumor antigens?|genes?"
    r"|biological|neosubstrates?|(?:zinc finger )?transcription factors?|each of|any of|the following:?"
    r"|\([a-z\d]{1,3}\)"
    r"|activity|of|all|latent|free|circulating|glycans?|antigens?|carbohydrates?|gangliosides?"
    r"|glycolipids?|all forms|(?:iso)?forms? of|splicing of|cluster of differentiation \d{1,3}"
    r"|(?:[\w-]+ ){0,3}epitopes? (?:of|on)|(?:[\w-]+ ){0,3}(?:hormone|cytokine|chemokine|neuropeptide"
    r"|neurotransmitter|enzymes?|kinases?|proteases?|receptors?|glycoprotein|oncoprotein|growth factor|biomarker"
    r"|ligand|marker)))*[ -]?[\"'(*]*(?:pan-)?)$",
    re.IGNORECASE,
)
#: Directly after a target's name.
_AFTER = re.compile(
    r"(?:[\"')*]{0,2},?|\s?\([^)]{1,40}\))(?:-(?:targeted|targeting|directed|specific|binding|blocking"
    r"|selective|based|biased|inhibit\w+|expressing|TKIs?)\b"
    r"|(?:/[A-Z0-9]{1,2})?[ -](?:(?!(?:and|or|the|of|in|for|with|to|is|was|by|that|which|as)\b)[\w/+-]+ ){0,3}?"
    rf"{_AGENT}\b"
    r"|[ -](?:(?:dual|co|bi)[- ]?)?(?:targeted|targeting|directed|specific|selective|binding)\b| fusion gene"
    r"|(?: \d{4})?(?: (?:License|Collaboration|Option|Research|Exclusive|and|Development)){0,4} Agreement\b)",
    re.IGNORECASE,
)
#: Behind a target: what the agent of another one brings about ("a JAK inhibitor that blocks IL-4 signaling").
_EFFECT = re.compile(
    r"(?:,? (?:and|or) [\w-]+|, [\w-]+){0,4}[- ](?:signal|produc|secret|releas|level|express)\w*"
)
_AGENT_NAMED = re.compile(
    r"[- ][\w -]{0,20}?(?:inhibitor|antagonist|agonist|antibody|modulator|blocker|degrader)\b"
)
#: Between two targets of one list.
_JOIN = re.compile(
    r"[\"')*]{0,2}(?: \([^)]{1,30}\))?(?:,? (?:and|or|x|and/or|&|plus|as well as|and the|and human|or the) ?"
    r"|, ?(?:a member of [^,;.]{3,80}, (?:and )?)?|/|/ | ?[x\u00d7] ?|[- ]?:[- ]?|,? (?:and |or )?[A-Z][\w "
    r",-]{3,70} \(| \((?:also )?(?:known|referred to) as | \("
    r"| (?:(?:super)?family|signaling|pathway)? ?(?:ligands?|members?|proteins?|kinases?|receptors?|isoforms?),?"
    r" (?:including|such as|namely|like)(?: the)? |-"
    r"| (?:on|of|expressed (?:on|by)) (?:[\w-]+ ){1,3}cells,? (?:and|as well as|to) (?:to )?)"
    r"(?:anti-)?(?:\([a-z\d]{1,3}\) ?)?[\"'(*]{0,2}"
)
#: "FGFR2b": a splice form of a target, by its letter.
_ISOFORM = re.compile(r"[A-Z]{2,6}\d{1,2}[a-d]")
#: "CD20xCD3", "BCMA-CD3".
_CROSSED = re.compile(
    r"[A-Z0-9][A-Za-z0-9-]{1,8}?(?:x[A-Z0-9][A-Za-z0-9-]{1,8}?){1,3}|[A-Z][A-Z0-9]{2,7}-[A-Z][A-Z0-9]{2,7}"
)
_AIMED = re.compile(r"-(?:target(?:ed|ing)|directed|specific|binding)\Z")
_CROSSING = re.compile(r"(?<=[A-Za-z0-9])x(?=[A-Z0-9])")
#: "thrombopoietin (TPO) receptor": the receptor is the target.
_RECEPTOR_OF = re.compile(r" \([A-Z][\w-]{1,9}\)( receptor(?:[- ](?:alpha|beta|\d))?)\b")


#: "interleukin-13 receptor alpha", "VEGF receptors": not the ligand but its receptor.
_RECEPTOR = re.compile(
    r" receptors?\b(?!-(?:associated|like|related|interacting))"
    r"(?:[- ](?:alpha|beta|gamma|[\u03b1-\u03b3])(?:[- ]?\d)?(?![\w-]))?"
)
#: "Melanocortin receptor 1": which of its kind a receptor is.
_SUBTYPE = re.compile(
    r"[ -](?:\d{1,2}[A-Z]?|[A-D]\d?)(?=[,;)]|\.(?!\d)| (?:and|or|agonist|antagonist|inhibitor|antibod)| \()"
)
_LIGAND = re.compile(
    r"(?:IL\d+\w?|TNF\w*|VEGF\w|FGF\d+|PDGF\w|EGF|TGFB\d|CSF\d|IFN\w+|INS|NGF|BDNF|EPO|THPO|CCL\d+|CXCL\d+|GDF\d+"
    r"|BMP\d+"
    r"|ANGPT\d|HGF|IGF\d|LEP|F2|PLAU|TSLP|CALCA|GCG|GIP|SST|VIP|EDN\d|AGT|OXT|AVP|GNRH\d|TRH|CRH|GHRH|FLT3LG|KITLG)\Z"
)
#: "a member of the TGF-\u03b2 superfamily": kin of the target, not the target.
_KIN = re.compile(r"[)\"']{0,2} (?:receptor )?(?:super-?)?family\b")
#: Families that a member's name may stand beside ("sodium channel Nav1.7").
_GENERIC = frozenset(("sodiumchannel", "calciumchannel", "potassiumchannel", "chloridechannel"))
_FAMILY = re.compile(r"(?:receptor|kinase|channel|transporter|integrin|protease)\Z")


@dataclass(frozen=True, slots=True)
class AntigenHit:
    """A naming of a target. `cue` is true where the words around it say that something is directed to it."""

    start: int
    end: int
    text: str
    key: str
    cue: bool


@cache
def _pattern(name: str) -> re.Pattern[str]:
    pieces = [
        re.escape(piece)
        for piece in re.findall(r"[A-Za-z0-9\u0370-\u03ff]+|[^\sA-Za-z0-9\u0370-\u03ff-]", name)
    ]
    # "Toll-like receptors 7 and 9": the figure stands behind the plural.
    pieces = [
        piece + "s?" if last.isdigit() and _FAMILY.search(piece) else piece
        for piece, last in pairwise([*pieces, ""])
    ]
    plural = "s?" if _FAMILY.search(name) else ""
    # "Interleukin-1 receptor-associated kinase": another one.
    ends = r"(?![A-Za-z0-9]|-(?:associated|like|related|interacting|mediated|induced|dependent)\b)"
    return re.compile(r"[\s-]*".join(pieces) + plural + ends, re.IGNORECASE)


def may_be_antigen(token: str) -> bool:
    """Tell whether a word may be or begin a target's name."""
    return _judge(token) is not None


def find_antigens(page: Page, spots: list[tuple[int, str]] | None = None) -> list[AntigenHit]:
    """Find the targets that a page names, in order, with those of a list sharing the cue of one of them.

    Args:
        page: The page.
        spots: (start, word) of the words that `may_be_antigen` accepts, where the caller has them.
    """
    flat = page.flat
    found: list[tuple[int, int, str, bool]] = []
    named: dict[int, str] = {}  # in full, what a list abridges
    last = 0
    for start, token in occurrences(flat, may_be_antigen)[0] if spots is None else spots:
        known = _judge(token)
        if known is None or start < last:
            continue
        if crossed := _crossed(token):
            found += [(start + a, start + b, key, True) for a, b, key in crossed]
            last = start + len(token)
            continue
        key, skip, length, sure = known
        begin, end = start + skip, start + length
        longest = _longer(flat, begin)
        if (key or longest) and (told := _RECEPTOR_OF.match(flat, longest[0] if longest else end)):
            full = names_of_targets()[0].get(norm(flat[begin : longest[0] if longest else end] + told[1]))
            if full:
                longest = (told.end(), full, True)
        if longest is not None:
            end, key, sure = longest
        elif not key:
            continue
        if key.casefold().startswith("mir") and (family := _AND_NUMBER.match(flat, end)):
            end = family.end()
        if key and (told := _SUBTYPE.match(flat, end)) and flat.endswith(" receptor", begin, end):
            end = told.end()
            key = names_of_targets()[0].get(norm(flat[begin:end]), norm(flat[begin:end]))
        if _LIGAND.match(key) and (told := _RECEPTOR.match(flat, end)):
            end = told.end()
            single = flat[begin:end].replace("receptors", "receptor")
            key = names_of_targets()[0].get(norm(single), norm(single))
        elif _LIGAND.match(key) and flat.endswith(_RECEPTOR_FOR, 0, begin):
            key, named[begin] = _receptor_of(flat[begin:end]), flat[begin:end] + " receptor"
        elif _LIGAND.match(key) and (full := names_of_targets()[0].get(norm(flat[begin:end] + " receptor"))):
            if shares_receptor(flat, end):
                key, named[begin] = full, flat[begin:end] + " receptor"
        if found and begin == found[-1][1] + 1 and flat[begin - 1] == " ":
            if key in _GENERIC:
                last = end  # "Nav1.7 sodium channel": the channel is told by its name
                continue
            if found[-1][2] in _GENERIC:
                found.pop()
        if not _KIN.match(flat, end):
            for start_, end_, name in receptors_before(flat, begin, end):
                if start_ >= last and (other := _key_of(name)):
                    found.append((start_, end_, other, True))
                    named[start_] = name
            found.append((begin, end, key, sure))
            listed = _BEFORE.search(flat[max(0, begin - 110) : begin]) is not None
            for start_, end_, name, other in continued(flat, begin, end, _key_of, listed=listed):
                found.append((start_, end_, other, sure))
                named[start_] = name
                end = end_
        last = end
    return [replace(hit, text=named.get(hit.start, hit.text)) for hit in _with_cues(flat, found, named)]


#: "The receptor for interleukin-6".
_RECEPTOR_FOR = (
    "receptor for ",
    "receptors for ",
    "receptor of ",
    "receptor for the ",
    "receptor for human ",
)


def _receptor_of(ligand: str) -> str:
    name = ligand + " receptor"
    return names_of_targets()[0].get(norm(name), norm(name))


def _key_of(name: str) -> str:
    return names_of_targets()[0].get(norm(name)) or symbol_of(name)


def _crossed(token: str) -> list[tuple[int, int, str]]:
    """Give (start, end, key) of the targets of a word that crosses them, or nothing.

    >>> [key for _, _, key in _crossed("CD38xBCMAxCD3")]
    ['CD38', 'TNFRSF17', 'CD3E']
    """
    token = _AIMED.sub("", token)
    if not _CROSSED.fullmatch(token):
        return []
    names = _CROSSING.split(token) if _CROSSING.search(token) else token.split("-")
    keys = names_of_targets()[0]
    parts: list[tuple[int, int, str]] = []
    at = 0
    for name in names:
        parts.append((at, at + len(name), keys.get(norm(name), "")))
        at += len(name) + 1
    return parts if all(key for _, _, key in parts) else []


@lru_cache(maxsize=1 << 16)
def _judge(token: str) -> tuple[str, int, int, bool] | None:
    """Give (key or "", characters to skip, length, needs no cue) of what may begin a target's name."""
    keys, longer = names_of_targets()
    if crossed := _crossed(token):
        return crossed[0][2], 0, crossed[0][1], True
    if len(token) < 2:
        return ("", 0, 1, False) if token.isupper() and norm(token) in longer else None
    skip = len(prefix[0]) if (prefix := _PREFIX.match(token)) else 0
    name = _SUFFIX.sub("", token[skip:])
    normed = norm(name)
    begins = normed in longer or norm(token[skip:]) in longer or token in spaced_heads()
    if name in _MONTHS:
        return None
    if normed in keys and not (name.islower() and len(name) < 3):
        shape = name != name.lower() or len(normed) > 4 or any(c.isdigit() for c in name)
        if normed in nomenclature.words("look_alikes.txt"):
            if name.islower() and len(name) < 5 and nomenclature.is_english(name) and not begins:
                return None  # "met its endpoint", "a set of"
            return (
                (keys[normed], skip, skip + len(name), False) if name[0].isupper() or len(name) > 2 else None
            )
        if shape:
            return keys[normed], skip, skip + len(name), True
    if _ISOFORM.fullmatch(name) and norm(name[:-1]) in keys:
        return keys[norm(name[:-1])], skip, skip + len(name), True
    symbol = symbol_of(name)
    return (symbol, skip, skip + len(name), False) if symbol or begins else None


def _longer(flat: str, start: int) -> tuple[int, str, bool] | None:
    keys, longer = names_of_targets()
    first = TOKEN.match(flat, start)
    if first is None:
        return None
    for word in dict.fromkeys((first.group(), _SUFFIX.sub("", first.group()))):
        for name in longer.get(norm(word), ()):
            if match := _pattern(name).match(flat, start):
                return match.end(), keys[norm(name)], True
    if first[0] in spaced_heads() and (figure := _FIGURE_APART.match(flat, first.end())):
        key = keys.get(norm(first[0] + figure[1]), "")
        return (figure.end(), key, False) if key else None
    return None


#: The rest of a short name that is written apart: "IL 17A".
_FIGURE_APART = re.compile(r" ([A-L]?\d{1,3}[A-Z]?)(?!\.?\w|[%/-]| ?(?:mg|million|patients|of)\b)")


def _with_cues(
    flat: str, found: list[tuple[int, int, str, bool]], abridged: Container[int]
) -> list[AntigenHit]:
    cues = [_cued(flat, start, end) for start, end, _, _ in found]
    groups: list[list[int]] = []
    for i, (start, _, _, _) in enumerate(found):
        near = bool(groups) and start - found[i - 1][1] < 110
        if near and (start in abridged or _JOIN.fullmatch(flat, found[i - 1][1], start)):
            groups[-1].append(i)
        else:
            groups.append([i])
    out: list[AntigenHit] = []
    for group in groups:
        cue = any(cues[i] for i in group) and not _told_before(flat, found, cues, group)
        for i in group:
            start, end, key, sure = found[i]
            if cue or sure:
                out.append(AntigenHit(start, end, flat[start:end], key, cue))
    taken = {(h.start, h.end) for h in out}
    for start, end in targets_by_form(flat):
        if not any(s < end and e > start for s, e in taken):
            out.append(AntigenHit(start, end, flat[start:end], norm(flat[start:end]), True))
    return sorted(out, key=lambda h: h.start)


def _told_before(
    flat: str, found: list[tuple[int, int, str, bool]], cues: list[bool], group: list[int]
) -> bool:
    """Tell whether a group is only what the inhibitor of a target named before brings about."""
    before = group[0] - 1
    if before < 0 or not cues[before] or not _EFFECT.match(flat, found[group[-1]][1]):
        return False
    between = flat[found[before][1] : found[group[0]][0]]
    return len(between) < 90 and ". " not in between and _AGENT_NAMED.match(between) is not None


#: "It has no EGFR or CYP3A4 inhibition", "without inhibiting hERG", "spares EGFR": what a medicine leaves alone.
_DENIED = re.compile(
    r"\b(?:no|not|without|spar(?:es?|ing)|lacks?|lacking|avoid(?:s|ing)?|devoid of"
    r"|(?:no|without) (?:significant|relevant|meaningful|detectable)|do(?:es)? not)"
    r" (?:(?:any|an?|the|wild-type|inhibit|block|bind|bind to|activate|target"
    r"|inhibiting|inhibition of|blocking|binding to|activating|activity (?:at|against|on)) )?"
    r"(?:[A-Za-z][\w-]{1,10} (?:or|and) )?[\"'(]?\Z"
)


#: "Armed with a topoisomerase 1 inhibitor payload": what a conjugate carries, not what it is directed to.
_CARRIED = re.compile(
    r"[- ](?:[Ii]|1)?[ -]?(?:inhibitor|inhibiting|targeting)s?,? (?:[a-z]+ )?(?:payload|warhead)"
)
#: "A vector expressing human factor VIII": what a gene therapy makes.
_MADE = re.compile(
    r"\b(?:vectors?|virus|AAV\d*|lentivir\w+|gene therapy|transgene|plasmid|cassette)[^.;,]{0,40}"
    r" (?:expressing|encoding|expresses|encodes) (?:(?:the|a|human|functional|full-length) )*\Z"
)


def _cued(flat: str, start: int, end: int) -> bool:
    if _DENIED.search(flat, max(0, start - 60), start) or _CARRIED.match(flat, end):
        return False
    if _MADE.search(flat, max(0, start - 110), start):
        return False
    return bool(_BEFORE.search(flat[max(0, start - 110) : start]) or _AFTER.match(flat[end : end + 120]))
