"""networkx: the projection as a MultiDiGraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dealgraph.export.jsonlines import attributes
from dealgraph.export.projection import Projection

if TYPE_CHECKING:
    import networkx


def multigraph(projection: Projection) -> networkx.MultiDiGraph[str]:
    """Give a graph whose nodes and edges bear `kind`, `label` and what else is known of them.

    The key of an edge is its id. Numbers are int or float, lists are lists, days are ISO 8601 texts.

    Raises:
        ValidationError: The graph has nothing of a name in the selection, or several things.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name="dealgraph")
    for node in projection.nodes():
        own = attributes(projection.node_fields, node.attributes)
        graph.add_node(node.id, kind=node.kind, label=node.label, **own)
    for edge in projection.edges():
        own = attributes(projection.edge_fields, edge.attributes)
        graph.add_edge(edge.source, edge.target, key=edge.id, kind=edge.kind, label=edge.label, **own)
    return graph
