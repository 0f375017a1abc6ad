"""Bytes to text: the encodings that EDGAR has used, and characters that no text should hold."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: The first bytes of what people put among filings by mistake.
_MAGIC = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
)

# Bytes that cp1252 leaves undefined stand for themselves in latin-1; as text they mean nothing.
_CP1252 = {b: bytes([b]).decode("cp1252", "ignore") for b in range(0x80, 0xA0)}
_C1 = re.compile(r"[\x80-\x9f]")

# Control characters, zero-width and bidirectional marks, soft hyphens, noncharacters and lone surrogates are
# invisible, so a reader of the quoted evidence would never see them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r+\n|[\r\u2028\u2029\x0b]")
# str.translate has a fast path for ASCII text and this kind of table.
_ASCII = dict.fromkeys((*range(9), *range(14, 32), 127))
_LONG_RUN = re.compile("[ \t\u00a0]{121,}")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def kind_of_binary(data: bytes) -> str | None:
    r"""Name the kind of a file that isn't text, or None for text.

    >>> kind_of_binary(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    'a JPEG picture'
    >>> kind_of_binary(b"<SEC-DOCUMENT>") is None
    True
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(tuple(bom for bom, _ in _BOMS)):
        return None
    head = data[:4096]
    controls = sum(head.count(bytes([b])) for b in (*range(9), *range(14, 32)))
    return "binary data" if controls * 20 > len(head) else None


def decode(data: bytes) -> str:
    r"""Decode a document: a byte order mark, else UTF-8, else Windows-1252 (which holds latin-1 and ASCII).

    EDGAR takes ASCII only, but what was filed holds all of these; HTML's own `charset` is not looked
    at, since filing agents copy it from templates and it is wrong more often than the bytes are.

    >>> decode(b"\x93Humira\xae\x94")
    '“Humira®”'
    >>> decode("α4β7".encode("utf-16"))
    'α4β7'
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    # A UTF-8 document with a few bytes lost has many good sequences for each bad one;
    # a Windows-1252 one has none.
    if len(data) - len(text) > 8 * broken:
        return text
    return _C1.sub(lambda m: _CP1252[ord(m[0])], data.decode("latin-1"))


def squeeze(text: str) -> str:
    """Cut runs of more than 120 spaces, so that no pattern walks long ones again and again.

    >>> len(squeeze("a" + " " * 10_000 + "b"))
    122
    """
    return _LONG_RUN.sub(" " * 120, text)


def clean(text: str) -> str:
    r"""Drop invisible characters; make every line end a line feed and every kind of space a space.

    >>> clean("a\u00a0b\r\nc\x00\u200bd")
    'a b\ncd'
    """
    if text.isascii():
        text = text.translate(_ASCII)
    else:
        text = _C1.sub(lambda m: _CP1252[ord(m[0])], text)
        text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    return _LINE_ENDS.sub("\n", text) if any(c in text for c in "\r\x0b\u2028\u2029") else text
