"""The facts of one filing: the contract between extractors and everything after them.

The shape is that of the gold annotations (`companies`, `antigens`, `drugs`, `agreements`, `milestones`, with ids
local to the filing), and each fact carries the spans of text that it was read from. A file made by hand, the rule
extractor and any other `Extractor` are interchangeable behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, runtime_checkable

from dealgraph.filing import Filing


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage of one document.

    Attributes:
        document: The document's sequence number in its filing.
        start: First code point of the passage in the document's canonical text.
        end: One past the last code point.
        text: The passage itself, verified to equal `document.text[start:end]`.
    """

    document: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Company:
    """An organisation. `name` is the fullest form in the filing, `aliases` its other surface forms."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    cik: str | None = None
    ticker: str | None = None


@dataclass(frozen=True, slots=True)
class Antigen:
    """A molecular target. `exact_match` holds compact identifiers such as "HGNC:3430"."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    exact_match: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """The statement that a drug binds or is directed to an antigen (an id)."""

    antigen: str
    evidence: Span
    confidence: float = 1.0
    mechanism: str | None = None


@dataclass(frozen=True, slots=True)
class Drug:
    """A named therapeutic or named part of one.

    Attributes:
        kind: A word of the drug-kind scheme, or None.
        developers: Company ids.
        components: Drug ids of named parts (antibody, payload).
        indications: Diseases, as written.
        support: (attribute, id, span) of each developer and component, for the assertions.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    targets: tuple[Target, ...] = ()
    developers: tuple[str, ...] = ()
    indications: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    phase: str | None = None
    mentions: tuple[Span, ...] = ()
    support: tuple[tuple[str, str, Span], ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Party:
    """A company (id) in an agreement and its role."""

    company: str
    role: str = "partner"


@dataclass(frozen=True, slots=True)
class Term:
    """A payment term other than a milestone. `amount` in units of `currency`, None where undisclosed."""

    kind: str
    amount: Decimal | None = None
    currency: str | None = None
    qualifier: str | None = None
    rate: str | None = None
    disclosure: str | None = None
    evidence: tuple[Span, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """A deal between parties.

    Attributes:
        types: Words of the agreement-type scheme, in order of mention.
        date: ISO date as precise as stated ("2016", "2016-04", "2016-04-21"), or None.
        status: A word of the agreement-status scheme.
        drugs: Drug ids. `antigens`: antigen ids.
        territory_included: ISO 3166 alpha-2 or UN M49 codes, where they can be told. So `territory_excluded`.
    """

    id: str
    types: tuple[str, ...]
    parties: tuple[Party, ...]
    date: str | None = None
    status: str = "in force"
    drugs: tuple[str, ...] = ()
    antigens: tuple[str, ...] = ()
    exclusivity: str | None = None
    territory: str | None = None
    terms: tuple[Term, ...] = ()
    evidence: tuple[Span, ...] = ()
    confidence: float = 1.0
    phase_at_signing: str | None = None
    territory_included: tuple[str, ...] = ()
    territory_excluded: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    terminates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Milestone:
    """An event tied to a payment, or a milestone payment. `agreement`, `payer`, `payee`, `drugs` are ids."""

    id: str
    agreement: str | None
    amount: Decimal | None = None
    currency: str | None = None
    qualifier: str | None = None
    status: str = "potential"
    kind: str | None = None
    trigger: str | None = None
    payer: str | None = None
    payee: str | None = None
    date: str | None = None
    drugs: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()
    confidence: float = 1.0
    ordinal: int | None = None
    disclosure: str | None = None
    sales_threshold: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """A candidate that was not taken. `reason` is a short fixed phrase, so that rejects can be counted."""

    kind: str
    reason: str
    text: str
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class FilingFacts:
    """All that one filing states, in order of first mention."""

    companies: tuple[Company, ...] = ()
    antigens: tuple[Antigen, ...] = ()
    drugs: tuple[Drug, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    rejects: tuple[Reject, ...] = ()


@runtime_checkable
class Extractor(Protocol):
    """Reads the facts of one filing. Implementations register under the entry point `dealgraph.extractors`.

    `name` and `version` go into `dg:extractedBy`; `extract` is pure: the same filing gives the same facts.
    """

    @property
    def name(self) -> str:
        """Name under which the extractor is registered."""
        ...

    @property
    def version(self) -> str:
        """Version of its rules or weights; another version reads everything anew."""
        ...

    def extract(self, filing: Filing) -> FilingFacts:
        """Give the facts of a filing, each with spans of its documents."""
        ...


#: Concept schemes: the words that facts may use, by scheme name (`ontology/vocab.ttl` defines each).
SCHEMES: Mapping[str, tuple[str, ...]] = {
    "agreement-type": (
        "license",
        "option",
        "collaboration",
        "research",
        "development",
        "commercialization",
        "supply",
        "manufacturing",
        "acquisition",
        "asset purchase",
        "equity",
        "merger",
        "services",
        "other",
    ),
    "agreement-status": ("in force", "proposed", "terminated", "expired"),
    "exclusivity": ("exclusive", "co-exclusive", "non-exclusive"),
    "term-kind": (
        "upfront",
        "option fee",
        "equity",
        "milestones total",
        "potential total",
        "royalty",
        "annual fee",
        "funding",
        "purchase price",
        "other",
    ),
    "amount-qualifier": ("exactly", "up to", "at least", "more than", "approximately"),
    "milestone-status": ("achieved", "expected", "potential"),
    "milestone-kind": ("preclinical", "clinical", "regulatory", "commercial", "manufacturing", "other"),
    "drug-kind": (
        "small molecule",
        "antibody",
        "bispecific antibody",
        "antibody-drug conjugate",
        "radioconjugate",
        "vaccine",
        "cell therapy",
        "gene therapy",
        "RNA therapeutic",
        "peptide",
        "protein",
        "other",
    ),
    "phase": (
        "discovery",
        "preclinical",
        "phase 1",
        "phase 1/2",
        "phase 2",
        "phase 2/3",
        "phase 3",
        "filed",
        "approved",
    ),
    "disclosure": ("known", "undisclosed"),
}

#: The roles a party can have; each is a subproperty of dg:party, except the default "partner", which is one too.
ROLES: tuple[str, ...] = (
    "licensor", "licensee", "acquirer", "target", "seller", "buyer", "supplier", "customer", "investor",
    "investee", "partner",
)  # fmt: skip
