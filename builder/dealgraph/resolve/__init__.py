"""Which mentions in different filings are one company, drug, antigen, agreement, milestone.

`resolve` is the one step that sees more than one filing. It is a pure function of the filings' keys and
gives the same outcome whatever order they come in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from dealgraph.resolve.agreements import resolve_agreements, resolve_terms
from dealgraph.resolve.companies import Companies, resolve_companies
from dealgraph.resolve.identities import Identities, Merge, Namer, digest, merges_of, safe_slug
from dealgraph.resolve.keys import CompanyKey, FilingKeys, Item, keys_of
from dealgraph.resolve.milestones import resolve_milestones
from dealgraph.resolve.names import company_name, slug
from dealgraph.resolve.overrides import NOTHING_TOLD, Rule, Told, interpret, names_iris
from dealgraph.resolve.substances import resolve_antigens, resolve_drugs

__all__ = ["CompanyKey", "FilingKeys", "Identities", "Merge", "keys_of", "resolve"]


def resolve(
    keys: Iterable[FilingKeys], reference: Iterable[CompanyKey] = (), rules: Sequence[Rule] = ()
) -> Identities:
    """Tell which items of all filings are one, and give each its IRI.

    Args:
        keys: What `keys_of` gave for each filing; of two with one key the last counts.
        reference: Companies with their CIKs from a table of filers. A company of a filing that has the legal
            name of one of them, and of one only, takes its CIK.
        rules: What a user says is the same or different; it stands above all that is found.

    >>> a = FilingKeys("1", companies=(CompanyKey("c1", "Arbor Bio, Inc.", ("Arbor",)),))
    >>> b = FilingKeys("2", companies=(CompanyKey("c7", "Arbor Bio Inc"),))
    >>> found = resolve([b, a])
    >>> found.of("1", "c1"), found.merges[1].reason
    ('https://w3id.org/dealgraph/id/company/arbor-bio', 'same legal name')
    """
    unique = {f.key: f for f in keys}
    filings = [unique[k] for k in sorted(unique)]
    table = tuple(reference)
    if not rules:
        return _resolve(filings, table, {}, ())
    # An IRI in a rule means what it means without the rules, so that a rule cannot pull away its own ground.
    natural = _resolve(filings, table, {}, ()).iris if names_iris(rules) else {}
    told, warnings = interpret(rules, filings, natural)
    return _resolve(filings, table, told, warnings)


def _resolve(
    filings: list[FilingKeys],
    table: tuple[CompanyKey, ...],
    told: Mapping[str, Told],
    warnings: tuple[str, ...],
) -> Identities:
    namer = Namer({f.key: f.filed_on for f in filings})
    companies = resolve_companies(filings, table, told.get("company", NOTHING_TOLD))
    iris = _company_iris(companies, namer)
    merges = merges_of(companies.clusters, iris, lambda i: companies.keys[i].name, namer)
    merges += [
        Merge(
            iris[i],
            *i,
            companies.keys[i].name,
            f"has the legal name of EDGAR's filer {name} (CIK {cik})",
            0.9,
        )
        for i, (cik, name) in companies.grounded.items()
    ]

    drugs = resolve_drugs(filings, lambda item: iris.get(item, ""), told.get("drug", NOTHING_TOLD))
    names = {(f.key, d.id): d.name for f in filings for d in f.drugs}
    iris |= namer.name(drugs, "drug", lambda anchor, _: (safe_slug(names[anchor], names[anchor]),))
    merges += merges_of(drugs, iris, names.__getitem__, namer)

    antigens, genes = resolve_antigens(filings, told.get("antigen", NOTHING_TOLD))
    names = {(f.key, a.id): a.name for f in filings for a in f.antigens}
    iris |= namer.name(
        antigens,
        "antigen",
        lambda anchor, _: (
            slug(genes[anchor]) if anchor in genes else "",
            safe_slug(names[anchor], names[anchor]),
        ),
    )
    merges += merges_of(antigens, iris, names.__getitem__, namer)
    _deals(filings, iris, merges, namer, told)
    return Identities(MappingProxyType(iris), tuple(sorted(merges)), warnings)


def _company_iris(companies: Companies, namer: Namer) -> dict[Item, str]:
    def label(anchor: Item, items: list[Item]) -> tuple[str, ...]:
        cik = companies.cik(anchor)
        if cik:
            return (f"cik-{cik}",)
        # The first name with a legal form; a bare one only where there is no other.
        first = min(items, key=lambda i: (not company_name(companies.keys[i].name).families, namer.age(i)))
        best = companies.keys[first].name
        return safe_slug(company_name(best).text, best), safe_slug(best, best)

    return namer.name(companies.clusters, "company", label)


def _deals(
    filings: list[FilingKeys],
    iris: dict[Item, str],
    merges: list[Merge],
    namer: Namer,
    told: Mapping[str, Told],
) -> None:
    """Agreements, then their terms and the milestones under them; adds to `iris` and `merges`."""

    def iri_of(filing: str, local: str) -> str:
        return iris[filing, local]

    agreements = resolve_agreements(filings, iri_of, told.get("agreement", NOTHING_TOLD))
    deals = {(f.key, a.id): a for f in filings for a in f.agreements}

    def deal_label(anchor: Item, _: list[Item]) -> tuple[str, ...]:
        a = deals[anchor]
        parties = sorted(iris[anchor[0], p] for p in a.parties)
        drugs = sorted(iris[anchor[0], d] for d in a.drugs)
        return (digest("agreement", *parties, *a.types, a.date, *drugs),)

    iris |= namer.name(agreements, "agreement", deal_label)
    merges += merges_of(agreements, iris, lambda i: " ".join(deals[i].types), namer)

    for items, name, kind in resolve_terms(filings, agreements, iris, namer.age):
        iris |= dict.fromkeys(items, name)
        reasons = ["first of them to be filed"] + [f"the only {kind} of one agreement"] * (len(items) - 1)
        merges += [Merge(name, *i, kind, why, 0.9) for i, why in zip(items, reasons, strict=True)]

    milestones = resolve_milestones(filings, iri_of, iris.__getitem__, told.get("milestone", NOTHING_TOLD))
    events = {(f.key, m.id): m for f in filings for m in f.milestones}

    def event_label(anchor: Item, _: list[Item]) -> tuple[str, ...]:
        m = events[anchor]
        agreement = iris[anchor[0], m.agreement] if m.agreement else anchor[0]
        return (digest("milestone", agreement, m.amount, m.trigger, m.date, m.kind),)

    iris |= namer.name(milestones, "milestone", event_label)
    merges += merges_of(
        milestones, iris, lambda i: events[i].trigger or events[i].amount or "milestone", namer
    )
