"""What a user says of identity, in `identities.toml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from dealgraph.errors import InputError
from dealgraph.resolve import FilingKeys, resolve
from dealgraph.resolve.keys import AgreementKey, AntigenKey, CompanyKey, DrugKey
from dealgraph.resolve.overrides import parse_overrides, read_overrides


def filing(key: str, *companies: CompanyKey, **kinds: object) -> FilingKeys:
    return FilingKeys(key, f"200{key}-01-01", companies, **kinds)  # type: ignore[arg-type]


ARBOR = filing("1", CompanyKey("c1", "Arbor Bio, Inc."), CompanyKey("c2", "Elder plc"))
SPRIG = filing("2", CompanyKey("c1", "Sprig Therapeutics, Inc."), CompanyKey("c2", "Elder PLC"))


def test_what_is_told_the_same_is_one_with_the_note_as_reason() -> None:
    rules = parse_overrides(
        '[[same]]\nnames = ["ARBOR BIO INC", "Sprig Therapeutics, Inc."]\nnote = "Renamed."'
    )
    assert resolve([ARBOR, SPRIG]).of("1", "c1") != resolve([ARBOR, SPRIG]).of("2", "c1")
    found = resolve([SPRIG, ARBOR], rules=rules)
    assert found.of("1", "c1") == found.of("2", "c1")
    assert found.warnings == ()
    assert {m.reason for m in found.merges if m.local == "c1"} == {
        "first of them to be filed",
        "told by the user: Renamed.",
    }


def test_two_ciks_are_one_only_if_the_user_says_so() -> None:
    a = filing("1", CompanyKey("c1", "Arbor Bio, Inc.", cik="0000000001"))
    b = filing("2", CompanyKey("c1", "Sprig, Inc.", cik="0000000002"))
    rules = parse_overrides('[[same]]\nnames = ["Arbor Bio, Inc.", "Sprig, Inc."]')
    found = resolve([a, b], rules=rules)
    assert found.of("1", "c1") == found.of("2", "c1")
    assert found.of("1", "c1").endswith("cik-0000000001")


def test_what_is_told_different_stays_apart_whatever_speaks_for_it() -> None:
    a = filing("1", CompanyKey("c1", "Arbor Bio, Inc.", cik="0000000001"))
    b = filing("2", CompanyKey("c1", "Arbor Biology, Inc.", cik="0000000001"))
    c = filing("3", CompanyKey("c1", "Arbor Bio, Inc."))
    rules = parse_overrides('[[different]]\nnames = ["Arbor Bio, Inc.", "Arbor Biology, Inc."]')
    assert resolve([a, b, c]).of("1", "c1") == resolve([a, b, c]).of("2", "c1")
    found = resolve([a, b, c], rules=rules)
    assert found.of("1", "c1") != found.of("2", "c1")
    assert found.of("1", "c1") == found.of("3", "c1")


def test_items_of_one_name_are_told_apart_by_filing_and_item() -> None:
    a = filing("1", drugs=(DrugKey("d1", "AB-101"),))
    b = filing("2", drugs=(DrugKey("d1", "AB-101"),))
    rules = parse_overrides('[[different]]\nkind = "drug"\nnames = ["1#d1", "2#d1"]')
    found = resolve([a, b], rules=rules)
    assert found.of("1", "d1") != found.of("2", "d1")


def test_a_kind_confines_a_rule() -> None:
    a = filing("1", CompanyKey("c1", "Sprig"), drugs=(DrugKey("d1", "Sprig"),))
    b = filing("2", CompanyKey("c1", "Twig"), drugs=(DrugKey("d1", "Twig"),))
    found = resolve([a, b], rules=parse_overrides('[[same]]\nkind = "drug"\nnames = ["Sprig", "Twig"]'))
    assert found.of("1", "d1") == found.of("2", "d1")
    assert found.of("1", "c1") != found.of("2", "c1")


def test_an_iri_means_what_it_means_without_the_rules() -> None:
    deal = AgreementKey("g1", ("license",), ("c1", "c2"))
    other = AgreementKey("g1", ("supply",), ("c1", "c2"))
    names = (CompanyKey("c1", "Arbor Bio, Inc."), CompanyKey("c2", "Elder plc"))
    filings = [filing("1", *names, agreements=(deal,)), filing("2", *names, agreements=(other,))]
    plain = resolve(filings)
    one, two = plain.of("1", "g1"), plain.of("2", "g1").removeprefix("https://w3id.org/dealgraph/id/")
    assert not one.endswith(two)
    rules = parse_overrides(f'[[same]]\nnames = ["{one}", "{two}"]\nnote = "One deal."')
    found = resolve(filings, rules=rules)
    assert found.of("1", "g1") == found.of("2", "g1") == one
    assert found.warnings == ()


def test_two_genes_meet_only_by_the_users_word() -> None:
    a = filing("1", antigens=(AntigenKey("a1", "HER2", (), ("HGNC:3430",)),))
    b = filing("2", antigens=(AntigenKey("a1", "HER3", (), ("HGNC:3431",)),))
    assert resolve([a, b]).of("1", "a1") != resolve([a, b]).of("2", "a1")
    found = resolve([a, b], rules=parse_overrides('[[same]]\nnames = ["HER2", "HER3"]'))
    assert found.of("1", "a1") == found.of("2", "a1")


def test_a_name_that_no_filing_uses_is_told() -> None:
    rules = parse_overrides('# mine\n[[same]]\nnames = ["Arbor Bio, Inc.", "Nobody, Inc."]')
    (warning,) = resolve([ARBOR], rules=rules).warnings
    assert warning == "identities.toml, line 2: nothing in the filings is called 'Nobody, Inc.'"


def test_different_wins_over_same() -> None:
    text = '[[same]]\nnames = ["Arbor Bio, Inc.", "Sprig Therapeutics, Inc."]\n'
    rules = parse_overrides(text + text.replace("same", "different"))
    found = resolve([ARBOR, SPRIG], rules=rules)
    assert found.of("1", "c1") != found.of("2", "c1")


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("[[same]]\nnames = [", 2, "not TOML"),
        ("\n[[same]]\nnames = 'Arbor'", 2, "not a list"),
        ("[[same]]\nnames = ['Arbor']", 1, "at least two"),
        ("[[same]]\nnames = ['A', 'B']\n\n[[same]]\nnames = ['A', 3]", 4, "not a list"),
        ("[[same]]\nnames = ['A', 'B']\nnotes = 'x'", 1, "no 'notes'"),
        ("[[same]]\nnames = ['A', 'B']\nnote = 3", 1, "`note` is not text"),
        ("[[different]]\nnames = ['A', 'B']\nkind = 'firm'", 1, "'firm' is no kind"),
        ("[[same]]\nnames = ['A', 'B']\n[[equal]]\nnames = ['A', 'B']", 3, "neither"),
        ("same = 1", 1, "neither"),
        ("same = [1]", 1, "not an entry"),
    ],
)
def test_a_bad_file_gives_one_sentence_with_the_line(
    tmp_path: Path, text: str, line: int, problem: str
) -> None:
    file = tmp_path / "identities.toml"
    file.write_text(text)
    with pytest.raises(InputError, match=problem) as caught:
        read_overrides(file)
    assert caught.value.where == f"{file}, line {line}"
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_overrides(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'[[same]]\nnames = ["\xe9", "b"]')
    with pytest.raises(InputError, match="not UTF-8"):
        read_overrides(tmp_path / "latin.toml")
