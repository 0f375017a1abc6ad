"""Whether a made-up word is a drug's name, by what stands around its occurrences."""

from __future__ import annotations

import re

from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.substances.drug_context import (
    ACTS,
    AFTER_MARK,
    APPOSED,
    BEFORE,
    DEFINED_AS,
    DOSED,
    INN_AFTER,
    MARK,
    MEDICINE,
    PLATFORM_AFTER,
    PLATFORM_BEFORE,
)
from dealgraph.extract.substances.nomenclature import is_inn

#: "Orvane's Xadrel": whose it is.
_WHOSE = re.compile(r"[A-Za-z]s?'s? (?:(?:own|lead|experimental|investigational|approved|marketed|new) )?$")
_DEFINES = re.compile(
    rf"\" (?:shall |will )?means? (?:an?|the|[A-Z]\w+'s)(?!\w)[^.;\n]{{0,110}}?\b{MEDICINE}\b"
)
_FORM_AFTER = re.compile(
    rf"{MARK}(?: \([^)]{{2,60}}\))?,?(?: \d+(?:\.\d+)? ?m?c?g)?"
    rf" (?:(?:Forte|Plus|Junior|DS|GT) )?(?:tablets?|transdermal|capsules?|injections?|cream"
    rf"|gel|ointment|ophthalmic|nasal"
    r"|(?:XR|ER|SR|CR|XL|ODT|HCT|LAR)\b"
    r"|oral|[Dd]rug (?:[Pp]roduct|[Ss]ubstance)|IV|API"
    r"|patch(?:es)?|topical|suspension|solution|is (?:currently )?(?:marketed|approved|sold"
    r"|indicated)|was (?:approved|launched))\b"
)
#: "(azelastine 137 mcg": what is in it, and how much.
_STRENGTH_AFTER = re.compile(rf"{MARK},? \([a-z][^()]{{2,90}}?\d ?(?:mg|mcg|%|IU)")
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
    rf"{MARK}(?:,? (?:and |or )?[A-Z][\w-]{{2,20}}(?:\s?(?:®|™|\(R\)|\(TM\)))?){{0,6}},? (?:and|or) other"
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
    rf"{MARK}(?: \([^)]{{2,60}}\))?, (?:an?|its|the) (?:[\w-]+,? (?:and )?){{0,6}}?"
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
    rf"{MARK}(?: [a-z][\w'-]+){{1,3}}? (?:drugs?|medicines?|treatments?|vaccines?|pills?|antibiotics?"
    r"|products?)\b(?! (?:company|maker|line|development|discovery|delivery))"
)
_NAME_OPENS = re.compile(r"\b([a-z]{6,24}) \([\"']?$")
#: Behind a marked name: what it is made of, or its code ("(TM), or NPS R-568", "(TM) (recombinant human").
_MADE_OF_AFTER = re.compile(
    r"[\"']?\s?(?:[®™]|\((?:R|TM)\)),? (?:\((?:recombinant|human|humani[sz]ed|synthetic|formerly|also known as"
    r"|[A-Z]{2,6}[- ]?\d{2,})"
    r"|(?:or|formerly|also known as) [A-Z]{2,6}[ -](?:[A-Z]-?)?\d{2,})"
)
#: "A study of Xadrel *in patients with*", "*versus placebo*": what only a medicine is tried in and against.
_TRIED_IN_AFTER = re.compile(
    rf"{MARK},? (?:for (?:the treatment of )?|in )(?:\d+ |adult |pediatric |elderly )*"
    r"(?:patients|adults|children|adolescents|people|subjects|women|men|volunteers)\b"
)
_TRIED_AGAINST_AFTER = re.compile(
    rf"{MARK},? (?:versus|vs\.?|compared (?:to|with)|against|or|and) (?:matched |matching |a )?placebo\b"
)
_COMPANY_AFTER = re.compile(
    rf"{MARK},? (?:Inc|Corp|Ltd|LLC|L\.L\.C|LP|plc|AG|SA|GmbH|NV|N\.V|B\.V|Co\b|Pharma|Therapeutics"
    rf"|Biosciences|Biotech"
    r"|Biologics|Laboratories|Capital|Partners|Ventures|Health|Medical|shareholders?|stockholders?|shares?"
    r"|stock|common"
    r"|merger|and its (?:affiliates|subsidiaries)|has agreed|will pay|will be responsible|received|granted"
    r"|entered"
    r"|agreed|announced)\b"
    r"|'s? (?:Board|stock|shareholders|obligations?|option|rights|proprietary)"
)
_AGREEMENT_AFTER = re.compile(rf"{MARK}(?:(?: \w+){{0,3}} (?:Agreement|License)| licen[sc](?:e|ing))\b")
_COMPANY_BEFORE = re.compile(
    r"\b(?:with|from|by|to|and|between|Mr\.|Ms\.|Mrs\.|Dr\.|Prof\.|University of|Institute|in|at|near"
    r"|Nasdaq|NASDAQ|NYSE"
    r"|Nasdaq:|NYSE:|ticker|symbol|via|through) ?[\"'(]*$"
)
#: A test or a device, whatever else is said of it.
_VETO_BEFORE = Prefiltered(
    r"\b(?:medical|diagnostic|imaging|drug delivery) devices?(?: \(| called| named|,)* "
    r"?[\"'(]*(?:[A-Z0-9-]{3,12}/)?$",
    re.IGNORECASE,
)
_VETO_AFTER = re.compile(
    rf"{MARK} (?:[\w/-]+ ){{0,3}}?(?:diagnostic tests?|diagnostics?|test kits?|medical devices?|assays?"
    rf"|auto-?injectors?|inhalers?|syringes?|pumps?|needles?|delivery (?:platform|system|technology))\b",
    re.IGNORECASE,
)
_TRIAL_NAME_AFTER = re.compile(r"[\"')]* (?:[\w/-]+ ){0,3}?(?:trials?|stud(?:y|ies))\b")
#: "XPro", "NeoCart": hardly ever a person or a place.
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]")
#: "XADREL": brands stand in capitals, and few abbreviations are so long.
_SHOUTED = re.compile(r"[A-Z]{6,14}")
#: The score from which a made-up word is taken for a drug.
_ENOUGH = 3


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
        marked = bool(AFTER_MARK.match(after))
        if (
            PLATFORM_AFTER.match(after)
            or PLATFORM_BEFORE.search(before)
            or (_TRIAL_NAME_AFTER.match(after) and not marked)
        ):
            platform += 1
            continue
        if _COMPANY_AFTER.match(after):
            foul += 2
            continue
        if _AGREEMENT_AFTER.match(after):
            continue
        weight = next((weight for weight, pattern in BEFORE if pattern.search(before)), 0)
        if not weight and not marked and _COMPANY_BEFORE.search(before):
            foul += 1
        if marked and not weight and _LISTED_MARKS.search(before):
            weight = 1
        if not weight and (DEFINED_AS.search(before) or _DEFINES.match(after)):
            weight = 3
        if not weight and (_LISTED_CANDIDATES.search(before) or _brand_of(before)):
            weight = 3
        good += 5 * bool(_AND_OTHERS.match(after))
        good += weight + 2 * marked + 3 * bool(_SALT_AFTER.match(after))
        good += 3 * bool(INN_AFTER.match(after)) + 2 * bool(APPOSED.match(after)) + bool(DOSED.match(after))
        good += 3 * bool(_IS_A.match(after)) + 2 * bool(weight and _KIND_AFTER.match(after))
        good += 3 * bool(name.islower() and _CODE_AFTER.match(after))
        good += 2 * bool("-" in name and ACTS.match(after))
        good += bool(not weight and _WHOSE.search(before))
        good += 2 * bool(_MADE_OF_AFTER.match(after))
        good += bool(weight and _TRIED_IN_AFTER.match(after)) + 2 * bool(_TRIED_AGAINST_AFTER.match(after))
        good += 2 * bool(_FORM_AFTER.match(after) or _STRENGTH_AFTER.match(after))
    if known_as_word or (3 < len(name) < 6 and name.isalpha() and name.isupper()):
        good -= 2
    enough = _ENOUGH - bool(_INNER_CAPITAL.search(name) and not foul and not platform)
    if _SHOUTED.fullmatch(name) and not foul and not platform and not known_as_word:
        enough = _ENOUGH - 1
    if name.islower():  # no English word, and no company's or platform's name either
        enough = 1
    return good >= enough and good > foul and platform * 3 < len(windows) + 2
