"""A page of a part of a graph: one file that asks no host for anything.

Its content security policy lets only its own script and style run, known by their hashes, and nothing be
loaded or sent. All text is escaped, and isolated from the direction of writing around it. Without scripts
the page is a table.
"""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from dealgraph.errors import InputError
from dealgraph.export.jsonlines import array, attributes
from dealgraph.export.model import COLOURS, Field, Node, plain, present
from dealgraph.export.projection import Projection
from dealgraph.export.selection import Selection

#: More nodes than this can't be read on a page, nor placed while one waits.
MOST = 2_000
_BLOCK = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def write(projection: Projection, stream: IO[bytes]) -> None:
    """Write a page.

    Raises:
        InputError: There are too many nodes for one.
    """
    nodes = list(islice(projection.nodes(), MOST + 1))
    if len(nodes) > MOST:
        raise InputError(
            f"There are more than {MOST:,} nodes, too many for a page",
            where="html",
            suggestion="Select a part by --company, --drug, --antigen, years or --depth",
        )
    for line in lines(projection, nodes):
        stream.write(line.encode("utf-8") + b"\n")


def lines(projection: Projection, nodes: list[Node]) -> Iterator[str]:
    """Give the lines of the page."""
    style, script = _part("page.css"), _part("page.js")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    what = _describe(projection.selection)
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_text(what)}</title>\n<style>{style}</style>\n</head>\n<body>"
    yield f"<header><h1><bdi>{_text(what)}</bdi></h1><p>{_count(nodes)}</p>"
    yield '<div id="tools"><label>Find <input id="search" type="search" autocomplete="off"></label>'
    for kind in [k for k in COLOURS if any(n.kind == k for n in nodes)]:
        yield (
            f'<label><input type="checkbox" value="{kind}" checked> <span class="dot {kind}"></span> '
            f"{kind}</label>"
        )
    yield "</div></header>"
    yield (
        '<section id="view"><svg id="graph" role="group" aria-label="Graph of what is selected"></svg>'
        '<aside id="detail" aria-live="polite"><p>Choose a node to read what is known of it.</p></aside></section>'
    )
    yield from _table(projection.node_fields, nodes)
    yield '<script id="data" type="application/json">{"nodes":'
    yield from (line.translate(_BLOCK) for line in array(_nodes(projection, nodes), ","))
    yield '"edges":'
    yield from (line.translate(_BLOCK) for line in array(_edges(projection)))
    yield f"}}</script>\n<script>{script}</script>\n</body>\n</html>"


def _nodes(projection: Projection, nodes: Iterable[Node]) -> Iterator[object]:
    for n in nodes:
        own = attributes(projection.node_fields, n.attributes)
        yield {"id": n.id, "kind": n.kind, "label": n.label, "attributes": own}


def _edges(projection: Projection) -> Iterator[object]:
    for e in projection.edges():
        yield {"source": e.source, "target": e.target, "label": e.label}


def _table(fields: tuple[Field, ...], nodes: Iterable[Node]) -> Iterator[str]:
    yield '<section class="wide"><h2>All of it</h2><table><thead><tr>'
    yield "<th>kind</th><th>name</th><th>what is known</th></tr></thead><tbody>"
    for n in nodes:
        known = "; ".join(
            f"{field.name.replace('_', ' ')}: <bdi>{_text(plain(value))}</bdi>"
            for field, value in present(fields, n.attributes)
            if field.name != "iri"
        )
        yield f"<tr data-node><td>{n.kind}</td><td><bdi>{_text(n.label)}</bdi></td><td>{known}</td></tr>"
    yield "</tbody></table></section>"


def _text(value: str) -> str:
    return html.escape(value, quote=True)


def _part(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Give the source expression for an inline block (https://www.w3.org/TR/CSP3/#grammardef-hash-source)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _describe(selection: Selection) -> str:
    """Say what is selected.

    >>> _describe(Selection(companies=("ImmunoGen",), since=2000))
    'Deals around ImmunoGen, from 2000'
    """
    names = ", ".join((*selection.companies, *selection.drugs, *selection.antigens))
    title = f"Deals around {names}" if names else "Deals"
    if selection.since is not None:
        title += f", from {selection.since}"
    if selection.until is not None:
        title += f", to {selection.until}"
    return title


def _count(nodes: Iterable[Node]) -> str:
    counts = dict.fromkeys(COLOURS, 0)
    for n in nodes:
        counts[n.kind] += 1
    found = ", ".join(f"{c:,} {k if c == 1 else _plural(k)}" for k, c in counts.items() if c)
    return f"{found}." if found else "Nothing is selected."


def _plural(kind: str) -> str:
    return "companies" if kind == "company" else f"{kind}s"
