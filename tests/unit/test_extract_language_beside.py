"""What a release tells beside its news: where a drug comes from, what it is combined with, whom a payment is for."""

from __future__ import annotations

import pytest

from .releases import drugs, read, roles

LEAD = "BASEL, March 3, 2005 -- "
US, THEM = "Arbor Therapeutics, Inc.", "Kelvane Pharma AG"


@pytest.mark.parametrize(
    "origin",
    [
        "an anti-inflammatory drug it acquired from Basel-based Kelvane Pharma AG",
        "which it bought from Kelvane Pharma AG in 2003",
        "a compound that the company purchased from Kelvane Pharma AG",
        "acquired from Kelvane Pharma AG two years ago",
        "an oral kinase inhibitor it had previously acquired in 2003 from Kelvane Pharma AG",
        "which was acquired by Arbor Therapeutics, Inc. from Kelvane Pharma AG",
    ],
)
def test_from_whom_a_drug_was_bought(origin: str) -> None:
    facts = read(f"{LEAD}{US} today announced a phase II trial of ARB-211, {origin}.")
    assert roles(facts) == {US: "buyer", THEM: "seller"}
    assert [a.types for a in facts.agreements] == [("asset purchase",)]
    assert [d.name for d in facts.drugs] == ["ARB-211"]


@pytest.mark.parametrize(
    "text",
    [
        "may sell ARB-211 acquired from Kelvane Pharma AG if regulators agree",
        "gives patients ARB-211 tablets purchased from Kelvane Pharma AG at market prices",
    ],
)
def test_goods_bought_tell_no_origin(text: str) -> None:
    assert not read(f"{LEAD}{US} today announced that it {text}.").agreements


def test_a_payment_is_for_the_company_named_behind_it() -> None:
    facts = read(
        f"{LEAD}{US} and {THEM} have signed a license agreement for ARB-211. The start of a phase II trial triggered "
        "an $18 million milestone payment for Kelvane. A $10 million milestone tied to the launch of another phase II "
        "study is expected later this year."
    )
    names = {c.id: c.name for c in facts.companies}
    first, second = facts.milestones
    assert (names[first.payer or ""], names[first.payee or ""]) == (US, THEM)
    assert (second.kind, second.status) == ("clinical", "expected")
    assert second.trigger == "launch of another phase II study"


@pytest.mark.parametrize(
    "text",
    [
        "The study will evaluate the efficacy and safety of three doses of once weekly Glymora compared to placebo.",
        "Enrollment is complete in a Phase 3 study of once-daily Glymora in patients with ulcerative colitis.",
        "A trial of inhaled Glymora versus matched placebo has begun.",
        "Patients who received Glymora or placebo did equally well.",
    ],
)
def test_what_is_tried_in_patients_or_against_placebo_is_a_drug(text: str) -> None:
    assert list(drugs(f"{LEAD}{US} today announced news of a trial. {text}")) == ["Glymora"]


def test_a_place_or_partner_of_a_study_is_no_drug() -> None:
    text = "The study in Glymora in collaboration with Velbrane in patients with gout has ended."
    assert not drugs(f"{LEAD}{US} today announced news of a trial. {text}")


@pytest.mark.parametrize(
    "text",
    [
        "AT-101, its CD47 antibody, in combination with Kelvane's PD-1 inhibitor IG-512 in patients with cancer",
        "AT-101, a CD47 antibody, with the PD-1 inhibitor IG-512 in patients with cancer",
        "its CD47 antibody AT-101 together with Kelvane's PD-1 inhibitor IG-512",
    ],
)
def test_each_drug_of_a_combination_has_its_own_target(text: str) -> None:
    assert drugs(f"{LEAD}{US} and {THEM} today announced that they will evaluate {text}.") == {
        "AT-101": {"CD47"},
        "IG-512": {"PD-1"},
    }


@pytest.mark.parametrize(
    "text",
    [
        "agreed to assess the feasibility of new formulations of a psychedelic medicine",
        "will jointly investigate combinations of ARB-211 with checkpoint inhibitors",
        "have agreed to evaluate lipid nanoparticles for the delivery of mRNA vaccines",
    ],
)
def test_two_agree_to_find_out(text: str) -> None:
    facts = read(f"{LEAD}{US} and {THEM} said they {text}.")
    assert [a.types for a in facts.agreements] == [("collaboration",)]


