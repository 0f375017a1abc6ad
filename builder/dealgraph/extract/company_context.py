"""Names that only their surroundings show to be an organisation's: "an agreement with Hansoh", "Primatope granted us"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from dealgraph.extract.company_names import NameHit
from dealgraph.extract.company_tables import Words, words

_RUN = re.compile(r"[A-Z0-9][^\W_]*(?:[-'&][^\W_]+){0,2}(?: (?:& )?[A-Z][^\W_]*(?:[-'&][^\W_]+){0,2}){0,4}")
_WITH = re.compile(
    r"(?:agreements?|collaborations?|partnerships?|alliances?|licen[sc]es?|arrangements?|contracts?|ventures?|partner(?:ed|ing)?|collaborat(?:e|ed|es|ing)"
    r"|amendments?|settlements?|merge[rd]?|transactions?|MOU|LOI|letter of intent|term sheet|deal)\b[^.;\n]{0,45}\bwith$"
    r"|\b(?:entered into|together|jointly|shared?|profits?|executed|signed)\b[^.;\n]{0,60}\bwith$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:licen[sc]e[ds]?|in-licensed|licensing|acquired|purchased|obtained|payments?|payable|milestones?|royalt(?:y|ies)|million|fee|consideration|funding|grant|revenue|due|notice)\b"
    r"[^.;\n]{0,60}\bfrom$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:licen[sc]ed|out-licensed|sublicensed|paid|pay|pays|payments?|payable|paying|sold|assigned|issued|owed?|transferred|divested|royalt(?:y|ies)|fees?|shares?|million)\b[^.;\n]{0,45}\bto$"
    r"|(?:granted|grants|provided|licensed|paid) to$|licen[sc]es?(?: (?:granted|agreement))? to$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:granted|paid|payable|owned|controlled|held|manufactured|commercialized|marketed|supplied|licensed|provided|terminated|made|owed|exercised|conducted|funded|retained) (?:to us )?(?:by|to)$"
)
_PAIR = re.compile(
    r"(?:\b[Ww]e|\b[Uu]s|Company|parties,|either us) (?:and|or|nor)(?: the)?$|[Bb]etween (?:us and |the Company and )?$|[Bb]etween$"
)
_DIRECT = re.compile(
    r"(?:\b(?:paid|pay|pays|owe|owes|reimburse|reimbursed|grants?|granted|granting|notified|notif(?:y|ies)|issued|require[sd]?|allow(?:s|ed)?|paying))$"
)
_BUY = re.compile(
    r"(?:\b(?:acquire[ds]?|acquiring|acquisition of|merge[rd]? with|stockholders of|shareholders of|subsidiary of|subsidiary,|affiliate of|member of|partner,?|collaborator,?|licensee,?|licensor,?))$"
)
_VERB = re.compile(
    r"(?:, Inc\.)? (?:(?:has |have |had |will |shall |may |must |also |and us |has also |is |are |was )(?:agreed|granted|grant|pay|paid|receive|terminate|elect|exercise|make|be (?:obligated|responsible|required|eligible|entitled)"
    r"|responsible|eligible|obligated|entitled|required|the right|exclusive rights|an option|retain|retained|licensed|assigned|reimburse|fund)\b"
    r"|granted|agreed|paid|retains?|reimburses?|elected|exercised (?:its|the)|licensed|agrees|grants|assigned|has the|and we\b|and us\b|and the Company\b|\(us\))"
)
_IS_COMPANY = re.compile(
    r"(?:\s?[®™])?,? (?:is |was )?an? (?:[\w'-]+[ ,]{1,2}){0,8}?(?:company|companies|subsidiary|corporation|non-?profit|organi[sz]ation|university|manufacturer|affiliate|biotech|firm|leader)\b"
)
_AFTER_NOT = re.compile(
    r"\s?[®]| (?:inhibitors?|antibod(?:y|ies)|receptors?|proteins?|genes?|trials?|study|tablets?|injections?|capsules?|cells?|mutations?|patients|mg|mcg|vaccines?|pathway|positive|negative|syndrome|disease|capsid|vector|virus|platform|Territory|Products?\b|agonists?|antagonists?|in combination|monotherapy)"
)
_DRUG = re.compile(
    r"(?:mab|nib|ciclib|parib|tide|stat|vir|cept|kin|sen|siran|leucel|vec|mycin|cillin|azole|prazole|sartan|statin|gliptin|gliflozin|olol|pril|tinib|limus|toclax|zumab|ximab|degib|rafenib|lisib|denoson|platin|taxel|rubicin|bine|trexed|grastim|poetin|fusp)$"
)
_AGREEMENT = re.compile(
    r"(?: (?:License|Collaboration|Supply|Option|Research|Development|Services?|Purchase|Merger|Commercialization|and|Exclusive|Sublicense)){0,4} Agreements?\b"
)
_CONNECT = frozenset({"with", "from", "to", "by", "and", "or", "between", "of", "through"})


def find_contextual(
    page: int, flat: str, hits: list[NameHit], blocks: frozenset[tuple[int, int]]
) -> list[NameHit]:
    """Find names that deal language around them shows to be an organisation's.

    Args:
        page: Index of the page.
        flat: Its flat text.
        hits: Names already found, which are passed over.
        blocks: (start, end) of the page's headings.

    Returns:
        A hit for each occurrence of a name whose surroundings, all in all, leave no doubt.
    """
    table = words()
    votes: dict[str, float] = defaultdict(float)
    spots: dict[str, list[tuple[int, int]]] = defaultdict(list)
    barred: set[str] = set()
    after_hits = _skipper(hits)
    for match in _RUN.finditer(flat):
        start = match.start()
        if after_hits(start) or (start and (flat[start - 1].isalnum() or flat[start - 1] in "-_/.$€£@")):
            continue
        name, end = _trim(match.group(), start, table)
        if not name or not _plausible(name, table):
            continue
        if _AFTER_NOT.match(flat, end) and name not in votes:
            barred.add(name)
            continue
        vote = _vote(flat, start, end, blocks)
        if vote:
            votes[name] += vote
            spots[name].append((start, end))
    kept = {n for n, v in votes.items() if v >= 3 and n not in barred and _unlike_word(n, flat)}
    return [NameHit(page, s, e, "context", n) for n in sorted(kept) for s, e in spots[n]]


def _skipper(hits: list[NameHit]) -> Callable[[int], bool]:
    """Give a test for offsets that lie within hits, to be asked in rising order."""
    at = 0

    def inside(offset: int) -> bool:
        nonlocal at
        while at < len(hits) and hits[at].end <= offset:
            at += 1
        return at < len(hits) and hits[at].start <= offset

    return inside


def _trim(run: str, start: int, table: Words) -> tuple[str, int]:
    """Cut a run at its first word that is no part of a name, and give the name and its end."""
    kept: list[str] = []
    for word in run.split(" "):
        bare = word[:-2] if word.endswith(("'s", "s'")) and word.endswith("'s") else word
        low = bare.lower()
        if low in table.stop or (kept and low in table.not_institution):
            break
        kept.append(bare)
        if bare != word:
            break
    while kept and kept[-1] == "&":
        kept.pop()
    name = " ".join(kept)
    return name, start + len(name)


def _plausible(name: str, table: Words) -> bool:
    parts = name.split(" ")
    first = parts[0]
    if (
        len(name) < 3
        or first in table.not_company
        or first.lower() in table.places
        or not any(c.isalpha() for c in first)
    ):
        return False
    if first[0].isdigit() and not first[-1].isupper():
        return False
    if len(parts) > 1 and first in table.persons:
        return False
    if len(parts) == 1:
        if (
            first.lower() in table.weak_first
            or first in table.persons
            or first in table.institution
            or first in table.trade
        ):
            return False
        if _DRUG.search(first) or ("-" in first and any(c.isdigit() for c in first)):
            return False
        if first.isupper() and any(c.isdigit() for c in first):
            return False
    return not all(p.lower() in table.weak_first for p in parts)


def _vote(flat: str, start: int, end: int, blocks: frozenset[tuple[int, int]]) -> float:
    """Weigh what stands before and behind an occurrence: 3 alone is enough."""
    vote = 0.0
    left = max(0, start - 80)
    before = flat[max(left, flat.rfind("\n", left, start) + 1) : start]
    stripped = before.rstrip(' "').removesuffix(" the").rstrip()
    last = stripped[stripped.rfind(" ") + 1 :].lower()
    if last == "with" and _WITH.search(stripped):
        vote += 3
    elif last == "from" and _FROM.search(stripped):
        vote += 3
    elif last == "to" and _TO.search(stripped):
        vote += 2 if not _BY.search(stripped) else 1
    elif last == "by" and _BY.search(stripped):
        vote += 2
    elif last in ("and", "or", "nor", "between") and _PAIR.search(stripped):
        vote += 3
    elif last not in _CONNECT or last == "of":
        if _DIRECT.search(stripped):
            vote += 2
        elif _BUY.search(stripped):
            vote += 1.5
    if (start, end) in blocks:
        vote += 1
    if flat[end : end + 2] == "'s" or (flat[end - 1 : end + 1] == "s'" and flat[end + 1 : end + 2] == " "):
        vote += 0.5
    elif flat.startswith(" ", end) or flat.startswith(",", end):
        if _VERB.match(flat, end):
            vote += 2
        elif _IS_COMPANY.match(flat, end):
            vote += 2
        elif _AGREEMENT.match(flat, end):
            vote += 1
    return vote


def _unlike_word(name: str, flat: str) -> bool:
    """Refuse a lone word that the page also writes in small letters: it is a word, not a name."""
    return " " in name or name.isupper() or f" {name.lower()} " not in flat
