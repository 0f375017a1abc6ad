"""The requests that a SPARQL server takes, and what its refusals mean.

SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/) and Graph Store HTTP Protocol
(https://www.w3.org/TR/sparql11-http-rdf-update/).
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from urllib.parse import urlencode

from dealgraph.endpoint.address import Address
from dealgraph.endpoint.credentials import VARIABLE, Credentials
from dealgraph.endpoint.http import Answer, Http
from dealgraph.errors import DealgraphError, StorageError, ValidationError

_FORM = "application/x-www-form-urlencoded"
_UPDATE = "application/sparql-update"
_TRIPLES = "application/n-triples"
_HTML = ("text/html", "application/xhtml+xml")
#: The longest answer that is read, in bytes.
MOST = 256 << 20
#: How Virtuoso says that a request is longer than its compiler takes, with status 400 or 500.
_TOO_LONG = ("memory exhausted", "exceeded 10000 lines", "sparql query is too long")


class TooLargeError(StorageError):
    """A request that the server would take in smaller pieces."""


class Client:
    """Asks and changes one server."""

    def __init__(
        self,
        address: Address,
        credentials: Credentials | None = None,
        *,
        timeout: float = 60.0,
        tries: int = 5,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.address = address
        self.requests = 0
        self._known = bool(credentials)
        self._http = Http(credentials or Credentials(), timeout=timeout, tries=tries, sleep=sleep)

    def query(self, text: str, accept: str, parameters: Iterable[tuple[str, str]] = ()) -> Answer:
        """Ask a query.

        Args:
            text: The query.
            accept: Media types of the answer.
            parameters: More of the protocol's parameters.

        Raises:
            ValidationError: The server can't answer this query.
            StorageError: The server can't be reached, refuses, or answers with something else.
        """
        body = urlencode([("query", text), *parameters]).encode("ascii")
        url = self.address.query
        headers = {"Content-Type": _FORM, "Accept": accept}
        self.requests += 1
        answer = self._http.send("POST", url, body, headers, most=MOST, again=False)
        self._check(answer, url, "query")
        if answer.media not in {part.partition(";")[0].strip() for part in accept.split(",")}:
            raise _another_thing(answer, url)
        return answer

    def update(self, text: str) -> None:
        """Run an update. It must be one that can be run twice: a request that was lost is sent again.

        Raises:
            TooLargeError: It must be sent in smaller pieces.
            StorageError: The server can't be reached or refuses.
        """
        url, headers = self.address.update, {"Content-Type": _UPDATE, "Accept": "*/*"}
        self._change("POST", url, text.encode("utf-8"), headers, "update")

    def put_graph(self, graph: str, triples: str) -> None:
        """Replace a named graph by N-Triples.

        Raises:
            TooLargeError: It must be sent in smaller pieces.
            StorageError: The server can't be reached or refuses.
        """
        self._change("PUT", self._graph(graph), triples.encode("utf-8"), {"Content-Type": _TRIPLES}, "graph")

    def delete_graph(self, graph: str) -> None:
        """Remove a named graph, which may be gone already.

        Raises:
            StorageError: The server can't be reached or refuses.
        """
        self._change("DELETE", self._graph(graph), None, {}, "graph", gone=True)

    def _graph(self, graph: str) -> str:
        joint = "&" if "?" in self.address.graph_store else "?"
        return f"{self.address.graph_store}{joint}{urlencode({'graph': graph})}"

    def _change(
        self,
        method: str,
        url: str,
        body: bytes | None,
        headers: dict[str, str],
        what: str,
        *,
        gone: bool = False,
    ) -> None:
        self.requests += 1
        answer = self._http.send(method, url, body, headers, most=MOST, again=True)
        if gone and answer.status == 404:
            return
        self._check(answer, url, what)
        # A web page in place of an empty answer is a login form or another service.
        if what == "update" and answer.media in _HTML:
            raise _another_thing(answer, url)

    def _check(self, answer: Answer, url: str, what: str) -> None:
        """Raise what a refusal means.

        Raises:
            DealgraphError: The status is not one of success.
        """
        if 200 <= answer.status < 300:
            return
        said = excerpt(answer)
        if answer.status == 413 or any(sign in answer.text[:2000].lower() for sign in _TOO_LONG):
            raise TooLargeError(
                f"The endpoint finds the request too long{said}",
                where=url,
                suggestion="Give a smaller --batch",
            )
        raise self._refusal(answer.status, url, what, said)

    def _refusal(self, status: int, url: str, what: str, said: str) -> DealgraphError:
        if status in (401, 403):
            return StorageError(
                f"The endpoint refuses the user and password ({status})"
                if self._known
                else f"The endpoint wants a user and password ({status})",
                where=url,
                suggestion=f"Give user:password in {VARIABLE} or with --auth-file",
            )
        if status in (404, 405, 415, 501):
            option = {"update": "--update", "graph": "--graph-store"}.get(what)
            return StorageError(
                f"The address does not take {_WHATS[what]} ({status})",
                where=url,
                suggestion=f"Give the right one with {option}" if option else "Give the endpoint's address",
            )
        if 300 <= status < 400:
            return StorageError(
                f"The endpoint has another address ({status})",
                where=url,
                suggestion="Give that one; redirects are not followed",
            )
        if status == 400 and what == "query":
            return ValidationError(f"The endpoint cannot answer this query{said}", where=url)
        return StorageError(
            f"The endpoint failed ({status}){said}", where=url, suggestion="Look into the server's log"
        )


_WHATS = {"query": "queries", "update": "updates", "graph": "graphs"}


def _another_thing(answer: Answer, url: str) -> StorageError:
    kind = "a web page" if answer.media in _HTML else answer.media or "something without a media type"
    return StorageError(
        f"The address answers with {kind}, not as a SPARQL endpoint does",
        where=url,
        suggestion="Give the endpoint's address, not that of its page",
    )


def excerpt(answer: Answer) -> str:
    r"""Give the beginning of what a server says of an error, as ": ..."; no markup, no control characters.

    >>> excerpt(Answer(500, {}, b"<p>No \x1b[1mspace</p>\n<p>left</p>"))
    ': No [1mspace left'
    """
    text = re.sub(r"<[^>]{0,500}>", " ", answer.text[:4000])
    text = " ".join("".join(c if c.isprintable() else " " if c.isspace() else "" for c in text).split())
    return f": {text[:200].rstrip('. ')}" if text else ""
