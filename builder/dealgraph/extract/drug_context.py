"""What stands around a name and tells whether it is a drug's: cues before and after an occurrence.

All patterns are tried on windows of fixed length, so their cost doesn't grow with the text.
"""

from __future__ import annotations

import re

#: Words near a development code in a filing of the field.
CODE_CUE = re.compile(
    r"\b(?:antibod|inhibit|agonist|antagonist|candidate|compound|clinical|trial|stud(?:y|ies)|phase"
    r"|treatment|therap|patient|develop"
    r"|commerciali|licen[cs]|rights|product|vaccine|dose|dosing|dosed|IND\b|NDA\b|BLA\b|molecule|program"
    r"|drug|royalt|milestone|assets?\b"
    r"|approv|indication|conjugate|manufactur|cells?\b|formerly|known as|in combination|combined)",
    re.IGNORECASE,
)

#: After a name: it is a technology, a test, an organisation, a paper or a person.
NOT_A_DRUG = re.compile(
    r"(?:\s?[®™]|\s?\((?:R|TM|SM)\))?(?:-based)?,? (?:[\w-]+ )?(?:platforms?|technolog(?:y|ies)|systems?"
    r"|software|devices?|tests?|assays?|diagnostics?"
    r"|kits?|databases?|librar(?:y|ies)|process|cell lines?|mouse|mice|mutations?|genes?|chromosome"
    r"|biomarkers?|expression|positive"
    r"|plasmid|index|exchange|network|conference|congress|symposium|meeting|University|Hospital|Street"
    r"|Avenue|Road|Drive|Boulevard)\b"
)

TRIAL_AFTER = re.compile(
    r"(?: \([^)]{1,40}\))?(?:,| is)? (?:[\w/-]+ ){0,3}(?:trials?|stud(?:y|ies)|programme)\b"
)
TRIAL_BEFORE = re.compile(
    r"\b(?:trials?|stud(?:y|ies))(?:,| \(| called| named| known as)? ?[\"'(]*$", re.IGNORECASE
)

