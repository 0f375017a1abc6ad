"""The whole path on small filings, with facts made by hand in place of an extractor's."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

import dealgraph
from dealgraph import workers
from dealgraph.accept import Accepted, accept
from dealgraph.build import Progress, build
from dealgraph.errors import InputError, StorageError
from dealgraph.evidence import find_names, locate
from dealgraph.facts import Agreement, Company, FilingFacts, Milestone, Party, Term
from dealgraph.filing import Filing
from dealgraph.records import Record
from dealgraph.resources import data_folder
from dealgraph.store import GraphFolder

SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "gold"

TEMPLATE = """<SEC-DOCUMENT>{accession}.txt
<SEC-HEADER>
ACCESSION NUMBER:		{accession}
CONFORMED SUBMISSION TYPE:	8-K
CONFORMED PERIOD OF REPORT:	{date}
FILED AS OF DATE:		{date}

FILER:

	COMPANY DATA:
		COMPANY CONFORMED NAME:			ARBOR BIO INC
		CENTRAL INDEX KEY:			0000000001
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<FILENAME>body.txt
<TEXT>
Arbor Bio, Inc. licensed AB-101 to {partner}. Arbor received ${amount} million when a patient was dosed.
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""


class Stub:
    """Reads the sentence of the template; misbehaves where the text asks for it."""

    name = "stub"
    version = "1"

    def extract(self, filing: Filing) -> FilingFacts:
        documents = filing.documents
        text = documents[0].text
        if "RAISE" in text:
            raise RuntimeError("asked to fail")
        if "DIE" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        whole = locate("Arbor received", documents)
        if whole is None:
            return FilingFacts()
        partner = text.split("AB-101 to ")[1].split(".")[0]
        amount = Decimal(text.split("$")[1].split(" ")[0]) * 1_000_000
        # The shapes refuse a milestone whose payer is its payee.
        payer = "c1" if "SELF" in text else "c2"
        return FilingFacts(
            companies=(
                Company("c1", "Arbor Bio, Inc.", ("Arbor",), find_names(["Arbor"], documents)),
                Company("c2", partner, (), find_names([partner], documents)),
            ),
            agreements=(
                Agreement(
                    "g1",
                    ("license",),
                    (Party("c1", "licensor"), Party("c2", "licensee")),
                    terms=(Term("royalty", evidence=(whole,)),),
                    evidence=(whole,),
                ),
            ),
            milestones=(
                Milestone(
                    "m1", "g1", amount, "USD", status="achieved", payer=payer, payee="c1", evidence=(whole,)
                ),
            ),
        )


@pytest.fixture(autouse=True)
def _stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "get_extractor", lambda _: Stub())


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    folder = tmp_path / "filings"
    folder.mkdir()

    def _write(n: int, partner: str = "Elder plc", amount: str = "2.0", extra: str = "") -> Path:
        text = TEMPLATE.format(
            accession=f"0000000001-00-{n:06}", date=f"200005{n % 28 + 1:02}", partner=partner, amount=amount
        )
        file = folder / f"filing-{n:03}.txt"
        file.write_text(text.replace("</TEXT>", f"{extra}\n</TEXT>"))
        return file

    return _write


def export(graph: Path) -> str:
    return "\n".join(GraphFolder.open(graph).export_lines())


def test_build_and_ask(tmp_path: Path, write: Callable[..., Path]) -> None:
    write(1)
    write(2, partner="Cedar Ltd")
    seen: list[Progress] = []
    report = build([tmp_path / "filings"], tmp_path / "graph", progress=seen.append)
    assert (report.filings, report.read, report.changed) == (2, 2, True)
    assert report.facts["Agreement"] == 2
    assert report.facts["Company"] == 3
    assert [s for s, _ in groupby(p.stage for p in seen)] == ["files", "identity", "shards", "merge", "index"]
    graph = dealgraph.open(tmp_path / "graph")
    rows = list(
        graph.sparql(
            "SELECT ?amount { ?a dg:hasMilestone ?m . ?m dg:amount ?amount ; dg:milestoneStatus ?s }"
        )
    )
    assert [r["amount"].value for r in rows] == ["2000000", "2000000"]
    quotes = graph.sparql(
        "SELECT ?exact { GRAPH ?g"
        " { ?m a dg:Milestone ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?exact } }"
    )
    assert {r["exact"].value for r in quotes} == {"Arbor received"}
    default = sum(_in_default(line) for line in graph.lines())
    assert len(graph.dataset().default_graph) == default > 0
    assert graph.facts("0000000001-00-000001").agreements[0].types == ("license",)


def _in_default(line: str) -> bool:
    import pyoxigraph as ox

    [quad] = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    return isinstance(quad.graph_name, ox.DefaultGraph)


