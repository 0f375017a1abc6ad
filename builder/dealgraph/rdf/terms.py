"""The vocabulary as plain strings: every class, property and namespace that the graph uses.

Nothing heavy is imported here, so that the steps which write or read the graph as text cost nothing to load.
The definitions are in `ontology/dealgraph.ttl`; a test holds the two to each other, term by term.
"""

from __future__ import annotations

import re

from dealgraph.errors import ValidationError
from dealgraph.facts import ROLES, SCHEMES

DG = "https://w3id.org/dealgraph/ontology#"
VOCAB = "https://w3id.org/dealgraph/vocab/"
ID = "https://w3id.org/dealgraph/id/"
SHAPES = "https://w3id.org/dealgraph/shapes#"
#: The named graph in which merges stand with their reasons.
IDENTITY_GRAPH = "https://w3id.org/dealgraph/id/identity"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
SCHEMA = "https://schema.org/"
DCTERMS = "http://purl.org/dc/terms/"
SH = "http://www.w3.org/ns/shacl#"

#: Prefixes for queries, Turtle and messages.
PREFIXES: dict[str, str] = {
    "dg": DG, "dcterms": DCTERMS, "oa": OA, "org": ORG, "owl": OWL, "prov": PROV, "rdf": RDF, "rdfs": RDFS,
    "schema": SCHEMA, "sh": SH, "skos": SKOS, "xsd": XSD,
}  # fmt: skip

# Classes.
FILING = DG + "Filing"
DOCUMENT = DG + "Document"
COMPANY = DG + "Company"
AGREEMENT = DG + "Agreement"
FINANCIAL_TERM = DG + "FinancialTerm"
MILESTONE = DG + "Milestone"
ACHIEVED_MILESTONE = DG + "AchievedMilestone"
DRUG = DG + "Drug"
ANTIGEN = DG + "Antigen"
MENTION = DG + "Mention"
ASSERTION = DG + "Assertion"
MERGE = DG + "Merge"
CONFLICTING_VALUE = DG + "ConflictingValue"

# Of a filing and its documents.
ACCESSION_NUMBER = DG + "accessionNumber"
FORM_TYPE = DG + "formType"
FILED_ON = DG + "filedOn"
PERIOD_OF_REPORT = DG + "periodOfReport"
ITEM = DG + "item"
FILER = DG + "filer"
HAS_DOCUMENT = DG + "hasDocument"
DOCUMENT_TYPE = DG + "documentType"
SEQUENCE = DG + "sequence"
FILE_NAME = DG + "fileName"
TEXT_SHA256 = DG + "textSha256"
SUPERSEDES = DG + "supersedes"

# Of a company.
CIK = DG + "cik"
TICKER = DG + "ticker"
IRS_NUMBER = DG + "irsNumber"
SIC_CODE = DG + "sicCode"
STATE_OF_INCORPORATION = DG + "stateOfIncorporation"
FORMER_NAME = DG + "formerName"

# Of an agreement.
AGREEMENT_TYPE = DG + "agreementType"
PARTY = DG + "party"
LICENSOR = DG + "licensor"
LICENSEE = DG + "licensee"
ACQUIRER = DG + "acquirer"
TARGET = DG + "target"
SELLER = DG + "seller"
BUYER = DG + "buyer"
SUPPLIER = DG + "supplier"
CUSTOMER = DG + "customer"
INVESTOR = DG + "investor"
INVESTEE = DG + "investee"
PARTNER = DG + "partner"
SIGNED_ON = DG + "signedOn"
AGREEMENT_STATUS = DG + "agreementStatus"
EXCLUSIVITY = DG + "exclusivity"
TERRITORY = DG + "territory"
TERRITORY_INCLUDED = DG + "territoryIncluded"
TERRITORY_EXCLUDED = DG + "territoryExcluded"
COVERS_DRUG = DG + "coversDrug"
COVERS_ANTIGEN = DG + "coversAntigen"
HAS_TERM = DG + "hasTerm"
HAS_MILESTONE = DG + "hasMilestone"
PHASE_AT_SIGNING = DG + "phaseAtSigning"
AMENDS = DG + "amends"
TERMINATES = DG + "terminates"
PROFIT_SHARE = DG + "profitShare"

