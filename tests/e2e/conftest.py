"""A served graph for the tests of the server, and what a user without rights may do."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from dealgraph import workers

from .desk import Desk, Reader

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Message
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def media(self) -> str:
        return self.headers.get_content_type()

    @property
    def code(self) -> str:
        """The code of an error."""
        assert set(self.json["error"]) == {"code", "message", "suggestion"}
        return str(self.json["error"]["code"])


@dataclass(frozen=True, slots=True)
class Server:
    """A running `dealgraph serve`."""

    url: str
    process: subprocess.Popen[str]

    def get(self, path: str, headers: Mapping[str, str] | None = None, /, **parameters: str) -> Answer:
        query = f"?{urlencode(parameters)}" if parameters else ""
        return self.send(urllib.request.Request(f"{self.url}{path}{query}", headers=dict(headers or {})))

    def post(self, path: str, body: bytes, media: str, headers: Mapping[str, str] | None = None) -> Answer:
        every = {"Content-Type": media, **(headers or {})}
        return self.send(urllib.request.Request(f"{self.url}{path}", data=body, headers=every))

    def workers(self) -> list[int]:
        """The processes that answer, where /proc tells of them."""
        children = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return sorted(int(p) for file in children for p in file.read_text().split())

    def sparql(self, query: str, accept: str = "") -> Answer:
        return self.get("/sparql", {"Accept": accept} if accept else {}, query=query)

    def send(self, request: urllib.request.Request) -> Answer:
        try:
            with urllib.request.urlopen(request, timeout=90) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())


@contextmanager
def serving(graph: Path | str, *options: str, **environment: str) -> Iterator[Server]:
    """Run `dealgraph serve` on a free port of loopback until the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dealgraph", "serve", str(graph), "--port", "0", *options],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "builder"), **environment},
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    found = re.search(r" at (http://[\d.]+:\d+)", line)
    assert found, line + process.stderr.read()
    # What it says later must not fill the pipe.
    said: list[str] = []
    reader = threading.Thread(target=lambda: said.extend(process.stderr or ()), daemon=True)
    reader.start()
    try:
        yield Server(found[1], process)
    finally:
        process.terminate()
        process.wait(20)
        reader.join(5)
        process.stderr.close()


@pytest.fixture(scope="session")
def served_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the examples."""
    from dealgraph import build

    folder = tmp_path_factory.mktemp("served") / "graph"
    build([ROOT / "examples" / "filings"], folder)
    return folder


@pytest.fixture(scope="session")
def server(served_graph: Path) -> Iterator[Server]:
    """The examples, served with limits that tests can reach."""
    options = ("--workers", "3", "--timeout", "3", "--memory", "256", "--max-result", "1")
    with serving(served_graph, *options) as running:
        yield running


@pytest.fixture(scope="session")
def serve() -> Any:
    """Give the way to run a server with other options."""
    return serving


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An empty folder of filings that are read by the desk's own reader."""
    monkeypatch.setattr(workers, "get_extractor", lambda _: Reader())
    (tmp_path / "filings").mkdir()
    return Desk(tmp_path / "filings", tmp_path / "graph")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """An empty folder whose way every user may walk, as those of `tmp_path` is their owner's alone."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for place, _, _ in os.walk(folder):
        Path(place).chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def bound_by_permissions() -> Iterator[None]:
    """Run as a user whom permissions bind: root, whom they don't, becomes nobody until the end of the block."""
    if os.geteuid() != 0:
        yield
        return
    groups = os.getgroups()
    os.setgroups([])
    os.setegid(65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


@pytest.fixture
def without_rights() -> Any:
    """Give the block in which permissions bind."""
    return bound_by_permissions
