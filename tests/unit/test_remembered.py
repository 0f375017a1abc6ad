"""What functions remember does not keep filings in memory."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dealgraph
from dealgraph.extract import RuleExtractor
from dealgraph.filing import Filing
from dealgraph.read import read_path
from dealgraph.read.parts import Part
from dealgraph.read.sources import Source
from dealgraph.resolve.names import company_name, substance_name
from dealgraph.workers import read_parts

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "filings"
#: Arguments that are whole texts.
TEXTS = {"flat", "opening", "page", "text"}
#: Texts that a function may keep until the next filings push them out.
FEW = 16


def remembering() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Give the extractor's functions that remember what they gave, by name."""
    root = str(Path(dealgraph.__file__).parent / "extract")
    for info in pkgutil.walk_packages([root], "dealgraph.extract."):
        for name, value in vars(importlib.import_module(info.name)).items():
            if hasattr(value, "cache_info") and value.__module__ == info.name:
                yield f"{info.name}.{name}", value


def test_no_function_keeps_many_texts() -> None:
    extractor = RuleExtractor()
    for filing in read_path(EXAMPLES):
        if isinstance(filing, Filing):
            extractor.extract(filing)
    kept = {
        name: function.cache_info().currsize  # type: ignore[attr-defined]
        for name, function in remembering()
        if TEXTS & set(inspect.signature(function).parameters)
    }
    assert len(kept) >= 5
    assert {name: n for name, n in kept.items() if n > FEW} == {}


def test_every_function_that_takes_texts_remembers_a_bounded_number() -> None:
    unbounded = {
        name
        for name, function in remembering()
        if function.cache_info().maxsize is None  # type: ignore[attr-defined]
        and TEXTS & set(inspect.signature(function).parameters)
    }
    assert unbounded == set()


def test_a_worker_forgets_names() -> None:
    (result,) = read_parts(
        [Part(Source(str(min(f for f in EXAMPLES.iterdir() if f.is_file()))), "1-1")], "rules"
    )
    assert result.entries
    assert company_name.cache_info().currsize == 0
    assert substance_name.cache_info().currsize == 0
