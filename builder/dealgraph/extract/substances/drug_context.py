"""What stands around a name and tells whether it is a drug's: cues before and after an occurrence.

All patterns are tried on windows of fixed length, so their cost doesn't grow with the text.
"""

from __future__ import annotations

import re

from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.substances.nomenclature import is_inn

#: Words near a development code in a filing of the field.
CODE_CUE = re.compile(
    r"\b(?:antibod|inhibit|agonist|antagonist|candidate|compound|clinical|trial|stud(?:y|ies)|phase|treatment"
    r"|therap|patient|develop|commerciali|licen[cs]|rights|product|vaccine|dose|dosing|dosed|IND\b|NDA\b"
    r"|BLA\b|molecule"
    r"|program|drug|royalt|milestone|assets?\b|approv|indication|conjugate|manufactur|cells?\b|formerly"
    r"|known as"
    r"|modulat|stimulat|activat|potentiat|neutrali|bispecific|vector|analog|prodrug|injection|\bCAR\b|\bgenes?\b|\bedit"
    r"|in combination|combined|collaborat|degrad|recombinant|enzyme replacement|blocker|siRNA|\bRNA|antisense"
    r"|binder|peptide|knock|biosimilar"
    r"|ADC\b|partner|target|acqui|market|agreement|pipeline"
    r"|portfolio)",
    re.IGNORECASE,
)

MARK = r"[\"']?(?:\s?[®™]|\s?\((?:R|TM|SM)\))?[\"']?"
_TECHNOLOGY = (
    r"(?:platforms?|technolog(?:y|ies)|systems?|software|devices?|tests?|assays?|diagnostics?|kits?"
    r"|databases?"
    r"|librar(?:y|ies)|process)"
)
#: After a name: it is a technology, a test, a gene, an organisation or a place.
NOT_A_DRUG = re.compile(
    rf"{MARK}(?:-based)?,? (?:and [A-Z][\w-]+ |[\w-]+ )?(?:{_TECHNOLOGY}|cell lines?|strains?|mouse|mice|mutations?"
    r"|genes?(?![ -](?:therap|transfer|edit))"
    rf"|chromosome|biomarkers?"
    r"|expression|positive|plasmid|index|(?<!in )exchange|network|conference|congress|symposium|meeting|University"
    r"|Hospital"
    r"|Street|Avenue|Road|Drive|Boulevard)\b"
)
#: Before a name, likewise.
NOT_A_DRUG_BEFORE = re.compile(
    r"\b(?:medical device|device|diagnostic|diagnostic test|platform|assay|technology|gene|grant|patent"
    r"|enhancer|excipient|solvent|polymer|contract|award"
    r"|(?<=directed )(?:against|to|at)|inhibitor of|antibody (?:against|to))"
    r"s?(?: \(| called| known as| named| no\.?| number| numbers)* ?[\"'(]*(?:[A-Z0-9-]{3,12}/)?$",
    re.IGNORECASE,
)
TRIAL_AFTER = re.compile(
    r"(?: \([^)]{1,40}\))?(?:,| is)? (?:(?!(?:in|for|of|to|under)\b)[\w/-]+ ){0,3}(?:[Tt]rials?|[Ss]tud(?:y|ies)"
    r"|programme)\b"
)
TRIAL_BEFORE = re.compile(
    r"\b(?:trials?|stud(?:y|ies)),?(?: called| named| known as| in \w+)?(?: ?[\"'(]*| \([A-Z0-9-]+ "
    r"(?:\[[^]]*\] )?and )$",
    re.IGNORECASE,
)

