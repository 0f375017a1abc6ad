"""Why two names, or two resources, of a graph are one thing, or are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dealgraph.errors import ValidationError
from dealgraph.rdf import terms as t
from dealgraph.rdf.nquads import part
from dealgraph.records import unpack_keys
from dealgraph.resolve.explain import View, against
from dealgraph.resolve.names import fold_name
from dealgraph.resolve.overrides import KINDS, read_overrides
from dealgraph.store.folder import IDENTITIES, GraphFolder

if TYPE_CHECKING:
    from pyoxigraph import Store

_CLASSES = {"company": t.COMPANY, "drug": t.DRUG, "antigen": t.ANTIGEN}
#: So many filings of a resource are looked at.
FILINGS = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether two are one, their IRIs, the sentences that say why, and the filings that these rest on."""

    one: bool
    kind: str
    iris: tuple[str, ...]
    sentences: tuple[str, ...]
    filings: tuple[str, ...]


def why(folder: GraphFolder, first: str, second: str) -> Answer:
    """Explain why two are one or not.

    Args:
        folder: The graph.
        first: A name, an IRI (also one that was given up since) or FILING#ITEM.
        second: The same.

    Raises:
        ValidationError: One of them means nothing in the graph, or several things, or they are of two kinds.
    """
    store = folder.open_store()
    notes: list[str] = []
    found = [meanings(folder, store, text, notes) for text in (first, second)]
    kinds = sorted({k for k, _ in found[0]} & {k for k, _ in found[1]})
    if not kinds:
        said = " and a ".join(sorted({k for k, _ in found[0]})[:1] + sorted({k for k, _ in found[1]})[:1])
        raise ValidationError(f"{first!r} and {second!r} are a {said}", suggestion="Give two of one kind")
    kind = kinds[0]
    mine, theirs = ({i for k, i in f if k == kind} for f in found)
    shared = sorted(mine & theirs)
    if shared and (len(shared) == 1 or mine == theirs):
        return _one(folder, store, kind, shared, (first, second), notes)
    for text, iris in ((first, mine), (second, theirs)):
        if len(iris) > 1:
            raise ValidationError(
                f"{len(iris)} resources are called {text!r}",
                suggestion=f"Give one of {', '.join(sorted(iris)[:5])}",
            )
    return _two(folder, store, kind, min(mine), min(theirs), notes)


def meanings(
    folder: GraphFolder, store: Store, text: str, notes: list[str] | None = None
) -> set[tuple[str, str]]:
    """Find what a text means: (kind, IRI) of each resource.

    Args:
        folder: The graph.
        store: Its index.
        text: A name, an IRI (also one that was given up since) or FILING#ITEM.
        notes: Where to say that an IRI has moved.

    Raises:
        ValidationError: The text means nothing in the graph.
    """
    filing, mark, local = text.rpartition("#")
    if mark and filing:
        with closing(folder.manifest()) as manifest:
            iri = manifest.identities(filing.removeprefix(f"{t.ID}filing/")).get(local)
        if iri:
            return {(_kind(iri), iri)}
    iri = text if text.startswith(("http://", "https://")) else t.ID + text
    if _kind(iri):
        now = iri if _is_there(store, iri) else folder.moved(iri)
        if notes is not None and now != iri and now and _is_there(store, now):
            notes.append(f"{_short(iri)} is {_short(now)} now.")
        if now and _is_there(store, now):
            return {(_kind(now), now)}
        if now != iri:
            raise ValidationError(f"{text!r} is no longer in the graph", suggestion="Give another")
    found = _by_name(store, text)
    if not found:
        close = _close(store, text)
        raise ValidationError(
            f"The graph has nothing called {text!r}",
            suggestion=f"Did you mean {' or '.join(close)}"
            if close
            else "Give a company, drug or antigen by name, an IRI, or FILING#ITEM",
        )
    return found


def _close(store: Store, text: str) -> list[str]:
    """Give names that a text may be meant for: those that begin with it, else those that look like it."""
    import difflib

    from pyoxigraph import DefaultGraph, NamedNode

    names = {}
    for quad in store.quads_for_pattern(None, NamedNode(t.PREF_LABEL), None, DefaultGraph()):
        if _kind(str(getattr(quad.subject, "value", ""))) in _CLASSES:
            name = str(getattr(quad.object, "value", ""))
            names[fold_name(name)] = name
    wanted = fold_name(text)
    begun = sorted(n for n in names if wanted and n.startswith(wanted))
    return [names[n] for n in (begun or difflib.get_close_matches(wanted, sorted(names)))[:3]]


def _by_name(store: Store, text: str) -> set[tuple[str, str]]:
    """Look a name up: as it stands, else as anyone may spell it."""
    from pyoxigraph import DefaultGraph, Literal, NamedNode

    exact: set[tuple[str, str]] = set()
    for label in (t.PREF_LABEL, t.ALT_LABEL, t.FORMER_NAME):
        for quad in store.quads_for_pattern(None, NamedNode(label), Literal(text), DefaultGraph()):
            iri = str(getattr(quad.subject, "value", ""))
            if _kind(iri) in _CLASSES:
                exact.add((_kind(iri), iri))
    if exact:
        return exact
    wanted, loose = fold_name(text), set()
    for label in (t.PREF_LABEL, t.ALT_LABEL, t.FORMER_NAME):
        for quad in store.quads_for_pattern(None, NamedNode(label), None, DefaultGraph()):
            if fold_name(str(getattr(quad.object, "value", ""))) == wanted:
                iri = str(getattr(quad.subject, "value", ""))
                if _kind(iri) in _CLASSES:
                    loose.add((_kind(iri), iri))
    return loose


