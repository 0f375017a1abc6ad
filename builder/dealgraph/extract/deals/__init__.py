"""Agreements: phrases that name them, events that make them, and what their sentences say of them."""

from __future__ import annotations

from dealgraph.extract.deals.gather import find_deals

__all__ = ["find_deals"]
