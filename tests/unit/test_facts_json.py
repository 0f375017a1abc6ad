from __future__ import annotations

import json
from decimal import Decimal

import pytest

from dealgraph.errors import InputError
from dealgraph.evidence import find_names, locate
from dealgraph.facts import FilingFacts, Span
from dealgraph.facts_json import filing_from_json, filing_to_json, from_json, to_json
from dealgraph.filing import Document, Filer, Filing

TEXT = "On May 2, 2000, Arbor Bio, Inc. granted Elder plc rights to AB-101. Arbor\nreceived $2.5 million."
FILING = Filing(
    "a.txt",
    "8-K",
    (Document(1, "8-K", "a.txt", TEXT),),
    accession="0000000001-00-000001",
    filers=(Filer("ARBOR BIO INC", "0000000001"),),
)
BY_HAND = {
    "doc": "a.txt",
    "companies": [
        {"id": "c1", "name": "Arbor Bio, Inc.", "aliases": ["Arbor"]},
        {"id": "c2", "name": "Elder plc", "aliases": []},
    ],
    "antigens": [],
    "drugs": [
        {"id": "d1", "name": "AB-101", "aliases": [], "kind": None, "targets": [], "developers": ["c1"]}
    ],
    "agreements": [
        {
            "id": "g1",
            "types": ["license"],
            "parties": [{"company": "c1", "role": "licensor"}, {"company": "c2", "role": "licensee"}],
            "date": "2000-05-02",
            "status": "in force",
            "drugs": ["d1"],
            "terms": [{"kind": "upfront", "amount": 2500000, "currency": "USD", "qualifier": "exactly"}],
            "quote": "Arbor Bio, Inc. granted Elder plc rights to AB-101",
        }
    ],
    "milestones": [],
}


def test_by_hand_gets_offsets_of_quotes_and_names() -> None:
    facts = from_json(BY_HAND, FILING)
    start = TEXT.index("Arbor Bio, Inc. granted")
    assert facts.agreements[0].evidence == (Span(1, start, start + 50, TEXT[start : start + 50]),)
    assert facts.agreements[0].terms[0].evidence == facts.agreements[0].evidence
    assert [s.text for s in facts.companies[0].mentions] == ["Arbor Bio, Inc.", "Arbor"]
    assert facts.agreements[0].terms[0].amount == Decimal(2500000)


def test_round_trip_through_text() -> None:
    facts = from_json(BY_HAND, FILING)
    assert from_json(json.loads(json.dumps(to_json(FILING, facts))), FILING) == facts


def test_filing_round_trip() -> None:
    assert filing_from_json(json.loads(json.dumps(filing_to_json(FILING))), "a.txt") == FILING


@pytest.mark.parametrize(
    "wrong",
    [
        {"companies": [{"name": "no id"}]},
        {"agreements": [{"id": "g1", "types": ["license"]}]},
        {"companies": "text"},
        {"milestones": [{"id": "m1", "amount": "two million"}]},
        {"companies": [{"id": "c1", "name": "A", "spans": [{"document": 1}]}]},
    ],
)
def test_wrong_shape_is_an_input_error(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError, match="not in the shape of annotations"):
        from_json({"doc": "x.json", **wrong}, FILING)


def test_locate_passes_over_marks_that_the_text_lacks() -> None:
    found = locate("*Arbor*\nreceived \\$2.5 million", FILING.documents)
    assert found is not None
    assert found.text == "Arbor\nreceived $2.5 million"
    assert locate("Arbor never paid", FILING.documents) is None
    assert locate("", FILING.documents) is None
    assert locate("***", FILING.documents) is None


def test_names_are_found_as_whole_words_only() -> None:
    assert find_names(["Arb"], FILING.documents) == ()
    assert find_names([""], FILING.documents) == ()


def test_amounts_that_json_cannot_hold_keep_their_digits() -> None:
    data = json.loads(json.dumps(BY_HAND))
    data["agreements"][0]["terms"][0]["amount"] = "12345678901234567890.123"
    facts = from_json(data, FILING)
    again = from_json(json.loads(json.dumps(to_json(FILING, facts))), FILING)
    assert again.agreements[0].terms[0].amount == Decimal("12345678901234567890.123")


def test_nothing_in_nothing_out() -> None:
    assert from_json({}, FILING) == FilingFacts()
