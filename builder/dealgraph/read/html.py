"""HTML, inline XBRL too, to canonical text.

The tree is made by lexbor (through selectolax), which follows the HTML standard as browsers do, so that the
tag soup of thirty years of filing software reads as it was seen. The walk is flat: depth costs no stack.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from dealgraph.read.encoding import clean
from dealgraph.read.plain import drop_page_marks, tidy

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DROPPED = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "ix:header", "xbrl:header", "svg", "object"}
)
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
    "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul", "caption",
})  # fmt: skip
_LINES = frozenset({"li", "dt", "dd", "tr"})
_CELLS = frozenset({"td", "th"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)")
# Elements whose end tag may be left out, or that have none: they don't nest without end.
_FLAT = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr", "page", "s", "c", "caption",
    "fn",
})  # fmt: skip
_PAGE_BREAK = re.compile(r"(?:page-)?break-(?:before|after)\s*:\s*(?:always|page)")
_HTML_START = re.compile(r"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
# What Markdown and EDGAR's plain text never hold, though they may hold a <br> or a <TABLE>.
_HTML_MARK = re.compile(r"</?(?:p|div|font|td|tr|span|center|h[1-6]|li|ul)\b[^<>]{0,500}>", re.IGNORECASE)
_HEAD_SIGNS = frozenset({"$", "US$", "€", "£", "¥", "(", "$(", "($"})
_TAIL_SIGNS = frozenset({")", "%", ")%", "%)", "]"})


def looks_like_html(text: str, file_name: str = "") -> bool:
    r"""Tell HTML from EDGAR's plain text, which has tags of its own (`<PAGE>`, `<TABLE>`, `<S>`, `<C>`).

    >>> looks_like_html("<TABLE><CAPTION>\n<S>  <C>"), looks_like_html("<p>One</p><p>Two<br></p>")
    (False, True)
    """
    head = text[:20_000]
    if _HTML_START.search(head):
        return True
    marks = len(_HTML_MARK.findall(head))
    return marks >= 3 or (marks >= 1 and file_name.lower().endswith((".htm", ".html")))


def nesting(text: str) -> int:
    """Give an upper bound on how deep the elements of a document nest, without parsing it.

    Parsers take quadratic time on deep nests, so this is asked first.

    >>> nesting("<div><p>a<p>b<div></div></div>")
    2
    """
    depth = deepest = 0
    for closing, name in _TAG.findall(text):
        if name.lower() in _FLAT:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


class _Frame:
    """What has been written in one table cell, or outside of all tables."""

    __slots__ = ("blank", "buffer", "cells", "lines", "nests")

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.buffer: list[str] = []
        self.cells: list[_Frame] = []
        self.blank = True
        self.nests = False

    def line(self) -> None:
        """End the line."""
        if self.buffer:
            self.put(" ".join("".join(self.buffer).split()))
            self.buffer.clear()

    def put(self, text: str) -> None:
        """Add a line, unless it is empty."""
        if text:
            self.lines.append(text)
            self.blank = False

    def paragraph(self) -> None:
        """End the paragraph: the line, and a blank one after it."""
        self.line()
        if not self.blank:
            self.lines.append("")
            self.blank = True

    def page(self) -> None:
        """Mark the end of a page, so that its number can be told from other numbers."""
        self.paragraph()
        self.lines += ["\f", ""]

    def row(self) -> None:
        """End a table row: its cells become one line, unless they lay out whole paragraphs."""
        cells, self.cells = [c for c in self.cells if any(c.lines)], []
        if len(cells) > 1 and not any(c.nests for c in cells):
            self.put(_join_cells([" ".join(filter(None, c.lines)) for c in cells]))
            return
        for cell in cells:
            if self.lines and len(cells) > 1:
                self.paragraph()
            for text in cell.lines:
                if text:
                    self.put(text)
                else:
                    self.paragraph()


def _join_cells(cells: list[str]) -> str:
    """Part cells by tabs, but keep a currency sign or bracket with its number, as they are seen."""
    row = cells[0]
    for before, cell in pairwise(cells):
        glued = before in _HEAD_SIGNS or cell in _TAIL_SIGNS
        row += cell if glued else "\t" + cell
    return row


def html_text(text: str) -> str:
    r"""Turn HTML into canonical text.

    >>> html_text("<p>A <b>fee</b></p><table><tr><td>Fee<td>$<td>2.0<td>)</table><ul><li>a<li>b</ul>")
    'A fee\n\nFee\t$2.0)\n\na\nb\n'
    """
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(text).root
    if root is None:
        return ""
    frames = [_Frame()]
    lower = text.lower()
    _walk(root, frames, styled="display" in lower or "visibility" in lower or "break-" in lower)
    while len(frames) > 1:
        _leave("td", frames)
    frames[0].row()
    frames[0].paragraph()
    return tidy(drop_page_marks(clean("\n".join(frames[0].lines))))


def _walk(root: LexborNode, frames: list[_Frame], *, styled: bool) -> None:
    """Visit the tree in document order, without recursion."""
    last = root.mem_id
    node = root
    pre = 0
    while True:
        tag = node.tag
        entered = _enter(node, tag, frames, styled, pre)
        if entered and (child := node.child) is not None:
            pre += tag == "pre"
            node = child
            continue
        if entered:
            _leave(tag, frames)
        while (following := node.next) is None and node.mem_id != last:
            parent = node.parent
            if parent is None:
                return
            node = parent
            pre -= node.tag == "pre"
            _leave(node.tag, frames)
        if node.mem_id == last or following is None:
            return
        node = following


def _enter(node: LexborNode, tag: str | None, frames: list[_Frame], styled: bool, pre: int) -> bool:
    """Begin an element or take up a text; say whether to go into it."""
    frame = frames[-1]
    if tag == "-text":
        text = node.text_content or ""
        if pre:
            _preformatted(text, frame)
        else:
            frame.buffer.append(text)
        return False
    if tag == "br":
        frame.line()
        return False
    if tag == "hr" and len(frames) == 1:
        frame.page()
        return False
    if tag is None or tag in _DROPPED or tag == "-comment":
        return False
    if styled and (style := node.attributes.get("style")):
        style = style.lower()
        if ("display" in style or "visibility" in style) and _HIDDEN.search(style):
            return False
        if "break-" in style and len(frames) == 1 and _PAGE_BREAK.search(style):
            frame.page()
    if tag in _CELLS:
        frames.append(_Frame())
    elif tag in _LINES:
        frame.line()
    elif tag in _BLOCKS:
        frame.paragraph()
        if tag == "table":
            frame.nests = True
    return True


def _leave(tag: str | None, frames: list[_Frame]) -> None:
    """End an element."""
    frame = frames[-1]
    if tag in _CELLS:
        if len(frames) > 1:
            frame.paragraph()
            frames.pop()
            frames[-1].cells.append(frame)
    elif tag == "tr":
        frame.line()
        frame.row()
    elif tag in _LINES:
        frame.line()
    elif tag in _BLOCKS:
        frame.paragraph()


def _preformatted(text: str, frame: _Frame) -> None:
    """Take up text whose line breaks and spaces count."""
    first, *others = text.split("\n")
    frame.buffer.append(first)
    for line in others:
        frame.line()
        frame.buffer.append(line)
        if not line.strip():
            frame.paragraph()
