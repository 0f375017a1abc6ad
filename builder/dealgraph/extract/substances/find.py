"""Drugs and antigens of a filing: kinds, parts, targets, developers, indications."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from dealgraph.extract.industry import in_industry, names_company_of_field
from dealgraph.extract.prefilter import by_letter
from dealgraph.extract.reading import Reading
from dealgraph.extract.substances.antigen_table import exact_match
from dealgraph.extract.substances.antigens import AntigenHit, find_antigens, may_be_antigen
from dealgraph.extract.substances.developers import add_deal_developers, find_developers
from dealgraph.extract.substances.drug_facts import describe_drugs
from dealgraph.extract.substances.drug_hits import NameHit
from dealgraph.extract.substances.drug_names import find_names, may_be_drug
from dealgraph.extract.substances.drugs import find_drugs
from dealgraph.extract.substances.pipeline_tables import describe_by_tables, own_by_tables, pipeline_rows
from dealgraph.extract.substances.targets import link_targets
from dealgraph.extract.substances.tokens import occurrences

__all__ = ["add_deal_developers", "find_substances"]

#: Pieces of the field's words; a text about anything else has few of them.
_FIELD = (
    "linical", "herap", "drug", "Drug", "ntibod", "accine", "FDA", "harmac", "atients", "nhibitor", "iotech",
    "iopharm", "olecul", "isease", "ancer", "icens",
)  # fmt: skip
#: Makers' codes begin with fewer letters: "TNFRSF25" is a gene, whatever is said of it.
_LONG_SYMBOL = re.compile(r"[A-Z]{4,}\d+[A-Z]?\d?")
#: What tells a short text, in small letters, of the field.
_FIELD_SHORT = re.compile(by_letter(
    r"bio[a-z]|pharma|therap|oncolog|immun|vaccin|medic|clinical|patients?\b|drug|antibod|inhibitor|royalt"
    r"|l(?<!\w.)icen[cs]e|disease|cancer"
    r"|genetic|genomic|c(?<!\w.)ell\b|ophthalm|tumou?r|commerciali[sz]|syndrome|phase (?:[123]|i{1,3}\b)|trial"
    r"|wound|ulcer|d(?<!\w.)ose|antifungal|antiviral|antibiotic|tablets?\b|capsules?\b|injecti|asthma|migraine"
    r"|diabet|arthrit"
    r"|antisense|sirna|mrna|oligonucleotide|peptide|kinase|psoriasis|allerg|inhibitor|receptor"
    r"|generic (?:drug|version)|biosimilar|hormone|enzyme|transderm|milestone|f(?<!\w.)da\b|marketing rights"
))  # fmt: skip
#: What only international names of drugs end in, so that one is enough.
_SUBSTANCE = re.compile(
    r"\b[a-z]{4,}(?:[zx]umab|[tx]umab|ximab|[ml]umab|[lm]omab|limab|tinib|[ei]rsen|ciclib|rafenib|parib|lisib"
    r"|gliptin|gliflozin"
    r"|vastatin|sartan"
    r"|prazole|floxacin|taxel|rubicin|navir|buvir|limus|siran)\b"
)
_FILER = re.compile(
    r"bio|pharma|therap|oncolog|immun|vaccin|medic|genetic|genomic|gene\b|\bcell|scien(?:ce|tific)s?\b"
    r"|laborator|health|cure|rx\b",
    re.IGNORECASE,
)
_SHORT = 4000


def of_the_field(text: str) -> bool:
    """Tell cheaply whether a text has enough words of the field for it to be searched for drugs.

    >>> of_the_field("Our antibody is in a clinical trial."), of_the_field("We sell shoes under license.")
    (True, False)
    """
    if len(text) < _SHORT:
        return (
            bool(_SUBSTANCE.search(text))
            or len({match.group() for match in _FIELD_SHORT.finditer(text.lower())}) >= 2
        )
    held = [word for word in _FIELD if word in text]
    return len(held) >= 3 and sum(map(text.count, held)) * 1500 >= len(text)


def find_substances(reading: Reading) -> None:
    """Fill `reading.substances`."""
    named = in_industry(reading.filing) or any(_FILER.search(f.name) for f in reading.filing.filers)
    short = sum(len(page.flat) for page in reading.pages) < _SHORT
    named = named or (short and names_company_of_field(reading))
    if not named and not any(of_the_field(page.flat) for page in reading.pages):
        return
    drug_spots: list[list[tuple[int, str]]] = []
    antigen_spots: list[list[tuple[int, str]]] = []
    for page in reading.pages:
        drugs, antigens = occurrences(page.flat, may_be_drug, may_be_antigen)
        drug_spots.append(drugs)
        antigen_spots.append(antigens)
    found = [find_antigens(page, spots) for page, spots in zip(reading.pages, antigen_spots, strict=True)]
    genes = {hit.text for hits in found for hit in hits if hit.cue and exact_match(hit.key)}
    names = find_names(reading, drug_spots)
    find_drugs(reading, [hit for hit in names if not _is_target(hit, found, genes)])
    describe_drugs(reading)
    rows = list(pipeline_rows(reading))
    describe_by_tables(reading, rows)
    link_targets(reading, found, rows)
    find_developers(reading)
    own_by_tables(reading, rows)


def _is_target(name: NameHit, found: Sequence[Sequence[AntigenHit]], genes: Set[str]) -> bool:
    """Tell whether a name that may be a drug's is a target's: "a PTPN22 inhibitor", "antibodies to ghrelin"."""
    if name.sort == "code":
        return name.text in genes or bool(_LONG_SYMBOL.fullmatch(name.text) and exact_match(name.text))
    return any(hit.cue and hit.start <= name.start and name.end <= hit.end for hit in found[name.page])
