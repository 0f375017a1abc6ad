"""A query's text made ready for another server: prefixes declared, and the default graph named.

Some servers mix the named graphs into the default graph or have none that can be written to. There the merged facts
lie in a named graph of their own, and a query that reads the default graph is asked inside of that graph:
`WHERE { ... }` becomes `WHERE { GRAPH <default> { ... } }`. A GRAPH clause within it means what it meant before.
"""

from __future__ import annotations

from dealgraph.query_text import Token, declared, tokens
from dealgraph.rdf.terms import PREFIXES

_OPEN, _CLOSE = "{([", "})]"


def prepare(text: str, default_graph: str = "") -> str:
    """Make a query ready to be sent.

    Args:
        text: The query. It has been parsed before.
        default_graph: IRI of the graph that stands for the default graph; "" for the server's own.

    >>> print(prepare("SELECT ?d { ?d a dg:Drug }", "urn:merged"))
    PREFIX dg: <https://w3id.org/dealgraph/ontology#> SELECT ?d { GRAPH <urn:merged> { ?d a dg:Drug } }
    >>> prepare("CONSTRUCT WHERE { ?s ?p ?o }", "urn:merged")
    'CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <urn:merged> { ?s ?p ?o } }'
    """
    known = declared(text)
    used = {x.text.partition(":")[0] for x in tokens(text) if x.kind == "name"}
    # On the first line, so that the line numbers in the server's messages stay true.
    head = " ".join(f"PREFIX {p}: <{iri}>" for p, iri in PREFIXES.items() if p in used and p not in known)
    body = _within(text, default_graph) if default_graph else text
    return f"{head} {body}" if head else body


def _within(text: str, graph: str) -> str:
    """Ask what is asked of the default graph of a named one; a query that names its dataset stays as it is."""
    pieces = [x for x in tokens(text) if x.kind != "comment"]
    words = {x.text.upper() for x in pieces if x.kind == "word"}
    groups = _groups(pieces)
    if "FROM" in words or not groups:
        return text
    at = next((n for n, x in enumerate(pieces) if x.text.upper() == "CONSTRUCT"), None)
    template = at is not None and pieces[at + 1].text == "{"
    start, end = groups[1 if template else 0]
    inner = text[start + 1 : end]
    # A comment may end the group's last line, and would take the bracket with it.
    inside = f"{{ GRAPH <{graph}> {{{inner}{chr(10) if '#' in inner else ''}}} }}"
    if at is not None and not template:
        # CONSTRUCT WHERE { ... }, whose pattern is its template too, takes no GRAPH clause.
        return f"{text[: pieces[at + 1].start]}{{{inner}}} WHERE {inside}{text[end + 1 :]}"
    return f"{text[:start]}{inside}{text[end + 1 :]}"


def _groups(pieces: list[Token]) -> list[tuple[int, int]]:
    """Give where the outermost groups in curly brackets begin and end: a CONSTRUCT's template, the WHERE group."""
    found: list[tuple[int, int]] = []
    depth = start = 0
    for piece in (x for x in pieces if x.kind == "other"):
        if piece.text in _OPEN:
            start = piece.start if depth == 0 else start
            depth += 1
        elif piece.text in _CLOSE:
            depth -= 1
            if depth == 0 and piece.text == "}":
                found.append((start, piece.start))
    return found
