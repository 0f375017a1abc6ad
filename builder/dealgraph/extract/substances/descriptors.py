"""The noun phrases and clauses that describe a drug where it is mentioned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Reading

_HEAD = (
    r"(?:antibod(?:y|ies)|[Nn]anobod(?:y|ies)|mAb|inhibitors?|antagonists?|(?:super)?agonists?|modulators?|degraders?|blockers?"
    r"|activators?|vaccines?|therap(?:y|ies)|molecules?|compounds?|candidates?|conjugates?|ADCs?|proteins?"
    r"|peptides?|therapeutics?|drugs?|products?|programs?|assets?|immunotherap(?:y|ies)|receptors?"
    r"|treatments?|agents?|medicines?|portfolio|oligonucleotides?|enzymes?|bispecifics?|CAR-?Ts?|payloads?"
    r"|prodrugs?|patch(?:es)?|implants?|formulations?|radio(?:ligand|pharmaceutical|therapeutic|conjugate)s?|siRNAs?"
    r"|aptamers?|oligos?|engagers?|binders?|stabili[sz]ers?|potentiators?)"
)
_MARK = (
    r"[\"']?(?:\s?[®™]|\s?\((?:R|TM)\))*[\"']?"
    r"(?: \d+(?:\.\d+)? ?m?c?g)?(?: (?:SC|IV|XR|ER|LAR|CR|SR|ODT)\b)?(?: tablets?| capsules?| injection| cream)?"
)
#: Behind "BRAND (name)": what it is made up as.
_FORM = (
    r"(?:,? (?:oral |topical |ophthalmic |nasal )?"
    r"(?:tablets?|capsules?|injection|for injection|cream|gel|solution|suspension|spray))?"
)
#: "X, a ...", "X is an ...", "X (formerly Y), our ...".
_APPOSED = re.compile(
    rf"{_MARK}\)?(?: (?:in|from) [A-Z]\w+)?(?: \([^)]{{1,60}}\))*,? making it the\b"
    rf"|{_MARK}\)?(?: \([^)]{{1,60}}\))*{_FORM}(?:, [a-z][^,;.]{{3,70}},(?= (?:is|was)\b))?"
    r"(?:,|:| -)?(?: which| that"
    rf"| is| was| are| were| being| represents| "
    rf"also| currently| potentially)*"
    r" (?:(?:a|an|the|our|its|their|both|all|each|one of|novel|investigational|first-in-class|selective|oral"
    r"|[A-Z][\w&.]*(?: [A-Z]\w+)?'s?)(?!\w)|anti-\b)"
    rf"|{_MARK} (?:shall |will )?means? (?:any|an?|the|that certain|[A-Z][\w&.]*'s?)(?!\w)"
)
#: "X antibody", "X CAR-T cell therapy".
_ADJACENT = re.compile(
    rf"{_MARK} and (?:any )?(?:related|other|back-?up) antibodies|{_MARK},? (?:(?!(?:and|or|for|in|with|to"
    rf"|of|the|is|was|as|by|plus)\b)[\w/-]+ ){{0,4}}{_HEAD}\b"
)
#: "X inhibits ...", "X, which targets ...".
_VERB = re.compile(
    rf"{_MARK}\)?(?: \([^)]{{1,60}}\))?{_FORM},?(?: and (?:any )?other (?:product|antibod|compound|molecule)\w*| "
    rf"which| that| and| is| are| was| whose (?:targets?|mechanism(?: of action)?) (?:is|are)(?: to)?"
    r"| to| designed to| intended to| works by| has been shown to| acts by| by| potently| selectively| "
    r"specifically| simultaneously| also)*"
    r" (?:target|bind|inhibit|block|antagoni|modulat|degrad|activat|direct|neutrali|engag|deplet|reduc"
    r"|stimulat|suppress|agoni|alter|modif|edit|silenc|inactivat|recogni|interact|cleav|sequester|captur"
    r"|containing an antibody|against\b|lower|decreas|knock|work|acts?\b|mimic|trap|silences|counter"
    r"|(?:shows?|ha[sd]) (?:a )?(?:high )?(?:affinity|selectivity))\w*"
    rf"|{_MARK},? whose targets? (?:is|are)\b"
    rf"|{_MARK},? (?:which |that )?(?:pairs|links|couples|combines|comprises|consists of|is (?:composed|made up) of)"
    r" (?:an?|the|its|our|[A-Z]\w+'s?)(?!\w)"
)
_PAREN = re.compile(rf"{_MARK} \(([^)]{{3,120}})\)")
#: "our MET inhibitor compound X", "therapy, X", "inhibitors, including X".
_LEADING = Prefiltered(
    rf"(?:^|[,;:(] |\b(?:and|with|of|for|to|by|is|are|was|develop|commercialize|evaluating|including|whose"
    rf"|that|means?|on|acquire|its|our|joins|links|combines|couples|attaches|comprises|contains|uses) )"
    rf"((?:[\w/()\"\u0370-\u03ff,.'-]+ ){{0,12}}?{_HEAD}(?: (?:compound|candidate|product|program|asset"
    rf"|therapy|of \w+))?)(?: \([A-Za-z]{{2,8}}\))?"
    r"(?: (?:for|in)(?: [a-z][\w-]*){1,6}?(?=,? (?:including|such as)\b))?"
    r"[,:]?(?: (?:from which (?:it|we|the Company|[A-Z]\w+) (?:named|selected|nominated)"
    r"|which includes?|(?:that|which) (?:we|the Company) (?:refers? to as|calls?"
    r"|ha(?:s|ve) (?:named|designated))"
    r"|(?:that|which) [A-Z]\w+ (?:refers? to as|calls?|identifies as|designates as|has (?:named|designated)(?: as)?)"
    r"|(?:currently |presently )?(?:designated|identified|known|coded|referred to) by [A-Z]\w+(?: internally)? as"
    r"|(?:designated|identified|coded) as|referred to as|which|including|called|known as|named|designated"
    r"|its|the|our|lead|asset|candidate"
    r"|product|molecule|compound|program|such as|comprising|of|is|collectively|two|e\.g\.)\b,?)* ?[\"'(]*$"
)
#: "antibodies that target CD38, including X": what is said of a class stands between it and its example.
_EXAMPLE = Prefiltered(
    rf"\b({_HEAD},? (?:(?:that|which) )?(?:(?:specifically|selectively|potently|primarily) )?"
    r"(?:target|bind|inhibit|block|antagoni[sz]|activat|neutrali[sz]|degrad|directed|modulat|recogni[sz])\w*"
    r" [^.;]{2,90}?),? \(?(?:including|such as|called|known as|namely|e\.g\.|among them)"
    r"(?:,| the| our| its| lead| candidate| product| compound| antibody)* ?[\"'(]*$"
)
#: "To develop a dual inhibitor of TYK2 and JAK1, X": what stands before a name may end in its target.
_OF_A_TARGET = Prefiltered(
    r"\b(?:develop|commerciali[sz]e|rights to|licen[cs]ed?|acquired?|sell|market|advanc(?:e|ing)|developing|candidate,"
    r" |product,|is) (?:an?|its|our|the|[A-Z][\w&.]*'s?) "
    r"((?:[\w-]+ ){0,5}?(?:inhibitor|antibody|antagonist|agonist|degrader|modulator|blocker|activator|vaccine"
    r"|oligonucleotide|siRNA|therapy) (?:of|against|targeting|directed (?:to|against|at|towards?))"
    r" [^.;,]{2,80}), (?:called |named |known as |designated )?[\"'(]*$"
)
#: Between the drugs of a list, and the head of a phrase that introduces several.
_LISTED = re.compile(
    r"[®™]?(?:\)|(?: \([^)]{1,40}\))?),? (?:and |or )?(?:our |the |its |(?:[A-Z][\w&.]*'s? ))?"
)
_PLURAL = re.compile(
    r"(?:ies|[a-z]s)(?: (?:for|in)(?: [a-z][\w-]*){1,6}?(?=,? (?:including|such as)\b))?"
    r"[,:]?(?: (?:including|such as|of|called|our|comprising|collectively|e\.g\.),?)* ?[\"'(]*$"
)
_CLAUSE_END = re.compile(
    r";|, (?:and (?:we|the|our|its|will|has|is)|pursuant|under (?:which|the)|we|which (?:is|was|we|has) "
    r"(?:being|currently|in)|with (?:our|us)|whereby|for the (?:treatment|prevention))\b"
    r"| (?:pursuant to|who (?:are|have|had)|in combination with|combined with|together with|in exchange)\b"
)
#: Where a noun phrase ends, but for the commas between its adjectives ("an investigational, oral antibody").
_PHRASE_END = re.compile(
    r"[,;]|\((?![A-Za-z0-9-]{2,12}\)(?:-\w|[ ,/] ?[\w-]+[ -](?:inhib|target|direct|antag|agon|antib|bisp|block|modul)))"
    r"| (?:that|which|for|in(?! vivo)|to|with|directed|targeting(?! chimera)|under|from|pursuant|currently|being"
    r"|designed|developed)\b"
)
_ADJECTIVES_ONLY = re.compile(
    r" ?(?:(?:an?|our|its|the|novel|new|potential|potentially|investigational|proprietary|next[- ]generation"
    r"|first-in-class|best-in-class|oral|orally|once-daily|once-weekly|selective|highly|potent|bioavailable|active"
    r"|available|fully|human|humanized|humanised|synthetic|long-acting|off-the-shelf|in|vivo|lead|wholly|owned"
    r"|wholly-owned|differentiated|proposed|individuali[sz]ed|personali[sz]ed|reversible|irreversible|covalent"
    r"|subcutaneous|intravenous|injectable|inhaled|topical|patented|unique|one-time|single-dose|autologous"
    r"|allogeneic|pegylated|brain-penetrant|clinical-stage|Phase \d)(?:,? |\Z))+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A passage that describes the drug of a mention; up to `noun_end` it names what the drug is."""

    mention: Mention
    start: int
    end: int
    noun_end: int


