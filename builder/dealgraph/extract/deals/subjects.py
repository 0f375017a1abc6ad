"""Which drugs and targets a deal is about."""

from __future__ import annotations

import re
from itertools import groupby, pairwise

from dealgraph.extract.mentions import Mention
from dealgraph.extract.reading import Deal, Reading

#: Length of a text (a release's opening) that is all about its one deal.
_SHORT = 2500
#: Between a drug and the company that gives or takes it, and between a company and the drug that is its own.
_TO = re.compile(r"[^;]{0,160}\b(?:to|from|with|by)\b[^;]{0,40}\Z")
_FOR = re.compile(r"[^;]{0,60}?(?: \(| for | on | covering |, )[^;]{0,60}\Z")


def name_subjects(reading: Reading, deal: Deal) -> None:
    """Give the deal the drugs and antigens that its sentences name; the whole drug stands for its named parts."""
    antigens: list[int] = []
    drugs: list[int] = []
    for where in deal.sentences:
        for start, end in _told_of(reading, deal, where):
            drugs += [m.entity for m in reading.drugs_in(where[0], start, end)]
            antigens += [m.entity for m in reading.antigens_in(where[0], start, end)]
    if not deal.one_of_several:
        deal.drugs = list(dict.fromkeys([*deal.drugs, *drugs]))
    parts = {c for d in deal.drugs for c, _ in reading.substances.drugs[d].components}
    deal.drugs = [d for d in deal.drugs if d not in parts]
    deal.antigens = list(dict.fromkeys([*deal.antigens, *antigens]))
    _add_targets(reading, deal)


def _told_of(reading: Reading, deal: Deal, where: tuple[int, int]) -> list[tuple[int, int]]:
    """Give the passages of a sentence that speak of a deal: "with X for A and with Y for B" parts them."""
    sentence, flat = reading.sentence(where), reading.pages[where[0]].flat
    parties = {c for c, _ in deal.parties}
    if (part := each_its_own(reading, parties, where)) is not None:
        return [part]
    if "and with " not in sentence.text:
        return [(sentence.start, sentence.end)]
    marks = [
        m
        for m in reading.companies_in(where[0], sentence.start, sentence.end)
        if flat.endswith(("with ", "with the "), 0, m.start)
    ]
    own = next((m for m in marks if m.entity in parties), None)
    if own is None or all(m.entity in parties for m in marks):
        return [(sentence.start, sentence.end)]
    after = next((m.start for m in marks if m.start > own.start and m.entity not in parties), sentence.end)
    return [(sentence.start, marks[0].start), (own.start, after)]


def each_its_own(reading: Reading, parties: set[int], where: tuple[int, int]) -> tuple[int, int] | None:
    """Give the part of a sentence on a deal that gives each company drugs of its own, or None.

    "ARB-101 to X and ARB-202 to Y", "with X for ARB-101 and Y for ARB-202".
    """
    page, sentence = where[0], reading.sentence(where)
    if (item := _item_of(reading, parties, where)) is not None:
        return item
    named = [
        (m, True)
        for m in reading.companies_in(page, sentence.start, sentence.end)
        if not m.generic and m.entity != reading.companies.we
    ]
    if not any(m.entity in parties for m, _ in named) or all(m.entity in parties for m, _ in named):
        return None
    drugs = [(m, False) for m in reading.drugs_in(page, sentence.start, sentence.end)]
    if len({m.entity for m, _ in drugs}) < 2:
        return None
    runs: list[tuple[bool, list[Mention]]] = [
        (company, [m for m, _ in run])
        for company, run in groupby(sorted([*named, *drugs], key=lambda x: x[0].start), key=lambda x: x[1])
    ]
    if len(runs) < 4 or len(runs) % 2:
        return None
    flat, first = reading.pages[page].flat, runs[0][0]
    link = _FOR if first else _TO
    for (one, left), (_, right) in pairwise(runs):
        if one == first and not link.match(flat, left[-1].end, right[0].start):
            return None
    for number, (company, run) in enumerate(runs):
        if company and {m.entity for m in run} <= parties:
            start = number if first else number - 1
            return runs[start][1][0].start, runs[start + 2][1][0].start if start + 2 < len(
                runs
            ) else sentence.end
    return None


#: "With X for A; *with* Y for B; *and with* Z for C".
_ITEM = re.compile(r"; (?:and )?with (?:the |our )?")


def _item_of(reading: Reading, parties: set[int], where: tuple[int, int]) -> tuple[int, int] | None:
    """Give the part of a list parted by semicolons that tells of the agreement with one of the parties."""
    page, sentence = where[0], reading.sentence(where)
    flat = reading.pages[page].flat
    marks = [m.end() for m in _ITEM.finditer(flat, sentence.start, sentence.end)]
    if len(marks) < 2:
        return None
    theirs = parties - {reading.companies.we}
    for start, end in pairwise([sentence.start, *marks, sentence.end]):
        first = [m for m in reading.companies_in(page, start, end) if not m.generic]
        opens = first if start == sentence.start else [m for m in first if m.start == start]
        if any(m.entity in theirs for m in opens):
            return start, end
    return None


def _add_targets(reading: Reading, deal: Deal) -> None:
    linked = {t.antigen for t in reading.substances.targets if t.drug in deal.drugs}
    deal.antigens += [a for a in sorted(linked) if a not in deal.antigens]


def share_drugs(reading: Reading) -> None:
    """Give a deal that names no drug the one that its setting tells.

    A supply agreement is for the drug of the licence between the same parties; a short release with one deal is about
    the drugs that it names.
    """
    for deal in reading.deals:
        if deal.drugs or deal.contract:
            continue
        if set(deal.types) <= {"supply", "manufacturing", "services"}:
            parties = {c for c, _ in deal.parties}
            beside = [
                d for d in reading.deals if d is not deal and d.drugs and parties == {c for c, _ in d.parties}
            ]
            deal.drugs = list(beside[0].drugs) if len(beside) == 1 else []
        elif len(reading.deals) == len(reading.pages) == 1 and len(reading.pages[0].flat) < _SHORT:
            deal.drugs = _drugs_around(reading, deal)
        elif deal.sentences and reading.pages[deal.sentences[0][0]].document.type.startswith("EX-99"):
            deal.drugs = _drug_before(reading, deal)
        _add_targets(reading, deal)


def _drug_before(reading: Reading, deal: Deal) -> list[int]:
    """Give the one drug that the sentence right before a deal's first names, in the same paragraph of a release."""
    number, index = deal.sentences[0]
    sentences = reading.pages[number].sentences
    if not index or sentences[index - 1].block != sentences[index].block:
        return []
    before = sentences[index - 1]
    named = list(dict.fromkeys(m.entity for m in reading.drugs_in(number, before.start, before.end)))
    return named if len(named) == 1 else []


def _drugs_around(reading: Reading, deal: Deal) -> list[int]:
    """Give the drugs of a deal's sentences and of those right before and after."""
    if not deal.sentences:
        return []
    sentences = reading.pages[0].sentences
    first, last = deal.sentences[0][1], deal.sentences[-1][1]
    start, end = sentences[max(0, first - 1)].start, sentences[min(len(sentences) - 1, last + 1)].end
    return list(dict.fromkeys(m.entity for m in reading.drugs_in(0, start, end)))