_ADJECTIVES = (
    r"(?: the| our| its| their| an?(?= (?:oral|topical|intranasal|inhaled|injectable)\b)"
    r"| intranasal| inhaled| transdermal| sublingual| liposomal"
    r"| (?:once|twice|thrice)[ -](?:daily|weekly|monthly|a (?:day|week|month|year)|yearly)| subcutaneous| adjunctive"
    r"| investigational| low-dose| high-dose"
    r"| generic| brand(?:ed)?| oral| topical| injectable| lead| mature| "
    r"proprietary| intravenous"
    r"| intravitreal| product| candidate| drug| new)*"
)
#: By weight: what stands directly before a name and makes it a drug's.
BEFORE: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        3,
        re.compile(
            r"\b(?:(?:product|drug|vaccine|clinical|development|lead|antibody|therapeutic|biosimilar"
            r"|therapy|gene therapy)"
            r" (?:candidates?|compounds?|products?|assets?|drugs?|programs?)"
            r"|brand(?:ed)? names?|trade ?names?|marketed (?:as|under the (?:brand |trade ?)?name)"
            r"|(?:sold|marketed|known|distributed|promoted) under the (?:registered )?trade ?mark"
            r"|trade ?marks? registered for"
            r"|sold (?:as|under the (?:brand |trade ?)?name)|net sales(?: \([^)]{1,60}\))?(?: in "
            r"[A-Z]\w+)? of"
            r"|(?:drug|medicine|vaccine|protein|antibody|compound|peptide|molecule)s? (?:called|named"
            r"|known as)"
            r"|mature brand|(?:FDA|EMA)[- ]approved),?(?: of| the| our| its)? ?[\"'(]*$"
            r"|\b(?:(?:cancer |oncology |[a-z]{5,} )?(?:drug|medicine|pill|vaccine)|antibiotics?|antifungal|antiviral"
            r"|analgesic|painkiller|antidepressant|antipsychotic|anticoagulant|contraceptive|steroid|statin"
            r"|eye drops?|antihistamine|bronchodilator|anti-inflammatory|sleep aid) $"
            r"|\b(?:acquir|purchas|licen[sc]|obtain|grant|hold|giv)\w* (?:[\w-]+ ){0,4}?"
            r"(?:U\.S\.|worldwide|exclusive|European|North American|Canadian|Japanese|marketing|commercial"
            r"|distribution)"
            r" rights (?:to|for|in)(?: (?:market|promote|sell|distribute|commerciali[sz]e))? $"
            r"|\b(?:develop|manufactur)\w*,? and commerciali[sz](?:e|ation of) $|\b[A-Z]{2,6}-?\d{2,6}[A-Z]? \($"
            r"|\b[A-Z]{2,6}[- ]?\d{2,6}[A-Z]?,? \(?(?:formerly|previously|also) (?:known as |called |named )?$",
            re.IGNORECASE,
        ),
    ),
    (
        2,
        re.compile(
            r"\b(?:known as|commerciali[sz](?:e|ing|ation of)|sales of|(?:FDA|EMA|marketing|regulatory) "
            r"approval (?:of|for)|(?:pre)?qualification of|licensure of|(?:amounts?|quantit(?:y|ies)) of"
            r"|(?:patients|subjects|adults|children|participants|volunteers) (?:(?:who|that|were|are) ){0,2}"
            r"(?:receiv(?:ed|ing)|taking|took|given)|randomi[sz]ed (?:\d:\d )?to(?: receive)?"
            r"|treat(?:ment|ed) with|dos(?:e|es|ing) of|royalt(?:y|ies) on(?: net sales of)?"
            r"|(?:trials?|stud(?:y|ies)) (?:of|with|for|using|evaluating)|efficacy of|safety of"
            r"|(?:commercialization|development|distribution|marketing|licensing|exclusive|worldwide"
            r"|global) rights (?:to|in|for)"
            r"|(?:NDA|BLA|IND|MAA|sNDA|sBLA) for|biosimilar(?: to| of)?|administration of|administering"
            r"|prescri(?:be|bed"
            rf"|ptions (?:of|for))|indications? for|(?:drug|vaccine|antibody|compound"
            rf"|medicine)s?){_ADJECTIVES} ?[\"'(]*$",
            re.IGNORECASE,
        ),
    ),
    (
        1,
        re.compile(
            r"\b(?:approval (?:of|for)|approv(?:e|ed|ing)|(?:out-|in-)?licensed|launch(?:ed|ing)?(?: of)?"
            r"|promot(?:e|ing|ion of)|formulations? of"
            r"|developing|develop(?:s|ed)?|development of|evaluat(?:e|ing|ion of)|rights (?:to|in|for)|generic"
            r"|market(?:s|ing)?(?: and sell)?|sell(?:s|ing)?|(?:re|co-?)?formulat(?:e|ing)|co-?promot(?:e|ing|ion of)"
            r"|receiving"
            r"|combination (?:with|of)|supply of|distribut(?:e|ion of|ing)|product|products|includ(?:es|ing)"
            r"|manufactur(?:e|ing)(?: of)?|advance|licen[cs]e (?:to|for|of)|candidates?|interest in"
            r"|acquire|acquisition of"
            r"|portfolio of|approved|novel|regarding|(?:payments?|milestones|royalties)"
            r" (?:related|relating) to|application of|doses? of|for|divestiture of|sale of"
            r"|trademarks?)"
            rf"{_ADJECTIVES} ?[\"'(]*$",
            re.IGNORECASE,
        ),
    ),
)
#: What a contract defines as its product or compound.
DEFINED_AS = re.compile(
    r"\b(?:Product|Compound|Drug|Antibody|Molecule|Vaccine|Substance|API|Candidate)s?\"? (?:shall |will )?means? "
    r"(?:the (?:\w+ )?(?:product|compound|drug|antibody|molecule) )?$"
)
#: "X targets CD25", "X is designed to reduce the production of": what only medicines do.
ACTS = re.compile(
    rf"{MARK}(?: \([^)]{{2,60}}\))?,?(?: which| that| is| was| are| has been| designed to| intended to| works by"
    r"| shown to| potently| selectively| specifically| directly)*"
    r" (?:inhibits?|inhibiting|blocks?|blocking|binds?|binding|antagoni[sz]es?|agoni[sz]es?|neutrali[sz]es?|degrades?"
    r"|silences?|silencing|depletes?|directed (?:against|at|to)|targets (?!\w+ing\b)"
    r"|(?:reduces?|reducing|suppress(?:es)?) (?:the )?(?:production|expression|activity|levels?|synthesis) of)\b"
)
AFTER_MARK = re.compile(r"[\"']?\s?(?:[®™]|\((?:R|TM)\))")
MEDICINE = (
    r"(?:inhibitor|antibod(?:y|ies)|agonist|antagonist|vaccine|candidate|therap(?:y|eutic)|treatment|drug"
    r"|compound|molecule"
    r"|peptide|enzyme|variant|formulation|medicine|opioid|analgesic|biologic|conjugate|modulator|immunotherapy"
    r"|blocker|antibiotic"
    r"|degrader|activator|stimulator|potentiator|bispecific|radioligand|oligonucleotide|prodrug|fusion protein"
    r"|decoy|ligand trap|antiserum|toxoid|aptamer|nanobody|glue|radiopharmaceutical|interferon|gene therapy"
    r"|antisense|analog(?:ue)?|mimetic|opener|corrector|stabili[sz]er|ADC|mAb|siRNA|CAR[- ]T"
    r"|antifungal|antiviral|steroid|hormone|enzyme replacement|anti-?coagulant|painkiller|generic"
    r"|(?:iron|insulin|dermatology|branded|prescription|specialty|topical|oral|injectable|intravenous"
    r"|ophthalmic) product|emulsion|ointment|lozenge|tablet|eye drops?)"
)
APPOSED = re.compile(
    rf"{MARK}(?: \([^)]{{2,60}}\))?(?:,| is| was|:| -)(?: which is| also| being| potentially)*"
    rf"(?: a| an| our| its| the| their| one of| [A-Z]\w+'s?)(?!\w)[^.;\n]{{0,110}}?\b{MEDICINE}s?\b"
    rf"|{MARK}(?: \([^)]{{2,60}}\))?,? (?:which is |is )?(?:used |indicated |approved )?(?:for|in|as) "
    rf"(?:the |use in the |a |an )?"
    r"(?:potential )?(?:treat|prevent|manage|patients with|therapy of|therapy for)"
    rf"|{MARK}(?: \([^)]{{2,60}}\))?,? (?:for|in) (?:(?!(?:and|or|with|by)\b)[\w'\u2019-]+ ){{0,4}}?"
    r"(?:diseases?|disorders?|syndrome|cancers?|tumou?rs?|carcinoma|ataxia|asthma|sclerosis|epilepsy|dystrophy"
    r"|depression"
    r"|psoriasis|diabetes|obesity|migraine|pain|h(?:a)?emophilia|deficiency|hypertension|infections?|[a-z]{3,}(?:oma"
    r"|itis"
    r"|osis|(?:a)?emia|pathy))\b"
)
_MEDICINE_BEFORE = re.compile(rf"\b{MEDICINE}s?,? [\"'(]*$")
DOSED = re.compile(
    rf"{MARK}(?: \([^)]{{2,60}}\))?,? (?:vaccine|[Rr]oyalt(?:y|ies)|net sales|sales|compounds?|molecules?"
    rf"|product candidates?"
    rf"|drug candidates?"
    r"|programs?|monotherapy|therapy|treatment|antibod(?:y|ies)|NDA|BLA|IND|[Pp]hase [1-4I]+|doses?)\b"
)
INN_AFTER = re.compile(rf"{MARK} \(([a-z][a-z-]{{5,40}})(?: [a-z-]+){{0,2}}[),;]")
PLATFORM_AFTER = re.compile(
    rf"{MARK} (?!transdermal )(?:(?!(?:in|for|with|to|on|among|of)\b)[\w/-]+ ){{0,3}}?(?:{_TECHNOLOGY}"
    rf"|receptors?|kinases?|syndrome|disease|cells?(?! therap| product)|virus"
    rf"|mutations?"
    r"|pathways?|network|patients)\b"
    rf"|{MARK} (?:(?:bispecific|fusion) )?(?:proteins|antibodies|molecules|peptides|binders|therapeutics)\b",
    re.IGNORECASE,
)
PLATFORM_BEFORE = Prefiltered(
    r"\b(?:platforms?|technolog(?:y|ies)|systems?|trials?|stud(?:y|ies)|genes?|receptors?|devices?"
    r"|database|service)"
    r"(?:,| \(| called| known as| named)* ?[\"'(]*(?:[A-Z0-9-]{3,12}/)?$",
    re.IGNORECASE,
)


