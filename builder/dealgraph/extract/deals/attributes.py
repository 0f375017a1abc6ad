"""What the sentences of a deal say of it: type, status, drugs and antigens, beside its date, roles and rights."""

from __future__ import annotations

import re
from functools import lru_cache

from dealgraph.extract.deals.dating import deal_date
from dealgraph.extract.deals.event import Event
from dealgraph.extract.deals.joint import add_joint_parties, add_later_parties
from dealgraph.extract.deals.mergers import without_shells
from dealgraph.extract.deals.names import agreement_names
from dealgraph.extract.deals.rights import settle_rights
from dealgraph.extract.deals.roles import settle_roles
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Deal, Reading

#: How many passages are kept as evidence of a deal, and of how many sentences its type is inferred.
_EVIDENCE, _FOR_TYPE = 4, 6
#: Length of a text (a release's opening) that is all about its one deal.
_SHORT = 2500

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
    r"|(?:we|mutually|has|have|also|which|parties|subsequently|Inc\.|it"
    r"|[A-Z]\w+) terminated\b(?! the (?:[\w-]+ ){0,2}waiting)"
    r"|(?:notice|notified)(?:[^.;]|(?:Inc|Ltd|Corp|Co|[A-Z])\.){0,80}"
    r"(?:of (?:its |[A-Z][\w.&-]*['\u2019]s? )?(?:termination"
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
    rf"|s) away from)"
    rf" (?:the|its|their|our) (?:[\w$.-]+ ){{0,4}}(?:deal|pact|{_DEAL})"
    r"|agreement returning (?:[\w-]+ ){0,3}rights"
    rf"|concluded (?:its|their) (?:[\w-]+ ){{0,3}}(?:[Cc]ollaboration|[Aa]lliance|[Pp]artnership)"
    r"|(?:(?!Licens)[A-Z][\w&-]*|it|they|companies|parties)(?: \([^()]{1,40}\))? "
    r"(?:(?:will|is|are|would) (?:be )?|(?:plans?|intends?|wants?|wishes) to )(?:terminat(?:e|ing)"
    rf"|end(?:ing)?|discontinu(?:e|ing)|exit(?:ing)?) (?:the|our|its|this|their|such) (?:[\w-]+,? ){{0,7}}?{_DEAL}"
    rf"|{_DEAL}(?: with [^,.;]{{3,50}})? (?:will end (?:on|in|effective|as of|at)|(?:is|are) coming to an end"
    r"|c(?:omes|ame|ome) to (?:an|its|their) (?:\w+ )?end\b)"
    rf"|{_DEAL} (?:was|were|has been|have been) (?:subsequently |mutually |formally )?"
    r"(?:wound (?:down|up)|discontinued|dissolved|cancell?ed|rescinded|brought to an end|ended)"
    r"|(?:entered into|executed|signed|concluded) an? (?:[\w-]+ ){0,3}?[Tt]ermination (?:and \w+ )?[Aa]greement"
    r"|['\u2019]s? (?:early )?termination of(?= (?:its|the|their|our|that)\b)"
    r"|(?:which|and|agreement|collaboration|alliance|license) (?:subsequently |then )?ended (?:in|on|effective"
    r"|as of) (?!the)"
    r"|agree(?:d|ment) (?:with [^,;.]{3,60} )?to (?:mutually )?terminate"
    r"|\bagreement (?:with [^,;.]{3,60} )?terminating (?=(?:the|our|its|their)\b)"
    r"|agreed to the termination of (?=(?:its|their|the|our)\b)"
    r"|elected to terminate|exercis(?:ing|ed) (?:its|their|the) right to terminate"
    r"|termination (?:will|is to) (?:take effect|be effective|become effective)"
    r"|decided to terminate"
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
    r",? (?:of )?(?:the|our|its|their|that certain|a|an) (?:[A-Z\d][\w&-]*,? |and ){1,8}Agreement"
)
#: "Decided to discontinue the development of the drug and to return the rights".
_AND_RETURNS = re.compile(r" (?:the|its) (?:[\w-]+ ){0,6}and (?:to )?return\b")
#: "Has terminated *the companies' agreement* for the development of a drug": what ends is the deal.
_THE_DEAL = re.compile(rf" (?:the|its|their|our) (?:[\w'-]+ ){{0,3}}{_DEAL}")
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
_KINDS = (
    (
        "other",
        r"\b(?:royalt(?:y|ies) (?:interest|stream|purchase|monetization|sale|portion|funding|financing)"
        r"|(?:portion|purchase (?:of|an?)|sale of|sold|acquired?|interest in)[^.;]{0,60}(?<!pay )royalt"
        r"|(?:percent|%|additional) (?:of|interest)\b[^.;]{0,60}royalt|\bfor additional [^.;%]{0,40}royalties\b|settle"
        r"|assignment)",
    ),
    (
        "license",
        r"\b(?:sub)?licen[sc]|\bagreement\b(?:[^.]|\b(?:Inc|Ltd|Corp|Co)\.){0,100}?\b"
        r"(?:on|for|regarding|covering) (?:the )?(?:[\w-]+ ){0,2}"
        r"(?<!promotional )(?<!marketing )(?<!distribution )rights\b"
        r"|\b(?:regain|reacquir|recover|recaptur)\w* (?:[\w-]+ ){0,5}?rights\b"
        r"|\bacquir\w* (?:[\w-]+ ){0,3}?exclusive (?:[\w-]+ ){0,3}?rights\b"
        r"|\b(?:gain|obtain|secur|receiv|get|grant|giv|gave|award)\w* (?:[\w-]+ |[A-Z]\.[A-Z]\. ){0,8}?"
        r"(?<!promotional )(?<!promotion )(?<!marketing )(?<!distribution )rights?\b"
        r"|\bexclusive (?:\w+ ){0,2}agreement (?:[^.;]{0,60} )?for [^.;]{2,60} in (?:the )?(?-i:[A-Z])"
        r"|\bgiv\w+ [^.;]{2,40}\bexclusivity\b|\baccess to [^.;]{3,60}\b(?:technolog|platform|librar|patents|vector)",
    ),
    (
        "asset purchase",
        r"\b(?:acquir(?:e|ed|es|ing)(?: and assum\w+)? (?:(?:the|all|certain|worldwide|global|commercial"
        r"|exclusive|full) ){0,3}(?:rights|assets|responsibilit|product|brand|franchise)"
        r"|acquire [^.;]{2,40}\band (?:related|associated|all) (?:patents|trademarks|inventory|intellectual)"
        r"|divest|sell its|sale to"
        r"|sale of (?![^.;]{0,40}(?:stock|shares|notes|securities)))",
    ),
    (
        "manufacturing",
        r"\b(?:support|for) (?:the )?(?:[\w-]+ ){0,3}manufactur(?:e|ing)\b|\bmanufacturing (?:slots|capacity|services)"
        r"|\bCDMO\b|\b(?:will|to) (?:manufacture|(?:make|produce) (?:[\w-]+ ){0,3}(?:quantities|supplies|amounts"
        r"|batches|material))\b|\bwill (?:make|produce) (?:the|[\w.&-]+'s?) "
        r"|\bagreement for [A-Z][\w.&' -]{1,40}? to (?:make|produce|manufacture)\b",
    ),
    ("supply", r"\bsuppl(?:y|ies)\b"),
    (
        "commercialization",
        r"\b(?:distribut|co-promot|(?:marketing|promotional) rights|(?<!co-)commerciali[sz]e"
        r"|(?:the |for )marketing of|to (?:market|sell|promote)\b)",
    ),
    (
        "collaboration",
        r"\b(?:collaborat|co-develop|jointly|partner|develop|milestone"
        r"|to (?:study|evaluate|test|assess|investigate|explore|conduct (?:an? |the )?(?:[\w-]+ ){0,4}(?:trial|stud))"
        r"|(?:for|in) (?:a |the )?(?:[\w-]+ ){0,3}(?:trial|stud(?:y|ies))\b)",
    ),
)
_KIND_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)


