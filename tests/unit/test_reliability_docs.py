"""What docs tell of reliability and limits is there: commands, tests, targets, limits with their defaults."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

from dealgraph.cli.options import read_limits
from dealgraph.read import DEFAULT

ROOT = Path(__file__).parents[2]


def told(page: str) -> str:
    return (ROOT / "docs" / page).read_text("utf-8")


def test_commands_name_what_there_is() -> None:
    text = told("reliability.md")
    places = set(re.findall(r"\b(?:tests|locks|docs)(?:/[\w.]+)+", text))
    assert len(places) > 10
    assert [p for p in places if not (ROOT / p).exists()] == []
    modules = re.findall(r"python -m ([\w.]+)", text)
    assert [m for m in modules if not (ROOT / f"{m.replace('.', '/')}.py").is_file()] == []
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make (\w+)`", text):
        assert f"\n{target}: " in makefile, target


def test_limits_are_told_with_their_defaults() -> None:
    decorated = read_limits(lambda: None)
    shown = str(decorated.__click_params__[0].help)  # type: ignore[attr-defined]
    rows = {
        row[0]: row[1]
        for row in re.findall(r"^\| `(\w+)`[^|]*\| ([\d,]+) ?(?:[MG]B)?", told("reading.md"), re.M)
    }
    assert set(rows) == set(asdict(DEFAULT))
    for name, value in asdict(DEFAULT).items():
        assert name in shown
        number = int(rows[name].replace(",", ""))
        assert value in (number, number << 20, number * 1000 << 20), name
