"""Sentences that make or mention a deal: who, with whom, under what name, when.

An `Event` is read from one sentence. Names of agreements ("entered into a license agreement with X"), verbs of
acquisition ("acquired X", "sold the product to X") and verbs of licensing ("X granted us") each have a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dealgraph.extract.deals.names import AgreementName, agreement_names
from dealgraph.extract.mentions import Mention
from dealgraph.extract.reading import Reading
from dealgraph.extract.text import Page, Sentence


@dataclass(slots=True)
class Event:
    """A passage that makes or mentions a deal.

    Attributes:
        kind: "sign" (entered into), "refer" (mentioned) or "weak" (a collaboration spoken of in passing).
        page, sentence: Where.
        start, end: The passage, in the page.
        types: Words of the agreement-type scheme; empty where nothing tells.
        parties: (company, role) in order; the role may be "partner".
        names: Defined names that the sentence gives the deal.
        date_from, date_to: Where a date of signing may stand.
        title: The name, where it is a capitalised one ("Supply Agreement").
        amends: True where the sentence speaks of an amendment or extension.
        proposed: True of deals that are only intended.
        at: Where the name or verb stands, in the page.
        others: The parties after "with".
        done: True where only a completion is told, whose date is not that of signing.
    """

    kind: str
    page: int
    sentence: int
    start: int
    end: int
    types: list[str]
    parties: list[tuple[int, str]]
    names: list[str] = field(default_factory=list)
    title: str = ""
    amends: bool = False
    proposed: bool = False
    done: bool = False
    at: int = 0
    others: list[int] = field(default_factory=list)


_SIGN = re.compile(
    r"\b(?:enter(?:ed|s|ing)? (?:in)?to|enter(?:s|ed)|sign(?:ed|s|ing)?|execut(?:ed|es|ion)|announc(?:ed|es|e|ing)|establish(?:ed|es)?"
    r"|form(?:ed|s)|clos(?:ed|es|ing)|complet(?:ed|es|ion)|conclud(?:ed|es)|reach(?:ed|es)?|ink(?:ed|s)|initiat(?:ed|es)|are parties to"
    r"|is a party to|became a party|have an?|has an?|had an?|agreed (?:on|to)|expand(?:ed|s)|confirmed)\b",
    re.IGNORECASE,
)
_REAL_SIGN = re.compile(r"\b(?:enter|sign|execut|announc|establish|form|conclud|reach|ink|agreed|initiat|confirm|are parties|is a party|became a)", re.IGNORECASE)
_UNREAL = re.compile(
    r"\b(?:may|might|could|would|can|[Ii]f|[Ss]hould|intends?|intended|plans? to|planned|seeks? to|seeking to|expects? to|expected|able to|unable to"
    r"|not|[Nn]ever|[Pp]otential|any|future|negotiat\w+|possible|propose[ds]?|no longer|wish)\b[^.;]{0,40}$"
)
_IF = re.compile(r"\b(?:[Ii]f|[Uu]nless|[Ww]hether|[Ii]n the event|[Ii]n case)\b")
_PROPOSED = re.compile(
    r"non-binding|memorandum of understanding|\bMOU\b|\bterm sheet|(?<!binding )letter of intent|proposed (?:transaction|merger|acquisition)|in negotiations|being negotiated",
    re.IGNORECASE,
)
_BINDING = re.compile(r"(?<!non-)\bbinding (?:letter|term)", re.IGNORECASE)
_AMEND = re.compile(r"\b(?:amend(?:ed|ing|ment|ments|s)?|restated|exten(?:sion|ded|ds)|expan(?:sion|ded|ds)|supplement(?:ed|al)?|side letter|waiver|novation)\b", re.IGNORECASE)
_OR_THE = re.compile(r",? or (?:the |our )?(?:[A-Z][\w&-]* ){0,4}$")
_LINK = re.compile(
    r"""^(?:\s*\([^()]{0,220}\)|,\sor\s[^,;.()]{3,70},)*(?:,?\s(?:dated|effective|made|entered\sinto|executed|originally|as\sof|on|in)\b[^.;:()]{0,60}?)?
    (?:,?\s[\w$,%'/ -]{0,70}?)??,?\s(?:with|between|by\sand\sbetween|by\sand\samong|among|from|by|to)\s+
    (?:(?:both|our|its|the|a|an|certain|two|one|each|of|subsidiar(?:y|ies)|affiliates?|collaborat(?:or|ion)|partners?|licensors?|licensees?|company|companies
    |leading|global|and|us|pharmaceutical|biopharmaceutical|biotechnology|then|formerly|known|as|privately|held|specialist|leader|wholly-owned|former|member|group
    |parent|innovator|developer|manufacturer|provider|hospital|university|non-profit|Swiss|French|German|Japanese|Chinese|Korean|Danish|U\.S\.-based|\w+-based|in|\w+ing)\s+)*$""",
    re.VERBOSE,
)
_JOIN = re.compile(
    r"""^['"”)\]]{0,3}(?:'?s)?\s*(?:\((?:[^()]|\([^()]*\)){0,220}\)[,"]?\s*)*(?:,?\son\sthe\s(?:one|other)\shand)?(?:[,;]|\band\b|&|\bor\b|\balong\swith\b|\btogether\swith\b|\bas\swell\sas\b|\bon\sbehalf\sof\b|/|\s)*
    (?:(?:its|a|an|our|their|one|two|of|wholly[ -]owned|majority[ -]owned|indirect|direct|each|the|by|through|both|owned|certain|other|non-profit)\s+)*(?:subsidiar(?:y|ies)|affiliates?|company)?[,\s(]*$""",
    re.VERBOSE | re.IGNORECASE,
)
_PARENT = re.compile(r"\b(?:subsidiary|affiliate|division|unit|member|part|arm|portfolio company|spin-?out|spin-?off|tradename|successor|assignee|owned by|formerly)\b[^,;]{0,30}\b(?:of|to|by|from|known as)?\s*$|\b(?:formerly|now|f/k/a|d/b/a|now known as|formerly known as)\W*$", re.IGNORECASE)
_DEFINED = re.compile(r"\((?:the|as amended, the|such agreement, the|collectively, the|each,? an?|together,? the|this|,|\s)*\s*[\"']?((?:[A-Z][\w./&-]*|of|and|the|for)(?: (?:[A-Z0-9][\w./&-]*|of|and|for)){0,7})[\"']?\)")
_OR_DEFINED = re.compile(r", or (?:the |our )?((?:[A-Z][\w./&-]* ){1,6}(?:Agreement|License|Collaboration|Amendment))\b")
_NAMED = re.compile(r"(?:Agreement|License|Collaboration|Transaction|Merger|Acquisition|LOI|MOU|SPA|APA|CLA|Amendment|Partnership|Alliance|CRADA|Sublicense|Option)")


def group_after(reading: Reading, page: int, flat: str, at: int, limit: int) -> list[Mention]:
    """Give the companies that a preposition after `at` introduces: "with X, Y and their subsidiary Z"."""
    out: list[Mention] = []
    last = at
    for mention in reading.companies_in(page, at, limit):
        gap = flat[last : mention.start]
        if not out and (gap.count("(") > gap.count(")") or _OR_THE.search(gap)):
            continue
        if out:
            if mention.start < out[-1].end:
                continue
            if mention.entity == out[-1].entity or any(mention.entity == m.entity for m in out):
                last = max(last, mention.end)
                continue
            if _PARENT.search(gap):
                last = mention.end
                continue
            if len(gap) > 240 or not _JOIN.match(gap):
                break
            if mention.generic and not re.search(r"\band\b|&|,", gap):
                break
        elif len(gap) > 320 or not _LINK.match(gap):
            break
        out.append(mention)
        last = mention.end
    return out


def group_before(reading: Reading, page: int, flat: str, floor: int, at: int) -> list[Mention]:
    """Give the companies that are the subject of what begins at `at`: the nearest before it and those joined to it."""
    out: list[Mention] = []
    for mention in reversed(reading.companies_in(page, floor, at)):
        if mention.end > at:
            continue
        if _OWNED_BY.search(flat[max(floor, mention.start - 50) : mention.start]):
            continue
        if not out:
            if flat[mention.end : mention.end + 2] == "'s" and at - mention.end > 3 and not flat[mention.end + 2 : at].strip().istitle():
                continue
            out.append(mention)
            continue
        gap = flat[mention.end : out[-1].start]
        if mention.entity == out[-1].entity and len(gap) < 60:
            out[-1] = mention
            continue
        if len(gap) > 240 or not _JOIN.match(gap) or not re.search(r"\band\b|&|,|subsidiar|affiliate", gap):
            break
        if re.match(r"'s\b[^,]*subsidiar", gap, re.IGNORECASE):
            break
        out.append(mention)
    return list(reversed(out))


_SUBSIDIARY_OF = re.compile(r"\bsubsidiary of\b", re.IGNORECASE)
_OWNED_BY = re.compile(r"\b(?:subsidiary|affiliate|division|unit|member|part|spin-?out|spin-?off) of (?:the )?$", re.IGNORECASE)


def events_of(reading: Reading, page_index: int, sentence: Sentence) -> Iterator[Event]:
    """Read the events of one sentence."""
    page = reading.pages[page_index]
    for name in agreement_names(page.flat, sentence.start, sentence.end):
        event = _named(reading, page_index, page, sentence, name)
        if event is not None:
            yield event
    yield from _acquisitions(reading, page_index, page, sentence)
    yield from _share_purchases(reading, page_index, page, sentence)
    yield from _partners(reading, page_index, page, sentence)


def _named(reading: Reading, index: int, page: Page, sentence: Sentence, name: AgreementName) -> Event | None:
    flat = page.flat
    if _IN_PARENTHESES.search(flat[max(0, name.start - 40) : name.start]) or _is_verb(name):
        return None
    after = group_after(reading, index, flat, name.end, sentence.end)
    gap = flat[name.end : after[0].start] if after else ""
    preposition = (re.findall(r"\b(with|between|among|from|by|to)\b", gap) or [""])[-1]
    if preposition in ("to", "from", "by") and name.head not in ("license", "sub-license", "sublicense", "licence"):
        after = [] if preposition != "from" else after
    inside = [m for m in reading.companies_in(index, max(sentence.start, name.start - 60), name.end) if not m.generic and m.end >= name.start - 3]
    verb = None
    for verb in _SIGN.finditer(flat, max(sentence.start, name.start - 110), name.start):
        pass
    gap_to_verb = flat[verb.end() : name.start] if verb else ""
    signing = bool(verb) and not re.search(r"[;]|\b(?:under|pursuant|which|that)\b", gap_to_verb)
    before_at = verb.start() if verb and signing else name.start
    unreal = bool(_UNREAL.search(flat[max(sentence.start, before_at - 60) : before_at]) or _IF.search(flat, sentence.start, before_at))
    head = flat[max(sentence.start, name.start - 60) : min(sentence.end, name.end + 30)]
    proposed = bool(_PROPOSED.search(head)) and not _BINDING.search(head)
    if signing and re.search(r"\bpreviously\s+$", flat[max(sentence.start, before_at - 14) : before_at]):
        signing = False
    if unreal and not proposed:
        signing = False
        if name.before in ("a", "an", "any", "") and not name.proper:
            return None
    subject = group_before(reading, index, flat, sentence.start, before_at)
    parties = _parties(reading, index, name, after, subject, inside, preposition, flat, signing)
    others = [c for c, _ in parties if c != reading.companies.we]
    if len(parties) < 2 and not (signing and verb and _REAL_SIGN.match(verb.group()) and name.types):
        return None
    if len(parties) < 2 and flat[name.end - 1] == "s":
        return None
    if not others and not signing:
        return None
    names = _defined_names(flat, name.end, min(sentence.end, (after[-1].end if after else name.end) + 160))
    if name.proper and inside and name.head != "license":
        names.append(flat[name.start : name.end])
    if signing and verb and _REAL_SIGN.match(verb.group()):
        kind = "sign"
    elif name.head in ("collaboration", "partnership", "alliance", "deal", "transaction", "arrangement", "license", "joint venture"):
        kind = "weak"
    else:
        kind = "refer"
    amends = bool(_AMEND.search(flat[max(sentence.start, name.start - 45) : name.end])) and "restated" not in flat[name.start : name.end].lower()
    return Event(
        kind, index, sentence.index, sentence.start, sentence.end, list(name.types), parties, names,
        title=flat[name.start : name.end] if name.proper and name.head == "agreement" else "", amends=amends, proposed=proposed, at=name.start,
        others=[m.entity for m in after] if preposition == "with" else [],
    )  # fmt: skip


#: The name stands in a definition: (the "Regeneron Agreement").
_IN_PARENTHESES = re.compile(r"""\((?:[\w,]+ ){0,4}["']\s*$|\((?:the|each,? an?|as amended,? the|collectively,? the|together,? the) $|, or the $|["'] and (?:together|collectively),? the ["']$""")


def _is_verb(name: AgreementName) -> bool:
    """Tell whether "license" is a verb here: "an option to exclusively license"."""
    return name.head == "license" and not name.proper and name.before in ("to", "exclusively", "will", "may", "can", "could", "not", "or")


def _parties(
    reading: Reading, page: int, name: AgreementName, after: list[Mention], subject: list[Mention], inside: list[Mention], preposition: str, flat: str, signing: bool
) -> list[tuple[int, str]]:
    we = reading.companies.we
    reading_is_release = reading.pages[page].document.type.startswith("EX-99")
    role_after = role_subject = "partner"
    if name.proper and inside and not after and we is not None and not signing:
        return list(dict.fromkeys([(inside[-1].entity, "partner"), (we, "partner")]))
    if name.head in ("license", "sublicense", "licence", "sub-license") and preposition in ("from", "by"):
        role_after, role_subject = "licensor", "licensee"
    elif name.head in ("license", "sublicense", "licence", "sub-license") and preposition == "to":
        role_after, role_subject = "licensee", "licensor"
    out: dict[int, str] = {m.entity: role_after for m in after}
    if not out:
        out = {m.entity: "partner" for m in inside[-1:] if name.head != "license"}
    if preposition in ("between", "among") and len(out) >= 2:
        return list(out.items())
    if name.before in ("our", "us") and we is not None:
        out.setdefault(we, role_subject)
    elif signing:
        for m in subject[-3:]:
            out.setdefault(m.entity, role_subject)
        if we is not None and not reading_is_release and _SUBSIDIARY_OF.search(flat[name.start - 200 if name.start > 200 else 0 : name.start]):
            parent = [m for m in reading.companies_in(page, max(0, name.start - 200), name.start) if m.entity == we]
            if parent and subject and parent[-1].start > subject[-1].start:
                out.setdefault(we, role_subject)
    elif subject:
        out.setdefault(subject[-1].entity, role_subject)
    if len(out) < 2 and we is not None and out:
        out.setdefault(we, role_subject)
    if len(out) < 2 and out:
        for m in subject[-1:]:
            out.setdefault(m.entity, role_subject)
    return list(out.items())


def _defined_names(flat: str, start: int, end: int) -> list[str]:
    found = [m.group(1) for m in _DEFINED.finditer(flat, start, end)]
    found += [m.group(1) for m in _OR_DEFINED.finditer(flat, start, end)]
    return [f for f in found if _NAMED.search(f)]


_ACQUIRE = re.compile(
    r"\b(?P<buy>acquir(?:ed?|es|ing)|acquisition of|to acquire|merger with|merge[ds]? with|purchas(?:ed|es|e)|acquisition by|be(?:en|ing)? acquired by|was acquired by)\b"
    r"|\b(?P<sell>(?:sold|sells?|divest(?:ed|s|iture)?|sale of|transferred|assigned))\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"^\s*(?:by\s)?(?:(?:all|of|the|outstanding|issued|and|shares?|capital|stock|100%|remaining|equity|interests?|securities|in|common|a|an|its|privately|held|privately-held|company"
    r"|clinical-stage|biotechnology|biopharmaceutical|pharmaceutical|biotech|\w+-based|ownership|membership|full|entire|certain|majority|stake|with|from|limited|liability|developer|research|commercial-stage|manufacturer|oncology|specialty)\b[\s,]*)*$"
)
_ASSETS = re.compile(
    r"\b(?:rights?|assets?|products?|programs?|franchise|business|portfolio|brand|interests?|compounds?|candidates?|technolog\w+|intellectual property|patents?|platform|facility|royalt\w+)\b",
    re.IGNORECASE,
)
_SHARES = re.compile(r"\b(?:shares?|common stock|notes?|warrants?|securities|ADSs?|treasury|preferred stock)\b", re.IGNORECASE)


def _acquisitions(reading: Reading, index: int, page: Page, sentence: Sentence) -> Iterator[Event]:
    flat = page.flat
    for match in _ACQUIRE.finditer(flat, sentence.start, sentence.end):
        here = reading.companies_in(index, match.end(), min(sentence.end, match.end() + 260))
        named = [m for m in here if not m.generic]
        subject = group_before(reading, index, flat, sentence.start, match.start())
        if _UNREAL.search(flat[max(sentence.start, match.start() - 60) : match.start()]) and "to acquire" not in match.group():
            if not re.search(r"\b(?:agree|definitive|announce|letter of intent|merger agreement)", flat[sentence.start : match.start()]):
                continue
        buying = match.group("buy") is not None
        event = _whole(reading, index, flat, sentence, match, here, subject) if buying and named else None
        event = event or _assets(index, flat, sentence, match, buying, here, subject, reading)
        event = event or _divestiture(index, flat, sentence, match, subject)
        if event is not None:
            head = flat[sentence.start : sentence.end]
            event.proposed = bool(_PROPOSED.search(head)) and not _BINDING.search(head)
            yield event
            return


def _whole(
    reading: Reading, index: int, flat: str, sentence: Sentence, match: re.Match[str], here: list[Mention], subject: list[Mention]
) -> Event | None:
    """Read "X acquired (all of the shares of) Y"."""
    target = here[0]
    gap = flat[match.end() : target.start]
    if target.generic or len(gap) > 110 or not _WHOLE.match(gap):
        return None
    behind = flat[target.end : target.end + 40]
    if re.match(r"'s?\b|\s+(?:common|stock|shares|ordinary|ADS|product|brand|royalt|securities|antibod|technolog|patent|right|asset|cash|inventor)", behind, re.IGNORECASE):
        return None
    verb = match.group().lower()
    if " by" in verb:
        acquirer = [target.entity]
        targets = [m.entity for m in subject[-1:]]
    else:
        acquirer = [m.entity for m in subject[-1:] if m.entity != target.entity]
        targets = [target.entity]
    if not acquirer and reading.companies.we is not None:
        acquirer = [reading.companies.we]
    if not acquirer or not targets or acquirer[0] == targets[0]:
        return None
    before = flat[sentence.start : match.start()].lower()
    done = bool(re.search(r"complet|clos(?:ed|ing)|consummat", before[-80:])) or bool(re.match(r"[^.]{0,60}(?:complet|closed)", behind))
    types = ["merger"] if verb.startswith("merg") and "acqui" not in before else ["acquisition"]
    return Event(
        "sign", index, sentence.index, sentence.start, sentence.end, types,
        [(acquirer[0], "acquirer"), (targets[0], "target")], done=done, at=match.start(),
    )  # fmt: skip


def _assets(
    index: int, flat: str, sentence: Sentence, match: re.Match[str], buying: bool, here: list[Mention], subject: list[Mention], reading: Reading
) -> Event | None:
    """Read "X acquired the rights to Z from Y" and "X sold its Z business to Y"."""
    for mention in here:
        gap = flat[match.end() : mention.start]
        link = re.search(r"\b(from|to|by)\s+(?:[a-z][\w-]*,?\s+){0,4}$", gap)
        if link is None or re.search(r"[;:]|\bwhich\b", gap) or link.group(1) == "by":
            continue
        if link.group(1) != ("from" if buying else "to"):
            continue
        if mention.generic and not (subject and not subject[-1].generic):
            continue
        drug = bool(reading.drugs_in(index, match.end(), mention.start))
        if _SHARES.search(gap) or not (drug or _ASSETS.search(gap)):
            return None
        if re.search(r"\blicen[sc]e|royalt|\bproducts? (?:sold|to)\b", gap, re.IGNORECASE) or (not buying and re.search(r"\bsales?\b|\bsell\b", match.group(), re.IGNORECASE) and "rights" not in gap and not drug and "business" not in gap and "assets" not in gap):
            return None
        who = [m.entity for m in subject[-1:] if m.entity != mention.entity] or ([reading.companies.we] if reading.companies.we is not None else [])
        if not who or who[0] == mention.entity:
            return None
        roles = ("buyer", "seller") if buying else ("seller", "buyer")
        return Event(
            "sign", index, sentence.index, sentence.start, sentence.end, ["asset purchase"],
            [(who[0], roles[0]), (mention.entity, roles[1])], at=match.start(),
            done=bool(re.search(r"complet|clos(?:ed|ing)", flat[sentence.start : match.start()], re.IGNORECASE)),
        )  # fmt: skip
    return None


def _divestiture(index: int, flat: str, sentence: Sentence, match: re.Match[str], subject: list[Mention]) -> Event | None:
    """Read "X completes divestiture of Y", where the buyer is not named."""
    if not match.group().lower().startswith("divest") or not subject or subject[-1].generic:
        return None
    if not re.match(r"(?:iture)?\s+(?:of\s+)?(?:its\s+|the\s+)?[A-Z]", flat[match.end("sell") - (5 if match.group().lower().endswith("iture") else 0) : match.end() + 30]):
        return None
    if not re.search(r"\b(?:complet|announc|clos)\w*\s*$|^\W*$", flat[subject[-1].end : match.start()], re.IGNORECASE):
        return None
    return Event(
        "sign", index, sentence.index, sentence.start, sentence.end, ["asset purchase"], [(subject[-1].entity, "seller")], at=match.start(),
        done=bool(re.search("complet|clos", flat[subject[-1].end : match.start()], re.IGNORECASE)),
    )  # fmt: skip


_SHARES_BOUGHT = re.compile(
    r"\b(?:purchased|acquired|bought|agreed to (?:purchase|acquire|buy)|invested)\b(?:[^.;]|\.\d){0,60}?\b(?:shares?|American Depositary Shares|ADSs|units)\b(?P<rest>(?:[^.;]|\.\d){0,140})"
)


def _share_purchases(reading: Reading, index: int, page: Page, sentence: Sentence) -> Iterator[Event]:
    """Read "we purchased 10.0 million shares of X common stock for an aggregate purchase price of $60.0 million"."""
    flat = page.flat
    for match in _SHARES_BOUGHT.finditer(flat, sentence.start, sentence.end):
        if re.search(r"\ball\b|\boutstanding\b", match.group()[:60]) or not re.search(r"aggregate|purchase price|per share|premium|\bfor \$", flat[match.start() : sentence.end]):
            continue
        subject = group_before(reading, index, flat, sentence.start, match.start())[-1:]
        issuer = next((m for m in reading.companies_in(index, match.start("rest"), match.end("rest")) if re.search(r"\bof\s+(?:the\s+)?$|\bin\s+$", flat[match.start() : m.start])), None)
        if not subject or issuer is None or subject[0].entity == issuer.entity:
            continue
        yield Event(
            "sign", index, sentence.index, sentence.start, sentence.end, ["equity"],
            [(subject[0].entity, "investor"), (issuer.entity, "investee")], at=match.start(),
        )  # fmt: skip
        return


_PARTNER = re.compile(
    r"\b(?:(?P<role>collaborators?|(?:collaboration|commercial|development|strategic|licensing|commercialization|distribution|marketing|manufacturing) partners?|licensees?|licensors?),?\s+)$",
    re.IGNORECASE,
)


def _partners(reading: Reading, index: int, page: Page, sentence: Sentence) -> Iterator[Event]:
    """Read "our collaborator X" and "licensee X"."""
    flat = page.flat
    for mention in reading.companies_in(index, sentence.start, sentence.end):
        if mention.generic:
            continue
        match = _PARTNER.search(flat[max(sentence.start, mention.start - 40) : mention.start])
        if match is None:
            continue
        subject = group_before(reading, index, flat, sentence.start, mention.start - len(match.group()))[-1:]
        who = subject[0].entity if subject else reading.companies.we
        if who is None or who == mention.entity:
            continue
        word = match.group("role").lower()
        role = "licensee" if word.startswith("licensee") else "licensor" if word.startswith("licensor") else "partner"
        kind = "license" if role != "partner" else "manufacturing" if "manufact" in word else "commercialization" if re.match("comm|distr|mark", word) else "collaboration"
        yield Event(
            "weak", index, sentence.index, sentence.start, sentence.end, [kind], [(who, "partner"), (mention.entity, role)], at=mention.start
        )  # fmt: skip
