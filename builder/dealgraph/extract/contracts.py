"""."""

from __future__ import annotations

from dealgraph.extract.reading import Reading


def find_contracts(reading: Reading) -> None:
    """."""
