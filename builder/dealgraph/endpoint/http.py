"""HTTP requests with a time limit, a length limit, retries and the server's way of asking who asks."""

from __future__ import annotations

import http.client
import random
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, cast

from dealgraph.endpoint.credentials import Authorizer, Credentials
from dealgraph.errors import StorageError

#: Statuses that may pass: too many requests, a gateway without its server, too much to do.
_PASSING = frozenset({429, 502, 503, 504})
#: What a server says of a transaction that lost against another one.
_CONTESTED = ("deadlock", "lock wait", "concurrent modification")
_CHUNK = 1 << 16
#: Seconds before the first retry, and between any two at most.
_FIRST, _LONGEST = 0.5, 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; the names of headers in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media(self) -> str:
        """The media type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nowhere: a password and a graph go to the address that the user gave, and no other."""

    def redirect_request(self, *_: object) -> None:
        """Refuse."""
        return


class Http:
    """Sends requests to one server."""

    def __init__(
        self,
        credentials: Credentials,
        *,
        timeout: float,
        tries: int,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._timeout, self._tries, self._sleep = timeout, max(1, tries), sleep
        self._authorizer = Authorizer(credentials)
        self._opener = urllib.request.build_opener(_Stay())

    def send(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str], *, most: int, again: bool
    ) -> Answer:
        """Send a request, again where it failed in a way that may pass.

        Args:
            method: "GET", "POST", "PUT" or "DELETE".
            url: Where to.
            body: What to send.
            headers: Its headers.
            most: Bytes that the answer may have.
            again: Whether a request that came too late is worth another try: an update is, a slow query is not.

        Raises:
            StorageError: The server can't be reached, doesn't answer in time, or answers at too great length.
        """
        for left in reversed(range(self._tries)):
            try:
                answer = self._once(method, url, body, headers, most)
            except (OSError, http.client.HTTPException) as error:
                late = isinstance(_reason(error), TimeoutError)
                if not left or (late and not again) or isinstance(_reason(error), ssl.SSLError):
                    raise _unreachable(error, url, self._timeout) from error
                answer = None
            if answer is None or (left and _may_pass(answer)):
                self._sleep(_pause(self._tries - left - 1, answer))
                continue
            return answer
        raise AssertionError("the last try answers or raises")

    def _once(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str], most: int
    ) -> Answer:
        """Send a request; where the server asks who asks, send it once more with the answer."""
        answer, challenges = self._send(method, url, body, headers, most)
        if answer.status == 401 and self._authorizer.learn(challenges):
            answer, _ = self._send(method, url, body, headers, most)
        return answer

    def _send(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str], most: int
    ) -> tuple[Answer, list[str]]:
        request = urllib.request.Request(url, data=body, headers=dict(headers), method=method)  # noqa: S310
        if (value := self._authorizer.header(request)) is not None:
            request.add_unredirected_header("Authorization", value)
        try:
            with self._opener.open(request, timeout=self._timeout) as got:
                return _read(cast("http.client.HTTPResponse", got), url, most)
        except urllib.error.HTTPError as error:
            with error:
                return _read(error, url, most)


def _read(
    got: http.client.HTTPResponse | urllib.error.HTTPError, url: str, most: int
) -> tuple[Answer, list[str]]:
    """Read an answer, no longer than it may be."""
    parts, size = [], 0
    while part := cast("IO[bytes]", got).read(_CHUNK):
        size += len(part)
        if size > most:
            raise StorageError(
                f"The endpoint's answer is longer than {most:,} bytes",
                where=url,
                suggestion="Ask for less, with LIMIT or by counting",
            )
        parts.append(part)
    headers = {name.lower(): value for name, value in got.headers.items()}
    return Answer(got.status or 0, headers, b"".join(parts)), got.headers.get_all("WWW-Authenticate") or []


def _may_pass(answer: Answer) -> bool:
    if answer.status in _PASSING:
        return True
    return answer.status >= 400 and any(sign in answer.text[:2000].lower() for sign in _CONTESTED)


def _pause(retry: int, answer: Answer | None) -> float:
    """Seconds before the next try: what the server asks for, else twice as long each time, a little apart."""
    asked = answer.headers.get("retry-after", "") if answer is not None else ""
    if asked.isascii() and asked.isdigit():
        return min(float(asked), _LONGEST)
    return float(min(_FIRST * 2**retry, _LONGEST) * random.uniform(0.8, 1.2))  # noqa: S311 - not a secret


def _reason(error: BaseException) -> BaseException:
    """What is behind urllib's wrapping."""
    inner = getattr(error, "reason", None)
    return inner if isinstance(inner, BaseException) else error


def _unreachable(error: BaseException, url: str, timeout: float) -> StorageError:
    reason = _reason(error)
    if isinstance(reason, TimeoutError):
        return StorageError(
            f"The endpoint did not answer within {timeout:g} seconds",
            where=url,
            suggestion="Ask for less, or give a longer --timeout",
        )
    if isinstance(reason, socket.gaierror):
        problem = "The endpoint's name is not known"
    elif isinstance(reason, ssl.SSLError):
        problem = f"The endpoint's certificate or encryption is not accepted ({reason.reason or reason})"
    elif isinstance(reason, ConnectionRefusedError):
        problem = "Nothing listens at the endpoint's address"
    else:
        problem = f"The connection to the endpoint failed ({str(reason) or type(reason).__name__})"
    return StorageError(problem, where=url, suggestion="Check the address, and that the server runs")
