"""Verbs that tell who gives rights and who takes them, who keeps them, and who pays and is paid."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dealgraph.extract.prefilter import Prefiltered

_GRANT = Prefiltered(
    r"\b(?:(?:grant(?:ed|s|ing)?(?! (?:\w+ )?sub-?licen))"
    r"|(?:has|have|had|exclusively|out-)\s?(?:out-)?licensed|licensed|out-licensed"
    r"|agreed to (?:grant|license)|(?:will|would|shall) (?:grant|(?:out-)?license)|granting|(?<!in-)licenses"
    r"|(?:has |have |had )?transferred(?=[^.;]{0,60}\brights\b)"
    r"|(?:has |have )?appointed)\b"
)
_TAKE = Prefiltered(
    r"\b(?:receive[sd](?! (?:\w+ ){0,2}(?:notice|notification|word)\b)(?! (?:an? )?(?:[\w-]+ ){0,2}[$€£])"
    r"(?! (?:an? |the )?(?:[\w-]+,? ){0,2}(?:payments?|fees?|royalt(?:y|ies))\b)"
    r"|(?:will|would|to) (?:also |now |then |thereby )?(?:obtain|receive|gain|acquire|in-license|secure"
    r"|get|have)(?! (?:an? )?(?:option|right) to (?:negotiate|terminate))"
    r"(?! (?:an? |the )?(?:[\w-]+,? ){0,2}(?:payments?|fees?|royalt(?:y|ies))\b)"
    r"|obtained|obtains|acquire[sd]|(?:has|have|had)(?! (?:\w+ )?(?:entered|signed|executed|inked|announced|agreed"
    r"|concluded|reached|closed|completed|established|formed|terminated|amended|expanded|extended|initiated"
    r"|reacquired|regained|recovered|returned|sold|received (?:\w+ ){0,2}(?:notice|notification|word))\b)"
    r"|gained|gains|gets|got|secured|secures|was granted|were granted"
    r"|are granted|is granted|be(?:en)? granted|in-licensed|in-licenses|holds?|held|continue to hold|exercised"
    r"|license(?! (?:fees?|payments?)\b))\b"
    r"(?=(?:(?!\b(?:and|while|but) (?:\w+ )?(?:retain|keep))[^.;]"
    r"|(?<=U)\.S\.){0,110}\b(?:licen[sc]es?(?! (?:[\w-]+ ){0,2}(?:payments?|fees?|revenues?|agreements)\b)"
    r"|sublicen[sc]e|rights?"
    r"|option(?! to (?:require|re(?:claim|gain|acquire|ceive)|invest|participate|(?:co-?)?fund|share))"
    r"(?! (?:exercise )?(?:payments?|fees?)\b))\b)"
)
#: "Will be the exclusive distributor", and "regains the rights".
_IS_AGENT = Prefiltered(
    r"\b(?:will|would|shall|is to|to) (?:be|become|act as|serve as) (?:the |its |an? )?(?:[\w-]+ ){0,3}"
    r"(?:distributor|licensee|marketing partner|marketer)\b"
)
_REGAINS = Prefiltered(
    r"\b(?:regain(?:s|ed|ing)?|reclaim(?:s|ed)?|reacquir(?:es|ed|ing)|recover(?:s|ed"
    r"|ing))\b(?=[^.;]{0,50}\b(?:rights?|licen[sc]e)\b)"
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
    r"\b(?:(?:has |have |had )?(?:(?<!was )(?<!were )(?<!been )paid|pays?|made|makes?)|(?:is|are|was|were|be"
    r"|been) (?:also )?(?:obligated"
    r"|required|obliged|responsible) (?:to (?:pay|make)|for)|(?:agreed|obligat\w+|required) to (?:pay|make)"
    r"|(?:will|shall|must|may|would|could|is to|are to) (?:also )?(?:be (?:obligated|required) to )?(?:pay|make|owe)"
    r"|owes?d?|may (?:also )?become obligated)\b"
    r"(?=[^.;]{0,110}\b(?:up-?front|milestone|royalt(?!y-)|license fee|option fee|fee|payment)\w*)"
)
#: Who keeps some of the rights has given the others; who keeps all of them may be either.
_KEEP = Prefiltered(
    r"\b(?:kept|keeps|retain(?:s|ed)|reserve[sd]|(?:will|shall) (?:retain|keep))\b"
    r"(?! (?:the |all |its )?(?:worldwide|global|all)\b)(?=[^.;]{0,40}\brights?\b)"
)
_GET = Prefiltered(
    r"\b(?:(?:is|are|was|were|be|become|becomes|remain)? ?(?:also )?(?:eligible|entitled) (?:to"
    r"|for)(?: receive)?|(?:will|may|could|would|can) (?:also )?(?:potentially )?(?:receive|earn)|(?:has "
    r"|have )?(?:received|earned)|receives?|will be paid|(?:was|were|has been|have been) paid(?! by\b)"
    r"|[Tt]o (?:[Rr]eceive|[Ee]arn)(?= [^.;]{0,20}[$€£]))\b"
    r"(?=[^.;]{0,110}\b(?:up-?front|milestone|royalt(?!y-)|license fee|option fee|fee|payment)\w*)"
)
#: "Exclusive licenses" are things, and "amounts received" are nobody's act.
_NOT_A_VERB = Prefiltered(
    r"\b(?!(?:also|exclusively|now|currently|which|that|it|who)\b)(?:[a-z][\w-]*|[Nn]o|[Tt]hese|[Ss]uch),? licenses$"
    r"|\b(?:amounts?|payments?|consideration|income|revenues?|fees|royalties|proceeds|sums) (?:\w+ly )?received$"
    r"|\b(?:an?|the|its|our|their|this|such) (?:[a-z-]+,? ){0,3}license$|\bsub-license$"
    r"|\b(?:an?|the|this|such|research|supplemental|million|agency|federal|government|NIH|\d{4}) grants?$"
)
#: How much granting and taking weigh.
GRANTS, TAKES = 3, -2
#: "Acme has licensed zolvaran, a first-in-class inhibitor for the treatment of gout, from Kelvane".
_LICENSED_WHAT_FROM = re.compile(
    r"licensed (?:(?!\b(?:[Tt]o (?:[A-Z]|the [A-Z]|its|an? )|acquired|obtained|received|bought|purchased|derived"
    r"|suffering"
    r"|resulting|royalt)|\. )[^;]){0,180}?,? from (?:the |its |our |\w+-based |an? (?:[a-z-]+ ){1,4})?[A-Z]"
)
#: "Acme has exclusively licensed the worldwide rights to": in, where no "to" names who got them.
_LICENSED_RIGHTS = re.compile(
    r"(?<=licensed) (?:(?:the|all|certain|exclusive|non-?exclusive|worldwide|global|full|marketing|commercial"
    r"|development|perpetual|irrevocable|royalty-(?:bearing|free)|sub-?licensable|transferable),? (?:and )?){0,7}"
    r"(?:rights|technolog\w+|patents?|intellectual property)\b"
    r"(?!(?:[^.;]|\.\w){0,120}?\bto (?:the )?[A-Z][a-z][\w-]*+(?!'))"
)
#: "Acme licenses a kinase program from Beta", "will license the drug from Beta".
_LICENSES_FROM = re.compile(
    r"(?:(?!\bto (?:the )?[A-Z])(?:[^.;]|\.\d)){0,140}?\bfrom (?:the |an? |its |[a-z][\w-]* ){0,4}[A-Z]"
)
_TO_LICENSE = re.compile(
    r"\b(?:to|will|would|may|can|could|shall|must|exclusively|and|or|we|they) $", re.IGNORECASE
)
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are|be)\s+(?:\w+ )?$")
_HAS = re.compile(r"(?:has|have|had|holds?|license)\b")
_HAS_NO_RIGHT = Prefiltered(r"\b(?:retain|right to terminate|no right|the right to)")
_SHARES = Prefiltered(r"\b(?:co-|retain)")
#: "Will receive *from Acme an upfront payment*": money, whatever it is paid for.
_A_PAYMENT_FROM = re.compile(
    r" from [^.;,]{2,50}? (?:(?:an?|the|certain|its) )?(?:[\w-]+,? ){0,3}"
    r"(?:payments?|fees?|royalt(?:y(?!-)|ies)|milestones?)\b"
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A verb whose subject gives (above zero) or takes; `rights` is true of rights and false of money."""

    start: int
    end: int
    value: int
    rights: bool


