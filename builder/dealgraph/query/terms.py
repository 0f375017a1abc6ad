"""What a user writes for a parameter of a named query as one RDF term, and RDF terms as Python values."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from dealgraph.errors import ValidationError
from dealgraph.facts import SCHEMES
from dealgraph.rdf import terms as t
from dealgraph.rdf.nquads import clean

if TYPE_CHECKING:
    from pyoxigraph import Store

#: Parameter kinds that name a resource of the graph, with its class; of "iri", any.
ENTITIES: Mapping[str, str | None] = {
    "company": t.COMPANY,
    "drug": t.DRUG,
    "antigen": t.ANTIGEN,
    "filing": t.FILING,
    "agreement": t.AGREEMENT,
    "milestone": t.MILESTONE,
    "iri": None,
}
_LITERALS = ("string", "integer", "decimal", "year", "date")
#: All kinds that a parameter can have.
KINDS = frozenset({*ENTITIES, *SCHEMES, *_LITERALS})


def to_term(store: Store, kind: str, value: str, *, where: str) -> str:
    """Give the SPARQL term for a parameter's value.

    Args:
        store: The graph in which names are looked up.
        kind: One of KINDS.
        value: What the user wrote.
        where: The query and parameter, for messages.

    Raises:
        ValidationError: The value is not of the kind, or names nothing or several things in the graph.
    """
    value = clean(value)  # an argument that is not UTF-8 comes with lone surrogates, which no term can hold
    if kind in ENTITIES:
        return str(_entity(store, kind, value.strip(), where))
    if kind in SCHEMES:
        if value not in SCHEMES[kind]:
            raise _wrong(value, where, f"Use one of: {', '.join(SCHEMES[kind])}")
        return f"<{t.concept_iri(kind, value)}>"
    return _literal(kind, value, where)


def _literal(kind: str, value: str, where: str) -> str:
    """Write a literal of one of the simple kinds."""
    from pyoxigraph import Literal, NamedNode

    checks: dict[str, tuple[Callable[[str], object], str]] = {
        "integer": (int, "Give a whole number"),
        "decimal": (_finite, "Give a number such as 2.5"),
        "year": (_year, "Give a year of four digits"),
        "date": (dt.date.fromisoformat, "Give a date such as 2005-03-15"),
    }
    if kind not in checks:
        return str(Literal(value))
    check, hint = checks[kind]
    try:
        lexical = str(check(value.strip()))
    except (ValueError, InvalidOperation):
        raise _wrong(value, where, hint) from None
    datatype = t.XSD_INTEGER if kind == "year" else t.XSD + kind
    return str(Literal(lexical, datatype=NamedNode(datatype)))


def _finite(text: str) -> str:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    return f"{number:f}"


def _year(text: str) -> int:
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _entity(store: Store, kind: str, value: str, where: str) -> object:
    """Find the resource that an IRI, an identifier or a name stands for."""
    from pyoxigraph import Literal, NamedNode

    for iri in _iris(kind, value):
        try:
            node = NamedNode(iri)
        except ValueError:
            continue
        if next(store.quads_for_pattern(node, None, None, None), None) is not None:
            return node
    if kind == "filing":
        found = store.quads_for_pattern(None, NamedNode(t.ACCESSION_NUMBER), Literal(value), None)
        if (quad := next(found, None)) is not None:
            return quad.subject
    cls = ENTITIES[kind]
    if cls is None or kind in ("filing", "agreement", "milestone"):
        raise _wrong(value, where, "Give an IRI of the graph, as queries print it")
    return _by_name(store, cls, kind, value, where)


def _iris(kind: str, value: str) -> list[str]:
    """The IRIs that a value may be short for: itself, a path under ID, a CIK, an HGNC id."""
    if value.startswith(("http://", "https://")):
        return [value]
    tail = value.casefold().replace(":", "-")
    guesses = [t.ID + value, f"{t.ID}{kind}/{value}", f"{t.ID}{kind}/{tail}"]
    if kind == "company" and value.isascii() and value.isdigit() and len(value) <= 10:
        guesses.append(f"{t.ID}company/cik-{value.zfill(10)}")
    return guesses


def fold(name: str) -> str:
    """Fold a name for comparison: case, marks and punctuation don't count.

    >>> fold("ImmunoGen, Inc.") == fold("IMMUNOGEN INC")
    True
    """
    return re.sub(r"[\W_]+", "", name.casefold().replace("(r)", ""))


def _by_name(store: Store, cls: str, kind: str, value: str, where: str) -> object:
    """Find the one resource of a class that bears the name; a preferred label wins over others."""
    exact = _by_exact_label(store, cls, value)
    if len(exact) == 1:
        return exact[0]
    labels: dict[str, dict[str, object]] = {"pref": {}, "alt": {}}
    names: dict[str, str] = {}
    either = f"VALUES ?p {{ <{t.PREF_LABEL}> <{t.ALT_LABEL}> }}"
    query = f"SELECT ?s ?p ?l {{ {either} ?s a <{cls}> ; ?p ?l }} ORDER BY ?l ?s"
    wanted = fold(value)
    for s, p, label in store.query(query):  # type: ignore[union-attr]
        names.setdefault(fold(label.value), label.value)
        if fold(label.value) == wanted:
            labels["pref" if p.value == t.PREF_LABEL else "alt"][str(s)] = s
    for found in labels.values():
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            which = ", ".join(sorted(iri.strip("<>") for iri in found)[:5])
            raise ValidationError(
                f"{len(found)} {kind} resources are called {value!r}",
                where=where,
                suggestion=f"Give one of {which}",
            )
    close = [names[n] for n in names if wanted and wanted in n][:3]
    close = close or [names[n] for n in difflib.get_close_matches(wanted, names, n=3)]
    hint = (
        f"Did you mean {' or '.join(close)}" if close else f"Give a name or an IRI of a {kind} in this graph"
    )
    raise ValidationError(f"The graph has no {kind} {value!r}", where=where, suggestion=hint)


def _by_exact_label(store: Store, cls: str, value: str) -> list[object]:
    """Look the name up as it stands, which an index answers; other spellings need a scan."""
    from pyoxigraph import DefaultGraph, Literal, NamedNode

    kind, of_class, merged = NamedNode(t.RDF_TYPE), NamedNode(cls), DefaultGraph()
    for label in (t.PREF_LABEL, t.ALT_LABEL):
        quads = store.quads_for_pattern(None, NamedNode(label), Literal(value), merged)
        found: list[object] = [
            q.subject for q in quads if any(store.quads_for_pattern(q.subject, kind, of_class, merged))
        ]
        if found:
            return found
    return []


def _wrong(value: str, where: str, hint: str) -> ValidationError:
    return ValidationError(f"{value!r} is not a value for this parameter", where=where, suggestion=hint)


def to_value(term: object) -> str | int | Decimal | float | bool | None:
    """Give the Python value of an RDF term: a string, number or truth value; of an IRI, its text."""
    # Asked for thousands of times in an answer, so nothing is imported and a term's parts are read once.
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return None if term is None else getattr(term, "value", str(term))
    convert = _VALUES.get(datatype.value)
    return term.value if convert is None else convert(term.value)  # type: ignore[attr-defined]


_VALUES: Mapping[str, Callable[[str], int | Decimal | float | bool]] = {
    **dict.fromkeys((t.XSD + kind for kind in ("integer", "int", "long", "nonNegativeInteger")), int),
    t.XSD + "decimal": Decimal,
    **dict.fromkeys((t.XSD + "double", t.XSD + "float"), float),
    t.XSD + "boolean": lambda text: text in ("true", "1"),
}
