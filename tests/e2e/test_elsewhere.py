"""Filings and graphs that lie elsewhere: in a bucket of an S3 server on loopback, and in fsspec's memory."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dealgraph
from dealgraph.build import build
from dealgraph.errors import StorageError
from dealgraph.read import Source, Unread, read_path
from dealgraph.store import GraphFolder
from dealgraph.store.mirror import Mirror
from dealgraph.verify import verify

from .desk import export, run

fsspec = pytest.importorskip("fsspec", reason="needs the extra dealgraph[cloud]")
pytest.importorskip("moto", reason="needs moto, an S3 server for tests")
pytestmark = pytest.mark.enable_socket

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "filings").glob("*.txt"))[:6]
KEY, SECRET = "AKIAEXAMPLEEXAMPLE00", "a-secret-that-nobody-may-see"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """An S3 server on loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


@pytest.fixture
def bucket(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The file system of an empty bucket `deals`, which environment variables lead to."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("DEALGRAPH_CACHE", str(tmp_path / "cache"))
    s3 = fsspec.filesystem("s3")
    s3.mkdir("deals")
    yield s3
    s3.invalidate_cache()
    s3.rm("deals", recursive=True)
    s3.clear_instance_cache()


@pytest.fixture
def filings(bucket: Any, tmp_path: Path) -> Path:
    """Filings in the bucket, half of them in an archive; the same in a folder, which is given."""
    folder = tmp_path / "filings"
    folder.mkdir()
    for file in EXAMPLES[::2]:
        shutil.copy(file, folder)
    with tarfile.open(folder / "feed.tar.gz", "w:gz") as feed:
        for file in EXAMPLES[1::2]:
            feed.add(file, file.name)
    for file in folder.iterdir():
        bucket.put_file(str(file), f"deals/filings/{file.name}")
    bucket.pipe_file("deals/filings/.hidden/a.txt", b"no filing")
    return folder


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


def test_limits_hold_elsewhere(bucket: Any) -> None:
    from dealgraph.read import Limits

    bucket.pipe_file("deals/big.txt", b"x" * 1000)
    (found,) = read_path("s3://deals/big.txt", limits=Limits(max_file=500))
    assert found == Unread("s3://deals/big.txt", "It is larger than 500 bytes")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "s3://deals/none", "-o", "graph"), "s3://deals/none: There is no such file or folder."),
        (("build", "s3://nobucket/x", "-o", "graph"), "s3://nobucket/x: "),
        (("build", "foo://x", "-o", "graph"), "foo://x: The place cannot be used (Protocol not known: foo)."),
        (("build", "zip://a::s3://deals/a.zip", "-o", "graph"), "Chained URLs are not taken."),
        (("info", "s3://deals/none"), "s3://deals/none: There is no graph here."),
        (
            ("build", EXAMPLES[0], "-o", "https://me:word@host/g"),
            "https://host/g: A graph cannot be kept on a web",
        ),
    ],
)
def test_places_that_cannot_be_used(
    bucket: Any, tmp_path: Path, arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "graph" / "dataset.json").exists()


def test_a_server_that_is_down_and_missing_credentials(
    bucket: Any, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    bucket.clear_instance_cache()
    result = run("info", "s3://deals/graph")
    assert result.exit_code == 2
    assert "cannot be reached (Unable to locate credentials)" in result.stderr
    assert "Check the URL, the network and the credentials." in result.stderr


def test_credentials_are_shown_nowhere(
    filings: Path, bucket: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"s3://{KEY}:{SECRET}@deals/filings"
    assert "takes no credentials" in run("build", url, "-o", tmp_path / "graph").stderr
    assert Source(f"ftp://{KEY}:{SECRET}@host/a.txt").name == "ftp://host/a.txt"
    outputs = [
        run("build", "s3://deals/filings", "-o", "s3://deals/graph", "--workers", "1"),
        run("build", url, "-o", f"s3://{KEY}:{SECRET}@deals/graph"),
        run("info", f"s3://{KEY}:{SECRET}@deals/graph"),
        run("info", f"ftp://{KEY}:{SECRET}@127.0.0.1:1/graph"),
    ]
    for result in outputs:
        assert SECRET not in result.output
        assert KEY not in result.output
    kept = [p for p in (tmp_path / "cache").rglob("*") if p.is_file()]
    assert len(kept) > 5
    assert not [p for p in kept if SECRET.encode() in p.read_bytes() or SECRET in p.name]
    assert not re.search(SECRET, "".join(os.listdir(tmp_path / "cache")))


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("fsspec", "fsspec.core"):
        monkeypatch.setitem(sys.modules, name, None)
    result = run("build", "s3://deals/filings", "-o", tmp_path / "graph")
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: s3://deals/filings: Paths with :// need fsspec, which is not installed."
        " Install it with: pip install 'dealgraph[cloud]'.\n"
    )


def test_a_copied_folder_is_not_taken_for_a_graph_that_was_put_there(
    bucket: Any, filings: Path, tmp_path: Path
) -> None:
    build([filings], tmp_path / "here")
    bucket.put(str(tmp_path / "here"), "deals/copied", recursive=True)
    bucket.invalidate_cache()
    result = run("info", "s3://deals/copied")
    assert result.exit_code == 2
    assert "not the description of a graph that `dealgraph build` put there" in result.stderr
    assert GraphFolder.open(tmp_path / "here").dataset().summary["filings"] == len(EXAMPLES)
