"""What kind of event a milestone is, where the words that name the event begin and end."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dealgraph.extract.prefilter import Prefiltered

#: Where an event begins after its payment ("$5 million *upon* the first patient dosed").
TRIGGER_START = re.compile(
    r"\b(?:upon(?: the)?(?: occurrence of)?|following|on(?= (?:the|first|initiation|completion"
    r"|achievement|approval|filing|dosing|FDA|regulatory|commenc|acceptance|each|a|its|our|successful"
    r"|enrol|grant(?=(?:ing)? )"
    r"|start|submission|receipt|shipment|delivery|entry|issuance|selection|nomination|marketing approval"
    r"|(?:IND|NDA|BLA|MAA|EMA)\b"
    r"|(?:[A-Z][\w-]+ ){1,2}(?:approval|launch|filing|submission|clearance)))"
    r"|at(?= (?:the )?(?:acceptance|approval|filing|start|launch|initiation|completion|dosing|first))"
    r"|for(?= (?:the|achiev|its|first|each|initiat|complet|approv|FDA|regulatory|dosing|enroll|fil"
    r"|submi|commenc|meeting|reaching|successful|certain|our|a|an|positive|clinical|[A-Z]))"
    r"|in connection with|relat(?:e[sd]?|ing) to|based (?:up)?on|as a result of|result of|triggered by"
    r"|contingent (?:up)?on|subject to|conditional (?:up)?on|because(?: of)?|after|when|if|due to|in recognition of"
    r"|associated with"
    r"|tied to|earned (?:up)?on|due (?:up)?on|payable (?:up)?on|at the time of|once|with(?= (?:the|our"
    r"|its|dosing|initiation|start|approval|acceptance|completion|achievement|submission|filing)\b)"
    r"|now that|as(?= (?:the|its|an?) [^.;,]{3,60}? (?:has|have|was|were) (?:been )?(?:dosed|enrolled|treated|approved"
    r"|initiated|filed|started|accepted|launched|selected|nominated|submitted|reached|achieved)\b)"
    r"|dependent (?:up)?on|in the event (?:that|of)|(?:with|in) respect (?:to|of)|on account of"
    r"|as consideration for|stemming from|reflecting|within [\w() -]{1,30}? (?:of|after|following))\s+"
    r"|(?<=\s)(?=the first (?:time|occasion)\b)",
    re.IGNORECASE,
)
#: What may not be part of an event's words any more.
TRIGGER_END = re.compile(
    r"[;]|, (?=\((?:[ivx]{1,4}|[a-h]|\d)\) )|,?[\"\u201d] (?:said|says|added|commented)\b"
    r"|, (?:research|R&D)(?: and development)? funding\b| and \d+(?:\.\d+)?(?:%| per ?cent)|,? (?:was|is|were"
    r"|are) replaced\b| that (?:is|was) "
    r"(?:a )?part of |, according to "
    r"| as part of (?:the|its|their|an?) (?:[\w-]+ ){0,4}(?:agreement|collaboration|deal|alliance)\b"
    r"|(?<!\bInc)(?<!\bLtd)(?<!\bCorp)(?<!\bCo)(?<!\b[A-Z]\.[A-Z])\.(?:\s|$)|\.$|,? (?:which|and|was|were"
    r"|that) (?:was |were |is |has been |have been "
    r"|had been )?(?:recorded|recogni[sz]ed|reflected|included|paid|received|accrued|expensed|presented"
    r"|classified|capitalized|invoiced|is expected|are expected|owed)"
    r"|, (?:which|as well as|and (?:a|an|further|additional|up|is|are|we|low|mid|high|single|double|the Company"
    r"|will|may"
    r"|has|have|tiered|royalt|[$€£])|in addition|in accordance|in each case|respectively|plus"
    r"|subject to|pursuant|under (?:the|its|our)|unless|provided|with (?:an|a|the|additional|up"
    r"|further)|bringing|marking|payable|each paid|recogni[sz]ed)"
    r"| (?:under|pursuant to|in accordance with) (?:the|its|our|this|their|a|an|terms)\b"
    r"| (?:is|are) (?:now )?expected (?:later|in|by|during|this|next|to be (?:paid|met|achieved|reached))\b"
    r"| recogni[sz]ed (?:as|in)\b| (?:as well as|plus) | in addition to | and (?:is|are|will|may|has"
    r"|have|up to|we|tiered|royalties"
    r"|an? (?:[\w-]+ ){1,4}royalt(?:y|ies)|pays?|paid)\b| during the (?:year|quarter|three|six|nine|twelve)"
    r"| (?:in|during) the (?:first|second|third|fourth) (?:fiscal )?quarter| (?:has"
    r"|have) been (?:achieved|paid|met)| (?:from|by) (?:the Company|us|our)\b| which (?:we"
    r"|the Company)\b|, for which | and \$| were achieved| was achieved| which had| which was|,? which occurred",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:the|a|an|our|its|their|such|that|milestones? (?:payments? )?(?:related|relating|tied|due"
    r"|based) (?:to|upon|on)|achiev(?:ing|ement)(?: by \w+)? of(?! (?:a |an |the |certain |specified "
    r"|the specified )?(?:[\w-]+ ){0,3}milestone)|occurrence of|satisfaction of"
    r"|successful achievement of the)\s+",
    re.IGNORECASE,
)
_DATE_TAIL = re.compile(
    r"[, ]+(?:in|on|during|by|as of|effective)(?: (?:early|late|mid-?))? ?(?:(?:January|February|March"
    r"|April|May|June|July|August|September|October|November|December)[ ,\d]*|(?:19|20)\d\d"
    r"|fiscal \d{4})\s*$",
    re.IGNORECASE,
)
_DATE_HEAD = re.compile(
    r"^(?:(?:in|on|during|effective|additionally|also|further|subsequently|moreover|in addition"
    r"|as a result|accordingly|as a result of this|thereafter)\b,? ?)+"
    r"(?:(?:the )?(?:(?:first|second|third|fourth) (?:calendar |fiscal )?quarter"
    r"|(?:fiscal )?year(?: ended)?)(?: of| ended)? ?)?(?:early |late |mid-)?"
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)?[ ,\d]{0,10})?,?\s*",
    re.IGNORECASE,
)
_GENERIC = Prefiltered(
    r"\b(?:clinical|preclinical|pre-clinical|regulatory|sales?|commerciali?[sz]?a?t?i?o?n?"
    r"|development(?:al)?|manufacturing|research|net sales)(?:-based"
    r"|-related)?\b(?=[\w ,/-]{0,40}\b(?:milestones?|events?|payments?)\b)",
    re.IGNORECASE,
)


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds with their cue patterns, from `tables/milestone_kinds.tsv`."""
    table = files("dealgraph.extract").joinpath("tables", "milestone_kinds.tsv").read_text("utf-8")
    rows: dict[str, list[str]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            kind, cue = line.split("\t")
            rows.setdefault(kind, []).append(cue)
    return tuple(
        (kind, re.compile(r"\b(?:" + "|".join(cues) + ")", re.IGNORECASE)) for kind, cues in rows.items()
    )


def milestone_kind(words: str) -> str:
    """Tell the kind of event that the words name; "other" where they mix kinds or name none.

    >>> milestone_kind("first patient dosed in a Phase 3 trial")
    'clinical'
    >>> milestone_kind("specified development and regulatory milestones")
    'other'
    >>> milestone_kind("first commercial sale in Japan following approval")
    'commercial'
    """
    generic = {_GENERIC_KIND.get(m[0].split("-")[0].lower()[:5], "other") for m in _GENERIC.finditer(words)}
    if len(generic) > 1:
        return "other"
    found = []
    for kind, pattern in _kinds():
        match = pattern.search(words)
        if match:
            found.append((match.start(), kind))
    if found:
        return min(found)[1]
    return next(iter(generic), "other")


#: Kinds of generic words ("clinical milestone"), by their first five letters.
_GENERIC_KIND = {
    "clini": "clinical",
    "precl": "preclinical",
    "pre": "preclinical",
    "regul": "regulatory",
    "sale": "commercial",
    "sales": "commercial",
    "net s": "commercial",
    "comme": "commercial",
    "manuf": "manufacturing",
    "devel": "other",
    "resea": "preclinical",
}


def trim_trigger(words: str) -> str:
    """Cut an event's words to the event itself: no date, article or clause around it.

    >>> trim_trigger("In May 2019, the approval of the product in Japan, which was recorded as expense")
    'approval of the product in Japan'
    """
    text = _DATE_HEAD.sub("", words.strip(" ,:-"), count=1).lstrip(" ,")
    end = TRIGGER_END.search(text, 8)
    if end:
        text = text[: end.start()]
    text = _DATE_TAIL.sub("", text.rstrip(" ,.;:"))
    for _ in range(3):
        head = _LEADING.match(text)
        if not head:
            break
        text = text[head.end() :]
    return " ".join(text.split())[:300].strip(" ,.;:()")
