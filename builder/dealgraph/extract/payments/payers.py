"""Who pays and who is paid, from the grammar of a sentence and the parties of the deal."""

from __future__ import annotations

import re

from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Deal, Reading

#: The subject pays ("we paid", "Licensee shall pay").
_PAYS = Prefiltered(
    r"\b(?:paid|pays?|paying|made (?:an?|the|both|additional|aggregate|total|milestone|payments?|its"
    r"|one-time)|makes?|to make|making|owes?|remit|incurred|is responsible for|are responsible for"
    r"|on the hook for|recorded (?:research|R&D|an? expense|expense)|became obligated to|triggered our|reimburse)\b",
    re.IGNORECASE,
)
#: The subject is paid.
_PAID = Prefiltered(
    r"\b(?:received?|receives|receiving|receipt of|earn(?:ed|s)?|eligible|entitled|recogni[sz]ed (?:a"
    r"|an|the|\$|revenue)|achiev(?:es|ed)|collects?|collected|books?|booked|invoiced?|bills?|billed"
    r"|(?<!illion )(?<!\d )(?:is|are) due"
    r"|stands? to|could (?:score|net|reap|get))\b",
    re.IGNORECASE,
)
_FROM = Prefiltered(
    r"\b(?:from|(?:payable|owed|paid|made|due|payments?|remitted|funded) (?:to \w+ )?by"
    r"|(?:due|payable|owed) (?:to \w+ )?from)\s+(?:the )?$",
    re.IGNORECASE,
)
#: The subject is paid, not paying ("it was paid $2 million by Acme").
_PASSIVE = Prefiltered(r"\b(?:was|were|been|be|is|are|being) paid$", re.IGNORECASE)
_PAID_BY = Prefiltered(r"\bpaid [^;]{0,50}\bby\s+(?:the )?$", re.IGNORECASE)
_TO = re.compile(
    r"\b(?:payments?|fees?|payable|milestones?|paid|owed|due|million|amounts?|\d"
    r"|\))\s+(?:\w+ )?to\s+(?:the )?$",
    re.IGNORECASE,
)
#: "A milestone payment for Acme", but not "for Acme's services" or "for Acme shares".
_FOR = re.compile(r"\b(?:payments?|milestones?|fees?)\s+for\s+(?:the )?$", re.IGNORECASE)
_BY_ITSELF = re.compile(r"\s*(?:[,.;:)]|$|(?:and|under|from|as|in|on|upon|when|by|which|that)\b)")

#: How far from the amount the sentence is read.
_REACH = 800

#: After a company: its name only names a deal ("under the Borealis agreement").
_NAMES_DEAL = re.compile(
    r"\s+(?:[\w-]+ ){0,2}(?:agreement|licen[sc]e|collaboration|deal|contract|transaction)\b", re.IGNORECASE
)

_SIDES = {
    "licensee": "pays", "buyer": "pays", "acquirer": "pays", "customer": "pays", "investor": "pays",
    "licensor": "paid", "seller": "paid", "target": "owners", "supplier": "paid", "investee": "paid",
}  # fmt: skip


#: Between an amount and its payer.
_BEHIND_AMOUNT = re.compile(r" (?:[\w-]+ ){0,4}from (?:the |its |our )?")


def payer_and_payee(
    reading: Reading, deal: Deal | None, page: int, start: int, end: int, at: int
) -> tuple[int | None, int | None]:
    """Tell payer and payee (company indices) of the amount at offset `at` in the sentence start..end.

    What the sentence says goes before what the roles in the deal suggest; a payer never pays itself.
    """
    start, end = max(start, at - _REACH), min(end, at + _REACH)
    mentions = reading.companies_in(page, start, end)
    flat = reading.pages[page].flat
    payer, payee = _grammar(flat, mentions, start, end, at)
    if deal is None:
        return payer, payee
    parties = [c for c, _ in deal.parties]
    if payer not in parties and payee in parties and len(parties) == 2:
        other = next(c for c in parties if c != payee)  # not who pays for another deal of the sentence
        payer = other if any(m.entity == other for m in mentions) else payer
    payer, payee = _complete(deal, payer, payee, {m.entity for m in mentions})
    we = reading.companies.we
    others = [c for c, _ in deal.parties if c != we]
    alone = we in parties and bool(others) and (len(others) == 1 or set(others) <= set(deal.others))
    if payer is None and payee is None and we is not None and alone:
        # A company tells of milestones that it earns without naming the payer: "this triggers a payment of".
        return others[0], we
    return payer, payee


