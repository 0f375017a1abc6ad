"""Publishing the examples to servers that run here: whole, changed, broken off and repaired."""

from __future__ import annotations

from itertools import groupby

import pytest

from dealgraph.endpoint import Address, Client
from dealgraph.errors import StorageError
from dealgraph.publish import Publication, publish
from dealgraph.publish.changes import Change, Sender
from dealgraph.publish.items import GRAPH, Piece
from dealgraph.rdf.terms import ID
from dealgraph.store import GraphFolder
from dealgraph.store.publication import INCOMPLETE, PUBLISHED, REPLACED_BY, Header

from .running import MERGED, Running

pytestmark = pytest.mark.enable_socket


class Killed(BaseException):
    """A kill."""


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of the updates that are sent."""
    texts: list[str] = []
    update = Client.update

    def note(self: Client, text: str) -> None:
        texts.append(text)
        update(self, text)

    monkeypatch.setattr(Client, "update", note)
    return texts


@pytest.fixture
def empty(server: Running) -> Running:
    """A server without a graph."""
    server.clear()
    assert server.lines() == set()
    return server


def whole(folder: GraphFolder) -> set[str]:
    return set(folder.export_lines())


def differing(before: GraphFolder, after: GraphFolder) -> tuple[set[str], set[str]]:
    """Give the graphs of filings, and the resources of the merged facts, that differ between two states."""
    lines = whole(before) ^ whole(after)
    named = {line[:-2].rpartition(" ")[2] for line in lines}
    graphs = {g for g in named if "/id/filing/" in g}
    merged = set(before.merged_lines()) ^ set(after.merged_lines())
    return graphs, {line.partition(" ")[0] for line in merged}


def test_the_server_holds_what_the_folder_holds(empty: Running, examples: GraphFolder) -> None:
    done = publish(examples, empty.client())
    assert empty.lines() == whole(examples)
    assert (done.graphs, done.removed, done.triples) == (17, 0, len(whole(examples)))
    header = empty.graph().header()
    assert (header.status, header.generation) == (PUBLISHED, examples.dataset().generation)
    again = publish(examples, empty.client())
    assert again == Publication(done.generation, requests=1, current=True)


def test_only_what_changed_travels(
    empty: Running, few: GraphFolder, changed: GraphFolder, sent: list[str]
) -> None:
    publish(few, empty.client())
    graphs, resources = differing(few, changed)
    assert len(graphs) == 1
    sent.clear()
    done = publish(changed, empty.client())
    assert empty.lines() == whole(changed)
    assert (done.graphs, done.removed) == (1, len(removed(few, changed)))
    travelled = {line for text in sent for line in text.splitlines() if line.endswith(" .")}
    moves = {f"<{old}> <{REPLACED_BY}> <{new}> ." for old, new in changed.moves().items()}
    assert moves <= travelled
    data = {line for line in travelled - moves if "/id/publication" not in line}
    suffix = f" {next(iter(graphs))} ."
    named = whole(changed) - set(changed.merged_lines())
    graph = {f"{line.removesuffix(suffix)} ." for line in named if line.endswith(suffix)}
    merged = {line for line in changed.merged_lines() if line.partition(" ")[0] in resources}
    assert merged
    assert data <= graph | merged | {line for line in data if "/id/merge/" in line}
    assert graph | merged <= data
    assert len(data) <= done.triples < len(whole(changed)) / 2
    # And back again, by another who has only the folder of before.
    publish(few, empty.client())
    assert empty.lines() == whole(few)


def removed(before: GraphFolder, after: GraphFolder) -> set[str]:
    """Give the resources of the merged facts, and the merges, that are gone."""

    def subjects(folder: GraphFolder) -> set[str]:
        lines = (x for x in folder.export_lines() if "/id/filing/" not in x.rpartition(" <")[2])
        return {s for s, _ in groupby(x.partition(" ")[0] for x in lines)}

    merged = {x.partition(" ")[0] for x in after.merged_lines()}
    merged_before = {x.partition(" ")[0] for x in before.merged_lines()}
    merges = {s for s in subjects(before) - subjects(after) if "/id/merge/" in s}
    return merged_before - merged | merges


def test_iris_that_were_given_up_lead_on(empty: Running, few: GraphFolder, changed: GraphFolder) -> None:
    publish(few, empty.client())
    ((old, new),) = changed.moves().items()
    short = old.removeprefix(ID)
    assert empty.graph().follow(short) == short
    publish(changed, empty.client())
    assert empty.graph().follow(old) == empty.graph().follow(short) == new
    assert empty.graph().follow(new) == new
    assert empty.graph().follow("huC242-DM1") == "huC242-DM1"
    # In the graph of before, it is in use again.
    publish(few, empty.client())
    assert empty.graph().follow(old) == old


@pytest.mark.parametrize("after", [5, 14])
def test_what_was_killed_is_repaired(
    empty: Running, few: GraphFolder, changed: GraphFolder, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    update, count = Client.update, [0]

    def until(self: Client, text: str) -> None:
        count[0] += 1
        if count[0] > after:
            raise Killed
        update(self, text)

    with monkeypatch.context() as patched:
        patched.setattr(Client, "update", until)
        with pytest.raises(Killed):
            publish(few, empty.client(), batch=300)
    half = empty.lines()
    assert 0 < len(half) < len(whole(few))
    assert empty.graph().header().status == INCOMPLETE
    assert "repairs it" in empty.graph().dataset().summary["warning"]
    # The graph has changed meanwhile: what was sent and is no more must go.
    done = publish(changed, empty.client())
    assert empty.lines() == whole(changed)
    # What was not whole is sent again, and what was is not.
    assert (done.triples < len(whole(changed))) == (after == 14)


def test_whole_graphs_go_by_the_graph_store_protocol(
    empty: Running, few: GraphFolder, changed: GraphFolder
) -> None:
    path = {"oxigraph": "/store", "virtuoso": "/sparql-graph-crud-auth"}[empty.name]
    root = empty.query.rpartition("/")[0]
    address = Address.of(
        empty.address.query, graph_store=f"{root}{path}", default_graph=empty.address.default_graph
    )
    client = Client(address, empty.credentials, timeout=30.0)
    publish(few, client)
    assert empty.lines() == whole(few)
    assert publish(changed, client).graphs == 1
    assert empty.lines() == whole(changed)


def test_a_dry_run_changes_nothing(empty: Running, few: GraphFolder, sent: list[str]) -> None:
    done = publish(few, empty.client(), dry_run=True)
    assert (done.graphs, done.triples) == (4, len(whole(few)))
    assert sent == []
    assert empty.lines() == set()


def test_the_default_graph_stays_where_it_is(empty: Running, few: GraphFolder) -> None:
    publish(few, empty.client())
    client = Client(
        Address.of(empty.address.query, default_graph="urn:elsewhere"), empty.credentials, timeout=30.0
    )
    with pytest.raises(StorageError, match=r"The merged facts lie in .* there"):
        publish(few, client)


def test_a_server_that_mixes_graphs_wants_a_name(empty: Running, few: GraphFolder) -> None:
    client = Client(Address.of(empty.address.query), empty.credentials, timeout=30.0)
    if empty.name == "oxigraph":
        publish(few, client)
        assert empty.graph().header().default_graph == ""
        return
    with pytest.raises(StorageError, match=f"--default-graph {MERGED}"):
        publish(few, client)
    assert empty.graph().header() == Header()
    publish(few, empty.client())
    assert empty.graph().header().default_graph == MERGED


def test_a_long_request_is_sent_in_pieces(empty: Running, sent: list[str]) -> None:
    lines = tuple(f'<urn:s> <urn:p> "{n:05}" .' for n in range(6000))
    piece = Piece(f"{GRAPH}{ID}filing/long", lines)
    Sender(empty.client(), MERGED, batch=1_000_000).send([Change(piece, clear=True)])
    assert {line.partition(f" <{ID}")[0] for line in empty.lines()} == {line[:-2] for line in lines}
    # Virtuoso's compiler takes some five thousand triples of one graph, and refuses more.
    data = [text.count(" .\n") for text in sent if "INSERT DATA" in text]
    assert data == ([6000] if empty.name == "oxigraph" else [6000, 3000, 3000])
