"""What the sentences of a deal say of it: date, roles, exclusivity, territory, status, drugs and antigens."""

from __future__ import annotations

import re
from collections import Counter

from dealgraph.extract.dates import MONTHS, DateMention, find_dates
from dealgraph.extract.deals.event import Event
from dealgraph.extract.deals.roles import settle_roles
from dealgraph.extract.mentions import Mention
from dealgraph.extract.reading import Deal, Reading
from dealgraph.extract.text import Page, Sentence

_ANNOUNCED = re.compile(
    r"\b(?:announc(?:ed|es|ing)?|report(?:ed|s))\b[^.]{0,60}\btoday\b|\btoday\b[^.]{0,60}\b(?:announc"
    r"|confirm|report)|\btoday announced\b|\bannounced (?:the|that|an?|it|they)\b",
    re.IGNORECASE,
)
_ENTERING = re.compile(
    r"\b(?:enter(?:ed|s|ing)? (?:in)?to|sign(?:ed|s|ing)|execut(?:ed|ion|es)|(?:exclusive|strategic"
    r"|definitive|new|clinical|an?|the|global|multi-year,?|\w+)[^.;]{0,80}\b(?:agreement|collaboration"
    r"|partnership|alliance|deal|licen[sc]e)\b|agreed to|has acquired|acquisition|to acquire|divest)",
    re.IGNORECASE,
)
_EXCLUSIVE = re.compile(
    r"\b(?P<word>co-exclusive(?:ly)?|non-?exclusive(?:ly)?|semi-exclusive|sole(?: and exclusive)?"
    r"|exclusive(?:ly)?)\b(?P<tail>(?:[^.;:()]|\.\w){0,90})",
    re.IGNORECASE,
)
_GRANT_NOUN = re.compile(
    r"\b(?:licen[sc]e[sd]?|sublicen[sc]e[sd]?|rights?|option|distribut\w+|collaboration|agreement|partner"
    r"|supplier|commerciali[sz]|marketing|supply|manufactur|suppl)",
    re.IGNORECASE,
)
_NEGOTIATION = re.compile(
    r"\b(?:negotiat|right of first|jurisdiction|remed|period of|forum|patent rights? owned)", re.IGNORECASE
)
_TERMINATED = re.compile(
    r"\b(?:(?:was|were|has been|have been|been|is|are) (?:mutually )?terminated|terminated (?:the|our|its"
    r"|this|their|by|on|in|effective)|(?:we|mutually|has|have|also|which|parties|subsequently|Inc\.|it"
    r"|[A-Z]\w+) terminated\b"
    r"|(?:notice|notified)[^.;]{0,80}(?:of (?:its )?(?:termination|intent(?:ion)? to terminate"
    r"|election to terminate|decision to terminate)|terminat(?:ing|ed))"
    r"|effective date of (?:the )?termination"
    r"|termination (?:of|to) the [^.;]{0,80}(?:became|was|is|will be|is to be) effective"
    r"|termination[^.;]{0,60}(?:became effective|effective (?:as of|on|in))"
    r"|entered into an? (?:mutual )?termination agreement|agreed to (?:mutually )?terminate"
    r"|elected to terminate|decided to terminate)",
)
_MAY = re.compile(
    r"\b(?:may|can|if|right to|upon|unless|until|event|either party|shall|would|could|is entitled to"
    r"|will terminate|ability to|any such|prior to)\b[^.;]{0,80}$",
    re.IGNORECASE,
)
_EXPIRED = re.compile(
    r"\b(?:agreement|collaboration|license|option|term|period|which)\b[^.;]{0,40}\b(?:expired|has expired"
    r"|lapsed)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?:/|\(|-{1,2}|\b)(?:PRNewswire|GLOBE ?NEWSWIRE|BUSINESS ?WIRE|Business Wire|ACCESSWIRE|Newswire)",
    re.IGNORECASE,
)


