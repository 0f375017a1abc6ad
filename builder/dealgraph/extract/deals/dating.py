"""When a deal was signed, by the sentences that tell of it, and the date of a release."""

from __future__ import annotations

import re

from dealgraph.extract.datelines import AFTER_DATELINE, WIRE, release_date
from dealgraph.extract.dates import MONTHS, DateMention, find_dates
from dealgraph.extract.deals.event import Event
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Deal, Reading
from dealgraph.extract.text import Page

#: How far from a name its date may stand.
_REACH = 260
#: "On June 5, 2017 Acme, which ..., reported that it has signed": however long the description, the day is told first.
_SENTENCE = 900
_REPORTED = Prefiltered(r"[^;]{0,600}?\b(?:reported|announced)\b")
#: "On June 5, 2017, Acme Ltd., an entity formed in ..., and Beta, entered into": who signs, and no other act.
_SIGNERS = re.compile(
    r"(?:(?!\b(?:entered|signed|executed|received|paid|completed|issued|filed|held|approved|notified|terminated"
    r"|amended|agreed|exercised)\b)[^;]){0,700}\b(?:entered into|signed|executed) (?:[\w'&,-]+ ){0,8}"
)
#: How many sentences on a deal are searched for its date.
_SENTENCES = 40

#: In how many of its first sentences a release tells its news, whatever words it uses.
_OPENING_SENTENCES = 5
_ANNOUNCED = re.compile(
    r"\b(?:announc(?:ed|es|ing)?|report(?:ed|s))\b[^.]{0,60}\btoday\b|\btoday\b[^.]{0,60}\b(?:announc|confirm"
    r"|report)"
    r"|\bannounce[sd]? (?:the|that|an?|it|they)\b|\b(?:pleased|proud|delighted|excited) to (?:announce|report)\b",
    re.IGNORECASE,
)
_ENTERING = re.compile(
    r"\b(?:enter(?:ed|s|ing)? (?:in)?to|sign(?:ed|s|ing)|execut(?:ed|ion|es)"
    r"|\w+[^.;]{0,80}\b(?:agreement|collaboration|partnership|alliance|deal|licen[sc]e|joint venture|pact|accord)\b"
    r"|agreed to|acquisition|to acquire|divest|\b(?:has|have|been) awarded|royalt\w+ [\w ]{0,30}transaction"
    r"|\b(?:has|have|will|is to|are to) (?:acquire|purchase|buy|bought|s[eo]ld?l?)[ds]?\b)",
    re.IGNORECASE,
)
_HAVE_ENTERED = re.compile(
    r"\b(?:have|has) (?:today |now |(?:non-?)?exclusively |successfully |jointly |recently ){0,2}"
    r"(?:entered|signed|executed|agreed|concluded|closed|formed|granted|(?:in-|out-)?licen[sc]ed|launched|established"
    r"|allied|joined forces|teamed|obtained|gained|acquired|bought|purchased|sold"
    r"|been (?:formed|signed|reached|established|concluded))"
    r"|\bexecution of\b"
)
#: The first sentence of a release, dateline and all.
_LEAD = re.compile(
    rf"[^;]{{0,60}}?\b(?:(?:{'|'.join(m[:3].title() for m in MONTHS)})[a-z]{{0,6}}\.? \d{{1,2}}, "
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\.? (?:{'|'.join(m[:3].title() for m in MONTHS)})[a-z]{{0,6}}\.?,? )(?:19|20)\d\d\b"
)
#: What the first sentence tells beside its news.
_ASIDE = re.compile(
    r"\b(?:which|who|whose|under|following|after|since|as part of|pursuant to|in accordance with)\b"
)
_TO_END = re.compile(r"\bto (?:mutually )?terminate\b", re.IGNORECASE)
_OLD_NEWS = re.compile(
    r"\b(?:previously|(?:has|have) received|receipt of|milestone payment|first patient|publication|published"
    r"|results|data)\b"
)
_MONTH_ONLY = re.compile(rf"\b[Ii]n (?:early |mid-|late )?({'|'.join(m.title() for m in MONTHS)}),? (?!\d)")
_ENTERED = re.compile(
    r"\b(?:originally |first )?(?:entered into|signed|executed)(?: (?:in|on|as of|effective|dated))?\s+$",
    re.IGNORECASE,
)
_THE_AGREEMENT = Prefiltered(r"\b(?:The|This) [Aa]greement\b")
_A_DEAL = (
    r"(?:agreement|collaboration|alliance|partnership|licen[sc]e|joint venture|relationship|deal|pact|accord)"
)
_THE_DEAL = Prefiltered(
    rf"\b(?:[Tt]he|[Tt]his|[Tt]heir|[Tt]hat|[A-Z][\w-]+['\u2019]s) (?:[\w$.'-]+ ){{0,4}}{_A_DEAL}\b"
)
#: "The companies entered into the collaboration in June 2010", "the alliance was established in 2015".
_BEGAN = re.compile(
    rf"\b(?:entered into|signed|inked|struck|began|started|formed|established) (?:the|their|this"
    rf"|that) (?:[\w-]+ ){{0,4}}"
    rf"{_A_DEAL}(?: with [^,;.]{{2,40}})? (?:in|on) (?:early |late |mid-)?$"
    rf"|\b{_A_DEAL},? (?:was |which was |which )?(?:first |originally )?(?:established|formed|begun|began|started"
    r"|executed|concluded|signed|inked|struck|entered(?: into)?|dates (?:back to|from)|dating (?:back to|from))"
    r"(?: (?:between|by) the (?:two )?(?:firms|companies|parties|partners))?(?: in"
    r"| on)? (?:early |late |mid-)?$"
    rf"|\b{_A_DEAL} with [^,;.]{{2,40}} (?:began|started) (?:back )?in (?:early |late |mid-)?$",
    re.IGNORECASE,
)
#: "The November 2014 agreement".
_OF_DATE = re.compile(r"\b(?:[Tt]he|[Tt]heir|[Ii]ts|[Oo]ur)(?: parties'| companies')? $")
_DEAL_BEHIND = re.compile(rf" (?:[\w-]+ ){{0,4}}?{_A_DEAL}\b", re.IGNORECASE)
_TO_CERTAIN = re.compile(
    r"\b(?:to (?:that certain|the)|terminat(?:e|ed|ing) (?:that|the)(?: certain)?) (?:[\w-]+ ){0,4}$"
)
_DATED_BEHIND = re.compile(
    r"[^.;()]{0,110}?[Aa]greement(?: \([^()]{1,60}\))?"
    r"(?: (?:with|(?:by and )?(?:between|among)) (?:[^.;]|\b(?:Inc|Ltd|Corp|Co)\.){3,220}?)?,?"
    r" (?:made |entered into )?(?:and )?dated (?:as of )?"
)
#: "Expanded an agreement signed in June 1997".
_SIGNED_THEN = re.compile(
    r"(?:[\w-]+ ){0,4}?[Aa]greement(?: with [^.;,]{2,60}?)?,? (?:originally |first |previously )?"
    r"(?:signed|entered into|made|executed|dated)(?: in| on| as of)? "
)
_DATED = re.compile(
    r"\b(?:[Aa]greement of|dated|signed|inked|struck|executed|entered into|effective)(?: as of| on| in)?,?\s*$"
)
#: "Under a 2017 License Agreement".
_YEAR_OF_NAME = re.compile(r"(?:\b(?:an?|the|its|our|their)|s'|'s) ((?:19|20)\d\d) $")
_ON = re.compile(r"\b(?:dated|effective|as of|on|in|signed|inked|struck|executed)\s*(?:as of|on|in)?\s*$")
_THEN_ENTERED = re.compile(r",?\s*(?:[\w ]{0,30})?(?:entered|signed|executed)")
_OF_OTHER_EVENT = re.compile(
    r"\b(?:which|company established|founded|incorporat|organi[sz]ed|until|expir"
    r"|through|by the end|amend|terminat|milestone|paid|payment|complet|initiat|nominat|select|publish|introduc"
    r"|approv)\w*\b"
)
_ENDS = re.compile(r"\bterminat|\bexpir|\bend(?:ed|ing)?\b", re.IGNORECASE)
_OF_OTHER_THING = re.compile(
    r"\b(?:ended|ending|amended|complet\w+|approved"
    r"|in connection with (?:its|our|the)|NEWSWIRE|Newswire|WIRE|Wire)\b|[;]|--"
)


