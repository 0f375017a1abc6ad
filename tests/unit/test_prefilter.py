"""Patterns that look for their own literals first find what they would find without."""

from __future__ import annotations

import importlib
import pkgutil
import re
import runpy
import sys
import warnings
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dealgraph
from dealgraph.extract import literals
from dealgraph.extract.literals import opening_literals, required_literals
from dealgraph.extract.prefilter import Choices, Prefiltered, by_letter
from dealgraph.extract.text import Page
from dealgraph.filing import Filing
from dealgraph.read import read_path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "filings"


@cache
def prefiltered() -> dict[str, Prefiltered]:
    """Give the prefiltered patterns of all modules of the extractor by name."""
    found: dict[str, Prefiltered] = {}
    root = str(Path(dealgraph.__file__).parent / "extract")
    for info in pkgutil.walk_packages([root], "dealgraph.extract."):
        for name, value in vars(importlib.import_module(info.name)).items():
            if isinstance(value, Prefiltered):
                found[f"{info.name}.{name}"] = value
    return found


@cache
def pages() -> list[Page]:
    return [Page.of(d) for f in read_path(EXAMPLES) if isinstance(f, Filing) for d in f.documents]


def spans(pattern: Prefiltered | re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    first = pattern.search(text, start, end)
    found = [m.span() for m in pattern.finditer(text, start, end)]
    at = pattern.match(text, found[0][0], end) if found else pattern.match(text, start, end)
    return [first.span() if first else (-1, -1), *found, at.span() if at else (-1, -1)]


def test_every_prefiltered_pattern_knows_literals() -> None:
    found = prefiltered()
    assert len(found) > 90
    assert [name for name, p in found.items() if not p.literals and not p.openings] == []


def test_prefiltered_patterns_find_the_same_in_filings() -> None:
    hits = 0
    for pattern in prefiltered().values():
        for page in pages():
            plain = spans(pattern.regex, page.flat, 0, len(page.flat))
            assert spans(pattern, page.flat, 0, len(page.flat)) == plain
            hits += len(plain) - 2
    assert hits > 300


def test_prefiltered_patterns_find_the_same_in_sentences() -> None:
    page = max(pages(), key=lambda p: len(p.sentences))
    for pattern in prefiltered().values():
        for s in page.sentences[:150]:
            assert spans(pattern, page.flat, s.start, s.end) == spans(
                pattern.regex, page.flat, s.start, s.end
            )


@given(st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_prefiltered_patterns_find_what_is_made_to_match(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(list(prefiltered().values())))
    words = [w for group in pattern.literals for w in group] + [w for w, _ in pattern.openings]
    text = data.draw(
        st.lists(st.sampled_from([*words, "a", "A ", " ", "s ", ". ", "ſ", "\n", " to "]), max_size=12)
    )
    whole = "".join(text)
    assert spans(pattern, whole, 0, len(whole)) == spans(pattern.regex, whole, 0, len(whole))


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_prefiltered_patterns_find_what_their_patterns_make(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from([p for p in prefiltered().values() if "(?" not in plain(p.pattern)]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        text = data.draw(st.from_regex(re.compile(pattern.pattern, pattern.flags | re.ASCII)))
    assert spans(pattern, text, 0, len(text)) == spans(pattern.regex, text, 0, len(text))


def plain(pattern: str) -> str:
    """Take the groups that every generator of strings knows out of a pattern."""
    return pattern.replace("(?:", "(").replace("(?P<", "(")


@pytest.mark.parametrize(
    ("pattern", "required", "openings"),
    [
        (r"(?<=its )partner\b", (("partner",),), (("partner", 0),)),
        (r"(?i:license)|deal", (), ()),
        (r"[a-z]{2,}ment", (("ment",),), ()),
        (r"(?:non-)?exclusive", (("exclusive",),), (("exclusive", 0), ("non-exclusive", 0))),
        (r"(?:very )*good", (("good",),), (("good", 0), ("very ", 0))),
        (r"x?", (), ()),
        (r"(?=.{0,9}royalt)[a-z]+", (("royalt",),), ()),
        (r"(?!the)deal", (("deal",),), (("deal", 0),)),
    ],
)
def test_literals_of_a_pattern(pattern: str, required: object, openings: object) -> None:
    assert required_literals(pattern) == required
    assert opening_literals(pattern) == openings


def test_letters_beyond_ascii_are_not_mistaken() -> None:
    sale = Prefiltered("sale", re.IGNORECASE)
    found = sale.search("a ſALE")  # a long s, which equals "s" where the case is ignored
    assert found is not None
    assert found.span() == (2, 6)


def test_literals_that_few_sentences_hold_come_first() -> None:
    assert required_literals(r"(?:agreement|license) (?:then )?ended\b")[0] == ("ended",)
    assert required_literals(r"\brights? (?:go )?to \w")[0] == ("right",)  # which fewer hold than "to "


def test_an_opening_that_begins_with_another_is_not_looked_for() -> None:
    assert opening_literals("license fee|licenses?|fees?|in funding") == (
        ("fee", 0),
        ("in funding", 0),
        ("license", 0),
    )


def test_matches_do_not_overlap() -> None:
    pair = Prefiltered("(?:ab|ba)+")
    assert [m.group() for m in pair.finditer("x" * 40 + "abab" + "x" * 40 + "baab")] == ["abab", "baab"]


def test_what_is_replaced_is_the_same() -> None:
    entry = Prefiltered(r", which is recorded\b[^,;.]*", re.IGNORECASE)
    assert entry.sub("", "It paid, Which is recorded as debt, and left.") == "It paid, and left."
    assert entry.sub("", "It paid, and left.") == "It paid, and left."


def test_without_the_parser_patterns_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(literals, "syntax", None)
    page = max(pages(), key=lambda p: len(p.flat))
    hits = 0
    for known in prefiltered().values():
        blind = Prefiltered(known.pattern, known.flags)
        assert (blind.literals, blind.openings) == ((), ())
        found = spans(blind, page.flat, 0, len(page.flat))
        assert found == spans(known.regex, page.flat, 0, len(page.flat))
        hits += len(found) - 2
    assert hits > 50


def test_a_python_without_the_parser_can_import_the_module(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(re, "_parser")
    monkeypatch.setitem(sys.modules, "re._parser", None)
    alone = runpy.run_path(str(Path(literals.__file__)))
    assert alone["syntax"] is None
    assert alone["required_literals"]("deals?") == ()
    assert alone["opening_literals"]("deals?") == ()


@given(
    st.lists(st.sampled_from(["phase ", "1", "III", "/", "pivotal ", "Trial", "ſ", "pre", "clinical", " "]))
)
@settings(max_examples=200, deadline=None)
def test_choices_are_those_of_their_patterns(words: list[str]) -> None:
    choices = Choices(
        [
            ("late", Prefiltered(r"phase (?:3|III)\b|pivotal trial", re.IGNORECASE)),
            ("early", Prefiltered(r"phase (?:1|I)\b|\bpre-?clinical", re.IGNORECASE)),
        ]
    )
    passage = "".join(words)
    plain = (name for name, pattern in choices.patterns if pattern.regex.search(passage))
    assert choices.of(passage) == next(plain, None)


def test_choices_without_known_literals_try_each_pattern() -> None:
    choices = Choices([("digits", Prefiltered(r"\d+")), ("deal", Prefiltered("deal"))])
    assert choices.literals == ()
    assert [choices.of(text) for text in ("no deal", "3 deals", "none")] == ["deal", "digits", None]


@pytest.mark.parametrize("text", ["celldrugs", "a drug, a disease", "the cell banks", "cells", "dru", ""])
def test_alternatives_by_their_letters_find_the_same(text: str) -> None:
    alternatives = r"drug|drugs|cell (?:bank|line)s?|cell\b|disease"
    plain, grouped = re.compile(alternatives), re.compile(by_letter(alternatives))
    assert [m.span() for m in grouped.finditer(text)] == [m.span() for m in plain.finditer(text)]
