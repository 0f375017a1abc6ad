"""Reads the payments of one deal from a sentence, for the tests of terms and milestones."""

from __future__ import annotations

import re

from dealgraph.extract.mentions import Mention, MentionIndex
from dealgraph.extract.payments.find import find_payments
from dealgraph.extract.reading import CompanyEntity, Deal, DrugEntity, MilestoneDraft, Reading
from dealgraph.extract.text import Page
from dealgraph.filing import Document, Filing

US, PARTNER = 0, 1


def read(
    text: str,
    types: tuple[str, ...] = ("license",),
    roles: tuple[str, str] = ("licensor", "licensee"),
    form: str = "10-K",
) -> Reading:
    """Read payments of one deal between the filer, Acme, and its partner, Borealis."""
    document = Document(1, form, "a.txt", text)
    reading = Reading(Filing("x.txt", form, (document,)), (Page.of(document),))
    reading.companies.entities = [
        CompanyEntity("Acme Therapeutics, Inc.", ["Acme"], filer=True),
        CompanyEntity("Borealis Pharma AG", ["Borealis"]),
    ]
    reading.companies.we = US
    found = [
        Mention(0, m.start(), m.end(), US, not m[0].startswith("Acme"))
        for m in re.finditer(r"\b(?:Acme(?: Therapeutics, Inc\.)?|[Ww]e|[Oo]ur|us|[Tt]he Company)\b", text)
    ]
    found += [Mention(0, m.start(), m.end(), PARTNER) for m in re.finditer(r"Borealis(?: Pharma AG)?", text)]
    reading.companies.mentions = MentionIndex(found)
    reading.substances.drugs = [DrugEntity("ABC-123")]
    reading.substances.drug_mentions = MentionIndex(
        Mention(0, m.start(), m.end(), 0) for m in re.finditer("ABC-123", text)
    )
    page = reading.pages[0]
    deal = Deal(
        list(types),
        [(US, roles[0]), (PARTNER, roles[1])],
        [page.span(0, 5)],
        sentences=[(0, s.index) for s in page.sentences],
    )
    reading.deals = [deal]
    find_payments(reading)
    return reading


def terms(reading: Reading) -> list[tuple[str, int | None]]:
    return [(t.kind, None if t.amount is None else int(t.amount)) for d in reading.deals for t in d.terms]


def milestone(text: str, **options: object) -> MilestoneDraft:
    reading = read(text, **options)  # type: ignore[arg-type]
    assert len(reading.milestones) == 1, [(m.amount, m.status, m.trigger) for m in reading.milestones]
    return reading.milestones[0]
