"""Text in XML: what stands between tags, and what stands in attributes."""

from __future__ import annotations

from xml.sax.saxutils import escape

from dealgraph.export.model import clean

#: Parsers turn these into spaces in attributes, and a lone CR into LF in text, unless they are written so.
_TEXT = {"\r": "&#13;"}
_ATTRIBUTE = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def text(value: str) -> str:
    """Write a text as the content of an element.

    >>> text("a < b & c")
    'a &lt; b &amp; c'
    """
    return escape(clean(value), _TEXT)


def attribute(value: str) -> str:
    r"""Write a text as the value of an attribute, with its quotation marks.

    >>> attribute('5" & more\n')
    '"5&quot; &amp; more&#10;"'
    """
    return f'"{escape(clean(value), _ATTRIBUTE)}"'
