"""The history of a resource: which filing said what of it, when, in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dealgraph.changes import describe, plain
from dealgraph.errors import ValidationError
from dealgraph.rdf import terms as t
from dealgraph.rdf.nquads import iri as written

if TYPE_CHECKING:
    from pyoxigraph import Store

    from dealgraph.store import GraphFolder

#: Links by which a company, drug or antigen takes part in agreements and milestones.
_LINKS = (t.PARTY, t.COVERS_DRUG, t.COVERS_ANTIGEN, t.PAYER, t.PAYEE, t.CONCERNS_DRUG)
_LEFT_OUT = {t.RDF_TYPE, t.WAS_DERIVED_FROM, t.EXTRACTED_BY, t.CONFIDENCE, t.HAS_TERM, t.HAS_MILESTONE}


@dataclass(frozen=True, slots=True, order=True)
class Saying:
    """What one filing says of one resource.

    Attributes:
        filed_on: ISO date of filing, or "".
        form: Form type. `accession`: accession number, or the filing's key.
        fact: IRI of the resource. `label`: what it is, in a few words.
        said: (property, value) in words, those of an agreement's terms and milestones among them.
        quote: The words that it was read from, of the first passage.
        superseded: Whether an amendment takes this filing's place.
    """

    filed_on: str
    form: str
    accession: str
    fact: str
    label: str
    said: tuple[tuple[str, str], ...]
    quote: str
    superseded: bool = False


def history(folder: GraphFolder, name: str) -> list[Saying]:
    """Give what filings say of an agreement, milestone or term, oldest first.

    Args:
        folder: The graph.
        name: Its IRI, as queries print it; or a company, drug or antigen by name or IRI, whose agreements
            and milestones are meant.

    Raises:
        ValidationError: The name means nothing in the graph, or several things.
    """
    store = folder.open_store()
    iri = find(folder, store, name)
    facts = [iri]
    if not iri.startswith(tuple(f"{t.ID}{k}/" for k in ("agreement", "milestone", "term"))):
        facts = sorted(_involving(store, iri)) or [iri]
    return sorted(s for fact in facts for s in _sayings(store, fact))


def find(folder: GraphFolder, store: Store, name: str) -> str:
    """Give the IRI that a name, an IRI or an earlier IRI means.

    Raises:
        ValidationError: It means nothing, or several things.
    """
    from dealgraph.why import meanings

    found = sorted(meanings(folder, store, name))
    if len(found) > 1:
        raise ValidationError(
            f"{len(found)} resources are called {name!r}",
            suggestion=f"Give one of {', '.join(iri for _, iri in found[:5])}",
        )
    return found[0][1]


def _involving(store: Store, iri: str) -> Iterator[str]:
    from pyoxigraph import DefaultGraph, NamedNode

    seen: set[str] = set()
    for link in _LINKS:
        for quad in store.quads_for_pattern(None, NamedNode(link), NamedNode(iri), DefaultGraph()):
            subject = str(getattr(quad.subject, "value", ""))
            if subject not in seen:
                seen.add(subject)
                yield subject


def _sayings(store: Store, fact: str) -> Iterator[Saying]:
    """Give what each filing's own graph says of a resource."""
    from pyoxigraph import DefaultGraph, NamedNode

    by_graph: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for quad in store.quads_for_pattern(NamedNode(fact), None, None, None):
        graph = str(getattr(quad.graph_name, "value", ""))
        if graph.startswith(f"{t.ID}filing/"):
            by_graph[graph].append((str(quad.predicate), str(quad.object)))
    for graph, statements in by_graph.items():
        about = dict(_values(store, graph))
        node, supersedes = NamedNode(graph), NamedNode(t.SUPERSEDES)
        old = next(store.quads_for_pattern(None, supersedes, node, DefaultGraph()), None) is not None
        yield Saying(
            filed_on=about.get(t.FILED_ON, ""),
            form=about.get(t.FORM_TYPE, ""),
            accession=about.get(t.ACCESSION_NUMBER, graph.removeprefix(f"{t.ID}filing/")),
            fact=fact,
            label=describe(statements),
            said=tuple(sorted({*_said(store, statements), *_parts(store, graph, statements)})),
            quote=_quote(store, graph, statements),
            superseded=old,
        )


def _values(store: Store, graph: str) -> Iterator[tuple[str, str]]:
    from pyoxigraph import NamedNode

    for quad in store.quads_for_pattern(NamedNode(graph), None, None, NamedNode(graph)):
        yield str(getattr(quad.predicate, "value", "")), str(getattr(quad.object, "value", ""))


def _said(store: Store, statements: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Put statements into words: a resource by its label."""
    for predicate, value in statements:
        name = predicate[1:-1]
        if name not in _LEFT_OUT:
            yield name.rpartition("#")[2].rpartition("/")[2], _label(store, value)


def _parts(store: Store, graph: str, statements: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Say in a few words which terms and milestones a filing gives an agreement."""
    from pyoxigraph import NamedNode

    for predicate, value in statements:
        if predicate in (written(t.HAS_TERM), written(t.HAS_MILESTONE)):
            quads = store.quads_for_pattern(NamedNode(value[1:-1]), None, None, NamedNode(graph))
            yield (
                predicate[1:-1].rpartition("#")[2],
                describe((str(q.predicate), str(q.object)) for q in quads),
            )


def _label(store: Store, value: str) -> str:
    from pyoxigraph import DefaultGraph, NamedNode

    if value.startswith("<"):
        quads = store.quads_for_pattern(NamedNode(value[1:-1]), NamedNode(t.PREF_LABEL), None, DefaultGraph())
        if (quad := next(quads, None)) is not None:
            return str(getattr(quad.object, "value", ""))
    return plain(value)


def _quote(store: Store, graph: str, statements: Iterable[tuple[str, str]]) -> str:
    """Give the words of the first passage, by its place in the filing, that supports a resource."""
    from pyoxigraph import NamedNode

    place = NamedNode(graph)
    mentions = sorted(v[1:-1] for p, v in statements if p == written(t.WAS_DERIVED_FROM))
    for mention in mentions:
        for quad in store.quads_for_pattern(
            NamedNode(f"{mention}/selector"), NamedNode(t.OA_EXACT), None, place
        ):
            return str(getattr(quad.object, "value", ""))
    return ""
