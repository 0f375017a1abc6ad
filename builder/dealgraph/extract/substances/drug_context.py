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
    r"|in combination|combined|collaborat|degrad|biosimilar|ADC\b|partner|target|acqui|market|agreement|pipeline"
    r"|portfolio)",
    re.IGNORECASE,
)

_MARK = r"[\"']?(?:\s?[®™]|\s?\((?:R|TM|SM)\))?[\"']?"
_TECHNOLOGY = (
    r"(?:platforms?|technolog(?:y|ies)|systems?|software|devices?|tests?|assays?|diagnostics?|kits?"
    r"|databases?"
    r"|librar(?:y|ies)|process)"
)
#: After a name: it is a technology, a test, a gene, an organisation or a place.
NOT_A_DRUG = re.compile(
    rf"{_MARK}(?:-based)?,? (?:and [A-Z][\w-]+ |[\w-]+ )?(?:{_TECHNOLOGY}|cell lines?|strains?|mouse|mice|mutations?"
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
    r"| generic| brand(?:ed)?| oral| topical| injectable| lead| mature| "
    r"proprietary| intravenous"
    r"| intravitreal| product| candidate| drug| new)*"
)
#: By weight: what stands directly before a name and makes it a drug's.
_BEFORE: tuple[tuple[int, re.Pattern[str]], ...] = (
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
            r"|mature brand),?(?: of| the| our| its)? ?[\"'(]*$"
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
            r"approval (?:of|for)"
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
_DEFINED_AS = re.compile(
    r"\b(?:Product|Compound|Drug|Antibody|Molecule|Vaccine|Substance|API|Candidate)s?\"? (?:shall |will )?means? "
    r"(?:the (?:\w+ )?(?:product|compound|drug|antibody|molecule) )?$"
)
#: "X targets CD25", "X is designed to reduce the production of": what only medicines do.
_ACTS = re.compile(
    rf"{_MARK}(?: \([^)]{{2,60}}\))?,?(?: which| that| is| was| are| has been| designed to| intended to| works by"
    r"| shown to| potently| selectively| specifically| directly)*"
    r" (?:inhibits?|inhibiting|blocks?|blocking|binds?|binding|antagoni[sz]es?|agoni[sz]es?|neutrali[sz]es?|degrades?"
    r"|silences?|silencing|depletes?|directed (?:against|at|to)|targets (?!\w+ing\b)"
    r"|(?:reduces?|reducing|suppress(?:es)?) (?:the )?(?:production|expression|activity|levels?|synthesis) of)\b"
)
#: "Orvane's Xadrel": whose it is.
_WHOSE = re.compile(r"[A-Za-z]s?'s? (?:(?:own|lead|experimental|investigational|approved|marketed|new) )?$")
_AFTER_MARK = re.compile(r"[\"']?\s?(?:[®™]|\((?:R|TM)\))")
_MEDICINE = (
    r"(?:inhibitor|antibod(?:y|ies)|agonist|antagonist|vaccine|candidate|therap(?:y|eutic)|treatment|drug"
    r"|compound|molecule"
    r"|peptide|enzyme|variant|formulation|medicine|opioid|analgesic|biologic|conjugate|modulator|immunotherapy"
    r"|blocker|antibiotic"
    r"|degrader|activator|stimulator|potentiator|bispecific|radioligand|oligonucleotide|prodrug|fusion protein"
    r"|antisense|analog(?:ue)?|mimetic|opener|corrector|stabili[sz]er|ADC|mAb|siRNA|CAR[- ]T"
    r"|antifungal|antiviral|steroid|hormone|enzyme replacement|anti-?coagulant|painkiller|generic"
    r"|(?:iron|insulin|dermatology|branded|prescription|specialty|topical|oral|injectable|intravenous"
    r"|ophthalmic) product|emulsion|ointment|lozenge|tablet|eye drops?)"
)
_DEFINES = re.compile(
    rf"\" (?:shall |will )?means? (?:an?|the|[A-Z]\w+'s)(?!\w)[^.;\n]{{0,110}}?\b{_MEDICINE}\b"
)
_APPOSED = re.compile(
    rf"{_MARK}(?: \([^)]{{2,60}}\))?(?:,| is| was|:| -)(?: which is| also| being| potentially)*"
    rf"(?: a| an| our| its| the| their| one of| [A-Z]\w+'s?)(?!\w)[^.;\n]{{0,110}}?\b{_MEDICINE}s?\b"
    rf"|{_MARK}(?: \([^)]{{2,60}}\))?,? (?:which is |is )?(?:used |indicated |approved )?(?:for|in|as) "
    rf"(?:the |use in the |a |an )?"
    r"(?:potential )?(?:treat|prevent|manage|patients with|therapy of|therapy for)"
    rf"|{_MARK}(?: \([^)]{{2,60}}\))?,? (?:for|in) (?:(?!(?:and|or|with|by)\b)[\w'\u2019-]+ ){{0,4}}?"
    r"(?:diseases?|disorders?|syndrome|cancers?|tumou?rs?|carcinoma|ataxia|asthma|sclerosis|epilepsy|dystrophy"
    r"|depression"
    r"|psoriasis|diabetes|obesity|migraine|pain|h(?:a)?emophilia|deficiency|hypertension|infections?|[a-z]{3,}(?:oma"
    r"|itis"
    r"|osis|(?:a)?emia|pathy))\b"
)
_MEDICINE_BEFORE = re.compile(rf"\b{_MEDICINE}s?,? [\"'(]*$")
_DOSED = re.compile(
    rf"{_MARK}(?: \([^)]{{2,60}}\))?,? (?:vaccine|[Rr]oyalt(?:y|ies)|net sales|sales|compounds?|molecules?"
    rf"|product candidates?"
    rf"|drug candidates?"
    r"|programs?|monotherapy|therapy|treatment|antibod(?:y|ies)|NDA|BLA|IND|[Pp]hase [1-4I]+|doses?)\b"
)
_FORM_AFTER = re.compile(
    rf"{_MARK}(?: \([^)]{{2,60}}\))?,?(?: \d+(?:\.\d+)? ?m?c?g)?"
    rf" (?:(?:Forte|Plus|Junior|DS|GT) )?(?:tablets?|transdermal|capsules?|injections?|cream"
    rf"|gel|ointment|ophthalmic|nasal"
    r"|(?:XR|ER|SR|CR|XL|ODT|HCT|LAR)\b"
    r"|oral|patch(?:es)?|topical|suspension|solution|is (?:currently )?(?:marketed|approved|sold"
    r"|indicated)|was (?:approved|launched))\b"
)
#: "(azelastine 137 mcg": what is in it, and how much.
_STRENGTH_AFTER = re.compile(rf"{_MARK},? \([a-z][^()]{{2,90}}?\d ?(?:mg|mcg|%|IU)")
#: "zolvaran (ABC-123)".
_CODE_AFTER = re.compile(
    r" \((?:(?:formerly|previously|also)(?: known as| called)?,? )?[A-Za-z]{1,7}[- ]?\d{2,7}[A-Za-z]?(?:-\d{1,3})?[),;]"
)
#: A salt behind a made-up word makes it a substance's name ("Pixantrone dimaleate").
_SALT_AFTER = re.compile(
    r" (?:hydrochloride|dihydrochloride|hydrobromide|mesylate|dimesylate|tosylate|maleate|dimaleate|fumarate|citrate"
    r"|tartrate|besylate|succinate|acetate|phosphate|sulfate|bromide|sodium|disodium|potassium|calcium|magnesium"
    r"|tromethamine|meglumine|hyclate|pamoate|palmitate|decanoate|enanthate|valerate|propionate|furoate)\b"
)
#: "our products, X® and Y®": after the first of a list of marked names.
_LISTED_MARKS = re.compile(
    r"\b(?:[Pp]roducts?|brands?|medicines?|drugs|franchises?)[\"']?,? "
    r"(?:including |such as |are |is |(?:shall |will )?means? )?"
    r"(?:[A-Z][\w-]{2,20}\s?(?:®|™|\(R\)|\(TM\)),? (?:and |or )?){0,6}$"
)
#: "Xadrel, Yovira, Zelbat and other medicines made by Orvane": names that others of their kind end.
_AND_OTHERS = re.compile(
    rf"{_MARK}(?:,? (?:and |or )?[A-Z][\w-]{{2,20}}(?:\s?(?:®|™|\(R\)|\(TM\)))?){{0,6}},? (?:and|or) other"
    r" (?:[a-z-]+ ){0,2}(?:medicines|drugs|vaccines|medications"
    r"|(?:pharmaceutical|drug|biological|therapeutic) products)\b"
)
#: "three drug candidates, Xadrel, Yovira and Zelbat": names that a count or a word of the kind introduces as a list.
_LISTED_CANDIDATES = re.compile(
    r"\b(?:(?:product|drug|vaccine|clinical|development|oncology|therapeutic) (?:candidates|compounds|products|assets)"
    r"|(?:drugs|medicines|vaccines|antibiotics|contraceptives|analgesics|painkillers|(?<!the )brands|(?:the|its|their)"
    r" brands)),? "
    r"(?:including |namely |called |are )?(?:[A-Z][\w-]{2,20}\s?(?:®|™|\(R\)|\(TM\))?,? (?:and |or )?){0,5}$"
)
#: "Xadrel, a once-daily treatment for gout": told by itself, where the word is no company's or technology's.
_IS_A = re.compile(
    rf"{_MARK}(?: \([^)]{{2,60}}\))?, (?:an?|its|the) (?:[\w-]+,? (?:and )?){{0,6}}?"
    r"(?:vaccine|antibiotic|antifungal|antiviral|analgesic|painkiller|antidepressant|antipsychotic|anticoagulant"
    r"|contraceptive|bronchodilator|antihistamine|chemotherapy|medicine|medication|pill"
    r"|(?:form|version|formulation|dose|patch|tablet|capsule|cream|spray|depot) (?:of|containing)"
    r"|(?:(?:once|twice)-(?:daily|weekly|monthly)|(?:extended|sustained|controlled)-release)(?: (?:oral"
    r"|topical))?(?= [a-z]{6})"
    r"|(?:treatment|therapy|drug|remedy) (?:for|of|to treat|against|that treats))\b"
    r"(?![ -](?:company|maker|developer|manufacturer|firm|business|division|unit|producer|specialist|delivery|discovery"
    r"|development|technolog\w+|platform|program|research|group|subsidiary|partner|center|market|start-?up))"
)
#: "Its Xadrel prostate cancer products": what it is for, and that it is a product.
_KIND_AFTER = re.compile(
    rf"{_MARK}(?: [a-z][\w'-]+){{1,3}}? (?:drugs?|medicines?|treatments?|vaccines?|pills?|antibiotics?"
    r"|products?)\b(?! (?:company|maker|line|development|discovery|delivery))"
)
_NAME_OPENS = re.compile(r"\b([a-z]{6,24}) \($")
_INN_AFTER = re.compile(rf"{_MARK} \(([a-z][a-z-]{{5,40}})(?: [a-z-]+){{0,2}}[),;]")
#: Behind a marked name: what it is made of, or its code ("(TM), or NPS R-568", "(TM) (recombinant human").
_MADE_OF_AFTER = re.compile(
    r"[\"']?\s?(?:[®™]|\((?:R|TM)\)),? (?:\((?:recombinant|human|humani[sz]ed|synthetic|formerly|also known as"
    r"|[A-Z]{2,6}[- ]?\d{2,})"
    r"|(?:or|formerly|also known as) [A-Z]{2,6}[ -](?:[A-Z]-?)?\d{2,})"
)
_COMPANY_AFTER = re.compile(
    rf"{_MARK},? (?:Inc|Corp|Ltd|LLC|L\.L\.C|LP|plc|AG|SA|GmbH|NV|N\.V|B\.V|Co\b|Pharma|Therapeutics"
    rf"|Biosciences|Biotech"
    r"|Biologics|Laboratories|Capital|Partners|Ventures|Health|Medical|shareholders?|stockholders?|shares?"
    r"|stock|common"
    r"|merger|and its (?:affiliates|subsidiaries)|has agreed|will pay|will be responsible|received|granted"
    r"|entered"
    r"|agreed|announced)\b"
    r"|'s? (?:Board|stock|shareholders|obligations?|option|rights|proprietary)"
)
_AGREEMENT_AFTER = re.compile(rf"{_MARK}(?: \w+){{0,3}} (?:Agreement|License)\b")
_COMPANY_BEFORE = re.compile(
    r"\b(?:with|from|by|to|and|between|Mr\.|Ms\.|Mrs\.|Dr\.|Prof\.|University of|Institute|in|at|near"
    r"|Nasdaq|NASDAQ|NYSE"
    r"|Nasdaq:|NYSE:|ticker|symbol|via|through) ?[\"'(]*$"
)
_PLATFORM_AFTER = re.compile(
    rf"{_MARK} (?!transdermal )(?:(?!(?:in|for|with|to|on|among|of)\b)[\w/-]+ ){{0,3}}?(?:{_TECHNOLOGY}"
    rf"|receptors?|kinases?|syndrome|disease|cells?(?! therap| product)|virus"
    rf"|mutations?"
    r"|pathways?|network|patients)\b"
    rf"|{_MARK} (?:(?:bispecific|fusion) )?(?:proteins|antibodies|molecules|peptides|binders)\b",
    re.IGNORECASE,
)
#: A test or a device, whatever else is said of it.
_VETO_BEFORE = Prefiltered(
    r"\b(?:medical|diagnostic|imaging|drug delivery) devices?(?: \(| called| named|,)* "
    r"?[\"'(]*(?:[A-Z0-9-]{3,12}/)?$",
    re.IGNORECASE,
)
_VETO_AFTER = re.compile(
    rf"{_MARK} (?:[\w/-]+ ){{0,3}}?(?:diagnostic tests?|diagnostics?|test kits?|medical devices?|assays?"
    rf"|auto-?injectors?|inhalers?|syringes?|pumps?|needles?|delivery (?:platform|system|technology))\b",
    re.IGNORECASE,
)
_TRIAL_NAME_AFTER = re.compile(r"[\"')]* (?:[\w/-]+ ){0,3}?(?:trials?|stud(?:y|ies))\b")
_PLATFORM_BEFORE = Prefiltered(
    r"\b(?:platforms?|technolog(?:y|ies)|systems?|trials?|stud(?:y|ies)|genes?|receptors?|devices?"
    r"|database|service)"
    r"(?:,| \(| called| known as| named)* ?[\"'(]*(?:[A-Z0-9-]{3,12}/)?$",
    re.IGNORECASE,
)

#: "XPro", "NeoCart": hardly ever a person or a place.
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]")
#: "XADREL": brands stand in capitals, and few abbreviations are so long.
_SHOUTED = re.compile(r"[A-Z]{6,14}")
#: The score from which a made-up word is taken for a drug.
_ENOUGH = 3


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
        bool(_AFTER_MARK.match(after))
        or _DEFINED_AS.search(before) is not None
        or _OWN.search(before) is not None
        or _TO_SELL.search(before) is not None
        or any(pattern.search(before) for _, pattern in _BEFORE[:2])
    )