def complete(reading: Reading, deal: Deal, events: list[Event]) -> None:
    """Fill in the attributes of a deal from its events and sentences."""
    signing = [e for e in events if e.kind == "sign" and not e.amends] or [
        e for e in events if e.kind == "sign"
    ]
    main = (signing or events)[0]
    evidence = [reading.pages[e.page].span(e.start, e.end) for e in [main, *events]]
    deal.evidence = list(dict.fromkeys(evidence))[:4]
    deal.date = _date(reading, deal, events)
    settle_roles(reading, deal)
    _rights(reading, deal)
    deal.status = _status(reading, deal, events)
    _subjects(reading, deal, main)
    deal.confidence = 0.9 if signing else 0.7


def _date(reading: Reading, deal: Deal, events: list[Event]) -> str | None:
    found: list[str] = []
    amended = all(e.amends for e in events if e.kind == "sign")
    for event in events:
        if event.done or (event.amends and not (amended and _is_release(reading, event))):
            continue
        if event.kind != "sign":
            near = _beside(reading, event)
            if near:
                found.append(near)
            continue
        date = signing_date(reading, event)
        if date:
            found.append(date)
    if not found:
        return _told(reading, deal)
    best = found[0]
    for date in found[1:]:
        if date.startswith(best):
            best = date
    return best


_MONTH_ONLY = re.compile(
    r"\b[Ii]n (?:early |mid-|late )?(January|February|March|April|May|June|July|August|September|October"
    r"|November|December),? (?!\d)"
)


def _month_told(reading: Reading, event: Event) -> str | None:
    """Read "In April, the company signed" in a dated release: the latest April before it."""
    page = reading.pages[event.page]
    found = _MONTH_ONLY.search(page.flat, event.start, event.at)
    dated = release_date(page)
    if found is None or dated is None:
        return None
    month = MONTHS.index(found.group(1).lower()) + 1
    year = int(dated[:4]) - (month > int(dated[5:7]))
    return f"{year}-{month:02d}"


_ENTERED = re.compile(
    r"\b(?:originally |first )?(?:entered into|signed|executed)(?: (?:in|on|as of|effective|dated))?\s+$",
    re.IGNORECASE,
)


def _told(reading: Reading, deal: Deal) -> str | None:
    """Give the date that a later sentence tells: "the Agreement was originally entered into in February 2021"."""
    for index, sentence in _sentences(reading, deal, 40):
        if not any(n in sentence.text for n in deal.names) and not re.search(
            r"\b(?:The|This) [Aa]greement\b", sentence.text
        ):
            continue
        page = reading.pages[index]
        for date in find_dates(page.flat, sentence.start, sentence.end):
            if _ENTERED.search(page.flat[max(sentence.start, date.start - 40) : date.start]):
                return date.iso
    return None


def _is_release(reading: Reading, event: Event) -> bool:
    return release_date(reading.pages[event.page]) is not None


def signing_date(reading: Reading, event: Event) -> str | None:
    """Give the date at which an event says that its deal was signed, or None."""
    return (
        None
        if event.done
        else _near(reading, event) or _month_told(reading, event) or _release_date(reading, event)
    )


_KINDS = (
    (
        "other",
        re.compile(
            r"\b(?:royalt(?:y|ies) (?:interest|stream|purchase|monetization|sale|portion)|(?:portion|percent"
            r"|%|purchase|sale|sold|acquired?|additional|interest in)[^.;]{0,60}royalt|settle|assignment)",
            re.IGNORECASE,
        ),
    ),
    ("license", re.compile(r"\b(?:sub)?licen[sc]", re.IGNORECASE)),
    (
        "asset purchase",
        re.compile(r"\b(?:acquired? (?:the |all )?(?:rights|assets)|divest|sell its|sale of)", re.IGNORECASE),
    ),
    ("supply", re.compile(r"\bsuppl(?:y|ies)\b", re.IGNORECASE)),
    (
        "commercialization",
        re.compile(r"\b(?:distribut|co-promot|marketing rights|commerciali[sz]e)", re.IGNORECASE),
    ),
    ("collaboration", re.compile(r"\b(?:collaborat|co-develop|jointly|partner|develop)", re.IGNORECASE)),
)


