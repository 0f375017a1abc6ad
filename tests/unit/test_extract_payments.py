"""Payment terms and milestones, on sentences of our own."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from dealgraph.extract.mentions import Mention, MentionIndex
from dealgraph.extract.payments.find import find_payments
from dealgraph.extract.payments.milestone_cues import milestone_kind
from dealgraph.extract.reading import CompanyEntity, Deal, DrugEntity, MilestoneDraft, Reading
from dealgraph.extract.text import Page
from dealgraph.filing import Document, Filing

US, PARTNER = 0, 1


def read(
    text: str,
    types: tuple[str, ...] = ("license",),
    roles: tuple[str, str] = ("licensor", "licensee"),
    form: str = "10-K",
) -> Reading:
    """Read payments of one deal between the filer, Acme, and its partner, Borealis."""
    document = Document(1, form, "a.txt", text)
    reading = Reading(Filing("x.txt", form, (document,)), (Page.of(document),))
    reading.companies.entities = [
        CompanyEntity("Acme Therapeutics, Inc.", ["Acme"], filer=True),
        CompanyEntity("Borealis Pharma AG", ["Borealis"]),
    ]
    reading.companies.we = US
    found = [
        Mention(0, m.start(), m.end(), US, not m[0].startswith("Acme"))
        for m in re.finditer(r"\b(?:Acme(?: Therapeutics, Inc\.)?|[Ww]e|[Oo]ur|us|[Tt]he Company)\b", text)
    ]
    found += [Mention(0, m.start(), m.end(), PARTNER) for m in re.finditer(r"Borealis(?: Pharma AG)?", text)]
    reading.companies.mentions = MentionIndex(found)
    reading.substances.drugs = [DrugEntity("ABC-123")]
    reading.substances.drug_mentions = MentionIndex(
        Mention(0, m.start(), m.end(), 0) for m in re.finditer("ABC-123", text)
    )
    page = reading.pages[0]
    deal = Deal(
        list(types),
        [(US, roles[0]), (PARTNER, roles[1])],
        [page.span(0, 5)],
        sentences=[(0, s.index) for s in page.sentences],
    )
    reading.deals = [deal]
    find_payments(reading)
    return reading


def terms(reading: Reading) -> list[tuple[str, int | None]]:
    return [(t.kind, None if t.amount is None else int(t.amount)) for d in reading.deals for t in d.terms]


def milestone(text: str, **options: object) -> MilestoneDraft:
    reading = read(text, **options)  # type: ignore[arg-type]
    assert len(reading.milestones) == 1, [(m.amount, m.status, m.trigger) for m in reading.milestones]
    return reading.milestones[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Upon signing, Borealis paid us an upfront fee of $75 million.", [("upfront", 75000000)]),
        ("We received a $12 million initial payment from Borealis.", [("upfront", 12000000)]),
        ("The Company paid a non-refundable license issue fee of $150,000.", [("upfront", 150000)]),
        (
            "In exchange for the license we paid twenty million dollars ($20,000,000) in cash.",
            [("upfront", 20000000)],
        ),
        (
            "We received an upfront payment of ¥500 million ($4.6 million) from Borealis.",
            [("upfront", 500000000)],
        ),
        (
            "Borealis exercised its option and paid the option exercise fee of $30.0 million.",
            [("option fee", 30000000)],
        ),
        ("We paid $0.8 million to extend the option period to May 2019.", [("option fee", 800000)]),
        (
            "Borealis made an equity investment of $25 million in our common stock at $12.34 per share.",
            [("equity", 25000000)],
        ),
        ("We are required to pay annual maintenance fees of $25,000.", [("annual fee", 25000)]),
        ("We are obligated to pay an insignificant annual maintenance fee.", [("annual fee", None)]),
        (
            "We received $6 million in research funding over three years from Borealis.",
            [("funding", 6000000)],
        ),
        ("Borealis will fund up to $30 million of research and development costs.", [("funding", 30000000)]),
        (
            "We are eligible to receive up to $57.5 million in milestone payments.",
            [("milestones total", 57500000)],
        ),
        (
            "We could receive up to an additional $388 million in milestones.",
            [("milestones total", 388000000)],
        ),
        (
            "We may receive up to $600 million in contingent payments, including specified sales milestones.",
            [("milestones total", 600000000)],
        ),
        (
            "Acme may receive upfront and milestone payments totaling more than $40 million.",
            [("potential total", 40000000)],
        ),
        ("The deal has a total potential value of $667 million.", [("potential total", 667000000)]),
        (
            "As of June 30, 2022, we have paid Borealis milestones totaling $14.3 million.",
            [("other", 14300000)],
        ),
        (
            "To date, we have generated over $320 million in payments from this collaboration.",
            [("other", 320000000)],
        ),
        ("We paid a technology transfer payment of $0.5 million to Borealis.", [("other", 500000)]),
        ("The parties evenly split profits on sales of the product.", [("other", None)]),
        ("We will pay Borealis a percentage of sublicense income.", [("other", None)]),
        (
            "Borealis will pay undisclosed milestones and an undisclosed upfront payment.",
            [("milestones total", None), ("upfront", None)],
        ),
    ],
)
def test_terms(text: str, expected: list[tuple[str, int | None]]) -> None:
    reading = read(text)
    assert terms(reading) == expected
    assert reading.milestones == []


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        (
            "We must pay royalties in the mid-single digits to low teens on net sales.",
            ["in the mid-single digits to low teens"],
        ),
        ("Acme will be eligible to receive 15% royalties on net sales.", ["15%"]),
        (
            "We will receive a single-digit royalty on sales and a 50% share of sublicense revenue.",
            ["a single-digit"],
        ),
        ("Borealis shall pay a royalty of [***] percent of Net Sales.", ["[***] percent"]),
        ("We are eligible for royalties on net sales.", [None]),
        ("We granted Borealis a royalty-free licence.", []),
        ("Royalties of $3.2 million were recorded in 2020 and 2021.", []),
    ],
)
def test_royalties_keep_their_rate_as_stated(text: str, rates: list[str | None]) -> None:
    assert [t.rate for t in read(text).deals[0].terms if t.kind == "royalty"] == rates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We acquired all shares of Borealis for total consideration of $45.0 million, consisting of "
            "$20.0 million in cash.",
            [("purchase price", 45000000)],
        ),
        (
            "Acme will acquire Borealis for $12.00 per share in cash, or approximately $1.3 billion.",
            [("purchase price", 1300000000)],
        ),
    ],
)
def test_purchase_price(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert terms(read(text, types=("acquisition",), roles=("acquirer", "target"))) == expected


@pytest.mark.parametrize(
    ("text", "amount", "status", "kind", "trigger", "date", "payer"),
    [
        (
            "In January 2019, we earned a $35 million milestone payment from Borealis when Borealis "
            "initiated a Phase 2 study.",
            35,
            "achieved",
            "clinical",
            "Borealis initiated a Phase 2 study",
            "2019-01",
            PARTNER,
        ),
        (
            "In connection with the dosing of the first patient, we received a milestone payment of "
            "$12.5 million in May 2018.",
            12.5,
            "achieved",
            "clinical",
            "dosing of the first patient",
            "2018-05",
            PARTNER,
        ),
        (
            "In May 2019, the approval of the product in Japan triggered a $20.0 million milestone "
            "payment to Borealis.",
            20,
            "achieved",
            "regulatory",
            "approval of the product in Japan",
            "2019-05",
            US,
        ),
        (
            "On July 25, 2022 Borealis dosed the first patient in its Phase 3 trial, triggering an $8.0 "
            "million milestone payment recognized as revenue for the year ended December 31, 2022.",
            8,
            "achieved",
            "clinical",
            "Borealis dosed the first patient in its Phase 3 trial",
            "2022-07-25",
            PARTNER,
        ),
        (
            "In the first quarter of 2023, following the last delivery of drug supplies, Borealis "
            "became obligated to make a cash payment of $20.0 million.",
            20,
            "achieved",
            "manufacturing",
            "last delivery of drug supplies",
            "2023",
            PARTNER,
        ),
        (
            "Acme paid Borealis $1.5 million upon the first commercial sale of the product in the "
            "European Union in July 2015.",
            1.5,
            "achieved",
            "commercial",
            "first commercial sale of the product in the European Union",
            "2015-07",
            US,
        ),
        (
            "The Company recorded a charge of $4.0 million for a milestone payable to Borealis upon FDA "
            "approval of the device in June 2014.",
            4,
            "achieved",
            "regulatory",
            "FDA approval of the device",
            "2014-06",
            US,
        ),
        (
            "We expect to receive a $25.0 million milestone payment from Borealis following approval in "
            "Japan.",
            25,
            "expected",
            "regulatory",
            "approval in Japan",
            None,
            PARTNER,
        ),
        (
            "We agreed to pay Borealis $10.0 million within 30 days after the first commercial sale of "
            "the product in Canada.",
            10,
            "potential",
            "commercial",
            "first commercial sale of the product in Canada",
            None,
            US,
        ),
        (
            "We are entitled to a one-time payment of $15 million if annual net sales exceed $500 million.",
            15,
            "potential",
            "commercial",
            "annual net sales exceed $500 million",
            None,
            PARTNER,
        ),
    ],
)
def test_milestones(
    text: str, amount: float, status: str, kind: str, trigger: str, date: str | None, payer: int
) -> None:
    found = milestone(text)
    assert found.amount is not None
    assert (float(found.amount) / 1e6, found.status, found.kind, found.trigger, found.date) == (
        amount,
        status,
        kind,
        trigger,
        date,
    )
    assert (found.payer, found.payee) == (payer, 1 - payer)
    assert found.evidence[0].text == text


def test_a_release_dates_its_milestone() -> None:
    text = (
        "CAMBRIDGE, Mass., March 3, 2022 -- Acme Therapeutics, Inc. today announced that it has "
        "achieved a $15 million development "
        "milestone under its collaboration with Borealis Pharma AG. The milestone was triggered by the "
        "initiation of a Phase 1 trial of ABC-123."
    )
    found = milestone(text, form="EX-99.1")
    assert (found.status, found.date, found.trigger, found.kind) == (
        "achieved",
        "2022-03-03",
        "initiation of a Phase 1 trial of ABC-123",
        "clinical",
    )
    assert (found.payer, found.payee) == (PARTNER, US)
    assert len(found.evidence) == 2


def test_a_headline_without_dateline_gives_no_date() -> None:
    assert milestone("Acme Receives $5 Million Milestone Payment From Borealis").date is None


def test_events_respectively() -> None:
    text = (
        "We are required to pay Borealis $0.25 million, $0.5 million and $2.0 million upon IND filing, "
        "start of Phase 2 and NDA approval, respectively."
    )
    assert [(m.trigger, m.kind) for m in read(text).milestones] == [
        ("IND filing", "regulatory"),
        ("start of Phase 2", "clinical"),
        ("NDA approval", "regulatory"),
    ]


def test_repeated_mentions_are_one_milestone() -> None:
    text = (
        "In April 2020, we received a $5.0 million milestone payment from Borealis upon initiation of a "
        "Phase 2 trial. "
        "The $5.0 million milestone payment was received in April 2020."
    )
    found = milestone(text)
    assert len(found.evidence) == 2


def test_equal_payments_for_different_events_are_two() -> None:
    text = (
        "In May 2019, the approval in Japan triggered a $20.0 million milestone payment to Borealis. "
        "In March 2022, the launch in Brazil triggered an additional $20.0 million milestone payment to "
        "Borealis."
    )
    assert [m.date for m in read(text).milestones] == ["2019-05", "2022-03"]


def test_an_undisclosed_payment_exists_without_amount() -> None:
    found = milestone(
        "Acme received its first milestone payment from Borealis in connection with the start of a "
        "Phase 2 trial."
    )
    assert (found.amount, found.currency, found.status, found.trigger) == (
        None,
        None,
        "achieved",
        "start of a Phase 2 trial",
    )


def test_drugs_are_those_named_else_the_deals_only_one() -> None:
    assert milestone(
        "We received a $5 million milestone payment upon initiation of a Phase 2 trial of ABC-123."
    ).drugs == [0]
    reading = read("We are here.")
    assert reading.milestones == []


@pytest.mark.parametrize(
    "text",
    [
        "As of December 31, 2022, none of the milestones had been achieved and no milestone payments "
        "had been received.",
        "We did not achieve the $5 million milestone.",
        "We have no obligation to make any further milestone payments of $3 million.",
        "We recognized $5.4 million in revenue under the agreement for the year ended December 31, 2021.",
        "Research and development expense increased by $4.0 million.",
        "The Company incurred $0.06 million and $0.04 million of license maintenance fees in 2023 and "
        "2022, respectively.",
        "Rent under the lease is $1.2 million a year.",
        "In March 2020 we sold 5,000,000 shares in a public offering with net proceeds of $56.3 million.",
        "The fair market value of our investment was $29.0 million.",
        "If annual net sales exceed $500 million, the parties will meet.",
    ],
)
def test_what_is_no_payment_of_the_deal(text: str) -> None:
    reading = read(text)
    assert reading.milestones == []
    assert terms(reading) == []


SCHEDULE = """5.2 Milestone Payments. Borealis shall make the following milestone payments to Acme:

