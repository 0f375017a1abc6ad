"""The SPARQL 1.1 Protocol's query operation (https://www.w3.org/TR/sparql11-protocol/#query-operation)."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl

from dealgraph.serve.jobs import Job
from dealgraph.serve.replies import Reply, failure

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
#: Parameters in one request at most.
_MOST_FIELDS = 200

Pairs = Sequence[tuple[str, str]]


def read_query(
    method: str, parameters: Pairs, content_type: str, body: bytes, accept: str
) -> Job | Reply | None:
    """Read a request as the question it asks.

    Args:
        method: "GET" or "POST".
        parameters: Those of the URL, decoded.
        content_type: That of the body.
        body: The body of a POST.
        accept: The Accept header.

    Returns:
        The question; or the answer to a request that is not one; or None where a GET asks nothing, which
        asks for the service description.
    """
    media, charset = _media(content_type)
    pairs = list(parameters)
    if method == "POST":
        if media == UPDATE:
            return _read_only()
        if media not in (FORM, QUERY):
            return failure(415, "media-type", "A query is not sent so.", f"Send it as {FORM} or {QUERY}.")
        try:
            text = body.decode(charset)
            if media == QUERY:
                if any(name == "query" for name, _ in pairs):
                    return _malformed("The query is given twice.")
                pairs.append(("query", text))
            else:
                pairs += parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
        except (UnicodeDecodeError, LookupError):
            return _malformed("The body is not in the encoding that it says.")
        except ValueError:
            return _malformed("The body has too many fields.")
    if any(name == "update" for name, _ in pairs):
        return _read_only()
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        if not queries and method == "GET":
            return None if not pairs else _malformed("There is no query.")
        return _malformed("There is no query." if not queries else "There are several queries.")
    arguments = {
        "query": queries[0],
        "accept": accept,
        "default": [v for n, v in pairs if n == "default-graph-uri"],
        "named": [v for n, v in pairs if n == "named-graph-uri"],
    }
    return Job("sparql", arguments)


def _media(content_type: str) -> tuple[str, str]:
    """Take a Content-Type apart: media type and character encoding."""
    media, *parameters = (p.strip() for p in content_type.split(";"))
    charset = "utf-8"
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            charset = value.strip().strip('"') or "utf-8"
    return media.lower(), charset if charset.isascii() and "\0" not in charset else "unknown"


def _malformed(message: str) -> Reply:
    return failure(400, "malformed", message, "Send one SPARQL query as the parameter query.")


def _read_only() -> Reply:
    return failure(403, "read-only", "The graph is only read here.", "Change it by building it anew.")
