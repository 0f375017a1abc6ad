r"""Filings in every form that EDGAR has used, to `Filing` and `Document` with canonical text.

>>> filing = read_bytes(b"<p>A fee of $2 million was paid.</p><p>It is due.</p><br>", "release.htm")
>>> filing.documents[0].text
'A fee of $2 million was paid.\n\nIt is due.\n'
"""

from __future__ import annotations

from dealgraph.read.archives import Unread
from dealgraph.read.limits import DEFAULT, Limits
from dealgraph.read.sources import Source, find_sources, read_path
from dealgraph.read.submission import canonical_text, read_bytes

__all__ = [
    "DEFAULT",
    "Limits",
    "Source",
    "Unread",
    "canonical_text",
    "find_sources",
    "read_bytes",
    "read_path",
]