_DEFINITE = ("the", "their", "its", "our", "this", "companies'", "parties'")
#: "An agreement with Acme to supply, develop and commercialize X": what it is for stands for its name.
_DO = r"(?:develop|commerciali[sz]e|supply|manufacture|distribute|market|sell)"
_PURPOSE = re.compile(
    r"\bagreement (?:with (?:[^.;]|\b(?:Inc|Corp|Ltd|Co)\.){2,60} )?"
    rf"to ((?:(?:co-)?{_DO}(?:, and |, | and )){{1,4}}(?:co-)?{_DO})\b"
)
#: "An agreement with Acme over the purchase of a number of products".
_TO_PURCHASE = re.compile(
    r"\b(?:agreement|deal|contract|pact) (?:with (?:[^.;]|\b(?:Inc|Corp|Ltd|Co)\.){2,60}? )?"
    r"(?:over|for|on|about|covering|regarding) the (?:purchase|sale|acquisition|divestiture) of (?:[\w-]+ ){0,5}"
    r"(?:products|brands|drugs|medicines|rights|assets|portfolio|franchise|business)\b"
)
#: "An agreement with Acme to jointly develop", whatever else it says of licences.
_JOINTLY = re.compile(
    r"\bagreement (?:with (?:[^.;]|\b(?:Inc|Corp|Ltd|Co)\.){2,60} )?to (?:jointly|collaborate|work together)\b"
)
_PURPOSES = {
    "suppl": "supply",
    "develop": "development",
    "manufact": "manufacturing",
    "commerciali": "commercialization",
    "distribut": "commercialization",
    "market": "commercialization",
}


