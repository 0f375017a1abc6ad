"""What rights a deal gives: exclusive or not, and where."""

from __future__ import annotations

import re

from dealgraph.extract.deals.subjects import each_its_own
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Deal, Reading

#: How many sentences on a deal are searched for rights.
_SENTENCES = 60

_EXCLUSIVE = Prefiltered(
    r"\b(?P<word>co-exclusive(?:ly)?|non[- ]?exclusive(?:ly)?|semi-exclusive|sole(?: and exclusive)?"
    r"|exclusive(?:ly)?)\b(?: \(even [^()]{3,60}\))?"
    r"(?P<tail>(?:[^.;:()]|\((?:ex|other|outside|includ)[^()]{3,60}\)|\.\w|(?<=U\.[SK])\.(?= )|(?<=\.[A-Z])\.){0,90})",
    re.IGNORECASE,
)
_OF_GRANT = Prefiltered(
    r"\b(?:sub)?(?:licen[sc]e[sd]?|rights?|option|distribut\w+|collaboration|agreement|partner|supplier"
    r"|commerciali[sz]"
    r"|marketing|suppl|manufactur|basis\b)",
    re.IGNORECASE,
)
#: "Was licensed to Acme in 2018 *exclusively*".
_LICENSED = Prefiltered(r"\blicensed to\b[^.;]{0,60}$")
#: "Licensed the drug exclusively to Acme".
_HAS_LICENSED = re.compile(r"\blicensed\b[^.;]{0,40}$")
_TO_WHOM = re.compile(r" to [A-Z]")
_RETAINED = Prefiltered(r"\b(?:retain(?:s|ed|ing)?|keeps?|reserve[sd]?)(?: \w+){0,3} $", re.IGNORECASE)
#: "An option to negotiate a worldwide exclusive license", and "the exclusive licensee of" another's patents.
_TO_NEGOTIATE = re.compile(r"\bnegotiat(?:e|ing) (?:for )?(?:an? |the )?(?:[\w-]+,? ){0,3}$", re.IGNORECASE)
_LICENSEE_OF = re.compile(r" (?:[\w-]+ )?licensees? of\b")
_OF_OTHER = Prefiltered(
    r"\b(?:negotiat|right of first|jurisdiction|remed|period of|forum|patent rights? owned)", re.IGNORECASE
)
_PLACE = (
    r"(?:(?:mainland |Greater |Great |South(?:east|ern)? |North(?:ern)? |Latin |Central |Eastern |Western "
    r"|New |United |People's Republic of |Republic of |territories of |territory of "
    r"|Saudi |Hong |the |rest of the |Middle |Asia[- ]){0,2}"
    r"(?:European Union|European Economic Area|U\.S\.A?\.?|US|USA|EU|UK|U\.K\.|States(?: of America)?|Kingdom"
    r"|Union|China|Japan|Korea|Taiwan|Macau"
    r"|Macao|Kong"
    r"|Canada|Mexico|Europe|Asia|Pacific|Africa|Americas?|Australia|Zealand|Israel|India|Russia|Turkey|Brazil"
    r"|Chile|Peru"
    r"|Argentina|Ecuador|Colombia|Arabia|Singapore|Malaysia|Thailand|Vietnam|Indonesia|Philippines|Germany"
    r"|France|Italy"
    r"|Spain|Switzerland|Austria|Norway|Sweden|Denmark|Finland|Iceland|Liechtenstein|Ireland|Portugal|Greece|Poland"
    r"|Hungary"
    r"|Belgium|Netherlands|Luxembourg|Romania|Bulgaria|Ukraine|Scandinavia|Nordic countries|Benelux|Iran|Egypt"
    r"|East(?! [A-Z])|world|EEA"
    r"|European Economic Area"
    r"|CIS|territories|countries|Territory)(?![A-Za-z]))"
)
#: "Japan *and certain other countries in the Asia-Pacific region*".
_REST = rf"(?:certain |selected |some )?other (?:countries|territories|markets|parts) (?:in|of) {_PLACE}(?: region)?"
_WORLD = Prefiltered(
    r"\b(?:worldwide|world-wide|global(?:ly)?|throughout the world)\b"
    r"(?: \((?:except(?:ing)?(?: for| in)?|excluding|other than|outside(?: of)?) [^.;()]{3,90}\)"
    r"|,? (?:except(?:ing)?(?: for| in)?|excluding|other than|outside(?: of)?|with the exception of) "
    r"[^.;()]{3,300}?(?=[.;()]|, (?:for|to|and|in)\b|$))?",
    re.IGNORECASE,
)
#: The whole world, as headlines say first; the text may tell what is left out.
_ALL = re.compile(r"(?:exclusive )?(?:worldwide|world-wide|global|throughout the world)", re.IGNORECASE)
_SAVE = re.compile(r"\b(?:outside|except\w*|excluding|other than)\b", re.IGNORECASE)
#: An exception told behind the purpose: "worldwide rights to sell it, except in the Far East".
_EXCEPT = re.compile(
    r",\s+(?P<out>(?:except(?:ing)?(?: for)?|excluding|other than|outside(?: of)?)\s+(?:in |for )?[^.;,()]{3,80})"
)
_WORLD_OF_RIGHTS = Prefiltered(r"licen[sc]|rights|commerciali[sz]|distribut|basis|develop", re.IGNORECASE)
_WORLD_OF_OTHER = re.compile(
    r"\s+(?:phase|pivotal|clinical|trial|stud(?:y|ies)|access|leader|pharmaceutical|biotech|biopharma|company"
    r"|patient|health|net sales|sales|headquarters"
    r"|research)",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\b(?:in|within|throughout|across|outside(?: of)?"
    r"|all (?:countries|territories) (?:of the world )?except (?:for|in)"
    r"|ex-|(?<!except )(?<!excepting )for|to)\s+"
    rf"(?P<place>{_PLACE}(?:(?: \([^()]{{1,80}}\))?(?:, (?:and )?| and | & |/|, including )(?:{_REST}"
    rf"|{_PLACE})){{0,12}})"
)
#: "Ex-China rights".
_EX_PLACE = Prefiltered(
    r"\b[Ee]x-(?:Greater )?(?:China|U\.S\.|US|Japan|Asia|Europe|North America|Korea)(?= (?:commercial |development )?"
    r"(?:rights|licen[sc]e|territory))"
)
#: "An exclusive U.S. license agreement".
_ONLY_PLACE = Prefiltered(
    r"\b(?:exclusive|sole) (?P<place>U\.S\.|US|U\.K\.|UK|EU) (?:[\w-]+ (?:and )?){0,3}(?:licen[sc]|rights|distribut)"
)
_FOR_PLACE = re.compile(
    rf"(?: \([^()]{{1,60}}\))?,? (?:for|in|covering) (?P<place>{_PLACE}(?:(?:, (?:and )?| and | & ){_PLACE}){{0,12}})"
    r"(?!\s(?:and|with)\s[a-z])"
)
_CUE = Prefiltered(
    r"\b(?:licen[sc]|rights?|commerciali[sz]|distribut|market|territory|sell|promot|develop)", re.IGNORECASE
)
_RIGHTS = re.compile(
    r"\b(?:exclusive|rights?|licen[sc]e\w*|commerciali[sz]\w*|distribut\w*|market(?:ing)?|promote|sell)\b",
    re.IGNORECASE,
)


def settle_rights(reading: Reading, deal: Deal) -> None:
    """Read exclusivity and territory from the sentences that grant rights, where they aren't known yet."""
    votes: list[str] = []
    for where in deal.sentences[:_SENTENCES]:
        text = reading.sentence(where).text
        votes += _exclusivities(text)
        part = each_its_own(reading, {c for c, _ in deal.parties}, where)
        grants = reading.pages[where[0]].flat[slice(*part)] if part else text
        told = _place_of_party(reading, deal, where) or territory(grants)
        if deal.territory is None or (told and _ALL.fullmatch(deal.territory) and _SAVE.search(told)):
            deal.territory = told
    if votes:
        deal.exclusivity = deal.exclusivity or ("exclusive" if "exclusive" in votes else votes[0])


def _place_of_party(reading: Reading, deal: Deal, where: tuple[int, int]) -> str | None:
    """Give the place that stands beside the other side: "with X for Japan and Y for Europe"."""
    sentence, flat = reading.sentence(where), reading.pages[where[0]].flat
    for mention in reading.companies_in(where[0], sentence.start, sentence.end):
        if mention.entity in deal.others and (found := _FOR_PLACE.match(flat, mention.end, sentence.end)):
            return found.group("place")
    return None


def _exclusivities(text: str) -> list[str]:
    out: list[str] = []
    if "xclusive" not in text and "sole" not in text:
        return out
    for match in _EXCLUSIVE.finditer(text):
        tail = match.group("tail")
        before = text[max(0, match.start() - 40) : match.start()]
        if _RETAINED.search(before) or _TO_NEGOTIATE.search(before) or _LICENSEE_OF.match(tail):
            continue
        behind = match.group("word").lower() == "exclusively" and (
            _LICENSED.search(text[: match.start()][-80:])
            or (_HAS_LICENSED.search(before) and _TO_WHOM.match(tail))
        )
        if (behind or _OF_GRANT.search(tail)) and not _OF_OTHER.search(tail[:40]):
            word = (
                match.group("word")
                .lower()
                .replace("nonexcl", "non-excl")
                .replace("non excl", "non-excl")
                .removesuffix("ly")
            )
            out.append(
                "exclusive" if word.startswith(("sole", "exclusive")) else word.replace("semi-", "co-")
            )
    return out


def territory(text: str) -> str | None:
    """Give the territory that a sentence on rights names, as written.

    >>> territory("We granted an exclusive license to sell it in Japan and South Korea.")
    'Japan and South Korea'
    """
    if not _CUE.search(text):
        return None
    world = _WORLD.search(text)
    if (
        world
        and _WORLD_OF_RIGHTS.search(text, max(0, world.start() - 260), world.end() + 90)
        and not _WORLD_OF_OTHER.match(text, world.end())
    ):
        whole = world.group().strip()
        behind = _EXCEPT.search(text, world.end(), world.end() + 160) if "xcept" not in whole else None
        return f"{whole}, {behind.group('out').strip()}" if behind else whole
    if (part := _EX_PLACE.search(text)) is not None:
        return part.group()
    if (only := _ONLY_PLACE.search(text)) is not None:
        return only.group("place")
    for match in _IN.finditer(text):
        if _RIGHTS.search(text, max(0, match.start() - 170), match.start()):
            whole = match.group()
            return whole if whole.lower().startswith(("outside", "all ")) else match.group("place")
    return None
