"""The facts of a filing as JSON, in the shape of hand-made annotations, and back.

`to_json` writes every field, so that `from_json` gives equal facts back. `from_json` also reads a file
made by hand, which has quotes and names but no offsets: those are then looked up in the documents.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from dealgraph.errors import InputError
from dealgraph.evidence import find_names, locate
from dealgraph.facts import (
    Agreement,
    Antigen,
    Company,
    Drug,
    FilingFacts,
    Milestone,
    Party,
    Reject,
    Span,
    Target,
    Term,
)
from dealgraph.filing import Document, Filer, Filing

Json = dict[str, Any]


# --- writing -----------------------------------------------------------------------------------


def to_json(filing: Filing, facts: FilingFacts) -> Json:
    """Give the facts as a JSON object, with their spans.

    >>> from dealgraph.filing import Filing
    >>> facts = FilingFacts(companies=(Company("c1", "Arbor Bio, Inc."),))
    >>> to_json(Filing("a.txt", "8-K", ()), facts)["companies"][0]["name"]
    'Arbor Bio, Inc.'
    """
    return {
        "doc": filing.documents[0].file_name if filing.documents else filing.source,
        "filing": filing.key,
        "companies": [_company(c) for c in facts.companies],
        "antigens": [_antigen(a) for a in facts.antigens],
        "drugs": [_drug(d) for d in facts.drugs],
        "agreements": [_agreement(a) for a in facts.agreements],
        "milestones": [_milestone(m) for m in facts.milestones],
        "rejects": [_reject(r) for r in facts.rejects],
    }


def _span(span: Span) -> Json:
    return {"document": span.document, "start": span.start, "end": span.end, "text": span.text}


def _spans(spans: Iterable[Span]) -> list[Json]:
    return [_span(s) for s in spans]


def _number(amount: Decimal | None) -> int | float | str | None:
    """A plain number where JSON can carry it without loss, else its digits."""
    if amount is None:
        return None
    if amount == amount.to_integral_value() and abs(amount) < 2**53:
        return int(amount)
    return float(amount) if Decimal(repr(float(amount))) == amount else str(amount)


def _company(c: Company) -> Json:
    return {
        "id": c.id,
        "name": c.name,
        "aliases": list(c.aliases),
        "cik": c.cik,
        "ticker": c.ticker,
        "spans": _spans(c.mentions),
    }


def _antigen(a: Antigen) -> Json:
    return {
        "id": a.id,
        "name": a.name,
        "aliases": list(a.aliases),
        "exact_match": list(a.exact_match),
        "spans": _spans(a.mentions),
    }


def _drug(d: Drug) -> Json:
    return {
        "id": d.id,
        "name": d.name,
        "aliases": list(d.aliases),
        "kind": d.kind,
        "targets": [
            {
                "antigen": t.antigen,
                "quote": t.evidence.text,
                "mechanism": t.mechanism,
                "confidence": t.confidence,
                "spans": _spans([t.evidence]),
            }
            for t in d.targets
        ],
        "developers": list(d.developers),
        "indications": list(d.indications),
        "components": list(d.components),
        "phase": d.phase,
        "confidence": d.confidence,
        "support": [{"attribute": a, "id": i, "spans": _spans([s])} for a, i, s in d.support],
        "spans": _spans(d.mentions),
    }


def _term(t: Term) -> Json:
    return {
        "kind": t.kind,
        "amount": _number(t.amount),
        "currency": t.currency,
        "qualifier": t.qualifier,
        "rate": t.rate,
        "disclosure": t.disclosure,
        "confidence": t.confidence,
        "spans": _spans(t.evidence),
    }


def _agreement(a: Agreement) -> Json:
    return {
        "id": a.id,
        "types": list(a.types),
        "parties": [{"company": p.company, "role": p.role} for p in a.parties],
        "date": a.date,
        "status": a.status,
        "drugs": list(a.drugs),
        "antigens": list(a.antigens),
        "exclusivity": a.exclusivity,
        "territory": a.territory,
        "territory_included": list(a.territory_included),
        "territory_excluded": list(a.territory_excluded),
        "phase_at_signing": a.phase_at_signing,
        "amends": list(a.amends),
        "terminates": list(a.terminates),
        "terms": [_term(t) for t in a.terms],
        "quote": a.evidence[0].text if a.evidence else None,
        "confidence": a.confidence,
        "spans": _spans(a.evidence),
    }


def _milestone(m: Milestone) -> Json:
    return {
        "id": m.id,
        "agreement": m.agreement,
        "amount": _number(m.amount),
        "currency": m.currency,
        "qualifier": m.qualifier,
        "status": m.status,
        "kind": m.kind,
        "trigger": m.trigger,
        "payer": m.payer,
        "payee": m.payee,
        "date": m.date,
        "drugs": list(m.drugs),
        "ordinal": m.ordinal,
        "disclosure": m.disclosure,
        "sales_threshold": _number(m.sales_threshold),
        "quote": m.evidence[0].text if m.evidence else None,
        "confidence": m.confidence,
        "spans": _spans(m.evidence),
    }


def _reject(r: Reject) -> Json:
    spans = _spans([r.evidence]) if r.evidence else []
    return {"kind": r.kind, "reason": r.reason, "text": r.text, "spans": spans}


def filing_to_json(filing: Filing, *, texts: bool = True) -> Json:
    """Give a filing as JSON; `texts` False leaves out the documents' text."""
    return {
        "form": filing.form,
        "accession": filing.accession,
        "filed_on": filing.filed_on.isoformat() if filing.filed_on else None,
        "period": filing.period.isoformat() if filing.period else None,
        "items": list(filing.items),
        "filers": [
            {
                "name": f.name,
                "cik": f.cik,
                "role": f.role,
                "irs_number": f.irs_number,
                "sic_code": f.sic_code,
                "state": f.state,
                "former_names": list(f.former_names),
            }
            for f in filing.filers
        ],
        "documents": [
            {
                "sequence": d.sequence,
                "type": d.type,
                "file_name": d.file_name,
                "description": d.description,
                **({"text": d.text} if texts else {}),
            }
            for d in filing.documents
        ],
    }