#: Between the party that has to pay and the other: "Licensee shall, within 30 days, pay to Licensor".
_MUST_PAY = re.compile(
    r"\W{0,3}(?:[a-z\d() ]{0,20}\b)?(?:shall|will|must|agrees to|undertakes to|is obligated to)\b[^.;]{0,220}?"
    r"\b(?:pay|make|remit)\b"
)
_HAS_A_DUTY = re.compile(r"\s*(?:shall|will|must|agrees)\b")
_TO_PAY_WHOM = re.compile(r"(?:[^.;]{0,120}? to| )(?: the)?\s*")


def paid_by(reading: Reading, page: int, deals: list[int], end: int) -> int | None:
    """Give the deal of who is named right behind an amount as its payer: "$7 million from Acme"."""
    flat = reading.pages[page].flat
    for mention in reading.companies_in(page, end, end + 60)[:1]:
        if _BEHIND_AMOUNT.fullmatch(flat, end, mention.start):
            theirs = [d for d in deals if mention.entity in {c for c, _ in reading.deals[d].parties}]
            return theirs[0] if len(theirs) == 1 else None
    return None


def obliged(reading: Reading, deal: Deal, page: int, start: int, end: int) -> tuple[int, int] | None:
    """Tell who has to pay whom by the words of a contract: "Licensee shall pay (to) Licensor".

    Where another party stands between, as in "Acme shall notify Bolt and shall pay", the one that has the duty pays.
    """
    if not deal.contract:
        return None
    flat = reading.pages[page].flat
    parties = {c for c, _ in deal.parties}
    mentions = [m for m in reading.companies_in(page, start, end) if m.entity in parties]
    for m in mentions:
        duty = _MUST_PAY.match(flat, m.end, end)
        if duty is None or any(
            m.end < o.start < duty.end() and _HAS_A_DUTY.match(flat, o.end) for o in mentions
        ):
            continue
        whom = next((o for o in mentions if o.start >= duty.end() and o.entity != m.entity), None)
        if whom is not None and _TO_PAY_WHOM.fullmatch(flat, duty.end(), whom.start):
            return m.entity, whom.entity
        if len(parties) == 2:
            return m.entity, next(iter(parties - {m.entity}))
    return None


