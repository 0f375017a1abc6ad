"""Companies taken together under a name that they share: "A Servier and B Servier (collectively, "Servier")"."""

from __future__ import annotations

import re
from functools import lru_cache

from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Deal, Reading

_TOGETHER = Prefiltered(
    r"\((?:hereinafter )?(?:collectively|together|jointly),?[^()\w]{0,3}([A-Z][\w&'.-]{2,30})\"?\)"
)
#: How far before the definition its first company may begin.
_REACH = 240
_BETWEEN = re.compile(
    r"[\s,]*(?:\([^()]{1,60}\))?[\s,]*(?:and|&|,)?\s*(?:(?:its|their|the|an?|certain|of|wholly-owned)\s+){0,4}"
    r"(?:subsidiar(?:y|ies)|affiliates?)?[\s,]*"
)


def add_joint_parties(reading: Reading, parties: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Add to the parties of a deal the companies that are taken together with one of them, in its role.

    Only companies that bear the common name are added, so that "(collectively, the "Parties")" joins nobody.
    """
    have = {company for company, _ in parties}
    out: list[tuple[int, str]] = []
    for company, role in parties:
        out.append((company, role))
        for other in sorted(_joined(reading, company) - have):
            out.append((other, role))
            have.add(other)
    return out


#: "Amended to include the Hospital as a party".
_ADDED = Prefiltered(
    r"\bto (?:include|add) [^;]{3,320}?\bas an? (?:additional |further )?(?:party|licensor|licensee)\b",
    re.IGNORECASE,
)


def add_later_parties(reading: Reading, deal: Deal) -> None:
    """Add to a deal the companies that an amendment makes parties of it, on the side of the filer's counterparty."""
    known = {company for company, _ in deal.parties}
    others = [(company, role) for company, role in deal.parties if company != reading.companies.we]
    if not others:
        return
    for page, index in list(deal.sentences):
        sentence = reading.pages[page].sentences[index]
        for match in _ADDED.finditer(reading.pages[page].flat, sentence.start, sentence.end):
            for mention in reading.companies_in(page, match.start(), match.end()):
                if mention.entity not in known and not mention.generic:
                    known.add(mention.entity)
                    deal.parties.append((mention.entity, others[0][1]))
                    deal.others = [*(deal.others or [others[0][0]]), mention.entity]


@lru_cache(maxsize=64)
def _definitions(flat: str) -> tuple[re.Match[str], ...]:
    """Find where a page takes companies together, once for all its deals."""
    return tuple(_TOGETHER.finditer(flat))


def _joined(reading: Reading, company: int) -> set[int]:
    found: set[int] = set()
    for index, page in enumerate(reading.pages):
        for match in _definitions(page.flat):
            members = _members(reading, index, match)
            if company in members:
                found |= members - {company}
    return found


def _members(reading: Reading, index: int, match: re.Match[str]) -> set[int]:
    """Give the companies joined right before a definition whose names have its word."""
    flat, word = reading.pages[index].flat, match[1].casefold()
    out: set[int] = set()
    at = match.start()
    before: list[Mention] = reading.companies_in(index, max(0, at - _REACH), at)
    for mention in reversed([m for m in before if not m.generic]):
        if not _BETWEEN.fullmatch(flat, mention.end, at):
            break
        if not any(
            word in name.casefold().split() for name in reading.companies.entities[mention.entity].names
        ):
            break
        out.add(mention.entity)
        at = mention.start
    return out
