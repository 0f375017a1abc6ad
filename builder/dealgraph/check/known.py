"""What the SPARQL constraints of our shapes ask, asked without an engine.

To load a filing into a store and query it takes longer than all other constraints together. So each query of
`shapes/` stands here, word for word, beside a test that suspects every focus node for which the query has a row. A
query that is changed, or a user's own, is not found here and is asked as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

from dealgraph.check.data import Data, Literal, Term
from dealgraph.rdf import terms as t

#: What the prefixes must stand for that the queries use.
_PREFIXES = {
    "dg": t.DG,
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
#: Whether a query may have a row for a focus node.
Answer = Callable[[Data, Term], bool]


def answer(text: str, prefixes: Mapping[str, str]) -> Answer | None:
    """Give what stands for a query, None where it is not known."""
    if any(prefixes.get(name) != iri for name, iri in _PREFIXES.items()):
        return None
    return _KNOWN.get(" ".join(text.split()))


def _unstated(data: Data, focus: Term) -> bool:
    parts = (data.values(focus, p) for p in (t.RDF_SUBJECT, t.RDF_PREDICATE, t.RDF_OBJECT))
    return any(
        not isinstance(p, str) or value not in data.values(subject, p)
        for subject, p, value in product(*parts)
    )


def _circular(data: Data, focus: Term) -> bool:
    seen: set[Term] = set()
    ahead = list(data.values(focus, t.HAS_COMPONENT))
    while ahead:
        node = ahead.pop()
        if node not in seen:
            seen.add(node)
            ahead += data.values(node, t.HAS_COMPONENT)
    return focus in seen


def _unasserted(data: Data, focus: Term) -> bool:
    assertions = data.subjects(t.RDF_SUBJECT, focus)
    return any(
        not any(
            path in data.values(a, t.RDF_PREDICATE) and value in data.values(a, t.RDF_OBJECT)
            for a in assertions
        )
        for path in (t.TARGETS, t.DEVELOPED_BY, t.HAS_COMPONENT)
        for value in data.values(focus, path)
    )


def _misplaced(data: Data, focus: Term) -> bool:
    for document in data.values(focus, t.HAS_DOCUMENT):
        for mention in data.subjects(t.OA_HAS_SOURCE, document):
            for selector in data.values(mention, t.OA_HAS_SELECTOR):
                parts = (data.values(selector, p) for p in (t.OA_EXACT, t.OA_START, t.OA_END))
                if not all(_fits(*found) for found in product(*parts)):
                    return True
    return False


def _fits(exact: Term, start: Term, end: Term) -> bool:
    """Whether a quotation is surely as long as its position says, or other constraints say what is wrong with it."""
    if not all(isinstance(x, Literal) and x.datatype == t.XSD_INTEGER for x in (start, end)):
        return False
    first, last = int(_text(start)), int(_text(end))
    return len(_text(exact)) == last - first or first >= last


def _early(data: Data, focus: Term) -> bool:
    filed = (
        _text(day)
        for mention in data.values(focus, t.WAS_DERIVED_FROM)
        for document in data.values(mention, t.OA_HAS_SOURCE)
        for filing in data.subjects(t.HAS_DOCUMENT, document)
        for day in data.values(filing, t.FILED_ON)
    )
    stated = [_text(day) for day in data.values(focus, t.ACHIEVED_ON)]
    return any(s > day[: len(s)] for day in filed for s in stated)


def _unsigned(data: Data, focus: Term) -> bool:
    signed = (
        _text(day)
        for agreement in data.subjects(t.HAS_MILESTONE, focus)
        for day in data.values(agreement, t.SIGNED_ON)
    )
    stated = [_text(day) for day in data.values(focus, t.ACHIEVED_ON)]
    return any(s[: len(day)] < day[: len(s)] for day in signed for s in stated)


def _text(term: Term) -> str:
    return term if isinstance(term, str) else term.value


_QUERIES: tuple[tuple[str, Answer], ...] = (
    (
        """SELECT $this ?value WHERE {
            $this rdf:subject ?value ; rdf:predicate ?predicate ; rdf:object ?object .
            FILTER NOT EXISTS { ?value ?predicate ?object }
        }""",
        _unstated,
    ),
    ("SELECT $this ?value WHERE { $this dg:hasComponent ?value . ?value dg:hasComponent* $this }", _circular),
    (
        """SELECT $this ?path ?value WHERE {
            { $this dg:targets ?value . BIND (dg:targets AS ?path) }
            UNION { $this dg:developedBy ?value . BIND (dg:developedBy AS ?path) }
            UNION { $this dg:hasComponent ?value . BIND (dg:hasComponent AS ?path) }
            OPTIONAL { ?assertion rdf:subject $this ; rdf:predicate ?path ; rdf:object ?value }
            FILTER (!BOUND(?assertion))
        }""",
        _unasserted,
    ),
    (
        """SELECT $this ?value WHERE {
            $this dg:hasDocument/^oa:hasSource/oa:hasSelector ?value .
            ?value oa:exact ?exact ; oa:start ?start ; oa:end ?end .
            FILTER (STRLEN(?exact) != ?end - ?start && ?start < ?end)
        }""",
        _misplaced,
    ),
    (
        """SELECT DISTINCT $this ?value WHERE {
            $this dg:achievedOn ?value ; prov:wasDerivedFrom/oa:hasSource/^dg:hasDocument/dg:filedOn ?filed .
            FILTER (STR(?value) > SUBSTR(STR(?filed), 1, STRLEN(STR(?value))))
        }""",
        _early,
    ),
    (
        """SELECT DISTINCT $this ?value WHERE {
            $this dg:achievedOn ?value ; ^dg:hasMilestone/dg:signedOn ?signed .
            FILTER (SUBSTR(STR(?value), 1, STRLEN(STR(?signed))) < SUBSTR(STR(?signed), 1, STRLEN(STR(?value))))
        }""",
        _unsigned,
    ),
)
_KNOWN = {" ".join(text.split()): test for text, test in _QUERIES}
