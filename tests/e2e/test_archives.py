"""Archives of filings: taken apart for all workers, taken up where a build was killed, not read twice."""

from __future__ import annotations

import io
import os
import random
import signal
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dealgraph import workers
from dealgraph.build import build
from dealgraph.facts import FilingFacts
from dealgraph.filing import Filing
from dealgraph.read import Source, find_sources
from dealgraph.read import parts as parts_module
from dealgraph.read.limits import Limits
from dealgraph.read.parts import BATCH_BYTES, Part, Span, batches, size_of
from dealgraph.store import GraphFolder, Manifest
from dealgraph.store.manifest import SourceResult

from .desk import Desk, Reader, deal, export, upfront

#: Files of a batch in these tests, and enough filings for several.
FEW = 8
MANY = 3 * FEW + 5


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts_module, "BATCH_FILES", FEW)


def pack(folder: Path, archive: Path) -> None:
    """Put the files of a folder into an archive, and take them away."""
    files = sorted(folder.glob("*.txt"))
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            for file in files:
                packed.write(file, file.name)
    else:
        with tarfile.open(archive, "w:gz") as feed:
            for file in files:
                feed.add(file, file.name)
    for file in files:
        file.unlink()


def fill(desk: Desk, count: int) -> None:
    """Write filings: licences, told again by others, and some that tell nothing."""
    for n in range(count):
        facts: dict[str, Any] = (
            {} if n % 3 else deal(upfront(1_000_000 * (n % 5 + 1)), partner=f"Elder {n % 7} plc")
        )
        desk.file(n + 1, facts, year=2000 + n % 20)


class Counting(Reader):
    """Reads as the desk's reader does, and counts in a file, over all processes, what it has read."""

    def __init__(self, log: Path) -> None:
        self.log = log

    def extract(self, filing: Filing) -> FilingFacts:
        with self.log.open("a") as log:
            log.write(f"{filing.key}\n")
        if (self.log.parent / f"deadly-{filing.key}").exists():
            os.kill(os.getpid(), signal.SIGKILL)
        return super().extract(filing)

    def counts(self) -> Counter[str]:
        found = Counter(self.log.read_text().split()) if self.log.exists() else Counter()
        self.log.unlink(missing_ok=True)
        return found


@pytest.fixture
def counting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counting:
    reader = Counting(tmp_path / "read.log")
    monkeypatch.setattr(workers, "get_extractor", lambda _: reader)
    return reader


@pytest.mark.parametrize("name", ["feed.zip", "20000501.nc.tar.gz"])
def test_an_archive_gives_what_its_files_give_with_any_workers(
    desk: Desk, counting: Counting, name: str
) -> None:
    fill(desk, MANY)
    plain = desk.graph.with_name("plain")
    assert build([desk.folder], plain).filings == MANY
    pack(desk.folder, desk.folder / name)
    counting.counts()
    exports = []
    for count in (1, 2):
        graph = desk.graph.with_name(f"by-{count}")
        report = build([desk.folder], graph, workers=count)
        assert (report.filings, report.read, report.unread) == (MANY, 1, ())
        exports.append(export(graph))
        assert set(counting.counts().values()) == {1}
    assert exports[0] == exports[1] == export(plain)
    assert '"Elder 6 plc"' in exports[0]


def test_an_unchanged_archive_is_not_opened_and_a_changed_one_is_read_anew(
    desk: Desk, counting: Counting
) -> None:
    fill(desk, MANY)
    archive = desk.folder / "feed.zip"
    pack(desk.folder, archive)
    desk.build()
    assert counting.counts().total() == MANY
    before = export(desk.graph)
    assert desk.build().unchanged == 1
    assert counting.counts().total() == 0
    assert export(desk.graph) == before
    fill(desk, 2)
    pack(desk.folder, archive)
    assert desk.build().filings == 2
    assert counting.counts().total() == 2
    assert export(desk.graph) == desk.fresh()


