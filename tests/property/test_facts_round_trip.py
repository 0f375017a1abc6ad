"""Facts written as JSON, and packed, come back as they were."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from dealgraph.facts import (
    ROLES,
    SCHEMES,
    Agreement,
    Antigen,
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
from dealgraph.facts_json import from_json, to_json
from dealgraph.filing import Document, Filer, Filing
from dealgraph.ledger import verify
from dealgraph.records import pack, unpack

TEXT = "Arbor licensed AB-101 to Elder.\n\tIt paid $2 million \ud800 \U0001f9ec \x00."
FILING = Filing(
    "a", "8-K", (Document(1, "8-K", "a.txt", TEXT),), "0000000001-00-000001", filers=(Filer("ARBOR"),)
)
WORDS = st.text(max_size=12)
NAMES = st.lists(WORDS, max_size=2).map(tuple)
SURE = st.floats(0, 1)
MONEY = st.none() | st.decimals(allow_nan=False, allow_infinity=False, min_value=0)
DATES = st.sampled_from([None, "2000", "2000-05", "2000-05-02"])


def word(scheme: str) -> st.SearchStrategy[str]:
    return st.sampled_from(SCHEMES[scheme])


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start + 1, len(TEXT)))
    return Span(1, start, end, TEXT[start:end])


MANY = st.lists(spans(), min_size=1, max_size=2, unique=True).map(tuple)
TERMS = st.builds(
    Term,
    word("term-kind"),
    MONEY,
    st.none() | WORDS,
    st.none() | word("amount-qualifier"),
    st.none() | WORDS,
    st.none() | word("disclosure"),
    MANY,
    SURE,
)
FACTS = st.builds(
    FilingFacts,
    companies=st.tuples(st.builds(Company, st.just("c1"), st.just("Arbor"), NAMES, MANY, st.none() | WORDS)),
    antigens=st.tuples(st.builds(Antigen, st.just("a1"), st.just("CanAg"), NAMES, MANY, NAMES)),
    drugs=st.tuples(
        st.builds(
            Drug,
            st.just("d1"),
            st.just("AB-101"),
            NAMES,
            st.none() | word("drug-kind"),
            st.tuples(st.builds(Target, st.just("a1"), spans(), SURE, st.none() | WORDS)),
            st.just(("c1",)),
            NAMES,
            st.just(()),
            st.none() | word("phase"),
            MANY,
            st.tuples(st.tuples(st.just("developer"), st.just("c1"), spans())),
            SURE,
        )
    ),
    agreements=st.tuples(
        st.builds(
            Agreement,
            st.just("g1"),
            st.just(("license",)),
            st.tuples(st.builds(Party, st.just("c1"), st.sampled_from(ROLES))),
            DATES,
            word("agreement-status"),
            st.just(("d1",)),
            st.just(("a1",)),
            st.none() | word("exclusivity"),
            st.none() | WORDS,
            st.lists(TERMS, max_size=2).map(tuple),
            MANY,
            SURE,
        )
    ),
    milestones=st.tuples(
        st.builds(
            Milestone,
            st.just("m1"),
            st.just("g1"),
            MONEY,
            st.none() | WORDS,
            st.none() | word("amount-qualifier"),
            word("milestone-status"),
            st.none() | word("milestone-kind"),
            st.none() | WORDS,
            st.just("c1"),
            st.none(),
            DATES,
            st.just(("d1",)),
            MANY,
            SURE,
            st.none() | st.integers(1, 9),
            st.none() | word("disclosure"),
            MONEY,
        )
    ),
    rejects=st.lists(st.builds(Reject, WORDS, WORDS, WORDS, st.none() | spans()), max_size=2).map(tuple),
)


@settings(max_examples=100, deadline=None)
@given(FACTS)
def test_json_round_trip(facts: FilingFacts) -> None:
    assert from_json(json.loads(json.dumps(to_json(FILING, facts))), FILING) == facts


@settings(max_examples=60, deadline=None)
@given(FACTS)
def test_packing_keeps_all_and_depends_on_nothing_else(facts: FilingFacts) -> None:
    digest, packed = pack(FILING, facts)
    record = unpack(packed, "a")
    assert record.facts == facts
    assert record.filing == FILING
    assert record.hashes == {1: FILING.documents[0].sha256}
    assert pack(FILING, facts) == (digest, packed)


@settings(max_examples=60, deadline=None)
@given(FACTS)
def test_verified_facts_are_verified_again_unchanged(facts: FilingFacts) -> None:
    once = verify(FILING, facts)
    assert verify(FILING, once) == once
    assert once.companies[0].mentions == facts.companies[0].mentions
