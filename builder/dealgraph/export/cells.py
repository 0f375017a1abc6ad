"""Cells of tables that a spreadsheet opens."""

from __future__ import annotations

#: A cell that begins so is a formula to some spreadsheet (OWASP, "CSV Injection"), in full-width form too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def guard(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula, blanks before it or not.

    >>> guard("=1+1"), guard(" @x"), guard("SGN-40")
    ("'=1+1", "' @x", 'SGN-40')
    """
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text
