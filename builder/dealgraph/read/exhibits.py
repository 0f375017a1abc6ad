"""Part a report that was saved as one text into its body and its exhibits."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

_NUMBER = r"\d{1,3}(?:\.\d{1,3})?"
_SIGNATURE = re.compile(r"^[ \t]*SIGNATURES?[ \t]*:?[ \t]*$", re.IGNORECASE | re.MULTILINE)
# A letterhead or title may stand on the same line, to the left.
_HEADING = re.compile(
    rf"^(?:[^\n]{{1,60}}?(?: {{3}}|\t))?[ \t]*(?:EXHIBIT|EX)[ \t.-]*(?:NO\.?[ \t]*)?({_NUMBER})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LEADING = re.compile(rf"\s*(?:EXHIBIT|EX-)[ \t]*(?:NO\.?[ \t]*)?({_NUMBER})\b", re.IGNORECASE)
_INDEX = re.compile(
    r"^[ \t]*(?:EXHIBIT[ \t]+INDEX|INDEX[ \t]+(?:TO|OF)[ \t]+EXHIBITS)[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_INDEX_HEAD = re.compile(
    r"[ \t]*(?:exhibit|number|no\.|description|page|sequential|document|title)\b", re.IGNORECASE
)
_INDEX_ROW = re.compile(
    rf"[ \t]*(?:exhibit[ \t]+|ex-)?({_NUMBER})[*+#†]*[ \t.)–—-]+[^\n]*[A-Za-z]", re.IGNORECASE
)
_ALONE = re.compile(rf"[ \t]*({_NUMBER})[*+#†]*[ \t]*$")
_RELEASE = re.compile(
    r"^[ \t]*(?:FOR +IMMEDIATE +RELEASE|(?:PRESS|NEWS) +RELEASE|(?:(?:INVESTOR|MEDIA|COMPANY) +)?CONTACTS?:)",
    re.IGNORECASE | re.MULTILINE,
)
#: Less than this is a page number or a stray line, not an exhibit.
_SHORTEST = 200


def leading_exhibit(text: str) -> str:
    r"""Give the document type that the first line of a lone exhibit names, or "".

    >>> leading_exhibit("Exhibit 10.21\n\nCO-DEVELOPMENT AGREEMENT\n")
    'EX-10.21'
    """
    found = _LEADING.match(text)
    return f"EX-{found[1]}" if found else ""


def split_exhibits(text: str) -> list[tuple[str, str]]:
    r"""Part a report into (document type, text): the body, whose type is "", and its exhibits.

    Exhibits begin at a heading of their own ("EXHIBIT 99.1") after the signature, else after the rows of the
    exhibit index, else where a press release begins.

    >>> body = "Report.\n\nSIGNATURE\n\nA. Clerk\n\nEXHIBIT INDEX\n\n99.1 Press release of today\n\n"
    >>> [(kind, len(part)) for kind, part in split_exhibits(body + "A fee was paid today. " * 20)]
    [('', 73), ('EX-99.1', 441)]
    """
    signature = _SIGNATURE.search(text)
    if signature is None:
        return [("", text)]
    cuts = (
        _by_headings(text, signature.end())
        or _by_index(text, signature.end())
        or _by_release(text, signature.end())
    )
    bounds = [*cuts, (len(text), "")]
    if not cuts or any(b[0] - a[0] < _SHORTEST for a, b in pairwise(bounds)):
        return [("", text)]
    parts = [("", text[: cuts[0][0]])]
    parts += [(f"EX-{number}", text[a:b]) for (a, number), (b, _) in pairwise(bounds)]
    return [(kind, part.strip("\n") + "\n") for kind, part in parts]


def _by_headings(text: str, start: int) -> list[tuple[int, str]]:
    """Cut at lines that hold an exhibit's number only; the last of two, since an index may list it."""
    found = [(m.start(), m[1]) for m in _HEADING.finditer(text, start)]
    times = Counter(number for _, number in found)
    # A number on each page of its exhibit begins it once; in an index and on the exhibit, the last counts.
    last = {number: at for at, number in found if times[number] <= 2}
    first = {number: at for at, number in reversed(found)}
    return sorted((last.get(number, first[number]), number) for number in times)


def _by_index(text: str, start: int) -> list[tuple[int, str]]:
    """Cut after the last row of the exhibit index."""
    index = _INDEX.search(text, start)
    if index is None:
        return []
    at = end = index.end() + 1
    rows: list[str] = []
    gap = False
    for line in text[at : at + 20_000].split("\n"):
        at += len(line) + 1
        row = _INDEX_ROW.match(line) or _ALONE.match(line)
        if row:
            rows.append(row[1])
        elif not line.strip():
            gap = True
            continue
        elif gap if rows else not _INDEX_HEAD.match(line):
            break
        end, gap = at, False
    if not rows:
        return []
    release = next((number for number in rows if number.startswith("99")), rows[0])
    return [(min(end, len(text)), release)]


def _by_release(text: str, start: int) -> list[tuple[int, str]]:
    """Cut where a press release begins."""
    found = _RELEASE.search(text, start)
    if found is None:
        return []
    named = re.search(r"\b(99(?:\.\d{1,2})?)\b", text[: found.start()])
    return [(found.start(), named[1] if named else "99")]
