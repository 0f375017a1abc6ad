"""Three graphs to export: one of hostile texts, that of `examples/`, and that of the documents in ../shared/gold."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from dealgraph.build import build
from dealgraph.store import GraphFolder

from .graphs import GOLD, ROOT, Case, hostile_store


@pytest.fixture(scope="session", params=["hostile", "examples", "gold"])
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, ox.Store, GraphFolder | None]:
    name = str(request.param)
    if name == "hostile":
        return name, hostile_store(), None
    source = ROOT / "examples" / "filings" if name == "examples" else GOLD
    if not source.is_dir():
        pytest.skip("../shared/gold/docs is not here")
    graph = tmp_path_factory.mktemp(name) / "graph"
    build([source], graph)
    folder = GraphFolder.open(graph)
    return name, folder.open_store(), folder


@pytest.fixture(scope="session", params=[False, True], ids=["nodes", "folded"])
def case(request: pytest.FixtureRequest, built: tuple[str, ox.Store, GraphFolder | None]) -> Case:
    return Case(built[0], built[1], bool(request.param), built[2])
