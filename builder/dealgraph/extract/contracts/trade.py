"""Who supplies, sells and pays whom by the clauses of a contract."""

from __future__ import annotations

import re

from dealgraph.extract.contracts.clauses import MOST, Designators, Votes, clause_at
from dealgraph.extract.prefilter import Prefiltered

_SUPPLY = re.compile(r"\b(?:suppl(?:y|ies)|sells?|manufactures? and)\b", re.IGNORECASE)
_PURCHASE = re.compile(r"\b(?:purchases?|orders?|buys?|procures?|obtains?)\b", re.IGNORECASE)
_DUTY = Prefiltered(
    r"\b(?:shall|will|agrees? to|desires? to|wish(?:es)? to|is willing to|hereby)\b[^.]{0,40}$", re.IGNORECASE
)
_SUPPLIED_BY = Prefiltered(r"\b(?:sold|supplied|manufactured|produced|provided|delivered) by\s+(?=\S)")
_MAKER = re.compile(
    r"\b(?:is|are) (?:a|an|the|engaged in)\b[^.;]{0,60}?"
    r"\b(?:contract )?(?:manufactur(?:er|e|ing)|supplier|producer|CDMO|CMO)\b"
    r"|\bhas (?:the |certain )?(?:facilit|right|capacit|capabilit|expertise|know-how|experience)[^.;]{0,80}?"
    r"\b(?:manufactur|produc|suppl|perform)"
)
_ENGAGES = Prefiltered(
    r"\b(?:engages?|retains?|appoints?|contracts? with|commissions?|desires?|wish(?:es)?|requests?|would like)\s+(?=\S)"
)
_TO_MAKE = re.compile(r"\s*(?:(?:as|to)\b[^.;,]{0,60}?\b(?:manufactur|suppl|produc|perform|fill|packag))")
#: "pursuant to which X supplies, and Y purchases, the bulk drug"; "Y has a need for", "Y requires quantities of".
_TRADES = Prefiltered(
    r"\b(?:supplies|manufactures and s(?:ells|upplies)|produces and s(?:ells|upplies))\b"
    r"|\b(?P<buys>purchases|requires (?:a |the )?(?:\w+ )?(?:suppl|quantit)|(?:has|have) a (?:need|requirement) for"
    r"|(?:desires?|wish(?:es)?) to (?:purchase|have|obtain (?:a )?suppl))"
)
_GIVES = re.compile(r"\b(?:sells?|transfers?|assigns?|conveys?|divests?)\b")
_TAKES = re.compile(r"\b(?:purchases?|acquires?|buys?)\b")
_PAY = re.compile(
    r"\b(?:(?:shall|will|agrees to|has agreed to)(?:,? [^.;,]{2,60}?,?)? (?:pay|make|remit)"
    r"|(?:has|have) (?:previously |already )?paid|hereby pays|pays)(?: to)?\b"
)
_IS_PAID = re.compile(r"\b(?:is|are|shall be|will be|was|were) (?:paid|entitled to(?: receive)?|owed) ")
_PAID_FOR = re.compile(
    r"\b(?:upfront|up-front|milestone|royalt|licen[sc]e fee|signature fee|option (?:fee|payment|exercise))",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$\u20ac\u00a3%]|\b(?:dollars|percent|amounts?|sums?)\b", re.IGNORECASE)
_COSTS = re.compile(
    r"\b(?:costs?|expenses?|invoices?|prices?|tax(?:es)?|damages|interest|reimburse)\b", re.IGNORECASE
)


