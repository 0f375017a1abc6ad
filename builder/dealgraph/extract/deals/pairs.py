"""Roles that go in pairs: who licenses from whom, buys from whom, is supplied by whom."""

from __future__ import annotations

from dealgraph.extract.reading import Deal, Reading

_PAIRS = {
    "licensor": "licensee", "licensee": "licensor", "supplier": "customer", "customer": "supplier",
    "seller": "buyer", "buyer": "seller", "acquirer": "target", "target": "acquirer",
    "investor": "investee", "investee": "investor",
}  # fmt: skip


def mirror(deal: Deal) -> None:
    """Give the other party of two the role that pairs with the one that is known."""
    if len(deal.parties) != 2:
        return
    (a, ra), (b, rb) = deal.parties
    if ra == "partner" and rb != "partner":
        ra = _PAIRS.get(rb, "partner")
    elif rb == "partner" and ra != "partner":
        rb = _PAIRS.get(ra, "partner")
    deal.parties = [(a, ra), (b, rb)]


def set_sides(reading: Reading, deal: Deal, company: int, role: str, other: str) -> None:
    """Give one party its role, and the other side theirs: of more than two, all but the filer stand together."""
    we, parties = reading.companies.we, {c for c, _ in deal.parties}
    side = parties - {we} if we in parties and company != we else {company}
    deal.parties = [(c, role if c in side else other) for c, _ in deal.parties]
