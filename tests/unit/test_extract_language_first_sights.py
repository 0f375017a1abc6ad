"""What new texts told in other words than known ones: whose company acts, what is paid at once, what follows."""

from __future__ import annotations

import pytest

from .releases import read, roles

LEAD = "BASEL, March 3, 2005 -- "
US, THEM = "Arbor Therapeutics, Inc.", "Kelvane Pharma AG"
LICENSED = f"{LEAD}{US} has licensed its asthma drug ARB-211 to {THEM}. "


def terms(text: str) -> set[tuple[str, int | None]]:
    (deal,) = read(LICENSED + text).agreements
    return {(t.kind, None if t.amount is None else int(t.amount)) for t in deal.terms}


def milestones(text: str) -> set[tuple[str | None, int]]:
    return {(m.kind, int(m.amount or 0)) for m in read(LICENSED + text).milestones}


@pytest.mark.parametrize(
    "owner",
    [
        "a member of the Torvia Group",
        "the global biologics research and development arm of Torvia Pharma plc",
        "one of the operating units of Torvia Pharma plc",
        "owned by U.S. device and drug developer Torvia Pharma plc",
    ],
)
def test_a_company_acts_and_not_the_group_it_belongs_to(owner: str) -> None:
    facts = read(f"{LEAD}{US} said that {THEM}, {owner}, has paid it $5 million under their collaboration.")
    assert roles(facts) == {US: "partner", THEM: "partner"}
    names = {c.id: c.name for c in facts.companies}
    assert [(names[m.payer or ""], names[m.payee or ""]) for m in facts.milestones] in ([], [(THEM, US)])


def test_what_another_took_is_told_by_who_gave_it() -> None:
    facts = read(f"{LEAD}{US} today announced that {THEM}, a leading maker of inhalers, has licensed rights to the "
                 "asthma drug ARB-211.")  # fmt: skip
    assert roles(facts) == {US: "licensor", THEM: "licensee"}


def test_who_is_granted_rights_to_what_is_anothers() -> None:
    text = (
        f"{LEAD}Swiss group {THEM} has been granted exclusive domestic rights to sell Danish biotech {US}'s "
    )
    facts = read(
        text + "compound ARB-211. Kelvane gains rights to the CD38 inhibitor in exchange for milestones."
    )
    assert roles(facts) == {US: "licensor", THEM: "licensee"}
    assert [[t.antigen for t in d.targets] for d in facts.drugs] == [[a.id for a in facts.antigens]] != [[]]


def test_each_of_two_licences_out_behind_a_country_in_brackets() -> None:
    facts = read(
        f"{LEAD}{US} has out-licensed ARB-211, a CD38 inhibitor, to {THEM} (U.S.) and ARB-355, a CD20 antibody, to "
        "Torvia Pharma Co., Ltd."
    )
    assert sorted(sorted(roles(facts, n)) for n in range(len(facts.agreements))) == [
        sorted((US, THEM)),
        sorted((US, "Torvia Pharma Co., Ltd.")),
    ]


def test_an_offer_is_proposed() -> None:
    facts = read(
        f"{LEAD}{THEM} is back with another offer, proposing to acquire {US} for its vaccines at $4.30 per share."
    )
    assert [(a.types, a.status) for a in facts.agreements] == [(("acquisition",), "proposed")]


def test_a_platforms_name_before_therapeutics_is_no_drug() -> None:
    facts = read(
        LICENSED + "Kelvane may use the Arvody drug discovery platform for Arvody therapeutics in cancer."
    )
    assert [d.name for d in facts.drugs] == ["ARB-211"]


def test_a_drug_developed_with_another_company_has_a_deal() -> None:
    facts = read(f"{LEAD}{US} today reported results of a trial of ARB-211, an antibody which it is developing with "
                 f"{THEM}.")  # fmt: skip
    assert [(a.types, a.date) for a in facts.agreements] == [(("collaboration",), None)]
    assert roles(facts) == {US: "partner", THEM: "partner"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Arbor will get $25 million in cash and a $30 million equity investment.",
            {("upfront", 25), ("equity", 30)},
        ),
        ("Kelvane will make an initial $25 million payment.", {("upfront", 25)}),
        ("Kelvane is handing over $40 million in cash.", {("upfront", 40)}),
        ("Terms include an $8m upfront and $92m in biobucks.", {("upfront", 8), ("milestones total", 92)}),
        (
            "Kelvane paid $8 million for the rights, and could pay another $92 million based on progress.",
            {("upfront", 8), ("milestones total", 92)},
        ),
        (
            "The deal is worth $210 million, $10 million of it up front.",
            {("potential total", 210), ("upfront", 10)},
        ),
        (
            "Kelvane made an upfront payment of $9 million, in addition to the $3 million that was initially received.",
            {("upfront", 9)},
        ),
        ("Kelvane is therefore not paying the $12 million option maintenance fee.", set()),
        (
            "Kelvane exercised the option to defer a payment by agreeing to pay $23 million in a year.",
            {("other", 23)},
        ),
        (
            "Kelvane may owe (i) royalties and (ii) up to $14 million in development, regulatory and net sales "
            "milestone payments.",
            {("royalty", None), ("milestones total", 14)},
        ),
        (
            "The minimum annual payment will be $38,000,000; on first sale the annual minimum payment will increase to "
            "$113 million.",
            {("annual fee", 38)},
        ),
        ("Arbor could receive several million dollars in milestone payments.", {("milestones total", None)}),
        ("The deal could net Arbor more than $900 million.", {("potential total", 900)}),
        (
            "The rights go for up to $450 million, comprising $405 million at closing and the rest later.",
            {("potential total", 450), ("upfront", 405)},
        ),
    ],
)
def test_what_is_paid_at_once_and_later(text: str, told: set[tuple[str, int | None]]) -> None:
    assert terms(text) == {(kind, amount and amount * 1_000_000) for kind, amount in told}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The deal gives Arbor $10 million immediately, another $5 million when the first patient is dosed.",
         {("clinical", 5)}),
        ("The initial $8 million license fee will be followed by $4 million on IND filing and $10 million on approval.",
         {("regulatory", 4), ("regulatory", 10)}),
        ("Kelvane pays $9 million now plus $45 million contingent on approval of the drug in Europe.",
         {("regulatory", 45)}),
    ],
)  # fmt: skip
def test_payments_that_follow_the_first(text: str, told: set[tuple[str, int]]) -> None:
    assert milestones(text) == {(kind, amount * 1_000_000) for kind, amount in told}


