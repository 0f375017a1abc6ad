"""What is written as N-Quads, a parser reads back as it was."""

from __future__ import annotations

import re
from decimal import Decimal

import pyoxigraph as ox
from hypothesis import example, given
from hypothesis import strategies as st

from dealgraph.rdf.nquads import clean, decimal, integer, literal, part, split, stated_date

ANY_TEXT = st.text(alphabet=st.characters(codec=None, exclude_categories=()))


def parse(value: str) -> ox.Literal:
    line = f"<urn:s> <urn:p> {value} <urn:g> ."
    [quad] = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    assert isinstance(quad.object, ox.Literal)
    return quad.object


@given(ANY_TEXT)
@example('"\\\n\r\t\b\f\x00\x7f\x85\u2028\ufffe\U0010ffff')
@example("\ud800 lone")
@example("' . <urn:x> <urn:y> <urn:z> .")
def test_literals_come_back(text: str) -> None:
    assert parse(literal(text)).value == clean(text)
    assert len(clean(text)) == len(text)


@given(ANY_TEXT)
def test_a_line_is_one_line_and_comes_apart(text: str) -> None:
    line = f"<urn:s> <urn:p> {literal(text)} <urn:g> ."
    assert "\n" not in line
    assert "\r" not in line
    assert split(line) == ("<urn:s>", "<urn:p>", literal(text), "<urn:g>")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=None))
def test_decimals_come_back_without_exponent(value: Decimal) -> None:
    found = parse(decimal(value)).value
    assert Decimal(found) == value
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", found)


@given(st.floats(0, 1))
def test_confidences_come_back(value: float) -> None:
    assert float(parse(decimal(value)).value) == value


@given(st.integers())
def test_integers_come_back(value: int) -> None:
    assert int(parse(integer(value)).value) == value


@given(st.dates())
def test_dates_say_how_precise_they_are(day: object) -> None:
    for length, datatype in ((10, "date"), (7, "gYearMonth"), (4, "gYear")):
        found = parse(stated_date(str(day)[:length]))
        assert found.value == str(day)[:length]
        assert found.datatype.value.endswith(f"#{datatype}")


@given(ANY_TEXT)
def test_any_text_makes_a_part_of_an_iri(text: str) -> None:
    value = f"https://w3id.org/dealgraph/id/filing/{part(text)}"
    assert ox.NamedNode(value).value == value
    assert re.fullmatch(r"[A-Za-z0-9._~%-]*", part(text))
