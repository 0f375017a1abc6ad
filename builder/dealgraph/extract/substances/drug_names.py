"""Names that may be drugs: codes, nonproprietary names, brands, and words that the context introduces.

Each distinct word is judged once by its shape and the tables; what stands around it then decides.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Reading
from dealgraph.extract.substances import nomenclature
from dealgraph.extract.substances.antigen_table import is_antigen_name
from dealgraph.extract.substances.antigens import may_be_antigen
from dealgraph.extract.substances.coined import coined_score
from dealgraph.extract.substances.drug_codes import (
    ANTISENSE,
    CONJUGATE,
    RELEASE,
    is_code,
    not_codes,
    says_little,
    vectored,
)
from dealgraph.extract.substances.drug_context import (
    CODE_CUE,
    NOT_A_DRUG,
    NOT_A_DRUG_BEFORE,
    TRIAL_AFTER,
    TRIAL_BEFORE,
    followed_by_inn,
    is_introduced,
)
from dealgraph.extract.substances.drug_hits import NameHit, Sort, listed_with, siblings, window
from dealgraph.extract.substances.proteins import protein_names

_POSTAL = re.compile(r"(?:CH|DK|SE|NL|FI|[ABDFIL])-\d{4,5}\Z")
_SURE_CODE = re.compile(r"[A-Z]{2,6}-\d{2,7}[A-Z]?|[A-Z]{3,6}\d{3,7}[A-Z]?")
_SPACED_CODE = re.compile(
    r"([A-Z](?<![\w-].)[A-Z]{1,4}) (\d{3,8}(?:[a-d]\b|[A-Z]{0,2})(?![\w.,/-]*\d)|\d{2}-\d{1,4}(?![\w,/-]*\d))"
)
#: Makers number their compounds far, and no study: "the BMS-981243 trial" is a trial of it.
_LONG_CODE = re.compile(r"(?!NCT|EORTC|SWOG|RTOG|ECOG|CALGB|NSABP|ACTG|GOG)[A-Z]{2,4}-\d{5,7}[A-Z]?")
#: Codes of a few makers: "Ro 23-4567".
_MAKERS_CODE = re.compile(
    r"[ORSBLHUCM](?<!\w.)(?:(?:(?<=O)rg|(?<=R)o|(?<=S)ch|(?<=B)ay|(?<=L)u|(?<=H)oe|(?<=S)CH|(?<=B)AY|(?<=U)K|(?<=C)P"
    r"|(?<=M)DL|(?<=R)WJ)[ -]\d{2,3}[-,]\d{3,5}\b|(?:(?<=O)rg|(?<=R)o|(?<=S)ch|(?<=L)u|(?<=H)oe) \d{4,6}\b"
    r"|(?:(?<=B)AY|(?<=B)ay) \d{6,7}\b)|\bDebio \d{3,4}\b"
)

#: "S-oxprenolol", "l-methadone": one form of a mirrored pair.
_ISOMER = re.compile(r"[SRDLdl]-(?=[a-z])")
#: "Pegsiticase, also known as pegadricase": another name of what a known one names.
_ALSO_NAMED = re.compile(
    r"\b([A-Za-z][a-z]{6,17}),? \(?(?:also|formerly|previously|now) (?:known|referred to|designated) as ([a-z]{6,18})\b"
)
#: "Izalontamab brengitecan (iza-bren)": the beginnings of both words.
_SHORT_FORM = re.compile(r"\b([a-z]{7,18}) ([a-z]{6,18}) \((([a-z]{2,5})-([a-z]{2,6}))\)")
#: "A drug known as AQ4N": a code of no common shape.
_CALLING = (
    r"\b(?:drug|candidate|compound|antibody|inhibitor|agent|vaccine|molecule|peptide|prodrug|medicine),?"
    r" (?:known as|called|named|designated|dubbed|code-named) [\"']?"
)
_CALLED = Prefiltered(_CALLING + r"(?=[A-Z\d-]*\d)([A-Z][A-Z\d-]{2,9})(?![\w-])")
_CALLED_BEFORE = re.compile(_CALLING + "$")
#: "XmAb®5574": a platform's mark within the code.
_MARKED_CODE = re.compile(r"(?<![\w-])([A-Z][A-Za-z]{1,7}) ?(?:®|™|\((?:R|TM)\))[ -]?(\d{3,6})(?![\w,.]*\d)")
_MARKED_FIGURE = re.compile(r"[®™)][ -]?\d{3}")
#: First words of gene and cell therapies stand for nothing alone, and end as many companies do ("Allogene").
_GENE_ALONE = re.compile(r"[A-Za-z]*gene")
#: Characters of the longest joined name.
_LONGEST = 80
_NEXT_WORD = re.compile(r" ([a-z]{6,14})(?=[ ,.;)])")
#: Formulations and salts that belong to a name when they follow it.
_TAIL = re.compile(
    r"(?<=cel)-[A-Z]\b| (?:alfa|beta|gamma|delta)(?:-[\dn][ab\d])?\b|-\d[ab]\b|[ -](?:vedotin|deruxtecan|govitecan"
    r"|emtansine"
    r"|tesirine|mafodotin|ozogamicin|ravtansine"
    r"|soravtansine|tirumotecan|rezetecan|pelidotin|samrotecan|pasudotox|diftitox|tiuxetan|pegol"
    r"|ciloleucel|vicleucel|maraleucel|autoleucel|autotemcel"
    r"|\w{3,8}leucel|\w{3,8}temcel|\w{3,9}parvovec|\w{3,9}vec|bromide|hydrochloride|phosphate|sulfate"
    r"|alafenamide(?: fumarate)?|disoproxil(?: fumarate)?|(?:med|cam)?oxomil|cilexetil|enacarbil|mecarbil|mofetil"
    r"|axetil|proxetil|etexilate|(?:di|p)ivoxil|marboxil"
    r"|sodium|disodium(?: hexahydrate)?|tromethamine|potassium|calcium|acetate|mesylate|tosylate|maleate"
    r"|fumarate|citrate|tartrate|besylate|dimaleate|succinate|hyclate|topical solution|topical|cream|gel"
    r"|ointment|ophthalmic solution)\b"
)


def find_names(reading: Reading, spots: list[list[tuple[int, str]]]) -> list[NameHit]:
    """Find the names of drugs in a filing, in order.

    Args:
        reading: The filing, its companies found.
        spots: (start, word) of the words of each page that `may_be_drug` accepts.
    """
    hits = [hit for index in range(len(reading.pages)) for hit in _candidates(reading, index, spots[index])]
    by_name: dict[str, list[NameHit]] = {}
    for hit in hits:
        by_name.setdefault(hit.text, []).append(hit)
    lowered = {name for name in by_name if name[0].islower()}
    taken = {name for name, found in by_name.items() if _is_drug(reading, name, found, lowered)}
    taken |= siblings(reading, by_name, taken)
    taken |= listed_with(reading, hits, taken, by_name)
    found = [hit for hit in hits if hit.text in taken]
    return sorted(found + _parts(reading, found), key=lambda h: (h.page, h.start, -h.end))


def may_be_drug(token: str) -> bool:
    """Tell whether the shape or form of a word could be that of a drug's name."""
    return _sort(token)[0] is not None