def test_the_first_word_of_a_name_without_legal_form_stands_for_it() -> None:
    facts = read(
        f"{LEAD}{US} entered into a supply agreement with Torvia Honsha under which Torvia was granted the right to "
        "sell ARB-211 in Japan. It amended its agreement with Torvia in 2004."
    )
    assert [c.name for c in facts.companies] == [US, "Torvia Honsha"]
    assert len(facts.agreements) == 1


def test_a_company_behind_its_nation_has_the_deal() -> None:
    facts = read(
        f"{LEAD}{US} says it has signed an agreement with France's Torvia covering the distribution of ARB-211."
    )
    assert set(roles(facts)) == {US, "Torvia"}


def test_a_sublicence_from_one_of_two_speakers() -> None:
    facts = read(f"{LEAD}{US} and {THEM} said Kelvane has obtained from Arbor a nonexclusive, royalty-bearing "
                 "sublicense to use a cell line to derive ARB-211, a stem cell product.")  # fmt: skip
    assert [a.types for a in facts.agreements] == [("license",)]
    assert roles(facts) == {US: "licensor", THEM: "licensee"}


def test_a_licence_programme_is_no_drug() -> None:
    facts = read(f"{LEAD}{US} has granted {THEM} an InterVex(TM) license to develop a drug, and an option to another "
                 "InterVex license.")  # fmt: skip
    assert facts.drugs == ()


def test_rates_begin_with_a_word() -> None:
    facts = read(LICENSED + "KELV will pay ARBA mid-to-high single-digit royalties.")
    assert [t.rate for t in facts.agreements[0].terms if t.kind == "royalty"] == ["mid-to-high single-digit"]


@pytest.mark.parametrize(
    "text",
    [
        f"{US} has received a termination notice from {THEM} for the license agreement on ARB-211 dated March 2006.",
        f"{THEM} is walking away from its alliance with {US} on the asthma drug ARB-211.",
        f"{THEM} has pulled out of a collaboration with {US} to develop the asthma drug ARB-211.",
    ],
)
def test_who_leaves_a_deal_ends_it(text: str) -> None:
    assert [a.status for a in read(LEAD + text).agreements] == ["terminated"]


@pytest.mark.parametrize(
    "text",
    [
        f"The Torvia Foundation will give {US} up to $3 million for work on ARB-211 for cystic fibrosis.",
        f"The Torvia Foundation has committed $3 million to support {US}'s development of ARB-211.",
    ],
)
def test_a_foundation_pays_for_research(text: str) -> None:
    facts = read(LEAD + text)
    assert set(roles(facts)) == {US, "Torvia Foundation"}
    assert facts.agreements[0].types[0] == "research"


@pytest.mark.parametrize(
    "purpose", ["for the European rights to ARB-211", "to use its gene delivery technology"]
)
def test_who_signs_for_rights_or_use_takes_them(purpose: str) -> None:
    facts = read(f"{LEAD}{THEM} has entered into an agreement with {US} {purpose} in asthma.")
    assert roles(facts) == {US: "licensor", THEM: "licensee"}


def test_a_report_tells_of_an_agreement_to_license() -> None:
    facts = read(
        "In December 2004, we entered into an agreement to license our compound ARB-211 to Kelvane Pharma Co., Ltd., "
        "or KP. KP agrees to pay us an upfront payment of $14 million, and granted us warrants to purchase shares.",
        "8-K",
    )
    assert roles(facts) == {"Arbor Therapeutics, Inc.": "licensor", "Kelvane Pharma Co., Ltd.": "licensee"}
    assert [(t.kind, int(t.amount or 0)) for t in facts.agreements[0].terms][:1] == [("upfront", 14_000_000)]
