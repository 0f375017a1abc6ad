"""Events read from ends: a partner hands a drug back, tells that it won't go on, or lets its option lapse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.parties import group_after, group_before
from dealgraph.extract.deals.reality import conditional, supposed
from dealgraph.extract.prefilter import Prefiltered, holds_any

#: One of these stands in every sentence of interest.
_STEMS = (
    "ermination",
    "return",
    "back",
    "regain",
    "control",
    "ownership",
    "relinquish",
    "option",
    "discontinu",
    "opt out",
    "not to ",
    "right to terminate",
)
_INSIDE = r"(?:[^.;:]|(?<=\b[A-Z])\.|\.(?=\d)|(?<=\bInc)\.|(?<=\bCorp)\.|(?<=\bLtd)\.){0,160}?"
#: "Beta has returned all rights to its drug", "Beta is handing the drug back".
_RETURNED = Prefiltered(
    r"\b(?:(?:has|have|will|is to|had|to) )?(?:return(?:s|ed|ing)?|hand(?:s|ed|ing)?|giv(?:es|en|ing)"
    r"|relinquish(?:es|ed|ing)?)"
    r"\b(?= (?!to\b)[^.;]{0,80}\b(?:rights?|back)\b| back\b)"
)
#: "Acme has regained full control of its drug from Beta".
_REGAINED = Prefiltered(
    r"\b(?:regain(?:s|ed)?|reacquir(?:es|ed)|recover(?:s|ed)|tak(?:es|en) back|resum(?:es|ed))\b"
    rf"(?={_INSIDE}\bfrom\b)"
)
_CONTROL = re.compile(r"\b(?:control|ownership|responsibility|development|program(?:me)?)\b| back\b")
_FROM = re.compile(r"\bfrom\s+(?:(?:its|our|the|former|longtime|partner)\s+){0,3}$")
#: "Beta informed Acme of its decision to discontinue the development of the drug".
_INFORMED = Prefiltered(
    r"\b(?:informed|notified|advised|told)\b"
    rf"(?={_INSIDE}\b(?:discontinu|opt(?:ing)? out|return(?:ing)? (?:all |the |its )*(?:rights|program|drug|compound)"
    r"|not (?:to )?exercise|(?:end|terminat)(?:e|ing|ion))"
    r"(?![^.;]{0,30}\b(?:trial|study)\b))"
)
#: "Beta has elected not to exercise its option".
_LAPSED = Prefiltered(
    r"\b(?:will not|did not|has not|not to|declined to|chosen not to) (?:be )?exercis(?:e|ing) (?:its|the|their"
    r"|an) (?:[\w-]+ ){0,3}options?\b"
    r"|\blet (?:its|the|their) (?:[\w-]+ ){0,3}option\b[^.;]{0,60}\b(?:lapse|expire)"
)
#: "Beta has elected not to extend the program", "Beta has exercised its right to terminate".
_WON_T = Prefiltered(
    r"\b(?:has|have|had) (?:elected|decided|chosen|opted)(?:, [^,;.]{3,40},)? not to (?:extend|renew|continue|pursue"
    r"|proceed|advance|go on|further develop)\b"
    r"|\b(?:has|have|had) exercised (?:its|their|a) (?:[\w-]+ )?right to terminate\b"
)
_SIGNED_OFF = Prefiltered(
    r"\b(?:entered into|signed|executed) an? (?:[\w-]+ ){0,2}[Tt]ermination (?:and (?:\w+ ){1,2})?[Aa]greement\b"
)
#: "Beta announced it would hand back all rights": told as what is done.
_SAID_IT_WOULD = re.compile(
    r"\b(?:announced|said|informed|notified|told|confirmed)\b[^.;]{0,40} (?:it|they) (?:would|was|were) (?:be )?$"
)
_OF_SHARES = re.compile(r"\b(?:shares|stock|over-?allotment|underwriters?)\b", re.IGNORECASE)


def end_events(place: Place) -> Iterator[Event]:
    """Read at most one deal from words that tell its end in a release or an 8-K, where no agreement is named."""
    if not place.page.document.type.startswith(("EX-99", "8-K")) or not holds_any(
        place.sentence.text, _STEMS
    ):
        return
    for read in (_regained, _returned, _signed_off):
        event = next(read(place), None)
        if event is not None:
            yield event
            return


def _regained(place: Place) -> Iterator[Event]:
    for verb in _REGAINED.finditer(place.flat, place.sentence.start, place.sentence.end):
        if supposed(place.before(verb.start(), 60)) or conditional(place.before(verb.start(), 60)):
            continue
        for other in place.companies(verb.end(), verb.end() + 200):
            gap = place.flat[verb.end() : other.start]
            if other.generic or not _FROM.search(gap) or not _CONTROL.search(gap):
                continue
            subject = [m.entity for m in group_before(place, verb.start()) if m.entity != other.entity]
            yield from _licence(place, verb, subject[-1] if subject else place.we, other.entity, ["license"])
            return


def _returned(place: Place) -> Iterator[Event]:
    """Read what a partner does that gives up its rights: the other side is told beside it, or speaks."""
    for pattern, types in (
        (_RETURNED, ["license"]),
        (_INFORMED, ["collaboration"]),
        (_WON_T, ["collaboration"]),
        (_LAPSED, ["option"]),
    ):
        for verb in pattern.finditer(place.flat, place.sentence.start, place.sentence.end):
            before = place.before(verb.start(), 60)
            reported = _SAID_IT_WOULD.search(before) is not None
            if conditional(before) or (
                pattern is not _LAPSED and pattern is not _WON_T and not reported and supposed(before)
            ):
                continue
            if _OF_SHARES.search(place.flat, verb.start(), min(verb.end() + 80, place.sentence.end)):
                continue
            doer = next((m.entity for m in group_before(place, verb.start())[-1:] if not m.generic), None)
            named = [m.entity for m in place.companies(place.sentence.start, place.sentence.end)]
            behind = [m.entity for m in place.companies(verb.end(), verb.end() + 200)]
            owner = next((c for c in (*behind, *named, place.we) if c is not None and c != doer), None)
            if doer is not None and (doer != place.we or owner in behind) and owner is not None:
                yield from _licence(place, verb, owner, doer, types)
                return


def _signed_off(place: Place) -> Iterator[Event]:
    """Read "X signed a termination agreement with Y": what ended, other words tell."""
    for verb in _SIGNED_OFF.finditer(place.flat, place.sentence.start, place.sentence.end):
        subject = [m.entity for m in group_before(place, verb.start()) if not m.generic]
        others = [m.entity for m in group_after(place, verb.end()) if not m.generic]
        who = list(dict.fromkeys([*subject, *others, *([] if place.we is None else [place.we])]))[:2]
        if len(who) == 2 and (others or len(subject) > 1):
            types = ["license" if "right" in place.sentence.text else "collaboration"]
            yield place.event("weak", verb.start(), types, [(c, "partner") for c in who])
            return


def _licence(
    place: Place, verb: re.Match[str], owner: int | None, other: int, types: list[str]
) -> Iterator[Event]:
    if owner is None or owner == other:
        return
    yield place.event("weak", verb.start(), types, [(owner, "licensor"), (other, "licensee")])
