"""What a contract's clauses tell of its parties: who grants, supplies and pays, how and where."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from dealgraph.extract.contracts.parties import PartyDraft
from dealgraph.extract.contracts.tables import parts
from dealgraph.extract.prefilter import Prefiltered

_GRANT = Prefiltered(r"\b[Gg]rant(?:s|ed|ing)?\b|\bGRANTS?\b")
_NO_GRANT = re.compile(
    r"\b(?:no|not|nothing|neither|nor|except|sublicen[sc]e|sub-licen[sc]e)\b[^.]{0,40}$", re.IGNORECASE
)
_LICENSE = Prefiltered(
    r"\blicen[sc]e|\brights?\b.{0,60}\b(?:develop|commerciali|make|use|sell|market)", re.IGNORECASE
)
_RIGHTS = Prefiltered(r"\brights\s$")
_WHOSE = re.compile(r"^\W*(?:by|from)\b")
_EXCLUSIVE = Prefiltered(r"(?<!non-)(?<!non)(?<!non )(?<!co-)(?<!semi-)\bexclusive\b", re.IGNORECASE)
_DEGREES = (
    ("co-exclusive", re.compile(r"\bco-?exclusive\b", re.IGNORECASE)),
    ("exclusive", _EXCLUSIVE),
    ("non-exclusive", re.compile(r"\bnon[- ]?exclusive\b", re.IGNORECASE)),
)
_APPOINT = Prefiltered(
    r"\bappoints?\b.{0,80}?\bas (?:its |the |a )?(?:sole and |sole )?(exclusive"
    r"|non-?exclusive)\b.{0,40}\b(?:distribut|agent|suppl|market|sell)",
    re.IGNORECASE,
)
_TERRITORY = re.compile(
    r"\"(?:Licensed |Distribution )?Territory\"\s*(?:,\s*)?(?:shall mean|means|will mean"
    r"|is defined as|is|:)\s*:?\s*([^;\n]{2,220})"
)
_NOT_STATED = re.compile(
    r"\[?\*|set forth (?:in|on)|defined in|listed (?:in|on)|Exhibit|Schedule|Section|Annex|Appendix|●"
)
_WORLD = re.compile(r"\bworld-?wide\b|\bthroughout the world\b", re.IGNORECASE)
_EXCLUSIVE_LICENSE = re.compile(r"(?<!non-)\bexclusive\b[^.]{0,120}\blicen[sc]e", re.IGNORECASE)
_SUPPLY = re.compile(r"\b(?:suppl(?:y|ies)|sells?|manufactures? and)\b", re.IGNORECASE)
_PURCHASE = re.compile(r"\b(?:purchases?|orders?|buys?|procures?|obtains?)\b", re.IGNORECASE)
_DUTY = Prefiltered(
    r"\b(?:shall|will|agrees? to|desires? to|wish(?:es)? to|is willing to|hereby)\b[^.]{0,40}$", re.IGNORECASE
)
_PAY = re.compile(r"\b(?:shall|will|agrees to) pay(?: to)?\b")
_PAID_FOR = re.compile(
    r"\b(?:upfront|up-front|milestone|royalt|licen[sc]e fee|signature fee|option (?:fee|payment|exercise))",
    re.IGNORECASE,
)
_OPPOSITE = {
    "licensor": "licensee", "licensee": "licensor", "supplier": "customer", "customer": "supplier",
    "seller": "buyer", "buyer": "seller", "acquirer": "target", "target": "acquirer", "investor": "investee",
    "investee": "investor",
}  # fmt: skip
_SUPPLIES = {"supply", "manufacturing", "services"}
#: Deals about goods and their sale, in which a licence is by the way.
_GOODS = {*_SUPPLIES, "commercialization"}
_SCHOOL = re.compile(r"universit|institut|college|hospital|school|regents|cancer center", re.IGNORECASE)
#: Most clauses that are looked at: the first ones make the deal, the rest repeat it.
_MOST = 80


@dataclass(slots=True)
class Grants:
    """What the clauses say: role of each party (by its place), exclusivity and territory."""

    roles: list[str]
    exclusivity: str | None = None
    territory: str | None = None


@dataclass(slots=True)
class _Votes:
    """Who does something to whom, counted, with the words of each clause."""

    count: Counter[tuple[int, int]] = field(default_factory=Counter)
    clauses: dict[tuple[int, int], list[str]] = field(default_factory=dict)

    def add(self, who: int | None, whom: int | None, weight: int, clause: str) -> None:
        if who is not None and whom is not None and who != whom:
            self.count[who, whom] += weight
            self.clauses.setdefault((who, whom), []).append(clause)

    def winner(self) -> tuple[int, int] | None:
        """Give the direction that outweighs its opposite."""
        ranked = sorted(self.count.items(), key=lambda x: (-x[1], x[0]))
        if not ranked:
            return None
        (who, whom), weight = ranked[0]
        return (who, whom) if weight > self.count.get((whom, who), 0) else None


class Designators:
    """The words by which a contract speaks of its parties, to be looked up in clauses."""

    def __init__(self, parties: list[PartyDraft], extra: list[list[str]]) -> None:
        self._of: dict[str, int] = {}
        for i, party in enumerate(parties):
            for name in (party.name.text, *party.short, *party.parts, *extra[i]):
                self._of.setdefault(name, i)
                if name in party.parts:
                    self._of.setdefault(name.upper(), i)
        names = sorted(self._of, key=lambda n: (-len(n), n))
        self._regex = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(n) for n in names) + r")(?!\w)")

    def last(self, text: str) -> int | None:
        """Give the party that is named last, but for one in the genitive ("X's patents")."""
        found = None
        for match in self._regex.finditer(text):
            if not text.startswith("'", match.end()):
                found = self._of[match.group()]
        return found

    def first(self, text: str) -> int | None:
        """Give the party that is named first."""
        match = self._regex.search(text)
        return self._of[match.group()] if match else None


def read_grants(
    flat: str, parties: list[PartyDraft], names: Designators, types: list[str], exclusive: bool
) -> Grants:
    """Read roles, exclusivity and territory of a contract.

    Args:
        flat: The contract's text.
        parties: Its parties.
        names: How clauses call them.
        types: Types of the agreement.
        exclusive: True where the title says "exclusive".
    """
    grants = _grants(flat, names)
    direction = grants.winner()
    roles = [_part_role(p, types) for p in parties]
    licensed = bool({"license", "option"} & set(types))
    if (
        direction
        and not any(roles)
        and (licensed or (not _GOODS & set(types) and _one_way(grants, direction)))
    ):
        roles[direction[0]], roles[direction[1]] = "licensor", "licensee"
    if not any(roles) and {"supply", "manufacturing"} & set(types):
        supplied = _supplies(flat, names).winner()
        if supplied:
            roles[supplied[0]], roles[supplied[1]] = "supplier", "customer"
    if not any(roles) and licensed:
        paid = _payments(flat, names).winner()
        if paid and len(parties) == 2:
            roles[paid[0]], roles[paid[1]] = "licensee", "licensor"
        elif "license" in types and len(parties) == 2:
            schools = [bool(_SCHOOL.search(p.name.text)) for p in parties]
            if sum(schools) == 1:
                roles = ["licensor" if school else "licensee" for school in schools]
    _complement(roles)
    return Grants(
        [r or "partner" for r in roles],
        _exclusivity(flat, grants, direction, exclusive),
        _territory(flat, grants, direction),
    )


def _part_role(party: PartyDraft, types: list[str]) -> str:
    """Give the role that a party's defined part tells of, as the kind of agreement makes it."""
    for part in party.parts:
        role = parts().get(part.lower(), "")
        kinds = set(types)
        if role in ("supplier", "customer") and not kinds & _SUPPLIES:
            continue
        if (
            role in ("buyer", "seller")
            and kinds & {"supply", "manufacturing"}
            and "asset purchase" not in kinds
        ):
            role = "customer" if role == "buyer" else "supplier"
        elif role in ("buyer", "seller") and kinds == {"equity"}:
            role = "investor" if role == "buyer" else "investee"
        elif role in ("acquirer", "target") and not kinds & {"merger", "acquisition"}:
            continue
        elif part.lower() == "company" and kinds & {"merger", "acquisition"}:
            role = "target"
        elif part.lower() == "company" and kinds == {"equity"}:
            role = "investee"
        if role:
            return role
    return ""


