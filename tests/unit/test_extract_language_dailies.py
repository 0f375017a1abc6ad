"""The language of daily news of deals: who pays whom, what is bought, and names that the wires shorten."""

from __future__ import annotations

import pytest

from dealgraph.facts import FilingFacts

from .releases import drugs, read, roles

ARBOR, KELVANE = "Arbor Therapeutics, Inc.", "Kelvane Pharma"


def _terms(facts: FilingFacts) -> set[tuple[str, int]]:
    return {(t.kind, int(t.amount or 0)) for a in facts.agreements for t in a.terms}


def test_an_abbreviated_company_with_its_ticker_is_a_party() -> None:
    facts = read("Eli Lilly and Co. (LLY) and Arbor Therapeutics, Inc. (ARB) announced a license agreement.")
    assert len(facts.agreements[0].parties) == 2


def test_a_short_name_in_the_plural() -> None:
    facts = read(
        "Kelvane and Lixan Pharmaceutical Technology Co., Ltd. announced today that Kelvane has licensed Lixan "
        "Pharmaceuticals' new PD-1 antibody LM-299."
    )
    assert "Lixan Pharmaceutical Technology Co., Ltd." in roles(facts)


def test_who_is_paid_for_a_license_gives_it() -> None:
    facts = read(
        "Arbor announced that it will receive an upfront payment of $40 million for a license and collaboration "
        "agreement for its platform from US company Kelvane Pharma."
    )
    assert roles(facts) == {ARBOR: "licensor", KELVANE: "licensee"}


def test_a_waiting_period_that_is_terminated_ends_no_deal() -> None:
    facts = read(
        "Arbor announced that the FTC terminated the waiting period under the Hart-Scott-Rodino Act with respect to "
        "its pending acquisition of Kelvane Therapeutics."
    )
    assert [a.status for a in facts.agreements] == ["in force"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (
            "Arbor has completed its acquisition of Kelvane Pharma. It has made a payment of $255 million to "
            "Kelvane's shareholders.",
            255_000_000,
        ),
        (
            "Arbor announced that it acquired marketing rights to branded products from Kelvane Pharma. The Company "
            "paid $3.6 million in cash for rights to the products and inventory.",
            3_600_000,
        ),
        (
            "Arbor has entered into an agreement with Kelvane Pharma over the purchase of a number of products. The "
            "company is to pay $28.2 million to gain the rights to them.",
            28_200_000,
        ),
    ],
)
def test_what_is_paid_for_things_is_their_price(text: str, amount: int) -> None:
    assert ("purchase price", amount) in _terms(read(text))


def test_who_signs_over_the_purchase_of_products_buys() -> None:
    facts = read(
        "Arbor has entered into an agreement with Kelvane Pharma over the purchase of a number of products."
    )
    assert roles(facts) == {ARBOR: "buyer", KELVANE: "seller"}


def test_common_medicines_that_are_sold_are_the_deals() -> None:
    found = drugs(
        "Arbor will sell four products, clindamycin injection, acetylcysteine inhalation solution, voriconazole and "
        "melphalan injections, to Kelvane Pharma."
    )
    assert set(found) == {"clindamycin", "acetylcysteine", "voriconazole", "melphalan"}


def test_a_payment_to_develop_something_is_a_deal() -> None:
    facts = read(
        "Arbor will receive a $70 million payment from Kelvane Pharma to develop T-cell therapies for cancer."
    )
    assert set(roles(facts)) == {ARBOR, KELVANE}


@pytest.mark.parametrize(
    "told",
    [
        "The FDA accepted the NDA for ARB-204. Its partner Kelvane Pharma will now pay Arbor $10 million.",
        "The start of a trial of ARB-204 triggers a payment of $3 million from Kelvane Pharma, Arbor's partner in "
        "Asia.",
    ],
)
def test_whose_partner_a_company_is(told: str) -> None:
    assert set(roles(read(told))) == {ARBOR, KELVANE}


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("announced an end to their $1 billion deal to develop ARB-204", "terminated"),
        ("have called off their collaboration on ARB-204", "terminated"),
        ("have expanded their collaboration on ARB-204", "in force"),
    ],
)
def test_deals_that_are_called_off(told: str, status: str) -> None:
    assert [a.status for a in read(f"Arbor and Kelvane Pharma {told}.").agreements] == [status]


