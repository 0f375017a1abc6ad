"""Canonical text as the finders read it: one flat string per document, its blocks and its sentences.

`Page.flat` has the same length as the document's text, so every offset in it is an offset in the document. In it
soft line breaks are spaces, quotes and dashes have one form each, and a line feed always ends a block. Finders
search `flat` and quote from `text`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from dealgraph.extract.prefilter import holds_any
from dealgraph.facts import Span
from dealgraph.filing import Document

#: One form for each kind of quote, dash and space; all replacements are one character long.
_ONE_FORM: tuple[tuple[str, str], ...] = (
    *((c, '"') for c in "\u201c\u201d\u201e\u201f\u00ab\u00bb"),
    *((c, "'") for c in "\u2018\u2019\u201a\u00b4`"),
    *((c, "-") for c in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"),
    *((c, " ") for c in "\u00a0\u2007\u2009\u202f\u200b\ufeff\r\f\v"),
    *((c, "\n") for c in "\u2028\u2029\x85"),
)
#: A heading may end in the full stop of a company's legal form, if it tells nothing.
_NAMED = re.compile(r"\b(?:Inc|Ltd|Corp|Co|L\.P|S\.A|N\.V|B\.V|A\.G|S\.p\.[Aa])\.$")
_TELLS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|may|shall|[a-z]{3,}ed|sold|paid|bought|sells?|buys?|pays?"
    r"|and between|by and)\b"
)
#: Begins with the line feed before a line, which is found far quicker than `^`.
_PAGE_MARK = re.compile(
    r"\n[ \t]*(?:\{\d{1,4}\}-{5,}|-{0,3} ?\d{1,4} ?-{0,3}|(?:F|S|A)-\d{1,3}|page \d+(?: of \d+)?|<PAGE>.{0,20}"
    r"|XML \d+ R\d+\.htm.{0,60}|table of contents)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
#: Lines that only their middle or ending tells, and what each such line of a kind holds, in small letters.
_LATE_MARK = re.compile(
    r"\n[ \t]*(?:.{0,30}\bForm 10-[KQ][ \t]*\|[ \t]*\d{1,4}|\d{1,4}[ \t]*\|.{0,30}\bForm 10-[KQ]"
    r"|.{0,200}\[(?:Abstract|Text Block|Line Items|Member|Axis|Domain|Table|Roll Forward)\][ |]*)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FORM_MARKS = ("form 10-", "|")
_TABLE_MARKS = (
    "[abstract", "[text block", "[line items", "[member", "[axis", "[domain", "[table", "[roll forward",
)  # fmt: skip
#: "ZestrelTM in the United States": a sign that a conversion has made letters of.
_TRADE_MARK = re.compile(r"TM(?<=[a-z]{2}TM)(?=[\s,.;:)])")
_BREAK = re.compile(r"\n[ \n]*")
_BULLET = re.compile(r"[ ]*(?:[-*•·o▪■●►][ ]+|\(?[a-z0-9ivx]{1,4}[.)][ ]+)", re.IGNORECASE)
#: A line of a table set with blanks: words, and a payment far to their right.
_COLUMN = re.compile(
    r"[A-Za-z0-9).,;:\]] {3,}(?:US ?|USD ?|EUR ?)?[$\u20ac] {0,4}"
    r"(?:\d[\d,.]*(?: [Mm]illion)?|\[[ *.]{1,12}\]|\*{1,4})[.;]?[ ]*$"
    r"|^ *-{3,} {3,}-{3,} *$|^ *(?:US ?)?[$\u20ac] ?\d[\d,.]* {3,}[A-Z]"
)
#: Of these each such line holds one.
_COLUMN_SIGNS = ("$", "\u20ac", "---")
#: A line of a list that ends in its payment ("First approval in Japan: $500,000").
_PRICED = re.compile(
    r"(?:: ?|\.{4,} ?)(?:US ?|USD ?|EUR ?)?(?:[$\u20ac] ?)?(?:\d[\d,.]*(?: ?[Mm]illion| ?M)?"
    r"|\[[ *.]{1,12}\]|\*{1,4})\)?$"
)
#: A line that ends in a payment, as the row of a table does that has lost its columns ("Approval of an NDA $500,000").
_PAID = re.compile(
    r"(?:[$\u20ac\u00a3] {0,4}\d[\d,.]*(?: ?[Mm]illion| ?MM?)?|[$\u20ac\u00a3]? ?\[[ *.\u2026]{1,12}\]"
    r"|\d(?:,\d{3}){2,})$"
)
#: A line that begins with one, with its event behind it ("$50,000 Dosing of the first patient").
_PAYS_FIRST = re.compile(r"[$\u20ac] ?\d[\d,.]*(?: [Mm]illion)? (?:[A-Z]|(?:up)?on |for ).*(?<! and)(?<!,)$")
#: Two such lines are of a form ("Sponsor: Acme, Inc.").
_LABELLED = re.compile(r"[A-Z][A-Za-z/() ]{1,30}: ")
_ENDS_PAID = "0123456789]nM"
#: A line that ends so goes on in the next, however short: tables of XBRL viewers break sentences at each figure.
_HANGING = frozenset(
    ("in", "on", "of", "to", "the", "a", "an", "and", "at", "by", "with", "from", "through", "than", "until", "which",
     "In", "On", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
     "November", "December")
)  # fmt: skip
_DAY_ALONE = re.compile(r"\d{1,2},")
#: Where a section of a contract begins whose lines have been lost ("... of Net Sales. 5.4 Milestones. Licensee ...").
_SECTION_BEGINS = re.compile(r"(?<=[.;:]) (?=\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.? [\"(]?[A-Z][a-z])")
_CONTRACTS = ("EX-10", "EX-2.")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}")
#: Of 16,000 sentences of contracts and filings none has 3,000 characters; a million without a stop is no sentence.
LONGEST = 4_000
_STOP = re.compile(r"[.!?][\"')\]]*(?=[ \t]+(?:[\"'(\[]?[A-Z0-9$]|\([a-z]{1,3}\) [A-Z]))")
# A full stop after these ends no sentence; after a suffix it does when a word that opens sentences follows.
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|No|Nos|vs|approx|Sec|Art|Fig|Vol|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|Mass|Calif|Conn|Penn|Fla|Ill|Ont|Wash|Md|Va|Pa|e\.g|i\.e|cf|al|et seq|Messrs|Ph\.D|M\.D)$"
)
_SUFFIX = re.compile(
    r"\b(?:Inc|INC|LTD|CORP|CO|Ltd|Co|Corp|Cos|Bros|Intl|L\.P|LP|S\.A|N\.V|B\.V|A\.G|S\.p\.[Aa]|K\.K|Pty|Pte|plc|Jr|Sr|U\.S|U\.K|E\.U)$"
)
_STARTER = re.compile(
    r"[\"'(\[]?(?:The|In|On|Under|Pursuant|According to|We|Our|As|At|This|These|If|Upon|Both|Either|For|By|To|It"
    r"|Its|An?|During|Through"
    r"|There|Following|With|After|Additionally|Also|Subject|Such|All|Each|Any|Effective|Concurrently|No|However|Because"
    r"|Separately|Meanwhile|Previously|Earlier|Prior to|Another|But|Terms|Details|Specifically|Initially|Until|Within"
    r"|Thereafter|Subsequently|Likewise|Similarly|Moreover|Once"
    r"|Although|Since|When|While|Where|From|Unless|Further|Furthermore|Accordingly|He|She|They|That|Based|Dr\.|Financial)\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, heading, list item or table row of a page; `start` and `end` are offsets in the page."""

    index: int
    start: int
    end: int
    block: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table row. `heading` is true of a short line that titles what follows."""

    index: int
    start: int
    end: int
    heading: bool
    row: bool


@dataclass(frozen=True)  # without slots, since blocks and sentences are read when they are first asked for
class Page:
    """A document prepared for finders.

    Attributes:
        document: The document.
        flat: Its text in one form, of equal length.
    """

    document: Document
    flat: str = field(repr=False)

    @classmethod
    def of(cls, document: Document) -> Page:
        r"""Prepare a document.

        >>> page = Page.of(Document(1, "8-K", "a.txt", "Heading\n\nAcme, Inc. paid us.\nIt was the first. We rejoice."))
        >>> [s.text for s in page.sentences]
        ['Heading', 'Acme, Inc. paid us.', 'It was the first.', 'We rejoice.']
        """
        flat = _flatten(document.text)
        return cls(
            document, _SECTION_BEGINS.sub("\n", flat) if document.type.startswith(_CONTRACTS) else flat
        )

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in order; they cover all text that isn't white space."""
        return _blocks(self.flat)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order; they cover all text that isn't white space."""
        return _sentences(self.flat, self.blocks)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(s.start for s in self.sentences)

    def sentence_at(self, offset: int) -> Sentence | None:
        """Give the sentence that holds an offset, or the last one before it; None on an empty page."""
        if not self.sentences:
            return None
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def reworded(self, flat: str, sentences: tuple[Sentence, ...]) -> Page:
        """Give the page with another text of equal length, cut into the same blocks and sentences."""
        page = Page(self.document, flat)
        vars(page).update(blocks=self.blocks, sentences=sentences)  # where cached properties are kept
        return page

    def span(self, start: int, end: int) -> Span:
        """Quote a passage, without white space at its ends."""
        text = self.document.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(self.document.sequence, start, end, text[start:end])