#: "our lead antibody currently in development, X,": whose the medicine is.
_OWN = Prefiltered(
    r"\b(?:[Oo]ur|[Ii]ts|[Cc]ompany's|[A-Z][\w]+'s) (?:[\w-]+ ){0,4}?(?:product|candidate|antibody|compound|drug"
    r"|vaccine|medicine|inhibitor)s?"
    r"(?: (?:currently|now|in|under|that is|which is|clinical|late-stage|development|trials)){0,5}, $"
)


#: "To market, sell and distribute X": what an agreement is about.
_TO_SELL = re.compile(
    r"\b(?:market|sell|promote|distribute|commerciali[sz]e|detail),? (?:and|or|and/or) (?:to )?(?:co-)?"
    r"(?:market|sell|promote|distribute|commerciali[sz]e|detail) (?:the |its |our |their )?(?:generic |branded )?$"
)


def is_subject(before: str, after: str) -> bool:
    """Tell whether a medicine named here is what the passage is about, not one beside it."""
    return (
        bool(AFTER_MARK.match(after))
        or DEFINED_AS.search(before) is not None
        or _OWN.search(before) is not None
        or _TO_SELL.search(before) is not None
        or any(pattern.search(before) for _, pattern in BEFORE[:2])
    )


def followed_by_inn(after: str) -> bool:
    """Tell whether a nonproprietary name in parentheses follows."""
    match = INN_AFTER.match(after)
    return match is not None and is_inn(match[1])


def is_platform(before: str, after: str) -> bool:
    """Tell whether the words beside a name make it a technology's: "its delivery technology, PULSERA"."""
    return PLATFORM_BEFORE.search(before) is not None or PLATFORM_AFTER.match(after) is not None


def is_introduced(before: str, after: str, *, any_cue: bool = False) -> bool:
    """Tell whether the words beside a name introduce it as a drug; `any_cue` is content with weak ones."""
    return bool(
        INN_AFTER.match(after)
        or APPOSED.match(after)
        or DOSED.match(after)
        or ACTS.match(after)
        or any(pattern.search(before) for _, pattern in BEFORE[: 3 if any_cue else 2])
        or _MEDICINE_BEFORE.search(before)
        or re.search(r"[a-z]{4,}(?:mab|nib|cel|vec|cept|stat|tide|sen|ran) \($", before)
    )
