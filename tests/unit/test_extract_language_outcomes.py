"""The language of what comes of deals: payments that events brought, and payments for their end."""

from __future__ import annotations

import pytest

from dealgraph.extract import RuleExtractor
from dealgraph.filing import Document, Filer, Filing

from .releases import read, roles

PLACE = "BOSTON, May 4, 2011 - "


def milestones(text: str, kind: str = "EX-99.1") -> list[tuple[int, str, str | None]]:
    return [(int(m.amount or 0), m.status, m.kind) for m in read(text, kind).milestones]


def terms(text: str) -> list[tuple[str, int]]:
    return [(t.kind, int(t.amount or 0)) for a in read(text).agreements for t in a.terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arbor has licensed ABR-220 to Kelvane AG. Arbor has received $8 million and is to be paid $5 million on the "
         "start of Phase 3 and $15 million when the drug is approved in Japan.",
         [(5_000_000, "potential", "clinical"), (15_000_000, "potential", "regulatory")]),
        ("Arbor licensed ABR-220 from Kelvane AG. Kelvane is eligible to receive milestone payments of $5 million, $10 "
         "million and $20 million upon initiation of Phase 3, submission of an NDA and approval, respectively.",
         [(5_000_000, "potential", "clinical"), (10_000_000, "potential", "regulatory"),
          (20_000_000, "potential", "regulatory")]),
        ("Arbor has reached a milestone in its alliance with Kelvane AG. The $4 million milestone was earned with the "
         "acceptance of an IND for KV-114.", [(4_000_000, "achieved", "regulatory")]),
        ("Arbor said a milestone of EUR 3 million under its licence agreement with Kelvane AG fell due on the "
         "enrolment of the first patient in the pivotal trial of ABR-220.", [(3_000_000, "achieved", "clinical")]),
        ("Kelvane AG has paid Arbor a milestone of $2 million under the parties' 2009 licence agreement in respect of "
         "the marketing approval of ABR-220 in Canada.", [(2_000_000, "achieved", "regulatory")]),
        ("Arbor and Kelvane AG announced the first dosing of a patient with ABR-220 in a Phase 2 study under their "
         "collaboration, for which Kelvane will make a payment of $6 million to Arbor.",
         [(6_000_000, "achieved", "clinical")]),
        ("Arbor said it will receive $25 million from Kelvane AG after sales of Veltrane reached the agreed level.",
         [(25_000_000, "achieved", "commercial")]),
        ("Arbor reported its first quarter. Revenue was $14.0 million, compared with $2.0 million, the increase being "
         "due to a $12 million milestone from Kelvane AG on the approval of ABR-220 in China.",
         [(12_000_000, "achieved", "regulatory")]),
        ("Arbor announced that, with the approval of ABR-22 by FDA, it earned a $10 million milestone payment under "
         "its license agreement with Kelvane AG.", [(10_000_000, "achieved", "regulatory")]),
        ("Arbor achieved the first milestone in a collaboration with Kelvane AG on vaccines. As a result, Arbor "
         "received a payment of $3 million from Kelvane, bringing the total received to $8 million.",
         [(3_000_000, "achieved", "other")]),
    ],
)  # fmt: skip
def test_payments_that_an_event_brought_or_will_bring(
    text: str, expected: list[tuple[int, str, str]]
) -> None:
    assert milestones(PLACE + text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Arbor and Kelvane AG have agreed to end their collaboration on ABR-220. Kelvane will pay Arbor $7 million in "
        "connection with the termination and return all rights.",
        "Arbor terminated its licence agreement with Kelvane AG, and made a termination payment of $7 million.",
        "Kelvane AG has ended its collaboration with Arbor on ABR-220 and will pay a $7 million break-up fee.",
    ],
)
def test_what_is_paid_for_the_end_of_a_deal_is_no_milestone(text: str) -> None:
    assert milestones(PLACE + text) == []
    assert terms(PLACE + text) == [("other", 7_000_000)]


def test_who_approves_a_drug_is_not_one_of_the_companies() -> None:
    facts = read(
        PLACE + "Arbor announced that its partner Kelvane AG has received approval from Japan's Ministry of "
        "Health for ABR-220. Under the companies' 2009 licence agreement, this triggers a $10 million payment."
    )
    assert sorted(c.name for c in facts.companies) == ["Arbor Therapeutics, Inc.", "Kelvane AG"]
    assert [(a.date, len(a.parties)) for a in facts.agreements] == [("2009", 2)]


def test_the_price_of_one_share_is_no_payment_of_a_merger() -> None:
    facts = read(
        PLACE
        + "Arbor has completed the acquisition of United States-based Kelvane Therapeutics. The deal is "
        "valued at $74 million. Kelvane shareholders received USD50 in cash and a right to USD9 on approval of KV-7."
    )
    assert [a.types for a in facts.agreements] == [("acquisition",)]
    assert not facts.milestones
    assert [int(t.amount or 0) for t in facts.agreements[0].terms] == [74_000_000]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Arbor said Kelvane AG has elected not to extend the ABR-220 program of their collaboration.",
         "EX-99.1", ("collaboration", "terminated")),
        ("Kelvane AG has elected not to exercise its options to license ABR-220 and ABR-221 from Arbor.",
         "EX-99.1", ("option", "expired")),
        ("Arbor said that Kelvane AG will not be exercising its option on ABR-220.",
         "EX-99.1", ("option", "expired")),
        ("Arbor said that Kelvane AG has exercised its right to terminate the collaboration on ABR-220.",
         "EX-99.1", ("collaboration", "terminated")),
        ("On May 2, 2011, Arbor received written notice of Kelvane's election to terminate the License Agreement of "
         "2008 between Arbor and Kelvane AG.", "8-K", ("license", "terminated")),
    ],
)  # fmt: skip
def test_what_a_partner_elects_not_to_do_ends_its_deal(
    text: str, kind: str, expected: tuple[str, str]
) -> None:
    facts = read(PLACE + text, kind)
    assert [(*a.types, a.status) for a in facts.agreements] == [expected]
    assert {c.name for c in facts.companies} == {"Kelvane AG", "Arbor Therapeutics, Inc."}


def test_what_a_buyer_paid_the_seller_is_the_purchase_price() -> None:
    text = "Arbor acquired all rights to ABR-220 from Kelvane AG. At closing Arbor paid Kelvane $35.0 million in cash."
    assert terms(PLACE + text) == [("purchase price", 35_000_000)]


def test_an_exercised_option_of_a_list_is_with_the_speaker() -> None:
    facts = read(
        PLACE
        + "Arbor has alliances: Kelvane AG has an option on ABR-1; Morvane Inc exercised its option on ABR-2."
    )
    assert [set(roles(facts, i)) for i in range(len(facts.agreements))] == [
        {"Morvane Inc", "Arbor Therapeutics, Inc."}
    ]


def test_a_short_text_is_searched_for_drugs_where_it_names_a_company_of_the_field() -> None:
    document = Document(
        1, "EX-99.1", "a.txt", "Arbor has an agreement with Kelvane Pharma AG for belrinostat."
    )
    facts = RuleExtractor().extract(
        Filing("a.txt", "8-K", (document,), filers=(Filer("ARBOR CORP", "0009999999"),))
    )
    assert [d.name for d in facts.drugs] == ["belrinostat"]
