"""Events read from what one company calls another: "our collaborator X", "licensee X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.companies.tables import core_words
from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.parties import group_before
from dealgraph.extract.deals.reality import supposed
from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered, holds_any

_CALLED = Prefiltered(
    r"\b(?:(?P<word>collaborators?|(?:collaboration|commercial|development|strategic|licensing"
    r"|commercialization"
    r"|distribution|marketing|manufacturing) partners?|licensees?|licensors?),?\s+(?:the\s+)?)$",
    re.IGNORECASE,
)
#: "Its longtime European partner, X", "Acme's partner X": a partner of some one.
_SOMEONES_PARTNER = Prefiltered(
    r"(?:\b(?:[Ii]ts|[Oo]ur|[Tt]heir|with|[Tt]he [Cc]ompany's|(?:that|as|when|after|by|from)(?= partner ))"
    r"|(?P<owner>[\w.]'s?))\s+"
    r"(?P<word>(?:(?!combination|financing|investment|funding|trading)[\w.-]+ ){0,4}?partners?),?\s+(?:the\s+)?$"
)
#: One of these stands in every sentence of interest.
_PARTNERS = ("collaborator", "partner", "licensee", "licensor")
#: The type of deal that a partner's name stands for, by its beginning; "collaboration" for any other.
_TYPES = {
    "licens": "license",
    "manuf": "manufacturing",
    "commerc": "commercialization",
    "distr": "commercialization",
    "marke": "commercialization",
}


#: "SmithKline Beecham Plc ("SmithKline"), its licensee for": the same words behind the name.
_CALLED_BEHIND = re.compile(
    r"^(?:\s*\([^()]{1,60}\))?,\s+(?:its|our|the Company's|a|an?\s\w+|\w+'s?)\s+(?:[\w-]+\s+){0,2}?"
    r"(?P<word>collaborators?|(?:collaboration|commercial|development|strategic|commercialization"
    r"|distribution|marketing"
    r"|manufacturing)\s+partner|licensee|licensor|partner(?= (?:in|for|on) ))\b",
    re.IGNORECASE,
)


def partner_events(place: Place) -> Iterator[Event]:
    """Read what a sentence calls the companies it names."""
    if not holds_any(place.sentence.text.lower(), _PARTNERS):
        return
    for mention in place.companies(place.sentence.start, place.sentence.end):
        if mention.generic:
            continue
        before = _CALLED.search(place.before(mention.start, 40)) or _SOMEONES_PARTNER.search(
            place.before(mention.start, 80)
        )
        behind = _CALLED_BEHIND.match(place.flat[mention.end : min(place.sentence.end, mention.end + 140)])
        called = before or behind
        if called is None:
            continue
        at = mention.start - len(before.group()) if before else mention.start
        who = _owner(place, before, at) if before else None
        if who is None:
            subject = [m for m in group_before(place, at) if m.entity != mention.entity][-1:]
            who = subject[0].entity if subject else place.we
        if who is not None and _of_one_group(place, who, mention.entity):
            who = place.we
        if who is None or who == mention.entity:
            continue
        word = called.group("word").lower()
        role = word.rstrip("s") if word.startswith(("licensee", "licensor")) else "partner"
        yield place.event("weak", mention.start, [_type(word)], [(who, "partner"), (mention.entity, role)])


def _of_one_group(place: Place, one: int, other: int) -> bool:
    """Tell whether two companies bear one name, so that neither is the other's partner."""
    names = place.reading.companies.entities
    return core_words(names[one].name)[:1] == core_words(names[other].name)[:1]


#: "X, a partner of Y", "X, the licensee of Y": whose partner it is stands behind.
_PARTNER_OF = re.compile(
    r"^(?:\s*\([^()]{1,60}\))?,\s+(?:an?|the)\s(?:(?!former)[\w-]+\s){0,3}?"
    r"(?P<word>collaborator|(?:[\w-]+\s)?partner|licensee|licensor)\s+(?:of|to)\s+(?:the\s)?"
)


def partner_of_events(place: Place) -> Iterator[Event]:
    """Read "X, a partner of Y" of a release: two companies that have a deal."""
    if not holds_any(place.sentence.text, _PARTNERS) or not place.page.document.type.startswith("EX-99"):
        return
    for mention in place.companies(place.sentence.start, place.sentence.end):
        called = _PARTNER_OF.match(place.flat[mention.end : min(place.sentence.end, mention.end + 140)])
        if mention.generic or called is None:
            continue
        at = mention.end + called.end()
        other = next((m for m in place.companies(at, at + 3)), None)
        if other is not None and other.entity != mention.entity:
            word = called["word"].lower()
            role = word if word.startswith(("licensee", "licensor")) else "partner"
            parties = [(other.entity, "partner"), (mention.entity, role)]
            yield place.event("weak", mention.start, [_type(word)], parties)


#: "Is partnered with X in Japan and with Y in China".
_PARTNERED = Prefiltered(r"\b(?:partnered|collaborat(?:ed|ing|es?)|allied)(?: since \d{4})?,? with\b")
_WITH = re.compile(r"\bwith\s+(?:(?:the|our|its|[A-Z][a-z]+(?:'s|-based)|[a-z][\w-]*)\s+){0,3}$")


