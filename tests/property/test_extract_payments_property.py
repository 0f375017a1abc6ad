"""What holds of payments whatever the text: no crash, evidence in the text, work in line with length."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealgraph.extract.payments.find import find_payments
from dealgraph.extract.reading import CompanyEntity, Deal, Reading
from dealgraph.extract.text import Page
from dealgraph.filing import Document, Filing

WORDS = (
    "We paid received Borealis will may up to an aggregate of milestone milestones payment payments upfront "
    "royalties upon approval first patient dosed Phase 2 in May 2020 , . ; and $5 million $[***] [***] € 10% to "
    "(a) \n \t net sales exceed which was recorded as revenue respectively no option shares the following: "
    "Milestone Event"
).split(" ")


def read(text: str) -> Reading:
    document = Document(1, "10-K", "a.txt", text)
    reading = Reading(Filing("x.txt", "10-K", (document,)), (Page.of(document),))
    reading.companies.entities = [CompanyEntity("Acme", filer=True), CompanyEntity("Borealis")]
    reading.companies.we = 0
    page = reading.pages[0]
    where = [(0, s.index) for s in page.sentences]
    reading.deals = [
        Deal(["license"], [(0, "licensor"), (1, "licensee")], [page.span(0, 1)], sentences=where)
    ]
    find_payments(reading)
    return reading


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=80))
def test_any_order_of_words_is_read_with_evidence_from_the_text(words: list[str]) -> None:
    text = " ".join(words)
    reading = read(text)
    spans = [t.evidence for d in reading.deals for t in d.terms] + [
        s for m in reading.milestones for s in m.evidence
    ]
    assert all(text[s.start : s.end] == s.text for s in spans)
    assert all(m.payer is None or m.payer != m.payee for m in reading.milestones)
    assert all(m.status == "achieved" or m.date is None for m in reading.milestones)


@pytest.mark.parametrize(
    "piece",
    [
        "no ",
        "milestone ",
        "had has been ",
        "$1 million and ",
        "milestone payment of $1 million, ",
        "upon approval of ",
        "royalties of 5% to ",
        "[***] ",
        "Milestone Event Payment ",
        "shall pay ",
        "years ended 2020, ",
        "low-mid-high-",
        "milestones below: (a) $5 million upon x; ",
        "We received a $5 million milestone payment upon approval. ",
    ],
)
def test_time_grows_in_line_with_length(piece: str) -> None:
    def spent(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        start = time.process_time()
        read(text)
        return time.process_time() - start

    spent(1000)
    small, large = min(spent(4000) for _ in range(2)), spent(32000)
    assert large < 0.3 + small * 24