def _one(
    folder: GraphFolder,
    store: Store,
    kind: str,
    iris: list[str],
    texts: tuple[str, str],
    notes: Iterable[str],
) -> Answer:
    """Say how each of the two names came to be what they are."""
    view = _view(folder, store, iris)
    out = [*notes]
    filings: list[str] = []
    for iri in iris:
        out.append(f"{texts[0]} and {texts[1]} are one {kind}, {_short(iri)}.")
        items = view.items(kind, iri)
        reasons = _reasons(store, iri)
        told: set[str] = set()
        for text in dict.fromkeys(texts):
            named = [(i, k) for i, k in items if _is_called(i, k, text)]
            # An IRI means all that it is made of; a name the filings that use it.
            for item, key in (named or items)[: 1 if named else 10]:
                said = _sentence(item, key, reasons, text if named else "")
                if said not in told:
                    told.add(said)
                    out.append(said)
                    filings.append(item[0])
    return Answer(True, kind, tuple(iris), tuple(out), tuple(dict.fromkeys(filings)))


def _sentence(
    item: tuple[str, str], key: object, reasons: Mapping[str, list[tuple[str, str, str]]], text: str
) -> str:
    name = getattr(key, "name", "") or " ".join(getattr(key, "types", ())) or getattr(key, "trigger", "")
    also = f", also called {text}," if text and text not in (name, f"{item[0]}#{item[1]}") else ""
    merges = reasons.get(part(item[0]), [])
    mine = [m for m in merges if m[0] == name] or merges[:1]
    because = "; ".join(f"{reason} (score {score})" for _, reason, score in mine)
    because = because or "the filing itself says so"
    return f"In filing {item[0]}, {name or 'item'} (#{item[1]}){also} belongs to it: {because}."


def _two(folder: GraphFolder, store: Store, kind: str, one: str, other: str, notes: Iterable[str]) -> Answer:
    view = _view(folder, store, [one, other])
    labels = [_label(store, iri) for iri in (one, other)]
    head = f"{labels[0]} ({_short(one)}) and {labels[1]} ({_short(other)}) are two {_PLURAL[kind]}."
    filings = dict.fromkeys(i[0] for iri in (one, other) for i, _ in view.items(kind, iri)[:5])
    sentences = (*notes, head, *against(kind, one, other, view))
    return Answer(False, kind, (one, other), sentences, tuple(filings))


_PLURAL = {k: f"{k}s" if k != "company" else "companies" for k in KINDS}


def _view(folder: GraphFolder, store: Store, iris: Iterable[str]) -> View:
    """Load the keys of the filings that tell of some resources."""
    from pyoxigraph import DefaultGraph, NamedNode

    wanted: dict[str, None] = {}
    for iri in iris:
        node = NamedNode(iri)
        quads = store.quads_for_pattern(node, NamedNode(t.WAS_DERIVED_FROM), None, DefaultGraph())
        found = sorted(str(getattr(q.object, "value", "")) for q in quads)
        wanted |= dict.fromkeys(f for f in found[:FILINGS] if f.startswith(f"{t.ID}filing/"))
    own = folder.path / IDENTITIES
    with closing(folder.manifest()) as manifest:
        by_part = {f"{t.ID}filing/{part(k)}": k for k in manifest.filing_names()}
        names = [by_part[f] for f in wanted if f in by_part]
        keys = [unpack_keys(packed) for packed in manifest.filing_keys(names)]
        ids = {(name, local): iri for name in names for local, iri in manifest.identities(name).items()}
    return View(keys, ids, read_overrides(own) if own.is_file() else ())


def _reasons(store: Store, iri: str) -> dict[str, list[tuple[str, str, str]]]:
    """Give, by filing, (name, reason, score) of each merge into a resource."""
    from pyoxigraph import NamedNode

    out: dict[str, list[tuple[str, str, str]]] = {}
    graph = NamedNode(t.IDENTITY_GRAPH)
    for quad in store.quads_for_pattern(None, NamedNode(t.MERGED_INTO), NamedNode(iri), graph):
        said = {
            str(getattr(q.predicate, "value", "")): str(getattr(q.object, "value", ""))
            for q in store.quads_for_pattern(quad.subject, None, None, graph)
        }
        filing = said.get(t.WAS_DERIVED_FROM, "").removeprefix(f"{t.ID}filing/")
        merge = tuple(said.get(p, "") for p in (t.RDFS_LABEL, t.MERGE_REASON, t.MERGE_SCORE))
        out.setdefault(filing, []).append((merge[0], merge[1], merge[2]))
    return {filing: sorted(found) for filing, found in out.items()}


def _is_called(item: tuple[str, str], key: object, text: str) -> bool:
    if text == f"{item[0]}#{item[1]}":
        return True
    names = (getattr(key, "name", ""), *getattr(key, "aliases", ()), *getattr(key, "former", ()))
    return fold_name(text) in {fold_name(n) for n in names if n}


def _label(store: Store, iri: str) -> str:
    from pyoxigraph import DefaultGraph, NamedNode

    from dealgraph.changes import describe

    quads = store.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph())
    return describe([(str(q.predicate), str(q.object)) for q in quads]) or _short(iri)


def _is_there(store: Store, iri: str) -> bool:
    from pyoxigraph import NamedNode

    try:
        return next(store.quads_for_pattern(NamedNode(iri), None, None, None), None) is not None
    except ValueError:
        return False


def _kind(iri: str) -> str:
    """Give the kind of a resource from its IRI, or ""."""
    kind = iri.removeprefix(t.ID).partition("/")[0] if iri.startswith(t.ID) else ""
    return kind if kind in KINDS and iri.removeprefix(t.ID).partition("/")[2] else ""


def _short(iri: str) -> str:
    return iri.removeprefix(t.ID)
