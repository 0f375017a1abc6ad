"""A second agreement of a phrase: "license agreements with X for Japan and with Y in March 2009 for China"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.split import is_separate
from dealgraph.extract.mentions import Mention

_WHEN = r"(?:,? (?:in|on) [A-Z][a-z]+ (?:\d{1,2}, )?(?:19|20)\d\d,?)?"
#: What parts the second company from the first: what the first agreement is for, and a "with" of its own.
_AND_WITH = re.compile(rf"(?:[^;]{{3,260}}?)(?:,| and|, and|;|; and){_WHEN} with (?:the |our )?$")
#: Where several agreements are spoken of, each company may only be followed by what its own is for.
_AND = re.compile(r"[^;]{0,40}? (?:for|in|covering|to) [^;]{2,110}?(?:,| and|, and) (?:the )?$")
#: What a semicolon ends may hold clauses of its own.
_NEXT_WITH = re.compile(r"; (?:and )?with (?:the |our )?$")
_FOR = re.compile(r"(?: \([^()]{1,60}\))?,? (?:for|in|covering|with respect to|relating to) ")
_STOPS = re.compile(r"\b(?:pursuant|under which|whereby|which|that|terminat\w+|paid|received)\b")


#: "X and Y have ended their respective collaborations with Z": each has one of its own.
_RESPECTIVE = re.compile(r"\b(?:[Tt]heir respective|their separate|separate)(?: [\w-]+){0,3} $")
_AND_NAMED = re.compile(r"(?: \([^()]{1,60}\))?,? and |, ")


def respective_events(place: Place, event: Event) -> Iterator[Event]:
    """Give the agreements of the other companies that are said to have one each."""
    if _RESPECTIVE.search(place.before(event.at, 50)) is None:
        return
    group: list[Mention] = []
    for mention in place.companies(place.sentence.start, event.at):
        if mention.generic:
            continue
        joined = group and _AND_NAMED.fullmatch(place.flat, group[-1].end, mention.start)
        if len(group) > 1 and not joined:
            break
        group = [*group, mention] if joined else [mention]
    members = list(dict.fromkeys(m.entity for m in group))
    other = next((c for c, _ in event.parties if c not in members), place.we)
    if len(members) < 2 or other is None or other in members:
        return
    for member in members:
        if member not in {c for c, _ in event.parties}:
            parties = [(member, "partner"), (other, "partner")]
            yield replace(event, kind="weak", parties=parties, others=[], names=[], title="")


def spoken_apart(place: Place, event: Event) -> Iterator[Event]:
    """Give one agreement for each of several companies that each have their own, where they are only spoken of."""
    told = place.flat[event.at : place.sentence.end]
    joint = event.kind != "refer" or len(event.others) < 2 or " on behalf of " in told
    if joint or not is_separate(place.flat, event):
        yield event
        return
    ours = [(c, role) for c, role in event.parties if c not in event.others]
    for other, role in event.parties:
        if other in event.others:
            yield replace(event, parties=[(other, role), *ours], others=[other])


#: "With Acme AG (Acme Switzerland) *and* Acme Ltd.", who sign one agreement.
_SAME_SIDE = re.compile(r"(?: \([^()]{1,60}\))? and ")


def further_events(place: Place, event: Event) -> Iterator[Event]:
    """Give the agreements of the same kind that the phrase goes on to name, each with a company of its own."""
    if event.kind not in ("sign", "refer") or not event.others or event.amends:
        return
    behind = [m for m in place.companies(event.at, place.sentence.end) if not m.generic]
    several = place.flat[event.at : event.at + 60].split(" with ")[0].endswith("s")
    known = {c for c, _ in event.parties}
    ours = [(c, role) for c, role in event.parties if c not in event.others]
    last = next((m for m in behind if m.entity == event.others[-1]), None)
    for mention in behind:
        if last is None or mention.start <= last.end:
            continue
        gap = place.flat[last.end : mention.start]
        if gap.count("(") > gap.count(")"):
            continue  # a short name
        if several and _SAME_SIDE.fullmatch(gap):
            known.add(mention.entity)
            last = mention
            continue
        if " agreement" in gap:
            return  # of which the phrase goes on to speak
        if mention.entity in known:
            continue
        if not _goes_on(place, last, mention, several=several):
            return
        yield replace(
            event,
            at=mention.start,
            parties=[(mention.entity, "partner"), *ours],
            others=[mention.entity],
            names=[],
            title="",
        )
        known.add(mention.entity)
        last = mention


def _goes_on(place: Place, last: Mention, mention: Mention, *, several: bool) -> bool:
    gap = place.flat[last.end : mention.start]
    if _STOPS.search(gap) and not _NEXT_WITH.search(gap):
        return False
    if _AND_WITH.fullmatch(gap):
        return True
    return several and _AND.fullmatch(gap) is not None and _FOR.match(place.flat, mention.end) is not None
