"""The HTML reference of the vocabulary, made from the Turtle files of `ontology/`.

`python -m dealgraph.rdf.reference docs/ontology.html` writes the page; a test holds the committed one to the
Turtle.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dealgraph.errors import ValidationError
from dealgraph.rdf.terms import DG, OWL, PREFIXES, RDF, RDFS, SKOS, VOCAB
from dealgraph.resources import data_folder

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h3 { margin: 2rem 0 .25rem; } code { font-size: .95em; }
dl { display: grid; grid-template-columns: 9rem 1fr; gap: .1rem 1rem; margin: .25rem 0; }
dt { opacity: .7; } dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; }
td { padding: .15rem 1rem .15rem 0; vertical-align: top; }
nav a { margin-right: .75rem; display: inline-block; }
""".strip()

_FIBO = "https://spec.edmcouncil.org/fibo/ontology/"
_MORE_PREFIXES = {
    _FIBO + "FND/Agreements/Agreements/": "fibo-fnd-agr-agr:",
    _FIBO + "FND/Agreements/Contracts/": "fibo-fnd-agr-ctr:",
    _FIBO + "FBC/ProductsAndServices/FinancialProductsAndServices/": "fibo-fbc-pas-fpas:",
    VOCAB: "vocab/",
}
#: The relations that are shown of a term, with their titles, in this order.
_RELATIONS = (
    ("subclass of", RDFS + "subClassOf"),
    ("subproperty of", RDFS + "subPropertyOf"),
    ("domain", RDFS + "domain"),
    ("range", RDFS + "range"),
    ("scheme", RDFS + "seeAlso"),
    ("close match", SKOS + "closeMatch"),
    ("example", SKOS + "example"),
    ("comment", RDFS + "comment"),
)


def reference_html(ontology: Path | None = None) -> str:
    """Give the reference page as HTML.

    Args:
        ontology: Folder of Turtle files, by default the one that ships with Dealgraph.

    Raises:
        ValidationError: The folder holds no ontology.
    """
    import rdflib

    folder = ontology or data_folder("ontology")
    graph = rdflib.Graph(bind_namespaces="none")
    for file in sorted(folder.glob("*.ttl")):
        graph.parse(file, format="turtle")
    if not graph:
        raise ValidationError(
            "There is no ontology", where=str(folder), suggestion="Give the folder with dealgraph.ttl"
        )
    return "\n".join(_page(graph)) + "\n"


def _page(graph: rdflib.Graph) -> Iterator[str]:
    """Give the lines of the page."""
    classes = _terms(graph, "Class")
    properties = sorted(_terms(graph, "ObjectProperty") + _terms(graph, "DatatypeProperty"))
    head = graph.value(_iri(DG.rstrip("#")), _iri("http://purl.org/dc/terms/description"))
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>Dealgraph ontology</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>"
    yield f"<h1>Dealgraph ontology</h1>\n<p>{_text(head)}</p>"
    yield f"<p><code>dg:</code> is <code>{DG}</code>. Made from <code>ontology/</code>; edit there.</p>"
    for title, names in (("Classes", classes), ("Properties", properties)):
        yield f"<h2>{title}</h2>\n<nav>{''.join(_link(DG + name) for name in names)}</nav>"
        for name in names:
            yield from _term(graph, name)
    yield "<h2>Concept schemes</h2>"
    for scheme in sorted(graph.subjects(_iri(RDF + "type"), _iri(SKOS + "ConceptScheme")), key=str):
        yield from _scheme(graph, scheme)
    yield "</body>\n</html>"


def _terms(graph: rdflib.Graph, kind: str) -> list[str]:
    """Give the local names of our terms of one OWL kind, sorted."""
    found = graph.subjects(_iri(RDF + "type"), _iri(OWL + kind))
    return sorted(str(term)[len(DG) :] for term in found if str(term).startswith(DG))


def _term(graph: rdflib.Graph, name: str) -> Iterator[str]:
    """Give the section of one term."""
    node = _iri(DG + name)
    label = graph.value(node, _iri(RDFS + "label"))
    yield f'<section id="{name}">\n<h3><code>dg:{name}</code> {_text(label)}</h3>'
    yield f"<p>{_text(graph.value(node, _iri(SKOS + 'definition')))}</p>\n<dl>"
    for title, relation in _RELATIONS:
        values = sorted(_value(graph, value) for value in graph.objects(node, _iri(relation)))
        if values:
            yield f"<dt>{title}</dt><dd>{', '.join(values)}</dd>"
    yield "</dl>\n</section>"


def _scheme(graph: rdflib.Graph, scheme: Node) -> Iterator[str]:
    """Give the section of one concept scheme, a row for each concept."""
    yield f'<section id="scheme-{str(scheme)[len(VOCAB) :]}">'
    yield f"<h3><code>{html.escape(str(scheme))}</code></h3>"
    yield f"<p>{_text(graph.value(scheme, _iri(SKOS + 'definition')))}</p>\n<table>"
    for concept in sorted(graph.subjects(_iri(SKOS + "topConceptOf"), scheme), key=str):
        name = str(concept)[len(str(scheme)) + 1 :]
        word = _text(graph.value(concept, _iri(SKOS + "prefLabel")))
        definition = _text(graph.value(concept, _iri(SKOS + "definition")))
        yield f"<tr><td><code>{html.escape(name)}</code></td><td>{word}</td><td>{definition}</td></tr>"
    yield "</table>\n</section>"


def _value(graph: rdflib.Graph, value: Node) -> str:
    """Write a value: a text as it is, an IRI as a link, a union as its members."""
    import rdflib

    if isinstance(value, rdflib.URIRef):
        return _link(str(value))
    if isinstance(value, rdflib.BNode):
        union = graph.value(value, _iri(OWL + "unionOf"))
        return " or ".join(_value(graph, member) for member in graph.items(union)) if union else ""
    return _text(value)


def _link(iri: str) -> str:
    """Link an IRI: inside the page where it is ours."""
    target = "#" + iri[len(DG) :] if iri.startswith(DG) else iri
    target = "#scheme-" + iri[len(VOCAB) :] if iri.startswith(VOCAB) else target
    return f'<a href="{html.escape(target)}"><code>{html.escape(_short(iri))}</code></a>'


def _short(iri: str) -> str:
    """Shorten an IRI by its prefix.

    >>> _short("http://www.w3.org/ns/prov#Entity")
    'prov:Entity'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    for namespace, prefix in _MORE_PREFIXES.items():
        if iri.startswith(namespace):
            return prefix + iri[len(namespace) :]
    return iri


def _text(value: Node | None) -> str:
    """Escape a literal's text."""
    return "" if value is None else html.escape(str(value))


def _iri(text: str) -> rdflib.URIRef:
    """Make an rdflib IRI."""
    import rdflib

    return rdflib.URIRef(text)


def main() -> None:
    """Write the page to the file that is named on the command line, or to the standard output."""
    page = reference_html()
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(page, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(page)


if __name__ == "__main__":
    main()
