"""The companies before and after the name or verb of a deal."""

from __future__ import annotations

import re

from dealgraph.extract.deals.event import Place
from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered

#: How far apart a name and its first party, and two joined parties, may stand.
_REACH, _JOINED = 320, 240

_OR_THE = Prefiltered(r",? or (?:the |our )?(?:[A-Z][\w&-]* ){0,4}$")
# From an agreement's name to its first party: definitions, a date, a few words, a preposition, a description.
_LINK = re.compile(
    r"""^(?:\s*\([^()]{0,220}\)|,\sor\s[^,;.()]{3,70},){0,4}
    (?:,?\s(?:dated|effective|made|entered\sinto|executed|originally|as\sof|on|in)\b[^.;:()]{0,60}?
    (?:\s\([^()]{0,160}\))?)?
    (?:,?\s(?:[\w$,%'/ -]|\.(?=\d)){0,70}?(?:\s\([^()]{0,60}\))?)??,?\s
    (?:[Ww]ith|[Bb]etween|by\sand\sbetween|by\sand\samong|[Aa]mong
    |[Ff]rom|[Bb]y|[Tt]o)\s+
    (?:(?:[A-Z][a-z]+'s|both|our|its|[Tt]he|a|an|certain|two|one|each|of|(?:recently|newly|then)\s(?:acquired|formed)|subsidiar(?:y|ies),?|affiliates?,?|collaborat(?:or|ion)|partners?
    |licensors?|licensees?|company|companies|leading|global|and|us|pharmaceutical|biopharmaceutical|biotechnology|then
    |formerly|known|as|privately|publicly|held|listed|Board|President|Trustees|Fellows|drugmaker|giant|firm|start-?up|biotech|pharma|peer|rival|charity
    |nonprofit|specialist|leader|wholly-owned|former|member|group|parent|innovator|developer
    |manufacturer|provider|hospital|university|non-profit|Swiss|French|German|Japanese|Chinese|Korean|Danish
    |British|Italian|Spanish|Dutch|Belgian|Swedish|Norwegian|Finnish|Israeli|Indian|Canadian|Australian|American|Irish
    |Austrian|Taiwanese|Brazilian|European|Asian|UK|US|[A-Z][a-z]+-(?:American|British|Swiss|Dutch|Swedish|French|German)
    |major|drugs?|drug-?maker|maker|big|special(?:i)?ty|healthcare|life|sciences?|generics?|vaccines?|long-?time|long-standing
    |existing|current|new|commercial|powerhouse|conglomerate|house|player
    |U\.S\.-based|(?:[A-Z][a-z]+\s)?\w+-based|in|\w+ing)\s+){0,12}
    (?:[A-Z][\w.]{0,20}(?:\s(?:of|and|[A-Z][\w.]{0,20})){0,9},?\s(?:as\s)?(?:represented\sby
    |acting\s(?:by\sand\s)?through|by\sand\sthrough)\s(?:[Tt]he\s)?)?$""",
    re.VERBOSE,
)
# Between two parties of one side; the first may be described behind its name, the second before it.
_JOIN = re.compile(
    r"""^['"”)\]]{0,3}(?:'?s)?(?:,\sof\s[A-Z][\w.]*(?:,?\s[A-Z][\w.]*){0,3}(?=,\sand\b))?(?:,\s(?:[A-Z][a-z]+,\s)?[A-Z][a-z]+(?=,\sand\b|\sand\b))?(?:,\san?\s(?:(?!\b(?:with|from)\b)[^,;()]){3,80}(?=\s\())?\s*(?:\((?:[^()]|\([^()]*\)){0,220}\)[,"]?\s*){0,3}(?:,?\son\sthe\s(?:one|other)\shand)?
    (?:,?\s?(?:an?|the)\s(?:(?!\b(?:with|from)\b)[^,;()]){3,120},(?=\s(?:and|&)\s))?
    (?:[,;]|\band\b|&|\bor\b|\balong\swith\b|\btogether\swith\b|\bas\swell\sas\b|\bon\sbehalf\sof\b|/|\s){0,6}
    (?:(?:its|a|an|our|their|one|two|of|wholly[ -]owned|majority[ -]owned|indirect|direct|each|the|by|through|both
    |owned|certain|other|non-profit|privately|publicly|held|listed|clinical-stage|biotech(?:nology)?|pharma(?:ceutical)?
    |biopharma(?:ceutical)?|specialty|drug|research|partner|firm|group|[a-z]+-based)\s+){0,8}
    (?:subsidiar(?:y|ies)|affiliates?|company|partner|firm|group|giant|major|drug\s?maker|developer|specialist|institute|collaborators?|co-owner|licensing\soffice|agent)?
    [,\s(]*$""",
    re.VERBOSE | re.IGNORECASE,
)
#: "With X for Japan and Y for Europe".
_JOIN_BY_PLACE = re.compile(
    r"(?:\s\([^()]{1,60}\))?,?\s(?:for|in|covering)\s(?:the\s)?(?:(?:[A-Z][\w.]*|countries|region|territor(?:y|ies)|markets?)"
    r"(?:,?\s(?:and|&)\s|,\s|\s)){1,8}(?:and\s|&\s|with\s){0,2}(?:the\s)?"
)
_AND = re.compile(r"\band\b|&|,|subsidiar|affiliate")
_PARENT = Prefiltered(
    r"\b(?:subsidiary|affiliate|division|unit|member|part|arm|portfolio company|spin-?out|spin-?off|tradename"
    r"|successor"
    r"|assignee|owned by|formerly)\b[^,;]{0,30}\b(?:of|to|by|from|known as)?\s*$"
    r"|\b(?:formerly|now|f/k/a|d/b/a|now known as|formerly known as)\W*$",
    re.IGNORECASE,
)
_ASIDE = Prefiltered(
    r", (?:through|via|acting through) [^,;()]{3,90}, (?:has |have )?$"
    r"|, (?:which|that|who) [^,;()]{3,90}\b(?:acquired|owns?|formed|merged)\b[^,;()]{0,40}, $"
)
_OWNED_BY = Prefiltered(
    r"\b(?:subsidiary|affiliate|division|unit|arm|business|portfolio company"
    r"|(?:transfer|licensing|commerciali[sz]ation) (?:office|company|organi[sz]ation)|member|part"
    r"|spin-?out|spin-?off) of (?:the |[A-Z][a-z]+['\u2019]s "
    r"|(?:[\w.]+ ){1,2}?(?:drugmaker|drug maker|group|giant|company|conglomerate|firm) "
    r"|(?:[\w.]+ )?[\w.]+-(?:based|listed) )?$",
    re.IGNORECASE,
)
#: "X and its subsidiary Y (collectively, the Company)" defines a name and is no party of its own.
_COLLECTIVELY = re.compile(
    r"\((?:hereinafter )?(?:collectively|together)(?: with [^()]{1,40})?,? [\"']?(?:the )?$"
)
_ITS_SUBSIDIARY = re.compile(r"'s\b[^,]*subsidiar", re.IGNORECASE)


