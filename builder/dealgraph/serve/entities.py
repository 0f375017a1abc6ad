"""The page of one thing: what it is, its deals, milestones, drugs, antigens and filings."""

from __future__ import annotations

from collections.abc import Iterable

from dealgraph.rdf import terms as t
from dealgraph.serve.reading import Reader

#: The most deals, and the most milestones, that one page gives; the newest are kept.
MOST = 500

_ROLES = {iri: role for role, iri in t.ROLE_PROPERTIES.items()}
_MATCHES = (
    ("https://identifiers.org/hgnc:", "HGNC:"),
    ("http://purl.uniprot.org/uniprot/", "UniProt:"),
    ("http://purl.obolibrary.org/obo/CHEBI_", "ChEBI:"),
    ("http://purl.obolibrary.org/obo/NCIT_", "NCIT:"),
    ("https://www.sec.gov/cgi-bin/browse-edgar", "EDGAR"),
)


def entity(reader: Reader, iri: str) -> dict[str, object] | None:
    """Give the page of a company, drug, antigen, agreement, milestone, term or filing; None where there is none."""
    kind = reader.kind(iri)
    if kind is None:
        return None
    deals, milestones = _deals(reader, iri, kind), _milestones(reader, iri, kind)
    deals = _newest(reader, deals, t.SIGNED_ON)
    milestones = _newest(reader, milestones, t.ACHIEVED_ON)
    return {
        "iri": iri,
        "kind": kind,
        "label": reader.label(iri),
        "alt": reader.values(iri, t.ALT_LABEL),
        "attributes": reader.attributes(iri),
        "links": links(reader, iri),
        "deals": [deal(reader, d) for d in deals],
        "milestones": [milestone(reader, m) for m in milestones],
        "drugs": reader.refs(_drugs(reader, iri, kind)),
        "antigens": reader.refs(_antigens(reader, iri, kind)),
        "filings": [filing(reader, f) for f in _filings(reader, iri, kind)],
    }


def deal(reader: Reader, iri: str) -> dict[str, object]:
    """Give an agreement with its parties and terms."""
    about = reader.about(iri)
    return {
        "iri": iri,
        "types": [reader.word(c) for c in about.get(t.AGREEMENT_TYPE, ())],
        "parties": [{"iri": p, "label": reader.label(p), "role": role} for p, role in _parties(about)],
        "date": _one(about, t.SIGNED_ON),
        "status": reader.concept(iri, t.AGREEMENT_STATUS),
        "exclusivity": reader.concept(iri, t.EXCLUSIVITY),
        "territory": "; ".join(about.get(t.TERRITORY, ())) or None,
        "drugs": reader.refs(about.get(t.COVERS_DRUG, [])),
        "antigens": reader.refs(about.get(t.COVERS_ANTIGEN, [])),
        "terms": [term(reader, x) for x in about.get(t.HAS_TERM, ())],
        "evidence": reader.evidence(iri),
    }


def term(reader: Reader, iri: str) -> dict[str, object]:
    """Give a payment term."""
    return {
        "iri": iri,
        "kind": reader.concept(iri, t.TERM_KIND),
        "amount": reader.amount(iri),
        "currency": reader.first(iri, t.CURRENCY),
        "qualifier": reader.concept(iri, t.AMOUNT_QUALIFIER),
        "rate": reader.first(iri, t.RATE),
        "evidence": reader.evidence(iri),
    }


def milestone(reader: Reader, iri: str) -> dict[str, object]:
    """Give a milestone."""
    about = reader.about(iri)
    agreements = reader.subjects(t.HAS_MILESTONE, iri)
    payer, payee = _one(about, t.PAYER), _one(about, t.PAYEE)
    return {
        "iri": iri,
        "agreement": agreements[0] if agreements else None,
        "amount": reader.amount(iri),
        "currency": _one(about, t.CURRENCY),
        "qualifier": reader.concept(iri, t.AMOUNT_QUALIFIER),
        "status": reader.concept(iri, t.MILESTONE_STATUS),
        "kind": reader.concept(iri, t.MILESTONE_KIND),
        "trigger": _one(about, t.TRIGGER),
        "payer": reader.ref(payer) if payer else None,
        "payee": reader.ref(payee) if payee else None,
        "date": _one(about, t.ACHIEVED_ON),
        "drugs": reader.refs(about.get(t.CONCERNS_DRUG, [])),
        "evidence": reader.evidence(iri),
    }


def filing(reader: Reader, iri: str) -> dict[str, object]:
    """Give a filing's form, date and address at EDGAR."""
    about = reader.about(iri)
    return {
        "iri": iri,
        "form": _one(about, t.FORM_TYPE),
        "filed": _one(about, t.FILED_ON),
        "accession": _one(about, t.ACCESSION_NUMBER),
        "url": web(_one(about, t.SCHEMA_URL)),
    }


