"""Documents that are contracts: title, preamble, parties, grants."""

from __future__ import annotations

from dealgraph.extract.contracts.find import find_contracts

__all__ = ["find_contracts"]