#: "Acme Biotech, Inc., a Big Pharma company", "one of the Acme Companies": whose company it is, and no party beside it.
_WHOSE_BEFORE = re.compile(r"(?:\ban?|\bone of the|\bpart of(?: the)?|\bmember of(?: the)?)\s$")
#: "JJV, Inc., Acme's venture capital arm".
_OWNS_IT = re.compile(
    r"['\u2019]s? (?:[a-z-]+ ){0,4}(?:arm|affiliate|subsidiary|unit|division|business|venture fund|group)\b"
)
_WHOSE_BEHIND = re.compile(
    r"(?: [Gg]roup)?\s(?:[Cc]ompan(?:y|ies)|[Gg]roup|business|subsidiary|affiliate|unit|division)\b"
)


def _names_owner(place: Place, mention: Mention) -> bool:
    """Tell whether a company is only named as the one that another belongs to."""
    if _OWNS_IT.match(place.flat, mention.end):
        return place.before(mention.start, 2) == ", "
    return (
        _WHOSE_BEFORE.search(place.before(mention.start, 16)) is not None
        and _WHOSE_BEHIND.match(place.flat, mention.end) is not None
    )


#: "A subsidiary of Acme and Beta": the second owner is no party either.
_AND_OWNER = re.compile(r"\.? (?:and|&) (?:the )?")


