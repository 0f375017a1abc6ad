"""Where a SPARQL server takes queries, updates and whole graphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from dealgraph.errors import InputError

_SCHEMES = ("http://", "https://")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class Address:
    """The addresses of one server. Make one with `of`.

    Attributes:
        query: Takes queries by the SPARQL 1.1 Protocol.
        update: Takes updates by the SPARQL 1.1 Protocol.
        graph_store: Takes whole graphs by the SPARQL 1.1 Graph Store HTTP Protocol; "" where it isn't used.
        default_graph: IRI of the graph that stands for the default graph, where the server has none that can be
            written to or mixes it with the others; "" for the server's own.
    """

    query: str
    update: str = ""
    graph_store: str = ""
    default_graph: str = ""

    @classmethod
    def of(cls, query: str, *, update: str = "", graph_store: str = "", default_graph: str = "") -> Address:
        """Check the addresses, and guess from the first where updates go.

        Raises:
            InputError: One is no address, or holds a password.

        >>> Address.of("http://localhost:7878/query").update
        'http://localhost:7878/update'
        >>> Address.of("http://localhost:7200/repositories/deals").update
        'http://localhost:7200/repositories/deals/statements'
        >>> Address.of("http://localhost:3030/deals").update
        'http://localhost:3030/deals'
        """
        for url in (query, update, graph_store):
            _check(url)
        check_graph(default_graph)
        return cls(query, update or _updates(query), graph_store, default_graph)


def check_graph(default_graph: str) -> None:
    """Refuse a name of the default graph that is no IRI; "" is the server's own.

    Raises:
        InputError: It is none.
    """
    if default_graph and not _IRI.fullmatch(default_graph):
        raise InputError(
            "The default graph's name is not an IRI",
            where=default_graph,
            suggestion="Give one such as urn:dealgraph:merged",
        )


def is_address(place: str) -> bool:
    """Tell an endpoint from a folder.

    >>> is_address("https://example.org/sparql"), is_address("my-graph")
    (True, False)
    """
    return place.lower().startswith(_SCHEMES)


def _check(url: str) -> None:
    if not url:
        return
    try:
        parts = urlsplit(url)
        # Reading the port checks it.
        whole = is_address(url) and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        whole, parts = False, urlsplit("")
    if not whole or not url.isascii() or not url.isprintable() or " " in url:
        raise InputError(
            "This is not the address of an endpoint", where=url, suggestion="Give http://... or https://..."
        )
    if parts.username is not None or parts.password is not None:
        raise InputError(
            "The address holds a user or a password, which others can see",
            where=f"{parts.scheme}://{parts.hostname}",
            suggestion="Give them in DEALGRAPH_ENDPOINT_AUTH or with --auth-file",
        )


def _updates(query: str) -> str:
    """Guess where a server takes updates: Oxigraph and Fuseki, GraphDB and RDF4J, and those with one address."""
    if query.endswith("/query"):
        return query.removesuffix("query") + "update"
    if re.search(r"/repositories/[^/?#]+$", query):
        return f"{query}/statements"
    return query
