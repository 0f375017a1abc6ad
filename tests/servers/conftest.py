"""Servers and graphs that the tests of publishing share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dealgraph.build import build
from dealgraph.publish import publish
from dealgraph.store import GraphFolder

from .running import Running, oxigraph, tool, virtuoso

ROOT = Path(__file__).parents[2]
FEW = (
    "immunogen-2006-01-genentech.txt",
    "gtc-2005-10-leo-pharma.txt",
    "immunogen-2000-05-genentech.txt",
    "pharmacyclics-2014-09-servier.txt",
)
_SERVERS = {
    "oxigraph": (oxigraph, "oxigraph", "pip install oxigraph"),
    "virtuoso": (virtuoso, "virtuoso-t", "apt-get install virtuoso-opensource-7-bin"),
}


@pytest.fixture(scope="session", params=sorted(_SERVERS))
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Each of the servers in turn."""
    run, name, install = _SERVERS[request.param]
    program = tool(name)
    if program is None:
        pytest.skip(f"{name} is not installed (`{install}`)")
    with run(tmp_path_factory.mktemp(request.param), program) as running:
        yield running


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    """The graph of the examples."""
    folder = tmp_path_factory.mktemp("published") / "graph"
    build([ROOT / "examples" / "filings"], folder)
    return GraphFolder.open(folder)


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    """The graph of some of the examples, in `graph` beside their folder `filings`."""
    place = tmp_path_factory.mktemp("few")
    (place / "filings").mkdir()
    for name in FEW:
        shutil.copy(ROOT / "examples" / "filings" / name, place / "filings")
    build([place / "filings"], place / "graph")
    return GraphFolder.open(place / "graph")


@pytest.fixture(scope="session")
def changed(few: GraphFolder, tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    """The same with another amount in one filing."""
    place = tmp_path_factory.mktemp("changed")
    shutil.copytree(few.path.parent, place, dirs_exist_ok=True)
    file = place / "filings" / FEW[0]
    text = file.read_text("utf-8")
    assert "$2 million" in text
    file.write_text(text.replace("$2 million", "$3 million"), encoding="utf-8")
    build([place / "filings"], place / "graph")
    return GraphFolder.open(place / "graph")


@pytest.fixture(scope="session")
def published(server: Running, examples: GraphFolder) -> Running:
    """A server to which the examples are published; tests only read it."""
    server.clear()
    publish(examples, server.client())
    return server
