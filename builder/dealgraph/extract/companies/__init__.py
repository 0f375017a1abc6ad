"""The organisations of a filing: their names, the short forms defined for them, and who "we" is."""

from __future__ import annotations

from dealgraph.extract.companies.find import find_companies

__all__ = ["find_companies"]
