"""Events read from verbs of licensing: "X licensed the compound to Y", "which we in-licensed from Z"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.parties import group_after, group_before, unit_of
from dealgraph.extract.deals.reality import conditional, supposed
from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered

_VERB = Prefiltered(
    r"\b(?:(?:[Ii]n|[Oo]ut|[Ss]ub)-?)?[Ll]icen[sc]ed\b"
    r"|\bout-licen[sc]ing (?!(?:and|agreements?|deals?|strateg|activit|opportunit|arrangement|discussion|partner)\b)"
    r"|\bthe (?:out-)?licen[sc]ing of\b"
    r"|\b(?:will|(?:agree[sd]?|is|are|an (?:agreement|arrangement)|(?:series|number) of agreements) to) "
    r"(?:exclusively |non-exclusively )?(?:in-|out-)?licen[sc]e\b"
    r"|\b(?:(?:[Ii]n|[Oo]ut)-)?[Ll]icen[sc]es (?=[^.;]{0,60}\b(?:[Tt]o|[Ff]rom)\b)"
)
#: From the verb to the other side: a few words of what is licensed, then "to" or "from".
_TO_PARTY = re.compile(
    r"^(?:[^.;:]|\b[A-Z]\.){0,150}?\b(?P<way>[Tt]o|[Ff]rom)\s+(?:the\s+|our\s+|its\s+|a\s+|an\s+|(?:subsidiary"
    r"|affiliate)s?\s+of\s+|(?:[A-Z][a-z]+\s)?\w+-based\s+"
    r"|(?:Chinese|Japanese|Korean|Danish|Swedish|Swiss|German|French|British|Italian|Spanish|Dutch|Belgian|Israeli"
    r"|Indian"
    r"|Canadian|Australian|American|Irish|Austrian|Norwegian|Finnish|Taiwanese|US|UK|U\.S\.|privately held|private)\s+"
    r"|(?:company|biotech|biotechs?|firm|drug ?maker|pharma|group|start-?up|partner|biopharma|giant|major)\s+){0,4}$"
)
#: In releases, whatever describes the other side: "to pharmaceutical distribution company, Acme", "to Sweden's Acme".
_TO_PARTY_NEWS = re.compile(
    r"^(?:[^.;:]|\b[A-Z]\.){0,150}?\b(?P<way>[Tt]o|[Ff]rom)\s+"
    r"(?:(?:an? )?(?:subsidiary|affiliate)s? of\s+)?"
    r"(?:(?!(?:to|from|with|by|of|for|in|on|and|or|that|which|under|treat|develop|market|commerci\w+)\b)"
    r"[\w.&'/-]+,?\s+){0,7}$"
)


#: "X licensed to us the rights", "X licensed the rights from us".
_TO_US = re.compile(r" (?:exclusively )?to ")
_OUR_SIDE = re.compile(r"[^.;:,]{3,80} (?:to|from) ")


def _to_us(gap: str, *, named: bool) -> bool:
    """Tell whether "us" or "the Company" stands on the other side of a licence's verb."""
    return bool(_TO_US.fullmatch(gap) or (named and _OUR_SIDE.fullmatch(gap)))


_GRANTED = Prefiltered(r"\b(?:granted|gave|given|sold)\s+(?:to\s+)?$")
_AN_OPTION = re.compile(
    r"\.?(?: \([^()]{1,40}\))? an? (?:exclusive |non-exclusive |worldwide |time-limited |limited |one-year )*option\b"
    r"(?![^.;]{0,90}\b(?:shares?|stock|securities|units|premises|lease|space|term)\b)"
    r"(?:[^.;]{0,60}?\bto (?:obtain|acquire|license|in-license|purchase|buy|negotiate|develop|commerciali[sz]e"
    r"|co-develop|co-promote)\b"
    r"| (?:on|over|for|to) (?:an? (?:exclusive |worldwide |global )*licen[sc]e|its|our|the Company's|the rights"
    r"|(?:[A-Z][\w-]*)?\d|[A-Z]{2,5}-))"
)


