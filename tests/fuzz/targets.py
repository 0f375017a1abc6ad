"""What is fuzzed: a function for each, from any bytes to nothing, which fails where a promise is broken.

The same functions are driven by atheris (`run.py`), by hypothesis and by the cases that were found (`test_fuzz.py`).
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from dealgraph.errors import DealgraphError, InputError
from dealgraph.extract import load_extractor
from dealgraph.facts import (
    ROLES,
    SCHEMES,
    Agreement,
    Antigen,
    Company,
    Drug,
    FilingFacts,
    Milestone,
    Party,
    Span,
    Target,
    Term,
)
from dealgraph.filing import Document, Filer, Filing
from dealgraph.ledger import NO_EVIDENCE, UNKNOWN_ID, verify
from dealgraph.query import NamedQuery, bind, load_queries, parse_query, select
from dealgraph.query.terms import ENTITIES, KINDS
from dealgraph.query.text import check_query, check_terms, explain, tokens
from dealgraph.rdf import terms as t
from dealgraph.rdf.nquads import clean, literal, split
from dealgraph.rdf.quads import REGISTERS, filing_lines, identity_lines
from dealgraph.read import Limits, Source, Unread, canonical_text, read_bytes
from dealgraph.records import pack, pack_keys, unpack, unpack_keys
from dealgraph.resolve import resolve
from dealgraph.resolve.identities import Merge
from dealgraph.resolve.keys import keys_of
from dealgraph.serve import parameters as api

#: Bounds that small inputs can reach.
LIMITS = Limits(
    max_file=1 << 20, max_text=1 << 18, max_documents=50, max_depth=200, max_members=20, max_archive=1 << 21
)
NAMES = ("a.txt", "a.htm", "a.md", "a.txt.gz", "a.zip", "a.tar", "a.tar.gz", "a")
KINDS_OF_DOCUMENT = ("8-K", "EX-99.1", "EX-10.1", "10-K", "10-Q", "")
_CANONICAL = re.compile(r"\n{3,}|[ \t]\n|\r|\f|\x00|\u00a0|[\ud800-\udfff\u202a-\u202e\ufeff]")
#: Seconds of processor time that any input may take, and those that each of its characters may take besides: some
#: hundred times what real filings take, since what watches the branches slows the code.
BASE, EACH = 1.0, 200e-6


@contextmanager
def in_time(length: int) -> Iterator[None]:
    """Hold the time that is taken to a line over the length of the input."""
    begun = time.process_time()
    yield
    taken = time.process_time() - begun
    assert taken < BASE + EACH * length, f"{taken:.2f} s for {length} characters"


def told(error: DealgraphError, where: str = "") -> None:
    """Hold an error to saying what was wrong, and where."""
    assert error.problem, error
    assert where in error.where, error


def reader(data: bytes) -> None:
    """Any file becomes a filing of canonical text, or is refused with a reason, in time."""
    name, body = NAMES[data[0] % len(NAMES)] if data else NAMES[0], data[1:]
    with in_time(len(body)):
        if name.startswith("a."):
            one(body, name)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(body)
            archive(path)


def one(data: bytes, name: str) -> None:
    try:
        filing = read_bytes(data, name, limits=LIMITS)
    except InputError as error:
        told(error, where=name)
        return
    assert filing == read_bytes(data, name, limits=LIMITS)
    for document in filing.documents:
        canonical(document.text)


def archive(path: Path) -> None:
    for item in Source(str(path), limits=LIMITS).read():
        assert item.source.startswith(path.as_posix()), item.source
        assert item.source.isprintable(), item.source
        if isinstance(item, Unread):
            assert item.reason, item
            continue
        for document in item.documents:
            canonical(document.text)


def canonical(text: str) -> None:
    assert text.strip(), "a document without text"
    assert text.endswith("\n"), text[-20:]
    assert not text.startswith("\n"), text[:20]
    assert not (found := _CANONICAL.search(text)), found
    text.encode("utf-8")


def extractor(data: bytes) -> None:
    """Any text gives facts whose evidence stands, which travel and become quads, in time."""
    kind = KINDS_OF_DOCUMENT[data[0] % len(KINDS_OF_DOCUMENT)] if data else ""
    try:
        text = canonical_text(data[1:].decode("utf-8", "replace"), limits=LIMITS)
    except InputError:
        return
    if not text:
        return
    filer = Filer("ARBOR BIO INC", cik="0000000001", former_names=("ELDER BIO INC",))
    filing = Filing("a.txt", "8-K", (Document(1, kind, "a.txt", text),), filers=(filer,))
    with in_time(len(text)):
        facts = load_extractor().extract(filing)
    assert facts == load_extractor().extract(filing)
    kept = verify(filing, facts)
    # A company without a passage of its own is dropped, with what refers to it; nothing may be wrong in another way.
    wrong = [x for x in kept.rejects if x not in facts.rejects and x.reason not in (NO_EVIDENCE, UNKNOWN_ID)]
    assert not wrong, wrong
    _, record = pack(filing, kept)
    back = unpack(record, filing.source)
    assert back.facts == replace(kept, rejects=back.facts.rejects)
    keys = keys_of(filing, kept)
    assert unpack_keys(pack_keys(keys)) == keys
    lines = filing_lines(filing, kept, resolve([keys]), extractor="rules 1")
    assert len(list(ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS))) == len(lines)


#: How identifiers begin that get into IRIs.
STARTS = ("HGNC:", "UniProt:", "0000855654", "0000855654-00-000006", "2016-04", "USD", "https://", "<")


class Feed:
    """Values out of bytes: what is left of them decides, and where nothing is left, each is the first one."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def number(self, most: int) -> int:
        byte = self.data[self.at] if self.at < len(self.data) else 0
        self.at += 1
        return byte % (most + 1)

    def text(self) -> str:
        """Text of any code points, lone surrogates among them."""
        size = self.number(24)
        raw = self.data[self.at : self.at + size]
        self.at += size
        return raw.decode("utf-8", "surrogatepass" if decodes(raw) else "surrogateescape")

    def odd(self) -> str:
        """Text that begins as what is looked for does."""
        return (*STARTS, "")[self.number(len(STARTS))] + self.text()

    def maybe(self) -> str | None:
        return self.odd() if self.number(1) else None

    def texts(self) -> tuple[str, ...]:
        return tuple(self.odd() for _ in range(self.number(2)))

    def word(self, scheme: str) -> str:
        words = SCHEMES[scheme]
        return words[self.number(len(words) - 1)]

    def amount(self) -> Decimal | None:
        if not self.number(1):
            return None
        return Decimal(self.number(255) << 8 | self.number(255)).scaleb(self.number(40) - 20)

    def spans(self) -> tuple[Span, ...]:
        """Passages, each at a place of its own: what stands at a place is one text."""
        return tuple(Span(1, self.at * 300 + n, self.at * 300 + n + 1, self.text()) for n in range(2))


