"""Builds by the workers of a Dask cluster: the same bytes, whoever is lost, and one sentence where it can't be."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sys
import tarfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from dealgraph import cluster as cluster_module
from dealgraph.build import Progress, build
from dealgraph.cluster import hire, perform
from dealgraph.errors import InputError, StorageError
from dealgraph.read import parts
from dealgraph.resources import data_folder

from .desk import export, run
from .local_cluster import Local, local_cluster

pytest.importorskip("distributed", reason="needs the extra dealgraph[dask]")
pytestmark = pytest.mark.enable_socket

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "filings").glob("*.txt"))[:10]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """Two workers that can't open a file of the tests."""
    with local_cluster(2, tmp_path_factory.getbasetemp()) as running:
        yield running


@pytest.fixture
def filings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The examples, half of them in an archive, in batches of two."""
    monkeypatch.setattr(parts, "BATCH_FILES", 2)
    folder = tmp_path / "filings"
    folder.mkdir()
    for file in EXAMPLES[::2]:
        shutil.copy(file, folder)
    with tarfile.open(folder / "feed.tar.gz", "w:gz") as feed:
        for file in EXAMPLES[1::2]:
            feed.add(file, file.name)
    return folder


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a build in this process gives."""
    graph = tmp_path_factory.mktemp("undisturbed") / "graph"
    build(EXAMPLES, graph)
    return export(graph)


def test_a_cluster_gives_the_same_bytes_without_seeing_a_file(
    cluster: Local, filings: Path, tmp_path: Path, undisturbed: str
) -> None:
    graph, late = tmp_path / "graph", filings / EXAMPLES[0].name
    kept = late.read_bytes()
    late.unlink()
    build([filings], graph, workers=cluster.address)
    late.write_bytes(kept)
    # Buckets of which one filing changed take the rest over from their shard, which travels.
    report = build([filings], graph, workers=cluster.address)
    assert (report.read, report.unread, report.quarantined) == (1, (), ())
    assert export(graph) == undisturbed
    assert build([filings], graph, workers=cluster.address).changed is False


def test_own_shapes_travel(cluster: Local, filings: Path, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes"
    shutil.copytree(data_folder("shapes"), shapes)
    (shapes / "no-milestone.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dg: <https://w3id.org/dealgraph/ontology#> .\n"
        "<urn:none> a sh:NodeShape ; sh:targetClass dg:Milestone ; sh:nodeKind sh:Literal .\n"
    )
    here = build([filings], tmp_path / "here", shapes=shapes)
    there = build([filings], tmp_path / "there", shapes=shapes, workers=cluster.address)
    assert here.quarantined == there.quarantined
    assert here.quarantined
    assert export(tmp_path / "here") == export(tmp_path / "there")


def test_a_worker_killed_at_work_costs_nothing_and_doubles_nothing(
    cluster: Local, filings: Path, tmp_path: Path, undisturbed: str
) -> None:
    killed: list[int] = []
    with hire(cluster.address, "rules") as crew:
        assert not isinstance(crew, int)
        client = crew.client
        pids = client.run(os.getpid)

        def kill(progress: Progress) -> None:
            busy = [pids[w] for w, tasks in client.processing().items() if tasks and w in pids]
            if not killed and busy:
                os.kill(busy[0], signal.SIGKILL)
                killed.append(busy[0])

        report = build([filings], tmp_path / "graph", workers=cluster.address, progress=kill)
    assert killed
    assert (report.filings, report.unread, report.copies) == (len(EXAMPLES), (), ())
    assert export(tmp_path / "graph") == undisturbed


def test_a_task_that_kills_workers_is_done_here(cluster: Local, filings: Path, tmp_path: Path) -> None:
    with hire(cluster.address, "rules") as crew:
        assert not isinstance(crew, int)
        found = list(crew.run(os._exit, [3], lambda code: code + 1, lambda _: 0))
        assert found == [4]
        # Whoever comes next finds both workers again.
        crew.client.wait_for_workers(2, timeout=120)


def test_a_scheduler_that_goes_away_ends_the_build_which_can_be_taken_up(
    filings: Path, tmp_path: Path, undisturbed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = tmp_path / "graph"
    monkeypatch.setattr(cluster_module, "CONNECT", 2)
    with local_cluster(1, tmp_path) as running:

        def kill(progress: Progress) -> None:
            running.process.kill()

        with pytest.raises(StorageError, match=r"scheduler of the cluster is gone.*what is done is kept"):
            build([filings], graph, workers=running.address, progress=kill)
    build([filings], graph)
    assert export(graph) == undisturbed


def test_nobody_at_the_address(filings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "CONNECT", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    result = run("build", filings, "-o", tmp_path / "graph", "--workers", address)
    assert result.exit_code == 2
    assert result.stderr == (
        f"Error: {address}: No scheduler answers. Check the address, and that `dask scheduler` runs there.\n"
    )


def test_a_cluster_without_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "HIRE", 1)
    with (
        local_cluster(0, tmp_path) as running,
        pytest.raises(InputError, match="has no workers"),
        hire(running.address, "rules"),
    ):
        pytest.fail("nobody was hired")


def test_other_software_on_the_workers(
    cluster: Local,
    filings: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    real = metadata.version
    versions = {"selectolax": "0.0.1"}
    monkeypatch.setattr(metadata, "version", lambda name: versions.get(name) or real(name))
    cluster_module.software.cache_clear()
    request.addfinalizer(cluster_module.software.cache_clear)
    result = run("build", filings, "-o", tmp_path / "graph", "--workers", cluster.address)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {cluster.address}: The worker tcp://127.0.0.1:")
    assert "another version of selectolax" in result.stderr
    assert "than this machine (0.0.1). Install the same versions on all machines.\n" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_worker_that_comes_late_with_other_software_does_nothing() -> None:
    with pytest.raises(InputError, match="other software"):
        perform(len, "task", "rules", "another hash")


def test_without_the_extra(filings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run("build", filings, "-o", tmp_path / "graph", "--workers", "tcp://127.0.0.1:8786")
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: tcp://127.0.0.1:8786: A cluster needs dask.distributed, which is not installed."
        " Install it with: pip install 'dealgraph[dask]'.\n"
    )


@pytest.mark.parametrize("workers", ["0", "-1", "many", "http://localhost:8786"])
def test_workers_that_are_none(tmp_path: Path, workers: str) -> None:
    result = run("build", EXAMPLES[0], "-o", tmp_path / "graph", "--workers", workers)
    assert result.exit_code == 2
    assert "neither a number from 1 on nor a scheduler's address" in result.stderr
