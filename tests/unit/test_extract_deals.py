"""Agreements come out of the language of deals, and only of it."""

from __future__ import annotations

import pytest

from dealgraph.extract import RuleExtractor
from dealgraph.extract.deals.names import agreement_names
from dealgraph.extract.deals.reality import conditional, proposed, supposed
from dealgraph.facts import Agreement, FilingFacts
from dealgraph.filing import Document, Filer, Filing

ARBOR = Filer("ARBOR THERAPEUTICS, INC.", "0009999999")


def read(text: str, kind: str = "10-K", filer: Filer | None = ARBOR) -> FilingFacts:
    filing = Filing("a.txt", kind, (Document(1, kind, "a.txt", text),), filers=(filer,) if filer else ())
    return RuleExtractor().extract(filing)


def parties(facts: FilingFacts, agreement: Agreement) -> dict[str, str]:
    names = {c.id: c.name for c in facts.companies}
    return {names[p.company]: p.role for p in agreement.parties}


def only(text: str, kind: str = "10-K") -> tuple[FilingFacts, Agreement]:
    facts = read(text, kind)
    assert len(facts.agreements) == 1, [a.evidence for a in facts.agreements]
    return facts, facts.agreements[0]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (
            "a License, Development and Commercialization Agreement",
            ("license", "development", "commercialization"),
        ),
        ("an asset purchase agreement", ("asset purchase",)),
        ("a Stock Purchase Agreement", ("equity",)),
        ("a stock purchase option agreement", ("acquisition", "option")),
        ("a Royalty Purchase Agreement", ("other",)),
        ("an R&D collaboration agreement", ("research", "development", "collaboration")),
        ("a collaboration for the manufacturing of cells", ("collaboration", "manufacturing")),
    ],
)
def test_a_name_tells_the_types(text: str, types: tuple[str, ...]) -> None:
    assert sorted(next(iter(agreement_names(text))).types) == sorted(types)


@pytest.mark.parametrize(
    "text",
    [
        "her employment agreement",
        "a loan and security agreement",
        "the underwriting agreement",
        "an office lease agreement",
    ],
)
def test_other_contracts_have_no_name_here(text: str) -> None:
    assert list(agreement_names(text)) == []


def test_may_is_a_month_and_a_possibility() -> None:
    assert supposed("we may ")
    assert not supposed("In May 2021, we ")
    assert conditional("If the parties ")
    assert proposed("a non-binding letter of intent")
    assert not proposed("a binding letter of intent")


def test_an_out_licence_with_its_roles_date_and_territory() -> None:
    facts, deal = only(
        "In June 2019, we entered into a license agreement with Brook Pharma Co., Ltd., or Brook. We granted Brook an"
        " exclusive license to develop and commercialize ARB-101, our antibody product candidate, in Japan."
    )
    assert parties(facts, deal) == {
        "Arbor Therapeutics, Inc.": "licensor",
        "Brook Pharma Co., Ltd.": "licensee",
    }
    assert (deal.types, deal.date, deal.exclusivity, deal.territory) == (
        ("license",),
        "2019-06",
        "exclusive",
        "Japan",
    )


def test_an_in_licence_from_a_university() -> None:
    facts, deal = only(
        "In March 2011, we entered into an exclusive license agreement with the University of Utah under which we"
        " obtained rights to patents on therapeutic antibodies."
    )
    assert parties(facts, deal)["University of Utah"] == "licensor"


def test_two_deals_of_one_section_stay_apart() -> None:
    facts = read(
        "License Agreement with Brook\n\nIn June 2012, we entered into a license agreement with Brook"
        " Pharma, Inc. for a"
        " clinical-stage antibody. In July 2014, we entered into a supply agreement with Brook Pharma,"
        " Inc., under which"
        " Brook will supply the antibody.\n\nCollaboration with Cedar\n\nIn May 2015, we entered into a collaboration"
        " agreement with Cedar Biosciences plc to develop oncology drugs."
    )
    assert [(a.types, a.date) for a in facts.agreements] == [
        (("license",), "2012-06"),
        (("supply",), "2014-07"),
        (("collaboration",), "2015-05"),
    ]


def test_an_amendment_is_no_new_deal() -> None:
    _, deal = only(
        'In June 2012, we entered into a license agreement with Brook Pharma, Inc. (the "Brook Agreement") for'
        " therapeutic antibodies. In August 2016, we amended the Brook Agreement to extend the research term."
    )
    assert deal.date == "2012-06"


