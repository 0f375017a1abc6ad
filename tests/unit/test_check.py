"""The checker: same results as plain pySHACL, quick, and never at a loss for words."""

from __future__ import annotations

import logging
import pickle
import time
from functools import cache
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyshacl.helper.path_helper import shacl_path_to_sparql_path
from pyshacl.shapes_graph import ShapesGraph

from dealgraph.check import Checker, Violation, conforms, parse_lines, read_shapes
from dealgraph.errors import ValidationError

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "shapes"
DG = "https://w3id.org/dealgraph/ontology#"
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


@cache
def checker() -> Checker:
    return Checker()


@cache
def lines(case: str) -> tuple[str, ...]:
    path = str(CASES / case / "data.ttl")
    triples = pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)
    return tuple(f"{t.subject} {t.predicate} {t.object} ." for t in triples)


@cache
def plain_shapes() -> rdflib.Graph:
    return read_shapes(ROOT / "shapes")


def plainly(case: str) -> set[tuple[str, str, str | None, str | None, str, str]]:
    """Validate a case as anyone would, with `pyshacl.validate`, and give its results."""
    data = rdflib.Graph().parse(CASES / case / "data.ttl", format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=plain_shapes())
    assert isinstance(report, rdflib.Graph)
    out = set()
    for result in report.objects(None, SH.result):
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        if isinstance(path, rdflib.BNode):
            named = plain_shapes().value(report.value(result, SH.sourceShape), SH.path)
            path = shacl_path_to_sparql_path(ShapesGraph(plain_shapes()), named)
        out.add(
            (
                str(report.value(result, SH.resultSeverity)).rpartition("#")[2],
                str(report.value(result, SH.focusNode)),
                None if path is None else str(path),
                None if value is None else str(value),
                str(report.value(result, SH.sourceShape)),
                str(report.value(result, SH.resultMessage)),
            )
        )
    return out


@pytest.mark.parametrize("case", sorted(folder.name for folder in CASES.iterdir() if folder.is_dir()))
def test_results_are_those_of_plain_pyshacl(case: str) -> None:
    blank = any("_:" in line for line in lines(case))
    ours = {(r.severity, r.focus, r.path, r.value, r.shape, r.message) for r in checker().check(lines(case))}
    theirs = plainly(case)
    if blank:  # blank nodes have other names each time they are read
        assert {(r[0], r[2], r[4], r[5]) for r in ours} == {(r[0], r[2], r[4], r[5]) for r in theirs}
    else:
        assert ours == theirs


@pytest.mark.parametrize("case", sorted(folder.name for folder in CASES.iterdir() if folder.is_dir()))
def test_violations_are_the_grave_ones_among_the_results(case: str) -> None:
    grave = tuple(r for r in checker().check(lines(case)) if r.severity == "Violation")
    assert checker().violations(lines(case)) == grave


def test_graph_names_and_line_ends_do_not_matter() -> None:
    case = lines("Milestone-filed-SPARQL")
    named = [line[:-1] + "<https://w3id.org/dealgraph/id/filing/x> .\n" for line in case]
    assert checker().check(named) == checker().check(case) != ()


def test_order_of_lines_does_not_matter() -> None:
    case = lines("conforming") + lines("Amount-MinInclusive") + lines("Currency-In")
    assert checker().check(case) == checker().check(tuple(reversed(case)))


def test_one_checker_keeps_nothing_of_an_earlier_filing() -> None:
    before = checker().check(lines("Drug-targets-Class"))
    assert checker().check(lines("conforming")) == ()
    assert checker().check(lines("Drug-targets-Class")) == before


def test_warnings_and_infos_let_a_filing_in() -> None:
    warned = checker().check(lines("Agreement-lone-Not"))
    assert [r.severity for r in warned] == ["Warning"]
    assert conforms(warned)
    told = checker().check(lines("Filing-accessionNumber-known-MinCount"))
    assert [r.severity for r in told] == ["Info"]
    assert conforms(told)
    wrong = checker().check(lines("Agreement-party-MinCount"))
    assert [r.severity for r in wrong] == ["Violation"]
    assert not conforms(wrong)


def test_gravest_results_come_first() -> None:
    both = (
        lines("Agreement-lone-Not")
        + lines("Filing-accessionNumber-known-MinCount")
        + lines("Amount-MinInclusive")
    )
    severities = [r.severity for r in checker().check(both)]
    assert severities == sorted(severities, key=["Violation", "Warning", "Info"].index)
    assert severities[0] == "Violation"
    assert severities[-1] == "Info"


def test_a_result_names_node_property_and_value() -> None:
    (result,) = checker().check(lines("Milestone-payer-Disjoint"))
    assert result.path == DG + "payer"
    assert result.value == "https://w3id.org/dealgraph/id/company/cik-0000855654"
    assert "not its payee" in result.message
    assert pickle.loads(pickle.dumps(result)) == result


def test_a_path_of_several_steps_is_written_as_in_sparql() -> None:
    (result,) = checker().check(lines("FinancialTerm-agreement-MinCount"))
    assert result.path == f"^<{DG}hasTerm>"


@pytest.mark.parametrize(
    ("achieved", "filed", "kept"),
    [
        ("2000-05-04", "2000-05-04", True),
        ("2000-05-05", "2000-05-04", False),
        ("2000-05", "2000-05-04", True),
        ("2000-06", "2000-05-04", False),
        ("2000", "2000-05-04", True),
        ("2001", "2000-05-04", False),
    ],
)
def test_a_milestone_is_not_achieved_after_its_filing(achieved: str, filed: str, kept: bool) -> None:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(achieved)]
    swap = {
        '"1999-06-01"^^<http://www.w3.org/2001/XMLSchema#date>': f'"{achieved}"^^<http://www.w3.org/2001/XMLSchema#{kind}>',
        '"2000-05-04"^^': f'"{filed}"^^',
    }
    case = list(lines("conforming"))
    for old, new in swap.items():
        case = [line.replace(old, new) for line in case]
    shapes = {r.shape.rpartition("#")[2] for r in checker().check(case)}
    assert shapes == (set() if kept else {"Milestone-filed"})


