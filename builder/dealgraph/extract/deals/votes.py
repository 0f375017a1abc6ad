"""Signs of who gives rights and who takes them: verbs of granting, keeping, taking and paying, and possessions."""

from __future__ import annotations

import re
from collections import Counter

from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Deal, Reading
from dealgraph.extract.text import Sentence

_GRANT = Prefiltered(
    r"\b(?:(?:grant(?:ed|s|ing)?(?! (?:\w+ )?sub-?licen))"
    r"|(?:has|have|had|exclusively|out-)\s?(?:out-)?licensed|licensed|out-licensed"
    r"|agreed to (?:grant|license)|will (?:grant|license)|granting|licenses)\b"
)
_TAKE = Prefiltered(
    r"\b(?:received|receives|will receive|to (?:obtain|receive|gain|acquire|in-license|secure)|will obtain"
    r"|obtained|obtains|acquired|(?:has|have|had)(?! (?:\w+ )?(?:entered|signed|executed|inked|announced|agreed"
    r"|concluded|reached|closed|completed|established|formed|terminated|amended|expanded|extended|initiated)\b)"
    r"|gained|gains|secured|secures|was granted|were granted"
    r"|are granted|is granted|been granted|in-licensed|in-licenses|holds?|held|continue to hold|exercised"
    r"|license)\b"
    r"(?=[^.;]{0,70}\b(?:licen[sc]es?(?! (?:[\w-]+ ){0,2}(?:payments?|fees?|revenues?)\b)|sublicen[sc]e|rights?"
    r"|option(?! to require)(?! (?:exercise )?(?:payments?|fees?)\b))\b)"
)
_PAY = Prefiltered(
    r"\b(?:(?:has |have |had )?(?:paid|pays?|made|makes?)|(?:is|are|was|were|be|been) (?:also )?(?:obligated"
    r"|required|obliged|responsible) (?:to (?:pay|make)|for)|(?:agreed|obligat\w+|required) to (?:pay|make)"
    r"|(?:will|shall|must|may|would|could) (?:also )?(?:be (?:obligated|required) to )?(?:pay|make|owe)"
    r"|owes?d?|may (?:also )?become obligated)\b"
    r"(?=[^.;]{0,110}\b(?:up-?front|milestone|royalt|license fee|option fee|fee|payment)\w*)"
)
#: Who keeps some of the rights has given the others; who keeps all of them may be either.
_KEEP = Prefiltered(
    r"\b(?:kept|keeps|retain(?:s|ed)|reserve[sd]|(?:will|shall) (?:retain|keep))\b"
    r"(?! (?:the |all |its )?(?:worldwide|global|all)\b)(?=[^.;]{0,40}\brights?\b)"
)
_GET = Prefiltered(
    r"\b(?:(?:is|are|was|were|be|become|becomes|remain)? ?(?:also )?(?:eligible|entitled) (?:to"
    r"|for)(?: receive)?|(?:will|may|could|would|can) (?:also )?(?:potentially )?(?:receive|earn)|(?:has "
    r"|have )?(?:received|earned)|receives?|will be paid)\b"
    r"(?=[^.;]{0,110}\b(?:up-?front|milestone|royalt|license fee|option fee|fee|payment)\w*)"
)
_FROM_PAYER = Prefiltered(
    r"\b(?:payments?|fees?|royalt(?:y|ies)|milestones?|consideration)\b(?:[^.;]|\.\d){0,40}?\bfrom\s+(?:our "
    r"|its )?$",
    re.IGNORECASE,
)
_TO_PAYEE = Prefiltered(
    r"\b(?:pay|paid|pays|payable|payments?|owed|due|royalt(?:y|ies))\b[^.;]{0,24}\bto\s+$"
)
_ACADEMIC = Prefiltered(
    r"\b(?:University|Universit[àéä]\w*|College|Institut\w*|Hospital|Children's|Foundation|School"
    r"|Research Cent(?:er|re)|Medical Cent(?:er|re)|Clinic|Regents|Trustees|National Cancer|NIH|NCI"
    r"|Technology Transfer|Council|Polytechnic|Academy|Memorial)\b"
)
#: "Exclusive licenses" are things, and "amounts received" are nobody's act.
_NOT_A_VERB = Prefiltered(
    r"\b(?!(?:also|exclusively|now|currently|which|that|it|who)\b)(?:[a-z][\w-]*|[Nn]o|[Tt]hese|[Ss]uch),? licenses$"
    r"|\b(?:amounts?|payments?|consideration|income|revenues?|fees|royalties|proceeds|sums) (?:\w+ly )?received$"
)
_PAID_DIRECTLY = Prefiltered(r"\b(?:pay|pays|paid|paying|owes?|reimburse[sd]?|reimbursing) (?:the )?$")
CROSS = Prefiltered(r"\bcross-?\s?licen[sc]", re.IGNORECASE)
#: Rights go back to who gave them.
_REVERTS = Prefiltered(
    r"\b(?:revert(?:s|ed|ing)?|return(?:s|ed|ing)?(?: [^.;]{0,60}\brights)?)\s+to\s+(?:the )?$"
)
_LICENSED_FROM = Prefiltered(r"\b(?:in-)?licensed?\b[^.;]{0,60}\bfrom\s+(?:our |the )?$")
#: "A licence agreement with X for the use of its technology": X lends it.
_LICENCE_WITH = Prefiltered(r"\blicen[cs](?:e|ing) agreements? with\s+(?:the )?$", re.IGNORECASE)
_TO_USE = re.compile(
    r"(?: \([^()]{1,40}\))?,? (?:for (?:the )?(?:exclusive )?(?:use of|rights? to)"
    r"|to (?:use|in-license|obtain|access)\b)"
)
_GIVE = Prefiltered(r"\b(?:provid(?:es|ed)|gives?|gave|grant(?:s|ed))\s+$")