def _flatten(text: str) -> str:
    flat = text
    for char, plain in _ONE_FORM:  # a search for each is far quicker than str.translate
        flat = flat.replace(char, plain)
    if "TM" in flat:
        flat = _TRADE_MARK.sub("\u2122 ", flat)
    flat = _PAGE_MARK.sub(_blank, "\n" + flat)[1:]
    lowered = flat.lower()
    if all(mark in lowered for mark in _FORM_MARKS) or holds_any(lowered, _TABLE_MARKS):
        flat = _LATE_MARK.sub(_blank, "\n" + flat)[1:]
    pieces: list[str] = []
    last = 0
    line_start = 0
    for match in _BREAK.finditer(flat):
        start, end = match.span()
        blank = flat.find("\n", start + 1, end) > 0
        while start > line_start and flat[start - 1] == " ":
            start -= 1
        if _soft(flat, line_start, start, end, blank):
            pieces += (flat[last:start], " " * (end - start))
            last = end
        line_start = end
    pieces.append(flat[last:])
    return "".join(pieces)


def _blank(line: re.Match[str]) -> str:
    return "\n" + " " * (len(line.group()) - 1)


def _soft(flat: str, line_start: int, start: int, end: int, blank: bool) -> bool:
    """Tell whether the break at start..end only wraps a line (or a page) inside a paragraph."""
    if start == line_start or end >= len(flat):
        return False
    before, after = flat[start - 1], flat[end]
    if blank:
        return after.islower() and (before.isalnum() or before in ",-(") and start - line_start > 40
    line = flat[line_start:start]
    if "\t" in line or "\t" in flat[end : end + 40].split("\n", 1)[0]:
        return False
    if line[-1] == ";" and not after.islower():
        return False
    if line[-1] in "0123456789])*nM" and not after.islower() and _priced(line):
        return False
    if (before in _ENDS_PAID or before == ":") and not after.islower() and _is_row(flat, line, end):
        return False
    if line.find(":", 2, 34) > 0 and _LABELLED.match(line) and _LABELLED.match(flat, end):
        return False
    if line[0] == after and (after == "|" or (after in "$\u20ac" and _PAYS_FIRST.match(line))):
        return False
    if "   " in line and _is_column(line):
        return _indent(flat, end) > _indent(flat, line_start) and not _column_follows(flat, end)
    if flat.find("   ", end, end + 200) >= 0 and _column_follows(flat, end):
        return _indent(flat, end) > _indent(flat, line_start)
    if line.rfind("(") > line.rfind(")") and line[-1] in ":,":  # "(Nasdaq:" goes on
        return True
    if line.isupper() and len(line) > 20 and not flat[end : end + 60].split("\n", 1)[0].isupper():
        return False  # a heading in capitals over a line that isn't
    if after == "$" and before == "," and len(line) > 20:
        return True
    if (after.isalnum() or after == "$") and (
        line[line.rfind(" ") + 1 :] in _HANGING or _DAY_ALONE.fullmatch(line)
    ):
        return True
    if _BULLET.match(flat, end):
        return False
    if end + 200 < len(flat) and "\n" not in flat[end : end + 200]:
        return after.islower()  # lines so long are paragraphs, not wrapped
    if before == "." and start - line_start > 200 and not after.islower():
        return False  # nor is a line so long, which a full stop ends
    if start - line_start < 45:
        return after.islower() and before not in ".:;"
    return not (before in ".:" and (start - line_start < 55 or (before == ":" and after in "$(\u20ac[")))