def deal_date(reading: Reading, deal: Deal, events: list[Event]) -> str | None:
    """Give the date of a deal: the first that an event tells, as precisely as any that agrees with it."""
    only_amended = all(e.amends for e in events if e.kind == "sign")
    stated: list[str] = []
    announced: list[str] = []
    for event in events:
        page = reading.pages[event.page]
        if event.amends and (
            original := _amended(page, event) or _named_by_date(page, event) or _year_before(page, event)
        ):
            stated.append(original)
            continue
        if event.done or (
            event.amends and not (only_amended and release_date(page, reading.filing.filed_on))
        ):
            continue
        date = stated_date(reading, event)
        if date:
            stated.append(date)
        elif event.kind == "sign":
            announced += filter(None, [_announced(reading, event)])
    if not stated:
        told = _told(reading, deal)
        stated = [told] if told else announced
    if not stated:
        return None
    best = stated[0]
    for date in stated[1:]:
        best = date if date.startswith(best) else best
    return best


def _amended(page: Page, event: Event) -> str | None:
    """Read the date of what is amended: "an amendment to that certain License Agreement, dated May 1, 2014"."""
    for date in find_dates(page.flat, event.at, event.end):
        ended = _THAT_ENDS.search(page.flat, max(event.at, date.start - 40), date.start)
        if ended and _DEAL_BEHIND.match(page.flat, date.end, event.end):
            return date.iso
    if _TO_CERTAIN.search(page.flat[max(event.start, event.at - 60) : event.at]):
        behind = _DATED_BEHIND.match(page.flat, event.at, event.end)
    else:
        behind = _SIGNED_THEN.match(page.flat, event.at, event.end)
    dates = find_dates(page.flat, behind.end(), event.end) if behind else []
    return dates[0].iso if behind and dates and dates[0].start - behind.end() < 3 else None


