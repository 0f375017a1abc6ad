"""Filings and graphs that lie elsewhere: in a bucket of an S3 server on loopback, and in fsspec's memory."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import dealgraph
from dealgraph.build import build
from dealgraph.errors import StorageError
from dealgraph.read import read_path
from dealgraph.store.mirror import Mirror
from dealgraph.verify import verify

from ..e2e.desk import export, run
from .conftest import EXAMPLES

fsspec = pytest.importorskip("fsspec", reason="needs the extra dealgraph[cloud]")
pytest.importorskip("moto", reason="needs moto, an S3 server for tests")
pytestmark = pytest.mark.enable_socket


def other_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    """Go on as on a machine that has no copies yet."""
    monkeypatch.setenv("DEALGRAPH_CACHE", str(tmp_path / name))


@pytest.mark.parametrize("workers", [1, 2])
def test_filings_in_a_bucket_give_what_they_give_in_a_folder(
    filings: Path, bucket: Any, tmp_path: Path, workers: int
) -> None:
    build([filings], tmp_path / "here")
    report = build(["s3://deals/filings"], tmp_path / "there", workers=workers)
    assert (report.read, report.filings, report.unread) == (4, len(EXAMPLES), ())
    assert export(tmp_path / "there") == export(tmp_path / "here")
    assert build(["s3://deals/filings/"], tmp_path / "there").unchanged == 4
    file = EXAMPLES[0].name
    bucket.pipe_file(f"deals/filings/{file}", EXAMPLES[0].read_bytes() + b"\n")
    bucket.rm(f"deals/filings/{EXAMPLES[2].name}")
    again = build(["s3://deals/filings"], tmp_path / "there")
    assert (again.read, again.unchanged, again.removed) == (1, 2, 1)


@pytest.mark.parametrize("broken", ["feed.tar.gz", EXAMPLES[2].name])
def test_a_network_that_fails_ends_the_build_and_says_nothing_of_the_files(
    filings: Path, bucket: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fail(name: str) -> None:
        real = getattr(bucket, name)

        def failing(path: str, *given: Any, **more: Any) -> Any:
            if path.endswith(broken):
                raise ConnectionResetError("the line went dead")
            return real(path, *given, **more)

        patch.setattr(bucket, name, failing)

    with monkeypatch.context() as patch:
        fail("open")
        fail("cat_file")
        result = run("build", "s3://deals/filings", "-o", tmp_path / "there", "--workers", "1")
    assert result.exit_code == 2
    assert (
        f"s3://deals/filings/{broken}: It cannot be read (the line went dead). Check the network"
        in result.stderr
    )
    report = build(["s3://deals/filings"], tmp_path / "there")
    assert (report.filings, report.unread) == (len(EXAMPLES), ())


def test_a_graph_in_a_bucket_is_built_and_asked_from_several_machines(
    filings: Path, bucket: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "s3://deals/graph"
    build([filings], tmp_path / "here")
    done = run("build", "s3://deals/filings", "-o", url, "--workers", "1")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith(f"{url}: {len(EXAMPLES)} filings")
    other_machine(monkeypatch, tmp_path, "second")
    assert "\n".join(dealgraph.open(url).lines()) == export(tmp_path / "here")
    assert verify(Mirror.of(url).pull()).sound
    for command in (
        ("query", "agreements"),
        ("sparql", "SELECT * { ?s a dg:Agreement } ORDER BY ?s"),
        ("info",),
    ):
        name, *rest = command
        there, here = run(name, url, *rest), run(name, tmp_path / "here", *rest)
        assert there.exit_code == here.exit_code == 0, there.stderr
        said = there.stdout.replace(str(Mirror.of(url).folder.path), str(tmp_path / "here"))
        assert said == here.stdout
    assert run("diff", url, tmp_path / "here").exit_code == 0
    # The second machine goes on where the first was: nothing that is unchanged is read again.
    bucket.rm(f"deals/filings/{EXAMPLES[0].name}")
    report = build(["s3://deals/filings"], url)
    assert (report.read, report.unchanged, report.removed) == (0, 3, 1)
    other_machine(monkeypatch, tmp_path, "cache")
    assert "\n".join(dealgraph.open(url).lines()) == export(Mirror.of(url).folder.path)
    assert dealgraph.open(url).folder.dataset().summary["filings"] == len(EXAMPLES) - 1


def test_only_what_is_missing_is_fetched_and_what_nobody_needs_is_deleted(
    filings: Path, bucket: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "s3://deals/graph"
    build([filings], url)
    first = set(bucket.find("deals/graph"))
    Mirror.of(url).pull()
    fetched: list[str] = []
    monkeypatch.setattr(bucket, "get", lambda urls, _: fetched.extend(urls))
    Mirror.of(url).pull()
    assert fetched == []
    monkeypatch.undo()
    monkeypatch.setenv("DEALGRAPH_CACHE", str(tmp_path / "cache"))
    for file in EXAMPLES[::2]:
        (filings / file.name).unlink()
        build([filings], url)
    bucket.invalidate_cache()
    named = json.loads(bucket.cat_file("deals/graph/dataset.json"))
    now = {path.rpartition("/")[2] for path in bucket.find("deals/graph")}
    assert {*named["shards"], *named["state"].values(), "dataset.json"} <= now
    gone = {path.rpartition("/")[2] for path in first} - now
    assert any(name.startswith("merged-") for name in gone)
    assert any(name.startswith("manifest-") for name in gone)


def test_a_build_killed_before_the_end_leaves_the_old_graph_and_is_taken_up(
    filings: Path, bucket: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "s3://deals/graph"
    build([filings], url)
    before = bucket.cat_file("deals/graph/dataset.json")
    (filings / EXAMPLES[0].name).unlink()
    real = bucket.pipe_file

    def killed(path: str, *given: Any, **more: Any) -> None:
        if path.endswith("dataset.json"):
            raise KeyboardInterrupt
        real(path, *given, **more)

    with monkeypatch.context() as patch:
        patch.setattr(bucket, "pipe_file", killed)
        with pytest.raises(KeyboardInterrupt):
            build([filings], url)
    bucket.invalidate_cache()
    assert bucket.cat_file("deals/graph/dataset.json") == before
    other_machine(monkeypatch, tmp_path, "second")
    assert dealgraph.open(url).folder.dataset().summary["filings"] == len(EXAMPLES)
    other_machine(monkeypatch, tmp_path, "cache")
    report = build([filings], url)
    assert (report.read, report.changed) == (0, False)
    other_machine(monkeypatch, tmp_path, "second")
    assert dealgraph.open(url).folder.dataset().summary["filings"] == len(EXAMPLES) - 1


def test_two_builds_of_one_graph_on_two_machines(
    filings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "s3://deals/graph"
    build([filings], url)
    (filings / EXAMPLES[0].name).unlink()

    def race() -> None:
        with Mirror.of(url).building() as copy:
            build([filings], copy)
            other_machine(monkeypatch, tmp_path, "second")
            (filings / EXAMPLES[2].name).unlink()
            build([filings], url)

    with pytest.raises(StorageError, match="Another build has put a graph there meanwhile"):
        race()
    assert dealgraph.open(url).folder.dataset().summary["filings"] == len(EXAMPLES) - 2


def test_a_graph_that_is_replaced_while_it_is_fetched(
    filings: Path, bucket: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "s3://deals/graph"
    build([filings], url)
    other_machine(monkeypatch, tmp_path, "second")
    real = bucket.get
    calls: list[int] = []

    def get(urls: list[str], paths: list[str]) -> None:
        calls.append(1)
        if len(calls) == 1:
            # Two builds later, what the first graph needed is gone.
            other_machine(monkeypatch, tmp_path, "cache")
            for file in EXAMPLES[:3:2]:
                (filings / file.name).unlink()
                build([filings], url)
            other_machine(monkeypatch, tmp_path, "second")
            bucket.invalidate_cache()
        real(urls, paths)

    monkeypatch.setattr(bucket, "get", get)
    assert dealgraph.open(url).folder.dataset().summary["filings"] == len(EXAMPLES) - 2
    assert len(calls) == 2


def test_a_copy_is_read_while_a_build_is_at_work_on_it(filings: Path, tmp_path: Path) -> None:
    url = "s3://deals/graph"
    build([filings], url)
    with Mirror.of(url).building() as copy:
        (filings / EXAMPLES[0].name).unlink()
        assert dealgraph.open(url).folder.dataset().summary["filings"] == len(EXAMPLES)
        build([filings], copy)
    assert dealgraph.open(url).folder.dataset().summary["filings"] == len(EXAMPLES) - 1


def test_no_bucket_is_made(bucket: Any, tmp_path: Path) -> None:
    result = run("build", EXAMPLES[0], "-o", "s3://no-bucket/graph", "--workers", "1")
    assert result.exit_code == 2
    assert (
        "s3://no-bucket/graph: The graph cannot be written (The specified bucket does not exist)"
        in result.stderr
    )
    assert not bucket.exists("no-bucket")


def test_a_graph_that_was_deleted_leaves_nothing_of_its_users(
    filings: Path, bucket: Any, tmp_path: Path
) -> None:
    url, told = "s3://deals/graph", tmp_path / "told.toml"
    told.write_text('[[different]]\nnames = ["Genentech", "Genentech, Inc."]\nnote = "a test"\n')
    build([filings], url, identities=told)
    assert (Mirror.of(url).pull() / "identities.toml").is_file()
    bucket.rm("deals/graph", recursive=True)
    bucket.invalidate_cache()
    assert "no graph here" in run("info", url).stderr
    build([filings], url)
    assert not (Mirror.of(url).pull() / "identities.toml").exists()


def test_the_table_of_filers_of_a_graph_elsewhere_is_kept_there(
    filings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "s3://deals/graph"
    build([filings], url)

    def update(folder: Path, **_: object) -> tuple[int, int]:
        (folder / "filers.tsv").write_text("0000000001\tARBOR BIO INC\n")
        return 1, 0

    monkeypatch.setattr("dealgraph.filers.update", update)
    done = run("filers", "update", url)
    assert done.stdout == f"{url}/filers.tsv: 1 filers, 0 before\n"
    other_machine(monkeypatch, tmp_path, "second")
    assert (Mirror.of(url).pull() / "filers.tsv").read_text().startswith("0000000001")


def test_exports_go_to_a_bucket(filings: Path, bucket: Any, tmp_path: Path) -> None:
    build([filings], tmp_path / "here")
    for name, options in (("deals.nq", ()), ("deals.gexf", ()), ("tables", ("-f", "csv"))):
        assert run("export", tmp_path / "here", "-o", f"s3://deals/out/{name}", *options).exit_code == 0
        assert run("export", tmp_path / "here", "-o", tmp_path / name, *options).exit_code == 0
    bucket.invalidate_cache()
    assert bucket.cat_file("deals/out/deals.nq") == (tmp_path / "deals.nq").read_bytes()
    assert bucket.cat_file("deals/out/deals.gexf") == (tmp_path / "deals.gexf").read_bytes()
    there = {p.rpartition("/")[2]: bucket.cat_file(p) for p in bucket.find("deals/out/tables")}
    assert there == {p.name: p.read_bytes() for p in (tmp_path / "tables").iterdir()}


def test_memory_and_file_urls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEALGRAPH_CACHE", str(tmp_path / "cache"))
    memory = fsspec.filesystem("memory")
    for file in EXAMPLES[:2]:
        memory.pipe_file(f"/filings/{file.name}", file.read_bytes())
        shutil.copy(file, tmp_path)
    report = build(["memory://filings"], "memory://graph", workers=2)
    assert report.filings == 2
    assert dealgraph.open("memory://graph").folder.dataset().summary["filings"] == 2
    files = [f"file://{tmp_path}/{file.name}" for file in EXAMPLES[:2]]
    assert build(files, f"file://{tmp_path}/graph").filings == 2
    assert export(tmp_path / "graph") == "\n".join(dealgraph.open("memory://graph").lines())
    assert len(list(read_path("memory://filings"))) == 2
    memory.rm("/graph", recursive=True)
    memory.rm("/filings", recursive=True)