def partnered_events(place: Place) -> Iterator[Event]:
    """Read the companies with whom a report says that something is partnered, each with a deal of its own."""
    verb = _PARTNERED.search(place.flat, place.sentence.start, place.sentence.end)
    if (
        verb is None
        or place.page.document.type.startswith("EX-99")
        or supposed(place.before(verb.start(), 60))
    ):
        return
    subject = [m for m in group_before(place, verb.start()) if not m.generic][-1:]
    who = subject[0].entity if subject else place.we
    for mention in place.companies(verb.start(), place.sentence.end):
        introduced = _WITH.search(place.flat[max(verb.start(), mention.start - 60) : mention.start])
        if introduced and not mention.generic and who is not None and who != mention.entity:
            parties = [(who, "partner"), (mention.entity, "partner")]
            yield place.event("weak", mention.start, ["collaboration"], parties)


def _owner(place: Place, called: re.Match[str], at: int) -> int | None:
    """Give the company whose partner is meant, where the words say it as "Acme's partner"."""
    if not called.groupdict().get("owner"):
        return None
    end = at + called.end("owner") - called.start()
    owners = [m for m in place.companies(place.sentence.start, end) if end - 3 <= m.end <= end]
    return owners[-1].entity if owners else None


def _type(word: str) -> str:
    word = word.removesuffix("s").removesuffix(" partner").rpartition(" ")[2]
    if word.startswith("licensing"):
        return "collaboration"
    return next((kind for start, kind in _TYPES.items() if word.startswith(start)), "collaboration")


_MILESTONE_FROM = Prefiltered(
    r"\b(?<!future )(?<!potential )milestones?\b(?:[^.;]|\.\d){0,70}?"
    r"\bfrom\s+(?:(?:its|our|the)\s+)?(?:[\w-]+\s+){0,5}$",
    re.IGNORECASE,
)


#: "Received from X (now Y) a milestone payment".
_FROM = Prefiltered(
    r"\b(?:receiv(?:es|ed|ing)|earn(?:s|ed)|obtain(?:s|ed)) from\s+(?:(?:its|our|the)\s+)?(?:[\w-]+\s+){0,2}$"
)
_A_MILESTONE = re.compile(
    r"(?: \([^()]{1,40}\))?,? (?:an?|the|another) (?:[\w$€.,-]+ ){0,4}milestone payment"
)


#: "X will make a milestone payment of $4 million to Y", "X paid Y a milestone payment".
_PAYS_MILESTONE = Prefiltered(
    r"\b(?:paid|pays|will pay|has paid|made|makes|will make|has made)\b(?:[^.;]|\.\d){0,60}?\bmilestone\b"
    r"(?:[^.;]|\.\d){0,60}?"
    r"\bto\s+(?:(?:its|our|the)\s+)?(?:[\w-]+\s+){0,2}$"
    r"|\b(?:paid|pays|will pay|has paid)\s+(?:(?:its|our|the)\s+)?(?:[\w-]+\s+){0,2}$"
    r"|\bmilestone(?: payment)? (?:is |was |now )?(?:payable|due|owed)(?: by (?:[A-Z][\w.&-]*,? ){1,5}| by us| by it)?"
    r" ?to\s+(?:(?:its|our|the)\s+)?(?:[\w-]+\s+){0,2}$"
)
_OWED = re.compile(r"(?: \([^()]{1,40}\))? (?:an?|the|another|[$€£¥]) ?(?:[\w$€£¥.,-]+ ){0,5}milestone\b")


#: "A milestone payment from X and $7 million from Y".
_AND_FROM = re.compile(r"\band (?:an? )?(?:[\w-]+ )?[$€£][\d.,]+ (?:million )?from [A-Z]")
_AND_MORE = re.compile(r"\band (?:an? )?(?:[\w-]+ )?[$€£][\d.,]+ (?:million )?from $")


#: "X expects to receive a milestone fee from Y": a deal has come so far.
_EXPECTS = re.compile(r"\bexpect(?:s|ed|ing)? to (?:receive|get|earn|collect|be paid)\b")


def payer_events(place: Place) -> Iterator[Event]:
    """Read "received a milestone payment from X": a deal is behind it, though no name tells which."""
    text = place.sentence.text
    if "ilestone" not in text or (supposed(text[:40]) and not _EXPECTS.search(text, 0, 90)):
        return
    payee: int | None = None
    listed = False
    for mention in place.companies(place.sentence.start, place.sentence.end):
        further = payee is not None and _AND_MORE.search(place.before(mention.start, 80))
        if mention.generic or not (further or _pays_milestone(place, mention, first=payee is None or listed)):
            continue
        subject = [m for m in group_before(place, mention.start) if m.entity != mention.entity][-1:]
        who = payee if further else subject[0].entity if subject else place.we
        if who is not None and who != mention.entity:
            yield place.event("refer", mention.start, [], [(who, "partner"), (mention.entity, "partner")])
            payee = who
            listed = _AND_FROM.search(place.flat, mention.end, place.sentence.end) is not None


def _pays_milestone(place: Place, mention: Mention, *, first: bool) -> bool:
    """Tell whether a milestone comes from a company or is paid to it; behind the first payment, only the latter."""
    if _is_paid(place, mention):
        return True
    return first and (
        _MILESTONE_FROM.search(place.before(mention.start, 110)) is not None
        or (
            _FROM.search(place.before(mention.start, 40)) is not None
            and _A_MILESTONE.match(place.flat, mention.end, place.sentence.end) is not None
        )
    )


def _is_paid(place: Place, mention: Mention) -> bool:
    """Tell whether a company is one to whom a milestone is paid."""
    paid = _PAYS_MILESTONE.search(place.before(mention.start, 150))
    return paid is not None and (
        "ilestone" in paid.group() or _OWED.match(place.flat, mention.end, place.sentence.end) is not None
    )
