"""The named graph of a filing: what it states, with canonical IRIs, its own labels and its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from dealgraph.facts import Agreement, Company, Drug, FilingFacts, Milestone, Span, Term
from dealgraph.filing import Filer, Filing
from dealgraph.rdf import terms as t
from dealgraph.rdf.nquads import clean, decimal, integer, iri, literal, part, stated_date
from dealgraph.resolve.identities import Identities, Merge, digest

#: Code points of text before and after a quotation, so that a reader finds it again in a copy of the
#: document.
CONTEXT = 32

#: Registers that facts may cite by compact identifier, and how each is written as an IRI.
REGISTERS: Mapping[str, str] = {
    "HGNC": "https://identifiers.org/hgnc:",
    "UniProt": "http://purl.uniprot.org/uniprot/",
    "ChEBI": "http://purl.obolibrary.org/obo/CHEBI_",
    "NCIT": "http://purl.obolibrary.org/obo/NCIT_",
}
EDGAR_COMPANY = "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK="
EDGAR_FILING = "https://www.sec.gov/Archives/edgar/data/"
_ACCESSION = re.compile(r"[0-9]{10}-[0-9]{2}-[0-9]{6}")
_CIK = re.compile(r"[0-9]{10}")
_LOCAL = re.compile(r"[A-Za-z0-9._-]+")


def filing_iri(key: str) -> str:
    """Give the IRI of a filing, which is that of its named graph too.

    >>> filing_iri("0000855654-00-000006")
    'https://w3id.org/dealgraph/id/filing/0000855654-00-000006'
    """
    return f"{t.ID}filing/{part(key)}"


def filing_lines(
    filing: Filing,
    facts: FilingFacts,
    ids: Identities,
    *,
    extractor: str = "",
    hashes: Mapping[int, str] | None = None,
) -> list[str]:
    """Give the N-Quads lines of a filing's named graph, sorted, each once.

    Args:
        filing: The filing.
        facts: Its verified facts.
        ids: What `resolve` said of this filing's items.
        extractor: Name and version of what read the facts.
        hashes: SHA-256 by document sequence, for documents whose text was not kept.
    """
    writer = _Writer(filing, ids, extractor, hashes or {})
    writer.write(facts)
    return sorted(writer.lines)


def term_iris(agreement: str, terms: Sequence[Term]) -> list[str]:
    """Name the terms of an agreement by what they say; equal ones are told apart by their order."""
    seen: dict[str, int] = {}
    out = []
    for x in terms:
        amount = None if x.amount is None else x.amount.normalize()
        said = digest(agreement, x.kind, amount, x.currency, x.qualifier, x.rate)
        seen[said] = seen.get(said, 0) + 1
        out.append(f"{t.ID}term/{digest(said, seen[said])}")
    return out


def _term_names(filing: str, a: Agreement, ids: Identities) -> list[str]:
    """Name the terms of an agreement; `resolve` names those that other filings tell otherwise."""
    agreement = ids.of(filing, a.id)
    names = term_iris(agreement, a.terms)
    kinds = [x.kind for x in a.terms]
    return [
        ids.iris.get((filing, f"{a.id}/{x.kind}"), name) if kinds.count(x.kind) == 1 else name
        for x, name in zip(a.terms, names, strict=True)
    ]


def local_ids(filing: Filing, facts: FilingFacts, ids: Identities) -> dict[str, str]:
    """Give, for each node that facts make, the id of its fact ("g1/term/0" for a term)."""
    locals_ = [c.id for c in facts.companies] + [a.id for a in facts.antigens] + [d.id for d in facts.drugs]
    locals_ += [a.id for a in facts.agreements] + [m.id for m in facts.milestones]
    out = {ids.of(filing.key, local): local for local in locals_}
    for a in facts.agreements:
        for n, name in enumerate(_term_names(filing.key, a, ids)):
            out[name] = f"{a.id}/term/{n}"
    return out


def identity_lines(merges: Iterable[Merge]) -> Iterable[str]:
    """Give the lines of the identity graph: each merge with its reason."""
    graph = iri(t.IDENTITY_GRAPH)
    for m in merges:
        node = iri(f"{t.ID}merge/{digest(m.filing, m.local, m.iri, m.reason)}")
        for predicate, value in (
            (t.RDF_TYPE, iri(t.MERGE)),
            (t.MERGED_INTO, iri(m.iri)),
            (t.MERGE_REASON, literal(m.reason)),
            (t.MERGE_SCORE, decimal(m.score)),
            (t.RDFS_LABEL, literal(m.name)),
            (t.WAS_DERIVED_FROM, iri(filing_iri(m.filing))),
        ):
            yield f"{node} <{predicate}> {value} {graph} ."


def edgar_url(filing: Filing) -> str | None:
    """Give the address of a filing's index page at EDGAR, where accession number and CIK are known."""
    cik = next((f.cik for f in filing.filers if f.cik and _CIK.fullmatch(f.cik)), None)
    if not cik or not filing.accession or not _ACCESSION.fullmatch(filing.accession):
        return None
    folder = filing.accession.replace("-", "")
    return f"{EDGAR_FILING}{int(cik)}/{folder}/{filing.accession}-index.htm"


