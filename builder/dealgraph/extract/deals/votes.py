"""Signs of who gives rights and who takes them: verbs of granting, keeping, taking and paying, and possessions."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Deal, Reading
from dealgraph.extract.text import Sentence

_GRANT = Prefiltered(
    r"\b(?:(?:grant(?:ed|s|ing)?(?! (?:\w+ )?sub-?licen))"
    r"|(?:has|have|had|exclusively|out-)\s?(?:out-)?licensed|licensed|out-licensed"
    r"|agreed to (?:grant|license)|(?:will|would|shall) (?:grant|(?:out-)?license)|granting|(?<!in-)licenses"
    r"|(?:has |have |had )?transferred(?=[^.;]{0,60}\brights\b)"
    r"|(?:has |have )?appointed)\b"
)
_TAKE = Prefiltered(
    r"\b(?:receive[sd](?! (?:\w+ ){0,2}(?:notice|notification|word)\b)(?! (?:an? )?(?:[\w-]+ ){0,2}[$€£])"
    r"|(?:will|would|to) (?:also |now |then |thereby )?(?:obtain|receive|gain|acquire|in-license|secure"
    r"|get|have)(?! (?:an? )?(?:option|right) to (?:negotiate|terminate))"
    r"|obtained|obtains|acquired|(?:has|have|had)(?! (?:\w+ )?(?:entered|signed|executed|inked|announced|agreed"
    r"|concluded|reached|closed|completed|established|formed|terminated|amended|expanded|extended|initiated"
    r"|reacquired|regained|recovered|returned|sold|received (?:\w+ ){0,2}(?:notice|notification|word))\b)"
    r"|gained|gains|secured|secures|was granted|were granted"
    r"|are granted|is granted|been granted|in-licensed|in-licenses|holds?|held|continue to hold|exercised"
    r"|license)\b"
    r"(?=(?:(?!\b(?:and|while|but) (?:\w+ )?(?:retain|keep))[^.;]"
    r"|(?<=U)\.S\.){0,70}\b(?:licen[sc]es?(?! (?:[\w-]+ ){0,2}(?:payments?|fees?|revenues?)\b)"
    r"|sublicen[sc]e|rights?|option(?! to (?:require|receive|invest|participate|(?:co-?)?fund|share))"
    r"(?! (?:exercise )?(?:payments?|fees?)\b))\b)"
)
#: "Will be the exclusive distributor", and "regains the rights".
_IS_AGENT = Prefiltered(
    r"\b(?:will|would|shall|is to|to) (?:be|become|act as|serve as) (?:the |its |an? )?(?:[\w-]+ ){0,3}"
    r"(?:distributor|licensee|marketing partner|marketer)\b"
)
_REGAINS = Prefiltered(
    r"\b(?:regain(?:s|ed|ing)?|reacquir(?:es|ed|ing)|recover(?:s|ed|ing))\b(?=[^.;]{0,50}\b(?:rights?|licen[sc]e)\b)"
)
#: Who sells has the rights; who supplies has kept the product, but says less by it.
_SELLS = Prefiltered(
    r"\b(?:will|would|shall|is to|is) (?:also |then |exclusively |solely )?(?:be |become )?"
    r"(?:solely |fully |exclusively )?"
    r"(?:(?:responsible for|(?:have|assume) (?:\w+ )?responsibility for|undertake|handle|lead|manage|take over|assume"
    r"|oversee)(?! (?:all )?(?:manufactur|supply|production|discovery|preclinical|research))(?: [\w-]+,?){0,6}?"
    r" (?:commerciali[sz]ation|marketing|distribution|sales|promotion|registration|launch)"
    r"|(?:register,? |import,? |promote,? |distribute,? |market,? |sell,? |launch,? |commerciali[sz]e,? )+(?:and )?"
    r"(?:market|distribute|sell|promote|commerciali[sz]e)"
    r"|(?:register|import|launch|market|distribute|commerciali[sz]e|promote|sell(?! [^.;]{0,40}\bto [A-Z])))\b"
    r"(?! (?:its|their|shares|securities|stock)\b)"
    r"|\b(?:sells|markets|distributes|commerciali[sz]es)\b(?=(?:[^.;]|(?<=U)\.S\.){0,80}\bunder an? "
    r"(?:[\w-]+ ){0,4}(?:licen[sc]e|agreement)\b)"
)
_SUPPLIES = Prefiltered(
    r"\b(?:will|would|shall|is to) (?:also |then |exclusively )?"
    r"(?:be (?:solely |exclusively )?responsible for (?:the )?)?"
    r"(?:[\w-]+,? (?:and )?){0,3}?(?:manufactur(?:e|ing)(?: and (?:\w+ )?supply(?:ing)?)?|supply(?:ing)?)\b"
)
_PAY = Prefiltered(
    r"\b(?:(?:has |have |had )?(?:paid|pays?|made|makes?)|(?:is|are|was|were|be|been) (?:also )?(?:obligated"
    r"|required|obliged|responsible) (?:to (?:pay|make)|for)|(?:agreed|obligat\w+|required) to (?:pay|make)"
    r"|(?:will|shall|must|may|would|could) (?:also )?(?:be (?:obligated|required) to )?(?:pay|make|owe)"
    r"|owes?d?|may (?:also )?become obligated)\b"
    r"(?=[^.;]{0,110}\b(?:up-?front|milestone|royalt|license fee|option fee|fee|payment)\w*)"
)
#: Who keeps some of the rights has given the others; who keeps all of them may be either.
_KEEP = Prefiltered(
    r"\b(?:kept|keeps|retain(?:s|ed)|reserve[sd]|(?:will|shall) (?:retain|keep))\b"
    r"(?! (?:the |all |its )?(?:worldwide|global|all)\b)(?=[^.;]{0,40}\brights?\b)"
)
_GET = Prefiltered(
    r"\b(?:(?:is|are|was|were|be|become|becomes|remain)? ?(?:also )?(?:eligible|entitled) (?:to"
    r"|for)(?: receive)?|(?:will|may|could|would|can) (?:also )?(?:potentially )?(?:receive|earn)|(?:has "
    r"|have )?(?:received|earned)|receives?|will be paid)\b"
    r"(?=[^.;]{0,110}\b(?:up-?front|milestone|royalt|license fee|option fee|fee|payment)\w*)"
)
_FROM_PAYER = Prefiltered(
    r"\b(?:payments?|fees?|royalt(?:y|ies)|milestones?|consideration)\b(?:[^.;]|\.\d){0,40}?\bfrom\s+(?:our "
    r"|its )?$",
    re.IGNORECASE,
)
_TO_PAYEE = Prefiltered(
    r"\b(?:pay|paid|pays|payable|payments?|owed|due|royalt(?:y|ies)|[Tt]otal consideration)\b[^.;]{0,24}\bto\s+$"
)
_ACADEMIC = Prefiltered(
    r"\b(?:University|Universit[àéä]\w*|College|Institut\w*|Hospital|Children's|Foundation|School"
    r"|Research Cent(?:er|re)|Medical Cent(?:er|re)|Clinic|Regents|Trustees|National Cancer|NIH|NCI"
    r"|Technology Transfer|Council|Polytechnic|Academy|Memorial)\b"
)
#: "Exclusive licenses" are things, and "amounts received" are nobody's act.
_NOT_A_VERB = Prefiltered(
    r"\b(?!(?:also|exclusively|now|currently|which|that|it|who)\b)(?:[a-z][\w-]*|[Nn]o|[Tt]hese|[Ss]uch),? licenses$"
    r"|\b(?:amounts?|payments?|consideration|income|revenues?|fees|royalties|proceeds|sums) (?:\w+ly )?received$"
    r"|\b(?:an?|the|its|our|their|this|such) (?:[a-z-]+ )?license$"
    r"|\b(?:an?|the|this|such|research|supplemental|million|agency|federal|government|NIH|\d{4}) grants?$"
)
_PAID_DIRECTLY = Prefiltered(r"\b(?:pay|pays|paid|paying|owes?|reimburse[sd]?|reimbursing) (?:the )?$")
CROSS = Prefiltered(
    r"\bcross-?\s?licen[sc]|\beach (?:party )?(?:has |have )?grant(?:s|ed) (?:to )?the other\b"
    r"|\bgrant(?:s|ed|ing)? (?:to )?(?:each other|one another)\b",
    re.IGNORECASE,
)
#: Rights go back to who gave them.
_REVERTS = Prefiltered(
    r"\b(?:revert(?:s|ed|ing)?|(?:return|restor)(?:s|es|ed|ing)?(?: [^.;]{0,60}\brights)?)\s+to\s+(?:the )?$"
)
#: What a company has once the other has left the deal says nothing of who gave it what.
_OPTS_OUT = Prefiltered(r"\bopt(?:s|ed|ing)?[ -]out\b", re.IGNORECASE)
_LICENSED_FROM = Prefiltered(r"\b(?:in-)?licensed?\b[^.;]{0,130}\bfrom\s+(?:our |the )?$")
#: "A licence agreement with X for the use of its technology": X lends it.
_LICENCE_WITH = Prefiltered(r"\blicen[cs](?:e|ing) agreements? with\s+(?:the )?$", re.IGNORECASE)
#: "An out-licensing agreement with X": the word tells who gives.
_OUT_OR_IN = Prefiltered(
    r"\b(?P<way>out|in)-?licen[cs](?:e|ing)(?:,? (?:and [\w-]+ )?(?:agreements?|arrangements?))? with\s+(?:the )?$",
    re.IGNORECASE,
)
_TO_USE = re.compile(
    r"(?: \([^()]{1,40}\))?,? (?:for (?:the )?(?:exclusive )?(?:use of|rights? to)"
    r"|to (?:use|in-license|obtain|access)\b)"
)
#: "A licence agreement with X for it to use our technology": X takes it.
_TO_USE_OURS = re.compile(
    r"(?: \([^()]{1,40}\))?,? (?:for (?:it|them) to|permitting it to|allowing it to|enabling it to) (?:[\w-]+ ){0,3}?"
    r"(?:our|the Company's)\b"
)
#: How much granting and taking weigh.
_GRANTS, _TAKES = 3, -2
#: "Acme has licensed zolvaran, a first-in-class inhibitor for the treatment of gout, from Kelvane".
_LICENSED_WHAT_FROM = re.compile(
    r"licensed (?:(?!\b(?:[Tt]o (?:[A-Z]|the [A-Z]|its|an? )|acquired|obtained|received|bought|purchased|derived"
    r"|suffering"
    r"|resulting|royalt)|\. )[^;]){0,180}?,? from (?:the |its |our |\w+-based )?[A-Z]"
)
#: "Acme has exclusively licensed the worldwide rights to": in, where no "to" names who got them.
_LICENSED_RIGHTS = re.compile(
    r"(?<=licensed) (?:(?:the|all|certain|exclusive|worldwide|global|full) ){0,4}(?:rights|technolog\w+)\b"
    r"(?!(?:[^.;]|\.\w){0,120}?\bto (?:the )?[A-Z][a-z][\w-]*+(?!'))"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are|be)\s+(?:\w+ )?$")
_HAS = re.compile(r"(?:has|have|had|holds?|license)\b")
_HAS_NO_RIGHT = Prefiltered(r"\b(?:retain|right to terminate|no right|the right to)")
_SHARES = Prefiltered(r"\b(?:co-|retain)")
_OF_RIGHTS = Prefiltered(r"[^.;]{0,60}\b(?:licen[sc]e|rights?|option)\b")
_GIVE = Prefiltered(r"\b(?:provid(?:e|es|ed|ing)|gives?|gave|giving|grant(?:s|ed|ing)?)\s+$")


def count_votes(reading: Reading, deal: Deal) -> tuple[Counter[int], bool]:
    """Count for each party the signs that it grants (above zero) or takes (below); tell if any is of rights."""
    votes: Counter[int] = Counter()
    rights = any(role in ("licensor", "licensee") for _, role in deal.parties)
    parties = {c for c, _ in deal.parties}
    for company, role in deal.parties:
        votes[company] += {"licensor": 4, "licensee": -4}.get(role, 0)
        if (
            "license" in deal.types
            and (len(deal.parties) < 3 or "collaboration" not in deal.types)
            and _ACADEMIC.search(reading.companies.entities[company].name)
        ):
            votes[company] += 4
    seen = 0
    for page, index in deal.sentences[:60]:
        sentence, flat = reading.pages[page].sentences[index], reading.pages[page].flat
        mentions = _of_parties(reading, page, sentence, parties)
        if not mentions or _OPTS_OUT.search(flat, sentence.start, sentence.end):
            continue
        weight = 3 if seen < 4 else 1
        seen += 1
        for sign in _signs(flat, sentence.start, sentence.end):
            subject = subject_of(mentions, flat, sign.start, sentence)
            if subject is not None and flat.startswith("granting", sign.start):
                subject = _granter(mentions, flat, sign, subject)
            if subject is None or _with_another(reading, page, sign, parties):
                continue
            rights |= sign.rights
            if sign.value == _GRANTS and any(
                (m.entity == subject and 0 <= m.start - sign.end < 6)
                or (m.entity != subject and _owner_follows(flat, sign, m))
                for m in mentions
            ):
                votes[subject] += _TAKES * weight  # "an agreement with Acme granting Acme exclusive rights"
                continue
            votes[subject] += sign.value * weight
            if sign.value == _GRANTS:
                taker = next((m for m in mentions if m.start >= sign.end and m.entity != subject), None)
                if taker is not None and taker.start - sign.end < 30:
                    votes[taker.entity] += _TAKES * weight
        _possessions(reading, page, sentence, mentions, votes)
        if seen == 1:
            _owns_subject(flat, sentence, mentions, votes)
        for mention in mentions:
            money, right = _beside(flat, sentence.start, mention.start, mention.end)
            votes[mention.entity] += money + right * weight
            rights |= right != 0
    return votes, rights


def _of_parties(reading: Reading, page: int, sentence: Sentence, parties: set[int]) -> list[Mention]:
    """Give the mentions of a deal's parties, a group's short name among them where one party's name begins with it."""
    out: list[Mention] = []
    entities = reading.companies.entities
    for mention in reading.companies_in(page, sentence.start, sentence.end):
        if mention.entity in parties:
            out.append(mention)
        elif not mention.generic:
            short = reading.pages[page].flat[mention.start : mention.end]
            meant = [c for c in sorted(parties) if entities[c].name.startswith(short + " ")]
            if len(meant) == 1:
                out.append(replace(mention, entity=meant[0]))
    return out


