"""Download filings from EDGAR into a folder, through edgartools (`pip install dealgraph[fetch]`).

Keeps to the SEC's rules of fair access: every request names who asks, and there are at most ten a second.
What is in the folder already is not asked for again, so that a broken run goes on where it was.

Source: "Accessing EDGAR Data", https://www.sec.gov/os/accessing-edgar-data.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dealgraph.errors import InputError, StorageError
from dealgraph.read.sgml import is_submission, split, unix_lines

if TYPE_CHECKING:
    from edgar import Filing as EdgarFiling

#: What the SEC allows.
MOST_PER_SECOND = 10

_IDENTITY = re.compile(r"\S.*\s\S+@\S+\.\S+")
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")
_COMPANY = re.compile(r"\d{1,10}|[A-Za-z][A-Za-z0-9.-]{0,9}")


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What one run did: paths, and (accession number, reason) of each filing that could not be had."""

    downloaded: tuple[Path, ...]
    present: tuple[Path, ...]
    failed: tuple[tuple[str, str], ...]


def fetch(
    folder: str | Path,
    companies: Sequence[str],
    *,
    forms: Sequence[str] = (),
    since: dt.date | None = None,
    until: dt.date | None = None,
    identity: str | None = None,
    per_second: int = 8,
    progress: Callable[[int, int], None] | None = None,
) -> FetchReport:
    """Download complete submissions, each to `FOLDER/CIK/ACCESSION.txt`.

    Args:
        folder: Where to, made if it isn't there.
        companies: CIKs or tickers.
        forms: Form types, their amendments included; all where none is named.
        since: First day of filing.
        until: Last day of filing.
        identity: Name and e-mail address for the `User-Agent`; else the variable EDGAR_IDENTITY says it.
        per_second: Most requests a second, at most 10.
        progress: Called with (done, total) after each filing.

    Raises:
        InputError: No company or no identity is given, a company is unknown, or EDGAR refuses to answer.
        StorageError: The folder cannot be written.
    """
    who = _identity(identity)
    _check(companies, since, until, per_second)
    root = Path(folder)
    _prepare(root, who, per_second)
    wanted = list(_wanted(companies, forms, since, until))
    downloaded: list[Path] = []
    present: list[Path] = []
    failed: list[tuple[str, str]] = []
    for done, (cik, filing) in enumerate(wanted, 1):
        path = root / f"{cik:010d}" / f"{filing.accession_no}.txt"
        if path.is_file():
            present.append(path)
        elif not _ACCESSION.fullmatch(filing.accession_no):
            failed.append((filing.accession_no[:40], "This is no accession number"))
        else:
            problem = _download(filing, path)
            if problem:
                failed.append((filing.accession_no, problem))
            else:
                downloaded.append(path)
        if progress is not None:
            progress(done, len(wanted))
    return FetchReport(tuple(downloaded), tuple(present), tuple(failed))


def download_list(
    folder: str | Path, *, identity: str | None = None, per_second: int = 8
) -> tuple[str, bytes]:
    """Download EDGAR's list of companies with their tickers.

    Args:
        folder: Where what edgartools keeps may lie.
        identity: Name and e-mail address for the `User-Agent`; else the variable EDGAR_IDENTITY says it.
        per_second: Most requests a second, at most 10.

    Returns:
        The list's address and its bytes.

    Raises:
        InputError: No identity is given, or the list cannot be had.
        StorageError: The folder cannot be written.
    """
    who = _identity(identity)
    _check(["0"], None, None, per_second)
    _prepare(Path(folder), who, per_second)
    import httpx
    from edgar.exceptions import EdgarError
    from edgar.httprequests import get_with_retry, inspect_response
    from edgar.urls import build_company_tickers_exchange_url

    url = build_company_tickers_exchange_url()
    try:
        response = get_with_retry(url)
        inspect_response(response)
    except (EdgarError, httpx.HTTPError) as error:
        raise InputError(
            f"EDGAR's list of companies cannot be had ({_reason(error)})",
            where=url,
            suggestion="Check the network and run the same command again",
        ) from error
    data: bytes = response.content
    return url, data


def _identity(given: str | None) -> str:
    """Find who asks: without a name and an address, the SEC blocks the sender."""
    who = (given or os.environ.get("EDGAR_IDENTITY", "")).strip()
    if not _IDENTITY.fullmatch(who) or not who.isprintable():
        raise InputError(
            "The SEC wants to know who downloads"
            if not who
            else f"{who!r} is not a name and an e-mail address",
            suggestion='Give an identity like "Jane Doe jane@example.com", or set EDGAR_IDENTITY',
        )
    return who


