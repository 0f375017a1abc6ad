"""Is a graph what its build made? Everything that a GRAPH folder holds is checked against something else in it.

The record (shards) is checked against its checksums, the index against the record, every quotation against the text of
its document, every text against its hash, the merged facts against the filings, all of it against the shapes, and
identities against what must hold of them. Nothing is changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dealgraph.store import GraphFolder

__all__ = ["CHECKS", "Fault", "VerifyReport", "verify"]

#: What is checked, in order, with what each is about.
CHECKS = {
    "manifest": "the manifest is whole and agrees with the dataset",
    "shards": "each shard is there, sorted, N-Quads, and has the content that its name stands for",
    "index": "the index holds the quads of the shards and no others",
    "merged": "the merged facts and the summary's counts follow from the filings' graphs",
    "texts": "each kept text has the hash that manifest and graph give it",
    "evidence": "each quotation stands in its document's text where it says, with the words around it",
    "shapes": "each filing's graph conforms to the shapes",
    "identity": "no company has two CIKs, no CIK two companies, nothing leads nowhere or in a circle",
}
#: Of one check no more faults than this are told one by one.
MOST_FAULTS = 100


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something that is not as it must be.

    Attributes:
        check: A name of `CHECKS`.
        where: The file or resource.
        problem: What is wrong, as a sentence without its full stop.
    """

    check: str
    where: str
    problem: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was checked and what was found.

    Attributes:
        checked: How many things each check looked at, by name of the check.
        faults: What was found, at most MOST_FAULTS of each check, in order of the checks.
        skipped: Why a check was not made, by its name: it needs something that another check found broken.
    """

    checked: dict[str, int]
    faults: tuple[Fault, ...]
    skipped: dict[str, str]

    @property
    def sound(self) -> bool:
        """Whether all was checked and nothing is wrong."""
        return not self.faults and not self.skipped


def verify(
    graph: str | Path, *, shapes: Path | None = None, progress: Callable[[str], None] | None = None
) -> VerifyReport:
    """Check everything in a GRAPH folder.

    Args:
        graph: The folder.
        shapes: Folder of SHACL shapes that the graph was built with, by default those that ship with Dealgraph.
        progress: Called with the name of each check before it is made.

    Raises:
        StorageError: There is no graph, its description can't be read, or a build is at work on it.
        ValidationError: The shapes can't be read.
    """
    from dealgraph.verify.files import check_index, check_manifest, check_shards
    from dealgraph.verify.filings import check_filings
    from dealgraph.verify.identity import check_identity
    from dealgraph.verify.merged import check_merged

    folder = GraphFolder.open(graph)
    book = Book(progress or (lambda _: None))
    with _held(folder):
        folder = folder.at(folder.dataset())
        book.run("manifest", lambda: check_manifest(folder, book))
        book.run("shards", lambda: check_shards(folder, book))
        whole = "" if book.clean("shards") else "shards are damaged"
        unfinished = "" if book.clean("manifest") else "the manifest does not belong to this dataset"
        book.run("index", lambda: check_index(folder, book), whole)
        book.run("merged", lambda: check_merged(folder, book), whole or unfinished)
        book.run("texts", lambda: check_filings(folder, shapes, book), whole or unfinished)
        for part in ("evidence", "shapes"):
            if "texts" in book.skipped:
                book.skipped[part] = book.skipped["texts"]
        indexed = "" if book.clean("index") else "the index is damaged"
        book.run("identity", lambda: check_identity(folder, book), whole or indexed)
    return book.report()


class Book:
    """Where checks write down what they found."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._faults: dict[str, list[Fault]] = {name: [] for name in CHECKS}
        self._more: Counter[str] = Counter()
        self.checked: Counter[str] = Counter()
        self.skipped: dict[str, str] = {}

    def run(self, name: str, check: Callable[[], None], reason: str = "") -> None:
        """Make a check, or note why it is not made."""
        if reason:
            self.skipped[name] = reason
        else:
            self._tell(name)
            check()

    def fault(self, check: str, where: str, problem: str) -> None:
        """Note a fault."""
        if len(self._faults[check]) < MOST_FAULTS:
            self._faults[check].append(Fault(check, where, problem.rstrip(" .")))
        else:
            self._more[check] += 1

    def faults(self, check: str, found: Iterable[tuple[str, str]]) -> None:
        """Note many (where, problem), without holding more than are told."""
        for where, problem in islice(found, MOST_FAULTS + 1):
            self.fault(check, where, problem)

    def clean(self, check: str) -> bool:
        """Tell whether a check found nothing."""
        return not self._faults[check]

    def report(self) -> VerifyReport:
        """Give all that was noted."""
        told = [f for found in self._faults.values() for f in found]
        told += [Fault(c, "", f"There are {n:,} more faults like these") for c, n in self._more.items()]
        order = list(CHECKS)
        told.sort(key=lambda f: order.index(f.check))
        return VerifyReport({c: self.checked[c] for c in CHECKS}, tuple(told), dict(self.skipped))


@contextmanager
def _held(folder: GraphFolder) -> Iterator[None]:
    """Keep builds from changing the folder meanwhile; where it can't be written, no build can either."""
    try:
        (folder.path / "lock").open("a").close()
    except OSError:
        yield
        return
    with folder.lock():
        yield