def infer_types(reading: Reading, deal: Deal) -> list[str]:
    """Give the type of an agreement that no name tells, from what its first sentences grant."""
    text = " ".join(s.text for _, s in _sentences(reading, deal, 6))
    return next(([kind] for kind, pattern in _KINDS if pattern.search(text)), [])


def _beside(reading: Reading, event: Event) -> str | None:
    """Read a date that belongs to the name itself: "a June 2010 license agreement", "dated as of May 1, 2004", "signed in 2024"."""
    page = reading.pages[event.page]
    for date in find_dates(page.flat, event.start, event.end):
        before, after = (
            page.flat[max(event.start, date.start - 30) : date.start],
            page.flat[date.end : date.end + 60],
        )
        if 0 <= event.at - date.end <= 4:
            return date.iso
        if date.start > event.at and re.search(
            r"\b(?:dated|signed|executed|entered into|effective)(?: as of| on| in)?,?\s*$", before
        ):
            return date.iso
        if re.search(r"\b(?:in|on|since)\s*$", before) and re.match(
            r",?\s*(?:[\w ]{0,30})?(?:entered|signed|executed)", after
        ):
            return date.iso
    return None


def _near(reading: Reading, event: Event) -> str | None:
    """Give the date of a signing: in its own clause, before the verb or beside the name."""
    page = reading.pages[event.page]
    dates = find_dates(page.flat, event.start, event.end)
    if not dates:
        return None
    before = [
        d for d in dates if d.end <= event.at and event.at - d.end < 260 and not _elsewhere(page, event, d)
    ]
    if before:
        return before[-1].iso if len(before) == 1 or before[0].start > event.start + 25 else before[0].iso
    for date in dates:
        gap = page.flat[event.at : date.start]
        if (
            date.start > event.at
            and len(gap) < 260
            and re.search(r"\b(?:dated|effective|as of|on|in|signed|executed)\s*(?:as of|on|in)?\s*$", gap)
        ):
            if not re.search(
                r"\b(?:which|until|expir|through|by the end|amend|terminat|milestone|paid|payment|complet"
                r"|initiat|approv)\w*\b",
                gap,
            ):
                return date.iso
    return None


def _elsewhere(page: Page, event: Event, date: DateMention) -> bool:
    """Tell whether a date before the name is of something else: an amendment, a period, a release's dateline."""
    gap = page.flat[date.end : event.at]
    return bool(
        re.search(r"\b(?:ended|ending|amended|complet\w+|approved|NEWSWIRE|Newswire|WIRE|Wire)\b|[;]|--", gap)
    )


def release_date(page: Page) -> str | None:
    """Give the date of a press release's dateline, or None.

    A dateline stands near the start: a place, a date, then a wire's name or a dash.
    """
    for date in find_dates(page.flat, 0, min(len(page.flat), 4000)):
        if len(date.iso) < 10:
            continue
        after, before = page.flat[date.end : date.end + 70], page.flat[max(0, date.start - 80) : date.start]
        if re.match(
            r"[\s,]*(?:\d{1,2}:\d\d[^-;:]{0,16})?\s*(?:\(?/?|/)?\s*(?:-|;|/|\((?:GLOBE|BUSINESS|PR|ACCESS)"
            r"|PRNews|GLOBE|BUSINESS)",
            after,
        ):
            return date.iso
        if _DATELINE.search(before) and re.match(r"\s*[/)]?\s*-", after):
            return date.iso
    return None