def test_same_bytes_whatever_order_workers_or_history(tmp_path: Path, write: Callable[..., Path]) -> None:
    files = [write(n, partner=("Elder plc", "Elder", "Cedar Ltd")[n % 3]) for n in range(9)]
    build([tmp_path / "filings"], tmp_path / "one")
    build(files[::-1], tmp_path / "two", workers=2)
    build(files[:4], tmp_path / "three")
    build(files, tmp_path / "three")
    assert export(tmp_path / "one") == export(tmp_path / "two") == export(tmp_path / "three")
    assert export(tmp_path / "one").splitlines() == sorted(set(export(tmp_path / "one").splitlines()))


def test_only_what_is_new_changed_or_gone_is_worked_on(tmp_path: Path, write: Callable[..., Path]) -> None:
    for n in range(4):
        write(n)
    graph, folder = tmp_path / "graph", tmp_path / "filings"
    build([folder], graph)
    again = build([folder], graph)
    assert (again.read, again.unchanged, again.changed) == (0, 4, False)
    write(1, amount="3.5")
    (folder / "filing-002.txt").unlink()
    write(7)
    report = build([folder], graph)
    assert (report.read, report.unchanged, report.removed, report.changed) == (2, 2, 1, True)
    build([folder], tmp_path / "fresh")
    assert export(graph) == export(tmp_path / "fresh")
    assert "3500000" in export(graph)
    assert "00-000002" not in export(graph)


def test_one_bad_filing_does_not_stop_the_rest(tmp_path: Path, write: Callable[..., Path]) -> None:
    write(1)
    write(2, extra="RAISE")
    (tmp_path / "filings" / "empty.txt").write_bytes(b"")
    (tmp_path / "filings" / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8)
    report = build([tmp_path / "filings"], tmp_path / "graph")
    assert report.filings == 1
    assert [Path(place).name for place, _ in report.unread] == ["empty.txt", "filing-002.txt", "photo.jpg"]
    assert "asked to fail" in dict(report.unread)[next(p for p, _ in report.unread if "002" in p)]


def test_a_worker_that_dies_takes_only_its_filing_along(tmp_path: Path, write: Callable[..., Path]) -> None:
    for n in range(5):
        write(n, extra="DIE" if n == 3 else "")
    report = build([tmp_path / "filings"], tmp_path / "graph", workers=2)
    assert report.filings == 4
    assert len(report.unread) == 1
    assert "died" in report.unread[0][1]


def test_what_fails_a_shape_is_set_aside_and_the_rest_stays(
    tmp_path: Path, write: Callable[..., Path]
) -> None:
    write(1, extra="SELF")
    report = build([tmp_path / "filings"], tmp_path / "graph")
    assert [(f, i) for f, i, _ in report.quarantined] == [("0000000001-00-000001", "m1")]
    assert "payer" in report.quarantined[0][2]
    assert report.facts["Agreement"] == 1
    assert "Milestone" not in report.facts


def test_other_shapes_check_all_again(tmp_path: Path, write: Callable[..., Path]) -> None:
    write(1)
    build([tmp_path / "filings"], tmp_path / "graph")
    shapes = tmp_path / "shapes"
    shutil.copytree(data_folder("shapes"), shapes)
    (shapes / "house.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dg: <https://w3id.org/dealgraph/ontology#> .\n"
        "<urn:numbered> a sh:NodeShape ; sh:targetClass dg:Milestone ;"
        ' sh:property [ sh:path dg:ordinal ; sh:minCount 1 ; sh:message "Number it." ] .\n'
    )
    report = build([tmp_path / "filings"], tmp_path / "graph", shapes=shapes)
    assert (report.read, report.changed) == (0, True)
    assert [(i, reason) for _, i, reason in report.quarantined] == [("m1", "Number it. (ordinal)")]


def test_the_same_filing_from_two_places_counts_once(tmp_path: Path, write: Callable[..., Path]) -> None:
    file = write(1)
    (tmp_path / "filings" / "copy.txt").write_bytes(file.read_bytes())
    report = build([tmp_path / "filings"], tmp_path / "graph")
    assert report.filings == 1
    assert [Path(place).name for place, _ in report.copies] == ["filing-001.txt"]


