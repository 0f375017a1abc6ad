"""Text in XML: what stands between tags, and what stands in attributes."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from dealgraph.export.model import clean

#: Line ends that parsers make LF of, those that only parsers of XML 1.1 do among them.
_TEXT = {"\r": "&#13;", "\x85": "&#133;", "\u2028": "&#8232;"}
#: In attributes, parsers make spaces of these too.
_ATTRIBUTE = {**_TEXT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}

# Nearly every text is plain, and is told by one look.
_SPECIAL = re.compile("[^ !#-%'-;=?-~\xa0-\u2027\u2030-\ud7ff]")

#: What an NMTOKEN of plain letters can't hold, and what we use for other characters.
_NO_TOKEN = re.compile("[^A-Za-z0-9.-]")
_TOKENS = {"/": ":", "|": "__"}


def text(value: str) -> str:
    """Write a text as the content of an element.

    >>> text("a < b & c")
    'a &lt; b &amp; c'
    """
    return escape(clean(value), _TEXT) if _SPECIAL.search(value) else value


def attribute(value: str) -> str:
    r"""Write a text as the value of an attribute, with its quotation marks.

    >>> attribute('5" & more\n')
    '"5&quot; &amp; more&#10;"'
    """
    return f'"{escape(clean(value), _ATTRIBUTE) if _SPECIAL.search(value) else value}"'


def token(value: str) -> str:
    """Write an id as an NMTOKEN, the type of ids in GraphML, another for each id.

    Source: https://www.w3.org/TR/xml/#NT-Nmtoken

    >>> token("drug/abc-1|targets|antigen/her2"), token("a:b")
    ('"drug:abc-1__targets__antigen:her2"', '"a_3A.b"')
    """
    return f'"{_NO_TOKEN.sub(lambda m: _TOKENS.get(m[0]) or f"_{ord(m[0]):X}.", value)}"'
