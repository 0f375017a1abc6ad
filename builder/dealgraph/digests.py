"""Hashes that say whether anything changed that bears on the outcome."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path


def hash_of(base: str, value: object) -> str:
    """Hash a value that JSON can hold."""
    return hashlib.sha256((base + json.dumps(value, separators=(",", ":"))).encode("ascii")).hexdigest()


def folder_digest(folder: Path, patterns: Sequence[str] = ("*.ttl",)) -> str:
    """Hash the files of a folder that bear on the outcome."""
    digest = hashlib.sha256()
    for file in sorted({f for p in patterns for f in folder.rglob(p) if f.is_file()}):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def code_digest() -> str:
    """Hash the code and tables of this package: facts read by other rules are read again."""
    return folder_digest(Path(__file__).parent, ("*.py", "*.tsv", "*.toml", "*.json", "*.txt"))