def complete(reading: Reading, deal: Deal, events: list[Event]) -> None:
    """Fill in the attributes of a deal from its events and sentences."""
    signed = [e for e in events if e.kind == "sign"]
    signing = [e for e in signed if not e.amends] or signed
    main = (signing or events)[0]
    spans = [reading.pages[e.page].span(e.start, e.end) for e in [main, *events]]
    deal.evidence = list(dict.fromkeys(spans))[:_EVIDENCE]
    deal.date = deal_date(reading, deal, events)
    deal.parties = add_joint_parties(reading, deal.parties)
    if {"merger", "acquisition"} & set(deal.types):
        deal.parties = without_shells(reading, deal.parties)
    add_later_parties(reading, deal)
    settle_roles(reading, deal)
    settle_rights(reading, deal)
    deal.status = _status(reading, deal, events)
    _subjects(reading, deal)
    deal.confidence = 0.9 if signing else 0.7


def infer_types(reading: Reading, deal: Deal) -> list[str]:
    """Give the type of an agreement that no name tells, from what its first sentences grant."""
    text = " ".join(reading.sentence(w).text for w in deal.sentences[:_FOR_TYPE])
    named = _named_types(text)
    if named:
        return named
    if _TO_PURCHASE.search(text):
        return ["asset purchase"]
    if _JOINTLY.search(text):
        return ["collaboration"]
    purpose = _PURPOSE.search(text)
    if purpose:
        words = purpose[1].lower()
        return list(dict.fromkeys(kind for stem, kind in _PURPOSES.items() if stem in words))
    return next(([kind] for kind, pattern in _KIND_PATTERNS if pattern.search(text)), [])


def _named_types(text: str) -> list[str]:
    """Give the types that "the collaboration and license agreement" names, of a deal that is told by its payments."""
    for name in agreement_names(text):
        if name.head == "agreement" and name.types and name.before in _DEFINITE:
            return list(name.types)
    return []


def type_by_name(reading: Reading, deal: Deal, events: list[Event]) -> None:
    """Give a deal that is only spoken of in passing the types that its sentences name it by, where it is alone."""
    if deal.types == ["asset purchase"] and any(
        "Royalt" in reading.companies.entities[c].name for c, role in deal.parties if role == "buyer"
    ):
        deal.types = ["other"]  # who deals in royalties buys them, and no product
    if deal.types == ["collaboration"] and all(e.kind == "weak" for e in events) and len(reading.deals) == 1:
        text = " ".join(reading.sentence(w).text for w in deal.sentences[:_FOR_TYPE])
        deal.types = _named_types(text) or deal.types


def _status(reading: Reading, deal: Deal, events: list[Event]) -> str:
    body = [e for e in events if not _in_heading(reading, e)] or events
    signing = [e for e in body if e.kind == "sign"] or body
    if all(e.proposed for e in signing if not e.amends) and any(e.proposed for e in signing):
        return "proposed"
    for where in deal.sentences:
        text = reading.sentence(where).text
        for match in _endings(text):
            told = [e.at - e.start for e in events if (e.page, e.sentence) == where]
            if not _of_another(text, match, told):
                return "terminated"
        expired = _EXPIRED.search(text) if "expired" in text or "lapsed" in text else None
        if deal.types == ["option"] and _UNUSED.search(text):
            return "expired"
        if deal.types == ["collaboration"] and _NOT_EXTENDED.search(text):
            return "terminated"
        if expired and "aiting period" not in expired[0] and not _POSSIBLE.search(text[: expired.end()]):
            return "expired"
    return "in force"


def _of_another(text: str, match: re.Match[str], told: list[int]) -> bool:
    """Tell whether words of termination go on to name an agreement other than those told at `told`."""
    another = _ANOTHER.match(text, match.end()) if told else None
    return another is not None and not any(match.start() <= at <= another.end() for at in told)


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
    if _KEPT.search(text, match.end()) and "regain" in match[0]:
        return False  # only part of the rights comes back
    if match[0].startswith("returned") or _AND_RETURNS.match(text, match.end()):
        return True
    if match[0].endswith("terminated") and _THE_DEAL.match(text, match.end()):
        return True
    return not _OTHER_ENDED.search(text, max(0, match.start() - 60), match.end() + 50)


