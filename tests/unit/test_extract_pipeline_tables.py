"""Tables of product candidates: what each row says of its drug."""

from __future__ import annotations

import pytest

from dealgraph.extract.substances.pipeline_tables import diseases
from dealgraph.facts import Drug, FilingFacts

from .reports import read

LEAD_IN = (
    "Orvane Therapeutics develops medicines for patients with cancer. Our pipeline is set out below.\n\n"
)


def table(*rows: str, lead_in: str = LEAD_IN) -> FilingFacts:
    return read(
        lead_in + "\n\n".join(row.replace("|", "\t") for row in rows) + "\n\nWe own patents.", form="10-K"
    )


def drug(facts: FilingFacts, name: str) -> Drug:
    return next(d for d in facts.drugs if d.name == name)


def targets(facts: FilingFacts, name: str) -> set[str]:
    names = {a.id: a.name for a in facts.antigens}
    return {names[t.antigen] for t in drug(facts, name).targets}


@pytest.mark.parametrize(
    ("head", "cell", "expected"),
    [
        ("Target", "CD38", {"CD38"}),
        ("Target(s)", "BCMA x CD3", {"BCMA", "CD3"}),
        ("Mechanism of Action", "FLT3 inhibitor", {"FLT3"}),
        ("Modality / Target", "Anti-TIGIT antibody", {"TIGIT"}),
        ("Target", "Undisclosed", set()),
    ],
)
def test_targets(head: str, cell: str, expected: set[str]) -> None:
    facts = table(f"Product Candidate|{head}|Indication|Phase", f"ORV-12|{cell}|Multiple myeloma|Phase 1")
    assert targets(facts, "ORV-12") == expected


def test_each_row_tells_of_its_own_drug() -> None:
    facts = table(
        "Program|Target|Disease|Stage",
        "ORV-12|CD38|Multiple myeloma; AL amyloidosis (1)|Phase 2",
        "ORV-20|CLDN18.2|Gastric cancer|Phase 1",
    )
    assert targets(facts, "ORV-12") == {"CD38"}
    assert drug(facts, "ORV-12").indications == ("Multiple myeloma", "AL amyloidosis")
    assert targets(facts, "ORV-20") == {"CLDN18.2"}
    assert drug(facts, "ORV-20").indications == ("Gastric cancer",)


def test_kind_and_developer() -> None:
    facts = table(
        "Candidate|Modality|Indication", "ORV-12|Bispecific antibody|Lymphoma", "ORV-13|Small molecule|Gout"
    )
    assert drug(facts, "ORV-12").kind == "bispecific antibody"
    assert drug(facts, "ORV-13").kind == "small molecule"
    names = {c.id: c.name for c in facts.companies}
    assert {names[c] for d in facts.drugs for c in d.developers} == {"Orvane Therapeutics, Inc."}


def test_others_tables_make_no_developer() -> None:
    lead_in = "Several medicines for patients with cancer are in clinical trials elsewhere.\n\n"
    facts = table("Drug|Target|Indication", "XRV-12|CD38|Myeloma", lead_in=lead_in)
    assert drug(facts, "XRV-12").developers == ()


def test_a_table_of_something_else_is_left_alone() -> None:
    facts = table("Revenue|2020|2021", "ORV-12|CD38|$4.0", "Indication|ORV-13|CD20")
    assert not facts.antigens


def test_diseases() -> None:
    assert diseases("NSCLC, head and neck cancer*") == ["NSCLC", "head and neck cancer"]
    assert diseases("Phase 2") == []
