"""Cut an EDGAR submission into its header and its documents.

EDGAR's SGML is line based: a tag that opens a line, and its value up to the end of the line. Only
`<DOCUMENT>` and `<TEXT>` are closed. So a scanner for two tags reads every form in use since 1993, on bytes,
before anything is decoded, and without touching the graphics (docs/reading.md says what else was tried).

Source: EDGAR Public Dissemination Service, technical specification, "Dissemination file format".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# The line feed in front is a literal prefix, which makes the search three times as fast as "^".
_MARK = re.compile(rb"\n<(/?)(DOCUMENT|TEXT|document|text)>")
_FIELD = re.compile(rb"^[ \t]*<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>([^\n]*)", re.MULTILINE | re.IGNORECASE)
_SUBMISSION = re.compile(rb"^<(SEC-DOCUMENT|IMS-DOCUMENT|SEC-HEADER|IMS-HEADER|SUBMISSION)>", re.MULTILINE)
_CLOSED = re.compile(rb"^</(SEC-DOCUMENT|IMS-DOCUMENT|SUBMISSION)>", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document as it stands in the submission, undecoded. `closed` is False where the file ends in it."""

    type: bytes
    sequence: bytes
    file_name: bytes
    description: bytes
    body: bytes
    closed: bool = True


@dataclass(frozen=True, slots=True)
class RawSubmission:
    """Header and documents.

    `ended` says whether the submission's own end tag is there; `complete` is False where, without it, the
    file stops inside a document.
    """

    header: bytes
    documents: tuple[RawDocument, ...]
    ended: bool
    complete: bool


def unix_lines(data: bytes) -> bytes:
    r"""Make every line end a line feed.

    >>> unix_lines(b"<A>1\r<B>2\r\n<C>3\r\r\n")
    b'<A>1\n<B>2\n<C>3\n'
    """
    if b"\r" not in data:
        return data
    return data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def is_submission(data: bytes) -> bool:
    r"""Say whether this begins as a submission, a dissemination file or a bare `<DOCUMENT>`.

    >>> is_submission(b"<DOCUMENT>\n<TYPE>8-K\n")
    True
    >>> is_submission(b"<html><body>")
    False
    """
    head = data[:20_000]
    return _SUBMISSION.search(head) is not None or head.lstrip()[:10].upper() == b"<DOCUMENT>"


def split(data: bytes) -> RawSubmission:
    r"""Cut a submission with unix line ends into header and documents.

    >>> raw = split(b"<SEC-HEADER>x\n<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nHello\n</TEXT>\n</DOCUMENT>\n")
    >>> raw.documents[0].type, raw.documents[0].body, raw.complete
    (b'8-K', b'Hello\n', True)
    """
    data = b"\n" + data
    marks = [(m.start(), m.end(), bool(m[1]), m[2].upper()) for m in _MARK.finditer(data)]
    starts = [i for i, (_, _, closing, name) in enumerate(marks) if not closing and name == b"DOCUMENT"]
    header = data[: marks[starts[0]][0]] if starts else data
    documents = tuple(_documents(data, marks))
    wrapped = _SUBMISSION.search(header) is not None
    ended = _CLOSED.search(data[-400:]) is not None
    return RawSubmission(header, documents, ended, ended or not wrapped or all(d.closed for d in documents))


def _documents(data: bytes, marks: list[tuple[int, int, bool, bytes]]) -> Iterator[RawDocument]:
    """Give the documents that these marks part."""
    opened: int | None = None
    text_from = text_to = -1
    for start, end, closing, name in [*marks, (len(data), len(data), False, b"END")]:
        if name == b"TEXT":
            if opened is not None and not closing and text_from < 0:
                text_from = end
            elif closing and text_from >= 0:
                text_to = start + 1
            continue
        if opened is not None:
            body_end = text_to if text_to >= 0 else min(start + 1, len(data))
            yield _document(data, opened, text_from, body_end, closed=closing)
        opened = None if closing or name == b"END" else end
        text_from = text_to = -1


def _document(data: bytes, opened: int, text_from: int, text_to: int, *, closed: bool) -> RawDocument:
    """Read the four header lines of a document and cut out its body."""
    fields_to = text_from if text_from >= 0 else min(text_to, opened + 2_000)
    fields = {m[1].upper(): m[2].strip() for m in _FIELD.finditer(data, opened, fields_to)}
    body_from = text_from if text_from >= 0 else fields_to
    body = data[body_from:text_to].removeprefix(b"\n")
    return RawDocument(
        fields.get(b"TYPE", b""),
        fields.get(b"SEQUENCE", b""),
        fields.get(b"FILENAME", b""),
        fields.get(b"DESCRIPTION", b""),
        body,
        closed,
    )
