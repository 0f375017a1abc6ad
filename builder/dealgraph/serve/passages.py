"""A mention's words in their document."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import unquote

from dealgraph.errors import StorageError
from dealgraph.rdf import terms as t
from dealgraph.records import unpack
from dealgraph.serve.entities import filing as describe_filing
from dealgraph.serve.reading import Reader

if TYPE_CHECKING:
    from dealgraph.filing import Document
    from dealgraph.store import GraphFolder
    from dealgraph.store.places import RemoteGraph

#: Code points of text given around a quotation.
WINDOW = 4000


def passage(reader: Reader, folder: GraphFolder | RemoteGraph, iri: str) -> dict[str, object] | None:
    """Give a mention's quotation, document and filing, and the text around it; None where there is no such mention.

    Where the document's text is not at hand (it is kept beside the index and may be newer), the quotation with
    its prefix and suffix stands for it.
    """
    import pyoxigraph as ox

    store, mention = reader.store, ox.NamedNode(iri)
    source = next(store.quads_for_pattern(mention, ox.NamedNode(t.OA_HAS_SOURCE), None), None)
    selector = next(store.quads_for_pattern(mention, ox.NamedNode(t.OA_HAS_SELECTOR), None), None)
    if source is None or selector is None:
        return None
    graph = source.graph_name
    said = {
        q.predicate.value: str(getattr(q.object, "value", ""))
        for q in store.quads_for_pattern(selector.object, None, None, graph)  # type: ignore[arg-type]
    }
    about = {
        q.predicate.value: str(getattr(q.object, "value", ""))
        for q in store.quads_for_pattern(source.object, None, None, graph)  # type: ignore[arg-type]
    }
    quote = said.get(t.OA_EXACT, "")
    start, end = int(said.get(t.OA_START, "0")), int(said.get(t.OA_END, "0"))
    document = _document(folder, graph.value if isinstance(graph, ox.NamedNode) else "", about)
    if document is not None and document.text[start:end] == quote:
        first = max(0, start - (WINDOW - len(quote)) // 2)
        text = document.text[first : max(first + WINDOW, end)]
    else:
        prefix = said.get(t.OA_PREFIX, "")
        first = max(0, start - len(prefix))
        text = f"{prefix}{quote}{said.get(t.OA_SUFFIX, '')}"
    return {
        "quote": quote,
        "document": {
            "iri": str(getattr(source.object, "value", "")),
            "type": about.get(t.DOCUMENT_TYPE),
            "file_name": about.get(t.FILE_NAME),
        },
        "filing": describe_filing(reader, graph.value) if isinstance(graph, ox.NamedNode) else None,
        "start": start,
        "end": end,
        "text": text,
        "text_start": first,
    }


def _document(folder: GraphFolder | RemoteGraph, filing: str, about: dict[str, str]) -> Document | None:
    """Give the document with its text, if the folder keeps it."""
    key = unquote(filing.removeprefix(f"{t.ID}filing/"))
    try:
        with closing(folder.manifest()) as manifest:
            place, packed = manifest.record(key)
    except StorageError:
        return None
    sequence = about.get(t.SEQUENCE, "")
    documents = unpack(packed, place).filing.documents
    return next((d for d in documents if str(d.sequence) == sequence), None)