def supplies(flat: str, names: Designators) -> Votes:
    """Count who supplies whom: by duties to supply and to purchase, else by who makes the goods."""
    votes = Votes()
    for pattern, reverse in ((_SUPPLY, False), (_PURCHASE, True)):
        link = " from " if reverse else " to "
        for match, _ in zip(pattern.finditer(flat), range(MOST), strict=False):
            before, after = clause_at(flat, match.start(), match.end())
            if not _DUTY.search(before) or (link not in after[:160] and reverse):
                continue
            who = names.last(before)
            whom = (
                names.first(after.split(link, 1)[1][:60]) if link in after[:160] else names.first(after[:40])
            )
            votes.add(*((whom, who) if reverse else (who, whom)), 1, "")
    if votes.winner() is None:
        for match, _ in zip(_SUPPLY.finditer(flat), range(MOST), strict=False):
            before, _after = clause_at(flat, match.start(), match.end())
            who = names.last(before) if _DUTY.search(before) else None
            votes.add(who, names.other(who), 1, "")
    if votes.winner() is None:
        _made_by(flat, names, votes)
    return votes


def _made_by(flat: str, names: Designators, votes: Votes) -> None:
    """Count who makes what the other buys: "sold by X to Y", "Y engages X to manufacture", "X is a manufacturer"."""
    for match, _ in zip(_SUPPLIED_BY.finditer(flat), range(MOST), strict=False):
        who = names.first(flat[match.end() : match.end() + 50])
        votes.add(who, names.other(who), 1, "")
    for match, _ in zip(_ENGAGES.finditer(flat), range(MOST), strict=False):
        before, after = clause_at(flat, match.start(), match.end())
        maker = names.at(after)
        if maker and _TO_MAKE.match(after, maker[1]):
            customer = names.last(before)
            votes.add(maker[0], names.other(maker[0]) if customer is None else customer, 2, "")
    for match, _ in zip(_TRADES.finditer(flat, 0, 12_000), range(8), strict=False):
        who = names.last(clause_at(flat, match.start(), match.end())[0][-60:])
        seller = names.other(who) if match["buys"] else who
        votes.add(seller, names.other(seller), 1, "")
    for match, _ in zip(_MAKER.finditer(flat, 0, 12_000), range(4), strict=False):
        who = names.last(clause_at(flat, match.start(), match.end())[0][-60:])
        votes.add(who, names.other(who), 1, "")


def sales(flat: str, names: Designators) -> Votes:
    """Count who sells what the deal is about to whom."""
    votes = Votes()
    for pattern, reverse in ((_GIVES, False), (_TAKES, True)):
        for match, _ in zip(pattern.finditer(flat, 0, 60_000), range(MOST), strict=False):
            before, _after = clause_at(flat, match.start(), match.end())
            if _DUTY.search(before):
                who = names.last(before)
                votes.add(*((names.other(who), who) if reverse else (who, names.other(who))), 1, "")
    return votes


def payments(flat: str, names: Designators, *, ended: bool = False) -> Votes:
    """Count who pays whom upfront, milestones or royalties, else anything, but for an agreement that is `ended`."""
    votes = Votes()
    for match, _ in zip(_PAY.finditer(flat), range(MOST), strict=False):
        before, after = clause_at(flat, match.start(), match.end())
        if _PAID_FOR.search(after[:200]) or _PAID_FOR.search(before):
            payee = names.first(after)
            votes.add(names.last(before), payee, 1, "")
    for match, _ in zip(_IS_PAID.finditer(flat), range(MOST), strict=False):
        before, after = clause_at(flat, match.start(), match.end())
        payee = names.last(before[-40:])
        if _PAID_FOR.search(after[:60]):
            votes.add(names.other(payee), payee, 1, "")
    return votes if ended or votes.winner() else _any_payments(flat, names)


def _any_payments(flat: str, names: Designators) -> Votes:
    """Count who pays whom anything but costs."""
    votes = Votes()
    for match, _ in zip(_PAY.finditer(flat), range(MOST), strict=False):
        before, after = clause_at(flat, match.start(), match.end())
        if _MONEY.search(after[:160]) and not _COSTS.search(after[:100]):
            votes.add(names.last(before), names.first(after[:60]), 1, "")
    return votes
