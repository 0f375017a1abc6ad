"""Markdown, as tools that clean filings write it, to canonical text."""

from __future__ import annotations

import re

from dealgraph.read.plain import plain_text

_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!$~|<>&=])")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?=\S)(.*?)[ \t]*#*$", re.MULTILINE)
# Three stars that don't open on a word are a redaction ("***, provided that"), as are "[***]" and "(***)".
_STRONG = re.compile(
    r"(?<![\\*\[\w])(?:(\*{1,2})(?=[^\s*,.;:)\]])|(\*{3})(?=\w))([^*\n]{0,2000}?[^\s*])(?(1)\1|\2)(?![*\]])"
)
_UNDERSCORED = re.compile(r"(?<![\w\\_])(_{1,3})(?=[^\s_])([^_\n]{0,500}?[^\s_])\1(?![\w_])")
_RULE_ROW = re.compile(
    r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:[|\t][ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$"
    r"|^[ \t]*\|[ \t]*:?-{2,}:?[ \t]*\|[ \t]*$"
)
_ROW = re.compile(r"^[ \t]*\|(.*)\|[ \t]*$")
_INLINE_TAG = re.compile(r"</?(?:sup|sub|b|i|u|em|strong|span|a)(?: [^<>\n]{0,200})?>", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br ?/?>", re.IGNORECASE)
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\((?:[#/]|https?:)[^()\s]{0,500}\)")
_SIGNS = re.compile(
    r"\\[$*_#\[\]~|.-]|^#{1,6} [^\s#]|\*\*[^*\s][^*\n]{0,300}\*\*|^[ \t]*\|[ \t]*:?-{3,}|^\{\d+\}-{10,}",
    re.MULTILINE,
)
# Escaped characters wait on a private plane while the marks around them are taken off.
_PLANE = 0xF0000


def looks_like_markdown(text: str) -> bool:
    r"""Tell Markdown from plain text by marks that plain filings don't have.

    >>> looks_like_markdown("a \\$2.0 million fee"), looks_like_markdown("a $2.0 million fee [***]\n###\n")
    (True, False)
    """
    return _SIGNS.search(text) is not None


def markdown_text(text: str) -> str:
    r"""Turn a Markdown document into canonical text.

    >>> markdown_text("# *Terms*\n\nPay **\\$2** or [***].\n\n| Event | Fee |\n|---|---|\n| IND | \\$1 |")
    'Terms\n\nPay $2 or [***].\n\nEvent\tFee\nIND\t$1\n'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _ESCAPE.sub(lambda m: chr(_PLANE + ord(m[1])), text)
    text = "\n".join(line for raw in text.split("\n") if (line := _row(raw)) is not None)
    text = _HEADING.sub(r"\1", _PICTURE.sub("", text))
    text = _INLINE_TAG.sub("", _LINK.sub(r"\1", _BREAK_TAG.sub(" ", text)))
    text = _UNDERSCORED.sub(r"\2", _STRONG.sub(r"\3", _STRONG.sub(r"\3", text)))
    return plain_text(text.translate({_PLANE + i: i for i in range(128)}))


def _row(line: str) -> str | None:
    """Make a table row of tab-parted cells, and nothing of the rule below the head."""
    if _RULE_ROW.match(line):
        return None
    row = _ROW.match(line)
    if row is None:
        return line
    cells = [_BREAK_TAG.sub(" ", cell).strip() for cell in row[1].split("|")]
    return "\t".join(cell for cell in cells if cell)
