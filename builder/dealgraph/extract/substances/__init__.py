"""Drugs and antigens: names, kinds, targets, developers."""

from __future__ import annotations

from dealgraph.extract.substances.developers import add_deal_developers
from dealgraph.extract.substances.find import find_substances

__all__ = ["add_deal_developers", "find_substances"]