#: "A termination agreement with Acme to terminate *the* August 5, 2009 *license agreement*".
_THAT_ENDS = re.compile(r"\bterminat(?:e|es|ed|ing) (?:the|that|its|their|our)(?: certain)? $")


def _named_by_date(page: Page, event: Event) -> str | None:
    """Read the date that a name holds: "amended its November 2010 Exclusive Distribution Agreement"."""
    dates = find_dates(page.flat, max(event.start, event.at - 40), event.at)
    return dates[-1].iso if dates and event.at - dates[-1].end <= 1 else None


def stated_date(reading: Reading, event: Event) -> str | None:
    """Give the date at which an event's own words say that its deal was signed, or None."""
    page = reading.pages[event.page]
    if event.done:
        return None
    if event.kind != "sign":
        return (
            _beside(page, event)
            or _year_before(page, event)
            or (_opening(page, event) or _behind(reading, event) if event.told else None)
            or _under_terms(page, event)
        )
    return _near(page, event) or _year_before(page, event) or _month_told(reading, event)


def _near(page: Page, event: Event) -> str | None:
    """Give the date of a signing in its own clause: before the verb, else beside the name."""
    flat = page.flat
    dates = [
        d
        for d in find_dates(flat, event.start, event.end)
        if not (AFTER_DATELINE.match(flat, d.end) or _FOUNDED.search(flat[max(0, d.start - 40) : d.start]))
    ]
    for date in dates:
        if event.at < date.start and _WHEN.fullmatch(flat, event.at, date.start):
            return date.iso
    before = [
        d
        for d in dates
        if d.end <= event.at < d.end + _reach(flat, event, d)
        and not _OF_OTHER_THING.search(flat, _behind_aside(flat, d, event), event.at)
    ]
    if before:
        opens = before[0].start <= event.start + 25
        return before[0 if opens else -1].iso
    last = event.at
    for date in dates:
        gap = flat[last : date.start]
        if not _WITH.search(gap):
            gap = flat[event.at : date.start]
        last = max(last, date.end)  # "an agreement, amended in May 2015, with Acme in June 2014"
        if event.at < date.start < event.at + _REACH and _ON.search(gap) and not _OF_OTHER_EVENT.search(gap):
            return date.iso
    return None


