"""The server: the SPARQL protocol, a JSON API and the explorer, over a graph that is only read."""

from __future__ import annotations
