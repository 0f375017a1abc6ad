"""Which media type a client gets: the Accept header (RFC 9110, 12.5.1) against what an answer can be."""

from __future__ import annotations

from collections.abc import Sequence

#: Media types of rows and truth values, best first, with the name of Oxigraph's format.
RESULTS: dict[str, str] = {
    "application/sparql-results+json": "JSON",
    "application/sparql-results+xml": "XML",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
    "application/json": "JSON",
    "application/xml": "XML",
    "text/xml": "XML",
}
#: Media types of triples, best first.
TRIPLES: dict[str, str] = {
    "text/turtle": "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON_LD",
    "application/n-quads": "N_QUADS",
    "application/trig": "TRIG",
    "text/n3": "N3",
    "application/x-turtle": "TURTLE",
    "text/plain": "N_TRIPLES",
    "application/xml": "RDF_XML",
}


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """Choose a media type.

    Args:
        accept: The Accept header; "" takes anything.
        offered: What there is, best first.

    Returns:
        One of the offered, or None where the client takes none.

    >>> choose("text/csv;q=0.5, application/sparql-results+xml", list(RESULTS))
    'application/sparql-results+xml'
    >>> choose("*/*", list(TRIPLES)), choose("image/png", list(TRIPLES))
    ('text/turtle', None)
    """
    wanted = [w for part in accept.split(",") if (w := _parse(part)) is not None]
    if not wanted:
        return offered[0] if not accept.strip() else None
    best: tuple[float, int] | None = None
    found = None
    for place, media in enumerate(offered):
        quality = _quality(media, wanted)
        if quality > 0 and (best is None or (quality, -place) > best):
            best, found = (quality, -place), media
    return found


def _parse(part: str) -> tuple[str, float] | None:
    """Read one item of the header: media range and quality."""
    media, *parameters = (p.strip().lower() for p in part.split(";"))
    if "/" not in media:
        return None
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                return None
    return media, quality


def _quality(media: str, wanted: Sequence[tuple[str, float]]) -> float:
    """The quality that the most specific range gives a type."""
    ranges = dict(wanted)
    for key in (media, media.partition("/")[0] + "/*", "*/*"):
        if key in ranges:
            return ranges[key]
    return 0.0
