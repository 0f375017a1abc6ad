"""Which filings amend which.

An amended filing must set forth the complete text of each item as amended (Exchange Act Rule 12b-15,
https://www.law.cornell.edu/cfr/text/17/240.12b-15), so what it tells of a deal takes the place of what the filing that
it amends told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from dealgraph.resolve.keys import FilingKeys
from dealgraph.resolve.names import fold_name

#: Exhibits can be filed anew by themselves: the item that lists them restates nothing.
_EXHIBITS = re.compile(r"9\.01|7\(c\)|.*exhibits.*", re.IGNORECASE)


def amendments(filings: Iterable[FilingKeys]) -> dict[str, frozenset[str]]:
    """Give, for each filing that was amended, the filings that amend it.

    A filing is amended by one whose form is its own with "/A", of the same filer and period of report, filed on its
    day or later, that lists all its items (exhibits apart); and by later amendments rather than earlier ones.

    >>> from dealgraph.resolve.keys import CompanyKey
    >>> filer = (CompanyKey("filer:0", "ARBOR BIO INC", cik="0000000001"),)
    >>> old = FilingKeys("1", "2000-05-02", filer, form="8-K", period="2000-05-01", items=("1.01",))
    >>> new = FilingKeys("2", "2000-05-09", filer, form="8-K/A", period="2000-05-01", items=("1.01", "9.01"))
    >>> amendments([old, new])
    {'1': frozenset({'2'})}
    """
    groups: dict[tuple[str, str, str], list[FilingKeys]] = defaultdict(list)
    for f in filings:
        form = f.form.strip().upper()
        if not form or not f.period:
            continue
        for filer in _filers(f):
            groups[form.removesuffix("/A"), f.period, filer].append(f)
    out: dict[str, set[str]] = defaultdict(set)
    for group in groups.values():
        later = [f for f in group if f.form.strip().upper().endswith("/A")]
        for old in group if later else ():
            for new in later:
                if (old.filed_on, old.form.upper().endswith("/A"), old.key) < (new.filed_on, True, new.key):
                    if _items(old) <= _items(new):
                        out[old.key].add(new.key)
    return {key: frozenset(found) for key, found in sorted(out.items())}


def _filers(filing: FilingKeys) -> set[str]:
    header = [c for c in filing.companies if c.id.startswith("filer:")]
    return {c.cik or fold_name(c.name) for c in header} - {""}


def _items(filing: FilingKeys) -> set[str]:
    return {fold_name(i) for i in filing.items if not _EXHIBITS.fullmatch(i.strip())}
