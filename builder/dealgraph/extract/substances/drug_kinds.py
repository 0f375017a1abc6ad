"""What kind of medicine the words beside a drug's name say it is, and how far its development has come."""

from __future__ import annotations

import re

from dealgraph.extract.prefilter import Choices, Prefiltered

#: Patterns by kind, the more special first. Kinds are those of the drug-kind scheme.
_KINDS = Choices(
    (kind, Prefiltered(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("antibody-drug conjugate", r"antibody[- \u2013]drug[- ]conjugate|\bADCs?\b|immunoconjugate|antibody "
        r"conjugate|tumor[- ]activated prodrug|\bTAP\b"),
        ("radioconjugate", r"radio-?(?:conjugate|ligand|immuno|pharmaceutical|therapeutic|labell?ed)"
        r"|targeted alpha therapy|radionuclide"
        r"|\b(?:lutetium|actinium|iodine|yttrium|astatine|thorium|terbium)-\d{2,3}\b"
        r"|\b(?:177Lu|225Ac|131I|90Y|212Pb|211At|227Th|161Tb|67Cu)\b"),
        ("cell therapy", r"\bCAR[- ]?(?:T|NK|M)\b|(?:T|NK|stem|stromal)[- ]cell (?:receptor )?therap"
        r"|cell(?:ular)? therap|chimeric antigen receptor|\bTILs?\b|cell-based|stem cells?\b(?! gene)|\bTCR\b"
        r"|natural killer(?: \(NK\))? cells?\b(?! engag)|\bi?PSC-derived|tumou?r[- ]infiltrating lymphocytes?"
        r"|\b(?:T|NK|B)[- ]cells? (?:products?|candidates?|treatments?|immunotherap)"
        r"|\b(?:autologous|allogeneic) (?:[\w+-]+ ){0,4}cells?\b(?! vaccine)"),
        ("vaccine", r"\bvaccines?\b|immunotherapeutic vaccine"),
        ("gene therapy", r"gene[- ](?:modified |directed |replacement |transfer |delivery )?(?:therap|editing)"
        r"|gene-directed|\bAAV\d?\b"
        r"|lentiviral|adeno-associated|\b(?:genome|base|prime)[- ]edit|CRISPR|plasmid DNA|DNA plasmid"),
        ("RNA therapeutic", r"\bsiRNA|\bRNAi\b|RNA interference|antisense|\bmRNA\b|oligonucleotide|\bASO\b"
        r"|messenger RNA|microRNA|small interfering RNA|morpholino|\boligos?\b|exon[- ]skipping|\bRNA medicine"),
        ("bispecific antibody", r"\b(?:bi|tri|multi)-?specifics?\b|\bDART\b|\bcells? engag"
        r"|dual-affinity re-?targeting|T[- ]cell redirect"),
        ("antibody", r"antibod(?:y|ies)\b|\bmAbs?\b|\bnanobod(?:y|ies)\b|immunoglobulin G|\bIgG[1-4]\b(?!-? ?Fc)"
        r"|\bFab\b|\bscFv\b"),
        ("small molecule", r"small[- ]molecules?|new chemical entit|\bPROTACs?\b"
        r"|proteolysis[- ]targeting|molecular glue"),
        ("peptide", r"\b(?:poly|lipo|cyclic )?peptides?\b"),
        ("protein", r"fusion proteins?|\brecombinant\b|enzyme replacement|immunotoxin|ligand trap|\bdecoy"
        r"|pegylated (?:interleukin|interferon|enzyme)"
        r"|(?<!of )(?<!of the )\bproteins?\b(?! kinase| degrad| synthesis| \d|-| "
        r"[A-Z]\b| "
        r"inhibitor| C\b)|\bcytokines?\b(?! inhib)|\benzyme\b(?! inhib)"),
        ("other", r"\bbotanical|herbal|microneedle|microbiome|oncolytic|bacteriophage|live biotherapeutic"),
    )
)  # fmt: skip

_PHASES = Choices(
    (
        ("phase 1/2", Prefiltered(r"phase (?:1/2|I/II|1b/2|1/2a|Ib/II)", re.IGNORECASE)),
        ("phase 2/3", Prefiltered(r"phase (?:2/3|II/III|2b/3)", re.IGNORECASE)),
        ("phase 3", Prefiltered(r"phase (?:3|III)\b|pivotal (?:trial|study)|registrational", re.IGNORECASE)),
        ("phase 2", Prefiltered(r"phase (?:2|II)[ab]?\b", re.IGNORECASE)),
        ("phase 1", Prefiltered(r"phase (?:1|I)[ab]?\b|first-in-human", re.IGNORECASE)),
        ("preclinical", Prefiltered(r"\bpre-?clinical(?:-stage)?\b|IND-enabling", re.IGNORECASE)),
    )
)


def kind_of(descriptor: str) -> str | None:
    """Give the kind of drug that a noun phrase names.

    >>> kind_of("a first-in-class bispecific antibody"), kind_of("an oral inhibitor")
    ('bispecific antibody', None)
    """
    return _KINDS.of(descriptor)


def phase_of(passage: str) -> str | None:
    """Give the stage of development that a passage names.

    >>> phase_of("in a Phase II/III trial"), phase_of("a phased launch")
    ('phase 2/3', None)
    """
    return _PHASES.of(passage)