def _candidates(reading: Reading, index: int, spots: list[tuple[int, str]]) -> list[NameHit]:
    """Give the names of a page whose shape or form could be a drug's."""
    flat = reading.pages[index].flat
    out: list[NameHit] = []
    last = 0
    for start, token in spots:
        sort, length = _sort(token)
        if sort is None or start < last:
            continue
        end = start + length
        if sort == "inn" and _is_brand(token, flat[end : end + 90]):
            sort = "brand"
        if sort == "inn":
            end = _inn_end(flat, _tail_end(flat, end, token))
        elif sort in ("brand", "coined") and (release := RELEASE.match(flat, end)):
            end = release.end()
        if (
            sort == "inn"
            and end == start + length
            and not nomenclature.is_inn(_ISOMER.sub("", token).lower().split("-")[0])
        ):
            continue  # "sodium" without "oxybate"
        if (
            out
            and start == out[-1].end + 1
            and end - out[-1].start <= _LONGEST
            and flat[start - 1] in " /"
            and _one_name(
                out[-1], sort, flat[start:end], flat[start - 1], in_parentheses=flat[out[-1].start - 1] == "("
            )
        ):
            start, sort = out[-1].start, out.pop().sort
        out.append(NameHit(index, start, end, flat[start:end], sort))
        last = end
    for match in _SPACED_CODE.finditer(flat):
        head = match[1]
        if head not in not_codes(spaced=True) and not nomenclature.is_english(head.lower()):
            out.append(NameHit(index, match.start(), match.end(), match.group(), "code"))
    for match in _MAKERS_CODE.finditer(flat):
        out = [hit for hit in out if not match.start() <= hit.start < match.end()]
        out.append(NameHit(index, match.start(), match.end(), match.group(), "code"))
    out += [NameHit(index, m.start(), m.end(), m.group(), "brand") for m in ANTISENSE.finditer(flat)]
    for match in _CALLED.finditer(flat):
        if not (is_code(match[1]) or is_antigen_name(match[1])):
            out.append(NameHit(index, match.start(1), match.end(1), match[1], "code"))
    marked = [
        NameHit(index, m.start(), m.end(), m[1] + m[2], "code")
        for m in (_MARKED_CODE.finditer(flat) if _MARKED_FIGURE.search(flat) else ())
        if m[1].upper() not in not_codes()
    ]
    marked += [NameHit(index, start, end, flat[start:end], "inn") for start, end in protein_names(flat)]
    out = [hit for hit in out if not any(m.start <= hit.start and hit.end <= m.end for m in marked)] + marked
    out += _introduced(index, flat)
    out = [
        hit
        for hit in out
        if not (_in_company(reading, hit) or _GENE_ALONE.fullmatch(hit.text) or _is_reference(flat, hit))
    ]
    return sorted(out, key=lambda h: (h.start, -h.end))


