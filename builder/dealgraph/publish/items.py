"""A graph in the pieces that a publication replaces: a filing's graph, a resource of the merged facts, or one that was.

The pieces come in the same order each time, with the memory of one shard; parts are runs of pieces. Where a part ends
depends on the pieces alone, so that a change somewhere leaves the other parts as they were.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from dealgraph.rdf.nquads import iri, split
from dealgraph.rdf.terms import IDENTITY_GRAPH
from dealgraph.store import GraphFolder
from dealgraph.store.publication import PUBLICATION, REPLACED_BY
from dealgraph.store.shards import merge_shards, read_shard

#: A part ends after a piece whose hash begins with one of 1 in 64 values, and has between so many pieces.
_ONE_IN, _LEAST, _MOST = 64, 16, 512
#: Kinds of pieces, the first letter of a piece's key.
GRAPH, MERGED, MERGES, MOVED = "G", "D", "I", "M"


@dataclass(frozen=True, slots=True)
class Piece:
    """What is replaced as a whole.

    Attributes:
        key: Its kind and its IRI: "G" and a filing's graph; "D" and a resource of the default graph; "I" and a
            resource of the identity graph; "M" and an IRI that another one replaced.
        lines: Its triples as N-Triples lines, sorted.
    """

    key: str
    lines: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Give GRAPH, MERGED, MERGES or MOVED."""
        return self.key[0]

    @property
    def iri(self) -> str:
        """Give the IRI of the graph or resource."""
        return self.key[1:]

    def graph(self, default_graph: str) -> str:
        """Give the IRI of the graph that holds it, where `default_graph` stands for the default one."""
        if self.kind == GRAPH:
            return self.iri
        return {MERGES: IDENTITY_GRAPH, MOVED: PUBLICATION}.get(self.kind, default_graph)

    def digest(self) -> str:
        """Give a hash of the lines."""
        return hashlib.sha256("\n".join(self.lines).encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of pieces.

    Attributes:
        members: Key and hash of each.
        pieces: The pieces themselves.
    """

    members: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """Write the members, one a line."""
        return "\n".join(f"{digest} {key}" for key, digest in self.members)

    @property
    def name(self) -> str:
        """Give a hash of the members."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()[:32]


def read_members(text: str) -> list[tuple[str, str]]:
    """Read what `Part.text` wrote; what it didn't write is left out.

    >>> read_members("ab Gurn:a" + chr(10) + "no member")
    [('Gurn:a', 'ab')]
    """
    pairs = (line.partition(" ") for line in text.split("\n"))
    return [(key, digest) for digest, _, key in pairs if key[:1] in (GRAPH, MERGED, MERGES, MOVED)]


def pieces(folder: GraphFolder) -> Iterator[Piece]:
    """Give a graph piece by piece.

    Raises:
        StorageError: A shard is missing or damaged.
    """
    shards = sorted(folder.dataset().shards)
    merged = [folder.shards / n for n in shards if n.startswith(("merged-", "vocabulary-"))]
    yield from _resources(MERGED, merge_shards(merged))
    for name in shards:
        if name.startswith("filings-"):
            yield from _graphs(read_shard(folder.shards / name))
    merges = [folder.shards / n for n in shards if n.startswith("identity-")]
    suffix = f" <{IDENTITY_GRAPH}> ."
    yield from _resources(MERGES, (f"{line.removesuffix(suffix)} ." for line in merge_shards(merges)))
    for old, new in folder.moves().items():
        yield Piece(f"{MOVED}{old}", (f"{iri(old)} <{REPLACED_BY}> {iri(new)} .",))


def _resources(kind: str, lines: Iterable[str]) -> Iterator[Piece]:
    for subject, group in groupby(lines, key=lambda line: line[: line.index(" ")]):
        yield Piece(f"{kind}{subject[1:-1]}", tuple(group))


def _graphs(lines: Iterable[str]) -> Iterator[Piece]:
    """Part a shard's lines, which are sorted by subject, by graph."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        subject, predicate, value, graph = split(line)
        found[graph].append(f"{subject} {predicate} {value} .")
    for graph in sorted(found):
        yield Piece(f"{GRAPH}{graph[1:-1]}", tuple(found[graph]))


def parts(all_pieces: Iterable[Piece]) -> Iterator[Part]:
    """Put pieces into parts."""
    members: list[tuple[str, str]] = []
    held: list[Piece] = []
    for piece in all_pieces:
        digest = piece.digest()
        members.append((piece.key, digest))
        held.append(piece)
        ends = int(digest[:8], 16) % _ONE_IN == 0 and len(members) >= _LEAST
        if ends or len(members) >= _MOST:
            yield Part(tuple(members), tuple(held))
            members, held = [], []
    if members:
        yield Part(tuple(members), tuple(held))
