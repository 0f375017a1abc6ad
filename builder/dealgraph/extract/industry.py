"""Whether a filing is of the field, by its header and by the companies that it names."""

from __future__ import annotations

import re
from functools import cache

from dealgraph.extract.companies.tables import known
from dealgraph.extract.reading import CompanyEntity, Reading
from dealgraph.filing import Filing

#: EDGAR's codes (Standard Industrial Classification) of drugs, diagnostics, biologicals, devices and research.
_OF_THE_FIELD = frozenset(("2833", "2834", "2835", "2836", "3841", "3845", "8731"))
#: What tells by a company's name that it is one of the field.
FIELD_NAME = re.compile(
    r"therap(?:eu|ie)|pharm|biotech|bioscien|biolog|biomed|biosys|\bbio\b|oncolog|vaccin|immun|genomics"
    r"|genetics|\bgene\b|[a-z]gen(?:e|ex|ics|ix|tech|yx)?\b|[a-z]bio\b|\bmedicines?\b|labs?,? inc"
    r"|[a-z]{3}(?:med|rx|cyte)\b|\brx\b|zymes?\b|ceut|virolog|thera",
    re.IGNORECASE,
)


def in_industry(filing: Filing) -> bool:
    """Tell whether the header says that a filer's industry is medicine.

    >>> from dealgraph.filing import Filer
    >>> in_industry(Filing("a.txt", "8-K", (), filers=(Filer("Acme, Inc.", sic_code="2836"),)))
    True
    """
    return any(filer.sic_code in _OF_THE_FIELD for filer in filing.filers)


def names_company_of_field(reading: Reading) -> bool:
    """Tell whether a filing names a company of the field.

    The body of an 8-K doesn't count: it may name the former employer of a director.
    """
    told = any(not page.document.type.startswith("8-K") for page in reading.pages)
    return told and any(_of_field(company) for company in reading.companies.entities)


def _of_field(company: CompanyEntity) -> bool:
    """Tell whether a company is one of the field, by the table of its organisations or by its name."""
    return any(FIELD_NAME.search(name) or name in _known_names() for name in company.names)


@cache
def _known_names() -> frozenset[str]:
    """Give the names of the table of the field's organisations."""
    return frozenset(name for row in known() for name in row)
