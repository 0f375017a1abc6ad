"""Who makes, supplies and serves for whom, what was paid up to now, and partners who are only called so."""

from __future__ import annotations

import pytest

from .releases import read, roles

LEAD = "BASEL, March 3, 2005 -- "
US, THEM = "Arbor Therapeutics, Inc.", "Kelvane Pharma AG"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("reached a deal with Kelvane Pharma AG to provide manufacturing capacity for its vaccine", "manufacturing"),
        ("agreed to provide process development services for Kelvane Pharma AG's drug candidate KP-7", "services"),
    ],
)  # fmt: skip
def test_who_provides_is_the_supplier(text: str, kind: str) -> None:
    facts = read(f"{LEAD}{US} today announced that it has {text}.")
    assert [a.types for a in facts.agreements] == [(kind,)]
    assert roles(facts) == {US: "supplier", THEM: "customer"}


def test_whom_one_signs_with_to_manufacture_is_the_supplier() -> None:
    facts = read(f"{LEAD}{US} has signed an agreement with {THEM} to manufacture the drug candidate ARB-211.")
    assert roles(facts) == {THEM: "supplier", US: "customer"}


def test_a_task_order_of_an_agency_is_a_deal() -> None:
    facts = read(
        f"{LEAD}{US} has received a task order worth $28 million under an existing contract with the US government's "
        "Biomedical Advanced Research and Development Authority (BARDA) for the manufacture of a vaccine candidate."
    )
    (deal,) = facts.agreements
    assert deal.types == ("manufacturing",)


@pytest.mark.parametrize(
    "verb", ["has cut a deal", "landed its first licensing deal", "unveiled a collaboration"]
)
def test_further_words_for_signing(verb: str) -> None:
    facts = read(f"{LEAD}{US} {verb} with {THEM} to discover small molecules for cancer.")
    assert set(roles(facts)) == {US, THEM}


def test_what_partners_do_under_an_agreement_is_no_other_one() -> None:
    facts = read(
        f"{LEAD}{US} and {THEM} announced a sublicensing agreement to enable Arbor, in collaboration with Kelvane, to "
        "develop a treatment of head and neck cancer."
    )
    assert [a.types for a in facts.agreements] == [("license",)]


@pytest.mark.parametrize("called", ["partner", "its Tokyo-listed partner"])
def test_who_is_only_called_a_partner(called: str) -> None:
    facts = read(
        f"{LEAD}{US} announced that {called} {THEM} has started a trial of the drug candidate ARB-211."
    )
    assert roles(facts) == {US: "partner", THEM: "partner"}


@pytest.mark.parametrize("tail", ["Solutions", "Group", "International"])
def test_what_follows_a_word_of_the_trade_is_part_of_the_name(tail: str) -> None:
    facts = read(f"{LEAD}Torvia Biopharma {tail} has signed a license agreement with {THEM} for ARB-211.")
    assert f"Torvia Biopharma {tail}" in {c.name for c in facts.companies}


def terms(text: str) -> set[tuple[str, int | None]]:
    facts = read(f"{LEAD}{US} and {THEM} have signed a license agreement for ARB-211. {text}")
    return {(t.kind, None if t.amount is None else int(t.amount)) for t in facts.agreements[0].terms}


def test_what_was_paid_in_all_up_to_now() -> None:
    text = "The total milestone payments from Kelvane to Arbor amount to $38 million to date."
    assert terms(text) == {("other", 38_000_000)}


def test_the_greater_of_a_share_and_an_amount_is_no_payment() -> None:
    text = "Kelvane pays an annual license fee and royalties of the greater of 2% of net sales or $100,000."
    assert terms(text) == {("annual fee", None), ("royalty", None)}


def test_a_payment_on_shipment_is_for_that() -> None:
    facts = read(
        f"{LEAD}{US} and {THEM} have signed a license agreement for ARB-211. A further $3 million is payable on "
        "shipment of launch stock, scheduled for the first quarter of 2006."
    )
    (milestone,) = facts.milestones
    assert (milestone.trigger or "").startswith("shipment of launch stock")


def test_a_hopeful_is_no_drug() -> None:
    news = "Kelvane's vaccine hopeful for the virus, KPV-711, moved to late stage trials"
    assert [d.name for d in read(f"{LEAD}{US} today announced that {news}.").drugs] == ["KPV-711"]
