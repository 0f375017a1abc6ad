"""Events read from verbs of working together: "X teams up with Y", "X and Y will jointly discover"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.parties import group_after, group_before
from dealgraph.extract.deals.reality import conditional, supposed
from dealgraph.extract.prefilter import Prefiltered

#: What one does with another.
_WITH = Prefiltered(
    r"\b(?:collaborat(?:es|ed|ing|e)|partner(?:s|ed|ing)?(?: up)?|team(?:s|ed|ing)?[- ]up|joins? forces|joined forces"
    r"|joining forces|cooperat(?:es|ed|ing|e)|allied|(?:will|(?:agreed|agrees|plans?) to) work)(?: (?:closely"
    r"|again|further|once more))?(?= with\b)",
    re.IGNORECASE,
)
#: What two do.
_BOTH = Prefiltered(
    r"\b(?:jointly (?:discover|develop|research|commerciali[sz]e|create|evaluate|investigate|explore|study|test|assess)"
    r"|join(?:ed|s|ing)? forces"
    r"|team(?:ed|s|ing)?(?:[- ]up| to)|(?:co-?|jointly )(?:develop|promote|market|detail)|co-?commerciali[sz]e"
    r"|jointly (?:sell|distribute)|collaborate|partner to|(?:will|agreed to|agree to) work together"
    r"|(?:agreed|agree|plan|will|are) (?:to )?(?:develop|discover|research|market|sell|study"
    r"|create) together"
    r"|(?:agreed to|agree to|plan to|will) (?:assess|evaluate|explore|investigate|test)"
    r"(?! (?:strategic|alternatives|options|(?:an? |the )?(?:possible|potential|possibility|merger"
    r"|combination of the two|business combination))))\b(?! with\b)",
    re.IGNORECASE,
)
#: What they begin: "have begun a three-year collaborative program", "are pooling their efforts".
_BEGIN = Prefiltered(
    r"\b(?:beg[au]n|begins?|start(?:s|ed)?|initiat(?:es?|ed)|launch(?:es|ed)?|embark(?:s|ed)? (?:up)?on"
    r"|undert(?:ake|akes|aken|ook)|commenc(?:es?|ed)|establish(?:es|ed)?|set up|join(?:s|ed|ing)? in|creat(?:es|ed)"
    r"|agreed (?:to|on|upon))"
    r" (?:an? |their )(?:[\w-]+,? (?:and )?){0,5}?(?:(?:(?:collaborative|joint|cooperative|co-operative)"
    r" (?:[\w-]+ (?:and )?){0,3}?"
    r"(?:program(?:me)?s?|projects?|efforts?|research|venture|initiative|work))|venture)\b"
    r"|\b(?:pool(?:s|ed|ing)?|combin(?:es?|ed|ing)) (?:their|its) (?:[\w-]+,? (?:and )?){0,3}?"
    r"(?:efforts|resources|expertise|technolog\w+|skills|strengths|know-how|research)\b",
    re.IGNORECASE,
)
#: Of what two do, what is selling.
_SELLING = re.compile(r"promot|market|detail|sell|distribut", re.IGNORECASE)
_OLD = re.compile(r"\b(?:formerly|previously|once|who|before|prior to)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
#: "A licensing pact to co-market the drug": what an agreement is for is no deal beside it.
_FOR_WHICH = re.compile(
    r"\b(?:licen[sc](?:e|ing)|supply|distribution|option|marketing) (?:agreement|deal|pact|accord|contract)"
    r" (?:with [^.;]{2,40} )?to $"
)
_ANNOUNCED = re.compile(r"\b(?:announce[ds]?|today|reported|said|(?:have|has) (?:today )?agreed)\b")
#: In how many of a release's first sentences a verb tells its news.
_NEWS = 3


def working_events(place: Place) -> Iterator[Event]:
    """Read at most one collaboration from the verbs of a sentence of a release."""
    if not place.page.document.type.startswith("EX-99"):
        return
    for pattern in (_WITH, _BOTH, _BEGIN):
        for verb in pattern.finditer(place.flat, place.sentence.start, place.sentence.end):
            before = place.before(verb.start(), 60)
            if supposed(before) or conditional(before) or _OLD.search(before) or _FOR_WHICH.search(before):
                continue
            subject = [m for m in group_before(place, verb.start()) if not m.generic]
            others = [] if pattern is _BOTH else group_after(place, verb.end())
            if others and not subject and place.we is not None:
                companies = [place.we, *(m.entity for m in others)]
            else:
                companies = [m.entity for m in (*subject, *others)]
            companies = list(dict.fromkeys(companies))
            if len(companies) < 2 or (pattern is _WITH and not others):
                continue
            news = place.sentence.index < _NEWS and _ANNOUNCED.search(place.sentence.text)
            kind = "sign" if news or place.is_news else "weak"
            types = ["commercialization" if _SELLING.search(verb.group()) else "collaboration"]
            event = place.event(kind, verb.start(), types, [(c, "partner") for c in companies])
            event.others = [m.entity for m in others]
            yield event
            return
