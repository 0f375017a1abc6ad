"""One file's bytes to a `Filing`."""

from __future__ import annotations

import re

from dealgraph.errors import InputError
from dealgraph.filing import Document, Filing
from dealgraph.read.cover import Cover, read_cover
from dealgraph.read.encoding import decode, kind_of_binary, squeeze
from dealgraph.read.exhibits import leading_exhibit, split_exhibits
from dealgraph.read.header import Header, parse_header
from dealgraph.read.html import html_text, looks_like_html, nesting
from dealgraph.read.limits import DEFAULT, Limits
from dealgraph.read.markdown import looks_like_markdown, markdown_text
from dealgraph.read.plain import plain_text
from dealgraph.read.sgml import RawDocument, RawSubmission, is_submission, split, unix_lines

_NO_TEXT = {
    b"GRAPHIC": "graphics",
    b"ZIP": "a zip archive",
    b"EXCEL": "a spreadsheet",
    b"XML": "XML data",
    b"JSON": "data",
}
_XBRL = re.compile(rb"EX-10[01]\.(?:INS|SCH|CAL|DEF|LAB|PRE|REF)", re.IGNORECASE)
_UUENCODED = re.compile(rb"\s*(?:<PDF>\s*)?begin [0-7]{3} ", re.IGNORECASE)
_XML = re.compile(rb"\s*<XML>", re.IGNORECASE)


def canonical_text(text: str, file_name: str = "", *, limits: Limits = DEFAULT) -> str:
    r"""Turn a decoded document of any kind into canonical text.

    Args:
        text: The document.
        file_name: Its name, which helps to tell HTML from text.
        limits: Bounds on tags and depth.

    Raises:
        InputError: Its HTML has more tags than the limit, or nests deeper.

    >>> canonical_text("<p>A \\$2 fee</p><p>paid<br></p>")
    'A \\$2 fee\n\npaid\n'
    """
    if looks_like_html(text, file_name):
        tags = text.count("<")
        if tags > limits.max_tags:
            raise InputError(
                f"Its HTML has more than {limits.max_tags:,} tags",
                where=file_name,
                suggestion="Raise the limit max_tags if the file can be trusted",
            )
        if tags > limits.max_depth and nesting(text) > limits.max_depth:
            raise InputError(
                f"Its HTML nests deeper than {limits.max_depth} elements",
                where=file_name,
                suggestion="Raise the limit max_depth if the file can be trusted",
            )
        return html_text(text)
    text = squeeze(text)
    return markdown_text(text) if looks_like_markdown(text) else plain_text(text)


def read_bytes(data: bytes, source: str, *, limits: Limits = DEFAULT) -> Filing:
    r"""Read one file: a submission in any of EDGAR's forms, or a lone document.

    Args:
        data: The file's bytes, decompressed.
        source: Where they are from; goes into `Filing.source` and error messages.
        limits: Bounds on size, depth and number of documents.

    Raises:
        InputError: The file is empty, isn't text, is cut short, or exceeds a limit.

    >>> f = read_bytes(b"<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\nA fee.\n</TEXT>\n</DOCUMENT>", "a.txt")
    >>> f.documents[0].type, f.documents[0].file_name, f.documents[0].text
    ('EX-99.1', 'a.txt', 'A fee.\n')
    """
    if not data.strip(b"\x00 \t\r\n\f"):
        raise InputError("The file is empty", where=source, suggestion="Download it again")
    if len(data) > limits.max_file:
        raise InputError(
            f"The file is larger than {limits.max_file:,} bytes",
            where=source,
            suggestion="Raise the limit max_file if it can be trusted",
        )
    kind = kind_of_binary(data)
    if kind:
        raise InputError(
            f"This is {kind}, not a filing", where=source, suggestion="Give filings as text or HTML"
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:3] == b"\xef\xbb\xbf":
        data = decode(data).encode("utf-8", "replace")
    data = unix_lines(data)
    if is_submission(data):
        return _submission(split(data), source, limits)
    return _lone(data, source, limits)


