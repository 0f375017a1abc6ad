"""Every pattern of the package, and the extractor as a whole, on text made to take time: it stays linear.

Patterns are found by walking the modules: those held in names and tables, and those written in calls. Each is held to
linear time from one place of a text. Many are only ever applied to a line or a short passage, so that what they cost
from all places together is held where they are used: in the extractor here, in the reader in
`tests/property/test_read_properties.py`.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import FrameType

import pytest

import dealgraph
from dealgraph.extract import load_extractor
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.read import read_bytes

ROOT = Path(dealgraph.__file__).parent

#: What attacks are made of, repeated without end.
UNITS = (
    " ", "\n", " \n", "\t", "a", "A", "1", "Aa ", "a ", "A ", "1,", "1.", "$", "$1 ", '"', "'", "(", "( ", ")", "[",
    ".", ". ", "-", "- ", "_", "*", "<", "<a ", "&", "&#", "a and ", "of the ", "of ", "Inc. ", "a, ", "A, ",
    "A and B ", "January 1, ", "license ", "milestone payment of ", "up to ", "million ", "AB-1", "agreement with ",
    "mab ", "|", "--", "---\n", "/", "\\", "#", " ,", "(A ", "A\n", "A\n\n", "a\t", "will pay ", "x@", "http://", "'s ",
)  # fmt: skip
#: Patterns that are more than linear from one place of a long text, and the length that they are held to: they are
#: applied to lines and to short passages only, and the tests of extractor and reader hold them in use.
WINDOWS = {
    "dealgraph.extract.substances.antigens._AFTER": 120,
    "dealgraph.extract.payments.clauses._DUE": 400,
    r"dealgraph.extract.payments.clauses:\W*(?:(?:[\w-]+ ){0,3}(?": 400,
    "dealgraph.extract.companies.walk._DATELINE": 400,
    "dealgraph.extract.contracts.parties._DESCRIBED": 400,
    r"dealgraph.extract.datelines:\s*[/)]?\s*-": 400,
    r"dealgraph.extract.deals.lists:\s*(?:\([^)]*\))?\s*[-:,": 400,
    "dealgraph.extract.deals.parties._JOIN": 400,
    "dealgraph.read.markdown._RULE_ROW": 400,
    "dealgraph.read.plain._PAGE_NUMBER": 400,
}
SHORT, LONG = 1_500, 12_000
#: Seconds for LONG characters. A quadratic pattern takes more, a linear one a hundredth of it.
MOST = 0.25
#: Seconds per megabyte past which a pattern is too dear: just below what being cut off at MOST gives.
DEAR = 0.9 * MOST / LONG * 1e6


def patterns() -> dict[str, re.Pattern[str]]:
    """Find the patterns of all modules by the name of a place of each, or by how those without one begin."""
    found: dict[tuple[str, int], str] = {}

    def note(pattern: re.Pattern[str], name: str) -> None:
        if isinstance(pattern.pattern, str):
            found.setdefault((pattern.pattern, pattern.flags), name)

    def look(value: object, name: str, depth: int = 0) -> None:
        if isinstance(value, re.Pattern):
            note(value, name)
        elif isinstance(value, Prefiltered):
            note(value.regex, name)
        elif depth < 4 and isinstance(value, list | tuple | set | frozenset):
            for part in value:
                look(part, name, depth + 1)
        elif depth < 4 and isinstance(value, dict):
            look([*value.keys(), *value.values()], name, depth + 1)

    for info in pkgutil.walk_packages([str(ROOT)], "dealgraph."):
        try:
            module = importlib.import_module(info.name)
        except ModuleNotFoundError:  # of an extra that is not installed
            continue
        for name, value in list(vars(module).items()):
            look(value, f"{info.name}.{name}")
        for pattern in written(Path(str(module.__file__)).read_text("utf-8")):
            note(pattern, f"{info.name}:{pattern.pattern[:24]}")
    return {name: re.compile(*key) for key, name in found.items()}


def written(source: str) -> Iterator[re.Pattern[str]]:
    """Give the patterns that calls such as `re.search("...")` are given as they are."""
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str)
        ):
            yield re.compile(node.args[0].value)


class TooLongError(Exception):
    """Time is up."""


def seconds(pattern: re.Pattern[str], text: str, limit: float) -> float:
    """Match at the start of a text and give the processor time that it takes, `limit` if it takes longer."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    begun = time.process_time()
    try:
        pattern.match(text)
        return time.process_time() - begun
    except TooLongError:
        return limit
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def slowest(names: Iterable[str], found: dict[str, re.Pattern[str]]) -> list[tuple[float, str, str]]:
    """Give (seconds per megabyte, name, unit) of each pattern on its worst text, the slowest first."""
    out = []
    for name in names:
        size = WINDOWS.get(name, LONG)
        first = []
        for unit in UNITS:
            text = unit * (min(size, SHORT) // len(unit)) + "!"
            first.append((seconds(found[name], text, MOST) / len(text), unit))
        first.sort(reverse=True)
        worst = (0.0, name, "")
        # What is slowest on a short text is tried on the long one: a square shows there at the latest.
        for _, unit in first[:6]:
            text = unit * (size // len(unit)) + "!"
            worst = max(worst, (seconds(found[name], text, MOST) / len(text) * 1e6, name, unit))
        out.append(worst)
    return sorted(out, reverse=True)


def test_every_pattern_is_linear() -> None:
    found = patterns()
    assert len(found) > 300
    assert set(WINDOWS) <= set(found), "a pattern that is gone stands in WINDOWS"
    slow = [x for x in slowest(found, found) if x[0] >= DEAR * (LONG / WINDOWS.get(x[1], LONG))]
    assert slow == []


def test_a_square_is_noticed() -> None:
    bad = {"bad": re.compile(r"(?:a|aa)*?(?:a+)*b")}
    assert slowest(bad, bad)[0][0] >= DEAR


HEAD = """<SEC-HEADER>
ACCESSION NUMBER: 0000000001-00-000001
CONFORMED SUBMISSION TYPE: 8-K
FILER:
COMPANY DATA:
COMPANY CONFORMED NAME: ARBOR BIO INC
CENTRAL INDEX KEY: 0000000001
</SEC-HEADER>
<DOCUMENT>
<TYPE>{kind}
<SEQUENCE>1
<FILENAME>a.txt
<TEXT>
Arbor Bio, Inc. ("Arbor") entered into a license agreement with Elder plc under which Arbor received an upfront
payment of $2 million and a milestone payment of $3 million for AB-101, an anti-CD19 antibody. """
PHRASES = (
    "Arbor received $1 million. ", "milestone payment of $1 million upon approval, ", "license agreement ",
    'Elder plc ("Elder") and Arbor Bio, Inc. ("Arbor") ', '(the "Agreement") ', "AB-101, AB-102 and ",
    "anti-CD19, anti-CD20, ", "Elder, Arbor and ", "January 1, 2001, ",
)  # fmt: skip


def extraction(unit: str, size: int, kind: str) -> float:
    data = (
        HEAD.format(kind=kind)
        + unit * (size // len(unit))
        + " Arbor received $2 million.\n</TEXT>\n</DOCUMENT>\n"
    )
    extractor = load_extractor("rules")
    begun = time.process_time()
    extractor.extract(read_bytes(data.encode(), "a.txt"))
    return time.process_time() - begun


@pytest.mark.parametrize("kind", ["8-K", "EX-10.1"])
def test_extraction_is_linear(kind: str) -> None:
    extraction("x", 100, kind)  # tables are read once
    slow = []
    for unit in (*UNITS, *PHRASES):
        small = extraction(unit, 8_000, kind)
        large = extraction(unit, 32_000, kind)
        if large > 8 * max(small, 0.03):  # once more, since a busy machine stretches single runs
            small = min(extraction(unit, 8_000, kind) for _ in range(3))
            large = min(extraction(unit, 32_000, kind) for _ in range(3))
        if large > 8 * max(small, 0.03):
            slow.append((unit, small, large))
    assert slow == []


if __name__ == "__main__":
    everything = patterns()
    print(f"{len(everything)} patterns; seconds per MB on the worst text:")
    for cost, place, what in slowest(everything, everything)[: int(sys.argv[1]) if sys.argv[1:] else 10]:
        print(f"{cost:8.2f}  {place}  {what!r}")