def followed_by_inn(after: str) -> bool:
    """Tell whether a nonproprietary name in parentheses follows."""
    match = _INN_AFTER.match(after)
    return match is not None and is_inn(match[1])


def is_platform(before: str, after: str) -> bool:
    """Tell whether the words beside a name make it a technology's: "its delivery technology, PULSERA"."""
    return _PLATFORM_BEFORE.search(before) is not None or _PLATFORM_AFTER.match(after) is not None


def is_introduced(before: str, after: str, *, any_cue: bool = False) -> bool:
    """Tell whether the words beside a name introduce it as a drug; `any_cue` is content with weak ones."""
    return bool(
        _INN_AFTER.match(after)
        or _APPOSED.match(after)
        or _DOSED.match(after)
        or _ACTS.match(after)
        or any(pattern.search(before) for _, pattern in _BEFORE[: 3 if any_cue else 2])
        or _MEDICINE_BEFORE.search(before)
        or re.search(r"[a-z]{4,}(?:mab|nib|cel|vec|cept|stat|tide|sen|ran) \($", before)
    )


def _brand_of(before: str) -> bool:
    """Tell whether a parenthesis opens behind a nonproprietary name: "levodopa (" before its brand."""
    match = _NAME_OPENS.search(before)
    return match is not None and is_inn(match[1])


