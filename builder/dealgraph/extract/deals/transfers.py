"""Events read from verbs by which rights change hands without an agreement's name: "X gains rights to P from Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.deals.awards import is_agency
from dealgraph.extract.deals.event import ANNOUNCED, Event, Place
from dealgraph.extract.deals.parties import group_before
from dealgraph.extract.deals.reality import conditional, supposed
from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered, holds_any

#: One of these stands in every sentence of interest.
_STEMS = (
    *("right", "licen", "option", "opted", "opts in", "distribut", "market", "commerciali", "promot", "sell"),
    *("supplier", "manufactur", "partner", "to make", "to produce", "to fill", "to formulate", "to supply"),
    *(
        "CRO",
        "CMO",
        "CDMO",
        "research organi",
        "to conduct",
        "to run",
        "to manage",
        "to perform",
        "to carry out",
        "to oversee",
        "to provide",
        "to scale",
    ),
)
#: Words before a company that only describe it: "its longtime partner", "the Swiss group".
_DESCRIBED = r"(?:(?:the|its|our|a|an|[A-Z][\w.]+(?:'s|-based)?|[a-z][\w-]*)\s+){0,4}"
_INSIDE = r"(?:[^.;:]|(?<=\b[A-Z])\.|\.(?=\d)){0,140}?"
_RIGHTS = r"(?:rights?|licen[sc]es?)\b(?! (?:fees?|payments?|revenues?|offering))"

_TAKE = Prefiltered(
    r"\b(?:gain(?:s|ed)|obtain(?:s|ed)|secur(?:es|ed)|w(?:ins|on)|g(?:ets|ot)|receiv(?:es|ed)"
    r"|pick(?:s|ed) up|land(?:s|ed)"
    r"|acquir(?:es|ed)(?= (?:the |an? )?exclusive)|will (?:receive|obtain|gain|acquire|get)|snap(?:s|ped) up"
    r"|snar(?:es|ed)"
    r"|regain(?:s|ed)|reacquir(?:es|ed)|recover(?:s|ed)|bought|purchased|takes|took)\b"
)
_WHAT_FROM = re.compile(rf"{_INSIDE}\b{_RIGHTS}{_INSIDE}\bfrom\s+{_DESCRIBED}$")
#: "Gets rights to Acme's asthma drug": what Acme owns comes from it.
_WHAT_OF = re.compile(rf"{_INSIDE}\b{_RIGHTS}{_INSIDE}\b(?:to|for|on)\s+{_DESCRIBED}$")
#: "Rights to P, which are currently held by Acme".
_HELD_BY = re.compile(rf"{_INSIDE}\b{_RIGHTS}{_INSIDE}\b(?:held|owned|controlled) by\s+{_DESCRIBED}$")
_PAYMENT = re.compile(r" (?:an? |the )?(?:[\w-]+,? ){0,3}(?:payments?|fees?|royalt(?:y|ies))\b")
_FROM_WHAT = re.compile(rf"\s+from\s+{_DESCRIBED}$")
_GIVE = Prefiltered(r"\b(?:grant(?:s|ed)|giv(?:es|en)|gave|award(?:s|ed)|hand(?:s|ed)(?! back)|cede[sd]?)\b")
_TO_WHOM = re.compile(rf"\s+(?:to\s+)?{_DESCRIBED}$")
_WHAT_TO = re.compile(rf"{_INSIDE}\b{_RIGHTS}{_INSIDE}\bto\s+{_DESCRIBED}$")
#: What follows who is given it.
_WHAT = re.compile(
    rf"(?: \([^()]{{1,60}}\))?,?(?: with)?(?: (?!under|pursuant|for|that|which)[\w/.-]+,?){{0,8}}? {_RIGHTS}"
)
_OF_SHARES = re.compile(
    r"\b(?:shares?|stock|warrants?|voting|registration|anti-dilution|information) rights?\b"
)

_APPOINT = Prefiltered(
    r"\b(?:appoint(?:s|ed)?|select(?:s|ed)?|nam(?:es|ed)|ch(?:ose|ooses|osen)|designat(?:es|ed)|engag(?:es|ed)"
    r"|contract(?:s|ed) with|tap(?:s|ped)|retain(?:s|ed)|arrang(?:es|ed) for|hir(?:es|ed)|pick(?:s|ed)"
    r"|commission(?:s|ed)|enlist(?:s|ed)|turn(?:s|ed) to|contract(?:s|ed)"
    r"|sign(?:s|ed)(?: (?:up|on))?)\b"
)
_AS = re.compile(
    r"(?: \([^()]{1,60}\))?,? (?:(?:as|to be|to act as|to serve as) )?(?:(?:its|the|their|an?"
    r"|our)\s)?(?:[\w-]+ ){0,4}?"
    r"(?P<what>distributor|licensee|marketer|(?:commercial\w*|marketing|distribution|sales) (?:partner|agent)"
    r"|supplier|(?P<maker>manufacturer|CD?MO|manufacturing partner)"
    r"|(?P<organisation>CRO|(?:contract|clinical) research (?:organi[sz]ation|partner)))\b"
    r"|(?: \([^()]{1,60}\))?,? to (?:exclusively )?(?:(?P<do>distribute|market|sell|commerciali[sz]e|promote)"
    r"|(?P<make>manufacture|make|produce|formulate and (?:manufacture|produce)|fill|scale up)"
    r"|(?P<provide>supply|provide (?:the |its )?(?:[\w-]+ ){0,2}(?:supply|supplies|ingredient|material))"
    r"|(?P<serve>(?:conduct|run|manage|perform|carry out|oversee) (?:the |its |a )?(?:[\w-]+ ){0,4}?"
    r"(?:trials?|studies|study|program|testing|screening|analys[ei]s)))\b"
)
#: "Beta will pay up to $410 million for rights to its drug".
_PAY_FOR = Prefiltered(
    r"\b(?:pays?|paying|paid) (?:[A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*){0,3},? )?"
    r"(?:(?:as much as|up to|about|over|more than|an (?:initial|undisclosed) \w+ of) )?"
    r"(?:US ?)?[$€£¥](?:[^.;]|\.\d){1,80}? for "
    r"(?:(?:the|its|exclusive|worldwide|global|U\.S\.|[A-Z]\w+|co-exclusive) ){0,4}"
    r"(?:marketing |development |commercial |selling |distribution )?rights\b"
)
#: What an agreement gives that the sentence, or the one before it, names: "pursuant to which Acme granted us".
_UNDER_IT = re.compile(r"\b(?:which|whereby|wherein|[Aa]greements?)\b")
_UNDER_WHICH = re.compile(
    r"\b(?:agreements?|alliance|collaboration|partnership|deal|pact|accord|licen[cs]e)\b[^.;]{0,60}?"
    r"\b(?:(?:under|by|through|pursuant to|in|per) which|whereby|wherein|that (?:gives|grants|provides)|that $)"
)
_PASSIVE_AGENT = Prefiltered(
    r"\b(?:has been|have been|was|were) (?:appointed|named|selected|chosen|designated)(?: as| to be)?(?: the| an?)? "
    r"(?:[\w-]+ ){0,3}(?:distributor|licensee|marketing partner|distribution partner|sales agent)\b"
)
_BY = re.compile(r"\bby\s+(?:the\s+|[\w-]+-based\s+)?$")
_OPT = Prefiltered(
    r"\b(?:(?:has |have )?(?:elected to )?(?:exercis(?:ed|es|e|ing)|t(?:ook|aken|akes) up)"
    r"(?: (?:its|an|the|their|this))?"
    r"(?: (?!price)[\w-]+){0,3}"
    r" options?\b"
    r"(?! to (?:purchase|buy) (?:[\d,]+|additional|up to|an additional) )"
    r"|opt(?:ed|s)[ -]in(?:to| to)?\b)"
)
_SHARE_OPTION = re.compile(
    r"\b(?:over-?allotment|underwriters?|shares|stock|lease|tenant|employee)\b", re.IGNORECASE
)
_NOUN = re.compile(r"\blicen[sc]")

#: "Acme announced that Beta will market the drug in Japan".
_DO = Prefiltered(
    r"\b(?:will|would|is to|are to) (?:exclusively )?(?:market|distribute|sell|commerciali[sz]e|promote|launch"
    r"|(?:handle|take over) the (?:commerciali[sz]ation|distribution|sales?|marketing) of)\b"
    r"|\b(?P<licensed>(?:(?:has|have) )?(?:exclusively )?(?:in-?licensed|licensed|obtained|secured|acquired))"
    r"(?= (?:an? |the )?(?:[\w-]+,? ){0,4}(?:rights?|licen[sc]e|(?P<option>option)) (?:to|for)\b(?![^.;]*\bfrom\b))"
    r"|\b(?P<taken>(?:has|have) (?:exclusively )?(?:in-?)?licensed|(?:has|have) (?:opted|elected|chosen) to license)\b"
    r"(?![^.;]*\b(?:from|to (?!license|treat|develop|commerciali[sz]e|market))\b)"
)
_ITS_UNIT = re.compile(r" (?:division|unit|subsidiary|affiliate|arm|business|operation)\b")
_WHICH_GAINS = Prefiltered(
    r",? which (?:now |also )?(?:gains?|gets?|obtains?|receives?|acquires?|secures?|will (?:get|gain|obtain|receive))\b"
    rf"{_INSIDE}\b{_RIGHTS}"
)
#: Documents that tell news; reports name agreements, and repeat what was news once.
_NEWS_OF = ("EX-99", "8-K")


def transfer_events(place: Place) -> Iterator[Event]:
    """Read at most one deal from the verbs of a sentence that name no agreement."""
    if not holds_any(place.sentence.text, _STEMS):
        return
    news = place.page.document.type.startswith(_NEWS_OF)
    readers = (
        (_options, _taken, _partner_gains, _given, _appointed, _appointed_by, _does_for, _paid_for)
        if news
        else (_given, _appointed, _appointed_by)
    )
    for read in readers:
        event = next(read(place), None)
        if event is not None:
            # "A collaboration under which Acme gains rights" is told by its name already.
            event.spare = (
                not news
                or _UNDER_WHICH.search(place.flat, place.sentence.start, event.at) is not None
                or place.flat.startswith(
                    ("bought", "purchased", "acquir", "will acquir"), event.at
                )  # read as a sale of assets before
            )
            yield event
            return


def _verbs(place: Place, pattern: Prefiltered) -> Iterator[re.Match[str]]:
    """Give the verbs of a kind that tell what is done, and not what may be."""
    for verb in pattern.finditer(place.flat, place.sentence.start, place.sentence.end):
        before = place.before(verb.start(), 60)
        before = _IF_CLAUSE.sub("", before)
        if not (supposed(before) or conditional(before)):
            yield verb


#: "In a deal that could bring Acme $2 billion *if all goes well*, Beta gained".
_IF_CLAUSE = re.compile(r"^.*\bif [^,]{3,50}, ")


def _partner_gains(place: Place) -> Iterator[Event]:
    """Read "X has found a partner in Y, which gains rights to P"."""
    for verb in _verbs(place, _WHICH_GAINS):
        agent = [m for m in group_before(place, verb.start()) if not m.generic][-1:]
        if not agent or agent[0].end != verb.start():
            continue
        before = place.companies(place.sentence.start, agent[0].start)
        other = next((m.entity for m in before if m.entity != agent[0].entity), place.we)
        if other is not None and other != agent[0].entity:
            parties = [(agent[0].entity, "licensee"), (other, "licensor")]
            yield place.event(_kind(place), verb.start(), ["license"], parties)
            return


#: "Will receive *an upfront payment* for a licence from Acme": Acme takes the licence.
_A_PAYMENT = re.compile(
    r"\s+(?:an? |the )?(?:[\w-]+,? ){0,3}?(?:payments?|fees?|royalt(?:y|ies)|milestones?)\b"
)


def _taken(place: Place) -> Iterator[Event]:
    """Read "X gains rights to P from Y" and "X obtained from Y a licence"."""
    for verb in _verbs(place, _TAKE):
        for other in _named_behind(place, verb.end(), 260):
            gap = place.flat[verb.end() : other.start]
            if _PAYMENT.match(gap):
                continue  # "will receive royalties for the rights from Acme"
            direct = _FROM_WHAT.match(gap) and _WHAT.match(place.flat, other.end, place.sentence.end)
            owner = (place.flat.startswith("'", other.end) and _WHAT_OF.match(gap)) or _HELD_BY.match(gap)
            if (
                _A_PAYMENT.match(gap)
                or not (direct or owner or _WHAT_FROM.match(gap))
                or _OF_SHARES.search(direct[0] if direct else gap)
            ):
                continue
            if verb.group().startswith(("rega", "reac", "reco")):
                for event in _event(place, verb, "license", other, ("licensor", "licensee"), told=True):
                    event.told = False  # when rights come back is not when they were given
                    yield event
            else:
                yield from _event(place, verb, "license", other, ("licensee", "licensor"))
            return


def _given(place: Place) -> Iterator[Event]:
    """Read "X granted Y the rights to P" and "X has given rights to P to Y"."""
    for verb in _verbs(place, _GIVE):
        passive = re.search(r"\b(?:was|were|been|is|are)\s+(?:\w+ )?$", place.before(verb.start(), 16))
        named = _to_us(place, verb.end()) or _named_behind(place, verb.end(), 260)
        for other in named:
            gap = place.flat[verb.end() : other.start]
            direct = _TO_WHOM.match(gap) and _WHAT.match(place.flat, other.end, place.sentence.end)
            if (
                passive
                or not (direct or _WHAT_TO.match(gap))
                or _OF_SHARES.search(direct[0] if direct else gap)
            ):
                continue
            told = direct[0] if direct else gap
            kind = "option" if re.search(r"\boption\b", told) else "license"
            yield from _event(place, verb, kind, other, ("licensor", "licensee"))
            return


def _appointed(place: Place) -> Iterator[Event]:
    """Read "X has selected Y as its distributor"."""
    for verb in _verbs(place, _APPOINT):
        for other in _named_behind(place, verb.end(), 120)[:1]:
            role = _AS.match(place.flat, other.end, place.sentence.end)
            if role is None or not _TO_WHOM.match(place.flat[verb.end() : other.start]):
                continue
            if role["what"] == "supplier" or role["provide"]:
                kind, roles = "supply", ("customer", "supplier")
            elif role["maker"] or role["make"]:
                kind, roles = "manufacturing", ("customer", "supplier")
            elif role["organisation"] or role["serve"]:
                kind, roles = "services", ("customer", "supplier")
            else:
                kind, roles = "commercialization", ("licensor", "licensee")
            yield from _event(place, verb, kind, other, roles)
            return


def _appointed_by(place: Place) -> Iterator[Event]:
    """Read "Y has been appointed the exclusive distributor of P by X"."""
    for verb in _PASSIVE_AGENT.finditer(place.flat, place.sentence.start, place.sentence.end):
        agent = [m for m in group_before(place, verb.start()) if not m.generic][-1:]
        behind = [
            m for m in _named_behind(place, verb.end(), 160) if m.entity not in {a.entity for a in agent}
        ]
        owner = next((m for m in behind if _BY.search(place.flat[verb.end() : m.start])), None)
        if not agent or owner is None:
            continue
        parties = [(owner.entity, "licensor"), (agent[0].entity, "licensee")]
        yield place.event(_kind(place), verb.start(), ["commercialization"], parties)
        return


def _options(place: Place) -> Iterator[Event]:
    """Read "X has exercised its option to license P": whose option it is, stands before; who gave it, anywhere."""
    for verb in _verbs(place, _OPT):
        if _SHARE_OPTION.search(place.sentence.text):
            continue
        subject = [m for m in group_before(place, verb.start()) if not m.generic or m.entity == place.we][-1:]
        if not subject:
            continue
        if is_agency(place, subject[0]):
            continue  # an option of a contract that pays for research
        start = max(place.sentence.start, place.flat.rfind("; ", place.sentence.start, verb.start()))
        named = [m.entity for m in place.companies(start, place.sentence.end) if not m.generic]
        others = [
            c for c in (*named, *([place.we] if place.we is not None else [])) if c != subject[0].entity
        ]
        if not others:
            continue
        kinds = ["option", *(["license"] if _NOUN.search(place.flat, verb.end(), place.sentence.end) else [])]
        event = place.event(
            _kind(place), verb.start(), kinds, [(subject[0].entity, "licensee"), (others[0], "licensor")]
        )
        event.told = True
        yield event
        return


def _does_for(place: Place) -> Iterator[Event]:
    """Read "X announced that Y will market its drug" and "that Y has licensed rights": Y does it for X, or with it."""
    if _kind(place) != "sign":
        return
    for verb in _DO.finditer(place.flat, place.sentence.start, place.sentence.end):
        kind = (
            "option"
            if verb["option"]
            else "license"
            if verb["licensed"] or verb["taken"]
            else "commercialization"
        )
        said = ANNOUNCED.search(place.flat, place.sentence.start, verb.start())
        doers = [m for m in group_before(place, verb.start()) if not m.generic][-1:]
        if said and doers and doers[0].start < said.end():  # named before as one of those who announce it
            doers = [m for m in place.companies(said.end(), verb.start()) if m.entity == doers[0].entity][-1:]
        if (
            said is None
            or conditional(place.before(verb.start(), 60))
            or not doers
            or doers[0].start < said.end()
        ):
            continue
        if _ITS_UNIT.match(place.flat, doers[0].end) and re.search(
            r"['\u2019]s? $", place.before(doers[0].start, 3)
        ):
            continue  # "an agreement with Acme under which Acme's Beta division will market": Acme is the party
        teller = [m.entity for m in group_before(place, said.start())]
        if verb["licensed"] or verb["taken"]:
            teller = [c for c in teller if c != doers[0].entity]
        if (
            not 0 < len(teller) < (4 if verb["taken"] else 2)
            or doers[0].entity in (*teller, place.we)
            or verb.start() - doers[0].end > 25
        ):
            continue
        parties = [*((c, "licensor") for c in teller), (doers[0].entity, "licensee")]
        yield place.event("sign", verb.start(), [kind], parties)
        return


def _paid_for(place: Place) -> Iterator[Event]:
    """Read "X said Y would pay $410 million for rights to its drug": the other named, or who speaks, gives them."""
    for verb in _PAY_FOR.finditer(place.flat, place.sentence.start, place.sentence.end):
        payer = [m for m in group_before(place, verb.start()) if not m.generic][-1:]
        if not payer or conditional(place.before(verb.start(), 60)):
            continue
        named = [m.entity for m in place.companies(place.sentence.start, place.sentence.end) if not m.generic]
        others = [c for c in (*named, place.we) if c is not None and c != payer[0].entity]
        if others:
            parties = [(payer[0].entity, "licensee"), (others[0], "licensor")]
            yield place.event(_kind(place), verb.start(), ["license"], parties)
            return


def _to_us(place: Place, at: int) -> list[Mention]:
    """Give who speaks where a verb has it as its object: "Acme granted us", "Acme has granted the Company"."""
    nearest = place.companies(at, at + 16)[:1]
    if not nearest or nearest[0].entity != place.we or not nearest[0].generic:
        return []
    if _UNDER_IT.search(place.flat, place.sentence.start, at):
        return []
    return nearest if any(not m.generic for m in group_before(place, at)) else []


def _named_behind(place: Place, at: int, width: int) -> list[Mention]:
    return [m for m in place.companies(at, at + width) if not m.generic]


def _event(
    place: Place,
    verb: re.Match[str],
    kind: str,
    other: Mention,
    roles: tuple[str, str],
    *,
    told: bool = False,
) -> Iterator[Event]:
    """Make the event between the verb's subject, or who speaks, and another company."""
    subject = [m for m in group_before(place, verb.start()) if m.entity != other.entity][-1:]
    who = subject[0].entity if subject else place.we
    if who is None or who == other.entity:
        return
    event = place.event(
        "weak" if told else _kind(place), verb.start(), [kind], [(who, roles[0]), (other.entity, roles[1])]
    )
    event.told = told or event.kind == "weak"
    yield event


def _kind(place: Place) -> str:
    return "sign" if place.is_news else "weak"
