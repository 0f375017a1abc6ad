"""Parties of a contract as companies of the reading: found among those known or added, with mentions."""

from __future__ import annotations

import re

from dealgraph.extract.companies.tables import core_key, core_words
from dealgraph.extract.contracts.called import PartyDraft
from dealgraph.extract.contracts.tables import word_set
from dealgraph.extract.mentions import Mention, MentionIndex
from dealgraph.extract.reading import CompanyEntity, Reading
from dealgraph.extract.substances.nomenclature import is_english


def entity_of(reading: Reading, party: PartyDraft, taken: set[int]) -> int:
    """Find or add the company that a party is.

    Args:
        reading: What is known of the filing; a company may be added or given names.
        party: The party.
        taken: Companies that are other parties of the same contract.
    """
    entities = reading.companies.entities
    key = core_key(party.name.text)
    for i, company in enumerate(entities):
        if i not in taken and party.name.text in company.names:
            return _named(company, party, i)
    short = {core_key(s) for s in party.short}
    for i, company in enumerate(entities):
        if i not in taken and key in {core_key(n) for n in company.names}:
            return _named(company, party, i)
    for i, company in enumerate(entities):
        keys = {core_key(n) for n in company.names}
        if i not in taken and (
            (short & keys and _kin(company, party)) or (company.filer and _same_filer(company, party))
        ):
            return _named(company, party, i)
    entities.append(CompanyEntity(party.name.text, list(party.short)))
    return len(entities) - 1


def _kin(company: CompanyEntity, party: PartyDraft) -> bool:
    """Tell whether a company that shares a short name can be the party: one name begins as the other does."""
    words = core_words(party.name.text)
    short = {core_key(s) for s in party.short}
    own = [n for n in company.names if core_key(n) not in short]
    return any(core_words(n)[:1] == words[:1] for n in own) or core_key(company.name) in short


def _same_filer(company: CompanyEntity, party: PartyDraft) -> bool:
    """Tell whether the party is the filer under a longer, shorter or earlier form of its name."""
    words = core_words(party.name.text)
    mine = words[0]
    return (
        len(mine) > 3
        and mine not in word_set("everyday")
        and any(core_words(n)[0] == mine for n in company.names)
        and set(words[1:])
        <= word_set("institutions") | word_set("everyday") | set().union(*map(core_words, company.names))
    )


def part_names(reading: Reading, found: list[tuple[int, PartyDraft]]) -> None:
    """Take from each party the names that are another one's ("X and Y, collectively Z" had made one company)."""
    for index, party in found:
        mine = {party.name.text, *party.short}
        others = {n for i, p in found if i != index for n in (p.name.text, *p.short)} - mine
        company = reading.companies.entities[index]
        company.aliases = [a for a in company.aliases if a not in others]


def _named(company: CompanyEntity, party: PartyDraft, index: int) -> int:
    better = len(party.name.text) > len(company.name) or (
        company.name.isupper() and not party.name.text.isupper()
    )
    by_short = not company.filer and company.name in {
        s for n in party.short for s in (n, f"The {n}", f"the {n}")
    }
    begins = not company.filer and party.name.text.casefold().startswith(company.name.casefold() + " ")
    if better and (by_short or begins or core_key(party.name.text) == core_key(company.name)):
        old, company.name = company.name, party.name.text
        company.aliases = [a for a in dict.fromkeys([old, *company.aliases]) if a != company.name]
    else:
        company.add(party.name.text)
    for name in party.short:
        company.add(name)
    return index


def short_forms(flat: str, party: PartyDraft) -> list[str]:
    """Find how the text calls a party without a defined short name: the first word or words of its name.

    >>> from dealgraph.extract.contracts.names import LegalName
    >>> party = PartyDraft(LegalName(0, 0, "HARPOON THERAPEUTICS, INC.", True, True), [], [])
    >>> short_forms("Harpoon shall pay. Rights of Harpoon end.", party)
    ['Harpoon']
    """
    if party.short:
        return [s for s in (w.title() for w in party.short if w.isupper() and len(w) > 4) if _places(flat, s)]
    words = re.findall(r"[\w&'-]+", party.name.text)
    core = len(core_words(party.name.text))
    for size in (2, 1):
        if size >= len(words) or size > core or words[0].lower() in word_set("everyday") or len(words[0]) < 3:
            continue
        pattern = re.compile(
            r"(?<![\w-])" + r"\s+".join(map(re.escape, words[:size])) + r"(?![\w-])(?!,? (?-i:[A-Z]))",
            re.IGNORECASE,
        )
        seen = [" ".join(m.group().split()) for m, _ in zip(pattern.finditer(flat), range(200), strict=False)]
        seen = [s for s in seen if s[0].isupper() or not s.islower()]
        mixed = [s for s in seen if not s.isupper()] or (
            seen if words[0].isupper() and len(words[0]) < 5 else []
        )
        if len(mixed) >= 2 or (mixed and size == 1 and not is_english(words[0].lower())):
            return [max(sorted(set(mixed)), key=mixed.count)]
    initials = "".join(w[0] for w in words[:core]).upper()
    return [initials] if core > 2 and len(_places(flat, initials)) >= 2 else []