def coined_score(name: str, windows: list[tuple[str, str]], *, known_as_word: bool) -> bool:
    """Tell whether the occurrences of a made-up word speak for a drug.

    Args:
        name: The word as written.
        windows: What stands before and after each occurrence.
        known_as_word: The word also occurs in lower case, as brands hardly do.
    """
    good, foul, platform = 0, 0, 0
    for before, after in windows:
        if _VETO_BEFORE.search(before) or _VETO_AFTER.match(after):
            return False
        marked = bool(_AFTER_MARK.match(after))
        if (
            _PLATFORM_AFTER.match(after)
            or _PLATFORM_BEFORE.search(before)
            or (_TRIAL_NAME_AFTER.match(after) and not marked)
        ):
            platform += 1
            continue
        if _COMPANY_AFTER.match(after):
            foul += 2
            continue
        if _AGREEMENT_AFTER.match(after):
            continue
        weight = next((weight for weight, pattern in _BEFORE if pattern.search(before)), 0)
        if not weight and not marked and _COMPANY_BEFORE.search(before):
            foul += 1
        if marked and not weight and _LISTED_MARKS.search(before):
            weight = 1
        if not weight and (_DEFINED_AS.search(before) or _DEFINES.match(after)):
            weight = 3
        if not weight and (_LISTED_CANDIDATES.search(before) or _brand_of(before)):
            weight = 3
        good += 5 * bool(_AND_OTHERS.match(after))
        good += weight + 2 * marked + 3 * bool(_SALT_AFTER.match(after))
        good += (
            3 * bool(_INN_AFTER.match(after)) + 2 * bool(_APPOSED.match(after)) + bool(_DOSED.match(after))
        )
        good += 3 * bool(_IS_A.match(after)) + 2 * bool(weight and _KIND_AFTER.match(after))
        good += 3 * bool(name.islower() and _CODE_AFTER.match(after))
        good += 2 * bool("-" in name and _ACTS.match(after))
        good += bool(not weight and _WHOSE.search(before))
        good += 2 * bool(_MADE_OF_AFTER.match(after))
        good += 2 * bool(_FORM_AFTER.match(after) or _STRENGTH_AFTER.match(after))
    if known_as_word or (3 < len(name) < 6 and name.isalpha() and name.isupper()):
        good -= 2
    enough = _ENOUGH - bool(_INNER_CAPITAL.search(name) and not foul and not platform)
    if _SHOUTED.fullmatch(name) and not foul and not platform and not known_as_word:
        enough = _ENOUGH - 1
    if name.islower():  # no English word, and no company's or platform's name either
        enough = 1
    return good >= enough and good > foul and platform * 3 < len(windows) + 2
