"""Which drug is directed to which target, and which targets an agreement's products are directed to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from dealgraph.extract.mentions import Mention, MentionIndex
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import AntigenEntity, Reading, TargetLink
from dealgraph.extract.substances.antigen_table import exact_match, norm
from dealgraph.extract.substances.antigens import AntigenHit
from dealgraph.extract.substances.descriptors import descriptors
from dealgraph.extract.substances.pipeline_tables import Row
from dealgraph.facts import Span

_DEAL = Prefiltered(
    r"\b(?:licen[cs]e[sd]?|licensing|collaborat\w+|alliances?|option|agreements?|rights|acqui\w+|co-?develop\w*"
    r"|in-?licensed|assigned|partner(?:s|ed|ship)?|research programs?|exclusive(?:ly)?|programs?"
    r"|royalt\w+|the (?:companies|parties))\b",
    re.IGNORECASE,
)
#: Right before a target: how the only drug of the sentence works.
_THROUGH = re.compile(
    r"\b(?:through|by|via) (?:the )?(?:selective )?(?:(?:inhibition|blockade|activation|modulation|degradation) of"
    r"|inhibiting|blocking|activating|targeting) (?:the )?$"
)
#: "ORV-016 in all indications and all other CD37-directed proteins": the drug is one of those.
_AND_OTHER = re.compile(
    r"(?: \([^()]{1,40}\))?(?: in (?:all|any) [a-z ]{3,20}?)?,? (?:and|or|as well as|plus)"
    r" (?:(?:all|any|certain|potentially|potential|its|the) )*(?:other|additional|further|related|back-?up"
    r"|next-generation) (?:[a-z-]+ ){0,2}(?:[Aa]nti-)?"
)
#: "ORV-1 (KB-1) and ORV-2 (KB-2) *are oral* RIPK1 inhibitors": each is one.
_BOTH_ARE = re.compile(
    r"(?: \([^()]{1,40}\))?(?:(?:,|,? and) [A-Z][\w-]*(?: \([^()]{1,40}\))?){0,4},?"
    r" (?:are|were|is|was) (?:both |all |each )?"
    r"(?:(?!(?:being|to|not|in|for|by|with|also)\b)[a-z][a-z-]*,? (?:and )?){0,5}"
)
#: A sentence that goes on about the products of a deal told before it.
_OF_SEVERAL = re.compile(
    r"The (?:first|second|third|lead|other|licensed) (?:\w+ )?"
    r"(?:drug|product|program|compound|candidate|antibody|molecule)\b"
)
#: A contract's "Licensed Product" means what it is directed to, and a "Target" is one.
_DEFINED = re.compile(
    r"[^\n]{0,40}\"(?:[\w/-]+ ){0,3}(?:Targets?|Products?|Compounds?|Antibod(?:y|ies)|Antigens?|Molecules?"
    r"|Conjugates?|ADCs?|Inhibitors?|Antagonists?|Agonists?|Modulators?|Binders?|Field)"
    r"(?:\(s\))?(?: [A-Z\d])?\"(?: or \"[^\"]{2,40}\")? (?:shall |will )?(?:means?|refers? to)\b",
    re.IGNORECASE,
)
#: Behind the target in such a definition: the drugs that are of the kind.
_INCLUDING = re.compile(
    r"[^.;]{0,200}\b(?:including(?:,? (?:without limitation|but not limited to),?)?|namely|such as)"
    r" (?:the (?:\w+ ){0,3})?(?:[A-Z][\w-]+(?:,| and|, and) ){0,4}$"
)
_OPENS = re.compile(r"[®™]? \(")
#: "An inhibitor of IRAK4 kinase (ORV-1)": what stands between a target and the drug behind it.
_IN_PARENTHESES_BEHIND = re.compile(
    r"[*\"']{0,2}(?: (?:kinase|receptor|protein|enzyme|antigen|pathway|inflammasome|checkpoint)s?)?"
    r" \((?:[A-Z0-9-]+(?: and |, ))*"
)
_BETWEEN_TARGETS = re.compile(r"(?:| ?[x\u00d7/+&:-] ?|,? (?:and|plus) |, )(?:anti-)?")
_CROSSED = re.compile(r" ?[x\u00d7/] ?(?:anti-)?")
#: Whatever such a definition lists is a target, with or without further words.
_TARGETS = re.compile(
    r"[^\n\"]{0,20}\"(?:[\w/-]+ ){0,3}(?:Targets?|Antigens?)(?:\(s\))?(?: [A-Z\d])?\""
    r" (?:shall |will )?(?:means?|refers? to)\b"
)
#: What a party of a contract brings, or wants to do, is what the contract is about.
_RECITED = Prefiltered(
    r"\b(?:owns?|owner of|controls|(?:has|have) (?:developed|discovered|identified|invented|isolated|generated|created)"
    r"|(?:is|are) developing|desires?|wish(?:es)?|possess(?:es)?)\b"
)
#: Recitals and the first definitions of a contract end here at the latest.
_RECITALS = 12_000
_COMPANY_TALE = Prefiltered(
    r"(?<![Tt]he )\b(?:company|biotech|biopharma|leader|organization|firm)\b(?!'s)[^.;]{0,120}$"
)
_MECHANISM = re.compile(
    r"\b(inhibit|antagoni|agoni|modulat|degrad|block|activat|bind|target|direct|neutrali|anti-|silenc"
    r"|deplet)",
    re.IGNORECASE,
)
_MECHANISMS = {
    "inhibit": "inhibitor of", "antagoni": "antagonist of", "agoni": "agonist of", "modulat": "modulator of",
    "degrad": "degrader of", "block": "blocker of", "activat": "activator of", "bind": "binder of",
    "target": "directed to", "direct": "directed to", "anti-": "directed to", "neutrali": "neutraliser of",
    "silenc": "silencer of", "deplet": "depleter of",
}  # fmt: skip
_GOES_ON = re.compile(
    r"(?:It|(?:This|The) (?:antibody|compound|molecule|(?:(?:drug|product) )?candidate|drug|product|therapy|vaccine"
    r"|agent|treatment|medicine|peptide|protein|inhibitor|conjugate))\b"
)
_ANTIBODY = re.compile(r"(?:This|The) (?:[a-z]+ )?antibody\b")

_THE = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Ii]ts) (?:(?:oral|selective|novel|investigational|once-daily|[Aa]nti-) ?)*$"
)
_AGENT_BEHIND = re.compile(
    r"(?: receptor| kinase)?[ -](?:inhibitor|antagonist|agonist|antibody|modulator|blocker|degrader|activator)(?!s)\b"
    r"|-(?:targeting|targeted|directed|blocking|binding) (?:agent|drug|compound|antibody|molecule|candidate"
    r"|medicine)(?!s)\b"
)
#: Mentions of a drug that are read for its targets.
_MENTIONS_READ = 80


def link_targets(reading: Reading, found: list[list[AntigenHit]], rows: Sequence[Row]) -> None:
    """Fill antigens, their mentions and the targets of drugs.

    Args:
        reading: The filing, its drugs found.
        found: The namings of antigens, page by page.
        rows: Those of tables of product candidates.
    """
    links = _links(reading, found)
    links += _of_tables(reading, found, rows)
    links += _of_wholes(reading, links)
    kept = {hit.key for _, _, hit, _ in links} | _of_deals(reading, found)
    index: dict[str, int] = {}
    names: dict[str, Counter[str]] = {}
    mentions: list[Mention] = []
    for page, hits in enumerate(found):
        for hit in hits:
            key = hit.key
            if key not in kept:
                continue
            at = index.setdefault(key, len(index))
            names.setdefault(key, Counter())[hit.text] += 1
            mentions.append(Mention(page, hit.start, hit.end, at))
    for key in index:
        forms = list(names[key])
        entity = AntigenEntity(
            max(forms, key=len) if len(forms[0]) < 3 else forms[0], exact_match=exact_match(key)
        )
        for form in forms:
            if norm(form) not in {norm(n) for n in entity.names}:
                entity.add(form)
        reading.substances.antigens.append(entity)
    reading.substances.antigen_mentions = MentionIndex(mentions)
    done: set[tuple[int, int]] = set()
    for drug, span, hit, confidence in links:
        at = index[hit.key]
        if (drug, at) not in done:
            done.add((drug, at))
            reading.substances.targets.append(TargetLink(drug, at, span, _mechanism(span.text), confidence))


def _mechanism(text: str) -> str | None:
    match = _MECHANISM.search(text)
    return _MECHANISMS[match[1].lower()] if match else None


def _links(reading: Reading, found: list[list[AntigenHit]]) -> list[tuple[int, Span, AntigenHit, float]]:
    """Give (drug, evidence, naming, confidence) of each statement that a drug is directed to a target."""
    out: list[tuple[int, Span, AntigenHit, float]] = []
    starts = [[hit.start for hit in hits] for hits in found]
    seen: Counter[int] = Counter()
    for mention in reading.substances.drug_mentions:
        seen[mention.entity] += 1
        if seen[mention.entity] > _MENTIONS_READ:
            continue  # what so many mentions haven't told, more won't; it also bounds the work on odd texts
        page = reading.pages[mention.page]
        begins = starts[mention.page]
        near = bisect_left(begins, mention.start - 300), bisect_left(begins, mention.end + 1200)
        hits = found[mention.page][near[0] : near[1]]
        drug = reading.substances.drugs[mention.entity]
        for told in descriptors(reading, mention, frozenset(part for part, _ in drug.components)):
            for hit in hits:
                within = _within_name(hit, mention) or _is_drug(reading, mention.page, hit)
                if told.start <= hit.start < told.end and hit.cue and not within:
                    span = page.span(min(mention.start, told.start), max(mention.end, told.end))
                    out.append((mention.entity, span, hit, 0.9))
        out += _beside(reading, mention, hits)
        out += _going_on(reading, mention, hits)
    return out


def _of_tables(
    reading: Reading, found: list[list[AntigenHit]], rows: Sequence[Row]
) -> Iterator[tuple[int, Span, AntigenHit, float]]:
    """Link the targets in a table of product candidates to the drugs of their rows."""
    for row in rows:
        span, hits = reading.pages[row.page].span(row.block.start, row.block.end), found[row.page]
        for start, end in row.cells.get("target", ()):
            first, last = (bisect_left(hits, at, key=lambda hit: hit.start) for at in (start, end))
            for hit in hits[first:last]:
                if not _is_drug(reading, row.page, hit):
                    yield row.drug, span, hit, 0.8


def _is_drug(reading: Reading, page: int, hit: AntigenHit) -> bool:
    """Tell whether what could be a target is a medicine here: "an oral calcitonin"."""
    drugs = reading.drugs_in(page, hit.start, hit.end)
    return any(m.start == hit.start and m.end >= hit.end for m in drugs)


def _within_name(hit: AntigenHit, mention: Mention) -> bool:
    return mention.start <= hit.start < mention.end


def _beside(
    reading: Reading, mention: Mention, hits: list[AntigenHit]
) -> list[tuple[int, Span, AntigenHit, float]]:
    """Link "NR2E3 (OCU400)" and "rosivex, which works through inhibition of JAK1": the target beside its drug."""
    page = reading.pages[mention.page]
    bare = _in_parentheses(page.flat, mention, hits)
    if bare and not any(_is_drug(reading, mention.page, hit) for hit in bare):
        return [(mention.entity, page.span(mention.start, hit.end), hit, 0.75) for hit in bare]
    for hit in hits:
        gap = page.flat[hit.end : mention.start] if 0 < mention.start - hit.end < 60 else ""
        if gap and not _is_drug(reading, mention.page, hit) and _IN_PARENTHESES_BEHIND.fullmatch(gap):
            joined = _joined(page.flat, hits, hit)
            return [(mention.entity, page.span(joined[0].start, mention.end), one, 0.75) for one in joined]
        if (
            hit.cue
            and 0 < mention.start - hit.end < 300
            and _INCLUDING.fullmatch(page.flat, hit.end, mention.start)
        ):
            here = page.sentence_at(mention.start)
            if here is not None and here.start < hit.start and _DEFINED.match(here.text):
                return [(mention.entity, page.span(hit.start, mention.end), hit, 0.75)]
        if hit.cue and 0 < hit.start - mention.end < 120:
            between = mention.end, hit.start
            if _AND_OTHER.fullmatch(page.flat, *between) or _BOTH_ARE.fullmatch(page.flat, *between):
                return [(mention.entity, page.span(mention.start, hit.end), hit, 0.75)]
        if not 0 < hit.start - mention.end < 300 or not _THROUGH.search(page.flat, mention.end, hit.start):
            continue
        here = page.sentence_at(mention.start)
        if here is not None and hit.start < here.end:
            drugs = {m.entity for m in reading.drugs_in(mention.page, here.start, here.end)}
            if drugs == {mention.entity}:
                return [(mention.entity, page.span(mention.start, hit.end), hit, 0.75)]
    return []


def _joined(flat: str, hits: list[AntigenHit], last: AntigenHit) -> list[AntigenHit]:
    """Give the targets of "PD-L1/VISTA" or "CD3 x CD20", by the last of them."""
    out = [last]
    for hit in reversed([h for h in hits if h.end <= last.start]):
        if not _CROSSED.fullmatch(flat, hit.end, out[0].start):
            break
        out.insert(0, hit)
    return out


def _in_parentheses(flat: str, mention: Mention, hits: list[AntigenHit]) -> list[AntigenHit]:
    """Give the targets of "ORV-1 (CD39)" and "ORV-2 (PD-L1 x LILRB2)": those that stand alone behind a drug."""
    opening = _OPENS.match(flat, mention.end)
    closing = flat.find(")", opening.end(), opening.end() + 60) if opening else -1
    if opening is None or closing < 0:
        return []
    inside = [hit for hit in hits if opening.end() <= hit.start and hit.end <= closing]
    at, between = opening.end(), []
    for hit in inside:
        between.append(flat[at : hit.start])
        at = hit.end
    alone = flat[at:closing] == "" and all(_BETWEEN_TARGETS.fullmatch(gap) for gap in between)
    return inside if alone else []


def _going_on(
    reading: Reading, mention: Mention, hits: list[AntigenHit]
) -> list[tuple[int, Span, AntigenHit, float]]:
    """Link the targets of a following sentence that goes on about the only drug of this one."""
    page = reading.pages[mention.page]
    here = page.sentence_at(mention.start)
    if here is None:
        return []
    again = [h for h in hits if mention.end < h.start < here.end and _is_that_drug(page.flat, h)]
    if again and {m.entity for m in reading.drugs_in(mention.page, here.start, here.end)} == {mention.entity}:
        return [(mention.entity, page.span(mention.start, h.end), h, 0.7) for h in again]
    if here.index + 1 >= len(page.sentences):
        return []
    after = page.sentences[here.index + 1]
    if not _GOES_ON.match(after.text):
        hits = [h for h in hits if _is_that_drug(page.flat, h)]
        if not hits:
            return []
    drugs = {m.entity for m in reading.drugs_in(mention.page, here.start, after.end)}
    if _spoken_of(reading, drugs, after.text) != {mention.entity}:
        return []
    return [
        (mention.entity, page.span(after.start, after.end), h, 0.7)
        for h in hits
        if after.start <= h.start < after.end and h.cue
    ]


def _is_that_drug(flat: str, hit: AntigenHit) -> bool:
    """Tell whether a target stands in words for the drug told before: "gains rights to *the* CD38 *antibody*"."""
    return bool(_THE.search(flat, max(0, hit.start - 40), hit.start) and _AGENT_BEHIND.match(flat, hit.end))


def _spoken_of(reading: Reading, drugs: set[int], text: str) -> set[int]:
    """Give those of the drugs of a sentence that the next one goes on about: the antibody, else the whole."""
    entities = reading.substances.drugs
    if len(drugs) > 1 and _ANTIBODY.match(text):
        return {d for d in drugs if entities[d].kind in ("antibody", "bispecific antibody")}
    return drugs - {part for d in drugs for part, _ in entities[d].components}


def _of_wholes(
    reading: Reading, links: list[tuple[int, Span, AntigenHit, float]]
) -> list[tuple[int, Span, AntigenHit, float]]:
    """Give a conjugate the targets of its antibody, which are what carries it to the cell."""
    return [
        (whole, span, hit, confidence - 0.05)
        for whole, drug in enumerate(reading.substances.drugs)
        for part, _ in drug.components
        for linked, span, hit, confidence in links
        if linked == part
    ]


def _of_deals(reading: Reading, found: list[list[AntigenHit]]) -> set[str]:
    """Give the keys of targets that a sentence about a deal says its products are directed to."""
    out: set[str] = set()
    for index, hits in enumerate(found):
        page = reading.pages[index]
        contract = page.document.type.startswith(("EX-10", "EX-2"))
        for hit in hits:
            if _is_drug(reading, index, hit):
                continue
            sentence = page.sentence_at(hit.start)
            if not hit.cue and not (contract and sentence and _TARGETS.match(sentence.text)):
                continue
            if sentence is None or not (
                (contract and hit.start < _RECITALS and _RECITED.search(page.flat, sentence.start, hit.start))
                or _OF_SEVERAL.match(sentence.text)
                or _DEFINED.match(sentence.text)
                or _DEAL.search(
                    page.flat, max(sentence.start, hit.start - 600), min(sentence.end, hit.end + 600)
                )
            ):
                continue
            if _COMPANY_TALE.search(page.flat[max(sentence.start, hit.start - 200) : hit.start]):
                continue
            out.add(hit.key)
    return out
