"""What `resolve` holds of a filing: names and what tells facts apart, without text or evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dealgraph.facts import Agreement, FilingFacts, Term
from dealgraph.filing import Filing
from dealgraph.resolve.names import company_name

#: An item of a filing: the filing's key and the item's id in it.
Item = tuple[str, str]
#: A Central Index Key becomes part of an IRI, so that nothing else may pass for one, whatever an extractor gave.
_CIK = re.compile(r"[0-9]{10}")


@dataclass(frozen=True, slots=True)
class CompanyKey:
    """A company as one filing names it. `filer` is the id of the header's company that it is, if any."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    cik: str | None = None
    filer: str | None = None


@dataclass(frozen=True, slots=True)
class DrugKey:
    """A drug as one filing names it; `developers` are company ids."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    developers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AntigenKey:
    """An antigen as one filing names it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    exact_match: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementKey:
    """What tells an agreement from others.

    `amounts` are its terms' "kind amount currency"; `terms` what names each of its terms, see `term_key`.
    """

    id: str
    types: tuple[str, ...]
    parties: tuple[str, ...]
    date: str | None = None
    status: str = "in force"
    drugs: tuple[str, ...] = ()
    antigens: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MilestoneKey:
    """What tells a milestone from others."""

    id: str
    agreement: str | None
    amount: str | None = None
    status: str = "potential"
    kind: str | None = None
    trigger: str | None = None
    payer: str | None = None
    payee: str | None = None
    date: str | None = None
    drugs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilingKeys:
    """The keys of one filing. The header's companies come first among `companies`, as "filer:0" and so on."""

    key: str
    filed_on: str = ""
    companies: tuple[CompanyKey, ...] = ()
    antigens: tuple[AntigenKey, ...] = ()
    drugs: tuple[DrugKey, ...] = ()
    agreements: tuple[AgreementKey, ...] = ()
    milestones: tuple[MilestoneKey, ...] = ()
    form: str = ""
    period: str = ""
    items: tuple[str, ...] = ()


def term_key(term: Term) -> str:
    """Give what tells a payment term from others of its agreement, its kind first."""
    amount = None if term.amount is None else term.amount.normalize()
    return "\x1f".join(map(str, (term.kind, amount, term.currency, term.qualifier, term.rate)))


def keys_of(filing: Filing, facts: FilingFacts) -> FilingKeys:
    """Give what `resolve` needs of a filing and its facts."""
    header = _header(filing)
    return FilingKeys(
        key=filing.key,
        filed_on=filing.filed_on.isoformat() if filing.filed_on else "",
        companies=(*header, *_companies(facts, header)),
        antigens=tuple(
            AntigenKey(a.id, a.name, a.aliases, tuple(sorted(a.exact_match))) for a in facts.antigens
        ),
        drugs=tuple(DrugKey(d.id, d.name, d.aliases, d.kind, d.developers) for d in facts.drugs),
        agreements=tuple(_agreement(a) for a in facts.agreements),
        milestones=tuple(
            MilestoneKey(
                id=m.id,
                agreement=m.agreement,
                amount=None if m.amount is None else f"{m.amount.normalize():f} {m.currency or ''}".strip(),
                status=m.status,
                kind=m.kind,
                trigger=m.trigger,
                payer=m.payer,
                payee=m.payee,
                date=m.date,
                drugs=m.drugs,
            )
            for m in facts.milestones
        ),
        form=filing.form,
        period=filing.period.isoformat() if filing.period else "",
        items=filing.items,
    )


def _header(filing: Filing) -> tuple[CompanyKey, ...]:
    return tuple(
        CompanyKey(f"filer:{n}", f.name, former=f.former_names, cik=_cik(f.cik))
        for n, f in enumerate(filing.filers)
    )


def _cik(value: str | None) -> str | None:
    """Give a CIK of ten digits, else None."""
    return value if value and _CIK.fullmatch(value) else None


def _agreement(a: Agreement) -> AgreementKey:
    return AgreementKey(
        id=a.id,
        types=a.types,
        parties=tuple(dict.fromkeys(p.company for p in a.parties)),
        date=a.date,
        status=a.status,
        drugs=a.drugs,
        antigens=a.antigens,
        terms=tuple(map(term_key, a.terms)),
        amounts=tuple(
            sorted({f"{t.kind} {t.amount.normalize():f} {t.currency or ''}" for t in a.terms if t.amount})
        ),
    )


def _companies(facts: FilingFacts, header: tuple[CompanyKey, ...]) -> Iterator[CompanyKey]:
    """The facts' companies, those that the header names too tied to it.

    A company is the filer if it carries the filer's CIK, has its name (or an earlier one), or, where no
    other does, if its own bare name is how the filer's begins ("Aptevo" in a filing of Aptevo Therapeutics
    Inc.).
    """
    keys = [CompanyKey(c.id, c.name, c.aliases, cik=_cik(c.cik)) for c in facts.companies]
    for filer in header:
        match = [k for k in keys if filer.cik and k.cik == filer.cik]
        match = match or [k for k in keys if not k.cik and _same_name(k, filer)]
        match = match or [k for k in keys if not k.cik and _begins(k, filer)]
        if len(match) == 1:
            at = keys.index(match[0])
            keys[at] = replace(match[0], filer=filer.id)
    yield from keys


def _same_name(key: CompanyKey, filer: CompanyKey) -> bool:
    mine = company_name(key.name)
    return any(
        mine.text == name.text and mine.agrees(name)
        for name in map(company_name, (filer.name, *filer.former))
    )


def _begins(key: CompanyKey, filer: CompanyKey) -> bool:
    mine, theirs = company_name(key.name), company_name(filer.name)
    return not mine.families and bool(mine.stem) and theirs.stem[: len(mine.stem)] == mine.stem