def _owner_follows(flat: str, sign: _Sign, mention: Mention) -> bool:
    """Tell whether what is licensed is called another's: "has licensed Acme's patents"."""
    return (
        0 <= mention.start - sign.end < 30
        and flat.startswith(("'", "\u2019"), mention.end)
        and "licens" in flat[sign.start : sign.end]
        and not re.search(r"\bto\b", flat[sign.end : mention.start])
    )


_WITH_OTHER = re.compile(r"\bwith (?:the |[\w-]+-based |[A-Z][a-z]+'s )?$")
#: Who signs a deal with another is the "it" of what follows.
_IT = re.compile(r"\bit (?:has |will |would |also ){0,2}$")


def _granter(mentions: list[Mention], flat: str, sign: _Sign, subject: int) -> int:
    """Tell who grants in "A signed a licence with B, granting rights to its drug": A, unless a side is named."""
    before = [m for m in mentions if m.end <= sign.start]
    if any(0 <= m.start - sign.end < 30 for m in mentions) or len(before) < 2:
        return subject
    other = _WITH_OTHER.search(flat[max(0, before[-1].start - 24) : before[-1].start])
    return before[0].entity if other else subject


@dataclass(frozen=True, slots=True)
class _Sign:
    """A verb whose subject gives (above zero) or takes; `rights` is true of rights and false of money."""

    start: int
    end: int
    value: int
    rights: bool


