"""What is known of a filing while it is read: the values that the finders hand to one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from dealgraph.extract.mentions import Entity, Mention, MentionIndex
from dealgraph.extract.text import Page, Sentence
from dealgraph.facts import Reject, Span
from dealgraph.filing import Filing


@dataclass(slots=True)
class CompanyEntity(Entity):
    """A company. `filer` is true of the company whose "we" the filing speaks with."""

    cik: str | None = None
    ticker: str | None = None
    filer: bool = False


@dataclass(slots=True)
class Companies:
    """Companies of a filing. `we` is the index of the filer (the issuer of a press release), or None."""

    entities: list[CompanyEntity] = field(default_factory=list)
    mentions: MentionIndex = field(default_factory=MentionIndex)
    we: int | None = None


@dataclass(slots=True)
class AntigenEntity(Entity):
    """An antigen. `exact_match` holds compact identifiers ("HGNC:3430")."""

    exact_match: tuple[str, ...] = ()


@dataclass(slots=True)
class TargetLink:
    """Drug (index) targets antigen (index), read from a span."""

    drug: int
    antigen: int
    evidence: Span
    mechanism: str | None = None
    confidence: float = 0.9


@dataclass(slots=True)
class DrugEntity(Entity):
    """A drug. `developers`: (company index, evidence). `components`: (drug index, evidence)."""

    kind: str | None = None
    phase: str | None = None
    developers: list[tuple[int, Span]] = field(default_factory=list)
    components: list[tuple[int, Span]] = field(default_factory=list)
    indications: list[str] = field(default_factory=list)
    confidence: float = 0.9


@dataclass(slots=True)
class Substances:
    """Drugs and antigens of a filing."""

    drugs: list[DrugEntity] = field(default_factory=list)
    drug_mentions: MentionIndex = field(default_factory=MentionIndex)
    antigens: list[AntigenEntity] = field(default_factory=list)
    antigen_mentions: MentionIndex = field(default_factory=MentionIndex)
    targets: list[TargetLink] = field(default_factory=list)


@dataclass(slots=True)
class TermDraft:
    """A payment term; `amount` in units."""

    kind: str
    amount: Decimal | None
    currency: str | None
    qualifier: str | None
    rate: str | None
    evidence: Span
    confidence: float = 0.8


@dataclass(slots=True)
class Deal:
    """An agreement in the making; companies, drugs and antigens are indices.

    Attributes:
        parties: (company index, role).
        one_of_several: True of a part of "two license agreements", whose drug is known from the signing.
        others: The parties that stand on the other side from the subject, where the text tells ("with X and Y").
        names: Defined names of it ("Regeneron Agreement"), without articles.
        sentences: (page, sentence index) of the sentences that speak of it, in order.
    """

    types: list[str]
    parties: list[tuple[int, str]]
    evidence: list[Span]
    date: str | None = None
    status: str = "in force"
    exclusivity: str | None = None
    territory: str | None = None
    drugs: list[int] = field(default_factory=list)
    antigens: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    terms: list[TermDraft] = field(default_factory=list)
    confidence: float = 0.8
    others: list[int] = field(default_factory=list)
    one_of_several: bool = False
    contract: bool = False
    page: int | None = None


@dataclass(slots=True)
class MilestoneDraft:
    """A milestone; `deal`, `payer`, `payee` and `drugs` are indices."""

    deal: int | None
    amount: Decimal | None
    currency: str | None
    qualifier: str | None
    status: str
    kind: str | None
    trigger: str | None
    payer: int | None
    payee: int | None
    date: str | None
    drugs: list[int]
    evidence: list[Span]
    confidence: float = 0.8
    ordinal: int | None = None
    sales_threshold: Decimal | None = None


@dataclass(slots=True)
class Reading:
    """A filing with all that has been found in it so far; each finder fills in its own part."""

    filing: Filing
    pages: tuple[Page, ...]
    companies: Companies = field(default_factory=Companies)
    substances: Substances = field(default_factory=Substances)
    deals: list[Deal] = field(default_factory=list)
    milestones: list[MilestoneDraft] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    #: Pages that are contracts out of scope (a lease, a loan), whose own words tell of no deal.
    foreign: set[int] = field(default_factory=set)

    def sentence(self, where: tuple[int, int]) -> Sentence:
        """Give the sentence at (page, sentence index)."""
        return self.pages[where[0]].sentences[where[1]]

    def companies_in(self, page: int, start: int, end: int) -> list[Mention]:
        """Give the company mentions of a passage."""
        return self.companies.mentions.within(page, start, end)

    def drugs_in(self, page: int, start: int, end: int) -> list[Mention]:
        """Give the drug mentions of a passage."""
        return self.substances.drug_mentions.within(page, start, end)

    def antigens_in(self, page: int, start: int, end: int) -> list[Mention]:
        """Give the antigen mentions of a passage."""
        return self.substances.antigen_mentions.within(page, start, end)
