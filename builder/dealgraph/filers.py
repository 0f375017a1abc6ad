"""The reference table of EDGAR filers: what ships with Dealgraph, and bringing it up to date.

A company that a filing names by its legal name, and that is in the table under that name, once, gets its CIK. The table
that ships holds listed filers of 2025. A GRAPH folder can hold a newer one, `filers.tsv`, which `build` then uses.

Source of the list: "Company.idx, company_tickers_exchange.json", https://www.sec.gov/os/accessing-edgar-data.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from dealgraph.errors import InputError, StorageError
from dealgraph.resolve.keys import CompanyKey

#: Name of the table in a GRAPH folder.
NAME = "filers.tsv"
_COLUMNS = ("cik", "name", "ticker", "sic", "state")
_CIK = re.compile(r"\d{1,10}")


@dataclass(frozen=True, slots=True, order=True)
class FilerRow:
    """A row of the table: CIK in ten digits, name, ticker, SIC code and state of incorporation, "" where unknown."""

    cik: str
    name: str
    ticker: str = ""
    sic: str = ""
    state: str = ""


def shipped_text() -> str:
    """Give the table that ships with Dealgraph, as text."""
    return files("dealgraph").joinpath(NAME).read_text(encoding="utf-8")


def table_text(folder: Path | None = None) -> str:
    """Give the table that counts for a GRAPH folder, as text: its own, else the one that ships.

    Raises:
        InputError: The folder's table cannot be read.
    """
    if folder is None or not (folder / NAME).is_file():
        return shipped_text()
    try:
        return (folder / NAME).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"The table of filers cannot be read ({getattr(error, 'strerror', None) or 'it is not UTF-8'})",
            where=str(folder / NAME),
            suggestion="Run `dealgraph filers update`, or delete the file to use the table that ships",
        ) from error


def parse(text: str, where: str = NAME) -> tuple[FilerRow, ...]:
    r"""Read a table.

    Raises:
        InputError: A row is not a filer; says which line.

    >>> parse("cik\tname\tticker\tsic\tstate\n855654\tImmunoGen, Inc.\tIMGN\t2836\tMA\n")[0].cik
    '0000855654'
    """
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line or line.startswith("#") or number == 1:
            continue
        cells = [*line.split("\t"), "", "", ""][:5]
        if len(cells) < 5 or not _CIK.fullmatch(cells[0]) or not cells[1].strip():
            raise InputError(
                "This is no filer",
                where=f"{where}, line {number}",
                suggestion=f"Write {', '.join(_COLUMNS)}, parted by tabs",
            )
        rows.append(FilerRow(cells[0].zfill(10), cells[1], *cells[2:]))
    return tuple(rows)


def write_text(rows: Iterable[FilerRow]) -> str:
    """Write a table, sorted by CIK."""
    lines = ["\t".join(_COLUMNS)]
    for row in sorted(rows):
        cells = (row.cik.lstrip("0"), row.name, row.ticker, row.sic, row.state)
        lines.append("\t".join(" ".join(c.split()) for c in cells).rstrip("\t"))
    return "\n".join(lines) + "\n"


def keys(rows: Iterable[FilerRow]) -> tuple[CompanyKey, ...]:
    """Give the rows as `resolve` takes them."""
    return tuple(CompanyKey(f"cik:{row.cik}", row.name, cik=row.cik) for row in rows)


def merge_list(data: bytes, known: Iterable[FilerRow], where: str = "") -> tuple[FilerRow, ...]:
    """Read EDGAR's list of companies; what a known row says beyond it (SIC code, state) stays.

    Companies that are no longer on the list stay too: filings of their time go on naming them.

    Args:
        data: The list as EDGAR gives it: `fields` and `data`, a row for each ticker.
        known: The rows so far.
        where: Where the list is from, for the message.

    Raises:
        InputError: This is no such list.
    """
    try:
        body = json.loads(data)
        order = {name: n for n, name in enumerate(body["fields"])}
        listed = [(str(r[order["cik"]]), str(r[order["name"]]), r[order["ticker"]]) for r in body["data"]]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise InputError(
            "What came is not EDGAR's list of companies", where=where, suggestion="Try again later"
        ) from error
    before = {row.cik: row for row in known}
    found: dict[str, FilerRow] = {}
    for cik, name, ticker in listed:
        if not _CIK.fullmatch(cik) or not name.strip():
            continue
        key = cik.zfill(10)
        old = before.get(key, FilerRow(key, name))
        # A company has a row for each class of its shares; the first is the main one.
        found.setdefault(key, FilerRow(key, name, str(ticker or ""), old.sic, old.state))
    if not found:
        raise InputError("EDGAR's list names no company", where=where, suggestion="Try again later")
    return tuple(sorted((before | found).values()))


def update(folder: str | Path, *, identity: str | None = None, per_second: int = 8) -> tuple[int, int]:
    """Bring the table of a GRAPH folder up to date from EDGAR's list of companies.

    Args:
        folder: The GRAPH folder, made if it isn't there.
        identity: Name and e-mail address for the `User-Agent`; else the variable EDGAR_IDENTITY says it.
        per_second: Most requests a second, at most 10.

    Returns:
        The number of filers now and before.

    Raises:
        InputError: No identity is given, or EDGAR's list cannot be had.
        StorageError: The folder is not a graph's, or cannot be written.
    """
    from dealgraph.fetch import download_list
    from dealgraph.store import GraphFolder

    place = GraphFolder.create(folder).path
    rows = parse(table_text(place), str(place / NAME))
    with tempfile.TemporaryDirectory() as cache:
        url, data = download_list(cache, identity=identity, per_second=per_second)
    new = merge_list(data, rows, url)
    scratch = place / f"{NAME}.tmp"
    try:
        scratch.write_text(write_text(new), encoding="utf-8", newline="\n")
        os.replace(scratch, place / NAME)
    except OSError as error:
        raise StorageError(
            f"The table cannot be written ({error.strerror or error})",
            where=str(place / NAME),
            suggestion="Make room or mend the permissions",
        ) from error
    return len(new), len(rows)
