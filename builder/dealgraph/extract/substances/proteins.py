"""Medicines that are the body's own proteins, named by what they are: "recombinant human insulin"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.prefilter import Prefiltered, holds_any

_PROTEIN = (
    r"(?:insulin|growth hormone|parathyroid hormone|follicle[- ]stimulating hormone|luteini[sz]ing hormone"
    r"|erythropoietin|thrombopoietin|(?:granulocyte[- ](?:macrophage[- ])?)?colony[- ]stimulating factor|GM?-CSF"
    r"|interferon(?: (?:alpha|alfa|beta|gamma))?(?:-\d[ab])?|interleukin[- ]\d+(?: receptor antagonist)?|IL-\d+"
    r"|(?:coagulation )?factor (?:VIII|VIIa|VII|IX|XIII)|thrombin|antithrombin(?: III)?|fibrinogen|albumin"
    r"|activated protein C"
    r"|(?:epidermal|keratinocyte|nerve|hepatocyte|fibroblast|platelet[- ]derived|insulin[- ]like|vascular endothelial)"
    r" growth factor(?:[- ](?:BB|I|1|2))?|bone morphogenetic protein(?:-\d)?|osteogenic protein(?:-1)?"
    r"|hyaluronidase|lactoferrin|tissue plasminogen activator|urokinase|prourokinase|endostatin|angiostatin|glucagon"
    r"|calcitonin|alpha-1[- ]antitrypsin|C1[- ](?:esterase[- ])?inhibitor|lysozyme|relaxin|leptin|gelsolin"
    r"|superoxide dismutase|butyrylcholinesterase|chorionic gonadotropin)"
)
_ENZYME = (
    r"(?:(?:alpha-L-|\u03b1-L-)iduronidase|iduronate[- ]2[- ]sulfatase|arylsulfatase[- ]?[AB]|acid sphingomyelinase"
    r"|(?:acid )?(?:alpha|\u03b1|beta|\u03b2)-?(?:glucosidase|galactosidase(?: A)?|mannosidase|glucuronidase"
    r"|hexosaminidase"
    r"(?: A)?)|glucocerebrosidase|heparan N-sulfatase|sulfamidase|lysosomal acid lipase|tripeptidyl[- ]peptidase[- ]?1"
    r"|phenylalanine ammonia[- ]lyase|acid ceramidase|aspartylglucosaminidase)"
)
_NAMED = Prefiltered(
    rf"\brecombinant (?:DNA )?(?:human(?:i[sz]ed)? )?{_PROTEIN}\b"
    r"|\bhuman insulin\b",
    re.IGNORECASE,
)
#: "Olipudase, acid sphingomyelinase, is an enzyme replacement therapy", "the enzyme iduronidase for patients".
_ENZYMES = re.compile(rf"\b{_ENZYME}", re.IGNORECASE)
#: One of these ends the name of each.
_ENDINGS = ("idase", "sulfatase", "myelinase", "lipase", "lyase")
_MADE_SO = re.compile(r"\brecombinant (?:human )?$", re.IGNORECASE)
_CALLED_ENZYME = re.compile(r"\benzyme $", re.IGNORECASE)
_IS_GIVEN = re.compile(
    r"\)?(?:, an?|,? (?:is|was) an?) [^.;]{0,40}?(?:recombinant enzyme|enzyme (?:replacement|therapy|to treat"
    r"|for (?:the treatment|patients)))",
    re.IGNORECASE,
)
_AS_TREATMENT = re.compile(r" as an? (?:[\w-]+ )?(?:treatment|therapy)|,? (?:for|to treat) ", re.IGNORECASE)
#: What is made or measured with the protein, and what binds it, is another thing.
_OF_ANOTHER = re.compile(
    r"[ -](?:receptors?|antibod|antagonist|inhibitor|levels?|analog|gene|fusion|mimetic|binding"
    r"|resistan|pathway|vaccine)"
)
#: "ORV-1, a long-acting recombinant factor IX": what kind of medicine another is.
_DESCRIBES = re.compile(r"\b[Aa]n? (?:[\w-]+,? ){0,3}$")
_MADE = re.compile(r"recombinant (?:DNA )?", re.IGNORECASE)


def protein_names(flat: str) -> list[tuple[int, int]]:
    """Give where a page names a protein that is a medicine.

    >>> [(a, b)] = protein_names("supplies recombinant human insulin to Orvane")
    >>> "supplies recombinant human insulin to Orvane"[a:b]
    'recombinant human insulin'
    """
    return [
        span
        for span in sorted([*(m.span() for m in _NAMED.finditer(flat)), *_given(flat)])
        if not _OF_ANOTHER.match(flat, span[1]) and not _DESCRIBES.search(flat, max(0, span[0] - 50), span[0])
    ]


def _given(flat: str) -> Iterator[tuple[int, int]]:
    """Give where a page names an enzyme that is given to replace one."""
    if not holds_any(flat, _ENDINGS):
        return
    for enzyme in _ENZYMES.finditer(flat):
        made = _MADE_SO.search(flat, max(0, enzyme.start() - 30), enzyme.start())
        start = made.start() if made else enzyme.start()
        called = _CALLED_ENZYME.search(flat, max(0, start - 8), start)
        if _IS_GIVEN.match(flat, enzyme.end()) or (called and _AS_TREATMENT.match(flat, enzyme.end())):
            yield start, enzyme.end()


def protein_of(name: str) -> str:
    """Give a protein's name without how it is made.

    >>> protein_of("recombinant human insulin"), protein_of("rifaximin")
    ('insulin', '')
    """
    made = _MADE.match(name)
    return name[made.end() :].lower().removeprefix("human ") if made else ""