def _release_date(reading: Reading, event: Event) -> str | None:
    page = reading.pages[event.page]
    text = page.flat[event.start : event.end]
    dated = release_date(page)
    if dated is None:
        return None
    clause = page.flat[event.start : event.at + 60]
    if (
        event.kind == "sign"
        and _DATELINE.search(text[:160])
        and re.search(r"\b(?:have|has) (?:entered|signed|executed|agreed)|\bexecution of\b", clause)
    ):
        return dated
    if (
        _ANNOUNCED.search(text)
        and _ENTERING.search(clause)
        and not re.search(
            r"\b(?:previously|milestone payment|first patient|publication|published|results|data)\b", clause
        )
    ):
        return dated
    return None


def _sentences(reading: Reading, deal: Deal, limit: int = 400) -> list[tuple[int, Sentence]]:
    return [(w[0], reading.sentence(w)) for w in deal.sentences[:limit]]


def _rights(reading: Reading, deal: Deal) -> None:
    """Read exclusivity and territory from the sentences that grant rights."""
    votes: list[str] = []
    territory: str | None = None
    for _, sentence in _sentences(reading, deal, 60):
        for match in _EXCLUSIVE.finditer(sentence.text):
            tail = match.group("tail")
            if not _GRANT_NOUN.search(tail) or _NEGOTIATION.search(tail[:40]):
                continue
            word = match.group("word").lower().replace("nonexclusive", "non-exclusive").removesuffix("ly")
            votes.append(
                "exclusive" if word.startswith(("sole", "exclusive")) else word.replace("semi-", "co-")
            )
        if territory is None:
            territory = _territory(sentence.text)
    if votes:
        deal.exclusivity = deal.exclusivity or ("exclusive" if "exclusive" in votes else votes[0])
    deal.territory = deal.territory or territory


_PLACE = (
    r"(?:(?:mainland |Greater |Great |South(?:east|ern)? |North(?:ern)? |Latin |Central |Eastern |Western "
    r"|New |United |Saudi |Hong |the |rest of the |Middle |Asia[- ])?"
    r"(?:U\.S\.A?\.?|US|USA|EU|UK|U\.K\.|States(?: of America)?|Kingdom|Union|China|Japan|Korea|Taiwan|Macau"
    r"|Macao|Kong|Canada|Mexico|Europe|Asia|Pacific|Africa|America|Americas|Australia"
    r"|Zealand|Israel|India|Russia|Turkey|Brazil|Chile|Peru|Argentina|Ecuador|Colombia|Arabia|Singapore"
    r"|Malaysia|Thailand|Vietnam|Indonesia|Philippines|Germany|France|Italy|Spain"
    r"|Switzerland|Austria|Scandinavia|Nordic countries|Benelux|Iran|Egypt|East|world|EEA"
    r"|European Economic Area|CIS|territories|countries|Territory))"
)
_WORLD = re.compile(
    r"\b(?:worldwide|world-wide|global|throughout the world)\b(?:,? (?:except(?:ing)?(?: for| in)?|excluding"
    r"|other than|outside(?: of)?|with the exception of) (?P<out>[^.;()]{3,90}?)(?=[.;()]|, (?:for|to|and"
    r"|in)\b|$))?",
    re.IGNORECASE,
)
_IN = re.compile(
    rf"\b(?:in|within|throughout|outside(?: of)?|ex-|for|to)\s+(?P<place>{_PLACE}(?:(?:, (?:and )?| and | & |/|, including ){_PLACE}){{0,12}})"
)
_RIGHTS_CUE = re.compile(
    r"\b(?:licen[sc]|rights?|commerciali[sz]|distribut|market|territory|sell|promot|develop)", re.IGNORECASE
)


def _territory(text: str) -> str | None:
    if not _RIGHTS_CUE.search(text):
        return None
    world = _WORLD.search(text)
    if world and re.search(
        r"licen[sc]|rights|commerciali[sz]|distribut|basis|develop",
        text[max(0, world.start() - 90) : world.end() + 90],
        re.IGNORECASE,
    ):
        if not re.match(
            r"\s+(?:leader|pharmaceutical|biotech|biopharma|company|patient|health|net sales|sales"
            r"|headquarters|research)",
            text[world.end() :],
            re.IGNORECASE,
        ):
            return text[world.start() : world.end()].strip()
    for match in _IN.finditer(text):
        before = text[max(0, match.start() - 170) : match.start()]
        if re.search(
            r"\b(?:exclusive|rights?|licen[sc]e\w*|commerciali[sz]\w*|distribut\w*|market(?:ing)?|promote"
            r"|sell)\b",
            before,
            re.IGNORECASE,
        ):
            whole = match.group()
            return whole if whole.lower().startswith("outside") else match.group("place")
    return None


