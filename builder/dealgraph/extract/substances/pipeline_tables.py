"""Tables of product candidates: a row for each, with columns for what it is directed to and what it treats.

A table is known by its first row, which names a column of products beside one of targets, mechanisms or indications.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dealgraph.extract.reading import Reading
from dealgraph.extract.substances.drug_kinds import kind_of
from dealgraph.extract.text import Block, Page

_COLUMNS = (
    ("product", re.compile(
        r"\W*(?:(?:lead |our |clinical |development |drug |product |investigational |key )*"
        r"(?:candidates?|products?|programs?|programmes?|compounds?|drugs?|assets?|molecules?|antibod(?:y|ies)))\b"
        r"(?! (?:type|status|rights|class))", re.IGNORECASE,
    )),
    ("target", re.compile(
        r"\W*(?:molecular |drug |biological )?(?:targets?(?! (?:indication|population|patient|disease|date|market))"
        r"|antigens?|mechanism|MOA\b|modality|technology|description|drug class|class\b|type\b)", re.IGNORECASE,
    )),
    ("indication", re.compile(
        r"\W*(?:lead |initial |potential |target |primary |proposed |approved )*(?:indications?|diseases?"
        r"|therapeutic (?:area|indication)s?|disease (?:area|indication)s?|conditions?\b)", re.IGNORECASE,
    )),
)  # fmt: skip
#: Rows of one table that are read, and characters of a cell that may be the name of a disease.
_ROWS, _SHORT = 60, 70
#: What a cell of diseases is parted by, and what is no part of their names.
_PARTS = re.compile(r"\s*(?:;|,(?! (?:and|or)\b)|\u2022|\n)\s*")
_MARKS = re.compile(
    r"\s*(?:\(\d{1,2}\)|[*\u2020\u2021]+|\(?(?:potential|multiple|various|undisclosed)\)?)\s*$", re.IGNORECASE
)
_DISEASE = re.compile(r"[A-Za-z][\w' /()+-]{2,}\Z")
#: Before a table: its products are those of the one who speaks.
_OURS = re.compile(r"\b(?:[Oo]ur|[Ww]e|the Company's)\b")
_LEAD_IN = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A row of such a table.

    Attributes:
        page: Which page it stands on.
        drug: The only drug of the row's first column.
        block: The row.
        cells: Where the cells of "target" and "indication" stand in the page.
        ours: Whether the words that lead to the table call its products the speaker's.
    """

    page: int
    drug: int
    block: Block
    cells: dict[str, list[tuple[int, int]]]
    ours: bool


def pipeline_rows(reading: Reading) -> Iterator[Row]:
    """Give the rows of a filing's tables of product candidates."""
    for index, page in enumerate(reading.pages):
        if "\t" not in page.flat:
            continue
        columns: list[str | None] = []
        left, ours = 0, False
        for block in page.blocks:
            if not block.row:
                left = 0
            elif (head := _columns(page, block)) is not None:
                columns, left = head, _ROWS
                ours = _OURS.search(page.flat, max(0, block.start - _LEAD_IN), block.start) is not None
            elif left and (row := _row(reading, index, block, columns, ours)) is not None:
                left -= 1
                yield row


def _columns(page: Page, block: Block) -> list[str | None] | None:
    """Give what each column of a first row holds, or None of a row that heads no such table."""
    cells = page.flat[block.start : block.end].split("\t")
    if not 2 <= len(cells) <= 12 or max(map(len, cells)) > 60:
        return None
    kinds = [next((kind for kind, pattern in _COLUMNS if pattern.match(cell)), None) for cell in cells]
    return kinds if kinds[0] == "product" and {"target", "indication"} & set(kinds) else None


def _row(reading: Reading, index: int, block: Block, columns: list[str | None], ours: bool) -> Row | None:
    at, cells = block.start, []
    for cell in reading.pages[index].flat[block.start : block.end].split("\t"):
        cells.append((at, at + len(cell)))
        at += len(cell) + 1
    if len(cells) != len(columns):
        return None
    drugs = {m.entity for m in reading.drugs_in(index, *cells[0])}
    if len(drugs) != 1:
        return None
    told: dict[str, list[tuple[int, int]]] = {}
    for kind, where in zip(columns, cells, strict=True):
        if kind in ("target", "indication"):
            told.setdefault(kind, []).append(where)
    return Row(index, drugs.pop(), block, told, ours)


def describe_by_tables(reading: Reading, rows: Sequence[Row]) -> None:
    """Fill kind and indications of drugs, where the text has not told them, from their rows."""
    for row in rows:
        drug, page = reading.substances.drugs[row.drug], reading.pages[row.page]
        for start, end in row.cells.get("target", ()):
            drug.kind = drug.kind or kind_of(page.flat[start:end])
        if not drug.indications:
            drug.indications += [
                d for cell in row.cells.get("indication", ()) for d in diseases(page.flat[slice(*cell)])
            ]


def diseases(cell: str) -> list[str]:
    """Give the diseases of a cell.

    >>> diseases("Multiple myeloma; AL amyloidosis (1)"), diseases("Phase 2")
    (['Multiple myeloma', 'AL amyloidosis'], [])
    """
    parts = [_MARKS.sub("", part).strip() for part in _PARTS.split(cell)]
    return [
        p
        for p in parts
        if len(p) <= _SHORT and _DISEASE.match(p) and not p.startswith(("Phase", "Undisclosed"))
    ][:4]


def own_by_tables(reading: Reading, rows: Sequence[Row]) -> None:
    """Let the speaker develop the drugs of its own tables that no one is said to develop."""
    we = reading.companies.we
    for row in rows if we is not None else ():
        developers = reading.substances.drugs[row.drug].developers
        if row.ours and not developers and we is not None:
            developers.append((we, reading.pages[row.page].span(row.block.start, row.block.end)))