def count_votes(reading: Reading, deal: Deal) -> tuple[Counter[int], bool]:
    """Count for each party the signs that it grants (above zero) or takes (below); tell if any is of rights."""
    votes: Counter[int] = Counter()
    rights = any(role in ("licensor", "licensee") for _, role in deal.parties)
    parties = {c for c, _ in deal.parties}
    for company, role in deal.parties:
        votes[company] += {"licensor": 4, "licensee": -4}.get(role, 0)
        if "license" in deal.types and _ACADEMIC.search(reading.companies.entities[company].name):
            votes[company] += 3
    seen = 0
    for page, index in deal.sentences[:60]:
        sentence = reading.pages[page].sentences[index]
        mentions = [
            m for m in reading.companies_in(page, sentence.start, sentence.end) if m.entity in parties
        ]
        if not mentions:
            continue
        weight = 3 if seen < 4 else 1
        seen += 1
        flat = reading.pages[page].flat
        for pattern, value in ((_GRANT, 3), (_TAKE, -2), (_KEEP, 1), (_PAY, -1), (_GET, 1)):
            for match in pattern.finditer(flat, sentence.start, sentence.end):
                subject = subject_of(mentions, flat, match.start(), sentence)
                if subject is None:
                    continue
                verb = match.group()
                if _NOT_A_VERB.search(flat[max(sentence.start, match.start() - 24) : match.end()]):
                    continue
                if (
                    value == -2
                    and re.match(r"(?:has|have|had|holds?|license)\b", verb)
                    and re.search(
                        r"\b(?:retain|right to terminate|no right|the right to)",
                        flat[match.start() : match.start() + 40],
                    )
                ):
                    continue
                if (
                    value == -2
                    and re.search(r"\b(?:co-|retain)", flat[match.end() : match.end() + 40])
                    and "exclusive" not in flat[match.end() : match.end() + 25]
                ):
                    continue
                rights |= abs(value) > 1 or pattern is _KEEP
                if value == 3 and _LICENSED_FROM.search(flat[match.start() : match.end() + 70]):
                    votes[subject] -= 2 * weight
                    continue
                if value == 3 and re.search(
                    r"\b(?:was|were|been|is|are|be)\s+(?:\w+ )?$",
                    flat[max(sentence.start, match.start() - 14) : match.start()],
                ):
                    votes[subject] -= 2 * weight
                    continue
                votes[subject] += value * weight
                if value == 3:
                    taker = next(
                        (m for m in mentions if m.start >= match.end() and m.entity != subject), None
                    )
                    if taker is not None and taker.start - match.end() < 30:
                        votes[taker.entity] -= 2 * weight
        _possessions(reading, page, sentence, mentions, votes)
        for mention in mentions:
            before = flat[max(sentence.start, mention.start - 90) : mention.start]
            votes[mention.entity] += (_TO_PAYEE.search(before) is not None) - (
                _FROM_PAYER.search(before) is not None
            )
            votes[mention.entity] += _PAID_DIRECTLY.search(before) is not None
            if _GIVE.search(before) and re.match(
                r"[^.;]{0,60}\b(?:licen[sc]e|rights?|option)\b", flat[mention.end : mention.end + 90]
            ):
                votes[mention.entity] -= 2 * weight
                rights = True
            lends = _LICENCE_WITH.search(before) and _TO_USE.match(flat, mention.end)
            if lends or _LICENSED_FROM.search(before) or _REVERTS.search(before):
                votes[mention.entity] += 3 * weight
                rights = True
    return votes, rights


