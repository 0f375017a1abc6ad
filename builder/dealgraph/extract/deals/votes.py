"""Signs of who gives rights and who takes them: verbs of granting, keeping, taking and paying, and possessions."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache

from dealgraph.extract.deals.verbs import GRANTS, TAKES, Sign, signs
from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Deal, Reading
from dealgraph.extract.text import Sentence

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
_OPTS_OUT = Prefiltered(
    r"\bopt(?:s|ed|ing)?[ -]out\b"
    r"|\bas a result(?: of [^,;.]{3,40})?, (?:we|the Company) (?:now )?(?:ha(?:s|ve)|holds?|owns?)"
    r" (?:all|full|exclusive|worldwide|global)\b",
    re.IGNORECASE,
)
_LICENSED_FROM = Prefiltered(r"\b(?:in-)?licensed?\b(?:(?!\breceiv)[^.;]){0,130}\bfrom\s+(?:our |the )?$")
#: "A licence agreement with X for the use of its technology", "a deal with X for the rights to": X lends it.
_LICENCE_WITH = Prefiltered(
    r"\b(?:licen[cs](?:e|ing) agreements?|agreement|deal|accord|pact) with\s+(?:the )?$", re.IGNORECASE
)
#: "An out-licensing agreement with X": the word tells who gives.
_OUT_OR_IN = Prefiltered(
    r"\b(?P<way>out|in)-?licen[cs](?:e|ing)(?:,? (?:and [\w-]+ )?(?:agreements?|arrangements?))? with\s+(?:the )?$",
    re.IGNORECASE,
)
_TO_USE = re.compile(
    r"(?: \([^()]{1,40}\))?,? (?:for (?:the )?"
    r"(?:(?:exclusive|worldwide|global|[A-Z]\w+|U\.S\.|and|marketing|development) ){0,4}(?:use of|rights? to)"
    r"|to (?:acquire|use(?! our\b| the Company's)|in-license|obtain|access)\b)"
)
#: "A licence agreement with X for it to use our technology": X takes it.
_TO_USE_OURS = re.compile(
    r"(?: \([^()]{1,40}\))?,? (?:for (?:it|them) to|permitting it to|allowing it to|enabling it to) (?:[\w-]+ ){0,3}?"
    r"(?:our|the Company's)\b"
)
_OF_RIGHTS = Prefiltered(r"(?:(?!, and )[^.;]){0,60}\b(?:licen[sc]e|rights?|option)\b")
_GIVE = Prefiltered(r"\b(?:provid(?:e|es|ed|ing)|gives?|gave|giving|grant(?:s|ed|ing)?)\s+$")


def count_votes(reading: Reading, deal: Deal) -> tuple[Counter[int], bool]:
    """Count for each party the signs that it grants (above zero) or takes (below); tell if any is of rights."""
    votes: Counter[int] = Counter()
    rights = any(role in ("licensor", "licensee") for _, role in deal.parties)
    parties, schools = {c for c, _ in deal.parties}, set[int]()
    for company, role in deal.parties:
        votes[company] += {"licensor": 4, "licensee": -4}.get(role, 0)
        if (
            ("license" in deal.types or deal.types == ["option"])
            and (len(deal.parties) < 3 or "collaboration" not in deal.types)
            and _ACADEMIC.search(reading.companies.entities[company].name)
        ):
            votes[company] += 4
            schools.add(company)
    seen = 0
    for page, index in deal.sentences[:60]:
        sentence, flat = reading.pages[page].sentences[index], reading.pages[page].flat
        mentions = _of_parties(reading, page, sentence, parties)
        if not mentions or _OPTS_OUT.search(flat, sentence.start, sentence.end):
            continue
        weight = 3 if seen < 4 else 1
        seen += 1
        for sign in signs(flat, sentence.start, sentence.end):
            subject = subject_of(mentions, flat, sign.start, sentence)
            if subject is not None and flat.startswith("granting", sign.start):
                subject = _granter(mentions, flat, sign, subject)
            if subject is None and (granted := _granted_to(mentions, flat, sign)) is not None:
                votes[granted] += TAKES * weight
                rights = True
            if subject is None or _with_another(reading, page, sign, parties):
                continue
            rights |= sign.rights
            if sign.value == GRANTS and any(
                (m.entity == subject and 0 <= m.start - sign.end < 6)
                or (m.entity != subject and _owner_follows(flat, sign, m))
                for m in mentions
            ):
                votes[subject] += TAKES * weight  # "an agreement with Acme granting Acme exclusive rights"
                continue
            if sign.value == GRANTS and schools - {subject} and flat.endswith("it licensed", 0, sign.end):
                votes[subject] += TAKES * weight  # in, as a school takes no licences
                continue
            votes[subject] += sign.value * weight
            if sign.value == GRANTS:
                taker = next((m for m in mentions if m.start >= sign.end and m.entity != subject), None)
                if taker is not None and taker.start - sign.end < 30:
                    votes[taker.entity] += TAKES * weight
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


def _owner_follows(flat: str, sign: Sign, mention: Mention) -> bool:
    """Tell whether what is licensed is called another's: "has licensed Acme's patents"."""
    return (
        0 <= mention.start - sign.end < 30
        and (flat.startswith(("'", "\u2019"), mention.end) or flat[mention.start : mention.end] == "our")
        and "licens" in flat[sign.start : sign.end]
        and not re.search(r"\bto\b", flat[sign.end : mention.start])
    )


