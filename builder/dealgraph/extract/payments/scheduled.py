"""The milestones that the schedules of a page list, with the deal that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.payments.chosen import deal_spoken_of
from dealgraph.extract.payments.merge import Found
from dealgraph.extract.payments.milestone_cues import milestone_kind
from dealgraph.extract.payments.milestones import drugs_of
from dealgraph.extract.payments.money import MoneyIndex
from dealgraph.extract.payments.payers import obliged, payer_and_payee
from dealgraph.extract.payments.schedules import Schedule, find_schedules
from dealgraph.extract.payments.sums import ends_from_nothing
from dealgraph.extract.reading import MilestoneDraft, Reading

#: Who has to pay is told before the rows of a schedule or right behind them.
_PAYS = re.compile(
    r"\b(?:shall|will|agree[sd]? to|required to|obligated to|must|may) (?:\w+ ){0,3}(?:pay|make|receive"
    r"|earn)\b"
)


def scheduled_milestones(
    reading: Reading, number: int, owners: dict[int, list[int]], money: MoneyIndex
) -> Iterator[tuple[Schedule, list[Found]]]:
    """Give the schedules of a page that belong to a deal, each with its milestones.

    Args:
        reading: The filing.
        number: The page.
        owners: The deals that each of its sentences speaks of.
        money: The page's amounts.
    """
    page = reading.pages[number]
    for schedule in find_schedules(page, money):
        sentences = (page.sentences[i] for i in sorted(owners))
        sentence = next((s for s in sentences if schedule.start <= s.start < schedule.end), None)
        if sentence is None:
            continue
        deal = deal_spoken_of(reading, number, sentence, owners[sentence.index])
        last = schedule.items[-1].end
        pays = _PAYS.search(page.flat, schedule.start, schedule.end) or _PAYS.search(
            page.flat, last, last + 300
        )
        told = page.sentence_at(pays.start() if pays else schedule.start) or sentence
        stop = told.end if pays else max(told.end, min(schedule.end, schedule.items[0].start))
        sides = obliged(reading, reading.deals[deal], number, told.start, stop) or payer_and_payee(
            reading, reading.deals[deal], number, told.start, stop, pays.end() if pays else stop
        )
        yield schedule, _milestones(reading, number, schedule, deal, sides)


def _milestones(
    reading: Reading, number: int, schedule: Schedule, deal: int, sides: tuple[int | None, int | None]
) -> list[Found]:
    """Give a milestone for each row; `sides` are who pays and who is paid."""
    page, found = reading.pages[number], []
    for item in schedule.items:
        if item.event and ends_from_nothing(item.event):
            continue
        paid = item.money if item.money and item.money.amount is not None else None
        kind = milestone_kind(item.event) if item.event else "other"
        draft = MilestoneDraft(
            deal=deal,
            amount=paid.amount if paid else None,
            currency=paid.currency if paid else None,
            qualifier=paid.qualifier if paid else None,
            status="potential",
            kind=kind if kind != "other" else _kind_of_title(schedule.title),
            trigger=item.event,
            payer=sides[0],
            payee=sides[1],
            date=None,
            drugs=drugs_of(reading, reading.deals[deal], number, item.start, item.end),
            evidence=[page.span(item.start, item.end)],
            confidence=0.95 if item.event else 0.85,
        )
        found.append(Found(draft, scheduled=True))
    return found


def _kind_of_title(title: str) -> str:
    kind = milestone_kind(title[:120])
    return kind if kind in ("commercial", "regulatory") else "other"