#: "Wyeth, which was *bought by Acme in* 2009", "exercised it and entered into the *license agreement on* June 5".
_WHEN = re.compile(
    r"(?:bought|acquired|purchased) by (?:[^.;,]|\b(?:Inc|Ltd|Corp|Co)\.){2,60} (?:in|on) "
    r"|(?:[\w-]+ ){0,4}[Aa]greement(?: (?:for|covering) [\w-]+)?,? (?:on|dated(?: as of)?) "
)


def _behind_aside(flat: str, date: DateMention, event: Event) -> int:
    """Step over what was done with it: "In May 2013, in connection with its purchase of shares, we signed"."""
    aside = _IN_CONNECTION.match(flat, date.end, event.at) if date.start <= event.start + 6 else None
    return aside.end() if aside else date.end


_IN_CONNECTION = re.compile(
    r", (?:in connection|in conjunction|concurrent(?:ly)?|simultaneous(?:ly)?|together|along) with [^;]{3,200}?,"
    r" (?=(?:we|the Company|the parties)\b)"
)
_WITH = re.compile(r"\bwith\b")
#: When a company began: "its first deal since being founded in 2020".
_FOUNDED = re.compile(
    r"\b(?:founded|founding|inception|incorporated|spun (?:out|off)|IPO|went public)(?: back)?(?: in| on| of| since)? $"
)


def _reach(flat: str, event: Event, date: DateMention) -> int:
    """Give how far behind a date its signing may stand: further where the date opens a report of it."""
    opens = date.start <= event.start + 6 and flat[event.start : date.start].strip() in ("On", "In")
    far = _REPORTED.match(flat, date.end, event.at) or _SIGNERS.fullmatch(flat, date.end, event.at)
    return _SENTENCE if opens and far else _REACH


def _beside(page: Page, event: Event) -> str | None:
    """Read a date that belongs to the name itself: "a June 2010 license agreement", "dated as of May 1, 2004"."""
    for date in find_dates(page.flat, event.start, event.end):
        if 0 <= event.at - date.end <= 4 or _is_signing(page.flat, event, date):
            return date.iso
    year = _YEAR_OF_NAME.search(page.flat, max(event.start, event.at - 12), event.at)
    return year[1] if year else None


def _year_before(page: Page, event: Event) -> str | None:
    """Read the year that a name begins with: "a 2004 license agreement", "its 2011 acquisition"."""
    found = _YEAR_NAMES.search(page.flat, max(event.start, event.at - 60), event.at)
    return found[1] if found else None


_YEAR_NAMES = re.compile(
    r"(?:\b(?:an?|[Oo]ur|[Ii]ts|[Tt]heir|[Tt]he)|s'|'s) ((?:19|20)\d\d) (?:[A-Z]\w+ |exclusive ){0,2}$"
)


def _opening(page: Page, event: Event) -> str | None:
    """Read the date that opens the sentence: "In March 2006, the Company in-licensed"."""
    first = next(iter(find_dates(page.flat, event.start, event.at)), None)
    if first is None or not _OPENS.fullmatch(page.flat, event.start, first.start):
        return None
    return first.iso


def _behind(reading: Reading, event: Event) -> str | None:
    """Read the date behind the verb or the other side: "licensed in 2018 to", "was licensed to Acme, Inc. in 2018"."""
    flat = reading.pages[event.page].flat
    first = next(iter(find_dates(flat, event.at, event.end)), None)
    if first is None:
        return None
    if _RIGHT_BEHIND.fullmatch(flat, event.at, first.start):
        return first.iso
    end = event.at
    for side in reading.companies_in(event.page, event.at, first.start):
        if (_TO_WHOM if end == event.at else _AND_WHOM).fullmatch(flat, end, side.start):
            end = side.end
    return first.iso if end > event.at and _THEN_WHEN.fullmatch(flat, end, first.start) else None


_RIGHT_BEHIND = re.compile(
    r"[\w-]+ (?:(?:by us|by the Company) )?(?:back )?(?:in|on)\s+(?:early |late |mid-)?"
)
_TO_WHOM = re.compile(r"[^.;]{0,120}?\b(?:to|from)\s+(?:[a-z][\w-]*\s+){0,3}")
_AND_WHOM = re.compile(r"\.?,?(?: ?\([^()]{1,60}\))?,? (?:and|&) (?:the )?")
_THEN_WHEN = re.compile(r"\.?,?(?: \([^()]{1,60}\))?,? (?:back )?(?:in|on)\s+(?:early |late |mid-)?")