Milestone Event\tMilestone Payment
1. Dosing of the first patient in a Phase 2 Clinical Trial\t$5,000,000
2. Acceptance of an NDA by the FDA\t[***]
3. First Calendar Year in which Annual Net Sales exceed $500,000,000\tUS$50 million
Total\t$90,000,000

5.3 Royalties. Borealis shall pay Acme royalties on Net Sales:
Up to $100 million\t8%
"""


def test_a_table_gives_a_milestone_a_row() -> None:
    reading = read(SCHEDULE, form="EX-10.1")
    assert [(None if m.amount is None else int(m.amount), m.kind, m.trigger) for m in reading.milestones] == [
        (5000000, "clinical", "Dosing of the first patient in a Phase 2 Clinical Trial"),
        (None, "regulatory", "Acceptance of an NDA by the FDA"),
        (50000000, "commercial", "First Calendar Year in which Annual Net Sales exceed $500,000,000"),
    ]
    assert {(m.payer, m.payee, m.status) for m in reading.milestones} == {(PARTNER, US, "potential")}


def test_list_items_may_give_the_payment_first() -> None:
    text = (
        "4.3 Milestones. Borealis shall pay to Acme the following milestone payments:\n\n"
        "(a) Two Million Dollars ($2,000,000) upon the filing of an IND for the first Licensed Product;\n\n"
        "(b) upon initiation of the first Phase III Clinical Trial, Five Million Dollars ($5,000,000); "
        "provided that [***]; and\n\n"
        "(c) $[*] upon Regulatory Approval in the United States.\n\n"
        "4.4 Reports. Borealis shall report."
    )
    assert [
        (None if m.amount is None else int(m.amount), m.trigger)
        for m in read(text, form="EX-10.1").milestones
    ] == [
        (2000000, "filing of an IND for the first Licensed Product"),
        (5000000, "initiation of the first Phase III Clinical Trial"),
        (None, "Regulatory Approval in the United States"),
    ]


def test_a_table_that_lost_its_lines_is_read_pair_by_pair() -> None:
    text = (
        "5.3 Milestones. Borealis shall pay Acme the milestone payments set forth in the table below.\n\n"
        "Milestone Event Milestone Payment Upon the first occasion that Net Sales exceed US$[***] US$[***] "
        "Upon the second occasion that Net Sales exceed US$[***] US$[***]"
    )
    assert [m.trigger for m in read(text, form="EX-10.1").milestones] == [
        "first occasion that Net Sales exceed US$[***]",
        "second occasion that Net Sales exceed US$[***]",
    ]


def test_rows_of_redactions_only_are_one_milestone() -> None:
    text = (
        "6.3 Regulatory Milestones. Borealis shall pay Acme the milestone payments set forth below.\n\n"
        "Regulatory Milestone Event Milestone Payment [***] [***] [***] [***] [***] [***]"
    )
    found = milestone(text, form="EX-10.1")
    assert (found.amount, found.trigger, found.kind) == (None, None, "regulatory")


def test_a_table_in_thousands() -> None:
    text = (
        "Under the agreement, we may be required to make milestone payments as follows:\n\n(in "
        "thousands)\nIND filing\t$ 250\nApproval\t1,000\n"
    )
    assert [int(m.amount or 0) for m in read(text).milestones] == [250000, 1000000]


def test_money_for_shares_goes_to_the_deal_about_shares() -> None:
    reading = read(
        "Borealis paid us an upfront fee of $10 million and purchased shares of our common stock for $5 "
        "million."
    )
    reading.deals.append(
        Deal(
            ["equity"],
            list(reading.deals[0].parties),
            reading.deals[0].evidence,
            sentences=list(reading.deals[0].sentences),
        )
    )
    for deal in reading.deals:
        deal.terms = []
    find_payments(reading)
    assert [[(t.kind, int(t.amount or 0)) for t in d.terms] for d in reading.deals] == [
        [("upfront", 10000000)],
        [("equity", 5000000)],
    ]


def test_the_filers_own_deal_goes_before_one_between_others() -> None:
    reading = read(
        "Borealis has a licence from Cassini. Borealis is eligible to receive up to $220.0 million in "
        "milestone payments."
    )
    reading.companies.entities.append(CompanyEntity("Cassini"))
    page = reading.pages[0]
    first, second = page.sentences
    reading.deals[0].terms = []
    reading.deals.append(
        Deal(
            ["license"],
            [(PARTNER, "licensee"), (2, "licensor")],
            [page.span(first.start, first.end)],
            sentences=[(0, first.index), (0, second.index)],
        )
    )
    reading.deals[0].sentences = []
    find_payments(reading)
    assert [len(d.terms) for d in reading.deals] == [1, 0]


def test_every_row_of_the_kinds_table_is_used() -> None:
    from importlib.resources import files

    table = files("dealgraph.extract").joinpath("tables", "milestone_kinds.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    assert len(rows) > 40
    for kind, cue in rows:
        assert kind in ("manufacturing", "commercial", "regulatory", "clinical", "preclinical")
        assert re.compile(cue)
    assert milestone_kind("technology transfer") == "manufacturing"
    assert milestone_kind("selection of a development candidate") == "preclinical"
    assert milestone_kind("something else") == "other"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme may receive up to $90 million in option fees and clinical and regulatory milestone payments.",
         [("potential total", 90_000_000)]),
        ("Acme could receive more than $40 million in fees and milestone payments.",
         [("potential total", 40_000_000)]),
        ("Acme is eligible to receive up to $40 million in clinical milestone payments.",
         [("milestones total", 40_000_000)]),
        ("Acme will receive $60 million upfront, potential milestone payments exceeding $800 million, and more.",
         [("upfront", 60_000_000), ("milestones total", 800_000_000)]),
        ("Upfront payment, due on signing\t$1.0 million", [("upfront", 1_000_000)]),
        ("Under the agreement, Borealis will fund Acme's research.", [("funding", None)]),
        ("Under the agreement, Borealis will fund its own research.", []),
        ("Acme owes no termination fee, and will receive no further milestone payments.", []),
    ],
)  # fmt: skip
def test_kinds_told_together_and_parts_of_rows(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert terms(read(text)) == expected


def test_part_of_a_total_is_a_milestone() -> None:
    found = milestone("Twenty million dollars of the milestones is payable upon dosing of the first patient.")
    assert (found.amount, found.status, found.kind) == (Decimal(20_000_000), "potential", "clinical")


def test_what_was_paid_at_signing_achieves_no_later_payment() -> None:
    text = "The agreement calls for $5 million: $2 million paid at signing and $3 million upon approval in Europe."
    found = [(int(m.amount or 0), m.status) for m in read(text).milestones]
    assert (3_000_000, "potential") in found
    assert "achieved" not in {status for _, status in found}


def test_payment_kept_undisclosed_on_an_event_is_a_milestone() -> None:
    kept = "Acme may receive further payments upon approval in Japan; the amount has not been disclosed."
    found = milestone(kept)
    assert (found.amount, found.status, found.kind) == (None, "potential", "regulatory")
    assert not read("Acme may receive further payments upon approval in Japan.").milestones


def test_event_of_a_payment_is_told_by_the_next_sentence() -> None:
    reading = read(
        "Acme was paid $2.0 million by Borealis. The payment became due under the license agreement when Acme "
        "showed that it can manufacture ABC-123."
    )
    (found,) = reading.milestones
    assert (found.kind, found.payer, found.payee) == ("manufacturing", PARTNER, US)
    assert terms(reading) == []


def test_date_of_the_agreement_is_not_the_milestone_s() -> None:
    found = milestone(
        "The start of a trial triggers a milestone payment of $2 million under the agreement of July 2003."
    )
    assert found.date is None
