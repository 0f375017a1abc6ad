"""The endpoint's own record of what was published: written before each change, so that no kill leaves it untrue.

Each part is a node of the publication's graph, with the keys and hashes of its pieces. It is "Published" when all its
pieces lie in the endpoint, "Obsolete" when they are about to give way, "Incomplete" while they are being sent or
removed. A piece is known to lie in the endpoint only if all nodes that list it agree and none is Incomplete.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from dealgraph.endpoint import Client
from dealgraph.publish.changes import delete_text, insert_text
from dealgraph.publish.items import Part, read_members
from dealgraph.rdf.nquads import literal
from dealgraph.store.publication import (
    INCOMPLETE,
    OBSOLETE,
    PART,
    PUBLICATION,
    PUBLISHED,
    STATUS,
    TEXT,
    Header,
    header_query,
    header_triples,
    read_header,
)
from dealgraph.store.remote import RemoteStore

T = TypeVar("T")
#: Nodes listed, and nodes read, in one answer.
_PAGE, _FEW = 2000, 50


class Ledger:
    """Reads and writes the publication's graph."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def header(self) -> Header:
        """Give what is said of the publication as a whole.

        Raises:
            StorageError: The endpoint can't be asked.
        """
        return read_header((r["p"].value, r["o"].value) for r in self._rows(header_query()))

    def nodes(self) -> dict[str, str]:
        """Give the name and status of every part that is listed.

        Raises:
            StorageError: The endpoint can't be asked.
        """
        found: dict[str, str] = {}
        last = ""
        while True:
            # Page by page after the last name: servers cut long answers.
            after = f'FILTER(STR(?node) > "{last}")' if last else ""
            rows = list(
                self._rows(
                    f"SELECT ?node ?status WHERE {{ GRAPH <{PUBLICATION}> {{ ?node <{STATUS}> ?status }} "
                    f'FILTER(STRSTARTS(STR(?node), "{PART}")) {after} }} ORDER BY STR(?node) LIMIT {_PAGE}'
                )
            )
            for row in rows:
                last = row["node"].value
                name = last.removeprefix(PART)
                # Two statuses are left where a server changed half of what it was told; neither is to be trusted.
                found[name] = row["status"].value if name not in found else INCOMPLETE
            if len(rows) < _PAGE:
                return found

    def members(self, names: Iterable[str], nodes: Mapping[str, str]) -> dict[str, str]:
        """Give the pieces that parts list: key to hash, "" where it is not known what lies in the endpoint.

        Args:
            names: The parts.
            nodes: Their status.

        Raises:
            StorageError: The endpoint can't be asked.
        """
        found: dict[str, str] = {}
        for few in _some(sorted(names), _FEW):
            wanted = " ".join(f"<{PART}{name}>" for name in few)
            listed = f"VALUES ?node {{ {wanted} }} GRAPH <{PUBLICATION}> {{ ?node <{TEXT}> ?text }}"
            for row in self._rows(f"SELECT ?node ?text WHERE {{ {listed} }}"):
                whole = nodes[row["node"].value.removeprefix(PART)] != INCOMPLETE
                for key, digest in read_members(row["text"].value):
                    known = digest if whole else ""
                    found[key] = known if found.get(key, known) == known else ""
        return found

    def write_header(self, header: Header) -> None:
        """Say another thing of the publication as a whole.

        Raises:
            StorageError: The endpoint refuses.
        """
        self._client.update(delete_text([PUBLICATION], PUBLICATION))
        self._client.update(insert_text(header_triples(header), PUBLICATION))

    def open(self, some: Sequence[Part]) -> None:
        """Say that the pieces of parts are about to be sent or removed.

        Raises:
            StorageError: The endpoint refuses.
        """
        for few in _some(some, _FEW):
            texts = [f"{_node(p.name)} <{TEXT}> {literal(p.text)} ." for p in few]
            self._write([p.name for p in few], INCOMPLETE, texts)

    def close(self, names: Sequence[str], status: str = PUBLISHED) -> None:
        """Say that parts lie in the endpoint, or that they are to give way.

        Raises:
            StorageError: The endpoint refuses.
        """
        for few in _some(names, 10 * _FEW):
            self._write(few, status, [])

    def forget(self, names: Sequence[str]) -> None:
        """Take parts off the list.

        Raises:
            StorageError: The endpoint refuses.
        """
        for few in _some(names, 10 * _FEW):
            self._client.update(delete_text([f"{PART}{n}" for n in few], PUBLICATION))

    def _write(self, names: Sequence[str], status: str, more: list[str]) -> None:
        # First the new status, then away with the others: half of it leaves two, and is seen.
        said = [f"{_node(n)} <{STATUS}> {literal(status)} ." for n in names]
        self._client.update(insert_text([*said, *more], PUBLICATION))
        others = [s for s in (PUBLISHED, INCOMPLETE, OBSOLETE) if s != status]
        gone = "\n".join(f"{_node(n)} <{STATUS}> {literal(s)} ." for n in names for s in others)
        self._client.update(f"DELETE DATA {{ GRAPH <{PUBLICATION}> {{\n{gone}\n}} }}")

    def _rows(self, text: str) -> Iterable[Mapping[str, Any]]:
        return cast("Iterable[Mapping[str, Any]]", RemoteStore(self._client).query(text))


def ledger_triples(header: Header, some: Iterable[Part]) -> Iterator[str]:
    """Write the record of a whole publication as N-Triples lines, for files that are loaded in bulk."""
    for part in some:
        yield f"{_node(part.name)} <{STATUS}> {literal(PUBLISHED)} ."
        yield f"{_node(part.name)} <{TEXT}> {literal(part.text)} ."
    yield from header_triples(header)


def stale(nodes: Mapping[str, str], current: set[str]) -> list[str]:
    """Give the parts that are listed and are not, or not surely, as they should be.

    >>> stale({"a": PUBLISHED, "b": PUBLISHED, "c": OBSOLETE}, {"a", "c"})
    ['b', 'c']
    """
    return sorted(n for n, status in nodes.items() if n not in current or status != PUBLISHED)


def _node(name: str) -> str:
    return f"<{PART}{name}>"


def _some(items: Sequence[T], count: int) -> Iterator[Sequence[T]]:
    return (items[n : n + count] for n in range(0, len(items), count))
