"""Builds that keep up with filings that come, change and go, and with what users say is one thing."""

from __future__ import annotations

import gzip
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

import dealgraph
from dealgraph import workers
from dealgraph.accept import Accepted, accept
from dealgraph.build import build
from dealgraph.errors import InputError, ValidationError
from dealgraph.rdf.terms import ID
from dealgraph.records import Record
from dealgraph.serve.jobs import Job
from dealgraph.serve.jobs import run as serve
from dealgraph.serve.limits import Limits
from dealgraph.serve.state import State
from dealgraph.store import GraphFolder

from .desk import DOSED, Desk, company, deal, drug, export, licence, milestone, run, upfront


def test_a_build_says_what_changed(desk: Desk) -> None:
    desk.file(1, deal(upfront(5000000)))
    desk.file(2, {"drugs": [drug("d1", "AB-101")]})
    assert desk.build().changes == {}
    desk.file(1, deal(upfront(7000000)))
    desk.file(3, {"drugs": [drug("d1", "AB-303")]})
    (desk.folder / "002.txt").unlink()
    report = desk.build()
    assert report.changes["new"] == {"Drug": 1, "Filing": 1}
    assert report.changes["gone"] == {"Drug": 1, "Filing": 1}
    assert report.changes["renamed"] == {"FinancialTerm": 1}
    assert {(n.kind, n.label) for n in report.notes} >= {("new", "AB-303"), ("gone", "AB-101")}
    assert desk.build().changes == {}
    result = run("build", desk.folder, "-o", desk.graph, "--workers", 1)
    assert "Changed" not in result.stdout
    (desk.folder / "003.txt").unlink()
    result = run("build", desk.folder, "-o", desk.graph, "--workers", 1)
    assert "Changed: " in result.stdout
    assert "- gone drug AB-303 (drug/ab-303)" in result.stdout