def descriptors(reading: Reading, mention: Mention, joined: frozenset[int] = frozenset()) -> list[Descriptor]:
    """Give the passages that describe a drug at one of its mentions.

    Args:
        reading: The filing.
        mention: A mention of the drug.
        joined: Drugs (its parts) whose mentions don't end a description.
    """
    page = reading.pages[mention.page]
    sentence = page.sentence_at(mention.start)
    if sentence is None:
        return []
    same = joined | {mention.entity}
    drugs = reading.drugs_in(mention.page, sentence.start, sentence.end)
    others = [m for m in drugs if m.entity not in same]
    paren = _PAREN.match(page.flat, mention.end)
    open_from = paren.end() if paren else mention.end
    stop = min([m.start for m in others if m.start >= open_from] + [sentence.end, mention.end + 260])
    out = _after(page.flat, mention, stop)
    first = mention
    for other in reversed([m for m in drugs if m.end <= mention.start]):
        named_twice = other.entity == first.entity and page.flat[other.end : first.start] == " ("
        if not (named_twice or _LISTED.fullmatch(page.flat, other.end, first.start)):
            break
        first = other
    out += _of_all(page.flat, mention, drugs, sentence.end)
    floor = max([m.end for m in others if m.end <= first.start] + [sentence.start, first.start - 170])
    if floor > sentence.start and (told := _TOLD_OF_THE_ONE_BEFORE.match(page.flat, floor, first.start)):
        floor = told.end()
    if floor > sentence.start and (joiners := list(_COMBINED.finditer(page.flat, floor, first.start))):
        floor = joiners[-1].end()
    before = page.flat[floor : first.start]
    if example := _EXAMPLE.search(before):
        out.append(
            Descriptor(mention, floor + example.start(1), floor + example.end(1), floor + example.end(1))
        )
    if of_target := _OF_A_TARGET.search(before):
        out.append(Descriptor(mention, floor + of_target.start(1), first.start, first.start))
    leading = (
        None if floor > sentence.start and _OF_THE_ONE_BEFORE.fullmatch(before) else _LEADING.search(before)
    )
    begins = floor + leading.start(1) if leading else 0
    if leading and (unnamed := _PROGRAM_BEFORE.match(leading[1])):
        begins += unnamed.end()
    if leading and _of_the_one_behind(page.flat, mention, stop, floor + leading.start(1)):
        out = [told for told in out if told.end < stop - 2]
    if leading and (first is mention or _PLURAL.search(leading[0])):
        out.append(Descriptor(mention, begins, first.start, first.start))
    return out