# Of a payment: a financial term or a milestone.
TERM_KIND = DG + "termKind"
AMOUNT = DG + "amount"
CURRENCY = DG + "currency"
AMOUNT_QUALIFIER = DG + "amountQualifier"
RATE = DG + "rate"
DISCLOSURE = DG + "disclosure"
TRIGGER = DG + "trigger"
QUOTE = DG + "quote"
MILESTONE_STATUS = DG + "milestoneStatus"
MILESTONE_KIND = DG + "milestoneKind"
PAYER = DG + "payer"
PAYEE = DG + "payee"
ACHIEVED_ON = DG + "achievedOn"
CONCERNS_DRUG = DG + "concernsDrug"
SALES_THRESHOLD = DG + "salesThreshold"
ORDINAL = DG + "ordinal"

# Of a drug.
DRUG_KIND = DG + "drugKind"
TARGETS = DG + "targets"
DEVELOPED_BY = DG + "developedBy"
INDICATION = DG + "indication"
HAS_COMPONENT = DG + "hasComponent"
PHASE = DG + "phase"

# Of evidence. `mechanism` is said of the assertion that a drug targets an antigen, or of the drug.
MECHANISM = DG + "mechanism"
CONFIDENCE = DG + "confidence"
EXTRACTED_BY = DG + "extractedBy"

# Of a merge, in the identity graph.
MERGED_INTO = DG + "mergedInto"
MERGE_REASON = DG + "mergeReason"
MERGE_SCORE = DG + "mergeScore"

# Of what filings contradict one another in, in the default graph.
HAS_CONFLICT = DG + "hasConflict"

# Terms of other vocabularies that the graph uses.
RDF_TYPE = RDF + "type"
RDF_SUBJECT = RDF + "subject"
RDF_PREDICATE = RDF + "predicate"
RDF_OBJECT = RDF + "object"
RDFS_LABEL = RDFS + "label"
PREF_LABEL = SKOS + "prefLabel"
ALT_LABEL = SKOS + "altLabel"
EXACT_MATCH = SKOS + "exactMatch"
WAS_DERIVED_FROM = PROV + "wasDerivedFrom"
SCHEMA_URL = SCHEMA + "url"
OA_HAS_SOURCE = OA + "hasSource"
OA_HAS_SELECTOR = OA + "hasSelector"
OA_TEXT_QUOTE_SELECTOR = OA + "TextQuoteSelector"
OA_TEXT_POSITION_SELECTOR = OA + "TextPositionSelector"
OA_EXACT = OA + "exact"
OA_PREFIX = OA + "prefix"
OA_SUFFIX = OA + "suffix"
OA_START = OA + "start"
OA_END = OA + "end"
XSD_STRING = XSD + "string"
XSD_DATE = XSD + "date"
XSD_G_YEAR_MONTH = XSD + "gYearMonth"
XSD_G_YEAR = XSD + "gYear"
XSD_DECIMAL = XSD + "decimal"
XSD_INTEGER = XSD + "integer"

#: Role of a party, a word of `facts.ROLES`, to its property.
ROLE_PROPERTIES: dict[str, str] = {role: DG + role for role in ROLES}

_TERRITORY = re.compile(r"[A-Z]{2}|[0-9]{3}")


def concept_iri(scheme: str, word: str) -> str:
    """Give the IRI of a concept of the vocabulary.

    Args:
        scheme: A scheme of `facts.SCHEMES`, or "territory".
        word: One of the scheme's words; of "territory", an ISO 3166-1 alpha-2 or UN M49 code.

    Raises:
        ValidationError: The scheme doesn't exist or doesn't hold the word.

    >>> concept_iri("agreement-type", "asset purchase")
    'https://w3id.org/dealgraph/vocab/agreement-type/asset-purchase'
    >>> concept_iri("phase", "phase 1/2")
    'https://w3id.org/dealgraph/vocab/phase/phase-1-2'
    """
    if scheme == "territory":
        known = bool(_TERRITORY.fullmatch(word))
        hint = "Use an ISO 3166-1 alpha-2 code or a UN M49 code"
    else:
        known = word in SCHEMES.get(scheme, ())
        hint = f"Use one of: {', '.join(SCHEMES.get(scheme, SCHEMES))}"
    if not known:
        raise ValidationError(f"The vocabulary has no concept {word!r}", where=scheme, suggestion=hint)
    return f"{VOCAB}{scheme}/{word.replace(' ', '-').replace('/', '-')}"


def scheme_iri(scheme: str) -> str:
    """Give the IRI of a concept scheme.

    >>> scheme_iri("drug-kind")
    'https://w3id.org/dealgraph/vocab/drug-kind'
    """
    return VOCAB + scheme