def _complement(roles: list[str]) -> None:
    """Give the other of two parties the other role."""
    if len(roles) == 2 and sum(map(bool, roles)) == 1:
        known = 0 if roles[0] else 1
        roles[1 - known] = _OPPOSITE.get(roles[known], "")


def _clause(flat: str, start: int, end: int) -> tuple[str, str]:
    """Give what stands before and after a verb in its sentence, within reach."""
    before = flat[max(0, start - 160) : start]
    after = flat[end : end + 420]
    before = re.split(r"[.;]\s|\n", before)[-1]
    return before, re.split(r"(?<=[a-z)])\.\s|\n", after)[0]


def _grants(flat: str, names: Designators) -> _Votes:
    votes = _Votes()
    for match, _ in zip(_GRANT.finditer(flat), range(_MOST * 4), strict=False):
        before, after = _clause(flat, match.start(), match.end())
        clause = before[-60:] + match.group() + after
        if _NO_GRANT.search(before) or not (_LICENSE.search(clause) or _RIGHTS.search(before)):
            continue
        if _WHOSE.match(after):
            giver = names.first(after)
            receiver = names.first(after.split(" to ", 1)[1]) if " to " in after else None
            votes.add(giver, receiver, 1, clause)
            continue
        giver = names.last(before)
        rest = re.sub(r"^\s*(?:and [a-z ]{0,30})?(?:to )?", "", after)
        # What is granted exclusively makes the deal; a licence back rarely is.
        weight = 1 if match.group().lower() not in ("grants", "grant") else 6 if _is_exclusive(clause) else 2
        votes.add(giver, names.first(rest[:160]), weight, clause)
    return votes