def group_after(place: Place, at: int) -> list[Mention]:
    """Give the companies that a preposition after `at` introduces: "with X, Y and their subsidiary Z"."""
    out: list[Mention] = []
    last, owner = at, -1
    owners: set[int] = set()
    for mention in place.companies(at, place.sentence.end):
        gap = place.flat[last : mention.start]
        if not out:
            if gap.count("(") > gap.count(")") or _OR_THE.search(gap):
                continue
            if len(gap) > _REACH or not _LINK.match(gap):
                break
        elif mention.start < out[-1].end:
            continue
        elif gap.count("(") > gap.count(")") and any(mention.entity == m.entity for m in out):
            continue  # '("Beta", and together with Acme, the "Company")' is passed over as a whole
        elif any(mention.entity == m.entity for m in out):
            if " agreement" in gap:
                break  # "as well as a supply agreement with Acme and Beta" tells of another
            last = max(last, mention.end)
            continue
        elif (
            _PARENT.search(gap)
            or _names_owner(place, mention)
            or (last == owner and _AND_OWNER.fullmatch(gap))
            # "With Acme, under which Acme's Beta division will": Acme is the party.
            or (last > out[-1].end and gap.strip() in ("'s", "\u2019s"))
        ):
            last = owner = mention.end
            owners.add(mention.entity)
            continue
        elif mention.entity in owners:  # "a subsidiary of Acme Group plc, or Acme"
            last = mention.end
            continue
        elif (
            len(gap) > _JOINED
            or not (_JOIN.match(gap) or _JOIN_BY_PLACE.fullmatch(gap))
            or (mention.generic and not re.search(r"\band\b|&|,", gap))
        ):
            break
        out.append(mention)
        last = mention.end
    return out


#: "Acme announced that *it, along with* Beta, has signed": who tells the news signs too.
_IT_WITH = re.compile(r"\b(?:it|the company),? (?:along|together|jointly) with (?:its [\w ]{3,24} )?$")


def group_before(place: Place, at: int) -> list[Mention]:
    """Give the companies that are the subject of what begins at `at`: the nearest before it and those joined to it."""
    out: list[Mention] = []
    flat = place.flat
    aside = _ASIDE.search(place.before(at, 120))
    if aside:  # "Acme, which we acquired in 2010, entered into"
        at -= len(aside.group())
    named = place.companies(place.sentence.start, at)
    owners = {m.entity: m for m in reversed(named) if _OWNED_BY.search(place.before(m.start, 50))}
    for mention in reversed([m for i, m in enumerate(named) if not (i and _restates(flat, named[i - 1], m))]):
        owner = owners.get(mention.entity)
        if (
            mention.end > at
            or mention is owner
            or (owner is not None and owner.end < mention.start and _names_it(flat, mention))
            or _names_owner(place, mention)
        ):
            continue
        if mention.generic and _COLLECTIVELY.search(place.before(mention.start, 40)):
            continue
        if not out and named[0].end < mention.start and _is_partner_before(flat, mention, at):
            return [named[0]]
        if not out:
            if _aside(flat, place.sentence.start, mention, at):
                continue
            if not _possessor(flat, mention, at):
                out.append(mention)
            continue
        gap = flat[mention.end : out[-1].start]
        if mention.entity == out[-1].entity and len(gap) < 60:
            out[-1] = mention
            continue
        if whose := next(
            (o for o in owners.values() if mention.end < o.start and o.end < out[-1].start), None
        ):
            if _OF_OWNER.fullmatch(flat, mention.end, whose.start):
                gap = flat[whose.end : out[-1].start]
        if len(gap) > _JOINED or not _JOIN.match(gap) or not _AND.search(gap) or _ITS_SUBSIDIARY.match(gap):
            break
        out.append(mention)
    beside = _IT_WITH.search(place.before(out[-1].start, 50)) if out else None
    tellers = [m for m in named if beside and m.end < out[-1].start - len(beside[0])]
    return list(reversed([*out, *tellers[-1:]]))