_WITH_OTHER = re.compile(r"\bwith (?:the |[\w-]+-based |[A-Z][a-z]+'s )?$")
#: Who signs a deal with another is the "it" of what follows.
_IT = re.compile(r"\bit (?:has |will |would |also ){0,2}$")


def _granter(mentions: list[Mention], flat: str, sign: Sign, subject: int) -> int:
    """Tell who grants in "A signed a licence with B, granting rights to its drug": A, unless a side is named."""
    before = [m for m in mentions if m.end <= sign.start]
    if any(0 <= m.start - sign.end < 30 for m in mentions) or len(before) < 2:
        return subject
    other = _WITH_OTHER.search(flat[max(0, before[-1].start - 24) : before[-1].start])
    return before[0].entity if other else subject


def _granted_to(mentions: list[Mention], flat: str, sign: Sign) -> int | None:
    """Give who is granted rights right behind the verb: "an agreement granting to Acme the rights"."""
    if not flat.startswith("grant", sign.start):
        return None
    return next((m.entity for m in mentions if flat[sign.end : m.start] in (" ", " to ", " to the ")), None)


#: What stands before the short name of who was named last.
_SHORT_NAME = re.compile(r"\([^()]*$|, or $|, (?:collectively|together),? $")


def _named_with(before: list[Mention], flat: str) -> bool:
    """Tell whether the last of some mentions is whom another signed with, or that one's short name in brackets."""
    last = before[-1]
    return any(
        _WITH_OTHER.search(flat[max(0, m.start - 24) : m.start]) is not None
        and (m is last or _SHORT_NAME.search(flat[m.end : last.start]) is not None)
        for m in before[1:]
    )


_ALLOWS = re.compile(r"\b(?:allow|permit|enabl|entitl)(?:e?s|e?d|ing) $")
_TO_DO = re.compile(
    r" to (?:use|develop|market|apply|access|exploit|make|sell|distribute|commerciali[sz]e)\b"
)


#: What stands right before a mention ends in one of these wherever a pattern that `_beside` tries there matches.
_LAST_WORDS = (
    "to", "from", "with", "the", "our", "its", "pay", "pays", "paid", "paying", "owe", "owes", "reimburse",
    "reimburses", "reimbursed", "reimbursing", "provide", "provides", "provided", "providing", "giving", "granting",
    "give", "gives", "gave", "grant", "grants", "granted", "use", "allows", "allowed", "allowing", "permits",
    "permitted", "permitting", "enables", "enabled", "enabling", "entitles", "entitled", "entitling",
)  # fmt: skip


@lru_cache(maxsize=4096)
def _beside(flat: str, floor: int, start: int, end: int) -> tuple[int, int]:
    """Weigh the words before a mention of a sentence that begins at `floor`: for being paid, for giving rights."""
    before = flat[max(floor, start - 90) : start]
    if not before[-1:].isspace() or not before.rstrip()[-12:].casefold().endswith(_LAST_WORDS):
        return 0, 0
    money = (_TO_PAYEE.search(before) is not None) - (_FROM_PAYER.search(before) is not None)
    money += _PAID_DIRECTLY.search(before) is not None
    right = TAKES if _GIVE.search(before) and _OF_RIGHTS.match(flat[end : end + 90]) else 0
    if before.endswith("to use ") and flat.startswith(("'s ", "' "), end):
        right += GRANTS  # "to allow Acme to use Beta's adjuvant"
    if _ALLOWS.search(before) and _TO_DO.match(flat, end):
        right += TAKES  # "it allows Acme to use the cell line"
    if _LICENCE_WITH.search(before) and (use := _TO_USE.match(flat, end)):
        right += 1 if use[0].endswith("rights to") else GRANTS  # whose the rights are, others tell better
    if _LICENCE_WITH.search(before) and _TO_USE_OURS.match(flat, end):
        right += TAKES
    if way := _OUT_OR_IN.search(before):
        right += TAKES if way["way"].lower() == "out" else GRANTS
    if _LICENSED_FROM.search(before) or _REVERTS.search(before):
        right += GRANTS
    return money, right


