"""Places elsewhere that cannot be used are told in one sentence, which shows no credentials."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from dealgraph.build import build
from dealgraph.read import Source, Unread, read_path
from dealgraph.store import GraphFolder

from ..e2e.desk import run
from .conftest import EXAMPLES, KEY, SECRET

pytest.importorskip("fsspec", reason="needs the extra dealgraph[cloud]")
pytest.importorskip("moto", reason="needs moto, an S3 server for tests")
pytestmark = pytest.mark.enable_socket


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
