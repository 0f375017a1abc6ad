"""The GRAPH folder and what lies in it."""

from __future__ import annotations

from dealgraph.store.folder import Dataset, GraphFolder
from dealgraph.store.manifest import Manifest

__all__ = ["Dataset", "GraphFolder", "Manifest"]