@pytest.mark.parametrize(
    "text",
    [
        "If we enter into a license agreement with Brook Pharma, Inc., we may receive milestone"
        " payments for our drugs.",
        "We may enter into collaboration agreements with pharmaceutical companies for our product candidates.",
        "Jo Sample entered into an employment agreement with Arbor Therapeutics, Inc. on May 1, 2003.",
        "On May 1, 2003 we entered into a loan agreement with Brook Bank, N.A. to fund our clinical trials.",
        "Forward-looking statements include those about our collaboration agreement with Brook Pharma,"
        " Inc. for our drugs.",
    ],
)
def test_what_is_no_deal_stays_silent(text: str) -> None:
    assert read(text).agreements == ()


def test_a_terminated_deal_and_a_mere_right_to_terminate() -> None:
    lead = "In June 2012, we entered into a collaboration agreement with Brook Pharma, Inc. for antibodies. "
    _, ended = only(lead + "In May 2016, Brook terminated the agreement.")
    _, standing = only(lead + "Brook may terminate the agreement upon 90 days' notice.")
    assert (ended.status, standing.status) == ("terminated", "in force")


def test_a_release_dates_what_it_announces() -> None:
    facts, deal = only(
        "NORWOOD, Mass., June 3, 2005 (PRNewswire) -- Arbor Therapeutics, Inc. (Nasdaq: ARBR) today announced that it"
        " has entered into a collaboration and license agreement with Brook Pharma plc to develop a cancer vaccine.",
        "EX-99.1",
    )
    assert deal.date == "2005-06-03"
    assert set(parties(facts, deal)) == {"Arbor Therapeutics, Inc.", "Brook Pharma plc"}


def test_an_acquisition_that_is_completed_has_no_date_of_signing() -> None:
    facts, deal = only(
        "On February 12, 2004, Arbor Therapeutics, Inc. completed its previously announced acquisition of Brook"
        " Biosciences, Inc., a developer of antibody drugs."
    )
    assert deal.date is None
    assert parties(facts, deal)["Brook Biosciences, Inc."] == "target"


def test_a_divestiture_without_a_named_buyer_stands_in_a_headline() -> None:
    facts, deal = only("Arbor Therapeutics Completes Divestiture of Dermatology Drugs", "EX-99.1")
    assert deal.types == ("asset purchase",)
    assert set(parties(facts, deal).values()) == {"seller"}


def test_a_table_of_partners_tells_a_deal_a_row() -> None:
    facts = read(
        "Licensing income from our drug candidates\n\nPartner\tProgram\tCollected\tRemaining milestones\n"
        "Brook Pharma, Inc.\tOncology\t$200,000\t$4,800,000\nCedar Bio plc\tImmunology\t$100,000\t$1,000,000\n"
    )
    assert [a.types for a in facts.agreements] == [("license",), ("license",)]
    assert [[(t.kind, int(t.amount or 0)) for t in a.terms] for a in facts.agreements] == [
        [("other", 200000), ("milestones total", 4800000)],
        [("other", 100000), ("milestones total", 1000000)],
    ]


def test_evidence_is_the_text_it_points_at() -> None:
    text = "In June 2012, we entered into a license agreement with Brook Pharma, Inc. for antibodies against CD33."
    _, deal = only(text)
    assert all(text[s.start : s.end] == s.text for s in deal.evidence)


def test_a_milestone_from_a_company_tells_of_a_deal_without_a_name() -> None:
    facts, deal = only(
        "BOSTON, May 3, 2011 (PRNewswire) -- Arbor Therapeutics, Inc. today announced that it has received a $4 million"
        " milestone payment from Brook Pharma plc for the start of a Phase 2 trial of ARB-101.",
        "EX-99.1",
    )
    assert set(parties(facts, deal)) == {"Arbor Therapeutics, Inc.", "Brook Pharma plc"}
    assert [(m.status, int(m.amount or 0)) for m in facts.milestones] == [("achieved", 4000000)]


def test_verbs_of_licensing_tell_who_grants() -> None:
    facts, deal = only(
        "The antibody was exclusively licensed from Brook University, and is in a clinical trial."
    )
    assert parties(facts, deal)["Brook University"] == "licensor"
