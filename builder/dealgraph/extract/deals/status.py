"""Whether a deal is in force, proposed, expired or terminated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from dealgraph.extract.deals.event import Event
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Deal, Reading

#: What ends with a deal, and how it is said that a company won't go on with it.
_DEAL = (
    r"(?:[Aa]greements?|[Cc]ollaboration|[Aa]lliance|[Pp]artnership|[Ll]icen[sc]e|[Aa]rrangement|[Cc]ontract"
    r"|[Ll]etter of [Ii]ntent)"
)
_NOT_ON = (
    r"not to (?:continue|extend|renew|proceed with|go on with|go forward with|pursue)"
    r"|to (?:discontinue|end|exit|withdraw from|cease)"
)
_WON_T_GO_ON = (
    rf"(?:(?:election|decision|intent(?:ion)?) (?:{_NOT_ON})"
    r"|that (?:it|they|we) (?:would|will|had decided to|intends? to|intended to|elected to"
    r"|was|were) (?:end|ending|discontinue|exit"
    r"|not (?:continue|extend|renew))|to end (?:the|our|its|this) )"
)
_TERMINATED = Prefiltered(
    r"\b(?:(?:was|were|has been|have been|been|is|are) (?:mutually )?terminated"
    r"|terminated (?:the(?! (?:[\w-]+ ){0,2}waiting period)|our|its|this|their|by|on|in|effective)"
    r"|(?:we|mutually|has|have|also|which|parties|subsequently|automatically|Inc\.|it"
    r"|[A-Z]\w+) terminated\b(?! the (?:[\w-]+ ){0,2}waiting)"
    r"|(?:notice|notified)(?:[^.;]|(?:Inc|Ltd|Corp|Co|[A-Z])\.){0,80}"
    r"(?:of (?:its |the |[A-Z][\w.&-]*['\u2019]s? )?(?:termination"
    r"|intent(?:ion)? to terminate"
    r"|election to terminate"
    r"|decision to terminate)|terminat(?:ing|ed))|effective date of (?:the )?termination"
    r"|termination (?:of|to) the [^.;]{0,80}(?:became|was|is|will be|is to be) effective"
    r"|termination[^.;]{0,60}(?:became effective|effective (?:as of|on|in))"
    r"|(?:that (?:it|they|we)|hereby) terminates?\b|[Aa]s a result of the termination"
    r"|[Uu]pon the termination of the [^.;]{0,60}, all rights (?:return|revert)ed"
    rf"|(?:notice|notified|informed|advised)(?:[^.;]|(?:Inc|Ltd|Corp|Co|[A-Z])\.){{0,60}}?{_WON_T_GO_ON}"
    rf"|(?:elected|decided|opted|chosen?) (?:{_NOT_ON}) (?:the|our|its|this|their|such) (?:[\w-]+ ){{0,3}}{_DEAL}"
    rf"|(?:ended|ending|cancell?ed|discontinued|exited) (?:the|our|its|this|their|such) (?:[\w'-]+ ){{0,3}}{_DEAL}"
    r"|(?:announced|reported|disclosed) (?:the |[A-Z][\w .,&-]{1,40}'s? )(?:[a-z]+ )?termination"
    r" of (?:the|our|its|their)\b"
    rf"|(?:announced? (?:an|the) end (?:to|of)|call(?:ed|s) off|calling off|pull(?:ed|s) the plug on|walk(?:ed"
    rf"|s|ing) away from|(?:pull|back)(?:ed|s|ing) out of)"
    rf" (?:the|its|their|our|an?) (?:[\w$.-]+ ){{0,4}}(?:deal|pact|{_DEAL})"
    r"|(?:received|gave|given|sent|served|delivered) (?:[A-Z]\w+ )?an? (?:written |formal )?(?:termination notice"
    r"|notice of termination)"
    r"|agreement returning (?:[\w-]+ ){0,3}rights"
    rf"|concluded (?:its|their) (?:[\w-]+ ){{0,3}}(?:[Cc]ollaboration|[Aa]lliance|[Pp]artnership)"
    r"|(?:(?!Licens)[A-Z][\w&-]*|it|they|companies|parties)(?: \([^()]{1,40}\))? "
    r"(?:(?:will|is|are|would) (?:be )?|(?:plans?|intends?|wants?|wishes) to )(?:terminat(?:e|ing) |end |ending "
    rf"|discontinu(?:e|ing) |exit(?:ing)? )(?:the|our|its|this|their|such) (?:[\w-]+,? ){{0,7}}?{_DEAL}"
    rf"|{_DEAL}(?: with [^,.;]{{3,50}})? (?:will end (?:on|in|effective|as of|at)|(?:is|are) coming to an end"
    r"|c(?:omes|ame|ome) to (?:an|its|their)(?: \w+)? end\b)"
    rf"|{_DEAL} (?:was|were|has been|have been) (?:subsequently |mutually |formally )?"
    r"(?:wound (?:down|up)|discontinued|dissolved|cancell?ed|rescinded|brought to an end|ended)"
    r"|(?:entered into|executed|signed|concluded) an? (?:[\w-]+ ){0,3}?[Tt]ermination (?:and \w+ )?[Aa]greement"
    r"|['\u2019]s? (?:early )?termination of(?= (?:its|the|their|our|that)\b)"
    r"|(?:which|and|[Aa]greement|collaboration|alliance|license) (?:subsequently |then )?ended (?:in|on|effective"
    r"|as of) (?!the)"
    r"|agree(?:d|ment) (?:with [^,;.]{3,60} )?to (?:mutually )?terminate"
    r"|\bagreement (?:with [^,;.]{3,60} )?terminating (?=(?:the|our|its|their)\b)"
    r"|agreed to the termination of (?=(?:its|their|the|our)\b)"
    r"|elected to terminate|exercis(?:ing|ed) (?:its|their|the) right to terminate"
    r"|termination (?:will|is to) (?:take effect|be effective|become effective)"
    r"|decided to terminate|provid(?:es|ed|ing) for the (?:early |mutual )?termination of"
    rf"|(?:is|are|was|were) no longer (?:a )?part(?:y|ies) to (?:the|an?|any|this|that|our"
    rf"|its) (?:[\w-]+ ){{0,3}}{_DEAL}"
    r"|(?:thereby|effectively) (?:concluding|ending|terminating) (?:the|their|this|its)\b"
    r"|(?:agreement|collaboration|license|partnership) (?:is|will be|will|was) no longer (?:be )?(?:active|in (?:force"
    r"|effect))"
    r"|(?:agreement|collaboration|license|partnership|alliance|relationship)(?:,[^,.;]{3,40},)?"
    r" (?:then |subsequently )?ended\b"
    r"|ended (?:the|our|its|their|this) (?:\w+ )?(?:agreement|collaboration|license|partnership|alliance)"
    r"|returned (?:the |its )?(?:rights|program|product|compound|asset|licen[sc]e|[A-Z][\w-]+)"
    r" to (?:us|the Company|[A-Z]\w+)"
    r"|(?:returned|regain(?:s|ed)?) (?:(?:all|the|full|global|worldwide|exclusive|commercial|and|its) ){0,5}"
    r"rights\b"
    r"|regain(?:s|ed)? from (?:[^.;]|\b(?:Inc|Ltd|Corp|Co)\.){2,50}? (?:all |the |full |worldwide |global "
    r"|exclusive ){1,3}rights\b"
    r"|regain(?:s|ed)? (?:full |complete |sole |worldwide |global ){0,2}(?:control|ownership)\b"
    r"|\b(?:it|they) would (?:hand back|return) (?:all |the |its |full ){0,3}rights\b"
    r"|\bhand(?:s|ed|ing)(?: [\w-]+){0,3} back\b|\bg(?:ave|ives|iving) back (?:all |the |its |full ){0,2}rights\b"
    r"|rights (?:\w+ ){0,6}(?:will |have )?(?:revert(?:ed|s)?|return) to\b"
    r"|agree(?:d|ment) to (?:mutually )?(?:end |dissolve |unwind |wind down |conclude |discontinue )"
    r"(?:the|our|its|their)\b)"
)
# Case matters: "In May 2016, X terminated" is no right.
_POSSIBLE = re.compile(
    r"\b(?:may|can|[Ii]f|right to|[Uu]pon|[Uu]nless|[Uu]ntil|event|[Ee]ither party|shall|would|could|is entitled to"
    r"|will terminate|ability to|any such|[Pp]rior to)\b[^.;]{0,80}$"
)
_CONDITION = re.compile(r"[^.;]{0,40}\b(?:upon|if|unless|earlier)\b")
_OTHER_ENDED = re.compile(
    r"\b(?:(?<!rights and )obligations|employment|warrant|lease|statement of work|work order|clinical trial|study"
    r"|development of"
    r"|[Pp]rogram)\b"
)
_ANOTHER = re.compile(
    r",? (?:of )?(?:the|our|its|their|that certain|a|an) (?:(?:[A-Z\d][\w&-]*,? |and ){1,8}Agreement"
    r"|(?:(?:19|20)\d\d )?M[TO][AU]\b)"
)
#: From words of termination to the name of what ends: "terminated *our existing* license agreement with X".
_UP_TO_NAME = re.compile(r"(?: (?!and\b|or\b)[\w'\u2019-]+){0,6} ?")
#: "Terminated license agreements to several compounds": some, and not the one that the sentence belongs to.
_SOME = re.compile(
    r" (?:(?:certain|several|other|two|three|various|some|most) )?(?:[a-z-]+ )?(?:agreements|licen[sc]es)\b"
)
#: "Agreed to terminate the agreement *as to the target EGFR*": the rest goes on.
_IN_PART = re.compile(
    r"[^.;,]{0,60}? (?:(?:solely |only )?(?:as to|with respect to|with regard to) (?:the |one |such |that |its )?"
    r"(?:[\w-]+ )?(?:targets?|programs?|products?|compounds?|countr(?:y|ies)|territor(?:y|ies)|indications?)\b"
    r"|in (?:part|certain countries))"
)
#: "Terminated the agreement *and entered into* an asset purchase agreement": what is signed follows what ends.
_AND_SIGNED = re.compile(r"\band (?:simultaneously |concurrently |then )?(?:entered into|signed|executed)\b")
#: "Terminated all further research with respect to the first candidate": work, and not the deal.
_WORK = re.compile(
    r" (?:(?:all|any|its|the|their|further|future|ongoing) ){1,4}(?:[\w-]+ (?:and )?){0,2}?"
    r"(?:research|development|work|activities|efforts|studies)\b"
)
#: "Decided to discontinue the development of the drug and to return the rights".
_AND_RETURNS = re.compile(r" (?:the|its) (?:[\w-]+ ){0,6}and (?:to )?return\b")
#: "Has terminated *the companies' agreement* for the development of a drug": what ends is the deal.
_THE_DEAL = re.compile(rf" (?:the|its|their|our) (?:[\w'-]+ ){{0,3}}{_DEAL}")
#: "The option term commencing on the date of signing *and ended on*": what ended is a time to decide in.
_TERM = re.compile(r"\b(?:term|period)\b[^.;]{0,70}$")
_KEPT = re.compile(r"\b(?:while|whereas|and|but)\b[^.;]{0,60}\b(?:retain|keep)s?\b")
_EXPIRED = re.compile(
    r"\b(?<!option )(?<!purchase )(?:agreement|collaboration|license|option(?! (?:purchase|exercise)? ?period)"
    r"|term|(?<!waiting )(?<!review )period|which)\b[^.;]{0,40}\b(?:expired|has expired"
    r"|lapsed)\b",
    re.IGNORECASE,
)
#: An option that isn't taken up ends the deal where it is all of it.
_UNUSED = re.compile(
    r"\b(?:will not|did not|has not|(?:elected|decided|chose|chosen|opted) not to"
    r"|declined to) (?:be )?exercis(?:e|ing) (?:its|the|their)"
    r" (?:[\w-]+ ){0,3}options?\b"
)
#: "Has elected not to extend the research program" of a collaboration.
_NOT_EXTENDED = re.compile(
    r"\b(?:elected|decided|chosen?|opted) not to (?:extend|renew) (?:the|its|their|our) (?:[\w-]+ ){0,4}"
    r"(?:program|term)\b"
)


def status_of(
    reading: Reading, deal: Deal, events: list[Event], told: Mapping[tuple[int, int], list[Event]]
) -> str:
    """Give the status of a deal from the words that its sentences end it by; `told` are the events of all deals."""
    body = [e for e in events if not _in_heading(reading, e)] or events
    signing = [e for e in body if e.kind == "sign"] or body
    if all(e.proposed for e in signing if not e.amends) and any(e.proposed for e in signing):
        return "proposed"
    for where in deal.sentences:
        text = reading.sentence(where).text
        for match in _endings(text):
            own = [e.at - e.start for e in events if (e.page, e.sentence) == where]
            others = [e.at - e.start for e in told.get(where, ()) if e not in events]
            if not (_of_another(text, match, own) or (own and _names_one_of(text, match, own, others))):
                return "terminated"
        expired = _EXPIRED.search(text) if "expired" in text or "lapsed" in text else None
        if deal.types == ["option"] and _UNUSED.search(text):
            return "expired"
        if deal.types == ["collaboration"] and _NOT_EXTENDED.search(text):
            return "terminated"
        if {"acquisition", "merger"} & set(deal.types):
            continue  # an offer for shares expires, and with it the shares are bought
        if expired and "aiting period" not in expired[0] and not _POSSIBLE.search(text[: expired.end()]):
            return "expired"
    return "in force"


def _of_another(text: str, match: re.Match[str], told: list[int]) -> bool:
    """Tell whether words of termination go on to name an agreement other than those told at `told`."""
    if any(at > match.end() and _AND_SIGNED.search(text, match.end(), at) for at in told):
        return True
    another = _ANOTHER.match(text, match.end()) if told else None
    return another is not None and not any(match.start() <= at <= another.end() for at in told)


def _names_one_of(text: str, match: re.Match[str], own: list[int], others: list[int]) -> bool:
    """Tell whether the first agreement that words of termination go on to name is told at one of `others`."""
    named = [at for at in (*own, *others) if at >= match.start()]
    if not named or (first := min(named)) in own:
        return False
    return _UP_TO_NAME.fullmatch(text, match.end(), max(match.end(), first)) is not None


def _in_heading(reading: Reading, event: Event) -> bool:
    page = reading.pages[event.page]
    return page.blocks[page.sentences[event.sentence].block].heading


@lru_cache(maxsize=1024)
def _endings(text: str) -> tuple[re.Match[str], ...]:
    """Find the words of a sentence that tell an end, once for all deals that it speaks of."""
    return tuple(match for match in _TERMINATED.finditer(text) if _ends(text, match))


def _ends(text: str, match: re.Match[str]) -> bool:
    """Tell whether words of termination tell an end of the deal, and not a right to end it or the end of a study."""
    if _POSSIBLE.search(text[: match.start()]) or _CONDITION.match(text, match.end()):
        return False
    if match[0].endswith("terminated") and _SOME.match(text, match.end()):
        return False
    if _IN_PART.match(text, match.end()) or (
        match[0].endswith("terminated") and _WORK.match(text, match.end())
    ):
        return False
    if match[0].startswith("and ended") and _TERM.search(text[: match.start()]):
        return False
    if _KEPT.search(text, match.end()) and "regain" in match[0]:
        return False  # only part of the rights comes back
    if match[0].startswith("returned") or _AND_RETURNS.match(text, match.end()):
        return True
    if match[0].endswith("terminated") and _THE_DEAL.match(text, match.end()):
        return True
    return not _OTHER_ENDED.search(text, max(0, match.start() - 60), match.end() + 50)
