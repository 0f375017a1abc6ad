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


# --- contradictions, amendments, registers ------------------------------------------------------


def conflicts(*facts: tuple[str, str, str, str]) -> set[tuple[str, str]]:
    """Give (value, filing) of each conflicting value."""
    lines = sorted(f"<{t.ID}{s}> <{p}> {o} <{g}> ." for s, p, o, g in facts)
    out = list(merged_lines(lines, FILED))
    assert out == sorted(set(out))
    nodes = {line.split(" ")[2] for line in out if f"<{t.HAS_CONFLICT}>" in line}
    said = [line.split(" ", 2) for line in out if line.split(" ")[0] in nodes]
    values = {s: o[:-2] for s, p, o in said if p == f"<{t.RDF_OBJECT}>"}
    assert {s for s, p, o in said if p == f"<{t.RDF_TYPE}>" and o == f"<{t.CONFLICTING_VALUE}> ."} == nodes
    return {(values[s], o[1:-3]) for s, p, o in said if p == f"<{t.WAS_DERIVED_FROM}>"}


def test_each_of_two_values_is_kept_with_its_filing() -> None:
    found = conflicts(
        ("milestone/x", t.AMOUNT, decimal(5), ONE),
        ("milestone/x", t.AMOUNT, decimal(4), TWO),
        ("milestone/x", t.CURRENCY, literal("USD"), ONE),
        ("milestone/x", t.CURRENCY, literal("USD"), TWO),
    )
    assert found == {(decimal(5), ONE), (decimal(4), TWO)}


def test_a_less_precise_date_and_a_state_that_went_on_are_no_contradictions() -> None:
    potential, achieved = (iri(t.concept_iri("milestone-status", w)) for w in ("potential", "achieved"))
    assert not conflicts(
        ("milestone/x", t.ACHIEVED_ON, stated_date("2000"), ONE),
        ("milestone/x", t.ACHIEVED_ON, stated_date("2000-05-02"), TWO),
        ("milestone/x", t.MILESTONE_STATUS, potential, ONE),
        ("milestone/x", t.MILESTONE_STATUS, achieved, TWO),
        ("milestone/x", t.TRIGGER, literal("first dosing"), ONE),
        ("milestone/x", t.TRIGGER, literal("first dose"), TWO),
    )
    month, day, other = stated_date("2000-05"), stated_date("2000-05-02"), stated_date("2000-06-01")
    assert conflicts(
        ("agreement/x", t.SIGNED_ON, month, ONE),
        ("agreement/x", t.SIGNED_ON, day, TWO),
        ("agreement/x", t.SIGNED_ON, other, ONE),
    ) == {(day, ONE), (day, TWO), (other, ONE)}


def test_what_an_amendment_tells_anew_is_left_out_of_the_amended() -> None:
    facts = (
        ("agreement/a", t.TERRITORY, literal("Japan"), ONE),
        ("agreement/a", t.TERRITORY, literal("Asia"), TWO),
        ("agreement/a", t.HAS_TERM, iri(f"{t.ID}term/1"), ONE),
        ("agreement/a", t.HAS_TERM, iri(f"{t.ID}term/2"), TWO),
        ("agreement/b", t.HAS_TERM, iri(f"{t.ID}term/3"), ONE),
        ("filing/2", t.FORM_TYPE, literal("8-K/A"), TWO),
        ("term/1", t.AMOUNT, decimal(1), ONE),
        ("term/2", t.AMOUNT, decimal(2), TWO),
        ("term/3", t.AMOUNT, decimal(3), ONE),
    )
    lines = sorted(f"<{t.ID}{s}> <{p}> {o} <{g}> ." for s, p, o, g in facts)
    out = list(merged_lines(lines, FILED, {iri(ONE): frozenset({iri(TWO)})}))
    assert out == sorted(set(out))
    text = "\n".join(out)
    assert "Japan" not in text
    assert "term/1>" not in text
    assert {f"<{t.ID}term/{n}> <{t.AMOUNT}> {decimal(n)} ." for n in (2, 3)} <= set(out)
    assert f"{iri(TWO)} <{t.SUPERSEDES}> {iri(ONE)} ." in out
    assert f"<{t.ID}agreement/a> <{t.WAS_DERIVED_FROM}> {iri(ONE)} ." not in out
    assert f"<{t.ID}agreement/b> <{t.WAS_DERIVED_FROM}> {iri(ONE)} ." in out


def test_an_amendment_that_tells_no_payment_withdraws_none() -> None:
    facts = (
        ("agreement/a", t.HAS_TERM, iri(f"{t.ID}term/1"), ONE),
        ("agreement/a", t.TERRITORY, literal("Asia"), TWO),
        ("term/1", t.AMOUNT, decimal(1), ONE),
    )
    lines = sorted(f"<{t.ID}{s}> <{p}> {o} <{g}> ." for s, p, o, g in facts)
    out = set(merged_lines(lines, FILED, {iri(ONE): frozenset({iri(TWO)})}))
    assert f"<{t.ID}agreement/a> <{t.HAS_TERM}> <{t.ID}term/1> ." in out
    assert f"<{t.ID}term/1> <{t.AMOUNT}> {decimal(1)} ." in out


def test_companies_lead_to_edgar_and_antigens_to_hgnc() -> None:
    page = iri("https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=0000000007")
    found = merge(("company/cik-0000000007", t.PREF_LABEL, literal("Arbor"), ONE))
    assert {(t.EXACT_MATCH, page), (t.CIK, literal("0000000007"))} <= found
    found = merge(("antigen/hgnc-3430", t.PREF_LABEL, literal("HER2"), ONE))
    assert (t.EXACT_MATCH, iri("https://identifiers.org/hgnc:3430")) in found
    assert not {p for p, _ in merge(("company/cik-x", t.PREF_LABEL, literal("A"), ONE))} & {
        t.EXACT_MATCH,
        t.CIK,
    }
