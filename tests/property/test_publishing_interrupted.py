"""Publications that end anywhere, in an order that hypothesis chooses: the next one puts all right."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealgraph.endpoint import Address, Client
from dealgraph.endpoint.http import Answer
from dealgraph.errors import StorageError
from dealgraph.publish import items, publish
from dealgraph.rdf.terms import ID, IDENTITY_GRAPH
from dealgraph.store import Dataset, GraphFolder
from dealgraph.store.publication import PUBLICATION
from dealgraph.store.shards import write_shard

#: A state of a graph: what each of ten filings, and each of forty resources, says.
State = tuple[dict[int, int], dict[int, int]]
STATES = st.tuples(
    st.dictionaries(st.integers(0, 9), st.integers(0, 2), max_size=8),
    st.dictionaries(st.integers(0, 39), st.integers(0, 2), max_size=40),
)


class Killed(BaseException):
    """A kill."""


class Memory(Client):
    """A server in memory, which may be cut off before or in the middle of an update."""

    def __init__(self, store: ox.Store, default_graph: str) -> None:
        super().__init__(Address.of("http://localhost/query", default_graph=default_graph))
        self.store = store
        self.left: float = float("inf")

    def query(self, text: str, accept: str, parameters: object = ()) -> Answer:
        answer = self.store.query(text)
        assert isinstance(answer, ox.QuerySolutions | ox.QueryBoolean)
        body = answer.serialize(format=ox.QueryResultsFormat.JSON)
        return Answer(200, {"content-type": "application/sparql-results+json"}, body or b"")

    def update(self, text: str) -> None:
        # One operation at a time: not every server takes a request as a whole.
        for operation in text.split(" ;\n"):
            self.left -= 1
            if self.left < 0:
                raise Killed
            self.store.update(operation)

    def put_graph(self, graph: str, triples: str) -> None:
        raise NotImplementedError

    def lines(self) -> set[str]:
        merged = self.address.default_graph
        found = set()
        for quad in self.store:
            name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
            if name != PUBLICATION:
                found.add(f"{quad.triple}" + (f" <{name}> ." if name not in ("", merged) else " ."))
        return found


def folder_of(state: State, path: Path) -> GraphFolder:
    """Write a state as a GRAPH folder."""
    filings, resources = state
    folder = GraphFolder.create(path)
    named = sorted(
        f'<{ID}drug/{k}> <urn:says> "{value} {n}" <{ID}filing/{k}> .'
        for k, value in filings.items()
        for n in range(3)
    )
    merged = sorted(f'<{ID}drug/{k}> <urn:says> "{value}" .' for k, value in resources.items())
    merges = sorted(
        f'<{ID}merge/{k}> <urn:says> "{value}" <{IDENTITY_GRAPH}> .'
        for k, value in list(resources.items())[:5]
    )
    shards = [
        write_shard(folder.shards, name, lines)[0]
        for name, lines in (("filings-a", named), ("merged", merged), ("identity", merges))
    ]
    folder.publish(Dataset(unquote(repr(state)), tuple(sorted(shards)), "none", {"facts": {}, "quads": 0}))
    return folder


@pytest.fixture(scope="module", autouse=True)
def small_parts() -> Iterator[None]:
    """Let parts be so small that a graph of some fifty pieces has many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(items, "_LEAST", 2)
        patch.setattr(items, "_ONE_IN", 4)
        yield


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(STATES, st.integers(0, 40)), max_size=4),
    STATES,
    st.sampled_from(["", "urn:merged"]),
    st.integers(1, 30),
)
def test_what_was_cut_off_is_put_right(
    begun: list[tuple[State, int]], last: State, default_graph: str, batch: int
) -> None:
    with tempfile.TemporaryDirectory() as place:
        server = Memory(ox.Store(), default_graph)
        for n, (state, cut) in enumerate(begun):
            server.left = cut
            try:
                publish(folder_of(state, Path(place, str(n))), server, batch=batch)
            except Killed:
                continue
            assert server.lines() == set(GraphFolder.open(Path(place, str(n))).export_lines())
        server.left = float("inf")
        folder = folder_of(last, Path(place, "last"))
        publish(folder, server, batch=batch)
        assert server.lines() == set(folder.export_lines())
        assert publish(folder, server).current


@pytest.mark.parametrize("everything", [False, True])
def test_a_change_that_is_cut_off_anywhere_can_be_taken_back(tmp_path: Path, everything: bool) -> None:
    resources = dict.fromkeys(range(12), 0)
    first = folder_of(({1: 0, 2: 0}, resources), tmp_path / "a")
    second = folder_of(({2: 1, 3: 0}, {**dict.fromkeys(range(0, 12, 2), 0), 4: 1, 30: 0}), tmp_path / "b")
    cut = 0
    while True:
        server = Memory(ox.Store(), "")
        publish(first, server)
        server.left = cut = cut + 1
        try:
            publish(second, server, batch=4, everything=everything)
        except Killed:
            server.left = float("inf")
            publish(first, server, batch=4)
            assert server.lines() == set(first.export_lines()), cut
            continue
        break
    assert cut > 20
    assert server.lines() == set(second.export_lines())


def test_the_same_graph_again_costs_one_request(tmp_path: Path) -> None:
    state: State = ({1: 1, 2: 2}, dict.fromkeys(range(40), 0))
    server = Memory(ox.Store(), "")
    folder = folder_of(state, tmp_path)
    assert publish(folder, server).triples == 3 * 2 + 40 + 5
    server.left = 0
    assert publish(folder, server).current


def test_a_change_sends_what_changed_and_no_more(tmp_path: Path) -> None:
    resources = dict.fromkeys(range(4000), 0)
    server = Memory(ox.Store(), "")
    publish(folder_of(({1: 1, 2: 2}, resources), tmp_path / "a"), server)
    done = publish(folder_of(({1: 1, 2: 0}, {**resources, 3999: 1}), tmp_path / "b"), server)
    assert (done.graphs, done.resources, done.triples, done.removed) == (1, 1, 4, 0)
    del resources[17]
    done = publish(folder_of(({1: 1, 2: 0}, {**resources, 3999: 1}), tmp_path / "c"), server)
    assert (done.graphs, done.triples, done.removed) == (0, 0, 1)


def test_a_later_publication_has_precedence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = folder_of((dict.fromkeys(range(9), 0), dict.fromkeys(range(40), 0)), tmp_path / "a")
    second = folder_of((dict.fromkeys(range(5), 1), dict.fromkeys(range(30), 1)), tmp_path / "b")
    server, other = Memory(ox.Store(), ""), Memory(ox.Store(), "")
    other.store = server.store
    update, count = Memory.update, [0]

    def meanwhile(self: Memory, text: str) -> None:
        update(self, text)
        count[0] += self is server
        if self is server and count[0] == 4:
            publish(second, other)

    monkeypatch.setattr(Memory, "update", meanwhile)
    with pytest.raises(StorageError, match="Another publication"):
        publish(first, server, batch=5)
    publish(second, other, everything=True)
    assert other.lines() == set(second.export_lines())
