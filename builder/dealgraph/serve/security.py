"""Who may ask, from where, and what a browser may do with the answer."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dealgraph.serve.replies import Reply, failure

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
_FIXED = (
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
)
#: Where a page writes this, the nonce of its answer is put in, for style elements that a script makes.
NONCE = b"__CSP_NONCE__"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask.

    Attributes:
        token: What a client must show, as a bearer token or as the password of basic authentication, or None.
        hosts: Host names by which the server may be addressed; None for any. On loopback this keeps other sites'
            pages from reaching the server under a name of theirs that points here (DNS rebinding).
        origins: Origins of other sites whose pages may read answers (CORS); "*" for all.
    """

    token: str | None = None
    hosts: frozenset[str] | None = LOOPBACK
    origins: frozenset[str] = frozenset()

    def refuse(self, headers: dict[str, str]) -> Reply | None:
        """Give the answer for a client that may not ask, else None."""
        if self.hosts is not None and _host(headers.get("host", "")) not in self.hosts:
            return failure(
                421, "wrong-host", "The server does not go by this name.", "Use the address that it printed."
            )
        if self.token is not None and not _shows(headers.get("authorization", ""), self.token):
            return failure(
                401, "unauthorized", "A token is wanted.", "Send it as Authorization: Bearer TOKEN."
            )
        return None

    def origin(self, asked: str | None) -> str | None:
        """Give the origin to allow, for the origin that asks."""
        if asked is None or not self.origins & {"*", asked}:
            return None
        return "*" if "*" in self.origins else asked


def _host(header: str) -> str:
    """Take the port off a Host header.

    >>> _host("localhost:8080"), _host("[::1]:8080"), _host("127.0.0.1")
    ('localhost', '[::1]', '127.0.0.1')
    """
    name, colon, port = header.rpartition(":")
    return (name if colon and port.isdigit() else header).lower()


def _shows(header: str, token: str) -> bool:
    """Whether an Authorization header holds the token."""
    scheme, _, value = header.partition(" ")
    shown = ""
    if scheme.lower() == "bearer":
        shown = value.strip()
    elif scheme.lower() == "basic":
        try:
            shown = base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return False
    return hmac.compare_digest(shown.encode("utf-8", "replace"), token.encode("utf-8"))


def policy(nonce: str) -> str:
    """Give the content security policy: nothing but what this server sends, no script in a page's text."""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )


class Guard:
    """ASGI middleware: refuses who may not ask, answers preflights, and puts security headers on every answer."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        origin = self._access.origin(headers.get("origin"))
        extra = [*_FIXED, ("content-security-policy", policy(nonce)), *self._cors(origin)]

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {k.lower() for k, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((k.encode(), v.encode("latin-1")) for k, v in extra if k.encode() not in present),
                ]
            await send(message)

        if scope["method"] == "OPTIONS" and origin is not None and "access-control-request-method" in headers:
            await _send(guarded, Reply(204, "", b""), ())
        elif (refusal := self._access.refuse(headers)) is not None:
            ask = [("www-authenticate", 'Basic realm="dealgraph", charset="UTF-8"')]
            await _send(guarded, refusal, ask if refusal.status == 401 else ())
        else:
            await self._app(scope, receive, guarded)

    def _cors(self, origin: str | None) -> list[tuple[str, str]]:
        shared = [("cross-origin-resource-policy", "cross-origin" if origin else "same-origin")]
        if self._access.origins:
            shared.append(("vary", "Origin"))
        if origin is None:
            return shared
        return [
            *shared,
            ("access-control-allow-origin", origin),
            ("access-control-allow-methods", "GET, POST, HEAD"),
            ("access-control-allow-headers", "Accept, Authorization, Content-Type"),
            ("access-control-max-age", "600"),
        ]


async def _send(send: Send, reply: Reply, extra: Iterable[tuple[str, str]]) -> None:
    headers = [(b"content-length", str(len(reply.body)).encode())] if reply.status != 204 else []
    if reply.media_type:
        headers.append((b"content-type", reply.media_type.encode()))
    headers += [(k.encode(), v.encode()) for k, v in extra]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})
