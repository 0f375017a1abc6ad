"""What every export speaks: nodes and edges with typed attributes, and the fields that they may have.

The fields are declared, not gathered, so that a writer can give its header before it has seen a node.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dealgraph.rdf import terms as t

#: What an attribute may be. A tuple is a list of texts; a missing value is a missing attribute.
Value = str | int | Decimal | dt.date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A declared attribute. `kind` is string, strings, integer, decimal or date."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Node:
    """A node. `id` is its IRI without the part that all of them share."""

    id: str
    kind: str
    label: str
    attributes: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Edge:
    """A directed edge. `id` is unique among edges; two nodes may have several between them."""

    id: str
    source: str
    target: str
    kind: str
    label: str
    attributes: Mapping[str, Value]


#: Classes that become nodes, with the word for each; exports give them in this order.
KINDS: Mapping[str, str] = {
    t.COMPANY: "company",
    t.DRUG: "drug",
    t.ANTIGEN: "antigen",
    t.AGREEMENT: "agreement",
    t.FINANCIAL_TERM: "term",
    t.MILESTONE: "milestone",
}
#: Kinds that stay nodes where agreements are folded into edges.
ENTITIES = ("company", "drug", "antigen")
#: Fill colours, legible under black text and told apart by the colour-blind (Okabe and Ito 2008, lightened).
COLOURS: Mapping[str, str] = {
    "company": "#8ec7ea",
    "drug": "#7fd1b4",
    "antigen": "#f3c26b",
    "agreement": "#d9d9d9",
    "term": "#efe3f5",
    "milestone": "#e6a5c9",
}


def _fields(text: str) -> tuple[Field, ...]:
    return tuple(Field(*part.split(":")) for part in text.split())


NODE_FIELDS = _fields(
    "iri:string aliases:strings same_as:strings cik:string tickers:strings irs_number:string sic_code:string "
    "state:string former_names:strings drug_kind:string phase:string indications:strings mechanisms:strings "
    "agreement_types:strings status:string exclusivity:string territories:strings signed_on:string "
    "phase_at_signing:string profit_share:string term_kind:string milestone_kind:string trigger:string "
    "ordinal:integer achieved_on:string amount:decimal currency:string amount_qualifier:string "
    "disclosure:string rate:string sales_threshold:decimal quote:string year:integer start:date filings:strings "
    "first_filed:date conflicts:strings"
)
EDGE_FIELDS = _fields("year:integer start:date")
FOLDED_FIELDS = _fields(
    "iri:string agreement_types:strings status:string exclusivity:string territories:strings "
    "signed_on:string milestone_kind:string trigger:string achieved_on:string amount:decimal "
    "currency:string amount_qualifier:string quote:string terms:strings drugs:strings antigens:strings year:integer "
    "start:date filings:strings"
)

# Not allowed in XML 1.0 (https://www.w3.org/TR/xml/#charsets), or discouraged there: controls, lone surrogates,
# noncharacters. They are replaced in every format, so that all exports of a graph say the same.
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    r"""Replace characters that XML does not allow by U+FFFD.

    >>> clean("a\x00b\tc")
    'a\ufffdb\tc'
    """
    return _BAD.sub("\ufffd", text)


def short(iri: str) -> str:
    """Give the id of a node: its IRI without the common beginning.

    >>> short("https://w3id.org/dealgraph/id/drug/sgn-40")
    'drug/sgn-40'
    """
    return clean(iri.removeprefix(t.ID))


def first_day(text: str) -> dt.date | None:
    """Give the first day of a date, month or year; None where the text is none of them.

    >>> first_day("2005-11"), first_day("2005"), first_day("soon")
    (datetime.date(2005, 11, 1), datetime.date(2005, 1, 1), None)
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:Z|[+-]\d\d:\d\d)?", text, re.ASCII)
    if match is None:
        return None
    try:
        return dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def plain(value: Value) -> str:
    """Write a value as text: lists with "; ", numbers without exponent, dates in ISO 8601.

    >>> plain(Decimal("2.50E+6")), plain(("a", "b"))
    ('2500000', 'a; b')
    """
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def number(value: Decimal) -> int | float:
    """Give a decimal as the number that JSON, XML and Python readers have: whole ones stay whole.

    >>> number(Decimal("42500000")), number(Decimal("0.5"))
    (42500000, 0.5)
    """
    return int(value) if value == value.to_integral_value() else float(value)


def native(value: Value) -> str | int | float | list[str]:
    """Give a value as JSON has it.

    >>> native(dt.date(2005, 3, 1))
    '2005-03-01'
    """
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Decimal):
        return number(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def present(fields: Iterable[Field], attributes: Mapping[str, Value]) -> Iterator[tuple[Field, Value]]:
    """Give the attributes that are there, in the order of the fields."""
    for field in fields:
        if (value := attributes.get(field.name)) is not None:
            yield field, value
