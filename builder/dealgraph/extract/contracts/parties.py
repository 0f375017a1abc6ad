"""The preamble of a contract: where it stands, who its parties are and what it calls them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealgraph.extract.contracts.called import PARENS, PartyDraft, ally, define
from dealgraph.extract.contracts.names import LegalName, name_at
from dealgraph.extract.contracts.tables import parts
from dealgraph.extract.prefilter import Prefiltered

#: The preamble stands after a title page and a table of contents, which rarely run longer.
HEAD = 60_000
_OPENING = Prefiltered(
    r"\b(?:T ?H ?I ?S|This|The present)\s+(?P<name>[^.;\n]{0,30}?(?:\bNo\.)?[^.;\n]{0,110}?)"
    r"\b(?:AGREEMENT|A G R E E M E N T|[Aa]greement|AMENDMENT|Amendment|CONTRACT|Contract|LETTER"
    r"|MEMORANDUM|Memorandum|DEED|Deed"
    r"|LICENSE|License|LICENCE|Licence)\b"
    r"|\b(?:AGREEMENT|Agreement)\b(?:\s*\([^()]{0,60}\))?,?\s+(?:is\s+)?(?:dated|[Mm]ade|[Ee]ntered"
    r"|effective|executed|as\s+of)\b"
)
_ANCHOR = re.compile(
    r"\b(?:(?:by\s+and\s+)?(?P<kind>between|among(?:st)?)|(?:BY\s+AND\s+)?(?P<loud>BETWEEN|B E T W E E N"
    r"|AMONG(?:ST)?)|(?:By\s+and\s+)?Between"
    r"|(?P<list>PARTIES|Parties)(?=\s*:?\s*\(?[1A][).]|\s*:\s+[A-Z][a-z])"
    r"|(?:by|BY|are)(?=:?\s+(?:[Tt]he )?[A-Z])(?!\s+AND\b))\b(?:\s+(?:and|AND|or)\s+(?:among(?:st)?"
    r"|AMONG|between))?\s*:?\s*"
)
_MANY = re.compile(r"(?:by\s+and\s+)?(?:between\s+and\s+)?among|part", re.IGNORECASE)
_JOINED = re.compile(r"\s(?:- ?)?(?:and|AND|And|&)(?: ?-)?\s+(?=[A-Z])")
_TITLE_ABOVE = re.compile(r"(?:AGREEMENT|Agreement|CONTRACT)\s{1,6}\Z")
_TITLE_BELOW = re.compile(
    r"[\s,.]{0,9}(?:[A-Z][A-Z&,-]{0,20}\s{1,4}){0,8}(?:AGREEMENT|CONTRACT)\b"
    r"|[ ,.]{0,4}\n\s{0,4}(?:[A-Z][\w&,-]{0,20} ){0,8}Agreement\b"
)
#: "Dr. Helena Marsh, an individual residing at ..., and".
_PERSON = re.compile(
    r"[A-Z][\w'-]+(?: [A-Z][\w.'-]*){1,3}, (?:M\.? ?D|Ph\.? ?D|D\.?V\.?M|Pharm\.? ?D|R\. ?Ph)\b\.?"
    r"(?: \([^()]{3,80}\))?,? [^;\n]{0,160}?,? (?:and|AND)\s+(?=[A-Z])|"
    r"(?:D[Rr]\.?|M[Rr]\.?|Mrs\.?|M[Ss]\.?|P(?:rof|ROF)\.?) [A-Z][\w'-]+(?: [A-Z][\w.'-]*){1,3},"
    r" (?:having|with|of|whose)\b"
    r"[^;\n]{0,160}?,? (?:and|AND)\s+(?=[A-Z])"
    r"|(?:Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Prof\.?|Professor)? ?[A-Z][\w'-]+(?: [A-Z][\w.'-]*){1,3},?"
    r"(?: (?:M\.? ?D\.?|Ph\.? ?D\.?|Esq\.),?){0,2},? (?:an individual|a natural person|residing|individually"
    r"|an? (?:\w+ )?(?:citizen|resident|individual))\b(?:[^;\n]{0,160}?,? and\s+(?=[A-Z]))?"
)
#: "A Hospital, B Institute, and C University": a list of institutions goes on after a comma.
_LISTED = re.compile(r", (?:and |AND )?(?:[Tt]he )?[A-Z]|,? (?:and|AND) [A-Z]|,? each\b")
#: Behind a name, what the contract calls it: " (hereinafter "UTSCC")".
_NAMED_SO = re.compile(r'\s?\((?:the |each |hereinafter,? |referred to as |called ){0,4}"')
#: Behind a name, what kind of company has it: ", a corporation organized under ...".
_A_COMPANY = re.compile(
    r",? an? (?:[A-Za-z-]+ ){0,3}(?:corporation|company|partnership|limited liability|institution|organi[sz]ation)\b"
)
#: What a preamble says of a party before it names the next one takes more room than this.
_DESCRIPTION = 40
_EARLY = 8_000
_PROSE = re.compile(
    r"\b(?:shall|constitutes?|means|understanding|herein|hereunder|relationship|supersedes?|arising)\b"
)
#: "... and shall become effective as of the date set forth in Section 12.1": no clause of the contract yet.
_TAKES_EFFECT = re.compile(r"\bshall (?:be|become|take|be deemed) effect(?:ive)?\b", re.IGNORECASE)
_STOP = re.compile(
    r"\b(?:W ?H ?E ?R ?E ?A ?S|Whereas|RECITALS?|Recitals?|W ?I ?T ?N ?E ?S ?S ?E ?T ?H"
    r"|WI ?T N|Witnesseth|BACKGROUND|Background|PREAMBLE"
    r"|Preamble|INTRODUCTION|PRELIMINARY|NOW,? THEREFORE|Now,? [Tt]herefore"
    r"|each,? (?:individually |of [^.]{0,40})?an? \"?(?:Party|party)"
    r"|each(?: party)?,? (?:also )?(?:referred to )?as an? \"?Party"
    r"|(?:are|is|may|shall|will)(?: each| both| individually| hereinafter| sometimes| also"
    r"| from time to time| be| are| collectively| herein){0,6}"
    r" (?:referred|called)|TABLE OF CONTENTS|ARTICLE [\dIVX]{1,4}\b|\d{1,2}\.\d{1,2}\.?\s+(?:\"|[A-Z](?=[a-z]))"
    r"|DATED|Dated(?= as of| [A-Z\[])|Source:|EFFECTIVE DATE|Effective Date:|Date\b(?=\s*\n))"
)
_BEFORE_FIRST = re.compile(
    r"(?:[\s:(\",-]|\(?[1iaA][).]\s|(?:the undersigned|on the one hand),? ){0,12}"
    r"(?:[A-Z][\w.&' -]{2,60}'s? (?:(?:wholly|majority)[- ]owned )?subsidiary,? )?"
)
_SPLIT = re.compile(
    r"(?P<join>\b(?:and/or|and|AND|And)\b|;|\n|(?<=\") ?- (?=[\w ]{0,40}[A-Z]))\s*(?:\(?\d\)|\([a-z]{1,3}\)"
    r"|\d\.)?[\s:,-]*(?:(?:by and )?between\s+|on (?:the )?(?:one|other)"
    r" (?:hand|part|side),?\s+|(?:solely )?for (?:the )?(?:limited )?purposes? of (?:Sections?|Articles?)"
    r" [\d.]+,? (?=[A-Z])"
    r"|(?:solely )?(?:for|with) (?:the )?(?:limited )?(?:purposes?"
    r"|respect) [^,;()]{1,60}, |its (?:[a-z-]+,? ){1,5}|with )?"
    r"|(?P<comma>, )|(?P<number>\(\d\)|\(i{1,3}\)|\([abcA-C]\))\s+"
)
_DESCRIBED = re.compile(
    r"\s*,?\s*(?:\(|an? |the |having|with|whose|located|organi[sz]ed|incorporated|established"
    r"|formed|existing|duly|acting|on behalf|of \d"
    r"|at |\d|and its|together|as |\[|registered|- |hereinafter|hereafter|collectively"
    r"|including|through|by its|of [A-Z]|each|both|in its|d/b/a|\.|$|\n)"
)
_LEAD = re.compile(
    r"(?:\b(?:19|20)\d\d,|\b(?:WHEREAS|Whereas|and|AND)\b,?|\n|;|\(\d\)|\bAGREEMENT\b:?"
    r"|(?:below|follows|herein|Date\"\)),)\s*(?!Fellows)(?=[A-Z])"
)
_AGREE = re.compile(r"\"Part(?:y|ies)[,.]?\"|hereby agree|agree as follows")
#: Where nothing calls the parties so, they stand before the recitals.
_BECAUSE = re.compile(r"\b(?:WHEREAS|Whereas|RECITALS|BACKGROUND|Background)\b")
_FIRST = re.compile(r"(?:^|\n)\s*\(1\)\s+(?=[A-Z0-9])")
_IS_A = re.compile(r",? (?:is an? |are |an? |having |with |whose )")
_BEHALF = re.compile(
    r"\b(?:(?:acting )?(?:for and )?on behalf of|represented by)\s+(?=(?:[Tt]he |THE )?[A-Z])"
)
_DEFINED_SO = re.compile(r'\s{0,3}(?:,? ?an? [\w ]{3,40})?\s{0,3}\((?:hereinafter [a-z ]{0,20})?"')
#: The cover page of the licences that the Public Health Service grants.
_SERVICE = Prefiltered(r"\bParties to this Agreement are:\s{0,6}1\)\s{0,3}")
_COVER = Prefiltered(r"\bidentifies the Parties to this Agreement:\s*")


@dataclass(slots=True)
class Preamble:
    """The words that open a contract, at `start`..`end`, the `title` that they use, and the parties.

    `people` counts parties that are natural persons; they are no companies and have no draft.
    """

    start: int
    end: int
    title: str
    parties: list[PartyDraft]
    people: int = 0


def find_preamble(flat: str, *, strict: bool = False) -> Preamble | None:
    """Find the preamble ("This Agreement is made as of ... by and between ..."), else the title page.

    Args:
        flat: The document's text.
        strict: True where only the sentence of a preamble will do.
    """
    cover = _COVER.search(flat, 0, _EARLY)
    listed = parties_of(flat, cover.end(), many=True) if cover else []
    if cover and len(listed) > 1:
        return Preamble(cover.start(), listed[-1].name.end, "", listed)
    found = _opening(flat)
    if strict:
        return found
    if found and (found.start < _EARLY or re.search(r"contents", flat[:_EARLY], re.IGNORECASE)):
        return found
    # A preamble far down, with no table of contents above, may be that of an annex.
    return _recital(flat) or _title_page(flat) or found or _numbered(flat) or _above(flat)


def _opening(flat: str) -> Preamble | None:
    for opening in _OPENING.finditer(flat, 0, HEAD):
        parties, people = _announced(flat, opening.end())
        if parties and len(parties) + people >= 2:
            title = flat[opening.start() : opening.end()] if opening["name"] else ""
            return Preamble(opening.start(), _region_end(flat, parties[-1].name.end), title, parties, people)
    return None


def _announced(flat: str, start: int) -> tuple[list[PartyDraft], int]:
    """Read the parties after the first "between" (or "by", "among") behind an opening that names some."""
    parties: list[PartyDraft] = []
    people = 0
    for anchor in _ANCHOR.finditer(flat, start, start + 900):
        if _PROSE.search(_outside(flat[start : anchor.start()])):
            break
        person = _PERSON.match(flat, anchor.end())
        low = person.end() if person else anchor.end()
        parties = parties_of(flat, low, many=bool(_MANY.match(anchor.group())))
        if parties and not person and len(parties) == 1:
            split = re.compile(r",? (?:and|AND)\s+").search(flat, parties[0].name.end, low + 900)
            person = _PERSON.match(flat, split.end()) if split else None
            if split and person:
                parties = [PartyDraft(parties[0].name, [], [])]
                define(flat[parties[0].name.end : split.start()], parties[0])
        people = 1 if person else 0
        if parties and len(parties) + people >= 2:
            break
    return parties, people


def _outside(text: str) -> str:
    """Leave out what stands in parentheses, and from when the contract holds."""
    return _TAKES_EFFECT.sub("", re.sub(r"\([^()]*\)", "", text))


def _title_page(flat: str) -> Preamble | None:
    """Read "LICENSE AGREEMENT between X and Y" from a title page, or from a preamble without a sentence."""
    for anchor in _ANCHOR.finditer(flat, 0, HEAD // 4):
        before = flat[max(0, anchor.start() - 160) : anchor.start()]
        title = re.search(
            r"(?:AGREEMENT|Agreement|CONTRACT|Contract|MERGER|AMENDMENT|Amendment|(?<=[A-Z] )LICEN[CS]E)\b"
            r"(?: No\.)?[^.;]{0,80}$",
            before,
        )
        if not title:
            continue
        parties = parties_of(flat, anchor.end(), many=bool(_MANY.match(anchor.group())))
        if len(parties) >= 2:
            start = anchor.start() - len(before) + title.start()
            line = flat.rfind("\n", 0, start) + 1
            return Preamble(max(line, start - 160), parties[-1].name.end, "", parties)
    return None


def _recital(flat: str) -> Preamble | None:
    """Read parties that are named without "between": all that stand before the first mention of "Party"."""
    mark = _AGREE.search(flat, 0, HEAD // 4) or _BECAUSE.search(flat, 0, HEAD // 10)
    if not mark:
        return None
    low = max(0, mark.start() - 1500)
    head = flat[low : mark.start()]
    heads = list(re.finditer(r"\b(?:AGREEMENT|Agreement)\b", head))
    if heads:
        low += heads[-1].end() if len(head) - heads[-1].end() > 60 else heads[0].end()
    parties: list[PartyDraft] = []
    for lead in _LEAD.finditer(flat, low, mark.start()):
        at = lead.end()
        if parties and at < parties[-1].name.end:
            continue
        name = name_at(flat, at, mark.start())
        if name and (name.suffixed or _IS_A.match(flat, name.end)):
            following = PARENS.search(flat, name.end, min(mark.start(), name.end + 400))
            if following and '"' in following.group():
                parties.append(PartyDraft(name, [], []))
    parties = _closed(flat, parties, mark.start())
    return Preamble(low, mark.start(), "", parties) if len(parties) >= 2 else None


def _numbered(flat: str) -> Preamble | None:
    """Read a list of parties on lines of their own, with nothing but numbers before them ("(1) ACME LIMITED")."""
    first = _FIRST.search(flat, 0, HEAD // 20)
    if not first:
        return None
    parties = [p for p in parties_of(flat, first.end(), many=True) if p.name.suffixed or p.name.marked]
    return Preamble(first.start(), parties[-1].name.end, "", parties) if len(parties) >= 2 else None


def _above(flat: str) -> Preamble | None:
    """Read two parties that stand right above or below the title ("ACME INC. and BOLT LTD LICENSE AGREEMENT")."""
    for join in _JOINED.finditer(flat, 0, HEAD // 20):
        second = name_at(flat, join.end(), join.end() + 150)
        if second is None or not second.suffixed:
            continue
        titled = _TITLE_BELOW.match(flat, second.end) is not None
        for word in re.finditer(r"(?<![\w-])(?=[A-Z])", flat[max(0, join.start() - 120) : join.start()]):
            at = max(0, join.start() - 120) + word.start()
            first = name_at(flat, at, join.start())
            if (
                first
                and first.suffixed
                and not flat[first.end : join.start()].strip(" ,.\n")
                and (titled or _TITLE_ABOVE.search(flat, max(0, first.start - 30), first.start))
            ):
                return Preamble(first.start, second.end, "", [PartyDraft(n, [], []) for n in (first, second)])
    return None


def _region_end(flat: str, at: int) -> int:
    stop = flat.find("\n", at)
    return min(stop if stop > 0 else len(flat), at + 400)


def parties_of(flat: str, start: int, *, many: bool = False) -> list[PartyDraft]:
    """Read the parties from the words after "between".

    >>> text = 'X Bio, Inc., a Delaware corporation ("XB"), and Y Pharma AG, with seat in Bern ("Licensee").'
    >>> [(p.name.text, p.short, p.parts) for p in parties_of(text, 0)]
    [('X Bio, Inc.', ['XB'], []), ('Y Pharma AG', [], ['Licensee'])]
    """
    limit = min(len(flat), start + 2600)
    lead = _BEFORE_FIRST.match(flat, start, limit)
    name = name_at(flat, lead.end() if lead else start, limit)
    if name is None:
        return []
    limit = _stop(flat, name.end, limit) or _word_end(flat, min(limit, start + 1200))
    found = [PartyDraft(name, [], [])]
    at = name.end
    while split := _SPLIT.search(flat, at, limit):
        at = split.end()
        name = name_at(flat, at, limit)
        if name and _is_party(flat, split, found[-1].name, name, limit, many):
            found.append(PartyDraft(name, [], []))
            at = name.end
        elif split["join"] == "\n":
            at = split.start() + 1
    return _closed(flat, _with_those_acted_for(flat, found, limit), limit)


def _word_end(flat: str, at: int) -> int:
    """Give where the word at an offset ends."""
    while at < len(flat) and flat[at].isalnum():
        at += 1
    return at


def _with_those_acted_for(flat: str, found: list[PartyDraft], limit: int) -> list[PartyDraft]:
    """Add the institution that a party acts for, where the preamble names and defines it."""
    out: list[PartyDraft] = []
    for i, party in enumerate(found):
        out.append(party)
        end = found[i + 1].name.start if i + 1 < len(found) else limit
        acts = _BEHALF.search(flat, party.name.end, end)
        name = name_at(flat, acts.end(), end) if acts else None
        if name and name.marked and not name.suffixed and _DEFINED_SO.match(flat, name.end, end):
            out.append(PartyDraft(name, [], []))
    return out


def lone_party(flat: str) -> list[PartyDraft]:
    """Give the party of a preamble that names one only ("... and the Licensee identified below")."""
    service = _SERVICE.search(flat, 0, HEAD // 10)
    name = name_at(flat, service.end(), service.end() + 120) if service else None
    if name:
        return [PartyDraft(name, [], ["PHS"])]
    for opening in _OPENING.finditer(flat, 0, HEAD // 10):
        parties, _ = _announced(flat, opening.end())
        if len(parties) == 1:
            return parties
    return []


def _stop(flat: str, start: int, limit: int) -> int | None:
    """Find where the preamble ends; "(... are hereinafter referred to as ...)" ends only a party."""
    for stop in _STOP.finditer(flat, start, limit):
        opened = flat.rfind("(", start, stop.start())
        closed = flat.find(")", stop.end(), limit)
        if opened < 0 or opened < flat.rfind(")", start, stop.start()) or closed < 0:
            return stop.start()
        if "\n" in flat[opened:closed]:
            return stop.start()
        if not _SPLIT.match(flat, _skip(flat, closed + 1)):
            return stop.start()
    return None


def _skip(flat: str, at: int) -> int:
    while at < len(flat) and flat[at] in " ,":
        at += 1
    return at


def _is_party(
    flat: str, split: re.Match[str], before: LegalName, name: LegalName, limit: int, many: bool
) -> bool:
    after = flat[name.end : min(limit, name.end + 60)]
    if split["comma"]:
        closed = flat[split.start() - 1 : split.start()] == ")" and bool(_DESCRIBED.match(after))
        listed = name.marked and before.marked and not before.suffixed and bool(_LISTED.match(flat, name.end))
        if (many and closed and name.marked) or _NAMED_SO.match(after):
            return name.marked or name.suffixed
        if name.suffixed and split.start() - before.end > _DESCRIPTION and _A_COMPANY.match(after):
            return True
        return (name.suffixed and (many or closed)) or (listed and flat[before.end] == ",")
    if split["join"] == "\n":
        above = flat[max(0, split.start() - 4) : split.start()].lower()
        numbered = re.search(r"\d[.)]\s*$", split.group()) is not None
        alone = flat[before.end] == "\n" and flat[name.end : name.end + 1] == "\n"
        return (name.suffixed or (numbered and name.marked)) and (
            many or numbered or alone or above.rstrip().endswith(("and", ",", ";", ")"))
        )
    if name.suffixed:
        return True
    closes = (
        flat[max(0, split.start() - 2) : split.start()].rstrip().endswith((",", ")", ";", "\n", '"', "-"))
        or "\n" in split.group()
    )
    if name.marked and "\n" in split.group() and re.match(r" (?:and|AND) [A-Z]", after):
        return True  # "LABORATOIRES X and INSTITUT Y" on a title page
    return bool(_DESCRIBED.match(after)) and (closes or name.marked)


def _closed(flat: str, parties: list[PartyDraft], limit: int) -> list[PartyDraft]:
    """Give each party what the words up to the next one call it, and drop a party that is named twice."""
    out: list[PartyDraft] = []
    for i, party in enumerate(parties):
        end = parties[i + 1].name.start if i + 1 < len(parties) else min(limit, party.name.end + 600)
        known = {
            n.lower().removeprefix("the ") for p in out for n in (p.name.text, *p.short, *p.parts)
        } | set(parts())
        if party.name.text.lower().removeprefix("the ") in known:
            continue
        tail = party.name.defined + flat[party.name.end : end]
        define(tail, party)
        ally(tail, party, out)
        out.append(party)
    return out
