"""Who gives and who takes in a contract, from the few clauses that an excerpt holds."""

from __future__ import annotations

import pytest

from dealgraph.extract.contracts.find import find_contracts
from dealgraph.extract.reading import Reading
from dealgraph.extract.text import Page
from dealgraph.filing import Document, Filing


def roles(text: str) -> list[str]:
    document = Document(1, "EX-10.1", "a.txt", text)
    reading = Reading(Filing("a.txt", "8-K", (document,)), (Page.of(document),))
    find_contracts(reading)
    assert len(reading.deals) == 1
    return [role for _, role in reading.deals[0].parties]


@pytest.mark.parametrize(
    ("title", "recital", "expected"),
    [
        (
            "LICENSE AGREEMENT",
            "Tessaly wishes to obtain from Orvane an exclusive license under the Patents, and Orvane is willing"
            " to grant it.",
            "licensor licensee",
        ),
        ("LICENSE AGREEMENT", "Tessaly was granted by Orvane a license to the Patents.", "licensor licensee"),
        (
            "LICENSE AGREEMENT",
            "Orvane licensed to Tessaly certain rights to the Product.",
            "licensor licensee",
        ),
        (
            "LICENSE AGREEMENT",
            "Orvane is entitled to receive royalties on Net Sales from Tessaly.",
            "licensor licensee",
        ),
        (
            "LICENSE AGREEMENT",
            "For these rights, Tessaly shall make to Orvane an upfront payment of $1,000,000.",
            "licensor licensee",
        ),
        (
            "LICENSE AGREEMENT",
            "Tessaly desires to acquire an exclusive, royalty-bearing licence from Orvane.",
            "licensor licensee",
        ),
        ("LICENSE AGREEMENT", "A license is hereby granted by Orvane to Tessaly.", "licensor licensee"),
        (
            "LICENSE AGREEMENT",
            "Orvane agrees to grant and hereby grants Tessaly the exclusive right and license to make and sell"
            " Products.",
            "licensor licensee",
        ),
        (
            "LICENSE AGREEMENT",
            "Tessaly shall pay a milestone payment of $2,000,000 to Orvane upon approval.",
            "licensor licensee",
        ),
        (
            "SUPPLY AGREEMENT",
            "Orvane desires to engage Tessaly to manufacture the Product for clinical use.",
            "customer supplier",
        ),
        ("SUPPLY AGREEMENT", "Tessaly is a contract manufacturer of sterile products.", "customer supplier"),
        (
            "SUPPLY AGREEMENT",
            "WHEREAS, the API is manufactured by Tessaly and purchased by Orvane.",
            "customer supplier",
        ),
        (
            "SUPPLY AGREEMENT",
            "Orvane wishes Tessaly to supply, and Tessaly wishes to supply, the Product.",
            "customer supplier",
        ),
        (
            "SUPPLY AGREEMENT",
            "Orvane shall purchase all of its requirements of Product from Tessaly.",
            "customer supplier",
        ),
        (
            "SUPPLY AGREEMENT",
            "Tessaly agrees to sell Product to Orvane and Orvane agrees to purchase Product.",
            "customer supplier",
        ),
        (
            "MANUFACTURING SERVICES AGREEMENT",
            "Orvane would like Tessaly to perform fill and finish services.",
            "customer supplier",
        ),
        (
            "MANUFACTURING SERVICES AGREEMENT",
            "Tessaly has the facilities to produce the drug for Orvane.",
            "customer supplier",
        ),
        (
            "ASSET PURCHASE AGREEMENT",
            "Orvane desires to sell, and Tessaly desires to purchase, the Purchased Assets.",
            "seller buyer",
        ),
        (
            "ASSET PURCHASE AGREEMENT",
            "Orvane shall sell, transfer and assign to Tessaly all right, title and interest in the Product.",
            "seller buyer",
        ),
        (
            "ASSET PURCHASE AGREEMENT",
            "Tessaly wishes to acquire from Orvane the Product Rights.",
            "seller buyer",
        ),
        (
            "OPTION AGREEMENT",
            "Orvane hereby grants to Tessaly an exclusive option to obtain a license.",
            "licensor licensee",
        ),
        (
            "OPTION AGREEMENT",
            "Tessaly shall have the option, exercisable upon notice to Orvane, to take a license under the Patents.",
            "licensor licensee",
        ),
        (
            "SUBLICENSE AGREEMENT",
            "Orvane has licensed the patents from a university and wishes to sublicense them to Tessaly.",
            "licensor licensee",
        ),
        (
            "COLLABORATION AND LICENSE AGREEMENT",
            "Orvane and Tessaly each grants to the other a non-exclusive research license.",
            "partner partner",
        ),
        ("COLLABORATION AGREEMENT", "The Parties will jointly develop the Product.", "partner partner"),
        (
            "DISTRIBUTION AGREEMENT",
            "Orvane appoints Tessaly as its exclusive distributor of the Product in Italy.",
            "partner partner",
        ),
        (
            "EXCLUSIVE LICENSE AGREEMENT",
            "Orvane owns the Licensed Patents and desires that they be developed by Tessaly.",
            "licensor licensee",
        ),
        (
            "MERGER AGREEMENT",
            "Orvane will acquire all outstanding shares of Tessaly by merger.",
            "acquirer target",
        ),
    ],
)
def test_roles(title: str, recital: str, expected: str) -> None:
    made = 'is made as of May 3, 2012 by and between Orvane Bio, Inc. ("Orvane") and Tessaly Pharma AG ("Tessaly").'
    both = "WHEREAS, both are active in the pharmaceutical field; and"
    assert (
        roles(f"{title}\n\nThis {title.title()} {made}\n\n{both}\n\nWHEREAS, {recital}") == expected.split()
    )


def test_all_others_of_a_licensee_are_licensors() -> None:
    made = 'is made by and among Ald University ("AU"), Bex Institute ("BI") and Cyra Bio, Inc. ("Licensee")'
    assert roles(f"LICENSE AGREEMENT\n\nThis License Agreement {made}, for drugs.") == [
        "licensor",
        "licensor",
        "licensee",
    ]