@pytest.mark.parametrize(
    ("told", "licensor"),
    [
        ("Arbor has struck another deal, this time out-licensing its technology to Kelvane Pharma.", ARBOR),
        ("Arbor has acquired from Kelvane Pharma a global exclusive license to the vaccine KP-179.", KELVANE),
    ],
)
def test_who_out_licenses(told: str, licensor: str) -> None:
    assert roles(read(told))[licensor] == "licensor"


def test_a_company_is_tapped() -> None:
    facts = read(
        "Kelvane Pharma tapped Arbor in a potential $745 million collaboration aimed at developing a somatostatin "
        "receptor 2 radiotherapeutic for cancer."
    )
    assert set(roles(facts)) == {ARBOR, KELVANE}
    assert {a.name for a in facts.antigens} == {"somatostatin receptor 2"}


def test_a_drug_given_in_exchange() -> None:
    found = drugs(
        "Arbor has licensed Kelvane Pharma's antibody LM-299. Arbor gains a license to sell LM-299 in exchange for "
        "cash."
    )
    assert set(found) == {"LM-299"}


def test_targets_that_are_crossed_and_bound() -> None:
    assert drugs(
        "Kelvane Pharma returned to Arbor the TIGITxCD96-targeting bispecific antibody ARB-1777."
    ) == {"ARB-1777": {"TIGIT", "CD96"}}
    assert drugs(
        "Arbor licensed KP-91, a radioligand binding specifically to neurotensin receptor 1 (NTSR1), to Kelvane Pharma."
    ) == {"KP-91": {"neurotensin receptor 1"}}


def test_total_payments_and_what_they_include() -> None:
    facts = read(
        "Arbor and Kelvane Pharma will collaborate on ARB-204. Arbor is to receive up to $95 million in total "
        "payments, including up to $39 million in pre-commercialization milestones."
    )
    assert _terms(facts) == {("potential total", 95_000_000), ("milestones total", 39_000_000)}


def test_a_sentence_full_of_countries_is_no_headline() -> None:
    facts = read(
        "Arbor out-licensed ARB-204 to Kelvane Pharma. Kelvane gains rights to develop it in the U.S., Canada, Mexico, "
        "Norway, Switzerland and Japan."
    )
    assert [a.territory for a in facts.agreements] == [
        "the U.S., Canada, Mexico, Norway, Switzerland and Japan"
    ]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (
            "Arbor's shareholders voted to approve the company's sale to Kelvane Pharma for $1.1 billion.",
            ["acquisition"],
        ),
        (
            "Kelvane Pharma takes over the worldwide development of Arbor's ARB-204, paying $50 million now.",
            ["license"],
        ),
        (
            "Arbor and Kelvane Pharma ended their patent dispute. Kelvane will pay Arbor $45 million and receives a "
            "non-exclusive license to Arbor's patents.",
            ["other"],
        ),
    ],
)
def test_deals_told_by_what_is_done(text: str, types: list[str]) -> None:
    assert [list(a.types) for a in read(text).agreements] == [types]


def test_a_dispute_that_ends_has_no_buyer() -> None:
    facts = read("Arbor and Kelvane Pharma ended their patent dispute. Kelvane will pay Arbor $45 million.")
    assert set(roles(facts).values()) == {"partner"}


def test_an_amendment_of_an_agreement_with_its_year() -> None:
    facts = read(
        "Arbor and Kelvane Pharma announced today that they have amended their 2003 license agreement for ARB-204. "
        "Arbor receives $12 million at once and may receive $30 million more in milestones."
    )
    assert [a.date for a in facts.agreements] == ["2003"]
    assert ("upfront", 12_000_000) in _terms(facts)


def test_a_grant_and_a_milestone_among_revenues() -> None:
    facts = read("The Gates Foundation has awarded Arbor $9.3 million to develop its malaria vaccine ARB-12.")
    assert _terms(facts) == {("funding", 9_300_000)}
    facts = read(
        "Arbor reported revenue of $12.4 million, which included a $10 million milestone from Kelvane Pharma for "
        "the start of a phase 3 trial of ARB-204."
    )
    assert [(m.status, int(m.amount or 0)) for m in facts.milestones] == [("achieved", 10_000_000)]
