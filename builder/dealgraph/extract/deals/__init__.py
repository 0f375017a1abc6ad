"""Agreements: phrases that name them, events that make them, and what their sentences say of them."""

from __future__ import annotations

from dealgraph.extract import datelines
from dealgraph.extract.deals import joint, status, verbs, votes
from dealgraph.extract.deals import names as agreements
from dealgraph.extract.deals.gather import find_deals

__all__ = ["find_deals", "forget_texts"]


def forget_texts() -> None:
    """Forget what is remembered of texts while a filing is read."""
    for remembered in (
        agreements.agreement_names, datelines._dateline, datelines._first_line_date, joint._definitions,
        status._endings, votes._beside, verbs.signs,
    ):  # fmt: skip
        remembered.cache_clear()
