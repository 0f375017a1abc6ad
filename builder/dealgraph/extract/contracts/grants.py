"""What a contract's clauses tell of its parties: who grants, supplies and pays, how and where."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealgraph.extract.contracts.called import PartyDraft
from dealgraph.extract.contracts.clauses import MOST, Designators, Votes, clause_at
from dealgraph.extract.contracts.tables import parts, word_set
from dealgraph.extract.contracts.trade import payments, sales, supplies
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
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)(?: hereby| also| further)?\s*$")
#: "Y obtained a research license (from X)", "desires to obtain from X an exclusive license".
_OBTAIN = Prefiltered(
    r"\b(?:obtain(?:s|ed)?|acquire[sd]?|receive[sd]?|secure[sd]?|in-licen[sc]e[sd]?)\b(?=[^.;]{0,90}?\blicen[sc]e)"
    r"|\blicen[sc]ed(?= from\b)|\b(?:have|has|holds?) (?:the|an) (?:\w+ )?option\b"
)
_LICENSED_OUT = Prefiltered(
    r"\b(?:(?:wish(?:es)?|desires?|agrees?|willing) to )?(?:sub-?)?licen[sc]e(?:s|d)(?= to\b)"
    r"|\b(?:wish(?:es)?|desires?|agrees?|willing) to (?:sub-?)?licen[sc]e\b(?=[^.;]{0,60} to\b)"
)
_OWNS = Prefiltered(
    r"\b(?:owns|controls|is the (?:sole )?owner of|is the (?:sole |exclusive )?supplier of"
    r"|has developed|possesses|has (?:certain )?rights (?:to|in|under))\b"
    r"(?=[^.;]{0,80}?(?i:patent|technolog|know-how|product|compound|invention|intellectual|right|formulation))"
)
#: A contract on sales that recites a grant of rights: "Orvane is willing to grant Belcor the pertinent rights".
_WILLING = Prefiltered(r"\b(?:willing|desires|wishes|agreed|agrees) to grant\b[^.;]{0,90}?\brights?\b")
#: "Tessaly wishes to receive, and Orvane wishes to grant, an exclusive license".
_WANTS = re.compile(r"\b(?:wish(?:es)?|desires?|wants) to (?:receive|obtain|acquire|be granted|license)\b")
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
#: Recitals say what kind of licence is wanted, where the grant itself isn't quoted.
_WANTED = Prefiltered(
    r"\b(?:wish(?:es)?|desires?|willing|wants) to (?:obtain|acquire|receive|grant|be granted|license)\b[^.;]{0,60}?"
    r"(?<!co-)\b(?P<degree>(?:non-?)?exclusive)\b[^.;]{0,80}?\b(?:licen[sc]e|rights?)\b",
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
_SCHOOL = re.compile(
    r"universit|institut|college|hospital|school|regents|trustees|cancer center|foundation|clinic\b|medical center"
    r"|council|academy",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Grants:
    """What the clauses say: role of each party (by its place), exclusivity and territory."""

    roles: list[str]
    exclusivity: str | None = None
    territory: str | None = None


def read_grants(
    flat: str,
    parties: list[PartyDraft],
    names: Designators,
    types: list[str],
    exclusive: bool,
    *,
    ended: bool = False,
) -> Grants:
    """Read roles, exclusivity and territory of a contract.

    Args:
        flat: The contract's text.
        parties: Its parties.
        names: How clauses call them.
        types: Types of the agreement.
        exclusive: True where the title says "exclusive".
        ended: True where the contract ends an agreement: what is paid then tells of no side.
    """
    grants = _grants(flat, names)
    direction = grants.winner()
    roles = [_part_role(p, types) for p in parties]
    licensed = bool({"license", "option"} & set(types))
    if (
        direction
        and not any(roles)
        and (
            licensed
            or (not _GOODS & set(types) and _one_way(grants, direction))
            or (types == ["commercialization"] and _WILLING.search(flat, 0, 12_000))
        )
    ):
        roles[direction[0]], roles[direction[1]] = "licensor", "licensee"
    if not any(roles) and {"supply", "manufacturing"} & set(types):
        supplied = supplies(flat, names).winner()
        if supplied:
            roles[supplied[0]], roles[supplied[1]] = "supplier", "customer"
    if not any(roles) and len(parties) == 2 and {"asset purchase", "merger", "acquisition"} & set(types):
        sold = sales(flat, names).winner()
        if sold:
            both = ("seller", "buyer") if "asset purchase" in types else ("target", "acquirer")
            roles[sold[0]], roles[sold[1]] = both
        elif "asset purchase" in types and (paid := payments(flat, names).winner()):
            roles[paid[0]], roles[paid[1]] = "buyer", "seller"
    if not any(roles) and licensed:
        paid = payments(flat, names, ended=ended).winner()
        if paid:
            roles[paid[0]], roles[paid[1]] = "licensee", "licensor"
        elif "license" in types and len(parties) == 2:
            schools = [bool(_SCHOOL.search(p.name.text)) for p in parties]
            if sum(schools) == 1:
                roles = ["licensor" if school else "licensee" for school in schools]
            owners = {names.last(b[-80:]) for b in _befores(flat, _OWNS)} - {None}
            owner = owners.pop() if len(owners) == 1 and not any(roles) else None
            if owner is not None:
                roles[owner] = "licensor"
    _complement(roles)
    for i, party in enumerate(parties):
        if (
            direction
            and not roles[i]
            and grants.count.get((i, direction[1]))
            and roles[direction[0]] == "licensor"
        ):
            roles[i] = "licensor"
        if party.ally in parties:
            roles[i] = roles[i] or roles[parties.index(party.ally)]
    _kin(roles, parties)
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
            and kinds & {"supply", "manufacturing", "commercialization"}
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
    """Give the other parties the other role, where all that have one have the same and one side is known."""
    known = {r for r in roles if r}
    if len(known) == 1 and not all(roles):
        other = _OPPOSITE.get(known.pop(), "")
        roles[:] = [r or other for r in roles]


def _kin(roles: list[str], parties: list[PartyDraft]) -> None:
    """Give a party without a role that of the only party it shares a name with ("Roche Basel", "Roche Nutley")."""
    words = [
        {w.lower() for w in re.findall(r"[\w-]{4,}", p.name.text)}
        - word_set("suffixes")
        - word_set("institutions")
        for p in parties
    ]
    for i, role in enumerate(roles):
        akin = (
            {roles[j] for j in range(len(roles)) if roles[j] and words[i] & words[j]} if not role else set()
        )
        if len(akin) == 1:
            roles[i] = akin.pop()


def _grants(flat: str, names: Designators) -> Votes:
    votes = Votes()
    for match, _ in zip(_GRANT.finditer(flat), range(MOST * 4), strict=False):
        before, after = clause_at(flat, match.start(), match.end())
        clause = before[-60:] + match.group() + after
        if _NO_GRANT.search(before) or not (
            _LICENSE.search(clause) or _RIGHTS.search(before) or _WILLING.search(clause)
        ):
            continue
        if _WHOSE.match(after):
            giver = names.first(after)
            receiver = names.first(after.split(" to ", 1)[1]) if " to " in after else None
            if receiver is None and _PASSIVE.search(before):
                receiver = names.last(before)
            votes.add(giver, receiver, 1, clause)
            continue
        if _PASSIVE.search(before):
            receiver = names.last(before)
            votes.add(_giver(names, receiver, after), receiver, 1, clause)
            continue
        giver = names.last(before)
        wanted = _WANTS.search(before)
        rest = re.sub(r"^\s*(?:and [a-z ]{0,30})?(?:to )?", "", after)
        # What is granted exclusively makes the deal; a licence back rarely is.
        weight = 1 if match.group().lower() not in ("grants", "grant") else 6 if _is_exclusive(clause) else 2
        receiver = names.first(rest[:160])
        if receiver is None and wanted:
            receiver = names.last(before[: wanted.start()])
        votes.add(giver, receiver, weight, clause)
        if giver is not None and (second := names.beside(before)) not in (giver, receiver):
            votes.add(second, receiver, weight, clause)
    if votes.winner() is None:
        _licensed(flat, names, votes)
    return votes


def _giver(names: Designators, receiver: int | None, after: str) -> int | None:
    """Give who granted what a party "was granted": behind "by", else the other of two, else who is named next."""
    by = names.by(after)
    if by is None:
        by = names.other(receiver)
    return names.first(after[:120]) if by is None else by


def _licensed(flat: str, names: Designators, votes: Votes) -> None:
    """Count who obtained a licence, and who licensed something to whom."""
    for match, _ in zip(_OBTAIN.finditer(flat), range(MOST), strict=False):
        before, after = clause_at(flat, match.start(), match.end())
        if _NO_GRANT.search(before) or "sublicense" in after[:120]:
            continue
        taker = names.last(before)
        source = re.search(r"\bfrom\s", after[:200])
        giver = names.first(after[source.end() : source.end() + 80]) if source else None
        votes.add(names.other(taker) if giver is None else giver, taker, 1, before[-60:] + after)
    for match, _ in zip(_LICENSED_OUT.finditer(flat), range(MOST), strict=False):
        before, after = clause_at(flat, match.start(), match.end())
        if not _PASSIVE.search(before):
            votes.add(names.last(before), names.first(after[:80]), 2, before[-60:] + after)


def _is_exclusive(clause: str) -> bool:
    return bool(_EXCLUSIVE.search(clause))


def _befores(flat: str, pattern: Prefiltered) -> list[str]:
    """Give what stands before each match in the recitals."""
    found = zip(pattern.finditer(flat, 0, 12_000), range(MOST), strict=False)
    return [clause_at(flat, match.start(), match.end())[0] for match, _ in found]


def _one_way(votes: Votes, direction: tuple[int, int]) -> bool:
    """Tell a deal that is a licence in all but name: an exclusive licence one way, nothing the other."""
    clauses = votes.clauses[direction]
    back = votes.count.get((direction[1], direction[0]), 0)
    return not back and any(_EXCLUSIVE_LICENSE.search(c) for c in clauses)


def _exclusivity(flat: str, votes: Votes, direction: tuple[int, int] | None, exclusive: bool) -> str | None:
    if exclusive:
        return "exclusive"
    clauses = votes.clauses.get(direction, []) if direction else []
    found = {degree for clause in clauses for degree, pattern in _DEGREES if pattern.search(clause)}
    for degree in ("exclusive", "co-exclusive", "non-exclusive"):
        if degree in found:
            return degree
    wanted = _WANTED.search(flat, 0, 12_000) if direction else None
    if wanted:
        return "non-exclusive" if wanted["degree"].lower().startswith("non") else "exclusive"
    appointed = _APPOINT.search(flat)
    if appointed:
        return "exclusive" if appointed[1].lower() == "exclusive" else "non-exclusive"
    return None


def _territory(flat: str, votes: Votes, direction: tuple[int, int] | None) -> str | None:
    defined = _TERRITORY.search(flat)
    if defined:
        text = re.split(
            r"\.(?:\s|$)| (?:provided|it being|unless|as may be|during)\b|,? \(\d\)|\d\.\d", defined[1]
        )[0].strip(" ,:")
        return None if _NOT_STATED.search(text) or len(text) > 180 or len(text) < 3 else text
    clauses = votes.clauses.get(direction, []) if direction else []
    return "worldwide" if any(_WORLD.search(c) for c in clauses) else None