def option_events(place: Place) -> Iterator[Event]:
    """Read "we granted Acme an option to obtain exclusive rights", where no agreement is named."""
    if "option" not in place.sentence.text:
        return
    for mention in place.companies(place.sentence.start, place.sentence.end):
        verb = _GRANTED.search(place.before(mention.start, 14))
        if verb is None or not _AN_OPTION.match(place.flat, mention.end, place.sentence.end):
            continue
        at = mention.start - len(verb.group())
        subject = [m for m in group_before(place, at) if m.entity != mention.entity][-1:]
        who = subject[0].entity if subject else place.we
        if who is None or who == mention.entity or supposed(place.before(at, 60)):
            continue
        event = place.event("weak", at, ["option"], [(who, "licensor"), (mention.entity, "licensee")])
        event.told = True
        yield event
        return


#: "X has licensed *Acme's patents*": whose the licensed things are.
_OWNED = re.compile(
    r"['\u2019]s? (?:[\w-]+ ){0,5}?(?:patents?|technolog\w+|rights|platform|compounds?|programs?|drug|vaccine"
    r"|antibod\w+|inhibitors?|process|system|gene|intellectual property|know-how)\b"
)
#: "We licensed *Acme* the rights to": who takes them stands before them.
_GIVEN = re.compile(
    r"(?: \([^()]{1,40}\))? (?:the |an? |its |our |certain |exclusive(?:ly)? |worldwide |[A-Z][a-z]+ )*"
    r"(?:[\w.-]+ ){0,3}?(?:rights?|licen[sc]e|technolog\w+|patents?|use)\b"
)
#: "Acme licensed *our antibody*".
_OURS = re.compile(
    r"(?:our|the Company's) (?:[\w-]+ ){0,5}?(?:patents?|technolog\w+|rights|platform|compounds?|programs?|drug|vaccine"
    r"|antibod\w+|inhibitors?|process|system|gene|intellectual property|know-how|candidates?|products?)\b"
)
_OF_OWNER = re.compile(
    r" (?:certain |some |all |all of |exclusive rights to |rights (?:to|in) |several |one of )?"
)


#: "Acme's drug, which *had been* licensed to Beta": whose drug it is gives, and not who is the subject.
_BEEN = re.compile(r"\b(?:been|was|were|is|are) (?:\w+ly )?$")


def licensing_events(place: Place) -> Iterator[Event]:
    """Read the licences of a sentence's verbs: the first, and those with others that further verbs or words tell."""
    known: set[int] = set()
    for verb in _VERB.finditer(place.flat, place.sentence.start, place.sentence.end):
        before = place.flat[place.sentence.start : verb.start()]
        if supposed(before) or conditional(before):
            continue
        there = _other_side(place, verb)
        if there is None or there.company.entity in known:
            continue
        givers = _subjects(place, verb, there.company.entity)
        if not givers or there.company.entity in givers:
            continue
        # "from Duke University and Kelvane, Inc.": each of those joined gives.
        joined = group_after(place, there.at) if there.joined else []
        side = list(dict.fromkeys([there.company.entity, *(m.entity for m in joined if not m.generic)]))
        parties = [(c, there.roles[0]) for c in givers] + [
            (c, there.roles[1]) for c in side if c not in givers
        ]
        event = place.event("sign" if place.is_news else "weak", verb.start(), ["license"], parties)
        event.told = True
        yield event
        further = list(_and_to(place, event, there, (*givers, *side))) if there.joined else []
        yield from further
        known |= {c for e in (event, *further) for c, _ in e.parties if c != place.we}


@dataclass(frozen=True, slots=True)
class _OtherSide:
    """The company behind a verb of licensing.

    Attributes:
        way: "to" or "from", or "" where it stands right behind the verb.
        at: Where the way begins.
        roles: What the verb's subject and the company are.
        joined: True where others may be joined to it.
    """

    company: Mention
    way: str
    at: int
    roles: tuple[str, str]
    joined: bool = False


