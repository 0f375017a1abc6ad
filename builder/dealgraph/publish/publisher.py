"""The publication of a graph: finds out what an endpoint has, and sends what differs.

The endpoint keeps the record itself (see `ledger`), so that several people can publish to it in turn, and what was
broken off half-way is told apart and repaired by the next run.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from dealgraph.endpoint import Client
from dealgraph.errors import StorageError
from dealgraph.publish.changes import Change, Sender
from dealgraph.publish.items import GRAPH, Part, Piece, parts, pieces
from dealgraph.publish.ledger import Ledger, stale
from dealgraph.store import GraphFolder
from dealgraph.store.publication import INCOMPLETE, OBSOLETE, PUBLICATION, PUBLISHED, STATUS, Header
from dealgraph.store.remote import RemoteStore

#: Parts that are under way at the same time: what is sent again at least after a kill.
_UNDER_WAY = 32
#: What is suggested where an endpoint needs a graph in place of its default graph.
SUGGESTED = "urn:dealgraph:merged"


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published.

    Attributes:
        generation: That of the graph.
        graphs: Filings' graphs that were sent.
        resources: Resources of the merged facts, and merges, that were sent.
        removed: Graphs and resources that were removed.
        triples: Triples that were sent.
        requests: Requests that it took.
        current: Whether the endpoint had it all before.
    """

    generation: str
    graphs: int = 0
    resources: int = 0
    removed: int = 0
    triples: int = 0
    requests: int = 0
    current: bool = False


@dataclass(slots=True)
class _Counts:
    """What has been sent so far."""

    graphs: int = 0
    resources: int = 0
    removed: int = 0
    triples: int = 0


def publish(
    folder: GraphFolder,
    client: Client,
    *,
    batch: int = 2000,
    everything: bool = False,
    dry_run: bool = False,
    tell: Callable[[int, int], None] = lambda done, all_: None,
) -> Publication:
    """Make an endpoint hold a graph.

    Args:
        folder: The graph.
        client: The endpoint.
        batch: Triples in one request at most.
        everything: Send all of it anew, whatever the endpoint's record says.
        dry_run: Only find out what would be sent.
        tell: Is called with the number of pieces looked at, and of all pieces.

    Raises:
        StorageError: The endpoint can't be reached or refuses, holds another's default graph, or another
            publication to it has begun.
    """
    dataset = folder.dataset()
    ledger = Ledger(client)
    before = ledger.header()
    default_graph = _default_graph(client, before)
    if before.generation == dataset.generation and before.status == PUBLISHED and not everything:
        return Publication(dataset.generation, requests=client.requests, current=True)
    header = Header("", INCOMPLETE, default_graph, f"urn:uuid:{uuid.uuid4()}", dataset.summary)
    if not dry_run:
        ledger.write_header(header)
        _check_default_graph(client, header, ledger)
    run = _Run(folder, client, ledger, header, _Plan.of(folder, ledger, everything), dry_run, batch)
    counts = run.go(tell)
    if not dry_run:
        run.check_claim()
        ledger.write_header(replace(header, generation=dataset.generation, status=PUBLISHED))
    return Publication(
        dataset.generation, counts.graphs, counts.resources, counts.removed, counts.triples, client.requests
    )


def _default_graph(client: Client, before: Header) -> str:
    """Choose the graph that stands for the default graph: the one that was chosen at first.

    Raises:
        StorageError: Another one is asked for.
    """
    asked = client.address.default_graph
    if before.generation or before.default_graph:
        if asked not in ("", before.default_graph):
            lies = f"<{before.default_graph}>" if before.default_graph else "the endpoint's own default graph"
            raise StorageError(
                f"The merged facts lie in {lies} there",
                where=client.address.query,
                suggestion="Leave --default-graph out, or publish to an empty endpoint",
            )
        return before.default_graph
    return asked