def decodes(raw: bytes) -> bool:
    try:
        raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def made_up(feed: Feed) -> tuple[Filing, FilingFacts]:
    """Facts of which every text is arbitrary; more than an extractor may give, for what writes them trusts nobody."""
    document = Document(1, feed.text(), feed.text(), feed.text() * 9)
    filers = (Filer(feed.text(), cik=feed.maybe(), state=feed.maybe(), former_names=feed.texts()),)
    filing = Filing(
        feed.text(), feed.text(), (document,), accession=feed.maybe(), items=feed.texts(), filers=filers
    )
    companies = tuple(
        Company(f"c{n}", feed.text(), feed.texts(), feed.spans(), cik=feed.maybe(), ticker=feed.maybe())
        for n in (1, 2)
    )
    antigen = Antigen("a1", feed.text(), feed.texts(), feed.spans(), feed.texts())
    target = Target("a1", feed.spans()[0], feed.number(255) / 200, feed.maybe())
    drug = Drug(
        "d1", feed.text(), feed.texts(), feed.word("drug-kind"), (target,), ("c1",), feed.texts(), (),
        feed.word("phase"), feed.spans(),
    )  # fmt: skip
    term = Term(
        feed.word("term-kind"), feed.amount(), feed.maybe(), None, feed.maybe(), evidence=feed.spans()
    )
    parties = (Party("c1", ROLES[feed.number(len(ROLES) - 1)]), Party("c2"))
    agreement = Agreement(
        "g1", ("license",), parties, feed.maybe(), drugs=("d1",), antigens=("a1",), territory=feed.maybe(),
        terms=(term,), evidence=feed.spans(),
    )  # fmt: skip
    milestone = Milestone(
        "m1", "g1", feed.amount(), feed.maybe(), trigger=feed.maybe(), payer="c1", payee="c2", date=feed.maybe(),
        drugs=("d1",), evidence=feed.spans(), sales_threshold=feed.amount(),
    )  # fmt: skip
    return filing, FilingFacts(companies, (antigen,), (drug,), (agreement,), (milestone,))


_OBJECTS = (t.ID, t.VOCAB, t.DG, t.OA, t.RDF, "https://www.sec.gov/", *REGISTERS.values())


def nquads(data: bytes) -> None:
    """Any facts become lines that a parser reads back as they were, and that say nothing else."""
    feed = Feed(data)
    filing, facts = made_up(feed)
    identities = resolve([keys_of(filing, facts)])
    lines = filing_lines(filing, facts, identities, extractor=feed.text())
    merge = Merge(f"{t.ID}company/a", filing.key, "c1", feed.text(), feed.text(), 1.0)
    lines += identity_lines([merge])
    graphs = {f"{t.ID}filing/", t.IDENTITY_GRAPH}
    said: dict[str, set[str]] = {}
    for line in lines:
        [quad] = ox.parse(line, format=ox.RdfFormat.N_QUADS)
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.graph_name, ox.NamedNode)
        assert quad.subject.value.startswith(t.ID), line
        assert any(quad.graph_name.value.startswith(g) for g in graphs), line
        assert quad.predicate.value.startswith(tuple(t.PREFIXES.values())), line
        if isinstance(quad.object, ox.NamedNode):
            assert quad.object.value.startswith(_OBJECTS), line
        elif isinstance(quad.object, ox.Literal):
            said.setdefault(quad.predicate.value, set()).add(quad.object.value)
        pieces = split(line)
        assert pieces[0] == str(quad.subject), line
        assert pieces[3] == str(quad.graph_name), line
    named: tuple[Company | Antigen | Drug, ...] = (*facts.companies, *facts.antigens, *facts.drugs)
    names = {x.name for x in named if x.name.strip()}
    labels = said.get(t.PREF_LABEL, set()) | said.get(t.ALT_LABEL, set())
    assert {clean(n) for n in names} <= labels, names
    assert said[t.MERGE_REASON] == {clean(merge.reason)}
    assert {clean(s.text) for c in facts.companies for s in c.mentions} <= said[t.OA_EXACT]