def filing_from_json(data: Mapping[str, Any], source: str) -> Filing:
    """Give the filing that `filing_to_json` wrote; `source` is where it was read from."""

    def date(text: str | None) -> dt.date | None:
        return dt.date.fromisoformat(text) if text else None

    return Filing(
        source=source,
        form=data["form"],
        documents=tuple(Document(**{"text": "", **d}) for d in data["documents"]),
        accession=data["accession"],
        filed_on=date(data["filed_on"]),
        period=date(data["period"]),
        items=tuple(data["items"]),
        filers=tuple(Filer(**{**f, "former_names": tuple(f["former_names"])}) for f in data["filers"]),
    )


# --- reading -----------------------------------------------------------------------------------


def from_json(data: Mapping[str, Any], filing: Filing) -> FilingFacts:
    """Read facts in the shape of `to_json` or of a hand-made annotation.

    Args:
        data: The JSON object.
        filing: The filing that the facts are about; its documents give the offsets that the data lacks.

    Raises:
        InputError: A field is missing or is not what it should be. Says which.
    """
    reader = _Reader(filing)
    try:
        return FilingFacts(
            companies=tuple(reader.company(x) for x in data.get("companies", ())),
            antigens=tuple(reader.antigen(x) for x in data.get("antigens", ())),
            drugs=tuple(reader.drug(x) for x in data.get("drugs", ())),
            agreements=tuple(reader.agreement(x) for x in data.get("agreements", ())),
            milestones=tuple(reader.milestone(x) for x in data.get("milestones", ())),
            rejects=tuple(reader.reject(x) for x in data.get("rejects", ())),
        )
    except (KeyError, TypeError, AttributeError, ValueError, InvalidOperation) as error:
        raise InputError(
            f"The facts are not in the shape of annotations ({type(error).__name__}: {error})",
            where=str(data.get("doc", filing.source)) if isinstance(data, Mapping) else filing.source,
            suggestion="Compare them with the output of `dealgraph facts`",
        ) from error


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


