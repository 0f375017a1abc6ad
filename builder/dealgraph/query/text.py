"""SPARQL text before it is run: what it may not hold, and what to say where it is wrong.

Oxigraph runs a query as soon as it has parsed it, and would follow SERVICE to any host. So the text is cut
into tokens here, after the terminals of the grammar (https://www.w3.org/TR/sparql11-query/#rSPARQL_terminals),
and refused where a token is SERVICE. A keyword can stand nowhere but outside of strings, IRIs and comments;
where it is not clear what is outside, the query is refused too.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dealgraph.errors import ValidationError
from dealgraph.rdf import terms as t

_TOKEN = re.compile(
    r'(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*')"
    r'|(?P<iri><[^<>"{}|^`\x00-\x20]*>)'
    r"|(?P<comment>#[^\n\r]*)"
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<language>@[A-Za-z][A-Za-z0-9-]*)"
    r"|(?P<name>(?:[^\W\d_][\w.-]{0,100})?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.|[.-](?=[\w:.%\\-]))*|_:\w[\w.-]*)"
    r"|(?P<word>[^\W\d_]\w*)"
    r"|(?P<other>\s+|\\.|.)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
#: Brackets within brackets at most: the parser takes some stack for each, and ends the process where it has none.
_DEEPEST = 200
#: Keywords, operators and ends of triples at most. The planner goes through them one within another too: with some
#: thousands it runs out of stack, and hundreds of joined triples already keep it busy for longer than any time limit.
_LONGEST = 2_000
_STEPS = frozenset("!+-*/|^=<>&?{.;,")
#: What the parser would take and we don't, or what it takes beyond the standard.
_UNOFFERED = ("SERVICE", "LATERAL")
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split())
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE")
_PLACE = re.compile(r"error at (\d+):(\d+)")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its kind, its text and where it begins (0-based)."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """Cut a query into tokens; white space is left out.

    >>> [x.text for x in tokens("SELECT ?x { ?x <http://a#b> 'SERVICE' } # SERVICE")]
    ['SELECT', '?x', '{', '?x', '<http://a#b>', "'SERVICE'", '}', '# SERVICE']
    """
    for found in _TOKEN.finditer(text):
        if not found[0].isspace():
            yield Token(found.lastgroup or "other", found[0], found.start())


def check_query(text: str, *, where: str = "query") -> None:
    """Refuse a query that would do more than read this graph.

    Raises:
        ValidationError: It calls another server, is an update, is nested too deeply, or is too long to plan.

    >>> check_query("SELECT * { ?x rdfs:label 'SERVICE' }")
    >>> check_query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    dealgraph.errors.ValidationError: query: SERVICE is not allowed: ...
    """
    # SPARQL lets any character be written as \\uXXXX before parsing; the text is judged in both readings.
    readings = {text, _unescape(text)}
    for reading in readings:
        if any(_calls(x) for x in tokens(reading)):
            raise ValidationError(
                "SERVICE is not allowed: a query reads this graph and calls no other server",
                where=where,
                suggestion="Ask the other server by itself",
            )
    _check_size(text, where)
    first = next((x for x in _body(text) if x.kind == "word"), None)
    if first is not None and first.text.upper() in _UPDATES:
        raise ValidationError(
            f"{first.text.upper()} is an update, and the graph is read only",
            where=where,
            suggestion="Write SELECT, ASK, CONSTRUCT or DESCRIBE; change the graph by building it",
        )


def _check_size(text: str, where: str) -> None:
    """Refuse what would end the process that runs it. Long lists of values are no burden, and do not count."""
    depth = steps = listed = 0
    for token in tokens(text):
        other = token.kind == "other"
        depth += (token.text in "{([") - (token.text in "})]") if other else 0
        listed += (token.text == "(") - (token.text == ")" and listed > 0) if other else 0
        steps += token.kind == "word" or (
            other and token.text in _STEPS and not _in_value(text, token, listed)
        )
        if depth > _DEEPEST:
            raise ValidationError(
                f"The query has more than {_DEEPEST} brackets within one another",
                where=f"{where}, {position(text, token.start)}",
                suggestion="Write it with fewer levels",
            )
        if steps > _LONGEST:
            raise ValidationError(
                f"The query has more than {_LONGEST:,} keywords, operators and triples",
                where=f"{where}, {position(text, token.start)}",
                suggestion="Ask in several queries, or list values with VALUES",
            )


def _in_value(text: str, token: Token, listed: int) -> bool:
    """Whether a token is the point of a number or a comma between arguments."""
    return (token.text == "," and listed > 0) or (
        token.text == "." and text[token.start - 1 : token.start + 2].replace(".", "").isdigit()
    )


def _calls(token: Token) -> bool:
    """Whether a token is SERVICE, or could be read as something that ends in it ("trueSERVICE", "ex:a.SERVICE")."""
    text = token.text.upper()
    if token.kind == "name":
        prefix, _, local = text.partition(":")
        return "SERVICE" in prefix or ".SERVICE" in local
    return token.kind == "word" and "SERVICE" in text


def _unescape(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        code = int(found[1] or found[2], 16)
        return chr(code) if code < 0x110000 else found[0]

    return _ESCAPE.sub(character, text)


def _body(text: str) -> Iterator[Token]:
    """Give the tokens after the prologue of PREFIX and BASE."""
    prologue = False
    for token in tokens(text):
        if token.kind == "comment":
            continue
        if token.kind == "word" and token.text.upper() in ("PREFIX", "BASE"):
            prologue = True
        elif prologue and token.kind in ("name", "iri"):
            prologue = token.kind == "name"
        else:
            prologue = False
            yield token


def declared(text: str) -> dict[str, str]:
    """Give the prefixes that a query declares, with their IRIs."""
    found: dict[str, str] = {}
    pieces = [x for x in tokens(text) if x.kind != "comment"]
    for word, name, iri in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if word.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri":
            found[name.text.rstrip(":")] = iri.text[1:-1]
    return found


def position(text: str, offset: int) -> str:
    r"""Write where in a text something is.

    >>> position("a\nbc", 3)
    'line 2, column 2'
    """
    before = text[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - (before.rfind(chr(10)) + 1) + 1}"


def explain(text: str, error: SyntaxError, *, where: str = "query") -> ValidationError:
    """Give the error to raise for a query that the parser refused: where it stopped, and what to try."""
    known = {*t.PREFIXES, *declared(text)}
    for token in tokens(text):
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix != "_" and prefix not in known:
            close = difflib.get_close_matches(prefix, known, n=1)
            hint = f"Did you mean {close[0]}:" if close else f"Write PREFIX {prefix}: <...> at the top"
            return ValidationError(
                f"The prefix {prefix}: is not known",
                where=f"{where}, {position(text, token.start)}",
                suggestion=f"{hint}; known without it are {', '.join(sorted(t.PREFIXES))}",
            )
    first = next((x for x in _body(text) if x.kind == "word"), None)
    if first is not None and first.text.upper() not in _FORMS:
        close = difflib.get_close_matches(first.text.upper(), _FORMS, n=1)
        return ValidationError(
            f"A query does not begin with {first.text[:40]}",
            where=f"{where}, {position(text, first.start)}",
            suggestion=f"Did you mean {close[0]}" if close else f"Begin with one of {', '.join(_FORMS)}",
        )
    message = " ".join(str(error.args[0] if error.args else error).split())
    found = _PLACE.search(message)
    if found is None:
        return ValidationError(f"The query cannot be read ({message.rstrip('.')})", where=where)
    line, column = int(found[1]), int(found[2])
    rows = text.splitlines() or [""]
    rest = rows[line - 1][column - 1 :] if line <= len(rows) else ""
    near = f"at {rest.split()[0][:40]!r}" if rest.split() else "at the end of the line"
    if line >= len(rows) and not rest.split():
        near = "at its end"
    return ValidationError(
        f"The query cannot be read {near}{_reason(message)}",
        where=f"{where}, line {line}, column {column}",
        suggestion="Correct the query there, or just before",
    )


def _reason(message: str) -> str:
    """What the parser says in words, without its lists of characters."""
    said = message.partition("expected ")[2]
    prose = re.findall(r"(?:one of |, |^)([A-Z][a-z]+(?: [\w()]+){2,})", said)
    if prose:
        return f": {prose[0]}"
    wanted = re.findall(r'"([})\]])"|\b([A-Z]{3,})\b', said)
    words = list(dict.fromkeys(a or b for a, b in wanted if b not in _UNOFFERED))[:8]
    return f"; expected {', '.join(words)}" if words else ""


@cache
def _vocabulary() -> frozenset[str]:
    """The local names of all our terms."""
    names = (v for v in vars(t).values() if isinstance(v, str) and v.startswith(t.DG))
    return frozenset({v.removeprefix(t.DG) for v in names} | {*t.ROLE_PROPERTIES}) - {""}


def check_terms(text: str, *, where: str = "query") -> None:
    """Refuse a query with a term of our vocabulary that doesn't exist: it could match nothing.

    Raises:
        ValidationError: There is such a term.

    >>> check_terms("SELECT * { ?m dg:milestoneStatu ?s }")
    Traceback (most recent call last):
    dealgraph.errors.ValidationError: query, line 1, column 15: There is no term dg:milestoneStatu. Did you mean ...
    """
    prefixes = {**t.PREFIXES, **declared(text)}
    ours = {p for p, iri in prefixes.items() if iri == t.DG}
    for token in tokens(text):
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            local = local if prefix in ours else ""
        else:
            local = token.text[1:-1].removeprefix(t.DG) if token.text.startswith(f"<{t.DG}") else ""
        if not local or local in _vocabulary():
            continue
        close = difflib.get_close_matches(local, sorted(_vocabulary()), n=1, cutoff=0.6)
        hint = f"Did you mean dg:{close[0]}" if close else "docs/ontology.html lists the terms"
        raise ValidationError(
            f"There is no term dg:{local}",
            where=f"{where}, {position(text, token.start)}",
            suggestion=hint,
        )
