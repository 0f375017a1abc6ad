"""Whatever a document says, its companies are found without harm and where they are said to be."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dealgraph.extract.companies.find import find_companies
from dealgraph.extract.reading import Reading
from dealgraph.extract.text import Page
from dealgraph.filing import Document, Filer, Filing

_PIECES = st.sampled_from(
    [
        "Acme Therapeutics, Inc.", "Acme", '("Acme")', "(collectively,", '"Beta")', "Beta Bio GmbH & Co. KG",
        "we", "US", "University of Ohio", "(the", '"Company")', "agreement with", "licensed from", "Novartis",
        "Dr. Reddy's", "&", "and", "of", ",", ".", "(", ")", '"', "\n", "\n\n", "\t", "drug", "patients",
        "MERCK & CO.", "S.p.A.", "A/S", "formerly", "or Gamma,", "(Nasdaq: ACME)", "--Delta Ltd", "3M",
        "1998-Echo Corp.", "École", "é", "Agreement",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=40), st.sampled_from(["10-K", "EX-99.1", "EX-10.1", "8-K"]), st.booleans())
def test_any_text_is_read(pieces: list[str], kind: str, with_filer: bool) -> None:
    document = Document(1, kind, "a.txt", " ".join(pieces))
    filers = (Filer("ACME THERAPEUTICS INC", "0000000001"),) if with_filer else ()
    reading = Reading(Filing("a.txt", "8-K", (document,), filers=filers), (Page.of(document),))
    find_companies(reading)
    companies = reading.companies
    flat = reading.pages[0].flat
    for mention in companies.mentions:
        assert 0 <= mention.start < mention.end <= len(flat)
        assert 0 <= mention.entity < len(companies.entities)
        if not mention.generic:
            said = " ".join(flat[mention.start : mention.end].replace("®", "").replace("™", "").split())
            assert said in companies.entities[mention.entity].names
    assert companies.we is None or 0 <= companies.we < len(companies.entities)
    assert sum(e.filer for e in companies.entities) == int(with_filer)


@given(st.sampled_from(["Acme ", "(", '("', "A. ", "of ", "University ", "A-", "Inc. ", "& ", "AB ", "a,"]))
@settings(max_examples=11, deadline=4000)
def test_monotonous_text_takes_linear_time(piece: str) -> None:
    text = "drug patients therapy clinical pharma " + piece * (60_000 // len(piece))
    document = Document(1, "10-K", "a.txt", text)
    reading = Reading(Filing("a.txt", "10-K", (document,)), (Page.of(document),))
    find_companies(reading)
    assert len(reading.companies.entities) < 5