def test_what_two_look_into_for_themselves_is_no_deal() -> None:
    text = "said they will explore strategic alternatives for their drug businesses"
    assert not read(f"{LEAD}{US} and {THEM} {text}.").agreements


@pytest.mark.parametrize(
    ("what", "kind"),
    [("as CRO for its Phase 3 trial", "services"), ("as its CDMO", "manufacturing"),
     ("its contract research organization for the Phase 3 program", "services")],
)  # fmt: skip
def test_who_is_chosen_to_run_or_make(what: str, kind: str) -> None:
    facts = read(f"{LEAD}{US} has named {THEM} {what} of the drug candidate ARB-211.")
    assert [a.types for a in facts.agreements] == [(kind,)]
    assert roles(facts) == {US: "customer", THEM: "supplier"}


def developers(text: str) -> dict[str, set[str]]:
    facts = read(text)
    names = {c.id: c.name for c in facts.companies}
    return {d.name: {names[c] for c in d.developers} for d in facts.drugs}


@pytest.mark.parametrize(
    "text",
    [
        "to evaluate ARB-211 in combination with KYVORA (pembrolizumab)",
        "for a trial of ARB-211 with pembrolizumab, which Kelvane Pharma AG will supply",
        "under which Kelvane Pharma AG will supply pembrolizumab for a study of ARB-211 and pembrolizumab",
    ],
)
def test_a_drug_that_anothers_is_combined_with_is_the_partners(text: str) -> None:
    found = developers(
        f"{LEAD}{US} today announced that it has entered into a clinical collaboration with {THEM} {text}."
    )
    assert found == {"ARB-211": {US}, "pembrolizumab": {THEM}}


@pytest.mark.parametrize(
    "text",
    [
        "Torvia Pharmaceuticals SA, a subsidiary of Torvia Pharmaceuticals Ltd., licensed",
        "Torvia Pharmaceuticals Ltd. said its subsidiary Torvia Pharmaceuticals SA licensed",
    ],
)
def test_a_subsidiary_of_its_parents_name_is_the_party(text: str) -> None:
    facts = read(f"{LEAD}{text} its monoclonal antibody ARB-211 to {THEM} for $50 million up front.")
    assert roles(facts) == {"Torvia Pharmaceuticals SA": "licensor", THEM: "licensee"}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("in a deal that could be worth nearly $600 million", ("potential total", 600)),
        ("in an all-stock deal worth $300 million", ("purchase price", 300)),
        ("in a transaction valued at about $300 million", ("purchase price", 300)),
    ],
)
def test_what_a_purchase_is_worth(text: str, term: tuple[str, int]) -> None:
    (deal,) = read(f"{LEAD}{US} has agreed to acquire {THEM} {text}.").agreements
    assert [(t.kind, int((t.amount or 0) / 1_000_000)) for t in deal.terms] == [term]


def test_programs_of_a_partnership_are_no_deal() -> None:
    facts = read(
        f"{LEAD}{US} said it acquired full rights to ARB-211 from {THEM}, which retained rights to complete existing "
        "partnership programs."
    )
    assert [a.types for a in facts.agreements] == [("asset purchase",)]


@pytest.mark.parametrize(
    "text",
    [
        "It is a monoclonal antibody that blocks an enzyme.",
        "The molecule is a first-in-class, humanized monoclonal antibody.",
    ],
)
def test_the_next_sentence_says_of_what_kind_a_drug_is(text: str) -> None:
    facts = read(
        f"{LEAD}{US} today announced that the drug candidate ARB-211 has been given to a patient. {text}"
    )
    assert [(d.name, d.kind) for d in facts.drugs] == [("ARB-211", "antibody")]


@pytest.mark.parametrize(
    "text",
    [
        "entered into a license agreement with Torvia, Inc. and terminated its license agreement with Kelvane "
        "Pharma AG",
        "and Kelvane Pharma AG agreed to terminate their license agreement, and Arbor entered into a license agreement "
        "with Torvia, Inc.",
    ],
)
def test_the_end_of_one_deal_leaves_the_other_in_force(text: str) -> None:
    facts = read(f"{LEAD}On May 5, 2005, {US} {text}.", "8-K")
    names = {c.id: c.name for c in facts.companies}
    status = {
        tuple(sorted(names[p.company] for p in a.parties if names[p.company] != US)): a.status
        for a in facts.agreements
    }
    assert status[("Torvia, Inc.",)] == "in force"
    assert status[(THEM,)] == "terminated"