#: "A program against CDK12, *and a MET inhibitor program,* ABX-1": what goes before is of a program with no name.
_PROGRAM_BEFORE = re.compile(
    r".*\b(?:programs?|antibody|inhibitor|candidate|compound|vaccine)\b[^,]*, and (?=an? )"
)
#: "Domvanalimab, *an anti-TIGIT antibody,* etrumadenant": said of the drug before.
_OF_THE_ONE_BEFORE = re.compile(
    r"\s?[®™]?(?: \([^()]{1,40}\))?, (?:an? [^,;]{3,90}|[a-z][^,;]{3,80}[a-z]s), (?:and |or )?(?:our |its )?"
)
#: "ABX-1, *an IL-6 antibody, and* the checkpoint inhibitor ABX-2": another medicine's phrase begins behind it.
_TOLD_OF_THE_ONE_BEFORE = re.compile(
    r"\s?[®™]?(?: \([^()]{1,40}\))?, an? [^,;]{3,120}(?:,? and (?=(?:the|its|our|their|an?|another) )"
    r"|, (?=(?:the|its|our|their) ))"
)
#: "ABX-1, its IL-6 antibody, *in combination with* Acme's checkpoint inhibitor ABX-2", likewise.
_COMBINED = re.compile(
    r"\b(?:in combination with|combined with|together with|along with|alongside|followed by|plus|versus"
    r"|compared (?:to|with)|(?<=, )with) "
)
#: Where that other phrase begins, within what is said behind the first.
_NEXT_ITEM = re.compile(
    rf"(?:,? (?:and|with|plus|versus) (?:an?|another|the|its|our|their|[A-Z][\w&]+'s)|, (?:the|its|our|their)) "
    rf"(?:[\w/()\u0370-\u03ff.'-]+ ){{0,6}}?{_HEAD}"
    r" (?:candidate )?(?:named |called |known as |designated )?\(?$"
)
#: "The anti-CD39 antibody X, *the PD-L1 antibody* Y": what stands before each drug of a list is said of that one.
_OF_THE_ONE_BEHIND = re.compile(
    rf"{_MARK},? (?:and |or |as well as |plus )?(?:(?:its|our|the|an?|another) )?(?:[\w/()\u0370-\u03ff.'-]+ ){{0,6}}?"
    rf"{_HEAD} (?:candidate )?\(?"
)


