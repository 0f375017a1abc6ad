"""The language of releases on what happens to deals: payments that tell of a deal, ends told ahead, awards, careers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .releases import read, roles

PLACE = "BOSTON, May 4, 2011 - "


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Orvane Bio, Inc. got $25 million from Kelvane AG for dosing the first patient with ABR-77.", 25),
        ("Kelvane AG paid Orvane Bio, Inc. $4 million after the first patient was dosed with ABR-77.", 4),
        ("Kelvane AG's dosing of the first patient triggers a $3 million milestone payment to Orvane Bio, Inc.", 3),
        ("Orvane Bio, Inc. said that it will be paid $2 million by Kelvane AG because ABR-77 entered a trial.", 2),
        ("Orvane Bio, Inc. has achieved a milestone with Kelvane AG worth $5 million on approval of ABR-77.", 5),
        ("Orvane Bio, Inc. announced that Kelvane AG has begun dosing patients. The start of the trial "
         "triggered a milestone payment of $6 million to Orvane Bio.", 6),
        ("Orvane Bio, Inc. has earned a $7 million milestone payment. Kelvane AG will make the payment after "
         "it dosed a patient with ABR-77, a vaccine.", 7),
        ("Orvane Bio, Inc. today announced that Kelvane AG selected a candidate, triggering an $8 million "
         "milestone.", 8),
    ],
)  # fmt: skip
def test_a_payment_for_a_step_tells_of_a_deal(text: str, amount: int) -> None:
    facts = read(PLACE + text)
    names = {c.id: c.name for c in facts.companies}
    assert [a.types for a in facts.agreements] == [("collaboration",)]
    assert [a.date for a in facts.agreements] == [None]
    assert [(m.amount, m.status) for m in facts.milestones] == [(Decimal(amount * 1_000_000), "achieved")]
    paid = facts.milestones[0]
    assert (names[paid.payer or ""], names[paid.payee or ""]) == ("Kelvane AG", "Orvane Bio, Inc.")


@pytest.mark.parametrize(
    "text",
    [
        "Orvane Bio, Inc. received $5 million from Kelvane Partners for common stock to fund a Phase 2 trial.",
        "Orvane Bio, Inc. may receive a milestone payment if Kelvane AG starts a trial of ABR-77, a vaccine.",
        "Orvane Bio, Inc. dosed the first patient with ABR-77, a vaccine, at Kelvane Hospital.",
        "Orvane Bio, Inc. named Ann Lee as chief. Ms. Lee was with Birch Pharma (acquired by Kelvane AG) before.",
    ],
)
def test_what_tells_of_no_deal(text: str) -> None:
    facts = read(PLACE + text)
    assert facts.agreements == ()
    assert facts.milestones == ()


def test_the_agreement_named_behind_a_payment_gives_its_types() -> None:
    facts = read(
        PLACE + "Orvane Bio, Inc. has earned $25 million from Kelvane AG for the start of a trial of ABR-77. "
        "Under the May 2009 collaboration and license agreement, Orvane Bio may receive royalties."
    )
    assert [a.types for a in facts.agreements] == [("collaboration", "license")]


@pytest.mark.parametrize(
    "text",
    [
        "Kelvane AG has informed it that Kelvane will end their license agreement on ABR-77, an antibody.",
        "its license agreement with Kelvane AG for ABR-77, an antibody, is coming to an end. The license agreement "
        "will end on May 31.",
        "Kelvane AG plans to terminate the license agreement for ABR-77, an antibody.",
        "Kelvane AG has chosen not to renew the license agreement for ABR-77, an antibody.",
        "it received notice of Kelvane AG's decision to end the license agreement for ABR-77, an antibody.",
    ],
)
def test_ends_told_ahead(text: str) -> None:
    facts = read(PLACE + "Orvane Bio, Inc. today announced that " + text)
    assert [(a.types, a.status) for a in facts.agreements] == [(("license",), "terminated")]


def test_who_gives_the_rights_back_ends_the_deal() -> None:
    facts = read(
        PLACE
        + "Orvane Bio, Inc. said that Kelvane AG elected to stop its part in ABR-77, a vaccine, ending the June "
        "1998 binding letter of intent and giving back all rights."
    )
    assert [(a.types, a.status) for a in facts.agreements] == [(("license",), "terminated")]


def test_a_termination_is_whose_act_it_is() -> None:
    facts = read(
        PLACE + "Orvane Bio, Inc. announced Kelvane AG's termination of the license agreement for ABR-77."
    )
    assert [(a.status, set(roles(facts, n))) for n, a in enumerate(facts.agreements)] == [
        ("terminated", {"Kelvane AG", "Orvane Bio, Inc."})
    ]


def test_royalties_of_some_percent_are_no_sale_of_royalties() -> None:
    facts = read(
        PLACE
        + "Orvane Bio, Inc. will receive a milestone payment from Kelvane AG, Orvane's licensee, upon approval "
        "of ABR-77, plus 15 to 19 percent royalties."
    )
    assert [a.types for a in facts.agreements] == [("license",)]
    assert roles(facts, 0) == {"Orvane Bio, Inc.": "licensor", "Kelvane AG": "licensee"}


@pytest.mark.parametrize(
    "text",
    [
        "The Birch Foundation has made an award of up to $10 million to Orvane Bio, Inc. for its vaccines.",
        "Orvane Bio, Inc. develops ABR-77, a vaccine. The program is funded in part under a contract with the "
        "Birch Foundation.",
        "Orvane Bio, Inc. began a trial of ABR-77, a vaccine, supported by a $3 million grant from the Birch "
        "Foundation.",
    ],
)
def test_awards(text: str) -> None:
    facts = read(PLACE + text)
    assert [a.types[0] for a in facts.agreements] == ["research"]
    assert set(roles(facts, 0)) == {"Orvane Bio, Inc.", "Birch Foundation"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Orvane Bio, Inc. announced that it will sell all of its units in Orvane Royalty Company, LLC, with the "
         "royalties on ABR-77, a vaccine, to Kelvane AG for $90 million.", "other"),
        ("Orvane Bio, Inc. today signed a definitive agreement under which Kelvane AG will buy substantially all of "
         "its assets, ABR-77, a vaccine, among them.", "asset purchase"),
        ("Orvane Bio, Inc. and Kelvane AG today announced that Kelvane will acquire all of the U.S. rights to ABR-77, "
         "a vaccine.", "asset purchase"),
        ("Orvane Bio, Inc. announces the disposal of its rights in ABR-77, a vaccine, to Kelvane AG.",
         "asset purchase"),
    ],
)  # fmt: skip
def test_what_a_company_sells_of_itself(text: str, kind: str) -> None:
    facts = read(PLACE + text)
    assert [a.types for a in facts.agreements] == [(kind,)]
    assert roles(facts, 0) == {"Orvane Bio, Inc.": "seller", "Kelvane AG": "buyer"}


def test_money_raised_beside_a_merger_is_no_price() -> None:
    facts = read(
        PLACE
        + "Orvane Bio, Inc. and Kelvane AG announced a merger agreement for ABR-77, a vaccine. Orvane merges with "
        "Kelvane AG, and funds bought $75 million of Orvane common stock in a private placement."
    )
    assert [[t.kind for t in a.terms] for a in facts.agreements] == [[]]


def test_a_milestone_is_of_the_drug_told_right_before() -> None:
    facts = read(
        PLACE
        + "Arbor Therapeutics, Inc. reported its quarter. It began a trial of ABR-80, a vaccine.\n\nThe agency "
        "approved ABR-77, an anti-CD19 antibody, in July. Arbor received a $25 million milestone payment from Kelvane "
        "AG upon approval."
    )
    names = {d.id: d.name for d in facts.drugs}
    assert [[names[d] for d in m.drugs] for m in facts.milestones] == [["ABR-77"]]
    assert [[names[d] for d in a.drugs] for a in facts.agreements] == [["ABR-77"]]


def test_when_a_deal_was_made_is_not_when_a_milestone_was_paid() -> None:
    facts = read(
        PLACE
        + "In line with their June 2004 collaboration, Orvane Bio, Inc. paid Kelvane AG a $1 million milestone "
        "triggered by the dosing of the first patient with ABR-77."
    )
    assert [m.date for m in facts.milestones] == ["2011-05-04"]
    assert [a.date for a in facts.agreements] == ["2004-06"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Orvane Bio, Inc. said that ABR-77, a vaccine from Kelvane AG, won approval. With the approval Orvane earns a "
         "$5 million milestone fee.", "achieved"),
        ("Orvane Bio, Inc. said that ABR-77, sold by Kelvane AG, was approved in Japan, for which it receives a "
         "milestone of $5 million.", "achieved"),
        ("Orvane Bio, Inc. announced that the approval of Kelvane AG's ABR-77 brings it a milestone of $5 million.",
         "achieved"),
        ("Orvane Bio, Inc. announced first dosing in the trial of ABR-77 conducted by Kelvane AG. A $5 million "
         "milestone payment is now due to Orvane Bio.", "expected"),
        ("Orvane Bio, Inc. announced that it has achieved the third milestone in its collaboration with Kelvane AG on "
         "vaccines and will receive $5 million.", "achieved"),
    ],
)  # fmt: skip
def test_whose_drug_it_is_pays(text: str, status: str) -> None:
    facts = read(PLACE + text)
    names = {c.id: c.name for c in facts.companies}
    assert [a.types for a in facts.agreements] == [("collaboration",)]
    assert [(m.amount, m.status, names[m.payer or ""]) for m in facts.milestones] == [
        (Decimal(5_000_000), status, "Kelvane AG")
    ]


def test_what_is_owed_on_an_approval_to_come_is_potential() -> None:
    facts = read(
        PLACE
        + "Orvane Bio, Inc. licensed ABR-77, a vaccine, to Kelvane AG under a license agreement. Kelvane paid a "
        "license fee of $13 million and owes a further $19 million on FDA approval, which is anticipated by 2013."
    )
    assert [(m.amount, m.status) for m in facts.milestones] == [(Decimal(19_000_000), "potential")]


@pytest.mark.parametrize(
    "text",
    [
        "Orvane Bio, Inc. and Kelvane AG signed a termination agreement on May 1, 2011 by which the rights to ABR-77, "
        "a vaccine, return to Orvane.",
        "Orvane Bio, Inc. entered into a termination and transition agreement with Kelvane AG for the rights to "
        "ABR-77, a vaccine.",
    ],
)
def test_a_termination_agreement_tells_of_the_one_that_it_ends(text: str) -> None:
    facts = read(PLACE + text)
    assert [(a.types, a.status) for a in facts.agreements] == [(("license",), "terminated")]


def test_an_agency_is_to_provide_money() -> None:
    facts = read(
        PLACE + "The Birch Foundation is to provide Orvane Bio, Inc. with up to $56 million for ABR-77."
    )
    assert [a.types for a in facts.agreements] == [("research",)]


def test_who_is_paid_the_milestones_of_a_licence_gave_it() -> None:
    facts = read(
        PLACE
        + "Kelvane AG dosed a patient with ABR-77, a vaccine, under its license agreement with Orvane Bio, Inc., "
        "which triggered a $5 million milestone payment to Orvane Bio."
    )
    assert roles(facts, 0) == {"Orvane Bio, Inc.": "licensor", "Kelvane AG": "licensee"}


def test_who_sells_under_a_licence_has_taken_it() -> None:
    facts = read(
        PLACE
        + "Orvane Bio, Inc. holds patents. Kelvane AG sells ABR-77, a vaccine, in the U.S. under a June 2003 "
        "license with Orvane Bio."
    )
    assert roles(facts, 0) == {"Orvane Bio, Inc.": "licensor", "Kelvane AG": "licensee"}


def test_an_event_told_before_earns_a_milestone() -> None:
    facts = read(
        PLACE
        + "Orvane Bio, Inc. reports that its partner Kelvane AG won approval in Japan of ABR-77, a vaccine. Orvane "
        "thereby earns a $10 million milestone payment."
    )
    assert [(m.kind, m.trigger) for m in facts.milestones] == [
        ("regulatory", "partner Kelvane AG won approval in Japan of ABR-77, a vaccine")
    ]


def test_a_milestone_paid_without_an_amount() -> None:
    facts = read(
        PLACE
        + "Orvane Bio, Inc. announced that Kelvane AG has paid it the second milestone under the companies' "
        "vaccines collaboration, for delivering a candidate."
    )
    assert [(m.amount, m.status, m.trigger) for m in facts.milestones] == [
        (None, "achieved", "delivering a candidate")
    ]


def test_a_signing_told_by_one_party_is_of_the_deal_spoken_of() -> None:
    facts = read(
        PLACE
        + "Orvane Bio, Inc. today announced the closing of the sale of its ABR-77 business, a vaccine, to Kelvane "
        "AG for $80 million. Orvane Bio had signed the asset purchase agreement on March 10, 2011."
    )
    assert [(a.types, a.date) for a in facts.agreements] == [(("asset purchase",), "2011-03-10")]
