"""A filing with its facts, packed: what the manifest keeps, so that an unchanged filing is not read twice."""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from dataclasses import asdict, dataclass
from typing import Any

from dealgraph.facts import FilingFacts
from dealgraph.facts_json import filing_from_json, filing_to_json, from_json, to_json
from dealgraph.filing import Filing
from dealgraph.resolve.keys import (
    AgreementKey,
    AntigenKey,
    CompanyKey,
    DrugKey,
    FilingKeys,
    MilestoneKey,
)

_LEVEL = 6
_KINDS: dict[str, type[Any]] = {
    "companies": CompanyKey,
    "antigens": AntigenKey,
    "drugs": DrugKey,
    "agreements": AgreementKey,
    "milestones": MilestoneKey,
}


@dataclass(frozen=True, slots=True)
class Record:
    """A filing, its verified facts, and the hashes of its documents' texts.

    The text of a document that no fact cites is not kept, where the filing has an accession number; its
    hash is.
    """

    filing: Filing
    facts: FilingFacts
    hashes: dict[int, str]


def pack(filing: Filing, facts: FilingFacts) -> tuple[str, bytes]:
    """Give (hash, bytes) of a filing and its facts; where it was read from does not go in."""
    body = to_json(filing, facts)
    cited = set(_cited(body))
    about = filing_to_json(filing)
    for document in about["documents"]:
        # A filing without an accession number is told by its texts, so it keeps them all.
        if filing.accession and document["sequence"] not in cited:
            document["text"] = ""
    hashes = {str(d.sequence): d.sha256 for d in filing.documents}
    body.pop("doc")
    text = json.dumps(
        {"filing": about, "facts": body, "hashes": hashes}, sort_keys=True, separators=(",", ":")
    )
    data = text.encode("ascii")
    return hashlib.sha256(data).hexdigest(), zlib.compress(data, _LEVEL)


def unpack(data: bytes, place: str = "") -> Record:
    """Give back what was packed; `place` becomes the filing's source."""
    body = json.loads(zlib.decompress(data))
    filing = filing_from_json(body["filing"], place)
    facts = from_json(body["facts"], filing)
    return Record(filing, facts, {int(k): v for k, v in body["hashes"].items()})


def pack_keys(keys: FilingKeys) -> bytes:
    """Pack the keys that `resolve` needs."""
    return zlib.compress(json.dumps(asdict(keys), separators=(",", ":")).encode("ascii"), 1)


def unpack_keys(data: bytes) -> FilingKeys:
    """Give back keys."""
    body = json.loads(zlib.decompress(data))
    parts: dict[str, Any] = {
        name: tuple(kind(**{k: _shared(v) for k, v in x.items()}) for x in body[name])
        for name, kind in _KINDS.items()
    }
    plain = {name: _shared(body[name]) for name in ("key", "filed_on", "form", "period")}
    return FilingKeys(**plain, items=_shared(body["items"]), **parts)


def _shared(value: Any) -> Any:
    """Give a value whose strings are one object wherever they are equal: keys of all filings are held together."""
    if isinstance(value, str):
        return sys.intern(value)
    return tuple(map(sys.intern, value)) if isinstance(value, list) else value


def _cited(node: object) -> list[int]:
    """Sequence numbers of the documents that spans anywhere in a JSON value cite."""
    if isinstance(node, dict):
        own = [s["document"] for s in node.get("spans", ())]
        return own + [n for value in node.values() for n in _cited(value)]
    if isinstance(node, list):
        return [n for value in node for n in _cited(value)]
    return []
