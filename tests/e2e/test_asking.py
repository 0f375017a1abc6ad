"""Asking why things are one or apart, how a deal was told over time, and what differs between two graphs."""

from __future__ import annotations

import json

import pytest

import dealgraph
from dealgraph.build import build
from dealgraph.rdf.terms import ID

from .desk import DOSED, QUOTE, Desk, company, deal, drug, licence, milestone, run, upfront


@pytest.fixture
def told(desk: Desk) -> Desk:
    desk.file(1, deal(upfront(5000000), drugs=[drug("d1", "AB-101")], milestones=[milestone(2000000, DOSED)]))
    twin = deal(upfront(6000000), milestones=[milestone(3000000, DOSED)], partner="Elder PLC")
    twin["companies"].append(company("c3", "Elder US Inc."))
    desk.file(2, twin, year=2001)
    desk.file(3, {"companies": [company("c1", "Cedar, Inc."), company("c2", "Cedar Ltd")]}, year=2002)
    desk.build()
    return desk


def test_why_tells_of_names_that_are_one(told: Desk) -> None:
    result = run("why", "Elder plc", "ELDER PLC", told.graph)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "Elder plc and ELDER PLC are one company, company/elder."
    assert "first of them to be filed (score 1)" in result.stdout
    answer = json.loads(
        run("why", "0000000001-00-000001#c2", "0000000001-01-000002#c2", told.graph, "--json").stdout
    )
    assert (answer["one"], answer["kind"]) == (True, "company")
    assert "same legal name (score 0.95)" in " ".join(answer["sentences"])
    assert answer["filings"] == ["0000000001-00-000001", "0000000001-01-000002"]


def test_why_tells_what_holds_two_apart(told: Desk) -> None:
    def said(one: str, other: str) -> str:
        answer = dealgraph.open(told.graph).why(one, other)
        assert not answer.one
        return " ".join(answer.sentences)

    assert "Filing 0000000001-01-000002 names both, and holds them apart." in said(
        "Elder plc", "Elder US Inc."
    )
    assert "Their legal forms are of different laws" in said("Cedar, Inc.", "Cedar Ltd")
    assert "No filing gives one of them a name of the other" in said("Arbor", "Cedar Ltd")
    (told.graph / "identities.toml").write_text(
        '[[different]]\nnames = ["Cedar, Inc.", "Cedar Ltd"]\nnote = "Two firms."\n'
    )
    assert "identities.toml, line 1 tells them apart: Two firms." in said("Cedar, Inc.", "Cedar Ltd")


def test_why_weighs_deals_and_milestones(desk: Desk) -> None:
    one = desk.file(
        1, deal(licence(drugs=["d1"]), drugs=[drug("d1", "AB-101")], milestones=[milestone(1000, DOSED)])
    )
    late = milestone(1000, DOSED, date="2004-01")
    two = desk.file(2, deal(licence("2003-02-01"), milestones=[late]), year=2004)
    supply = licence(None)
    supply["types"] = ["supply"]
    three = desk.file(3, deal(supply), year=2004)
    desk.build()

    def said(first: str, second: str, local: str) -> str:
        return " ".join(dealgraph.open(desk.graph).why(f"{first}#{local}", f"{second}#{local}").sentences)

    assert "What rules it out: one is dated 2000-05-02, the other 2003-02-01." in said(one, two, "g1")
    assert "no type in common) weighs 0.30 of 1.40 and is not enough" in said(two, three, "g1")
    assert "What rules it out: they belong to different agreements." in said(one, two, "m1")


@pytest.mark.parametrize(
    ("one", "other", "problem"),
    [
        ("Nobody", "Arbor", "nothing called 'Nobody'"),
        ("Arbor", "AB-101", "are a company and a drug"),
        ("company/none", "Arbor", "nothing called"),
        ("Cedar", "Arbor", "nothing called 'Cedar'"),
    ],
)
def test_why_says_what_it_cannot_answer(told: Desk, one: str, other: str, problem: str) -> None:
    result = run("why", one, other, told.graph)
    assert result.exit_code == 2
    assert problem in result.stderr


def test_history_tells_which_filing_said_what_when(told: Desk) -> None:
    node = told.iri("0000000001-00-000001", "m1")
    sayings = dealgraph.open(told.graph).history(node)
    assert [(s.filed_on, s.accession, dict(s.said)["amount"], s.quote) for s in sayings] == [
        ("2000-05-02", "0000000001-00-000001", "2000000", QUOTE),
        ("2001-05-03", "0000000001-01-000002", "3000000", QUOTE),
    ]
    by_name = json.loads(run("history", told.graph, "Elder plc", "--json").stdout)
    assert {s["fact"].removeprefix(ID).partition("/")[0] for s in by_name} == {"agreement", "milestone"}
    text = run("history", told.graph, node.removeprefix(ID)).stdout
    assert text.index("8-K 0000000001-00-000001") < text.index("8-K 0000000001-01-000002")
    assert f'"{QUOTE}"' in text
    rows = dealgraph.open(told.graph).query(
        "agreement-history", agreement=told.iri("0000000001-00-000001", "g1")
    )
    assert [(r["what"], r["filedOn"], r["amount"]) for r in rows.dicts()] == [
        ("agreement", "2000-05-02", None),
        ("milestone", "2000-05-02", 2000000),
        ("agreement", "2001-05-03", None),
        ("milestone", "2001-05-03", 3000000),
    ]
    assert run("history", told.graph, "Nobody").exit_code == 2


def test_diff_lists_what_differs_fact_by_fact(told: Desk) -> None:
    other = told.graph.with_name("other")
    (told.folder / "003.txt").unlink()
    told.file(
        1,
        deal(
            upfront(5000000),
            drugs=[drug("d1", "AB-101"), drug("d2", "AB-202")],
            milestones=[milestone(2500000, DOSED)],
        ),
    )
    build([told.folder], other)
    result = run("diff", told.graph, other)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert "+ new drug AB-202 (drug/ab-202)" in lines
    assert "- gone company Cedar Ltd (company/cedar-2)" in lines or any(
        "gone company Cedar Ltd" in x for x in lines
    )
    assert any(x.startswith(("~ revised milestone", "> renamed milestone")) for x in lines)
    assert "2 gone" in lines[-1] or "3 gone" in lines[-1]
    found = json.loads(run("diff", told.graph, other, "--json").stdout)
    assert {c["kind"] for c in found} >= {"new", "gone"}
    same = run("diff", other, other)
    assert (same.exit_code, same.stdout) == (0, "Nothing differs\n")
    assert run("diff", told.graph, told.folder).exit_code == 2


def test_a_submission_without_text_is_kept_with_its_header(desk: Desk) -> None:
    desk.file(1, {})
    picture = "<DOCUMENT>\n<TYPE>GRAPHIC\n<SEQUENCE>1\n<FILENAME>a.jpg\n<TEXT>\n"
    picture += "begin 644 a.jpg\n`\nend\n</TEXT>\n</DOCUMENT>\n"
    head = (desk.folder / "001.txt").read_text().partition("<DOCUMENT>")[0].replace("000001", "000002")
    (desk.folder / "002.txt").write_text(f"{head}{picture}</SEC-DOCUMENT>\n")
    report = desk.build()
    assert report.filings == 2
    assert desk.values("SELECT (COUNT(*) AS ?n) { ?f a dg:Filing ; dg:filer ?c }") == [(2,)]
    checked = run("validate", desk.graph)
    assert checked.exit_code == 0
    assert "The filing has no document with text." in checked.stdout
