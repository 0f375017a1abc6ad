"""."""

from __future__ import annotations

from dealgraph.extract.reading import Reading


def find_substances(reading: Reading) -> None:
    """."""
