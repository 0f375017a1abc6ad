"""A query's text made ready for another server: prefixes declared, and the default graph named.

Some servers mix the named graphs into the default graph or have none that can be written to. There the merged facts
lie in a named graph of their own, and a query that reads the default graph is asked inside of that graph:
`WHERE { ... }` becomes `WHERE { GRAPH <default> { ... } }`. A GRAPH clause within it means what it meant before.
"""

from __future__ import annotations

from dealgraph.query.text import Token, declared, tokens
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
    words = [x.text.upper() if x.kind == "word" else x.text for x in pieces]
    groups = _groups(pieces)
    if "FROM" in words or not groups:
        return text
    at = words.index("CONSTRUCT") if "CONSTRUCT" in words else None
    template = at is not None and words[at + 1] == "{"
    main = groups[1 if template else 0]
    # CONSTRUCT WHERE { ... }, whose pattern is its template too, takes no GRAPH clause.
    short = text[main[0] : main[1] + 1] if at is not None and not template else ""
    patterns = [main, *(g for g in _after_exists(pieces, words) if not main[0] <= g[0] <= main[1])]
    for start, end in sorted(patterns, reverse=True):
        inner = text[start + 1 : end]
        # A comment may end the group's last line, and would take the bracket with it.
        ended = f"{inner}{chr(10) if '#' in inner else ''}"
        text = f"{text[:start]}{{ GRAPH <{graph}> {{{ended}}} }}{text[end + 1 :]}"
    if short and at is not None:
        where = pieces[at + 1].start
        text = f"{text[:where]}{short} {text[where:]}"
    return text


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


def _after_exists(pieces: list[Token], words: list[str]) -> list[tuple[int, int]]:
    """Give the groups that EXISTS asks about: in a projection or HAVING they stand outside of the WHERE group."""
    return [_groups(pieces[n + 1 :])[0] for n, word in enumerate(words) if word == "EXISTS"]
