"""What a publication says of itself, in a named graph of the endpoint: its generation, and what lies there.

Standard terms only: the W3C's service description tells the graph that stands for the default graph, schema.org's
`creativeWorkStatus` has the words Published, Incomplete and Obsolete.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dealgraph.rdf import terms as t

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The named graph, and the node in it that stands for the publication as a whole.
PUBLICATION = t.ID + "publication"
#: Nodes that list what lies in the endpoint, each named by its content.
PART = PUBLICATION + "/part/"
STATUS = t.SCHEMA + "creativeWorkStatus"
TEXT = t.SCHEMA + "text"
#: Leads from an IRI that was given up to the one in its place.
REPLACED_BY = t.DCTERMS + "isReplacedBy"
GENERATION = t.DCTERMS + "identifier"
DEFAULT_GRAPH = "http://www.w3.org/ns/sparql-service-description#defaultGraph"
PUBLISHER = t.PROV + "wasGeneratedBy"
PUBLISHED, INCOMPLETE, OBSOLETE = "Published", "Incomplete", "Obsolete"


@dataclass(frozen=True, slots=True)
class Header:
    """What is said of the publication as a whole.

    Attributes:
        generation: That of the graph; "" where nothing was published.
        status: "Published", or "Incomplete" while one is under way or after one was broken off.
        default_graph: IRI of the graph that stands for the default graph; "" for the endpoint's own.
        publisher: Who published last: an IRI made for each run.
        summary: Counts, for people.
    """

    generation: str = ""
    status: str = ""
    default_graph: str = ""
    publisher: str = ""
    summary: Mapping[str, Any] = field(default_factory=dict)


def header_query() -> str:
    """Give the query for what is said of the publication as a whole."""
    return f"SELECT ?p ?o WHERE {{ GRAPH <{PUBLICATION}> {{ <{PUBLICATION}> ?p ?o }} }}"


def moved_query(iri: str) -> str:
    """Give the query for the IRI that took another's place.

    >>> moved_query("urn:a")[:53]
    'SELECT ?new WHERE { GRAPH <https://w3id.org/dealgraph'
    """
    return f"SELECT ?new WHERE {{ GRAPH <{PUBLICATION}> {{ <{iri}> <{REPLACED_BY}> ?new }} }}"


def read_header(rows: Iterable[tuple[str, str]]) -> Header:
    """Read the answer to `header_query`: pairs of property and value.

    >>> read_header([(STATUS, "Published"), (GENERATION, "ab12")]).generation
    'ab12'
    """
    said = dict(rows)
    try:
        summary = json.loads(said.get(TEXT, "{}"))
    except ValueError:
        summary = {}
    return Header(
        said.get(GENERATION, ""),
        said.get(STATUS, ""),
        said.get(DEFAULT_GRAPH, ""),
        said.get(PUBLISHER, ""),
        summary if isinstance(summary, dict) else {},
    )


def header_triples(header: Header) -> list[str]:
    """Write a header as N-Triples lines."""
    from dealgraph.rdf.nquads import iri, literal

    said = [
        (GENERATION, literal(header.generation) if header.generation else ""),
        (STATUS, literal(header.status)),
        (DEFAULT_GRAPH, iri(header.default_graph) if header.default_graph else ""),
        (PUBLISHER, iri(header.publisher) if header.publisher else ""),
        (TEXT, literal(json.dumps(dict(header.summary), sort_keys=True)) if header.summary else ""),
    ]
    return [f"{iri(PUBLICATION)} {iri(p)} {o} ." for p, o in said if o]
