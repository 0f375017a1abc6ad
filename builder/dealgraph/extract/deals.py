"""."""

from __future__ import annotations

from dealgraph.extract.reading import Reading


def find_deals(reading: Reading) -> None:
    """."""
