"""Noun phrases that name an agreement ("an exclusive Collaboration and License Agreement") and their types.

The words stand in `tables/agreement_words.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from dealgraph.extract.dates import MONTHS
from dealgraph.extract.prefilter import Prefiltered

#: A noun that can head the name of a deal.
_HEAD = Prefiltered(
    r"\b(?:[Aa]greements?|AGREEMENTS?|[Cc]ollaborations?|COLLABORATION|[Pp]artnerships?|PARTNERSHIP"
    r"|[Aa]lliances?|ALLIANCE"
    r"|(?:[Ss]ub-?)?[Ll]icen[sc]es?(?! [Aa]pplications?\b)|LICENSE|[Pp]acts?|[Tt]ie-?[Uu]ps?|[Aa]ccords?"
    r"|[Aa]rrangements?|[Tt]ransactions?|[Dd]eals?|DEAL"
    r"|[Ll]etters? of [Ii]ntent|LOI|[Mm]emorand(?:um|a) of [Uu]nderstanding|MOU|[Tt]erm [Ss]heet"
    r"|[Jj]oint [Vv]enture|[Ff]ramework|[Cc]ontracts?|(?<=[Rr]oyalty )(?:[Ff]inancing|[Mm]onetization))\b"
)


@dataclass(frozen=True, slots=True)
class _Words:
    """The table of words: `types` gives each word of a name its type, "" for none."""

    types: Mapping[str, str]
    foreign: frozenset[str]
    stops: frozenset[str]


@cache
def _words() -> _Words:
    text = (
        resources.files("dealgraph.extract")
        .joinpath("tables/agreement_words.toml")
        .read_text(encoding="utf-8")
    )
    table = tomllib.loads(text)
    types = {word: kind for kind, words in table["types"].items() for word in words}
    types.update(dict.fromkeys(table["other"]["neutral"], ""))
    return _Words(types, frozenset(table["other"]["foreign"]), frozenset(table["other"]["stops"]))


def is_generic_name(name: str) -> bool:
    """Tell whether a name says of an agreement only what kind it is.

    >>> is_generic_name("license and supply agreement"), is_generic_name("Acme license agreement")
    (True, False)
    """
    types = _words().types
    return all(word in types or word in _SKIP or _HEAD.regex.fullmatch(word) for word in name.lower().split())


_TOKEN = re.compile(r"[\w.'&-]+|[,/;()\"]")
_WORD = re.compile(r"[\w-]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SKIP = frozenset({",", "and", "/", "&", "or"})


@dataclass(frozen=True, slots=True)
class AgreementName:
    """A phrase that names a deal, from its first modifier to its head noun.

    Attributes:
        start, end: Offsets in the page.
        types: Words of the agreement-type scheme that its words stand for, in order.
        head: The head noun in lower case, singular.
        proper: True where the head is capitalised ("License Agreement").
        before: The word before the phrase in lower case ("the", "our", "a", "its"), or "".
    """

    start: int
    end: int
    types: tuple[str, ...]
    head: str
    proper: bool
    before: str


@lru_cache(maxsize=1024)
def agreement_names(flat: str, start: int = 0, end: int | None = None) -> tuple[AgreementName, ...]:
    """Find the phrases that name an agreement within the scope of Dealgraph.

    >>> [n.types for n in agreement_names("an exclusive Collaboration and License Agreement with X")]
    [('collaboration', 'license')]
    >>> agreement_names("She signed an employment agreement.")
    ()
    """
    return tuple(_names(flat, start, len(flat) if end is None else end))


def _names(flat: str, start: int, end: int) -> Iterator[AgreementName]:
    done = start
    for match in _HEAD.finditer(flat, start, end):
        if match.start() < done:
            continue
        if match.group().lower() in _words().types and _NEXT_HEAD.match(flat, match.end()):
            continue
        name = _grow(flat, match.start(), match.end())
        if name is not None:
            done = match.end()
            yield name


#: After a word such as "collaboration", the rest of a longer name: "... and License Agreement".
_NEXT_HEAD = re.compile(
    r"(?:,? (?:and|&) |, |/| )(?:[\w-]+(?:,? (?:and|&) |, |/| )){0,6}?(?:[Aa]greement|AGREEMENT|[Aa]lliance"
    r"|[Cc]ollaboration|[Pp]artnership|[Aa]rrangement|[Tt]ransaction|[Dd]eal)s?\b"
)


#: "Acme, an Ontario limited partnership": a form of company.
_FORM_OF_COMPANY = re.compile(r"\b(?:limited|general) $", re.IGNORECASE)

#: "Existing partnership programs", "collaboration opportunities": what is spoken of is no agreement.
_OF_SUCH = re.compile(
    r"(?:[Pp]artnership|[Aa]lliance|[Cc]ollaboration) (?:opportunit|discussions|talks|negotiations|strateg|model\b"
    r"|interest\b)|(?:[Pp]artnership|[Aa]lliance) (?:programs|efforts|activities|pipeline|candidates)"
)


def _grow(flat: str, head_start: int, head_end: int) -> AgreementName | None:
    """Walk back from the head over the words of the name."""
    head = flat[head_start:head_end]
    proper = head[0].isupper()
    if _OF_SUCH.match(flat, head_start):
        return None
    if head.lower().startswith("partnership") and _FORM_OF_COMPANY.search(
        flat, max(0, head_start - 9), head_start
    ):
        return None
    floor = max(0, head_start - 140, flat.rfind("\n", 0, head_start) + 1)
    tokens = _TOKEN.findall(flat, floor, head_start)
    first = begin = head_start
    words: list[str] = []
    before = ""
    position = len(tokens)
    table = _words()
    while position:
        position -= 1
        token = tokens[position]
        begin = flat.rfind(token, floor, begin)
        low = token.lower()
        if low == "rights" and position and tokens[position - 1].lower() in _OF_RIGHTS:
            continue
        if low in table.foreign and not (low == "contribution" and _of_assets(tokens, position)):
            return None
        if low in table.types or (
            proper and token[0].isupper() and low not in table.stops and len(words) < 9
        ):
            words.append(low)
            first = begin
        elif (
            (low in _SKIP and position and _continues(tokens, position, proper))
            or _YEAR.fullmatch(low)
            or low in MONTHS
        ):
            continue
        else:
            before = low
            break
    if {"equity", "distribution"} <= set(words):
        return None  # a programme of selling shares
    if {"material", "transfer"} <= set(words) and "license" not in words:
        return None  # samples sent to be tried
    types = _types([*reversed(words), *_WORD.findall(head.lower())])
    if head.lower().startswith("contract") and not types:
        return None
    types = _with_purpose(flat, first, head_end, types)
    if not types and _PLAN_OF_MERGER.match(flat, head_end):
        types = ("merger",)
    return AgreementName(first, head_end, types, _singular(head), proper, before)


#: "A patent rights agreement", unlike one of voting rights.
_OF_RIGHTS = (
    "patent",
    "marketing",
    "distribution",
    "commercial",
    "development",
    "product",
    "technology",
    "drug",
)


def _of_assets(tokens: list[str], position: int) -> bool:
    """Tell whether a contribution is one of assets, which is a sale of them for shares."""
    return position > 0 and tokens[position - 1].lower() in ("asset", "assets")


def _continues(tokens: list[str], position: int, proper: bool) -> bool:
    """Tell whether the token before a connector still belongs to the name."""
    begin = position - 1
    if tokens[begin].lower() in _SKIP and begin:
        begin -= 1
    token = tokens[begin]
    low = token.lower()
    table = _words()
    if low in table.stops:
        return False
    return bool(table.types.get(low)) or low in _BEFORE_AND or (proper and low in table.types)


#: Words without a type that may stand before "and" in a name.
_BEFORE_AND = ("amended", "exclusive", "clinical", "trial", "trials")


def _singular(head: str) -> str:
    low = " ".join(head.lower().split())
    return low.removesuffix("s")


_ABBREVIATED = Prefiltered(r"(?:\bR&D|\bresearch and development(?: \([^)]{0,20}\))?) +$", re.IGNORECASE)
#: "A partnership with Acme for the commercialization of": no licence names it.
_TO_SELL = re.compile(
    r"(?: with (?:[^.;]|(?<=\bInc)\.|(?<=\bLtd)\.){2,60}?)? (?:for the|to) (?:exclusive )?"
    r"(?:commerciali[sz](?:ation of|e)|market(?:ing of)?|sell) "
)
_PURPOSES = (
    (
        "manufacturing",
        Prefiltered(r"\s(?:for|to) (?:the |its |expand its )?(?:[\w-]+ ){0,3}manufactur", re.IGNORECASE),
    ),
    (
        "commercialization",
        Prefiltered(
            r"\s(?:for|to) (?:the |exclusively )?(?:[\w-]+ ){0,3}(?:distribut|co-promot|promot)"
            r"|[^.;]{0,60}\b(?:[Dd]istribution (?:in|of)|will distribute)",
            re.IGNORECASE,
        ),
    ),
    ("option", Prefiltered(r",? with an (?:exclusive )?option to")),
)
#: "an option to license X as part of their collaboration agreement".
_OPTION_BEFORE = Prefiltered(
    r"\boption to (?:exclusively )?(?:in-?)?(?:licen[sc]e|obtain|acquire)\b[^.;]{0,60}\b(?:as part of|under)"
    r" (?:\w+ ){0,4}$"
)


def _with_purpose(flat: str, start: int, end: int, types: tuple[str, ...]) -> tuple[str, ...]:
    """Add what stands beside the name: "R&D", "for the manufacturing of", "with an option to"."""
    before = ("research", "development") if _ABBREVIATED.search(flat[max(0, start - 40) : start]) else ()
    if not types:
        return before
    if types == ("collaboration",) and _TO_SELL.match(flat, end):
        types = (*types, "commercialization")
    after = tuple(kind for kind, pattern in _PURPOSES if pattern.match(flat[end : end + 110]))
    if _OPTION_BEFORE.search(flat[max(0, start - 130) : start]):
        after = (*after, "option")
    return tuple(dict.fromkeys([*before, *types, *after]))


#: "Business Combination Agreement", "Membership Interest Purchase Agreement".
_COMPANY_BOUGHT = frozenset({"business", "membership"})
_PLAN_OF_MERGER = re.compile(
    r" (?:and plan of |(?:on|for) (?:the terms of )?an? "
    r"(?:(?:recommended|agreed|friendly|proposed|all-share|nil-premium) ){0,2})"
    r"(?:merger|reorgani[sz]ation)\b",
    re.IGNORECASE,
)


def _types(words: list[str]) -> tuple[str, ...]:
    table = _words().types
    found = dict.fromkeys(table[w] for w in words if table.get(w))
    royalty_sale = "royalty" in words and (
        "purchase" in found or not {"sale", "financing", "monetization"}.isdisjoint(words)
    )
    if "settlement" in words or royalty_sale:
        return ("license", "other") if "license" in found else ("other",)
    found.pop("other", None)
    if not found and {"technology", "transfer"} <= set(words):
        return ("license",)
    if _COMPANY_BOUGHT & set(words) and "license" not in found:
        return ("merger",) if "combination" in words else ("acquisition",)
    if "purchase" in found:
        found.pop("purchase")
        if not found:
            return ()
    if "equity" in found and "option" in found:
        found = dict.fromkeys("acquisition" if t == "equity" else t for t in found)
    if "asset purchase" in found:
        found = dict.fromkeys(["asset purchase", *(["license"] if "license" in found else [])])
    return tuple(found)


LICENSES = frozenset({"license", "licence", "sublicense", "sub-license"})
_MONEY_OF_LICENCE = re.compile(
    r" (?:(?:issue|initiation|execution|maintenance) )?(?:fees?|payments?|revenues?|costs?)\b"
)
#: "The License Agreement Effective Date": a day, and no agreement.
_ITS_DAY = re.compile(r" Effective Date\b")


#: "The talks have ended without an agreement", "failed to reach a settlement".
_NONE = re.compile(
    r"\b(?:without|in the absence of|(?:fail(?:ed|ure|ing)?|unable|inability) to (?:reach|conclude|sign|negotiate))"
    r"(?: an?| any)? $"
)


def is_other(flat: str, name: AgreementName) -> bool:
    """Tell whether "license" is a verb here ("an option to license"), or the name that of a day, a payment or none."""
    if _ITS_DAY.match(flat, name.end) or _NONE.search(flat[max(0, name.start - 60) : name.start]):
        return True
    if name.head in LICENSES and _MONEY_OF_LICENCE.match(flat, name.end):
        return True
    helpers = ("to", "exclusively", "will", "may", "can", "could", "not", "or")
    return name.head == "license" and not name.proper and name.before in helpers


#: "A license agreement with a non-profit institution": no party that the section has named before.
_WITH_UNNAMED = re.compile(
    r"s?(?: \([^()]{1,60}\))? (?:with|from|between (?:us|the Company) and) (?:(?:an?|another|one|two|three|several"
    r"|various|certain|other|unaffiliated|undisclosed|unnamed|multiple) )+"
    r"(?:(?!(?:of|and|which|that|for|to|in)\b)[a-z][\w-]*,? (?:and (?=[a-z]+ ))?){0,4}?"
    r"(?:institutions?|compan(?:y|ies)|universit(?:y|ies)|parties|party|partners?|manufacturers?|organi[sz]ations?"
    r"|suppliers?|distributors?|entit(?:y|ies)|licensors?|vendors?|firms?|individuals?|collaborators?)"
    r"(?= (?:for|to|that|which|in|under|on|pursuant|relating|whereby|who|as|by|located|covering|regarding)\b|[.;]"
    r"|, (?:pursuant|under|whereby|which|for|to|in|as)\b)"
)


def is_with_unnamed(flat: str, name: AgreementName) -> bool:
    """Tell whether an agreement is with a company that the text doesn't name."""
    return _WITH_UNNAMED.match(flat, name.end, name.end + 200) is not None