#: Names that a user could ask for: some plain, some made to break out of a query.
LABELS = ("Arbor Bio", 'Quote" Bio', "x') } #", "Back\\slash\\", "$company", "\U0001f9ec", "line\nfeed")


@cache
def small_store() -> ox.Store:
    """A graph of a few named things."""
    store = ox.Store()
    lines = []
    for path, cls in ((k, c) for k, c in ENTITIES.items() if c):
        for n, label in enumerate(LABELS):
            node = f"<{t.ID}{path}/{n}>"
            lines.append(f"{node} <{t.RDF_TYPE}> <{cls}> .")
            lines.append(f"{node} <{t.PREF_LABEL}> {literal(label)} .")
    store.load("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
    return store


@cache
def empty_store() -> ox.Store:
    """Nothing to search: any query that the parser takes ends at once."""
    return ox.Store()


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """The shipped queries, and one that takes a parameter of each kind."""
    every = sorted(KINDS)
    shipped = tuple(load_queries().values())
    head = "# title: All\n# description: All.\n" + "".join(
        f"# param p{n}: {k} - x\n" for n, k in enumerate(every)
    )
    body = "".join(f"  ?s dg:amount $p{n} . # when p{n}\n" for n in range(len(every)))
    return (parse_query("all", f"{head}PREFIX dg: <{t.DG}>\nSELECT * {{\n  ?s ?p ?o .\n{body}}}\n"), *shipped)


def parameters(data: bytes) -> None:
    """Whatever a user gives for a parameter or writes as a query is a term, a query that reads, or an error of ours."""
    feed = Feed(data)
    way = feed.number(5)
    if way == 0:
        field(feed)
    elif way == 1:
        free_query(data[1:].decode("utf-8", "replace"))
    else:
        named_query(feed)


def named_query(feed: Feed) -> None:
    every = named_queries()
    # Half of the tries go to the query that takes every kind.
    query = every[feed.number(len(every) - 1) * feed.number(1)]
    if not query.parameters:
        return
    chosen = query.parameters[feed.number(len(query.parameters) - 1)]
    value = LABELS[feed.number(len(LABELS) - 1)] if feed.number(3) == 3 else rest(feed)
    others = {p.name: "2005" for p in query.parameters if p.required and p.kind == "year"}
    try:
        text = bind(small_store(), query, {**others, chosen.name: value})
    except DealgraphError as error:
        told(error)
        return
    plain = bind(small_store(), query, {**others, chosen.name: good(chosen.kind)})
    for mine, theirs in zip(tokens(text), tokens(plain), strict=True):
        assert mine.kind == theirs.kind, (mine, theirs)
        assert mine.text == theirs.text or mine.kind in ("string", "iri"), (mine, theirs)
    select(empty_store(), text)


def good(kind: str) -> str:
    """A value of a kind, of which there is no doubt."""
    plain = {"string": "x", "integer": "1", "decimal": "2.5", "year": "2005", "date": "2005-03-15"}
    if kind in SCHEMES:
        return SCHEMES[kind][0]
    return plain.get(kind) or f"{t.ID}{'company' if kind == 'iri' else kind}/0"


def field(feed: Feed) -> None:
    questions = tuple(api.QUESTIONS.values())
    fields = questions[feed.number(len(questions) - 1)][1]
    pairs = [
        (fields[feed.number(len(fields) - 1)].name if fields and feed.number(7) else feed.text(), feed.text())
        for _ in range(feed.number(3) + 1)
    ]
    try:
        values = api.read(fields, pairs)
    except InputError as error:
        told(error)
        return
    assert set(values) == {f.argument or f.name for f in fields}


def free_query(text: str) -> None:
    """A query that is not refused reads: what calls another host would fail here, since there is none to ask."""
    try:
        check_query(text)
    except DealgraphError as error:
        told(error)
        return
    try:
        empty_store().query(text, prefixes=t.PREFIXES)
    except SyntaxError as error:
        told(explain(text, error))
        return
    try:
        check_terms(text)
    except DealgraphError as error:
        told(error)


def rest(feed: Feed) -> str:
    raw = feed.data[feed.at :]
    return raw.decode("utf-8", "surrogatepass" if decodes(raw) else "surrogateescape")


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "reader": reader,
    "extractor": extractor,
    "nquads": nquads,
    "parameters": parameters,
}
