from __future__ import annotations

from dataclasses import replace

from dealgraph import ledger
from dealgraph.facts import (
    Agreement,
    Company,
    Drug,
    FilingFacts,
    Milestone,
    Party,
    Reject,
    Span,
    Target,
    Term,
)
from dealgraph.filing import Document, Filer, Filing

TEXT = "Arbor licensed AB-101 to Elder and was paid."
FILING = Filing("a.txt", "8-K", (Document(1, "8-K", "a.txt", TEXT),), filers=(Filer("ARBOR INC"),))


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(1, start, start + len(words), words)


GOOD = FilingFacts(
    companies=(Company("c1", "Arbor", (), (span("Arbor"),)), Company("c2", "Elder", (), (span("Elder"),))),
    drugs=(Drug("d1", "AB-101", mentions=(span("AB-101"),), developers=("c1",)),),
    agreements=(
        Agreement(
            "g1",
            ("license",),
            (Party("c1", "licensor"), Party("c2", "licensee")),
            drugs=("d1",),
            terms=(Term("upfront", evidence=(span("paid"),)),),
            evidence=(span("Arbor licensed"),),
        ),
    ),
    milestones=(Milestone("m1", "g1", payer="c2", payee="c1", evidence=(span("was paid"),)),),
)


def reasons(facts: FilingFacts) -> set[tuple[str, str]]:
    return {(r.kind, r.reason) for r in facts.rejects}


def test_what_is_supported_stays_as_it_is() -> None:
    assert ledger.verify(FILING, GOOD) == GOOD


def test_a_span_one_off_is_not_evidence() -> None:
    moved = replace(span("was paid"), start=TEXT.index("was paid") + 1)
    facts = ledger.verify(FILING, replace(GOOD, milestones=(replace(GOOD.milestones[0], evidence=(moved,)),)))
    assert facts.milestones == ()
    assert reasons(facts) == {("milestone", ledger.NOT_IN_TEXT)}


def test_spans_outside_of_the_text_or_of_no_document_are_not_evidence() -> None:
    wrong = (
        Span(2, 0, 5, "Arbor"),
        Span(1, -44, -39, "Arbor"),
        Span(1, 0, 0, ""),
        Span(1, 40, 99, TEXT[40:]),
    )
    facts = ledger.verify(FILING, FilingFacts(drugs=(Drug("d1", "AB-101", mentions=wrong),)))
    assert facts.drugs == ()


def test_what_refers_to_a_dropped_fact_loses_the_reference() -> None:
    facts = ledger.verify(FILING, replace(GOOD, companies=(GOOD.companies[0], Company("c2", "Elder"))))
    assert [p.company for p in facts.agreements[0].parties] == ["c1"]
    assert facts.milestones[0].payer is None
    assert ("company", ledger.NO_EVIDENCE) in reasons(facts)
    assert ("payer", ledger.UNKNOWN_ID) in reasons(facts)


def test_an_agreement_without_parties_falls_and_its_milestone_is_left_without() -> None:
    facts = ledger.verify(FILING, replace(GOOD, companies=()))
    assert facts.agreements == ()
    assert facts.milestones[0].agreement is None


def test_a_filer_needs_no_mention_for_the_header_names_it() -> None:
    facts = ledger.verify(
        FILING, FilingFacts(companies=(Company("c1", "Arbor, Inc."), Company("c2", "Elder")))
    )
    assert [c.id for c in facts.companies] == ["c1"]


def test_words_outside_of_the_vocabulary_are_rejected() -> None:
    wild = replace(
        GOOD.agreements[0], types=("treaty",), exclusivity="very", territory_included=("Mars", "US")
    )
    facts = ledger.verify(FILING, replace(GOOD, agreements=(wild,)))
    assert facts.agreements[0].types == ("other",)
    assert facts.agreements[0].exclusivity is None
    assert facts.agreements[0].territory_included == ("US",)


def test_targets_need_their_own_evidence() -> None:
    drug = replace(GOOD.drugs[0], targets=(Target("a9", span("AB-101")),))
    facts = ledger.verify(FILING, replace(GOOD, drugs=(drug,)))
    assert facts.drugs[0].targets == ()


def test_an_id_used_twice_counts_once() -> None:
    facts = ledger.verify(FILING, replace(GOOD, milestones=GOOD.milestones * 2))
    assert len(facts.milestones) == 1
    assert ("milestone", ledger.DUPLICATE_ID) in reasons(facts)


def test_rejects_of_the_extractor_are_kept() -> None:
    told = Reject("drug", "platform", "TAP")
    assert ledger.verify(FILING, replace(GOOD, rejects=(told,))).rejects == (told,)


def test_drop_takes_along_what_cannot_stand_alone() -> None:
    facts = ledger.drop(GOOD, {"g1/term/0", "c2"}, "failed a shape")
    assert facts.agreements[0].terms == ()
    assert [p.company for p in facts.agreements[0].parties] == ["c1"]
    assert ("term", "failed a shape") in reasons(facts)
