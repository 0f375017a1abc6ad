"""The industry that a filing's header names."""

from __future__ import annotations

from dealgraph.filing import Filing

#: EDGAR's codes (Standard Industrial Classification) of drugs, diagnostics, biologicals, devices and research.
_OF_THE_FIELD = frozenset(("2833", "2834", "2835", "2836", "3841", "3845", "8731"))


def in_industry(filing: Filing) -> bool:
    """Tell whether the header says that a filer's industry is medicine.

    >>> from dealgraph.filing import Filer
    >>> in_industry(Filing("a.txt", "8-K", (), filers=(Filer("Acme, Inc.", sic_code="2836"),)))
    True
    """
    return any(filer.sic_code in _OF_THE_FIELD for filer in filing.filers)