_OUT = re.compile(r"[^.;]{0,60}(?<!relating )(?<!related )(?<!directed )\b(?:to|from)\b")


@lru_cache(maxsize=1024)
def _signs(flat: str, start: int, end: int) -> tuple[_Sign, ...]:
    """Give the verbs of a sentence that tell a role, once for all deals that it speaks of."""
    out: list[_Sign] = []
    for pattern, value in (
        (_GRANT, _GRANTS),
        (_TAKE, _TAKES),
        (_IS_AGENT, _TAKES),
        (_REGAINS, _GRANTS),
        (_SELLS, -1),
        (_SUPPLIES, 1),
        (_KEEP, 1),
        (_PAY, -1),
        (_GET, 1),
    ):
        for match in pattern.finditer(flat, start, end):
            at, behind = match.span()
            if _NOT_A_VERB.search(flat[max(start, at - 24) : behind]):
                continue
            if value == _TAKES and _takes_nothing(flat, at, behind):
                continue
            if match[0] == "licenses" and not _OUT.match(flat, behind):
                continue  # "the Company licenses patents": in or out, nobody can tell
            granted = value == _GRANTS and (
                (match[0].endswith("licensed") and _LICENSED_WHAT_FROM.match(flat, behind - 8, end))
                or _LICENSED_RIGHTS.match(flat, behind, end)
                or _PASSIVE.search(flat[max(start, at - 14) : at])
                or (match[0].endswith("licensed") and _licensed_in(flat, start, at, behind))
            )
            rights = abs(value) > 1 or pattern is _KEEP
            out.append(_Sign(at, behind, _TAKES if granted else value, rights))
    return tuple(out)


