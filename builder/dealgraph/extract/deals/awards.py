"""Events read from grants and awards: an agency, a foundation or an institute pays for a company's research."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.parties import group_before
from dealgraph.extract.deals.reality import supposed
from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered, holds_any

#: Bodies that award money for research. A company that pays for work makes a collaboration, not a grant.
AGENCY = re.compile(
    r"\b(?:Institutes?|Agency|Authority|Foundation|Department|National|Council|Commission|Ministry|Initiative|Trust"
    r"|Fund|Administration|Centers for|Army|Navy|Innovations|HHS|NIH|NCI|NIAID|NHLBI|BARDA|DARPA|DTRA|CPRIT|CIRM|CARB-X"
    r"|CEPI|MTEC|NASA|BMBF|Innosuisse|Bpifrance)\b"
)
_NOUN = r"(?:grants?|awards?|contracts?|(?:research |grant )?funding|cooperative agreement|(?:task|delivery) orders?)"
_ORDER = re.compile(r"\b(?:task|delivery) orders?\b")
#: A noun for the award, or the money itself: "was awarded up to $8 million by".
_PAID = re.compile(
    rf"\b{_NOUN}\b|\b(?:awarded|receives?|wins|won|lands) (?:up to |about |approximately |over |more than "
    rf"|nearly )?(?:an? )?[$€£]"
)
_DETAIL = r"(?:[^.;]|\.\d|(?<=\bInc)\.|(?<=\bCorp)\.|(?<=\bLtd)\.|(?<=U)\.S\.){0,160}?"
#: "We were awarded a $2 million grant", then "from" or "by" the agency.
_RECEIVED = Prefiltered(
    rf"\b(?:(?:was|were|has been|have been|been) (?:also )?(?:awarded|granted)|receive[ds]|secure[ds]|obtain(?:ed|s)"
    r"|wins|won|gets|lands)\b"
    rf"(?={_DETAIL}(?:\b{_NOUN}\b|[$€£]))"
)
_SOURCE = re.compile(
    r"\b(?:from|by|with|through)\s+(?:the\s+|an?\s+)?(?:U\.S\. |US )?(?:[Gg]overnment['\u2019]s )?$"
)
#: "The agency awarded us a contract".
_BYAGENCY = re.compile(
    r"(?:\s*\([^()]{1,40}\))?,?\s+(?:(?:an?\s|the\s)?(?:division|part|agency|unit|component|office|institute)\sof"
    r"[^.;]{3,160}?,\s+)?(?:(?:has|have|will|is\sto|are\sto|to)\s+)?(?:also\s+)?(?P<verb>awarded|awards|granted"
    r"|grants|gave|gives|pledged|contributed|contributes|(?<=will\s)contribute|committed|commits|ma(?:de"
    r"|kes)(?= (?:an? |the )?(?:[\w-]+ )?(?:award|grant|commitment)\b)"
    r"|provided|provides|funds|(?<=will\s)(?:award|provide|fund|give)|(?<=to\s)(?:award|provide|fund)|modified"
    r"|extended|expanded|increased"
    r"|exercised)\s"
)
_WHAT = re.compile(rf"{_DETAIL}(?:\b{_NOUN}\b|[$€£]\d|\b(?:EUR|USD|GBP) ?\d|\bprogram)")
#: "A grant agreement with the foundation".
_AGREEMENT = Prefiltered(
    r"\b(?:grant|award|cooperative|funding|research grant) agreements?\s+with\s+(?:the\s+)?$"
)
#: What a program is paid for by, and who gives it: "supported under a contract with the agency".
_SUPPORTED = Prefiltered(
    r"\b(?:fund(?:ed|ing)|support(?:ed|ing)?|financed|developed|conducted|sponsored)\b[^.;]{0,50}? "
    r"(?:by|under|through|with|from|pursuant to) (?:an?|its|our|the) (?:(?!loan|credit)[\w$,.-]+ ){0,5}?"
    r"(?:contract|grant|award|cooperative agreement)\s+(?:with|from|by)\s+(?:the\s+)?$"
)
_FUNDED_BY = re.compile(
    r"\b(?:funded|supported|financed|backed|sponsored) (?:in part |partly |partially )?by (?:the |an? )?$"
)
_UNDER_AWARD = re.compile(
    r"(?: \([^()]{1,40}\))? (?:under|through|pursuant to) (?:an?|its|the) (?:[\w$,.-]+ ){0,6}?"
    r"(?:awards?|grants?|contracts?|cooperative agreement)\b"
)
#: What is no money for research: designations, options to employees, loans.
_NOT_RESEARCH = re.compile(
    r"\b(?:options?|shares|designation|patent|loan|lease|employee|tax)\b", re.IGNORECASE
)


def award_events(place: Place) -> Iterator[Event]:
    """Read at most one award from a sentence, which is a research deal between the agency and who is paid."""
    text = place.sentence.text
    if not holds_any(
        text,
        (
            "award",
            "grant",
            "fund",
            "contract",
            "provid",
            "contribut",
            "pledge",
            " give ",
            " gave ",
            "commit",
            " order",
        ),
    ):
        return
    for mention in place.companies(place.sentence.start, place.sentence.end):
        if mention.generic or not is_agency(place, mention):
            continue
        found = _by(place, mention) or _from(place, mention)
        supported = None if found else _supported(place, mention)
        found = found or supported
        if found is None:
            continue
        who, at = found
        if who == mention.entity or supposed(place.before(at, 60)):
            continue
        types = ["research", *(["development"] if "develop" in text else [])]
        if "manufactur" in text and _ORDER.search(text):
            types = ["manufacturing"]
        kind = "refer" if supported else "sign"
        event = place.event(kind, at, types, [(who, "partner"), (mention.entity, "partner")])
        event.others = [mention.entity]
        yield event
        return


def is_agency(place: Place, mention: Mention) -> bool:
    """Tell whether a mention is of a body that awards money for research."""
    return AGENCY.search(place.reading.companies.entities[mention.entity].name) is not None


def _by(place: Place, agency: Mention) -> tuple[int, int] | None:
    """Read "the agency awarded us a contract": who is paid, and where the verb stands."""
    verb = _BYAGENCY.match(place.flat, agency.end, place.sentence.end)
    news = place.page.document.type.startswith(("EX-99", "8-K"))
    if verb is None or (verb["verb"] != "awarded" and not news):
        return None
    after = place.companies(verb.end() - 1, verb.end() + 60)
    what = _WHAT.match(place.flat, verb.end(), place.sentence.end)
    if what is None or _NOT_RESEARCH.search(what.group()):
        return None
    who = after[0].entity if after else place.we
    return (who, verb.start()) if who is not None else None


def _from(place: Place, agency: Mention) -> tuple[int, int] | None:
    """Read "we were awarded a grant from the agency" and "a grant agreement with the agency"."""
    if not _SOURCE.search(place.before(agency.start, 40)):
        return None
    start, flat = place.sentence.start, place.flat
    agreement = _AGREEMENT.search(flat, max(start, agency.start - 60), agency.start)
    verbs = list(_RECEIVED.finditer(flat, start, agency.start))
    at = agreement.start() if agreement else verbs[-1].start() if verbs else None
    if at is None or agency.start - at > 260:
        return None
    between = flat[at : agency.start]
    if not agreement and (not _PAID.search(between) or _NOT_RESEARCH.search(between)):
        return None
    subject = [m for m in group_before(place, at) if m.entity != agency.entity][-1:]
    who = subject[0].entity if subject else place.we
    return (who, at) if who is not None else None


def _supported(place: Place, agency: Mention) -> tuple[int, int] | None:
    """Read "developed under a contract with the agency", "funded by the agency under an award", of a release."""
    if place.we is None or not place.page.document.type.startswith(("EX-99", "8-K")):
        return None
    told = _SUPPORTED.search(place.flat, max(place.sentence.start, agency.start - 160), agency.start)
    if told is None and _UNDER_AWARD.match(place.flat, agency.end, place.sentence.end):
        told = _FUNDED_BY.search(place.before(agency.start, 60))
        return (place.we, agency.start) if told else None
    return (place.we, told.start()) if told else None
