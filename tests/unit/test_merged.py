from __future__ import annotations

from dealgraph.rdf import terms as t
from dealgraph.rdf.merged import merged_lines
from dealgraph.rdf.nquads import decimal, iri, literal, stated_date

ONE, TWO = f"{t.ID}filing/1", f"{t.ID}filing/2"
FILED = {iri(ONE): ("2000-01-01", "1"), iri(TWO): ("2001-01-01", "2")}


def merge(*facts: tuple[str, str, str, str]) -> set[tuple[str, str]]:
    lines = sorted(f"<{t.ID}{s}> <{p}> {o} <{g}> ." for s, p, o, g in facts)
    out = list(merged_lines(lines, FILED))
    assert out == sorted(set(out))
    return {(line.split(" ", 2)[1][1:-1], line.split(" ", 2)[2][:-2]) for line in out}


def test_values_of_all_filings_are_kept_once_and_lead_to_their_filings() -> None:
    found = merge(
        ("drug/x", t.INDICATION, literal("cancer"), ONE),
        ("drug/x", t.INDICATION, literal("cancer"), TWO),
        ("drug/x", t.INDICATION, literal("asthma"), TWO),
        ("drug/x", t.WAS_DERIVED_FROM, iri(f"{t.ID}mention/1/1/0-4"), ONE),
        ("drug/x", t.CONFIDENCE, decimal(0.9), ONE),
    )
    assert found == {
        (t.INDICATION, literal("asthma")),
        (t.INDICATION, literal("cancer")),
        (t.WAS_DERIVED_FROM, iri(ONE)),
        (t.WAS_DERIVED_FROM, iri(TWO)),
    }


def test_of_single_values_the_latest_filings_stands() -> None:
    found = merge(("term/x", t.AMOUNT, decimal(5), ONE), ("term/x", t.AMOUNT, decimal(4), TWO))
    assert {v for p, v in found if p == t.AMOUNT} == {decimal(4)}


def test_a_more_precise_date_that_agrees_is_taken() -> None:
    found = merge(
        ("agreement/x", t.SIGNED_ON, stated_date("2000-05-02"), ONE),
        ("agreement/x", t.SIGNED_ON, stated_date("2000-05"), TWO),
    )
    assert {v for p, v in found if p == t.SIGNED_ON} == {stated_date("2000-05-02")}


def test_an_achieved_milestone_stays_achieved() -> None:
    achieved, potential = (iri(t.concept_iri("milestone-status", w)) for w in ("achieved", "potential"))
    found = merge(
        ("milestone/x", t.MILESTONE_STATUS, achieved, ONE),
        ("milestone/x", t.MILESTONE_STATUS, potential, TWO),
    )
    assert {v for p, v in found if p == t.MILESTONE_STATUS} == {achieved}


def test_an_amount_that_one_filing_tells_is_not_undisclosed() -> None:
    known, undisclosed = (iri(t.concept_iri("disclosure", w)) for w in ("known", "undisclosed"))
    found = merge(("term/x", t.AMOUNT, decimal(5), ONE), ("term/x", t.DISCLOSURE, undisclosed, TWO))
    assert {v for p, v in found if p == t.DISCLOSURE} == {known}


def test_a_header_s_capitals_are_no_label_where_there_is_another() -> None:
    found = merge(
        ("company/x", t.PREF_LABEL, literal("ARBOR BIO INC"), ONE),
        ("company/x", t.PREF_LABEL, literal("Arbor Bio, Inc."), TWO),
        ("company/x", t.ALT_LABEL, literal("Arbor"), TWO),
    )
    assert {v for p, v in found if p == t.PREF_LABEL} == {literal("Arbor Bio, Inc.")}
    assert {v for p, v in found if p == t.ALT_LABEL} == {literal("Arbor"), literal("ARBOR BIO INC")}


def test_evidence_stays_in_its_filing() -> None:
    assert merge(("mention/1/1/0-4", t.RDF_TYPE, iri(t.MENTION), ONE)) == set()
    assert merge(("assertion/x", t.RDF_TYPE, iri(t.ASSERTION), ONE)) == set()