#: "Acme announced that Beta has licensed its drug": Beta takes it, as nobody is named to whom it would be given.
_SAID_THAT = Prefiltered(
    r"\b(?:announce[ds]?|reported|said)\b[^.;]{0,40} that\b[^;]{3,120}\b(?:has|have) (?:exclusively )?(?:in-)?$"
)


def _licensed_in(flat: str, start: int, at: int, behind: int) -> bool:
    """Tell whether "licensed" takes a licence and gives none."""
    if flat.endswith("in-", 0, at):
        return True
    return _SAID_THAT.search(
        flat[max(start, at - 200) : behind - len("licensed")]
    ) is not None and not _OUT.match(flat, behind)


def _takes_nothing(flat: str, at: int, behind: int) -> bool:
    """Tell whether "has" and the like only keep a right or share it."""
    if _HAS.match(flat, at, behind) and _HAS_NO_RIGHT.search(flat[at : at + 40]):
        return True
    return bool(_SHARES.search(flat[behind : behind + 40])) and "exclusive" not in flat[behind : behind + 25]


#: What stands right before a mention ends in one of these wherever a pattern that `_beside` tries there matches.
_LAST_WORDS = (
    *("to", "from", "with", "the", "our", "its", "pay", "pays", "paid", "paying", "owe", "owes"),
    *(
        "reimburse",
        "reimburses",
        "reimbursed",
        "reimbursing",
        "provide",
        "provides",
        "provided",
        "providing",
        "giving",
        "granting",
        "give",
        "gives",
        "gave",
    ),
    *("grant", "grants", "granted", "use"),
)