#: "Acme Ltd., *an entity formed in Ireland and a subsidiary of* Acme, Inc., and Beta": what says whose a party is.
_OF_OWNER = re.compile(r"(?: \([^()]{1,60}\))?,? (?:which is )?an? (?:[^;:()]){3,140} of (?:the )?")


def _names_it(flat: str, mention: Mention) -> bool:
    """Tell whether a mention is the short form that a parenthesis defines."""
    return flat[mention.start - 2 : mention.start] in ("(\u201c", '("')


#: "We formed a venture *with Acme, in China, and* entered into": who did the one did the other.
_WITH_IT = re.compile(
    r"\b(?:venture|agreement|collaboration|partnership|transaction|alliance) with (?:the )?$"
)
_AND_ALSO = re.compile(
    r"(?: [A-Z]\w+){0,3}(?: \([^()]{1,60}\))?,?(?: (?:in|for|on) [^,;.]{2,60},?)? and (?:have |has |had |also )?$"
)


def _is_partner_before(flat: str, mention: Mention, at: int) -> bool:
    """Tell whether a company is whom another deal of the sentence is with, before "and entered into"."""
    return bool(
        _WITH_IT.search(flat, max(0, mention.start - 40), mention.start)
        and _AND_ALSO.fullmatch(flat, mention.end, at)
    )


def _restates(flat: str, name: Mention, mention: Mention) -> bool:
    """Tell whether a mention is the short form in the parenthesis behind its company's name."""
    return (
        name.entity == mention.entity
        and re.fullmatch(r"\s?\([\"']?", flat[name.end : mention.start]) is not None
    )


def _aside(flat: str, start: int, mention: Mention, at: int) -> bool:
    """Tell whether a mention stands in a parenthesis behind the subject: "Acme (later acquired by Beta) licensed"."""
    opened = flat.rfind("(", start, mention.start)
    return opened > max(flat.rfind(")", start, mention.start), start) and ")" in flat[mention.end : at]


def _possessor(flat: str, mention: Mention, at: int) -> bool:
    """Tell whether a mention only owns what does the act: "X's chief executive announced"."""
    if flat[mention.end : mention.end + 2] != "'s" or at - mention.end <= 3:
        return False
    return not flat[mention.end + 2 : at].strip().istitle()


#: "Beta's wholly owned research *subsidiary, Gamma*".
_UNIT_NAMED = re.compile(
    r"['\u2019]s? (?:\([^()]{1,40}\) )?(?:(?!and\b|to\b|of\b)[\w-]+,? ){0,6}?(?:subsidiary|unit|division"
    r"|affiliate|business|spin-?out|arm)"
    r"(?:,? (?:called|named|known as))?,? "
)


def unit_of(place: Place, owner: Mention, named: list[Mention]) -> Mention | None:
    """Give the company that is named behind its owner: "Beta's subsidiary, Gamma", among those named there."""
    for mention in named:
        if mention.entity != owner.entity and not mention.generic:
            return mention if _UNIT_NAMED.fullmatch(place.flat, owner.end, mention.start) else None
    return None


def next_party(place: Place, at: int) -> list[tuple[int, str]]:
    """Give "we" and the company that a dated agreement is followed by: "under an option agreement dated ..., X"."""
    other = next((m for m in place.companies(at, place.sentence.end) if not m.generic), None)
    if other is None or place.we is None:
        return []
    return [(other.entity, "partner"), (place.we, "partner")]


def in_company_name(place: Place, end: int) -> bool:
    """Tell whether a noun that ends at an offset is part of a company's name: "Alliance Pharmaceutical"."""
    return any(m.start < end <= m.end for m in place.companies(end - 60, end) if not m.generic)
