"""The explorer's files: those of its build, and nothing else."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path

from dealgraph.serve.replies import Reply
from dealgraph.serve.security import NONCE

_TYPES = {
    ".css": "text/css", ".html": "text/html", ".ico": "image/x-icon", ".js": "text/javascript",
    ".json": "application/json", ".png": "image/png", ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json", ".woff2": "font/woff2",
}  # fmt: skip
#: A file whose name holds a hash of its content never changes.
_HASHED = re.compile(r"assets/.+[.-][A-Za-z0-9_-]{8,}\.\w+")
_PLAIN = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Dealgraph</title></head><body>
<h1>Dealgraph</h1>
<p>The graph is served. The explorer was not built: run <code>make explorer</code> in a checkout.</p>
<ul><li><a href="/sparql">SPARQL endpoint</a></li><li><a href="/api/openapi.json">JSON API</a></li>
<li><a href="/api/queries">Named queries</a></li></ul></body></html>
"""


def folder() -> Path | None:
    """Give the folder of the built explorer, or None where it was not built."""
    found = Path(__file__).with_name("static")
    return found if (found / "index.html").is_file() else None


def load(path: str, nonce: str) -> Reply | None:
    """Give a file of the explorer; its page for "" and for a path that a link within it may have.

    A path can't leave the folder: it is looked for by its parts among the files that are there.
    """
    root = folder()
    if root is None:
        return Reply(200, "text/html; charset=utf-8", _PLAIN) if path == "" else None
    parts = path.split("/") if path else ["index.html"]
    if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts):
        return None
    file = root.joinpath(*parts)
    if not file.is_file() or not file.resolve().is_relative_to(root.resolve()):
        return None
    media = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    body = file.read_bytes()
    if file.suffix == ".html":
        body = body.replace(NONCE, nonce.encode("ascii"))
    text = media.startswith("text/") or media == "image/svg+xml"
    return Reply(200, media + ("; charset=utf-8" if text else ""), body)


def may_cache(path: str) -> bool:
    """Whether a browser may keep a file for good.

    >>> may_cache("assets/index-BxK2f81a.js"), may_cache("")
    (True, False)
    """
    return _HASHED.fullmatch(path) is not None