@lru_cache(maxsize=4096)
def _beside(flat: str, floor: int, start: int, end: int) -> tuple[int, int]:
    """Weigh the words before a mention of a sentence that begins at `floor`: for being paid, for giving rights."""
    before = flat[max(floor, start - 90) : start]
    if not before[-1:].isspace() or not before.rstrip()[-12:].casefold().endswith(_LAST_WORDS):
        return 0, 0
    money = (_TO_PAYEE.search(before) is not None) - (_FROM_PAYER.search(before) is not None)
    money += _PAID_DIRECTLY.search(before) is not None
    right = _TAKES if _GIVE.search(before) and _OF_RIGHTS.match(flat[end : end + 90]) else 0
    if before.endswith("to use ") and flat.startswith(("'s ", "' "), end):
        right += _GRANTS  # "to allow Acme to use Beta's adjuvant"
    if _LICENCE_WITH.search(before) and (use := _TO_USE.match(flat, end)):
        right += 1 if use[0].endswith("rights to") else _GRANTS  # whose the rights are, others tell better
    if _LICENCE_WITH.search(before) and _TO_USE_OURS.match(flat, end):
        right += _TAKES
    if way := _OUT_OR_IN.search(before):
        right += _TAKES if way["way"].lower() == "out" else _GRANTS
    if _LICENSED_FROM.search(before) or _REVERTS.search(before):
        right += _GRANTS
    return money, right


def _with_another(reading: Reading, page: int, sign: _Sign, parties: set[int]) -> bool:
    """Tell whether a company beside the deal is on the other side: "a license that we hold from X", "we paid X"."""
    flat = reading.pages[page].flat
    if sign.value >= 0:
        return False
    beside = [
        m
        for m in reading.companies_in(page, sign.end, sign.end + 60)
        if not m.generic and m.entity not in parties
    ]
    if sign.rights:
        return any(
            flat[max(sign.end, m.start - 9) : m.start].endswith(("from ", "from the ")) for m in beside
        )
    return any(m.start - sign.end < 3 for m in beside)


def _owns_subject(flat: str, sentence: Sentence, mentions: list[Mention], votes: Counter[int]) -> None:
    """Take who signs an agreement with another for "its" product as the owner, who grants."""
    last = mentions[-1]
    if len(mentions) > 1 and _WITH_OTHER.search(flat[max(sentence.start, last.start - 24) : last.start]):
        if _ITS_PRODUCT.match(flat, last.end, sentence.end):
            votes[mentions[0].entity] += 1


