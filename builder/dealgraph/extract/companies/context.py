"""Names that only their surroundings show to be organisations': "a license from Torvia"."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files

from dealgraph.extract.companies.names import CALLED, NameHit
from dealgraph.extract.companies.plausible import plausible, trim
from dealgraph.extract.companies.tables import spaced_words, words
from dealgraph.extract.prefilter import Prefiltered, holds_any
from dealgraph.extract.substances import nomenclature

_RUN = re.compile(
    r"[A-Z0-9][^\W_]*(?:[-'&][^\W_]+){0,2}(?: (?:& |of (?=[A-Z]))?[A-Z][^\W_]*(?:[-'&][^\W_]+){0,2}){0,4}"
)
_PAIR = re.compile(r"(?:\b[Ww]e|\b[Uu]s|\bCompany|\b[Pp]arties,) (?:and|or|nor)(?: the)?$|\b[Bb]etween$")
#: What one does with a partner: "with Knight to commercialize".
_PURPOSE = re.compile(
    r" (?:to (?:jointly )?(?:co-)?(?:develop|commerciali[sz]e|discover|promote|market|manufacture"
    r"|distribute|research|supply)\b"
    r"|(?:for|on|in) the (?:co-)?(?:development|commerciali[sz]ation|discovery|research|promotion|supply)\b)"
)
_IS_COMPANY = re.compile(
    r"[®™]?(?: \([^()\n]{1,40}\))?,? (?:is |was )?an? (?:[\w'-]+[ ,]{1,2}){0,8}?"
    r"(?:company|subsidiary|corporation|non-?profit|organi[sz]ation|manufacturer|affiliate|biotech|firm|developer"
    r"|unit of|division of|drugmaker|start-?up|spin-?(?:out|off))\b"
)
_AGREEMENT = re.compile(
    r" (?:(?:License|Collaboration|Supply|Option|Research|Development|Services?|Merger|Commercialization"
    r"|and|Exclusive|Sublicense) ){0,4}Agreements?\b"
)
#: "Orvelo (zolvanib)": a brand before its nonproprietary name.
_MADE_OF = re.compile(r"\s?[®™]? \(([a-z]{6,})\b")
#: "Remuvel, an immune-based therapy": what a company would not be.
_MEDICINE = re.compile(
    r"\s?[®™]?, (?:an?|the|our|its) (?:[\w/-]+ ){0,6}?"
    r"(?:therapy|vaccine|drug|inhibitor|antibody|compound|treatment|antibiotic|tablet|injection|molecule|peptide)"
    r"(?= (?:for|to|that|which|in)\b|[,.;])"
)
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z]|[a-z]+[A-Z]{2}")
#: Signs of a preposition, behind which "and" joins another party: "with Acme *and Beta*".
_PREPOSED = frozenset(("with", "from", "to", "by"))
#: How much each sign weighs, and how much of it counts over a whole page.
_WEIGHTS = {
    "with": (3, 9),
    "from": (3, 9),
    "pair": (3, 9),
    "announce": (3, 9),
    "granted": (3, 9),
    "bought": (3, 6),
    "said": (1.5, 3),
    "called": (2, 4),
    "dateline": (3, 6),
    "to": (2, 6),
    "by": (2, 4),
    "direct": (2, 6),
    "verb": (2, 8),
    "company": (2, 4),
    "kin": (1.5, 3),
    "list": (2, 4),
    "acronym": (1.5, 1.5),
    "agreement": (1, 1),
    "heading": (1, 1),
    "owner": (0.5, 1),
}
_ENOUGH = 3.0
#: How far the headlines of a press release go.
_HEADLINE = 300
#: How far its first words after the dateline, which name who speaks, and what stands before and behind them.
_LEAD = 900
_AFTER_DATELINE = re.compile(r"(?:--|[\u2013\u2014]|\)\s?-|\s-|/)\s?(?:The )?$")
_SPEAKS = re.compile(
    r"(?: \([^()\n]{1,60}\)){0,2},? (?:today|has|have|and|said|says|announce[sd]?|an?|the|signs?|signed|enter(?:s|ed)"
    r"|inks?|inked|granted|acquired|licensed|will)\b"
)


@cache
def _cues() -> dict[str, Prefiltered]:
    """Compile the cue words; `with` to `kin` match the end of what stands before a name."""
    raw = tomllib.loads(
        files("dealgraph.extract").joinpath("tables", "company_cues.toml").read_text(encoding="utf-8")
    )

    def any_of(text: str) -> str:
        return "|".join(re.escape(w) for w in sorted(text.split(), key=lambda w: (-len(w), w)))

    phrases = [p.strip() for line in raw["verbs"].splitlines()[2:] for p in line.split("|") if p.strip()]
    verbs = any_of(raw["verbs"].splitlines()[1]) + "|" + "|".join(re.escape(p) for p in phrases)
    out = {
        key: Prefiltered(rf"\b(?:{any_of(raw[key])})\b[^.;\n]{{0,100}}\b{key}$", re.IGNORECASE)
        for key in ("with", "from", "to", "by")
    }
    out["direct"] = Prefiltered(rf"\b(?:{any_of(raw['direct'])})$")
    out["kin"] = Prefiltered(
        rf"\b(?:(?:{any_of(raw['kin'])})|(?:{any_of(raw['kin_of'])}) of)$", re.IGNORECASE
    )
    out["verb"] = Prefiltered(rf"(?: \([^()\n]{{1,60}}\))?,? (?:{verbs})\b")
    out["announce"] = Prefiltered(
        r"(?: \([^()\n]{1,60}\)){0,2},? (?:today |jointly ){0,2}(?:[Aa]nnounce[sd]?\b)"
    )
    out["not_after"] = Prefiltered(
        rf"\s?®| (?:{any_of(raw['not_after'])})\b| in combination\b"
        r"| [A-Z]\.,? [A-Z]|, (?:M\.?D|Ph\.?D|Pharm\.?D|MBA|CPA|Esq|Jr)\b"
    )
    return out


def find_contextual(
    page: int, flat: str, hits: list[NameHit], headings: frozenset[tuple[int, int]], *, release: bool = False
) -> list[NameHit]:
    """Find names that deal language around them shows to be an organisation's.

    Args:
        page: Index of the page.
        flat: Its flat text.
        hits: Names already found, in order, which are passed over.
        headings: (start, end) of the page's headings.
        release: The page is a press release, whose headline names its parties ("Acme and Beta Extend ...").

    Returns:
        A hit for each occurrence of a name whose surroundings, all in all, leave no doubt.
    """
    table = words()
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    spots: dict[str, list[tuple[int, int]]] = defaultdict(list)
    barred: set[str] = set()
    memo: dict[str, tuple[str, bool, int]] = {}
    joined = -1
    inside = _skipper(hits)
    ends = {h.end for h in hits}
    firsts = {h.text.split(" ", 1)[0].rstrip(",") for h in hits}
    not_after = _cues()["not_after"]
    for match in _RUN.finditer(flat):
        run, start = match.group(), match.start()
        known = memo.get(run)
        if known is None:
            qualified = holds_any(run, _BASED_MARKS)
            lead = (_BASED.match(run) if qualified else None) or CALLED.match(run)
            name = trim(_BASED.sub("", run) if qualified else run[lead.end() if lead else 0 :], table)
            known = memo[run] = (name, bool(name) and plausible(name, table), lead.end() if lead else 0)
        name, likely, led = known
        start += led
        if (
            not likely
            or inside(start)
            or (start and (flat[start - 1].isalnum() or flat[start - 1] in "-_/.$€£@"))
        ):
            continue
        end = start + len(name)
        made_of = _MADE_OF.match(flat, end)
        if (
            not_after.match(flat, end)
            or _MEDICINE.match(flat, end)
            or (made_of and nomenclature.is_inn(made_of[1]))
        ):
            barred.add(name)
            continue
        signs = _signs(flat, start, end, firsts, ends)
        if not signs and 0 <= joined < start and _AND_ALSO.fullmatch(flat, joined, start):
            signs.append("list")
        joined = -1 if _PREPOSED.isdisjoint(signs) else end
        if release and start < _LEAD and _AFTER_DATELINE.search(flat, max(0, start - 12), start):
            if _SPEAKS.match(flat, end):
                signs.append("dateline")
        if release and start < _HEADLINE and "list" in signs:
            signs.append("heading")
        if (start, end) in headings:
            signs.append("heading")
        for sign in signs:
            votes[name][sign] += _WEIGHTS[sign][0]
        if signs:
            spots[name].append((start, end))
    kept = [n for n in votes if _accepted(n, votes[n], n in barred, flat)]
    return [NameHit(page, s, e, "context", n) for n in kept for s, e in spots[n]]


def _accepted(name: str, signs: dict[str, float], barred: bool, flat: str) -> bool:
    total = sum(min(weight, _WEIGHTS[sign][1]) for sign, weight in signs.items())
    long = " " in name and not signs.keys().isdisjoint(("to", "direct", "by"))
    need = _ENOUGH - 1 if long or _CAMEL.match(name) else _ENOUGH
    if barred:
        need += 3
    if len(name) == 2:
        need = max(need, 2 * _ENOUGH)
    if " " not in name and name.isupper() and len(signs) == 1:
        need = max(need, _ENOUGH)
    if name.casefold() in nomenclature.brands():
        return False  # "the Orvelo Agreement" is called by its product
    return total >= need and _unlike_word(name, flat) and not _is_person(name, flat)


#: What a run of capitals may begin with that is no part of the name: "Israel-based Acme", "Acquisition of Acme".
_NATIONS_OWN = (
    r"(?:Japan|China|Korea|Germany|France|Israel|Italy|Spain|India|Switzerland|Denmark|Sweden|Norway|Finland|Belgium"
    r"|Austria|Ireland|Britain|Canada|Australia|Taiwan|Brazil|Russia|Turkey|America)'s"
)
_BASED = Prefiltered(
    r"(?:(?:Cayman|New|South|North|San|Los|United|Hong|Great) )?[A-Z][\w.]*-(?:based|owned|headquartered) "
    rf"|Acquisition of |{_NATIONS_OWN} "
)
#: "With France's Torvia": whose nation's the company is.
_NATION_END = re.compile(rf" {_NATIONS_OWN}$")
#: What a company is called before its name: "its long-time partner", "Anglo-Swedish drug major".
_CALLINGS = (
    "drugmaker", "drugmakers", "drug maker", "drug makers", "partner", "company", "major", "giant", "group", "biotech",
    "biopharma", "pharma", "firm", "maker", "manufacturer", "specialist", "developer", "distributor", "licencee",
    "licensee", "licensor", "collaborator", "peer", "rival", "startup", "start-up", "player", "house", "powerhouse",
    "leader",
)  # fmt: skip
#: Those that say by themselves that a company follows: "Swiss biotech Acme".
_TELLING_CALLINGS = (
    " drugmaker",
    " biotech",
    " pharma",
    " biopharma",
    " firm",
    " startup",
    " start-up",
    " major",
    " developer",
    *(
        f" {field} company"
        for field in ("biotech", "biotechnology", "pharmaceutical", "pharma", "drug", "therapy")
    ),
)
#: "A Belgian biotech *called* Acme".
_NAMED_BY = (" called", " named", " known as")
_DESCRIBED = re.compile(
    r"(?<= )(?:(?:its|our|their|the|an?) )?"
    r"(?:(?!(?:with|from|to|by|of|and|or|for|in|on|at|between|that|acquir(?:e[sd]?|ing)|buy(?:s|ing)?|bought)\b)"
    rf"(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)?|[a-z][\w-]*),? ){{0,5}}(?:{'|'.join(_CALLINGS)})$"
)


#: "Acme, based in Martigny, announced": a place.
_LOCATED = Prefiltered(
    r"\b(?:based|headquartered|located|offices?|site|facility) (?:in|at)(?: [A-Z][\w.-]+,?){0,3}$"
)
#: Of these each match of `_BASED` holds one.
_BASED_MARKS = ("-based ", "-owned ", "-headquartered ", "Acquisition of ", "'s ")
_BASED_ENDINGS = ("-based", "-owned", "-headquartered")
_BASED_END = re.compile(
    r"(?: (?:Cayman|New|South|North|San|Los|United|Hong|Great|El|Santa|Saint|St\.|Fort|Palo|Mountain|Salt Lake))?"
    r" [A-Z][\w.]*-(?:based|owned|headquartered)$"
)


def _skipper(hits: list[NameHit]) -> Callable[[int], bool]:
    """Give a test for offsets that lie within hits, to be asked in rising order."""
    at = 0

    def inside(offset: int) -> bool:
        nonlocal at
        while at < len(hits) and hits[at].end <= offset:
            at += 1
        return at < len(hits) and hits[at].start <= offset

    return inside


_AND_ALSO = re.compile(r"(?: ?\([^()\n]{1,60}\))?,? (?:and|&)(?: the| The)? $")


def _ends_before(flat: str, left: int, start: int, ends: set[int]) -> bool:
    """Tell whether a known name ends right before the "and" in front of an occurrence."""
    joined = _AND_ALSO.search(flat, left, start)
    return joined is not None and joined.start() in ends


def _signs(flat: str, start: int, end: int, firsts: set[str], ends: set[int]) -> list[str]:
    """Name the signs of a party around an occurrence."""
    if _AGREEMENT.match(flat, end):
        return ["agreement"]
    out: list[str] = []
    cues = _cues()
    left = max(0, start - 130)
    before = (
        flat[max(left, flat.rfind("\n", left, start) + 1) : start].rstrip(' "').removesuffix(" the").rstrip()
    )
    if _LOCATED.search(before):
        return []
    before = _BASED_END.sub("", before) if before.endswith(_BASED_ENDINGS) else before
    before = _NATION_END.sub("", before) if before.endswith("'s") else before
    bare = before.rsplit(" called", 1)[0].rsplit(" named", 1)[0].rsplit(" known as", 1)[0]
    named = before.endswith(_NAMED_BY) and bare.endswith(_CALLINGS)
    before = bare if named else before
    if named or before.endswith(_TELLING_CALLINGS):
        out.append("called")
    if before.endswith(_CALLINGS) and (described := _DESCRIBED.search(before)):
        before = before[: described.start()].rstrip()
    last = before[before.rfind(" ") + 1 :]
    low = last.lower()
    if low in ("by", "of") and _BOUGHT.search(before):
        out.append("bought")
    elif low in ("with", "from", "to", "by"):
        if before.endswith(_ABOUT):
            return []
        if cues[low].search(before) or (low == "with" and _PURPOSE.match(flat, end)):
            out.append(low)
    elif low in ("and", "or", "nor", "between", "&") and last == low:
        if _PAIR.search(before):
            out.append("pair")
        elif (
            _ends_before(flat, left, start, ends)
            or before[: -len(last)].rstrip(" ,").rsplit(" ", 1)[-1].removesuffix("'s") in firsts
        ):
            out.append("list")
    elif last.endswith(",") and (
        last[:-1] in firsts
        or (start - 2 in ends and (listed := _LISTED.match(flat, end)) and listed.group(1) in firsts)
    ):
        out.append("list")
    elif low in _NAMED and _AS_AGENT.match(flat, end):
        out.append("granted")
    elif cues["direct"].search(last):
        sure = _RIGHTS_GRANTED if last.startswith("grant") else _AS_AGENT
        out.append("granted" if sure.match(flat, end) else "direct")
    elif last == "that" and _SAID_THAT.search(before):
        out.append("said")
    elif cues["kin"].search(before):
        out.append("kin")
        if _has_acronym(flat, start, end):
            out.append("acronym")
    end = placed.end() if (placed := _OF_COUNTRY.match(flat, end)) else end
    follows = flat[end : end + 2]
    if follows == "'s" or (follows == "' " and flat[end - 1] == "s"):
        out.append("owner")
    elif follows[:1] in (" ", ",", "™"):
        if cues["announce"].match(flat, end):
            out.append("announce")
        elif cues["verb"].match(flat, end):
            out.append("verb")
        elif _IS_COMPANY.match(flat, end):
            out.append("company")
        elif (listed := _LISTED.match(flat, end)) and listed.group(1) in firsts:
            out.append("list")
    return out


_ACRONYM = re.compile(r" \(([A-Z]{2,6})\)")


def _has_acronym(flat: str, start: int, end: int) -> bool:
    """Tell whether a name is followed by its initials: "Cambridge Biotechnology (CBT)"."""
    behind = _ACRONYM.match(flat, end)
    if behind is None or behind[1][0] != flat[start]:
        return False
    letters = iter(flat[start:end].upper())
    return all(letter in letters for letter in behind[1])


#: "Milestones *related to* ORVELO": what payments are for, and not who gets them.
_ABOUT = (
    "related to",
    "relating to",
    "relates to",
    "relate to",
    "attributable to",
    "with respect to",
    "allocated to",
)
#: "Acme *of the UK* has forged".
_OF_COUNTRY = re.compile(
    r" of (?:the )?(?:UK|USA|US|U\.S\.A?\.|United (?:States|Kingdom)|Germany|France|Italy|Spain|Switzerland|Sweden"
    r"|Denmark"
    r"|Norway|Finland|Belgium|Austria|Ireland|Canada|Australia|Japan|China|Korea|Israel|India|Netherlands)(?=[ ,])"
)
#: "Acme has granted *Kelvane exclusive rights*", "announced today that *Kelvane* has".
_RIGHTS_GRANTED = re.compile(r" (?:an? |the )?(?:[a-z-]+,? ){0,4}(?:rights?|licen[sc]e|option)\b")
_AS_AGENT = re.compile(
    r"(?:(?: as| to be| to act as)(?: its| the| an?)?| its)(?: [\w-]+){0,3}"
    r" (?:distributor|licensee|partner|agent|supplier|manufacturer)\b"
)
_NAMED = frozenset(
    "named names chose chooses chosen picked picks tapped taps engaged engages selected selects hired".split()
)
_SAID_THAT = re.compile(r"\bannounce[sd](?: today)? that$")
_LISTED = re.compile(
    r"(?:,? (?:and|or|&)|, an? [^,;.\n]{3,60}, and) (?:the |its )?(?:(?!that\b)[a-z][\w-]+ ){0,4}([^\W_]+)"
)


#: "Acme was acquired by *Kelvane*", "the acquisition of all of the outstanding capital stock of *Kelvane*".
_BOUGHT = Prefiltered(
    r"\b(?:was|were|been|being) (?:(?:later|subsequently|recently|itself) )?(?:acquired|bought) by$"
    r"|\b(?:[Aa]cquisition of|[Aa]cquired|[Pp]urchased?)\b[^.;\n]{0,50}"
    r"\b(?:capital stock|outstanding (?:stock|shares)|equity interests|membership interests) of$"
)


def _is_person(name: str, flat: str) -> bool:
    """Tell whether the page calls the last word of a name Mr., Ms., Dr. or Professor."""
    last = name.rsplit(" ", 1)[-1]
    return any(flat.startswith(last, at) for at in _titled(flat))


_TITLE = re.compile(r"(?:Mr\.|Ms\.|Mrs\.|Drs?\.|Professor|Prof\.) ")


@lru_cache(maxsize=16)
def _titled(flat: str) -> tuple[int, ...]:
    """Find where a page names persons by their titles."""
    return tuple(m.end() for m in _TITLE.finditer(flat))


def _unlike_word(name: str, flat: str) -> bool:
    """Refuse a lone word that the page also writes in small letters: it is a word, not a name."""
    return " " in name or name.isupper() or name.lower() not in spaced_words(flat)
