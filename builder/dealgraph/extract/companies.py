"""."""

from __future__ import annotations

from dealgraph.extract.reading import Reading


def find_companies(reading: Reading) -> None:
    """."""
