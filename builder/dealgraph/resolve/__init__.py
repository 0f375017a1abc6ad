"""Which mentions in different filings are one company, drug, antigen, agreement, milestone.

`resolve` is the one step that sees more than one filing. It is a pure function of the filings' keys and
gives the same outcome whatever order they come in.
"""

from __future__ import annotations

from collections.abc import Iterable

from dealgraph.resolve.agreements import resolve_agreements, resolve_milestones
from dealgraph.resolve.companies import Companies, resolve_companies
from dealgraph.resolve.identities import Identities, Merge, Namer, digest, merges_of, plain, safe_slug
from dealgraph.resolve.keys import CompanyKey, FilingKeys, Item, keys_of
from dealgraph.resolve.names import company_name, slug
from dealgraph.resolve.substances import resolve_antigens, resolve_drugs

__all__ = ["CompanyKey", "FilingKeys", "Identities", "Merge", "keys_of", "resolve"]


#: The key under which the companies of a reference table stand while identity is told.
REFERENCE = ""


def resolve(keys: Iterable[FilingKeys], reference: Iterable[CompanyKey] = ()) -> Identities:
    """Tell which items of all filings are one, and give each its IRI.

    Args:
        keys: What `keys_of` gave for each filing; of two with one key the last counts.
        reference: Companies with their CIKs from a table of filers. A company of a filing that has the legal
            name of one of them, and of one only, takes its CIK.

    >>> a = FilingKeys("1", companies=(CompanyKey("c1", "Arbor Bio, Inc.", ("Arbor",)),))
    >>> b = FilingKeys("2", companies=(CompanyKey("c7", "Arbor Bio Inc"),))
    >>> found = resolve([b, a])
    >>> found.of("1", "c1"), found.merges[1].reason
    ('https://w3id.org/dealgraph/id/company/arbor-bio', 'same legal name')
    """
    unique = {f.key: f for f in keys}
    table = tuple(reference)
    if table:
        unique[REFERENCE] = FilingKeys(REFERENCE, companies=table)
    filings = [unique[k] for k in sorted(unique)]
    namer = Namer({f.key: f.filed_on for f in filings})
    companies = resolve_companies(filings)
    iris = _company_iris(companies, namer)
    merges = merges_of(companies.clusters, iris, lambda i: companies.keys[i].name, namer)

    drugs = resolve_drugs(filings, lambda item: iris.get(item, ""))
    names = {(f.key, d.id): d.name for f in filings for d in f.drugs}
    iris |= namer.name(drugs, "drug", lambda anchor, _: (safe_slug(names[anchor], names[anchor]),))
    merges += merges_of(drugs, iris, names.__getitem__, namer)

    antigens, genes = resolve_antigens(filings)
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
    _deals(filings, iris, merges, namer)
    return plain(
        {item: name for item, name in iris.items() if item[0] != REFERENCE},
        (m for m in merges if m.filing != REFERENCE),
    )


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


def _deals(filings: list[FilingKeys], iris: dict[Item, str], merges: list[Merge], namer: Namer) -> None:
    """Agreements, then the milestones under them; adds to `iris` and `merges`."""

    def iri_of(filing: str, local: str) -> str:
        return iris[filing, local]

    agreements = resolve_agreements(filings, iri_of)
    deals = {(f.key, a.id): a for f in filings for a in f.agreements}

    def deal_label(anchor: Item, _: list[Item]) -> tuple[str, ...]:
        a = deals[anchor]
        parties = sorted(iris[anchor[0], p] for p in a.parties)
        drugs = sorted(iris[anchor[0], d] for d in a.drugs)
        return (digest("agreement", *parties, *a.types, a.date, *drugs),)

    iris |= namer.name(agreements, "agreement", deal_label)
    merges += merges_of(agreements, iris, lambda i: " ".join(deals[i].types), namer)

    milestones = resolve_milestones(filings, iri_of, iris.__getitem__)
    events = {(f.key, m.id): m for f in filings for m in f.milestones}

    def event_label(anchor: Item, _: list[Item]) -> tuple[str, ...]:
        m = events[anchor]
        agreement = iris[anchor[0], m.agreement] if m.agreement else anchor[0]
        return (digest("milestone", agreement, m.amount, m.trigger, m.date, m.kind),)

    iris |= namer.name(milestones, "milestone", event_label)
    merges += merges_of(
        milestones, iris, lambda i: events[i].trigger or events[i].amount or "milestone", namer
    )
