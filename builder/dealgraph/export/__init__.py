"""Exports: one property-graph projection of a built graph, and a module for each format it is written in.

>>> from dealgraph.export import FORMATS
>>> FORMATS["gexf"].suffix
'.gexf'
"""

from __future__ import annotations

from dealgraph.export.fold import Folded
from dealgraph.export.formats import FORMATS, Format, export, load_writer
from dealgraph.export.model import Edge, Field, Node
from dealgraph.export.projection import Projection
from dealgraph.export.selection import Selection

__all__ = [
    "FORMATS",
    "Edge",
    "Field",
    "Folded",
    "Format",
    "Node",
    "Projection",
    "Selection",
    "export",
    "load_writer",
]
