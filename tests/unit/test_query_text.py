"""What a query's text may hold, and what is said where it is wrong."""

from __future__ import annotations

import itertools
import time

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dealgraph.errors import ValidationError
from dealgraph.query.text import check_query, check_terms, explain, position, tokens
from dealgraph.rdf.terms import PREFIXES

#: What a SERVICE can stand behind; each is tried with each way to write the call.
BEFORE = (
    "", "?s ?p 1", "?s ?p true", "?s ?p 1e5", "?s ?p 1.", "?s ?p ex:a.b.", "?s ?p ex:a.", "?s ?p _:a.b.",
    "?s ?p 'a'@en ", "?s ?p ?o.", "FILTER(?a<?b)", "FILTER(?a <#b\n)", "?s ?p ex:a\\'b.", "OPTIONAL{}",
    "?s a <x>", "?s ?p '''a''''", '?s ?p """"a"""', "?s ?p ()", "?s ?p []", "#x\n", "?s ?p 'a\\'b'", "?s ?p -1",
    "?s ?p ex:a.b.c.", "BIND(1 AS ?k)", "{} UNION ", "GRAPH ?g ",
)  # fmt: skip
CALLS = ("SERVICE", "service ", "SeRvIcE SILENT ", "SERVICE\t", "SERVICE#\n", "\\u0053ERVICE ")
TARGETS = ("<http://127.0.0.1:1/>", "ex:a", ":a", "?o")


def outcome(query: str) -> str:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://a"), ox.NamedNode("http://p"), ox.Literal("x")))
    try:
        list(store.query(query))  # type: ignore[arg-type]
    except SyntaxError:
        return "not SPARQL"
    except OSError:
        return "called"
    return "ran"


def test_no_service_gets_by() -> None:
    refused = called = 0
    head = "PREFIX ex: <http://127.0.0.1:1/> PREFIX : <http://127.0.0.1:1/> SELECT * { "
    for before, call, target in itertools.product(BEFORE, CALLS, TARGETS):
        query = f"{head}{before}{call}{target}{{?a ?b ?c}} }}"
        try:
            check_query(query)
        except ValidationError:
            refused += 1
            continue
        # What is let through doesn't parse, or has the word within a name or a string.
        assert outcome(query) == "not SPARQL", query
        called += 1
    assert refused > 500


PIECES = st.sampled_from(
    ["SERVICE", "service", " ", "<http://127.0.0.1:1/>", ":a", "ex:", "{", "}", "?s ?p ?o", ".", "'", '"', "'''",
     "\\", "#", "\n", "<", ">", "true", "1", "e5", "@en", "_:b", "SILENT ", "FILTER(", ")", "^", "-", "a", "%41"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12))
@example(["'", "\\", "'", "SERVICE", " ", ":a", "{", "}"])
def test_whatever_is_let_through_calls_nobody(pieces: list[str]) -> None:
    query = f"PREFIX : <http://127.0.0.1:1/> SELECT * {{ {''.join(pieces)} }}"
    try:
        check_query(query)
    except ValidationError:
        return
    assert outcome(query) != "called"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ('SERVICE' AS ?x) {}",
        "SELECT * { ?s rdfs:label ?service } # SERVICE",
        "SELECT * { <http://a/SERVICE> ?p ex:service }",
        'ASK { ?s ?p """a "SERVICE" b""" }',
    ],
)
def test_the_word_may_be_a_value(query: str) -> None:
    check_query(query)


@pytest.mark.parametrize(
    "update", ["INSERT DATA {}", "PREFIX a: <b> DELETE {} WHERE {}", "LOAD <http://a>", "clear all"]
)
def test_updates_are_refused(update: str) -> None:
    with pytest.raises(ValidationError, match="read only"):
        check_query(update)


def test_deep_nesting_is_refused_before_the_parser_sees_it() -> None:
    with pytest.raises(ValidationError, match="200 brackets"):
        check_query("ASK " + "{" * 100_000)
    check_query("ASK " + "{" * 150 + "}" * 150)


@pytest.mark.parametrize(
    "query",
    [
        "ASK {" + " MINUS {}" * 3_000 + "}",
        "SELECT" + " (1 AS ?x)" * 3_000 + "{}",
        "ASK {" + " ?a ?b ?c ." * 20_000 + "}",
        "ASK { ?a " + "/".join(["<x:a>"] * 100_000) + " ?b }",
        "ASK { FILTER(" + "!" * 200_000 + "true) }",
    ],
)
def test_queries_that_would_take_all_stack_are_refused(query: str) -> None:
    with pytest.raises(ValidationError, match="2,000 keywords, operators and triples"):
        check_query(query)


def test_long_lists_of_values_are_taken() -> None:
    values = " ".join(["<http://a/b>", '"word"', "2.5"] * 10_000)
    check_query(f"SELECT * {{ VALUES ?x {{ {values} }} ?x ?p ?o FILTER(?o IN ({', '.join('1' * 10_000)})) }}")


@pytest.mark.parametrize(
    "unit", ["a-", "<", "<a", '"', "'''", "ex:a.", "\\", "a.b", "_:", "%4", "?", "@", "{}"]
)
def test_tokens_take_linear_time(unit: str) -> None:
    text = unit * 100_000
    begun = time.perf_counter()
    assert "".join(x.text for x in tokens(text)).replace(" ", "") == text
    assert time.perf_counter() - begun < 3


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT ?x {\n ?x foo:bar ?y }", "line 2, column 5: The prefix foo: is not known"),
        ("SELECT ?x { ?x skso:prefLabel ?y }", "Did you mean skos:"),
        ("SELEC ?x {}", "line 1, column 1: A query does not begin with SELEC. Did you mean SELECT"),
        ("SELECT ?x {\n ?x ?y }", "line 2, column 9: The query cannot be read at its end. Correct"),
        ("SELECT (SUM(?x) AS ?y) ?z { ?x ?y ?z }", "variable that is unbound"),
        ("SELECT * {", "at its end"),
    ],
)
def test_errors_tell_where_and_what_to_try(query: str, says: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(query, prefixes=PREFIXES)
    assert says in str(explain(query, caught.value))


@pytest.mark.parametrize(
    ("query", "says"),
    [
        (
            "SELECT * {\n?m dg:milestonStatus ?x }",
            "line 2, column 4: There is no term dg:milestonStatus. Did you mean",
        ),
        ("PREFIX d: <https://w3id.org/dealgraph/ontology#> ASK { ?m d:partyy ?x }", "Did you mean dg:party"),
        (
            "ASK { ?m <https://w3id.org/dealgraph/ontology#zzzz> ?x }",
            "There is no term dg:zzzz. docs/ontology.html",
        ),
    ],
)
def test_unknown_terms_of_ours(query: str, says: str) -> None:
    with pytest.raises(ValidationError) as caught:
        check_terms(query)
    assert says in str(caught.value)


def test_terms_of_ours_and_of_others_are_known() -> None:
    check_terms("PREFIX ex: <http://a/> ASK { ?m dg:milestoneStatus ?x ; ex:any 'dg:none' ; dg:licensor ?c }")


def test_position() -> None:
    assert position("", 0) == "line 1, column 1"
    assert position("a\r\nb", 3) == "line 2, column 1"
