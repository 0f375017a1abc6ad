"""What the endpoint says of itself: SPARQL 1.1 Service Description (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from dealgraph.rdf.nquads import iri
from dealgraph.serve.negotiate import TRIPLES, choose
from dealgraph.serve.replies import Reply, failure

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
    "N-Triples", "RDF_XML", "JSON-LD", "N-Quads", "TriG",
)  # fmt: skip


def describe(endpoint: str, accept: str) -> Reply:
    """Give the service description in the RDF format that the client prefers, Turtle where it names none."""
    import pyoxigraph as ox

    media = choose(accept, list(TRIPLES)) or ("text/turtle" if "html" in accept else None)
    if media is None:
        return failure(
            406, "not-acceptable", "The description has no such format", f"Accept one of {', '.join(TRIPLES)}"
        )
    lines = [f"{iri(s)} {iri(p)} {iri(o)} ." for s, p, o in _statements(endpoint)]
    triples = (q.triple for q in ox.parse("\n".join(lines), ox.RdfFormat.N_TRIPLES))
    body = ox.serialize(triples, format=getattr(ox.RdfFormat, TRIPLES[media]), prefixes={"sd": _SD})
    charset = "" if "json" in media or "xml" in media else "; charset=utf-8"
    return Reply(200, media + charset, body or b"")


def _statements(endpoint: str) -> list[tuple[str, str, str]]:
    dataset, default = f"{endpoint}#dataset", f"{endpoint}#default"
    return [
        (f"{endpoint}#service", _RDF_TYPE, f"{_SD}Service"),
        (f"{endpoint}#service", f"{_SD}endpoint", endpoint),
        (f"{endpoint}#service", f"{_SD}supportedLanguage", f"{_SD}SPARQL11Query"),
        *((f"{endpoint}#service", f"{_SD}resultFormat", _FORMATS + form) for form in _RESULTS),
        (f"{endpoint}#service", f"{_SD}defaultDataset", dataset),
        (dataset, _RDF_TYPE, f"{_SD}Dataset"),
        (dataset, f"{_SD}defaultGraph", default),
        (default, _RDF_TYPE, f"{_SD}Graph"),
    ]
