"""The package as it is imported."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from dealgraph.build import BuildReport


def test_names_of_the_package_survive_their_submodules() -> None:
    import dealgraph.build
    import dealgraph.extract

    assert callable(dealgraph.build)
    assert callable(dealgraph.extract)
    assert dealgraph.BuildReport is BuildReport
    with pytest.raises(AttributeError):
        _ = dealgraph.nonsense  # type: ignore[attr-defined]


def test_importing_the_package_is_quick() -> None:
    heavy = "{'rdflib', 'pyoxigraph', 'pyshacl', 'selectolax'}"
    script = f"import sys, dealgraph; print(sorted({heavy} & set(sys.modules)))"
    started = time.monotonic()
    root = Path(__file__).parents[2]
    out = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(root / "builder")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert out.stdout.strip() == "[]"
    assert time.monotonic() - started < 5