def _grammar(
    flat: str, mentions: list[Mention], start: int, end: int, at: int
) -> tuple[int | None, int | None]:
    payer: int | None = None
    payee: int | None = None
    for m in mentions:
        before = flat[max(start, m.start - 40) : m.start]
        if (
            payer is None
            and (_FROM.search(before) or _PAID_BY.search(flat, max(start, m.start - 60), m.start))
            and re.search(
                r"\b(?:payments?|received?|receiv\w+|earn\w*|million|payable|owed|due|fees?|milestones?)\b",
                flat[max(start, m.start - 70) : m.start],
            )
        ):
            payer = m.entity
        elif payee is None and (
            _TO.search(before) or (_FOR.search(before) and _BY_ITSELF.match(flat, m.end))
        ):
            payee = m.entity
    verb, pays = None, False
    for pattern, is_pay in ((_PAYS, True), (_PAID, False)):
        for match in pattern.finditer(flat, start, end):
            passive = is_pay and _PASSIVE.search(flat, max(start, match.start() - 12), match.end())
            distance = abs(match.start() - at) + (60 if match.start() > at else 0)
            if verb is None or distance < verb[0]:
                verb, pays = (distance, match.start(), match.end()), is_pay and not passive
    if verb:
        subject = next(
            (m.entity for m in reversed(mentions) if m.end <= verb[1] and not _oblique(flat, start, m)), None
        )
        if pays:
            obliged = _obliged(flat, mentions, verb[1])
            subject = subject if obliged is None else obliged
            given = next((m.entity for m in mentions if 0 <= m.start - verb[2] < 3), None)
            if (
                given is not None and given == subject
            ):  # "we paid Acme $1 million and will owe Acme $2 million"
                subject = next(
                    (m.entity for m in reversed(mentions) if m.end <= verb[1] and m.entity != given), None
                )
        objects = [m.entity for m in mentions if verb[2] <= m.start < verb[2] + 60 and m.entity != subject]
        if pays:
            payer = subject if payer is None else payer
            if payee is None and objects and flat[verb[2] : verb[2] + 2].strip() != "":
                nearest = next(m for m in mentions if m.entity == objects[0] and m.start >= verb[2])
                payee = objects[0] if nearest.start - verb[2] < 4 else payee
        elif payee is None:
            payee = subject
    if payer is not None and payer == payee:
        return (payer, None) if pays else (None, payee)
    return payer, payee


def _obliged(flat: str, mentions: list[Mention], at: int) -> int | None:
    """Give the company that "requires us to pay" makes pay."""
    return next(
        (
            m.entity
            for m in mentions
            if flat[m.start : m.end].lower() == "us" and flat[m.end : at] in (" to ", " ")
        ),
        None,
    )


#: What stands right before a company that is not the subject: "with Acme", "paid Acme".
_OBLIQUE = re.compile(
    r"\b(?:paid|pays?|owes?|gave|gives?|grant(?:s|ed)?|reimburse[sd]?|with|by|from|to|of|under|our|the|against"
    r"|and its)\s+$",
    re.IGNORECASE,
)


def _oblique(flat: str, start: int, mention: Mention) -> bool:
    """True of a company in a phrase such as "with Acme", "Acme's approval": not the subject."""
    before = flat[max(start, mention.start - 14) : mention.start]
    return (
        (_OBLIQUE.search(before) is not None and not re.search(r"\bthe\s+$", before))
        or _NAMES_DEAL.match(flat, mention.end) is not None
        or flat[mention.end : mention.end + 2] in ("'s", "' ")
        or flat[mention.start : mention.end].lower() in ("our", "us")
    )


def _complete(
    deal: Deal, payer: int | None, payee: int | None, named: set[int]
) -> tuple[int | None, int | None]:
    pays = [c for c, role in deal.parties if _SIDES.get(role) == "pays"]
    paid = [c for c, role in deal.parties if _SIDES.get(role) == "paid"]
    owners = [c for c, role in deal.parties if _SIDES.get(role) == "owners"]
    everyone = [c for c, _ in deal.parties]

    if payee in owners:
        payee = None
    if owners and payer is None:
        payer = pays[0] if pays else None

    def pick(side: list[int], other: int | None) -> int | None:
        best = [c for c in side if c in named and c != other] or [c for c in side if c != other]
        return best[0] if best else None

    def opposite(one: int) -> int | None:
        if one in pays:
            return pick(paid, one) if paid or owners else pick([c for c in everyone if c not in pays], one)
        if one in paid:
            return pick(pays or [c for c in everyone if c not in paid], one)
        return pick(everyone, one) if not owners else None

    if payer is None and payee is None:
        payer, payee = pick(pays, None), pick(paid, None)
        if payer is None and payee is None:
            return None, None
    if payer is not None and payer == payee:
        payee = None
    if payer is None and payee is not None:
        payer = opposite(payee)
    elif payee is None and payer is not None:
        payee = opposite(payer)
    return payer, payee