def _possessions(
    reading: Reading, page: int, sentence: Sentence, mentions: list[Mention], votes: Counter[int]
) -> None:
    """Take "X's drug" as a sign that X is its owner, who grants."""
    flat = reading.pages[page].flat
    for mention in mentions:
        if _OWN_TECHNOLOGY.match(flat, mention.end):
            votes[mention.entity] += 1
        if flat.startswith("'s territory", mention.end):  # what a licence was given for
            votes[mention.entity] -= 2
    for drug in reading.drugs_in(page, sentence.start, sentence.end):
        for mention in mentions:
            gap = flat[mention.end : drug.start]
            own = gap.startswith("'") or (
                mention.generic and flat[mention.start : mention.end].lower() in ("our", "its")
            )
            if (
                mention.end <= drug.start
                and own
                and len(gap) < 70
                and not re.search(r"[.;,]|\b(?:and|to|for|rights?|with)\b", gap.removesuffix(", "))
            ):
                votes[mention.entity] += 2


_OWN_TECHNOLOGY = Prefiltered(
    r"'s?\s(?:[\w-]+\s){0,5}?(?:platforms?|technolog(?:y|ies)|antibod(?:y|ies)|molecules?|compounds?"
    r"|products?|candidates?|programs?|vaccines?|portfolio|pipeline|assets?|patents?|intellectual property"
    r"|therap(?:y|ies))\b"
)


#: "X entered into an agreement with Y to obtain a license": X obtains it.
_SIGNED_WITH = re.compile(r"\bentered into (?![^.;]*\b(?:grant|option))[^.;]{0,120}\bwith\b")


def subject_of(mentions: list[Mention], flat: str, at: int, sentence: Sentence) -> int | None:
    """Give the party right before a verb that begins at an offset of the page, or None."""
    before = [m for m in mentions if m.end <= at]
    if not before:
        return None
    last = before[-1]
    gap = flat[last.end : at]
    if re.search(r"\bto\s*$", gap):
        return before[0].entity
    if flat.startswith("to ", at) and _SIGNED_WITH.search(flat, before[0].end, last.start):
        return before[0].entity
    if len(gap) > 60 or re.search(r"[;]|[Aa]greement|\b(?:by|from|with)\s*$", gap):
        return None
    if gap.startswith("'s"):
        return None
    return last.entity