def _indent(flat: str, at: int) -> int:
    """Count the blanks that the line begins with whose first word stands at an offset."""
    first = at
    while first < len(flat) and flat[first] == " ":
        first += 1
    return first - (flat.rfind("\n", 0, first) + 1)


def _column_follows(flat: str, at: int) -> bool:
    """Tell whether the line at an offset ends in a column of payments or begins with one, or rules one off."""
    stop = flat.find("\n", at)
    return _is_column(flat[at : stop if stop >= 0 else len(flat)])


def _is_column(line: str) -> bool:
    return holds_any(line, _COLUMN_SIGNS) and _COLUMN.search(line) is not None


def _priced(line: str) -> bool:
    low = max(0, len(line) - 60)
    if line.find("....", low) >= 0:
        return _PRICED.search(line, low) is not None
    colon = line.rfind(":", low)  # behind which no payment has another
    return colon >= 0 and _PRICED.match(line, colon) is not None


def _is_row(flat: str, line: str, after: int) -> bool:
    """Tell whether the next line is a row that ends in a payment, below a line with a colon or another such row."""
    stop = flat.find("\n", after)
    following = flat[after : stop if stop >= 0 else len(flat)].rstrip()
    return (
        (line[-1] == ":" or _is_paid(line))
        and following[-1:] in tuple(_ENDS_PAID)
        and len(following) < 160
        and _is_paid(following)
    )


