"""A graph brought to a SPARQL server: what lies there, what differs, and the requests that make it the same."""

from __future__ import annotations

from dealgraph.publish.bulk import write_bulk
from dealgraph.publish.publisher import Publication, publish

__all__ = ["Publication", "publish", "write_bulk"]
