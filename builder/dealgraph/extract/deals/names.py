"""Noun phrases that name an agreement ("an exclusive Collaboration and License Agreement") and their types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: A noun that can head the name of a deal.
_HEAD = re.compile(
    r"\b(?:[Aa]greements?|AGREEMENTS?|[Cc]ollaborations?|COLLABORATION|[Pp]artnerships?|PARTNERSHIP|[Aa]lliances?|ALLIANCE"
    r"|(?:[Ss]ub-?)?[Ll]icen[sc]es?|LICENSE|[Aa]rrangements?|[Tt]ransactions?|[Dd]eals?|DEAL"
    r"|[Ll]etters? of [Ii]ntent|LOI|[Mm]emorand(?:um|a) of [Uu]nderstanding|MOU|[Tt]erm [Ss]heet|[Jj]oint [Vv]enture|[Ff]ramework)\b"
)

#: Words of a name, each with the type that it stands for ("" for none). Lower case.
_WORDS: dict[str, str] = {
    "license": "license", "licence": "license", "licensing": "license", "sublicense": "license",
    "sub-license": "license", "sublicensing": "license", "in-license": "license", "out-license": "license",
    "in-licensing": "license", "out-licensing": "license", "cross-license": "license", "cross-licensing": "license",
    "option": "option", "opt-in": "option",
    "collaboration": "collaboration", "collaborative": "collaboration", "collaborations": "collaboration",
    "alliance": "collaboration", "partnership": "collaboration", "partnering": "collaboration",
    "co-operation": "collaboration", "cooperation": "collaboration", "cooperative": "collaboration",
    "joint": "", "venture": "collaboration",
    "research": "research", "discovery": "research",
    "development": "development", "co-development": "development", "codevelopment": "development",
    "commercialization": "commercialization", "commercialisation": "commercialization",
    "co-commercialization": "commercialization", "commercial": "", "distribution": "commercialization",
    "distributorship": "commercialization", "distributor": "commercialization", "promotion": "commercialization",
    "co-promotion": "commercialization", "copromotion": "commercialization", "marketing": "commercialization",
    "co-marketing": "commercialization", "detailing": "commercialization", "sales": "", "agency": "commercialization",
    "supply": "supply", "manufacturing": "manufacturing", "manufacture": "manufacturing",
    "production": "manufacturing", "processing": "manufacturing", "cdmo": "manufacturing", "cmo": "manufacturing",
    "acquisition": "acquisition", "merger": "merger", "asset": "asset purchase", "assets": "asset purchase",
    "purchase": "purchase", "sale": "purchase", "transfer": "", "divestiture": "asset purchase",
    "stock": "equity", "share": "equity", "equity": "equity", "subscription": "equity",
    "investment": "equity", "unit": "equity", "llc": "acquisition", "interest": "",
    "services": "services", "service": "services",
    "settlement": "other", "assignment": "other", "assumption": "", "royalty": "other", "termination": "", "transition": "", "quality": "",
    "master": "", "strategic": "", "exclusive": "", "non-exclusive": "", "nonexclusive": "",
    "co-exclusive": "", "definitive": "", "global": "", "worldwide": "", "multi-year": "", "multiyear": "", "new": "",
    "amended": "", "restated": "", "clinical": "", "trial": "", "study": "", "binding": "", "non-binding": "",
    "separate": "", "similar": "", "multi-target": "", "multi-product": "", "product": "", "products": "", "patent": "",
    "technology": "", "platform": "", "target": "", "drug": "", "material": "", "materials": "", "regional": "", "sponsored": "",
    "broad": "", "existing": "", "previously": "", "announced": "", "final": "", "initial": "", "original": "",
    "first": "", "second": "", "third": "", "two": "", "three": "", "u.s.": "", "european": "", "mutual": "",
    "release": "", "long-term": "", "five-year": "", "three-year": "", "two-year": "", "ten-year": "", "co-detailing": "commercialization",
    "know-how": "", "intellectual": "", "property": "", "immuno-oncology": "", "oncology": "", "vaccine": "",
    "expanded": "", "potential": "", "proposed": "", "ongoing": "", "current": "", "prior": "", "earlier": "", "recent": "",
    "royalty-bearing": "", "royalty-free": "", "sublicensable": "", "sub-licensable": "", "perpetual": "", "irrevocable": "",
    "fully": "", "paid-up": "", "transferable": "", "non-transferable": "", "limited": "", "revenue": "", "sharing": "", "profit": "",
    "related": "", "toll": "", "bulk": "", "api": "", "gene": "", "therapy": "", "antibody": "", "companion": "", "diagnostic": "",
    "academic": "", "preclinical": "", "early-stage": "", "late-stage": "", "international": "", "discovery-stage": "", "side": "",
    "letter": "", "contract": "", "co-ownership": "", "evaluation": "research", "feasibility": "research",
    "screening": "research", "biomarker": "", "data": "", "access": "", "milestone": "", "co-funding": "", "funding": "",
}  # fmt: skip

#: Words that make it another kind of contract than Dealgraph reads (see GUIDELINES: out of scope).
_FOREIGN = frozenset(
    "employment severance retention indemnification indemnity lease sublease loan credit facility underwriting registration rights "
    "confidentiality confidential nondisclosure non-disclosure disclosure secrecy listing sales-agency distribution-agency equity-distribution "
    "security guaranty guarantee pledge note notes debenture warrant deposit escrow voting shareholders stockholders shareholder "
    "stockholder lock-up standstill rental office premises consulting consultancy separation bonus award incentive compensation "
    "at-the-market market atm placement tax plea user insurance advisory custody franchise hosting cloud software advertising "
    "maintenance engagement trust administration collective bargaining labor financing forbearance intercreditor operating "
    "securities standby placement underwriter purchase-money exchange contribution tender support rollover purchaser's noteholder "
    "repurchase swap hedge confidentiality non-competition noncompete cross-marketing accession joinder".split()
)
_TOKEN = re.compile(r"[\w.'&-]+|[,/;()\"]")
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


def agreement_names(flat: str, start: int = 0, end: int | None = None) -> Iterator[AgreementName]:
    """Find the phrases that name an agreement within the scope of Dealgraph.

    >>> [n.types for n in agreement_names("we signed an exclusive Collaboration and License Agreement with X")]
    [('collaboration', 'license')]
    >>> list(agreement_names("She signed an employment agreement."))
    []
    """
    done = start
    for match in _HEAD.finditer(flat, start, len(flat) if end is None else end):
        if match.start() < done:
            continue
        name = _grow(flat, match.start(), match.end())
        following = _NEXT_HEAD.match(flat, match.end())
        if following and match.group().lower() in _WORDS:
            continue
        if name is not None:
            done = match.end()
            yield name


#: After a word such as "collaboration", the rest of a longer name: "... and License Agreement".
_NEXT_HEAD = re.compile(
    r"(?:,? (?:and|&) |, |/| )(?:[\w-]+(?:,? (?:and|&) |, |/| )){0,6}?(?:[Aa]greement|AGREEMENT|[Aa]lliance|[Pp]artnership|[Aa]rrangement|[Tt]ransaction|[Dd]eal)s?\b"
)


def _grow(flat: str, head_start: int, head_end: int) -> AgreementName | None:
    """Walk back from the head over the words of the name."""
    head = flat[head_start:head_end]
    proper = head[0].isupper()
    floor = max(0, head_start - 140, flat.rfind("\n", 0, head_start) + 1)
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(flat, floor, head_start)]
    first = head_start
    words: list[str] = []
    before = ""
    position = len(tokens)
    while position:
        position -= 1
        begin, stop, token = tokens[position]
        low = token.lower()
        if low in _FOREIGN:
            return None
        if low in _WORDS or (proper and token[0].isupper() and low not in _STOPS and len(words) < 9):
            words.append(low)
            first = begin
        elif low in _SKIP and position and _continues(tokens, position, proper):
            continue
        elif re.fullmatch(r"(?:19|20)\d\d", low) or low in _MONTHS:
            continue
        else:
            before = low
            break
    types = _types([*reversed(words), *re.findall(r"[\w-]+", head.lower())])
    types = _with_purpose(flat, first, head_end, types)
    return AgreementName(first, head_end, types, _singular(head), proper, before)


#: Capitalised words that end a walk back through a title.
_STOPS = frozenset(
    "the a an our its this that such their in on under with each any and of to for from by into upon pursuant as at we us between "
    "enters enter entered signs sign signed announces announce announced announcing completes complete completed executes "
    "execute executed expands expand expanded extends extend extended establishes establish form forms formed closes inks "
    "provides reports receives initiates advances begins starts after following concludes amends terminates terminate "
    "termination amendment item section article exhibit note through per both these those if when while "
    "january february march april may june july august september october november december".split()
)


_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)


def _continues(tokens: list[tuple[int, int, str]], position: int, proper: bool) -> bool:
    """Tell whether the token before a connector still belongs to the name."""
    begin = position - 1
    if tokens[begin][2].lower() in _SKIP and begin:
        begin -= 1
    token = tokens[begin][2]
    low = token.lower()
    if low in _STOPS:
        return False
    return bool(_WORDS.get(low)) or low in ("amended", "exclusive", "clinical") or (proper and low in _WORDS)


def _singular(head: str) -> str:
    low = " ".join(head.lower().split())
    return low[:-1] if low.endswith("s") and low not in ("alliances",) else low.removesuffix("s")


_ABBREVIATED = re.compile(r"(?:\bR&D|\bresearch and development(?: \([^)]{0,20}\))?)\s+$", re.IGNORECASE)
_PURPOSES = (
    (
        "manufacturing",
        re.compile(r"\s(?:for|to) (?:the |its |expand its )?(?:[\w-]+ ){0,3}manufactur", re.IGNORECASE),
    ),
    (
        "commercialization",
        re.compile(
            r"\s(?:for|to) (?:the |exclusively )?(?:[\w-]+ ){0,3}(?:distribut|co-promot|promot)|[^.;]{0,60}\b(?:[Dd]istribution (?:in|of)|will distribute)",
            re.IGNORECASE,
        ),
    ),
    ("option", re.compile(r",? with an (?:exclusive )?option to")),
)


def _with_purpose(flat: str, start: int, end: int, types: tuple[str, ...]) -> tuple[str, ...]:
    """Add what stands beside the name: "R&D collaboration", "collaboration for the manufacturing of", "with an option to"."""
    if not types:
        return types
    before = ("research", "development") if _ABBREVIATED.search(flat[max(0, start - 40) : start]) else ()
    after = tuple(kind for kind, pattern in _PURPOSES if pattern.match(flat[end : end + 110]))
    return tuple(dict.fromkeys([*before, *types, *after]))


def _types(words: list[str]) -> tuple[str, ...]:
    found = dict.fromkeys(_WORDS[w] for w in words if _WORDS.get(w))
    if (
        "settlement" in words
        or ("royalty" in words and "purchase" in found)
        or ("royalty" in words and "sale" in words)
    ):
        return ("license", "other") if "license" in found else ("other",)
    found.pop("other", None)
    if "purchase" in found:
        found.pop("purchase")
        if not found:
            return ()
    if "equity" in found and "option" in found:
        found = dict.fromkeys("acquisition" if t == "equity" else t for t in found)
    if "asset purchase" in found:
        found = dict.fromkeys(["asset purchase"])
    if "trial" in words and "clinical" in words:
        found.setdefault("collaboration" if "collaboration" in found else "", None)
        found.pop("", None)
    return tuple(found)