class _Reader:
    """Turns JSON items into facts, filling in spans from one filing's documents."""

    def __init__(self, filing: Filing) -> None:
        self.documents = filing.documents

    def spans(self, item: Json, *names: str) -> tuple[Span, ...]:
        if "spans" in item:
            return tuple(Span(s["document"], s["start"], s["end"], s["text"]) for s in item["spans"])
        found = locate(item["quote"], self.documents) if item.get("quote") else None
        if found:
            return (found,)
        return find_names(names, self.documents)

    def company(self, x: Json) -> Company:
        aliases = tuple(x.get("aliases") or ())
        mentions = self.spans(x, x["name"], *aliases)
        return Company(x["id"], x["name"], aliases, mentions, x.get("cik"), x.get("ticker"))

    def antigen(self, x: Json) -> Antigen:
        aliases = tuple(x.get("aliases") or ())
        mentions = self.spans(x, x["name"], *aliases)
        return Antigen(x["id"], x["name"], aliases, mentions, tuple(x.get("exact_match") or ()))

    def drug(self, x: Json) -> Drug:
        aliases = tuple(x.get("aliases") or ())
        mentions = self.spans(x, x["name"], *aliases)
        return Drug(
            id=x["id"],
            name=x["name"],
            aliases=aliases,
            kind=x.get("kind"),
            targets=tuple(t for t in (self.target(t) for t in x.get("targets") or ()) if t),
            developers=tuple(x.get("developers") or ()),
            indications=tuple(x.get("indications") or ()),
            components=tuple(x.get("components") or ()),
            phase=x.get("phase"),
            mentions=mentions,
            support=tuple((s["attribute"], s["id"], self.spans(s)[0]) for s in x.get("support") or ()),
            confidence=x.get("confidence", 1.0),
        )

    def target(self, x: Json) -> Target | None:
        spans = self.spans(x)
        if not spans:
            return None
        return Target(x["antigen"], spans[0], x.get("confidence", 1.0), x.get("mechanism"))

    def term(self, x: Json, evidence: tuple[Span, ...]) -> Term:
        return Term(
            kind=x["kind"],
            amount=_decimal(x.get("amount")),
            currency=x.get("currency"),
            qualifier=x.get("qualifier"),
            rate=x.get("rate"),
            disclosure=x.get("disclosure"),
            evidence=self.spans(x) or evidence,
            confidence=x.get("confidence", 1.0),
        )

    def agreement(self, x: Json) -> Agreement:
        evidence = self.spans(x)
        # A term made by hand has no quote of its own: the agreement's stands for it.
        inherited = () if "spans" in x else evidence
        return Agreement(
            id=x["id"],
            types=tuple(x["types"]),
            parties=tuple(Party(p["company"], p.get("role") or "partner") for p in x["parties"]),
            date=x.get("date"),
            status=x.get("status") or "in force",
            drugs=tuple(x.get("drugs") or ()),
            antigens=tuple(x.get("antigens") or ()),
            exclusivity=x.get("exclusivity"),
            territory=x.get("territory"),
            terms=tuple(self.term(t, inherited) for t in x.get("terms") or ()),
            evidence=evidence,
            confidence=x.get("confidence", 1.0),
            phase_at_signing=x.get("phase_at_signing"),
            territory_included=tuple(x.get("territory_included") or ()),
            territory_excluded=tuple(x.get("territory_excluded") or ()),
            amends=tuple(x.get("amends") or ()),
            terminates=tuple(x.get("terminates") or ()),
        )

    def milestone(self, x: Json) -> Milestone:
        return Milestone(
            id=x["id"],
            agreement=x.get("agreement"),
            amount=_decimal(x.get("amount")),
            currency=x.get("currency"),
            qualifier=x.get("qualifier"),
            status=x.get("status") or "potential",
            kind=x.get("kind"),
            trigger=x.get("trigger"),
            payer=x.get("payer"),
            payee=x.get("payee"),
            date=x.get("date"),
            drugs=tuple(x.get("drugs") or ()),
            evidence=self.spans(x),
            confidence=x.get("confidence", 1.0),
            ordinal=x.get("ordinal"),
            disclosure=x.get("disclosure"),
            sales_threshold=_decimal(x.get("sales_threshold")),
        )

    def reject(self, x: Json) -> Reject:
        spans = self.spans(x)
        return Reject(x["kind"], x["reason"], x["text"], spans[0] if spans else None)