def _of_the_one_behind(flat: str, mention: Mention, stop: int, leading: int) -> bool:
    """Tell whether the words between a drug and the next, at `stop`, describe the next, as those before it did it."""
    if flat[leading : mention.start].rstrip().endswith((",", ":")):
        return False  # "an antibody, X, ..."
    between = flat[mention.end : stop]
    return between[:2].strip(", ") == "" and _OF_THE_ONE_BEHIND.fullmatch(between) is not None


#: "X and Y, both oral antagonists": said of each drug of the list.
_BOTH = re.compile(
    rf"{_MARK}(?: \([^()]{{1,60}}\))*,? (?:which are |being |are )?(?:both|all|each)(?: of which are| being| are)?"
    rf"(?: an?)? [^.;,]{{0,90}}?{_HEAD}\b"
)


#: "X and Y, thyroid hormone receptor agonists, and Z": said of each drug of the list, by its plural.
_KINDS = re.compile(
    rf"{_MARK}(?: \([^()]{{1,60}}\))*, (?:(?!(?:and|or|a|an|the)\b)[\w/()\u0370-\u03ff-]+ ){{1,8}}"
    r"(?:antibodies|inhibitors|antagonists|agonists|modulators|degraders|activators|blockers)(?=[,;.]| for\b)"
)
#: "ABC-1 and ABC-2, targeting X", "which target X": said of both where they are of one series, or the verb says it.
_ALL_DO = re.compile(
    rf"{_MARK}(?: \([^()]{{1,60}}\))*,? (?:(?:which|that) (?:both |each )?)?(?:target|bind|inhibit|block|activate"
    r"|degrade)(?![a-z])(?: to)? [^.;,]{2,60}"
    rf"|(?P<series>){_MARK}(?: \([^()]{{1,60}}\))*, (?:both |each |all )?(?:targeting|directed (?:to|at|against|toward)"
    r"|inhibiting|blocking|binding) [^.;,]{2,60}"
)


def _of_all(flat: str, mention: Mention, drugs: Sequence[Mention], end: int) -> list[Descriptor]:
    """Give what is said of all drugs of a list behind its last one, for those before."""
    last = mention
    for other in drugs:
        if other.start >= last.end:
            if not _LISTED.fullmatch(flat, last.end, other.start):
                break
            last = other
    if last is mention:
        return []
    told = _BOTH.match(flat, last.end, end) or _KINDS.match(flat, last.end, end)
    if told is None and (told := _ALL_DO.match(flat, last.end, end)) and told["series"] is not None:
        head = flat[mention.start : mention.start + 3]
        told = told if flat.startswith(head, last.start) else None
    return [Descriptor(mention, last.end, told.end(), told.end())] if told else []


def _after(flat: str, mention: Mention, stop: int) -> list[Descriptor]:
    """Give the descriptions that follow a mention, up to an offset."""
    after = flat[mention.end : stop]
    out: list[Descriptor] = []
    if paren := _PAREN.match(after):
        start, end = mention.end + paren.start(1), mention.end + paren.end(1)
        out.append(Descriptor(mention, start, end, _noun_end(flat, start, end)))
    end = cut.start() if (cut := _CLAUSE_END.search(after)) else len(after)
    if (cut := _NEXT_ITEM.search(after, 1)) is not None:
        end = min(end, cut.start())
    if (match := _APPOSED.match(after)) and match.end() <= end + 3:
        noun = _noun_end(flat, mention.end + match.end(), mention.end + end)
        out.append(Descriptor(mention, mention.end, mention.end + max(end, match.end()), noun))
    elif (match := _VERB.match(after)) or (match := _ADJACENT.match(after)):
        out.append(
            Descriptor(mention, mention.end, mention.end + max(end, match.end()), mention.end + match.end())
        )
    return out


def _noun_end(flat: str, start: int, end: int) -> int:
    phrase = flat[start:end]
    for cut in _PHRASE_END.finditer(phrase):
        if cut[0] != "," or _ADJECTIVES_ONLY.fullmatch(phrase, 0, cut.start()) is None:
            return start + cut.start()
    return max(start, end)