def _with_another(reading: Reading, page: int, sign: Sign, parties: set[int]) -> bool:
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
        if _HAS_LICENCE.match(flat, mention.end):
            votes[mention.entity] -= 2
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
#: "The termination of Acme's license *to* Beta's technology".
_HAS_LICENCE = re.compile(r"'s? (?:[A-Z]{2,5} )?(?:exclusive |existing )?licen[sc]es? (?:to|for|under|of)\b")
_OWN_TECHNOLOGY = Prefiltered(
    r"'s?\s(?:[\w-]+\s){0,5}?(?:drugs?|medicines?|treatments?|biologics?|biosimilars?|inhibitors?|platforms?"
    r"|technolog(?:y|ies)|antibod(?:y|ies)|molecules?|compounds?"
    r"|products?|candidates?|programs?|vaccines?|portfolio|pipeline|assets?|patents?|intellectual property"
    r"|therap(?:y|ies)|anti(?:depressant|biotic|viral|fungal|psychotic|coagulant)s?|painkillers?"
    r"|patch(?:es)?|inhalers?|creams?)\b"
)


#: "X entered into an agreement with Y to obtain a license": X obtains it.
_SIGNED_WITH = re.compile(
    r"\b(?:entered into|announce[sd]?|sign(?:ed|s)|inked|struck|reached|concluded|closed|finali[sz]ed) "
    r"(?![^.;]*\b(?:grant|option))[^.;]{0,120}\bwith\b"
)


#: "A has chosen B to supply", but not "A signed with B, which has agreed to supply".
_TO = Prefiltered(
    r"(?<!agreed )(?<!agrees )(?<!required )(?<!obligated )(?<!obliged )(?<!committed )(?<!undertaken )(?<!undertook )"
    r"(?<!entitled )\bto\s*$"
)
#: "A granted B the exclusive right to acquire its drug": B would acquire it.
_GRANTED = re.compile(
    r" (?:has |have |had |also |will )*(?:grant(?:ed|s)?|g[ai]ve[sn]?|issued)(?: to)? (?:the )?$"
)
_A_RIGHT = re.compile(r"(?: \([^()]{1,40}\))? (?:an?|the) (?:[\w-]+ ){0,3}(?:right|option)\b")
#: "A paid B $5 million and acquired": who paid acquired, too.
_AND_THEN = re.compile(r",? and (?:\w+ly |also |has |have |will )*$")
_PAYS_WHOM = re.compile(
    r" (?:has |have |had |will |also |agreed to ){0,2}(?:pa(?:id|ys?)|made|grant(?:ed|s)?|gave|issued|provided|advanced"
    r"|loaned|assigned)(?: to)? (?:the )?"
)
#: "We signed an agreement with Acme for its drug *and* received a payment": who signed goes on as the subject.
_AND_THEN = re.compile(
    r"^(?![^.;]*\b(?:which|who|that|whereby)\b)[^.;]{0,90} and (?:has |have |had |also )?$"
)
_NO_SUBJECT = re.compile(r"[;]|[Aa]greement|\b(?:by|from|with)\s*$")


def subject_of(mentions: list[Mention], flat: str, at: int, sentence: Sentence) -> int | None:
    """Give the party right before a verb that begins at an offset of the page, or None."""
    before = [m for m in mentions if m.end <= at]
    if not before:
        return None
    last = before[-1]
    gap = flat[last.end : at]
    if _TO.search(gap):
        given = len(before) > 1 and _GRANTED.search(flat[before[-2].end : last.start])
        return (last if given and _A_RIGHT.match(gap) else before[0]).entity
    if (
        flat.startswith("to ", at)
        and len(before) == 1
        and not gap.strip()
        and _WITH_OTHER.search(flat[: last.start][-24:])
    ):
        return None  # whoever signed with it
    if flat.startswith("to ", at) and _SIGNED_WITH.search(flat, before[0].end, last.start):
        return before[0].entity
    if len(before) > 1 and _IT.search(gap) and _named_with(before, flat):
        return before[0].entity
    if _AND_THEN.search(gap) and len(before) > 1 and _PAYS_WHOM.fullmatch(flat, before[-2].end, last.start):
        return before[-2].entity
    if (
        len(before) > 1
        and _AND_THEN.search(gap)
        and _WITH_OTHER.search(flat[max(0, last.start - 24) : last.start])
    ):
        return before[0].entity
    if len(gap) > 60 or _NO_SUBJECT.search(gap):
        return None
    if gap.startswith("'s"):
        return None
    return last.entity
