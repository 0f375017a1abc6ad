"""Tables of companies, drugs, antigens, deals, terms and milestones: one row each, with names in place of ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dealgraph.export.merged import Facts
from dealgraph.export.model import Field, Value, short
from dealgraph.export.projection import Projection
from dealgraph.facts import ROLES
from dealgraph.rdf import terms as t

Row = Mapping[str, Value]
_More = Callable[[Projection, str, Facts], dict[str, Value]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, and how the rows are made."""

    name: str
    kind: str
    columns: tuple[Field, ...]
    more: _More

    def rows(self, projection: Projection) -> Iterator[Row]:
        """Give the rows, in the order of their ids."""
        for iri, kind in projection.resources(self.kind):
            node = projection.node(iri, kind)
            facts = projection.merged.about(iri)
            own: dict[str, Value] = {"id": node.id, "label": node.label}
            found = own | dict(node.attributes) | self.more(projection, iri, facts)
            yield {c.name: found[c.name] for c in self.columns if c.name in found}


def _names(projection: Projection, iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({projection.merged.label(i) for i in iris}))


def _links(projection: Projection, facts: Facts, links: Mapping[str, str]) -> dict[str, Value]:
    """Give columns with the names of what properties point to; no column for none."""
    found = {column: _names(projection, facts.get(prop, ())) for prop, column in links.items()}
    return {column: names for column, names in found.items() if names}


def _nothing(_projection: Projection, _iri: str, _facts: Facts) -> dict[str, Value]:
    return {}


def _drug(projection: Projection, _iri: str, facts: Facts) -> dict[str, Value]:
    links = {t.TARGETS: "antigens", t.DEVELOPED_BY: "developers", t.HAS_COMPONENT: "components"}
    return _links(projection, facts, links)


def _deal(projection: Projection, _iri: str, facts: Facts) -> dict[str, Value]:
    links = {t.PARTY: "parties", t.COVERS_DRUG: "drugs", t.COVERS_ANTIGEN: "antigens"}
    links |= {prop: role for role, prop in t.ROLE_PROPERTIES.items() if prop != t.PARTY}
    found = _links(projection, facts, links)
    terms = [projection.node(i, "term") for i in facts.get(t.HAS_TERM, ())]
    if terms:
        found["terms"] = tuple(sorted(n.label for n in terms))
    upfront = [n.attributes for n in terms if n.attributes.get("term_kind") == "upfront"]
    # Two upfront payments are not added up: they may be two reports of one.
    if len(upfront) == 1 and "amount" in upfront[0]:
        found["upfront_amount"] = upfront[0]["amount"]
        if "currency" in upfront[0]:
            found["upfront_currency"] = upfront[0]["currency"]
    found["milestones"] = len(facts.get(t.HAS_MILESTONE, ()))
    return found


def _payment(projection: Projection, iri: str, facts: Facts) -> dict[str, Value]:
    links = {t.PAYER: "payer", t.PAYEE: "payee", t.CONCERNS_DRUG: "drugs"}
    found = _links(projection, facts, links)
    deals = [d for link in (t.HAS_TERM, t.HAS_MILESTONE) for d in projection.merged.subjects(link, iri)]
    if deals:
        found["deals"] = tuple(short(d) for d in deals)
        parties = {p for d in deals for p in projection.merged.objects(d, t.PARTY)}
        found["parties"] = _names(projection, parties)
    return found


def _columns(text: str) -> tuple[Field, ...]:
    return tuple(Field(*c.split(":")) for c in text.split())


_ROLES = " ".join(f"{role}:strings" for role in ROLES if role != "party")
_MONEY = "amount:decimal currency:string amount_qualifier:string disclosure:string"
_LAST = "filings:strings first_filed:date conflicts:strings iri:string"
TABLES: tuple[Table, ...] = (
    Table("companies", "company", _columns(
        "id:string label:string aliases:strings cik:string tickers:strings irs_number:string sic_code:string "
        f"state:string former_names:strings same_as:strings {_LAST}"), _nothing),
    Table("drugs", "drug", _columns(
        "id:string label:string aliases:strings drug_kind:string phase:string antigens:strings "
        "developers:strings components:strings indications:strings mechanisms:strings same_as:strings "
        f"{_LAST}"), _drug),
    Table("antigens", "antigen", _columns(
        f"id:string label:string aliases:strings same_as:strings {_LAST}"), _nothing),
    Table("deals", "agreement", _columns(
        f"id:string label:string agreement_types:strings signed_on:string year:integer start:date parties:strings "
        f"{_ROLES} drugs:strings antigens:strings status:string exclusivity:string territories:strings "
        "phase_at_signing:string profit_share:string upfront_amount:decimal upfront_currency:string "
        f"terms:strings milestones:integer {_LAST}"), _deal),
    Table("terms", "term", _columns(
        f"id:string label:string deals:strings parties:strings term_kind:string {_MONEY} rate:string quote:string "
        f"{_LAST}"), _payment),
    Table("milestones", "milestone", _columns(
        "id:string label:string deals:strings parties:strings payer:strings payee:strings drugs:strings "
        "status:string milestone_kind:string trigger:string ordinal:integer achieved_on:string year:integer "
        f"start:date {_MONEY} sales_threshold:decimal quote:string {_LAST}"), _payment),
)  # fmt: skip