def _other_side(place: Place, verb: re.Match[str]) -> _OtherSide | None:
    """Tell to whom or from whom a verb licenses: "to X", "from X", "X's patents", "our antibody", "us the rights"."""
    flat, start = place.flat, verb.end()
    behind = place.companies(start, start + 200)
    other = next((m for m in behind if not m.generic), None)
    named = any(not m.generic for m in group_before(place, verb.start()))
    gap = flat[start : behind[0].start] if behind else ""
    us_given = named and not gap.strip() and behind and _GIVEN.match(flat, behind[0].end)
    if behind and behind[0].generic and (us_given or _to_us(gap, named=named)):
        other = behind[0]
    to_party = _TO_PARTY_NEWS if place.page.document.type.startswith("EX-99") else _TO_PARTY
    if other is not None and (found := to_party.match(flat[start : other.start])):
        way = found["way"].lower()
        roles = ("licensor", "licensee") if way == "to" else ("licensee", "licensor")
        at, unit = start + found.start("way") - 1, unit_of(place, other, behind)
        return _OtherSide(unit or other, way, at, roles, joined=unit is None)
    if named and not gap.strip() and behind and _OURS.match(flat, behind[0].start):
        return _OtherSide(behind[0], "", start, ("licensee", "licensor"))
    if other is None:
        return None
    whose = not other.generic and _OWNED.match(flat, other.end)
    if whose and _OF_OWNER.fullmatch(flat, start, other.start):
        return _OtherSide(other, "", start, ("licensee", "licensor"))
    if not flat[start : other.start].strip() and _GIVEN.match(flat, other.end):
        return _OtherSide(other, "", start, ("licensor", "licensee"))
    return None


def _subjects(place: Place, verb: re.Match[str], other: int) -> list[int]:
    """Give who licenses: the verb's subject, all of those that announce "the licensing of" a drug, or who speaks."""
    subject = [m for m in group_before(place, verb.start()) if m.entity != other]
    if not subject or _BEEN.search(place.before(verb.start(), 24)):
        owners = [m for m in place.companies(place.sentence.start, verb.start()) if m.entity != other]
        subject = [m for m in owners if place.flat.startswith(("'s", "\u2019s"), m.end)][-1:] or subject
    if not subject:
        return [] if place.we is None else [place.we]
    return list(dict.fromkeys(m.entity for m in (subject if verb[0].startswith("the ") else subject[-1:])))


#: "Licensed the drug to X for Japan in 1995 *and to* Y elsewhere".
_AND_TO = re.compile(
    r"(?:[^.;]|\b(?:Inc|Ltd|Corp|Co)\.){3,150}?(?:,| and|, and) (?:separately )?(?:to|from) (?:the )?"
)


#: "ARB-1 from X *and ARB-2 from* Y", "Japanese rights to X and European rights to Y".
_AND_ANOTHER = re.compile(
    r"(?:\([^()]{1,20}\)|[^.;]|\b(?:Inc|Ltd|Corp|Co)\.){0,100}?(?:,| and|, and) (?P<what>[^.;]{2,110}?)"
    r" (?P<way>to|from) (?:the )?"
)
_RIGHTS = re.compile(r"\b(?:rights?|licen[sc]es?)\b")


def _and_to(place: Place, first: Event, beside: _OtherSide, known: tuple[int, ...]) -> Iterator[Event]:
    """Read the licences that a sentence gives to other companies beside the first."""
    at, way = beside.company.end, beside.way
    for mention in place.companies(at, place.sentence.end):
        if mention.generic or mention.entity in known:
            continue
        if _AND_TO.fullmatch(place.flat, at, mention.start) or _another(place, at, way, mention.start):
            yield replace(
                first, at=mention.start, parties=[first.parties[0], (mention.entity, first.parties[1][1])]
            )
            at, known = mention.end, (*known, mention.entity)


def _another(place: Place, at: int, way: str, end: int) -> bool:
    """Tell whether another drug, or rights, go the same way to the company at `end`."""
    told = _AND_ANOTHER.fullmatch(place.flat, at, end)
    if told is None or told["way"] != way:
        return False
    start, stop = told.span("what")
    return bool(place.reading.drugs_in(place.index, start, stop) or _RIGHTS.search(place.flat, start, stop))
