"""The drugs and antigens of a filing, and what it says of them: kinds, parts, targets, developers,
indications."""

from __future__ import annotations

from dealgraph.extract.antigens import find_antigens
from dealgraph.extract.developers import add_deal_developers, find_developers
from dealgraph.extract.drug_facts import describe_drugs
from dealgraph.extract.drug_names import find_names
from dealgraph.extract.drugs import find_drugs
from dealgraph.extract.reading import Reading
from dealgraph.extract.targets import link_targets

__all__ = ["add_deal_developers", "find_substances"]

#: Words without which a page speaks of no medicine.
_FIELD = (
    "linical",
    "herap",
    "drug",
    "Drug",
    "ntibod",
    "accine",
    "FDA",
    "harmac",
    "atients",
    "nhibitor",
    "iotech",
    "iopharm",
    "olecul",
    "isease",
    "ancer",
    "icens",
)


def of_the_field(text: str) -> bool:
    """Tell cheaply whether a text has enough words of the field for it to be searched for drugs.

    >>> of_the_field("Our antibody is in a clinical trial in patients with cancer."), of_the_field("We sell shoes.")
    (True, False)
    """
    present = sum(word in text for word in _FIELD)
    if len(text) < 2000:
        return present >= 2
    if present < 5:
        return False
    return sum(text.count(word) for word in _FIELD) * 3000 >= len(text)


def find_substances(reading: Reading) -> None:
    """Fill `reading.substances`."""
    if not any(of_the_field(page.flat) for page in reading.pages):
        return
    find_drugs(reading, find_names(reading))
    antigens = [find_antigens(page) for page in reading.pages]
    describe_drugs(reading)
    link_targets(reading, antigens)
    find_developers(reading)