def _possessions(
    reading: Reading, page: int, sentence: Sentence, mentions: list[Mention], votes: Counter[int]
) -> None:
    """Take "X's drug" as a sign that X is its owner, who grants."""
    flat = reading.pages[page].flat
    for mention in mentions:
        if _OWN_TECHNOLOGY.match(flat, mention.end):
            votes[mention.entity] += 1
        if flat.startswith(("'s ", "' "), mention.end) and _DEALS_IN.search(
            flat, max(sentence.start, mention.start - 40), mention.start
        ):
            votes[mention.entity] += 2
        if flat.startswith("'s ", mention.end) and _IN_APPOSITION.search(
            flat, max(sentence.start, mention.start - 30), mention.start
        ):
            votes[mention.entity] += 2
        if flat.startswith("'s territory", mention.end):  # what a licence was given for
            votes[mention.entity] -= 2
    together = "in combination with" in flat[sentence.start : sentence.end]
    for drug in () if together else reading.drugs_in(page, sentence.start, sentence.end):
        for mention in mentions:
            if not 0 <= drug.start - mention.end < 70:
                continue
            gap = flat[mention.end : drug.start]
            own = gap.startswith("'") or (
                mention.generic and flat[mention.start : mention.end].lower() in ("our", "its")
            )
            if own and not _PARTED.search(gap.removesuffix(", ")):
                votes[mention.entity] += 2


#: "To co-promote Acme's Niatrol", "the rights to Acme's lead compound".
_DEALS_IN = Prefiltered(
    r"(?<![Jj]ointly )\b(?:promot(?:e|ion of)|market(?:ing of)?|distribut(?:e|ion of)|sell"
    r"|commerciali[sz](?:e|ation of)|develop|(?:rights?|access|licen[sc]e) (?:to|for)|licen[sc]e) (?:the )?$",
    re.IGNORECASE,
)
_ITS_PRODUCT = re.compile(
    r"[^.;]{3,120}?, its (?:[a-z][\w-]* ){0,5}[a-z]"
    r"|[^.;]{0,90}?\b(?:for|covering|of|to|on|regarding) its (?:[\w-]+ ){0,5}?(?:drugs?|medicines?|products?"
    r"|antibiotics?|vaccines?|candidates?|compounds?|antibod(?:y|ies)|therap(?:y|ies)|treatments?|programs?"
    r"|tablets?|sprays?|gels?)\b"
)
#: "For Migrelax, Acme's triptan".
_IN_APPOSITION = re.compile(r"\b(?:for|of|to) [A-Z][\w-]+(?:®|™)?(?: \([\w -]{3,20}\))?, $")
#: Between an owner and a drug that isn't its own.
_PARTED = re.compile(r"[.;,]|\b(?:and|to|for|rights?|with)\b")
_OWN_TECHNOLOGY = Prefiltered(
    r"'s?\s(?:[\w-]+\s){0,5}?(?:drugs?|medicines?|treatments?|biologics?|biosimilars?|inhibitors?|platforms?"
    r"|technolog(?:y|ies)|antibod(?:y|ies)|molecules?|compounds?"
    r"|products?|candidates?|programs?|vaccines?|portfolio|pipeline|assets?|patents?|intellectual property"
    r"|therap(?:y|ies))\b"
)


#: "X entered into an agreement with Y to obtain a license": X obtains it.
_SIGNED_WITH = re.compile(r"\bentered into (?![^.;]*\b(?:grant|option))[^.;]{0,120}\bwith\b")


_TO = Prefiltered(r"\bto\s*$")
_NO_SUBJECT = re.compile(r"[;]|[Aa]greement|\b(?:by|from|with)\s*$")


def subject_of(mentions: list[Mention], flat: str, at: int, sentence: Sentence) -> int | None:
    """Give the party right before a verb that begins at an offset of the page, or None."""
    before = [m for m in mentions if m.end <= at]
    if not before:
        return None
    last = before[-1]
    gap = flat[last.end : at]
    if _TO.search(gap):
        return before[0].entity
    if flat.startswith("to ", at) and _SIGNED_WITH.search(flat, before[0].end, last.start):
        return before[0].entity
    if len(before) > 1 and _IT.search(gap) and _WITH_OTHER.search(flat[max(0, last.start - 24) : last.start]):
        return before[0].entity
    if len(gap) > 60 or _NO_SUBJECT.search(gap):
        return None
    if gap.startswith("'s"):
        return None
    return last.entity
