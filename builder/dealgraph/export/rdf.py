"""RDF: the whole dataset in any of its syntaxes, or what a selection holds of the merged facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from dealgraph.export.projection import Projection
from dealgraph.rdf import terms as t


def write(lines: Iterable[str], form: str, stream: IO[bytes]) -> None:
    """Write N-Quads lines as they are; have other syntaxes made of them, quad by quad.

    Args:
        lines: Sorted N-Quads lines.
        form: "nquads", "trig", "turtle" (the default graph only) or "jsonld".
        stream: Where to write.
    """
    if form == "nquads":
        for line in lines:
            stream.write(line.encode("utf-8") + b"\n")
        return
    import pyoxigraph as ox

    target = {"trig": ox.RdfFormat.TRIG, "turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}[form]
    quads: Iterable[ox.Quad] = (
        quad for line in lines for quad in ox.parse(line, format=ox.RdfFormat.N_QUADS)
    )
    if form == "turtle":
        triples = (q.triple for q in quads if isinstance(q.graph_name, ox.DefaultGraph))
        ox.serialize(triples, stream, format=target, prefixes=t.PREFIXES)
    else:
        ox.serialize(quads, stream, format=target, prefixes=t.PREFIXES)


def selected_lines(projection: Projection) -> Iterator[str]:
    """Give the merged facts about what is selected, about the filings they come from, and the concepts' labels.

    A link to something that is not selected stays: it is a fact about what is.
    """
    import pyoxigraph as ox

    store, default = projection.merged.store, ox.DefaultGraph()
    more: set[str] = set()
    subjects = [iri for iri, _ in projection.resources()]
    for iri in subjects:
        for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, default):
            if isinstance(quad.object, ox.NamedNode):
                value = quad.object.value
                if value.startswith(t.VOCAB) or quad.predicate.value == t.WAS_DERIVED_FROM:
                    more.add(value)
    for iri in sorted({*subjects, *more}):
        found = store.quads_for_pattern(ox.NamedNode(iri), None, None, default)
        yield from sorted(f"{quad.triple} ." for quad in found)