def _under_terms(page: Page, event: Event) -> str | None:
    """Read "On May 4, 2016, under an asset purchase agreement with Acme, we acquired"."""
    first = next(iter(find_dates(page.flat, event.start, event.at)), None)
    if first is None or not _OPENS.fullmatch(page.flat, event.start, first.start):
        return None
    under = _UNDER_A.fullmatch(page.flat, first.end, event.at)
    return first.iso if under and _TRANSACTS.search(page.flat, event.at, event.end) else None


_UNDER_A = re.compile(
    r",? (?:under|pursuant to|in accordance with|through|by) (?:the terms of )?an? (?:[\w-]+ ){0,4}",
    re.IGNORECASE,
)
_TRANSACTS = re.compile(
    r"\b(?:acquired|purchased|obtained|received|granted|licensed|sold|assigned|transferred)\b (?!a milestone)"
)
_OPENS = re.compile(
    r"\W*(?:In|On|During|Effective|As of)(?: early| late| mid)?"
    r"(?: the (?:(?:first|second|third|fourth|last) (?:quarter|half)"
    r"|spring|summer|fall|autumn|winter|beginning|end) of)?"
    r"(?: (?:our|its|the))?(?: (?:fiscal|calendar))?(?: year)?\W*"
)


def _is_signing(flat: str, event: Event, date: DateMention) -> bool:
    before = flat[max(event.start, date.start - 30) : date.start]
    if _ENDS.search(flat, max(event.start, event.at - 60), event.at) and "effective" in before:
        return False
    if date.start > event.at and _DATED.search(before):
        return True
    return bool(
        re.search(r"\b(?:in|on|since)\s*$", before) and _THEN_ENTERED.match(flat[date.end : date.end + 60])
    )


def _month_told(reading: Reading, event: Event) -> str | None:
    """Read "In April, the company signed" in a dated release: the latest April before it."""
    page = reading.pages[event.page]
    found = _MONTH_ONLY.search(page.flat, event.start, event.at)
    dated = release_date(page, reading.filing.filed_on) if found else None
    if found is None or dated is None:
        return None
    month = MONTHS.index(found.group(1).lower()) + 1
    year = int(dated[:4]) - (month > int(dated[5:7]))
    return f"{year}-{month:02d}"


def _announced(reading: Reading, event: Event) -> str | None:
    """Give the release's date to a deal that it announces."""
    page = reading.pages[event.page]
    dated = release_date(page, reading.filing.filed_on)
    if dated is None:
        return None
    text, clause = page.flat[event.start : event.end], page.flat[event.start : event.at + 60]
    if _TO_END.search(clause):
        return None
    dates_itself = any(d.iso == dated for d in find_dates(page.flat, event.start, event.start + 120))
    early = event.sentence < _OPENING_SENTENCES
    if (
        event.kind == "sign"
        and (early or dates_itself or WIRE.search(text[:160]))
        and _HAVE_ENTERED.search(clause)
    ):
        return dated
    lead = _LEAD.match(text)
    if lead and not _OLD_NEWS.search(clause) and not _ASIDE.search(clause[lead.end() : -60]):
        return dated
    if _ANNOUNCED.search(text) and _ENTERING.search(clause) and not _OLD_NEWS.search(clause):
        return dated
    return None


def _told(reading: Reading, deal: Deal) -> str | None:
    """Give the date that a later sentence tells: "The Agreement was originally entered into in February 2021"."""
    for where in deal.sentences[:_SENTENCES]:
        sentence, flat = reading.sentence(where), reading.pages[where[0]].flat
        named = any(n in sentence.text for n in deal.names) or _THE_AGREEMENT.search(sentence.text)
        if not named and not _THE_DEAL.search(sentence.text):
            continue
        for date in find_dates(flat, sentence.start, sentence.end):
            before = flat[max(sentence.start, date.start - 90) : date.start]
            if (named and _ENTERED.search(before[-40:])) or _BEGAN.search(before):
                return date.iso
            if _OF_DATE.search(before[-12:]) and _DEAL_BEHIND.match(flat, date.end, sentence.end):
                return date.iso
    return None