def test_a_killed_build_is_taken_up(tmp_path: Path, write: Callable[..., Path]) -> None:
    files = [write(n) for n in range(6)]
    graph = tmp_path / "graph"
    build(files[:3], graph)
    before = export(graph)
    script = (
        "import sys, os, signal; sys.path[:0] = sys.argv[1:3]\n"
        "import test_build as tb; from dealgraph import workers; from dealgraph.build import build\n"
        "workers.get_extractor = lambda _: tb.Stub()\n"
        "def stop(p):\n    if p.stage == sys.argv[5]: os.kill(os.getpid(), signal.SIGKILL)\n"
        "build([sys.argv[3]], sys.argv[4], progress=stop)\n"
    )
    root = Path(__file__).parents[2]
    for stage in ("files", "shards"):
        arguments = [
            str(root / "builder"),
            str(Path(__file__).parent),
            str(tmp_path / "filings"),
            str(graph),
            stage,
        ]
        done = subprocess.run([sys.executable, "-c", script, *arguments], check=False, capture_output=True)
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()
        assert export(graph) == before
    report = build([tmp_path / "filings"], graph)
    assert report.unchanged == 6
    build([tmp_path / "filings"], tmp_path / "fresh")
    assert export(graph) == export(tmp_path / "fresh")
    named = set(GraphFolder.open(graph).dataset().shards)
    assert {p.name for p in (graph / "shards").iterdir()} == named


def test_a_second_build_says_who_holds_the_graph(tmp_path: Path, write: Callable[..., Path]) -> None:
    write(1)
    folder = GraphFolder.create(tmp_path / "graph")
    with folder.lock(), pytest.raises(StorageError, match=f"process {os.getpid()}"):
        build([tmp_path / "filings"], tmp_path / "graph")
    assert build([tmp_path / "filings"], tmp_path / "graph").filings == 1


def test_a_reader_keeps_its_dataset_while_a_build_replaces_it(
    tmp_path: Path, write: Callable[..., Path]
) -> None:
    write(1)
    build([tmp_path / "filings"], tmp_path / "graph")
    store = GraphFolder.open(tmp_path / "graph").open_store()
    count = len(store)
    write(2, partner="Cedar Ltd")
    build([tmp_path / "filings"], tmp_path / "graph")
    assert len(store) == count
    assert len(GraphFolder.open(tmp_path / "graph").open_store()) > count


def test_what_is_not_a_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no graph here"):
        dealgraph.open(tmp_path / "nothing")
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StorageError, match="not a finished graph"):
        dealgraph.open(tmp_path)
    with pytest.raises(StorageError, match="other things"):
        GraphFolder.create(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        build([tmp_path / "missing"], tmp_path / "graph")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no file to read"):
        build([tmp_path / "empty"], tmp_path / "graph")


@pytest.mark.parametrize("damage", ["shard", "index", "dataset", "manifest"])
def test_damage_is_told_and_mended_by_the_next_build(
    tmp_path: Path, write: Callable[..., Path], damage: str
) -> None:
    write(1)
    graph = tmp_path / "graph"
    build([tmp_path / "filings"], graph)
    whole = export(graph)
    folder = GraphFolder.open(graph)
    if damage == "shard":
        (folder.shards / folder.dataset().shards[0]).unlink()
        with pytest.raises(StorageError):
            export(graph)
    elif damage == "index":
        (graph / "index").rename(graph / "gone")
        (graph / "index").mkdir()
        with pytest.raises(StorageError):
            folder.open_store()
    elif damage == "dataset":
        (graph / "dataset.json").write_text("{")
        with pytest.raises(StorageError):
            folder.dataset()
        (graph / "dataset.json").unlink()
    else:
        (graph / "manifest.sqlite").write_bytes(b"not a database" * 100)
        with pytest.raises(StorageError, match="manifest"):
            build([tmp_path / "filings"], graph)
        (graph / "manifest.sqlite").unlink()
    build([tmp_path / "filings"], graph)
    assert export(graph) == whole


def test_a_full_disk_is_told_and_nothing_is_lost(
    tmp_path: Path, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(1)
    build([tmp_path / "filings"], tmp_path / "graph")
    before = export(tmp_path / "graph")
    write(2)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StorageError, match="No space left"):
            build([tmp_path / "filings"], tmp_path / "graph")
    assert export(tmp_path / "graph") == before
    assert build([tmp_path / "filings"], tmp_path / "graph").filings == 2
    assert list((tmp_path / "graph" / "shards").glob("*.tmp")) == []


def test_a_filing_that_cannot_be_mapped_is_set_aside(
    tmp_path: Path, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(1)
    write(2)
    real = accept

    def fail(record: Record, *rest: Any) -> Accepted:
        if record.filing.accession == "0000000001-00-000002":
            raise KeyError("c9")
        return real(record, *rest)

    monkeypatch.setattr(workers, "accept", fail)
    report = build([tmp_path / "filings"], tmp_path / "graph")
    assert [q[:2] for q in report.quarantined] == [("0000000001-00-000002", "")]
    assert report.facts["Filing"] == 1


def test_a_manifest_is_a_plain_database(tmp_path: Path, write: Callable[..., Path]) -> None:
    write(1)
    build([tmp_path / "filings"], tmp_path / "graph")
    with sqlite3.connect(tmp_path / "graph" / "manifest.sqlite") as db:
        assert db.execute("SELECT key FROM filings").fetchall() == [("0000000001-00-000001",)]
    db.close()