_OUT = re.compile(r"[^.;]{0,60}(?<!relating )(?<!related )(?<!directed )\b(?:to|from)\b")


@lru_cache(maxsize=1024)
def signs(flat: str, start: int, end: int) -> tuple[Sign, ...]:
    """Give the verbs of a sentence that tell a role, once for all deals that it speaks of."""
    out: list[Sign] = []
    for pattern, value in (
        (_GRANT, GRANTS),
        (_TAKE, TAKES),
        (_IS_AGENT, TAKES),
        (_REGAINS, GRANTS),
        (_SELLS, -1),
        (_SUPPLIES, 1),
        (_KEEP, 1),
        (_PAY, -1),
        (_GET, 1),
    ):
        for match in pattern.finditer(flat, start, end):
            at, behind = match.span()
            if _NOT_A_VERB.search(flat[max(start, at - 48) : behind]):
                continue
            if value == TAKES and _takes_nothing(flat, at, behind):
                continue
            if match[0] == "license" and not _TO_LICENSE.search(flat[max(start, at - 14) : at]):
                continue  # a noun
            if match[0] == "licenses" and not _OUT.match(flat, behind):
                continue  # "the Company licenses patents": in or out, nobody can tell
            granted = value == GRANTS and (
                (match[0].endswith("licensed") and _LICENSED_WHAT_FROM.match(flat, behind - 8, end))
                or _LICENSED_RIGHTS.match(flat, behind, end)
                or (match[0].endswith(("licenses", "license")) and _LICENSES_FROM.match(flat, behind, end))
                or _PASSIVE.search(flat[max(start, at - 14) : at])
                or (match[0].endswith("licensed") and _licensed_in(flat, start, at, behind))
            )
            rights = abs(value) > 1 or pattern is _KEEP
            out.append(Sign(at, behind, TAKES if granted else value, rights))
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
    if flat.endswith(("receive", "received"), at, behind) and _A_PAYMENT_FROM.match(flat, behind):
        return True
    return bool(_SHARES.search(flat[behind : behind + 40])) and "exclusive" not in flat[behind : behind + 25]