class _Writer:
    """Writes one filing's graph. Nodes that several items share keep the first one's single values."""

    def __init__(self, filing: Filing, ids: Identities, extractor: str, hashes: Mapping[int, str]) -> None:
        self.filing = filing
        self.ids = ids
        self.extractor = extractor
        self.hashes = hashes
        self.node = filing_iri(filing.key)
        self.tail = f" <{self.node}> ."
        self.lines: set[str] = set()
        self.once: set[tuple[str, str]] = set()
        self.texts = {d.sequence: d.text for d in filing.documents}
        self.key = part(filing.key)

    # --- lines ----------------------------------------------------------------------------------

    def add(self, subject: str, predicate: str, value: str) -> None:
        self.lines.add(f"<{subject}> <{predicate}> {value}{self.tail}")

    def single(self, subject: str, predicate: str, value: str) -> None:
        if (subject, predicate) not in self.once:
            self.once.add((subject, predicate))
            self.add(subject, predicate, value)

    def text(self, subject: str, predicate: str, value: str | None) -> None:
        if value and value.strip():
            self.add(subject, predicate, literal(value))

    def concept(self, subject: str, predicate: str, scheme: str, word: str | None) -> None:
        if word is not None:
            self.single(subject, predicate, iri(t.concept_iri(scheme, word)))

    def of(self, local: str) -> str:
        return self.ids.of(self.filing.key, local)

    def labels(self, node: str, name: str, aliases: Iterable[str]) -> None:
        first = (node, t.PREF_LABEL)
        names = [n for n in (name, *aliases) if n.strip()]
        for n in names:
            mine = f"<{node}> <{t.PREF_LABEL}> {literal(n)}{self.tail}"
            if first not in self.once:
                self.single(node, t.PREF_LABEL, literal(n))
            elif mine not in self.lines:
                self.add(node, t.ALT_LABEL, literal(n))

    def evidence(self, node: str, spans: Iterable[Span]) -> None:
        for span in spans:
            self.add(node, t.WAS_DERIVED_FROM, iri(self.mention(span)))

    def mention(self, span: Span) -> str:
        node = f"{t.ID}mention/{self.key}/{span.document}/{span.start}-{span.end}"
        selector = f"{node}/selector"
        if (node, t.RDF_TYPE) in self.once:
            return node
        text = self.texts.get(span.document, "")
        self.single(node, t.RDF_TYPE, iri(t.MENTION))
        self.add(node, t.OA_HAS_SOURCE, iri(self.document(span.document)))
        self.add(node, t.OA_HAS_SELECTOR, iri(selector))
        self.add(selector, t.RDF_TYPE, iri(t.OA_TEXT_QUOTE_SELECTOR))
        self.add(selector, t.RDF_TYPE, iri(t.OA_TEXT_POSITION_SELECTOR))
        self.add(selector, t.OA_EXACT, literal(span.text))
        self.add(selector, t.OA_PREFIX, literal(text[max(0, span.start - CONTEXT) : span.start]))
        self.add(selector, t.OA_SUFFIX, literal(text[span.end : span.end + CONTEXT]))
        self.add(selector, t.OA_START, integer(span.start))
        self.add(selector, t.OA_END, integer(span.end))
        return node

    def document(self, sequence: int) -> str:
        return f"{t.ID}document/{self.key}/{sequence}"

    def trust(self, node: str, confidence: float) -> None:
        self.single(node, t.CONFIDENCE, decimal(round(min(1.0, max(0.0, confidence)), 4)))
        if self.extractor:
            self.single(node, t.EXTRACTED_BY, literal(self.extractor))

    def assertion(self, subject: str, predicate: str, value: str, spans: Iterable[Span], sure: float) -> str:
        node = f"{t.ID}assertion/{digest(self.filing.key, subject, predicate, value)}"
        self.single(node, t.RDF_TYPE, iri(t.ASSERTION))
        self.add(subject, predicate, iri(value))
        self.add(node, t.RDF_SUBJECT, iri(subject))
        self.add(node, t.RDF_PREDICATE, iri(predicate))
        self.add(node, t.RDF_OBJECT, iri(value))
        self.evidence(node, spans)
        self.trust(node, sure)
        self.single(node, t.EXTRACTED_BY, literal(self.extractor or "unknown"))
        return node

    # --- what is written ------------------------------------------------------------------------

    def write(self, facts: FilingFacts) -> None:
        self.filing_itself()
        for c in facts.companies:
            self.company(c)
        for n, filer in enumerate(self.filing.filers):
            if filer.role != "reporting owner":
                self.filer(self.of(f"filer:{n}"), filer)
        for a in facts.antigens:
            node = self.of(a.id)
            self.single(node, t.RDF_TYPE, iri(t.ANTIGEN))
            self.labels(node, a.name, a.aliases)
            self.matches(node, a.exact_match)
            self.evidence(node, a.mentions)
        for d in facts.drugs:
            self.drug(d)
        for g in facts.agreements:
            self.agreement(g)
        for m in facts.milestones:
            self.milestone(m)

    def filing_itself(self) -> None:
        f, node = self.filing, self.node
        self.add(node, t.RDF_TYPE, iri(t.FILING))
        if f.accession and _ACCESSION.fullmatch(f.accession):
            self.add(node, t.ACCESSION_NUMBER, literal(f.accession))
        self.text(node, t.FORM_TYPE, f.form)
        if f.filed_on:
            self.add(node, t.FILED_ON, stated_date(f.filed_on))
        if f.period:
            self.add(node, t.PERIOD_OF_REPORT, stated_date(f.period))
        for item in f.items:
            self.text(node, t.ITEM, item)
        if url := edgar_url(f):
            self.add(node, t.SCHEMA_URL, iri(url))
        for d in f.documents:
            document = self.document(d.sequence)
            self.add(node, t.HAS_DOCUMENT, iri(document))
            self.add(document, t.RDF_TYPE, iri(t.DOCUMENT))
            self.text(document, t.DOCUMENT_TYPE, d.type)
            self.add(document, t.SEQUENCE, integer(d.sequence))
            self.text(document, t.FILE_NAME, d.file_name or f"document-{d.sequence}")
            self.add(document, t.TEXT_SHA256, literal(self.hashes.get(d.sequence) or d.sha256))

    def company(self, c: Company) -> None:
        node = self.of(c.id)
        self.single(node, t.RDF_TYPE, iri(t.COMPANY))
        self.labels(node, c.name, c.aliases)
        self.cik(node, c.cik)
        self.text(node, t.TICKER, c.ticker)
        self.evidence(node, c.mentions)

    def cik(self, node: str, cik: str | None) -> None:
        if cik and _CIK.fullmatch(cik):
            self.single(node, t.CIK, literal(cik))
            self.single(node, t.EXACT_MATCH, iri(EDGAR_COMPANY + cik))

    def filer(self, node: str, filer: Filer) -> None:
        self.add(self.node, t.FILER, iri(node))
        self.single(node, t.RDF_TYPE, iri(t.COMPANY))
        self.labels(node, filer.name or "unnamed filer", ())
        self.cik(node, filer.cik)
        self.text(node, t.IRS_NUMBER, filer.irs_number)
        if filer.sic_code:
            self.single(node, t.SIC_CODE, literal(filer.sic_code))
        self.text(node, t.STATE_OF_INCORPORATION, filer.state)
        for name in filer.former_names:
            self.text(node, t.FORMER_NAME, name)

    def matches(self, node: str, compact: Iterable[str]) -> None:
        for cited in compact:
            register, _, local = cited.partition(":")
            if register in REGISTERS and _LOCAL.fullmatch(local):
                self.add(node, t.EXACT_MATCH, iri(REGISTERS[register] + local))

    def drug(self, d: Drug) -> None:
        node = self.of(d.id)
        self.single(node, t.RDF_TYPE, iri(t.DRUG))
        self.labels(node, d.name, d.aliases)
        self.concept(node, t.DRUG_KIND, "drug-kind", d.kind)
        self.concept(node, t.PHASE, "phase", d.phase)
        for x in d.indications:
            self.text(node, t.INDICATION, x)
        for target in d.targets:
            antigen = self.of(target.antigen)
            said = self.assertion(node, t.TARGETS, antigen, [target.evidence], target.confidence)
            self.text(said, t.MECHANISM, target.mechanism)
        for attribute, predicate, others in (
            ("developer", t.DEVELOPED_BY, d.developers),
            ("component", t.HAS_COMPONENT, d.components),
        ):
            for other in others:
                spans = [s for a, i, s in d.support if i == other and a.startswith(attribute)]
                # Without a passage of its own, the statement rests on those that speak of the drug.
                self.assertion(node, predicate, self.of(other), spans or d.mentions[:1], d.confidence)
        self.evidence(node, d.mentions)
        self.trust(node, d.confidence)

    def agreement(self, a: Agreement) -> None:
        node = self.of(a.id)
        self.single(node, t.RDF_TYPE, iri(t.AGREEMENT))
        for word in a.types:
            self.add(node, t.AGREEMENT_TYPE, iri(t.concept_iri("agreement-type", word)))
        for p in a.parties:
            self.add(node, t.PARTY, iri(self.of(p.company)))
            self.add(node, t.ROLE_PROPERTIES[p.role], iri(self.of(p.company)))
        if a.date:
            self.single(node, t.SIGNED_ON, stated_date(a.date))
        self.concept(node, t.AGREEMENT_STATUS, "agreement-status", a.status)
        self.concept(node, t.EXCLUSIVITY, "exclusivity", a.exclusivity)
        self.concept(node, t.PHASE_AT_SIGNING, "phase", a.phase_at_signing)
        self.text(node, t.TERRITORY, a.territory)
        for predicate, codes in (
            (t.TERRITORY_INCLUDED, a.territory_included),
            (t.TERRITORY_EXCLUDED, a.territory_excluded),
        ):
            for code in codes:
                self.add(node, predicate, iri(t.concept_iri("territory", code)))
        for predicate, locals_ in (
            (t.COVERS_DRUG, a.drugs),
            (t.COVERS_ANTIGEN, a.antigens),
            (t.AMENDS, a.amends),
            (t.TERMINATES, a.terminates),
        ):
            for local in locals_:
                self.add(node, predicate, iri(self.of(local)))
        for x, name in zip(a.terms, _term_names(self.filing.key, a, self.ids), strict=True):
            self.add(node, t.HAS_TERM, iri(name))
            self.term(name, x)
        self.evidence(node, a.evidence)
        self.trust(node, a.confidence)

    def term(self, node: str, x: Term) -> None:
        self.single(node, t.RDF_TYPE, iri(t.FINANCIAL_TERM))
        self.concept(node, t.TERM_KIND, "term-kind", x.kind)
        self.payment(node, x)
        self.text(node, t.RATE, x.rate)
        self.trust(node, x.confidence)

    def payment(self, node: str, x: Term | Milestone) -> None:
        if x.amount is not None:
            self.single(node, t.AMOUNT, decimal(x.amount))
        if x.currency:
            self.single(node, t.CURRENCY, literal(x.currency))
        self.concept(node, t.AMOUNT_QUALIFIER, "amount-qualifier", x.qualifier)
        self.concept(node, t.DISCLOSURE, "disclosure", x.disclosure)
        self.evidence(node, x.evidence)
        for span in x.evidence[:1]:
            # What its first mention quotes, beside the payment: every table of payments shows it, and the way by
            # mentions takes most of a query's time.
            self.single(node, t.QUOTE, literal(span.text))

    def milestone(self, m: Milestone) -> None:
        node = self.of(m.id)
        self.single(node, t.RDF_TYPE, iri(t.MILESTONE))
        if m.agreement:
            self.add(self.of(m.agreement), t.HAS_MILESTONE, iri(node))
        self.payment(node, m)
        self.concept(node, t.MILESTONE_STATUS, "milestone-status", m.status)
        self.concept(node, t.MILESTONE_KIND, "milestone-kind", m.kind)
        if m.trigger and m.trigger.strip():
            self.single(node, t.TRIGGER, literal(m.trigger))
        for predicate, company in ((t.PAYER, m.payer), (t.PAYEE, m.payee)):
            if company:
                self.single(node, predicate, iri(self.of(company)))
        if m.date:
            self.single(node, t.ACHIEVED_ON, stated_date(m.date))
        for local in m.drugs:
            self.add(node, t.CONCERNS_DRUG, iri(self.of(local)))
        if m.ordinal is not None:
            self.single(node, t.ORDINAL, integer(m.ordinal))
        if m.sales_threshold is not None:
            self.single(node, t.SALES_THRESHOLD, decimal(m.sales_threshold))
        self.trust(node, m.confidence)


__all__ = ["clean", "edgar_url", "filing_iri", "filing_lines", "identity_lines", "local_ids", "term_iris"]