_BEFORE_STRONG = re.compile(
    r"\b(?:(?:product|drug|vaccine|clinical|development|lead|antibody|therapeutic|biosimilar|therapy|gene "
    r"therapy) (?:candidates?|compounds?|products?|assets?|drugs?|programs?)"
    r"|known as|brand(?:ed)? names?|trade ?names?|trademarks?|marketed (?:as|under the (?:brand |trade "
    r"?)?name)|sold (?:as|under the (?:brand |trade ?)?name)"
    r"|(?:drug|medicine|vaccine|protein|antibody|compound|peptide|molecule)s?(?: called| named| known "
    r"as)?),?(?: of| the| our| its)? ?[\"'(]*$",
    re.IGNORECASE,
)
_BEFORE_WEAK = re.compile(
    r"\b(?:commerciali[sz](?:e|ing|ation of)|sales of|approval (?:of|for)|approv(?:e|ed|ing)|launch(?:ed"
    r"|ing)?(?: of)?|treat(?:ment|ed) with|dos(?:e|es|ing) of|promot(?:e|ing|ion of)"
    r"|formulations? of|royalt(?:y|ies) on(?: net sales of)?|developing|develop|development of|evaluat(?:e"
    r"|ing|ion of)|trials? (?:of|with|for|evaluating)"
    r"|stud(?:y|ies) of|efficacy of|safety of|rights (?:to|in|for)|(?:NDA|BLA|IND|MAA|sNDA|sBLA) for"
    r"|generic|biosimilar(?: to| of)?|administration of|administering"
    r"|receiving|combination with|combination of|prescri(?:be|bed|ptions (?:of|for))|supply of"
    r"|distribut(?:e|ion of|ing)|product|products|includ(?:es|ing)|manufactur(?:e|ing)(?: of)?"
    r"|indications? for|advance|license (?:to|for)|candidates?|interest in|acquire|acquisition of"
    r"|portfolio of|approved|novel|commercial product|regarding)"
    r"(?: the| our| its| their| generic| brand| oral| topical| injectable)* ?[\"'(]*$",
    re.IGNORECASE,
)
_AFTER_MARK = re.compile(r"\s?(?:[®™]|\((?:R|TM)\))")
_AFTER_STRONG = re.compile(
    r"[\"']?(?:\s?(?:[®™]|\((?:R|TM)\)))?[\"']?(?: \([^)]{2,60}\))?"
    r"(?:(?:,| is| was|:| -)(?: also| being| potentially)?(?: a| an| our| its| the| their| one of"
    r"|[A-Z]\w+'s?)\b[^.;]{0,110}?\b(?:inhibitor|antibod(?:y|ies)|agonist|antagonist|vaccine|candidate"
    r"|therap(?:y|eutic)|treatment"
    r"|drug|compound|molecule|peptide|formulation|medicine|opioid|analgesic|biologic|conjugate|modulator"
    r"|product)s?\b"
    r"|,? (?:for|in|as) (?:the |use in the |a |an )?(?:potential )?(?:treat|prevent|manage|patients with"
    r"|therapy of|therapy for)"
    r"|,? (?:tablets?|capsules?|injections?|cream|gel|ointment|ophthalmic|nasal|oral|patch|patches|topical"
    r"|suspension|solution|vaccine|royalt(?:y|ies)|net sales|sales|product candidates?"
    r"|drug candidates?|monotherapy|therapy|treatment|antibod(?:y|ies)|NDA|BLA|IND|Phase [1-4I])\b)"
)
_INN_AFTER = re.compile(r"[\"']?\s?(?:[®™]|\((?:R|TM)\))?[\"']? \(([a-z][a-z-]{5,40})(?: [a-z-]+){0,2}[),;]")
_FOUL_AFTER = re.compile(
    r"[\"']?(?:\s?[®™]|\s?\((?:R|TM|SM)\))?[\"']?,? (?:Inc|Corp|Ltd|LLC|L\.L\.C|LP|plc|AG|SA|GmbH|NV|N\.V"
    r"|B\.V|Co\b|Pharma|Therapeutics|Biosciences|Biotech|Biologics|Laboratories|Capital|Partners|Ventures"
    r"|Health|Medical|shareholders?|stockholders?|shares?|stock|common|Agreement|License|merger|and its "
    r"(?:affiliates|subsidiaries)|has agreed|will pay|will be responsible|received|granted|entered|agreed"
    r"|announced)"
    r"|'s? (?:Board|stock|shareholders|obligations?|option|license|rights|platform|proprietary)"
)
_FOUL_BEFORE = re.compile(
    r"\b(?:with|from|by|to|and|between|Mr\.|Ms\.|Mrs\.|Dr\.|Prof\.|University of|Institute|in|at|near"
    r"|Nasdaq|NASDAQ|NYSE|Nasdaq:|NYSE:|ticker|symbol|via|through) ?[\"'(]*$"
)
_PLATFORM_AFTER = re.compile(
    r"[\"']?(?:\s?[®™]|\s?\((?:R|TM|SM)\))?[\"']? (?:[\w/-]+ ){0,3}?(?:platforms?|technolog(?:y|ies)"
    r"|systems?|software|devices?|tests?|assays?|diagnostics?|kits?|databases?|librar(?:y|ies)|process"
    r"|trials?|stud(?:y|ies)|receptors?"
    r"|kinases?|patients|syndrome|disease|cells?|virus|mutations?|pathways?|network|program)\b"
)
_PLATFORM_BEFORE = re.compile(
    r"\b(?:platforms?|technolog(?:y|ies)|systems?|trials?|stud(?:y|ies)|genes?|receptors?|device|database"
    r"|service)(?:,| \(| called| known as| named)* ?[\"'(]*$",
    re.IGNORECASE,
)


def coined_score(name: str, windows: list[tuple[str, str]], *, known_as_word: bool) -> bool:
    """Tell whether the occurrences of a made-up word speak for a drug.

    Args:
        name: The word as written.
        windows: What stands before and after each occurrence.
        known_as_word: The word also occurs in lower case, as brands hardly do.
    """
    good, foul, platform = 0, 0, 0
    for before, after in windows:
        if _PLATFORM_AFTER.match(after) or _PLATFORM_BEFORE.search(before):
            platform += 1
            continue
        if _FOUL_AFTER.match(after):
            foul += 2
            continue
        if _INN_AFTER.match(after):
            good += 3
        marked = bool(_AFTER_MARK.match(after))
        strong = bool(_AFTER_STRONG.match(after))
        if _BEFORE_STRONG.search(before):
            good += 2
        elif _BEFORE_WEAK.search(before):
            good += 1
        elif _FOUL_BEFORE.search(before) and not marked:
            foul += 1
        good += 2 * marked + strong
    if known_as_word or len(name) > 3 and name.isupper() and len(name) < 6 and "-" not in name:
        good -= 2
    return good >= 3 and good > foul and good > 2 * platform
