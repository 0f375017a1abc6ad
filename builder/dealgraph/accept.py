"""From a filing's facts to the lines that may enter the graph.

What fails a shape is set aside, with the reason. The least is set aside that lets the rest conform: the
facts that the shapes point at, with what can't stand without them; then all facts; then the filing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dealgraph.facts import FilingFacts
from dealgraph.ledger import drop
from dealgraph.rdf import terms as t
from dealgraph.rdf.nquads import split
from dealgraph.rdf.quads import filing_lines, local_ids
from dealgraph.records import Record
from dealgraph.resolve.identities import Identities

if TYPE_CHECKING:
    from dealgraph.check import Checker, Violation

#: Rounds of setting facts aside before all facts of the filing are.
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Accepted:
    """What of a filing enters the graph.

    Attributes:
        lines: The lines of its named graph; empty where the whole filing is set aside.
        quarantined: (item, reason) of each fact set aside; item "" stands for the whole filing.
    """

    lines: list[str]
    quarantined: tuple[tuple[str, str], ...]


def accept(record: Record, ids: Identities, extractor: str, checker: Checker) -> Accepted:
    """Map a filing's facts to lines and keep those that conform to the shapes."""
    facts = record.facts
    aside: list[tuple[str, str]] = []
    for _ in range(ROUNDS):
        lines = filing_lines(record.filing, facts, ids, extractor=extractor, hashes=record.hashes)
        wrong = checker.violations(lines)
        if not wrong:
            return Accepted(lines, tuple(aside))
        found = _facts_at_fault(wrong, lines, local_ids(record.filing, facts, ids))
        if found is None:
            break
        aside += sorted(found.items())
        facts = drop(facts, found.keys(), "failed a shape")
    bare = filing_lines(record.filing, FilingFacts(), ids, extractor=extractor, hashes=record.hashes)
    left = checker.violations(bare)
    if left:
        return Accepted([], (*aside, ("", _reason(left[0]))))
    return Accepted(bare, (*aside, ("all facts", _reason(wrong[0]))))


def _facts_at_fault(
    wrong: Iterable[Violation], lines: Sequence[str], owners: Mapping[str, str]
) -> dict[str, str] | None:
    """Give the reason by id of each fact at fault, or None where something is wrong that no fact made."""
    subjects = _assertion_subjects(lines)
    found: dict[str, str] = {}
    for v in wrong:
        owner = owners.get(v.focus) or owners.get(subjects.get(v.focus, ""))
        if owner is None:
            return None
        found.setdefault(owner, _reason(v))
    return found


def _assertion_subjects(lines: Iterable[str]) -> dict[str, str]:
    """Whom each assertion is about: what it says falls with the fact that says it."""
    predicate = f"<{t.RDF_SUBJECT}>"
    out = {}
    for line in lines:
        subject, found, value, _ = split(line)
        if found == predicate:
            out[subject[1:-1]] = value[1:-1]
    return out


def _reason(v: Violation) -> str:
    where = f" ({v.path.rsplit('#', 1)[-1]})" if v.path else ""
    return f"{v.message}{where}"