def _submission(raw: RawSubmission, source: str, limits: Limits) -> Filing:
    """Make a filing of a submission's parts."""
    if not raw.documents:
        raise InputError(
            "The submission has no document",
            where=source,
            suggestion="Download it again; it may be cut short",
        )
    if not raw.complete:
        last = raw.documents[-1]
        name = (last.file_name or last.type).decode("latin-1")
        raise InputError(
            f"The submission ends inside its document {name!r}", where=source, suggestion="Download it again"
        )
    header = parse_header(decode(raw.header))
    if not raw.ended and len(raw.documents) < (header.document_count or 0):
        raise InputError(
            f"The submission ends after {len(raw.documents)} of its {header.document_count} documents",
            where=source,
            suggestion="Download it again",
        )
    if len(raw.documents) > limits.max_documents:
        raise InputError(
            f"The submission has more than {limits.max_documents:,} documents",
            where=source,
            suggestion="Raise the limit max_documents if it can be trusted",
        )
    documents: list[Document] = []
    skipped: list[tuple[str, str]] = []
    for number, part in enumerate(raw.documents, 1):
        name = decode(part.file_name).strip() or _base_name(source)
        reason = _no_text(part, limits)
        if reason is None:
            try:
                text = canonical_text(decode(part.body), name, limits=limits)
            except InputError as error:
                reason = error.problem
            else:
                reason = None if text else "no text"
        if reason is not None:
            skipped.append((name, reason))
            continue
        kind, description = decode(part.type).strip(), decode(part.description).strip()
        documents.append(Document(number, kind, name, text, description))
    return _filing(source, header, documents, skipped)


def _filing(source: str, header: Header, documents: list[Document], skipped: list[tuple[str, str]]) -> Filing:
    """Put together header and documents; a bare `<DOCUMENT>` has no header, so its cover page speaks."""
    cover = read_cover(documents[0].text) if documents and not header.filers else None
    cover = cover or Cover(form="")
    return Filing(
        source=source,
        form=header.form or (documents[0].type if documents else "") or cover.form,
        documents=tuple(documents),
        accession=header.accession,
        filed_on=header.filed_on or cover.filed_on,
        period=header.period or cover.period,
        items=header.items or cover.items,
        filers=header.filers or cover.filers,
        skipped=tuple(skipped),
    )


def _no_text(part: RawDocument, limits: Limits) -> str | None:
    """Say why a document isn't read, or None."""
    kind = part.type.upper()
    if kind in _NO_TEXT:
        return _NO_TEXT[kind]
    if _XBRL.match(kind):
        return "XBRL data"
    head = part.body[:200]
    if _UUENCODED.match(head):
        return "uuencoded data"
    if _XML.match(head):
        return "XML data"
    if len(part.body) > limits.max_text:
        return f"larger than {limits.max_text:,} bytes"
    return None


def _lone(data: bytes, source: str, limits: Limits) -> Filing:
    """Read a document that stands by itself."""
    text = canonical_text(decode(data), _base_name(source), limits=limits)
    if not text:
        raise InputError("The file holds no text", where=source, suggestion="Give filings as text or HTML")
    name = _base_name(source)
    cover = read_cover(text)
    if cover is None:
        return Filing(source=source, form="", documents=(Document(1, leading_exhibit(text), name, text),))
    parts = split_exhibits(text)
    documents = tuple(Document(i, kind or cover.form, name, part) for i, (kind, part) in enumerate(parts, 1))
    return Filing(
        source=source,
        form=cover.form,
        documents=documents,
        filed_on=cover.filed_on,
        period=cover.period,
        items=cover.items,
        filers=cover.filers,
    )


def _base_name(source: str) -> str:
    """Give the file's name of a source: its last part, without the archive it is in."""
    return source.replace("\\", "/").replace("!", "/").rstrip("/").rpartition("/")[2]