#: Behind a name told again, what the contract calls the party: ", a corporation of Ohio (hereinafter "Orvane")".
_CALLED_BELOW = re.compile(
    r"(?:(?! (?:and|AND) (?!existing))[^()\n;]){0,240}\([^()\"]{0,60}\"\s?([A-Z][\w&' -]{1,30}?)\s?\"\)"
)
#: "Helena T. Marsh", called "Marsh".
_PERSON = re.compile(r"(?:[A-Z][a-z]+ )(?:[A-Z]\. )?([A-Z][a-z]+)(?:,? (?:Jr|Sr|M\.?D|Ph\.?D)\.?)?")


def _defined_below(flat: str, party: PartyDraft) -> str | None:
    """Find the short name that the text gives where it tells the party's name once more."""
    name = r"[\s,.]+".join(map(re.escape, re.findall(r"[\w&'-]+", party.name.text)))
    for match, _ in zip(
        re.finditer(rf"\b{name}\b[.,]?", flat[:20_000], re.IGNORECASE), range(6), strict=False
    ):
        called = _CALLED_BELOW.match(flat, match.end())
        if called:
            return called[1]
    return None


def settle_names(flat: str, parties: list[PartyDraft]) -> None:
    """Give a party that has no short name the one that stands behind its name where the text tells it again."""
    for party in parties:
        defined = None if party.short or party.parts else _defined_below(flat, party)
        if defined is None:
            continue
        for other in parties:
            other.short = [s for s in other.short if s != defined]
        party.short.append(defined)


def without_people(parties: list[PartyDraft]) -> list[PartyDraft]:
    """Leave out natural persons, where two others remain: a name of two words that the second one stands for."""
    others = [p for p in parties if p.name.suffixed or not _is_person(p)]
    return others if len(others) > 1 else parties


def _is_person(party: PartyDraft) -> bool:
    name = _PERSON.fullmatch(party.name.text)
    return (
        name is not None
        and party.short == [name[1]]
        and core_words(name[1])[0] not in word_set("institutions")
    )


def mention_parties(reading: Reading, page: int, found: list[tuple[int, PartyDraft]]) -> None:
    """Add where the contract speaks of its parties, by name and by part; parts outweigh the filer's "we"."""
    flat = reading.pages[page].flat
    new: list[Mention] = []
    for index, party in found:
        company = reading.companies.entities[index]
        if (
            flat[party.name.start : party.name.end] != party.name.text
        ):  # a name that isn't written in one piece
            new.append(Mention(page, party.name.start, party.name.end, index))
        for name in company.names:
            new += [Mention(page, at, at + len(name), index) for at in _places(flat, name)]
        for part in party.parts:
            new += [Mention(page, at, at + len(part), index, True) for at in _places(flat, part)]
    new = _longest(new)
    starts = {m.start for m in new}
    old = [
        m
        for m in reading.companies.mentions
        if m.page != page or not (m.generic or m.start in starts or _inside(m, new))
    ]
    reading.companies.mentions = MentionIndex([*old, *new])


def _places(flat: str, name: str) -> list[int]:
    out = []
    at = flat.find(name)
    while at >= 0:
        end = at + len(name)
        if not (at and (flat[at - 1].isalnum() or flat[at - 1] in "-_")) and not (
            end < len(flat) and (flat[end].isalnum() or flat[end] == "-")
        ):
            out.append(at)
        at = flat.find(name, at + 1)
    return out


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Keep the longest of overlapping mentions."""
    out: list[Mention] = []
    for mention in sorted(set(mentions), key=lambda m: (m.start, -m.end, m.generic, m.entity)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return out


def _inside(old: Mention, new: list[Mention]) -> bool:
    """Tell whether a mention overlaps a new one (which is sorted)."""
    from bisect import bisect_left

    at = bisect_left(new, old.end, key=lambda m: m.start)
    return at > 0 and new[at - 1].end > old.start
