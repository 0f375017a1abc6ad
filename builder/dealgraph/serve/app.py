"""The server's routes, as a Starlette application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import dealgraph
from dealgraph.errors import InputError
from dealgraph.serve import assets
from dealgraph.serve.description import describe
from dealgraph.serve.jobs import Job
from dealgraph.serve.limits import Limits
from dealgraph.serve.openapi import openapi
from dealgraph.serve.parameters import QUESTIONS, read
from dealgraph.serve.pool import Pool
from dealgraph.serve.protocol import read_query
from dealgraph.serve.replies import Reply, failure, reply_json
from dealgraph.serve.security import Access, Guard

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

    from dealgraph.store.places import RemoteGraph

#: Seconds in which a request's body must come.
_BODY = 15.0
_MOST_FIELDS = 200


def make_app(
    graph: Path | RemoteGraph,
    *,
    limits: Limits | None = None,
    access: Access | None = None,
    queries: Path | None = None,
) -> Starlette:
    """Make the application.

    Args:
        graph: The GRAPH folder, or an endpoint.
        limits: What a request may cost.
        access: Who may ask.
        queries: A folder with more named queries.
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.routing import Route

    pool = Pool(graph, limits or Limits(), queries)
    server = _Server(pool)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.stop()

    return Starlette(
        routes=[
            Route("/sparql", server.sparql, methods=["GET", "POST"]),
            Route("/api/openapi.json", server.openapi),
            Route("/api/query/{name}", server.query),
            *(Route(f"/api/{name}", server.question(name)) for name in QUESTIONS),
            Route("/{path:path}", server.explorer),
        ],
        middleware=[Middleware(Guard, access=access or Access())],
        exception_handlers={404: _missing, 405: _not_allowed, 500: _failed},
        lifespan=lifespan,
    )


class _Server:
    """The handlers of requests."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def sparql(self, request: Request) -> Response:
        """The SPARQL protocol."""
        try:
            pairs = _pairs(request)
            body = await _body(request, self._pool.limits.request) if request.method == "POST" else b""
        except InputError as error:
            return _respond(_malformed(error))
        if isinstance(body, Reply):
            return _respond(body)
        accept = ", ".join(request.headers.getlist("accept"))
        method = "POST" if request.method == "POST" else "GET"
        asked = read_query(method, pairs, request.headers.get("content-type", ""), body, accept)
        if asked is None:
            return _respond(describe(str(request.url.replace(query="", fragment="")), accept))
        return _respond(asked if isinstance(asked, Reply) else await self._pool.ask(asked))

    async def openapi(self, request: Request) -> Response:
        """The description of the API."""
        return _respond(reply_json(openapi(dealgraph.__version__)))

    async def query(self, request: Request) -> Response:
        """A named query."""
        try:
            pairs = _pairs(request)
        except InputError as error:
            return _respond(_malformed(error))
        parameters = dict(pairs)
        if len(parameters) != len(pairs):
            return _respond(failure(400, "malformed", "A parameter is given twice.", "Give it once."))
        name = request.path_params["name"]
        return _respond(await self._pool.ask(Job("query", {"name": name, "parameters": parameters})))

    def question(self, name: str) -> Callable[[Request], Awaitable[Response]]:
        """Make the handler of a question of the JSON API."""
        _, fields = QUESTIONS[name]

        async def handler(request: Request) -> Response:
            try:
                arguments = read(fields, _pairs(request))
            except InputError as error:
                return _respond(_malformed(error))
            return _respond(await self._pool.ask(Job(name, arguments)))

        return handler

    async def explorer(self, request: Request) -> Response:
        """The explorer's files."""
        found = await asyncio.to_thread(assets.load, request.path_params["path"], request.state.nonce)
        if found is None:
            return _respond(_not_found())
        return _respond(found, cache=assets.may_cache(request.path_params["path"]))


def _pairs(request: Request) -> list[tuple[str, str]]:
    """Read the URL's parameters.

    Raises:
        InputError: They are not UTF-8, or too many.
    """
    try:
        raw = request.scope["query_string"].decode("ascii")
        return parse_qsl(raw, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except (UnicodeDecodeError, ValueError) as error:
        raise InputError(
            "The address cannot be read", where="URL", suggestion="Write it in UTF-8, percent-encoded"
        ) from error


async def _body(request: Request, most: int) -> bytes | Reply:
    """Read a body, no longer and no slower than it may be."""
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(_BODY):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    return failure(
                        413, "too-large", f"The request is longer than {most:,} bytes.", "Shorten it."
                    )
                parts.append(part)
    except TimeoutError:
        return failure(408, "slow", "The request did not come in time.", "Send it again.")
    return b"".join(parts)


def _respond(reply: Reply, *, cache: bool = False) -> Response:
    from starlette.responses import Response

    headers = {"cache-control": "public, max-age=31536000, immutable" if cache else "no-cache"}
    if reply.status == 503:
        headers["retry-after"] = "5"
    if reply.status < 300 and not cache:
        headers["vary"] = "Accept"
    return Response(reply.body, reply.status, headers=headers, media_type=reply.media_type)


def _malformed(error: InputError) -> Reply:
    return failure(400, "invalid", f"{error.where}: {error.problem}.", f"{error.suggestion}.")


def _not_found() -> Reply:
    return failure(
        404, "not-found", "There is nothing here.", "GET /api/openapi.json describes what there is."
    )


async def _missing(request: Request, error: Exception) -> Response:
    return _respond(_not_found())


async def _not_allowed(request: Request, error: Exception) -> Response:
    response = _respond(failure(405, "method", "This cannot be done here.", "Use GET, or POST for /sparql."))
    response.headers["allow"] = "GET, HEAD, POST" if request.url.path == "/sparql" else "GET, HEAD"
    return response


async def _failed(request: Request, error: Exception) -> Response:
    return _respond(
        failure(500, "failed", "The request could not be answered.", "Ask again; tell us if it stays so.")
    )
