"""The header of a submission: who filed what, and when.

Two spellings carry the same fields: `CENTRAL INDEX KEY:  0000855654` in the files that the SEC keeps, and
`<CIK>0000855654` in the dissemination (.nc) files.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from dealgraph.filing import Filer

_FIELD = re.compile(r"^\s*(?:<([A-Z0-9-]+)>|([A-Z][A-Z0-9 /-]{1,60}):)[ \t]*(.*?)\s*$", re.MULTILINE)
_ACCESSION = re.compile(r"\b(\d{10}-\d{2}-\d{6})\b")

_ROLES = {
    "FILER": "filer",
    "FILED FOR": "filer",
    "SUBJECT COMPANY": "subject company",
    "FILED BY": "filed by",
    "ISSUER": "issuer",
    "REPORTING OWNER": "reporting owner",
}
_ORDER = ("filer", "subject company", "filed by", "issuer", "reporting owner")

# The dissemination spelling of each field, and older names, to the name that is used here.
_SAME = {
    "CONFORMED NAME": "COMPANY CONFORMED NAME",
    "CIK": "CENTRAL INDEX KEY",
    "ASSIGNED SIC": "STANDARD INDUSTRIAL CLASSIFICATION",
    "EIN": "IRS NUMBER",
    "FORMER NAME": "FORMER CONFORMED NAME",
    "TYPE": "CONFORMED SUBMISSION TYPE",
    "PERIOD": "CONFORMED PERIOD OF REPORT",
    "FILING DATE": "FILED AS OF DATE",
    "ITEMS": "ITEM INFORMATION",
}


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a submission says; the attributes are those of `Filing`."""

    form: str = ""
    accession: str | None = None
    filed_on: dt.date | None = None
    period: dt.date | None = None
    items: tuple[str, ...] = ()
    filers: tuple[Filer, ...] = ()
    document_count: int | None = None


def parse_header(text: str) -> Header:
    r"""Read a header in either spelling.

    >>> h = parse_header("<SUBMISSION>\n<TYPE>8-K\n<FILER>\n<CONFORMED-NAME>Acme Inc\n<CIK>0000000042\n")
    >>> h.form, h.filers[0].name, h.filers[0].cik
    ('8-K', 'Acme Inc', '0000000042')
    """
    general: dict[str, list[str]] = {}
    companies: list[tuple[str, dict[str, list[str]]]] = []
    for tag, label, value in _FIELD.findall(text):
        name = (tag or label).replace("-", " ").strip()
        name = _SAME.get(name, name)
        if name in _ROLES and not value:
            companies.append((_ROLES[name], {}))
        elif value:
            (companies[-1][1] if companies else general).setdefault(name, []).append(value)
    filers = [f for role, fields in companies if (f := _filer(role, fields))]
    first = {k: v[0] for k, v in general.items()}
    found = _ACCESSION.search(first.get("ACCESSION NUMBER", "") or text[:2_000])
    count = first.get("PUBLIC DOCUMENT COUNT", "")
    return Header(
        form=first.get("CONFORMED SUBMISSION TYPE", ""),
        accession=found[1] if found else None,
        filed_on=_date(first.get("FILED AS OF DATE", "")),
        period=_date(first.get("CONFORMED PERIOD OF REPORT", "")),
        items=tuple(general.get("ITEM INFORMATION", ())),
        filers=tuple(sorted(dict.fromkeys(filers), key=lambda f: _ORDER.index(f.role))),
        document_count=int(count) if count.isdecimal() and len(count) < 9 else None,
    )


def _filer(role: str, fields: dict[str, list[str]]) -> Filer | None:
    """Make a filer of one company's fields, or None where it has no name."""
    first = {k: v[0] for k, v in fields.items()}
    name = first.get("COMPANY CONFORMED NAME")
    if not name:
        return None
    cik = first.get("CENTRAL INDEX KEY", "")
    irs = first.get("IRS NUMBER", "").strip("-")
    sic = re.search(r"\b(\d{4})\]?$", first.get("STANDARD INDUSTRIAL CLASSIFICATION", ""))
    return Filer(
        name=name,
        cik=cik.zfill(10) if re.fullmatch(r"[0-9]{1,10}", cik) else None,
        role=role,
        # EDGAR fills the number with zeros where the filer gave none.
        irs_number=irs if irs.strip("0-") else None,
        sic_code=sic[1] if sic and sic[1] != "0000" else None,
        state=first.get("STATE OF INCORPORATION"),
        former_names=tuple(_former_names(fields)),
    )


def _former_names(fields: dict[str, list[str]]) -> list[str]:
    """Order earlier names by the date of change, newest first; the header gives them in either order."""
    names = fields.get("FORMER CONFORMED NAME", [])
    dates = fields.get("DATE OF NAME CHANGE", fields.get("DATE CHANGED", []))
    if len(dates) == len(names):
        pairs = sorted(enumerate(names), key=lambda p: dates[p[0]], reverse=True)
        names = [name for _, name in pairs]
    return list(dict.fromkeys(names))


def _date(value: str) -> dt.date | None:
    """Read YYYYMMDD, which may be followed by a time."""
    try:
        return dt.datetime.strptime(value[:8], "%Y%m%d").date()
    except ValueError:
        return None
