"""A filing's triples as the screen reads them, taken from its lines without building a term of a library for each.

Only lines are read that every reader of RDF reads alike: absolute IRIs of plain characters, and literals of a few
datatypes in their usual form. Where a filing has any other, pyoxigraph parses it and pySHACL checks all of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pyoxigraph as ox

_XSD = "http://www.w3.org/2001/XMLSchema#"
_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
#: A line, of which the end with the name of its graph is wanted.
_LINE = re.compile(r'<[^<> ]+> <[^<> ]+> (?:<[^<> ]+>|".*"[^" ]*)( (?:<[^<> ]+> )?\.)')
_SAFE = r"(?:[A-Za-z0-9._~:@!$&'()*+,;=%s-]|%%[0-9A-Fa-f]{2})*"
_PATH, _REST = _SAFE % "/", _SAFE % "/?"
_START = r"(?:https?://[A-Za-z0-9.-]+(?=[/?#]|$)|urn:(?=[a-zA-Z]))"
_IRI = re.compile(rf"{_START}{_PATH}(?:\?{_REST})?(?:#{_REST})?")
_LITERAL = re.compile(r'"([^"\\\n\r\ud800-\udfff]*(?:\\.[^"\\\n\r\ud800-\udfff]*)*)"(?:\^\^<([^<>\s]+)>)?')
_ESCAPE = re.compile(r"\\(?:u00([0-9A-Fa-f]{2})|(.))")
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
#: The usual form of a literal, by its datatype.
_FORMS = {
    f"{_XSD}string": re.compile(r".*", re.DOTALL),
    f"{_XSD}integer": re.compile(r"-?\d{1,15}", re.ASCII),
    f"{_XSD}decimal": re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII),
    f"{_XSD}date": re.compile(r"\d{4}-\d\d-\d\d", re.ASCII),
    f"{_XSD}gYearMonth": re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])", re.ASCII),
    f"{_XSD}gYear": re.compile(r"[12]\d{3}", re.ASCII),
    f"{_XSD}anyURI": re.compile(r"[\w:/.?=&%#-]*", re.ASCII),
}


class Literal(NamedTuple):
    """A literal: its text, and the IRI of its datatype."""

    value: str
    datatype: str


#: An IRI is its text.
Term = str | Literal


class Data:
    """The triples of a filing, by subject, and by predicate and object.

    Args:
        lines: Its lines, without line ends.
        by_subject: Objects by subject and predicate.
        pairs: (subject, object) by predicate.
    """

    __slots__ = ("_by_object", "_lines", "_pairs", "_store", "by_subject")

    def __init__(
        self,
        lines: Sequence[str],
        by_subject: dict[Term, dict[str, list[Term]]],
        pairs: Mapping[str, Sequence[tuple[str, Term]]],
    ) -> None:
        self.by_subject = by_subject
        self._lines = lines
        self._pairs = pairs
        self._by_object: dict[str, dict[Term, list[str]]] = {}
        self._store: ox.Store | None = None

    def values(self, node: Term, predicate: str) -> Sequence[Term]:
        """Give the objects of a subject and predicate."""
        about = self.by_subject.get(node)
        return () if about is None else about.get(predicate, ())

    def subjects(self, predicate: str, node: Term) -> Sequence[str]:
        """Give the subjects of a predicate and object."""
        return self.by_object(predicate).get(node, ())

    def by_object(self, predicate: str) -> Mapping[Term, Sequence[str]]:
        """Give the subjects of a predicate by object."""
        found = self._by_object.get(predicate)
        if found is None:
            found = self._by_object[predicate] = {}
            for s, o in self._pairs.get(predicate, ()):
                found.setdefault(o, []).append(s)
        return found

    def store(self) -> ox.Store:
        """Give the lines as a store that answers SPARQL."""
        if self._store is None:
            import pyoxigraph as ox

            self._store = ox.Store()
            self._store.load("\n".join(self._lines), format=ox.RdfFormat.N_QUADS)
        return self._store


def read_plain(lines: Sequence[str]) -> Data | None:
    r"""Read the lines of a filing's graph, or give None where there is anything that is to be read by others.

    >>> data = read_plain(['<urn:a> <urn:p> "ten\\n"@en .'])
    >>> data is None
    True
    >>> read_plain(['<urn:a> <urn:p> "ten\\n" .']).values("urn:a", "urn:p")
    [Literal(value='ten\n', datatype='http://www.w3.org/2001/XMLSchema#string')]
    """
    first = _LINE.fullmatch(lines[0]) if lines else None
    if first is None or (first[1] != " ." and _iri(first[1][1:-2]) is None):
        return None
    tail = first[1]
    end = -len(tail)
    known: dict[str, Term | None] = {}
    by_subject: dict[Term, dict[str, list[Term]]] = {}
    pairs: dict[str, list[tuple[str, Term]]] = {}
    last, s, about = "", None, {}
    for line in lines:
        parts = line[:end].split(" ", 2)
        if len(parts) < 3 or not line.endswith(tail):
            return None
        subject, predicate, value = parts
        # Lines are sorted, as a rule.
        if subject != last:
            last, s = subject, _iri(subject)
            about = by_subject.setdefault(s or "", {})
        p = _iri(predicate)
        if value in known:
            o = known[value]
        else:
            o = known[value] = _iri(value) if value[:1] == "<" else _literal(value)
        if s is None or p is None or o is None:
            return None
        if p in about:
            about[p].append(o)
        else:
            about[p] = [o]
        if p in pairs:
            pairs[p].append((s, o))
        else:
            pairs[p] = [(s, o)]
    return None if _SUBCLASS in pairs else Data(lines, by_subject, pairs)


# The same few predicates and concepts come in each filing.
@lru_cache(1024)
def _iri(written: str) -> str | None:
    """Give an IRI as it is known, or None where there is anything unusual to it."""
    return (
        written[1:-1]
        if written[:1] == "<" and written[-1:] == ">" and _IRI.fullmatch(written, 1, len(written) - 1)
        else None
    )


def _literal(written: str) -> Literal | None:
    """Give a literal, or None where readers may take it differently."""
    found = _LITERAL.fullmatch(written)
    if found is None:
        return None
    body, kind = found[1], found[2] or f"{_XSD}string"
    form = _FORMS.get(kind)
    text = _unescaped(body) if "\\" in body else body
    if form is None or text is None or not form.fullmatch(text):
        return None
    return Literal(text, kind) if kind != f"{_XSD}date" or _is_day(text) else None


def _unescaped(body: str) -> str | None:
    """Replace the escapes that we write, or give None where there are others."""
    if any(other not in _ESCAPED for code, other in _ESCAPE.findall(body) if not code):
        return None
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else _ESCAPED[m[2]], body)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
