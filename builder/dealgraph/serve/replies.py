"""What a worker process answers, and the errors that a client is told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: HTTP status, media type and body.

    `retire` says that the process which gave it has grown and should be replaced.
    """

    status: int
    media_type: str
    body: bytes
    retire: bool = False


def encode(value: object) -> bytes:
    """Write JSON: UTF-8, decimals as numbers.

    >>> encode({"amount": Decimal("2000000"), "name": "é"}).decode()
    '{"amount":2000000,"name":"é"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=number).encode(
        "utf-8", "replace"
    )


def number(value: object) -> int | float:
    """Give JSON's number for a decimal, a whole one where it is whole."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value).__name__)


def reply_json(value: object) -> Reply:
    """Make an answer of a JSON value."""
    return Reply(200, JSON, encode(value))


def failure(status: int, code: str, message: str, suggestion: str = "") -> Reply:
    """Make the answer to a request that is refused or failed.

    >>> failure(400, "invalid", "No.", "Ask again.").body.decode()
    '{"error":{"code":"invalid","message":"No.","suggestion":"Ask again."}}'
    """
    error = {"code": code, "message": message, "suggestion": suggestion}
    return Reply(status, JSON, encode({"error": error}))
