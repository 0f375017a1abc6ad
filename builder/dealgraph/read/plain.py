"""EDGAR's plain text documents to canonical text.

Line breaks stay as they were filed, so that columns stay columns; what goes is what marks pages and tables
rather than says anything.
"""

from __future__ import annotations

import html
import re

from dealgraph.read.encoding import clean

# EDGAR's own tags in text: <PAGE>, tables with <CAPTION>, <S> and <C> columns, footnotes <FN> and <F1>.
_TABLE_TAG = re.compile(r"</?(?:TABLE|CAPTION|S|C|FN|F\d{1,2})>[ \t]*", re.IGNORECASE)
_PAGE_TAG = re.compile(r"</?PAGE>", re.IGNORECASE)
_NUMBER = r"(?:[A-Z]{1,2}-)?(?:\d{1,4}|[ivxlc]{1,7})"
# A line that holds a page number and nothing else; alone it says nothing about pages ("2" may be a
# table's cell).
_PAGE_NUMBER = re.compile(
    rf"[ \t]*(?:page[ \t]+)?[-–—(]?[ \t]*{_NUMBER}[ \t]*[-–—)]?(?:[ \t]+of[ \t]+\d{{1,4}})?[ \t]*",
    re.IGNORECASE,
)
# These are page marks wherever they stand: "- 2 -", "F-12", "Page 3 of 12".
_SURE_NUMBER = re.compile(
    r"[ \t]*(?:F-\d{1,3}|[-–—][ \t]?\d{1,4}[ \t]?[-–—]|page[ \t]+\d{1,4}[ \t]+of[ \t]+\d{1,4})[ \t]*",
    re.IGNORECASE,
)
_MARKDOWN_PAGE = re.compile(r"\{\d{1,5}\}-{10,}[ \t]*")
# The footer of the contract library that CUAD's texts were printed from.
_LIBRARY_FOOTER = re.compile(
    r"[ \t]*Source: [^\n]{2,120}, [A-Z0-9][A-Z0-9/ -]{0,14}, \d{1,2}/\d{1,2}/\d{4}[ \t]*"
)
# Lines that only rule a page or a table; three signs may mean something ("***" is a redaction, "###" an end).
_RULE = re.compile(r"(?=.*(?:--|==|__|\*\*|~~){2})[-=_*~| \t]+")
_RULE_SIGNS = frozenset("-=_*~|")
# What a page mark can begin with.
_MARK_SIGNS = frozenset("<-–—pPSF{")
_CONTENTS = re.compile(r"[ \t]*table of contents[ \t]*", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")


def plain_text(text: str) -> str:
    r"""Turn a plain text document into canonical text.

    >>> plain_text("R&amp;D milestone.\r\n  \n\n\n<PAGE>    2\npaid  \n")
    'R&D milestone.\n\npaid\n'
    """
    text = clean(text)
    if "&" in text:
        text = clean(_ENTITY.sub(lambda m: html.unescape(m[0]), text))
    text = _TABLE_TAG.sub("", text) if "<" in text else text
    return tidy(drop_page_marks(text))


def tidy(text: str) -> str:
    """Strip trailing spaces, shared indentation of each paragraph, rules, and all blank lines but one."""
    blocks: list[str] = []
    block: list[str] = []
    for raw in text.replace("\f", "\n").split("\n"):
        line = raw.rstrip()
        if not line:
            if block:
                blocks.append(_dedent(block))
                block = []
        elif not (line.lstrip()[0] in _RULE_SIGNS and _RULE.fullmatch(line)):
            block.append(line)
    if block:
        blocks.append(_dedent(block))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _dedent(lines: list[str]) -> str:
    """Take off the margin that all lines of a paragraph share."""
    if lines[0][0] != " ":
        return "\n".join(lines)
    margin = min(len(line) - len(line.lstrip(" ")) for line in lines)
    return "\n".join(line[margin:] for line in lines)


def drop_page_marks(text: str) -> str:
    r"""Take out page marks and the page numbers beside them, and close the gap where a sentence runs on.

    >>> drop_page_marks("Under the new agreement the licensee has agreed to\n\n- 4 -\n\npay a fee.\n")
    'Under the new agreement the licensee has agreed to\npay a fee.\n'
    """
    lines = text.split("\n")
    marks = [i for i, line in enumerate(lines) if line and _is_mark(line)]
    if "able of c" in text or "ABLE OF C" in text or "able of C" in text:
        contents = [i for i, line in enumerate(lines) if _CONTENTS.fullmatch(line)]
        # Said once, it heads the contents; said again and again, it is the link on top of every page.
        marks += contents if len(contents) > 2 else []
    if not marks:
        return text
    gone = set(marks)
    for i in marks:
        if not _SURE_NUMBER.fullmatch(lines[i]):
            gone.update(_numbers_beside(lines, i))
    return "\n".join(_without(lines, gone))


def _is_mark(line: str) -> bool:
    """Say whether a line is a page mark by itself."""
    sign = line.lstrip()[:1]
    if not sign:
        return "\f" in line
    if sign not in _MARK_SIGNS or "\f" in line:
        return "\f" in line
    if sign == "<":
        return _PAGE_TAG.match(line.lstrip()) is not None and len(line.strip()) < 40
    if sign == "S":
        return _LIBRARY_FOOTER.fullmatch(line) is not None
    return _SURE_NUMBER.fullmatch(line) is not None or _MARKDOWN_PAGE.fullmatch(line) is not None


def _numbers_beside(lines: list[str], mark: int) -> list[int]:
    """Find the page number just above or below a mark, over blank lines."""
    found = []
    for step in (-1, 1):
        i = mark + step
        while 0 <= i < len(lines) and not lines[i].strip() and abs(i - mark) < 8:
            i += step
        if 0 <= i < len(lines) and (_PAGE_NUMBER.fullmatch(lines[i]) or _CONTENTS.fullmatch(lines[i])):
            found.append(i)
    return found


def _without(lines: list[str], gone: set[int]) -> list[str]:
    """Leave these lines out; where a page broke a sentence, leave out the blank lines around as well."""
    kept: list[str] = []
    broke = False
    for i, line in enumerate(lines):
        if i in gone:
            broke = True
            if "\f" in line and line.strip():
                kept.append(line.replace("\f", ""))
            continue
        if broke and line.strip():
            if _runs_on(kept, line):
                while kept and not kept[-1].strip():
                    kept.pop()
            elif kept and kept[-1].strip():
                kept.append("")
            broke = False
        kept.append(line)
    return kept


def _runs_on(kept: list[str], line: str) -> bool:
    """Say whether a line goes on with the sentence that the page break cut."""
    before = next((k.rstrip() for k in reversed(kept) if k.strip()), "")
    return before != "" and before[-1] not in '.:;!?"”)' and line.lstrip()[0].islower()