def test_only_filings_of_which_anything_changed_are_mapped(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapped: list[str] = []

    def count(record: Record, *rest: Any) -> Accepted:
        mapped.append(str(record.filing.accession))
        return accept(record, *rest)

    monkeypatch.setattr(workers, "accept", count)
    # A payer that is the payee is set aside, and stays so while its neighbours change.
    wrong = deal(licence(), milestones=[milestone(1000, DOSED, payer="c1")])
    first = desk.file(1, wrong)
    # More filings than there are buckets, so that some share one.
    for n in range(2, 42):
        desk.file(n, {"drugs": [drug("d1", f"AB-{n}")]})
    build([desk.folder], desk.graph)
    assert len(mapped) == 41
    mapped.clear()
    changed = desk.file(7, {"drugs": [drug("d1", "CD-7")]})
    report = build([desk.folder], desk.graph)
    assert mapped == [changed]
    assert [(f, i) for f, i, _ in report.quarantined] == [(first, "m1")]
    assert export(desk.graph) == desk.fresh()
    # From a damaged shard nothing is taken over.
    folder = GraphFolder.open(desk.graph)
    for shard in folder.shards.glob("filings-*"):
        shard.write_bytes(gzip.compress(b"<urn:a> <urn:b> <urn:c> <urn:d> .\n"))
    desk.file(7, {"drugs": [drug("d1", "EF-7")]})
    mapped.clear()
    build([desk.folder], desk.graph)
    bucket = workers.bucket_of(changed, workers.LEAST_BITS)
    assert sorted(mapped) == [k for k in _keys(desk) if workers.bucket_of(k, workers.LEAST_BITS) == bucket]
    assert len(mapped) > 1


def _keys(desk: Desk) -> list[str]:
    manifest = GraphFolder.open(desk.graph).manifest()
    try:
        return manifest.filing_names()
    finally:
        manifest.close()


def answer_of(state: State, question: str, arguments: dict[str, Any]) -> Any:
    reply = serve(state, Job(question, arguments), Limits())
    assert reply.status == 200, reply.body
    return json.loads(reply.body)


def test_an_iri_that_was_handed_out_leads_to_the_one_in_use(desk: Desk) -> None:
    """A later filing tells the company's CIK: its IRI becomes another, and so does that of its deal."""
    first = desk.file(1, deal(licence(), milestones=[milestone(2000000, DOSED)]))
    desk.build()
    before = {local: desk.iri(first, local) for local in ("c1", "c2", "g1", "m1")}
    desk.file(2, {"companies": []}, filer="ELDER PLC", cik="0000000009")
    report = desk.build()
    after = {local: desk.iri(first, local) for local in before}
    assert after["c2"] == f"{ID}company/cik-0000000009" != before["c2"]
    assert report.changes["renamed"] == {"Agreement": 1, "Company": 1, "Milestone": 1}
    folder = GraphFolder.open(desk.graph)
    assert {local: folder.follow(iri) for local, iri in before.items()} == after
    assert export(desk.graph) == desk.fresh()
    rows = dealgraph.open(desk.graph).query("evidence", fact=before["m1"].removeprefix(ID))
    assert rows.rows == dealgraph.open(desk.graph).query("evidence", fact=after["m1"]).rows
    assert len(rows) == 1
    answer = dealgraph.open(desk.graph).why(before["c2"], "Elder plc")
    assert answer.one
    assert answer.sentences[0] == "company/elder is company/cik-0000000009 now."
    # The server's answers follow too, whichever name a link or a parameter has.
    state = State(folder, folder.dataset(), None)
    for path, arguments in (
        ("entity", {"iri": before["c2"]}),
        ("neighbours", {"iri": before["g1"], "limit": 20}),
        ("stats", {"by": "year", "company": before["c2"]}),
        ("query", {"name": "milestones", "parameters": {"company": before["c2"]}}),
    ):
        now = json.loads(
            json.dumps(arguments).replace(before["c2"], after["c2"]).replace(before["g1"], after["g1"])
        )
        assert answer_of(state, path, arguments) == answer_of(state, path, now)
    assert answer_of(state, "entity", {"iri": before["m1"]})["iri"] == after["m1"]
    # Without the filing the old IRIs are in use again, and lead nowhere else.
    (desk.folder / "002.txt").unlink()
    desk.build()
    assert {local: GraphFolder.open(desk.graph).follow(iri) for local, iri in after.items()} == before
    assert GraphFolder.open(desk.graph).moved(before["g1"]) == before["g1"]


def test_resources_that_meet_are_told_as_merged(desk: Desk) -> None:
    one = desk.file(1, {"drugs": [drug("d1", "AB-101")]})
    two = desk.file(2, {"drugs": [drug("d1", "sprigumab")]})
    desk.build()
    lost = desk.iri(two, "d1")
    desk.file(3, {"drugs": [drug("d1", "AB-101", "sprigumab")]})
    report = desk.build()
    assert report.changes["merged"] == {"Drug": 1}
    assert desk.iri(one, "d1") == desk.iri(two, "d1") == GraphFolder.open(desk.graph).follow(lost)


def test_what_is_gone_leads_nowhere(desk: Desk) -> None:
    one = desk.file(1, {"drugs": [drug("d1", "AB-101")]})
    desk.file(2, {"drugs": [drug("d1", "CD-202")]})
    desk.build()
    lost = desk.iri(one, "d1")
    (desk.folder / "001.txt").unlink()
    desk.build()
    assert GraphFolder.open(desk.graph).moved(lost) == ""
    with pytest.raises(ValidationError, match="no longer in the graph"):
        dealgraph.open(desk.graph).why(lost, "CD-202")


def test_a_users_word_is_kept_and_survives_rebuilds(desk: Desk, tmp_path: Path) -> None:
    one = desk.file(1, {"companies": [company("c1", "Sprig, Inc.")]})
    two = desk.file(2, {"companies": [company("c1", "Twig, Inc.")]})
    mine = tmp_path / "mine.toml"
    mine.write_text('[[same]]\nnames = ["Sprig, Inc.", "Twig, Inc."]\nnote = "Twig was bought."\n')
    result = run("build", desk.folder, "-o", desk.graph, "--workers", 1, "--identities", mine)
    assert result.exit_code == 0, result.output
    assert desk.iri(one, "c1") == desk.iri(two, "c1")
    with_rule = export(desk.graph)
    answer = dealgraph.open(desk.graph).why("Sprig, Inc.", "Twig, Inc.")
    assert any("told by the user: Twig was bought." in s for s in answer.sentences)
    desk.file(3, {})
    desk.build()
    assert desk.iri(one, "c1") == desk.iri(two, "c1")
    (desk.folder / "003.txt").unlink()
    desk.build()
    assert export(desk.graph) == with_rule
    (desk.graph / "identities.toml").unlink()
    desk.build()
    assert desk.iri(one, "c1") != desk.iri(two, "c1")
    (desk.graph / "identities.toml").write_text('[[same]]\nnames = ["Sprig, Inc.", "Nobody"]\n')
    assert "nothing in the filings is called 'Nobody'" in desk.build().warnings[0]
    assert "Warning:" in run("build", desk.folder, "-o", desk.graph, "--workers", 1).stderr


def test_a_wrong_file_of_the_users_stops_the_build_with_one_sentence(desk: Desk, tmp_path: Path) -> None:
    desk.file(1, {})
    bad = tmp_path / "bad.toml"
    bad.write_text('[[same]]\nnames = ["A"]\n')
    with pytest.raises(InputError, match="at least two names"):
        build([desk.folder], desk.graph, identities=bad)
    result = run("build", desk.folder, "-o", desk.graph, "--identities", bad)
    assert result.exit_code == 2
    assert f"{bad}, line 1: An entry needs at least two names." in result.stderr
    assert not desk.graph.exists()


def test_ten_rounds_of_change_equal_a_build_from_scratch(desk: Desk) -> None:
    choose = random.Random(7)
    partners = ("Elder plc", "Elder", "Cedar Ltd", "SmithKline Beecham Plc", "SmithKline")
    dates = (None, "2000", "2000-05", "2000-05-02", "2001-06-01")

    def write(n: int) -> None:
        drugs = [
            drug("d1", choose.choice(("AB-101", "AB 101", "sprigumab")), *choose.choice(((), ("AB-101",))))
        ]
        paid = milestone(choose.choice((None, 2000000, 3000000)), DOSED, date=choose.choice(dates[1:]))
        told = deal(licence(choose.choice(dates), drugs=["d1"]), partner=choose.choice(partners), drugs=drugs)
        told["agreements"][0]["terms"] = upfront(choose.choice((5000000, 6000000)))["terms"]
        told["milestones"] = [paid]
        cik = choose.choice(("0000000001", "0000000009"))
        filer = {"0000000001": "ARBOR BIO INC", "0000000009": "ELDER PLC"}[cik]
        desk.file(
            n, told, year=2002 + n % 3, cik=cik, filer=filer, form=choose.choice(("8-K", "10-K", "8-K/A"))
        )

    for n in range(8):
        write(n)
    build([desk.folder], desk.graph)
    handed_out: set[str] = set()
    for turn in range(10):
        handed_out |= set(
            re.findall(rf"<{ID}(?:company|drug|agreement|milestone)/[^/>]+>", export(desk.graph))
        )
        files = sorted(desk.folder.iterdir())
        for _ in range(choose.randint(1, 3)):
            what = choose.choice(("add", "change", "remove"))
            if what == "add":
                write(20 + choose.randrange(40))
            elif what == "change":
                write(int(choose.choice(files).stem))
            elif len(files) > 4:
                choose.choice(files).unlink(missing_ok=True)
        # What the shapes refuse (a payer that is the payee, once two names meet) is no matter here.
        build([desk.folder], desk.graph)
        assert export(desk.graph) == desk.fresh(), turn
    # Every IRI that was ever handed out is in use, leads to one that is, or is known to be gone.
    folder, now = GraphFolder.open(desk.graph), export(desk.graph)
    for iri in handed_out:
        to = folder.moved(iri[1:-1])
        assert iri in now or to == "" or f"<{to}>" in now, iri