def _check_default_graph(client: Client, header: Header, ledger: Ledger) -> None:
    """Find out whether the endpoint keeps its default graph and the named ones apart.

    Raises:
        StorageError: It doesn't, and no graph was named to stand for the default graph.
    """
    if header.default_graph:
        return
    mixed = RemoteStore(client).query(f"ASK {{ <{PUBLICATION}> <{STATUS}> ?status }}")
    if mixed:
        client.update(f"DROP SILENT GRAPH <{PUBLICATION}>")
        raise StorageError(
            "The endpoint's default graph shows what the named graphs hold, so that merged facts would mix with "
            "what filings state",
            where=client.address.query,
            suggestion=f"Name a graph for the merged facts: --default-graph {SUGGESTED}",
        )


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the endpoint has and what it should have.

    Attributes:
        nodes: The endpoint's parts, with their status.
        old: Parts of these that must go.
        everything: Whether all is sent anew.
        had: What they list: the key of each piece with its hash, "" where that is not known.
        pieces: The number of pieces in the graph.
    """

    nodes: Mapping[str, str]
    old: list[str]
    everything: bool
    had: dict[str, str]
    pieces: int

    @classmethod
    def of(cls, folder: GraphFolder, ledger: Ledger, everything: bool) -> _Plan:
        """Compare the graph with the endpoint's record."""
        current: set[str] = set()
        count = 0
        for part in parts(pieces(folder)):
            current.add(part.name)
            count += len(part.members)
        nodes = ledger.nodes()
        old = sorted(nodes) if everything else stale(nodes, current)
        had = ledger.members(old, nodes)
        return cls(nodes, old, everything, dict.fromkeys(had, "") if everything else had, count)


@dataclass(slots=True)
class _Run:
    """One publication under way."""

    folder: GraphFolder
    client: Client
    ledger: Ledger
    header: Header
    plan: _Plan
    dry_run: bool
    batch: int
    counts: _Counts = field(default_factory=_Counts)

    def go(self, tell: Callable[[int, int], None]) -> _Counts:
        """Send what differs, remove what is gone, and set the record right."""
        plan = self.plan
        sender = Sender(self.client, self.header.default_graph, self.batch)
        if not self.dry_run:
            # Before anything is changed: what these list may not be there for long.
            self.ledger.close([n for n in plan.old if plan.nodes[n] == PUBLISHED], OBSOLETE)
        gone, kept = dict(plan.had), set(plan.old)
        under_way: list[tuple[Part, list[Change]]] = []
        size = done = 0
        for part in parts(pieces(self.folder)):
            done += len(part.members)
            for key, _ in part.members:
                gone.pop(key, None)
            if plan.nodes.get(part.name) == PUBLISHED and not plan.everything:
                continue
            kept.discard(part.name)
            changes = self._changes(part)
            under_way.append((part, changes))
            size += sum(c.size for c in changes)
            if size >= self.batch or len(under_way) >= _UNDER_WAY:
                self._put(under_way, sender)
                under_way, size = [], 0
                tell(done, plan.pieces)
        self._put(under_way, sender)
        going = self._remove(sorted(gone), sender)
        if not self.dry_run:
            # First those that say of a removed piece that it is there, and last those that say it is not known.
            self.ledger.forget(sorted(kept))
            self.ledger.forget(going)
        tell(done, plan.pieces)
        return self.counts

    def _changes(self, part: Part) -> list[Change]:
        """Give what must be sent of a part."""
        had, everything = self.plan.had, self.plan.everything
        hashed = zip(part.pieces, part.members, strict=True)
        return [
            Change(p, clear=everything or p.key in had)
            for p, (key, digest) in hashed
            if had.get(key) != digest
        ]

    def _put(self, under_way: list[tuple[Part, list[Change]]], sender: Sender) -> None:
        """Send the changes of some parts, between two entries in the record."""
        changes = [c for _, some in under_way for c in some]
        self.counts.graphs += sum(c.piece.kind == GRAPH for c in changes)
        self.counts.resources += sum(c.piece.kind != GRAPH for c in changes)
        self.counts.triples += sum(len(c.piece.lines) for c in changes)
        if not under_way or self.dry_run:
            return
        self.check_claim()
        self.ledger.open([part for part, _ in under_way])
        sender.send(changes)
        self.ledger.close([part.name for part, _ in under_way])

    def _remove(self, keys: list[str], sender: Sender) -> list[str]:
        """Remove pieces that the graph has no more; gives the parts that list them in the record."""
        self.counts.removed += len(keys)
        names = []
        for start in range(0, 0 if self.dry_run else len(keys), self.batch):
            going = Part(tuple((key, "") for key in keys[start : start + self.batch]))
            self.check_claim()
            self.ledger.open([going])
            sender.send(Change(Piece(key, ()), clear=True) for key, _ in going.members)
            names.append(going.name)
        return names

    def check_claim(self) -> None:
        """Give way to a publication that began later.

        Raises:
            StorageError: There is one.
        """
        if self.ledger.header().publisher != self.header.publisher:
            raise StorageError(
                "Another publication to this endpoint has begun, and this one gave way",
                where=self.client.address.query,
                suggestion="Let one end before the next begins; run this again afterwards",
            )