#: Numbers of files, patents and agreements ("License Number: L-223-95", "file #ORS93-17"); a state with its ZIP code.
_NUMBERED = re.compile(r"(?:\bNos?\.?|\b[Nn]umbers?|#|\b[Ff]ile|\bRef\.?|\bDocket)[ :#(]{0,3}\Z")
_WITH_ZIP = re.compile(r"(?:MI|IL|WY|PR) \d{5}")


def _is_reference(flat: str, hit: NameHit) -> bool:
    """Tell whether what looks like a code is the number of a file, or of a place."""
    return hit.sort == "code" and bool(
        _WITH_ZIP.fullmatch(hit.text) or _NUMBERED.search(flat, max(0, hit.start - 12), hit.start)
    )


#: "The Company's drug candidate, rosivex, and": a made-up word that only its introduction shows to be a drug.
_INTRODUCED = Prefiltered(
    r"\b(?:(?:[Dd]rug|[Pp]roduct|[Cc]linical|[Ll]ead|[Vv]accine|[Dd]evelopment)"
    r" (?:candidate|compound|molecule|asset)s?"
    r"|[Dd]rug|[Cc]andidate|[Cc]ompound|[Mm]olecule|[Mm]edic(?:ine|ation)|[Aa]ntibody|[Ii]nhibitor|[Aa]nt?agonist"
    r"|[Mm]odulator|[Aa]ntibiotic|[Vv]accine|[Tt]herapy|[Tt]reatment"
    r"|(?:[Rr]ights|[Ll]icen[sc]es?|[Oo]ptions?) (?:to|for)|(?:version|formulation|sales) of"
    r"|royalties on|[Ll]icensed|[Aa]cquired|[Pp]romote|[Mm]arket|[Dd]istribute|[Ss]upply"
    r"|[Cc]overing|develop\w*|manufactur\w*|[Cc]ommerciali[sz](?:e|ation of|ing)"
    r"|[Pp]roducts? (?:that |which )?(?:incorporat|contain)(?:es?|s|ing) (?!a |an |the ))"
    r",? (?:called |named |known as )?"
    r"(?=([a-z]{6,18})(?:[,;.)]| (?:for|in|and|is|was|to|from|with|has|by)\b| \())"
)
_BY_CODE = r"(?P<code>[A-Za-z]{1,7}[- ]?\d{2,7}[A-Za-z]?(?:-\d{1,3})?)"
_BY_WORD = r"(?P<word>[a-z]{7,18})"
#: "zolvaran (formerly ABC-123)" and "ABC-123 (zolvaran)": a name that no stem tells, by its code. What stands in the
#: parenthesis is looked for first, since parentheses are fewer than words, and then what it is to stand behind.
_BESIDE = (
    (
        re.compile(
            r" \((?:(?:formerly|previously|also)(?: known as| called)?,? |a\.?k\.?a\.? )?"
            + _BY_CODE
            + r"[),;]"
        ),
        re.compile(r"\b" + _BY_WORD + r"\Z"),
    ),
    (re.compile(r" \(" + _BY_WORD + r"\)"), re.compile(r"\b" + _BY_CODE + r"\Z")),
)
#: No name or code is longer.
_LONGEST_BESIDE = 20
#: Endings of common nouns: kinds of products, diseases and matter, of which no medicine's own name is made.
_KIND_OF_THING = re.compile(
    r"(?:s|ies|ing|ed|tion|ment|ity|ness|ism|ware|ology|ics?|al|ous|ar|oid|body|therapy|osis|itis|emia|oma|pathy|ase"
    r"|ome"
    r"|some|gen|cyte|plasm|virus|kit|chip|mer|valent|ise|ize|ry|phy|gy|is|[mznei]a)$"
)