def _is_exclusive(clause: str) -> bool:
    return bool(_EXCLUSIVE.search(clause))


def _supplies(flat: str, names: Designators) -> _Votes:
    votes = _Votes()
    for pattern, reverse in ((_SUPPLY, False), (_PURCHASE, True)):
        link = " from " if reverse else " to "
        for match, _ in zip(pattern.finditer(flat), range(_MOST), strict=False):
            before, after = _clause(flat, match.start(), match.end())
            if not _DUTY.search(before) or (link not in after[:160] and reverse):
                continue
            who = names.last(before)
            whom = (
                names.first(after.split(link, 1)[1][:60]) if link in after[:160] else names.first(after[:40])
            )
            votes.add(*((whom, who) if reverse else (who, whom)), 1, "")
    return votes


def _payments(flat: str, names: Designators) -> _Votes:
    votes = _Votes()
    for match, _ in zip(_PAY.finditer(flat), range(_MOST), strict=False):
        before, after = _clause(flat, match.start(), match.end())
        if _PAID_FOR.search(after[:200]) or _PAID_FOR.search(before):
            votes.add(names.last(before), names.first(after), 1, "")
    return votes


def _one_way(votes: _Votes, direction: tuple[int, int]) -> bool:
    """Tell a deal that is a licence in all but name: an exclusive licence one way, nothing the other."""
    clauses = votes.clauses[direction]
    back = votes.count.get((direction[1], direction[0]), 0)
    return not back and any(_EXCLUSIVE_LICENSE.search(c) for c in clauses)


def _exclusivity(flat: str, votes: _Votes, direction: tuple[int, int] | None, exclusive: bool) -> str | None:
    if exclusive:
        return "exclusive"
    clauses = votes.clauses.get(direction, []) if direction else []
    found = {degree for clause in clauses for degree, pattern in _DEGREES if pattern.search(clause)}
    for degree in ("exclusive", "co-exclusive", "non-exclusive"):
        if degree in found:
            return degree
    appointed = _APPOINT.search(flat)
    if appointed:
        return "exclusive" if appointed[1].lower() == "exclusive" else "non-exclusive"
    return None


def _territory(flat: str, votes: _Votes, direction: tuple[int, int] | None) -> str | None:
    defined = _TERRITORY.search(flat)
    if defined:
        text = re.split(
            r"\.(?:\s|$)| (?:provided|it being|unless|as may be|during)\b|,? \(\d\)|\d\.\d", defined[1]
        )[0].strip(" ,:")
        return None if _NOT_STATED.search(text) or len(text) > 180 or len(text) < 3 else text
    clauses = votes.clauses.get(direction, []) if direction else []
    return "worldwide" if any(_WORLD.search(c) for c in clauses) else None