def _subjects(reading: Reading, deal: Deal) -> None:
    """Give the deal the drugs and antigens that its sentences name; the whole drug stands for its named parts."""
    antigens: list[int] = []
    drugs: list[int] = []
    for where in deal.sentences:
        for start, end in _told_of(reading, deal, where):
            drugs += [m.entity for m in reading.drugs_in(where[0], start, end)]
            antigens += [m.entity for m in reading.antigens_in(where[0], start, end)]
    if not deal.one_of_several:
        deal.drugs = list(dict.fromkeys([*deal.drugs, *drugs]))
    parts = {c for d in deal.drugs for c, _ in reading.substances.drugs[d].components}
    deal.drugs = [d for d in deal.drugs if d not in parts]
    deal.antigens = list(dict.fromkeys([*deal.antigens, *antigens]))
    _add_targets(reading, deal)


def _told_of(reading: Reading, deal: Deal, where: tuple[int, int]) -> list[tuple[int, int]]:
    """Give the passages of a sentence that speak of a deal: "with X for A and with Y for B" parts them."""
    sentence, flat = reading.sentence(where), reading.pages[where[0]].flat
    if "and with " not in sentence.text:
        return [(sentence.start, sentence.end)]
    parties = {c for c, _ in deal.parties}
    marks = [
        m
        for m in reading.companies_in(where[0], sentence.start, sentence.end)
        if flat.endswith(("with ", "with the "), 0, m.start)
    ]
    own = next((m for m in marks if m.entity in parties), None)
    if own is None or all(m.entity in parties for m in marks):
        return [(sentence.start, sentence.end)]
    after = next((m.start for m in marks if m.start > own.start and m.entity not in parties), sentence.end)
    return [(sentence.start, marks[0].start), (own.start, after)]


def _add_targets(reading: Reading, deal: Deal) -> None:
    linked = {t.antigen for t in reading.substances.targets if t.drug in deal.drugs}
    deal.antigens += [a for a in sorted(linked) if a not in deal.antigens]


def share_roles(reading: Reading) -> None:
    """Let who has licensed a product supply it, where a supply agreement beside the licence doesn't tell."""
    for deal in reading.deals:
        if deal.contract or "supply" not in deal.types or {role for _, role in deal.parties} != {"partner"}:
            continue
        parties = {c for c, _ in deal.parties}
        for licence in reading.deals:
            roles = dict(licence.parties)
            if set(roles) == parties and set(roles.values()) == {"licensor", "licensee"}:
                deal.parties = [
                    (c, "supplier" if roles[c] == "licensor" else "customer") for c, _ in deal.parties
                ]
                break


def share_drugs(reading: Reading) -> None:
    """Give a deal that names no drug the one that its setting tells.

    A supply agreement is for the drug of the licence between the same parties; a short release with one deal is about
    the drugs that it names.
    """
    for deal in reading.deals:
        if deal.drugs or deal.contract:
            continue
        if set(deal.types) <= {"supply", "manufacturing", "services"}:
            parties = {c for c, _ in deal.parties}
            beside = [
                d for d in reading.deals if d is not deal and d.drugs and parties == {c for c, _ in d.parties}
            ]
            deal.drugs = list(beside[0].drugs) if len(beside) == 1 else []
        elif len(reading.deals) == len(reading.pages) == 1 and len(reading.pages[0].flat) < _SHORT:
            deal.drugs = _drugs_around(reading, deal)
        elif deal.sentences and reading.pages[deal.sentences[0][0]].document.type.startswith("EX-99"):
            deal.drugs = _drug_before(reading, deal)
        _add_targets(reading, deal)


def _drug_before(reading: Reading, deal: Deal) -> list[int]:
    """Give the one drug that the sentence right before a deal's first names, in the same paragraph of a release."""
    number, index = deal.sentences[0]
    sentences = reading.pages[number].sentences
    if not index or sentences[index - 1].block != sentences[index].block:
        return []
    before = sentences[index - 1]
    named = list(dict.fromkeys(m.entity for m in reading.drugs_in(number, before.start, before.end)))
    return named if len(named) == 1 else []


def _drugs_around(reading: Reading, deal: Deal) -> list[int]:
    """Give the drugs of a deal's sentences and of those right before and after."""
    if not deal.sentences:
        return []
    sentences = reading.pages[0].sentences
    first, last = deal.sentences[0][1], deal.sentences[-1][1]
    start, end = sentences[max(0, first - 1)].start, sentences[min(len(sentences) - 1, last + 1)].end
    return list(dict.fromkeys(m.entity for m in reading.drugs_in(0, start, end)))
