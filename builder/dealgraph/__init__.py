"""Knowledge graphs of biopharma deals from SEC filings.

>>> import dealgraph
>>> facts = dealgraph.extract("release.txt")  # doctest: +SKIP
>>> report = dealgraph.build(["filings/"], "graph")  # doctest: +SKIP
>>> for row in dealgraph.open("graph").query("milestones", status="achieved"):  # doctest: +SKIP
...     print(row)
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dealgraph.api import Graph, extract, open
    from dealgraph.build import BuildReport, build
    from dealgraph.errors import DealgraphError

__version__ = "0.1.0"

__all__ = ["BuildReport", "DealgraphError", "Graph", "__version__", "build", "extract", "open"]

#: Public names and the modules that define them: loaded when first asked for, so that the import is quick.
_HOMES = {
    "BuildReport": "dealgraph.build",
    "DealgraphError": "dealgraph.errors",
    "Graph": "dealgraph.api",
    "build": "dealgraph.build",
    "extract": "dealgraph.api",
    "open": "dealgraph.api",
}


class _Package(ModuleType):
    """The package. Submodules don't take the place of its functions `build` and `extract`."""

    def __getattr__(self, name: str) -> object:
        """Load a public name from where it is defined."""
        if name in _HOMES:
            from importlib import import_module

            value: object = getattr(import_module(_HOMES[name]), name)
            return value
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse what the import system would set: a submodule in place of the function of its name."""
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        """List the public names."""
        return sorted({*super().__dir__(), *_HOMES})


sys.modules[__name__].__class__ = _Package
