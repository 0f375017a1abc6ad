"""The concepts of the vocabulary as lines of the default graph: an export brings its labels along."""

from __future__ import annotations

from dealgraph.rdf.terms import VOCAB
from dealgraph.resources import data_folder


def vocabulary_lines() -> list[str]:
    """Give the concept schemes of `ontology/` as sorted N-Triples lines.

    Raises:
        FileNotFoundError: The installation is broken.
    """
    import pyoxigraph

    lines = set()
    for file in sorted(data_folder("ontology").glob("*.ttl")):
        for quad in pyoxigraph.parse(path=str(file), format=pyoxigraph.RdfFormat.TURTLE):
            subject = quad.subject
            if isinstance(subject, pyoxigraph.NamedNode) and subject.value.startswith(VOCAB):
                lines.add(f"{quad.triple} .")
    return sorted(lines)