@pytest.mark.parametrize(
    "called", ["a small Belgian biotech called", "cell therapy developer", "biotech company"]
)
def test_a_company_of_one_word_that_is_called_one(called: str) -> None:
    facts = read(f"{LEAD}{US} has agreed to acquire {called} Zelvora for $425 million.")
    assert roles(facts) == {US: "acquirer", "Zelvora": "target"}


def test_a_licence_from_a_company_of_a_name() -> None:
    facts = read(f"{LEAD}{US} has licensed ARB-211 from a company named Zelvora.")
    assert roles(facts) == {US: "licensee", "Zelvora": "licensor"}


def test_notice_of_the_termination_ends_a_deal() -> None:
    facts = read(
        f"On May 5, 2005, {US} notified Kelvane Pharma AG of the termination of the license agreement, dated May 1, "
        "2001, between the Company and Kelvane Pharma AG.",
        "8-K",
    )
    assert [a.status for a in facts.agreements] == ["terminated"]


@pytest.mark.parametrize(
    "whose",
    [
        'a subsidiary of Arbor Therapeutics, Inc. ("Arbor")',
        "an entity formed under the laws of Ireland and a subsidiary of Arbor Therapeutics, Inc., a Delaware "
        'corporation ("Arbor")',
    ],
)
def test_a_subsidiary_that_signs_is_a_party_however_its_owner_is_told(whose: str) -> None:
    facts = read(
        f'On May 5, 2005 (the "Effective Date"), Zelvora Pharma Limited, {whose}, and Torvia Macau Limited, a Macau '
        "corporation and an affiliate of Torvia Therapeutics, entered into a Development and License Agreement "
        "granting Torvia the exclusive rights to rosivexine.",
        "8-K",
    )
    assert roles(facts) == {
        "Zelvora Pharma Limited": "licensor",
        "Torvia Macau Limited": "licensee",
        US: "licensor",
    }
    assert [a.date for a in facts.agreements] == ["2005-05-05"]


def test_a_series_of_agreements_to_license() -> None:
    facts = read(
        f"On May 5, 2005, we entered into a series of agreements to license certain patents to {THEM}.", "8-K"
    )
    assert roles(facts) == {US: "licensor", THEM: "licensee"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the antibody ARB-211/BAY 2010112", ["ARB-211", "BAY 2010112"]),
        ("ARB-211, Arbor's bispecific antibody targeting CD38 (renamed TRV-009)", ["ARB-211", "TRV-009"]),
        ('zolvanib ("ZLV-X")', ["zolvanib", "ZLV-X"]),
    ],
)
def test_other_names_of_a_drug(text: str, names: list[str]) -> None:
    facts = read(f"{LEAD}{US} has licensed {text} to {THEM}.")
    assert [sorted((d.name, *d.aliases)) for d in facts.drugs] == [sorted(names)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (f"Arbor's antibody research alliance with {THEM} began in December 1997.", "1997-12"),
        (f"Arbor licensed its antibodies for the treatment of cancer to {THEM} back in 2001.", "2001"),
        (
            "On March 18, 2005, the Company exercised its option for ARB-211 under the option agreement and entered "
            f"into the license agreement for ARB-211 on April 28, 2005, with {THEM}.",
            "2005-04-28",
        ),
    ],
)
def test_when_a_deal_began(text: str, date: str) -> None:
    assert date in [a.date for a in read(text, "10-K").agreements]


@pytest.mark.parametrize("what", ["these two products", "certain rights and interests in these two products"])
def test_products_named_before_are_sold(what: str) -> None:
    facts = read(
        f"ARB-211 and zolvanib were developed by the Company. The Company sold {what} to {THEM} in 2021.",
        "10-K",
    )
    assert roles(facts) == {US: "seller", THEM: "buyer"}
    assert [(len(a.drugs), a.date) for a in facts.agreements] == [(2, "2021")]


def test_who_may_supply_the_needs_of_the_other_is_the_supplier() -> None:
    facts = read(
        f"On June 12, 2017, the Company entered into a supply agreement with {THEM} pursuant to which Kelvane paid the "
        "Company $31.8 million for the right to supply 25% of the Company's requirements of rosivexine.",
        "10-K",
    )
    assert roles(facts) == {US: "customer", THEM: "supplier"}
