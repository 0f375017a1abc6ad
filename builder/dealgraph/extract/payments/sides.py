"""Who gives a licence, told by who is paid its milestones where no words of granting tell it."""

from __future__ import annotations

from dealgraph.extract.reading import Reading

#: Types of deals in which one side gives; those who collaborate may both give.
_GIVES = frozenset(("license", "option", "commercialization"))

#: A contract that only names its sides' sales has two partners.
_GRANTS = frozenset(("license", "option"))


def settle_by_payments(reading: Reading) -> None:
    """Make who is paid the milestones of a licence its licensor, where both sides are only partners so far."""
    payments: dict[int, set[tuple[int | None, int | None]]] = {}
    for milestone in reading.milestones:
        if milestone.deal is not None:
            payments.setdefault(milestone.deal, set()).add((milestone.payer, milestone.payee))
    for number, told in payments.items():
        deal = reading.deals[number]
        if (
            not set(deal.types) <= _GIVES
            or len(told) != 1
            or (deal.contract and not _GRANTS & set(deal.types))
        ):
            continue
        payer, payee = next(iter(told))
        if len(deal.parties) == 2 and set(deal.parties) == {(payer, "partner"), (payee, "partner")}:
            deal.parties = [(c, "licensor" if c == payee else "licensee") for c, _ in deal.parties]