def test_a_killed_build_reads_only_the_members_that_are_missing(
    desk: Desk, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(desk, MANY)
    pack(desk.folder, desk.folder / "feed.tar.gz")
    real = Manifest.put
    calls = []

    def put(self: Manifest, results: list[SourceResult], reader: str) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(self, results, reader)

    with monkeypatch.context() as patch:
        patch.setattr(Manifest, "put", put)
        with pytest.raises(KeyboardInterrupt):
            desk.build()
    assert counting.counts().total() == 3 * FEW
    report = desk.build()
    assert (report.filings, report.unchanged) == (MANY, 0)
    assert counting.counts().total() == MANY - 2 * FEW
    assert export(desk.graph) == desk.fresh()
    counting.counts()
    assert desk.build().unchanged == 1
    assert counting.counts().total() == 0


def test_an_archive_that_changed_after_the_kill_is_read_from_its_start(
    desk: Desk, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(desk, MANY)
    archive = desk.folder / "feed.tar.gz"
    pack(desk.folder, archive)
    real = Manifest._extend

    def extend(self: Manifest, name: str, fingerprint: str, span: Span) -> None:
        real(self, name, fingerprint, span)
        if span.first:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Manifest, "_extend", extend)
        with pytest.raises(KeyboardInterrupt):
            desk.build()
    counting.counts()
    archive.unlink()
    fill(desk, MANY - 1)
    pack(desk.folder, archive)
    assert desk.build().filings == MANY - 1
    assert counting.counts().total() == MANY - 1
    assert export(desk.graph) == desk.fresh()


def test_a_member_that_kills_its_worker_is_left_out_and_tried_again(desk: Desk, counting: Counting) -> None:
    fill(desk, MANY)
    deadly = counting.log.parent / "deadly-0000000001-07-000008"
    deadly.touch()
    pack(desk.folder, desk.folder / "feed.zip")
    report = build([desk.folder], desk.graph, workers=2)
    assert [place.partition("!")[2] for place, _ in report.unread] == ["008.txt"]
    assert "process that read it died" in report.unread[0][1]
    assert report.filings == MANY - 1
    counting.counts()
    again = build([desk.folder], desk.graph, workers=2)
    assert again.unread == report.unread
    assert set(counting.counts()) == {"0000000001-07-000008"}
    deadly.unlink()
    assert desk.build().filings == MANY
    assert counting.counts() == {"0000000001-07-000008": 1}
    assert export(desk.graph) == desk.fresh()


def test_a_damaged_archive_gives_what_can_be_read(desk: Desk, tmp_path: Path) -> None:
    fill(desk, MANY)
    noise = random.Random(1).randbytes(200_000).hex()
    desk.file(MANY + 1, {"note": noise})
    archive = desk.folder / "feed.tar.gz"
    pack(desk.folder, archive)
    archive.write_bytes(archive.read_bytes()[:-60_000])
    reports = [build([desk.folder], tmp_path / f"g{count}", workers=count) for count in (1, 2)]
    assert [r.filings for r in reports] == [MANY, MANY]
    assert "damaged" in reports[0].unread[0][1]
    assert reports[0].unread == reports[1].unread
    assert build([desk.folder], tmp_path / "g1").unchanged == 1


def tar(path: Path, members: dict[str, bytes]) -> Source:
    with tarfile.open(path, "w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    (source,) = find_sources([path])
    return source


def test_batches_are_bounded_by_count_and_by_bytes(tmp_path: Path) -> None:
    members = {f"{n:03}.txt": b"x" * size for n, size in enumerate([100] * 70 + [3 << 20] * 3 + [9 << 20, 5])}
    source = tar(tmp_path / "f.tar", members)
    cut = list(batches([(source, source.fingerprint())]))
    sizes = [(sum(p.files for p in batch), size_of(batch)) for batch in cut]
    assert sum(files for files, _ in sizes) == len(members)
    assert all(files <= FEW and (size <= BATCH_BYTES or files == 1) for files, size in sizes)
    spans = [part.span for batch in cut for part in batch]
    assert [s.last for s in spans if s] == [False] * (len(spans) - 1) + [True]
    ends = [s.first + s.count for s in spans if s]
    assert [s.first for s in spans if s] == [0, *ends[:-1]]


def test_an_archive_is_not_taken_in_before_it_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tar(tmp_path / "f.tar", {f"{n}.txt": b"x" * 1000 for n in range(10 * FEW)})
    taken = []
    real = Source.members

    def members(self: Source) -> Iterator[Any]:
        for member in real(self):
            taken.append(member.name)
            yield member

    monkeypatch.setattr(Source, "members", members)
    stream = batches([(source, "1-1")])
    next(stream)
    next(stream)
    assert 2 * FEW <= len(taken) <= 3 * FEW + 1


def test_small_files_and_archives_share_a_batch(tmp_path: Path) -> None:
    sources = [tar(tmp_path / f"{n}.tar", {"a.txt": b"1", "b.txt": b"2"}) for n in range(3)]
    (tmp_path / "plain.txt").write_bytes(b"3")
    sources += find_sources([tmp_path / "plain.txt"])
    (batch,) = batches([(s, s.fingerprint()) for s in sources])
    assert [p.span for p in batch] == [None] * 4
    assert [p.members is None for p in batch] == [False, False, False, True]
    (carried,) = batches([(s, s.fingerprint()) for s in sources], carry=True)
    assert carried[3].members is not None
    assert carried[3].members[0].data == b"3"


def test_a_part_splits_into_its_members(tmp_path: Path) -> None:
    source = tar(tmp_path / "f.tar", {"a.txt": b"1", "b.txt": b"2"})
    ((part,),) = batches([(source, "m")])
    assert [p.span for p in part.split()] == [Span(0, 1, False), Span(1, 1, True)]
    assert [p.members[0].data for p in part.split() if p.members] == [b"1", b"2"]
    whole = Part(source, "m")
    assert whole.split() == [whole]


def test_a_large_archive_without_a_name_is_told_by_its_bytes(tmp_path: Path) -> None:
    members = {"a.txt": b"<DOCUMENT>" + bytes(2 << 20)}
    source = tar(tmp_path / "feed", members)
    ((part,),) = batches([(source, source.fingerprint())])
    assert part.members is not None
    assert part.members[0].name.endswith("feed!a.txt")
    small = tar(tmp_path / "small", {"a.txt": b"1"})
    ((part,),) = batches([(small, small.fingerprint())])
    assert part.members is None


def test_limits_of_archives_hold_while_they_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "f.tar"
    tar(path, {f"{n}.txt": b"x" * 100 for n in range(9)} | {"../up.txt": b"x"})
    (source,) = find_sources([path], limits=Limits(max_members=4, max_file=50))
    ((part,),) = batches([(source, "m")])
    assert part.members is not None
    reasons = [m.problem for m in part.members]
    assert reasons[:4] == ["It is larger than 50 bytes"] * 4
    assert reasons[4:] == ["The archive has more than 4 members; the rest is not read"]
    assert size_of([part]) == 0


def test_the_manifest_takes_members_in_any_order_and_each_once(tmp_path: Path) -> None:
    manifest = GraphFolder.create(tmp_path / "g").manifest(create=True)
    parts = [
        SourceResult("f.tar", "m", (), ((f"f.tar!{at[0]}", "why"),), Span(*at))
        for at in ((4, 2, True), (0, 2, False))
    ]
    manifest.put(parts, "r")
    assert manifest.known_mark("f.tar", "r") == "partly m"
    assert manifest.spans("f.tar", "m", "r") == [(0, 2), (4, 2)]
    assert manifest.spans("f.tar", "m", "other") == manifest.spans("f.tar", "n", "r") == []
    manifest.put([SourceResult("f.tar", "m", (), (), Span(2, 0, False))], "r")
    assert manifest.known_mark("f.tar", "r") == "partly m"
    manifest.put([SourceResult("f.tar", "m", (), (), Span(2, 2, False))], "r")
    assert manifest.known_mark("f.tar", "r") == "m"
    assert manifest.unread() == [("f.tar!0", "why"), ("f.tar!4", "why")]
    assert manifest.spans("f.tar", "m", "r") == []
    manifest.close()