@pytest.mark.parametrize(
    ("signed", "kept"),
    [
        ("1999-06-01", True),
        ("1999-06-02", False),
        ("1999-06", True),
        ("1999-07", False),
        ("1999", True),
        ("2000", False),
    ],
)
def test_a_milestone_is_not_achieved_before_its_agreement(signed: str, kept: bool) -> None:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(signed)]
    new = f'"{signed}"^^<http://www.w3.org/2001/XMLSchema#{kind}>'
    old = '"1999-02"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    case = [line.replace(old, new) for line in lines("conforming")]
    assert any(new in line for line in case)
    shapes = {r.shape.rpartition("#")[2] for r in checker().check(case)}
    assert shapes == (set() if kept else {"Milestone-signed"})


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
)
@given(data=st.data())
def test_no_graph_is_too_odd_to_check(data: st.DataObject) -> None:
    """Whatever stands where, there are results and no exception; pySHACL alone fails on some of these."""
    case = list(lines("conforming"))
    odd = st.sampled_from(
        [
            '"x"^^<http://www.w3.org/2001/XMLSchema#date>',
            '"x"^^<http://www.w3.org/2001/XMLSchema#decimal>',
            '"1"^^<http://www.w3.org/2001/XMLSchema#boolean>',
            '"\\u0000\\u200F"',
            '"a"@en',
            '"NaN"^^<http://www.w3.org/2001/XMLSchema#double>',
            '"P1"^^<http://www.w3.org/2001/XMLSchema#duration>',
            "_:b",
            "<urn:x>",
        ]
    )
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(case) - 1))
        subject, predicate, _rest = case[at].split(" ", 2)
        case[at] = f"{subject} {predicate} {data.draw(odd)} ."
    results = checker().check(case)
    assert all(isinstance(r, Violation) for r in results)
    assert results == checker().check(case)


def test_values_that_cannot_be_compared_are_found(caplog: pytest.LogCaptureFixture) -> None:
    case = [
        line.replace(
            '"2000-05-02"^^<http://www.w3.org/2001/XMLSchema#date>',
            '"soon"^^<http://www.w3.org/2001/XMLSchema#date>',
        )
        for line in lines("conforming")
    ]
    names = {r.shape.rpartition("#")[2] for r in checker().check(case)}
    assert names == {"Filing-periodOfReport", "Filing-periodOfReport-order"}
    assert not caplog.records
    assert not logging.getLogger("rdflib.term").disabled


def test_lines_that_are_not_nquads_are_refused() -> None:
    with pytest.raises(ValidationError, match="not N-Quads"):
        checker().check(["<urn:a> <urn:b>"])


def test_no_lines_is_an_empty_graph() -> None:
    assert checker().check([]) == ()
    assert len(parse_lines([])) == 0


def test_a_folder_without_shapes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="no shapes"):
        Checker(tmp_path)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("this is not Turtle", "not Turtle"),
        (
            "@prefix sh: <http://www.w3.org/ns/shacl#> . "
            '<urn:s> a sh:NodeShape ; sh:targetClass <urn:c> ; sh:minLength "x" .',
            "SHACL",
        ),
        ("@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:PropertyShape .", "SHACL"),
        (
            "@prefix sh: <http://www.w3.org/ns/shacl#> . "
            '<urn:s> a sh:NodeShape ; sh:targetClass <urn:c> ; sh:sparql [ sh:select "SELEKT" ] .',
            "SHACL",
        ),
    ],
)
def test_bad_shapes_are_refused(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "bad.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(ValidationError, match=problem):
        Checker(tmp_path)


def test_shapes_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . "
        "<urn:s> a sh:NodeShape ; sh:targetClass <urn:c> ; sh:nodeKind sh:BlankNode ; "
        'sh:message "No name." .',
        encoding="utf-8",
    )
    (result,) = Checker(tmp_path).check([f"<urn:x> {TYPE} <urn:c> ."])
    assert (result.focus, result.shape, result.message) == ("urn:x", "urn:s", "No name.")


def test_shapes_that_go_in_circles_are_refused(tmp_path: Path) -> None:
    (tmp_path / "circle.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . "
        "<urn:s> a sh:NodeShape ; sh:targetClass <urn:c> ; sh:property <urn:p> . "
        "<urn:p> a sh:PropertyShape ; sh:path <urn:next> ; sh:property <urn:p> .",
        encoding="utf-8",
    )
    circle = [f"<urn:x> {TYPE} <urn:c> .", "<urn:x> <urn:next> <urn:x> ."]
    with pytest.raises(ValidationError, match="circle"):
        Checker(tmp_path).check(circle)


def test_checking_is_much_quicker_than_plain_pyshacl() -> None:
    data = rdflib.Graph().parse(CASES / "conforming" / "data.ttl", format="turtle")
    checker().check(lines("conforming"))
    ours = min(_seconds(lambda: checker().check(lines("conforming"))) for _ in range(5))
    theirs = min(_seconds(lambda: pyshacl.validate(data, shacl_graph=plain_shapes())) for _ in range(2))
    assert theirs > 4 * ours, (theirs, ours)


def _seconds(work: object) -> float:
    assert callable(work)
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
