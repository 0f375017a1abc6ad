"""Who asks: a user and password, or a token, from a file or the environment and never from the command line."""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

from dealgraph.errors import InputError

#: The environment's variable: "user:password" or "Bearer TOKEN".
VARIABLE = "DEALGRAPH_ENDPOINT_AUTH"
_BEARER = "Bearer "


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user and password, or a token; neither for a server that asks for none."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.user or self.token)


def read_credentials(file: Path | None) -> Credentials:
    """Read what a file holds, or the variable where there is no file.

    Raises:
        InputError: The file can't be read, or the text is neither of the two forms.
    """
    if file is None:
        return parse(os.environ.get(VARIABLE, ""), VARIABLE)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"The user and password cannot be read ({error})",
            where=str(file),
            suggestion="Give a text file with user:password",
        ) from error
    return parse(text, str(file))


def parse(text: str, where: str) -> Credentials:
    """Take credentials apart.

    Raises:
        InputError: The text is neither user:password nor Bearer TOKEN.

    >>> parse("dba:a:b", "a file").user, parse("Bearer abc", "a file").token, bool(parse("", "nowhere"))
    ('dba', 'abc', False)
    """
    text = text.strip()
    if not text:
        return Credentials()
    if text.startswith(_BEARER):
        token = text.removeprefix(_BEARER).strip()
        if token.isascii() and token.isprintable() and " " not in token:
            return Credentials(token=token)
    user, colon, password = text.partition(":")
    if not colon or not user or not text.isprintable() or text.startswith(_BEARER):
        raise InputError(
            "This is neither a user and password nor a token",
            where=where,
            suggestion="Write user:password, or Bearer and the token",
        )
    return Credentials(user, password)


class Authorizer:
    """Answers a server's challenges: Digest where it offers it (RFC 7616, MD5), else Basic (RFC 7617).

    A password is sent only after the server has asked, and in clear only where it offers nothing better.
    """

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._basic = False
        self._digest: dict[str, str] = {}
        self._passwords = HTTPPasswordMgrWithDefaultRealm()
        self._handler = HTTPDigestAuthHandler(self._passwords)

    def header(self, request: Request) -> str | None:
        """Give the Authorization header for a request, or None while the server has not asked."""
        mine = self._credentials
        if mine.token:
            return f"{_BEARER}{mine.token}"
        if self._digest:
            self._passwords.add_password(None, request.full_url, mine.user, mine.password)
            value = self._handler.get_authorization(request, self._digest)
            return f"Digest {value}" if value else None
        if self._basic:
            pair = f"{mine.user}:{mine.password}".encode()
            return "Basic " + base64.b64encode(pair).decode("ascii")
        return None

    def learn(self, challenges: list[str]) -> bool:
        """Take the server's WWW-Authenticate headers; says whether it is worth asking again."""
        if not self._credentials.user:
            return False
        before = (self._basic, self._digest.get("nonce"))
        for challenge in challenges:
            scheme, _, rest = challenge.strip().partition(" ")
            if scheme.lower() == "digest":
                given = parse_keqv_list([p for p in parse_http_list(rest) if "=" in p])
                if given.get("algorithm", "MD5").upper() in ("MD5", "SHA"):
                    self._digest = given
            elif scheme.lower() == "basic":
                self._basic = True
        return (self._basic, self._digest.get("nonce")) != before