def _check(companies: Iterable[str], since: dt.date | None, until: dt.date | None, per_second: int) -> None:
    """Refuse what cannot be asked for."""
    names = list(companies)
    if not names:
        raise InputError("No company is named", suggestion="Give at least one CIK or ticker")
    for name in names:
        if not _COMPANY.fullmatch(name):
            raise InputError(
                f"{name!r} is neither a CIK nor a ticker", suggestion="Give a CIK such as 855654"
            )
    if since and until and since > until:
        raise InputError(f"{since} is after {until}", suggestion="Give the earlier day as `since`")
    if not 1 <= per_second <= MOST_PER_SECOND:
        raise InputError(
            f"{per_second} requests a second are not allowed", suggestion=f"Give 1 to {MOST_PER_SECOND}"
        )


def _prepare(root: Path, who: str, per_second: int) -> None:
    """Make the folder, and tell edgartools who asks and how fast, before it is imported."""
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The folder cannot be made ({error.strerror})", where=str(root), suggestion="Give another folder"
        ) from error
    os.environ["EDGAR_IDENTITY"] = who
    os.environ["EDGAR_RATE_LIMIT_PER_SEC"] = str(per_second)
    # Its cache goes with the filings, not into the home folder; hidden files are passed over when reading.
    os.environ.setdefault("EDGAR_LOCAL_DATA_DIR", str((root / ".edgar").resolve()))
    try:
        import edgar
    except ImportError as error:
        raise InputError(
            "Downloading needs edgartools, which is not installed",
            suggestion="Run pip install 'dealgraph[fetch]'",
        ) from error
    from edgar import httpclient

    # Its cache keeps every answer for good, a truncated one too, and what is whole is in the folder anyway.
    httpclient.HTTP_MGR.cache_mode = "Disabled"
    edgar.set_identity(who)


def _wanted(
    companies: Sequence[str], forms: Sequence[str], since: dt.date | None, until: dt.date | None
) -> Iterator[tuple[int, EdgarFiling]]:
    """List the filings that are asked for, company by company, in order of accession number."""
    import httpx
    from edgar import Company
    from edgar.exceptions import EdgarError, NotFoundError

    days = f"{since or ''}:{until or ''}" if since or until else None
    seen: set[str] = set()
    for name in companies:
        try:
            company = Company(int(name) if name.isdecimal() else name.upper())
            if company.not_found:
                raise _unknown(name)
            filings = company.get_filings(form=list(forms) or None, filing_date=days)
        except NotFoundError as error:
            raise _unknown(name) from error
        except (EdgarError, httpx.HTTPError) as error:
            raise InputError(
                f"EDGAR's list of filings cannot be had ({_reason(error)})",
                where=name,
                suggestion="Check the network and run the same command again",
            ) from error
        for filing in sorted(filings or (), key=lambda f: f.accession_no):
            if filing.accession_no not in seen:
                seen.add(filing.accession_no)
                yield company.cik, filing


def _unknown(name: str) -> InputError:
    return InputError("EDGAR knows no such company", where=name, suggestion="Check the CIK or ticker")


def _download(filing: EdgarFiling, path: Path) -> str:
    """Download one submission, whole or not at all; say what went wrong, or ""."""
    import httpx
    from edgar.exceptions import EdgarError
    from edgar.httprequests import get_with_retry, inspect_response

    try:
        # Not `download_file`: it decodes as UTF-8, which older filings are not.
        response = get_with_retry(filing.text_url)
        inspect_response(response)
    except (EdgarError, httpx.HTTPError) as error:
        return f"It cannot be downloaded ({_reason(error)})"
    data: bytes = response.content
    parts = split(unix_lines(data))
    if not is_submission(data) or not parts.documents or not parts.ended:
        return "What came is not a complete submission"
    partial = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        raise StorageError(
            f"The filing cannot be written ({error.strerror})",
            where=str(path),
            suggestion="Make room or give another folder",
        ) from error
    return ""


def _reason(error: Exception) -> str:
    """Put an error of the network into few words."""
    first = str(error).strip().split("\n")[0]
    return first[:200] or type(error).__name__