def _introduced(index: int, flat: str) -> list[NameHit]:
    words = dict.fromkeys(m[1] for m in _INTRODUCED.finditer(flat))
    for inside, outside in _BESIDE:
        for match in inside.finditer(flat):
            before = outside.search(flat, max(0, match.start() - _LONGEST_BESIDE), match.start())
            if before is not None:
                told = before.groupdict() | match.groupdict()
                if is_code(told["code"]):
                    words[told["word"]] = None
    made_up = [
        w
        for w in words
        if not (
            nomenclature.is_english(w)
            or nomenclature.is_inn(w)
            or _KIND_OF_THING.search(w)
            or may_be_antigen(w)
        )
    ]
    found = [
        NameHit(index, m.start(), m.end(), word, "coined")
        for word in made_up
        for m in re.finditer(rf"\b{word}\b", flat)
    ]
    return found + [
        NameHit(index, m.start(), m.end(), m[0], "brand")
        for word in _other_names(flat)
        for m in re.finditer(rf"\b{word}\b", flat, re.IGNORECASE)
    ]


def _other_names(flat: str) -> list[str]:
    """Give the words that a page calls another name, or the short one, of what a nonproprietary name stands for."""
    also = {
        word
        for m in _ALSO_NAMED.finditer(flat)
        for word, other in ((m[1].lower(), m[2]), (m[2], m[1].lower()))
        if nomenclature.is_inn(other) and not (nomenclature.is_inn(word) or nomenclature.is_english(word))
    }
    short = {
        m[3]
        for m in _SHORT_FORM.finditer(flat)
        if nomenclature.is_inn(m[1]) and m[1].startswith(m[4]) and m[2].startswith(m[5])
    }
    return sorted(also | short)


def _tail_end(flat: str, end: int, token: str) -> int:
    """Give where a name of several words ends that begins with this one, or the end as it is."""
    for tail in nomenclature.tails().get(token.lower(), ()):
        if (
            flat[end : end + len(tail)].lower() == tail
            and not flat[end + len(tail) : end + len(tail) + 1].isalnum()
        ):
            return end + len(tail)
    return end


def _inn_end(flat: str, end: int) -> int:
    """Give where a nonproprietary name ends that a salt, a formulation or a payload's name goes on."""
    if tail := _TAIL.match(flat, end):
        return tail.end()
    word = _NEXT_WORD.match(flat, end)
    if word and flat[end - 3 : end] == "mab" and not nomenclature.is_english(word[1]):
        return word.end()  # "tarcocimab tedromer": conjugates' second words follow no stem
    return end


def _one_name(before: NameHit, sort: Sort, word: str, between: str, *, in_parentheses: bool) -> bool:
    """Tell whether two neighbouring words are one name: "TRELEGY ELLIPTA", "(sacubitril/valsartan"."""
    if before.sort == sort == "inn":
        return between == " " or in_parentheses
    if between != " ":
        return False
    return (
        before.sort in ("brand", "coined")
        and sort in ("brand", "coined")
        and before.text.isupper()
        and word.isupper()
        and "-" not in word  # "ELESTRIN CO-PROMOTION"
    )


def _in_company(reading: Reading, hit: NameHit) -> bool:
    if hit.sort == "brand" or (hit.sort == "inn" and hit.text[0].islower()) or _SURE_CODE.fullmatch(hit.text):
        return False
    if followed_by_inn(reading.pages[hit.page].flat[hit.end : hit.end + 60]):
        return False
    found = reading.companies_in(hit.page, hit.start - 60, hit.end)
    return any(not m.generic and m.start <= hit.start and m.end >= hit.end for m in found)


@lru_cache(maxsize=1 << 16)
def _sort(token: str) -> tuple[Sort | None, int]:
    """Judge a token: what it may be, and how many of its characters are the name."""
    length = len(token)
    if length < 3:
        return None, 0
    if any(c.isdigit() for c in token):
        name = re.sub(r"(?:-[a-z]{3,})+$", "", token)  # "TERN-701-containing"
        return ("code", len(name)) if is_code(name) else (None, 0)
    low = token.lower()
    if low in nomenclature.brands():
        return ("brand", length) if not token.islower() and not nomenclature.is_english(low) else (None, 0)
    if (nomenclature.is_inn(low) or low in nomenclature.tails()) and (
        token[1:].islower() or token.isupper() or "-" in token
    ):
        return "inn", length  # "UltiMAb" is a technology, not a name made of a stem
    if _ISOMER.match(token) and nomenclature.is_inn(low[2:]):
        return "inn", length
    head = low.split("-")[0]
    if head != low and nomenclature.is_inn(head) and len(head) > 5:
        return "inn", length if all(map(nomenclature.is_inn, low.split("-"))) else len(head)
    if length < 4 or not _coined(token, low):
        return None, 0
    return "coined", length