def links(reader: Reader, iri: str) -> list[dict[str, str]]:
    """Give the pages elsewhere that tell of the same thing."""
    found = []
    for url in reader.values(iri, t.EXACT_MATCH):
        if web(url) is None:
            continue
        label = next(
            (n + url.removeprefix(p) if n.endswith(":") else n for p, n in _MATCHES if url.startswith(p)), url
        )
        found.append({"label": label, "url": url})
    return found


def web(url: str | None) -> str | None:
    """Give an address if a browser may follow it: no script, no file.

    >>> web("javascript:alert(1)"), web("https://www.sec.gov/")
    (None, 'https://www.sec.gov/')
    """
    return url if url is not None and url.startswith(("https://", "http://")) else None


def _parties(about: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Give (company, role) of an agreement, "partner" where no other role is told."""
    found = [(company, role) for iri, role in _ROLES.items() for company in about.get(iri, ())]
    told = {company for company, _ in found}
    found += [(company, "partner") for company in about.get(t.PARTY, ()) if company not in told]
    return sorted(set(found))


def _one(about: dict[str, list[str]], predicate: str) -> str | None:
    return next(iter(about.get(predicate, ())), None)


def _newest(reader: Reader, iris: Iterable[str], predicate: str) -> list[str]:
    """Sort facts by date, newest first, those without one last; no more than MOST."""
    dated = [(reader.first(iri, predicate) or "", iri) for iri in sorted(set(iris))]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return [iri for _, iri in dated[:MOST]]


def _deals(reader: Reader, iri: str, kind: str) -> list[str]:
    if kind == "agreement":
        return [iri]
    if kind in ("milestone", "term"):
        return reader.subjects(t.HAS_MILESTONE if kind == "milestone" else t.HAS_TERM, iri)
    if kind == "company":
        return reader.subjects(t.PARTY, iri)
    if kind == "drug":
        return reader.subjects(t.COVERS_DRUG, iri)
    if kind == "antigen":
        of_drugs = (a for d in reader.subjects(t.TARGETS, iri) for a in reader.subjects(t.COVERS_DRUG, d))
        return [*reader.subjects(t.COVERS_ANTIGEN, iri), *of_drugs]
    return _stated(reader, iri, "agreement") if kind == "filing" else []


def _milestones(reader: Reader, iri: str, kind: str) -> list[str]:
    if kind == "milestone":
        return [iri]
    if kind == "agreement":
        return reader.values(iri, t.HAS_MILESTONE)
    if kind == "company":
        return [*reader.subjects(t.PAYEE, iri), *reader.subjects(t.PAYER, iri)]
    if kind == "drug":
        return reader.subjects(t.CONCERNS_DRUG, iri)
    if kind == "antigen":
        drugs = reader.subjects(t.TARGETS, iri)
        return [m for d in drugs for m in reader.subjects(t.CONCERNS_DRUG, d)]
    return _stated(reader, iri, "milestone") if kind == "filing" else []


def _drugs(reader: Reader, iri: str, kind: str) -> list[str]:
    if kind == "company":
        return reader.subjects(t.DEVELOPED_BY, iri)
    if kind == "antigen":
        return reader.subjects(t.TARGETS, iri)
    if kind == "drug":
        return [*reader.values(iri, t.HAS_COMPONENT), *reader.subjects(t.HAS_COMPONENT, iri)]
    if kind == "agreement":
        return reader.values(iri, t.COVERS_DRUG)
    return reader.values(iri, t.CONCERNS_DRUG) if kind == "milestone" else []


def _antigens(reader: Reader, iri: str, kind: str) -> list[str]:
    own = reader.values(iri, t.COVERS_ANTIGEN) if kind == "agreement" else []
    drugs = [iri] if kind == "drug" else _drugs(reader, iri, kind) if kind != "antigen" else []
    return [*own, *(a for d in drugs for a in reader.values(d, t.TARGETS))]


def _filings(reader: Reader, iri: str, kind: str) -> list[str]:
    if kind == "filing":
        return [iri]
    found = set(reader.filings(iri))
    if kind == "company":
        found.update(reader.subjects(t.FILER, iri))
    return _newest(reader, found, t.FILED_ON)


def _stated(reader: Reader, filing_iri: str, kind: str) -> list[str]:
    """Give the facts of a kind that a filing states."""
    return [f for f in reader.subjects(t.WAS_DERIVED_FROM, filing_iri) if f.startswith(f"{t.ID}{kind}/")]