def _is_paid(line: str) -> bool:
    return _PAID.search(line, max(0, len(line) - 24)) is not None


def _blocks(flat: str) -> tuple[Block, ...]:
    out: list[Block] = []
    for match in re.finditer(r"[^\n]*[^\s][^\n]*", flat):
        start, end = match.span()
        while flat[start].isspace():
            start += 1
        while flat[end - 1].isspace():
            end -= 1
        line = flat[start:end]
        row = "\t" in line
        closed = line[-1] in ".;," and not (
            len(line) < 90 and _NAMED.search(line) and not _TELLS.search(line)
        )
        heading = not row and len(line) <= 160 and not closed and not line[0].islower()
        out.append(Block(len(out), start, end, heading, row))
    return tuple(out)


def _sentences(flat: str, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    out: list[Sentence] = []
    for block in blocks:
        start = block.start
        for match in _STOP.finditer(flat, block.start, block.end):
            head = flat[max(start, match.start() - 12) : match.start()]
            suffix = flat[match.start()] == "." and _SUFFIX.search(head)
            if not suffix and _ABBREVIATION.search(head):
                continue
            after = match.end()
            while flat[after] in " \t":
                after += 1
            if suffix and not _STARTER.match(flat, after):
                continue
            if match.start() - start < 3 or _SECTION.fullmatch(flat, start, match.start()):
                continue
            out.append(Sentence(len(out), start, match.end(), block.index, flat[start : match.end()]))
            start = after
        if start < block.end:
            out.append(Sentence(len(out), start, block.end, block.index, flat[start : block.end]))
    return tuple(out) if all(s.end - s.start <= LONGEST for s in out) else tuple(_bounded(flat, out))


def _bounded(flat: str, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Cut what is no sentence into pieces, so that work on each costs no more than it should."""
    index = 0
    for s in sentences:
        start = s.start
        while start < s.end:
            end = s.end
            if end - start > LONGEST:
                space = flat.rfind(" ", start + 1, start + LONGEST)
                end = space if space > 0 else start + LONGEST
            yield Sentence(index, start, end, s.block, flat[start:end])
            index += 1
            start = end
            while start < s.end and flat[start].isspace():
                start += 1