def _status(reading: Reading, deal: Deal, events: list[Event]) -> str:
    body = [
        e
        for e in events
        if not reading.pages[e.page].blocks[reading.pages[e.page].sentences[e.sentence].block].heading
    ] or events
    signing = [e for e in body if e.kind == "sign"] or body
    if all(e.proposed for e in signing if not e.amends) and any(e.proposed for e in signing):
        return "proposed"
    for page, sentence in _sentences(reading, deal):
        text = sentence.text
        for match in _TERMINATED.finditer(text):
            if not _MAY.search(text[: match.start()]) and not re.match(
                r"[^.;]{0,40}\b(?:upon|if|unless|earlier)\b", text[match.end() :]
            ):
                if not re.search(
                    r"\b(?:employment|warrant|lease|statement of work|work order|Option Cancellation"
                    r"|clinical trial|study|development of|program)\b",
                    text[max(0, match.start() - 60) : match.end() + 50],
                ):
                    return "terminated"
        expired = _EXPIRED.search(text)
        if expired and not _MAY.search(text[: expired.end()]):
            return "expired"
    return "in force"


def _subjects(reading: Reading, deal: Deal, main: Event) -> None:
    """Give the deal the drugs and antigens that its sentences name, the main ones where many are named."""
    drugs: Counter[int] = Counter()
    antigens: Counter[int] = Counter()
    order: list[Mention] = []
    for page, sentence in _sentences(reading, deal):
        for mention in reading.drugs_in(page, sentence.start, sentence.end):
            drugs[mention.entity] += 1
            order.append(mention)
        for mention in reading.antigens_in(page, sentence.start, sentence.end):
            antigens[mention.entity] += 1
    if not deal.one_of_several:
        deal.drugs += [d for d in drugs if d not in deal.drugs]
    parts = {c for d in deal.drugs for c, _ in reading.substances.drugs[d].components}
    deal.drugs = [d for d in deal.drugs if d not in parts]
    linked = {t.antigen for t in reading.substances.targets if t.drug in deal.drugs}
    deal.antigens += [a for a in dict.fromkeys([*antigens, *sorted(linked)]) if a not in deal.antigens]


def share_drugs(reading: Reading) -> None:
    """Give a deal that names no drug the one that its setting tells.

    A supply agreement is for the drug of the licence between the same parties; a short release with one deal is about
    the drugs it names.
    """
    for deal in reading.deals:
        if deal.drugs or deal.contract:
            continue
        parties = {c for c, _ in deal.parties}
        if set(deal.types) <= {"supply", "manufacturing", "services"}:
            beside = [
                d for d in reading.deals if d is not deal and parties == {c for c, _ in d.parties} and d.drugs
            ]
            if len(beside) == 1:
                deal.drugs = list(beside[0].drugs)
        elif (
            len(reading.deals) == 1
            and len(reading.pages) == 1
            and len(reading.pages[0].flat) < 2500
            and deal.sentences
        ):
            first, last = deal.sentences[0][1], deal.sentences[-1][1]
            sentences = reading.pages[0].sentences
            start, end = sentences[max(0, first - 1)].start, sentences[min(len(sentences) - 1, last + 1)].end
            deal.drugs = list(dict.fromkeys(m.entity for m in reading.drugs_in(0, start, end)))
        linked = {t.antigen for t in reading.substances.targets if t.drug in deal.drugs}
        deal.antigens += [a for a in sorted(linked) if a not in deal.antigens]
