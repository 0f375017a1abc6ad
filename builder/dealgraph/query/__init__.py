"""Asking a graph: named queries with typed parameters, checks of SPARQL before it is run, and the evidence of rows.

>>> from dealgraph.query import load_queries
>>> load_queries()["filings"].title
'Filings'
"""

from __future__ import annotations

from dealgraph.query.named import NamedQuery, Rows, Value, bind, load_queries, parse_query, run, select

__all__ = ["NamedQuery", "Rows", "Value", "bind", "load_queries", "parse_query", "run", "select"]