def _is_brand(token: str, after: str) -> bool:
    """Tell a brand that ends like a nonproprietary name from one, by the one in the parenthesis behind it."""
    return token[0].isupper() and token.lower() not in nomenclature.known_inns() and followed_by_inn(after)


def _coined(token: str, low: str) -> bool:
    """Tell whether a token looks like a made-up name: capitals, and no English word."""
    if token[0].isdigit() or not token.isascii():
        return False
    if "-" in token or "." in token:
        parts = re.split(r"[-.]", token)
        if len(parts) > 3 or not all(parts) or len(token) > 18:
            return False
        return (
            (vectored(parts[0]).isupper() and len(parts[0]) < 7 and parts[-1][:2].isupper())
            or re.fullmatch(r"[A-Z][a-z]{1,5}[A-Z][a-z]{1,6}-[A-Z]{2,5}[a-z]?", token) is not None
            or re.fullmatch(r"[a-z]{2,6}-cel", token) is not None
        ) and not all(nomenclature.is_english(p.lower()) for p in parts)
    if token.islower() or nomenclature.is_other_name(token):
        return False
    return len(token) <= 18 and not nomenclature.is_english(low)


def _is_drug(reading: Reading, name: str, found: list[NameHit], lowered: set[str]) -> bool:
    sort = next((hit.sort for hit in found if hit.sort == "brand"), found[0].sort)
    windows = [window(reading, hit) for hit in found[:16]]
    if sort == "coined" and any(c.name.startswith(name + " ") for c in reading.companies.entities):
        return False  # "CARgenix's candidate", of CARgenix Therapeutics
    if sort == "coined":
        return coined_score(name, windows, known_as_word=not name.islower() and name.lower() in lowered)
    refused = sum(
        1 for before, after in windows if NOT_A_DRUG.match(after) or NOT_A_DRUG_BEFORE.search(before)
    )
    if refused * 2 >= len(windows):
        return False
    if sort == "code":
        plain = re.fullmatch(r"[A-Z]+ (?:19|20)\d\d", name) is not None
        short = re.fullmatch(r"[A-Z]{2,5}-\d{1,3}[A-Z]?", name) is not None
        if says_little(name) and not any(
            is_introduced(before, after, any_cue=plain or short) or _CALLED_BEFORE.search(before)
            for before, after in windows
        ):
            return False
        if _POSTAL.match(name) and any(re.match(r",? [A-Z][a-zü]+", after) for _, after in windows):
            return False
        if _LONG_CODE.fullmatch(name) and not any(TRIAL_BEFORE.search(before) for before, _ in windows):
            return True
        trial = sum(1 for before, after in windows if TRIAL_AFTER.match(after) or TRIAL_BEFORE.search(before))
        if trial == len(windows) or (trial and len(name) - len(name.rstrip("0123456789")) < 2):
            return False
        return any(CODE_CUE.search(before) or CODE_CUE.search(after) for before, after in windows)
    return True


def parts_of(name: str) -> tuple[str, str] | None:
    """Give the antibody and the payload of a conjugate's name.

    >>> parts_of("huC242-DM1"), parts_of("trastuzumab-DM1"), parts_of("MK-3475")
    (('huC242', 'DM1'), ('trastuzumab', 'DM1'), None)
    """
    match = CONJUGATE.fullmatch(name)
    return (match[1], match[2]) if match else None


def _parts(reading: Reading, found: list[NameHit]) -> list[NameHit]:
    """Find the parts of a conjugate's name ("huC242-DM1") where they stand alone."""
    known = {hit.text for hit in found}
    parts = {part for name in known if (pair := parts_of(name)) for part in pair if part not in known}
    out: list[NameHit] = []
    for part in sorted(parts):
        alone = re.compile(rf"(?<![\w-]){re.escape(part)}(?![\w-])")
        for index, page in enumerate(reading.pages):
            out += [NameHit(index, m.start(), m.end(), part, "part") for m in alone.finditer(page.flat)]
    return out
