"""The passages behind the rows of a query: a quotation, its document and its filing's page at EDGAR for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dealgraph.errors import ValidationError
from dealgraph.query import Rows, Value
from dealgraph.query.terms import to_value
from dealgraph.rdf import terms as t

if TYPE_CHECKING:
    from pyoxigraph import Store

#: Kinds of fact, the most telling first: a row about a milestone names its agreement too.
_KINDS = ("milestone", "term", "agreement", "drug", "antigen", "company")
COLUMNS = ("evidence", "document", "filing_url")
_QUERY = """
SELECT ?quote ?document ?url WHERE {
  $fact prov:wasDerivedFrom ?filing .
  GRAPH ?filing {
    $fact prov:wasDerivedFrom ?mention .
    ?mention oa:hasSelector ?selector ; oa:hasSource ?source .
    ?selector oa:exact ?quote ; oa:start ?start .
    ?source dg:fileName ?name ; dg:documentType ?type ; dg:sequence ?sequence .
  }
  OPTIONAL { ?filing dg:accessionNumber ?accession }
  OPTIONAL { ?filing dg:filedOn ?filed }
  OPTIONAL { ?filing schema:url ?url }
  BIND(CONCAT(?type, " (", ?name, ")", COALESCE(CONCAT(" of ", ?accession), "")) AS ?document)
}
ORDER BY ?filed ?filing ?sequence ?start
LIMIT 1
"""


def with_evidence(store: Store, rows: Rows, *, where: str = "query") -> Rows:
    """Add to each row the first passage, by date of filing, from which its fact was read.

    Args:
        store: The index of the graph.
        rows: The answer of a query, with a column that holds facts' IRIs.
        where: The query's name, for messages.

    Raises:
        ValidationError: No column holds facts: each row stands for many.
    """
    place = _fact_column(rows)
    if place is None and len(rows):
        raise ValidationError(
            "The rows of this query are not facts of their own, so they have no evidence",
            where=where,
            suggestion="Ask a query whose answer has a column of agreements, milestones or drugs",
        )
    known: dict[Value, tuple[Value, ...]] = {}
    out = []
    for row in rows:
        fact = row[place] if place is not None else None
        if fact not in known:
            known[fact] = _passage(store, fact)
        out.append((*row, *known[fact]))
    return Rows((*rows.columns, *COLUMNS), tuple(out))


def _fact_column(rows: Rows) -> int | None:
    """Choose the column whose values are facts."""
    for kind in _KINDS:
        for place in range(len(rows.columns)):
            values = [row[place] for row in rows if row[place] is not None]
            if values and all(isinstance(v, str) and v.startswith(f"{t.ID}{kind}/") for v in values):
                return place
    mixed = tuple(f"{t.ID}{kind}/" for kind in _KINDS)
    for place in range(len(rows.columns)):
        values = [row[place] for row in rows if row[place] is not None]
        if values and all(isinstance(v, str) and v.startswith(mixed) for v in values):
            return place
    return None


def _passage(store: Store, fact: Value) -> tuple[Value, ...]:
    import pyoxigraph as ox

    if not isinstance(fact, str):
        return (None, None, None)
    answer = store.query(_QUERY.replace("$fact", str(ox.NamedNode(fact))), prefixes=t.PREFIXES)
    for solution in answer:  # type: ignore[union-attr]
        return tuple(to_value(solution[name]) for name in ("quote", "document", "url"))
    return (None, None, None)
